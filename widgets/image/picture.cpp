// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/image/picture.h"

#include "widgets/image/decoder_process.h"

#include <QCoreApplication>

#include <memory>
#include <mutex>
#include <vector>

namespace m3po {
namespace {

constexpr std::size_t mostIdle = 3; // children that wait for the next picture: two for small ones, one for that in view

// Children, each of which serves one caller at a time.
class Decoders {
public:
    static Decoders &all()
    {
        static Decoders decoders;
        return decoders;
    }

    void use(const QString &program, int milliseconds)
    {
        const std::lock_guard lock(mutex_);
        program_ = program;
        milliseconds_ = milliseconds;
        idle_.clear();
    }

    Result<SmallPicture> read(const QString &file, int side)
    {
        return catching([&] {
            auto process = take();
            auto picture = process->decode(file.toStdString(), side); // throws, and the child goes, where it is not to be trusted any more
            giveBack(std::move(process));
            return *std::move(picture);
        });
    }

private:
    std::unique_ptr<DecoderProcess> take()
    {
        const std::lock_guard lock(mutex_);
        while (!idle_.empty()) {
            auto process = std::move(idle_.back());
            idle_.pop_back();
            if (process->isAlive()) // the system may have ended it for its memory
                return process;
        }
        const auto program = program_.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/m3po-workbench") : program_;
        return std::make_unique<DecoderProcess>(program.toStdString(), milliseconds_);
    }

    void giveBack(std::unique_ptr<DecoderProcess> process)
    {
        const std::lock_guard lock(mutex_);
        if (idle_.size() < mostIdle)
            idle_.push_back(std::move(process));
    }

    std::mutex mutex_;
    QString program_;
    int milliseconds_ = 30'000;
    std::vector<std::unique_ptr<DecoderProcess>> idle_;
};

} // namespace

Result<QImage> readPicture(const QString &file)
{
    auto read = Decoders::all().read(file, 0);
    if (!read.ok())
        return read.error();
    return std::move(read->image);
}

Result<SmallPicture> readSmallPicture(const QString &file, int side) { return Decoders::all().read(file, side); }

void setPictureDecoder(const QString &program, int milliseconds) { Decoders::all().use(program, milliseconds); }

} // namespace m3po
