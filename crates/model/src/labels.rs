//! What the heads choose from: tags, relations, names, and the ways from forms to lemmas.

use crate::ModelError;
use crate::flat::Reader;
use compact_str::CompactString;
use document::{NameKind, Relation, Upos, push_lower};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// A part of speech with its Penn tag and its features, as they were seen together in training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The universal part of speech.
    pub upos: Upos,
    /// The Penn Treebank tag.
    pub xpos: &'static str,
    /// The features in CoNLL-U form, `_` for none.
    pub feats: &'static str,
    /// The places of the three among the scores of their kinds.
    parts: [u16; 3],
}

/// The tags of one part of speech.
#[derive(Clone, Debug, Default)]
struct Group {
    /// By Penn tag, its place among the scores of its kind.
    pairs: Vec<(u16, Vec<Feats>)>,
}

/// Features that go with a part of speech and a Penn tag.
#[derive(Clone, Copy, Debug)]
struct Feats {
    /// Their place among the scores of their kind.
    part: u16,
    /// The place of the three among the tags.
    tag: u32,
}

/// All labels of one model.
#[derive(Clone, Debug)]
pub struct Labels {
    upos: usize,
    xpos: usize,
    feats: usize,
    tags: Vec<Tag>,
    /// The tags by part of speech.
    groups: Vec<Group>,
    /// The relations, by label.
    pub relations: Vec<Relation>,
    /// The ways to lemmas, by label.
    pub lemmas: Vec<LemmaRule>,
}

/// Labels of names: outside, then beginning and inside of each kind.
pub const NAMES: usize = 1 + 2 * KINDS.len();
const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organization, NameKind::Location];

/// A string that lives as long as the program. Tags are few and the same in all models, so nothing piles up.
fn lasting(string: &str) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    match known.get(string) {
        Some(found) => found,
        None => {
            let kept: &'static str = Box::leak(string.into());
            known.insert(kept);
            kept
        }
    }
}

fn groups(tags: &[Tag], upos: usize) -> Vec<Group> {
    let mut groups = vec![Group::default(); upos];
    for (place, tag) in tags.iter().enumerate() {
        let [upos, xpos, part] = tag.parts;
        let pairs = &mut groups[usize::from(upos)].pairs;
        let known = pairs.iter().position(|&(known, _)| known == xpos);
        let at = known.unwrap_or_else(|| {
            pairs.push((xpos, Vec::new()));
            pairs.len() - 1
        });
        pairs[at].1.push(Feats { part, tag: place as u32 });
    }
    groups
}

/// The largest of some scores.
fn most(scores: &[f32]) -> f32 {
    const LANES: usize = 8;
    let larger = |a: f32, b: f32| if a > b { a } else { b };
    let mut lanes = [f32::MIN; LANES];
    let (chunks, rest) = scores.as_chunks::<LANES>();
    for chunk in chunks {
        for at in 0..LANES {
            lanes[at] = larger(chunk[at], lanes[at]);
        }
    }
    lanes.iter().chain(rest).fold(f32::MIN, |most, &score| larger(score, most))
}

impl Labels {
    /// Reads the labels.
    pub fn read(reader: &mut Reader<'_>) -> Result<Labels, ModelError> {
        reader.section("labels");
        let upos: Option<Vec<Upos>> = reader.strings()?.into_iter().map(Upos::from_name).collect();
        let upos = upos.ok_or_else(|| reader.invalid())?;
        let xpos: Vec<&'static str> = reader.strings()?.into_iter().map(lasting).collect();
        let feats: Vec<&'static str> = reader.strings()?.into_iter().map(lasting).collect();
        let relations: Option<Vec<Relation>> = reader.strings()?.into_iter().map(Relation::from_name).collect();
        let relations = relations.filter(|relations| relations.contains(&Relation::Root)).ok_or_else(|| reader.invalid())?;
        let lemmas: Option<Vec<LemmaRule>> = reader.strings()?.into_iter().map(LemmaRule::parse).collect();
        let lemmas = lemmas.ok_or_else(|| reader.invalid())?;
        let mut tags = Vec::new();
        for _ in 0..reader.number()? {
            let parts = [reader.number()?, reader.number()?, reader.number()?].map(|part| part as usize);
            let (Some(&upos), Some(&xpos), Some(&feats)) = (upos.get(parts[0]), xpos.get(parts[1]), feats.get(parts[2])) else {
                return Err(reader.invalid());
            };
            tags.push(Tag { upos, xpos, feats, parts: parts.map(|part| part as u16) });
        }
        if tags.is_empty() || lemmas.is_empty() {
            return Err(reader.invalid());
        }
        let groups = groups(&tags, upos.len());
        Ok(Labels { upos: upos.len(), xpos: xpos.len(), feats: feats.len(), tags, groups, relations, lemmas })
    }

    /// How many numbers a word's row of scores holds: the end of the sentence, then parts of speech, Penn tags, features, lemma rules and names.
    pub fn scores(&self) -> usize {
        1 + self.upos + self.xpos + self.feats + self.lemmas.len() + NAMES
    }

    /// The best tag for a row of scores; of equals the first.
    pub fn tag(&self, row: &[f32]) -> Tag {
        let (upos, rest) = row[1..].split_at(self.upos);
        let (xpos, feats) = rest.split_at(self.xpos);
        // The part of speech with the largest score most often has the best tag; another only where the best of all the rest could help it.
        let (most_upos, most_xpos, most_feats) = (most(upos), most(xpos), most(feats));
        let mut best = (f32::MIN, u32::MAX);
        let mut look_at = |group: &Group, upos: f32| {
            for (part, own) in &group.pairs {
                let sum = upos + xpos[usize::from(*part)];
                if sum + most_feats < best.0 {
                    continue;
                }
                for &Feats { part, tag } in own {
                    let score = sum + feats[usize::from(part)];
                    if score > best.0 || score == best.0 && tag < best.1 {
                        best = (score, tag);
                    }
                }
            }
            best.0
        };
        let mut reached = f32::MIN;
        for likely in [true, false] {
            for (group, &upos) in self.groups.iter().zip(upos) {
                if (upos == most_upos) == likely && upos + most_xpos + most_feats >= reached {
                    reached = look_at(group, upos);
                }
            }
        }
        self.tags.get(best.1 as usize).copied().unwrap_or(self.tags[0])
    }

    /// The lemma of a form for its row of scores, by the best rule that applies.
    pub fn lemma(&self, row: &[f32], form: &str) -> CompactString {
        // "1,500" is 1500, and no rule makes up digits.
        if form.starts_with(|c: char| c.is_ascii_digit()) && form.chars().all(|c| c.is_ascii_digit() || c == ',') {
            return form.chars().filter(|&c| c != ',').collect();
        }
        let start = 1 + self.upos + self.xpos + self.feats;
        let scores = &row[start..start + self.lemmas.len()];
        let length = form.chars().count();
        let mut best = (f32::MIN, None);
        for (&score, rule) in scores.iter().zip(&self.lemmas) {
            if score > best.0 && rule.strip <= length && !rule.append.contains(|c: char| c.is_ascii_digit()) {
                best = (score, Some(rule));
            }
        }
        best.1.map_or_else(|| form.into(), |rule| rule.apply(form))
    }

    /// The scores of names in a row.
    pub fn names<'r>(&self, row: &'r [f32]) -> &'r [f32] {
        let end = self.scores();
        &row[end - NAMES..end]
    }
}

/// A way from a form to its lemma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LemmaRule {
    lower: bool,
    strip: usize,
    append: Box<str>,
}

impl LemmaRule {
    /// Reads `l3+y`: make small (`=` keeps the case), take three characters off the end, append "y".
    fn parse(rule: &str) -> Option<LemmaRule> {
        let lower = match rule.chars().next()? {
            'l' => true,
            '=' => false,
            _ => return None,
        };
        let (strip, append) = rule[1..].split_once('+')?;
        Some(LemmaRule { lower, strip: strip.parse().ok()?, append: append.into() })
    }

    /// The lemma. A rule that takes more than there is leaves the form.
    pub fn apply(&self, form: &str) -> CompactString {
        let mut lemma = CompactString::from(form);
        if self.lower {
            if form.is_ascii() {
                lemma.make_ascii_lowercase();
            } else {
                lemma.clear();
                push_lower(form, &mut lemma);
            }
        }
        for _ in 0..self.strip {
            lemma.pop();
        }
        lemma.push_str(&self.append);
        if lemma.is_empty() { form.into() } else { lemma }
    }
}

/// What a label of names says: nothing, or whether it begins a name of a kind.
pub fn name_label(label: usize) -> Option<(bool, NameKind)> {
    let label = label.checked_sub(1)?;
    Some((label.is_multiple_of(2), KINDS[label / 2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_make_lemmas() {
        let apply = |rule: &str, form: &str| LemmaRule::parse(rule).map(|rule| rule.apply(form));
        assert_eq!(apply("l3+y", "Cities"), Some("city".into()));
        assert_eq!(apply("l4+go", "went"), Some("go".into()));
        assert_eq!(apply("=1+", "Democrats"), Some("Democrat".into()));
        assert_eq!(apply("l9+", "it"), Some("it".into()));
        assert_eq!(apply("x1+", "it"), None);
    }

    #[test]
    fn the_best_tag_is_that_of_the_definition() {
        let labels = &crate::Model::fast().expect("the embedded model is sound").labels;
        let mut state = 3u64;
        for round in 0..300 {
            // Few different numbers, so that many tags have the same score.
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as usize % (2 + round % 40)
            };
            let row: Vec<f32> = (0..labels.scores()).map(|_| next() as f32 / 2.0 - 3.0).collect();
            let score = |tag: &Tag| {
                let [upos, xpos, feats] = tag.parts.map(usize::from);
                row[1 + upos] + row[1 + labels.upos + xpos] + row[1 + labels.upos + labels.xpos + feats]
            };
            let best = labels.tags.iter().fold(&labels.tags[0], |best, tag| if score(tag) > score(best) { tag } else { best });
            assert_eq!(labels.tag(&row), *best);
        }
    }
}
