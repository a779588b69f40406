// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/evaluation/evaluation_feed.h"

#include "widgets/workspace/background.h"

namespace m3po {

EvaluationFeed::EvaluationFeed(QObject *parent)
    : QObject(parent), table_(std::make_shared<EvaluationTable>())
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &EvaluationFeed::look);
    connect(&looking_, &QFutureWatcherBase::finished, this, &EvaluationFeed::looked);
}

EvaluationFeed::~EvaluationFeed() { looking_.waitForFinished(); }

void EvaluationFeed::setFile(const QString &file)
{
    const std::filesystem::path path(file.toStdString());
    if (path != file_) {
        file_ = path;
        records_ = {};
        table_ = std::make_shared<EvaluationTable>();
        ++generation_;
        emit changed();
    }
    look();
}

void EvaluationFeed::setBusy(bool busy)
{
    if (busy_ == busy)
        return;
    busy_ = busy;
    look();
}

void EvaluationFeed::look()
{
    if (file_.empty())
        return;
    if (looking_.isRunning()) {
        again_ = true;
        return;
    }
    again_ = false;
    lookingFor_ = generation_;
    looking_.setFuture(inBackground([file = file_]() -> Result<EvaluationRecords> {
        return catching([&] {
            auto project = std::move(Project::open(file, Project::Mode::ReadOnly)).value();
            return readEvaluations(project);
        });
    }));
}

void EvaluationFeed::looked()
{
    const auto found = looking_.result();
    if (lookingFor_ == generation_) {
        if (!found.ok()) {
            emit failed(QString::fromStdString(found.error().message));
        } else if (*found != records_) {
            records_ = *found;
            table_ = std::make_shared<EvaluationTable>(records_);
            emit changed();
        }
    }
    using namespace std::chrono_literals;
    if (again_)
        look();
    else
        timer_.start(busy_ ? 1s : 5s);
}

} // namespace m3po
