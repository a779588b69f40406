// SPDX-License-Identifier: GPL-3.0-or-later
// The open project as all panels see it: the corpus, the selection that follows the sliders, the sample in view and
// the samples that a filter leaves. Panels know the workspace and not each other.
//
// Lives in the GUI's thread. Loading and selecting run elsewhere; of two requests that wait only the later is computed.
#pragma once

#include "core/project/generations.h"
#include "widgets/workspace/live_selection.h"

#include <QFutureWatcher>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace m3po {

class Workspace : public QObject {
    Q_OBJECT
public:
    explicit Workspace(QObject *parent = nullptr);
    ~Workspace() override;

    // Answers with opened() or failed(); the former project stays until the new one is there.
    void open(const QString &file);
    void reload(); // after something else wrote into the project

    // Null until a project is open. Never changes in place: a reload gives another one.
    std::shared_ptr<const Corpus> corpus() const { return corpus_; }
    // Null until the first selection was computed (there must be candidates).
    std::shared_ptr<const LiveSelection> selection() const { return selection_; }

    const SelectionRequest &request() const { return request_; }
    void setRequest(const SelectionRequest &request);
    // What selections are compared with: a saved one, or "" for none.
    QString baselineName() const { return baselineName_; }
    void setBaseline(const QString &name);

    // Index of the sample in view, -1 for none.
    int currentSample() const { return currentSample_; }
    void setCurrentSample(int sample);

    // Samples that a brush or a list left; nullopt: all. Ascending, each once.
    const std::optional<std::vector<int>> &filter() const { return filter_; }
    void setFilter(std::optional<std::vector<int>> samples, const QString &description);
    QString filterDescription() const { return filterDescription_; }

    // The candidates of a sample, with texts and tokens, by position; read now.
    std::vector<Candidate> candidates(int sample);
    QString imagesFolder() const; // "" where the project names one that it may not lead to
    QString imageFile(int sample) const; // "" where the path leads out of the images' root

    // The GUI's own connection, for what panels read and write in a moment; null until a project is open.
    Project *project() { return project_ ? &*project_ : nullptr; }
    // Shows these samples' pairs of a saved selection in the audit: the panel takes it from here.
    void audit(const QString &selection, std::vector<int> samples, const QString &description);

    // Whoever writes a review into the project says so.
    void noteReviewed() { emit reviewed(); }
    // Reviews are on their way into the project; what freezes a selection waits until they have arrived.
    void setReviewsUnderWay(bool underWay);

    // What an empty panel would be filled by; the window knows how it is started.
    enum class Wish { Generate, Score, Train, Evaluate };
    void wish(Wish what) { emit wished(what); }

    // Saved selections, oldest first.
    const std::vector<Selection> &saved() const { return saved_; }

    // Both write into the project, away from the GUI's thread. `then` is called in the GUI's thread with what went wrong
    // as a sentence, or "". Saving makes the selection the baseline.
    using Then = std::function<void(const QString &trouble)>;
    void saveSelection(const QString &name, Then then = {});
    void freeze(const QString &selection, const QString &name, Then then = {});
    bool isWriting() const { return writing_ > 0 || !afterReviews_.empty(); }

signals:
    void opened();
    void failed(const QString &sentence);
    void requestChanged();
    void selectionChanged();
    void baselineChanged();
    void savedChanged(); // the list of saved selections
    void frozen(const QString &preferenceSet);
    void currentSampleChanged(int sample);
    void filterChanged();
    void wished(Workspace::Wish what);
    void reviewed(); // some review of some selection has changed
    void auditRequested(const QString &selection, const std::vector<int> &samples, const QString &description);

private:
    void corpusLoaded();
    void selectionComputed();
    void baselineRead();
    void compute();
    void write(std::function<void(Project &)> what, Then then);

    std::shared_ptr<const Corpus> corpus_;
    std::shared_ptr<Selecting> selecting_; // over the corpus; only the computation that runs touches it
    std::shared_ptr<const LiveSelection> selection_;
    std::shared_ptr<const Baseline> baseline_;
    QString baselineName_; // the one that is wanted; baseline_ follows when it is read
    int writing_ = 0;
    bool reviewsUnderWay_ = false;
    std::vector<std::function<void()>> afterReviews_;
    SelectionRequest request_;
    std::vector<Selection> saved_;
    bool stale_ = false; // something has changed since the computation that runs began
    int loads_ = 0, computingFor_ = 0; // which load the computation that runs belongs to
    int currentSample_ = -1;
    std::optional<std::vector<int>> filter_;
    QString filterDescription_;
    std::optional<Project> project_; // the GUI's own connection

    QFutureWatcher<Result<std::shared_ptr<const Corpus>>> loading_;
    QFutureWatcher<Result<std::shared_ptr<const LiveSelection>>> computing_;
    QFutureWatcher<Result<std::shared_ptr<const Baseline>>> comparing_;
};

} // namespace m3po
