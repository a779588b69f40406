// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspace/workspace.h"

#include "core/project/file_system.h"
#include "core/project/preference_sets.h"
#include "widgets/workspace/background.h"

namespace m3po {
namespace {

QString sentence(const Error &error) { return QString::fromStdString(error.message); }

} // namespace

Workspace::Workspace(QObject *parent)
    : QObject(parent)
{
    connect(&loading_, &QFutureWatcherBase::finished, this, &Workspace::corpusLoaded);
    connect(&computing_, &QFutureWatcherBase::finished, this, &Workspace::selectionComputed);
    connect(&comparing_, &QFutureWatcherBase::finished, this, &Workspace::baselineRead);
}

Workspace::~Workspace()
{
    loading_.waitForFinished();
    computing_.waitForFinished();
    comparing_.waitForFinished();
    for (auto *watcher : findChildren<QFutureWatcherBase *>())
        watcher->waitForFinished(); // what is being written is written
}

void Workspace::open(const QString &file)
{
    const std::filesystem::path path(file.toStdString());
    loading_.setFuture(inBackground([path]() -> Result<std::shared_ptr<const Corpus>> {
        return catching([&]() -> std::shared_ptr<const Corpus> { return std::make_shared<Corpus>(Corpus::load(path)); });
    }));
}

void Workspace::reload()
{
    if (corpus_)
        open(QString::fromStdString(corpus_->file.string()));
}

void Workspace::corpusLoaded()
{
    auto loaded = loading_.result();
    if (!loaded.ok()) {
        emit failed(sentence(loaded.error()));
        return;
    }
    auto project = open_as_disk_allows((*loaded)->file);
    if (!project.ok()) {
        emit failed(sentence(project.error()));
        return;
    }
    const bool same = corpus_ && corpus_->file == (*loaded)->file;
    const auto baselineName = same ? this->baselineName() : QString();
    auto saved = catching([&] { return selections::list(*project); });
    if (!saved.ok()) {
        emit failed(sentence(saved.error()));
        return;
    }
    project_ = std::move(project).value();
    corpus_ = *loaded;
    selecting_ = std::make_shared<Selecting>(corpus_);
    saved_ = std::move(saved).value();
    ++loads_;
    selection_.reset();
    baseline_.reset();
    baselineName_.clear();
    if (!same || currentSample_ < 0 || currentSample_ >= corpus_->size())
        currentSample_ = corpus_->size() > 0 ? 0 : -1;
    if (!same) {
        filter_.reset();
        filterDescription_.clear();
    }
    if (!same && !saved_.empty())
        if (auto saved = catching([&] { return request_of(saved_.back()); }); saved.ok())
            request_ = *saved;
    // Weights of components that this project lacks would make every request fail.
    std::erase_if(request_.weights, [&](const auto &weight) {
        const auto &names = corpus_->columns().component_names;
        return std::find(names.begin(), names.end(), weight.first) == names.end();
    });
    emit opened();
    emit requestChanged();
    emit currentSampleChanged(currentSample_);
    emit filterChanged();
    if (!same && !saved_.empty())
        setBaseline(QString::fromStdString(saved_.back().name));
    else if (!baselineName.isEmpty())
        setBaseline(baselineName);
    else
        compute();
}

void Workspace::setRequest(const SelectionRequest &request)
{
    request_ = request;
    emit requestChanged();
    compute();
}

void Workspace::setBaseline(const QString &name)
{
    baselineName_ = corpus_ ? name : QString();
    baseline_.reset();
    emit baselineChanged();
    if (baselineName_.isEmpty()) {
        compute();
        return;
    }
    comparing_.setFuture(inBackground([corpus = corpus_, name]() -> Result<std::shared_ptr<const Baseline>> {
        return catching([&]() -> std::shared_ptr<const Baseline> {
            auto project = std::move(Project::open(corpus->file, Project::Mode::ReadOnly)).value();
            const auto saved = selections::get(project, name.toStdString());
            return std::make_shared<const Baseline>(baseline(*corpus, name, selections::pairs(project, saved.id, true)));
        });
    }));
}

void Workspace::baselineRead()
{
    const auto read = comparing_.result();
    if (!read.ok()) {
        emit failed(sentence(read.error()));
        baselineName_.clear();
        emit baselineChanged();
    } else if ((*read)->name == baselineName_) {
        baseline_ = *read;
    }
    compute();
}

void Workspace::compute()
{
    if (!corpus_ || corpus_->columns().rows() == 0 || corpus_->columns().component_names.empty())
        return;
    if (computing_.isRunning()) {
        stale_ = true;
        return;
    }
    stale_ = false;
    computingFor_ = loads_;
    computing_.setFuture(inBackground(
        [selecting = selecting_, request = request_, against = baseline_]() -> Result<std::shared_ptr<const LiveSelection>> {
            return catching([&]() -> std::shared_ptr<const LiveSelection> {
                return std::make_shared<LiveSelection>(selecting->compute(request, against.get()));
            });
        }));
}

void Workspace::selectionComputed()
{
    const auto computed = computing_.result();
    const bool current = computingFor_ == loads_;
    if (stale_)
        compute();
    if (!current)
        return;
    if (!computed.ok()) {
        emit failed(sentence(computed.error()));
        return;
    }
    selection_ = *computed;
    emit selectionChanged();
}

void Workspace::setCurrentSample(int sample)
{
    if (sample == currentSample_ || !corpus_ || sample < -1 || sample >= corpus_->size())
        return;
    currentSample_ = sample;
    emit currentSampleChanged(sample);
}

void Workspace::setFilter(std::optional<std::vector<int>> samples, const QString &description)
{
    filter_ = std::move(samples);
    filterDescription_ = filter_ ? description : QString();
    emit filterChanged();
}

void Workspace::audit(const QString &selection, std::vector<int> samples, const QString &description)
{
    if (corpus_)
        emit auditRequested(selection, samples, description);
}

std::vector<Candidate> Workspace::candidates(int sample)
{
    if (!project_ || sample < 0 || sample >= corpus_->size() || corpus_->run.id == 0)
        return {};
    auto read = catching([&] { return generations::candidates(*project_, corpus_->run.id, corpus_->columns().sample_ids[std::size_t(sample)]); });
    if (!read.ok()) {
        emit failed(sentence(read.error()));
        return {};
    }
    return std::move(read).value();
}

QString Workspace::imagesFolder() const
{
    const auto folder = catching([&] { return project_ ? project_->images_root() : std::filesystem::path(); });
    return folder.ok() ? QString::fromStdString((*folder).string()) : QString();
}

QString Workspace::imageFile(int sample) const
{
    if (!project_ || sample < 0 || sample >= corpus_->size())
        return {};
    const auto file = catching([&] { return project_->image_file(corpus_->samples[std::size_t(sample)].imagePath.toStdString()); });
    return file.ok() ? QString::fromStdString((*file).string()) : QString();
}

void Workspace::write(std::function<void(Project &)> what, Then then)
{
    ++writing_;
    auto *watcher = new QFutureWatcher<Status>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, then = std::move(then), load = loads_] {
        watcher->deleteLater();
        --writing_;
        const auto done = watcher->result();
        if (done.ok() && project_ && load == loads_) {
            if (auto saved = catching([&] { return selections::list(*project_); }); saved.ok())
                saved_ = std::move(saved).value();
            emit savedChanged();
        }
        then(done.ok() ? QString() : sentence(done.error()));
    });
    watcher->setFuture(inBackground([what = std::move(what), file = corpus_->file]() -> Status {
        return catching([&] {
            auto project = std::move(Project::open(file)).value();
            what(project);
        });
    }));
}

void Workspace::saveSelection(const QString &name, Then then)
{
    if (!selection_ || !project_) {
        if (then)
            then(tr("There is no selection to save yet."));
        return;
    }
    write([name, corpus = corpus_, live = selection_](Project &project) {
        save_selection(project, name.toStdString(), corpus->run.id, live->request, corpus->scores, live->choices, live->statistics);
    }, [this, name, then = std::move(then)](const QString &trouble) {
        if (trouble.isEmpty())
            setBaseline(name);
        if (then)
            then(trouble);
    });
}

void Workspace::setReviewsUnderWay(bool underWay)
{
    reviewsUnderWay_ = underWay;
    if (!underWay)
        for (const auto &waited : std::exchange(afterReviews_, {}))
            waited();
}

void Workspace::freeze(const QString &selection, const QString &name, Then then)
{
    if (reviewsUnderWay_) {
        afterReviews_.push_back([this, selection, name, then = std::move(then)] { freeze(selection, name, then); });
        return;
    }
    if (!project_) {
        if (then)
            then(tr("No project is open."));
        return;
    }
    write([selection, name](Project &project) { preference_sets::freeze_selection(project, selection.toStdString(), name.toStdString()); },
          [this, name, then = std::move(then)](const QString &trouble) {
              if (trouble.isEmpty())
                  emit frozen(name);
              if (then)
                  then(trouble);
          });
}

} // namespace m3po
