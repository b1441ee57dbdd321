//! A title and a surname, "Chancellor Merkel", "Russia's foreign minister Lavrov": the one person who bore the title then.

use super::*;
use knowledge::Asked;

/// How many words a surname may have: "von der Leyen".
const SURNAME: usize = 4;

impl Resolver<'_> {
    /// The person of the knowledge whom title and surname within `core` name, if only one fits.
    pub(super) fn titled(&self, head: TokenId, core: TokenRange, depth: usize) -> Option<FoundName> {
        let doc = self.doc;
        let last = core.ids().rev().find(|&token| names::ends_surname(doc, self.knowledge, token))?;
        // "President Obama Barack": what goes on behind is no surname alone.
        let ends = core.ids().filter(|&token| token > last).all(|token| doc.tokens[token].upos != Upos::PROPN);
        let begins = (last.saturating_sub(SURNAME).max(core.start as TokenId)..=last).find_map(|start| {
            let (title, kind) = names::title_before(doc, self.knowledge, start)?;
            (core.start <= title.start).then_some((start, title, kind))
        });
        let (start, title, kind) = begins.filter(|(_, title, _)| ends && (title.start as TokenId..=last).contains(&head))?;
        let former = self.words_before(title.start as TokenId)?;
        // "assistant secretary of state": a longer role is another office.
        let longest = self.role(start - 1).map_or(title.start, |(_, words)| words.start) as TokenId;
        if !(longest..title.start as TokenId).all(|token| self.leaves_office(token)) {
            return None;
        }
        let told = self.owner(head, depth.saturating_sub(1)).and_then(|owner| owner.code);
        let told = told.filter(|code| !is_lent(code) && code.origin != STATE_BEFORE);
        let surname = TokenRange::new(start, last + 1);
        let asked = Asked {
            surname: doc.words(doc.span_of(surname)),
            kind,
            told: told.as_ref().map(|code| code.value.as_str()),
            around: &self.focus.codes,
            day: self.as_of,
            former,
        };
        let actor = self.knowledge.titles.holder(&self.knowledge.actors, asked)?;
        Some(FoundName { tokens: surname, actor, usage: NameUse::Name })
    }

    /// Whether the words before a title say that the office is held no more; `None` where they make it another office: "deputy foreign
    /// minister".
    fn words_before(&self, title: TokenId) -> Option<bool> {
        let first = self.doc.sentence_of(title).tokens.start as TokenId;
        let qualifies = |&token: &TokenId| {
            self.leaves_office(token) || self.is_lesser(token) || matches!(self.doc.tokens[token].upos, Upos::ADJ | Upos::PROPN)
        };
        let before: Vec<TokenId> = (first..title).rev().take_while(qualifies).collect();
        let lesser = before.iter().any(|&token| self.is_lesser(token));
        (!lesser).then(|| before.iter().any(|&token| self.is_former(token)))
    }

    /// Whether a word before a title leaves the kind of the office what it is: "acting", "former".
    fn leaves_office(&self, token: TokenId) -> bool {
        let word = self.doc.form(token).to_lowercase();
        word == "-" || self.knowledge.titles.is_passing(&word) || self.is_former(token)
    }

    fn is_former(&self, token: TokenId) -> bool {
        self.knowledge.roles.former(&self.doc.form(token).to_lowercase(), "GOV").is_some()
    }

    fn is_lesser(&self, token: TokenId) -> bool {
        self.knowledge.titles.is_lesser(&self.doc.form(token).to_lowercase())
    }
}
