// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/preprocess.h"

#include "core/base/file.h"
#include "core/base/hash.h"

#include <nlohmann/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace m3po {
namespace {

using nlohmann::json;

constexpr int max_side = 16384; // of what a tower gets, and of a padded square on its way there
constexpr std::int64_t max_resized_side = 1 << 26;

enum class Number { ShortestEdge, Square }; // what a size that is a number means

// The settings of one image_processor object, with places for messages. A null is as good as nothing, as it is
// for Transformers.
class Settings {
public:
    Settings(const json &object, const std::string &name) : object_(object), name_(name) {}

    const json *find(const char *key) const
    {
        const auto found = object_.find(key);
        return found == object_.end() || found->is_null() ? nullptr : &*found;
    }

    [[noreturn]] void refuse(const char *key, const std::string &expected) const
    {
        throw Failure(Error::invalid_input(fmt::format("{}: \"{}\": expected {}", name_, key, expected)));
    }

    void read(const char *key, bool &value) const
    {
        if (const auto *found = find(key)) {
            if (!found->is_boolean())
                refuse(key, "true or false");
            value = found->get<bool>();
        }
    }

    void read(const char *key, double &value) const
    {
        if (const auto *found = find(key)) {
            if (!found->is_number() || !std::isfinite(found->get<double>()))
                refuse(key, "a number");
            value = found->get<double>();
        }
    }

    // A number for all channels, or one for each.
    void read(const char *key, std::array<double, 3> &values) const
    {
        const auto *found = find(key);
        if (!found)
            return;
        const bool list = found->is_array() && found->size() == 3 &&
                          std::all_of(found->begin(), found->end(), [](const json &v) { return v.is_number(); });
        if (!list && !found->is_number())
            refuse(key, "three numbers");
        for (std::size_t i = 0; i < 3; ++i)
            values[i] = list ? (*found)[i].get<double>() : found->get<double>();
    }

    int side(const char *key, const json &value) const
    {
        if (!value.is_number_integer() || value.get<std::int64_t>() < 1 || value.get<std::int64_t>() > max_side)
            refuse(key, fmt::format("a side of 1 to {} pixels", max_side));
        return value.get<int>();
    }

    // {"height", "width"}, [height, width], or a number; {"shortest_edge"} where a number means that.
    ImageProcessor::Size size(const char *key, const json &value, Number meaning) const
    {
        const bool shortest_allowed = meaning == Number::ShortestEdge;
        if (value.is_number() && shortest_allowed)
            return {side(key, value), 0, 0};
        if (value.is_number())
            return {{}, side(key, value), side(key, value)};
        if (value.is_array() && value.size() == 2)
            return {{}, side(key, value[0]), side(key, value[1])};
        // Transformers 5 writes all keys of its SizeDict, those without a value as null.
        const auto given = [&](const char *name) { return value.contains(name) && !value[name].is_null(); };
        if (value.is_object() && given("shortest_edge") && shortest_allowed) {
            if (given("longest_edge"))
                throw Failure(Error::unsupported(fmt::format(
                    "{}: \"{}\": \"longest_edge\" is not supported; expected \"shortest_edge\" alone, or \"height\" "
                    "and \"width\"", name_, key)));
            return {side(key, value["shortest_edge"]), 0, 0};
        }
        if (value.is_object() && given("height") && given("width"))
            return {{}, side(key, value["height"]), side(key, value["width"])};
        refuse(key, shortest_allowed ? "\"shortest_edge\", \"height\" and \"width\", or a number"
                                     : "\"height\" and \"width\", or a number");
    }

    const std::string &name() const { return name_; }

private:
    const json &object_;
    const std::string &name_;
};

// "CLIPImageProcessorFast" and "CLIPFeatureExtractor" are "CLIP": the same settings for other machinery.
std::string family_of(const Settings &settings)
{
    std::string type;
    for (const auto *key : {"image_processor_type", "feature_extractor_type"}) {
        const auto *found = settings.find(key);
        if (found && found->is_string() && type.empty())
            type = found->get<std::string>();
    }
    for (const std::string_view ending : {"Fast", "Pil", "ImageProcessor", "FeatureExtractor"}) {
        if (type.ends_with(ending))
            type.resize(type.size() - ending.size());
    }
    return type;
}

ImageProcessor from_settings(const Settings &settings)
{
    ImageProcessor processor;
    const auto family = family_of(settings);
    if (family == "Siglip") {
        processor.size = {{}, 224, 224};
        processor.do_center_crop = false;
        processor.image_mean = processor.image_std = {0.5, 0.5, 0.5};
    } else if (!family.empty() && family != "CLIP" && family != "Llava") {
        throw Failure(Error::unsupported(fmt::format(
            "{}: \"image_processor_type\": {} is not supported; CLIP's, LLaVA's and SigLIP's are", settings.name(), family)));
    }
    if (family != "CLIP" && family != "Siglip") // theirs pads a batch of unequal pictures, of which there are none
        settings.read("do_pad", processor.do_pad);
    if (const auto *ratio = settings.find("image_aspect_ratio")) {
        if (*ratio != "pad" && *ratio != "square")
            throw Failure(Error::unsupported(fmt::format("{}: \"image_aspect_ratio\": {} is not supported; \"pad\" and "
                                                         "\"square\" are", settings.name(), ratio->dump())));
        processor.do_pad = *ratio == "pad";
    }
    settings.read("do_resize", processor.do_resize);
    if (const auto *size = settings.find("size"))
        processor.size = settings.size("size", *size, Number::ShortestEdge);
    if (const auto *resample = settings.find("resample")) {
        if (!resample->is_number_integer() || resample->get<std::int64_t>() < 0 || resample->get<std::int64_t>() > 5)
            settings.refuse("resample", "a filter's number, 0 to 5");
        processor.resample = static_cast<Resample>(resample->get<int>());
    }
    settings.read("do_center_crop", processor.do_center_crop);
    if (const auto *crop = settings.find("crop_size")) {
        const auto size = settings.size("crop_size", *crop, Number::Square);
        processor.crop_height = size.height;
        processor.crop_width = size.width;
    }
    settings.read("do_rescale", processor.do_rescale);
    settings.read("rescale_factor", processor.rescale_factor);
    settings.read("do_normalize", processor.do_normalize);
    settings.read("image_mean", processor.image_mean);
    settings.read("image_std", processor.image_std);
    if (std::find(processor.image_std.begin(), processor.image_std.end(), 0.0) != processor.image_std.end())
        settings.refuse("image_std", "three numbers other than zero");
    const bool same_for_all = processor.do_center_crop ||
                              (processor.do_resize && (!processor.size.shortest_edge || processor.do_pad));
    if (!same_for_all)
        settings.refuse("do_center_crop", "true, or a \"size\" of height and width: every picture must end at one size");
    return processor;
}

int floor_half(int n)
{
    return n >= 0 ? n / 2 : -((1 - n) / 2);
}

struct Extent {
    int width;
    int height;
};

Extent resized_extent(const ImageProcessor &processor, const Image &image)
{
    if (!processor.do_resize)
        return {image.width, image.height};
    if (!processor.size.shortest_edge)
        return {processor.size.width, processor.size.height};
    const auto edge = *processor.size.shortest_edge;
    const auto [shorter, longer] = std::minmax(image.width, image.height);
    const auto product = static_cast<std::int64_t>(edge) * longer;
    const double exact = static_cast<double>(product) / shorter; // rounded once, as the reference's division is
    if (exact > max_resized_side)
        throw Failure(Error::invalid_input(fmt::format(
            "an image of {} by {} pixels is too long and thin to be resized to a shortest edge of {}", image.width,
            image.height, edge)));
    const int longest = static_cast<int>(exact);
    return image.width <= image.height ? Extent{edge, longest} : Extent{longest, edge};
}

// The picture in the middle of a square of the mean colour.
Image padded(const Image &image, const std::array<double, 3> &mean)
{
    const int side = std::max(image.width, image.height);
    if (image.width == image.height)
        return image;
    if (side > max_side)
        throw Failure(Error::invalid_input(fmt::format(
            "an image of {} by {} pixels cannot be padded to a square: at most {} pixels a side", image.width,
            image.height, max_side)));
    Image out(side, side);
    std::array<std::uint8_t, 3> colour{};
    for (std::size_t i = 0; i < 3; ++i)
        colour[i] = static_cast<std::uint8_t>(std::clamp(mean[i] * 255, 0.0, 255.0)); // cut, not rounded
    for (std::size_t i = 0; i < out.rgb.size(); ++i)
        out.rgb[i] = colour[i % 3];
    const int left = (side - image.width) / 2;
    const int top = (side - image.height) / 2;
    for (int y = 0; y < image.height; ++y)
        std::memcpy(out.row(top + y) + 3 * static_cast<std::ptrdiff_t>(left), image.row(y),
                    static_cast<std::size_t>(image.width) * 3);
    return out;
}

// The middle height x width of the image made as large as `extent`; black around it where it is smaller.
Image resized_middle(const Image &image, const Extent &extent, Resample filter, int width, int height)
{
    const int left = floor_half(extent.width - width);
    const int top = floor_half(extent.height - height);
    const Region region{std::max(left, 0), std::max(top, 0), std::min(width, extent.width),
                        std::min(height, extent.height)};
    auto middle = resize_region(image, extent.width, extent.height, filter, region);
    if (middle.width == width && middle.height == height)
        return middle;
    Image out(width, height);
    for (int y = 0; y < middle.height; ++y)
        std::memcpy(out.row(region.y - top + y) + 3 * static_cast<std::ptrdiff_t>(region.x - left), middle.row(y),
                    static_cast<std::size_t>(middle.width) * 3);
    return out;
}

} // namespace

Result<ImageProcessor> ImageProcessor::from_json(const json &document, const std::string &name)
{
    return catching([&] {
        if (!document.is_object())
            throw Failure(Error::invalid_input(name + ": expected a JSON object of image processor settings"));
        const auto nested = document.find("image_processor");
        if (nested == document.end())
            return from_settings({document, name});
        if (!nested->is_object())
            throw Failure(Error::invalid_input(name + ": \"image_processor\": expected a JSON object"));
        return from_settings({*nested, name});
    });
}

Result<ImageProcessor> ImageProcessor::load(const std::filesystem::path &model_dir)
{
    return catching([&] {
        constexpr std::uintmax_t max_bytes = 1 << 20;
        // As in Transformers, what processor_config.json holds goes first.
        const auto nested = model_dir / "processor_config.json";
        if (std::filesystem::exists(nested)) {
            const auto document = *read_json(nested, max_bytes);
            if (document.is_object() && document.contains("image_processor"))
                return *from_json(document, nested.string());
        }
        const auto file = model_dir / "preprocessor_config.json";
        if (!std::filesystem::exists(file))
            throw Failure(Error::not_found(fmt::format(
                "{}: not there; expected it, or an \"image_processor\" in processor_config.json", file.string())));
        return *from_json(*read_json(file, max_bytes), file.string());
    });
}

int ImageProcessor::height() const
{
    return do_center_crop ? crop_height : size.shortest_edge.value_or(size.height);
}

int ImageProcessor::width() const
{
    return do_center_crop ? crop_width : size.shortest_edge.value_or(size.width);
}

Image ImageProcessor::prepared(const Image &image) const
{
    if (image.width <= 0 || image.height <= 0)
        throw Failure(Error::internal("an empty image cannot be prepared for a model"));
    if (do_pad) {
        const auto square = padded(image, image_mean);
        return resized_middle(square, resized_extent(*this, square), resample, width(), height());
    }
    return resized_middle(image, resized_extent(*this, image), resample, width(), height());
}

std::vector<float> ImageProcessor::pixels(const Image &image) const
{
    // Each of the 256 values of a channel once, with the reference's steps and roundings: float64 product to
    // float32, then float32 throughout.
    std::array<std::array<float, 256>, 3> value{};
    for (std::size_t c = 0; c < 3; ++c) {
        const auto mean = static_cast<float>(image_mean[c]);
        const auto deviation = static_cast<float>(image_std[c]);
        for (std::size_t i = 0; i < 256; ++i) {
            auto &v = value[c][i];
            v = static_cast<float>(do_rescale ? static_cast<double>(i) * rescale_factor : static_cast<double>(i));
            if (do_normalize)
                v = (v - mean) / deviation;
        }
    }
    const auto ready = prepared(image);
    const std::size_t plane = static_cast<std::size_t>(ready.width) * ready.height;
    std::vector<float> out(3 * plane); // (3, height, width)
    for (std::size_t i = 0; i < plane; ++i) {
        for (std::size_t c = 0; c < 3; ++c)
            out[c * plane + i] = value[c][ready.rgb[3 * i + c]];
    }
    return out;
}

std::string ImageProcessor::fingerprint() const
{
    // Only what changes pixels; the number in front goes up when the way of making them does. Numbers by their bits.
    const auto bits = [](double value) { return fmt::format("{:016x}", std::bit_cast<std::uint64_t>(value)); };
    const auto each = [&](const std::array<double, 3> &v) { return bits(v[0]) + ' ' + bits(v[1]) + ' ' + bits(v[2]); };
    auto text = fmt::format("image-processor 1\npad {}\n", do_pad);
    if (do_resize)
        text += fmt::format("resize {} {} {} filter {}\n", size.shortest_edge.value_or(0),
                            size.shortest_edge ? 0 : size.height, size.shortest_edge ? 0 : size.width,
                            static_cast<int>(resample));
    if (do_center_crop)
        text += fmt::format("crop {} {}\n", crop_height, crop_width);
    if (do_rescale)
        text += "rescale " + bits(rescale_factor) + '\n';
    if (do_normalize || do_pad)
        text += "mean " + each(image_mean) + '\n';
    if (do_normalize)
        text += "deviation " + each(image_std) + '\n';
    return sha256(text);
}

} // namespace m3po
