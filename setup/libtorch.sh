# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# libtorch from its pinned wheel, into a cache folder outside the checkout. pip only downloads; no Python
# environment is touched. The file .wheels in the folder lists the requirements that it fulfils.

requirements_in() { grep -hv '^#' "$@"; }

# Where libtorch goes; cmake/Torch.cmake looks there too.
libtorch_folder() {
    local version
    version=$(sed -n 's/^torch==\([^ ]*\) .*/\1/p' "$root/setup/torch-requirements.txt")
    printf '%s\n' "${M3PO_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/m3po}/libtorch-$version"
}

# Whether the person builds with a libtorch of their own: by the environment or as a build folder remembers.
own_libtorch() {
    [[ -n ${Torch_ROOT:-} ]] || grep -qs '^Torch_ROOT:[A-Z]*=.' "$(build_folder "$1")/CMakeCache.txt"
}

nvidia_driver() {
    [[ -e /dev/nvidiactl || $(/sbin/ldconfig -p 2>/dev/null || true) == *libcuda.so.1* ]]
}

# missing_wheels FOLDER REQUIREMENTS...: the lines of the requirements that FOLDER does not fulfil.
missing_wheels() {
    local folder=$1 have=/dev/null
    shift
    [[ ! -e $folder/.wheels ]] || have=$folder/.wheels
    requirements_in "$@" | grep -vxFf "$have" || true
}

# fetch_libtorch PRESET CUDA
fetch_libtorch() {
    local preset=$1 cuda=$2 folder cache need_mb=2000
    local -a requirements=("$root/setup/torch-requirements.txt")
    ! own_libtorch "$preset" || return 0
    if [[ $cuda == yes ]] || nvidia_driver; then
        requirements+=("$root/setup/cuda-requirements.txt")
    fi
    folder=$(libtorch_folder)
    [[ -n $(missing_wheels "$folder" "${requirements[@]}") ]] || return 0

    cache=$(dirname "$folder")
    mkdir -p "$cache"
    exec {lock}>"$cache/.lock"
    flock -n "$lock" || { step "libtorch: waiting for another fetch"; flock "$lock"; }
    rm -rf "$cache"/.fetch.* # what a killed fetch left
    local missing available_mb
    missing=$(missing_wheels "$folder" "${requirements[@]}")
    if [[ -n $missing ]]; then
        [[ $missing != *nvidia-cublas* ]] || need_mb=$((need_mb + 6000))
        available_mb=$(($(df -Pk "$cache" | awk 'NR == 2 { print $4 }') / 1024))
        ((available_mb >= need_mb)) ||
            fail "$cache has $available_mb MB free, and fetching libtorch needs $need_mb MB; M3PO_CACHE=FOLDER puts it elsewhere"
        unpack_wheels "$folder" "$missing"
    fi
    exec {lock}>&-
}

# unpack_wheels FOLDER REQUIREMENT-LINES: either the whole of it is there afterwards, or nothing is changed.
unpack_wheels() {
    local folder=$1 lines=$2 work wheel
    local -a platforms=()
    work=$(mktemp -d "$(dirname "$folder")/.fetch.XXXXXX")
    # shellcheck disable=SC2064 # the folder of now
    trap "rm -rf '$work'" EXIT
    printf '%s\n' "$lines" >"$work/requirements.txt"
    for wheel in manylinux_2_{28,27,26,25,24,18,17,12}_x86_64 manylinux2014_x86_64 manylinux2010_x86_64; do
        platforms+=(--platform "$wheel")
    done
    step "libtorch: fetching $(sed 's/ --hash.*//' <<<"$lines" | paste -sd ' ')"
    # TMPDIR: /tmp is often small, and kept in memory. No pip cache: a second copy of half a gigabyte.
    TMPDIR=$work PIP_REQUIRE_VIRTUALENV=0 /usr/bin/python3 -m pip --disable-pip-version-check download \
        --no-cache-dir --no-deps --require-hashes --only-binary=:all: --implementation cp --abi cp312 \
        --python-version 3.12 "${platforms[@]}" --dest "$work/wheels" -r "$work/requirements.txt" ||
        fail "the wheels could not be fetched (pip's lines above say why)"
    step "libtorch: unpacking into $folder"
    mkdir "$work/tree"
    for wheel in "$work"/wheels/*.whl; do
        unpack_wheel "$wheel" "$work/tree" || fail "$wheel could not be unpacked"
        rm "$wheel"
    done
    if [[ -e $folder/.wheels ]]; then
        cp -al --force "$work/tree/." "$folder/"
        printf '%s\n' "$lines" >>"$folder/.wheels"
    else
        printf '%s\n' "$lines" >"$work/tree/.wheels"
        [[ ! -e $folder ]] || mv "$folder" "$work/replaced"
        mv "$work/tree" "$folder"
    fi
    rm -rf "$work"
    trap - EXIT
}

# unpack_wheel WHEEL FOLDER: headers, shared libraries and licences alone.
unpack_wheel() {
    case ${1##*/} in
    torch-*) unzip -q "$1" 'torch/include/*' 'torch/lib/*.so*' '*.dist-info/licenses/*' -x '*/libtorch_python.so' -d "$2" ;;
    *) unzip -qq "$1" 'nvidia/*' -x '*.a' -d "$2" ;;
    esac
}
