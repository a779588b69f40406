# SPDX-License-Identifier: GPL-3.0-or-later
"""bench/compare --gpu: a model of LLaVA-1.5-7B's layout, random, in bfloat16, on one GPU; both sides load it once for each work."""

import datetime
import json
import os
import statistics
import subprocess
import sys

import machine
import models
import torch
from compare import PROMPT_TOKENS, Theirs
from layouts import LLAVA_7B

WORKS = ("generate", "dpo", "clip")
COUNTS = (32, 256)  # continuations of one prompt
CLIP_BATCH = 64
# What two right ways of bfloat16, with its eight bits, may differ by: the loss, cosines. Log-probabilities of sampled tokens are held
# against a run in float32: ours may be, on the mean, this many times as far from it as theirs.
ALLOWED = {"generate": 1.5, "dpo": 0.1, "clip": 0.01}


class Ours:
    def __init__(self, arguments, folder):
        self.program, self.folder, self.repeats = arguments.m3po, folder, arguments.repeats
        self.environment = os.environ | {"OMP_NUM_THREADS": str(arguments.threads)}

    def run(self, *words, rows=(), dtype="bfloat16"):
        command = [self.program, "--json", "--quiet", "bench", *map(str, words), "--device", "cuda", "--dtype", dtype]
        done = subprocess.run(command, input="".join(json.dumps(r) + "\n" for r in rows), text=True, stdout=subprocess.PIPE,
                              env=self.environment)  # fmt: skip
        if done.returncode:
            sys.exit(f"bench/compare: m3po bench {words[0]} failed")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def generate(self, dtype="bfloat16"):
        work = json.loads((self.folder / "work.json").read_text())
        given = {"image": work["images"][0], "prompt": work["question"]}
        rows = [given | {"n": n} for n in COUNTS for _ in range(self.repeats + 1)]
        rows += [given | {"n": n, "max_new_tokens": 8} for n in COUNTS for _ in range(self.repeats)]  # to tell a step from what comes before
        rows += [given | {"n": 1, "max_new_tokens": 1} for _ in range(self.repeats)]
        return self.run("generate", "--model", self.folder / "llava", "--images", self.folder, rows=rows, dtype=dtype)

    def dpo(self, dtype="bfloat16"):
        out = self.folder / f"run-{dtype}-{os.getpid()}"
        return self.run("train", "--model", self.folder / "llava", "--pairs", self.folder / "pairs.jsonl", "--init-adapter",
                        self.folder / "adapter", "--out", out, "--max-steps", self.repeats + 1, "--learning-rate", 1e-4,
                        "--warmup-ratio", 0, dtype=dtype)[0]  # fmt: skip

    def clip(self):
        return self.run("clip", "--model", self.folder / "clip", "--rows", self.folder / "clip.json", "--batch", CLIP_BATCH,
                        "--repeats", self.repeats)[0]  # fmt: skip


def largest(a, b):
    return max(abs(x - y) for x, y in zip(a, b, strict=True))


def middle(runs):
    return statistics.median(r["seconds"] for r in runs)


def line(name, amount, unit, mine, theirs, bound, peaks):
    us = middle(mine)
    result = {"work": name, "unit": unit, "ours": us, "bound": bound, "share_of_roofline": bound / us, "ours_per_second": amount / us,
              "ours_peak": peaks[0]}  # fmt: skip
    if theirs:
        them = middle(theirs)
        result |= {"theirs": them, "theirs_per_second": amount / them, "ratio": them / us, "theirs_peak": peaks[1]}
    return result


def table(lines):
    print(f"\n{'work':<34}{'theirs s':>10}{'ours s':>9}{'ratio':>7}{'bound s':>9}{'roofline':>10}{'theirs /s':>11}{'ours /s':>10}  {'unit':<8}{'peak GiB theirs':>16}{'ours':>7}")
    for x in lines:
        has = "theirs" in x
        print(
            f"{x['work']:<34}" + (f"{x['theirs']:>10.4f}" if has else " " * 10) + f"{x['ours']:>9.4f}"
            + (f"{x['ratio']:>7.2f}" if has else " " * 7) + f"{x['bound']:>9.4f}{x['share_of_roofline']:>10.0%}"
            + (f"{x['theirs_per_second']:>11.1f}" if has else " " * 11) + f"{x['ours_per_second']:>10.1f}  {x['unit']:<8}"
            + (f"{x['theirs_peak'] / 2**30:>16.2f}" if has else " " * 16) + f"{x['ours_peak'] / 2**30:>7.2f}"
        )  # fmt: skip


def compare(arguments):
    folder = arguments.cache
    models.write(folder, LLAVA_7B, "cuda")
    torch.cuda.empty_cache()
    rate, bandwidth = machine.measure_gpu()
    torch.cuda.empty_cache()
    print(f"{datetime.date.today()}, {torch.cuda.get_device_name()}: {rate / 1e12:.0f} TFLOP/s in bfloat16, {bandwidth / 1e12:.2f} TB/s", flush=True)
    ours, lines, runs, differences, steps = Ours(arguments, folder), [], {}, {}, {}
    for work in arguments.only or WORKS:
        print(f"{work}:", flush=True)
        mine = getattr(ours, work)()
        # Base weights in four bits: ours alone, beside the other side's bfloat16.
        small = getattr(ours, work)("nf4") if work != "clip" else None
        theirs = None if arguments.ours_only else Theirs("theirs", work, folder, "bfloat16", arguments.threads, "cuda", folder=folder)

        def ask(order=None, times=arguments.repeats + 1):  # the first warms up
            return [theirs.ask(order) for _ in range(times)] if theirs else []

        if work == "generate":
            # Theirs for many takes ten seconds a time, and varies by hundredths.
            other = {n: ask({"n": n}, *([3] if n > 64 else [])) for n in COUNTS}
            for i, n in enumerate(COUNTS):
                own = mine[i * (arguments.repeats + 1) :][: arguments.repeats + 1]
                bound = machine.bounds(LLAVA_7B, own[0]["prompt_tokens"], rate, bandwidth, 2, rows=n)["generate"]
                peaks = (max(r["device_peak_bytes"] for r in own), max((r["peak_bytes"] for r in other[n]), default=0))
                lines.append(line(f"{n} x 64 tokens of one prompt", own[-1]["tokens"], "tokens", own[1:], other[n][1:], bound, peaks))
                own = small[i * (arguments.repeats + 1) :][: arguments.repeats + 1]
                peaks = (max(r["device_peak_bytes"] for r in own), peaks[1])
                lines.append(line("  ours with a base in NF4", own[-1]["tokens"], "tokens", own[1:], other[n][1:], bound, peaks))
            print(f"  ours: prompt and image {1000 * middle(mine[-arguments.repeats :]):.1f} ms", flush=True)
            for dtype, side in (("bfloat16", mine), ("nf4", small)):
                for i, n in enumerate(COUNTS):
                    long, short = side[i * (arguments.repeats + 1) + 1 :], side[len(COUNTS) * (arguments.repeats + 1) + i * arguments.repeats :]
                    steps[f"{dtype} {n}"] = (middle(long[: arguments.repeats]) - middle(short[: arguments.repeats])) / (64 - 8)
                    print(f"  ours: a step of {n} rows in {dtype} {1000 * steps[f'{dtype} {n}']:.2f} ms", flush=True)
            if theirs:
                seen = theirs.ask({"check": mine[0]["ids"][:4]})
                own, other_own, exact = (torch.tensor(sum(x, [])) for x in (mine[0]["logprobs"][:4], seen["logprobs"], seen["exact"]))
                off, their_off = (own - exact).abs(), (other_own - exact).abs()
                print(f"  log-probabilities, from those of float32: ours {off.mean():.3f} (at most {off.max():.2f}), "
                      f"theirs {their_off.mean():.3f} ({their_off.max():.2f})", flush=True)  # fmt: skip
                differences[work] = (off.mean() / their_off.mean()).item()
            for r in mine + small:
                del r["ids"], r["logprobs"]
        elif work == "dpo":
            other = ask()
            bound = machine.bounds(LLAVA_7B, PROMPT_TOKENS, rate, bandwidth, 2)["dpo"]
            peaks = (mine["device_peak_bytes"], max((r["peak_bytes"] for r in other), default=0))
            lines.append(line("LoRA-DPO step", 8, "pairs", mine["steps"][1:], other[1:], bound, peaks))
            lines.append(line("  ours with a base in NF4", 8, "pairs", small["steps"][1:], other[1:], bound, (small["device_peak_bytes"], peaks[1])))
            if theirs:
                differences[work] = abs(mine["steps"][0]["metrics"]["loss"] - float(other[0]["metrics"]["loss"]))
        else:
            other = ask({"batch": CLIP_BATCH})
            texts = json.loads((folder / "clip.json").read_text())["texts"]
            bound = machine.clip_bounds(rate, [len(texts[i % len(texts)]) + 2 for i in range(CLIP_BATCH)])
            for kind in ("images", "texts"):
                own, them = ([r[kind] for r in side[1:]] for side in (mine["towers"], other))
                peaks = (max(r["device_peak_bytes"] for r in mine["towers"]), max((r[kind]["peak_bytes"] for r in other), default=0))
                lines.append(line(f"CLIP ViT-L/14, {CLIP_BATCH} {kind}", CLIP_BATCH, kind, own, them, CLIP_BATCH * bound[kind], peaks))
            if theirs:
                differences[work] = largest(mine["cosines"], theirs.ask()["texts"]["cosines"])
        runs[work] = {"ours": mine, "ours in nf4": small, "theirs": other}
        if theirs:
            theirs.end()
        if arguments.json:
            record = {"date": str(datetime.date.today()), "device": torch.cuda.get_device_name(), "rates": (rate, bandwidth), "table": lines,
                      "differences": differences, "decoding_steps": steps, "runs": runs}  # fmt: skip
            arguments.json.write_text(json.dumps(record, indent=1) + "\n")
    table(lines)
    for work, difference in differences.items():
        print(f"{work}: {'ours from float32, in units of theirs' if work == 'generate' else 'the two sides differ by'}: "
              f"{difference:.2g} (allowed {ALLOWED[work]:g})")  # fmt: skip
    if not all(difference <= ALLOWED[work] for work, difference in differences.items()):
        sys.exit("bench/compare: the two sides do not compute the same")
