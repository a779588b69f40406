// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/command_palette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QSet>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace m3po {
namespace {

QString plain(QString text)
{
    // "&" marks a mnemonic, "&&" is the character.
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&') && ++i == text.size())
            break;
        result += text[i];
    }
    return result;
}

constexpr int keysRole = Qt::UserRole + 1;

// The name on the left, the keys on the right.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool selected = option.state & QStyle::State_Selected, enabled = option.state & QStyle::State_Enabled;
        painter->setPen(option.palette.color(enabled ? QPalette::Active : QPalette::Disabled, selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, index.data(keysRole).toString());
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override { return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 6); }
};

void collect(const QMenu *menu, const QString &path, std::vector<CommandPalette::Command> &found, QSet<QAction *> &seen)
{
    for (auto *action : menu->actions()) {
        if (action->isSeparator() || seen.contains(action))
            continue;
        seen.insert(action);
        if (auto *below = action->menu())
            collect(below, path + plain(below->title()) + QStringLiteral(": "), found, seen);
        else
            found.push_back({path + plain(action->text()), action});
    }
}

} // namespace

int matchScore(const QString &name, const QString &text)
{
    int score = 0;
    qsizetype at = -1;
    for (const auto letter : text) {
        if (letter.isSpace())
            continue;
        auto next = at + 1;
        while (next < name.size() && name[next].toCaseFolded() != letter.toCaseFolded())
            ++next;
        if (next == name.size())
            return -1;
        score += 1;
        if (next == at + 1)
            score += 3;
        if (next == 0 || !name[next - 1].isLetterOrNumber())
            score += 4;
        at = next;
    }
    return score;
}

std::vector<CommandPalette::Command> CommandPalette::commandsOf(QWidget *window)
{
    std::vector<Command> found;
    QSet<QAction *> seen;
    if (auto *main = qobject_cast<QMainWindow *>(window))
        for (auto *action : main->menuBar()->actions())
            if (auto *menu = action->menu())
                collect(menu, plain(menu->title()) + QStringLiteral(": "), found, seen);
    for (auto *panel : window->findChildren<QWidget *>())
        for (auto *action : panel->actions())
            if (!qobject_cast<QMenu *>(panel) && !qobject_cast<QMenuBar *>(panel) && !action->isSeparator() && !action->text().isEmpty() && !action->menu() &&
                !seen.contains(action)) {
                seen.insert(action);
                found.push_back({plain(action->text()), action});
            }
    return found;
}

CommandPalette::CommandPalette(std::vector<Command> commands, QWidget *parent)
    : QDialog(parent), commands_(std::move(commands)), line_(new QLineEdit(this)), list_(new QListWidget(this))
{
    setWindowTitle(tr("Commands"));
    line_->setPlaceholderText(tr("Type what you want to do"));
    line_->setAccessibleName(tr("Command"));
    line_->setClearButtonEnabled(true);
    line_->installEventFilter(this);
    list_->setFocusPolicy(Qt::NoFocus); // the line keeps the keys, and passes on what moves the choice
    list_->setAccessibleName(tr("Commands found"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setItemDelegate(new CommandDelegate(list_));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(line_);
    layout->addWidget(list_);
    resize(560, 420);
    connect(line_, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(line_, &QLineEdit::returnPressed, this, &CommandPalette::take);
    connect(list_, &QListWidget::itemClicked, this, &CommandPalette::take);
    search({});
}

void CommandPalette::search(const QString &text)
{
    struct Hit {
        int index, score;
        bool enabled;
    };
    std::vector<Hit> hits;
    for (int i = 0; i < int(commands_.size()); ++i)
        if (const auto &command = commands_[std::size_t(i)]; command.action)
            if (const int score = matchScore(command.path, text); score >= 0)
                hits.push_back({i, score, command.action->isEnabled()});
    std::stable_sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) { return a.enabled != b.enabled ? a.enabled : a.score > b.score; });
    list_->clear();
    for (const auto &hit : hits) {
        const auto &command = commands_[std::size_t(hit.index)];
        const auto keys = command.action->shortcut().toString(QKeySequence::NativeText);
        auto *item = new QListWidgetItem(command.path, list_);
        item->setData(Qt::UserRole, hit.index);
        item->setData(keysRole, keys);
        item->setData(Qt::AccessibleDescriptionRole, keys);
        if (!hit.enabled)
            item->setFlags(Qt::NoItemFlags);
    }
    list_->setCurrentRow(0);
}

void CommandPalette::take()
{
    const auto *item = list_->currentItem();
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    const auto action = commands_[std::size_t(item->data(Qt::UserRole).toInt())].action;
    accept(); // first: what is done may ask something in a window of its own
    if (action)
        action->trigger();
}

bool CommandPalette::eventFilter(QObject *object, QEvent *event)
{
    if (object == line_ && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int rows = list_->count();
        const int step = key->key() == Qt::Key_Down ? 1 : key->key() == Qt::Key_Up ? -1 : key->key() == Qt::Key_PageDown ? 10 : key->key() == Qt::Key_PageUp ? -10 : 0;
        if (step != 0 && rows > 0) {
            list_->setCurrentRow(qBound(0, list_->currentRow() + step, rows - 1));
            return true;
        }
    }
    return QDialog::eventFilter(object, event);
}

} // namespace m3po
