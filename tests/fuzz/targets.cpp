// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace m3po::fuzz {

void safetensors(std::string_view);
void model_config(std::string_view);
void preprocessor(std::string_view);
void tokenizer_json(std::string_view);
void tokenizer_model(std::string_view);
void tokenizer_config(std::string_view);
void merges(std::string_view);
void chat_template(std::string_view);
void json_dataset(std::string_view);
void jsonl_dataset(std::string_view);
void questions(std::string_view);
void image(std::string_view);
void npy(std::string_view);
void project(std::string_view);
void worker_messages(std::string_view);

std::span<const Target> targets()
{
    static const Target list[] = {
        {"safetensors", safetensors},
        {"model_config", model_config},
        {"preprocessor", preprocessor},
        {"tokenizer_json", tokenizer_json},
        {"tokenizer_model", tokenizer_model, 16384},
        {"tokenizer_config", tokenizer_config},
        {"merges", merges},
        {"chat_template", chat_template, 2048},
        {"json_dataset", json_dataset},
        {"jsonl_dataset", jsonl_dataset},
        {"questions", questions},
        {"image", image},
        {"npy", npy, 512},
        {"project", project, 512},
        {"worker_messages", worker_messages, 512}, // each line is an exception, so long inputs are slow and find no more
    };
    return list;
}

const Target *find_target(std::string_view name)
{
    const auto all = targets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Target &target) { return target.name == name; });
    return found == all.end() ? nullptr : &*found;
}

const std::filesystem::path &scratch()
{
    static const struct Folder {
        std::filesystem::path path;
        Folder()
        {
            const std::filesystem::path memory = "/dev/shm";
            auto pattern = ((std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path()) / "m3po-fuzz-XXXXXX").string();
            if (!::mkdtemp(pattern.data()))
                throw std::runtime_error("no folder could be made");
            path = pattern;
        }
        ~Folder()
        {
            std::error_code ignored;
            std::filesystem::remove_all(path, ignored);
        }
    } folder;
    return folder.path;
}

void put(const std::filesystem::path &name, std::string_view bytes)
{
    const auto file = scratch() / name;
    std::FILE *out = std::fopen(file.c_str(), "wb");
    if (!out || std::fwrite(bytes.data(), 1, bytes.size(), out) != bytes.size() || std::fclose(out) != 0)
        throw std::runtime_error(file.string() + ": cannot be written");
}

} // namespace m3po::fuzz
