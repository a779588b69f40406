// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/start/start_page.h"

#include <QAction>
#include <QDateTime>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>

namespace m3po {
namespace {

constexpr int fileRole = Qt::UserRole, isThereRole = Qt::UserRole + 1;

} // namespace

StartPage::StartPage(QWidget *parent) : QWidget(parent), recent_(new QListWidget(this)), none_(new QLabel(this)), sentence_(new QLabel(this))
{
    const auto label = [this](const QString &text, double size) {
        auto *made = new QLabel(text, this);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        auto font = made->font();
        font.setPointSizeF(font.pointSizeF() * size);
        made->setFont(font);
        return made;
    };
    auto *title = label(tr("M3PO Workbench"), 1.8);
    auto *says = label(tr("Preference pairs mined from a vision-language model's own answers: audit the hard negatives, steer α and δ, train, export."), 1.0);
    const auto button = [this](const QString &text, const QString &tip, auto signal) {
        auto *made = new QPushButton(text, this);
        made->setToolTip(tip);
        made->setMinimumHeight(made->sizeHint().height() + 8);
        connect(made, &QPushButton::clicked, this, signal);
        return made;
    };
    auto *create = button(tr("&New project…"), tr("From a folder of images and what is asked about them (Ctrl+N)"), [this] { emit newWanted(); });
    auto *open = button(tr("&Open a project…"), tr("A .m3po file (Ctrl+O)"), [this] { emit openWanted({}); });
    auto *demo = button(tr("Run the &demo"), tr("The paper's whole loop on scenes that the program draws, with models that come with it; about ten minutes on two cores, and to be looked at meanwhile"),
                        [this] { emit demoWanted(); });
    auto *drop = label(tr("Or drop here: a project, a folder of images, or a data set (LLaVA JSON, JSON lines)."), 1.0);
    auto *heading = label(tr("Recent projects"), 1.2);
    recent_->setAccessibleName(tr("Recent projects"));
    recent_->setFrameShape(QFrame::NoFrame);
    recent_->setSpacing(4);
    recent_->viewport()->setAutoFillBackground(false); // no box in the empty page
    none_->setText(tr("None yet. The demo is a good first one."));
    none_->setTextFormat(Qt::PlainText);
    sentence_->setTextFormat(Qt::PlainText);
    sentence_->setWordWrap(true);
    sentence_->setAccessibleName(tr("What is happening"));

    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(8);
    for (auto *each : std::initializer_list<QWidget *>{create, open, demo, drop})
        each->setFixedWidth(320);
    for (auto *each : {create, open, demo})
        buttons->addWidget(each);
    buttons->addSpacing(16);
    buttons->addWidget(drop);
    buttons->addStretch(1);
    auto *list = new QVBoxLayout;
    list->addWidget(heading);
    list->addWidget(none_);
    list->addWidget(recent_, 1000);
    list->addStretch(1); // takes the room while there is no list
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(48, 48, 48, 32);
    grid->setHorizontalSpacing(48);
    grid->addWidget(title, 0, 0, 1, 2);
    grid->addWidget(says, 1, 0, 1, 2);
    grid->setRowMinimumHeight(2, 24);
    grid->addLayout(buttons, 3, 0);
    grid->addLayout(list, 3, 1);
    grid->addWidget(sentence_, 4, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(3, 1);
    connect(recent_, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        if (item->data(isThereRole).toBool())
            emit openWanted(item->data(fileRole).toString());
    });
    auto *forget = new QAction(tr("Take from the list"), recent_);
    forget->setShortcut(QKeySequence::Delete);
    forget->setShortcutContext(Qt::WidgetShortcut);
    connect(forget, &QAction::triggered, this, [this] {
        if (const auto *item = recent_->currentItem())
            emit forgetWanted(item->data(fileRole).toString());
    });
    recent_->addAction(forget);
    recent_->setContextMenuPolicy(Qt::ActionsContextMenu);
    setRecent({});
}

void StartPage::setRecent(const QStringList &files)
{
    recent_->clear();
    for (const auto &file : files) {
        const QFileInfo info(file);
        auto *item = new QListWidgetItem(tr("%1\n%2 · %3", "name, folder, date").arg(info.completeBaseName(), info.absolutePath(),
                                             info.exists() ? QLocale().toString(info.lastModified(), QLocale::ShortFormat) : tr("not there now")), recent_);
        item->setData(fileRole, file);
        item->setData(isThereRole, info.exists());
        item->setToolTip(file.toHtmlEscaped());
        if (!info.exists())
            item->setForeground(palette().color(QPalette::Disabled, QPalette::Text));
    }
    none_->setVisible(files.isEmpty());
    recent_->setVisible(!files.isEmpty());
}

void StartPage::setSentence(const QString &sentence) { sentence_->setText(sentence); }

} // namespace m3po
