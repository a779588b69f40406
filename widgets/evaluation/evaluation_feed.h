// SPDX-License-Identifier: GPL-3.0-or-later
// The project's evaluations as they are now: read every second while one runs, every few seconds otherwise, by a connection of
// its own and away from the GUI's thread.
//
// Lives in the GUI's thread.
#pragma once

#include "core/base/result.h"
#include "widgets/evaluation/evaluation_table.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>

namespace m3po {

class EvaluationFeed : public QObject {
    Q_OBJECT
public:
    explicit EvaluationFeed(QObject *parent = nullptr);
    ~EvaluationFeed() override;

    void setFile(const QString &file); // "" for none
    void setBusy(bool busy);           // something is evaluated: look every second
    void look();                       // now, or as soon as the present look has ended

    std::shared_ptr<const EvaluationTable> table() const { return table_; } // never null
    std::filesystem::path file() const { return file_; }

signals:
    void changed();
    void failed(const QString &sentence); // what was known stays

private:
    void looked();

    std::filesystem::path file_;
    EvaluationRecords records_;
    std::shared_ptr<const EvaluationTable> table_;
    bool busy_ = false, again_ = false;
    int generation_ = 0, lookingFor_ = 0; // answers for a project that was left are dropped
    QTimer timer_;
    QFutureWatcher<Result<EvaluationRecords>> looking_;
};

} // namespace m3po
