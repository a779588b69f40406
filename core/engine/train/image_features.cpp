// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/train/image_features.h"

#include "core/base/file.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <spdlog/fmt/fmt.h>

namespace m3po::engine {

ImageFeatures::ImageFeatures(const VisionLanguageModel &model, Loader loader, std::int64_t max_bytes)
    : model_(model), loader_(std::move(loader)), max_bytes_(max_bytes)
{
}

ImageFeatures::Loader ImageFeatures::files(const VisionLanguageModel &model, std::filesystem::path root, DecodeOptions options)
{
    return [&model, root = std::move(root), options](const std::string &image) {
        const auto *processor = model.image_processor();
        if (!processor)
            throw Failure(Error::invalid_input(fmt::format("{}: the model has no vision tower, so no images can be given to it",
                                                           model.folder().string())));
        const auto file = root.empty() ? std::filesystem::path(image) : *path_inside(root, image);
        const auto values = processor->pixels(*decode_image(file, options));
        return at::tensor(values, at::kFloat).view({3, processor->height(), processor->width()});
    };
}

at::Tensor ImageFeatures::pixels(const std::string &image, const std::string &place) const
{
    try {
        return loader_(image);
    } catch (const Failure &failure) {
        throw Failure(Error{failure.error().kind, fmt::format("{}: {}", place, failure.error().message)});
    }
}

const ImageFeatures::Entry *ImageFeatures::find(const std::string &image)
{
    const auto found = entries_.find(image);
    if (found == entries_.end())
        return nullptr;
    used_.splice(used_.begin(), used_, found->second.used);
    return &found->second;
}

std::int64_t ImageFeatures::bytes() const
{
    const std::lock_guard lock(mutex_);
    return bytes_;
}

at::Tensor ImageFeatures::features(const std::string &image, const std::string &place)
{
    if (image.empty())
        return {};
    if (const std::lock_guard lock(mutex_); const auto *entry = find(image))
        return entry->features;
    at::NoGradGuard no_grad;
    auto features = model_.encode_images(pixels(image, place).unsqueeze(0).to(model_.device())).select(0, 0).contiguous();
    const std::lock_guard lock(mutex_);
    if (const auto *entry = find(image)) // another thread was there first
        return entry->features;
    used_.push_front(image);
    bytes_ += static_cast<std::int64_t>(features.nbytes());
    entries_[image] = {features, used_.begin()};
    while (bytes_ > max_bytes_ && used_.size() > 1) {
        const auto oldest = entries_.find(used_.back());
        bytes_ -= static_cast<std::int64_t>(oldest->second.features.nbytes());
        entries_.erase(oldest);
        used_.pop_back();
    }
    return features;
}

} // namespace m3po::engine
