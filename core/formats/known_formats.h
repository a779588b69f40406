// SPDX-License-Identifier: GPL-3.0-or-later
// Every format's one instance; for the list in format.cpp.
#pragma once

#include "core/formats/format.h"

namespace m3po {

const Format &llava_instruct_format();
const Format &llava_questions_format();
const Format &trl_preference_format();
const Format &llama_factory_format();
const Format &image_folder_format();

} // namespace m3po
