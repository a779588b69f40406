# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/models: tiny random LLaVA, Llama and CLIP folders with the values that Transformers and PEFT
compute on them.

    python3 -m venv ref && ref/bin/pip install -r tests/reference/requirements.txt
    ref/bin/python tests/reference/models.py tests/data/models

Each folder is what a person would download (config.json, weights, tokenizer, preprocessor), and expected.json beside
it holds the reference's values. Pixels are a formula (see pixels()), so that these tests do not depend on how
pictures are read; picture.png has the vision tower's own size and needs no resizing. Deterministic: the same files
each time.
"""
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from peft import LoraConfig, get_peft_model
from PIL import Image
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import (
    CLIPConfig,
    CLIPModel,
    CLIPTextConfig,
    CLIPVisionConfig,
    LlamaConfig,
    LlamaForCausalLM,
    LlavaConfig,
    LlavaForConditionalGeneration,
    PreTrainedTokenizerFast,
)
from transformers.generation.logits_process import (
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

VOCABULARY = 300
IMAGE_SIZE, PATCH_SIZE = 28, 7
MEAN, STD = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]
CORPUS = [
    "a red ball lies on the table beside a small blue box",
    "how many objects are there in the picture",
    "USER: what colour is the ball? ASSISTANT: the ball is red.",
    "there are three cups and a plate; the cup is to the left of the plate",
]


def pixels(batch=1):
    """What the tests' C++ computes too: values between -2 and 2 without a pattern that a layer could miss."""
    index = torch.arange(batch * 3 * IMAGE_SIZE * IMAGE_SIZE, dtype=torch.float64)
    return (2 * torch.sin(0.37 * index + 0.001 * index * index % 3)).float().view(batch, 3, IMAGE_SIZE, IMAGE_SIZE)


def make_tokenizer(folder, image_token):
    tokenizer = Tokenizer(models.BPE(unk_token=None))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<pad>", "<s>", "</s>"] + (["<image>"] if image_token else [])
    tokenizer.train_from_iterator(
        CORPUS,
        trainers.BpeTrainer(
            vocab_size=VOCABULARY,
            special_tokens=special,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", special_tokens=[("<s>", tokenizer.token_to_id("<s>"))]
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="<pad>", clean_up_tokenization_spaces=False
    )
    fast.save_pretrained(folder)
    return fast


def make_clip_tokenizer(folder):
    """Begin and end tokens as CLIP's: the end token has the highest id."""
    tokenizer = Tokenizer(models.BPE(unk_token=None))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        CORPUS,
        trainers.BpeTrainer(vocab_size=VOCABULARY - 2, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False),
    )
    tokenizer.add_special_tokens(["<|startoftext|>", "<|endoftext|>"])
    begin, end = tokenizer.token_to_id("<|startoftext|>"), tokenizer.token_to_id("<|endoftext|>")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<|startoftext|> $A <|endoftext|>", special_tokens=[("<|startoftext|>", begin), ("<|endoftext|>", end)]
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<|startoftext|>", eos_token="<|endoftext|>", pad_token="<|endoftext|>",
        clean_up_tokenization_spaces=False,
    )
    fast.save_pretrained(folder)
    return fast, end


def write_preprocessor(folder):
    (folder / "preprocessor_config.json").write_text(
        json.dumps(
            {
                "crop_size": {"height": IMAGE_SIZE, "width": IMAGE_SIZE},
                "do_center_crop": True,
                "do_convert_rgb": True,
                "do_normalize": True,
                "do_rescale": True,
                "do_resize": True,
                "image_mean": MEAN,
                "image_processor_type": "CLIPImageProcessor",
                "image_std": STD,
                "resample": 3,
                "rescale_factor": 1 / 255,
                "size": {"shortest_edge": IMAGE_SIZE},
            },
            indent=2,
        )
    )


def randomize(model, seed):
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in sorted(model.named_parameters()):
            noise = torch.randn(parameter.shape, generator=generator)
            if "norm" in name and name.endswith("weight"):
                parameter.copy_(1 + 0.2 * noise)
            elif parameter.dim() == 0:
                parameter.copy_(torch.tensor(2.6592))
            else:
                parameter.copy_(noise * (0.3 if parameter.dim() > 1 else 0.1))
    return model.eval()


def rename_weights(folder, rename, shards=1):
    """Rewrites the folder's weights under other names and, with shards > 1, in several files with an index."""
    weights = {rename(k): v for k, v in load_file(folder / "model.safetensors").items()}
    if shards == 1:
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
        return
    (folder / "model.safetensors").unlink()
    names = sorted(weights)
    index = {"metadata": {"total_size": sum(v.numel() * 4 for v in weights.values())}, "weight_map": {}}
    for shard in range(shards):
        file = f"model-{shard + 1:05d}-of-{shards:05d}.safetensors"
        part = names[shard::shards]
        save_file({n: weights[n] for n in part}, folder / file, metadata={"format": "pt"})
        index["weight_map"].update({n: file for n in part})
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=1, sort_keys=True))


def hub_older(name):
    """As Transformers 5 saves -> as the hub's older checkpoints."""
    if name.startswith("vision_tower.") and not name.startswith("vision_tower.vision_model."):
        return "vision_tower.vision_model." + name.removeprefix("vision_tower.")
    return name


def in_memory(name):
    if name.startswith("language_model.model."):
        return "model.language_model." + name.removeprefix("language_model.model.")
    if name.startswith("language_model.lm_head."):
        return "lm_head." + name.removeprefix("language_model.lm_head.")
    return "model." + name


def edit_config(folder, change):
    config = json.loads((folder / "config.json").read_text())
    change(config)
    (folder / "config.json").write_text(json.dumps(config, indent=2))


def rounded(tensor):
    return [float(f"{x:.7g}") for x in tensor.detach().double().flatten().tolist()]


def log_probs(model, prompt, answer, **images):
    """Log-probability of each answer token after the prompt, in the model's type up to the logits."""
    ids = torch.tensor([prompt + answer])
    for module in model.modules():
        if hasattr(module, "original_inv_freq"):  # forget longer sequences of former calls (dynamic scaling)
            module.inv_freq = module.original_inv_freq.clone()
            module.max_seq_len_cached = module.original_max_seq_len
    with torch.no_grad():
        logits = model(input_ids=ids, attention_mask=torch.ones_like(ids), **images).logits[0].float()
    logps = logits.log_softmax(-1)
    first = len(prompt) - 1
    chosen = logps[range(first, first + len(answer)), answer]
    return logits, chosen


def expected_of(model, tokenizer, per_image, texts):
    cases = []
    for text, answer in texts:
        with_image = "<image>" in text
        prompt = tokenizer(text.replace("<image>", "<image>" * per_image))["input_ids"]
        answer_ids = tokenizer(answer, add_special_tokens=False)["input_ids"] + [tokenizer.eos_token_id]
        images = {"pixel_values": pixels()} if with_image else {}
        logits, chosen = log_probs(model, prompt, answer_ids, **images)
        cases.append(
            {
                "text": text,
                "answer": answer,
                "image": with_image,
                "ids": prompt,
                "answer_ids": answer_ids,
                "logprobs": rounded(chosen),
                "prompt_logits": rounded(logits[len(prompt) - 1]),
                "last_logits": rounded(logits[-1]),
            }
        )
    return cases


def warped(logits, temperature, top_k, top_p):
    """Transformers' own warpers in its own order."""
    scores = logits[None].float()
    if temperature != 1.0:
        scores = TemperatureLogitsWarper(temperature)(None, scores)
    if top_k:
        scores = TopKLogitsWarper(top_k)(None, scores)
    if top_p < 1.0:
        scores = TopPLogitsWarper(top_p)(None, scores)
    probabilities = scores.softmax(-1)[0]
    ids = torch.nonzero(probabilities > 0).flatten().tolist()
    return {
        "temperature": temperature,
        "top_k": top_k,
        "top_p": top_p,
        "ids": ids,
        "probs": rounded(probabilities[ids]),
    }


TEXTS = [
    ("USER: <image>\nwhat colour is the ball? ASSISTANT:", " the ball is red."),
    ("USER: <image>\nhow many objects are there? ASSISTANT:", " three cups and a plate"),
    ("USER: a question without a picture ASSISTANT:", " blue"),
]


def llava(root, name, seed, text=None, vision=None, top=None, after=None, adapters=False):
    folder = root / name
    folder.mkdir(parents=True)
    tokenizer = make_tokenizer(folder, image_token=True)
    text_config = {
        "vocab_size": VOCABULARY + 4,
        "hidden_size": 32,
        "intermediate_size": 44,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 4,
        "max_position_embeddings": 128,
        "eos_token_id": tokenizer.eos_token_id,
        "bos_token_id": tokenizer.bos_token_id,
        "pad_token_id": tokenizer.pad_token_id,
        **(text or {}),
    }
    vision_config = {
        "hidden_size": 16,
        "intermediate_size": 24,
        "num_hidden_layers": 3,
        "num_attention_heads": 2,
        "image_size": IMAGE_SIZE,
        "patch_size": PATCH_SIZE,
        "projection_dim": 16,
        **(vision or {}),
    }
    config = LlavaConfig(
        text_config=LlamaConfig(**text_config),
        vision_config=CLIPVisionConfig(**vision_config),
        image_token_index=tokenizer.convert_tokens_to_ids("<image>"),
        **(top or {}),
    )
    model = randomize(LlavaForConditionalGeneration(config), seed)
    model.save_pretrained(folder)
    write_preprocessor(folder)
    full = config.vision_feature_select_strategy == "full"
    per_image = (IMAGE_SIZE // PATCH_SIZE) ** 2 + (1 if full else 0)
    cases = expected_of(model, tokenizer, per_image, TEXTS)
    with torch.no_grad():
        features = model.model.get_image_features(pixel_values=pixels()).pooler_output[0]
    expected = {"tokens_per_image": per_image, "features": rounded(features), "cases": cases}

    if adapters:
        logits = torch.tensor(cases[0]["prompt_logits"])
        expected["warped"] = [
            warped(logits, *setting) for setting in [(1.0, 0, 1.0), (0.7, 0, 0.9), (1.3, 12, 1.0), (0.5, 40, 0.95), (1.0, 0, 0.3)]
        ]
        picture = np.array(
            [[[(x * 9) % 256, (y * 9) % 256, (x * y) % 256] for x in range(IMAGE_SIZE)] for y in range(IMAGE_SIZE)], np.uint8
        )
        Image.fromarray(picture).save(root / "picture.png")
        values = ((picture.astype(np.float64) / 255 - MEAN) / STD).astype(np.float32).transpose(2, 0, 1)
        _, chosen = log_probs(
            model, cases[0]["ids"], cases[0]["answer_ids"], pixel_values=torch.from_numpy(values.copy())[None]
        )
        expected["picture_logprobs"] = rounded(chosen)
        half = LlavaForConditionalGeneration.from_pretrained(folder, dtype=torch.bfloat16).eval()
        expected["bfloat16"] = [
            rounded(log_probs(half, c["ids"], c["answer_ids"],
                              **({"pixel_values": pixels().bfloat16()} if c["image"] else {}))[1])
            for c in cases
        ]
        make_adapters(root, folder, cases)
    (root / f"{name}.json").write_text(json.dumps(expected))
    if after:
        after(folder)


REGEX = r".*language_model.*\.(q|k|v|o|gate|up|down)_proj"


def make_adapters(root, base, cases):
    settings = {
        "adapter_regex": dict(r=4, lora_alpha=8, target_modules=REGEX),
        "adapter_patterns": dict(
            r=2, lora_alpha=6, target_modules=["q_proj_none", "gate_proj", "o_proj"], use_rslora=True,
            rank_pattern={"gate_proj": 3}, alpha_pattern={r"layers.1.mlp.gate_proj": 5},
        ),
    }
    for number, (name, setting) in enumerate(settings.items()):
        model = LlavaForConditionalGeneration.from_pretrained(base, dtype=torch.float32).eval()
        tuned = get_peft_model(model, LoraConfig(**setting)).eval()
        generator = torch.Generator().manual_seed(100 + number)
        with torch.no_grad():
            for key, parameter in sorted(tuned.named_parameters()):
                if "lora_" in key:
                    parameter.copy_(0.2 * torch.randn(parameter.shape, generator=generator))
        tuned.save_pretrained(root / name)
        config_file = root / name / "adapter_config.json"
        config = json.loads(config_file.read_text())
        config["base_model_name_or_path"] = base.name
        if isinstance(config["target_modules"], list):
            config["target_modules"] = sorted(config["target_modules"])
        config_file.write_text(json.dumps(config, indent=2, sort_keys=True))
        (root / name / "README.md").unlink(missing_ok=True)
        values = []
        for case in cases:
            images = {"pixel_values": pixels()} if case["image"] else {}
            values.append(rounded(log_probs(tuned, case["ids"], case["answer_ids"], **images)[1]))
        (root / f"{name}.json").write_text(json.dumps({"base": base.name, "logprobs": values}))
    # What PEFT wrote under Transformers before 4.52: the same tensors under the older names.
    old = root / "adapter_regex_old_names"
    shutil.copytree(root / "adapter_regex", old)
    weights = {
        k.replace("base_model.model.model.language_model.", "base_model.model.language_model.model."): v
        for k, v in load_file(old / "adapter_model.safetensors").items()
    }
    save_file(weights, old / "adapter_model.safetensors", metadata={"format": "pt"})


def llama(root):
    folder = root / "llama"
    folder.mkdir()
    tokenizer = make_tokenizer(folder, image_token=False)
    config = LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=3, num_attention_heads=8,
        num_key_value_heads=2, max_position_embeddings=96, mlp_bias=True, tie_word_embeddings=True,
        rope_parameters={"rope_type": "default", "rope_theta": 500000.0}, rms_norm_eps=1e-5,
        eos_token_id=tokenizer.eos_token_id, bos_token_id=tokenizer.bos_token_id,
    )
    model = randomize(LlamaForCausalLM(config), 7)
    model.save_pretrained(folder)
    cases = expected_of(model, tokenizer, 0, [("a red ball lies on", " the table"), ("how many", " cups are there?")])
    (root / "llama.json").write_text(json.dumps({"tokens_per_image": 0, "features": [], "cases": cases}))


def clip(root, name, seed, explicit_eos):
    folder = root / name
    folder.mkdir()
    tokenizer, end = make_clip_tokenizer(folder)
    config = CLIPConfig(
        text_config=CLIPTextConfig(
            vocab_size=VOCABULARY, hidden_size=24, intermediate_size=32, num_hidden_layers=2, num_attention_heads=3,
            max_position_embeddings=77, projection_dim=20, eos_token_id=end if explicit_eos else 2, bos_token_id=0, pad_token_id=1,
            hidden_act="gelu" if explicit_eos else "quick_gelu",
        ).to_dict(),
        vision_config=CLIPVisionConfig(
            hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=2, image_size=IMAGE_SIZE,
            patch_size=PATCH_SIZE, projection_dim=20,
        ).to_dict(),
        projection_dim=20,
    )
    model = randomize(CLIPModel(config), seed)
    model.save_pretrained(folder)
    write_preprocessor(folder)
    texts = ["a red ball", "the cup is to the left of the plate", "three cups", "a", ""]
    ids = [tokenizer(t)["input_ids"] for t in texts]
    with torch.no_grad():
        image = model.get_image_features(pixel_values=pixels(2)).pooler_output
        text = torch.cat([model.get_text_features(input_ids=torch.tensor([row])).pooler_output for row in ids])
        both = model(input_ids=torch.tensor([ids[0]]), pixel_values=pixels(2))
    (root / f"{name}.json").write_text(
        json.dumps(
            {
                "texts": texts,
                "ids": ids,
                "image_embeddings": rounded(image),
                "text_embeddings": rounded(text),
                "logits_per_image": rounded(both.logits_per_image),
                "projection_dim": 20,
            }
        )
    )


def old_rope(folder):
    """rope_parameters (Transformers 5) -> rope_theta and rope_scaling, as older configs have them."""

    def change(config):
        rope = config["text_config"].pop("rope_parameters")
        config["text_config"]["rope_theta"] = rope.pop("rope_theta")
        rope["type"] = rope.pop("rope_type")
        config["text_config"]["rope_scaling"] = rope

    edit_config(folder, change)


def main():
    root = Path(sys.argv[1])
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    torch.set_num_threads(1)
    # As Transformers 5 saves it.
    llava(root, "llava", 1, adapters=True)
    # Grouped queries, explicit head size, attention bias; the hub's older names, in two shards.
    llava(
        root, "llava_gqa", 2,
        text={"num_key_value_heads": 2, "head_dim": 12, "attention_bias": True},
        top={"vision_feature_layer": 1, "projector_hidden_act": "silu"},
        after=lambda f: rename_weights(f, hub_older, shards=2),
    )
    llava(
        root, "llava_linear", 3,
        text={"rope_parameters": {"rope_type": "linear", "factor": 2.5, "rope_theta": 10000.0}, "tie_word_embeddings": True},
        top={"vision_feature_layer": [-2, 0, 3], "multimodal_projector_bias": False,
             "projector_hidden_act": "gelu_pytorch_tanh", "tie_word_embeddings": True},
        after=old_rope,
    )
    # The prompts with an image are longer than the original length.
    llava(
        root, "llava_dynamic", 4,
        text={"rope_parameters": {"rope_type": "dynamic", "factor": 4.0, "rope_theta": 10000.0}, "max_position_embeddings": 24},
        top={"vision_feature_select_strategy": "full"},
    )
    llava(
        root, "llava_llama3", 5,
        text={
            "rope_parameters": {
                "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                "original_max_position_embeddings": 32, "rope_theta": 10000.0,
            },
            "head_dim": 16, "num_key_value_heads": 1,
        },
        vision={"hidden_act": "gelu"},
        top={"vision_feature_select_strategy": "full", "vision_feature_layer": [-1, 1]},
        after=lambda f: rename_weights(f, in_memory),
    )
    llama(root)
    clip(root, "clip", 11, explicit_eos=True)
    clip(root, "clip_eos2", 12, explicit_eos=False)
    size = sum(f.stat().st_size for f in root.rglob("*") if f.is_file())
    print(f"{root}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
