//! What hangs on a mention: rows of `party` and `number`.

use super::{Cells, columns};
use event::{Mention, Number, Party, Side, SourceKind, Told, Voice};
use rusqlite::{Connection, params};

const INSERT_PARTY: &str = r#"INSERT INTO party (
    event, side, position, entity_text, start, "end", antecedent, antecedent_start, antecedent_end,
    code, sector, identifier_id, identifier_text, kind, cue, cue_start, cue_end
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"#;

const SELECT_PARTIES: &str = r#"SELECT
    side, entity_text, start, "end", antecedent, antecedent_start, antecedent_end,
    code, sector, identifier_id, identifier_text, kind, cue, cue_start, cue_end
FROM party WHERE event = ?1 ORDER BY side, position"#;

const INSERT_NUMBER: &str = r#"INSERT INTO number (event, kind, position, low, high, words, start, "end", unit, side)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"#;

const SELECT_NUMBERS: &str =
    r#"SELECT kind, low, high, words, start, "end", unit, side FROM number WHERE event = ?1 ORDER BY kind, position"#;

pub(crate) fn write(connection: &Connection, event: i64, mention: &Mention) -> rusqlite::Result<()> {
    for (side, parties) in [("actor", &mention.actors), ("recipient", &mention.recipients)] {
        for (position, party) in parties.iter().enumerate() {
            write_party(connection, event, side, position, party, None)?;
        }
    }
    for (position, voice) in mention.voices.iter().enumerate() {
        write_party(connection, event, "source", position, &voice.party, Some((voice.kind, voice.cue.as_ref())))?;
    }
    let single =
        [("dead", &mention.dead), ("injured", &mention.injured), ("arrested", &mention.arrested), ("size", &mention.size)];
    for (kind, number) in single {
        if let Some(number) = number {
            write_number(connection, event, kind, 0, number)?;
        }
    }
    for (position, number) in mention.quantities.iter().enumerate() {
        write_number(connection, event, "quantity", position, number)?;
    }
    Ok(())
}

fn write_party(
    connection: &Connection,
    event: i64,
    side: &str,
    position: usize,
    party: &Party,
    source: Option<(SourceKind, Option<&Told>)>,
) -> rusqlite::Result<()> {
    let (words, start, end) = columns(party.told.as_ref());
    let (antecedent, antecedent_start, antecedent_end) = columns(party.antecedent.as_ref());
    let (cue, cue_start, cue_end) = columns(source.and_then(|(_, cue)| cue));
    connection.prepare_cached(INSERT_PARTY)?.execute(params![
        event,
        side,
        position as i64,
        words,
        start,
        end,
        antecedent,
        antecedent_start,
        antecedent_end,
        party.code,
        party.sector,
        party.identifier_id,
        party.identifier_text,
        source.map(|(kind, _)| kind.name()),
        cue,
        cue_start,
        cue_end,
    ])?;
    Ok(())
}

fn write_number(connection: &Connection, event: i64, kind: &str, position: usize, number: &Number) -> rusqlite::Result<()> {
    connection.prepare_cached(INSERT_NUMBER)?.execute(params![
        event,
        kind,
        position as i64,
        number.low,
        number.high,
        number.told.words,
        number.told.start,
        number.told.end,
        number.unit,
        number.side.map(Side::name),
    ])?;
    Ok(())
}

/// Puts parties and numbers of the event at `entry` into its mention.
pub(crate) fn read(connection: &Connection, entry: i64, mention: &mut Mention) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(SELECT_PARTIES)?;
    let mut rows = statement.query([entry])?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let side: String = cells.next()?;
        let party = Party {
            told: cells.maybe_told()?,
            antecedent: cells.maybe_told()?,
            code: cells.next()?,
            sector: cells.next()?,
            identifier_id: cells.next()?,
            identifier_text: cells.next()?,
        };
        match side.as_str() {
            "actor" => mention.actors.push(party),
            "recipient" => mention.recipients.push(party),
            _ => {
                let kind = cells.read(SourceKind::from_name)?;
                mention.voices.push(Voice { party, kind, cue: cells.maybe_told()? });
            }
        }
    }
    let mut statement = connection.prepare_cached(SELECT_NUMBERS)?;
    let mut rows = statement.query([entry])?;
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let kind: String = cells.next()?;
        let (low, high) = (cells.next()?, cells.next()?);
        let told = cells.told()?;
        let number = Number { low, high, told, unit: cells.next()?, side: cells.maybe_read(Side::from_name)? };
        match kind.as_str() {
            "dead" => mention.dead = Some(number),
            "injured" => mention.injured = Some(number),
            "arrested" => mention.arrested = Some(number),
            "size" => mention.size = Some(number),
            _ => mention.quantities.push(number),
        }
    }
    Ok(())
}
