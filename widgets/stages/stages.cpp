// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stages/stages.h"

#include "widgets/workspace/workspace.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace m3po {
namespace {

using Kind = StageField::Kind;

struct Stages {
    Q_DECLARE_TR_FUNCTIONS(Stages)
};

QString file(const Workspace &workspace) { return QString::fromStdString(workspace.corpus()->file.string()); }

StageField device() { return {QStringLiteral("--device"), Stages::tr("Device"), Stages::tr("Where the model runs"), Kind::Choice, QStringLiteral("auto"), false, {QStringLiteral("auto"), QStringLiteral("cpu"), QStringLiteral("cuda")}}; }

} // namespace

Stage generateStage(const Workspace &workspace)
{
    const auto corpus = workspace.corpus();
    Stage stage;
    stage.title = Stages::tr("Generate candidates");
    stage.job = Stages::tr("Generate candidates");
    stage.says = Stages::tr("The model answers each of %Ln samples several times. What is there already is not made again.", nullptr, corpus->size());
    stage.arguments = {QStringLiteral("generate"), file(workspace)};
    const auto model = QString::fromStdString(corpus->run.model);
    stage.fields = {
        {QStringLiteral("--model"), Stages::tr("Model"), Stages::tr("Folder of a LLaVA-type model in Hugging Face's layout"), Kind::Folder, model.isEmpty() ? QVariant() : QVariant(model), true},
        {QStringLiteral("--adapter"), Stages::tr("Adapter"), Stages::tr("Folder of a LoRA adapter to put on it"), Kind::Folder, {}},
        {QStringLiteral("--n"), Stages::tr("Candidates a sample"), Stages::tr("The paper takes 32"), Kind::Integer, 32, false, {}, 1, 1024},
        {QStringLiteral("--temperature"), Stages::tr("Temperature"), Stages::tr("Divides the logits"), Kind::Real, 0.7, false, {}, 0.01, 10, 0.1},
        {QStringLiteral("--top-p"), Stages::tr("Top p"), Stages::tr("The likeliest tokens that reach this sum; 1 is off"), Kind::Real, 0.9, false, {}, 0.01, 1, 0.05},
        {QStringLiteral("--max-new-tokens"), Stages::tr("Longest answer, tokens"), Stages::tr("An answer that is longer is cut"), Kind::Integer, 256, false, {}, 1, 8192},
        {QStringLiteral("--seed"), Stages::tr("Seed"), Stages::tr("Of the random numbers"), Kind::Integer, 0},
        {QStringLiteral("--slots"), Stages::tr("Continuations at once"), Stages::tr("Changes speed and memory only"), Kind::Integer, 32, false, {}, 1, 4096},
        device()};
    stage.settings = QStringLiteral("stages/generate");
    return stage;
}

Stage scoreStage(const Workspace &workspace)
{
    Stage stage;
    stage.title = Stages::tr("Score candidates");
    stage.job = Stages::tr("Score candidates");
    stage.says = Stages::tr("Evaluators that are not the model in tuning give each candidate its components of the MAS. A CLIP model measures visual relevance; a judge measures semantic accuracy and instruction adherence. One of them is enough.");
    stage.arguments = {QStringLiteral("score"), file(workspace)};
    stage.fields = {{QStringLiteral("--clip"), Stages::tr("CLIP model"), Stages::tr("Folder of a CLIP model, for visual relevance"), Kind::Folder, {}},
                    {QStringLiteral("--judge"), Stages::tr("Judge"), Stages::tr("Folder of a vision-language model that is asked about each answer"), Kind::Folder, {}},
                    {QStringLiteral("--clip-map"), Stages::tr("From cosine to score"), Stages::tr("linear is (1 + cos) / 2, clipscore is w max(0, cos), at most 1"), Kind::Choice, QStringLiteral("linear"), false, {QStringLiteral("linear"), QStringLiteral("clipscore")}},
                    device()};
    stage.oneOf = {QStringLiteral("--clip"), QStringLiteral("--judge")};
    stage.settings = QStringLiteral("stages/score");
    return stage;
}

Stage evaluateStage(const Workspace &workspace, const QString &adapter)
{
    const auto corpus = workspace.corpus();
    Stage stage;
    stage.title = Stages::tr("Evaluate");
    stage.job = Stages::tr("Evaluate");
    stage.says = Stages::tr("The model answers a benchmark's questions, as it is and with the adapter. What it has answered already is not asked again.");
    stage.arguments = {QStringLiteral("evaluate"), QStringLiteral("--project"), file(workspace)};
    const auto model = QString::fromStdString(corpus->run.model);
    const QStringList benchmarks{QStringLiteral("pope"), QStringLiteral("mme"), QStringLiteral("demo-descriptions")};
    stage.fields = {
        {QStringLiteral("--benchmark"), Stages::tr("Benchmark"), Stages::tr("pope: are objects claimed that the picture does not show; mme: yes/no questions in fourteen tasks; demo-descriptions: how faithful descriptions of the demo's scenes are"), Kind::Choice, benchmarks.first(), true, benchmarks},
        {QStringLiteral("--questions"), Stages::tr("Question files"), Stages::tr("The benchmark's own: JSON lines for pope, a file a set; text files for mme, a file a task"), Kind::Files, {}, true, {}, 0, 0, 0, Stages::tr("Questions (*.json *.jsonl *.txt)")},
        {QStringLiteral("--images"), Stages::tr("Images inside"), Stages::tr("The folder that the questions' pictures are in"), Kind::Folder, QString::fromStdString(corpus->imagesRoot.string()), true},
        {QStringLiteral("--model"), Stages::tr("Model"), Stages::tr("Folder of a LLaVA-type model in Hugging Face's layout"), Kind::Folder, model.isEmpty() ? QVariant() : QVariant(model), true},
        {QStringLiteral("--adapter"), Stages::tr("Adapter"), Stages::tr("Folder of a LoRA adapter: measured besides the model as it is"), Kind::Folder, {}, false, {}, 0, 0, 0, {}, adapter},
        {QStringLiteral("--max-new-tokens"), Stages::tr("Longest answer, tokens"), Stages::tr("Yes/no questions need few; descriptions more, 96 in the demo"), Kind::Integer, 16, false, {}, 1, 8192},
        device()};
    stage.settings = QStringLiteral("stages/evaluate");
    return stage;
}

Stage exportStage(const Workspace &workspace, const QStringList &preferenceSets)
{
    QStringList selections;
    for (const auto &saved : workspace.saved())
        selections << QString::fromStdString(saved.name);
    Stage stage;
    stage.title = Stages::tr("Export pairs");
    stage.job = Stages::tr("Export pairs");
    stage.says = Stages::tr("Writes a preference set, as it was frozen, in a form that other trainers read. Without a frozen set, freeze a selection first.");
    stage.arguments = {QStringLiteral("export"), file(workspace)};
    stage.fields = {{QStringLiteral("--set"), Stages::tr("Preference set"), Stages::tr("What is written"), Kind::Choice, preferenceSets.value(preferenceSets.size() - 1), true, preferenceSets},
                    {QStringLiteral("--format"), Stages::tr("Format"), Stages::tr("trl: JSON lines for TRL; llama-factory: ShareGPT pairs with dataset_info.json"), Kind::Choice, QStringLiteral("trl"), true, {QStringLiteral("trl"), QStringLiteral("llama-factory")}},
                    {QStringLiteral("--out"), Stages::tr("Folder"), Stages::tr("The folder to write to"), Kind::Folder, QFileInfo(file(workspace)).absolutePath() + QStringLiteral("/export"), true}};
    return stage;
}

Stage importStage(const Workspace &workspace)
{
    Stage stage;
    stage.title = Stages::tr("Import a data set");
    stage.job = Stages::tr("Import a data set");
    stage.says = Stages::tr("Adds samples, or a preference set. Rows that are there already stay as they are.");
    stage.arguments = {QStringLiteral("import"), file(workspace)};
    stage.fields = {{QString(), Stages::tr("File"), Stages::tr("LLaVA-Instruct or ShareGPT4V JSON, LLaVA questions, TRL or LLaMA-Factory pairs"), Kind::File, {}, true, {}, 0, 0, 0, Stages::tr("Data sets (*.json *.jsonl)")},
                    {QStringLiteral("--images"), Stages::tr("Images inside"), Stages::tr("What image names are relative to; else the project's folder of images"), Kind::Folder, {}}};
    return stage;
}

} // namespace m3po
