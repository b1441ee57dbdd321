//! The tag set and the relations of Universal Dependencies (version 2), as its English treebanks use them.
//!
//! Names are those of the guidelines; this module holds no trees.

use std::fmt;

/// The universal parts of speech.
#[allow(clippy::upper_case_acronyms)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Upos {
    /// Adjective.
    ADJ,
    /// Adposition.
    ADP,
    /// Adverb.
    ADV,
    /// Auxiliary.
    AUX,
    /// Coordinating conjunction.
    CCONJ,
    /// Determiner.
    DET,
    /// Interjection.
    INTJ,
    /// Noun.
    NOUN,
    /// Numeral.
    NUM,
    /// Particle.
    PART,
    /// Pronoun.
    PRON,
    /// Proper noun.
    PROPN,
    /// Punctuation.
    PUNCT,
    /// Subordinating conjunction.
    SCONJ,
    /// Symbol.
    SYM,
    /// Verb.
    VERB,
    /// Anything else.
    X,
}

impl Upos {
    /// All tags, in the order of their numbers.
    pub const ALL: [Upos; 17] = [
        Upos::ADJ,
        Upos::ADP,
        Upos::ADV,
        Upos::AUX,
        Upos::CCONJ,
        Upos::DET,
        Upos::INTJ,
        Upos::NOUN,
        Upos::NUM,
        Upos::PART,
        Upos::PRON,
        Upos::PROPN,
        Upos::PUNCT,
        Upos::SCONJ,
        Upos::SYM,
        Upos::VERB,
        Upos::X,
    ];

    /// The tag's name in CoNLL-U.
    pub fn name(self) -> &'static str {
        UPOS_NAMES[self as usize]
    }

    /// The tag of that name.
    pub fn from_name(name: &str) -> Option<Upos> {
        UPOS_NAMES.iter().position(|&known| known == name).map(|at| Upos::ALL[at])
    }

    /// Nouns, verbs, adjectives, adverbs and names: the words that carry content.
    pub fn is_content(self) -> bool {
        matches!(self, Upos::ADJ | Upos::ADV | Upos::NOUN | Upos::PROPN | Upos::VERB)
    }

    /// A common or proper noun.
    pub fn is_noun(self) -> bool {
        matches!(self, Upos::NOUN | Upos::PROPN)
    }
}

const UPOS_NAMES: [&str; 17] = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB",
    "X",
];

/// The relations between a word and its head, with the subtypes of English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Relation {
    /// `root`
    Root,
    /// `nsubj`
    Nsubj,
    /// `nsubj:pass`
    NsubjPass,
    /// `nsubj:outer`
    NsubjOuter,
    /// `csubj`
    Csubj,
    /// `csubj:pass`
    CsubjPass,
    /// `csubj:outer`
    CsubjOuter,
    /// `obj`
    Obj,
    /// `iobj`
    Iobj,
    /// `obl`
    Obl,
    /// `obl:agent`
    OblAgent,
    /// `obl:unmarked`
    OblUnmarked,
    /// `ccomp`
    Ccomp,
    /// `xcomp`
    Xcomp,
    /// `advcl`
    Advcl,
    /// `advcl:relcl`
    AdvclRelcl,
    /// `advmod`
    Advmod,
    /// `aux`
    Aux,
    /// `aux:pass`
    AuxPass,
    /// `cop`
    Cop,
    /// `mark`
    Mark,
    /// `discourse`
    Discourse,
    /// `vocative`
    Vocative,
    /// `expl`
    Expl,
    /// `dislocated`
    Dislocated,
    /// `nmod`
    Nmod,
    /// `nmod:poss`
    NmodPoss,
    /// `nmod:unmarked`
    NmodUnmarked,
    /// `nmod:desc`
    NmodDesc,
    /// `appos`
    Appos,
    /// `nummod`
    Nummod,
    /// `acl`
    Acl,
    /// `acl:relcl`
    AclRelcl,
    /// `amod`
    Amod,
    /// `det`
    Det,
    /// `det:predet`
    DetPredet,
    /// `case`
    Case,
    /// `clf`
    Clf,
    /// `compound`
    Compound,
    /// `compound:prt`
    CompoundPrt,
    /// `flat`
    Flat,
    /// `fixed`
    Fixed,
    /// `conj`
    Conj,
    /// `cc`
    Cc,
    /// `cc:preconj`
    CcPreconj,
    /// `parataxis`
    Parataxis,
    /// `list`
    List,
    /// `orphan`
    Orphan,
    /// `goeswith`
    Goeswith,
    /// `reparandum`
    Reparandum,
    /// `punct`
    Punct,
    /// `dep`
    Dep,
}

impl Relation {
    /// All relations, in the order of their numbers.
    pub const ALL: [Relation; 52] = [
        Relation::Root,
        Relation::Nsubj,
        Relation::NsubjPass,
        Relation::NsubjOuter,
        Relation::Csubj,
        Relation::CsubjPass,
        Relation::CsubjOuter,
        Relation::Obj,
        Relation::Iobj,
        Relation::Obl,
        Relation::OblAgent,
        Relation::OblUnmarked,
        Relation::Ccomp,
        Relation::Xcomp,
        Relation::Advcl,
        Relation::AdvclRelcl,
        Relation::Advmod,
        Relation::Aux,
        Relation::AuxPass,
        Relation::Cop,
        Relation::Mark,
        Relation::Discourse,
        Relation::Vocative,
        Relation::Expl,
        Relation::Dislocated,
        Relation::Nmod,
        Relation::NmodPoss,
        Relation::NmodUnmarked,
        Relation::NmodDesc,
        Relation::Appos,
        Relation::Nummod,
        Relation::Acl,
        Relation::AclRelcl,
        Relation::Amod,
        Relation::Det,
        Relation::DetPredet,
        Relation::Case,
        Relation::Clf,
        Relation::Compound,
        Relation::CompoundPrt,
        Relation::Flat,
        Relation::Fixed,
        Relation::Conj,
        Relation::Cc,
        Relation::CcPreconj,
        Relation::Parataxis,
        Relation::List,
        Relation::Orphan,
        Relation::Goeswith,
        Relation::Reparandum,
        Relation::Punct,
        Relation::Dep,
    ];

    /// The relation's name in CoNLL-U, with its subtype.
    pub fn name(self) -> &'static str {
        RELATION_NAMES[self as usize]
    }

    /// The relation of that name; a subtype that English does not have falls back to its universal relation.
    pub fn from_name(name: &str) -> Option<Relation> {
        let exact = RELATION_NAMES.iter().position(|&known| known == name);
        let universal = || name.split(':').next().and_then(|base| RELATION_NAMES.iter().position(|&known| known == base));
        exact.or_else(universal).map(|at| Relation::ALL[at])
    }

    /// The name without its subtype.
    pub fn universal(self) -> &'static str {
        self.name().split(':').next().unwrap_or("dep")
    }

    /// A subject of any kind.
    pub fn is_subject(self) -> bool {
        use Relation::{Csubj, CsubjOuter, CsubjPass, Nsubj, NsubjOuter, NsubjPass};
        matches!(self, Nsubj | NsubjPass | NsubjOuter | Csubj | CsubjPass | CsubjOuter)
    }
}

const RELATION_NAMES: [&str; 52] = [
    "root",
    "nsubj",
    "nsubj:pass",
    "nsubj:outer",
    "csubj",
    "csubj:pass",
    "csubj:outer",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "obl:unmarked",
    "ccomp",
    "xcomp",
    "advcl",
    "advcl:relcl",
    "advmod",
    "aux",
    "aux:pass",
    "cop",
    "mark",
    "discourse",
    "vocative",
    "expl",
    "dislocated",
    "nmod",
    "nmod:poss",
    "nmod:unmarked",
    "nmod:desc",
    "appos",
    "nummod",
    "acl",
    "acl:relcl",
    "amod",
    "det",
    "det:predet",
    "case",
    "clf",
    "compound",
    "compound:prt",
    "flat",
    "fixed",
    "conj",
    "cc",
    "cc:preconj",
    "parataxis",
    "list",
    "orphan",
    "goeswith",
    "reparandum",
    "punct",
    "dep",
];

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_agree() {
        assert!(Upos::ALL.iter().all(|&tag| Upos::from_name(tag.name()) == Some(tag)));
        assert!(Relation::ALL.iter().all(|&relation| Relation::from_name(relation.name()) == Some(relation)));
        assert_eq!(Relation::from_name("obl:tmod"), Some(Relation::Obl), "an unknown subtype falls back");
        assert_eq!(Relation::from_name("nothing"), None);
    }
}
