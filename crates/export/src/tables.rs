//! The tables of the field by name: their columns, how their rows are written, and how many events each left out and why. Rows are made of
//! the events of an article, or of an incident of a ledger with all that tell it.

use crate::cells::{commas, tabs};
use crate::together::Together;
use crate::told::{self, LeftOut, Told};
use crate::{acled, gdelt, icews, petrarch, polecat, ucdp};
use document::{Document, DocumentId};
use event::{Event, Incident};
use span::Span;
use std::collections::{BTreeMap, BTreeSet};
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

/// An incident with the events that are its mentions.
pub struct Happening<'h> {
    /// The incident.
    pub incident: &'h Incident,
    /// Its reports in order of publication, each with those of its events that tell it.
    pub articles: &'h [(Vec<Event>, Document)],
    /// Whether all that tell it give a total over a period.
    pub is_total: bool,
}

/// The words that rows have told deaths by, so that the dead of one sentence are in one row.
#[derive(Clone, Debug, Default)]
pub struct CountedDead(BTreeSet<(DocumentId, Span)>);

/// How many events or incidents were written and left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Events or incidents that were looked at.
    pub events: usize,
    /// Rows written.
    pub rows: usize,
    /// Those left out, by reason.
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

    /// Whether its data set joins reports, so that a row can be an incident. The others record what each report says.
    pub fn joins_reports(self) -> bool {
        matches!(self, Table::GdeltEvents | Table::GdeltMentions | Table::Acled | Table::Ucdp)
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

    /// Writes an incident: a row, in tables of pairs a row a pair, in [`Table::GdeltMentions`] one a mention and pair. A table that does not
    /// join reports is given its best telling.
    pub fn write_incident(self, out: &mut dyn Write, happening: &Happening<'_>, counted: &mut CountedDead) -> io::Result<Tally> {
        let told = happening.articles.iter().flat_map(|(events, document)| told::all(events, document));
        let tellings: Vec<Told<'_>> = told.collect();
        let together = Together { tellings: &tellings, incident: Some(happening.incident) };
        let mut tally = Tally { events: 1, ..Tally::default() };
        match self.rows_of_incident(&together, happening.is_total, counted) {
            Ok(rows) => {
                rows.iter().try_for_each(|row| self.write_row(out, row))?;
                tally.rows = rows.len();
            }
            Err(reason) => tally.leave_out(reason),
        }
        Ok(tally)
    }

    /// The rows that the best telling gives of which the table has any; else why it has none of the best.
    fn rows_of_incident(
        self,
        together: &Together<'_, '_>,
        is_total: bool,
        counted: &mut CountedDead,
    ) -> Result<Vec<Vec<String>>, LeftOut> {
        if is_total {
            return Err(LeftOut::Total);
        }
        let mut found = Err(LeftOut::NotActual);
        for (place, told) in together.best_first().into_iter().enumerate() {
            match self.rows_of(told, together) {
                Ok(rows) => {
                    found = Ok(rows);
                    break;
                }
                Err(reason) if place == 0 => found = Err(reason),
                Err(_) => {}
            }
        }
        let rows = found?;
        if self.counts_dead() {
            let place = |told: &Told<'_>| told.event.dead.as_ref().map(|dead| (told.document.text.id, dead.words));
            let dead: Vec<(DocumentId, Span)> = together.tellings.iter().filter_map(place).collect();
            if dead.iter().any(|words| counted.0.contains(words)) {
                return Err(LeftOut::CountedBefore);
            }
            counted.0.extend(dead);
        }
        Ok(rows)
    }

    /// Whether its rows hold numbers of deaths that users add up.
    fn counts_dead(self) -> bool {
        matches!(self, Table::Acled | Table::Ucdp)
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
            let dead = told.event.dead.as_ref().map(|dead| dead.words).filter(|_| self.counts_dead());
            let repeated = dead.is_some_and(|dead| counted.contains(&dead));
            match self.rows_of(told, &Together::alone(told)) {
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

    fn rows_of(self, told: &Told<'_>, together: &Together<'_, '_>) -> Result<Vec<Vec<String>>, LeftOut> {
        match self {
            Table::Petrarch => petrarch::lines(told),
            Table::GdeltEvents => gdelt::events::rows(told, together),
            Table::GdeltMentions => gdelt::mentions::rows(told, together),
            Table::Icews => icews::rows(told),
            Table::Polecat => polecat::row(told).map(|row| vec![row]),
            Table::Acled => acled::row(told, together).map(|row| vec![row]),
            Table::Ucdp => ucdp::row(told, together).map(|row| vec![row]),
        }
    }
}
