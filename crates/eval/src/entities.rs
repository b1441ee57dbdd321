//! Entities as sets of mentions, from GUM's annotation and from the program's links, on one line of characters.
//!
//! A mention of GUM holds all that hangs on its head but appositions and coordinated phrases; a link of the program joins plain phrases. So
//! a mention of the program is here what its head heads in the program's own tree.

use crate::trees::{Side, Word};
use document::{Document, Relation, TokenRange, Upos};
use std::collections::BTreeMap;
use train::conllu::Sentence;

/// A phrase, in characters that are no white space, counted over the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mention {
    /// Its first character.
    pub(crate) start: usize,
    /// The character after its last.
    pub(crate) end: usize,
    /// Where its head begins.
    pub(crate) head: usize,
    /// Where the head of its last coordinated member begins; its head's place where there is none.
    pub(crate) last: usize,
}

/// The entities of a document, each with its mentions.
pub(crate) type Entities = Vec<Vec<Mention>>;

/// The documents of a treebank, cut where `# newdoc` says so.
pub fn documents(sentences: &[Sentence]) -> Vec<&[Sentence]> {
    let opens = |sentence: &Sentence| sentence.comments.iter().any(|comment| comment.starts_with("# newdoc"));
    sentences.chunk_by(|_, next| !opens(next)).collect()
}

/// The mentions of one document's gold, those of entities that are mentioned once too.
pub(crate) fn of_gold(sentences: &[Sentence], side: &Side) -> Entities {
    let mut entities: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let values = sentences
        .iter()
        .flat_map(|sentence| &sentence.words)
        .map(|word| word.misc.split('|').find_map(|item| item.strip_prefix("Entity=")).unwrap_or_default());
    for (at, mut rest) in values.enumerate() {
        while !rest.is_empty() {
            let closed = if let Some(opening) = rest.strip_prefix('(') {
                let end = opening.find(['(', ')']).unwrap_or(opening.len());
                open.push((opening[..end].split('-').next().unwrap_or_default().to_owned(), at));
                rest = &opening[end..];
                let Some(after) = rest.strip_prefix(')') else { continue };
                rest = after;
                open.pop()
            } else {
                let end = rest.find(')').map_or(rest.len(), |end| end + 1);
                let id = rest[..end].trim_end_matches(')');
                rest = &rest[end..];
                open.iter().rposition(|(opened, _)| opened == id).map(|place| open.remove(place))
            };
            if let Some((id, start)) = closed {
                entities.entry(id).or_default().push(mention(&side.words, start, at + 1));
            }
        }
    }
    entities.into_values().collect()
}

/// The mention over some words.
fn mention(words: &[Word], start: usize, end: usize) -> Mention {
    let outside = |at: usize| words[at].head.is_none_or(|head| head < start || head >= end);
    let head = (start..end).find(|&at| outside(at)).unwrap_or(start);
    let member = |at: &usize| words[*at].relation == Relation::Conj && words[*at].head == Some(head);
    let last = (head + 1..end).rev().find(member).unwrap_or(head);
    Mention { start: words[start].start, end: words[end - 1].end, head: words[head].start, last: words[last].start }
}

/// A link of the program between two mentions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) mention: Mention,
    pub(crate) antecedent: Mention,
}

/// The links of a document. Those of relative pronouns are left out, because the gold marks none.
pub(crate) fn links(document: &Document, side: &Side) -> Vec<Link> {
    let is_relative = |range: TokenRange| {
        let word = document.form(range.start as usize).to_lowercase();
        range.ids().len() == 1 && matches!(word.as_str(), "who" | "whom" | "whose" | "which" | "that")
    };
    let kept = document.coreference.iter().filter(|link| !is_relative(link.mention));
    kept.map(|link| Link { mention: whole(document, side, link.mention), antecedent: whole(document, side, link.antecedent) })
        .collect()
}

/// The entities that links make: what is linked, directly or over others, is one.
pub(crate) fn of_links(links: &[Link]) -> Entities {
    let mut entities: Entities = Vec::new();
    for link in links {
        let mut joined = vec![link.antecedent, link.mention];
        let (touched, rest): (Entities, Entities) =
            entities.into_iter().partition(|entity| entity.iter().any(|mention| joined.contains(mention)));
        entities = rest;
        joined.extend(touched.into_iter().flatten());
        joined.sort_unstable();
        joined.dedup();
        entities.push(joined);
    }
    entities
}

/// The whole phrase of a plain one: what hangs on its head, and on the members that it holds if it is a coordination.
pub(crate) fn whole(document: &Document, side: &Side, range: TokenRange) -> Mention {
    let outside = |at: &usize| document.head(*at).is_none_or(|head| !range.contains(head));
    let head = range.ids().find(outside).unwrap_or(range.start as usize);
    let members = document.children_by(head, Relation::Conj).filter(|&member| range.contains(member));
    let mut words: Vec<usize> = Vec::new();
    for top in members.chain([head]) {
        words.extend(document.subtree_where(top, |above, below| above != top || belongs(document, above, below)));
    }
    words.extend(range.ids());
    words.sort_unstable();
    let is_mark = |at: &usize| document.tokens[*at].upos == Upos::PUNCT;
    let start = words.iter().copied().find(|at| !is_mark(at)).unwrap_or(head).min(head);
    let mut end = words.iter().copied().rfind(|at| !is_mark(at)).unwrap_or(head).max(head) + 1;
    // A bracket or quotation that opens inside closes inside.
    let count = |marks: &[&str]| (start..end).filter(|&at| marks.contains(&document.form(at))).count();
    let open = count(&["("]) > count(&[")"]) || count(&["“"]) > count(&["”"]) || count(&["\""]) % 2 == 1;
    let last = document.sentence_of(head).tokens.end as usize;
    if open && end < last && matches!(document.form(end), ")" | "”" | "\"") {
        end += 1;
    }
    mention(&side.words, start, end)
}

/// Whether GUM counts a dependent of a mention's head to the mention.
fn belongs(document: &Document, head: usize, child: usize) -> bool {
    let before = child < head;
    match document.tokens[child].relation {
        Relation::Case => !before && matches!(document.form(child), "'s" | "’s" | "'" | "’"),
        Relation::Advmod => before && document.tokens[child].upos == Upos::NUM,
        Relation::Acl | Relation::Nmod => !before,
        Relation::Conj
        | Relation::Cc
        | Relation::CcPreconj
        | Relation::Obl
        | Relation::Appos
        | Relation::Parataxis
        | Relation::Cop
        | Relation::Aux
        | Relation::Mark
        | Relation::Advcl
        | Relation::Dep
        | Relation::Discourse
        | Relation::Dislocated
        | Relation::Expl
        | Relation::Csubj
        | Relation::Orphan
        | Relation::List => false,
        relation => !relation.is_subject(),
    }
}
