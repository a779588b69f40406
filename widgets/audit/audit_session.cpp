// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/audit_session.h"

#include "core/project/reviews.h"

#include <algorithm>
#include <optional>

namespace m3po {
namespace {

QString sentence(const Error &error) { return QString::fromStdString(error.message); }

} // namespace

// The writing thread's connection; only that thread touches it.
class AuditSession::Writer {
public:
    explicit Writer(std::filesystem::path file) : file_(std::move(file)) {}
    Project &project()
    {
        if (!project_)
            project_ = std::move(Project::open(file_)).value();
        return *project_;
    }

private:
    std::filesystem::path file_;
    std::optional<Project> project_;
};

AuditSession::AuditSession(QObject *parent) : QObject(parent)
{
    turn_.setMaxThreadCount(1);
    turn_.setExpiryTimeout(-1);
}

AuditSession::~AuditSession() { turn_.waitForDone(); }

void AuditSession::inTurn(std::function<std::function<void()>()> work)
{
    turn_.start([this, work = std::move(work)] {
        // Where this is gone meanwhile, so is what would be done.
        QMetaObject::invokeMethod(this, work(), Qt::QueuedConnection);
    });
}

void AuditSession::countWriting(int by)
{
    const bool before = isWriting();
    writing_ += by;
    if (before != isWriting())
        emit writingChanged(isWriting());
}

void AuditSession::open(std::shared_ptr<const Corpus> corpus, const QString &selection)
{
    if (!writer_ || !corpus || !corpus_ || corpus->file != corpus_->file)
        writer_ = corpus ? std::make_shared<Writer>(corpus->file) : nullptr;
    const bool other = !corpus || !corpus_ || corpus->file != corpus_->file || selection != name_;
    corpus_ = std::move(corpus);
    name_ = corpus_ ? selection : QString();
    ++opens_;
    if (name_.isEmpty()) {
        reading_ = false;
        list_.reset();
        emit opened();
        return;
    }
    if (other)
        lastSaid_.clear();
    read();
}

void AuditSession::read()
{
    reading_ = true;
    inTurn([this, corpus = corpus_, name = name_, open = opens_, said = said_]() -> std::function<void()> {
        auto read = catching([&] {
            auto project = std::move(Project::open(corpus->file, Project::Mode::ReadOnly)).value();
            Read result{std::make_shared<AuditList>(audit_list::read(project, name.toStdString())), {}, {}};
            const auto &ids = corpus->columns().sample_ids; // ascending
            for (const auto &pair : result.list->pairs) {
                const auto found = std::lower_bound(ids.begin(), ids.end(), pair.sample_id);
                result.samples.push_back(found != ids.end() && *found == pair.sample_id ? int(found - ids.begin()) : -1);
            }
            result.thirds = score_thirds(result.list->terms);
            return result;
        });
        return [this, read = std::move(read), open, said]() mutable {
            if (open != opens_)
                return; // another one is wanted by now
            if (read.ok() && said != said_) {
                this->read(); // something was said meanwhile, and may not be in it
                return;
            }
            reading_ = false;
            if (!read.ok()) {
                list_.reset();
                emit opened();
                emit failed(sentence(read.error()));
                return;
            }
            list_ = std::move((*read).list);
            samples_ = std::move((*read).samples);
            thirds_ = std::move((*read).thirds);
            outcomes_.clear();
            for (const auto &review : list_->reviews)
                outcomes_.push_back(outcome_of(review));
            emit opened();
        };
    });
}

int AuditSession::placeOfSample(int sample) const
{
    if (!list_ || sample < 0)
        return -1;
    // In the order of ids; those that the corpus lacks came after it was read, and are the last.
    const auto found = std::lower_bound(samples_.begin(), samples_.end(), sample, [](int of, int wanted) { return of >= 0 && of < wanted; });
    return found != samples_.end() && *found == sample ? int(found - samples_.begin()) : -1;
}

Agreement AuditSession::agreement() const { return m3po::agreement(list_->terms, thirds_, outcomes_); }

void AuditSession::put(int place, const Review &review)
{
    list_->reviews[std::size_t(place)] = review;
    outcomes_[std::size_t(place)] = outcome_of(review);
    lastSaid_[place] = ++said_;
    countWriting(1);
    emit changed(place);
    inTurn([this, writer = writer_, review, open = opens_]() -> std::function<void()> {
        const auto done = catching([&] { reviews::put(writer->project(), review); });
        return [this, done, open] {
            countWriting(-1);
            if (done.ok()) {
                emit written();
                return;
            }
            emit failed(tr("Not kept: %1").arg(sentence(done.error())));
            if (open == opens_)
                read(); // what the project has is what holds
        };
    });
}

void AuditSession::walk(bool back)
{
    if (!list_)
        return;
    countWriting(1);
    inTurn([this, writer = writer_, back, selection = list_->selection.id, open = opens_, said = said_]() -> std::function<void()> {
        struct Step {
            std::optional<PairKey> key;
            std::optional<Review> review;
        };
        auto step = catching([&]() -> Step {
            auto &project = writer->project();
            const auto key = back ? reviews::undo(project, selection) : reviews::redo(project, selection);
            return {key, key ? reviews::find(project, *key) : std::nullopt};
        });
        return [this, step = std::move(step), back, open, said]() mutable {
            countWriting(-1);
            if (!step.ok()) {
                emit failed(sentence(step.error()));
                return;
            }
            const auto &[key, review] = *step;
            if (!key) {
                emit nothingLeft(back);
                return;
            }
            const int place = open == opens_ && list_ ? int(list_->place(*key)) : -1;
            if (place >= 0 && lastSaid_.value(place) <= said) {
                auto &kept = list_->reviews[std::size_t(place)];
                kept = review.value_or(Review());
                kept.pair = *key;
                outcomes_[std::size_t(place)] = outcome_of(kept);
                ++said_;
                emit changed(place);
                emit walked(place);
            }
            emit written();
        };
    });
}

} // namespace m3po
