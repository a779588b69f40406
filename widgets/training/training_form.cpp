// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/training/training_form.h"

#include "widgets/dialogs/dialogs.h"
#include "widgets/jobs/job_queue.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/background.h"
#include "widgets/workspace/workspace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace m3po {
namespace {

using Kind = TrainingField::Kind;

QString bytesText(std::int64_t bytes)
{
    return bytes >= 1'000'000'000 ? TrainingForm::tr("%1 GB").arg(style::number(double(bytes) / 1e9)) : TrainingForm::tr("%1 MB").arg(style::number(double(bytes) / 1e6));
}

} // namespace

TrainingForm::TrainingForm(Workspace *workspace, QWidget *parent)
    : QWidget(parent), workspace_(workspace), more_(new QWidget), line_(new QPlainTextEdit(this)), cost_(new QLabel(this)), trouble_(new QLabel(this)),
      start_(new QPushButton(tr("Start training"), this)), save_(new QPushButton(tr("Save the selection of now…"), this))
{
    auto *fields = new QWidget;
    auto *common = new QFormLayout;
    auto *rest = new QFormLayout(more_);
    rest->setContentsMargins(0, 0, 0, 0);
    for (auto *form : {common, rest}) {
        form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
        form->setVerticalSpacing(4);
    }
    for (const auto &field : trainingFields())
        addField(field, field.common ? common : rest);
    auto *fold = new QToolButton;
    fold->setText(tr("More"));
    fold->setCheckable(true);
    fold->setArrowType(Qt::RightArrow);
    fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    fold->setAutoRaise(true);
    fold->setAccessibleName(tr("More fields"));
    more_->hide();
    connect(fold, &QToolButton::toggled, this, [this, fold](bool open) {
        more_->setVisible(open);
        fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    });
    auto *column = new QVBoxLayout(fields);
    column->setContentsMargins(0, 0, 4, 0);
    column->addLayout(common);
    column->addWidget(fold);
    column->addWidget(more_);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(fields);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    fields->setAutoFillBackground(false);

    line_->setReadOnly(true);
    line_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    line_->setTabChangesFocus(true);
    line_->setFixedHeight(line_->fontMetrics().lineSpacing() * 5 + 12);
    line_->setAccessibleName(tr("The command line that this stands for"));
    for (auto *label : {cost_, trouble_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    cost_->setAccessibleName(tr("What it will cost"));
    trouble_->setAccessibleName(tr("Why it cannot start"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll, 1);
    layout->addWidget(cost_);
    layout->addWidget(line_);
    layout->addWidget(trouble_);
    layout->addWidget(save_);
    layout->addWidget(start_);

    settle_.setSingleShot(true);
    settle_.setInterval(200);
    connect(&settle_, &QTimer::timeout, this, &TrainingForm::estimate);
    connect(&estimating_, &QFutureWatcherBase::finished, this, &TrainingForm::showEstimate);
    connect(start_, &QPushButton::clicked, this, [this] {
        if (trouble().isEmpty())
            emit startWanted(valueOf(values(), QStringLiteral("name")), arguments());
    });
    connect(save_, &QPushButton::clicked, this, [this] {
        const auto name = dialogs::askText(this, tr("Save selection"), tr("Name"), QStringLiteral("paper"));
        if (!name.isEmpty())
            workspace_->saveSelection(name, [this](const QString &said) {
                if (!said.isEmpty())
                    dialogs::complain(this, tr("Selection"), said);
            });
    });
    connect(workspace, &Workspace::opened, this, &TrainingForm::follow);
    connect(workspace, &Workspace::savedChanged, this, &TrainingForm::listSelections);
    filling_ = false;
    follow();
}

void TrainingForm::addField(const TrainingField &field, QFormLayout *form)
{
    QWidget *control = nullptr;
    if (field.kind == Kind::Flag) {
        auto *box = new QCheckBox;
        connect(box, &QCheckBox::toggled, this, &TrainingForm::showState);
        control = box;
    } else if (field.kind == Kind::Choice || field.kind == Kind::Selection || field.kind == Kind::Losses) {
        auto *box = new QComboBox;
        box->addItems(field.choices);
        box->setEditable(field.kind == Kind::Losses);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        connect(box, &QComboBox::currentTextChanged, this, &TrainingForm::showState);
        control = box;
    } else {
        auto *line = new QLineEdit;
        line->setMinimumWidth(60);
        connect(line, &QLineEdit::textChanged, this, &TrainingForm::showState);
        control = line;
    }
    const auto tip = field.standard.isEmpty() ? field.tip
                   : field.paper              ? tr("%1 The paper's value is %2.").arg(field.tip, field.standard)
                                              : tr("%1 By default %2.").arg(field.tip, field.standard);
    control->setToolTip(tip.toHtmlEscaped());
    control->setAccessibleName(field.label);
    control->setAccessibleDescription(tip);
    controls_[field.option] = control;

    auto *row = new QWidget;
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(2);
    grid->addWidget(control, 0, 0);
    grid->setColumnStretch(0, 1);
    if (field.kind == Kind::Folder) {
        auto *browse = new QToolButton;
        browse->setText(tr("…"));
        browse->setAccessibleName(tr("Choose: %1").arg(field.label));
        browse->setFocusPolicy(Qt::StrongFocus);
        connect(browse, &QToolButton::clicked, this, [this, field] {
            if (const auto folder = dialogs::openFolder(this, field.label); !folder.isEmpty())
                setValue(field, folder);
        });
        grid->addWidget(browse, 0, 1);
    }
    auto *reset = new QToolButton;
    reset->setText(QStringLiteral("↺"));
    reset->setAutoRaise(true);
    reset->setAccessibleName(tr("Back to the standard value: %1").arg(field.label));
    reset->setToolTip(field.paper ? tr("Back to the paper's value, %1").arg(field.standard) : tr("Back to the standard value"));
    auto keep = reset->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    reset->setSizePolicy(keep);
    connect(reset, &QToolButton::clicked, this, [this, field] { setValue(field, field.standard); });
    resets_[field.option] = reset;
    grid->addWidget(reset, 0, 2);
    auto *trouble = new QLabel;
    trouble->setTextFormat(Qt::PlainText);
    trouble->setWordWrap(true);
    trouble->hide();
    troubles_[field.option] = trouble;
    grid->addWidget(trouble, 1, 0, 1, 3);
    auto *label = new QLabel(field.label);
    label->setBuddy(control);
    form->addRow(label, row);
    if (!field.standard.isEmpty())
        setValue(field, field.standard);
}

QString TrainingForm::value(const TrainingField &field) const
{
    auto *control = controls_.value(field.option);
    if (const auto *box = qobject_cast<QCheckBox *>(control))
        return box->isChecked() ? QStringLiteral("1") : QString();
    if (const auto *box = qobject_cast<QComboBox *>(control))
        return box->currentText().trimmed();
    return static_cast<QLineEdit *>(control)->text().trimmed();
}

void TrainingForm::setValue(const TrainingField &field, const QString &value)
{
    auto *control = controls_.value(field.option);
    if (auto *box = qobject_cast<QCheckBox *>(control))
        box->setChecked(!value.isEmpty());
    else if (auto *box = qobject_cast<QComboBox *>(control))
        box->setCurrentText(value);
    else
        static_cast<QLineEdit *>(control)->setText(value);
}

TrainingValues TrainingForm::values() const
{
    TrainingValues values;
    for (const auto &field : trainingFields())
        values[field.option] = value(field);
    return values;
}

void TrainingForm::setValues(const TrainingValues &values)
{
    filling_ = true;
    for (const auto &field : trainingFields())
        if (const auto found = values.find(field.option); found != values.end())
            setValue(field, *found);
    filling_ = false;
    showState();
}

void TrainingForm::setTaken(const QStringList &names)
{
    if (taken_ == names)
        return;
    taken_ = names;
    const auto &name = trainingField(QStringLiteral("name"));
    if (value(name).isEmpty() || (value(name) == lastName_ && taken_.contains(lastName_))) {
        lastName_ = freeName();
        setValue(name, lastName_);
        if (workspace_->corpus())
            setValue(trainingField(QStringLiteral("out")), QString::fromStdString((workspace_->corpus()->file.parent_path() / "runs" / lastName_.toStdString()).string()));
    }
    showState();
}

QString TrainingForm::freeName() const
{
    for (int number = 1;; ++number)
        if (const auto name = QStringLiteral("run-%1").arg(number); !taken_.contains(name))
            return name;
}

void TrainingForm::follow()
{
    listSelections();
    if (const auto corpus = workspace_->corpus()) {
        filling_ = true;
        if (value(trainingField(QStringLiteral("model"))).isEmpty())
            setValue(trainingField(QStringLiteral("model")), QString::fromStdString(corpus->run.model));
        filling_ = false;
        if (value(trainingField(QStringLiteral("name"))).isEmpty()) {
            taken_ << QString(); // so that the name is looked for
            setTaken({});
        }
    }
    showState();
}

void TrainingForm::listSelections()
{
    auto *box = static_cast<QComboBox *>(controls_.value(QStringLiteral("selection")));
    filling_ = true;
    const auto before = box->currentText();
    box->clear();
    for (const auto &saved : workspace_->saved())
        box->addItem(QString::fromStdString(saved.name));
    box->setCurrentIndex(before.isEmpty() ? box->count() - 1 : qMax(0, box->findText(before)));
    filling_ = false;
    showState();
}

QStringList TrainingForm::arguments() const
{
    const auto corpus = workspace_->corpus();
    return corpus ? trainingArguments(values(), QString::fromStdString(corpus->file.string())) : QStringList();
}

QString TrainingForm::trouble() const
{
    const auto all = values();
    if (!workspace_->corpus())
        return tr("No project is open.");
    if (valueOf(all, QStringLiteral("selection")).isEmpty())
        return tr("There is no saved selection yet. Its pairs are what is trained on.");
    for (const auto &field : trainingFields())
        if (!troubleWith(field, value(field)).isEmpty())
            return tr("%1: %2").arg(field.label, troubleWith(field, value(field)));
    if (valueOf(all, QStringLiteral("name")).isEmpty())
        return tr("The run needs a name.");
    if (taken_.contains(valueOf(all, QStringLiteral("name"))))
        return tr("A run named “%1” is there already. Choose another name, or resume it in the table of runs.").arg(valueOf(all, QStringLiteral("name")));
    if (const auto model = valueOf(all, QStringLiteral("model")); !QFileInfo(model + QStringLiteral("/config.json")).exists())
        return tr("%1: no model was found there; a folder with a config.json was expected.").arg(model.isEmpty() ? tr("Model") : model);
    if (valueOf(all, QStringLiteral("out")).isEmpty())
        return tr("The run needs a folder for its output.");
    return {};
}

void TrainingForm::showState()
{
    if (filling_)
        return;
    for (const auto &field : trainingFields()) {
        const auto text = value(field);
        resets_.value(field.option)->setVisible(!field.standard.isEmpty() && text != field.standard);
        const auto said = troubleWith(field, text);
        auto *label = troubles_.value(field.option);
        label->setText(said);
        label->setVisible(!said.isEmpty());
    }
    const auto said = trouble();
    trouble_->setText(said);
    trouble_->setVisible(!said.isEmpty());
    start_->setEnabled(said.isEmpty());
    save_->setVisible(workspace_->corpus() && workspace_->saved().empty());
    save_->setEnabled(workspace_->selection() != nullptr);
    line_->setPlainText(workspace_->corpus() ? shellLine(arguments()) : QString());
    settle_.start();
}

void TrainingForm::estimate()
{
    const auto corpus = workspace_->corpus();
    if (!corpus || workspace_->saved().empty())
        return;
    if (estimating_.isRunning()) {
        stale_ = true;
        return;
    }
    stale_ = false;
    estimating_.setFuture(inBackground([file = corpus->file, values = values()]() -> Result<TrainingEstimate> {
        return catching([&] { return estimateTraining(file, values); });
    }));
}

void TrainingForm::showEstimate()
{
    if (stale_) {
        estimate();
        return;
    }
    const auto made = estimating_.result();
    if (!made) {
        cost_->setText(QString::fromStdString(made.error().message));
        return;
    }
    QStringList words{tr("%1, %2", "pairs, steps").arg(tr("%Ln pairs", nullptr, int(made->pairs)), tr("%Ln steps", nullptr, int(made->steps)))};
    words << (made->memory ? tr("about %1 of memory").arg(bytesText(made->memory->total())) : tr("memory: the model's folder does not tell its sizes"));
    words << (made->seconds >= 0 ? tr("about %1 by the last run's speed").arg(JobQueue::duration(made->seconds)) : tr("time: not known before a first run on this model"));
    cost_->setText(words.join(QStringLiteral(" · ")));
    if (made->memory)
        cost_->setToolTip(tr("weights %1, adapter %2, gradients and optimizer %3, activations %4, images %5")
                              .arg(bytesText(made->memory->weights), bytesText(made->memory->trained), bytesText(made->memory->optimizer),
                                   bytesText(made->memory->activations), bytesText(made->memory->images)));
}

} // namespace m3po
