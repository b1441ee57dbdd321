-- What a watch remembers: states of feeds, folders and hosts, as JSON of who watches.
CREATE TABLE watched (
    kind TEXT NOT NULL CHECK (kind IN ('source', 'host')),
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

-- Entries of feeds and files of folders that were read, with a hash of what they were like then.
CREATE TABLE seen (
    source TEXT NOT NULL,
    entry TEXT NOT NULL,
    state INTEGER NOT NULL,
    PRIMARY KEY (source, entry, state)
) STRICT, WITHOUT ROWID;

-- Who gave the day of publication that came with an article: its carrier or user where nothing stands here.
ALTER TABLE article ADD COLUMN published_basis TEXT;
