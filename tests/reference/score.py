# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/score: what Transformers says that the evaluators should say, on tiny random models.

    python score.py [OUT]        (OUT: tests/data/score beside this folder)

clip/            a random CLIP layout with a small CLIP tokenizer
judge/           a random LLaVA-1.5 layout (32 wide, 2 layers), Llama-style tokenizer, template with BOS
images/          small PNG files
similarity.json  rows of image and text: the cosine with truncation at 77 tokens, the unit embeddings, the number of
                 tokens before truncation
judge.json       rows of image, instruction and answers, by component: the sums of the probabilities of the tokens with
                 which yes and no begin, at the place of the judge's answer
pope/            coco_pope_{random,popular}.json, and greedy.json: the greedy answers to them and their log-odds
samples.json     images and instructions with candidate answers

float32 on the CPU, images prepared by Pillow. Deterministic; packages as in requirements.txt.
"""

import json
import math
import shutil
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    CLIPConfig,
    CLIPModel,
    CLIPTokenizer,
    CLIPVisionConfig,
    LlamaConfig,
    LlavaConfig,
    LlavaForConditionalGeneration,
    LlavaProcessor,
    PreTrainedTokenizerFast,
)
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil

OUT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "data" / "score")
THINGS = ["cup", "ball", "book", "lamp", "plate", "box"]
COLOURS = ["red", "green", "blue", "yellow", "white"]
TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}USER: "
    "{% for c in m['content'] %}{% if c['type'] == 'image' %}<image>\n{% else %}{{ c['text'] }}{% endif %}{% endfor %} "
    "{% else %}ASSISTANT:{% for c in m['content'] %}{{ c['text'] }}{% endfor %}{{ eos_token }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}ASSISTANT:{% endif %}"
)
PROMPTS = {
    "semantic_accuracy": "Question: {instruction}\nAnswer: {answer}\n"
    "Is this answer to the question correct for the image? Answer yes or no.",
    "instruction_adherence": "Instruction: {instruction}\nResponse: {answer}\n"
    "Does the response do what the instruction asks for? Answer yes or no.",
}
SUFFIX = "\nAnswer the question using a single word or phrase."


def samples():
    random = np.random.default_rng(1)
    for i in range(8):
        question = ["What is on the table?", "Which colour has the cup?", "Describe the picture."][i % 3]
        answers = []
        for j in range(6):
            thing, other = random.choice(THINGS, 2, replace=False)
            colour, second = random.choice(COLOURS, 2, replace=False)
            long = f"There is a {colour} {thing}, and a {second} {other} beside it. " * (1 + j * (i % 2))
            answers.append([f"A {colour} {thing}.", colour, long.strip()][(i + j) % 3])
        answers[4] = answers[1]  # equal texts are scored once
        yield {"image": f"{i}.png", "instruction": question, "answers": answers}


def write_images():
    (OUT / "images").mkdir(parents=True)
    random = np.random.default_rng(2)
    for i in range(8):
        width, height = random.integers(28, 48, 2)
        pixels = np.zeros((height, width, 3), np.uint8)
        pixels[:] = random.integers(0, 256, 3)
        y, x = random.integers(2, 14, 2)
        pixels[y : y + 10, x : x + 8] = random.integers(0, 256, 3)
        Image.fromarray(pixels).save(OUT / "images" / f"{i}.png")


def texts():
    yield from ["a red cup", "A RED cup!", "", "yes", "  two   spaces\nand a line ", "naïve café, 3 lamps: 12.5%", "'s it's"]
    yield from sorted({a for s in samples() for a in s["answers"]})
    yield "lamp " * 75  # fits to the token
    yield "lamp " * 76
    yield "one sentence here. " * 40


def clip_tokenizer():
    """Merges learned the plain way from the corpus; bytes are spelled as CLIP spells them."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = Counter()
    split = pre_tokenizers.ByteLevel(add_prefix_space=False)
    for text in " ".join(t for t in texts()).lower().split():
        for word, _ in split.pre_tokenize_str(text):
            if word.isalpha():
                words[word] += 1
    words = {(*word[:-1], word[-1] + "</w>"): count for word, count in words.items()}
    merges = []
    while len(merges) < 120:
        pairs = Counter()
        for word, count in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += count
        if not pairs:
            break
        best = min(pairs, key=lambda p: (-pairs[p], p))
        merges.append(best)
        merged = {}
        for word, count in words.items():
            out, i = [], 0
            while i < len(word):
                if word[i : i + 2] == best:
                    out.append(word[i] + word[i + 1])
                    i += 2
                else:
                    out.append(word[i])
                    i += 1
            merged[tuple(out)] = merged.get(tuple(out), 0) + count
        words = merged
    tokens = alphabet + [a + "</w>" for a in alphabet] + ["".join(m) for m in merges]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    return CLIPTokenizer({t: i for i, t in enumerate(tokens)}, merges, model_max_length=77)


def write_clip():
    tokenizer = clip_tokenizer()
    config = CLIPConfig(
        text_config=dict(
            vocab_size=len(tokenizer), hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
            max_position_embeddings=77, bos_token_id=tokenizer.bos_token_id, eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id, initializer_factor=3.0,
        ),
        vision_config=dict(
            hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, image_size=28,
            patch_size=14, initializer_factor=3.0,
        ),
        projection_dim=24,
        initializer_factor=3.0,
    )  # fmt: skip
    torch.manual_seed(0)
    model = CLIPModel(config).float().eval()
    images = CLIPImageProcessorPil(size={"shortest_edge": 28}, crop_size={"height": 28, "width": 28})
    model.save_pretrained(OUT / "clip")
    tokenizer.save_pretrained(OUT / "clip")
    images.save_pretrained(OUT / "clip")
    rows = []
    for i, text in enumerate(texts()):
        image = f"{i % 8}.png"
        pixels = images(Image.open(OUT / "images" / image).convert("RGB"), return_tensors="pt")
        ids = tokenizer(text, truncation=True, return_tensors="pt")
        with torch.no_grad():
            out = model(**ids, pixel_values=pixels["pixel_values"])
        a, b = out.image_embeds[0], out.text_embeds[0]
        rows.append({
            "image": image, "text": text, "tokens": len(tokenizer(text)["input_ids"]), "cosine": float(a @ b),
            "image_embedding": [float(x) for x in a], "text_embedding": [float(x) for x in b],
        })  # fmt: skip
    write_json("similarity.json", rows)


def judge_tokenizer():
    """Byte-fallback BPE over "▁"-words, built as Llama's tokenizer.json is."""
    t = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    t.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    corpus = [" ".join([s["instruction"], *s["answers"]]) + " USER: ASSISTANT: yes no Yes No" for s in samples()]
    corpus += [p.replace("\n", " ") for p in PROMPTS.values()]
    special = ["<unk>", "<s>", "</s>"] + [f"<0x{i:02X}>" for i in range(256)]
    t.pre_tokenizer = pre_tokenizers.Split(Regex("▁[^▁]*"), "isolated")  # while training only
    t.train_from_iterator(corpus, trainers.BpeTrainer(vocab_size=460, special_tokens=special, show_progress=False))
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


def write_judge():
    tokenizer = judge_tokenizer()
    image_id = tokenizer.convert_tokens_to_ids("<image>")
    config = LlavaConfig(
        vision_config=CLIPVisionConfig(
            hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, image_size=28,
            patch_size=14, projection_dim=32, initializer_factor=4.0,
        ),
        text_config=LlamaConfig(
            vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=4,
            num_key_value_heads=2, max_position_embeddings=1024, initializer_range=0.25,
            pad_token_id=tokenizer.pad_token_id, bos_token_id=1, eos_token_id=2,
        ),
        image_token_index=image_id, vision_feature_layer=-2, vision_feature_select_strategy="default",
        projector_hidden_act="gelu", image_seq_length=4,
    )  # fmt: skip
    config.image_token_id = image_id
    config.initializer_range = 0.25
    torch.manual_seed(0)
    model = LlavaForConditionalGeneration(config).float().eval()
    model.generation_config.eos_token_id = 2
    processor = LlavaProcessor(
        image_processor=CLIPImageProcessorPil(size={"shortest_edge": 28}, crop_size={"height": 28, "width": 28}),
        tokenizer=tokenizer, patch_size=14, vision_feature_select_strategy="default", chat_template=TEMPLATE,
        num_additional_image_tokens=1,
    )  # fmt: skip
    model.save_pretrained(OUT / "judge")
    processor.save_pretrained(OUT / "judge")
    return model, processor


def first_tokens(tokenizer, words):
    vocabulary = tokenizer.get_vocab()
    found = set()
    for word in words:
        found |= {vocabulary[s + word] for s in ("", "▁", "Ġ") if s + word in vocabulary}
        found |= {tokenizer(s + word, add_special_tokens=False)["input_ids"][0] for s in ("", " ")}
    return found


def encode(processor, image, question):
    messages = [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": question}]}]
    text = processor.apply_chat_template(messages, add_generation_prompt=True)
    picture = Image.open(OUT / "images" / image).convert("RGB")
    return processor(text=text, images=picture, return_tensors="pt", add_special_tokens=False)


def yes_no(processor, logits):
    """Log-probabilities of yes and of no."""
    yes, no = (first_tokens(processor.tokenizer, w) for w in (["yes", "Yes"], ["no", "No"]))
    logps = logits.double().log_softmax(-1)
    return [float(logps[sorted(ids)].logsumexp(-1)) for ids in (yes - no, no - yes)]


def write_judgements(model, processor):
    rows = []
    for component, prompt in PROMPTS.items():
        for sample in samples():
            values = []
            for answer in sample["answers"]:
                inputs = encode(processor, sample["image"],
                                prompt.replace("{instruction}", sample["instruction"]).replace("{answer}", answer))
                with torch.no_grad():
                    values.append(yes_no(processor, model(**inputs).logits[0, -1]))
            rows.append(sample | {
                "component": component, "log_yes": [v[0] for v in values], "log_no": [v[1] for v in values],
                "share": [1 / (1 + math.exp(v[1] - v[0])) for v in values],
            })  # fmt: skip
    write_json("judge.json", rows)


def write_pope(model, processor):
    (OUT / "pope").mkdir()
    random = np.random.default_rng(4)
    rows = []
    for name in ("random", "popular"):
        lines = []
        for i in range(12):
            text = f"Is there a {random.choice(COLOURS)} {random.choice(THINGS)} in the image?"
            image, label = f"{i // 4}.png", "yes" if i % 2 == 0 else "no"
            lines.append({"question_id": i + 1, "image": image, "text": text, "label": label})
            inputs = encode(processor, image, text + SUFFIX)
            with torch.no_grad():
                out = model.generate(**inputs, do_sample=False, max_new_tokens=16, return_dict_in_generate=True,
                                     output_logits=True)
            ids = out.sequences[0, inputs["input_ids"].shape[1] :]
            log_yes, log_no = yes_no(processor, out.logits[0][0])
            rows.append({
                "set": name, "question_id": i + 1, "log_odds": log_yes - log_no,
                "text": processor.tokenizer.decode(ids, skip_special_tokens=True).strip(),
            })  # fmt: skip
        (OUT / "pope" / f"coco_pope_{name}.json").write_text("".join(json.dumps(x) + "\n" for x in lines))
    write_json("pope/greedy.json", rows)


def write_json(name, value):
    (OUT / name).write_text(json.dumps(value, indent=0, ensure_ascii=False) + "\n")


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    shutil.rmtree(OUT, ignore_errors=True)
    write_images()
    write_clip()
    model, processor = write_judge()
    write_judgements(model, processor)
    write_pope(model, processor)
    write_json("samples.json", list(samples()))


if __name__ == "__main__":
    main()
