// SPDX-License-Identifier: GPL-3.0-or-later
// Sampling N answers for each of a stream of prompts.
//
// An image is encoded once, a prompt prefilled once; its N continuations share the prompt's keys and values. Rows that
// finish are refilled, first with the same prompt's waiting candidates, then with the next prompt's.
//
// What a candidate becomes is a function of (model, prompt, image, options, seed, key, candidate index) alone. In
// float32 on a CPU this holds to the last bit, whatever the number of slots, the order of the requests, what else is
// under way, and where a former run was interrupted. Two things make it so: draws come from a counter-based generator,
// and all that decoding computes gives a row the same bits whatever the other rows hold and however many there are
// (core/engine/kernels/few_rows.h and slot_attention.h). Rows are decoded in blocks of 32 that consist of lanes, all
// rows of a lane continuing one prompt.
//
// On other devices a block is as large as the slots ask for, and results are equal up to rounding.
//
// A Generator belongs to one thread, which also calls back.
#pragma once

#include "core/engine/generate/prefill.h"
#include "core/engine/generate/warp.h"
#include "core/engine/model/vision_language_model.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace m3po::engine {

struct GenerateOptions {
    std::int64_t n = 32;
    double temperature = 0.7; // moderate, with nucleus sampling, as in the paper
    double top_p = 0.9;
    std::int64_t top_k = 0;
    std::int64_t max_new_tokens = 256;
    std::vector<std::string> stop_strings;
    std::uint64_t seed = 0;
    bool greedy = false;     // the likeliest token each time; temperature, top_p, top_k and seed play no part
    std::int64_t slots = 32; // continuations under way at once
};

// Throws Failure (usage) where an option makes no sense.
void check(const GenerateOptions &options);

enum class FinishReason { Stop, Length, StopString };
const char *to_string(FinishReason reason); // "stop", "length", "stop_string", as the project file has it

struct GeneratedCandidate {
    std::string text;              // without special tokens; cut before a stop string
    std::vector<std::int64_t> ids; // as sampled, the end token included; up to the token that completed a stop string
    std::vector<float> logprobs;   // one a token: log-softmax of the unwarped logits, temperature 1
    double sum = 0;
    FinishReason finish = FinishReason::Length;
};

struct GenerateRequest {
    std::int64_t key = 0; // the sample's; takes part in the random numbers
    Prompt prompt;
    at::Tensor pixels;   // (3, S, S) float32, or undefined
    at::Tensor features; // (n, D); used instead of pixels where defined
    std::string image;   // equal for equal images: consecutive requests then encode it once; may be empty
};

class Generator {
public:
    // Throws Failure (usage) where an option makes no sense. The model must outlive the generator.
    Generator(const VisionLanguageModel &model, GenerateOptions options);
    ~Generator();

    // The next request, or nothing at the stream's end. May block.
    using Next = std::function<std::optional<GenerateRequest>()>;
    // A finished request's N candidates (1 where greedy and n is 1). Called in the order of the requests. A request
    // that failed for a reason of its own (a prompt too long) arrives as an error, and the others go on.
    using Done = std::function<void(std::int64_t key, Result<std::vector<GeneratedCandidate>> candidates)>;

    // After a stop request no further request is taken; those under way are finished and delivered. Throws what
    // `next` and `done` throw.
    void run(const Next &next, const Done &done, std::stop_token stop = {});

    const GenerateOptions &options() const { return options_; }

private:
    struct Job;
    struct Drawn;
    struct Row;
    struct Lane;
    struct Block;
    struct Run;

    const VisionLanguageModel &model_;
    GenerateOptions options_;
    std::int64_t block_rows_ = 0, lane_rows_ = 0;
};

} // namespace m3po::engine
