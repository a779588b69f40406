# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/nf4.json: what bitsandbytes makes of two small weights in four bits, on the CPU.

    python nf4.py        with torch and bitsandbytes 0.50.2

Weights are w[i] = sin(0.37 i + 0.0011 i²) · (1 + (i mod 7) / 3) / 8, rounded to the type; one block is zero.
"""

import json
from pathlib import Path

import bitsandbytes.functional as F
import torch

SHAPES = {"float32": (6, 128), "bfloat16": (16, 64)}


def weight(shape, dtype):
    i = torch.arange(shape[0] * shape[1], dtype=torch.float64)
    w = torch.sin(0.37 * i + 0.0011 * i * i) * (1 + i.remainder(7) / 3) / 8
    w[64:128] = 0
    return w.to(dtype).view(shape)


cases = []
for name, shape in SHAPES.items():
    dtype = getattr(torch, name)
    w = weight(shape, dtype)
    packed, state = F.quantize_4bit(w, blocksize=64, quant_type="nf4", compress_statistics=False)
    values = F.dequantize_4bit(packed, state)
    assert values.dtype == dtype
    cases.append({"dtype": name, "shape": shape, "codes": packed.flatten().tolist(), "scales": state.absmax.tolist(),
                  "values": values.double().flatten().tolist()})  # fmt: skip
out = Path(__file__).parents[1] / "data" / "nf4.json"
out.write_text(json.dumps({"source": "bitsandbytes 0.50.2", "cases": cases}) + "\n")
print({c["dtype"]: len(c["codes"]) for c in cases})
