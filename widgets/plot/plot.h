// SPDX-License-Identifier: GPL-3.0-or-later
// A plot as every panel shows it: thin axes in the palette's colours, light and dark; written as PNG, SVG or PDF.
#pragma once

#include <qcustomplot.h>

namespace m3po {

class Plot : public QCustomPlot {
    Q_OBJECT
public:
    explicit Plot(QWidget *parent = nullptr);

    // What went wrong as a sentence, or "". The file's ending says which: .png, .svg, .pdf.
    QString exportTo(const QString &file);
    // Asks for a file, then writes it; `suggestion` is a name without its ending.
    void chooseExport(const QString &suggestion);
    // Gives the plot its action for that (widgets/dialogs/export_action.h).
    QAction *offerExport(const QString &suggestion);

protected:
    void changeEvent(QEvent *event) override;
    // Gives all axes the palette's colours. Subclasses add what is theirs; called whenever palette, font or style change.
    virtual void restyle();
};

} // namespace m3po
