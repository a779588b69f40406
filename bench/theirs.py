# SPDX-License-Identifier: GPL-3.0-or-later
"""Transformers' and TRL's side: one piece of work, loaded once, done as often as a line "run" comes on standard input.

    python theirs.py WORK MODELS DTYPE THREADS [DEVICE]

Prints a JSON line when ready and one after each run: seconds, cpu_seconds, peak_bytes (of the process, or on a GPU of what torch has
given out there) and what was computed.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

import torch
from PIL import Image

from models import TARGETS

DEVICE = "cpu"  # or what the command line says


class Run:
    """Times one run, and the peak of memory within it."""

    def __init__(self):
        if DEVICE == "cuda":
            torch.cuda.synchronize()
            torch.cuda.reset_peak_memory_stats()
        else:
            Path("/proc/self/clear_refs").write_text("5")
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def end(self, **results):
        if DEVICE == "cuda":
            torch.cuda.synchronize()
        seconds, cpu = time.perf_counter() - self.wall, time.process_time() - self.cpu
        if DEVICE == "cuda":
            peak = torch.cuda.max_memory_allocated()
        else:
            status = Path("/proc/self/status").read_text()
            peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
        return {"seconds": seconds, "cpu_seconds": cpu, "peak_bytes": peak, **results}


def say(line):
    print(json.dumps(line), file=OUT, flush=True)


def orders():
    say({"ready": True})
    for line in sys.stdin:
        yield json.loads(line)


class Llava:
    def __init__(self, models, dtype):
        from transformers import AutoProcessor, LlavaForConditionalGeneration

        self.folder = models
        self.model = LlavaForConditionalGeneration.from_pretrained(models / "llava", dtype=dtype).to(DEVICE).eval()
        self.processor = AutoProcessor.from_pretrained(models / "llava", use_fast=False, backend="pil")
        self.work = json.loads((models / "work.json").read_text())

    def inputs(self):
        content = [{"type": "image"}, {"type": "text", "text": self.work["question"]}]
        text = self.processor.apply_chat_template([{"role": "user", "content": content}], add_generation_prompt=True)
        image = Image.open(self.folder / self.work["images"][0]).convert("RGB")
        inputs = self.processor(images=image, text=text, add_special_tokens=False, return_tensors="pt")
        return inputs.to(DEVICE, self.model.dtype)

    def logprobs(self, answers):
        """One batch: image, prompt and answer of each row."""
        prompt = self.inputs()
        rows, length = len(answers), prompt["input_ids"].shape[1]
        longest = max(len(a) for a in answers)
        ids = torch.full((rows, length + longest), self.processor.tokenizer.pad_token_id, device=DEVICE)
        ids[:, :length] = prompt["input_ids"]
        mask = torch.ones_like(ids)
        for i, answer in enumerate(answers):
            ids[i, length : length + len(answer)] = torch.tensor(answer, device=DEVICE)
            mask[i, length + len(answer) :] = 0
        pixels = prompt["pixel_values"].expand(rows, -1, -1, -1)
        logits = self.model(input_ids=ids, attention_mask=mask, pixel_values=pixels, use_cache=False).logits
        steps = logits[:, length - 1 : -1]
        chosen = steps.gather(2, ids[:, length:, None]).squeeze(2) - torch.logsumexp(steps.float(), -1)
        return [chosen[i, : len(a)].float() for i, a in enumerate(answers)]


@torch.inference_mode()
def generate(models, dtype):
    llava = Llava(models, dtype)
    llava.model.generate(**llava.inputs(), do_sample=False, max_new_tokens=2)
    for order in orders():
        if "check" in order:
            answer = {"logprobs": [x.tolist() for x in llava.logprobs(order["check"])]}
            if DEVICE == "cuda":  # what bfloat16 stands for
                llava.model.float()
                answer["exact"] = [x.tolist() for x in llava.logprobs(order["check"])]
                llava.model.to(dtype)
            say(answer)
            continue
        torch.manual_seed(0)
        run = Run()
        inputs = llava.inputs()
        llava.model.generation_config.eos_token_id = None  # all rows to the end
        tokens, left = 0, order.get("n", 32)
        while left:  # more at once do not fit a GPU of 140 GB
            part = min(left, 64)
            out = llava.model.generate(**inputs, do_sample=True, temperature=0.7, top_p=0.9, top_k=0, num_return_sequences=part,
                                       max_new_tokens=64)  # fmt: skip
            tokens += out[:, inputs["input_ids"].shape[1] :].numel()
            left -= part
        say(run.end(tokens=tokens, prompt_tokens=inputs["input_ids"].shape[1]))


@torch.inference_mode()
def logprobs(models, dtype):
    llava = Llava(models, dtype)
    end = llava.processor.tokenizer.eos_token_id
    for _ in orders():
        run = Run()
        answers = [llava.processor.tokenizer(a, add_special_tokens=False)["input_ids"] + [end] for a in llava.work["answers"]]
        values = llava.logprobs(answers)
        say(run.end(tokens=[len(a) for a in answers], sums=[v.sum().item() for v in values]))


def dpo(models, dtype):
    from datasets import Dataset
    from peft import LoraConfig
    from safetensors.torch import load_file
    from transformers import TrainerCallback
    from trl import DPOConfig, DPOTrainer

    llava = Llava(models, dtype)
    rows = [json.loads(line) for line in open(models / "pairs.jsonl")]
    data = Dataset.from_list(
        [
            {
                "images": [Image.open(models / row["images"][0]).convert("RGB")],
                "prompt": [{"role": "user", "content": row["prompt"][0]["content"][1]["text"]}],
                "chosen": [{"role": "assistant", "content": row["chosen"][0]["content"][0]["text"]}],
                "rejected": [{"role": "assistant", "content": row["rejected"][0]["content"][0]["text"]}],
            }
            for row in rows
        ]
    )

    class Steps(TrainerCallback):
        """Each step is an order; the next waits for its line."""

        def __init__(self):
            self.orders, self.run = orders(), None

        def on_train_begin(self, args, state, control, **kwargs):
            next(self.orders)
            self.run = Run()

        def on_log(self, args, state, control, logs=None, **kwargs):
            if "loss" in logs:
                say(self.run.end(metrics=logs))
                if next(self.orders, None) is None:
                    control.should_training_stop = True
                self.run = Run()

    with tempfile.TemporaryDirectory() as scratch:
        args = DPOConfig(
            output_dir=scratch, per_device_train_batch_size=2, gradient_accumulation_steps=4, max_steps=1000,
            learning_rate=1e-4, beta=0.1, warmup_steps=0, lr_scheduler_type="constant", logging_steps=1, report_to=[],
            use_cpu=DEVICE == "cpu", bf16=DEVICE == "cuda", fp16=False, gradient_checkpointing=False, max_length=None,
            train_sampling_strategy="sequential", save_strategy="no", seed=0, disable_tqdm=True,
            remove_unused_columns=False, dataloader_pin_memory=False,
        )  # fmt: skip
        trainer = DPOTrainer(
            model=llava.model, args=args, train_dataset=data, processing_class=llava.processor,
            peft_config=LoraConfig(r=16, lora_alpha=32, lora_dropout=0.0, target_modules=TARGETS), callbacks=[Steps()],
        )  # fmt: skip
        stored = load_file(models / "adapter" / "adapter_model.safetensors")
        with torch.no_grad():
            for name, p in trainer.model.named_parameters():
                if "lora_" in name:
                    p.copy_(stored[name.replace(".default.", ".")])
        trainer.train()


def towers(model, tokenizer, processor, work, batch):
    """By themselves, pictures decoded before; texts padded to the longest."""
    pixels = processor([Image.open(work["folder"] / work["images"][i % len(work["images"])]).convert("RGB") for i in range(batch)],
                       return_tensors="pt")["pixel_values"].to(DEVICE, model.dtype)  # fmt: skip
    words = tokenizer([work["texts"][i % len(work["texts"])] for i in range(batch)], padding=True, return_tensors="pt").to(DEVICE)

    def features(result):
        return torch.nn.functional.normalize((result if isinstance(result, torch.Tensor) else result.pooler_output).float()).cpu()

    run = Run()
    features(model.get_image_features(pixel_values=pixels))
    images, run = run.end(), Run()
    features(model.get_text_features(**words))
    return {"images": images, "texts": run.end()}


@torch.inference_mode()
def clip(models, dtype):
    from transformers import AutoTokenizer, CLIPModel
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

    model = CLIPModel.from_pretrained(models / "clip", dtype=dtype).to(DEVICE).eval()
    tokenizer, processor = AutoTokenizer.from_pretrained(models / "clip"), CLIPImageProcessorPil.from_pretrained(models / "clip")
    work = json.loads((models / "clip.json").read_text())

    def features(result):
        return result if isinstance(result, torch.Tensor) else result.pooler_output

    def texts(padding):
        run = Run()
        batch = tokenizer(work["texts"], padding=padding, max_length=77, truncation=True, return_tensors="pt").to(DEVICE)
        return run, torch.nn.functional.normalize(features(model.get_text_features(**batch)))

    for order in orders():
        if "batch" in order:
            say(towers(model, tokenizer, processor, work | {"folder": models}, order["batch"]))
            continue
        run = Run()
        pixels = processor([Image.open(models / f).convert("RGB") for f in work["images"]], return_tensors="pt")["pixel_values"]
        images = torch.nn.functional.normalize(features(model.get_image_features(pixel_values=pixels.to(DEVICE, dtype))))
        on_images = run.end()
        run, embedded = texts("max_length")
        padded = run.end()
        run, embedded = texts(True)
        longest = run.end(cosines=(embedded @ images[0]).float().tolist())
        say({"images": on_images, "texts_77": padded, "texts": longest})


if __name__ == "__main__":
    # What the libraries print must not come between the answers.
    OUT = sys.stdout
    sys.stdout = sys.stderr
    torch.set_num_threads(int(sys.argv[4]))
    DEVICE = sys.argv[5] if len(sys.argv) > 5 else "cpu"
    globals()[sys.argv[1]](Path(sys.argv[2]), getattr(torch, sys.argv[3]))
