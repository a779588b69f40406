# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the shipped demo models against Transformers: the same folders, the same numbers.

    python tests/reference/check_demo_models.py build/bin/m3po resources/demo

Draws nothing itself: the picture is the first of a folder made by `m3po demo run`, or any given with --image. Prints
the largest differences of token log-probabilities (base, judge) and of the cosine (evaluator); ends with status 1
where one is above what is allowed. Needs requirements.txt beside it.
"""
import argparse
import json
import pathlib
import subprocess
import sys

import torch
from PIL import Image
from transformers import AutoProcessor, AutoTokenizer, CLIPImageProcessor, CLIPModel, LlavaForConditionalGeneration


def ours(m3po, verb, model, rows, images):
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    out = subprocess.run([m3po, "inspect", verb, "--model", model, "--dtype", "float32", "--images", images], input=lines, text=True,
                         capture_output=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def llava_difference(m3po, folder, image, pairs):
    model = LlavaForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
    processor = AutoProcessor.from_pretrained(folder, use_fast=False)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    picture = Image.open(image).convert("RGB")
    rows = [{"image": image.name, "prompt": question, "answer": answer} for question, answer in pairs]
    worst = 0.0
    for (question, answer), mine in zip(pairs, ours(m3po, "logprobs", folder, rows, image.parent)):
        prompt = processor.apply_chat_template(
            [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": question}]}],
            add_generation_prompt=True, tokenize=False)
        inputs = processor(images=picture, text=prompt, return_tensors="pt")
        ids = tokenizer.encode(answer, add_special_tokens=False) + [tokenizer.eos_token_id]
        assert ids == mine["ids"], (ids, mine["ids"])
        full = torch.cat([inputs["input_ids"], torch.tensor([ids])], 1)
        with torch.no_grad():
            logits = model(input_ids=full, attention_mask=torch.ones_like(full), pixel_values=inputs["pixel_values"]).logits
        logprobs = logits[0, -len(ids) - 1:-1].log_softmax(-1).gather(-1, torch.tensor(ids)[:, None])[:, 0]
        worst = max(worst, (logprobs - torch.tensor(mine["logprobs"])).abs().max().item())
    return worst


def clip_difference(m3po, folder, image, texts):
    model = CLIPModel.from_pretrained(folder, dtype=torch.float32).eval()
    processor, tokenizer = CLIPImageProcessor.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    pixels = processor(images=Image.open(image).convert("RGB"), return_tensors="pt")["pixel_values"]
    mine = ours(m3po, "similarity", folder, [{"image": image.name, "text": text} for text in texts], image.parent)
    worst = 0.0
    for text, row in zip(texts, mine):
        with torch.no_grad():
            out = model(pixel_values=pixels, input_ids=torch.tensor([tokenizer.encode(text)]))
        cosine = torch.nn.functional.cosine_similarity(out.image_embeds, out.text_embeds)[0].item()
        worst = max(worst, abs(cosine - row["cosine"]))
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("m3po")
    parser.add_argument("models")
    parser.add_argument("--image", type=pathlib.Path, default="demo/images/scene-0000001.png")
    options = parser.parse_args()
    answers = [("Describe the image.", "From left to right there is a large red ball and a small blue cube."),
               ("Is there a ball in the image?", "Yes, there is a ball."), ("How many cubes are there?", "There are two cubes.")]
    figures = {name: llava_difference(options.m3po, f"{options.models}/{name}", options.image, answers) for name in ("base", "judge")}
    figures["evaluator"] = clip_difference(options.m3po, f"{options.models}/evaluator", options.image, [answer for _, answer in answers])
    allowed = {"base": 1e-4, "judge": 1e-4, "evaluator": 5e-6}
    for name, figure in figures.items():
        print(f"{name}: largest difference {figure:.2e}, allowed {allowed[name]:.0e}")
    return int(any(figures[name] > allowed[name] for name in figures))


if __name__ == "__main__":
    sys.exit(main())
