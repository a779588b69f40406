// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/table_file.h"

#include "widgets/dialogs/dialogs.h"
#include "widgets/dialogs/export_action.h"

#include <QAbstractItemView>
#include <QAction>
#include <QSaveFile>

namespace m3po {
namespace {

QByteArray quoted(const QString &text)
{
    auto bytes = text.toUtf8();
    if (bytes.contains(',') || bytes.contains('"') || bytes.contains('\n') || bytes.contains('\r'))
        bytes = '"' + bytes.replace("\"", "\"\"") + '"';
    return bytes;
}

QString cell(const QModelIndex &index)
{
    if (const auto exact = index.data(exactRole); exact.isValid())
        return exact.toString();
    const auto shown = index.data().toString(), exact = index.data(Qt::ToolTipRole).toString();
    bool number = false;
    exact.toDouble(&number);
    return number ? exact : shown;
}

} // namespace

QByteArray csvLine(const QStringList &cells)
{
    QByteArray line;
    for (qsizetype i = 0; i < cells.size(); ++i)
        line += (i > 0 ? "," : "") + quoted(cells[i]);
    return line + "\r\n";
}

QString writeCsv(const QAbstractItemModel &model, const QString &file)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return QObject::tr("%1 could not be written: %2").arg(file, out.errorString());
    const auto line = [&](auto &&text) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << text(column);
        out.write(csvLine(cells));
    };
    line([&](int column) { return model.headerData(column, Qt::Horizontal).toString().simplified(); });
    for (int row = 0; row < model.rowCount(); ++row)
        line([&](int column) { return cell(model.index(row, column)); });
    return out.commit() ? QString() : QObject::tr("%1 could not be written: %2").arg(file, out.errorString());
}

QAction *offerCsv(QAbstractItemView *view, const QString &name)
{
    auto *action = addExportAction(view, QObject::tr("Export “%1” as CSV…").arg(name));
    QObject::connect(action, &QAction::triggered, view, [view, name] {
        const auto title = QObject::tr("Export the table");
        const auto file = dialogs::saveFile(view, title, name + QLatin1String(".csv"), QObject::tr("Tables (*.csv)"));
        if (file.isEmpty())
            return;
        if (const auto trouble = writeCsv(*view->model(), file); !trouble.isEmpty())
            dialogs::complain(view, title, trouble);
    });
    return action;
}

} // namespace m3po
