//! Whether the situation that any predicate tells of happened, by its own form and by what governs it; no rule need know the word.
//!
//! A negated predicate tells of a situation too: "did not reply" is one that came about. Tense and mood decide first; an infinitive or
//! participle leans on the word above it, and what that word does to it stands in `knowledge/classes/factuality.class`. It judges the sentence
//! alone and is no part of coding: acts that rules code are judged by [`super::of`], whose seven values say more.

use document::{Document, Relation, TokenId, Upos};
use event::Assertion;
use knowledge::{Effect, Knowledge};

/// How far infinitives may lean on one another; sentences nest less.
const DEPTH: usize = 8;

/// Whether the situation that `predicate` tells of is said to have happened or to hold.
pub fn happened(doc: &Document, knowledge: &Knowledge, predicate: TokenId) -> bool {
    Judge { doc, knowledge }.holds(predicate, DEPTH)
}

struct Judge<'a> {
    doc: &'a Document,
    knowledge: &'a Knowledge,
}

impl Judge<'_> {
    fn holds(&self, word: TokenId, depth: usize) -> bool {
        let doc = self.doc;
        if depth == 0 {
            return true;
        }
        if !matches!(doc.tokens[word].upos, Upos::VERB | Upos::AUX) {
            return self.nominal_holds(word, depth);
        }
        if self.is_condition(word) {
            return self.is_past(word) && !self.has_modal(word) && !self.is_said_of_anybody(word);
        }
        // "is going to leave"
        if self.is_form(word, "VBG") && doc.lemma(word) == "go" && doc.child(word, Relation::Xcomp).is_some() {
            return false;
        }
        if let Some(first) = self.shares_form_with(word) {
            return self.holds(first, depth - 1);
        }
        if self.has_modal(word) {
            return self.is_modal_of_courtesy(word);
        }
        self.by_form(word, depth)
    }

    /// What tense and mood say.
    fn by_form(&self, word: TokenId, depth: usize) -> bool {
        let doc = self.doc;
        let head = doc.head(word);
        let relation = doc.tokens[word].relation;
        match &*doc.tokens[word].xpos {
            "VBD" => true,
            "VBN" if self.has_auxiliary(word, &["have"]) => true,
            _ if self.is_present(word) => !self.is_awaited(word),
            _ if self.has_auxiliary(word, &["do"]) => self.is_past(word) || self.is_question(word) || !self.is_order(word),
            "VB" if self.has_mark(word, &["to"]) || relation == Relation::Xcomp => self.infinitive_holds(word, depth),
            "VB" => false,
            "VBG" => {
                let attributive = relation == Relation::Amod
                    || relation == Relation::Case
                    || relation.universal() == "acl" && doc.child(word, Relation::Mark).is_none();
                let leans = matches!(
                    relation,
                    Relation::Xcomp | Relation::Advcl | Relation::Conj | Relation::Csubj | Relation::Ccomp | Relation::Acl
                );
                attributive || !leans || head.is_none_or(|head| self.holds(head, depth - 1))
            }
            "VBN" if self.has_mark(word, &["to"]) => self.infinitive_holds(word, depth),
            // "be reminded that ..."
            "VBN" if doc.children(word).any(|child| is_auxiliary(doc, child) && doc.form(child).eq_ignore_ascii_case("be")) => {
                false
            }
            "VBN" if relation == Relation::Xcomp => head.is_none_or(|head| self.holds(head, depth - 1)),
            _ => true,
        }
    }

    /// An infinitive: its governor decides, if that happened itself.
    fn infinitive_holds(&self, word: TokenId, depth: usize) -> bool {
        let doc = self.doc;
        let Some(head) = doc.head(word) else { return false };
        let relation = doc.tokens[word].relation;
        let lemma = doc.lemma(head).to_lowercase();
        let listed = |class: &str| self.knowledge.classes.contains(class, &lemma);
        match doc.tokens[head].upos {
            Upos::VERB | Upos::AUX => {
                if !self.holds(head, depth - 1) || relation == Relation::Xcomp && listed("aspiring") {
                    return false;
                }
                // "called to complain", "had to leave"
                self.is_past(head)
                    || listed("accomplishing")
                    || listed("enabling")
                    || relation == Relation::Advcl && !listed("awaiting")
            }
            Upos::ADJ => listed("evaluating") && self.holds(head, depth - 1),
            _ if matches!(relation.universal(), "csubj" | "advcl") => self.holds(head, depth - 1),
            _ => listed("undertaking"),
        }
    }

    /// An adjective or noun that governs a predicate.
    fn nominal_holds(&self, word: TokenId, depth: usize) -> bool {
        let doc = self.doc;
        if self.has_modal(word) || self.is_condition(word) {
            return false;
        }
        let copula = doc.child(word, Relation::Cop);
        match (doc.head(word), copula) {
            (Some(head), _) if self.has_mark(word, &["to"]) => self.holds(head, depth - 1),
            (_, Some(copula)) => !doc.form(copula).eq_ignore_ascii_case("be"),
            (Some(head), None) => self.holds(head, depth - 1),
            (None, None) => true,
        }
    }

    /// A non-finite verb that is joined to one of the same form: "to stop and search".
    fn shares_form_with(&self, word: TokenId) -> Option<TokenId> {
        let doc = self.doc;
        let first = doc.head(word).filter(|_| doc.tokens[word].relation == Relation::Conj)?;
        let bare = !doc.children(word).any(|child| is_auxiliary(doc, child) || doc.tokens[child].relation == Relation::Mark);
        let finite = matches!(&*doc.tokens[word].xpos, "VBD" | "VBZ" | "VBP");
        (bare && !finite && doc.tokens[first].xpos == doc.tokens[word].xpos).then_some(first)
    }

    /// Auxiliaries of future, possibility and duty.
    fn has_modal(&self, word: TokenId) -> bool {
        let doc = self.doc;
        doc.children(word).filter(|&child| is_auxiliary(doc, child)).any(|child| {
            let lemma = doc.lemma(child).to_lowercase();
            matches!(lemma.as_str(), "will" | "would" | "shall") || self.is_listed_modal(&lemma)
        })
    }

    fn is_listed_modal(&self, lemma: &str) -> bool {
        let hypothetical = Effect::Gives(Assertion::Hypothetical);
        self.knowledge
            .operators
            .iter()
            .any(|operator| operator.effect == hypothetical && operator.words.auxiliaries.iter().any(|known| known == lemma))
    }

    /// "I would recommend it", "I can tell you", "must have left": said of what is so.
    fn is_modal_of_courtesy(&self, word: TokenId) -> bool {
        let doc = self.doc;
        let lemma = doc.lemma(word).to_lowercase();
        let listed = |class: &str| self.knowledge.classes.contains(class, &lemma);
        let subject = doc.children(word).find(|&child| doc.tokens[child].relation.is_subject());
        let own = subject.is_none_or(|subject| matches!(doc.lemma(subject), "I" | "i" | "we"));
        listed("courteous") && own && self.has_auxiliary(word, &["would"])
            || listed("sensing") && self.has_auxiliary(word, &["can"])
            || self.has_auxiliary(word, &["must"]) && self.has_auxiliary(word, &["have"])
    }

    /// A finite present: by its tag, or by an auxiliary before a participle.
    fn is_present(&self, word: TokenId) -> bool {
        let doc = self.doc;
        matches!(&*doc.tokens[word].xpos, "VBP" | "VBZ")
            || doc.children(word).any(|child| {
                is_auxiliary(doc, child) && doc.lemma(child) == "be" && doc.feature(child, "VerbForm") != Some("Inf") && {
                    let form = doc.form(child).to_lowercase();
                    !matches!(form.as_str(), "be" | "been" | "being")
                }
            })
    }

    /// A present that is yet to come about: "before he leaves", "make sure that he leaves".
    fn is_awaited(&self, word: TokenId) -> bool {
        let doc = self.doc;
        let governed = doc.tokens[word].relation == Relation::Ccomp
            && doc.head(word).is_some_and(|head| self.knowledge.classes.contains("hoping", &doc.lemma(head).to_lowercase()));
        governed || self.has_mark(word, &["before", "until", "till", "once"])
    }

    fn is_condition(&self, word: TokenId) -> bool {
        self.has_mark(word, &["if", "unless", "whether", "lest"])
    }

    /// "if you need help": of nobody in particular.
    fn is_said_of_anybody(&self, word: TokenId) -> bool {
        let doc = self.doc;
        doc.children(word).any(|child| {
            doc.tokens[child].relation.is_subject()
                && matches!(doc.lemma(child).to_lowercase().as_str(), "you" | "one" | "anyone" | "someone")
        })
    }

    /// Past by its own form or by its auxiliary, the perfect included.
    fn is_past(&self, word: TokenId) -> bool {
        let doc = self.doc;
        self.is_form(word, "VBD")
            || doc.children(word).filter(|&child| is_auxiliary(doc, child)).any(|child| {
                doc.lemma(child) == "have" || matches!(doc.form(child).to_lowercase().as_str(), "was" | "were" | "did")
            })
    }

    /// "Do not open the door."
    fn is_order(&self, word: TokenId) -> bool {
        let doc = self.doc;
        doc.tokens[word].relation != Relation::Conj && !doc.children(word).any(|child| doc.tokens[child].relation.is_subject())
    }

    fn is_question(&self, word: TokenId) -> bool {
        let doc = self.doc;
        doc.sentence_of(word).tokens.ids().rev().take(3).any(|token| doc.form(token).starts_with('?'))
    }

    fn is_form(&self, word: TokenId, xpos: &str) -> bool {
        &*self.doc.tokens[word].xpos == xpos
    }

    fn has_auxiliary(&self, word: TokenId, lemmas: &[&str]) -> bool {
        let doc = self.doc;
        doc.children(word).any(|child| is_auxiliary(doc, child) && lemmas.contains(&doc.lemma(child)))
    }

    fn has_mark(&self, word: TokenId, lemmas: &[&str]) -> bool {
        let doc = self.doc;
        doc.children_by(word, Relation::Mark).any(|mark| lemmas.contains(&doc.lemma(mark).to_lowercase().as_str()))
    }
}

fn is_auxiliary(doc: &Document, child: TokenId) -> bool {
    matches!(doc.tokens[child].relation, Relation::Aux | Relation::AuxPass)
}
