// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/curves.h"

#include "widgets/training/reward_trend.h"
#include "widgets/training/runs_model.h"

#include <QGridLayout>
#include <QLabel>
#include <QSlider>
#include <QStackedWidget>

namespace m3po {
namespace {

constexpr int columns = 3;

} // namespace

Curves::Curves(RunFeed *feed, RunsModel *runs, QWidget *parent)
    : QWidget(parent), feed_(feed), runs_(runs), pages_(new QStackedWidget(this)), smoothing_(new QSlider(Qt::Horizontal, this)), smoothingText_(new QLabel(this)),
      readout_(new QLabel(this)), explanation_(new QLabel(this))
{
    auto *nothing = new QLabel(tr("No run is shown. Start one on the left, or check some in the table below: their loss, rewards, margins, accuracies, "
                                  "log-probabilities, learning rate and gradient norm appear here while they train."));
    nothing->setTextFormat(Qt::PlainText);
    nothing->setWordWrap(true);
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setContentsMargins(48, 48, 48, 48);
    auto *grid = new QWidget;
    auto *gridLayout = new QGridLayout(grid);
    gridLayout->setContentsMargins(0, 0, 0, 0);
    gridLayout->setSpacing(4);
    const std::vector<CurveKind> kinds{{tr("loss"), "loss"},
                                       {tr("reward margin"), "rewards/margins"},
                                       {tr("rewards"), "rewards/chosen", "rewards/rejected"},
                                       {tr("reward accuracy"), "rewards/accuracies", {}, 0, 1},
                                       {tr("log-probabilities"), "logps/chosen", "logps/rejected"},
                                       {tr("gradient norm"), "grad_norm"},
                                       {tr("learning rate"), "learning_rate", {}, 0, 0, false},
                                       {tr("seconds a step"), "seconds"}};
    for (const auto &kind : kinds) {
        auto *plot = new CurvePlot(kind, this);
        const int at = int(plots_.size());
        gridLayout->addWidget(plot, at / columns, at % columns);
        plots_.push_back(plot);
    }
    for (auto *plot : plots_) {
        connect(plot, &CurvePlot::stepsChanged, this, [this](const QCPRange &steps) {
            for (auto *each : plots_)
                each->setSteps(steps);
        });
        connect(plot, &CurvePlot::fitWanted, this, [this] {
            for (auto *each : plots_)
                each->fit();
        });
        connect(plot, &CurvePlot::readoutChanged, readout_, &QLabel::setText);
    }
    pages_->addWidget(nothing);
    pages_->addWidget(grid);

    smoothing_->setRange(0, 99);
    smoothing_->setValue(60);
    smoothing_->setMaximumWidth(160);
    smoothing_->setAccessibleName(tr("Smoothing of the curves"));
    smoothing_->setToolTip(tr("Exponential smoothing, corrected for its beginning; the raw line stays faint behind it"));
    readout_->setTextFormat(Qt::PlainText);
    readout_->setAccessibleName(tr("Values under the pointer"));
    explanation_->setTextFormat(Qt::PlainText);
    explanation_->setWordWrap(true);
    explanation_->setAccessibleName(tr("What a curve means"));
    auto *tools = new QHBoxLayout;
    tools->addWidget(new QLabel(tr("Smoothing"), this));
    tools->addWidget(smoothing_);
    tools->addWidget(smoothingText_);
    tools->addWidget(readout_, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(tools);
    layout->addWidget(pages_, 1);
    layout->addWidget(explanation_);

    connect(smoothing_, &QSlider::valueChanged, this, &Curves::follow);
    connect(feed, &RunFeed::changed, this, &Curves::follow);
    connect(runs, &RunsModel::checkedChanged, this, &Curves::follow);
    follow();
}

void Curves::follow()
{
    const double smoothing = smoothing_->value() / 100.0;
    smoothingText_->setText(QLocale().toString(smoothing, 'f', 2));
    const auto &places = runs_->places();
    pages_->setCurrentIndex(places.empty() ? 0 : 1);
    for (auto *plot : plots_)
        plot->setRuns(feed_->runs(), places, smoothing);
    QString said;
    for (const auto &run : feed_->runs()) {
        if (!places.count(run->run.id) || !run->series)
            continue;
        const auto chosen = run->series->of("rewards/chosen"), margins = run->series->of("rewards/margins");
        if (!chosen.empty() && chosen.size() == margins.size() && chosenFallsWhileMarginGrows(chosen, margins))
            said = tr("In %1 the reward of R_w falls while the margin grows: the model makes R_l less likely faster than R_w. DPO rewards the difference alone, so this is "
                      "usual; it hurts when answers become short or odd. A larger β, a lower learning rate, or the loss sigmoid:1,sft:0.1 holds R_w up.")
                       .arg(QString::fromStdString(run->run.name));
    }
    explanation_->setText(said);
    explanation_->setVisible(!said.isEmpty());
}

QString Curves::explanation() const { return explanation_->text(); }

} // namespace m3po
