// SPDX-License-Identifier: GPL-3.0-or-later
// The worker as a child process: started when there is work, spoken to in messages, watched, ended politely.
//
// Lives in the GUI's thread and never waits for the child.
#pragma once

#include "core/protocol/line_reader.h"
#include "core/protocol/messages.h"

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTimer>

namespace m3po {

class WorkerProcess : public QObject {
    Q_OBJECT
public:
    enum class State { None, Starting, Ready, Ending };

    // Milliseconds; tests shorten them.
    struct Patience {
        int hello = 60'000;    // from the start to its first word: a cold disk reads libtorch
        int silence = 15'000;  // without a heartbeat, before it is held to hang
        int farewell = 10'000; // from "shutdown" to terminate, and from there to kill
        int again = 60'000;    // a second death within this is one too many
    };

    explicit WorkerProcess(const QString &program, QObject *parent = nullptr);
    ~WorkerProcess() override; // ends it at once; what it has acknowledged is stored

    void setPatience(const Patience &patience) { patience_ = patience; }
    State state() const { return state_; }
    qint64 pid() const { return process_ ? process_->processId() : 0; }

    void start(); // nothing where it runs already; answers with ready() or died()
    void say(const protocol::Request &request);
    void shutDown(); // polite message, then terminate, then kill
    // Lets it finish what it was given, without us: it outlives this program.
    void letGo();

signals:
    void ready();
    void heard(const protocol::Answer &answer);
    void said(const QString &line); // on its standard error
    // It ended without having been asked to. `sentence`: how, and what is unharmed; `again`: whether it may be started again.
    void died(const QString &sentence, bool again);
    void ended(); // as asked

private:
    void readAnswers();
    void readErrors();
    void take(std::string_view line);
    void finished(int code, QProcess::ExitStatus status);
    void failedToStart();
    void gone(const QString &sentence);
    QString ending(int code, QProcess::ExitStatus status) const;
    void watch();

    QString program_;
    Patience patience_;
    State state_ = State::None;
    QProcess *process_ = nullptr;
    protocol::LineReader lines_;
    protocol::LineReader errors_;
    int nonsense_ = 0;           // lines of this worker that were no message
    QString lastWords_;          // the last line on its standard error
    QString killedFor_;          // why we ended it; "" where we did not
    QElapsedTimer lastHeard_, lastDeath_;
    QTimer watch_, farewell_;
};

} // namespace m3po
