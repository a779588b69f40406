// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/training_fields.h"

#include "widgets/stages/stage_form.h"

#include <QCoreApplication>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace m3po {
namespace {

using Kind = TrainingField::Kind;

struct TrainingFields {
    Q_DECLARE_TR_FUNCTIONS(TrainingFields)
};

const QStringList &lossNames()
{
    static const QStringList names{QStringLiteral("sigmoid"), QStringLiteral("sigmoid_norm"), QStringLiteral("hinge"),
                                   QStringLiteral("ipo"), QStringLiteral("robust"), QStringLiteral("apo_zero"),
                                   QStringLiteral("apo_down"), QStringLiteral("bco_pair"), QStringLiteral("sft")};
    return names;
}

std::vector<TrainingField> makeFields()
{
    const auto l = [](const char *text) { return QLatin1String(text); };
    return {
        {.option = l("name"), .kind = Kind::Name, .label = TrainingFields::tr("Name"), .tip = TrainingFields::tr("The run's name in the project."), .common = true},
        {.option = l("selection"), .kind = Kind::Selection, .label = TrainingFields::tr("Selection"),
         .tip = TrainingFields::tr("The saved selection whose pairs are trained on. It is frozen first, so that what was trained on stays known."), .common = true},
        {.option = l("model"), .kind = Kind::Folder, .label = TrainingFields::tr("Model"),
         .tip = TrainingFields::tr("The folder of the vision-language model that is tuned: the one that gave the candidates."), .common = true},
        {.option = l("out"), .kind = Kind::Folder, .label = TrainingFields::tr("Output"),
         .tip = TrainingFields::tr("The folder of the run: adapter, checkpoints, metrics."), .common = true},
        {.option = l("objective"), .kind = Kind::Choice, .label = TrainingFields::tr("Objective"),
         .tip = TrainingFields::tr("dpo: prefer R_w to R_l. sft: learn R_w alone."), .standard = l("dpo"), .paper = true, .common = true,
         .parameter = l("objective"), .choices = {l("dpo"), l("sft")}},
        {.option = l("loss"), .kind = Kind::Losses, .label = TrainingFields::tr("Loss"),
         .tip = TrainingFields::tr("sigmoid is DPO's. Several are a sum with weights: sigmoid:1,sft:0.1. For objective dpo."), .standard = l("sigmoid"),
         .paper = true, .common = true, .parameter = l("loss"),
         .choices = QStringList{l("sigmoid"), l("sigmoid:1,sft:0.1"), l("sigmoid:0.8,bco_pair:0.2,sft:1")} + lossNames().mid(1, 7)},
        {.option = l("beta"), .kind = Kind::Number, .label = TrainingFields::tr("β"),
         .tip = TrainingFields::tr("Beta of DPO: how strongly the model is held to its reference. Larger: closer to it."), .standard = l("0.1"), .paper = true,
         .common = true, .parameter = l("beta"), .above = true},
        {.option = l("rank"), .kind = Kind::Count, .label = TrainingFields::tr("LoRA rank"), .tip = TrainingFields::tr("The inner width of a new adapter."),
         .standard = l("16"), .common = true, .least = 1},
        {.option = l("alpha"), .kind = Kind::Number, .label = TrainingFields::tr("LoRA alpha"), .tip = TrainingFields::tr("The adapter's output is scaled by alpha / rank."),
         .standard = l("32"), .common = true},
        {.option = l("batch-size"), .kind = Kind::Count, .label = TrainingFields::tr("Batch size"), .tip = TrainingFields::tr("Pairs an optimizer step."),
         .standard = l("8"), .paper = true, .common = true, .parameter = l("batch_size"), .least = 1},
        {.option = l("learning-rate"), .kind = Kind::Number, .label = TrainingFields::tr("Learning rate"), .tip = TrainingFields::tr("At the end of the warm-up."),
         .standard = l("5e-05"), .paper = true, .common = true, .parameter = l("learning_rate")},
        {.option = l("epochs"), .kind = Kind::Number, .label = TrainingFields::tr("Epochs"), .tip = TrainingFields::tr("Passes over the pairs."), .standard = l("1"), .paper = true,
         .common = true, .parameter = l("epochs"), .above = true},
        {.option = l("max-steps"), .kind = Kind::Count, .label = TrainingFields::tr("Steps"), .tip = TrainingFields::tr("Optimizer steps, instead of epochs. Empty: by epochs."),
         .parameter = l("max_steps"), .least = 1},
        {.option = l("warmup-ratio"), .kind = Kind::Number, .label = TrainingFields::tr("Warm-up"),
         .tip = TrainingFields::tr("Share of the steps in which the learning rate rises, rounded up. From 1 on: steps."), .standard = l("0.05"), .paper = true,
         .parameter = l("warmup_ratio")},
        {.option = l("schedule"), .kind = Kind::Choice, .label = TrainingFields::tr("Schedule"), .tip = TrainingFields::tr("How the learning rate falls after the warm-up."),
         .standard = l("linear"), .parameter = l("schedule"), .choices = {l("linear"), l("cosine"), l("constant")}},
        {.option = l("weight-decay"), .kind = Kind::Number, .label = TrainingFields::tr("Weight decay"), .tip = TrainingFields::tr("Of AdamW."), .standard = l("0"),
         .parameter = l("weight_decay")},
        {.option = l("max-grad-norm"), .kind = Kind::Number, .label = TrainingFields::tr("Gradient norm"), .tip = TrainingFields::tr("Gradients are clipped to it. 0: not."),
         .standard = l("1"), .parameter = l("max_grad_norm")},
        {.option = l("lora-dropout"), .kind = Kind::Number, .label = TrainingFields::tr("LoRA dropout"), .tip = TrainingFields::tr("Share of the adapter's inputs that is dropped, below 1."),
         .standard = l("0"), .parameter = l("lora_dropout")},
        {.option = l("target-modules"), .kind = Kind::Text, .label = TrainingFields::tr("Target modules"),
         .tip = TrainingFields::tr("Names (q_proj,v_proj) or one regular expression over full names. Empty: every projection of the language model."), .standard = {}},
        {.option = l("micro-batch-size"), .kind = Kind::Count, .label = TrainingFields::tr("Micro-batch"),
         .tip = TrainingFields::tr("Metrics, and the memory of sft, go by so many pairs. Empty: the whole batch."), .parameter = l("micro_batch_size"), .least = 1},
        {.option = l("label-smoothing"), .kind = Kind::Number, .label = TrainingFields::tr("Label smoothing"),
         .tip = TrainingFields::tr("The share of pairs that are taken to be the wrong way round, for the loss robust; below 0.5."), .standard = l("0"),
         .parameter = l("label_smoothing")},
        {.option = l("init-adapter"), .kind = Kind::Folder, .label = TrainingFields::tr("Start from"), .tip = TrainingFields::tr("The folder of an adapter to start from. Empty: a new one.")},
        {.option = l("reference"), .kind = Kind::Choice, .label = TrainingFields::tr("Reference"),
         .tip = TrainingFields::tr("base: the model without its adapter. initial: with the adapter to start from, as it is."), .standard = l("base"), .paper = true,
         .parameter = l("reference"), .choices = {l("base"), l("initial")}},
        {.option = l("seed"), .kind = Kind::Count, .label = TrainingFields::tr("Seed"), .tip = TrainingFields::tr("Of the adapter, the order of the pairs, and dropout."),
         .standard = l("0"), .parameter = l("seed")},
        {.option = l("checkpoint-steps"), .kind = Kind::Count, .label = TrainingFields::tr("Checkpoint every"), .tip = TrainingFields::tr("Steps between checkpoints. Empty: by time alone."),
         .least = 1},
        {.option = l("checkpoint-minutes"), .kind = Kind::Number, .label = TrainingFields::tr("And every"), .tip = TrainingFields::tr("Minutes between checkpoints, at most."),
         .standard = l("5")},
        {.option = l("template"), .kind = Kind::Text, .label = TrainingFields::tr("Chat template"), .tip = TrainingFields::tr("A name or a file. Empty: the model folder's own.")},
        {.option = l("device"), .kind = Kind::Choice, .label = TrainingFields::tr("Device"), .tip = TrainingFields::tr("Where the training runs. auto: on a GPU where there is one."),
         .standard = l("auto"), .choices = {l("auto"), l("cpu"), l("cuda")}},
        {.option = l("dtype"), .kind = Kind::Choice, .label = TrainingFields::tr("Numbers"), .tip = TrainingFields::tr("auto: float32 on a CPU, bfloat16 on a GPU."), .standard = l("auto"),
         .parameter = l("dtype"), .choices = {l("auto"), l("float32"), l("bfloat16"), l("nf4")}},
        {.option = l("no-shuffle"), .kind = Kind::Flag, .label = TrainingFields::tr("Keep the order"), .tip = TrainingFields::tr("Pairs are taken in the selection's order.")},
        {.option = l("no-exif"), .kind = Kind::Flag, .label = TrainingFields::tr("Ignore EXIF"), .tip = TrainingFields::tr("Images are not turned as their EXIF orientation says.")},
        {.option = l("full"), .kind = Kind::Flag, .label = TrainingFields::tr("All weights"), .tip = TrainingFields::tr("With objective sft: every weight of the language model, no adapter."),
         .parameter = l("full")},
    };
}

QString troubleWithLosses(const QString &text)
{
    const auto parts = text.split(QLatin1Char(','));
    for (const auto &part : parts) {
        const auto name = part.section(QLatin1Char(':'), 0, 0).trimmed();
        bool number = true;
        const double weight = part.contains(QLatin1Char(':')) ? part.section(QLatin1Char(':'), 1).toDouble(&number) : 1;
        if (!lossNames().contains(name))
            return TrainingFields::tr("“%1” is no loss. There are: %2.").arg(name, lossNames().join(QLatin1String(", ")));
        if (!number || !(weight >= 0))
            return TrainingFields::tr("The weight of %1 is a number, as in sigmoid:1,sft:0.1.").arg(name);
    }
    return {};
}

} // namespace

const std::vector<TrainingField> &trainingFields()
{
    static const auto fields = makeFields();
    return fields;
}

const TrainingField &trainingField(const QString &option)
{
    const auto &fields = trainingFields();
    return *std::find_if(fields.begin(), fields.end(), [&](const auto &field) { return field.option == option; });
}

QString valueOf(const TrainingValues &values, const QString &option)
{
    const auto found = values.find(option);
    return found != values.end() ? *found : trainingField(option).standard;
}

QStringList trainingArguments(const TrainingValues &values, const QString &project)
{
    QStringList arguments{QStringLiteral("train"), project};
    for (const auto &field : trainingFields()) {
        const auto value = valueOf(values, field.option);
        if (value.isEmpty() || (!field.standard.isEmpty() && value == field.standard))
            continue;
        arguments << QLatin1String("--") + field.option;
        if (field.kind != Kind::Flag)
            arguments << value;
    }
    return arguments;
}

QString shellLine(const QStringList &arguments)
{
    QStringList words{QStringLiteral("m3po")};
    for (const auto &argument : arguments)
        words << shellQuoted(argument);
    return words.join(QLatin1Char(' '));
}

QString troubleWith(const TrainingField &field, const QString &text)
{
    if (field.kind == Kind::Losses)
        return troubleWithLosses(text);
    if (field.kind != Kind::Number && field.kind != Kind::Count)
        return {};
    if (field.kind == Kind::Count && text.isEmpty() && field.standard.isEmpty())
        return {};
    bool number = false;
    const double value = field.kind == Kind::Count ? double(text.toLongLong(&number)) : text.toDouble(&number);
    const double below = field.option == QLatin1String("lora-dropout") ? 0.99 : field.option == QLatin1String("label-smoothing") ? 0.499 : 1e18;
    if (!number)
        return field.kind == Kind::Count ? TrainingFields::tr("A whole number is expected.") : TrainingFields::tr("A number is expected, such as %1.").arg(field.standard);
    if (value < field.least || (field.above && value <= field.least))
        return field.above ? TrainingFields::tr("A number above %1 is expected.").arg(field.least) : TrainingFields::tr("A number from %1 on is expected.").arg(field.least);
    if (!(value <= below))
        return TrainingFields::tr("A number up to %1 is expected.").arg(below);
    return {};
}

TrainingValues valuesOfParameters(const std::string &parameters)
{
    TrainingValues values;
    const auto json = nlohmann::json::parse(parameters, nullptr, false);
    if (!json.is_object())
        return values;
    for (const auto &field : trainingFields()) {
        const auto found = json.find(field.parameter.toStdString());
        if (field.parameter.isEmpty() || found == json.end())
            continue;
        if (found->is_string())
            values[field.option] = QString::fromStdString(found->get<std::string>());
        else if (found->is_boolean())
            values[field.option] = found->get<bool>() ? QStringLiteral("1") : QString();
        else if (found->is_number() && field.kind == Kind::Count && found->get<double>() == 0 && field.least > 0)
            values[field.option] = QString();
        else if (found->is_number())
            values[field.option] = QString::number(found->get<double>(), 'g', 12);
    }
    // Numbers that were chosen by themselves are chosen so again.
    if (valueOf(values, QStringLiteral("dtype")) == QLatin1String("float32"))
        values.remove(QStringLiteral("dtype"));
    else if (valueOf(values, QStringLiteral("dtype")).endsWith(QLatin1String(" nf4"))) // a run says what the rest is, too
        values[QStringLiteral("dtype")] = QStringLiteral("nf4");
    if (const auto shuffle = json.find("shuffle"); shuffle != json.end() && shuffle->is_boolean())
        values[QStringLiteral("no-shuffle")] = shuffle->get<bool>() ? QString() : QStringLiteral("1");
    if (const auto exif = json.find("exif"); exif != json.end() && exif->is_boolean())
        values[QStringLiteral("no-exif")] = exif->get<bool>() ? QString() : QStringLiteral("1");
    return values;
}

} // namespace m3po
