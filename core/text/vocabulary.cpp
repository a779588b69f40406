// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/vocabulary.h"

#include "core/text/limits.h"

#include <algorithm>

namespace m3po {

namespace {

class Session : public DecodeSession {
public:
    Session(const TokenizerBase &tokenizer, const DecodeChain &chain, bool skip_special)
        : tokenizer_(tokenizer), pipeline_(chain), skip_special_(skip_special)
    {}
    std::string feed(std::int32_t id) override
    {
        if (skip_special_ && tokenizer_.is_special(id))
            return {};
        auto token = tokenizer_.token(id);
        return token.empty() ? std::string() : pipeline_.feed(std::move(token));
    }
    std::string finish() override { return pipeline_.finish(); }

private:
    const TokenizerBase &tokenizer_;
    DecodePipeline pipeline_;
    bool skip_special_;
};

} // namespace

std::unique_ptr<DecodeSession> TokenizerBase::start_decoding(bool skip_special) const
{
    return std::make_unique<Session>(*this, decode_chain_, skip_special);
}

std::optional<std::int32_t> TokenizerBase::token_id(std::string_view token) const
{
    if (const auto found = added_by_content_.find(token); found != added_by_content_.end())
        return added_[found->second].id;
    return model_id(token);
}

std::string TokenizerBase::token(std::int32_t id) const
{
    if (const auto found = shown_.find(id); found != shown_.end())
        return found->second;
    if (const auto found = added_by_id_.find(id); found != added_by_id_.end())
        return added_[found->second].content;
    return model_token(id).value_or(std::string());
}

bool TokenizerBase::is_special(std::int32_t id) const
{
    const auto found = added_by_id_.find(id);
    return found != added_by_id_.end() && added_[found->second].special;
}

bool TokenizerBase::adds_bos() const { return bos_ && !before_.empty() && before_.front() == *bos_; }
bool TokenizerBase::adds_eos() const { return eos_ && !after_.empty() && after_.back() == *eos_; }

void TokenizerBase::add(AddedToken token, std::int32_t model_size)
{
    if (token.content.empty())
        return;
    if (const auto same = added_by_content_.find(token.content); same != added_by_content_.end()) {
        token.id = added_[same->second].id;
        added_[same->second] = std::move(token);
        return;
    }
    if (token.id < 0)
        token.id = model_id(token.content).value_or(std::max(size_, model_size));
    if (const auto found = added_by_id_.find(token.id); found != added_by_id_.end()) {
        added_by_content_.erase(added_[found->second].content);
        added_by_content_[token.content] = found->second;
        added_[found->second] = std::move(token);
        return;
    }
    size_ = std::max({size_, model_size, token.id + 1});
    added_by_id_[token.id] = added_.size();
    added_by_content_[token.content] = added_.size();
    added_.push_back(std::move(token));
}

void TokenizerBase::finish_vocabulary(const TokenizerConfig &config, std::int32_t model_size)
{
    size_ = std::max(size_, model_size);
    for (auto token : config.added) {
        token.special = token.special || config.is_named(token.content);
        add(std::move(token), model_size);
    }
    for (const auto &[name, token] : config.named)
        if (!added_by_content_.contains(token.content))
            add(token, model_size);
    const auto id_of = [&](const char *name) -> std::optional<std::int32_t> {
        const auto content = config.name(name);
        return content ? token_id(*content) : std::nullopt;
    };
    bos_ = id_of("bos_token");
    eos_ = id_of("eos_token");
    pad_ = id_of("pad_token");
}

} // namespace m3po
