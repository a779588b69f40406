// SPDX-License-Identifier: GPL-3.0-or-later
// A project in a folder of its own, filled by hand, for the tests of what is stored in one.
#pragma once

#include "core/project/generations.h"
#include "core/project/project.h"
#include "core/project/samples.h"
#include "core/project/scores.h"
#include "tests/support.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace m3po {

class ProjectFixture : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::filesystem::create_directory(folder / "images");
    }

    Project create() { return std::move(Project::create(file, {.images_root = folder / "images"})).value(); }

    void write(const std::filesystem::path &name, const std::string &bytes) const
    {
        std::filesystem::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << bytes;
    }

    static Sample sample(int number)
    {
        Sample s;
        s.external_id = "s" + std::to_string(number);
        s.image = {"a/" + std::to_string(number) + ".png", 100 + number, std::string(64, 'a'), 8, 6};
        s.instruction = "What is this? " + std::to_string(number);
        s.source = "rows.json";
        s.source_row = number;
        return s;
    }

    static GenerationRun run(int candidates, std::uint64_t seed = 7)
    {
        GenerationRun r;
        r.model = "model";
        r.model_fingerprint = "fingerprint";
        r.template_hash = "template";
        r.parameters = R"({"temperature":0.8})";
        r.seed = seed;
        r.candidates = candidates;
        return r;
    }

    static Candidate candidate(std::int64_t sample, int position, const std::string &text, double logp_sum)
    {
        Candidate c;
        c.sample_id = sample;
        c.position = position;
        c.text = text;
        c.token_ids = {5, 6, 2};
        c.token_logps = {-0.5f, -0.25f, static_cast<float>(logp_sum + 0.75)};
        c.logp_sum = logp_sum;
        c.finish_reason = "stop";
        return c;
    }

    static Evaluator evaluator(const std::string &component, const std::string &fingerprint = "clip-fp")
    {
        Evaluator e;
        e.component = component;
        e.kind = "clip";
        e.model = "clip";
        e.fingerprint = fingerprint;
        return e;
    }

    testing::TemporaryFolder temporary;
    const std::filesystem::path folder = temporary.path();
    const std::filesystem::path file = folder / "p.m3po";
};

} // namespace m3po
