-- Mentions are grouped by what ties their tellings, not by months: `block` goes, and what hung on it. Tables are rebuilt as SQLite's manual
-- says (ALTER TABLE, section 7), with references unchecked until the end.

-- What one report tells of one happening, as bytes that grouping compares. Made anew when anything about its report changes. `component` is
-- the smallest of the tellings that a chain of ties connects; `first` and `last` are the days that it reaches over, counted from
-- 1 January 2000.
CREATE TABLE telling (
    entry INTEGER PRIMARY KEY AUTOINCREMENT,
    text INTEGER NOT NULL REFERENCES text (entry),
    coding INTEGER NOT NULL REFERENCES coding (entry),
    component INTEGER NOT NULL,
    incident INTEGER REFERENCES incident (entry) ON DELETE SET NULL,
    events INTEGER NOT NULL,
    first INTEGER,
    last INTEGER,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX telling_of_text ON telling (text);
CREATE INDEX telling_of_component ON telling (component);
CREATE INDEX telling_of_incident ON telling (incident) WHERE incident IS NOT NULL;

-- Under what tellings are found: a state, the kind of act, and a period of 32 days, of which one that reaches over years has none.
CREATE TABLE cell (
    code TEXT NOT NULL,
    event TEXT NOT NULL,
    period INTEGER NOT NULL,
    telling INTEGER NOT NULL REFERENCES telling (entry) ON DELETE CASCADE,
    PRIMARY KEY (code, event, period, telling)
) STRICT, WITHOUT ROWID;
CREATE INDEX cell_of_telling ON cell (telling);

-- Texts whose mentions have yet to be joined with those of others.
CREATE TABLE loose (text INTEGER PRIMARY KEY REFERENCES text (entry)) STRICT;
INSERT INTO loose (text) SELECT entry FROM text;

-- By which rules things were derived, as a number of who derives them: what was derived by others is made anew.
CREATE TABLE form (
    what TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event_new (
    entry INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    coding INTEGER NOT NULL REFERENCES coding (entry),
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
INSERT INTO event_new SELECT
    entry, id, coding, text, start, "end", paragraph, event, mode, context, cameo, event_scale, event_text, event_text_start, event_text_end, assertion, assertion_text, assertion_text_start, assertion_text_end, historical, date, enddate, date_granularity, date_basis, date_text, date_text_start, date_text_end, ongoing, extracted_place, place_start, place_end, resolved_place, geonameid, lat, lon, city, district, province, country, country_code, resolution, confidence, rule
FROM event;
DROP TABLE event;
ALTER TABLE event_new RENAME TO event;
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_of_coding ON event (coding);
CREATE INDEX event_by_day ON event (date, event);

CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only: add a newer row beside it'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only: add a newer row beside it'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE entry = NEW.entry)
BEGIN SELECT RAISE(ABORT, 'event is append-only: add a newer row beside it'); END;

-- What each incident is made of is hashed when it is next grouped, which all are.
CREATE TABLE incident_new (
    entry INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    partition INTEGER NOT NULL,
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
INSERT INTO incident_new SELECT
    entry, id, 0, event, mode, cameo, event_scale, assertion, historical, date, enddate, place, geonameid, lat, lon, province, country_code, resolution, first_report, last_report, status, mentions, reports, origins
FROM incident;
DROP TABLE incident;
ALTER TABLE incident_new RENAME TO incident;
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


-- One row for each time that anything was grouped: a hash of who is grouped with whom, and how many incidents and mentions there were then.
CREATE TABLE grouping_new (
    number INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    partition TEXT NOT NULL,
    incidents INTEGER NOT NULL,
    events INTEGER NOT NULL
) STRICT;
INSERT INTO grouping_new SELECT
    row_number() OVER (ORDER BY made_at, block, number), made_at, partition, incidents, events
FROM grouping;
DROP TABLE grouping;
ALTER TABLE grouping_new RENAME TO grouping;
CREATE TRIGGER grouping_no_update BEFORE UPDATE ON grouping
BEGIN SELECT RAISE(ABORT, 'grouping is append-only: add a newer row beside it'); END;
CREATE TRIGGER grouping_no_delete BEFORE DELETE ON grouping
BEGIN SELECT RAISE(ABORT, 'grouping is append-only: add a newer row beside it'); END;
CREATE TRIGGER grouping_no_replace BEFORE INSERT ON grouping
WHEN EXISTS (SELECT 1 FROM grouping WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'grouping is append-only: add a newer row beside it'); END;

DROP TABLE block;

-- What became of commitments is followed one by one, from what the incidents of its makers tell; it was derived by pairs of codes before.
DROP TABLE fate;
DROP TABLE commitment;
DROP TABLE stale;
DELETE FROM counter WHERE name = 'commitments';

-- What an incident tells of promises and deeds, as bytes, with its first day, or that of its first report, counted from 1 January 2000.
CREATE TABLE gist (
    incident INTEGER PRIMARY KEY REFERENCES incident (entry) ON DELETE CASCADE,
    day INTEGER,
    bytes BLOB NOT NULL
) STRICT;

-- Who acts in which incident, by day.
CREATE TABLE deed (
    code TEXT NOT NULL,
    day INTEGER NOT NULL,
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    PRIMARY KEY (code, day, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX deed_of_incident ON deed (incident);

-- An incident in which an agreement, an announcement or a threat is made.
CREATE TABLE commitment (
    incident INTEGER PRIMARY KEY REFERENCES incident (entry) ON DELETE CASCADE,
    kind TEXT NOT NULL
) STRICT;

-- Who made a commitment, and the first and last day on which something can become of it.
CREATE TABLE pledge (
    code TEXT NOT NULL,
    last INTEGER NOT NULL,
    first INTEGER NOT NULL,
    commitment INTEGER NOT NULL REFERENCES commitment (incident) ON DELETE CASCADE,
    PRIMARY KEY (code, last, first, commitment)
) STRICT, WITHOUT ROWID;
CREATE INDEX pledge_of_commitment ON pledge (commitment);

CREATE TABLE fate (
    commitment INTEGER NOT NULL REFERENCES commitment (incident) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    outcome TEXT NOT NULL,
    because TEXT NOT NULL,
    PRIMARY KEY (commitment, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX fate_by_incident ON fate (incident);

-- Incidents that are new, and commitments of which something is to be looked for again from a day on.
CREATE TABLE unfollowed (
    incident INTEGER PRIMARY KEY REFERENCES incident (entry) ON DELETE CASCADE,
    since INTEGER
) STRICT;
