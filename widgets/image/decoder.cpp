// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/decoder.h"

#include "core/base/sanitized.h"
#include "core/image/decode.h"
#include "widgets/image/decoder_wire.h"

#include <QImage>
#include <QImageReader>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace m3po {
namespace {

constexpr rlim_t mostMemory = 4ull << 30; // the largest picture that is read takes a gigabyte twice
constexpr rlim_t mostFiles = 64;

void giveUpRights()
{
    const auto limit = [](auto resource, rlim_t most) {
        const rlimit both{most, most};
        ::setrlimit(resource, &both);
    };
    if (!sanitized)
        limit(RLIMIT_AS, mostMemory);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, mostFiles);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

struct Decoded {
    QImage image;
    bool shrunk = false;
};

QImage whole(const std::string &file)
{
    const auto decoded = *decode_image(std::filesystem::path(file));
    // Converted, because QImage does not own the rows that it is given, and 32 bits are what is painted fast.
    auto picture = QImage(decoded.rgb.data(), decoded.width, decoded.height, 3 * qsizetype(decoded.width), QImage::Format_RGB888)
                       .convertToFormat(QImage::Format_RGB32);
    if (picture.isNull())
        throw Failure(Error::io(file + ": there is not enough memory to show a picture of " + std::to_string(decoded.width) + " x " +
                                std::to_string(decoded.height)));
    return picture;
}

Decoded decode(const std::string &file, int side)
{
    if (side <= 0)
        return {whole(file), false};
    // Large JPEGs at a half, a quarter or an eighth where that is enough, which takes a fraction of the time.
    QImageReader reader(QString::fromStdString(file));
    reader.setAutoTransform(true);
    if (const auto size = reader.format() == "jpeg" ? reader.size() : QSize(); size.width() > side || size.height() > side) {
        reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1}));
        if (auto image = reader.read(); !image.isNull())
            return {image.convertToFormat(QImage::Format_RGB32), true};
    }
    const auto read = whole(file); // which also says what is wrong with it
    const bool large = read.width() > side || read.height() > side;
    return {read.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation), large};
}

bool answer(int socket, const std::string &file, int side)
{
    const auto decoded = catching([&] { return decode(file, side); });
    DecoderAnswer head;
    if (!decoded.ok()) {
        const auto sentence = decoded.error().message.substr(0, longestSentence);
        head.bytes = sentence.size();
        return sendAll(socket, &head, sizeof head) && sendAll(socket, sentence.data(), sentence.size());
    }
    const auto &image = decoded->image; // rows of 32-bit pixels have no padding
    head.kind = DecoderAnswer::Picture;
    head.width = std::uint32_t(image.width());
    head.height = std::uint32_t(image.height());
    head.shrunk = decoded->shrunk;
    head.bytes = std::uint64_t(image.sizeInBytes());
    return sendAll(socket, &head, sizeof head) && sendAll(socket, image.constBits(), head.bytes);
}

} // namespace

int decodePictures()
{
    giveUpRights();
    // What a library prints or reads must not end up among the answers.
    const int socket = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (socket < 0 || nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0)
        return 1;
    DecoderQuestion question;
    while (receiveAll(socket, &question, sizeof question, -1) && question.path <= longestPath) {
        std::string file(question.path, '\0');
        if (!receiveAll(socket, file.data(), file.size(), -1) || !answer(socket, file, question.side))
            return 1;
    }
    return 0;
}

} // namespace m3po
