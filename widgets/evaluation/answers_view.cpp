// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/evaluation/answers_view.h"

#include "core/base/file.h"
#include "widgets/dialogs/table_file.h"
#include "widgets/evaluation/answers_model.h"
#include "widgets/image/image_view.h"
#include "widgets/style/palette.h"
#include "widgets/workspace/background.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>

namespace m3po {
namespace {

// As far as the project tells.
bool isYesOrNo(const AnsweredQuestion &question)
{
    return question.expected.isEmpty() || question.expected == QLatin1String("yes") || question.expected == QLatin1String("no");
}

} // namespace

AnswersView::AnswersView(QWidget *parent)
    : QWidget(parent), model_(new AnswersModel(this)), filter_(new AnswersFilter(this)), kind_(new QComboBox(this)), text_(new QLineEdit(this)), count_(new QLabel(this)),
      says_(new QLabel(this)), detail_(new QLabel), table_(new QTableView(this)), image_(new ImageView(this))
{
    filter_->setSourceModel(model_);
    filter_->setSortRole(AnswersModel::SortRole);
    for (const auto &[kind, name] : {std::pair{AnswersFilter::All, tr("All answers")}, {AnswersFilter::WrongInEither, tr("Wrong in either")}, {AnswersFilter::Broken, tr("Broken by tuning")},
                                     {AnswersFilter::Fixed, tr("Fixed by tuning")}, {AnswersFilter::Different, tr("Texts differ")}})
        kind_->addItem(name, int(kind));
    kind_->setAccessibleName(tr("Which answers"));
    kind_->setToolTip(tr("Broken: the first is right and the second wrong. Fixed: the other way round."));
    text_->setPlaceholderText(tr("Filter"));
    text_->setClearButtonEnabled(true);
    text_->setAccessibleName(tr("Filter answers by text"));
    text_->setMaximumWidth(240);
    for (auto *label : {count_, says_, detail_})
        label->setTextFormat(Qt::PlainText);
    says_->setWordWrap(true);
    says_->setAlignment(Qt::AlignCenter);
    detail_->setWordWrap(true);
    detail_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    detail_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    detail_->setAccessibleName(tr("The question and its answers in full"));
    detail_->setContentsMargins(0, 4, 0, 0);
    image_->setMinimumSize(120, 90);

    table_->setModel(filter_);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder); // as they come: wrong ones first
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setTabKeyNavigation(false);
    table_->setWordWrap(false);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 6);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setMinimumSectionSize(48);
    const int digit = table_->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    for (const auto &[column, width] : {std::pair{AnswersModel::Verdict, 11}, {AnswersModel::Expected, 9}, {AnswersModel::FirstOdds, 10}, {AnswersModel::SecondOdds, 10}})
        table_->setColumnWidth(column, width * digit);
    for (const auto column : {AnswersModel::Question, AnswersModel::First, AnswersModel::Second})
        table_->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    table_->setAccessibleName(tr("Answers side by side"));
    offerCsv(table_, tr("answers"));

    auto *tools = new QHBoxLayout;
    tools->addWidget(kind_);
    tools->addWidget(text_);
    count_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // never widens the panel
    tools->addWidget(count_, 1);
    auto *left = new QWidget(this);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->addLayout(tools);
    leftLayout->addWidget(says_, 1);
    leftLayout->addWidget(table_, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(detail_);
    auto *right = new QSplitter(Qt::Vertical, this);
    right->setObjectName(QStringLiteral("picture"));
    right->addWidget(image_);
    right->addWidget(scroll);
    right->setStretchFactor(0, 3);
    right->setStretchFactor(1, 2);
    auto *all = new QSplitter(Qt::Horizontal, this);
    all->setObjectName(QStringLiteral("detail"));
    all->addWidget(left);
    all->addWidget(right);
    all->setStretchFactor(0, 3);
    all->setStretchFactor(1, 1);
    all->setSizes({760, 330});
    right->setSizes({200, 160});
    for (auto *split : {right, all}) {
        split->setChildrenCollapsible(false);
        split->setHandleWidth(9);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(all);

    connect(kind_, &QComboBox::currentIndexChanged, this, [this] {
        filter_->setKind(AnswersFilter::Kind(kind_->currentData().toInt()));
        showCount();
    });
    connect(text_, &QLineEdit::textChanged, this, [this](const QString &text) {
        filter_->setText(text);
        showCount();
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AnswersView::showQuestion);
    connect(&reading_, &QFutureWatcherBase::finished, this, &AnswersView::taken);
    read();
}

AnswersView::~AnswersView() { reading_.waitForFinished(); }

void AnswersView::setChoice(const Choice &choice)
{
    if (choice == choice_)
        return;
    choice_ = choice;
    read();
}

void AnswersView::read()
{
    if (reading_.isRunning()) {
        stale_ = true;
        return;
    }
    stale_ = false;
    reading_.setFuture(inBackground([choice = choice_]() -> Result<Questions> {
        return catching([&]() -> Questions {
            if (!choice.first)
                return {};
            auto project = std::move(Project::open(choice.file, Project::Mode::ReadOnly)).value();
            const auto first = evaluations::answers(project, choice.first->id);
            const auto second = choice.second ? evaluations::answers(project, choice.second->id) : std::vector<EvaluationAnswer>();
            return sideBySide(first, choice.second ? &second : nullptr);
        });
    }));
}

void AnswersView::taken()
{
    if (stale_) {
        read();
        return;
    }
    const auto questions = reading_.result();
    const auto current = filter_->mapToSource(table_->currentIndex());
    const auto id = current.isValid() ? model_->question(current.row()).id : QString();
    const bool two = choice_.second.has_value();
    model_->setQuestions(questions ? *questions : Questions(), choice_.firstName, two ? choice_.secondName : QString());
    // The odds of yes say nothing of a question that is answered otherwise.
    bool odds = false;
    for (int row = 0; row < model_->rowCount() && !odds; ++row)
        odds = isYesOrNo(model_->question(row));
    table_->setColumnHidden(AnswersModel::Second, !two);
    table_->setColumnHidden(AnswersModel::FirstOdds, !odds);
    table_->setColumnHidden(AnswersModel::SecondOdds, !odds || !two);
    says_->setText(!questions ? QString::fromStdString(questions.error().message)
                              : tr("Choose a row above to read its answers, or two rows to see them beside each other."));
    // A running evaluation adds rows; the one that is read stays.
    int row = 0;
    for (int i = 0; i < model_->rowCount(); ++i)
        if (model_->question(i).id == id)
            row = i;
    if (model_->rowCount() > 0)
        table_->setCurrentIndex(filter_->mapFromSource(model_->index(row, 0)));
    showCount();
    showQuestion();
}

void AnswersView::showCount()
{
    int broken = 0, fixed = 0, unjudged = 0;
    for (int row = 0; row < model_->rowCount(); ++row) {
        broken += model_->question(row).change == AnsweredQuestion::Change::Broken;
        fixed += model_->question(row).change == AnsweredQuestion::Change::Fixed;
        unjudged += model_->question(row).change == AnsweredQuestion::Change::Unjudged;
    }
    const auto shown = filter_->rowCount(), all = model_->rowCount();
    QStringList words{shown == all ? tr("%Ln questions", nullptr, all) : tr("%1 of %Ln questions", nullptr, all).arg(style::count(shown))};
    if (choice_.second && unjudged < all)
        words << tr("%1 fixed, %2 broken").arg(style::count(fixed), style::count(broken));
    if (unjudged > 0)
        words << tr("%Ln not judged", nullptr, unjudged);
    count_->setToolTip(unjudged > 0 ? tr("An older version kept them without a verdict. The same evaluation, started again, adds it without asking anything twice.") : QString());
    count_->setText(all > 0 ? words.join(QStringLiteral(" · ")) : QString());
    says_->setVisible(all == 0);
    table_->setVisible(all > 0);
}

void AnswersView::showQuestion()
{
    const auto index = filter_->mapToSource(table_->currentIndex());
    if (!index.isValid()) {
        image_->setFile({});
        detail_->clear();
        return;
    }
    const auto &question = model_->question(index.row());
    const auto root = choice_.second && !choice_.second->images.empty() ? choice_.second->images : choice_.first ? choice_.first->images : std::string();
    const auto file = question.image.isEmpty() || root.empty() ? Result<std::filesystem::path>(std::filesystem::path()) : path_inside(root, question.image.toStdString());
    image_->setFile(file.ok() ? QString::fromStdString((*file).string()) : QString());
    QStringList lines{question.question.isEmpty() ? tr("Question %1. The project keeps neither its text nor its picture: an older version evaluated it. The same evaluation, started again, "
                                                       "adds them without asking anything twice.").arg(question.id)
                                                  : question.question};
    if (!question.expected.isEmpty())
        lines << tr("Label: %1").arg(question.expected);
    const auto add = [&](const QString &name, const std::optional<AnsweredQuestion::Answer> &answer) {
        if (!answer) {
            lines << tr("%1 has not answered it.").arg(name);
            return;
        }
        auto said = QStringLiteral("%1%2: %3").arg(!answer->right ? QString() : *answer->right ? QStringLiteral("✓ ") : QStringLiteral("✗ "), name, answer->text);
        if (!answer->readAs.isEmpty())
            said += QLatin1Char('\n') + tr("read as: %1").arg(answer->readAs);
        if (answer->logOdds && isYesOrNo(question))
            said += QLatin1Char('\n') + tr("log odds of yes: %1").arg(style::number(*answer->logOdds));
        lines << said;
    };
    add(choice_.firstName, question.first);
    if (choice_.second)
        add(choice_.secondName, question.second);
    if (!file.ok())
        lines << QString::fromStdString(file.error().message);
    detail_->setText(lines.join(QStringLiteral("\n\n")));
}

QString AnswersView::countText() const { return count_->text(); }

} // namespace m3po
