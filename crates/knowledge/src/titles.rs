//! Titles before surnames: "Chancellor Merkel", "the Russian foreign minister, Lavrov" to the one person who bore the title then.
//!
//! A guess that may be wrong is none: two people who fit are nobody. The words of titles and the order of names are in
//! `offices/titles.txt`; where a title stands in a sentence is the coder's matter.

use crate::Problem;
use crate::actors::{Actor, Actors};
use crate::records::{Record, normalised, split};
use compact_str::CompactString;
use document::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

/// A kind of office, whatever it is called in one country or another: a place in the list of titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TitleKind(usize);

/// Titles, and who may be meant by a surname behind one.
#[derive(Clone, Debug, Default)]
pub struct Titles {
    kinds: FxHashMap<String, TitleKind>,
    longest: usize,
    /// Kinds that only states have, by their place.
    of_states: Vec<bool>,
    lesser: Vec<String>,
    passing: Vec<String>,
    family_first: Vec<String>,
    surnames: FxHashMap<CompactString, SmallVec<[usize; 1]>>,
    /// The last words of all surnames, also behind hyphens.
    endings: FxHashSet<CompactString>,
}

/// Who is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The surname as it is written.
    pub surname: &'a str,
    /// The kind of the title before it.
    pub kind: TitleKind,
    /// The country that the words before the title name.
    pub told: Option<&'a str>,
    /// The codes that the article names.
    pub around: &'a [String],
    /// The day of which the sentence speaks.
    pub day: Option<Date>,
    /// Whether the office is said to be held no more.
    pub former: bool,
}

impl Titles {
    /// Adds one record: a `title` with its other words, the `before` words, or the `order` of names.
    pub(crate) fn read(&mut self, record: &Record<'_>, problems: &mut Vec<Problem>) {
        record.check_keys(&["about", "also", "only", "lesser", "passing", "codes"], problems);
        let head = record.head();
        let values =
            |key: &'static str| record.all(key).flat_map(|line| split(&line.value, ';')).map(normalised).collect::<Vec<String>>();
        match head.key {
            "title" => {
                let kind = TitleKind(self.of_states.len());
                self.of_states.push(record.value("only") == Some("states"));
                for words in std::iter::once(normalised(&head.value)).chain(values("also")) {
                    self.longest = self.longest.max(words.split(' ').count());
                    self.kinds.entry(words).or_insert(kind);
                }
            }
            "before" => {
                self.lesser.extend(values("lesser"));
                self.passing.extend(values("passing"));
            }
            "order" => self.family_first.extend(record.all("codes").flat_map(|line| split(&line.value, ' ')).map(str::to_string)),
            key => {
                let hint = "records here begin with `title WORDS`, `before` or `order`";
                problems.push(record.problem(head, key, format!("unknown record `{key}`"), hint));
            }
        }
    }

    /// Lays the index over the surnames of all who held an office.
    pub(crate) fn index(&mut self, actors: &Actors) {
        // For each official whether the family name comes first; nothing for all others.
        let family_first = |actor: &Actor| {
            let is_first = || actor.code.as_ref().is_some_and(|code| self.family_first.contains(code));
            (!actor.offices.is_empty()).then(is_first)
        };
        let officials: Vec<Option<bool>> = actors.all.iter().map(family_first).collect();
        for (at, name) in actors.names() {
            let Some(family_first) = officials[at] else { continue };
            for surname in surnames(name, family_first) {
                let ending = surname.rsplit(' ').next().unwrap_or(surname);
                self.endings.insert(ending.into());
                if let Some((_, last)) = ending.rsplit_once('-') {
                    self.endings.insert(last.into());
                }
                let entry = self.surnames.entry(surname.into()).or_default();
                if !entry.contains(&at) {
                    entry.push(at);
                }
            }
        }
    }

    /// Whether the surname of somebody who held an office ends with this word (in lower case).
    pub fn ends_surname(&self, word: &str) -> bool {
        self.endings.contains(word)
    }

    /// How many words the longest title has.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The kind of a title in lower case.
    pub fn kind(&self, words: &str) -> Option<TitleKind> {
        self.kinds.get(words).copied()
    }

    /// Whether a word before a title makes it another office: "deputy".
    pub fn is_lesser(&self, word: &str) -> bool {
        self.lesser.iter().any(|lesser| lesser == word)
    }

    /// Whether a word before a title leaves the office what it is: "acting".
    pub fn is_passing(&self, word: &str) -> bool {
        self.passing.iter().any(|passing| passing == word)
    }

    /// The one person who fits, as a place in [`Actors::all`].
    pub fn holder(&self, actors: &Actors, asked: Asked<'_>) -> Option<usize> {
        let candidates = self.surnames.get(normalised(asked.surname).as_str())?;
        // A president of whom the article names no country may be a bank's, unless nobody else bears the surname.
        let around = self.of_states[asked.kind.0] || candidates.len() == 1;
        let fits_country = |actor: &Actor| match (asked.told, actor.code.as_ref()) {
            (_, None) => false,
            (Some(told), Some(code)) => told == code,
            (None, Some(code)) => around || asked.around.contains(code),
        };
        let fits = |at: &usize| fits_country(&actors.all[*at]) && self.bears(&actors.all[*at], asked);
        let mut fitting = candidates.iter().copied().filter(fits);
        let one = fitting.next()?;
        fitting.next().is_none().then_some(one)
    }

    /// Whether somebody bore the title on the day, or had borne it by then where that is said.
    fn bears(&self, actor: &Actor, asked: Asked<'_>) -> bool {
        let fits_then = |office: &crate::Office| match asked.day {
            Some(day) if asked.former => office.from.is_none_or(|from| from <= day),
            Some(day) => office.holds_on(day),
            None => true,
        };
        let fits = |office: &crate::Office| fits_then(office) && self.is_of_kind(&office.title, asked.kind);
        actor.offices.iter().any(fits)
    }

    /// Whether an office is of a kind: "prime minister and acting president of Ruria" is of two, and so is "chancellor of the exchequer".
    fn is_of_kind(&self, title: &str, kind: TitleKind) -> bool {
        let mut parts = title.split(", ").flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" or "));
        parts.any(|part| {
            let part = normalised(part);
            let words: Vec<&str> = part.split(' ').skip_while(|word| self.is_passing(word)).collect();
            let ends = |end: usize| words.get(end).is_none_or(|next| matches!(*next, "of" | "for" | "in"));
            (1..=words.len()).any(|end| ends(end) && self.kind(&words[..end].join(" ")) == Some(kind))
        })
    }
}

/// What may stand behind a title for a name in lower case: its last words, and the first one where the family name comes first.
fn surnames(name: &str, family_first: bool) -> impl Iterator<Item = &str> {
    let behind = name.match_indices(' ').map(|(space, _)| &name[space + 1..]);
    // "al-Sudani" is also "Sudani".
    let parts = name.rsplit_once(' ').and_then(|(_, last)| last.split_once('-'));
    let bare = parts.filter(|(article, _)| matches!(*article, "al" | "el")).map(|(_, rest)| rest);
    let first = name.split_once(' ').map(|(first, _)| first).filter(|_| family_first);
    behind.chain(bare).chain(first)
}

#[cfg(test)]
mod tests {
    use crate::{Asked, Knowledge};
    use document::Date;

    const TITLES: &str = "title president\n\ntitle foreign minister\nalso secretary of state\nonly states\n\n\
        title chancellor\n\ntitle finance minister\nalso chancellor of the exchequer\nonly states\n\nbefore words\nlesser deputy\npassing acting\n\norder names\ncodes SOT\n";
    const TABLE: &str = "person\talso\tcode\tsector\ttitle\tfrom\tto\tsource\tsure\n\
        Ana de Ruiz\t\tRUR\tGOV\tpresident of Ruria\t2001\t2004\town\tyear\n\
        Ben Ruiz\t\tRUR\tGOV\tpresident of Ruria\t2005\t2008\town\tyear\n\
        Cora Ruiz\t\tSOT\tGOV\tsecretary of state of Sotia and acting president\t2007\t\town\tyear\n\
        Dan Alba\t\tRUR\tGOV\tchancellor of the exchequer\t2001\t2004\town\tyear\n\
        Mora Min-ho\t\tSOT\tGOV\tpresident of the Bank\t2001\t2004\town\tyear\n";

    fn holder(surname: &str, title: &str, year: Option<i16>, told: Option<&str>, around: &[&str]) -> Option<String> {
        let (knowledge, problems) = Knowledge::load(&[("offices/titles.txt", TITLES), ("offices/x.tsv", TABLE)]);
        assert_eq!(problems, []);
        let around: Vec<String> = around.iter().map(|code| code.to_string()).collect();
        let day = year.map(|year| Date::constant(year, 7, 1));
        let kind = knowledge.titles.kind(title).expect("a title");
        let asked = Asked { surname, kind, told, around: &around, day, former: false };
        knowledge.titles.holder(&knowledge.actors, asked).map(|at| knowledge.actors.all[at].name.clone())
    }

    #[test]
    fn the_one_who_bore_the_title_then_is_found() {
        assert_eq!(holder("Ruiz", "president", Some(2002), Some("RUR"), &[]).as_deref(), Some("Ana de Ruiz"));
        assert_eq!(holder("de Ruiz", "president", Some(2002), Some("RUR"), &[]).as_deref(), Some("Ana de Ruiz"));
        assert_eq!(holder("Ruiz", "president", Some(2006), None, &["RUR"]).as_deref(), Some("Ben Ruiz"));
        assert_eq!(holder("Ruiz", "foreign minister", Some(2006), None, &["RUR"]), None, "not yet");
        assert_eq!(holder("Ruiz", "foreign minister", Some(2008), None, &["RUR"]).as_deref(), Some("Cora Ruiz"));
        assert_eq!(holder("Mora", "president", Some(2002), None, &["SOT"]).as_deref(), Some("Mora Min-ho"));
        assert_eq!(
            holder("Mora", "president", Some(2002), None, &[]).as_deref(),
            Some("Mora Min-ho"),
            "the only one of the name"
        );
    }

    #[test]
    fn an_office_is_called_by_its_whole_title_or_its_beginning() {
        assert_eq!(holder("Alba", "chancellor", Some(2002), Some("RUR"), &[]).as_deref(), Some("Dan Alba"));
        assert_eq!(holder("Alba", "finance minister", Some(2002), Some("RUR"), &[]).as_deref(), Some("Dan Alba"));
        assert_eq!(holder("Alba", "president", Some(2002), Some("RUR"), &[]), None);
    }

    #[test]
    fn a_guess_is_none() {
        assert_eq!(holder("Ruiz", "president", Some(2008), None, &["RUR", "SOT"]), None, "two who fit");
        assert_eq!(holder("Ruiz", "president", None, Some("RUR"), &[]), None, "two over the years");
        assert_eq!(holder("Ruiz", "president", Some(2002), None, &["SOT"]), None, "presidents are not of states only");
        assert_eq!(holder("Ruiz", "president", Some(2002), Some("SOT"), &["RUR"]), None, "another country is told");
        assert_eq!(holder("Ruiz", "president", Some(1990), Some("RUR"), &[]), None, "before them all");
    }
}
