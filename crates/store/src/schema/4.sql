-- What is looked up under a cell stands in it, so that no telling is read to see whether it is near; and what lies in one time lies together, so that
-- reports of one time read and write few pages.
CREATE TABLE cell_new (
    period INTEGER NOT NULL,
    code TEXT NOT NULL,
    event TEXT NOT NULL,
    telling INTEGER NOT NULL REFERENCES telling (entry) ON DELETE CASCADE,
    first INTEGER,
    last INTEGER,
    PRIMARY KEY (period, code, event, telling)
) STRICT, WITHOUT ROWID;
INSERT INTO cell_new SELECT period, code, event, telling, first, last FROM cell JOIN telling ON telling.entry = cell.telling
ORDER BY period, code, event, telling;
DROP TABLE cell;
ALTER TABLE cell_new RENAME TO cell;
CREATE INDEX cell_of_telling ON cell (telling);

-- Whether all that its mentions tell are totals over a period, which series leave out.
ALTER TABLE incident ADD COLUMN total INTEGER NOT NULL DEFAULT 0 CHECK (total IN (0, 1));
UPDATE incident SET total = 1 WHERE entry IN (
    SELECT incident_event.incident
    FROM incident_event LEFT JOIN (SELECT DISTINCT event FROM tally) AS counted ON counted.event = incident_event.event
    GROUP BY incident_event.incident HAVING count(counted.event) = count(*)
);
CREATE INDEX incident_total ON incident (id) WHERE total = 1;

-- What series need of an incident in one column and an index of its own: read one by one, its columns take most of the time that a series of all
-- incidents does.
ALTER TABLE incident ADD COLUMN short TEXT GENERATED ALWAYS AS (
    ifnull(date, '          ') || ifnull(enddate, '          ') || ifnull(first_report, '          ') || id || ' ' || event || ' ' || assertion || ' '
    || status
) VIRTUAL;
CREATE INDEX incident_short ON incident (short, event_scale, total);
