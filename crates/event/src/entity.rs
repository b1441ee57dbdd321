//! The sides of an event and the sources of a report.

use crate::{Found, Origin};
use span::Span;

/// One participant. What the knowledge cannot place keeps its words with `code` none: never dropped, never guessed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The words that name it, or none for the unsaid agent of "four people were killed" (contract, decision 7).
    pub mention: Option<Span>,
    /// What a pronoun or description stands for.
    pub antecedent: Option<Span>,
    /// ISO 3166-1 alpha-3, KOS, or UNO, EUR, IGO, NGO, ISM, IMG, MNC.
    pub code: Option<Found<String>>,
    /// PLOVER's sector.
    pub sector: Option<Found<String>>,
    /// The Wikidata id of a known person or organisation, where certain.
    pub identifier_id: Option<String>,
    /// Its canonical name in the knowledge.
    pub identifier_text: Option<String>,
    /// The CAMEO actor code as a dictionary of the user's has it (`USAGOV`, `IGOEUREEC`), for writers of the field's tables; `None` where no
    /// dictionary named the party, whose code and sector then say what is known.
    pub cameo: Option<String>,
    /// What made it this side.
    pub origin: Origin,
}

/// Somebody who says that the act happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Who.
    pub entity: Entity,
    /// What kind of source.
    pub kind: SourceKind,
    /// The words that make it a source ("said", "according to").
    pub cue: Option<Span>,
}

/// What kind of source somebody is (contract, decision 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// A named person, office or body.
    Named,
    /// A news outlet.
    Outlet,
    /// A statement, report or other document.
    Document,
    /// Unnamed people; their description is the text.
    Anonymous,
}

impl SourceKind {
    /// All values.
    pub const ALL: [SourceKind; 4] = [SourceKind::Named, SourceKind::Outlet, SourceKind::Document, SourceKind::Anonymous];

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<SourceKind> {
        SourceKind::ALL.into_iter().find(|value| value.name() == name)
    }

    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            SourceKind::Named => "named",
            SourceKind::Outlet => "outlet",
            SourceKind::Document => "document",
            SourceKind::Anonymous => "anonymous",
        }
    }
}
