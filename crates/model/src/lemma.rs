//! Lemmas: each is made from its form by a script (change case, cut the end, add an end), and a classifier chooses the script by
//! the form and its tag. Irregular words are scripts like any other ("went" loses four characters and gains "go").

use crate::linear::{Linear, MOST_LABELS};
use crate::sentence::{Features, Lexicon, Sentence, part_bit};
use crate::{ModelError, flat};
use document::Upos;

/// How many scripts are tried for one that makes a known lemma.
const CANDIDATES: usize = 6;

/// What to do with the case of a form before its end is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum CaseChange {
    /// Keep it.
    Keep,
    /// All small.
    Lower,
    /// First character large, the rest small.
    Capitalise,
}

/// How a lemma is made from a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Script {
    /// The change of case.
    pub case: CaseChange,
    /// How many characters the end loses.
    pub cut: u32,
    /// What the end gains.
    pub add: Box<str>,
}

impl Script {
    /// The shortest script that makes the lemma from the form.
    pub fn between(form: &str, lemma: &str) -> Script {
        [CaseChange::Keep, CaseChange::Lower, CaseChange::Capitalise]
            .into_iter()
            .map(|case| {
                let changed = change_case(form, case);
                let shared = changed.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
                let cut = (changed.chars().count() - shared) as u32;
                Script { case, cut, add: lemma.chars().skip(shared).collect::<String>().into() }
            })
            .min_by_key(|script| (script.cut as usize + script.add.chars().count(), script.case))
            .unwrap_or(Script { case: CaseChange::Keep, cut: 0, add: "".into() })
    }

    /// Makes the lemma. A script that would leave nothing leaves the form in the changed case.
    pub fn apply(&self, form: &str) -> String {
        let mut changed = change_case(form, self.case);
        let length = changed.chars().count();
        if length < self.cut as usize || (length == self.cut as usize && self.add.is_empty()) {
            return changed;
        }
        let end = changed.char_indices().nth(length - self.cut as usize).map_or(changed.len(), |(at, _)| at);
        changed.truncate(end);
        changed.push_str(&self.add);
        changed
    }
}

fn change_case(form: &str, case: CaseChange) -> String {
    match case {
        CaseChange::Keep => form.to_owned(),
        CaseChange::Lower => form.to_lowercase(),
        CaseChange::Capitalise => {
            let mut characters = form.chars();
            let first = characters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(characters.flat_map(char::to_lowercase)).collect()
        }
    }
}

/// The lemmatiser's weights and scripts.
#[derive(Clone, Debug)]
pub struct Lemmatiser {
    /// The scripts, by label.
    pub scripts: Vec<Script>,
    /// The weights.
    pub linear: Linear,
}

/// Gathers the features of one tagged word.
pub fn features(sentence: &Sentence, word: usize, features: &mut Features) {
    features.clear();
    let here = sentence.lexeme(word, 0);
    let tag = sentence.tag(word, 0);
    let case = u64::from(here.capital) * 2 + u64::from(here.all_capitals);
    features.one(tag);
    features.two(tag, case);
    features.two(tag, here.form);
    features.two(tag, here.lower);
    features.two(case, here.lower);
    for suffix in here.suffixes {
        features.two_if(suffix, tag);
    }
    features.two(tag, here.shape);
    features.two(here.prefixes[1], here.suffixes[2]);
    features.three(tag, case, sentence.setting as u64);
    features.three(case, sentence.setting as u64, here.suffixes[0]);
}

impl Lemmatiser {
    /// The lemma of one tagged word. Where the best script makes a lemma that no list knows, and one of the next best makes one that
    /// is known for this part of speech, that one is taken ("denies": "deny" before "denie").
    pub fn lemma(
        &self,
        form: &str,
        upos: Upos,
        sentence: &Sentence,
        word: usize,
        lexicon: &Lexicon,
        gathered: &mut Features,
    ) -> String {
        features(sentence, word, gathered);
        let mut scores = [0; MOST_LABELS];
        self.linear.add_scores(&gathered.list, &mut scores);
        // Scripts that cut more than there is are left out, so that a short unknown word keeps its form.
        let length = form.chars().count() as u32;
        let fits = |label: usize| self.scripts[label].cut <= length;
        let best = self.linear.best(&scores, fits);
        let lemma = self.scripts[usize::from(best)].apply(form);
        if part_bit(upos) == 0 || lexicon.knows_lemma(&lemma.to_lowercase(), upos) {
            return lemma;
        }
        let small = form.to_lowercase();
        for _ in 1..CANDIDATES {
            let last = self.linear.best(&scores, |label| fits(label) && scores[label] > i32::MIN);
            scores[usize::from(last)] = i32::MIN;
            let other = self.scripts[usize::from(last)].apply(form);
            let shared = small.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() as u32;
            if shared >= 2 && shared + 2 >= length.min(5) && lexicon.knows_lemma(&other, upos) {
                return other;
            }
        }
        lemma
    }

    /// Reads the lemmatiser from a model file.
    pub fn read(reader: &mut flat::Reader) -> Result<Lemmatiser, ModelError> {
        reader.section("lemmatiser");
        let count = reader.number()? as usize;
        let mut scripts = Vec::new();
        for _ in 0..count {
            let case = match reader.number()? {
                0 => CaseChange::Keep,
                1 => CaseChange::Lower,
                2 => CaseChange::Capitalise,
                _ => return Err(reader.invalid()),
            };
            scripts.push(Script { case, cut: reader.number()?, add: reader.string()?.into() });
        }
        let linear = Linear::read(reader)?;
        if scripts.len() != linear.labels() {
            return Err(reader.invalid());
        }
        Ok(Lemmatiser { scripts, linear })
    }
}

/// Appends the scripts to a model file, before the weights.
pub fn write_scripts(writer: &mut flat::Writer, scripts: &[Script]) {
    writer.number(scripts.len() as u32);
    for script in scripts {
        writer.number(script.case as u32);
        writer.number(script.cut);
        writer.string(&script.add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_make_the_lemma_that_they_were_taken_from() {
        let pairs =
            [("went", "go"), ("Cities", "city"), ("TALKS", "talk"), ("SEOUL", "Seoul"), ("was", "be"), ("’s", "'s"), ("", "x")];
        for (form, lemma) in pairs {
            assert_eq!(Script::between(form, lemma).apply(form), lemma);
        }
        assert_eq!(Script::between("cities", "city"), Script::between("parties", "party"));
    }

    #[test]
    fn a_script_never_leaves_nothing() {
        let script = Script { case: CaseChange::Lower, cut: 3, add: "".into() };
        assert_eq!(script.apply("THE"), "the");
        assert_eq!(script.apply("A"), "a");
    }
}
