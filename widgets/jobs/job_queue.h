// SPDX-License-Identifier: GPL-3.0-or-later
// The long work that a person has asked for: each job is one command of `m3po`, run by the worker, one after the
// other. A job that was stopped, or whose worker died, goes on where it was when it is started again, because every
// command does.
//
// A table model for views, and the one place through which panels start work. Lives in the GUI's thread.
#pragma once

#include "widgets/jobs/worker_process.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QJsonValue>
#include <QStringList>

#include <vector>

namespace m3po {

struct Job {
    enum class State { Queued, Running, Paused, Done, Failed, Cancelled };

    int id = 0;
    QString title;          // "Train paper-1", for people
    QStringList arguments;  // {"train", "x.m3po", "--out", ...}; the command line without the program
    QString project;        // the project file that it writes into; "" for none
    State state = State::Queued;
    QString stage;          // "generate", "score", ...; "" before the first report
    qint64 done = 0, total = 0; // total 0: not known
    double spent = 0, remaining = -1; // seconds, of all stages so far and of this one; negative: not known
    double spentBefore = 0; // in the stages before this one
    QString message;        // why it failed, and what now; a sentence
    QStringList log;        // the latest lines
    QJsonValue result;      // what the command prints with --json
    QDateTime began, ended;

    bool isOver() const { return state == State::Done || state == State::Failed || state == State::Cancelled; }
    bool isActive() const { return state == State::Running || state == State::Paused; }
};

class JobQueue : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Title, StateColumn, ProgressColumn, Spent, Remaining, NUM_COLUMNS };
    enum Roles { IdRole = Qt::UserRole, FractionRole }; // FractionRole: 0..1, negative where not known

    // `program` is the m3po that works; its worker is started with the first job.
    explicit JobQueue(const QString &program, QObject *parent = nullptr);
    ~JobQueue() override;

    // Returns its id; it starts as soon as those before it have ended.
    int add(const QString &title, const QStringList &arguments, const QString &project);
    const Job *job(int id) const; // null where there is none
    const std::vector<Job> &jobs() const { return jobs_; } // oldest first
    const Job *current() const;   // the one that runs or is paused; null for none
    bool isBusy() const;          // something runs, waits or is paused

    void pause(int id);   // the running one holds still where it is, models in memory
    void resume(int id);  // a paused one goes on; one that failed or was cancelled is queued again
    void cancel(int id);  // ends at its group's end; what it has acknowledged stays
    void remove(int id);  // one that is over, from the list
    // Stops what runs at its group's end and ends the worker; answers with idle(). Nothing acknowledged is lost.
    void shutDown();
    // Leaves the running job and all that wait to the worker, which outlives this program.
    void leaveRunning();

    WorkerProcess *worker() { return &worker_; }

    // The jobs that are not over, to be taken up by the next start of the program; as cancelled ones that can be resumed.
    QByteArray saved() const;
    void restore(const QByteArray &saved);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static QString stateText(const Job &job);
    static QString progressText(const Job &job); // "generate 1,204 of 5,000"
    static QString duration(double seconds);     // "3:10"; "" where not known

signals:
    void changed(int id);        // anything of it
    void logged(int id, const QString &line);
    void ended(int id);          // done, failed or cancelled
    void projectWritten(const QString &project); // a stage of a job on it has ended, well or not; time to reload
    void workerTrouble(const QString &sentence); // it died and was restarted, or will not be
    void idle();                 // after shutDown(): the worker has gone

private:
    Job *find(int id);
    void touched(Job &job);
    void log(Job &job, const QString &line);
    void next();
    void end(Job &job, Job::State state, const QString &message);
    void hear(const protocol::Answer &answer);
    void take(const protocol::Progressed &message);
    void workerDied(const QString &sentence, bool again);
    static QString whatNow(ErrorKind kind);

    WorkerProcess worker_;
    std::vector<Job> jobs_;
    int lastId_ = 0;
    bool shuttingDown_ = false;
    bool holding_ = false;
};

} // namespace m3po
