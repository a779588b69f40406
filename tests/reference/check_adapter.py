# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that an adapter which m3po saved loads in PEFT and gives m3po's log-probabilities.

    ref/bin/python tests/reference/check_adapter.py build/bin/m3po MODEL ADAPTER [ROWS.jsonl]

MODEL is a LLaVA folder (tests/data/models/llava), ADAPTER a folder that m3po wrote. Rows are raw prompts without
images, {"prompt", "answer"}. Prints the largest difference of a token's log-probability; fails above 1e-4, and where
the adapter changes nothing.
"""
import json
import subprocess
import sys

import torch
from peft import PeftModel
from transformers import AutoTokenizer, LlavaForConditionalGeneration

ROWS = [
    {"prompt": "USER: a question without a picture ASSISTANT:", "answer": " blue"},
    {"prompt": "USER: how many cups? ASSISTANT:", "answer": " there are three cups"},
]


def main():
    program, folder, adapter = sys.argv[1:4]
    rows = [json.loads(line) for line in open(sys.argv[4])] if len(sys.argv) > 4 else ROWS
    output = subprocess.run(
        [program, "inspect", "logprobs", "--raw-prompt", "--model", folder, "--adapter", adapter],
        input="\n".join(map(json.dumps, rows)), capture_output=True, text=True, check=True,
    ).stdout
    ours = [json.loads(line) for line in output.splitlines()]
    tokenizer = AutoTokenizer.from_pretrained(folder)
    base = LlavaForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()

    def log_probs(model, row):
        prompt = tokenizer(row["prompt"])["input_ids"]
        answer = tokenizer(row["answer"], add_special_tokens=False)["input_ids"] + [tokenizer.eos_token_id]
        with torch.no_grad():
            logits = model(input_ids=torch.tensor([prompt + answer])).logits[0].log_softmax(-1)
        return answer, logits[range(len(prompt) - 1, len(prompt) + len(answer) - 1), answer]

    plain = [log_probs(base, row)[1] for row in rows]
    model = PeftModel.from_pretrained(base, adapter).eval()
    worst, change = 0.0, 0.0
    for row, got, before in zip(rows, ours, plain):
        answer, expected = log_probs(model, row)
        assert got["ids"] == answer, (got["ids"], answer)
        worst = max(worst, (torch.tensor(got["logprobs"]) - expected).abs().max().item())
        change = max(change, (expected - before).abs().max().item())
    print(f"largest difference {worst:.2g}; the adapter changes up to {change:.2g}")
    sys.exit(0 if worst < 1e-4 and change > 1e-3 else 1)


if __name__ == "__main__":
    main()
