//! Mentions to rows of `event` and back.

use super::{Cells, columns, day_columns, mention_parts, to_list};
use document::ParagraphKind;
use event::{Assertion, Category, DateBasis, Dating, Granularity, Mention, Spot};
use rusqlite::{Connection, Params, params};

const INSERT: &str = r#"INSERT INTO event (
    id, coding, text, start, "end", paragraph, event, mode, context, cameo, event_scale,
    event_text, event_text_start, event_text_end, assertion, assertion_text, assertion_text_start, assertion_text_end,
    historical, date, enddate, date_granularity, date_basis, date_text, date_text_start, date_text_end, ongoing,
    extracted_place, place_start, place_end, resolved_place, geonameid, lat, lon, city, district, province, country,
    country_code, resolution, confidence, rule
) VALUES (
    ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28,
    ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42
)"#;

/// Every column that [`read`] takes, in its order, and the tables that they come from; what follows is a condition.
const SELECT: &str = r#"SELECT
    event.entry, event.id, text.id, event.text, event.start, event."end", event.paragraph, event.event, event.mode, event.context,
    event.cameo, event.event_scale, event.event_text, event.event_text_start, event.event_text_end,
    event.assertion, event.assertion_text, event.assertion_text_start, event.assertion_text_end, event.historical,
    event.date, event.enddate, event.date_granularity, event.date_basis, event.date_text, event.date_text_start, event.date_text_end,
    event.ongoing, event.extracted_place, event.place_start, event.place_end, event.resolved_place, event.geonameid,
    event.lat, event.lon, event.city, event.district, event.province, event.country, event.country_code, event.resolution,
    event.confidence, event.rule, version.knowledge, version.model
FROM event
JOIN coding ON coding.entry = event.coding
JOIN text ON text.entry = coding.text
JOIN version ON version.entry = coding.version
"#;

/// Writes a mention with its parties and numbers; gives its entry.
pub(crate) fn write(connection: &Connection, coding: i64, mention: &Mention) -> rusqlite::Result<i64> {
    let (assertion, assertion_start, assertion_end) = columns(mention.assertion_told.as_ref());
    let (said, said_start, said_end) = columns(mention.dating.told.as_ref());
    let (date, enddate) = day_columns(mention.dating.days);
    let spot = mention.spot.as_ref();
    let (place, place_start, place_end) = columns(spot.map(|spot| &spot.told));
    let coordinates = spot.and_then(|spot| spot.coordinates);
    let of = |field: fn(&Spot) -> &Option<String>| spot.and_then(|spot| field(spot).as_deref());
    connection.prepare_cached(INSERT)?.execute(params![
        mention.id.to_string(),
        coding,
        mention.sentence.words,
        mention.sentence.start,
        mention.sentence.end,
        mention.paragraph.name(),
        mention.category.name(),
        to_list(&mention.modes),
        to_list(&mention.contexts),
        mention.cameo,
        mention.scale,
        mention.trigger.words,
        mention.trigger.start,
        mention.trigger.end,
        mention.assertion.name(),
        assertion,
        assertion_start,
        assertion_end,
        mention.historical,
        date,
        enddate,
        mention.dating.granularity.map(Granularity::name),
        mention.dating.basis.name(),
        said,
        said_start,
        said_end,
        mention.dating.ongoing,
        place,
        place_start,
        place_end,
        of(|spot| &spot.resolved),
        spot.and_then(|spot| spot.geonameid),
        coordinates.map(|(north, _)| north),
        coordinates.map(|(_, east)| east),
        of(|spot| &spot.city),
        of(|spot| &spot.district),
        of(|spot| &spot.province),
        of(|spot| &spot.country),
        of(|spot| &spot.country_code),
        spot.and_then(|spot| spot.resolution),
        mention.confidence,
        mention.rule,
    ])?;
    let entry = connection.last_insert_rowid();
    mention_parts::write(connection, entry, mention)?;
    Ok(entry)
}

/// The mentions that a condition on `event`, `coding`, `text` and `version` selects, in the order that it says.
pub(crate) fn select(connection: &Connection, condition: &str, parameters: impl Params) -> rusqlite::Result<Vec<Mention>> {
    let mut statement = connection.prepare_cached(&format!("{SELECT}{condition}"))?;
    let mut rows = statement.query(parameters)?;
    let mut mentions = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let entry = cells.next()?;
        let mut mention = read(&mut cells)?;
        mention_parts::read(connection, entry, &mut mention)?;
        mentions.push(mention);
    }
    Ok(mentions)
}

/// A mention without parties and numbers.
fn read(cells: &mut Cells<'_>) -> rusqlite::Result<Mention> {
    Ok(Mention {
        id: cells.event_id()?,
        document: cells.document_id()?,
        sentence: cells.told()?,
        paragraph: cells.read(ParagraphKind::from_name)?,
        category: cells.read(Category::from_name)?,
        modes: cells.list()?,
        contexts: cells.list()?,
        cameo: cells.next()?,
        scale: cells.next()?,
        trigger: cells.told()?,
        actors: Vec::new(),
        recipients: Vec::new(),
        assertion: cells.read(Assertion::from_name)?,
        assertion_told: cells.maybe_told()?,
        historical: cells.next()?,
        dating: dating(cells)?,
        spot: spot(cells)?,
        voices: Vec::new(),
        dead: None,
        injured: None,
        arrested: None,
        size: None,
        quantities: Vec::new(),
        confidence: cells.next()?,
        rule: cells.next()?,
        knowledge: cells.next()?,
        model: cells.next()?,
    })
}

fn dating(cells: &mut Cells<'_>) -> rusqlite::Result<Dating> {
    let days = cells.days()?;
    let granularity = cells.maybe_read(Granularity::from_name)?;
    let basis = cells.read(DateBasis::from_name)?;
    let told = cells.maybe_told()?;
    Ok(Dating { days, basis, granularity, ongoing: cells.next()?, told })
}

fn spot(cells: &mut Cells<'_>) -> rusqlite::Result<Option<Spot>> {
    let told = cells.maybe_told()?;
    let resolved = cells.next()?;
    let geonameid = cells.next()?;
    let coordinates = cells.pair()?;
    let (city, district, province): (Option<String>, Option<String>, Option<String>) =
        (cells.next()?, cells.next()?, cells.next()?);
    let (country, country_code): (Option<String>, Option<String>) = (cells.next()?, cells.next()?);
    let resolution = cells.next()?;
    Ok(told.map(|told| Spot {
        told,
        resolved,
        geonameid,
        coordinates,
        city,
        district,
        province,
        country,
        country_code,
        resolution,
    }))
}
