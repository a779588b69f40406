# SPDX-License-Identifier: GPL-3.0-or-later
"""What this machine can do, measured, and the least time that each piece of work needs by it.

A bound is the sum over a work's phases of max(FLOPs / rate, bytes / bandwidth): the rate is that of the best large
product seen in the type, the bytes are each weight once a phase (a step of decoding is a phase). Work that is not a
product (norms, softmax, sampling) is not counted, so nothing can reach the bound.
"""

import time

import torch

VISION = 12 * (4 * 384**2 + 2 * 384 * 1536) + 384 * 588 + 384 * 512 + 512 * 512  # parameters in products, without the last layer's
LAYERS = 12 * (4 * 512**2 + 3 * 512 * 1376)
HEAD = 512 * 32064
IMAGE = 577


def measure(dtype):
    """FLOPs a second of the best of several large products, and bytes a second of reading memory."""
    best = 0
    for m, k, n in ((640, 512, 1376), (2048, 512, 512), (2048, 1024, 4096), (640, 512, 32064)):
        a, b = torch.randn(m, k, dtype=dtype), torch.randn(n, k, dtype=dtype)
        seconds = min(timed(lambda: torch.nn.functional.linear(a, b)) for _ in range(5))
        best = max(best, 2 * m * k * n / seconds)
    large = torch.ones(1 << 26)
    bandwidth = large.nbytes / min(timed(large.sum) for _ in range(5))
    return best, bandwidth


def timed(f):
    begun = time.perf_counter()
    f()
    return time.perf_counter() - begun


def attention(queries, keys, heads_times_width):
    return 4 * queries * keys * heads_times_width


def vision_flops():
    return 2 * IMAGE * VISION * 11 / 12 + 11 * attention(IMAGE, IMAGE, 384)  # features are those before the last layer


def layers_flops(tokens, seen):
    return 2 * tokens * LAYERS + 12 * attention(tokens, seen, 512)


def bounds(work, rate, bandwidth, size):
    """{work: seconds} for this program's way: one prefill, logits of answers alone, reference and features kept."""
    prompt = work["prompt_tokens"]
    prefill = vision_flops() + layers_flops(prompt, prompt / 2) + 2 * HEAD
    once = (LAYERS + HEAD) * size / bandwidth  # every weight read once
    step = max((layers_flops(32, prompt + 32) + 2 * 32 * HEAD) / rate, once)
    answers = layers_flops(32 * 63, prompt + 32) + 2 * 32 * 63 * HEAD
    pair = layers_flops(prompt, prompt / 2) + layers_flops(126, prompt + 32) + 2 * 128 * HEAD
    # Backward computes what flows to the inputs alone: as much as forward. The adapters: 2 r (in + out) a token, thrice.
    adapters = 3 * 2 * 16 * 12 * (8 * 512 + 3 * (512 + 1376)) * (prompt + 126)
    return {
        "generate": prefill / rate + 63 * step,
        "logprobs": (prefill + answers) / rate,
        "dpo": 8 * (2 * pair + adapters) / rate,
    }


def clip_bounds(rate, text_tokens):
    image = 2 * 257 * 24 * (4 * 1024**2 + 2 * 1024 * 4096) + 24 * attention(257, 257, 1024) + 2 * 256 * 588 * 1024
    text = sum(2 * t * 12 * (4 * 768**2 + 2 * 768 * 3072) + 12 * attention(t, t / 2, 768) for t in text_tokens)
    return {"images": image / rate, "texts": text / rate / len(text_tokens)}
