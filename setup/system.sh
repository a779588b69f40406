# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The system itself: whether this is one that we know, and its packages.

check_system() {
    local glibc
    [[ $(uname -sm) == 'Linux x86_64' ]] ||
        fail "this is $(uname -sm), and what is fetched here is for Linux x86_64. $own_libtorch_hint"
    glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) ||
        fail "this system has no glibc, which the fetched libtorch needs (2.28 or newer). $own_libtorch_hint"
    glibc=${glibc#glibc }
    [[ $(printf '2.28\n%s\n' "$glibc" | sort -V | head -n 1) == 2.28 ]] ||
        fail "glibc is $glibc, and the fetched libtorch needs 2.28 or newer. $own_libtorch_hint"
    command -v apt-get dpkg-query >/dev/null ||
        fail "apt is missing, by which the packages in setup/packages would be installed. $own_libtorch_hint"
}

# The lists of packages that are looked at; ./test --fuzz has one more.
packages=("$root/setup/packages")

# The names in those lists that are not installed, one a line.
missing_packages() {
    local -a wanted
    mapfile -t wanted < <(grep -hv '^#' "${packages[@]}" | LC_ALL=C sort -u)
    # dpkg-query fails where it does not know a name; such a one is missing too.
    { dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true; } |
        sed -n 's/^installed //p' | LC_ALL=C sort -u |
        LC_ALL=C comm -13 - <(printf '%s\n' "${wanted[@]}")
}

install_packages() {
    local -a missing as_root=()
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]})) || return 0
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            fail "packages are missing and there is no sudo; as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive)
    step "System packages by apt: ${missing[*]}"
    "${as_root[@]}" apt-get -q update ||
        fail "apt could not read its package lists (its lines above say why)"
    "${as_root[@]}" apt-get -q -y -o DPkg::Lock::Timeout=600 install --no-install-recommends "${missing[@]}" ||
        fail "apt could not install the packages named above; they are those of Debian 12 and newer. $own_libtorch_hint"
}
