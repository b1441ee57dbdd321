//! What came in, as it came in: for coding it again with newer knowledge.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::packed::inflated;
use crate::rows::Cells;
use document::{Article, Content, DocumentId, PublishedBasis};
use rusqlite::{OptionalExtension, Row};

impl Ledger {
    /// The documents whose coding is current, in the order in which they were stored.
    pub fn documents(&self) -> Result<Vec<DocumentId>> {
        let read = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT text.id FROM text JOIN coding ON coding.text = text.entry
                 WHERE coding.entry NOT IN (SELECT coding FROM superseded) ORDER BY text.entry",
            )?;
            let rows = statement.query_map([], |row| Cells::new(row).document_id())?;
            rows.collect::<rusqlite::Result<_>>()
        };
        read().map_err(|error| self.error(error))
    }

    /// The article that a document was made from, as its carrier gave it.
    pub fn article(&self, id: DocumentId) -> Result<Option<Article>> {
        const SQL: &str = "SELECT given_id, article.path, line, article.url, article.title, article.publisher, article.published, article.published_basis,
                content, size, packing, bytes,
                (SELECT first.string FROM text AS first WHERE first.article = article.entry ORDER BY first.entry LIMIT 1)
            FROM text JOIN article ON article.entry = text.article WHERE text.id = ?1";
        let read = || {
            let mut statement = self.connection.prepare_cached(SQL)?;
            statement.query_row([id.to_string()], article).optional()
        };
        read().map_err(|error| self.error(error))
    }
}

fn article(row: &Row<'_>) -> rusqlite::Result<Article> {
    let mut cells = Cells::new(row);
    let mut article = Article {
        given_id: cells.next()?,
        path: cells.next()?,
        line: cells.next::<Option<i64>>()?.map(i64::unsigned_abs),
        url: cells.next()?,
        title: cells.next()?,
        publisher: cells.next()?,
        published: cells.date()?,
        published_basis: cells.next::<Option<String>>()?.and_then(|name| PublishedBasis::from_name(&name)).unwrap_or_default(),
        content: Content::default(),
    };
    let (content, size): (String, i64) = (cells.next()?, cells.next()?);
    let packing: String = cells.next()?;
    let bytes: Option<Vec<u8>> = cells.next()?;
    let first_text: String = cells.next()?;
    let unreadable =
        || rusqlite::Error::FromSqlConversionFailure(11, rusqlite::types::Type::Blob, "its content cannot be read".into());
    let string = match (packing.as_str(), bytes) {
        ("text", _) => first_text,
        ("deflate", Some(bytes)) => {
            let bytes = inflated(&bytes, size.unsigned_abs()).map_err(|_| unreadable())?;
            String::from_utf8(bytes).map_err(|_| unreadable())?
        }
        (_, bytes) => String::from_utf8(bytes.unwrap_or_default()).map_err(|_| unreadable())?,
    };
    article.content = if content == "html" { Content::Html(string) } else { Content::Plain(string) };
    Ok(article)
}
