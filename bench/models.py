# SPDX-License-Identifier: GPL-3.0-or-later
"""The random models that both sides load, as Hugging Face folders, and the work that they are given.

llava/     LLaVA-1.5's layout with a CLIP tower 336/14 (576 image tokens) and a vocabulary of 32,064, in a size of layouts.py: about 92
           million parameters for a processor, in float32, or 7 billion for a GPU, in bfloat16. The output layer is scaled so that the
           next token is about as certain as a trained model's.
adapter/   LoRA of rank 16 on all seven products of every layer, A and B random
clip/      CLIP ViT-L/14 (224), 428 million parameters
work.json  question, answers, texts; images/
"""

import json
import shutil

import numpy as np
import torch
from peft import LoraConfig, get_peft_model
from layouts import SMALL
from PIL import Image
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import (
    CLIPConfig,
    CLIPModel,
    CLIPVisionConfig,
    LlamaConfig,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaProcessor,
    PreTrainedTokenizerFast,
)
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

VERSION = 2  # raised where the folders would be written differently
TARGETS = r".*language_model.*\.(q|k|v|o|gate|up|down)_proj"
TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}USER: "
    "{% for c in m['content'] %}{% if c['type'] == 'image' %}<image>\n{% else %}{{ c['text'] }}{% endif %}{% endfor %} "
    "{% else %}ASSISTANT:{% for c in m['content'] %}{{ c['text'] }}{% endfor %}{{ eos_token }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}ASSISTANT:{% endif %}"
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
QUESTION_TOKENS, ANSWER_TOKENS, ANSWERS, PAIRS = 60, 64, 32, 8


def llama_tokenizer():
    """32,000 pieces: bytes, letters, and all pairs and triples of letters with and without a space before."""
    pieces = ["<unk>", "<s>", "</s>"] + [f"<0x{i:02X}>" for i in range(256)] + ["▁", *LETTERS]
    merges = []
    seconds = [a + b for a in LETTERS for b in LETTERS]
    for left, right in (
        [(a[0], a[1]) for a in seconds]
        + [("▁", a) for a in LETTERS]
        + [("▁", a) for a in seconds]
        + [(a, b) for a in seconds for b in LETTERS]
        + [("▁" + a, b) for a in seconds for b in LETTERS]
    ):
        if len(pieces) < 32000:
            pieces.append(left + right)
            merges.append((left, right))
    t = Tokenizer(models.BPE(vocab={p: i for i, p in enumerate(pieces)}, merges=merges, unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    t.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    t.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    t.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])
    t.add_special_tokens([AddedToken(x, normalized=False, special=True) for x in ("<image>", "<pad>")])
    return PreTrainedTokenizerFast(
        tokenizer_object=t, bos_token="<s>", eos_token="</s>", unk_token="<unk>", pad_token="<pad>",
        additional_special_tokens=["<image>"], clean_up_tokenization_spaces=False,
    )  # fmt: skip


def write_llava(folder, layout, device):
    tokenizer = llama_tokenizer()
    image = tokenizer.convert_tokens_to_ids("<image>")
    config = LlavaConfig(
        vision_config=CLIPVisionConfig(
            hidden_size=layout.vision_width, intermediate_size=layout.vision_inner, num_hidden_layers=layout.vision_layers,
            num_attention_heads=layout.vision_heads, image_size=layout.image_side, patch_size=layout.patch_side,
            projection_dim=layout.vision_width,
        ),
        text_config=LlamaConfig(
            vocab_size=layout.vocabulary, hidden_size=layout.width, intermediate_size=layout.inner, num_hidden_layers=layout.layers,
            num_attention_heads=layout.heads, num_key_value_heads=layout.heads, max_position_embeddings=2048, pad_token_id=tokenizer.pad_token_id, bos_token_id=1,
            eos_token_id=2, tie_word_embeddings=False,
        ),
        image_token_index=image, vision_feature_layer=-2, vision_feature_select_strategy="default",
        projector_hidden_act="gelu", image_seq_length=576,
    )  # fmt: skip
    config.image_token_id = image
    torch.manual_seed(0)
    torch.set_default_dtype(torch.float32 if device == "cpu" else torch.bfloat16)
    with torch.device(device):
        model = LlavaForConditionalGeneration(config)
    torch.set_default_dtype(torch.float32)
    with torch.no_grad():
        model.lm_head.weight.normal_(std=3.5 / layout.width**0.5)
    processor = LlavaProcessor(
        image_processor=CLIPImageProcessorPil(size={"shortest_edge": 336}, crop_size={"height": 336, "width": 336}),
        tokenizer=tokenizer, patch_size=14, vision_feature_select_strategy="default", chat_template=TEMPLATE,
        num_additional_image_tokens=1,
    )  # fmt: skip
    model.save_pretrained(folder)
    processor.save_pretrained(folder)
    return model, processor


def write_adapter(model, folder, llava, layout):
    model = get_peft_model(model, LoraConfig(r=16, lora_alpha=32, lora_dropout=0.0, target_modules=TARGETS))
    generator = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for name, p in model.named_parameters():
            if "lora_" in name:
                p.copy_(torch.randn(p.shape, generator=generator) * ((0.9 if "lora_A" in name else 0.22) / layout.width**0.5))
    model.save_pretrained(folder, selected_adapters=["default"])
    config = folder / "adapter_config.json"
    config.write_text(config.read_text().replace(str(llava), "llava"))


def write_clip(folder):
    """ViT-L/14's sizes; a tokenizer of words, of which each is one token."""
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    t = Tokenizer(models.BPE(vocab={p: i for i, p in enumerate(sorted(alphabet))}, merges=[], unk_token=None))
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    t.add_special_tokens(["<|startoftext|>", "<|endoftext|>"])
    begin, end = t.token_to_id("<|startoftext|>"), t.token_to_id("<|endoftext|>")
    t.post_processor = processors.TemplateProcessing(
        single="<|startoftext|> $A <|endoftext|>", special_tokens=[("<|startoftext|>", begin), ("<|endoftext|>", end)]
    )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=t, bos_token="<|startoftext|>", eos_token="<|endoftext|>", pad_token="<|endoftext|>",
        clean_up_tokenization_spaces=False, model_max_length=77,
    )  # fmt: skip
    text = dict(vocab_size=49408, hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12,
                max_position_embeddings=77, eos_token_id=end, bos_token_id=begin, pad_token_id=end)  # fmt: skip
    vision = dict(hidden_size=1024, intermediate_size=4096, num_hidden_layers=24, num_attention_heads=16, image_size=224, patch_size=14)
    torch.manual_seed(1)
    CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=768)).float().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    CLIPImageProcessorPil(size={"shortest_edge": 224}, crop_size={"height": 224, "width": 224}).save_pretrained(folder)


def write_work(folder, processor):
    random = np.random.default_rng(5)
    tokenizer = processor.tokenizer

    def words(tokens, last=""):
        """Text of exactly so many tokens, wherever it stands behind a space."""
        return " ".join("".join(random.choice(list(LETTERS), 2)) for _ in range(tokens)) + last

    def measured(tokens):
        text = words(tokens)
        assert len(tokenizer(text, add_special_tokens=False)["input_ids"]) == tokens
        return text

    (folder / "images").mkdir()
    images = []
    for i in range(PAIRS):
        pixels = random.integers(0, 256, (12, 16, 3), dtype=np.uint8)
        images.append(f"images/{i}.png")
        Image.fromarray(pixels).resize((448, 336), Image.Resampling.BICUBIC).save(folder / images[-1])
    question = measured(QUESTION_TOKENS)
    answers = [measured(ANSWER_TOKENS - 1) for _ in range(ANSWERS)]  # the end token is the last
    texts = ["".join(random.choice(list(LETTERS), n)) for n in np.clip(random.normal(22, 6, 32).round().astype(int), 8, 40)]
    (folder / "work.json").write_text(json.dumps({"images": images, "question": question, "answers": answers, "texts": texts}))
    with open(folder / "pairs.jsonl", "w") as out:
        for i, image in enumerate(images):
            content = [{"type": "image"}, {"type": "text", "text": measured(QUESTION_TOKENS)}]
            row = {"prompt": [{"role": "user", "content": content}], "images": [image]}
            for side in ("chosen", "rejected"):
                row[side] = [{"role": "assistant", "content": [{"type": "text", "text": measured(ANSWER_TOKENS - 1)}]}]
            out.write(json.dumps(row) + "\n")
    (folder / "clip.json").write_text(json.dumps({"images": images[:4], "texts": texts}))


def write(folder, layout=SMALL, device="cpu"):
    """Writes all where it is not there yet."""
    stamp = folder / "version"
    if stamp.exists() and stamp.read_text() == str(VERSION):
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    model, processor = write_llava(folder / "llava", layout, device)
    write_adapter(model, folder / "adapter", folder / "llava", layout)
    write_clip(folder / "clip")
    write_work(folder, processor)
    stamp.write_text(str(VERSION))
