// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stages/stages.h"

#include "widgets/style/palette.h"
#include "widgets/workspace/workspace.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace m3po {
namespace {

using Kind = StageField::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Stages)
};
QString tr(const char *text) { return Words::tr(text); }

QString file(const Workspace &workspace) { return QString::fromStdString(workspace.corpus()->file.string()); }

StageField device() { return {QStringLiteral("--device"), tr("Device"), tr("Where the model runs"), Kind::Choice, QStringLiteral("auto"), false, {QStringLiteral("auto"), QStringLiteral("cpu"), QStringLiteral("cuda")}}; }

} // namespace

Stage generateStage(const Workspace &workspace)
{
    const auto corpus = workspace.corpus();
    Stage stage;
    stage.title = tr("Generate candidates");
    stage.job = tr("Generate candidates");
    stage.says = Words::tr("The model answers each of the %1 samples several times. What is there already is not made again.").arg(style::count(corpus->size()));
    stage.arguments = {QStringLiteral("generate"), file(workspace)};
    const auto model = QString::fromStdString(corpus->run.model);
    stage.fields = {
        {QStringLiteral("--model"), tr("Model"), tr("Folder of a LLaVA-type model in Hugging Face's layout"), Kind::Folder, model.isEmpty() ? QVariant() : QVariant(model), true},
        {QStringLiteral("--adapter"), tr("Adapter"), tr("Folder of a LoRA adapter to put on it"), Kind::Folder, {}},
        {QStringLiteral("--n"), tr("Candidates a sample"), tr("The paper takes 32"), Kind::Integer, 32, false, {}, 1, 1024},
        {QStringLiteral("--temperature"), tr("Temperature"), tr("Divides the logits"), Kind::Real, 0.7, false, {}, 0.01, 10, 0.1},
        {QStringLiteral("--top-p"), tr("Top p"), tr("The likeliest tokens that reach this sum; 1 is off"), Kind::Real, 0.9, false, {}, 0.01, 1, 0.05},
        {QStringLiteral("--max-new-tokens"), tr("Longest answer, tokens"), tr("An answer that is longer is cut"), Kind::Integer, 256, false, {}, 1, 8192},
        {QStringLiteral("--seed"), tr("Seed"), tr("Of the random numbers"), Kind::Integer, 0},
        {QStringLiteral("--slots"), tr("Continuations at once"), tr("Changes speed and memory only"), Kind::Integer, 32, false, {}, 1, 4096},
        device()};
    stage.settings = QStringLiteral("stages/generate");
    return stage;
}

Stage scoreStage(const Workspace &workspace)
{
    Stage stage;
    stage.title = tr("Score candidates");
    stage.job = tr("Score candidates");
    stage.says = tr("Evaluators that are not the model in tuning give each candidate its components of the MAS. A CLIP model measures visual relevance; a judge measures semantic accuracy and instruction adherence. One of them is enough.");
    stage.arguments = {QStringLiteral("score"), file(workspace)};
    stage.fields = {{QStringLiteral("--clip"), tr("CLIP model"), tr("Folder of a CLIP model, for visual relevance"), Kind::Folder, {}},
                    {QStringLiteral("--judge"), tr("Judge"), tr("Folder of a vision-language model that is asked about each answer"), Kind::Folder, {}},
                    {QStringLiteral("--clip-map"), tr("From cosine to score"), tr("linear is (1 + cos) / 2, clipscore is w max(0, cos), at most 1"), Kind::Choice, QStringLiteral("linear"), false, {QStringLiteral("linear"), QStringLiteral("clipscore")}},
                    device()};
    stage.settings = QStringLiteral("stages/score");
    return stage;
}

Stage evaluateStage(const Workspace &workspace, const QString &adapter)
{
    const auto corpus = workspace.corpus();
    Stage stage;
    stage.title = tr("Evaluate");
    stage.job = tr("Evaluate");
    stage.says = tr("The model answers a benchmark's questions, as it is and with the adapter. What it has answered already is not asked again.");
    stage.arguments = {QStringLiteral("evaluate"), QStringLiteral("--project"), file(workspace)};
    const auto model = QString::fromStdString(corpus->run.model);
    const QStringList benchmarks{QStringLiteral("pope"), QStringLiteral("mme"), QStringLiteral("demo-descriptions")};
    stage.fields = {
        {QStringLiteral("--benchmark"), tr("Benchmark"), tr("pope: are objects claimed that the picture does not show; mme: yes/no questions in fourteen tasks; demo-descriptions: how faithful descriptions of the demo's scenes are"), Kind::Choice, benchmarks.first(), true, benchmarks},
        {QStringLiteral("--questions"), tr("Question files"), tr("The benchmark's own: JSON lines for pope, a file a set; text files for mme, a file a task"), Kind::Files, {}, true, {}, 0, 0, 0, tr("Questions (*.json *.jsonl *.txt)")},
        {QStringLiteral("--images"), tr("Images inside"), tr("The folder that the questions' pictures are in"), Kind::Folder, QString::fromStdString(corpus->imagesRoot.string()), true},
        {QStringLiteral("--model"), tr("Model"), tr("Folder of a LLaVA-type model in Hugging Face's layout"), Kind::Folder, model.isEmpty() ? QVariant() : QVariant(model), true},
        {QStringLiteral("--adapter"), tr("Adapter"), tr("Folder of a LoRA adapter: measured besides the model as it is"), Kind::Folder, {}, false, {}, 0, 0, 0, {}, adapter},
        {QStringLiteral("--max-new-tokens"), tr("Longest answer, tokens"), tr("Yes/no questions need few; descriptions more, 96 in the demo"), Kind::Integer, 16, false, {}, 1, 8192},
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
    stage.title = tr("Export pairs");
    stage.job = tr("Export pairs");
    stage.says = tr("Writes a preference set, as it was frozen, in a form that other trainers read. Without a frozen set, freeze a selection first.");
    stage.arguments = {QStringLiteral("export"), file(workspace)};
    stage.fields = {{QStringLiteral("--set"), tr("Preference set"), tr("What is written"), Kind::Choice, preferenceSets.value(preferenceSets.size() - 1), true, preferenceSets},
                    {QStringLiteral("--format"), tr("Format"), tr("trl: JSON lines for TRL; llama-factory: ShareGPT pairs with dataset_info.json"), Kind::Choice, QStringLiteral("trl"), true, {QStringLiteral("trl"), QStringLiteral("llama-factory")}},
                    {QStringLiteral("--out"), tr("Folder"), tr("The folder to write to"), Kind::Folder, QFileInfo(file(workspace)).absolutePath() + QStringLiteral("/export"), true}};
    return stage;
}

Stage importStage(const Workspace &workspace)
{
    Stage stage;
    stage.title = tr("Import a data set");
    stage.job = tr("Import a data set");
    stage.says = tr("Adds samples, or a preference set. Rows that are there already stay as they are.");
    stage.arguments = {QStringLiteral("import"), file(workspace)};
    stage.fields = {{QString(), tr("File"), tr("LLaVA-Instruct or ShareGPT4V JSON, LLaVA questions, TRL or LLaMA-Factory pairs"), Kind::File, {}, true, {}, 0, 0, 0, tr("Data sets (*.json *.jsonl)")},
                    {QStringLiteral("--images"), tr("Images inside"), tr("What image names are relative to; else the project's folder of images"), Kind::Folder, {}}};
    return stage;
}

} // namespace m3po
