// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/start/new_project.h"

#include "widgets/dialogs/dialogs.h"
#include "widgets/stages/stage_form.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace m3po {
namespace {

QString chooseFolder(QWidget *parent, const QString &title) { return dialogs::openFolder(parent, title); }
QString chooseDataset(QWidget *parent, const QString &title) { return dialogs::openFile(parent, title, NewProject::tr("Data sets (*.json *.jsonl)")); }
QString chooseProject(QWidget *parent, const QString &title)
{
    return dialogs::saveFile(parent, title, QStringLiteral("project.m3po"), NewProject::tr("Projects (*.m3po)"));
}

QString asLine(const QStringList &arguments)
{
    QStringList words{QStringLiteral("m3po")};
    for (const auto &argument : arguments)
        words << shellQuoted(argument);
    return words.join(QLatin1Char(' '));
}

} // namespace

NewProject::NewProject(const QString &images, const QString &dataset, QWidget *parent)
    : QDialog(parent), project_(new QLineEdit(this)), images_(new QLineEdit(this)), dataset_(new QLineEdit(this)), instruction_(new QLineEdit(this)),
      fromDataset_(new QRadioButton(tr("&A data set:"), this)), fromInstruction_(new QRadioButton(tr("&One question for every image:"), this)),
      empty_(new QRadioButton(tr("&Nothing yet; I shall import later"), this)), commands_(new QPlainTextEdit(this)), trouble_(new QLabel(this)),
      buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("New project"));
    auto *says = new QLabel(tr("A project is one file. It refers to a folder of images, which are never changed, and keeps everything else: samples, "
                               "candidates, scores, pairs and training runs."), this);
    says->setWordWrap(true);
    instruction_->setText(tr("Describe the image in detail."));
    project_->setAccessibleName(tr("Project file"));
    images_->setAccessibleName(tr("Folder of images"));
    dataset_->setAccessibleName(tr("Data set"));
    instruction_->setAccessibleName(tr("Question for every image"));
    dataset_->setPlaceholderText(tr("LLaVA-Instruct, ShareGPT4V, LLaVA questions, TRL or LLaMA-Factory pairs"));

    auto *form = new QFormLayout;
    form->addRow(tr("Folder of &images"), pathRow(images_, tr("Folder of images"), chooseFolder));
    form->addRow(new QLabel(tr("What is asked about them"), this));
    form->addRow(fromDataset_, pathRow(dataset_, tr("Data set"), chooseDataset));
    form->addRow(fromInstruction_, instruction_);
    form->addRow(empty_);
    form->addRow(tr("&Project file"), pathRow(project_, tr("Project file"), chooseProject));
    commands_->setReadOnly(true);
    commands_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    commands_->setMaximumHeight(commands_->fontMetrics().lineSpacing() * 5);
    commands_->setTabChangesFocus(true);
    commands_->setAccessibleName(tr("The commands that this stands for"));
    trouble_->setTextFormat(Qt::PlainText);
    trouble_->setWordWrap(true);
    buttons_->button(QDialogButtonBox::Ok)->setText(tr("Make the project"));
    buttons_->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(says);
    layout->addLayout(form);
    layout->addWidget(new QLabel(tr("The commands that this stands for:"), this));
    layout->addWidget(commands_);
    layout->addWidget(trouble_);
    layout->addWidget(buttons_);
    resize(680, sizeHint().height());

    (dataset.isEmpty() && !images.isEmpty() ? fromInstruction_ : fromDataset_)->setChecked(true);
    images_->setText(!images.isEmpty() ? images : dataset.isEmpty() ? QString() : QFileInfo(dataset).absolutePath());
    dataset_->setText(dataset);
    suggest();
    connect(project_, &QLineEdit::textEdited, this, [this] { named_ = true; });
    for (auto *line : {images_, dataset_})
        connect(line, &QLineEdit::textChanged, this, &NewProject::suggest);
    for (auto *line : {images_, dataset_, instruction_, project_})
        connect(line, &QLineEdit::textChanged, this, &NewProject::showCommands);
    for (auto *choice : {fromDataset_, fromInstruction_, empty_})
        connect(choice, &QRadioButton::toggled, this, &NewProject::showCommands);
    connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showCommands();
}

QWidget *NewProject::pathRow(QLineEdit *line, const QString &label, QString (*choose)(QWidget *, const QString &))
{
    auto *row = new QWidget(this);
    auto *browse = new QToolButton(row);
    browse->setText(tr("Browse…"));
    browse->setAccessibleName(tr("Choose: %1").arg(label));
    browse->setFocusPolicy(Qt::StrongFocus);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(line, 1);
    layout->addWidget(browse);
    connect(browse, &QToolButton::clicked, this, [this, line, label, choose] {
        if (const auto chosen = choose(this, label); !chosen.isEmpty()) {
            line->setText(chosen);
            named_ = named_ || line == project_;
        }
    });
    return row;
}

void NewProject::suggest()
{
    const auto &from = !dataset_->text().isEmpty() ? dataset_->text() : images_->text();
    if (!named_ && !from.isEmpty())
        project_->setText(QFileInfo(QDir::cleanPath(from)).absolutePath() + QLatin1Char('/') + QFileInfo(QDir::cleanPath(from)).completeBaseName() + QStringLiteral(".m3po"));
}

QString NewProject::project() const
{
    const auto name = project_->text();
    return name.isEmpty() || name.endsWith(QLatin1String(".m3po")) ? name : name + QStringLiteral(".m3po");
}

QStringList NewProject::initArguments() const { return {QStringLiteral("init"), project(), QStringLiteral("--images"), images_->text()}; }

QStringList NewProject::importArguments() const
{
    if (fromDataset_->isChecked())
        return {QStringLiteral("import"), project(), dataset_->text()};
    if (fromInstruction_->isChecked())
        return {QStringLiteral("import"), project(), images_->text(), QStringLiteral("--instruction"), instruction_->text()};
    return {};
}

QString NewProject::trouble() const
{
    if (images_->text().isEmpty())
        return tr("Still missing: the folder of images.");
    if (!QFileInfo(images_->text()).isDir())
        return tr("%1: there is no such folder.").arg(images_->text());
    if (fromDataset_->isChecked() && dataset_->text().isEmpty())
        return tr("Still missing: the data set, or choose one of the other two.");
    if (fromDataset_->isChecked() && !QFileInfo(dataset_->text()).isFile())
        return tr("%1: there is no such file.").arg(dataset_->text());
    if (fromInstruction_->isChecked() && instruction_->text().trimmed().isEmpty())
        return tr("Still missing: the question.");
    if (project().isEmpty())
        return tr("Still missing: the project file.");
    if (QFileInfo::exists(project()))
        return tr("%1 is there already; choose another name, or open it.").arg(project());
    return {};
}

void NewProject::showCommands()
{
    QStringList lines{asLine(initArguments())};
    if (!importArguments().isEmpty())
        lines << asLine(importArguments());
    commands_->setPlainText(lines.join(QLatin1Char('\n')));
    dataset_->setEnabled(fromDataset_->isChecked());
    instruction_->setEnabled(fromInstruction_->isChecked());
    trouble_->setText(trouble());
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(trouble().isEmpty());
}

} // namespace m3po
