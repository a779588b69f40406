// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_queue.h"

#include "widgets/style/core_words.h"
#include "widgets/style/palette.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace m3po {
namespace {

constexpr qsizetype mostLines = 2000; // of a job's log
constexpr std::size_t mostJobs = 200; // over ones beyond this are forgotten, oldest first

QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

} // namespace

JobQueue::JobQueue(const QString &program, QObject *parent) : QAbstractTableModel(parent), worker_(program)
{
    connect(&worker_, &WorkerProcess::ready, this, &JobQueue::next);
    connect(&worker_, &WorkerProcess::heard, this, &JobQueue::hear);
    connect(&worker_, &WorkerProcess::said, this, [this](const QString &line) {
        if (auto *job = find(current() ? current()->id : 0))
            log(*job, line);
    });
    connect(&worker_, &WorkerProcess::died, this, &JobQueue::workerDied);
    connect(&worker_, &WorkerProcess::ended, this, [this] {
        if (auto *job = find(current() ? current()->id : 0))
            end(*job, Job::State::Cancelled, tr("Stopped when the worker ended. Resume it to go on from where it was."));
        emit idle();
    });
}

JobQueue::~JobQueue() = default;

int JobQueue::add(const QString &title, const QStringList &arguments, const QString &project)
{
    for (auto job = jobs_.begin(); jobs_.size() >= mostJobs && job != jobs_.end();) {
        if (!job->isOver()) {
            ++job;
            continue;
        }
        const int row = int(job - jobs_.begin());
        beginRemoveRows({}, row, row);
        job = jobs_.erase(job);
        endRemoveRows();
    }
    const int row = int(jobs_.size());
    beginInsertRows({}, row, row);
    Job job;
    job.id = ++lastId_;
    job.title = title;
    job.arguments = arguments;
    job.project = project;
    jobs_.push_back(job);
    endInsertRows();
    emit changed(job.id);
    next();
    return job.id;
}

const Job *JobQueue::job(int id) const
{
    const auto found = std::find_if(jobs_.begin(), jobs_.end(), [id](const Job &job) { return job.id == id; });
    return found == jobs_.end() ? nullptr : &*found;
}

Job *JobQueue::find(int id) { return const_cast<Job *>(job(id)); }

const Job *JobQueue::current() const
{
    const auto found = std::find_if(jobs_.begin(), jobs_.end(), [](const Job &job) { return job.isActive(); });
    return found == jobs_.end() ? nullptr : &*found;
}

bool JobQueue::isBusy() const
{
    return std::any_of(jobs_.begin(), jobs_.end(), [](const Job &job) { return !job.isOver(); });
}

void JobQueue::next()
{
    if (shuttingDown_ || holding_ || current())
        return;
    const auto waiting = std::find_if(jobs_.begin(), jobs_.end(), [](const Job &job) { return job.state == Job::State::Queued; });
    if (waiting == jobs_.end())
        return;
    if (worker_.state() != WorkerProcess::State::Ready) {
        worker_.start(); // next() follows when it is ready
        return;
    }
    waiting->state = Job::State::Running;
    waiting->began = QDateTime::currentDateTime();
    waiting->message.clear();
    protocol::Run run{waiting->id, {}};
    for (const auto &argument : waiting->arguments)
        run.arguments.push_back(argument.toStdString());
    worker_.say(run);
    touched(*waiting);
}

void JobQueue::pause(int id)
{
    if (const auto *known = job(id); known && known->state == Job::State::Running)
        worker_.say(protocol::Pause{id});
}

void JobQueue::resume(int id)
{
    auto *known = find(id);
    if (!known)
        return;
    if (known->state == Job::State::Paused) {
        worker_.say(protocol::Resume{id});
    } else if (known->state == Job::State::Failed || known->state == Job::State::Cancelled) {
        known->state = Job::State::Queued;
        known->message.clear();
        touched(*known);
        next();
    }
}

void JobQueue::cancel(int id)
{
    auto *known = find(id);
    if (!known || known->isOver())
        return;
    if (known->isActive())
        worker_.say(protocol::Cancel{id});
    else
        end(*known, Job::State::Cancelled, tr("Cancelled before it began."));
}

void JobQueue::remove(int id)
{
    const auto found = std::find_if(jobs_.begin(), jobs_.end(), [id](const Job &job) { return job.id == id && job.isOver(); });
    if (found == jobs_.end())
        return;
    const int row = int(found - jobs_.begin());
    beginRemoveRows({}, row, row);
    jobs_.erase(found);
    endRemoveRows();
}

void JobQueue::shutDown()
{
    shuttingDown_ = true;
    if (worker_.state() == WorkerProcess::State::None)
        emit idle();
    else
        worker_.shutDown();
}

void JobQueue::leaveRunning()
{
    shuttingDown_ = true;
    for (auto &job : jobs_) {
        if (job.state != Job::State::Queued)
            continue;
        protocol::Run run{job.id, {}};
        for (const auto &argument : job.arguments)
            run.arguments.push_back(argument.toStdString());
        worker_.say(run);
    }
    worker_.letGo();
}

void JobQueue::hear(const protocol::Answer &answer)
{
    if (const auto *progressed = std::get_if<protocol::Progressed>(&answer)) {
        take(*progressed);
    } else if (const auto *running = std::get_if<protocol::Running>(&answer)) {
        if (auto *job = find(int(running->id)); job && job->state == Job::State::Paused) {
            job->state = Job::State::Running;
            touched(*job);
        }
    } else if (const auto *paused = std::get_if<protocol::Paused>(&answer)) {
        if (auto *job = find(int(paused->id)); job && job->state == Job::State::Running) {
            job->state = Job::State::Paused;
            touched(*job);
        }
    } else if (const auto *logged = std::get_if<protocol::Logged>(&answer)) {
        if (auto *job = find(int(logged->id)))
            log(*job, text(logged->line));
    } else if (const auto *done = std::get_if<protocol::Done>(&answer)) {
        if (auto *job = find(int(done->id)); job && job->isActive()) {
            // An array, because a document of Qt's is never a bare value.
            job->result = QJsonDocument::fromJson('[' + QByteArray::fromStdString(done->result) + ']').array().at(0);
            end(*job, Job::State::Done, {});
        }
    } else if (const auto *failed = std::get_if<protocol::Failed>(&answer)) {
        if (auto *job = find(int(failed->id)); job && job->isActive()) {
            const bool cancelled = failed->kind == ErrorKind::Cancelled;
            end(*job, cancelled ? Job::State::Cancelled : Job::State::Failed,
                cancelled ? tr("Stopped; what was done is kept. Resume it to go on from there.") : text(failed->message) + QLatin1Char('\n') + whatNow(failed->kind));
        }
    } else if (const auto *complaint = std::get_if<protocol::Complaint>(&answer)) {
        if (auto *job = find(current() ? current()->id : 0))
            log(*job, tr("The worker did not understand the window: %1").arg(text(complaint->message)));
    }
}

void JobQueue::take(const protocol::Progressed &message)
{
    auto *job = find(int(message.id));
    if (!job || !job->isActive())
        return;
    const auto stage = text(message.progress.stage);
    const bool stageEnded = !job->stage.isEmpty() && job->stage != stage;
    job->stage = stage;
    job->done = message.progress.done;
    job->total = message.progress.total;
    if (stageEnded || job->spentBefore + message.progress.spent < job->spent) // a stage may follow another of its name
        job->spentBefore = job->spent;
    job->spent = job->spentBefore + message.progress.spent;
    job->remaining = message.progress.remaining;
    touched(*job);
    if (stageEnded && !job->project.isEmpty())
        emit projectWritten(job->project);
}

QString JobQueue::whatNow(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage: return tr("Change the request and start it again; nothing was stored.");
    case ErrorKind::InvalidInput: return tr("Mend the named file or row, then resume; what was stored before stays.");
    case ErrorKind::NotFound: return tr("Bring back what is missing, or name another place, then resume.");
    case ErrorKind::Io: return tr("Free some space or check the disk, then resume; what was stored before stays.");
    case ErrorKind::Unsupported: return tr("This program cannot do that; the project is as it was.");
    case ErrorKind::Conflict: return tr("Choose another name, or wait for the other program, then resume.");
    case ErrorKind::Cancelled: return {};
    case ErrorKind::Internal: return tr("This is a mistake in the program; the log has more. What was stored stays, and resuming may help.");
    }
    return {};
}

void JobQueue::end(Job &job, Job::State state, const QString &message)
{
    job.state = state;
    job.message = message;
    job.remaining = -1;
    job.ended = QDateTime::currentDateTime();
    const int id = job.id;
    const auto project = job.project;
    touched(job);
    emit ended(id);
    if (!project.isEmpty())
        emit projectWritten(project);
    next();
}

void JobQueue::workerDied(const QString &sentence, bool again)
{
    emit workerTrouble(again ? tr("%1 It is started again.").arg(sentence)
                             : tr("%1 It was the second time within a minute, so it is not started again; resume a job to try once more.").arg(sentence));
    holding_ = true; // what fails now must not start the one behind it
    std::vector<int> open;
    for (const auto &job : jobs_)
        if (!job.isOver())
            open.push_back(job.id);
    for (const int id : open) {
        auto *job = find(id);
        if (!job)
            continue;
        if (job->isActive())
            log(*job, sentence);
        if (!again) {
            end(*job, Job::State::Failed, tr("%1 Resume to go on from where it was.").arg(sentence));
        } else if (job->isActive()) {
            job->state = Job::State::Queued;
            touched(*job);
        }
    }
    holding_ = false;
    next();
}

void JobQueue::touched(Job &job)
{
    const int row = int(&job - jobs_.data());
    emit dataChanged(index(row, 0), index(row, NUM_COLUMNS - 1));
    emit changed(job.id);
}

void JobQueue::log(Job &job, const QString &line)
{
    job.log.append(line);
    if (job.log.size() > mostLines)
        job.log.erase(job.log.begin(), job.log.begin() + (job.log.size() - mostLines));
    emit logged(job.id, line);
}

QByteArray JobQueue::saved() const
{
    QJsonArray list;
    for (const auto &job : jobs_)
        if (!job.isOver() || job.state == Job::State::Cancelled)
            list.append(QJsonObject{{QStringLiteral("title"), job.title}, {QStringLiteral("arguments"), QJsonArray::fromStringList(job.arguments)},
                                    {QStringLiteral("project"), job.project}});
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

void JobQueue::restore(const QByteArray &saved)
{
    for (const auto entry : QJsonDocument::fromJson(saved).array()) {
        Job job;
        job.id = ++lastId_;
        job.title = entry[QStringLiteral("title")].toString();
        for (const auto argument : entry[QStringLiteral("arguments")].toArray())
            job.arguments << argument.toString();
        job.project = entry[QStringLiteral("project")].toString();
        job.state = Job::State::Cancelled;
        job.message = tr("Of an earlier sitting. Resume it to go on from where it was.");
        beginInsertRows({}, int(jobs_.size()), int(jobs_.size()));
        jobs_.push_back(job);
        endInsertRows();
    }
}

int JobQueue::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(jobs_.size()); }
int JobQueue::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : NUM_COLUMNS; }

QString JobQueue::stateText(const Job &job)
{
    switch (job.state) {
    case Job::State::Queued: return tr("waiting");
    case Job::State::Running: return tr("running");
    case Job::State::Paused: return tr("paused");
    case Job::State::Done: return tr("done");
    case Job::State::Failed: return tr("failed");
    case Job::State::Cancelled: return tr("stopped");
    }
    return {};
}

QString JobQueue::progressText(const Job &job)
{
    if (job.stage.isEmpty())
        return job.isActive() ? tr("starting") : QString();
    if (job.total <= 0)
        return tr("%1 %2", "stage, done").arg(coreWords(job.stage.toStdString()), style::count(job.done));
    return tr("%1 %2 of %3", "stage, done, total").arg(coreWords(job.stage.toStdString()), style::count(job.done), style::count(job.total));
}

QString JobQueue::duration(double seconds)
{
    if (seconds < 0)
        return {};
    const auto whole = qint64(seconds + 0.5);
    const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    return whole >= 3600 ? QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(two(whole / 60 % 60), two(whole % 60))
                         : QStringLiteral("%1:%2").arg(whole / 60).arg(two(whole % 60));
}

QVariant JobQueue::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto &job = jobs_[std::size_t(index.row())];
    switch (role) {
    case IdRole: return job.id;
    case FractionRole: return job.state == Job::State::Done ? 1.0 : job.total > 0 ? double(job.done) / double(job.total) : -1.0;
    case Qt::ToolTipRole: return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(((QStringLiteral("m3po ") + job.arguments.join(QLatin1Char(' '))) + QLatin1Char('\n') + job.message).trimmed().toHtmlEscaped());
    case Qt::TextAlignmentRole: return int(Qt::AlignVCenter | (index.column() >= Spent ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (index.column()) {
    case Title: return job.title;
    case StateColumn: return stateText(job);
    case ProgressColumn: return progressText(job);
    case Spent: return job.stage.isEmpty() ? QString() : duration(job.spent);
    case Remaining: return job.isActive() ? duration(job.remaining) : QString();
    default: return {};
    }
}

QVariant JobQueue::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title: return tr("Job");
    case StateColumn: return tr("State");
    case ProgressColumn: return tr("Progress");
    case Spent: return tr("Spent");
    case Remaining: return tr("Left");
    default: return {};
    }
}

} // namespace m3po
