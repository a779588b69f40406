// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scatter/scatter_panel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace m3po {

ScatterPanel::ScatterPanel(Workspace *workspace, QWidget *parent)
    : QWidget(parent), plot_(new ScatterPlot(workspace, this)), caption_(new QLabel(this)), mode_(new QButtonGroup(this)),
      pairs_(new QCheckBox(tr("Pairs"), this))
{
    auto *segments = new QHBoxLayout;
    segments->setSpacing(0);
    QWidget *last = nullptr;
    for (const auto &[id, name, tip] : {std::tuple{0, tr("This sample"), tr("The candidates of the sample in view, and the equation as lines")},
                                        {1, tr("Whole corpus"), tr("The candidates of all samples")}}) {
        auto *button = new QToolButton(this);
        button->setText(name);
        button->setToolTip(tip);
        button->setAccessibleName(name);
        button->setCheckable(true);
        button->setChecked(id == 0);
        button->setFocusPolicy(Qt::StrongFocus);
        mode_->addButton(button, id);
        segments->addWidget(button);
        if (last)
            setTabOrder(last, button);
        last = button;
    }
    pairs_->setChecked(true);
    pairs_->setToolTip(tr("Mark R_w and R_l of the selection among the points of the whole corpus"));
    pairs_->setAccessibleName(tr("Show pairs"));
    auto *save = new QToolButton(this);
    save->setText(tr("Export…"));
    save->setToolTip(tr("Write the plot as PNG, SVG or PDF"));
    save->setAccessibleName(tr("Export the plot"));
    save->setFocusPolicy(Qt::StrongFocus);
    setTabOrder(last, pairs_);
    setTabOrder(pairs_, save);
    setTabOrder(save, plot_);
    caption_->setTextFormat(Qt::PlainText);
    caption_->setWordWrap(true);
    caption_->setAccessibleName(tr("What the scatter shows"));

    auto *tools = new QHBoxLayout;
    tools->addLayout(segments);
    tools->addSpacing(8);
    tools->addWidget(pairs_);
    tools->addStretch(1);
    tools->addWidget(save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(tools);
    layout->addWidget(plot_, 1);
    layout->addWidget(caption_);

    connect(mode_, &QButtonGroup::idClicked, this, [this](int id) { showCorpus(id == 1); });
    connect(pairs_, &QCheckBox::toggled, plot_, &ScatterPlot::setPairsShown);
    connect(save, &QToolButton::clicked, plot_->offerExport(tr("scatter")), &QAction::trigger);
    connect(plot_, &ScatterPlot::captionChanged, caption_, &QLabel::setText);
    showCorpus(false);
}

void ScatterPanel::showCorpus(bool whole)
{
    mode_->button(whole)->setChecked(true);
    pairs_->setEnabled(whole); // the pair of one sample is always marked
    plot_->setMode(whole ? ScatterPlot::Mode::Corpus : ScatterPlot::Mode::Sample);
}

} // namespace m3po
