// SPDX-License-Identifier: GPL-3.0-or-later
// Project files that somebody made to do harm, or that a disk has damaged.
#include "core/base/file.h"
#include "core/project/chosen_folders.h"
#include "core/project/file_system.h"
#include "core/project/images_root.h"
#include "core/project/preference_sets.h"
#include "core/project/project.h"
#include "core/project/query.h"
#include "core/project/reviews.h"
#include "core/project/schema.h"
#include "core/project/selections.h"
#include "core/project/training_runs.h"
#include "core/select/load.h"
#include "tests/core/project_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <cstdlib>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace m3po {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class HostileProject : public ProjectFixture {
protected:
    void SetUp() override
    {
        ProjectFixture::SetUp();
        ::setenv("XDG_STATE_HOME", (folder / "state").c_str(), 1);
        auto project = create();
        const auto id = samples::add(project, sample(1)).id;
        const auto made = generations::find_or_create(project, run(2));
        const std::vector<Candidate> two{candidate(id, 0, "a", -1), candidate(id, 1, "b", -2)};
        generations::add(project, made.id, two);
    }
    void TearDown() override { ::unsetenv("XDG_STATE_HOME"); }

    // What a hostile person can do to a file that is his.
    void tamper(const std::string &sql)
    {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
        sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, nullptr);
        database.exec("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON");
        database.exec(sql);
    }

    void expect_refused(const std::string &what)
    {
        for (const auto mode : {Project::Mode::ReadOnly, Project::Mode::ReadWrite}) {
            const auto opened = Project::open(file, mode);
            ASSERT_FALSE(opened) << what;
            EXPECT_EQ(opened.error().kind, ErrorKind::InvalidInput) << opened.error().message;
            EXPECT_THAT(opened.error().message, HasSubstr("p.m3po"));
            EXPECT_THAT(opened.error().message, HasSubstr(what));
        }
    }

    // A value of any type in any column, behind the back of STRICT.
    void put_anything(const std::string &table, const std::string &sql)
    {
        std::string schema;
        {
            SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
            schema = database.execAndGet("SELECT sql FROM sqlite_schema WHERE name = '" + table + "'").getString();
        }
        const auto set_schema = [&](std::string text) {
            for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2)
                text.insert(at, 1, '\'');
            tamper("UPDATE sqlite_schema SET sql = '" + text + "' WHERE name = '" + table + "'");
        };
        ASSERT_TRUE(schema.ends_with(" STRICT"));
        set_schema(schema.substr(0, schema.size() - 7));
        tamper(sql);
        set_schema(schema);
    }
};

TEST_F(HostileProject, ATriggerIsRefused)
{
    tamper("CREATE TRIGGER steal AFTER INSERT ON samples BEGIN DELETE FROM candidates; END");
    expect_refused("trigger 'steal'");
}

TEST_F(HostileProject, AViewInATablesPlaceIsRefused)
{
    tamper("ALTER TABLE samples RENAME TO hidden; CREATE VIEW samples AS SELECT * FROM hidden");
    expect_refused("is not of this program's making");
}

TEST_F(HostileProject, AVirtualTableIsRefused)
{
    tamper("DROP TABLE manifest; CREATE VIRTUAL TABLE manifest USING fts5(at, stage, program_version, details)");
    expect_refused("manifest");
}

TEST_F(HostileProject, ACheckAnIndexOrAColumnOfSomebodyElsesIsRefused)
{
    tamper("CREATE INDEX slow ON candidates(zeroblob(100000000))");
    expect_refused("index 'slow'");
    tamper("DROP INDEX slow; ALTER TABLE views ADD COLUMN more TEXT GENERATED ALWAYS AS (zeroblob(1000000000)) VIRTUAL");
    expect_refused("table 'views'");
}

TEST_F(HostileProject, AMissingTableIsDamage)
{
    tamper("DROP TABLE views");
    expect_refused("is missing");
}

TEST_F(HostileProject, OfAnOlderFormatIsLookedAtBeforeItIsBroughtUpToDate)
{
    fs::remove(file);
    {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA application_id=" + std::to_string(project_application_id));
        database.exec(migrations()[0]);
        database.exec("PRAGMA user_version=1; CREATE TRIGGER t AFTER INSERT ON samples BEGIN DELETE FROM candidates; END");
    }
    EXPECT_THAT(Project::open(file).error().message, HasSubstr("trigger 't'"));
    fs::remove(file);
    {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA application_id=" + std::to_string(project_application_id));
    }
    EXPECT_THAT(Project::open(file).error().message, HasSubstr("no version of this program"));
}

TEST_F(HostileProject, NothingOfSQLiteThatActsByItselfIsOn)
{
    for (const auto mode : {Project::Mode::ReadOnly, Project::Mode::ReadWrite}) {
        auto project = *Project::open(file, mode);
        auto *handle = project.connection().database->getHandle();
        for (const auto &[option, expected] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1}, {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                               {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                               {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}, {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0}}) {
            int value = -1;
            sqlite3_db_config(handle, option, -1, &value);
            EXPECT_EQ(value, expected) << option;
        }
        EXPECT_EQ(sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, -1), 0);
        EXPECT_LE(sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, -1), 256 << 20);
        EXPECT_THROW(project.connection().execute("ATTACH ':memory:' AS other"), Failure);
        EXPECT_THROW(project.connection().execute("SELECT load_extension('x')"), Failure);
    }
    // The cascades of foreign keys are none of those.
    auto project = *Project::open(file);
    project.connection().execute("DELETE FROM generation_runs");
    EXPECT_EQ(generations::candidate_count(project, 1), 0);
}

TEST_F(HostileProject, AnOversizeValueIsASentence)
{
    tamper("UPDATE candidates SET token_ids = zeroblob(300000000) WHERE position = 0");
    auto project = *Project::open(file);
    const auto read = catching([&] { return generations::candidates(project, 1, 1); });
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr("larger than"));
}

TEST_F(HostileProject, WrongTypesAndNumbersHarmNobody)
{
    put_anything("candidates", "UPDATE candidates SET logp_sum = 'much', token_count = -9223372036854775807, "
                               "token_ids = x'01', token_logps = x'0102030405', position = 4294967296 WHERE position = 1");
    put_anything("samples", "UPDATE samples SET conversation = x'ff00', source_row = 'first'");
    put_anything("images", "UPDATE images SET width = -1, height = 1e300, bytes = 'many'");
    auto project = *Project::open(file);
    for (const auto &candidate : generations::candidates(project, 1, 1))
        EXPECT_LE(candidate.token_ids.size(), 3u);
    EXPECT_EQ(samples::list(project).size(), 1u);
    const auto columns = catching([&] { return load_score_columns(project, 1); });
    EXPECT_TRUE(columns.ok() || !columns.error().message.empty());
}

TEST_F(HostileProject, ADamagedPageIsASentenceAndNoMore)
{
    { auto project = *Project::open(file); } // the log is in the file
    const auto size = fs::file_size(file);
    const auto whole = *read_file(file);
    int refused = 0, read = 0;
    for (std::uintmax_t at = 100; at < size; at += 331) {
        auto damaged = whole;
        for (int i = 0; i < 16 && at + static_cast<std::uintmax_t>(i) < size; ++i)
            damaged[at + static_cast<std::uintmax_t>(i)] = static_cast<char>(0xA5 ^ i * 37);
        write("p.m3po", damaged);
        const auto result = catching([&] {
            auto project = *Project::open(file, Project::Mode::ReadOnly);
            samples::list(project);
            generations::candidates(project, 1, 1);
            generations::columns(project, 1);
            selections::list(project);
            training_runs::list(project);
        });
        if (!result) {
            EXPECT_NE(result.error().kind, ErrorKind::Internal) << at << ": " << result.error().message;
            ++refused;
        } else {
            ++read;
        }
    }
    EXPECT_GT(refused, 10);
    EXPECT_GT(read, 10);
}

TEST_F(HostileProject, DoesNotLeadToAFolderThatNobodyChose)
{
    testing::TemporaryFolder other; // stands for anything that this person can read
    std::ofstream(other / "secret.png") << "x";
    tamper("UPDATE settings SET value = '" + other.path().string() + "' WHERE key = 'images_root'");
    auto project = *Project::open(file);
    EXPECT_FALSE(follows_images_root(project));
    EXPECT_EQ(named_images_root(project), other.path());
    EXPECT_THROW(project.image_file("secret.png"), Failure);
    const auto refused = catching([&] { return project.images_root(); });
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("relocate"));
    project.set_images_root(other.path()); // the person's own word
    EXPECT_EQ(project.images_root(), other.path());
    EXPECT_EQ(project.image_file("secret.png"), fs::canonical(other.path()) / "secret.png");
    EXPECT_TRUE(follows_images_root(*Project::open(file)));
    EXPECT_THROW(project.image_file("../secret.png"), Failure);
    // A link in the project's own folder leads no further than it may.
    fs::create_directory_symlink(fs::temp_directory_path(), folder / "link");
    tamper("UPDATE settings SET value = 'link' WHERE key = 'images_root'");
    EXPECT_FALSE(follows_images_root(*Project::open(file)));
}

TEST_F(HostileProject, NamesThatSQLiteWouldReadAsOptionsAreNames)
{
    const auto odd = folder / "a?mode=memory&x=%41#.m3po";
    { auto project = *Project::create(odd, {.images_root = folder / "images"}); }
    EXPECT_TRUE(fs::is_regular_file(odd));
    EXPECT_TRUE(Project::open(odd, Project::Mode::ReadOnly).ok());
}

TEST_F(HostileProject, OnAReadOnlyDiskOpensForReading)
{
    { auto project = *Project::open(file); }
    ::chmod(file.c_str(), 0444);
    ::chmod(folder.c_str(), 0555);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        if (::geteuid() == 0 && ::setuid(65534) != 0)
            ::_exit(9);
        const auto read = catching([&] {
            auto project = *open_as_disk_allows(file);
            return project.mode() == Project::Mode::ReadOnly && samples::count(project) == 1
                && generations::candidates(project, 1, 1).size() == 2;
        });
        const auto written = Project::open(file);
        if (!read || !*read)
            ::_exit(1);
        ::_exit(!written && written.error().kind == ErrorKind::Io && written.error().message.find("it can be read") != std::string::npos ? 0 : 2);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ::chmod(folder.c_str(), 0755);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(FileSystem, KnowsThoseOfOtherMachines)
{
    EXPECT_EQ(network_file_system(0x6969), "NFS");
    EXPECT_EQ(network_file_system(static_cast<int>(0xFF534D42)), "SMB");
    EXPECT_EQ(network_file_system(0xEF53), ""); // ext4
}

TEST_F(HostileProject, ManyProgramsThatBringItToDateAtOnceAllOpenIt)
{
    fs::remove(file);
    {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA journal_mode=WAL");
        database.exec("PRAGMA application_id=" + std::to_string(project_application_id));
        database.exec(migrations()[0]);
        database.exec("PRAGMA user_version=1");
    }
    std::vector<pid_t> children;
    for (int program = 0; program < 6; ++program) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0)
            ::_exit(Project::open(file, {.busy_timeout = std::chrono::seconds(30)}).ok() ? 0 : 1);
        children.push_back(child);
    }
    for (const auto child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    auto project = *Project::open(file);
    EXPECT_EQ(project.connection().database->execAndGet("PRAGMA user_version").getInt(), newest_schema());
}

TEST_F(HostileProject, ManyProgramsThatWriteAtOnceLoseNothingAndNeverWaitForEver)
{
    constexpr int programs = 4, groups = 25;
    std::vector<pid_t> children;
    for (int program = 0; program < programs; ++program) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            ::alarm(60);
            int done = 0;
            for (int i = 0; i < groups; ++i) {
                const auto wrote = catching([&] {
                    auto project = *Project::open(file, {.busy_timeout = std::chrono::seconds(20)});
                    Transaction group(project);
                    for (int k = 0; k < 5; ++k)
                        samples::add(project, sample(1000 + (program * groups + i) * 5 + k));
                    group.commit();
                });
                if (wrote)
                    ++done;
                else if (wrote.error().kind != ErrorKind::Conflict)
                    ::_exit(255);
            }
            ::_exit(done);
        }
        children.push_back(child);
    }
    int acknowledged = 0;
    for (const auto child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) != 255);
        acknowledged += WEXITSTATUS(status);
    }
    auto project = *Project::open(file);
    EXPECT_EQ(samples::count(project), 1 + 5 * acknowledged);
    EXPECT_EQ(project.connection().database->execAndGet("PRAGMA integrity_check").getString(), "ok");
}

} // namespace
} // namespace m3po
