// SPDX-License-Identifier: GPL-3.0-or-later
// Samples of a project: an image, an instruction, and what the data set said besides. Throw Failure.
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace m3po {

// An image file below the images' root; its bytes stay there.
struct ImageRecord {
    std::string path;     // relative to the root, with /
    std::int64_t bytes = 0;
    std::string sha256;   // of the file
    int width = 0;        // as shown: EXIF orientation applied
    int height = 0;
};

struct Sample {
    std::int64_t id = 0;  // also the order; given by add()
    std::string external_id;
    ImageRecord image;
    std::string instruction;             // the prompt's text, without <image>
    std::string conversation = "[]";     // JSON list of {"role","content"} as imported
    std::optional<std::string> reference_answer;
    std::string source;                  // the file that it came from
    std::int64_t source_row = 0;         // its place there, from 0
};

namespace samples {

struct Added {
    std::int64_t id = 0;
    bool fresh = false; // false: the same sample was there already
};

// Two samples are the same where external id, image path, instruction, conversation and reference answer are.
// The image's record is stored with its first sample; where the file has changed since, the record follows it.
Added add(Project &project, const Sample &sample);

std::int64_t count(Project &project);
std::optional<Sample> find(Project &project, std::int64_t id);
Sample get(Project &project, std::int64_t id); // NotFound
// In order; at most `limit` after the sample `after`.
std::vector<Sample> list(Project &project, std::int64_t after = 0, std::int64_t limit = -1);
std::vector<std::int64_t> ids(Project &project);
std::optional<ImageRecord> image(Project &project, const std::string &path);
std::vector<ImageRecord> images(Project &project);    // by path

// What is wrong with the image's file by now, as a sentence: moved, changed, out of the root; "" where it is as it was.
// Compares the size, and the content too where `by_content`.
std::string image_trouble(const Project &project, const ImageRecord &image, bool by_content = true);

} // namespace samples
} // namespace m3po
