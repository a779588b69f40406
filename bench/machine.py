# SPDX-License-Identifier: GPL-3.0-or-later
"""What this machine can do, measured, and the least time that each piece of work needs by it.

A bound is the sum over a work's phases of max(FLOPs / rate, bytes / bandwidth): the rate is that of the best large
product seen in the type, the bytes are each weight once a phase (a step of decoding is a phase). Work that is not a
product (norms, softmax, sampling) is not counted, so nothing can reach the bound.
"""

import time

import torch

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


def measure_gpu():
    """The same of a GPU, in bfloat16: a product of 8192 x 8192 x 8192, and a copy, counting what is read and written."""
    a, b = (torch.randn(8192, 8192, dtype=torch.bfloat16, device="cuda") for _ in range(2))
    source = torch.randn(1 << 30, dtype=torch.bfloat16, device="cuda")
    target = torch.empty_like(source)
    best = {}
    for name, work in (("product", lambda: a @ b), ("copy", lambda: target.copy_(source))):
        seconds = []
        for _ in range(12):
            begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
            begin.record()
            work()
            end.record()
            torch.cuda.synchronize()
            seconds.append(begin.elapsed_time(end) / 1000)
        best[name] = sorted(seconds[2:])[5]
    return 2 * 8192**3 / best["product"], 2 * source.nbytes / best["copy"]


def timed(f):
    begun = time.perf_counter()
    f()
    return time.perf_counter() - begun


def attention(queries, keys, heads_times_width):
    return 4 * queries * keys * heads_times_width


def vision_flops(layout):
    seen = layout.image_tokens
    return 2 * seen * layout.vision_parameters + (layout.vision_layers - 1) * attention(seen, seen, layout.vision_width)


def layers_flops(layout, tokens, seen):
    return 2 * tokens * layout.layer_parameters + layout.layers * attention(tokens, seen, layout.width)


def bounds(layout, prompt, rate, bandwidth, size, rows=32, tokens=64):
    """{work: seconds} for this program's way: one prefill, logits of answers alone, reference and features kept."""
    head = layout.head_parameters
    prefill = vision_flops(layout) + layers_flops(layout, prompt, prompt / 2) + 2 * head
    # Of memory a step reads every weight once, the prompt's keys and values once, and each row's own.
    keys = 2 * layout.layers * layout.width * (prompt + rows * tokens / 2)
    once = (layout.layer_parameters + head + keys) * size / bandwidth
    step = max((layers_flops(layout, rows, prompt + tokens / 2) + 2 * rows * head) / rate, once)
    given = layers_flops(layout, rows * (tokens - 1), prompt + tokens / 2) + 2 * rows * (tokens - 1) * head
    pair = layers_flops(layout, prompt, prompt / 2) + layers_flops(layout, 126, prompt + 32) + 2 * 128 * head
    # Backward computes what flows to the inputs alone: as much as forward. The adapters: 2 r (in + out) a token, thrice.
    adapters = 3 * 2 * 16 * layout.layers * (8 * layout.width + 3 * (layout.width + layout.inner)) * (prompt + 126)
    return {
        "generate": prefill / rate + (tokens - 1) * step,
        "logprobs": (prefill + given) / rate,
        "dpo": 8 * (2 * pair + adapters) / rate,
    }


def clip_bounds(rate, text_tokens):
    image = 2 * 257 * 24 * (4 * 1024**2 + 2 * 1024 * 4096) + 24 * attention(257, 257, 1024) + 2 * 256 * 588 * 1024
    text = sum(2 * t * 12 * (4 * 768**2 + 2 * 768 * 3072) + 12 * attention(t, t / 2, 768) for t in text_tokens)
    return {"images": image / rate, "texts": text / rate / len(text_tokens)}
