# SPDX-License-Identifier: GPL-3.0-or-later
"""See the head of bench/compare."""

import argparse
import datetime
import json
import os
import platform
import shutil
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import machine
import models
import torch
from layouts import SMALL

WORKS = ("generate", "logprobs", "dpo", "clip")
PROMPT_TOKENS = 650  # of bench/models.py: 576 of the image, the question, the template
HERE = Path(__file__).parent


def options():
    parser = argparse.ArgumentParser(prog="bench/compare")
    parser.add_argument("--only", action="append", choices=WORKS, help="this work alone; may be given several times")
    parser.add_argument("--repeats", type=int, default=5, help="runs of each side, in turn")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="threads of each side")
    parser.add_argument("--json", type=Path, help="all that was measured, into this file")
    parser.add_argument("--m3po", type=Path, default=HERE.parent / "build" / "bin" / "m3po", help="the program")
    parser.add_argument("--llama-cpp", action="store_true", help="llama.cpp beside them, for what `generate` does behind the image")
    parser.add_argument("--gpu", action="store_true", help="on a GPU, with a model of 7 billion parameters")
    parser.add_argument("--ours-only", action="store_true", help="without the other side: for work on this program")
    parser.add_argument("--cache", type=Path, required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


class Theirs:
    def __init__(self, script, *words, folder):
        self.log = folder / f"{script}.log"
        self.process = subprocess.Popen(
            [sys.executable, HERE / f"{script}.py", *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.log.open("w"), text=True,
        )  # fmt: skip
        self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit("bench/compare: the other side ended: " + self.log.read_text()[-2000:])
        return json.loads(line)

    def ask(self, order=None):
        self.process.stdin.write(json.dumps(order or {}) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def end(self):
        self.process.stdin.close()
        self.process.kill()
        self.process.wait()


class Ours:
    """The program, a process for each run: what it printed, and its peak of memory."""

    def __init__(self, arguments, folder, dtype):
        self.program, self.folder, self.dtype = arguments.m3po, folder, dtype
        self.environment = os.environ | {"OMP_NUM_THREADS": str(arguments.threads)}

    def run(self, *words, stdin=""):
        with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as out:
            given.write(stdin)
            given.seek(0)
            process = subprocess.Popen([self.program, "--json", "--quiet", *map(str, words)], stdin=given, stdout=out, env=self.environment)
            _, status, usage = os.wait4(process.pid, 0)
            if status:
                sys.exit(f"bench/compare: m3po {words[0]} failed")
            out.seek(0)
            self.cpu_seconds = usage.ru_utime + usage.ru_stime
            return json.loads(out.read()), usage.ru_maxrss * 1024

    def generate(self, seed=0):
        work = json.loads((self.folder / "work.json").read_text())
        with tempfile.TemporaryDirectory() as scratch:
            project, images = Path(scratch) / "bench.m3po", Path(scratch) / "images"
            images.mkdir()
            shutil.copy(self.folder / work["images"][0], images / "0.png")
            self.run("init", project, "--images", images)
            self.run("import", project, images, "--instruction", work["question"])
            result, peak = self.run("generate", project, "--model", self.folder / "llava", "--max-new-tokens", 64, "--dtype", self.dtype, "--seed", seed)
            cpu_seconds = self.cpu_seconds
            with sqlite3.connect(project) as database:
                self.sampled = database.execute("SELECT token_ids, token_logps FROM candidates ORDER BY position").fetchall()
        # Of the verb as a whole, loading the model included: the stage does not tell its own.
        return {"seconds": result["seconds"], "cpu_seconds": cpu_seconds, "peak_bytes": peak, "tokens": result["tokens"]}

    def logprobs(self):
        work = json.loads((self.folder / "work.json").read_text())
        row = {"image": work["images"][0], "prompt": work["question"], "answers": work["answers"]}
        result, peak = self.run("bench", "logprobs", "--model", self.folder / "llava", "--images", self.folder, "--dtype", self.dtype,
                                stdin=json.dumps(row) + "\n")  # fmt: skip
        return result | {"peak_bytes": peak}

    def dpo(self, steps=2):
        with tempfile.TemporaryDirectory() as scratch:
            result, peak = self.run(
                "bench", "train", "--model", self.folder / "llava", "--pairs", self.folder / "pairs.jsonl", "--init-adapter",
                self.folder / "adapter", "--out", Path(scratch) / "run", "--max-steps", steps, "--dtype", self.dtype,
                "--learning-rate", 1e-4, "--warmup-ratio", 0,
            )  # fmt: skip
        # The first epoch of a run computes the reference and the images' features, later steps find them.
        first = {key: result["before"][key] + result["steps"][0][key] for key in ("seconds", "cpu_seconds")}
        return result["steps"][-1] | {"peak_bytes": peak, "first": first, "all_metrics": [s["metrics"] for s in result["steps"]]}

    def clip(self):
        result, peak = self.run("bench", "clip", "--model", self.folder / "clip", "--rows", self.folder / "clip.json", "--dtype", self.dtype)
        return result | {"peak_bytes": peak}


def check(what, ours, theirs, allowed):
    difference = max(abs(a - b) for a, b in zip(ours, theirs, strict=True))
    print(f"  {what}: differ by at most {difference:.2g} (allowed {allowed:g})")
    if not difference <= allowed:
        sys.exit(f"bench/compare: {what}: the two sides do not compute the same")


def compare_generate(ours, theirs, results):
    mine, other = results
    assert all(r["tokens"] == 32 * 64 for r in mine), "an answer ended early: another seed is needed"
    if theirs:
        assert all(r["tokens"] == 32 * 64 for r in other)
        rows = [(struct.unpack(f"<{len(i) // 4}i", i), struct.unpack(f"<{len(p) // 4}f", p)) for i, p in ours.sampled[:4]]
        seen = theirs.ask({"check": [ids for ids, _ in rows]})["logprobs"]
        check("log-probabilities of sampled tokens", [x for _, p in rows for x in p], [x for p in seen for x in p], ours.allowed[0])


def compare_logprobs(ours, theirs, results):
    mine, other = results
    if theirs:
        assert mine[0]["tokens"] == other[0]["tokens"]
        check("sums of log-probabilities", mine[0]["sums"], other[0]["sums"], ours.allowed[1])


def compare_dpo(ours, theirs, results):
    mine, other = results
    if theirs:
        for step in range(min(2, len(other))):
            a, b = mine[0]["all_metrics"][step], other[step]["metrics"]
            check(f"step {step + 1}: loss", [a["loss"]], [float(b["loss"])], ours.allowed[2])
            # In units of their own size where that is above 1: float32 keeps so many digits, and a step of Adam makes rewards large.
            size = max(1, *(abs(float(b[f"rewards/{n}"])) for n in ("chosen", "rejected", "margins")))
            # Adam's first step moves each weight by the learning rate to where its gradient's sign says, also where that is a rounding:
            # both rewards then move alike. This program differs from itself by 1.2e-4 where MKL multiplies in another of its ways.
            for name, apart in (("chosen", 10 if step else 1), ("rejected", 10 if step else 1), ("margins", 1)):
                given = [float(side[f"rewards/{name}"]) / size for side in (a, b)]
                check(f"step {step + 1}: rewards/{name}", given[:1], given[1:], apart * ours.allowed[3])


def compare_clip(ours, theirs, results):
    if theirs:
        check("cosines", results[0][0]["cosines"], results[1][0]["texts"]["cosines"], ours.allowed[4])


def median(runs, *path):
    values = []
    for value in runs:
        for key in path:
            value = value[key]
        values.append(value)
    return statistics.median(values)


def row(name, mine, other, bound, ours_path=(), theirs_path=()):
    """One line of the table; times are wall seconds, in brackets processor seconds."""
    us, us_cpu = median(mine, *ours_path, "seconds"), median(mine, *ours_path, "cpu_seconds")
    us_peak = median(mine, "peak_bytes")
    line = {"work": name, "ours": us, "ours_cpu": us_cpu, "ours_peak": us_peak, "bound": bound, "over_bound": us / bound}
    if other:
        them = median(other, *theirs_path, "seconds")
        line |= {"theirs": them, "theirs_cpu": median(other, *theirs_path, "cpu_seconds"), "ratio": them / us,
                 "theirs_peak": median(other, *theirs_path, "peak_bytes")}  # fmt: skip
        line["cpu_ratio"] = line["theirs_cpu"] / us_cpu
        line["peak_share"] = us_peak / line["theirs_peak"]
    return line


def table(lines):
    print(f"\n{'work':<44}{'theirs s (cpu)':>18}{'ours s (cpu)':>18}{'ratio (cpu)':>15}{'bound s':>9}{'x bound':>9}{'peak GiB theirs':>17}{'ours':>7}{'share':>8}")
    for x in lines:
        has = "theirs" in x
        print(
            f"{x['work']:<44}"
            + (f"{x['theirs']:>9.2f} ({x['theirs_cpu']:.1f})".rjust(18) if has else " " * 18)
            + f"{x['ours']:>9.2f} ({x['ours_cpu']:.1f})".rjust(18)
            + (f"{x['ratio']:>7.2f} ({x['cpu_ratio']:.2f})".rjust(15) if has else " " * 15)
            + f"{x['bound']:>9.2f}{x['over_bound']:>9.2f}"
            + (f"{x['theirs_peak'] / 2**30:>17.2f}" if has else " " * 17)
            + f"{x['ours_peak'] / 2**30:>7.2f}"
            + (f"{x['peak_share']:>7.0%}" if has else "")
        )


def main():
    arguments = options()
    if arguments.gpu:
        import compare_gpu

        if arguments.llama_cpp or not set(arguments.only or ()) <= set(compare_gpu.WORKS):
            sys.exit(f"bench/compare: with --gpu one of {', '.join(compare_gpu.WORKS)} was expected, and no --llama-cpp")
        return compare_gpu.compare(arguments)
    torch.set_num_threads(arguments.threads)
    folder = arguments.cache
    models.write(folder)
    rates = {name: machine.measure(getattr(torch, name)) for name in ("float32", "bfloat16")}
    dtype = max(rates, key=lambda name: rates[name][0])
    processor = next((x.split(":")[1].strip() for x in open("/proc/cpuinfo") if x.startswith("model name")), platform.machine())
    print(f"{datetime.date.today()}, {processor}, {arguments.threads} threads; both sides in {dtype}, the faster of " +
          ", ".join(f"{name}: {r / 1e9:.0f} GFLOP/s" for name, (r, _) in rates.items()))  # fmt: skip

    ours = Ours(arguments, folder, dtype)
    # What equally right ways of float32 may differ by; bfloat16 keeps 8 bits.
    ours.allowed = (2e-4, 1e-3, 1e-5, 2e-5, 5e-6) if dtype == "float32" else (0.3, 2, 0.05, 0.1, 0.01)
    size = 4 if dtype == "float32" else 2
    lines, runs = [], {}
    for work in arguments.only or WORKS:
        print(f"{work}:", flush=True)
        # Others may have held the machine at the last measurement: the best that was ever seen is what it can do.
        rates[dtype] = tuple(map(max, rates[dtype], machine.measure(getattr(torch, dtype))))
        theirs = None if arguments.ours_only else Theirs("theirs", work, folder, dtype, arguments.threads, folder=folder)
        mine, other = [], []
        third = {}
        if arguments.llama_cpp and work == "generate":
            third = {t: (Theirs("beside_llama", folder, t, arguments.threads, PROMPT_TOKENS, folder=folder), []) for t in ("float32", "float16")}
        for i in range(arguments.repeats):
            mine.append(getattr(ours, work)())
            if theirs:
                other.append(theirs.ask())
            for side, seen in third.values():
                seen.append(side.ask())
        runs[work] = {"ours": mine, "theirs": other}
        rate, bandwidth = rates[dtype] = tuple(map(max, rates[dtype], machine.measure(getattr(torch, dtype))))
        bounds = machine.bounds(SMALL, PROMPT_TOKENS, rate, bandwidth, size)
        if work == "generate":
            lines.append(row("32 x 64 tokens of one image and question", mine, other, bounds["generate"]))
            for kind, (side, seen) in third.items():
                side.end()
                lines.append(row(f"  llama.cpp, {kind}, without the image", mine, seen, bounds["generate"]))
                runs[f"llama.cpp {kind}"] = {"theirs": seen}
        elif work == "logprobs":
            lines.append(row("log-probabilities of 32 given answers", mine, other, bounds["logprobs"]))
        elif work == "dpo":
            lines.append(row("LoRA-DPO step, 8 pairs", mine, other, bounds["dpo"]))
            first = [m | m["first"] for m in mine]
            lines.append(row("  the first, with reference and images", first, other, bounds["dpo"]))
        else:
            texts = json.loads((folder / "clip.json").read_text())["texts"]
            bound = machine.clip_bounds(rate, [len(t) + 2 for t in texts])
            lines.append(row("CLIP ViT-L/14, 4 images", mine, other, 4 * bound["images"], ("images",), ("images",)))
            lines.append(row("CLIP, 32 texts (theirs padded to 77)", mine, other, 32 * bound["texts"], ("texts",), ("texts_77",)))
            lines.append(row("CLIP, 32 texts (theirs padded to the longest)", mine, other, 32 * bound["texts"], ("texts",), ("texts",)))
        if arguments.json:  # after each piece: what was measured is kept where a later one fails
            record = {"date": str(datetime.date.today()), "processor": processor, "threads": arguments.threads, "rates": rates,
                      "dtype": dtype, "table": lines, "runs": runs}  # fmt: skip
            arguments.json.write_text(json.dumps(record, indent=1) + "\n")
        globals()["compare_" + work](ours, theirs, (mine, other))
        if theirs:
            theirs.end()
    table(lines)
    print(f"\nBounds by products of {rate / 1e9:.0f} GFLOP/s and memory of {bandwidth / 1e9:.0f} GB/s; 1 GiB is 2^30 bytes.")


if __name__ == "__main__":
    main()
