// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stages/stage_form.h"

#include "widgets/dialogs/dialogs.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace m3po {
namespace {

bool isPath(StageField::Kind kind)
{
    return kind == StageField::Kind::Folder || kind == StageField::Kind::File || kind == StageField::Kind::Files || kind == StageField::Kind::NewFile;
}

QStringList lines(const QString &text)
{
    QStringList found;
    for (const auto &line : text.split(QLatin1Char('\n')))
        if (!line.trimmed().isEmpty())
            found << line.trimmed();
    return found;
}

} // namespace

QString shellQuoted(const QString &argument)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    if (plain.match(argument).hasMatch())
        return argument;
    return QLatin1Char('\'') + QString(argument).replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

StageForm::StageForm(Stage stage, QWidget *parent)
    : QDialog(parent), stage_(std::move(stage)), line_(new QPlainTextEdit(this)), trouble_(new QLabel(this)),
      buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(stage_.title);
    auto *says = new QLabel(stage_.says, this);
    says->setTextFormat(Qt::PlainText);
    says->setWordWrap(true);
    auto *form = new QFormLayout;
    const QSettings settings;
    for (std::size_t i = 0; i < stage_.fields.size(); ++i) {
        const auto &field = stage_.fields[i];
        auto *row = control(i);
        form->addRow(field.label, row);
        controls_.back()->setAccessibleName(field.label);
        controls_.back()->setToolTip(field.tip.toHtmlEscaped());
        auto kept = settings.value(stage_.settings + QLatin1Char('/') + field.option);
        if (field.begins.isValid())
            kept = field.begins;
        setValue(field.option, !stage_.settings.isEmpty() && kept.isValid() && isPath(field.kind) && field.standard.isNull() ? kept : field.standard);
    }
    line_->setReadOnly(true);
    line_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    line_->setMaximumHeight(line_->fontMetrics().lineSpacing() * 4);
    line_->setTabChangesFocus(true);
    line_->setAccessibleName(tr("The command line that this stands for"));
    trouble_->setTextFormat(Qt::PlainText);
    trouble_->setWordWrap(true);
    trouble_->setAccessibleName(tr("What is missing"));
    buttons_->button(QDialogButtonBox::Ok)->setText(tr("Start"));
    buttons_->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(says);
    layout->addLayout(form);
    layout->addWidget(new QLabel(tr("The command line that this stands for:"), this));
    layout->addWidget(line_);
    layout->addWidget(trouble_);
    layout->addWidget(buttons_);
    resize(620, sizeHint().height());
    connect(buttons_, &QDialogButtonBox::accepted, this, &StageForm::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &StageForm::reject);
    showLine();
}

QWidget *StageForm::control(std::size_t index)
{
    const auto &field = stage_.fields[index];
    switch (field.kind) {
    case StageField::Kind::Integer: {
        auto *box = new QSpinBox(this);
        box->setRange(int(field.least), int(qMin(field.most, 2e9)));
        box->setSingleStep(int(field.step));
        connect(box, &QSpinBox::valueChanged, this, &StageForm::showLine);
        controls_.push_back(box);
        return box;
    }
    case StageField::Kind::Real: {
        auto *box = new QDoubleSpinBox(this);
        box->setDecimals(4);
        box->setRange(field.least, field.most);
        box->setSingleStep(field.step);
        connect(box, &QDoubleSpinBox::valueChanged, this, &StageForm::showLine);
        controls_.push_back(box);
        return box;
    }
    case StageField::Kind::Choice: {
        auto *box = new QComboBox(this);
        box->addItems(field.choices);
        connect(box, &QComboBox::currentIndexChanged, this, &StageForm::showLine);
        controls_.push_back(box);
        return box;
    }
    default: break;
    }
    if (field.kind == StageField::Kind::Files)
        return filesControl(field);
    auto *line = new QLineEdit(this);
    connect(line, &QLineEdit::textChanged, this, &StageForm::showLine);
    controls_.push_back(line);
    if (!isPath(field.kind))
        return line;
    auto *browse = new QToolButton(this);
    connect(browse, &QToolButton::clicked, this, [this, line, field] {
        const auto chosen = field.kind == StageField::Kind::Folder ? dialogs::openFolder(this, field.label)
                          : field.kind == StageField::Kind::File   ? dialogs::openFile(this, field.label, field.filter)
                                                                   : dialogs::saveFile(this, field.label, line->text(), field.filter);
        if (!chosen.isEmpty())
            line->setText(chosen);
    });
    return withBrowse(line, browse, field);
}

QWidget *StageForm::filesControl(const StageField &field)
{
    auto *list = new QPlainTextEdit(this);
    list->setLineWrapMode(QPlainTextEdit::NoWrap);
    list->setTabChangesFocus(true);
    list->setFixedHeight(list->fontMetrics().lineSpacing() * 4 + 8);
    list->setPlaceholderText(tr("One a line"));
    connect(list, &QPlainTextEdit::textChanged, this, &StageForm::showLine);
    controls_.push_back(list);
    auto *browse = new QToolButton(this);
    connect(browse, &QToolButton::clicked, this, [this, list, field] {
        if (const auto chosen = dialogs::openFiles(this, field.label, field.filter); !chosen.isEmpty())
            list->setPlainText(chosen.join(QLatin1Char('\n')));
    });
    return withBrowse(list, browse, field);
}

QWidget *StageForm::withBrowse(QWidget *control, QToolButton *browse, const StageField &field)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    browse->setText(tr("Browse…"));
    browse->setAccessibleName(tr("Choose: %1").arg(field.label));
    browse->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(control, 1);
    layout->addWidget(browse, 0, Qt::AlignTop);
    return row;
}

QVariant StageForm::valueOf(std::size_t index) const
{
    auto *widget = controls_[index];
    if (const auto *box = qobject_cast<QSpinBox *>(widget))
        return box->value();
    if (const auto *box = qobject_cast<QDoubleSpinBox *>(widget))
        return box->value();
    if (const auto *box = qobject_cast<QComboBox *>(widget))
        return box->currentText();
    if (const auto *list = qobject_cast<QPlainTextEdit *>(widget))
        return lines(list->toPlainText()).join(QLatin1Char('\n'));
    return static_cast<QLineEdit *>(widget)->text();
}

QVariant StageForm::value(const QString &option) const
{
    for (std::size_t i = 0; i < stage_.fields.size(); ++i)
        if (stage_.fields[i].option == option)
            return valueOf(i);
    return {};
}

void StageForm::setValue(const QString &option, const QVariant &value)
{
    for (std::size_t i = 0; i < stage_.fields.size() && i < controls_.size(); ++i) {
        if (stage_.fields[i].option != option)
            continue;
        if (auto *box = qobject_cast<QSpinBox *>(controls_[i]))
            box->setValue(value.toInt());
        else if (auto *box = qobject_cast<QDoubleSpinBox *>(controls_[i]))
            box->setValue(value.toDouble());
        else if (auto *box = qobject_cast<QComboBox *>(controls_[i]))
            box->setCurrentText(value.toString());
        else if (auto *list = qobject_cast<QPlainTextEdit *>(controls_[i]))
            list->setPlainText(value.toString());
        else
            static_cast<QLineEdit *>(controls_[i])->setText(value.toString());
    }
}

QStringList StageForm::arguments() const
{
    auto list = stage_.arguments;
    for (std::size_t i = 0; i < stage_.fields.size(); ++i) {
        const auto &field = stage_.fields[i];
        const auto value = valueOf(i);
        if (value.toString().isEmpty() || (!field.needed && value.toString() == field.standard.toString()))
            continue;
        if (!field.option.isEmpty())
            list << field.option;
        if (field.kind == StageField::Kind::Files)
            list << lines(value.toString());
        else
            list << value.toString();
    }
    return list;
}

QString StageForm::commandLine() const
{
    QStringList words{QStringLiteral("m3po")};
    for (const auto &argument : arguments())
        words << shellQuoted(argument);
    return words.join(QLatin1Char(' '));
}

QString StageForm::trouble() const
{
    for (std::size_t i = 0; i < stage_.fields.size(); ++i) {
        const auto &field = stage_.fields[i];
        const auto text = valueOf(i).toString();
        if (text.isEmpty()) {
            if (field.needed)
                return tr("Still missing: %1.").arg(field.label);
            continue;
        }
        if (field.kind == StageField::Kind::Folder && !QFileInfo(text).isDir() && field.option != QLatin1String("--out"))
            return tr("%1: there is no such folder (%2).").arg(text, field.label);
        for (const auto &file : field.kind == StageField::Kind::File ? QStringList{text} : field.kind == StageField::Kind::Files ? lines(text) : QStringList())
            if (!QFileInfo::exists(file))
                return tr("%1: there is no such file (%2).").arg(file, field.label);
    }
    QStringList oneOf;
    for (const auto &option : stage_.oneOf) {
        if (!value(option).toString().isEmpty())
            return {};
        for (const auto &field : stage_.fields)
            if (field.option == option)
                oneOf << field.label;
    }
    if (!oneOf.isEmpty())
        return tr("Still missing: one of %1.").arg(oneOf.join(QStringLiteral(", ")));
    return {};
}

void StageForm::showLine()
{
    if (controls_.size() != stage_.fields.size())
        return; // being made
    line_->setPlainText(commandLine());
    const auto missing = trouble();
    trouble_->setText(missing);
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(missing.isEmpty());
}

void StageForm::accept()
{
    if (!trouble().isEmpty())
        return;
    QSettings settings;
    for (std::size_t i = 0; i < stage_.fields.size() && !stage_.settings.isEmpty(); ++i)
        if (isPath(stage_.fields[i].kind))
            settings.setValue(stage_.settings + QLatin1Char('/') + stage_.fields[i].option, valueOf(i));
    QDialog::accept();
}

} // namespace m3po
