// SPDX-License-Identifier: GPL-3.0-or-later
// A project of a few samples with pictures, candidates and scores that a test can reckon by hand.
#pragma once

#include "core/project/generations.h"
#include "core/project/samples.h"
#include "core/project/scores.h"
#include "widgets/workspace/workspace.h"

#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <optional>

namespace m3po {

// Sample i (0 .. count-1), whose id looks like markup, is asked "What is in picture i?" and has four candidates:
//
//     position   text       relevance   accuracy   log P
//        0       answer 0      0.9        0.9       -2     R_w of every setting
//        1       answer 1      0.5        0.5       -1     MAS gap 0.4, the model prefers it
//        2       answer 2      0.1        0.1       -2-i   MAS gap 0.8, penalised more from sample to sample
//        3       answer 1                                  the text of 1 once more, same scores
class SmallProject {
public:
    static constexpr int mostPictures = 100; // of the first samples; thousands of files take longer than any test

    explicit SmallProject(int count = 6)
    {
        const std::filesystem::path root(folder_.path().toStdString());
        std::filesystem::create_directories(root / "images");
        auto project = std::move(Project::create(root / "small.m3po", {root / "images"})).value();
        GenerationRun wanted;
        wanted.model = (root / "no-model-here").string();
        wanted.model_fingerprint = "model";
        wanted.template_hash = "template";
        wanted.candidates = 4;
        const auto run = generations::find_or_create(project, wanted);
        Evaluator relevance{.component = visual_relevance, .kind = "clip", .fingerprint = "clip"};
        Evaluator accuracy{.component = semantic_accuracy, .kind = "judge", .fingerprint = "judge"};
        relevance = scores::find_or_create(project, relevance);
        accuracy = scores::find_or_create(project, accuracy);
        Transaction transaction(project);
        for (int i = 0; i < count; ++i) {
            Sample sample;
            sample.external_id = "<b>sample-" + std::to_string(i);
            sample.image = {"picture-" + std::to_string(i) + ".png", 1, "hash-" + std::to_string(i), 32, 24};
            sample.instruction = "What is in picture " + std::to_string(i) + "?";
            sample.source = "small";
            sample.source_row = i;
            QImage picture(32, 24, QImage::Format_RGB32);
            picture.fill(QColor::fromHsv(i * 60 % 360, 200, 200));
            if (i < mostPictures)
                picture.save(QString::fromStdString((root / "images" / sample.image.path).string()));
            const auto id = samples::add(project, sample).id;
            std::vector<Candidate> candidates;
            for (int position = 0; position < 4; ++position) {
                Candidate candidate;
                candidate.sample_id = id;
                candidate.position = position;
                candidate.text = "answer " + std::to_string(position == 3 ? 1 : position);
                candidate.logp_sum = position == 0 ? -2 : position == 2 ? -2 - i : -1;
                candidate.token_ids = {7, 2};
                candidate.token_logps = {float(candidate.logp_sum) / 2, float(candidate.logp_sum) / 2};
                candidate.finish_reason = "stop";
                candidates.push_back(candidate);
            }
            generations::add(project, run.id, candidates);
            std::vector<ComponentScore> given;
            for (const auto &candidate : generations::candidates(project, run.id, id)) {
                const double value = candidate.position == 0 ? 0.9 : candidate.position == 2 ? 0.1 : 0.5;
                given.push_back({candidate.id, value, value});
            }
            scores::add(project, relevance.id, given);
            scores::add(project, accuracy.id, given);
        }
        transaction.commit();
    }

    QString file() const { return folder_.filePath(QStringLiteral("small.m3po")); }
    QString folder() const { return folder_.path(); }

private:
    QTemporaryDir folder_;
};

// What a write of the workspace came to, waited for.
template <typename Write>
QString written(Workspace &workspace, Write &&write)
{
    std::optional<QString> trouble;
    write([&](const QString &said) { trouble = said; });
    return QTest::qWaitFor([&] { return trouble.has_value() && !workspace.isWriting(); }, 10'000) ? *trouble : QStringLiteral("nothing was written within ten seconds");
}

} // namespace m3po
