//! Full-text search over titles and texts of record.

use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::rows::Cells;
use document::{Date, DocumentId};
use rusqlite::params;

/// One article that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its document.
    pub document: DocumentId,
    /// The id that its carrier gave.
    pub given_id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its day of publication.
    pub published: Option<Date>,
    /// Words of title or text around what was found, which stands between `[` and `]`.
    pub snippet: String,
}

impl Ledger {
    /// The articles that a query of FTS5 finds: words, `"phrases"`, `AND`, `OR`, `NOT`, `NEAR(a b)`, `title: word`; the best first, by
    /// BM25.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>> {
        const SQL: &str = "SELECT text.id, article.given_id, text.title, text.publisher, text.published,
                snippet(search, -1, '[', ']', '…', 24)
            FROM search JOIN text ON text.entry = search.rowid JOIN article ON article.entry = text.article
            WHERE search MATCH ?1
            AND EXISTS (SELECT 1 FROM coding WHERE coding.text = text.entry AND coding.entry NOT IN (SELECT coding FROM superseded))
            ORDER BY rank LIMIT ?2";
        if query.trim().is_empty() {
            return Err(Error::BadSearch(query.to_string(), "it is empty".to_string()));
        }
        let run = || {
            let mut statement = self.connection.prepare_cached(SQL)?;
            let rows = statement.query_map(params![query, limit as i64], |row| {
                let mut cells = Cells::new(row);
                Ok(Hit {
                    document: cells.document_id()?,
                    given_id: cells.next()?,
                    title: cells.next()?,
                    publisher: cells.next()?,
                    published: cells.date()?,
                    snippet: cells.next()?,
                })
            })?;
            rows.collect::<rusqlite::Result<_>>()
        };
        run().map_err(|error| match &error {
            // A query that the parser of FTS5 refuses comes as a plain error, with its words.
            rusqlite::Error::SqliteFailure(failure, Some(what)) if failure.extended_code == rusqlite::ffi::SQLITE_ERROR => {
                Error::BadSearch(query.to_string(), what.clone())
            }
            _ => self.error(error),
        })
    }
}
