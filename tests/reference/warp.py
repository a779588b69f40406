# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/warp.json: which tokens survive temperature, top-k and top-p in Transformers' own logits warpers,
and with which probabilities. Up to 16 tokens torch.sort is stable; above, which of several equally likely tokens top-p keeps
is an accident of its sorting network, so "many ties" fixes how many stay, not which.

    pip install -r tests/reference/requirements.txt
    python tests/reference/warp.py
"""
import json
import pathlib

import torch
from transformers import TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

inf = float("inf")


def warp(logits, temperature, top_k, top_p):
    """In generate()'s order and under its conditions."""
    scores = logits[None]
    if temperature != 1.0:
        scores = TemperatureLogitsWarper(temperature)(None, scores)
    if top_k != 0:
        scores = TopKLogitsWarper(top_k)(None, scores)
    if top_p < 1.0:
        scores = TopPLogitsWarper(top_p)(None, scores)
    ids = (scores[0] > -inf).nonzero()[:, 0]
    return ids, scores[0].softmax(-1)[ids]


def hashed(n, scale):
    """Float32 values that a test can make again: 24 bits of a multiplicative hash of i, in [-scale, scale)."""
    i = torch.arange(n, dtype=torch.int64)
    return (((i * 2654435761 % 2**32) >> 8).to(torch.float64) / 2**23 - 1).mul(scale).to(torch.float32)


def main():
    torch.manual_seed(20261123)
    small = {
        "gauss": torch.randn(40) * 3,
        "flat": torch.randn(40) * 0.01,
        "ties": torch.randint(-3, 3, (16,)).float(),
        "many ties": torch.randint(-3, 3, (40,)).float(),
        "equal": torch.zeros(16),
        "with -inf": torch.where(torch.rand(40) < 0.4, -inf, torch.randn(40) * 2),
        "one finite": torch.tensor([-inf, -inf, 1.5, -inf]),
        "one sure": torch.tensor([0.0, 60.0, -50.0, 1.0]),
        "two": torch.tensor([0.25, 0.25]),
        "one": torch.tensor([-7.0]),
    }
    settings = [(t, k, p) for t in (1.0, 0.7, 1.3) for k in (0, 1, 5, 40, 1000) for p in (1.0, 0.9, 0.5, 0.25, 0.0)]
    settings += [(t, k, p) for t in (1e-3, 0.05, 50.0, 1000.0) for k in (0, 5) for p in (1.0, 0.9, 0.999)]
    vectors = []
    for name, logits in small.items():
        cases = []
        for t, k, p in settings:
            ids, probs = warp(logits, t, k, p)
            cases.append({"temperature": t, "top_k": k, "top_p": p, "ids": ids.tolist(),
                          "probs": [float(f"{x:.9g}") for x in probs.tolist()]})
        vectors.append({"name": name, "logits": [None if x == -inf else x for x in logits.tolist()], "cases": cases})
    large = []
    for n, scale in ((600, 8.0), (32000, 4.0), (32000, 16.0), (151936, 16.0)):
        logits = hashed(n, scale)
        for t, k, p in [(1.0, 0, 0.9), (0.7, 0, 0.9), (0.7, 50, 0.95), (1.0, 0, 0.5), (2.0, 0, 0.99), (1.0, 200, 1.0)]:
            ids, probs = warp(logits, t, k, p)
            large.append({"size": n, "scale": scale, "temperature": t, "top_k": k, "top_p": p, "count": len(ids),
                          "id_sum": int(ids.sum()), "largest": float(f"{probs.max().item():.9g}"),
                          "smallest": float(f"{probs.min().item():.9g}")})
    out = pathlib.Path(__file__).resolve().parents[1] / "data" / "warp.json"
    rows = ",\n".join(json.dumps(v, separators=(",", ":")) for v in vectors)
    rest = ",\n".join(json.dumps(v) for v in large)
    out.write_text('{"vectors":[\n' + rows + '\n],\n"large":[\n' + rest + "\n]}\n")


if __name__ == "__main__":
    main()
