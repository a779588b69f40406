# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes PyPI's torch importable without the gigabytes of CUDA libraries that it names.

    python bench/cpu_torch.py SITE_PACKAGES

PyPI's wheel for Linux is the CUDA one, and its CPU part is the same code as in any other. The dynamic loader, though,
insists on every library that is named. For those that are missing, one is made by the C compiler that has the same
name and the same symbols, each of which is an illegal instruction; nothing on the CPU calls one.
"""

import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

# Symbols without a version say by their beginning where they belong.
PREFIXES = {"cudnn": "libcudnn", "cufile": "libcufile", "cuFile": "libcufile", "nccl": "libnccl", "pnccl": "libnccl",
            "cusparseLt": "libcusparseLt", "cusparse": "libcusparse", "cublasLt": "libcublasLt", "cublas": "libcublas",
            "cufft": "libcufft", "curand": "libcurand", "cusolver": "libcusolver", "nvshmem": "libnvshmem_host"}  # fmt: skip


def readelf(option, file):
    return subprocess.run(["readelf", option, "-W", str(file)], capture_output=True, text=True, check=True).stdout


def undefined(file):
    """(symbol, its version or "") of what the library takes from others."""
    for line in readelf("--dyn-syms", file).splitlines():
        fields = line.split()
        if len(fields) >= 8 and fields[6] == "UND":
            name, _, version = fields[7].partition("@")
            yield name, version.lstrip("@")


def main():
    packages = Path(sys.argv[1])
    folder = packages / "torch" / "lib"
    have = {file.name for file in packages.glob("nvidia/*/lib/*")} | {file.name for file in folder.iterdir()}
    needed = defaultdict(set)  # library -> (symbol, version)
    for file in folder.glob("*.so"):
        libraries = re.findall(r"NEEDED.*\[(lib(?:cu|nccl|nvshmem)\S*)\]", readelf("-d", file))
        versions = {}
        for block in re.split(r"(?=\bVersion: 1 {1,2}File: )", readelf("-V", file))[1:]:
            library = re.search(r"File: (\S+)", block)[1]
            versions |= dict.fromkeys(re.findall(r"Name: (\S+)", block), library)
        for library in libraries:
            needed[library]
        for symbol, version in undefined(file):
            start = next((p for p in PREFIXES if symbol.startswith(p)), None)
            library = versions.get(version) or next((x for x in libraries if start and x.startswith(PREFIXES[start] + ".")), None)
            if library in libraries:
                needed[library].add((symbol, version))
    target = packages / "nvidia" / "cu13" / "lib"  # where torch looks
    target.mkdir(parents=True, exist_ok=True)
    for library, symbols in needed.items():
        if library in have or library == "libcuda.so.1":  # the driver, which torch opens only where there is one
            continue
        with tempfile.TemporaryDirectory() as scratch:
            source, script = Path(scratch) / "stand_in.s", Path(scratch) / "stand_in.map"
            source.write_text(
                "".join(f".globl {s}\n.type {s}, @function\n{s}:\n ud2\n" for s, _ in sorted(symbols))
                + '.section .note.GNU-stack,"",@progbits\n'
            )
            by_version = defaultdict(list)
            for symbol, version in symbols:
                by_version[version].append(symbol)
            script.write_text("".join(f"{v} {{ global: {'; '.join(sorted(s))}; }};\n" for v, s in by_version.items() if v))
            command = ["cc", "-shared", "-nostdlib", str(source), f"-Wl,-soname,{library}", "-o", str(target / library)]
            subprocess.run(command + ([f"-Wl,--version-script={script}"] if script.stat().st_size else []), check=True)


if __name__ == "__main__":
    main()
