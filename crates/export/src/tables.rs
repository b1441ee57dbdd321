//! The tables of the field by name: their columns, how their rows are written, and how many events each left out and why.

use crate::cells::{commas, tabs};
use crate::told::{self, LeftOut, Told};
use crate::{acled, gdelt, icews, petrarch, polecat, ucdp};
use document::Document;
use event::Event;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A table that other coders or data sets of the field have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// PETRARCH's lines.
    Petrarch,
    /// GDELT 2.0, events.
    GdeltEvents,
    /// GDELT 2.0, mentions.
    GdeltMentions,
    /// ICEWS.
    Icews,
    /// POLECAT.
    Polecat,
    /// ACLED.
    Acled,
    /// UCDP's Georeferenced Event Dataset.
    Ucdp,
}

/// How many events were written and left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Events that were looked at.
    pub events: usize,
    /// Rows written.
    pub rows: usize,
    /// Events left out, by reason.
    pub left_out: BTreeMap<LeftOut, usize>,
}

impl Tally {
    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Tally) {
        self.events += other.events;
        self.rows += other.rows;
        for (reason, number) in &other.left_out {
            *self.left_out.entry(*reason).or_default() += number;
        }
    }

    fn leave_out(&mut self, reason: LeftOut) {
        *self.left_out.entry(reason).or_default() += 1;
    }
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 7] =
        [Table::Petrarch, Table::GdeltEvents, Table::GdeltMentions, Table::Icews, Table::Polecat, Table::Acled, Table::Ucdp];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Table::Petrarch => "PETRARCH",
            Table::GdeltEvents => "GDELT's events",
            Table::GdeltMentions => "GDELT's mentions",
            Table::Icews => "ICEWS",
            Table::Polecat => "POLECAT",
            Table::Acled => "ACLED",
            Table::Ucdp => "UCDP",
        }
    }

    /// Its columns in order.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Table::Petrarch => &petrarch::COLUMNS,
            Table::GdeltEvents => &gdelt::events::COLUMNS,
            Table::GdeltMentions => &gdelt::mentions::COLUMNS,
            Table::Icews => &icews::COLUMNS,
            Table::Polecat => &polecat::COLUMNS,
            Table::Acled => &acled::COLUMNS,
            Table::Ucdp => &ucdp::COLUMNS,
        }
    }

    /// Whether its first line names the columns. PETRARCH's and GDELT's files have none.
    pub fn has_header(self) -> bool {
        !matches!(self, Table::Petrarch | Table::GdeltEvents | Table::GdeltMentions)
    }

    /// Whether its rows hold coordinates, and so facts of the gazetteer.
    pub fn has_coordinates(self) -> bool {
        !matches!(self, Table::Petrarch | Table::GdeltMentions)
    }

    /// Writes the header line, where the table has one.
    pub fn write_header(self, out: &mut dyn Write) -> io::Result<()> {
        if !self.has_header() {
            return Ok(());
        }
        let names: Vec<String> = self.columns().iter().map(|name| name.to_string()).collect();
        self.write_row(out, &names)
    }

    /// Writes an article's events, each row on a line.
    pub fn write(self, out: &mut dyn Write, events: &[Event], document: &Document) -> io::Result<Tally> {
        let (rows, tally) = self.rows(&told::all(events, document));
        rows.iter().try_for_each(|row| self.write_row(out, row))?;
        Ok(tally)
    }

    fn write_row(self, out: &mut dyn Write, row: &[String]) -> io::Result<()> {
        match self {
            Table::Acled | Table::Ucdp => commas(out, row),
            _ => tabs(out, row),
        }
    }

    fn rows(self, events: &[Told<'_>]) -> (Vec<Vec<String>>, Tally) {
        let (mut rows, mut tally) = (Vec::new(), Tally::default());
        let mut counted = Vec::new();
        for told in events {
            tally.events += 1;
            // An article that tells an attack and what it did tells the dead once; the first act that they are told of keeps them.
            let dead = told.event.dead.as_ref().map(|dead| dead.words).filter(|_| matches!(self, Table::Acled | Table::Ucdp));
            let repeated = dead.is_some_and(|dead| counted.contains(&dead));
            match self.rows_of(told) {
                Ok(_) if repeated => tally.leave_out(LeftOut::CountedBefore),
                Ok(found) if self == Table::Petrarch => petrarch::merge(&mut rows, found),
                Ok(found) => {
                    rows.extend(found);
                    counted.extend(dead);
                }
                Err(reason) => tally.leave_out(reason),
            }
        }
        tally.rows = rows.len();
        (rows, tally)
    }

    fn rows_of(self, told: &Told<'_>) -> Result<Vec<Vec<String>>, LeftOut> {
        match self {
            Table::Petrarch => petrarch::lines(told),
            Table::GdeltEvents => gdelt::events::rows(told),
            Table::GdeltMentions => gdelt::mentions::rows(told),
            Table::Icews => icews::rows(told),
            Table::Polecat => polecat::row(told).map(|row| vec![row]),
            Table::Acled => acled::row(told).map(|row| vec![row]),
            Table::Ucdp => ucdp::row(told).map(|row| vec![row]),
        }
    }
}
