// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_strip.h"

#include "widgets/jobs/job_queue.h"
#include "widgets/jobs/jobs_delegate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace m3po {

class ProgressLine : public QWidget {
public:
    explicit ProgressLine(QWidget *parent) : QWidget(parent)
    {
        setFixedWidth(160);
        setAccessibleName(JobStrip::tr("Progress of the job"));
    }
    void setFraction(double fraction)
    {
        fraction_ = fraction;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintProgress(&painter, QRect(0, height() / 2 - 3, width(), 6), fraction_, palette());
    }

private:
    double fraction_ = -1;
};

JobStrip::JobStrip(JobQueue *queue, QWidget *parent)
    : QWidget(parent), queue_(queue), bar_(new ProgressLine(this)), words_(new QLabel(this)), pause_(new QToolButton(this)), stop_(new QToolButton(this)),
      log_(new QToolButton(this))
{
    words_->setTextFormat(Qt::PlainText);
    words_->setAccessibleName(tr("The job that runs"));
    pause_->setText(tr("Pause"));
    stop_->setText(tr("Stop"));
    stop_->setToolTip(tr("End at the group's end; what was done is kept"));
    log_->setText(tr("Log"));
    log_->setToolTip(tr("Show the queue and what the job says"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (auto *widget : std::initializer_list<QWidget *>{words_, bar_, pause_, stop_, log_})
        layout->addWidget(widget);
    for (auto *button : {pause_, stop_, log_}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(button->text());
    }
    connect(pause_, &QToolButton::clicked, this, [this] {
        if (const auto *job = queue_->current())
            job->state == Job::State::Paused ? queue_->resume(job->id) : queue_->pause(job->id);
    });
    connect(stop_, &QToolButton::clicked, this, [this] {
        if (const auto *job = queue_->current())
            queue_->cancel(job->id);
    });
    connect(log_, &QToolButton::clicked, this, [this] { emit logWanted(queue_->current() ? queue_->current()->id : 0); });
    connect(queue, &JobQueue::changed, this, &JobStrip::showJob);
    showJob();
}

QString JobStrip::text() const { return words_->text(); }

void JobStrip::showJob()
{
    const auto *job = queue_->current();
    for (auto *widget : std::initializer_list<QWidget *>{bar_, pause_, stop_})
        widget->setVisible(job != nullptr);
    if (!job) {
        words_->clear();
        return;
    }
    const bool paused = job->state == Job::State::Paused;
    QStringList words{job->title, JobQueue::progressText(*job)};
    if (paused)
        words << tr("paused");
    else if (!job->stage.isEmpty())
        words << tr("%1 spent").arg(JobQueue::duration(job->spent));
    if (!paused && job->remaining >= 0)
        words << tr("%1 left").arg(JobQueue::duration(job->remaining));
    words.removeAll(QString());
    words_->setText(words.join(QStringLiteral(" · ")));
    bar_->setFraction(job->total > 0 ? double(job->done) / double(job->total) : -1);
    pause_->setText(paused ? tr("Resume") : tr("Pause"));
    pause_->setToolTip(paused ? tr("Go on from where it was") : tr("Hold still between two groups, with the models kept in memory"));
    pause_->setAccessibleName(pause_->text());
}

} // namespace m3po
