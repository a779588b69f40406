// SPDX-License-Identifier: GPL-3.0-or-later
// The makers behind the register in evaluators.cpp, one a file.
#pragma once

#include <memory>

namespace m3po::engine {

class Evaluator;
class ModelShelf;
struct EvaluatorSettings;

std::unique_ptr<Evaluator> make_clip_relevance(const EvaluatorSettings &settings, ModelShelf &shelf);
std::unique_ptr<Evaluator> make_judge(const EvaluatorSettings &settings, ModelShelf &shelf);

} // namespace m3po::engine
