// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/worker_process.h"

#include <QFileInfo>

#include <csignal>
#include <unistd.h>

namespace m3po {
namespace {

constexpr std::size_t longestErrorLine = 16 << 10;
constexpr int mostNonsense = 100; // lines; a worker that says more than this is none

} // namespace

WorkerProcess::WorkerProcess(const QString &program, QObject *parent) : QObject(parent), program_(program), errors_(longestErrorLine)
{
    watch_.setInterval(500);
    connect(&watch_, &QTimer::timeout, this, &WorkerProcess::watch);
    farewell_.setSingleShot(true);
    connect(&farewell_, &QTimer::timeout, this, [this] {
        if (!process_)
            return;
        if (killedFor_.isEmpty()) {
            killedFor_ = tr("it did not end when asked to");
            process_->terminate();
            farewell_.start(patience_.farewell);
        } else {
            process_->kill();
        }
    });
}

WorkerProcess::~WorkerProcess()
{
    if (!process_)
        return;
    process_->disconnect(this);
    process_->kill();
    process_->waitForFinished(1000);
}

void WorkerProcess::start()
{
    if (state_ != State::None)
        return;
    state_ = State::Starting;
    lines_ = protocol::LineReader();
    errors_ = protocol::LineReader(longestErrorLine);
    nonsense_ = 0;
    lastWords_.clear();
    killedFor_.clear();
    process_ = new QProcess(this);
    auto environment = QProcessEnvironment::systemEnvironment();
    // Small matrices make many short parallel regions: threads that spin between them would starve the window.
    if (!environment.contains(QStringLiteral("OMP_WAIT_POLICY")))
        environment.insert(QStringLiteral("OMP_WAIT_POLICY"), QStringLiteral("passive"));
    process_->setProcessEnvironment(environment);
    // Ctrl-C in the terminal that the window was started from is for the window; the worker ends with its input.
    process_->setChildProcessModifier([] { ::setsid(); });
    connect(process_, &QProcess::readyReadStandardOutput, this, &WorkerProcess::readAnswers);
    connect(process_, &QProcess::readyReadStandardError, this, &WorkerProcess::readErrors);
    connect(process_, &QProcess::finished, this, &WorkerProcess::finished);
    connect(process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            failedToStart();
    });
    lastHeard_.start();
    watch_.start();
    process_->start(program_, {QStringLiteral("worker")});
    say(protocol::Hello{});
}

void WorkerProcess::say(const protocol::Request &request)
{
    if (!process_)
        return;
    const auto line = protocol::to_line(request);
    process_->write(line.data(), qint64(line.size()));
}

void WorkerProcess::shutDown()
{
    if (!process_ || state_ == State::Ending)
        return;
    state_ = State::Ending;
    say(protocol::Shutdown{});
    process_->closeWriteChannel();
    farewell_.start(patience_.farewell);
}

void WorkerProcess::letGo()
{
    if (!process_)
        return;
    say(protocol::Detach{});
    process_->waitForBytesWritten(1000);
    process_->disconnect(this);
    process_->closeWriteChannel();
    // A QProcess kills its child when it is destroyed, so this one is not.
    process_->setParent(nullptr);
    process_ = nullptr;
    state_ = State::None;
    watch_.stop();
}

void WorkerProcess::readAnswers()
{
    // A flood must not hold up the window: the rest waits in the pipe until the next turn of the event loop.
    constexpr qint64 atOnce = 256 << 10;
    const auto bytes = process_->read(atOnce);
    lastHeard_.restart();
    lines_.feed({bytes.constData(), std::size_t(bytes.size())}, [this](std::string_view line) { take(line); });
    if (process_ && process_->bytesAvailable() > 0)
        QTimer::singleShot(0, this, [this] {
            if (process_)
                readAnswers();
        });
}

void WorkerProcess::take(std::string_view line)
{
    const auto answer = protocol::parse_answer(line);
    if (!answer) {
        if (++nonsense_ == mostNonsense && process_) {
            killedFor_ = tr("it says nothing that makes sense");
            process_->kill();
        }
        return;
    }
    if (const auto *hello = std::get_if<protocol::Hello>(&*answer)) {
        if (hello->protocol != protocol::version) {
            killedFor_ = tr("it speaks version %1 of the protocol, this window version %2; install both from one package").arg(hello->protocol).arg(protocol::version);
            process_->kill();
            return;
        }
        if (state_ == State::Starting) {
            state_ = State::Ready;
            emit ready();
        }
        return;
    }
    if (!std::holds_alternative<protocol::Heartbeat>(*answer))
        emit heard(*answer);
}

void WorkerProcess::readErrors()
{
    const auto bytes = process_->readAllStandardError();
    errors_.feed({bytes.constData(), std::size_t(bytes.size())}, [this](std::string_view line) {
        lastWords_ = QString::fromUtf8(line.data(), qsizetype(line.size()));
        emit said(lastWords_);
    });
}

void WorkerProcess::watch()
{
    if (!process_ || state_ == State::Ending || !killedFor_.isEmpty())
        return;
    if (lastHeard_.elapsed() > (state_ == State::Starting ? patience_.hello : patience_.silence)) {
        killedFor_ = tr("it has fallen silent");
        process_->kill();
    }
}

void WorkerProcess::failedToStart()
{
    const auto why = QFileInfo::exists(program_) ? process_->errorString() : tr("there is no such program");
    gone(tr("%1 could not be started: %2. Nothing in the project was touched.").arg(program_, why));
}

void WorkerProcess::finished(int code, QProcess::ExitStatus status)
{
    while (process_->bytesAvailable() > 0)
        readAnswers();
    readErrors();
    if (state_ == State::Ending) {
        farewell_.stop();
        watch_.stop();
        process_->deleteLater();
        process_ = nullptr;
        state_ = State::None;
        emit ended();
        return;
    }
    gone(tr("The worker died: %1. What it had stored is safe; only the group that it was at is lost.").arg(ending(code, status)));
}

void WorkerProcess::gone(const QString &sentence)
{
    const bool again = !lastDeath_.isValid() || lastDeath_.elapsed() > patience_.again;
    lastDeath_.start();
    watch_.stop();
    process_->deleteLater();
    process_ = nullptr;
    state_ = State::None;
    emit died(sentence, again);
}

QString WorkerProcess::ending(int code, QProcess::ExitStatus status) const
{
    if (!killedFor_.isEmpty())
        return killedFor_;
    if (status == QProcess::CrashExit) {
        switch (code) {
        case SIGKILL: return tr("it was killed, perhaps because memory ran out; smaller batches or fewer slots need less");
        case SIGABRT: return tr("it gave up on itself (%1)").arg(lastWords_.isEmpty() ? tr("it did not say why") : lastWords_);
        case SIGSEGV: return tr("it crashed; this is a mistake in the program");
        case SIGTERM: return tr("it was asked to end by another program");
        default: return tr("signal %1 ended it").arg(code);
        }
    }
    if (code == 127)
        return tr("a library that it needs was not found (%1)").arg(lastWords_);
    return tr("it ended with code %1 (%2)").arg(code).arg(lastWords_.isEmpty() ? tr("it did not say why") : lastWords_);
}

} // namespace m3po
