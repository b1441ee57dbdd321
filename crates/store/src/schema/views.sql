-- Joins are inner ones, so that a condition on any table can be where the search begins; references hold by foreign keys.
-- What users read, with SQLite 3.37 or later: an older library that cannot parse a view refuses the whole file.
-- Columns have the names of the contract; lists are JSON. `docs/ledger.md` describes each column.
-- DuckDB reads a view by its statement, with rules of its own: where two tables with a column `event` are joined, it takes `event.entry` for a
-- part of that column. So they are not joined but looked up one in the other.

CREATE VIEW articles AS
SELECT
    article.given_id AS document,
    text.id AS text_id,
    text.path,
    article.line,
    text.url,
    text.title,
    text.publisher,
    text.published,
    ifnull(text.published_basis, 'none') AS published_basis,
    article.carrier,
    article.added_at,
    article.content,
    article.size,
    lower(hex(article.sha256)) AS sha256,
    (SELECT knowledge FROM version WHERE version.entry = coding.version) AS knowledge,
    (SELECT model FROM version WHERE version.entry = coding.version) AS model,
    coding.coded_at,
    text.string AS text
FROM coding
JOIN text ON text.entry = coding.text
JOIN article ON article.entry = text.article
WHERE coding.entry NOT IN (SELECT coding FROM superseded);

CREATE VIEW codings AS
SELECT
    article.given_id AS document,
    text.id AS text_id,
    (SELECT knowledge FROM version WHERE version.entry = coding.version) AS knowledge,
    (SELECT model FROM version WHERE version.entry = coding.version) AS model,
    coding.coded_at,
    coding.entry NOT IN (SELECT coding FROM superseded) AS current
FROM coding
JOIN text ON text.entry = coding.text
JOIN article ON article.entry = text.article;

CREATE VIEW paragraphs AS
SELECT text.id AS text_id, paragraph.position, paragraph.start, paragraph."end", paragraph.kind,
    substr(text.string, paragraph.start + 1, paragraph."end" - paragraph.start) AS words
FROM paragraph
JOIN text ON text.entry = paragraph.text;

CREATE VIEW names AS
SELECT text.id AS text_id, name.words, name.start, name."end", name.kind
FROM name
JOIN coding ON coding.entry = name.coding
JOIN text ON text.entry = coding.text
WHERE name.coding NOT IN (SELECT coding FROM superseded);

CREATE VIEW times AS
SELECT text.id AS text_id, time.words, time.start, time."end", time.type, time.value, time.modifier
FROM time
JOIN coding ON coding.entry = time.coding
JOIN text ON text.entry = coding.text
WHERE time.coding NOT IN (SELECT coding FROM superseded);

CREATE VIEW events AS
SELECT
    event.id,
    article.given_id AS document,
    text.id AS text_id,
    text.path,
    text.url,
    text.title,
    text.publisher,
    text.published,
    ifnull(text.published_basis, 'none') AS published_basis,
    event.date,
    event.enddate,
    event.date_granularity,
    event.date_basis,
    event.date_text,
    event.ongoing,
    event.event,
    event.mode,
    event.context,
    event.cameo,
    CASE
        WHEN event.event IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE') THEN 1
        WHEN event.event IN ('COOPERATE', 'AID', 'RETREAT') THEN 2
        WHEN event.event IN ('REQUEST', 'ACCUSE', 'REJECT', 'THREATEN') THEN 3
        ELSE 4
    END AS quad_code,
    event.event_scale,
    event.assertion,
    event.assertion_text,
    event.historical,
    (SELECT group_concat(entity_text, '; ') FROM (
        SELECT entity_text FROM party WHERE party.event = event.entry AND side = 'actor' ORDER BY position)) AS actor,
    (SELECT group_concat(code, '; ') FROM (
        SELECT code FROM party WHERE party.event = event.entry AND side = 'actor' ORDER BY position)) AS actor_code,
    (SELECT group_concat(sector, '; ') FROM (
        SELECT sector FROM party WHERE party.event = event.entry AND side = 'actor' ORDER BY position)) AS actor_sector,
    (SELECT group_concat(entity_text, '; ') FROM (
        SELECT entity_text FROM party WHERE party.event = event.entry AND side = 'recipient' ORDER BY position)) AS recipient,
    (SELECT group_concat(code, '; ') FROM (
        SELECT code FROM party WHERE party.event = event.entry AND side = 'recipient' ORDER BY position)) AS recipient_code,
    (SELECT group_concat(sector, '; ') FROM (
        SELECT sector FROM party WHERE party.event = event.entry AND side = 'recipient' ORDER BY position)) AS recipient_sector,
    event.extracted_place AS place,
    event.resolved_place,
    event.geonameid,
    event.lat,
    event.lon,
    event.city,
    event.district,
    event.province,
    event.country,
    event.country_code,
    event.resolution,
    (SELECT group_concat(entity_text, '; ') FROM (
        SELECT entity_text FROM party WHERE party.event = event.entry AND side = 'source' ORDER BY position)) AS attribution,
    (SELECT low FROM number WHERE number.event = event.entry AND kind = 'dead') AS dead_low,
    (SELECT high FROM number WHERE number.event = event.entry AND kind = 'dead') AS dead_high,
    (SELECT low FROM number WHERE number.event = event.entry AND kind = 'injured') AS injured_low,
    (SELECT high FROM number WHERE number.event = event.entry AND kind = 'injured') AS injured_high,
    (SELECT low FROM number WHERE number.event = event.entry AND kind = 'arrested') AS arrested_low,
    (SELECT high FROM number WHERE number.event = event.entry AND kind = 'arrested') AS arrested_high,
    (SELECT low FROM number WHERE number.event = event.entry AND kind = 'size') AS size_low,
    (SELECT high FROM number WHERE number.event = event.entry AND kind = 'size') AS size_high,
    event.event_text,
    event.event_text_start,
    event.event_text_end,
    event.text,
    event.start,
    event."end",
    event.paragraph,
    event.confidence,
    event.rule,
    (SELECT knowledge FROM version WHERE version.entry = coding.version) AS knowledge,
    (SELECT model FROM version WHERE version.entry = coding.version) AS model,
    coding.coded_at,
    (SELECT (SELECT incident.id FROM incident WHERE incident.entry = incident_event.incident) FROM incident_event
        WHERE incident_event.event = event.entry) AS incident
FROM event
JOIN coding ON coding.entry = event.coding
JOIN text ON text.entry = coding.text
JOIN article ON article.entry = text.article
WHERE event.coding NOT IN (SELECT coding FROM superseded);

CREATE VIEW participants AS
SELECT
    event.id AS event_id,
    party.side,
    party.position,
    party.entity_text,
    party.start,
    party."end",
    party.antecedent,
    party.antecedent_start,
    party.antecedent_end,
    party.code,
    party.sector,
    party.identifier_id,
    party.identifier_text,
    party.kind,
    party.cue,
    party.cue_start,
    party.cue_end
FROM party
JOIN event ON event.entry = party.event
WHERE event.coding NOT IN (SELECT coding FROM superseded);

CREATE VIEW numbers AS
SELECT
    event.id AS event_id,
    number.kind,
    number.position,
    number.low,
    number.high,
    number.words AS text,
    number.start,
    number."end",
    number.unit,
    number.side
FROM number
JOIN event ON event.entry = number.event
WHERE event.coding NOT IN (SELECT coding FROM superseded);

CREATE VIEW incidents AS
SELECT
    incident.id AS incident,
    incident.event,
    incident.mode,
    incident.cameo,
    CASE
        WHEN incident.event IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE') THEN 1
        WHEN incident.event IN ('COOPERATE', 'AID', 'RETREAT') THEN 2
        WHEN incident.event IN ('REQUEST', 'ACCUSE', 'REJECT', 'THREATEN') THEN 3
        ELSE 4
    END AS quad_code,
    incident.event_scale,
    incident.date,
    incident.enddate,
    (SELECT group_concat(name, '; ') FROM (
        SELECT name FROM incident_party WHERE incident_party.incident = incident.entry AND side = 'actor' ORDER BY position)) AS actor,
    (SELECT group_concat(code, '; ') FROM (
        SELECT code FROM incident_party WHERE incident_party.incident = incident.entry AND side = 'actor' ORDER BY position)) AS actor_code,
    (SELECT group_concat(name, '; ') FROM (
        SELECT name FROM incident_party WHERE incident_party.incident = incident.entry AND side = 'recipient' ORDER BY position))
        AS recipient,
    (SELECT group_concat(code, '; ') FROM (
        SELECT code FROM incident_party WHERE incident_party.incident = incident.entry AND side = 'recipient' ORDER BY position))
        AS recipient_code,
    incident.place,
    incident.geonameid,
    incident.lat,
    incident.lon,
    incident.province,
    incident.country_code,
    incident.assertion,
    incident.historical,
    incident.status,
    incident.mentions,
    incident.reports,
    incident.origins,
    (SELECT group_concat("by", '; ') FROM (
        SELECT "by" FROM denial WHERE denial.incident = incident.entry ORDER BY position)) AS denied_by,
    incident.first_report,
    incident.last_report
FROM incident;

CREATE VIEW mentions AS
SELECT
    incident.id AS incident,
    incident_event.position,
    event.id AS event_id,
    article.given_id AS report,
    text.id AS text_id,
    text.published,
    event.event,
    event.event_text_start AS start,
    event.event_text_end AS "end",
    incident_event."like",
    incident_event.because
FROM incident_event
JOIN incident ON incident.entry = incident_event.incident
JOIN event ON event.entry = incident_event.event
JOIN coding ON coding.entry = event.coding
JOIN text ON text.entry = coding.text
JOIN article ON article.entry = text.article
-- Always so; SQLite then reads this table first where nothing is asked for by name, and its rows and those of the others lie in one order.
WHERE incident_event.position >= 0;

CREATE VIEW incident_participants AS
SELECT incident.id AS incident, incident_party.side, incident_party.position, incident_party.code, incident_party.sector,
    incident_party.name
FROM incident_party
JOIN incident ON incident.entry = incident_party.incident;

CREATE VIEW origins AS
SELECT incident.id AS incident, origin.position, origin.name
FROM origin
JOIN incident ON incident.entry = origin.incident;

CREATE VIEW claims AS
SELECT incident.id AS incident, claim.position, claim.field, claim."by", claim.low, claim.high, claim.actors AS actor,
    claim.event AS event_id
FROM claim
JOIN incident ON incident.entry = claim.incident;

CREATE VIEW denials AS
SELECT incident.id AS incident, denial."by"
FROM denial
JOIN incident ON incident.entry = denial.incident;

CREATE VIEW facts AS
SELECT incident.id AS incident, fact.field, fact.agreed, fact_value.value, fact_value."by", fact_value.events
FROM fact_value
JOIN fact ON fact.incident = fact_value.incident AND fact.position = fact_value.fact
JOIN incident ON incident.entry = fact_value.incident;

CREATE VIEW dyads AS
SELECT dyad.first, dyad.second, incident.id AS incident, dyad.date, dyad.first_report, dyad.event, dyad.event_scale, dyad.assertion,
    dyad.historical
FROM dyad
JOIN incident ON incident.entry = dyad.incident;

CREATE VIEW groupings AS SELECT number, made_at, partition, incidents, events FROM grouping;

CREATE VIEW copies AS
SELECT
    first_article.given_id AS a,
    second_article.given_id AS b,
    copy.kind,
    copy.share,
    first_text.id AS a_text_id,
    second_text.id AS b_text_id,
    first_text.published AS a_published,
    second_text.published AS b_published
FROM copy
JOIN text AS first_text ON first_text.entry = copy.first
JOIN text AS second_text ON second_text.entry = copy.second
JOIN article AS first_article ON first_article.entry = first_text.article
JOIN article AS second_article ON second_article.entry = second_text.article;

CREATE VIEW commitments AS
SELECT
    made.id AS incident,
    commitment.kind,
    made.date,
    fate.outcome,
    later.id AS outcome_incident,
    later.date AS outcome_date,
    fate.because
FROM commitment
JOIN incident AS made ON made.entry = commitment.incident
LEFT JOIN fate ON fate.commitment = commitment.incident
LEFT JOIN incident AS later ON later.entry = fate.incident;

CREATE VIEW tallies AS
SELECT tally.series, tally."by", tally.what, tally.low, tally.high, tally.occasions, tally.date, tally.enddate, tally.published,
    event.id AS event_id
FROM tally
JOIN event ON event.entry = tally.event;

CREATE VIEW tension AS
SELECT first, second, date, event,
    CASE
        WHEN event IN ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE') THEN 1
        WHEN event IN ('COOPERATE', 'AID', 'RETREAT') THEN 2
        WHEN event IN ('REQUEST', 'ACCUSE', 'REJECT', 'THREATEN') THEN 3
        ELSE 4
    END AS quad_code,
    assertion, historical, sum(incidents) AS incidents, sum(scale_hundredths) / 100.0 AS event_scale_sum
FROM incident_day
WHERE incidents <> 0
GROUP BY first, second, date, event, assertion, historical;

CREATE VIEW coverage AS SELECT published, articles FROM article_day;
