// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/library/library_file.h"

#include "widgets/dialogs/table_file.h"

#include <QCoreApplication>
#include <QSaveFile>

#include <cmath>

namespace m3po {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LibraryFile)
};

using Quantity = LibraryRule::Quantity;

constexpr Quantity quantities[]{Quantity::ChosenMas, Quantity::Score, Quantity::MasGap, Quantity::LogpGap, Quantity::ChosenLogp, Quantity::Disagreement};

} // namespace

QString writeSamples(const LibraryInputs &inputs, const std::vector<int> &samples, const QString &file)
{
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly)) {
        out.write(csvLine({Words::tr("Sample"), Words::tr("Image"), Words::tr("Instruction"), Words::tr("MAS(R_w)"), Words::tr("S(R_l)"), Words::tr("MAS(R_w) − MAS(R_l)"),
                           Words::tr("log P(R_w) − log P(R_l)"), Words::tr("log P(R_w)"), Words::tr("Disagreement")}));
        const auto &corpus = inputs.index->corpus();
        for (const int sample : samples) {
            const auto &row = corpus.samples[std::size_t(sample)];
            QStringList cells{row.externalId, row.imagePath, row.instruction};
            for (const auto quantity : quantities) {
                const double value = quantityOf(inputs, quantity, sample);
                cells << (std::isnan(value) ? QString() : QString::number(value, 'g', 9));
            }
            out.write(csvLine(cells));
        }
        if (out.commit())
            return {};
    }
    return Words::tr("%1 could not be written: %2").arg(file, out.errorString());
}

} // namespace m3po
