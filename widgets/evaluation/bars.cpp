// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/evaluation/bars.h"

#include "widgets/style/palette.h"

#include <algorithm>
#include <cmath>

namespace m3po {
namespace {

constexpr double group = 0.8; // of the room that a model has, what its bars take

} // namespace

Bars::Bars(QWidget *parent)
    : Plot(parent), table_(std::make_shared<EvaluationTable>())
{
    setMinimumSize(220, 160);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Evaluations as bars"));
    offerExport(tr("evaluation"));
    plotLayout()->insertRow(0);
    auto *head = new QCPTextElement(this);
    head->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    plotLayout()->addElement(0, 0, head);
    Bars::restyle();
}

void Bars::setFigures(std::shared_ptr<const EvaluationTable> table, const std::vector<int> &contestants, int column)
{
    table_ = std::move(table);
    contestants_ = contestants;
    columns_.clear();
    column_ = column;
    if (column >= 0 && column < int(table_->columns().size())) {
        const auto &wanted = table_->columns()[std::size_t(column)];
        const auto name = [&](const EvaluationTable::Column &c) { return benchmarkName(table_->tasks()[std::size_t(c.task)].benchmark); };
        for (int c = 0; c < int(table_->columns().size()); ++c)
            if (const auto &other = table_->columns()[std::size_t(c)]; other.figure.key == wanted.figure.key && name(other) == name(wanted))
                columns_.push_back(c);
    }
    draw();
}

int Bars::barCount() const
{
    int bars = 0;
    for (const int contestant : contestants_)
        for (const int column : columns_)
            bars += !std::isnan(table_->figure(contestant, column).value);
    return bars;
}

void Bars::label(double value, double at, const QString &text, Qt::Alignment side, const QColor &colour)
{
    auto *item = new QCPItemText(this);
    item->setText(text);
    item->setColor(colour);
    item->setFont(font());
    item->setPadding(QMargins(4, 0, 4, 0));
    item->setPositionAlignment(side | Qt::AlignVCenter);
    item->position->setCoords(value, at);
    item->setClipToAxisRect(false);
}

bool Bars::hasRoom(int sets) const
{
    return axisRect()->height() * group / double(std::max<std::size_t>(1, contestants_.size())) / sets >= fontMetrics().height() - 2;
}

void Bars::draw()
{
    clearPlottables();
    clearItems();
    const auto text = palette().color(QPalette::Text), base = palette().color(QPalette::Base), accent = palette().color(QPalette::Highlight);
    const auto drawn = columns_.size() > 1 && !hasRoom(int(columns_.size())) ? std::vector<int>{column_} : columns_;
    const int sets = std::max(1, int(drawn.size()));
    const double thick = group / sets;
    auto *names = new QCPAxisTickerText;
    for (std::size_t place = 0; place < contestants_.size(); ++place)
        names->addTick(-double(place), fontMetrics().elidedText(table_->contestants()[std::size_t(contestants_[place])].name(), Qt::ElideMiddle, 150));
    double most = 0;
    title_.clear();
    for (int set = 0; set < int(drawn.size()); ++set) {
        const auto &column = table_->columns()[std::size_t(drawn[std::size_t(set)])];
        const auto &task = table_->tasks()[std::size_t(column.task)];
        title_ = tr("%1, %2", "benchmark, figure").arg(sets > 1 ? task.benchmarkName : task.name(), column.figure.title);
        // Sets are told by lightness, and named on the first model's bars.
        const auto colour = style::blend(base, accent, 0.9 - 0.5 * set / sets);
        auto *bars = new QCPBars(yAxis, xAxis);
        bars->setWidth(thick * 0.88);
        bars->setPen(Qt::NoPen);
        bars->setBrush(colour);
        auto *errors = new QCPErrorBars(yAxis, xAxis);
        errors->removeFromLegend();
        errors->setErrorType(QCPErrorBars::etValueError);
        errors->setDataPlottable(bars);
        errors->setPen(QPen(text, 1));
        errors->setWhiskerWidth(5);
        errors->setSymbolGap(0);
        const auto figureOf = [&](std::size_t place) -> const Figure & { return table_->figure(contestants_[place], drawn[std::size_t(set)]); };
        std::size_t named = 0;
        while (named < contestants_.size() && std::isnan(figureOf(named).value))
            ++named;
        for (auto place = contestants_.size(); place-- > 0;) { // from below: errors follow the bars' own order, which is by key
            const auto &figure = figureOf(place);
            if (std::isnan(figure.value))
                continue;
            const double at = -double(place) + group / 2 - thick * (set + 0.5), error = std::isnan(figure.error) ? 0 : figure.error;
            bars->addData(at, figure.value);
            errors->addData(error);
            most = std::max(most, figure.value + error);
            if (hasRoom(sets))
                label(figure.value + error, at, style::number(figure.value), Qt::AlignLeft, text);
            if (place == named && sets > 1)
                label(0, at, task.set, Qt::AlignLeft, style::isDark(palette()) == (colour.lightness() < 128) ? text : base);
        }
    }
    yAxis->setTicker(QSharedPointer<QCPAxisTicker>(names));
    yAxis->setTickLength(0, 0);
    yAxis->setBasePen(Qt::NoPen);
    yAxis->grid()->setVisible(false);
    yAxis->setRange(-double(std::max<std::size_t>(1, contestants_.size())) + 0.5, 0.5);
    xAxis->setRange(0, most > 0 ? most * 1.18 : 1); // room for the numbers
    if (auto *head = qobject_cast<QCPTextElement *>(plotLayout()->element(0, 0)))
        head->setText(title_);
    replot(rpQueuedReplot);
}

void Bars::restyle()
{
    Plot::restyle();
    if (auto *head = plotLayout()->rowCount() > 1 ? qobject_cast<QCPTextElement *>(plotLayout()->element(0, 0)) : nullptr) {
        head->setTextColor(palette().color(QPalette::Text));
        head->setFont(font());
        draw();
    }
}

void Bars::resizeEvent(QResizeEvent *event)
{
    Plot::resizeEvent(event);
    replot(rpImmediateRefresh); // lays the axes out, which tells whether the numbers have room
    draw();
}

} // namespace m3po
