-- The incident of an event stands in an index that is made by itself: of a UNIQUE constraint of a table without row ids SQLite does not know that its
-- index holds the primary key too, and looks each row up in the table when all mentions are read.
CREATE TABLE incident_event_new (
    incident INTEGER NOT NULL REFERENCES incident (entry) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    event INTEGER NOT NULL REFERENCES event (entry),
    "like" TEXT,
    because TEXT,
    PRIMARY KEY (incident, position)
) STRICT, WITHOUT ROWID;
INSERT INTO incident_event_new SELECT incident, position, event, "like", because FROM incident_event ORDER BY incident, position;
DROP TABLE incident_event;
ALTER TABLE incident_event_new RENAME TO incident_event;
CREATE UNIQUE INDEX incident_of_event ON incident_event (event);

-- When a telling was told, and from which day on it is what it is: the last on which a report was published that a chain of copies connects with
-- its own, since copies change whose text it is. Far off where one of them has no day.
ALTER TABLE telling ADD COLUMN published TEXT;
ALTER TABLE telling ADD COLUMN known TEXT NOT NULL DEFAULT '9999-12-31';
UPDATE telling SET published = (SELECT published FROM text WHERE text.entry = telling.text);
UPDATE telling SET known = ifnull(published, '9999-12-31');
CREATE TEMP TABLE chained (text INTEGER PRIMARY KEY, known TEXT NOT NULL);
INSERT INTO chained
WITH RECURSIVE chain (text, other) AS (
    SELECT first, second FROM copy
    UNION SELECT second, first FROM copy
    UNION SELECT chain.text, copy.second FROM chain JOIN copy ON copy.first = chain.other
    UNION SELECT chain.text, copy.first FROM chain JOIN copy ON copy.second = chain.other
)
SELECT chain.text, max(ifnull(text.published, '9999-12-31')) FROM chain JOIN text ON text.entry = chain.other GROUP BY chain.text;
UPDATE telling SET known = max(known, (SELECT known FROM chained WHERE chained.text = telling.text))
WHERE text IN (SELECT text FROM chained);
DROP TABLE chained;
DROP INDEX telling_of_component;
CREATE INDEX telling_of_component ON telling (component, published, known);
