//! Texts of record to rows and back: paragraphs, names, times, and the index for full-text search.

use crate::rows::Cells;
use document::{Date, Document, ParagraphKind, calendar, timex};
use event::Report;
use rusqlite::{Connection, OptionalExtension, params};
use span::{CodePoints, Span};

/// The week in which the fingerprints of texts without a day of publication lie.
const UNDATED: i64 = i64::MIN;

/// The number of the week of a day, counted from a Monday.
pub(crate) fn week(day: Option<Date>) -> i64 {
    day.map_or(UNDATED, |day| calendar::days_between(Date::constant(1970, 1, 5), day).div_euclid(7))
}

/// Writes a text with its paragraphs; gives its entry. [`index`] lets full-text search find it.
pub(crate) fn write(connection: &Connection, article: i64, document: &Document) -> rusqlite::Result<i64> {
    let (text, metadata) = (&document.text, &document.text.metadata);
    let published = metadata.published.map(|published| published.date.to_string());
    let entry = connection
        .prepare_cached(
            "INSERT INTO text (id, article, path, url, title, publisher, published, published_basis, string)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .insert(params![
            text.id.to_string(),
            article,
            metadata.path,
            metadata.url,
            metadata.title,
            metadata.publisher,
            published,
            metadata.published.map(|published| published.basis.name()),
            text.string,
        ])?;
    let points = CodePoints::new(&text.string);
    let mut statement =
        connection.prepare_cached(r#"INSERT INTO paragraph (text, position, start, "end", kind) VALUES (?1, ?2, ?3, ?4, ?5)"#)?;
    for (position, paragraph) in (0i64..).zip(&text.paragraphs) {
        let (start, end) = points.range(paragraph.span);
        statement.execute(params![entry, position, start as i64, end as i64, paragraph.kind.name()])?;
    }
    Ok(entry)
}

/// Puts the texts behind an entry into the index of full-text search. All of a batch go there at once: whatever a statement can undo, the index
/// writes down by itself first, so that texts put there one by one would each be a part of it that is merged with others later.
pub(crate) fn index(connection: &Connection, behind: i64) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO search (rowid, title, string) SELECT entry, title, string FROM text WHERE entry > ?1 ORDER BY entry",
    )?;
    statement.execute([behind]).map(drop)
}

/// The last entry of a text.
pub(crate) fn last(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT coalesce(max(entry), 0) FROM text")?.query_row([], |row| row.get(0))
}

/// Counts an article into the coverage of its day.
pub(crate) fn count_day(connection: &Connection, document: &Document) -> rusqlite::Result<()> {
    if let Some(published) = document.text.metadata.published {
        connection
            .prepare_cached(
                "INSERT INTO article_day (published, articles) VALUES (?1, 1) ON CONFLICT DO UPDATE SET articles = articles + 1",
            )?
            .execute([published.date.to_string()])?;
    }
    Ok(())
}

/// Writes the layers that hang on a coding: names, and times as TIMEX3 has them.
pub(crate) fn write_layers(connection: &Connection, coding: i64, document: &Document) -> rusqlite::Result<()> {
    let points = CodePoints::new(&document.text.string);
    let columns = |span: Span| {
        let (start, end) = points.range(span);
        (document.words(span), start as i64, end as i64)
    };
    let mut statement = connection
        .prepare_cached(r#"INSERT INTO name (coding, position, words, start, "end", kind) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"#)?;
    for (position, name) in (0i64..).zip(&document.names) {
        let (words, start, end) = columns(name.span);
        statement.execute(params![coding, position, words, start, end, name.kind.label()])?;
    }
    let day = document.text.metadata.published.map(|published| published.date);
    let mut statement = connection.prepare_cached(
        r#"INSERT INTO time (coding, position, words, start, "end", type, value, modifier) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"#,
    )?;
    for (position, (time, said)) in (0i64..).zip(timex::of_document(document, day)) {
        let (words, start, end) = columns(time.span);
        let modifier = said.modifier.map(timex::Modifier::name);
        statement.execute(params![coding, position, words, start, end, said.kind.name(), said.value, modifier])?;
    }
    Ok(())
}

/// The report whose document has this id, without its paragraphs.
pub(crate) fn head(connection: &Connection, id: &str) -> rusqlite::Result<Option<Report>> {
    let mut statement = connection.prepare_cached(
        "SELECT text.id, article.given_id, text.url, text.title, text.publisher, text.published
         FROM text JOIN article ON article.entry = text.article WHERE text.id = ?1",
    )?;
    statement.query_row([id], |row| bare(&mut Cells::new(row))).optional()
}

/// A report without paragraphs.
pub(crate) fn bare(cells: &mut Cells<'_>) -> rusqlite::Result<Report> {
    Ok(Report {
        id: cells.document_id()?,
        given_id: cells.next()?,
        url: cells.next()?,
        title: cells.next()?,
        publisher: cells.next()?,
        published: cells.date()?,
        paragraphs: Vec::new(),
    })
}

/// The report whose document has this id.
pub(crate) fn report(connection: &Connection, id: &str) -> rusqlite::Result<Option<Report>> {
    let found = connection
        .prepare_cached(
            "SELECT text.entry, text.string, text.id, article.given_id, text.url, text.title, text.publisher, text.published
             FROM text JOIN article ON article.entry = text.article WHERE text.id = ?1",
        )?
        .query_row([id], |row| {
            let mut cells = Cells::new(row);
            let (entry, string): (i64, String) = (cells.next()?, cells.next()?);
            Ok((entry, string, bare(&mut cells)?))
        })
        .optional()?;
    let Some((entry, string, mut report)) = found else { return Ok(None) };
    let mut statement =
        connection.prepare_cached(r#"SELECT start, "end", kind FROM paragraph WHERE text = ?1 ORDER BY position"#)?;
    let mut rows = statement.query([entry])?;
    let mut cutter = Cutter::new(&string);
    while let Some(row) = rows.next()? {
        let mut cells = Cells::new(row);
        let words = cutter.cut(cells.next()?, cells.next()?);
        report.paragraphs.push((cells.read(ParagraphKind::from_name)?, words));
    }
    Ok(Some(report))
}

/// Cuts pieces out of a text by code points. Pieces asked for in order are found without going back to the beginning.
pub(crate) struct Cutter<'t> {
    text: &'t str,
    /// A place in the text, in code points and bytes.
    point: usize,
    byte: usize,
}

impl<'t> Cutter<'t> {
    pub(crate) fn new(text: &'t str) -> Cutter<'t> {
        Cutter { text, point: 0, byte: 0 }
    }

    /// The words from one code point up to another; fewer where the text ends before.
    pub(crate) fn cut(&mut self, start: u32, end: u32) -> String {
        let (start, end) = (start as usize, end as usize);
        if start < self.point {
            (self.point, self.byte) = (0, 0);
        }
        self.go_to(start);
        let from = self.byte;
        self.go_to(end.max(start));
        self.text.get(from..self.byte).unwrap_or_default().to_string()
    }

    fn go_to(&mut self, point: usize) {
        let rest = &self.text[self.byte..];
        self.byte += match rest.char_indices().nth(point - self.point) {
            Some((at, _)) => at,
            None => rest.len(),
        };
        self.point = point;
    }
}
