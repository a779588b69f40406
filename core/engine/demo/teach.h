// SPDX-License-Identifier: GPL-3.0-or-later
// The demo's lessons: each trains the live weights of a loaded model from scratch. All run on the CPU in float32 and
// repeat themselves exactly for the same seed on the same machine.
#pragma once

#include "core/engine/demo/lessons.h"
#include "core/engine/model/clip.h"
#include "core/engine/model/vision_language_model.h"

namespace m3po::engine::demo {

// First lesson: name what is seen in each square of the picture (shape, colour, pattern, size), by four linear heads
// on the projected image features. Trains the vision tower and the projector; the heads are thrown away.
void teach_vision(VisionLanguageModel &model, const Classroom &classroom, const LessonSettings &settings);

// Second lesson: answer questions. The vision tower and projector stay as they are; their features are computed once.
// `turns` gives the conversation about a scene, anew for each visit.
using TurnsOf = std::function<Turns(const m3po::demo::Scene &, m3po::demo::Random &)>;
void teach_language(VisionLanguageModel &model, const Classroom &classroom, const TurnsOf &turns, const LessonSettings &settings);

// Contrastive lesson (Radford et al. 2021): in a batch, each picture's own caption against all others', and against
// its own nearly right one.
void teach_clip(ClipModel &model, const Classroom &classroom, const LessonSettings &settings);

} // namespace m3po::engine::demo
