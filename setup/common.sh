# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What ./run and ./test share: the words they print, and the whole way from a bare system to a build.
# REQUIRES: `root`, the folder of the checkout, and `program`, the name that messages carry.

# shellcheck source=setup/system.sh
source "$root/setup/system.sh"
# shellcheck source=setup/libtorch.sh
source "$root/setup/libtorch.sh"
# shellcheck source=setup/build.sh
source "$root/setup/build.sh"

step() { printf '==> %s\n' "$*"; }

fail() {
    printf '%s: %s\n' "$program" "$*" >&2
    exit 1
}

usage_error() {
    printf '%s: %s; %s --help lists the options\n' "$program" "$*" "$program" >&2
    exit 2
}

# usage SCRIPT: prints the comment at its head, and ends.
usage() {
    sed -n '3,/^[^#]/s/^# \{0,1\}//p' "$1"
    exit 0
}

own_libtorch_hint='With a libtorch of your own and the libraries in setup/packages,'
own_libtorch_hint+=' use CMake directly: cmake --preset release -DTorch_ROOT=FOLDER'

# set_up PRESET CUDA TARGET: everything that is missing, then the build. CUDA is `yes`, or empty to look
# for a driver. Standard output stays free for what runs afterwards.
set_up() {
    local preset=$1 cuda=$2 target=$3
    {
        check_system
        install_packages
        [[ $preset =~ ^(core|fuzz)$ ]] || fetch_libtorch "$preset" "$cuda"
        build "$preset" "$target"
    } >&2
}

# summary REPORT: one line from ctest's JUnit file.
summary() {
    local head total failed skipped
    head=$(grep -m 1 -A 8 '<testsuite' "$1")
    total=$(attribute tests "$head")
    failed=$(attribute failures "$head")
    skipped=$(($(attribute skipped "$head") + $(attribute disabled "$head")))
    echo "$((total - failed - skipped)) passed, $failed failed, $skipped skipped"
}

attribute() { sed -n "s/.*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" <<<"$2" | head -n 1; }
