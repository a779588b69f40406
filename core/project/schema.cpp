// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/schema.h"

#include <array>

namespace m3po {

namespace {

// Once released, a migration is never changed; the next change is the next number.
constexpr const char *migration_1 = R"sql(
CREATE TABLE settings (              -- images_root, created, program_version
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE images (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,       -- relative to the images' root, with /
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    width INTEGER NOT NULL,          -- as shown: EXIF orientation applied
    height INTEGER NOT NULL
) STRICT;

CREATE TABLE samples (
    id INTEGER PRIMARY KEY,          -- also the order
    external_id TEXT NOT NULL,
    image_id INTEGER NOT NULL REFERENCES images(id),
    instruction TEXT NOT NULL,       -- the prompt's text, without <image>
    conversation TEXT NOT NULL,      -- JSON list of {role, content} as imported; [] where there was none
    reference_answer TEXT,
    source TEXT NOT NULL,            -- the file that it came from
    source_row INTEGER NOT NULL,     -- its place there, from 0
    identity TEXT NOT NULL UNIQUE    -- hash of its content: an import that is repeated doubles nothing
) STRICT;
CREATE INDEX samples_by_image ON samples(image_id);

CREATE TABLE generation_runs (
    id INTEGER PRIMARY KEY,
    model TEXT NOT NULL,             -- the folder as it was named
    model_fingerprint TEXT NOT NULL,
    adapter_fingerprint TEXT NOT NULL, -- '' without one
    template_hash TEXT NOT NULL,
    parameters TEXT NOT NULL,        -- JSON
    seed INTEGER NOT NULL,
    candidates INTEGER NOT NULL,     -- N, per sample
    program_version TEXT NOT NULL,
    created TEXT NOT NULL,
    UNIQUE (model_fingerprint, adapter_fingerprint, template_hash, parameters, seed, candidates)
) STRICT;

CREATE TABLE candidates (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES generation_runs(id) ON DELETE CASCADE,
    sample_id INTEGER NOT NULL REFERENCES samples(id),
    position INTEGER NOT NULL CHECK (position >= 0), -- 0 .. N-1
    logp_sum REAL,                   -- at temperature 1, unwarped; NULL where not a number
    token_count INTEGER NOT NULL,
    text_key INTEGER NOT NULL,       -- 64 bits of the text's SHA-256: equal texts have equal keys
    finish_reason TEXT NOT NULL,     -- stop, stop_string, length
    text TEXT NOT NULL,
    token_ids BLOB NOT NULL,         -- int32
    token_logps BLOB NOT NULL,       -- float32, one a token
    UNIQUE (run_id, sample_id, position)
) STRICT;
-- Selection reads millions of rows; this index alone serves it, texts and tokens stay unread.
CREATE INDEX candidate_columns ON candidates(run_id, sample_id, position, logp_sum, token_count, text_key);

CREATE TABLE evaluators (
    id INTEGER PRIMARY KEY,
    component TEXT NOT NULL,         -- visual_relevance, semantic_accuracy, instruction_adherence, ...
    kind TEXT NOT NULL,              -- clip, judge, ...
    model TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    parameters TEXT NOT NULL,        -- JSON
    program_version TEXT NOT NULL,
    created TEXT NOT NULL,
    UNIQUE (component, fingerprint, parameters)
) STRICT;

CREATE TABLE component_scores (
    evaluator_id INTEGER NOT NULL REFERENCES evaluators(id) ON DELETE CASCADE,
    candidate_id INTEGER NOT NULL REFERENCES candidates(id) ON DELETE CASCADE,
    value REAL CHECK (value BETWEEN 0 AND 1), -- NULL: the evaluator was asked and gave no number
    raw REAL,                        -- the evaluator's own number (a cosine, ...)
    PRIMARY KEY (evaluator_id, candidate_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX scores_by_candidate ON component_scores(candidate_id);

CREATE TABLE encoders (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE embeddings (
    encoder_id INTEGER NOT NULL REFERENCES encoders(id) ON DELETE CASCADE,
    content_hash TEXT NOT NULL,      -- of the image file or of the text
    embedding BLOB NOT NULL,         -- float32
    UNIQUE (encoder_id, content_hash)
) STRICT;

CREATE TABLE selections (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    selector TEXT NOT NULL,
    parameters TEXT NOT NULL,        -- JSON: alpha, delta, weights, evaluators, ...
    run_id INTEGER NOT NULL REFERENCES generation_runs(id),
    statistics TEXT NOT NULL,        -- JSON
    program_version TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;
CREATE TABLE selected_pairs (
    selection_id INTEGER NOT NULL REFERENCES selections(id) ON DELETE CASCADE,
    sample_id INTEGER NOT NULL REFERENCES samples(id),
    ordinal INTEGER NOT NULL,        -- 0, or more where a selector takes several pairs of a sample
    chosen_id INTEGER REFERENCES candidates(id),
    rejected_id INTEGER REFERENCES candidates(id),
    score REAL,                      -- S(R_l), or the selector's own
    reason TEXT,                     -- why there is no pair
    PRIMARY KEY (selection_id, sample_id, ordinal),
    CHECK ((chosen_id IS NULL) = (rejected_id IS NULL) AND (chosen_id IS NULL) = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE preference_sets (       -- frozen: what a training run saw
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,            -- the selection or the file
    content_hash TEXT NOT NULL,      -- of all its rows
    model_fingerprint TEXT NOT NULL, -- whose reference log-probabilities it has; '' where none
    template_hash TEXT NOT NULL,
    parameters TEXT NOT NULL,        -- JSON
    program_version TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;
CREATE TABLE preference_pairs (
    set_id INTEGER NOT NULL REFERENCES preference_sets(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    sample_id INTEGER REFERENCES samples(id),
    image TEXT,                      -- relative path; NULL for text alone
    image_sha256 TEXT,
    prompt TEXT NOT NULL,            -- JSON messages; their <image> is {"type":"image"}
    chosen TEXT NOT NULL,
    rejected TEXT NOT NULL,
    chosen_ids BLOB,                 -- int32, end token included
    rejected_ids BLOB,
    reference_chosen_logp REAL,
    reference_rejected_logp REAL,
    PRIMARY KEY (set_id, position)
) STRICT;

CREATE TABLE reviews (               -- a person's word on a pair; one a pair
    selection_id INTEGER NOT NULL REFERENCES selections(id) ON DELETE CASCADE,
    sample_id INTEGER NOT NULL REFERENCES samples(id),
    ordinal INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'refused', 'swapped', 'edited')),
    chosen TEXT,                     -- the edited texts
    rejected TEXT,
    note TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (selection_id, sample_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE review_history (        -- in the order of doing; undone ones stay until something else is done
    id INTEGER PRIMARY KEY,
    selection_id INTEGER NOT NULL REFERENCES selections(id) ON DELETE CASCADE,
    sample_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    before TEXT,                     -- JSON of the review, NULL where there was none
    after TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE training_runs (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    objective TEXT NOT NULL,         -- dpo, sft, ...
    model TEXT NOT NULL,
    model_fingerprint TEXT NOT NULL,
    preference_set_id INTEGER REFERENCES preference_sets(id),
    parameters TEXT NOT NULL,        -- JSON
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'stopped', 'finished', 'failed')),
    message TEXT NOT NULL,           -- why it failed
    output TEXT NOT NULL,            -- the folder
    total_steps INTEGER NOT NULL,
    program_version TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
) STRICT;
CREATE TABLE training_steps (
    run_id INTEGER NOT NULL REFERENCES training_runs(id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    metrics TEXT NOT NULL,           -- JSON under TRL's names
    PRIMARY KEY (run_id, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (
    run_id INTEGER NOT NULL REFERENCES training_runs(id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    path TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (run_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE evaluations (
    id INTEGER PRIMARY KEY,
    benchmark TEXT NOT NULL,         -- pope/random, ...
    questions_hash TEXT NOT NULL,
    model TEXT NOT NULL,
    model_fingerprint TEXT NOT NULL,
    adapter TEXT NOT NULL,
    adapter_fingerprint TEXT NOT NULL, -- '' without one
    parameters TEXT NOT NULL,        -- JSON
    metrics TEXT,                    -- JSON; NULL until it is done
    program_version TEXT NOT NULL,
    created TEXT NOT NULL,
    UNIQUE (benchmark, questions_hash, model_fingerprint, adapter_fingerprint, parameters)
) STRICT;
CREATE TABLE evaluation_answers (
    evaluation_id INTEGER NOT NULL REFERENCES evaluations(id) ON DELETE CASCADE,
    question TEXT NOT NULL,          -- the benchmark's own id
    answer TEXT NOT NULL,
    details TEXT NOT NULL,           -- JSON
    PRIMARY KEY (evaluation_id, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE manifest (              -- what was done to this file, in order
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    stage TEXT NOT NULL,
    program_version TEXT NOT NULL,
    details TEXT NOT NULL            -- JSON
) STRICT;
)sql";

// Reviews know other candidates and flags; one that is flagged or noted alone has no verdict yet.
constexpr const char *migration_2 = R"sql(
ALTER TABLE reviews RENAME TO reviews_of_version_1;
CREATE TABLE reviews (               -- a person's word on a pair; one a pair
    selection_id INTEGER NOT NULL REFERENCES selections(id) ON DELETE CASCADE,
    sample_id INTEGER NOT NULL REFERENCES samples(id),
    ordinal INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('', 'accepted', 'refused', 'swapped', 'edited')), -- '' while pending
    chosen TEXT,                     -- the edited texts
    rejected TEXT,
    note TEXT NOT NULL,
    updated TEXT NOT NULL,
    flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1)),
    chosen_id INTEGER REFERENCES candidates(id),   -- another candidate in place of the selection's
    rejected_id INTEGER REFERENCES candidates(id),
    PRIMARY KEY (selection_id, sample_id, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO reviews(selection_id, sample_id, ordinal, verdict, chosen, rejected, note, updated)
    SELECT selection_id, sample_id, ordinal, verdict, chosen, rejected, note, updated FROM reviews_of_version_1;
DROP TABLE reviews_of_version_1;
)sql";

constexpr const char *migration_3 = R"sql(
CREATE TABLE training_pair_margins ( -- a pair's reward margin when it was first and last trained on
    run_id INTEGER NOT NULL REFERENCES training_runs(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,       -- of the run's preference set
    first_step INTEGER NOT NULL,
    first_margin REAL NOT NULL,
    last_step INTEGER NOT NULL,
    last_margin REAL NOT NULL,
    PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char *migration_4 = R"sql(
CREATE TABLE views (                 -- of the library: rules, not rows
    name TEXT PRIMARY KEY,
    rule TEXT NOT NULL               -- JSON
) STRICT;
)sql";

constexpr const char *migration_5 = R"sql(
ALTER TABLE evaluations ADD COLUMN images TEXT NOT NULL DEFAULT ''; -- the folder that questions' images are relative to
)sql";

// An audit undoes and redoes step after step; without an index each of them reads the whole history.
constexpr const char *migration_6 = R"sql(
CREATE INDEX review_steps ON review_history(selection_id, undone, id);
)sql";

// What was read once is found again as long as the state is the same (corpus_state.h). Our own connections run no triggers:
// these are for whoever changes rows by other means, such as sqlite3's shell.
constexpr const char *migration_7 = R"sql(
CREATE TABLE corpus_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    state TEXT NOT NULL              -- drawn anew whenever a row of the tables below changes
) STRICT;
INSERT INTO corpus_state(id, state) VALUES (1, lower(hex(randomblob(16))));
CREATE TRIGGER samples_insert AFTER INSERT ON samples BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER samples_update AFTER UPDATE ON samples BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER samples_delete AFTER DELETE ON samples BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER images_insert AFTER INSERT ON images BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER images_update AFTER UPDATE ON images BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER images_delete AFTER DELETE ON images BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER generation_runs_insert AFTER INSERT ON generation_runs BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER generation_runs_update AFTER UPDATE ON generation_runs BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER generation_runs_delete AFTER DELETE ON generation_runs BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER candidates_insert AFTER INSERT ON candidates BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER candidates_update AFTER UPDATE ON candidates BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER candidates_delete AFTER DELETE ON candidates BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER evaluators_insert AFTER INSERT ON evaluators BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER evaluators_update AFTER UPDATE ON evaluators BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER evaluators_delete AFTER DELETE ON evaluators BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER component_scores_insert AFTER INSERT ON component_scores BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER component_scores_update AFTER UPDATE ON component_scores BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
CREATE TRIGGER component_scores_delete AFTER DELETE ON component_scores BEGIN UPDATE corpus_state SET state = lower(hex(randomblob(16))) WHERE id = 1; END;
)sql";

constexpr std::array<const char *, 7> all{migration_1, migration_2, migration_3, migration_4, migration_5, migration_6, migration_7};

} // namespace

std::span<const char *const> migrations() { return all; }

} // namespace m3po
