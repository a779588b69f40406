// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/evaluation/figures.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>
#include <span>

namespace m3po {
namespace {

using Better = Figure::Better;

struct Kind {
    const char *key;
    const char *title;
    double unit; // what a value of 1 is shown as
    Better better;
};

constexpr Kind pope[]{{"accuracy", QT_TRANSLATE_NOOP("Figures", "accuracy %"), 100, Better::More},
                      {"f1", QT_TRANSLATE_NOOP("Figures", "F1 %"), 100, Better::More}};
constexpr Kind mme[]{{"score", QT_TRANSLATE_NOOP("Figures", "score"), 1, Better::More}};
constexpr Kind descriptions[]{{"hallucinated", QT_TRANSLATE_NOOP("Figures", "hallucinated %"), 100, Better::Less},
                              {"missed", QT_TRANSLATE_NOOP("Figures", "missed %"), 100, Better::Less},
                              {"faultless", QT_TRANSLATE_NOOP("Figures", "faultless %"), 100, Better::More}};

std::span<const Kind> kindsOf(const QString &benchmark)
{
    if (benchmark == QLatin1String("pope"))
        return pope;
    if (benchmark == QLatin1String("mme"))
        return mme;
    if (benchmark == QLatin1String("demo-descriptions"))
        return descriptions;
    return {};
}

double numberAt(const nlohmann::json &metrics, const std::string &key, double unit)
{
    const auto found = metrics.find(key);
    return found != metrics.end() && found->is_number() ? unit * found->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

QString benchmarkName(const std::string &benchmark) { return QString::fromStdString(benchmark.substr(0, benchmark.find('/'))); }

QString benchmarkSet(const std::string &benchmark)
{
    const auto slash = benchmark.find('/');
    return slash == std::string::npos ? QString() : QString::fromStdString(benchmark.substr(slash + 1));
}

std::vector<Figure> figuresOf(const std::string &benchmark, const std::string &text)
{
    auto metrics = nlohmann::json::parse(text, nullptr, false);
    if (!metrics.is_object())
        metrics = nlohmann::json::object();
    std::vector<Figure> figures;
    for (const auto &kind : kindsOf(benchmarkName(benchmark)))
        figures.push_back({kind.key, QCoreApplication::translate("Figures", kind.title), numberAt(metrics, kind.key, kind.unit),
                           numberAt(metrics, std::string(kind.key) + "_se", kind.unit), kind.better});
    if (!figures.empty())
        return figures;
    for (const auto &[key, value] : metrics.items())
        if (value.is_number() && !key.ends_with("_se") && key != "questions" && key != "answered")
            figures.push_back({key, QString::fromStdString(key), value.get<double>(), numberAt(metrics, key + "_se", 1), Better::Neither});
    return figures;
}

} // namespace m3po
