// SPDX-License-Identifier: GPL-3.0-or-later
// The audited selection in memory, and its reviews' way into the project. What a person says holds here at once; a thread
// of its own writes it, one thing after the other, so a project that is busy holds up nobody.
// Lives in the GUI's thread. What was said before the destructor is written before it returns.
#pragma once

#include "core/base/result.h"
#include "core/project/audit_list.h"
#include "widgets/workspace/corpus.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace m3po {

class AuditSession : public QObject {
    Q_OBJECT
public:
    explicit AuditSession(QObject *parent = nullptr);
    ~AuditSession() override;

    // Answers with opened() or failed(). "" closes. The former list stays until the new one is there.
    void open(std::shared_ptr<const Corpus> corpus, const QString &selection);
    QString name() const { return name_; } // of the selection that is wanted
    bool isReading() const { return reading_; }
    bool isWriting() const { return writing_ > 0; }

    bool hasList() const { return list_ != nullptr; }
    const Selection &selection() const { return list_->selection; } // REQUIRES: hasList(); so do all that follow
    int size() const { return list_ ? int(list_->pairs.size()) : 0; }
    const SelectedPair &pair(int place) const { return list_->pairs[std::size_t(place)]; }
    const Review &review(int place) const { return list_->reviews[std::size_t(place)]; }
    int sample(int place) const { return samples_[std::size_t(place)]; } // index into the corpus, -1 where it has gone
    int placeOfSample(int sample) const;                                // its first pair's; -1 for none
    Agreement agreement() const;

    void put(int place, const Review &review);
    void undo() { walk(true); }
    void redo() { walk(false); }

signals:
    void opened();            // another list, or none
    void changed(int place);  // its review
    void walked(int place);   // undone or redone, after changed()
    void nothingLeft(bool undo);
    void written();           // the project has it
    void writingChanged(bool writing); // something is on its way into the project, or nothing any more
    void failed(const QString &sentence);

private:
    struct Read {
        std::shared_ptr<AuditList> list;
        std::vector<int> samples;
        std::vector<signed char> thirds;
    };
    class Writer;
    void read();
    void walk(bool back);
    void countWriting(int by);
    void inTurn(std::function<std::function<void()>()> work); // returns what is to be done here with what it came to

    std::shared_ptr<const Corpus> corpus_;
    QString name_;
    std::shared_ptr<AuditList> list_;
    std::vector<int> samples_;          // of each pair
    std::vector<signed char> thirds_;   // by S
    std::vector<Outcome> outcomes_;
    std::shared_ptr<Writer> writer_;
    bool reading_ = false;
    int writing_ = 0;
    int opens_ = 0;                     // which opening a reading belongs to
    quint64 said_ = 0;                  // counts what was said
    QHash<int, quint64> lastSaid_;      // of each pair: later than what is undone holds
    QThreadPool turn_;                  // one thread: everything in its turn
};

} // namespace m3po
