# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains small tokenizer.json files with the `tokenizers` library, one for every style that the C++ reader has to
understand, and stores the ids and the decoded text that the library gives for several hundred nasty strings.

    python tests/reference/tokenizer_files.py tests/data/tokenizers

Writes strings.json, and for every style NAME/tokenizer.json and NAME.expected.json with
  ids           of each string, special tokens of the template included
  decoded       of those ids, special tokens written out (null where it is the string itself)
  decoded_skip  the same without special tokens (null where it is the string itself)
"""
import json
import random
import sys
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

QWEN2 = r"""(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"""
LLAMA3 = r"""(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"""
GPT4O = (r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"""
         r"""|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"""
         r"""|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+""")
CLIP = r"""'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"""

PROSE = """A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful answers.
What is in the image? There are two dogs and a red ball on the table; the smaller dog isn't looking at us.
How many people can you see? I can see 3 people, but I'm not sure that they've all been counted: 10, 100, 1000.
She said that she'd come, we'll see. It's 2016. They're here. The quick brown fox jumps over the lazy dog.
def main():\n\treturn [x ** 2 for x in range(10)]  # squares\n
Der schnelle braune Fuchs springt über den faulen Hund. Größe, Straße, Äpfel.
Le garçon naïf a déjà mangé l'œuf. El niño comió piñas. Привет, мир! Как дела?
生活的真谛是什么？ 这是一个测试。 日本語のテキストです。 한국어 문장입니다. שלום עולם مرحبا بالعالم"""

BASE = [
    "", " ", "  ", "   ", "\t", "\n", "\r\n", "\n\n\n", " \n ", "a", " a", "a ", "  a  ", "A", "Hello", "hello world", "Hello World",
    "HELLO", "How are you doing?", "You should've done this", "I'm he'll we've they're she'd it's don't", "I'M HE'LL WE'VE IT'S",
    "''s'd'll", "'ſ 'S \u212a 'K", "0123456789 0 1 2 3 10 100 1000 10000", "1,234,567.89", "3.14159e-10", "x²+y³=½ Ⅷ ③ ٣ ३",
    "A\n'll !!to?'d''d of, can't.", "def main():\n\tpass\n\n\n    return None", "let a = obj.toString();\ntoString();",
    "This\n\nis\na\ntest.", "line\r\nline\rline\n\rline", "trailing   \n", "tabs\t\t\tand \t spaces", "a" * 40, "ab" * 30, "aaaa" + " " * 30 + "b",
    " " * 17, "\n" * 9, "\t" * 5 + "x", "!?!?!?...---___***", "$100 €50 £5 ¥6 ₣7 ₹8", "C:\\Users\\name\\file.txt", "https://example.org/a?b=c&d=e#f",
    "name@example.org", "<html><body>&nbsp;</body></html>", "{\"a\": [1, 2, {\"b\": null}]}", "\u00a0nbsp\u00a0\u00a0x", "\u2003em\u2009thin\u200bzero",
    "\u180emongolian\u180e", "\u0085nel\u0085", "\u2028ls\u2029ps", "\ufeffbom", "\u0000nul\u0000", "\u0001\u0002\u0007\u001b[0m\u007f",
    "1\u00002\ufffd3", "café cafe\u0301 CAFÉ", "ÅÅA\u030a", "ﬁ ﬂ ﬀ ſt", "①②③ ㍿ ｆｕｌｌｗｉｄｔｈ", "ＡＢＣ１２３", "Ǆ ǅ ǆ ẞ ß İ ı I i",
    "ΑΒΓ ΟΔΟΣ ΣΑΣ σς", "ἀρχή Ἀ ᾳ ῼ", "Zͬ̈́a̴̢͠l̵g̷o", "e\u0301\u0323\u0302", "\u0301leading mark", "क्षत्रिय नमस्ते", "ကြိုဆိုပါသည်", "ปี กรุงเทพ ด", "이것은 테스트 \u1100\u1161\u11a8",
    "生活的真谛是", "日本語、テキスト。「引用」", "中文English混合123文本", "𠮷野家 𝒜𝓑 𝟘𝟙", "שָׁלוֹם עולם", "مرحبا \u200fبالعالم\u200e ١٢٣", "\u202ertl override\u202c",
    "😂", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "❤️ ❤", "👁️‍🗨️ ✨🤗", "🇩🇪🇫🇷🇯", "e\u200d\u200d", "\u200d", "\ufe0f",
    "▁This ▁is ▁a ▁test ▁.", "▁", "▁▁ ▁", " ▁ ", "Ġword Ċ", "<0x0A> <0xFF>", "##ing ##", "</w>word</w>", "\ue000private\uf8ff", "\U0010ffff\U000fffff", "\ufdd0\ufffe",
    "<s>", "</s>", "<s> Hello<s>how", " <s> Hello<s> how", "a<s>b</s> c", "<unk> <pad>", "<image>\nWhat is this?", "<image><image> <image>", "x <image>  y",
    "<|endoftext|>", "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n", "<|begin_of_text|>a<|eot_id|>", "a <mask> b", "a  <mask>  b", "<mask><mask>", "\u3000<mask>\u3000x",
    "[CLS] a [SEP]", "[MASK]", "[UNK]x", "<|IM_START|>", "< s >", "<s", "s>", "<<s>>", "<|im_start|", "wordone word one wordoneword one", "one", " one.", "(one)", "éone one\u0301 _one 1one",
    "Strip Left  LEFT right  RIGHT", "NORM norm Norm nórm no\u0301rm", "ignoreme ignore me", "unwantéd,RUNNING", "don't  stop\u2019s", "e.g. i.e. U.S.A.", "snake_case camelCase PascalCase SCREAMING_CASE kebab-case",
    "--\n--\r\n//\n/", "a\u00adb soft", "tést\u0327 cedilla", "x" * 3 + "\u0300" * 12, "#" * 33, "=" * 70, "0" * 25, "٠" * 5, "。" * 8, " \u3000" * 4, "\u00a0" * 6, "\r" * 4, "\r\n" * 4, "-\u2013\u2014\u2015", "“quoted” ‘single’ «guillemets»",
]

FRAGMENTS = ["a", "the", "Dog", "'s", "'LL", " ", "  ", "\n", "\t", "\r\n", "é", "e\u0301", "ß", "İ", "7", "42", "1234", "½", ".", ",", "!?", "—", "_", "中", "文字", "カナ", "ไทย", "한", "\u1112\u1161\u11ab",
             "😀", "👩‍🚀", "\u200d", "\ufe0f", "\u0301", "▁", "<s>", "</s>", "<image>", "<mask>", "<|im_end|>", "<|endoftext|>", "one", "norm", "Left", "right", "ﬁ", "Ａ", "\u00a0", "\u3000", "\u0000", "\u001f", "עב", "مر", "𝒜", "\ue000", "##", "</w>", "Ġ"]


def strings():
    generator = random.Random(20240501)
    made = list(BASE)
    while len(made) < 330:
        made.append("".join(generator.choice(FRAGMENTS) for _ in range(generator.randint(2, 12))))
    assert len(set(made)) > 320
    return made


def bpe_trainer(size=500, special=(), **more):
    return trainers.BpeTrainer(vocab_size=size, special_tokens=list(special), show_progress=False, **more)


BYTES = pre_tokenizers.ByteLevel.alphabet()
FALLBACK = [f"<0x{i:02X}>" for i in range(256)]
CORPUS = PROSE.split("\n") * 8


def byte_level_style(pattern, special, normalizer=None, **model):
    t = Tokenizer(models.BPE(**model))
    if normalizer:
        t.normalizer = normalizer
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(pattern), behavior="isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    t.decoder = decoders.ByteLevel()
    t.post_processor = processors.ByteLevel(trim_offsets=False)
    t.train_from_iterator(CORPUS + BASE, bpe_trainer(700, initial_alphabet=BYTES))
    t.add_special_tokens([AddedToken(s, special=True, normalized=False) for s in special])
    return t


def qwen2():
    t = byte_level_style(QWEN2, ["<|endoftext|>", "<|im_start|>", "<|im_end|>"], normalizers.NFC())
    t.add_tokens([AddedToken("<tool_call>", normalized=False), AddedToken("<image>", normalized=False)])
    return t


def llama3():
    t = byte_level_style(LLAMA3, ["<|begin_of_text|>", "<|eot_id|>", "<|end_of_text|>"])
    document = json.loads(t.to_str())
    document["model"]["ignore_merges"] = True
    document["model"]["vocab"]["Hello"] = 5000  # reached by no merge: only ignore_merges finds it
    document["model"]["vocab"]["ĠHello"] = 5001
    t = Tokenizer.from_str(json.dumps(document))
    bos = t.token_to_id("<|begin_of_text|>")
    t.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=False),
        processors.TemplateProcessing(single="<|begin_of_text|> $A", pair="<|begin_of_text|> $A <|begin_of_text|> $B", special_tokens=[("<|begin_of_text|>", bos)])])
    return t


def gpt4o():
    return byte_level_style(GPT4O, ["<|endoftext|>", "<|endofprompt|>"])


def gpt2():
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    t.decoder = decoders.ByteLevel()
    t.post_processor = processors.ByteLevel(trim_offsets=False)
    t.train_from_iterator(CORPUS, bpe_trainer(600, ["<|endoftext|>"], initial_alphabet=BYTES))
    return t


def roberta():
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(CORPUS, bpe_trainer(550, ["<s>", "<pad>", "</s>", "<unk>"], initial_alphabet=BYTES))
    t.add_special_tokens([AddedToken("<mask>", lstrip=True, normalized=False, special=True)])
    t.post_processor = processors.RobertaProcessing(("</s>", t.token_to_id("</s>")), ("<s>", t.token_to_id("<s>")), add_prefix_space=True)
    return t


def llama_style(normalizer, pre_tokenizer, strip=True):
    t = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    # Trained on pieces with their mark in front, as sentencepiece does.
    t.pre_tokenizer = pre_tokenizers.Metaspace()
    t.train_from_iterator(CORPUS, bpe_trainer(800, ["<unk>", "<s>", "</s>"] + FALLBACK, limit_alphabet=150))
    document = json.loads(t.to_str())
    document["added_tokens"] = document["added_tokens"][:3]  # the bytes are plain pieces
    t = Tokenizer.from_str(json.dumps(document))
    t.add_special_tokens([AddedToken("<image>", normalized=False, special=True), AddedToken("<pad>", normalized=False, special=True)])
    t.normalizer = normalizer
    t.pre_tokenizer = pre_tokenizer
    t.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()] + ([decoders.Strip(" ", 1, 0)] if strip else []))
    t.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])
    return t


def llama2_legacy():
    t = llama_style(normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), None)
    t.add_tokens([AddedToken("one", normalized=True, single_word=True)])
    return t


def llama2_new():
    return llama_style(None, pre_tokenizers.Metaspace("▁", prepend_scheme="first", split=False))


def gemma():
    t = llama_style(normalizers.Replace(" ", "▁"), pre_tokenizers.Split(" ", behavior="merged_with_previous"), strip=False)
    return t


def metaspace_split():
    t = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=False))
    t.normalizer = normalizers.Sequence([normalizers.NFKD(), normalizers.Replace(Regex(r"\s{2,}"), " ")])
    t.pre_tokenizer = pre_tokenizers.Metaspace()
    t.decoder = decoders.Metaspace()
    t.train_from_iterator(CORPUS, bpe_trainer(400, ["<unk>", "<s>", "</s>"]))
    t.post_processor = processors.TemplateProcessing(single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", t.token_to_id("</s>"))])
    return t


def digits():
    t = Tokenizer(models.BPE())
    t.normalizer = normalizers.NFKC()
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(r"[\r\n]"), behavior="isolated"),
        pre_tokenizers.Digits(individual_digits=True),
        pre_tokenizers.Punctuation(behavior="contiguous"),
        pre_tokenizers.ByteLevel(add_prefix_space=False)])
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(CORPUS, bpe_trainer(450, ["<s>"], initial_alphabet=BYTES))
    return t


def digit_groups():
    t = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True))
    t.normalizer = normalizers.Sequence([normalizers.Strip(), normalizers.NFD(), normalizers.StripAccents(), normalizers.Lowercase()])
    t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Digits(individual_digits=False),
                                               pre_tokenizers.Punctuation(behavior="merged_with_next")])
    t.train_from_iterator(CORPUS, bpe_trainer(350, ["<unk>"], end_of_word_suffix="</w>"))
    document = json.loads(t.to_str())
    document["model"]["end_of_word_suffix"] = "</w>"
    t = Tokenizer.from_str(json.dumps(document))
    t.decoder = decoders.BPEDecoder("</w>")
    t.add_tokens([AddedToken("Norm", normalized=True), AddedToken("Left", lstrip=True, normalized=False), AddedToken("right", rstrip=True, normalized=True)])
    return t


def splits():
    t = Tokenizer(models.BPE(unk_token="<unk>"))
    t.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split("e", behavior="merged_with_previous"),
        pre_tokenizers.Split(Regex(r"[.,!?']"), behavior="merged_with_next"),
        pre_tokenizers.Split(Regex(r"\w+|\s+"), behavior="contiguous"),
        pre_tokenizers.Split(Regex(r"\S+"), behavior="removed", invert=True),
        pre_tokenizers.CharDelimiterSplit("-")])
    t.train_from_iterator(CORPUS, bpe_trainer(300, ["<unk>"], continuing_subword_prefix="##"))
    document = json.loads(t.to_str())
    document["model"]["continuing_subword_prefix"] = "##"
    return Tokenizer.from_str(json.dumps(document))  # no decoder: tokens joined with spaces


def clip():
    t = Tokenizer(models.BPE(unk_token="<|endoftext|>", continuing_subword_prefix="", end_of_word_suffix="</w>"))
    t.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    t.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(CLIP), behavior="removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(CORPUS, bpe_trainer(900, ["<|startoftext|>", "<|endoftext|>"], initial_alphabet=BYTES, end_of_word_suffix="</w>"))
    t.post_processor = processors.RobertaProcessing(("<|endoftext|>", 1), ("<|startoftext|>", 0), trim_offsets=False, add_prefix_space=False)
    return t


def bert():
    t = Tokenizer(models.WordPiece(unk_token="[UNK]", max_input_chars_per_word=30))
    t.normalizer = normalizers.BertNormalizer(lowercase=True)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    t.decoder = decoders.WordPiece()
    t.train_from_iterator(CORPUS, trainers.WordPieceTrainer(vocab_size=500, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], show_progress=False))
    t.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return t


def words():
    t = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    t.pre_tokenizer = pre_tokenizers.Whitespace()
    t.train_from_iterator(CORPUS, trainers.WordLevelTrainer(vocab_size=200, special_tokens=["[UNK]"], show_progress=False))
    return t


STYLES = [qwen2, llama3, gpt4o, gpt2, roberta, llama2_legacy, llama2_new, gemma, metaspace_split, digits, digit_groups, splits, clip, bert, words]


def main():
    out = Path(sys.argv[1])
    texts = strings()
    compact = {"ensure_ascii": False, "separators": (",", ":")}
    (out / "strings.json").write_text(json.dumps(texts, ensure_ascii=True, indent=0))
    for style in STYLES:
        folder = out / style.__name__
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tokenizer.json").write_text(json.dumps(json.loads(style().to_str()), **compact))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))  # what is stored is what is asked
        ids = [tokenizer.encode(text).ids for text in texts]
        kept = [tokenizer.decode(i, skip_special_tokens=False) for i in ids]
        skipped = [tokenizer.decode(i, skip_special_tokens=True) for i in ids]
        if style is clip:  # as Transformers' CLIPTokenizer does behind the library's decoder
            kept, skipped = ([d.replace("</w>", " ").strip() for d in texts_] for texts_ in (kept, skipped))
        same = lambda decoded: [None if d == text else d for d, text in zip(decoded, texts)]
        expected = {"ids": ids, "decoded": same(kept), "decoded_skip": same(skipped)}
        (out / f"{style.__name__}.expected.json").write_text(json.dumps(expected, ensure_ascii=True, separators=(",", ":")))
        print(style.__name__, tokenizer.get_vocab_size(), sum(map(len, ids)), "ids")


main()
