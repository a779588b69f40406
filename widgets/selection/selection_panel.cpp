// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/selection_panel.h"

#include "widgets/dialogs/dialogs.h"
#include "widgets/selection/agreement_view.h"
#include "widgets/selection/compare_selections.h"
#include "widgets/selection/histogram_view.h"
#include "widgets/selection/number_slider.h"
#include "widgets/style/core_words.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/workspace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace m3po {
namespace {

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QString percent(std::int64_t part, std::int64_t whole)
{
    return whole > 0 ? QStringLiteral("%1 %").arg(QLocale().toString(100.0 * double(part) / double(whole), 'f', 1)) : QStringLiteral("—");
}

} // namespace

SelectionPanel::SelectionPanel(Workspace *workspace, QWidget *parent)
    : QWidget(parent), workspace_(workspace), selector_(new QComboBox(this)), alpha_(new NumberSlider(tr("Alpha"), 0.5, 1, 1000, this)),
      delta_(new NumberSlider(tr("Delta"), 0.1, 1, 1000, this)), minGap_(new NumberSlider(tr("Minimum gap"), 0, 1, 1, this)),
      confidence_(new QComboBox(this)), penalty_(new QComboBox(this)), lengthBalance_(new QCheckBox(tr("as many longer as shorter"), this)),
      weights_(new QFormLayout), baseline_(new QComboBox(this)), pairs_(plainLabel(this)), change_(plainLabel(this)), facts_(plainLabel(this)),
      changed_(new QPushButton(tr("Show changed"), this)), save_(new QPushButton(tr("Save…"), this)), freeze_(new QPushButton(tr("Freeze…"), this)),
      score_(new HistogramView(tr("S(R_l)"), this)), masGap_(new HistogramView(tr("MAS(R_w) − MAS(R_l)"), this)),
      logpGap_(new HistogramView(tr("log P(R_w) − log P(R_l)"), this)), agreement_(new AgreementView(workspace, this)), agreementSays_(plainLabel(this))
{
    for (const auto *selector : selectors()) {
        selector_->addItem(QString::fromUtf8(selector->name().data(), qsizetype(selector->name().size())));
        selector_->setItemData(selector_->count() - 1, coreWords(selector->description()), Qt::ToolTipRole);
    }
    selector_->setAccessibleName(tr("Selector"));
    confidence_->addItems({tr("whole answer"), tr("per token")});
    confidence_->setAccessibleName(tr("Confidence"));
    penalty_->addItems({tr("max(0, x)"), tr("x, as penalty and bonus")});
    penalty_->setAccessibleName(tr("Penalty"));
    lengthBalance_->setToolTip(tr("Thins the pairs at random until R_w is longer as often as it is shorter, so that length alone does not teach. RLAIF-V does so; the paper does not."));
    baseline_->setAccessibleName(tr("Compare with"));
    save_->setToolTip(tr("Store this selection in the project under a name"));
    freeze_->setToolTip(tr("Make a preference set of a saved selection, which training reads"));
    changed_->setToolTip(tr("Leave only the samples whose pair differs in the library"));
    auto font = pairs_->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    pairs_->setFont(font);

    auto *inside = new QWidget(this);
    auto *form = new QFormLayout;
    form->addRow(tr("Selector"), selector_);
    form->addRow(tr("α"), alpha_);
    form->addRow(tr("δ"), delta_);
    form->addRow(tr("Confidence"), confidence_);
    form->addRow(tr("Penalty"), penalty_);
    form->addRow(tr("Minimum gap"), minGap_);
    form->addRow(tr("Length"), lengthBalance_);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(save_);
    buttons->addWidget(freeze_);
    auto *compare = new QHBoxLayout;
    compare->addWidget(new QLabel(tr("Against"), this));
    compare->addWidget(baseline_, 1);
    compare->addWidget(changed_);
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(form);
    layout->addWidget(new QLabel(tr("Weights of the MAS"), this));
    layout->addLayout(weights_);
    layout->addSpacing(8);
    layout->addWidget(pairs_);
    layout->addLayout(compare);
    layout->addWidget(change_);
    layout->addWidget(facts_);
    layout->addWidget(new QLabel(tr("Agreement over α and δ"), this));
    layout->addWidget(agreement_);
    layout->addWidget(agreementSays_);
    for (auto *histogram : {score_, masGap_, logpGap_})
        layout->addWidget(histogram);
    layout->addLayout(buttons);
    layout->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    inside_ = inside;
    beside_ = scroll->verticalScrollBar()->sizeHint().width();
    auto *outside = new QVBoxLayout(this);
    outside->setContentsMargins(0, 0, 0, 0);
    outside->addWidget(scroll);

    for (auto *slider : {alpha_, delta_, minGap_})
        connect(slider, &NumberSlider::changed, this, &SelectionPanel::request);
    for (auto *combo : {selector_, confidence_, penalty_})
        connect(combo, &QComboBox::currentIndexChanged, this, &SelectionPanel::request);
    connect(lengthBalance_, &QCheckBox::toggled, this, &SelectionPanel::request);
    agreementSays_->setForegroundRole(QPalette::PlaceholderText);
    agreementSays_->setMinimumHeight(2 * fontMetrics().lineSpacing()); // what is below does not jump
    agreementSays_->setAlignment(Qt::AlignTop);
    connect(agreement_, &AgreementView::captionChanged, agreementSays_, &QLabel::setText);
    agreementSays_->setText(agreement_->caption());
    connect(agreement_, &AgreementView::picked, this, [this](double alpha, double delta) {
        if (workspace_->request().selector != "m3p")
            return; // the others have neither
        auto wanted = workspace_->request();
        wanted.options.alpha = alpha;
        wanted.options.delta = delta;
        workspace_->setRequest(wanted);
    });
    connect(workspace, &Workspace::savedChanged, this, &SelectionPanel::showSaved);
    connect(baseline_, &QComboBox::activated, this, [this] { workspace_->setBaseline(baseline_->currentData().toString()); });
    connect(changed_, &QPushButton::clicked, this, &SelectionPanel::showChanged);
    connect(save_, &QPushButton::clicked, this, &SelectionPanel::save);
    connect(freeze_, &QPushButton::clicked, this, &SelectionPanel::freeze);
    connect(workspace, &Workspace::opened, this, &SelectionPanel::rebuildWeights);
    connect(workspace, &Workspace::requestChanged, this, &SelectionPanel::showRequest);
    connect(workspace, &Workspace::baselineChanged, this, &SelectionPanel::showSaved);
    connect(workspace, &Workspace::selectionChanged, this, &SelectionPanel::showResult);
    rebuildWeights();
    showRequest();
    showSaved();
    showResult();
}

void SelectionPanel::rebuildWeights()
{
    weightSliders_.clear();
    while (weights_->rowCount() > 0)
        weights_->removeRow(0);
    if (const auto corpus = workspace_->corpus())
        for (const auto &component : corpus->columns().component_names) {
            const auto name = componentName(component);
            auto *slider = new NumberSlider(name, 1, 1, 1000, this);
            auto *label = plainLabel(this);
            label->setText(name);
            label->setWordWrap(false);
            connect(slider, &NumberSlider::changed, this, &SelectionPanel::request);
            weights_->addRow(label, slider);
            weightSliders_.push_back(slider);
        }
    showSaved();
    showResult();
    setMinimumWidth(inside_->minimumSizeHint().width() + beside_); // it scrolls up and down only
}

void SelectionPanel::showRequest()
{
    showing_ = true;
    const auto &wanted = workspace_->request();
    const auto &o = wanted.options;
    selector_->setCurrentText(QString::fromStdString(wanted.selector));
    // Only what the person did not just type: setting a field moves its cursor.
    for (const auto &[slider, value] : {std::pair{alpha_, o.alpha}, {delta_, o.delta}, {minGap_, o.min_gap}})
        if (slider->value() != value)
            slider->setValue(value);
    confidence_->setCurrentIndex(o.confidence == Confidence::PerToken);
    penalty_->setCurrentIndex(o.penalty == Penalty::Unclamped);
    if (const auto balances = catching([&] { return find_selector(wanted.selector).balances_lengths(o); }); balances.ok())
        lengthBalance_->setChecked(*balances);
    const auto corpus = workspace_->corpus();
    for (std::size_t k = 0; corpus && k < weightSliders_.size(); ++k) {
        double weight = wanted.weights.empty() ? 1 : 0;
        for (const auto &[name, value] : wanted.weights)
            if (name == corpus->columns().component_names[k])
                weight = value;
        if (weightSliders_[k]->value() != weight)
            weightSliders_[k]->setValue(weight);
    }
    const bool equation = wanted.selector == "m3p";
    for (QWidget *widget : std::initializer_list<QWidget *>{alpha_, delta_, penalty_})
        widget->setEnabled(equation);
    showing_ = false;
}

SelectionRequest SelectionPanel::asked() const
{
    auto wanted = workspace_->request();
    const auto &selector = find_selector(selector_->currentText().toStdString());
    const bool another = wanted.selector != selector.name();
    wanted.selector = selector.name();
    auto &o = wanted.options;
    // Each selector has its own word on length balance, until a person says otherwise of it.
    o.length_balance.reset();
    if (!another && lengthBalance_->isChecked() != selector.balances_lengths())
        o.length_balance = lengthBalance_->isChecked();
    o.alpha = alpha_->value();
    o.delta = delta_->value();
    o.min_gap = minGap_->value();
    o.confidence = confidence_->currentIndex() == 1 ? Confidence::PerToken : Confidence::Sequence;
    o.penalty = penalty_->currentIndex() == 1 ? Penalty::Unclamped : Penalty::Clamped;
    wanted.weights.clear();
    const auto corpus = workspace_->corpus();
    for (std::size_t k = 0; corpus && k < weightSliders_.size(); ++k)
        wanted.weights.emplace_back(corpus->columns().component_names[k], weightSliders_[k]->value());
    return wanted;
}

void SelectionPanel::request()
{
    if (!showing_)
        workspace_->setRequest(asked());
}

void SelectionPanel::showSaved()
{
    const QSignalBlocker quiet(baseline_);
    baseline_->clear();
    baseline_->addItem(tr("nothing"), QString());
    for (const auto &saved : workspace_->saved())
        baseline_->addItem(QString::fromStdString(saved.name), QString::fromStdString(saved.name));
    baseline_->setCurrentIndex(qMax(0, baseline_->findData(workspace_->baselineName())));
    freeze_->setEnabled(!workspace_->saved().empty());
}

void SelectionPanel::showResult()
{
    const auto live = workspace_->selection();
    const bool compared = live && !workspace_->baselineName().isEmpty();
    save_->setEnabled(live != nullptr);
    changed_->setEnabled(compared && !live->changed.empty());
    change_->setVisible(compared);
    if (!live) {
        pairs_->setText(tr("No pairs yet"));
        facts_->setText(tr("Candidates and their scores make a selection: generate them, then score them (menu Run)."));
        return;
    }
    const auto &s = live->statistics;
    pairs_->setText(tr("%Ln pairs of %1 samples", nullptr, int(s.pairs)).arg(style::count(s.samples)));
    if (compared)
        change_->setText(tr("%Ln differ from “%1”: %2 gained, %3 lost", nullptr, int(live->changed.size()))
                             .arg(workspace_->baselineName(), style::count(live->gained), style::count(live->lost)));
    QStringList facts{tr("The model prefers R_l in %1 of the pairs (%2 per token)")
                          .arg(percent(s.rejected_preferred, s.comparable), percent(s.rejected_preferred_per_token, s.comparable)),
                      tr("R_w has %1 tokens, R_l %2; R_w is longer in %3, shorter in %4")
                          .arg(style::number(s.mean_chosen_tokens), style::number(s.mean_rejected_tokens), percent(s.chosen_longer, s.pairs), percent(s.chosen_shorter, s.pairs))};
    for (std::size_t i = 1; i < s.reasons.size(); ++i)
        if (s.reasons[i] > 0)
            facts << tr("%1 without a pair: %2").arg(style::count(s.reasons[i]), coreWords(reason_text(NoPair(i))));
    facts_->setText(facts.join(QLatin1Char('\n')));
    score_->setHistogram(live->score);
    masGap_->setHistogram(live->masGap);
    logpGap_->setHistogram(live->logpGap);
}

QString SelectionPanel::summary() const
{
    QStringList lines{pairs_->text()};
    if (change_->isVisibleTo(this))
        lines << change_->text();
    return (lines << facts_->text()).join(QLatin1Char('\n'));
}

void SelectionPanel::showChanged()
{
    if (const auto live = workspace_->selection())
        workspace_->setFilter(live->changed, tr("pairs that differ from “%1”").arg(workspace_->baselineName()));
}

void SelectionPanel::save()
{
    const auto name = dialogs::askText(this, tr("Save selection"), tr("Name"), QString::fromStdString(workspace_->request().selector));
    if (name.isEmpty())
        return;
    workspace_->saveSelection(name, [this](const QString &trouble) { tell(trouble); });
}

void SelectionPanel::freeze()
{
    QStringList names;
    for (const auto &saved : workspace_->saved())
        names << QString::fromStdString(saved.name);
    const auto name = dialogs::askChoice(this, tr("Freeze a selection"), tr("Its pairs become a preference set of the same name:"), names,
                                         qMax<int>(0, int(names.indexOf(workspace_->baselineName()))));
    if (name.isEmpty())
        return;
    workspace_->freeze(name, name, [this](const QString &trouble) { tell(trouble); });
}

void SelectionPanel::auditChanged()
{
    const auto live = workspace_->selection();
    if (!live || live->changed.empty())
        return;
    const auto description = tr("pairs that differ from “%1”").arg(workspace_->baselineName());
    const auto name = dialogs::askText(this, tr("Audit the changed pairs"), tr("An audit is of a saved selection. Save this one as:"),
                                       tr("%1 changed").arg(workspace_->baselineName()));
    if (name.isEmpty())
        return;
    workspace_->saveSelection(name, [this, name, description, samples = live->changed](const QString &trouble) {
        tell(trouble);
        if (trouble.isEmpty())
            workspace_->audit(name, samples, description);
    });
}

void SelectionPanel::compareSaved()
{
    auto *window = new CompareSelections(workspace_, this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

void SelectionPanel::tell(const QString &trouble)
{
    if (!trouble.isEmpty())
        dialogs::complain(this, tr("Selection"), trouble);
}

} // namespace m3po
