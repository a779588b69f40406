# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# From sources to programs, by the presets.

build_folder() { [[ $1 == release ]] && echo "$root/build" || echo "$root/build-$1"; }

# As many compilers as there are processors, and memory for: one of the engine's files takes about 1.5 GB.
build_jobs() {
    local by_memory jobs
    by_memory=$(awk '/^MemAvailable:/ { print int($2 / 1.5e6) }' /proc/meminfo)
    jobs=$(nproc)
    ((by_memory >= jobs)) || jobs=$by_memory
    echo $((jobs > 0 ? jobs : 1))
}

# build PRESET TARGET
build() {
    local preset=$1 target=$2 folder
    folder=$(build_folder "$preset")
    cd "$root"
    # Ninja configures again by itself where the build files change, but does not read the presets.
    if [[ ! -e $folder/build.ninja || CMakePresets.json -nt $folder/build.ninja ]]; then
        step "Configuring ($preset)"
        cmake --preset "$preset" || fail "CMake could not configure the build (its lines above say why)"
    fi
    step "Building ($preset)"
    NINJA_STATUS='[%f/%t, %es] ' cmake --build --preset "$preset" --target "$target" \
        --parallel "${CMAKE_BUILD_PARALLEL_LEVEL:-$(build_jobs)}" || fail "the build failed"
}
