# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/dpo: what TRL's DPOTrainer with PEFT does on a tiny random LLaVA, step by step.

    python dpo.py [OUT]          (OUT: tests/data/dpo beside this folder)

model/            a random LLaVA-1.5 layout (32 wide, 2 layers), Llama-style tokenizer, template with BOS and EOS
images/           16 small PNG files
pairs.jsonl       16 preference rows with image paths
initial_adapter/  LoRA with random A and B
base/             50 steps at batch 8 (2 micro-batches of 4); the reference is the model without the adapter
    metrics.jsonl, adapter/
initial/          10 steps at batch 8; the reference is the initial adapter (a PeftModel given to the trainer)
    metrics.jsonl, adapter/
logprobs.json     the first pairs' sums of log-probabilities under the final adapter of base/

float32 on the CPU, no dropout, no shuffling. Deterministic; packages as in requirements.txt.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from datasets import Dataset
from peft import LoraConfig, PeftModel, get_peft_model
from PIL import Image
from safetensors.torch import load_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    CLIPVisionConfig,
    LlamaConfig,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaProcessor,
    PreTrainedTokenizerFast,
    TrainerCallback,
)
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from trl import DPOConfig, DPOTrainer

OUT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "data" / "dpo")
TARGETS = r".*language_model.*\.(q|k|v|o|gate|up|down)_proj"
THINGS = ["cup", "ball", "book", "lamp", "plate", "box", "vase", "chair"]
COLOURS = ["red", "green", "blue", "yellow", "white", "black"]
PLACES = ["on the left", "on the right", "in the middle", "behind the table"]
TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}USER: "
    "{% for c in m['content'] %}{% if c['type'] == 'image' %}<image>\n{% else %}{{ c['text'] }}{% endif %}{% endfor %} "
    "{% else %}ASSISTANT:{% for c in m['content'] %}{{ c['text'] }}{% endfor %}{{ eos_token }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}ASSISTANT:{% endif %}"
)


def rows():
    random = np.random.default_rng(1)
    made = []
    for i in range(16):
        thing, other = random.choice(THINGS, 2, replace=False)
        colour, wrong = random.choice(COLOURS, 2, replace=False)
        place = random.choice(PLACES)
        question = [f"What is {place}?", f"Which colour has the {thing}?", "Describe the picture in one sentence."][i % 3]
        chosen = [f"A {colour} {thing}.", colour, f"There is a {colour} {thing} {place}, and a {other} beside it."][i % 3]
        rejected = [f"I see a {wrong} {other} {place}.", f"It is {wrong}, I think", f"A {wrong} {other}."][i % 3]
        made.append((f"{i:02}.png", question, chosen, rejected))
    return made


def write_images():
    (OUT / "images").mkdir(parents=True)
    random = np.random.default_rng(2)
    for name, *_ in rows():
        width, height = random.integers(24, 44, 2)
        pixels = np.zeros((height, width, 3), np.uint8)
        pixels[:] = random.integers(0, 256, 3)
        y, x = random.integers(2, 14, 2)
        pixels[y : y + 10, x : x + 8] = random.integers(0, 256, 3)
        Image.fromarray(pixels).save(OUT / "images" / name)


def tokenizer():
    """Byte-fallback BPE over "▁"-words, built as Llama's tokenizer.json is."""
    t = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    t.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    corpus = [" ".join(r[1:]) + " USER: ASSISTANT: " for r in rows()]
    special = ["<unk>", "<s>", "</s>"] + [f"<0x{i:02X}>" for i in range(256)]
    t.pre_tokenizer = pre_tokenizers.Split(Regex("▁[^▁]*"), "isolated")  # while training only
    t.train_from_iterator(corpus, trainers.BpeTrainer(vocab_size=350, special_tokens=special, show_progress=False))
    model = json.loads(t.to_str())
    model["pre_tokenizer"] = None
    model["added_tokens"] = [a for a in model["added_tokens"] if not a["content"].startswith("<0x")]
    t = Tokenizer.from_str(json.dumps(model))
    t.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    t.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])
    t.add_special_tokens([AddedToken(x, normalized=False, special=True) for x in ("<image>", "<pad>")])
    return PreTrainedTokenizerFast(
        tokenizer_object=t, bos_token="<s>", eos_token="</s>", unk_token="<unk>", pad_token="<pad>",
        additional_special_tokens=["<image>"], clean_up_tokenization_spaces=False,
    )  # fmt: skip


def write_model():
    tok = tokenizer()
    image_id = tok.convert_tokens_to_ids("<image>")
    config = LlavaConfig(
        vision_config=CLIPVisionConfig(
            hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, image_size=28,
            patch_size=14, projection_dim=32, initializer_factor=4.0,
        ),
        text_config=LlamaConfig(
            vocab_size=len(tok), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
            num_key_value_heads=2, max_position_embeddings=512, initializer_range=0.25, pad_token_id=tok.pad_token_id,
            bos_token_id=1, eos_token_id=2,
        ),
        image_token_index=image_id, vision_feature_layer=-2, vision_feature_select_strategy="default",
        projector_hidden_act="gelu", image_seq_length=4,
    )  # fmt: skip
    config.image_token_id = image_id
    config.initializer_range = 0.25
    torch.manual_seed(0)
    model = LlavaForConditionalGeneration(config).float()
    model.generation_config.eos_token_id = 2
    processor = LlavaProcessor(
        image_processor=CLIPImageProcessorPil(size={"shortest_edge": 28}, crop_size={"height": 28, "width": 28}),
        tokenizer=tok, patch_size=14, vision_feature_select_strategy="default", chat_template=TEMPLATE,
        num_additional_image_tokens=1,
    )  # fmt: skip
    model.save_pretrained(OUT / "model")
    processor.save_pretrained(OUT / "model")
    return processor


def fresh_model():
    return LlavaForConditionalGeneration.from_pretrained(OUT / "model", dtype=torch.float32)


def write_initial_adapter():
    model = get_peft_model(fresh_model(), LoraConfig(r=4, lora_alpha=8, lora_dropout=0.0, target_modules=TARGETS))
    generator = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for name, p in model.named_parameters():
            if "lora_" in name:
                p.copy_(torch.randn(p.shape, generator=generator) * (0.15 if "lora_A" in name else 0.05))
    save_adapter(model, OUT / "initial_adapter")


def save_adapter(model, folder):
    model.save_pretrained(folder, selected_adapters=["default"])
    (folder / "README.md").unlink(missing_ok=True)
    config = folder / "adapter_config.json"
    config.write_text(config.read_text().replace(str(OUT / "model"), "model"))


def copy_initial_weights(model):
    """The initial adapter's values into a freshly wrapped model, as a given peft_config leaves the reference bare."""
    stored = load_file(OUT / "initial_adapter" / "adapter_model.safetensors")
    with torch.no_grad():
        for name, p in model.named_parameters():
            if "lora_" in name:
                p.copy_(stored[name.replace(".default.", ".")])


class Recorder(TrainerCallback):
    def __init__(self):
        self.lines = []

    def on_log(self, args, state, control, logs=None, **kwargs):
        if "loss" in logs:
            self.lines.append({"step": state.global_step} | logs)


def run(processor, folder, steps, bare_reference, accumulate):
    data = Dataset.from_list(
        [
            {
                "images": [Image.open(OUT / "images" / image).convert("RGB")],
                "prompt": [{"role": "user", "content": question}],
                "chosen": [{"role": "assistant", "content": chosen}],
                "rejected": [{"role": "assistant", "content": rejected}],
            }
            for image, question, chosen, rejected in rows()
        ]
    )
    recorder = Recorder()
    with tempfile.TemporaryDirectory() as scratch:
        args = DPOConfig(
            output_dir=scratch, per_device_train_batch_size=8 // accumulate, gradient_accumulation_steps=accumulate,
            max_steps=steps, learning_rate=2e-3, beta=0.1, warmup_steps=0.1, lr_scheduler_type="linear",
            logging_steps=1, report_to=[], use_cpu=True, bf16=False, fp16=False, gradient_checkpointing=False,
            max_length=None, train_sampling_strategy="sequential", save_strategy="no", seed=0, disable_tqdm=True,
            remove_unused_columns=False, dataloader_pin_memory=False,
        )  # fmt: skip
        if bare_reference:
            model = fresh_model()
            config = LoraConfig(r=4, lora_alpha=8, lora_dropout=0.0, target_modules=TARGETS)
            trainer = DPOTrainer(
                model=model, args=args, train_dataset=data, processing_class=processor, peft_config=config,
                callbacks=[recorder],
            )  # fmt: skip
            copy_initial_weights(trainer.model)
        else:
            model = PeftModel.from_pretrained(fresh_model(), OUT / "initial_adapter", is_trainable=True)
            trainer = DPOTrainer(
                model=model, args=args, train_dataset=data, processing_class=processor, callbacks=[recorder]
            )
        trainer.train()
        (OUT / folder).mkdir()
        save_adapter(trainer.model, OUT / folder / "adapter")
    with open(OUT / folder / "metrics.jsonl", "w") as out:
        for line in recorder.lines:
            out.write(json.dumps(line) + "\n")
    return trainer.model


def write_logprobs(model, processor):
    """Sums over answers under the trained adapter, one row at a time, without padding."""
    model.eval()
    out = []
    for image, question, chosen, rejected in rows()[:4]:
        content = [{"type": "image"}, {"type": "text", "text": question}]
        prompt = processor.apply_chat_template([{"role": "user", "content": content}], add_generation_prompt=True)
        inputs = processor(
            images=Image.open(OUT / "images" / image).convert("RGB"), text=prompt, add_special_tokens=False,
            return_tensors="pt",
        )  # fmt: skip
        row = {"prompt_ids": inputs["input_ids"][0].tolist()}
        for side, text in (("chosen", chosen), ("rejected", rejected)):
            answer = processor.tokenizer(text + "</s>", add_special_tokens=False, return_tensors="pt")["input_ids"]
            ids = torch.cat([inputs["input_ids"], answer], 1)
            with torch.no_grad():
                logits = model(
                    input_ids=ids, attention_mask=torch.ones_like(ids), pixel_values=inputs["pixel_values"]
                ).logits
            steps = logits[0, inputs["input_ids"].shape[1] - 1 : -1].log_softmax(-1)
            row[side + "_ids"] = answer[0].tolist()
            row[side] = steps.gather(1, answer[0][:, None]).sum().item()
        out.append(row)
    (OUT / "logprobs.json").write_text(json.dumps(out, indent=1) + "\n")


def main():
    torch.set_num_threads(1)
    shutil.rmtree(OUT, ignore_errors=True)
    write_images()
    processor = write_model()
    with open(OUT / "pairs.jsonl", "w") as out:
        for image, question, chosen, rejected in rows():
            content = [{"type": "image"}, {"type": "text", "text": question}]
            row = {
                "prompt": [{"role": "user", "content": content}],
                "chosen": [{"role": "assistant", "content": [{"type": "text", "text": chosen}]}],
                "rejected": [{"role": "assistant", "content": [{"type": "text", "text": rejected}]}],
                "images": [image],
            }
            out.write(json.dumps(row) + "\n")
    write_initial_adapter()
    model = run(processor, "base", 50, bare_reference=True, accumulate=2)
    write_logprobs(model, processor)
    run(processor, "initial", 10, bare_reference=False, accumulate=1)


if __name__ == "__main__":
    main()
