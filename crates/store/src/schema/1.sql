-- Version 1 of the ledger. Later versions are steps from the one before (2.sql, 3.sql ...); this file is never changed.
-- Kept for good: article, text, paragraph, version, coding, superseded, name, time, event, party, number, fingerprint, grouping.
-- Derived from them and replaced as a whole when a block is grouped again: incident and what hangs on it, copy, commitment, tally.

CREATE TABLE article (
    entry INTEGER PRIMARY KEY,
    given_id TEXT NOT NULL,
    path TEXT,
    line INTEGER,
    url TEXT,
    title TEXT,
    publisher TEXT,
    published TEXT,
    carrier TEXT NOT NULL,
    added_at TEXT NOT NULL,
    content TEXT NOT NULL CHECK (content IN ('plain', 'html')),
    size INTEGER NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    packing TEXT NOT NULL CHECK (packing = 'text' OR packing = 'none' OR packing = 'deflate'),
    bytes BLOB,
    CHECK ((packing = 'text') = (bytes IS NULL)),
    UNIQUE (given_id, sha256)
) STRICT;

CREATE TABLE text (
    entry INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article (entry),
    path TEXT,
    url TEXT,
    title TEXT,
    publisher TEXT,
    published TEXT,
    published_basis TEXT,
    string TEXT NOT NULL,
    CHECK ((published IS NULL) = (published_basis IS NULL))
) STRICT;
CREATE INDEX text_of_article ON text (article);
CREATE INDEX text_by_day ON text (published);

CREATE TABLE paragraph (
    text INTEGER NOT NULL REFERENCES text (entry),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (text, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE version (
    entry INTEGER PRIMARY KEY,
    knowledge TEXT NOT NULL,
    model TEXT NOT NULL,
    UNIQUE (knowledge, model)
) STRICT;

CREATE TABLE coding (
    entry INTEGER PRIMARY KEY,
    text INTEGER NOT NULL REFERENCES text (entry),
    version INTEGER NOT NULL REFERENCES version (entry),
    coded_at TEXT NOT NULL,
    UNIQUE (text, version)
) STRICT;

-- Codings that a newer one of the same article stands beside. What is not here is current.
CREATE TABLE superseded (coding INTEGER PRIMARY KEY REFERENCES coding (entry)) STRICT;

CREATE TABLE name (
    coding INTEGER NOT NULL REFERENCES coding (entry),
    position INTEGER NOT NULL,
    words TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (coding, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE time (
    coding INTEGER NOT NULL REFERENCES coding (entry),
    position INTEGER NOT NULL,
    words TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    modifier TEXT,
    PRIMARY KEY (coding, position)
) STRICT, WITHOUT ROWID;

-- Groups of events that may be one happening. What `dirty` marks has to be grouped again.
CREATE TABLE block (
    entry INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    dirty INTEGER NOT NULL CHECK (dirty IN (0, 1))
) STRICT;
CREATE INDEX block_dirty ON block (dirty) WHERE dirty = 1;

CREATE TABLE event (
    entry INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    coding INTEGER NOT NULL REFERENCES coding (entry),
    block INTEGER NOT NULL REFERENCES block (entry),
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    paragraph TEXT NOT NULL,
    event TEXT NOT NULL,
    mode TEXT NOT NULL,
    context TEXT NOT NULL,
    cameo TEXT,
    event_scale REAL NOT NULL,
    event_text TEXT NOT NULL,
    event_text_start INTEGER NOT NULL,
    event_text_end INTEGER NOT NULL,
    assertion TEXT NOT NULL,
    assertion_text TEXT,
    assertion_text_start INTEGER,
    assertion_text_end INTEGER,
    historical INTEGER NOT NULL CHECK (historical IN (0, 1)),
    date TEXT,
    enddate TEXT,
    date_granularity TEXT,
    date_basis TEXT NOT NULL,
    date_text TEXT,
    date_text_start INTEGER,
    date_text_end INTEGER,
    ongoing INTEGER NOT NULL CHECK (ongoing IN (0, 1)),
    extracted_place TEXT,
    place_start INTEGER,
    place_end INTEGER,
    resolved_place TEXT,
    geonameid INTEGER,
    lat REAL,
    lon REAL,
    city TEXT,
    district TEXT,
    province TEXT,
    country TEXT,
    country_code TEXT,
    resolution INTEGER,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_of_coding ON event (coding);
CREATE INDEX event_of_block ON event (block);
CREATE INDEX event_by_day ON event (date, event);

CREATE TABLE party (
    event INTEGER NOT NULL REFERENCES event (entry),
    side TEXT NOT NULL CHECK (side = 'actor' OR side = 'recipient' OR side = 'source'),
    position INTEGER NOT NULL,
    entity_text TEXT,
    start INTEGER,
    "end" INTEGER,
    antecedent TEXT,
    antecedent_start INTEGER,
    antecedent_end INTEGER,
    code TEXT,
    sector TEXT,
    identifier_id TEXT,
    identifier_text TEXT,
    kind TEXT,
    cue TEXT,
    cue_start INTEGER,
    cue_end INTEGER,
    CHECK ((side = 'source') = (kind IS NOT NULL)),
    PRIMARY KEY (event, side, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_by_code ON party (code, side, event) WHERE code IS NOT NULL;

CREATE TABLE number (
    event INTEGER NOT NULL REFERENCES event (entry),
    kind TEXT NOT NULL CHECK (kind = 'dead' OR kind = 'injured' OR kind = 'arrested' OR kind = 'size' OR kind = 'quantity'),
    position INTEGER NOT NULL,
    low REAL NOT NULL,
    high REAL,
    words TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    unit TEXT,
    side TEXT CHECK (side IN ('actor', 'recipient')),
    PRIMARY KEY (event, kind, position)
) STRICT, WITHOUT ROWID;

-- Hashes of what a text shares with its copies. The week of publication goes first, so that texts of one time lie together on disk and
-- a search within some days reads little.
CREATE TABLE fingerprint (
    week INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    text INTEGER NOT NULL REFERENCES text (entry),
    PRIMARY KEY (week, hash, text)
) STRICT, WITHOUT ROWID;

-- Texts whose copies have yet to be looked for.
CREATE TABLE uncompared (text INTEGER PRIMARY KEY REFERENCES text (entry)) STRICT;

CREATE TABLE copy (
    first INTEGER NOT NULL REFERENCES text (entry),
    second INTEGER NOT NULL REFERENCES text (entry),
    kind TEXT NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_by_second ON copy (second);

-- One row for each grouping of a block; the one with the highest number is in force, and its incidents are those in `incident`.
CREATE TABLE grouping (
    block INTEGER NOT NULL REFERENCES block (entry),
    number INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    partition TEXT NOT NULL,
    incidents INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (block, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident (
    entry INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    block INTEGER NOT NULL REFERENCES block (entry),
    digest INTEGER NOT NULL,
    event TEXT NOT NULL,
    mode TEXT NOT NULL,
    cameo TEXT,
    event_scale REAL NOT NULL,
    assertion TEXT NOT NULL,
    historical INTEGER NOT NULL CHECK (historical IN (0, 1)),
    date TEXT,
    enddate TEXT,
    place TEXT,
    geonameid INTEGER,
    lat REAL,
    lon REAL,
    province TEXT,
    country_code TEXT,
    resolution INTEGER,
    first_report TEXT,
    last_report TEXT,
    status TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    origins INTEGER NOT NULL
) STRICT;
CREATE INDEX incident_of_block ON incident (block);
CREATE INDEX incident_by_day
    ON incident (date, id, enddate, event, status, country_code, assertion, historical, first_report, event_scale);
CREATE INDEX incident_by_status ON incident (status, date);
CREATE INDEX incident_by_category ON incident (event, date);
CREATE INDEX incident_by_place ON incident (geonameid, date, event, event_scale, assertion, historical, first_report)
    WHERE geonameid IS NOT NULL;
CREATE INDEX incident_by_place_name
    ON incident (place COLLATE NOCASE, date, event, event_scale, assertion, historical, first_report) WHERE place IS NOT NULL;
CREATE INDEX incident_by_country ON incident (country_code, date, event, event_scale, assertion, historical, first_report)
    WHERE country_code IS NOT NULL;

CREATE TABLE incident_event (
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    event INTEGER NOT NULL UNIQUE REFERENCES event (entry),
    "like" TEXT,
    because TEXT,
    PRIMARY KEY (incident, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_party (
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    code TEXT,
    sector TEXT,
    name TEXT,
    PRIMARY KEY (incident, side, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_party_by_code ON incident_party (code, side, incident) WHERE code IS NOT NULL;

CREATE TABLE origin (
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (incident, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind = 'dead' OR kind = 'injured' OR kind = 'arrested' OR kind = 'size'
        OR kind = 'counted' OR kind = 'blame'),
    field TEXT NOT NULL,
    "by" TEXT NOT NULL,
    low REAL,
    high REAL,
    actors TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (incident, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE denial (
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    PRIMARY KEY (incident, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact (
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    agreed INTEGER NOT NULL CHECK (agreed IN (0, 1)),
    PRIMARY KEY (incident, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_value (
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    fact INTEGER NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    "by" TEXT NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (incident, fact, position)
) STRICT, WITHOUT ROWID;

-- Each pair of countries or organisations that an incident is between, the smaller code first, with what series ask for.
CREATE TABLE dyad (
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    date TEXT,
    first_report TEXT,
    event TEXT NOT NULL,
    event_scale REAL NOT NULL,
    assertion TEXT NOT NULL,
    historical INTEGER NOT NULL,
    PRIMARY KEY (incident, first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX dyad_by_day ON dyad (first, second, date, first_report, event, event_scale, assertion, historical);

-- Sums that would otherwise scan the ledger, kept by what writes the rows that they sum up. In `incident_day` the pair of two stars
-- counts each incident once, whatever pairs it is between; scores are summed in hundredths, so that no order of adding shows. The day of the
-- first report, empty where unknown, lets a series be asked for as it was known on a day.
CREATE TABLE incident_day (
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    date TEXT NOT NULL,
    event TEXT NOT NULL,
    assertion TEXT NOT NULL,
    historical INTEGER NOT NULL,
    first_report TEXT NOT NULL,
    incidents INTEGER NOT NULL,
    scale_hundredths INTEGER NOT NULL,
    PRIMARY KEY (first, second, date, event, assertion, historical, first_report)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_day (
    published TEXT PRIMARY KEY,
    articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A scope is what commitments were last derived from as a whole: a pair of codes, `KOR-PRK`, or everything, the empty string.
CREATE TABLE commitment (
    scope TEXT NOT NULL,
    position INTEGER NOT NULL,
    made TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (scope, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX commitment_by_incident ON commitment (made);

CREATE TABLE fate (
    scope TEXT NOT NULL,
    commitment INTEGER NOT NULL,
    position INTEGER NOT NULL,
    incident TEXT NOT NULL,
    outcome TEXT NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (scope, commitment, position),
    FOREIGN KEY (scope, commitment) REFERENCES commitment (scope, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX fate_by_incident ON fate (incident);

-- Scopes with incidents that changed since their commitments were derived.
CREATE TABLE stale (scope TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE tally (
    event INTEGER NOT NULL REFERENCES event (entry),
    position INTEGER NOT NULL,
    series TEXT NOT NULL,
    "by" TEXT NOT NULL,
    what TEXT NOT NULL,
    low REAL NOT NULL,
    high REAL,
    occasions REAL,
    date TEXT,
    enddate TEXT,
    published TEXT,
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX tally_by_series ON tally (series, date);

CREATE VIRTUAL TABLE search USING fts5 (
    title, string, content = 'text', content_rowid = 'entry', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- What is kept for good can be neither changed nor taken away.
CREATE TRIGGER article_no_update BEFORE UPDATE ON article
BEGIN SELECT RAISE(ABORT, 'article is append-only: add a newer row beside it'); END;
CREATE TRIGGER article_no_delete BEFORE DELETE ON article
BEGIN SELECT RAISE(ABORT, 'article is append-only: add a newer row beside it'); END;
CREATE TRIGGER text_no_update BEFORE UPDATE ON text
BEGIN SELECT RAISE(ABORT, 'text is append-only: add a newer row beside it'); END;
CREATE TRIGGER text_no_delete BEFORE DELETE ON text
BEGIN SELECT RAISE(ABORT, 'text is append-only: add a newer row beside it'); END;
CREATE TRIGGER paragraph_no_update BEFORE UPDATE ON paragraph
BEGIN SELECT RAISE(ABORT, 'paragraph is append-only: add a newer row beside it'); END;
CREATE TRIGGER paragraph_no_delete BEFORE DELETE ON paragraph
BEGIN SELECT RAISE(ABORT, 'paragraph is append-only: add a newer row beside it'); END;
CREATE TRIGGER version_no_update BEFORE UPDATE ON version
BEGIN SELECT RAISE(ABORT, 'version is append-only: add a newer row beside it'); END;
CREATE TRIGGER version_no_delete BEFORE DELETE ON version
BEGIN SELECT RAISE(ABORT, 'version is append-only: add a newer row beside it'); END;
CREATE TRIGGER coding_no_update BEFORE UPDATE ON coding
BEGIN SELECT RAISE(ABORT, 'coding is append-only: add a newer row beside it'); END;
CREATE TRIGGER coding_no_delete BEFORE DELETE ON coding
BEGIN SELECT RAISE(ABORT, 'coding is append-only: add a newer row beside it'); END;
CREATE TRIGGER superseded_no_update BEFORE UPDATE ON superseded
BEGIN SELECT RAISE(ABORT, 'superseded is append-only: add a newer row beside it'); END;
CREATE TRIGGER superseded_no_delete BEFORE DELETE ON superseded
BEGIN SELECT RAISE(ABORT, 'superseded is append-only: add a newer row beside it'); END;
CREATE TRIGGER name_no_update BEFORE UPDATE ON name
BEGIN SELECT RAISE(ABORT, 'name is append-only: add a newer row beside it'); END;
CREATE TRIGGER name_no_delete BEFORE DELETE ON name
BEGIN SELECT RAISE(ABORT, 'name is append-only: add a newer row beside it'); END;
CREATE TRIGGER time_no_update BEFORE UPDATE ON time
BEGIN SELECT RAISE(ABORT, 'time is append-only: add a newer row beside it'); END;
CREATE TRIGGER time_no_delete BEFORE DELETE ON time
BEGIN SELECT RAISE(ABORT, 'time is append-only: add a newer row beside it'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only: add a newer row beside it'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only: add a newer row beside it'); END;
CREATE TRIGGER party_no_update BEFORE UPDATE ON party
BEGIN SELECT RAISE(ABORT, 'party is append-only: add a newer row beside it'); END;
CREATE TRIGGER party_no_delete BEFORE DELETE ON party
BEGIN SELECT RAISE(ABORT, 'party is append-only: add a newer row beside it'); END;
CREATE TRIGGER number_no_update BEFORE UPDATE ON number
BEGIN SELECT RAISE(ABORT, 'number is append-only: add a newer row beside it'); END;
CREATE TRIGGER number_no_delete BEFORE DELETE ON number
BEGIN SELECT RAISE(ABORT, 'number is append-only: add a newer row beside it'); END;
CREATE TRIGGER fingerprint_no_update BEFORE UPDATE ON fingerprint
BEGIN SELECT RAISE(ABORT, 'fingerprint is append-only: add a newer row beside it'); END;
CREATE TRIGGER fingerprint_no_delete BEFORE DELETE ON fingerprint
BEGIN SELECT RAISE(ABORT, 'fingerprint is append-only: add a newer row beside it'); END;
CREATE TRIGGER grouping_no_update BEFORE UPDATE ON grouping
BEGIN SELECT RAISE(ABORT, 'grouping is append-only: add a newer row beside it'); END;
CREATE TRIGGER grouping_no_delete BEFORE DELETE ON grouping
BEGIN SELECT RAISE(ABORT, 'grouping is append-only: add a newer row beside it'); END;

-- `INSERT OR REPLACE` takes rows away without asking the triggers above. A fingerprint has nothing that could be replaced.
CREATE TRIGGER article_no_replace BEFORE INSERT ON article
WHEN EXISTS (SELECT 1 FROM article WHERE entry = NEW.entry)
    OR EXISTS (SELECT 1 FROM article WHERE given_id = NEW.given_id AND sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'article is append-only: add a newer row beside it'); END;
CREATE TRIGGER text_no_replace BEFORE INSERT ON text
WHEN EXISTS (SELECT 1 FROM text WHERE entry = NEW.entry)
    OR EXISTS (SELECT 1 FROM text WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'text is append-only: add a newer row beside it'); END;
CREATE TRIGGER paragraph_no_replace BEFORE INSERT ON paragraph
WHEN EXISTS (SELECT 1 FROM paragraph WHERE text = NEW.text AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'paragraph is append-only: add a newer row beside it'); END;
CREATE TRIGGER version_no_replace BEFORE INSERT ON version
WHEN EXISTS (SELECT 1 FROM version WHERE entry = NEW.entry)
    OR EXISTS (SELECT 1 FROM version WHERE knowledge = NEW.knowledge AND model = NEW.model)
BEGIN SELECT RAISE(ABORT, 'version is append-only: add a newer row beside it'); END;
CREATE TRIGGER coding_no_replace BEFORE INSERT ON coding
WHEN EXISTS (SELECT 1 FROM coding WHERE entry = NEW.entry)
    OR EXISTS (SELECT 1 FROM coding WHERE text = NEW.text AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'coding is append-only: add a newer row beside it'); END;
CREATE TRIGGER superseded_no_replace BEFORE INSERT ON superseded
WHEN EXISTS (SELECT 1 FROM superseded WHERE coding = NEW.coding)
BEGIN SELECT RAISE(ABORT, 'superseded is append-only: add a newer row beside it'); END;
CREATE TRIGGER name_no_replace BEFORE INSERT ON name
WHEN EXISTS (SELECT 1 FROM name WHERE coding = NEW.coding AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'name is append-only: add a newer row beside it'); END;
CREATE TRIGGER time_no_replace BEFORE INSERT ON time
WHEN EXISTS (SELECT 1 FROM time WHERE coding = NEW.coding AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'time is append-only: add a newer row beside it'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'event is append-only: add a newer row beside it'); END;
CREATE TRIGGER party_no_replace BEFORE INSERT ON party
WHEN EXISTS (SELECT 1 FROM party WHERE event = NEW.event AND side = NEW.side AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'party is append-only: add a newer row beside it'); END;
CREATE TRIGGER number_no_replace BEFORE INSERT ON number
WHEN EXISTS (SELECT 1 FROM number WHERE event = NEW.event AND kind = NEW.kind AND position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'number is append-only: add a newer row beside it'); END;
CREATE TRIGGER grouping_no_replace BEFORE INSERT ON grouping
WHEN EXISTS (SELECT 1 FROM grouping WHERE block = NEW.block AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'grouping is append-only: add a newer row beside it'); END;
