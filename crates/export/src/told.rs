//! One coded event as the tables of the field look at it: who stands against whom, in which sentence, and under which number.
//!
//! The tables share three things that the contract's record does not need: an event with compound sides is a row a pair, ids are
//! whole numbers, and what a table would not record is left out for a reason that has a name.

use crate::Record;
use crate::record::EntityRecord;
use document::{Date, Document, Metadata, NameKind, ParagraphKind};
use event::{Assertion, Entity, Event};
use std::collections::BTreeSet;

/// An event with its article and its record.
pub struct Told<'d> {
    /// The event.
    pub event: &'d Event,
    /// The article.
    pub document: &'d Document,
    /// The contract's record of the event.
    pub record: Record<'d>,
    /// The number of its sentence, counted from one over the article; none where the article's sentences are not known.
    pub sentence: Option<usize>,
}

/// A participant: the value and the words.
#[derive(Clone, Copy)]
pub struct Party<'t> {
    /// The value.
    pub entity: &'t Entity,
    /// Its words, code and sector.
    pub record: &'t EntityRecord<'t>,
}

/// Two sides of which one did it to the other.
pub struct Dyad<'t> {
    /// Who did it.
    pub source: Option<Party<'t>>,
    /// To whom.
    pub target: Option<Party<'t>>,
    /// The place of the pair among those of the event.
    pub number: usize,
}

/// Why a table does not record an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Announced, attempted, alleged, hypothetical, denied or negated.
    NotActual,
    /// Background from the past.
    Historical,
    /// Nothing says when.
    NoDate,
    /// The time is longer than the table's precision reaches.
    RoughDate,
    /// No pair of sides that the table can name.
    NoSides,
    /// A kind of act that the table does not record.
    NoKind,
    /// No place, or none that is exact enough.
    NoPlace,
    /// No deaths are told.
    NoDeaths,
    /// Its deaths stand in the row of another act of the article.
    CountedBefore,
    /// All that tell it give a total over a period, which sums up others.
    Total,
}

impl LeftOut {
    /// What is said of so many events.
    pub fn reason(self) -> &'static str {
        match self {
            LeftOut::NotActual => "not told as having happened",
            LeftOut::Historical => "historical",
            LeftOut::NoDate => "without a date",
            LeftOut::RoughDate => "with too rough a date",
            LeftOut::NoSides => "without sides that it can name",
            LeftOut::NoKind => "of a kind that it does not record",
            LeftOut::NoPlace => "without a place",
            LeftOut::NoDeaths => "without deaths",
            LeftOut::CountedBefore => "whose deaths stand in another row",
            LeftOut::Total => "that are totals over a period",
        }
    }
}

/// All events of an article.
pub fn all<'d>(events: &'d [Event], document: &'d Document) -> Vec<Told<'d>> {
    let number = |event: &Event| {
        let number = document.sentences.partition_point(|one| one.span.start <= event.sentence.start).max(1);
        (!document.sentences.is_empty()).then_some(number)
    };
    let records = crate::records(events, document);
    events.iter().zip(records).map(|(event, record)| Told { event, document, record, sentence: number(event) }).collect()
}

impl<'d> Told<'d> {
    /// The actors.
    pub fn actors(&self) -> Vec<Party<'_>> {
        parties(&self.event.actors, &self.record.actor)
    }

    /// The recipients.
    pub fn recipients(&self) -> Vec<Party<'_>> {
        parties(&self.event.recipients, &self.record.recipient)
    }

    /// Whether all participants stand on one side, as at a meeting (contract, decision 6).
    pub fn is_reciprocal(&self) -> bool {
        self.event.actors.len() > 1 && self.event.recipients.is_empty()
    }

    /// Every actor with every recipient; of a reciprocal act every participant with every other, both ways.
    pub fn dyads(&self) -> Vec<Dyad<'_>> {
        let (actors, recipients) = (self.actors(), self.recipients());
        let mut pairs: Vec<(Option<Party<'_>>, Option<Party<'_>>)> = Vec::new();
        if self.is_reciprocal() {
            for (one, source) in actors.iter().enumerate() {
                let others = actors.iter().enumerate().filter(|(other, _)| *other != one);
                pairs.extend(others.map(|(_, target)| (Some(*source), Some(*target))));
            }
        } else {
            let some =
                |side: &[Party<'_>]| -> Vec<usize> { if side.is_empty() { vec![usize::MAX] } else { (0..side.len()).collect() } };
            for source in some(&actors) {
                pairs.extend(
                    some(&recipients).iter().map(|&target| (actors.get(source).copied(), recipients.get(target).copied())),
                );
            }
        }
        pairs.into_iter().enumerate().map(|(number, (source, target))| Dyad { source, target, number }).collect()
    }

    /// The number of a row: a hash of the event and of the pair's place in it, of 53 bits, so that programs that count in
    /// doubles keep it whole.
    pub fn row_number(&self, pair: usize) -> u64 {
        document::text::hash_parts(&[&self.event.id.0.to_be_bytes(), &pair.to_be_bytes()]) >> 11
    }

    /// First and last day of the act, for a table that records what has happened.
    pub fn happened(&self) -> Result<(Date, Date), LeftOut> {
        if self.event.assertion.value != Assertion::Actual {
            return Err(LeftOut::NotActual);
        }
        self.event.when.value.days().ok_or(LeftOut::NoDate)
    }

    /// The same for a table of the present, which leaves background out.
    pub fn happened_now(&self) -> Result<(Date, Date), LeftOut> {
        let days = self.happened()?;
        if self.event.historical.value { Err(LeftOut::Historical) } else { Ok(days) }
    }

    /// What is known of the article's origin.
    pub fn metadata(&self) -> &'d Metadata {
        &self.document.text.metadata
    }

    /// The day of publication.
    pub fn published(&self) -> Option<Date> {
        self.metadata().published.map(|published| published.date)
    }

    /// The article's address, or its id where it has none.
    pub fn address(&self) -> &str {
        self.record.document.url.unwrap_or(self.record.document.id)
    }

    /// Whether the act has one of these modes.
    pub fn has_mode(&self, modes: &[&str]) -> bool {
        self.record.mode.iter().any(|mode| modes.contains(mode))
    }

    /// Whether it stands in the headline or in the first paragraph of running text.
    pub fn is_lead(&self) -> bool {
        let lead = self.document.text.paragraphs.iter().find(|paragraph| paragraph.kind == ParagraphKind::Body);
        lead.is_none_or(|lead| self.event.sentence.start < lead.span.end)
    }

    /// The name of a group: that of the knowledge, else the first name of an organisation among its words ("Red Maple fighters").
    pub fn group_name<'t>(&self, party: &Party<'t>) -> Option<&'t str>
    where
        'd: 't,
    {
        let named = || {
            let words = party.entity.mention?;
            let name =
                self.document.names.iter().find(|name| name.kind == NameKind::Organization && words.contains(name.span))?;
            Some(self.document.words(name.span))
        };
        party.record.identifier_text.or_else(named)
    }

    /// The words around the place say that the act was beside it, not in it.
    pub fn is_near_place(&self) -> bool {
        const BESIDE: [&str; 4] = ["near", "outside", "around", "off"];
        let before =
            self.event.place.as_ref().and_then(|place| self.document.text.string.get(..place.value.words.start as usize));
        let mut words = before.unwrap_or_default().split_whitespace().rev();
        let last = words.next().unwrap_or_default().to_lowercase();
        let last = if last == "the" { words.next().unwrap_or_default().to_lowercase() } else { last };
        BESIDE.contains(&last.as_str())
    }
}

impl Party<'_> {
    /// Its name: that of the knowledge, else the words of the text; none for the unsaid agent.
    pub fn name(&self) -> Option<&str> {
        self.record.identifier_text.or(self.record.entity_text)
    }

    /// Its sector, or nothing.
    pub fn sector(&self) -> &str {
        self.record.sector.unwrap_or_default()
    }

    /// Whether it is a state as a whole, not a part of its government or people.
    pub fn is_state(&self) -> bool {
        let country = self.record.code.and_then(crate::countries::of);
        country.is_some_and(|country| self.record.identifier_text == Some(country.name))
    }
}

fn parties<'t>(entities: &'t [Entity], records: &'t [EntityRecord<'t>]) -> Vec<Party<'t>> {
    entities.iter().zip(records).map(|(entity, record)| Party { entity, record }).collect()
}

/// Values joined in their order, each once; what is absent leaves no trace.
pub fn joined<'t>(values: impl Iterator<Item = Option<&'t str>>, separator: &str) -> String {
    let mut seen = BTreeSet::new();
    let kept: Vec<&str> = values.flatten().filter(|value| !value.is_empty() && seen.insert(*value)).collect();
    kept.join(separator)
}
