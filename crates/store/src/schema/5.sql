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
