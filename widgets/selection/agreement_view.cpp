// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/agreement_view.h"

#include "widgets/style/palette.h"
#include "widgets/workspace/background.h"
#include "widgets/workspace/workspace.h"

#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace m3po {
namespace {

constexpr int rest = 150;  // ms without another selection
constexpr double step = 0.05; // between two cells

QString percent(double share) { return QLocale().toString(100 * share, 'f', 1); }

} // namespace

AgreementView::AgreementView(Workspace *workspace, QWidget *parent)
    : Plot(parent), workspace_(workspace), cells_(new QCPColorMap(xAxis, yAxis)), paper_(addGraph()), present_(addGraph()), frame_(new QCPItemRect(this))
{
    setFixedHeight(170);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Agreement over α and δ"));
    offerExport(tr("agreement over α and δ"));
    cells_->setInterpolate(false);
    cells_->setAntialiased(false);
    cells_->setTightBoundary(false);
    for (auto *graph : {paper_, present_})
        graph->setLineStyle(QCPGraph::lsNone);
    frame_->setVisible(false);
    xAxis->setLabel(tr("α"));
    yAxis->setLabel(tr("δ"));
    for (auto *axis : {xAxis, yAxis}) {
        axis->grid()->setVisible(false);
        axis->setLabelPadding(1);
    }
    settle_.setSingleShot(true);
    settle_.setInterval(rest);
    connect(&settle_, &QTimer::timeout, this, &AgreementView::compute);
    connect(&computing_, &QFutureWatcherBase::finished, this, &AgreementView::computed);
    connect(workspace, &Workspace::selectionChanged, this, &AgreementView::follow);
    connect(workspace, &Workspace::opened, this, [this] {
        map_.reset();
        follow();
        draw();
    });
    connect(workspace, &Workspace::requestChanged, this, &AgreementView::draw); // the mark goes with the slider
    AgreementView::restyle();
    draw();
}

AgreementView::~AgreementView()
{
    stop_.request_stop();
    computing_.waitForFinished();
}

void AgreementView::follow()
{
    stale_ = true;
    stop_.request_stop();
    if (isVisible())
        settle_.start();
}

void AgreementView::showEvent(QShowEvent *event)
{
    Plot::showEvent(event);
    if (stale_)
        settle_.start();
}

void AgreementView::compute()
{
    const auto live = workspace_->selection();
    const auto corpus = workspace_->corpus();
    if (!live || !corpus || computing_.isRunning())
        return; // what runs was asked to stop, and begins again when it has ended
    if (corpus_ != corpus || mas_ != live->mas) {
        corpus_ = corpus;
        mas_ = live->mas;
        maps_ = std::make_shared<AgreementMaps>(std::shared_ptr<const ScoreColumns>(corpus, &corpus->columns()), live->mas);
    }
    stale_ = false;
    stop_ = std::stop_source();
    computing_.setFuture(inBackground([maps = maps_, live, stop = stop_.get_token()]() -> Result<std::shared_ptr<const AgreementMap>> {
        return catching([&]() -> std::shared_ptr<const AgreementMap> {
            PairRows rows;
            for (const auto first : live->firstChoice) {
                rows.chosen.push_back(live->choices[std::size_t(first)].chosen);
                rows.rejected.push_back(live->choices[std::size_t(first)].rejected);
            }
            return std::make_shared<AgreementMap>(maps->compute(live->request.options, rows, agreement_alphas(), agreement_deltas(), stop));
        });
    }));
}

void AgreementView::computed()
{
    const auto found = computing_.result();
    if (stale_) {
        if (isVisible())
            settle_.start();
        return; // another selection by now
    }
    if (found.ok())
        map_ = *found;
    draw();
}

void AgreementView::draw()
{
    const auto &options = workspace_->request().options;
    paper_->setData({SelectOptions().alpha}, {SelectOptions().delta});
    const bool equation = workspace_->request().selector == "m3p";
    present_->setData(equation ? QVector<double>{options.alpha} : QVector<double>(), equation ? QVector<double>{options.delta} : QVector<double>());
    cells_->setVisible(map_ && map_->pairs > 0);
    if (map_ && map_->pairs > 0) {
        const int alphas = int(map_->alphas.size()), deltas = int(map_->deltas.size());
        cells_->data()->setSize(alphas, deltas);
        cells_->data()->setRange({map_->alphas.front(), map_->alphas.back()}, {map_->deltas.front(), map_->deltas.back()});
        double least = 1;
        for (int a = 0; a < alphas; ++a)
            for (int d = 0; d < deltas; ++d) {
                const double share = map_->share(std::size_t(a), std::size_t(d));
                least = std::min(least, share);
                cells_->data()->setCell(a, d, share);
            }
        cells_->setDataRange({std::min(least, 0.99), 1});
        xAxis->setRange(map_->alphas.front() - step / 2, map_->alphas.back() + step / 2);
        yAxis->setRange(map_->deltas.front() - step / 2, map_->deltas.back() + step / 2);
    }
    point(chosen_);
    replot(rpQueuedReplot);
}

void AgreementView::point(Cell cell)
{
    QString said;
    if (!map_ || map_->pairs == 0) {
        said = tr("Where α and δ would leave the pairs as they are: shown as soon as there are pairs.");
    } else if (cell.isValid()) {
        const auto a = std::size_t(cell.alpha), d = std::size_t(cell.delta);
        said = tr("α %1, δ %2: %3 % of the pairs are the same, %4 of %5")
                   .arg(QLocale().toString(map_->alphas[a]), QLocale().toString(map_->deltas[d]), percent(map_->share(a, d)),
                        style::count(map_->same[a * map_->deltas.size() + d]), style::count(map_->pairs));
    } else {
        const auto least = *std::min_element(map_->same.begin(), map_->same.end());
        said = tr("Same pairs as now: %1 % where it is faintest, 100 % where it is strongest. Ring: the paper's; cross: now.").arg(percent(double(least) / double(map_->pairs)));
    }
    frame_->setVisible(cell.isValid() && map_);
    if (cell.isValid() && map_) {
        const double a = map_->alphas[std::size_t(cell.alpha)], d = map_->deltas[std::size_t(cell.delta)];
        frame_->topLeft->setCoords(a - step / 2, d + step / 2);
        frame_->bottomRight->setCoords(a + step / 2, d - step / 2);
    }
    setAccessibleDescription(said);
    if (said != caption_) {
        caption_ = said;
        emit captionChanged(caption_);
    }
}

AgreementView::Cell AgreementView::cellAt(const QPointF &place) const
{
    if (!map_ || map_->pairs == 0 || !axisRect()->rect().contains(place.toPoint()))
        return {};
    const auto nearest = [](const std::vector<double> &values, double value) {
        return int(std::clamp<long>(std::lround((value - values.front()) / step), 0, long(values.size()) - 1));
    };
    return {nearest(map_->alphas, xAxis->pixelToCoord(place.x())), nearest(map_->deltas, yAxis->pixelToCoord(place.y()))};
}

QPoint AgreementView::placeOf(double alpha, double delta) const { return QPointF(xAxis->coordToPixel(alpha), yAxis->coordToPixel(delta)).toPoint(); }

void AgreementView::mouseMoveEvent(QMouseEvent *event)
{
    chosen_ = cellAt(event->position());
    point(chosen_);
    replot(rpQueuedReplot);
    QToolTip::showText(event->globalPosition().toPoint(), chosen_.isValid() ? caption_.toHtmlEscaped() : QString(), this);
}

void AgreementView::leaveEvent(QEvent *event)
{
    Plot::leaveEvent(event);
    chosen_ = {};
    point(chosen_);
    replot(rpQueuedReplot);
}

void AgreementView::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    pressed_ = event->button() == Qt::LeftButton ? cellAt(event->position()) : Cell();
}

void AgreementView::mouseReleaseEvent(QMouseEvent *event)
{
    const auto cell = cellAt(event->position());
    if (cell.isValid() && cell.alpha == pressed_.alpha && cell.delta == pressed_.delta)
        emit picked(map_->alphas[std::size_t(cell.alpha)], map_->deltas[std::size_t(cell.delta)]);
    pressed_ = {};
}

void AgreementView::keyPressEvent(QKeyEvent *event)
{
    if (!map_ || map_->pairs == 0) {
        Plot::keyPressEvent(event);
        return;
    }
    const int right = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int up = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (right != 0 || up != 0) {
        if (!chosen_.isValid()) // from where the sliders stand
            chosen_ = cellAt(placeOf(std::clamp(workspace_->request().options.alpha, map_->alphas.front(), map_->alphas.back()),
                                     std::clamp(workspace_->request().options.delta, map_->deltas.front(), map_->deltas.back())));
        chosen_ = {std::clamp(chosen_.alpha + right, 0, int(map_->alphas.size()) - 1), std::clamp(chosen_.delta + up, 0, int(map_->deltas.size()) - 1)};
        point(chosen_);
        replot(rpQueuedReplot);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && chosen_.isValid()) {
        emit picked(map_->alphas[std::size_t(chosen_.alpha)], map_->deltas[std::size_t(chosen_.delta)]);
    } else {
        Plot::keyPressEvent(event);
    }
}

void AgreementView::focusOutEvent(QFocusEvent *event)
{
    Plot::focusOutEvent(event);
    chosen_ = {};
    point(chosen_);
    replot(rpQueuedReplot);
}

void AgreementView::restyle()
{
    Plot::restyle();
    const auto base = palette().color(QPalette::Base), text = palette().color(QPalette::Text), accent = palette().color(QPalette::Highlight);
    QCPColorGradient gradient;
    gradient.clearColorStops();
    gradient.setColorStopAt(0, style::blend(base, accent, 0.10));
    gradient.setColorStopAt(1, style::blend(base, accent, 0.85));
    cells_->setGradient(gradient);
    paper_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(text, 2), Qt::NoBrush, 10));
    present_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssPlus, QPen(text, 2), Qt::NoBrush, 9));
    frame_->setPen(QPen(text, 1));
    xAxis->ticker()->setTickCount(5);
    yAxis->ticker()->setTickCount(3);
    replot(rpQueuedReplot);
}

} // namespace m3po
