# SPDX-License-Identifier: GPL-3.0-or-later
"""llama.cpp's side: 32 continuations of 64 tokens behind one prompt, the language model of bench/models.py alone. Its cache
is one for all sequences (kv_unified): the prompt is computed once and shared, as m3po shares it.

    python beside_llama.py MODELS TYPE THREADS PROMPT_TOKENS

TYPE is float32 or float16. Speaks as theirs.py does. What is not counted on this side: an image, a tokenizer, a project.
"""

import ctypes
import gc
import random
import sys
from pathlib import Path

import gguf
import llama_cpp as llama
import theirs
import torch
from transformers import LlavaForConditionalGeneration

SEQUENCES, TOKENS = 32, 64


def interleaved(weight, heads):
    """Rotary pairs as llama.cpp has them: neighbours, not halves."""
    return weight.reshape(heads, 2, weight.shape[0] // heads // 2, *weight.shape[1:]).swapaxes(1, 2).reshape(weight.shape)


def write(model, file, dtype):
    config = model.config.text_config
    out = gguf.GGUFWriter(file, "llama")
    out.add_context_length(config.max_position_embeddings)
    out.add_embedding_length(config.hidden_size)
    out.add_block_count(config.num_hidden_layers)
    out.add_feed_forward_length(config.intermediate_size)
    out.add_head_count(config.num_attention_heads)
    out.add_head_count_kv(config.num_key_value_heads)
    out.add_layer_norm_rms_eps(config.rms_norm_eps)
    out.add_rope_dimension_count(config.hidden_size // config.num_attention_heads)
    out.add_vocab_size(config.vocab_size)
    out.add_tokenizer_model("none")

    def add(name, tensor):
        values = tensor.detach().float().contiguous().numpy()
        out.add_tensor(name + ".weight", values.astype(dtype) if values.ndim > 1 else values)

    language = model.model.language_model
    add("token_embd", language.embed_tokens.weight)
    for i, layer in enumerate(language.layers):
        at = f"blk.{i}."
        add(at + "attn_norm", layer.input_layernorm.weight)
        add(at + "attn_q", interleaved(layer.self_attn.q_proj.weight, config.num_attention_heads))
        add(at + "attn_k", interleaved(layer.self_attn.k_proj.weight, config.num_key_value_heads))
        add(at + "attn_v", layer.self_attn.v_proj.weight)
        add(at + "attn_output", layer.self_attn.o_proj.weight)
        add(at + "ffn_norm", layer.post_attention_layernorm.weight)
        add(at + "ffn_gate", layer.mlp.gate_proj.weight)
        add(at + "ffn_up", layer.mlp.up_proj.weight)
        add(at + "ffn_down", layer.mlp.down_proj.weight)
    add("output_norm", language.norm.weight)
    add("output", model.lm_head.weight)
    out.write_header_to_file()
    out.write_kv_data_to_file()
    out.write_tensors_to_file()
    out.close()


class Language:
    def __init__(self, file, threads, dtype):
        llama.llama_backend_init()
        self.quiet = llama.llama_log_callback(lambda level, text, data: None)
        llama.llama_log_set(self.quiet, ctypes.c_void_p(0))
        given = llama.llama_model_default_params()
        self.model = llama.llama_model_load_from_file(str(file).encode(), given)
        self.words = llama.llama_vocab_n_tokens(llama.llama_model_get_vocab(self.model))
        given = llama.llama_context_default_params()
        given.n_ctx, given.n_batch, given.n_ubatch, given.n_seq_max = 4096, 2048, 1024, SEQUENCES
        given.n_threads = given.n_threads_batch = threads
        given.kv_unified = True
        if dtype == "float32":  # what it takes by itself differs by 0.006 in a log-probability
            given.flash_attn_type = llama.LLAMA_FLASH_ATTN_TYPE_DISABLED
        given.type_k = given.type_v = llama.GGML_TYPE_F32 if dtype == "float32" else llama.GGML_TYPE_F16
        self.context = llama.llama_init_from_model(self.model, given)
        self.batch = llama.llama_batch_init(2048, 0, SEQUENCES)
        self.memory = llama.llama_get_memory(self.context)

    def decode(self, rows):
        """rows: (token, position, sequence, whether its logits are wanted)"""
        self.batch.n_tokens = len(rows)
        for i, (token, position, sequence, wanted) in enumerate(rows):
            self.batch.token[i], self.batch.pos[i] = token, position
            self.batch.n_seq_id[i], self.batch.seq_id[i][0] = 1, sequence
            self.batch.logits[i] = wanted
        if llama.llama_decode(self.context, self.batch) != 0:
            sys.exit("llama.cpp: llama_decode failed")

    def logits(self, row):
        return torch.tensor(llama.llama_get_logits_ith(self.context, row)[: self.words])

    def prompt(self, tokens):
        llama.llama_memory_clear(self.memory, True)
        self.decode([(t, i, 0, i + 1 == len(tokens)) for i, t in enumerate(tokens)])

    def continue_all(self, tokens):
        samplers = []
        for sequence in range(SEQUENCES):
            chain = llama.llama_sampler_chain_init(llama.llama_sampler_chain_default_params())
            llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_temp(0.7))
            llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_top_p(0.9, 1))
            llama.llama_sampler_chain_add(chain, llama.llama_sampler_init_dist(sequence))
            samplers.append(chain)
        self.prompt(tokens)
        for sequence in range(1, SEQUENCES):
            llama.llama_memory_seq_cp(self.memory, 0, sequence, -1, -1)
        drawn = [llama.llama_sampler_sample(s, self.context, len(tokens) - 1) for s in samplers]
        for step in range(TOKENS - 1):
            self.decode([(t, len(tokens) + step, sequence, True) for sequence, t in enumerate(drawn)])
            drawn = [llama.llama_sampler_sample(s, self.context, i) for i, s in enumerate(samplers)]
        for chain in samplers:
            llama.llama_sampler_free(chain)


def main():
    models, dtype, threads, length = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    file = models / f"language-{dtype}.gguf"
    model = LlavaForConditionalGeneration.from_pretrained(models / "llava", dtype=torch.float32).eval()
    write(model, file, dtype)
    tokens = random.Random(1).choices(range(300, 31000), k=length)
    with torch.no_grad():
        expected = model(input_ids=torch.tensor([tokens])).logits[0, -1].log_softmax(-1)
    del model
    gc.collect()
    language = Language(file, threads, dtype)
    language.prompt(tokens)
    difference = (language.logits(length - 1).log_softmax(-1) - expected).abs().max().item()
    allowed = 1e-3 if dtype == "float32" else 0.05
    if not difference <= allowed:
        sys.exit(f"llama.cpp: differs from Transformers by {difference} in a log-probability, where {allowed} were allowed")
    print(f"differs from Transformers by {difference:.2g} in a log-probability", file=sys.stderr)
    for _ in theirs.orders():
        run = theirs.Run()
        language.continue_all(tokens)
        theirs.say(run.end(tokens=SEQUENCES * TOKENS))


if __name__ == "__main__":
    theirs.OUT = sys.stdout
    main()
