//! GUM's entity annotation as names: mentions of persons, organisations and places whose head is a proper noun, cut to what
//! Universal NER would mark (no titles, articles or apposed phrases). Other kinds of entity have no counterpart and are left out.

use crate::conllu::{Sentence, Word};
use document::{NameKind, Relation, Upos};
use model::Name;

/// The names of a sentence, in order, without overlap; of nested ones the outermost stays.
pub fn names(sentence: &Sentence) -> Vec<Name> {
    let mut found: Vec<Name> = mentions(sentence).into_iter().filter_map(|mention| name_of(sentence, mention)).collect();
    found.sort_by_key(|name| (std::cmp::Reverse(name.end - name.start), name.start));
    let mut kept: Vec<Name> = Vec::new();
    for name in found {
        if kept.iter().all(|other| name.end <= other.start || other.end <= name.start) {
            kept.push(name);
        }
    }
    kept.sort_by_key(|name| name.start);
    kept
}

/// All mentions of the three kinds, as ranges of words.
fn mentions(sentence: &Sentence) -> Vec<Name> {
    let mut open: Vec<(String, Option<NameKind>, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, word) in sentence.words.iter().enumerate() {
        let Some(value) = word.misc.split('|').find_map(|item| item.strip_prefix("Entity=")) else { continue };
        let mut rest = value;
        while !rest.is_empty() {
            if let Some(opening) = rest.strip_prefix('(') {
                let end = opening.find(['(', ')']).unwrap_or(opening.len());
                let mut parts = opening[..end].split('-');
                let id = parts.next().unwrap_or_default().to_owned();
                open.push((id, kind_of(parts.next().unwrap_or_default()), at));
                rest = &opening[end..];
                if let Some(after) = rest.strip_prefix(')') {
                    close(&mut open, None, at, &mut found);
                    rest = after;
                }
            } else {
                let end = rest.find(')').map_or(rest.len(), |end| end + 1);
                close(&mut open, Some(rest[..end].trim_end_matches(')')), at, &mut found);
                rest = &rest[end..];
            }
        }
    }
    found
}

fn close(open: &mut Vec<(String, Option<NameKind>, usize)>, id: Option<&str>, at: usize, found: &mut Vec<Name>) {
    let place = open.iter().rposition(|(opened, ..)| id.is_none_or(|id| id == opened));
    if let Some(place) = place {
        let (_, kind, start) = open.remove(place);
        found.extend(kind.map(|kind| Name { start, end: at + 1, kind }));
    }
}

fn kind_of(name: &str) -> Option<NameKind> {
    match name {
        "person" => Some(NameKind::Person),
        "organization" => Some(NameKind::Organization),
        "place" => Some(NameKind::Location),
        _ => None,
    }
}

/// Cuts a mention to the name around its head, if it has one.
fn name_of(sentence: &Sentence, mention: Name) -> Option<Name> {
    let words = &sentence.words;
    let inside = |head: usize| head > mention.start && head <= mention.end;
    let head = (mention.start..mention.end).find(|&at| !words[at].head.is_some_and(inside))?;
    let demonym = mention.kind == NameKind::Person && words[head].xpos == "NNPS";
    if words[head].upos != Some(Upos::PROPN) || demonym {
        return None;
    }
    let (mut start, mut end) = (head, head + 1);
    while start > mention.start && (is_part(&words[start - 1]) || joins(words, start - 1, mention)) {
        start -= 1;
    }
    while end < mention.end && (is_part(&words[end]) || joins(words, end, mention)) {
        end += 1;
    }
    Some(Name { start, end, kind: mention.kind })
}

fn is_part(word: &Word) -> bool {
    let named = matches!(word.xpos.as_str(), "NNP" | "NNPS") || word.upos == Some(Upos::PROPN);
    named && word.relation != Some(Relation::NmodDesc)
}

/// Whether a small word stands between two parts of a name: "University of X", "Al-Y", "X and Y".
fn joins(words: &[Word], at: usize, mention: Name) -> bool {
    let small = matches!(words[at].form.as_str(), "of" | "and" | "&" | "the" | "for" | "-" | "–" | "'s" | "’s" | "de" | ".");
    let far = |at: usize| words[at].form == "the" || is_part(&words[at]);
    let left = at > mention.start && (is_part(&words[at - 1]) || words[at - 1].form == "of");
    small && left && at + 1 < mention.end && far(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(form: &str, xpos: &str, head: usize, relation: Relation, entity: &str) -> Word {
        let upos = Some(if xpos == "NNP" { Upos::PROPN } else { Upos::NOUN });
        let misc = if entity.is_empty() { "_".to_owned() } else { format!("Entity={entity}|SpaceAfter=No") };
        Word { form: form.into(), upos, xpos: xpos.into(), head: Some(head), relation: Some(relation), misc, ..Word::default() }
    }

    #[test]
    fn mentions_are_cut_to_names() {
        let words = vec![
            word("President", "NNP", 2, Relation::NmodDesc, "(1-person-new-x"),
            word("Mirov", "NNP", 3, Relation::Nsubj, "1)"),
            word("met", "VBD", 0, Relation::Root, ""),
            word("the", "DT", 5, Relation::Det, "(2-person-new-x"),
            word("head", "NN", 3, Relation::Obj, ""),
            word("of", "IN", 7, Relation::Case, ""),
            word("Bank", "NNP", 5, Relation::Nmod, "(3-organization-new-x"),
            word("of", "IN", 9, Relation::Case, ""),
            word("Ruria", "NNP", 7, Relation::Nmod, "(4-place-new-x)3)2)"),
        ];
        let names = names(&Sentence { words, ..Sentence::default() });
        let spans: Vec<_> = names.iter().map(|name| (name.start, name.end, name.kind)).collect();
        assert_eq!(spans, [(1, 2, NameKind::Person), (6, 9, NameKind::Organization)]);
    }
}
