// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scatter/scatter_panel.h"

#include "widgets/style/palette.h"
#include "widgets/workspace/workspace.h"

#include <QButtonGroup>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QMouseEvent>
#include <QRubberBand>
#include <QSvgGenerator>
#include <QToolButton>

#include <qcustomplot.h>

#include <cmath>

namespace m3po {

ScatterPanel::ScatterPanel(Workspace *workspace, QWidget *parent)
    : QWidget(parent), workspace_(workspace), plot_(new QCustomPlot(this)), caption_(new QLabel(this)), mode_(new QButtonGroup(this)),
      band_(new QRubberBand(QRubberBand::Rectangle, plot_))
{
    auto *tools = new QHBoxLayout;
    for (const auto &[id, name] : {std::pair{0, tr("This sample")}, {1, tr("Whole corpus")}}) {
        auto *button = new QToolButton(this);
        button->setText(name);
        button->setCheckable(true);
        button->setChecked(id == 0);
        mode_->addButton(button, id);
        tools->addWidget(button);
    }
    auto *save = new QToolButton(this);
    save->setText(tr("Export…"));
    save->setToolTip(tr("Write the plot as PNG, SVG or PDF"));
    tools->addStretch(1);
    tools->addWidget(save);
    caption_->setTextFormat(Qt::PlainText);
    caption_->setWordWrap(true);
    plot_->setAccessibleName(tr("Scatter of MAS and log-probability"));
    plot_->setFocusPolicy(Qt::StrongFocus);
    plot_->setMinimumHeight(120);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(tools);
    layout->addWidget(plot_, 1);
    layout->addWidget(caption_);

    density_ = new QCPColorMap(plot_->xAxis, plot_->yAxis);
    density_->setInterpolate(false);
    points_ = plot_->addGraph();
    chosen_ = plot_->addGraph();
    rejected_ = plot_->addGraph();
    for (auto *graph : {points_, chosen_, rejected_}) {
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setAdaptiveSampling(false);
    }
    plot_->xAxis->setLabel(tr("MAS"));
    plot_->setInteractions(QCP::iRangeZoom | QCP::iRangeDrag);
    plot_->installEventFilter(this);
    frame_.setSingleShot(true);
    frame_.setInterval(0);
    restyle();

    connect(&frame_, &QTimer::timeout, this, &ScatterPanel::redraw);
    for (auto *axis : {plot_->xAxis, plot_->yAxis})
        connect(axis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), &frame_, qOverload<>(&QTimer::start));
    connect(mode_, &QButtonGroup::idClicked, this, [this](int id) { showCorpus(id == 1); });
    connect(save, &QToolButton::clicked, this, &ScatterPanel::chooseExport);
    connect(workspace, &Workspace::opened, this, [this] {
        fresh_ = true;
        follow();
    });
    connect(workspace, &Workspace::selectionChanged, this, &ScatterPanel::follow);
    connect(workspace, &Workspace::currentSampleChanged, this, [this] {
        if (!whole_)
            resetView();
    });
    follow();
}

void ScatterPanel::follow()
{
    cloud_ = workspace_->selection() ? PointCloud(workspace_->corpus(), workspace_->selection()) : PointCloud();
    if (fresh_)
        resetView();
    frame_.start();
}

void ScatterPanel::showCorpus(bool whole)
{
    mode_->button(whole)->setChecked(true);
    whole_ = whole;
    resetView();
}

QString ScatterPanel::caption() const { return caption_->text(); }

void ScatterPanel::resetView()
{
    const auto corpus = workspace_->corpus();
    const int sample = workspace_->currentSample();
    if (cloud_.rows() == 0)
        return;
    QRectF all;
    if (whole_) {
        all = cloud_.bounds();
    } else if (sample >= 0) {
        QPolygonF points;
        const auto &offsets = corpus->columns().offsets;
        for (auto row = offsets[std::size_t(sample)]; row < offsets[std::size_t(sample) + 1]; ++row)
            if (cloud_.isPoint(row))
                points << QPointF(cloud_.x(row), cloud_.y(row));
        all = points.boundingRect();
    }
    const double above = qMax(all.height() * 0.08, 0.05);
    plot_->xAxis->setRange(qMin(0.0, all.left()) - 0.03, qMax(1.0, all.right()) + 0.03);
    plot_->yAxis->setRange(all.top() - above, all.bottom() + above);
    fresh_ = false;
    frame_.start();
}

QCPGraph *ScatterPanel::line(const QVector<double> &x, const QVector<double> &y, const QPen &pen)
{
    auto *graph = plot_->addGraph();
    graph->setData(x, y, true);
    graph->setPen(pen);
    return graph;
}

void ScatterPanel::redraw()
{
    while (plot_->graphCount() > 3)
        plot_->removeGraph(plot_->graphCount() - 1);
    for (auto *graph : {points_, chosen_, rejected_})
        graph->data()->clear();
    density_->setVisible(false);
    if (cloud_.rows() == 0)
        caption_->setText(tr("No scores yet. `m3po score` gives every candidate its MAS."));
    else if (whole_)
        drawCorpus();
    else
        drawSample();
    plot_->replot();
}

void ScatterPanel::drawCorpus()
{
    const auto live = workspace_->selection();
    const QRectF view(QPointF(plot_->xAxis->range().lower, plot_->yAxis->range().lower), QPointF(plot_->xAxis->range().upper, plot_->yAxis->range().upper));
    const auto visible = cloud_.countInside(view);
    if (visible <= mostPoints) {
        QVector<double> x, y;
        for (const auto row : cloud_.inside(view)) {
            x << cloud_.x(row);
            y << cloud_.y(row);
        }
        points_->setData(x, y);
        caption_->setText(tr("%1 candidates").arg(style::count(visible)));
    } else {
        const int width = qMax(1, plot_->axisRect()->width() / 2), height = qMax(1, plot_->axisRect()->height() / 2);
        const auto cells = cloud_.density(view, width, height);
        auto *data = density_->data();
        data->setSize(width, height);
        data->setRange({view.left(), view.right()}, {view.top(), view.bottom()});
        for (int row = 0; row < height; ++row)
            for (int column = 0; column < width; ++column)
                data->setCell(column, row, std::log1p(double(cells[std::size_t(row) * std::size_t(width) + std::size_t(column)])));
        density_->rescaleDataRange(true);
        density_->setVisible(true);
        caption_->setText(tr("density of %1 points").arg(style::count(visible)));
    }
    if (live->statistics.pairs > mostPoints) {
        caption_->setText(tr("%1; R_w and R_l are drawn below %2 pairs").arg(caption_->text(), style::count(mostPoints)));
        return;
    }
    QVector<double> wx, wy, lx, ly;
    for (const auto &choice : live->choices) {
        if (choice.reason != NoPair::None || !cloud_.isPoint(choice.chosen) || !cloud_.isPoint(choice.rejected))
            continue;
        wx << cloud_.x(choice.chosen);
        wy << cloud_.y(choice.chosen);
        lx << cloud_.x(choice.rejected);
        ly << cloud_.y(choice.rejected);
    }
    chosen_->setData(wx, wy);
    rejected_->setData(lx, ly);
}

void ScatterPanel::drawSample()
{
    const auto corpus = workspace_->corpus();
    const int sample = workspace_->currentSample();
    if (sample < 0) {
        caption_->setText(tr("No sample is chosen."));
        return;
    }
    const auto &choice = workspace_->selection()->choice(sample);
    const auto &offsets = corpus->columns().offsets;
    QVector<double> x, y;
    for (auto row = offsets[std::size_t(sample)]; row < offsets[std::size_t(sample) + 1]; ++row)
        if (cloud_.isPoint(row) && row != choice.chosen && row != choice.rejected) {
            x << cloud_.x(row);
            y << cloud_.y(row);
        }
    points_->setData(x, y);
    if (choice.reason != NoPair::None) {
        const auto reason = reason_text(choice.reason);
        caption_->setText(tr("No pair: %1").arg(QString::fromUtf8(reason.data(), qsizetype(reason.size()))));
        return;
    }
    chosen_->setData({cloud_.x(choice.chosen)}, {cloud_.y(choice.chosen)});
    rejected_->setData({cloud_.x(choice.rejected)}, {cloud_.y(choice.rejected)});
    caption_->setText(tr("Disc: R_w, the best answer; ring: R_l, the hard negative, S %1").arg(style::number(choice.score)));
    if (workspace_->selection()->request.selector == "m3p") {
        drawEquation();
        caption_->setText(tr("%1. Dashed: the margin δ below R_w; lines: equal S, through R_l the strong one").arg(caption_->text()));
    }
}

void ScatterPanel::drawEquation()
{
    const auto live = workspace_->selection();
    const auto &choice = live->choice(workspace_->currentSample());
    const auto &o = live->request.options;
    const double mas = cloud_.x(choice.chosen), logp = cloud_.y(choice.chosen);
    const auto yRange = plot_->yAxis->range();
    auto quiet = palette().color(QPalette::Text);
    quiet.setAlphaF(0.45f);
    line({plot_->xAxis->range().lower, plot_->xAxis->range().upper}, {logp - o.delta, logp - o.delta}, QPen(quiet, 1, Qt::DashLine));
    // S = (mas − x) − α · penalty(y) solved for x: one line a level, from the bottom of the view to its top.
    const auto level = [&](double score, const QPen &pen) {
        QVector<double> x, y;
        for (const double at : {yRange.lower, qBound(yRange.lower, logp - o.delta, yRange.upper), yRange.upper}) {
            double penalty = logp - at - o.delta;
            if (o.penalty == Penalty::Clamped)
                penalty = qMax(0.0, penalty);
            x << mas - score - o.alpha * penalty;
            y << at;
        }
        auto *graph = plot_->addGraph(plot_->yAxis, plot_->xAxis); // x is a function of y here
        graph->setData(y, x, true);
        graph->setPen(pen);
    };
    for (const double score : {-0.5, 0.0, 0.25, 0.5, 0.75})
        level(score, QPen(quiet, 1));
    level(choice.score, QPen(style::rejected, 1.5));
}

void ScatterPanel::brush(const QPolygonF &pixels)
{
    QPolygonF outline;
    for (const auto &pixel : pixels)
        outline << QPointF(plot_->xAxis->pixelToCoord(pixel.x()), plot_->yAxis->pixelToCoord(pixel.y()));
    const auto bounds = outline.boundingRect();
    workspace_->setFilter(cloud_.samplesInside(outline),
                          tr("MAS %1–%2, log P %3–%4").arg(style::number(bounds.left()), style::number(bounds.right()), style::number(bounds.top()), style::number(bounds.bottom())));
}

bool ScatterPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        workspace_->setFilter(std::nullopt, {});
        return true;
    }
    if (event->type() != QEvent::MouseButtonPress && event->type() != QEvent::MouseMove && event->type() != QEvent::MouseButtonRelease &&
        event->type() != QEvent::MouseButtonDblClick)
        return QWidget::eventFilter(watched, event);
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (event->type() == QEvent::MouseButtonDblClick) {
        resetView();
        return true;
    }
    if (event->type() == QEvent::MouseButtonPress && mouse->button() == Qt::LeftButton) {
        outline_ = QPolygonF{mouse->position()};
        lasso_ = mouse->modifiers() & Qt::ShiftModifier;
        return true;
    }
    if (outline_.isEmpty())
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseMove) {
        outline_ << mouse->position();
        band_->setGeometry((lasso_ ? outline_.boundingRect() : QRectF(outline_.first(), mouse->position()).normalized()).toAlignedRect());
        band_->show();
        return true;
    }
    if (event->type() == QEvent::MouseButtonRelease && mouse->button() == Qt::LeftButton) {
        const QRectF rectangle = QRectF(outline_.first(), mouse->position()).normalized();
        outline_ << mouse->position();
        band_->hide();
        const auto drawn = std::exchange(outline_, {});
        if (drawn.boundingRect().width() > 3 || drawn.boundingRect().height() > 3) // less is a click
            brush(lasso_ ? drawn : QPolygonF(rectangle));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ScatterPanel::restyle()
{
    const auto text = palette().color(QPalette::Text), base = palette().color(QPalette::Base);
    auto quiet = text;
    quiet.setAlphaF(0.25f);
    plot_->setBackground(base);
    for (auto *axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setBasePen(QPen(text, 1));
        axis->setTickPen(QPen(text, 1));
        axis->setSubTicks(false);
        axis->setTickLabelColor(text);
        axis->setLabelColor(text);
        axis->setLabelFont(font());
        axis->setTickLabelFont(font());
        axis->grid()->setPen(QPen(quiet, 0, Qt::DotLine));
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->ticker()->setTickCount(4);
    }
    plot_->yAxis->setLabel(tr("log P(R)"));
    points_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, QPen(quiet), QBrush(quiet), 4));
    chosen_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(style::chosen), QBrush(style::chosen), 7));
    rejected_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(style::rejected, 2), Qt::NoBrush, 8));
    QCPColorGradient gradient; // one hue; the background where nothing is
    gradient.setColorStopAt(0, base);
    gradient.setColorStopAt(0.02, style::isDark(palette()) ? style::chosen.darker(220) : style::chosen.lighter(230));
    gradient.setColorStopAt(1, style::isDark(palette()) ? style::chosen.lighter(190) : style::chosen.darker(200));
    density_->setGradient(gradient);
    frame_.start();
}

void ScatterPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

QString ScatterPanel::exportTo(const QString &file)
{
    bool written = false;
    if (file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) {
        written = plot_->savePng(file, 0, 0, 2);
    } else if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        written = plot_->savePdf(file);
    } else if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        QSvgGenerator svg;
        svg.setFileName(file);
        svg.setSize(plot_->size());
        svg.setViewBox(plot_->rect());
        QCPPainter painter;
        written = painter.begin(&svg);
        if (written) {
            plot_->toPainter(&painter, plot_->width(), plot_->height());
            written = painter.end();
        }
    } else {
        return tr("%1: a name that ends in .png, .svg or .pdf was expected.").arg(file);
    }
    return written ? QString() : tr("%1 could not be written.").arg(file);
}

void ScatterPanel::chooseExport()
{
    const auto file = QFileDialog::getSaveFileName(this, tr("Export the plot"), QStringLiteral("scatter.png"), tr("Pictures (*.png *.svg *.pdf)"));
    if (file.isEmpty())
        return;
    if (const auto trouble = exportTo(file); !trouble.isEmpty()) {
        QMessageBox box(QMessageBox::Warning, tr("Export"), trouble, QMessageBox::Ok, this);
        box.setTextFormat(Qt::PlainText);
        box.exec();
    }
}

} // namespace m3po
