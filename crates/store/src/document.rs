//! Documents again, as far as the ledger keeps them: the text of record with its paragraphs, names and origin. Sentences, words and trees
//! are not stored.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows::Cells;
use document::{
    Date, Document, DocumentId, Metadata, Name, NameKind, Paragraph, ParagraphKind, Published, PublishedBasis, Text, TokenRange,
};
use rusqlite::{Connection, OptionalExtension, Row};
use span::{CodePoints, Span};

/// What says of a paragraph what it is.
const KEPT: &str = "kept in the ledger";

const TEXT: &str =
    "SELECT text.entry, coding.entry, version.model, text.string, article.given_id, text.path, text.url, text.title,
        text.publisher, text.published, text.published_basis
    FROM text JOIN article ON article.entry = text.article JOIN coding ON coding.text = text.entry
    JOIN version ON version.entry = coding.version
    WHERE text.id = ?1 AND coding.entry NOT IN (SELECT coding FROM superseded)";

impl Ledger {
    /// A document whose coding is current, with the layers that are kept; all others are empty.
    pub fn document(&self, id: DocumentId) -> Result<Option<Document>> {
        read(&self.connection, id).map_err(|error| self.error(error))
    }
}

fn read(connection: &Connection, id: DocumentId) -> rusqlite::Result<Option<Document>> {
    let found = connection
        .prepare_cached(TEXT)?
        .query_row([id.to_string()], |row| {
            let mut cells = Cells::new(row);
            let (text, coding): (i64, i64) = (cells.next()?, cells.next()?);
            let (model, string): (String, String) = (cells.next()?, cells.next()?);
            Ok((text, coding, model, string, metadata(&mut cells)?))
        })
        .optional()?;
    let Some((entry, coding, model, string, metadata)) = found else { return Ok(None) };
    let points = CodePoints::new(&string);
    let paragraphs =
        rows(connection, r#"SELECT start, "end", kind FROM paragraph WHERE text = ?1 ORDER BY position"#, entry, |row| {
            let mut cells = Cells::new(row);
            let span = span(&points, &mut cells)?;
            Ok(Paragraph { span, kind: cells.read(ParagraphKind::from_name)?, reason: KEPT, element: None })
        })?;
    let names = rows(connection, r#"SELECT start, "end", kind FROM name WHERE coding = ?1 ORDER BY position"#, coding, |row| {
        let mut cells = Cells::new(row);
        let span = span(&points, &mut cells)?;
        Ok(Name { span, tokens: TokenRange::default(), kind: cells.read(NameKind::from_label)? })
    })?;
    drop(points);
    Ok(Some(Document {
        text: Text { id, string, paragraphs, metadata, notes: Vec::new() },
        sentences: Vec::new(),
        tokens: Vec::new(),
        names,
        times: Vec::new(),
        quantities: Vec::new(),
        quotes: Vec::new(),
        coreference: Vec::new(),
        dependents: document::Dependents::default(),
        model,
    }))
}

fn metadata(cells: &mut Cells<'_>) -> rusqlite::Result<Metadata> {
    Ok(Metadata {
        given_id: cells.next()?,
        path: cells.next()?,
        url: cells.next()?,
        title: cells.next()?,
        publisher: cells.next()?,
        published: published(cells.date()?, cells.maybe_read(PublishedBasis::from_name)?),
        found_by: Vec::new(),
    })
}

fn published(date: Option<Date>, basis: Option<PublishedBasis>) -> Option<Published> {
    Some(Published { date: date?, basis: basis.unwrap_or_default() })
}

fn span(points: &CodePoints<'_>, cells: &mut Cells<'_>) -> rusqlite::Result<Span> {
    let (start, end): (u32, u32) = (cells.next()?, cells.next()?);
    Ok(points.span(start as usize, end as usize))
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    key: i64,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([key], |row| read(row))?;
    rows.collect()
}
