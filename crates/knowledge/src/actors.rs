//! Countries, organisations, groups, outlets and people, and the names that they go by.

use crate::Problem;
use crate::offices::{End, Office, Sure, read_date};
use crate::records::{Line, Record, normalised, split};
use compact_str::CompactString;
use document::Date;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::sync::Arc;

/// Somebody whom the knowledge knows by name.
#[derive(Clone, Debug)]
pub struct Actor {
    /// What it is.
    pub kind: ActorKind,
    /// Its canonical name.
    pub name: String,
    /// Its country or the contract's code for international actors; `None` where the knowledge gives none.
    pub code: Option<String>,
    /// For a description of several countries: their codes.
    pub codes: Vec<String>,
    /// Its sector; people have theirs by office.
    pub sector: Option<String>,
    /// Its Wikidata id.
    pub wikidata: Option<String>,
    /// For people: "male" or "female", where known.
    pub gender: Option<String>,
    /// Dated offices, by their first days.
    pub offices: Vec<Office>,
    /// Names under `nearby` count only where the article also names one of these codes.
    pub near: Vec<String>,
    /// The codes that a dictionary of the user's gives, from when to when; empty for everybody else. They stand for code, sector and offices.
    pub dated: Vec<DatedCode>,
    /// How many layers of knowledge lie below: 0 for what is built in. Of two of one name the one in the higher layer is meant.
    pub layer: usize,
    /// The line that says so: `actors/people.actors#Kim Jong Un`, `my.actors:12`.
    pub id: Arc<str>,
}

/// A code of a dictionary and when it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedCode {
    /// The CAMEO code as the dictionary has it; `None` where it says that this is no actor.
    pub cameo: Option<String>,
    /// The contract's code for it.
    pub code: Option<String>,
    /// PLOVER's sector for it.
    pub sector: Option<String>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Actor {
    /// A person of whom nothing but name and code is said.
    pub(crate) fn person(name: &str, code: &str, id: Arc<str>) -> Actor {
        Actor {
            kind: ActorKind::Person,
            name: name.to_string(),
            code: Some(code.to_string()),
            codes: Vec::new(),
            sector: None,
            wikidata: None,
            gender: None,
            offices: Vec::new(),
            near: Vec::new(),
            dated: Vec::new(),
            layer: 0,
            id,
        }
    }

    /// The code of a dictionary on a day: the first restricted one that holds, else the first that always does. Without a day that one, else the
    /// last to begin. `None` where no dictionary speaks of that day.
    pub fn dated_on(&self, day: Option<Date>) -> Option<&DatedCode> {
        let always = self.dated.iter().find(|code| code.from.is_none() && code.to.is_none());
        match day {
            Some(day) => {
                let holds = |code: &&DatedCode| {
                    (code.from.is_some() || code.to.is_some())
                        && code.from.is_none_or(|from| from <= day)
                        && code.to.is_none_or(|to| day <= to)
                };
                self.dated.iter().find(holds).or(always)
            }
            None => always.or_else(|| self.dated.iter().max_by_key(|code| code.from)),
        }
    }

    /// The code on a day: that of a dictionary, else the actor's own.
    pub fn code_on(&self, day: Option<Date>) -> Option<&str> {
        match self.dated.is_empty() {
            true => self.code.as_deref(),
            false => self.dated_on(day).and_then(|dated| dated.code.as_deref()),
        }
    }
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A state or dependency.
    Country,
    /// An international or domestic organisation.
    Organisation,
    /// An armed group, party or movement.
    Group,
    /// A news outlet.
    Outlet,
    /// A human being.
    Person,
    /// A description that stands for several countries ("the two Koreas"); their codes are in [`Actor::codes`].
    Several,
}

/// How a name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameUse {
    /// It names the actor wherever it stands.
    Name,
    /// It counts only in articles that name one of the codes under `near`.
    Nearby,
    /// A nationality: "South Korean".
    Demonym,
    /// The capital, which stands for the government when it acts.
    Capital,
    /// A palace, hill or quarter that stands for the government.
    Seat,
}

/// A name and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameEntry {
    /// The place in [`Actors::all`].
    pub actor: usize,
    /// How it is used.
    pub usage: NameUse,
    /// The name as it is written.
    pub form: CompactString,
}

/// All actors with an index over their names.
#[derive(Clone, Debug, Default)]
pub struct Actors {
    /// All actors, in the order of files and lines.
    pub all: Vec<Actor>,
    names: FxHashMap<CompactString, Bearers>,
    first_words: FxHashMap<CompactString, usize>,
    countries: FxHashMap<String, usize>,
    stems: FxHashMap<String, Bearers>,
}

/// Who bears a name: most often one alone, who then lies in the table itself.
type Bearers = SmallVec<[NameEntry; 1]>;

/// So many letters of its last word a name that goes on has at least.
const SHORTEST_STEM: usize = 3;
/// So many letters an ending has at most: "-s", "-ian", "-ese"; with more it is another name.
const LONGEST_ENDING: usize = 3;

const KEYS: [&str; 15] = [
    "also", "nearby", "near", "demonym", "capital", "seat", "wikidata", "cow", "code", "codes", "sector", "office", "gender",
    "note", "surname",
];

impl Actors {
    /// Adds the actor of one record.
    pub(crate) fn read(&mut self, record: &Record<'_>, layer: usize, problems: &mut Vec<Problem>) {
        record.check_keys(&KEYS, problems);
        let head = record.head();
        let kind = match head.key {
            "country" => ActorKind::Country,
            "organisation" => ActorKind::Organisation,
            "group" => ActorKind::Group,
            "outlet" => ActorKind::Outlet,
            "person" => ActorKind::Person,
            "several" => ActorKind::Several,
            key => {
                let hint = "an actor is a country, organisation, group, outlet, person or several";
                problems.push(record.problem(head, key, format!("unknown kind of actor `{key}`"), hint));
                return;
            }
        };
        let (code, name) = match kind {
            ActorKind::Country => {
                head.value.split_once(' ').map_or((None, &*head.value), |(code, name)| (Some(code.to_string()), name.trim()))
            }
            _ => (record.value("code").map(str::to_string), &*head.value),
        };
        if let Some(code) =
            code.as_deref().filter(|code| code.len() != 3 || !code.chars().all(|letter| letter.is_ascii_uppercase()))
        {
            problems.push(record.problem(
                head,
                code,
                format!("`{code}` is no code"),
                "codes are three capitals: ISO 3166-1 alpha-3, UNO, EUR, IGO ...",
            ));
        }
        let actor = self.all.len();
        let sector = record.value("sector").map(str::to_string).or((kind == ActorKind::Country).then(|| "GOV".to_string()));
        self.all.push(Actor {
            kind,
            name: name.to_string(),
            code: code.clone(),
            sector,
            wikidata: record.value("wikidata").map(str::to_string),
            gender: record.value("gender").map(str::to_string),
            offices: record.all("office").filter_map(|line| office(record, line, problems)).collect(),
            near: codes(record, "near"),
            codes: codes(record, "codes"),
            dated: Vec::new(),
            layer,
            id: Arc::from(format!("{}#{name}", record.file)),
        });
        if let (ActorKind::Country, Some(code)) = (kind, code) {
            self.countries.entry(code).or_insert(actor);
        }
        let nearby: Vec<&str> = record.all("nearby").flat_map(|line| split(&line.value, ';')).collect();
        if !nearby.contains(&name) {
            self.add(name, actor, NameUse::Name);
        }
        for (key, usage) in [
            ("also", NameUse::Name),
            ("nearby", NameUse::Nearby),
            ("demonym", NameUse::Demonym),
            ("capital", NameUse::Capital),
            ("seat", NameUse::Seat),
        ] {
            for form in record.all(key).flat_map(|line| split(&line.value, ';')) {
                self.add(form, actor, usage);
            }
        }
    }

    /// Adds an actor under its canonical name and returns its place.
    pub(crate) fn push(&mut self, actor: Actor, usage: NameUse) -> usize {
        let at = self.all.len();
        let name = actor.name.clone();
        self.all.push(actor);
        self.add(&name, at, usage);
        at
    }

    /// Adds an actor of a dictionary with its names; those that are no whole words may go on with an ending.
    pub(crate) fn add_dated(&mut self, actor: Actor, names: Vec<(String, NameUse, bool)>) {
        let at = self.all.len();
        self.all.push(actor);
        for (form, usage, whole) in names {
            self.add(&form, at, usage);
            if !whole {
                let entry = NameEntry { actor: at, usage, form: form.as_str().into() };
                self.stems.entry(normalised(&form)).or_default().push(entry);
            }
        }
    }

    /// Adds a name of an actor.
    pub(crate) fn add(&mut self, form: &str, actor: usize, usage: NameUse) {
        let form = form.strip_prefix("the ").or(form.strip_prefix("The ")).or(form.strip_prefix("THE ")).unwrap_or(form);
        let key = normalised(form);
        // Tokens split at apostrophes and dashes, so the first word of the index ends there as well.
        let words = key.split(|character: char| !character.is_alphanumeric()).count();
        match self.first_words.get_mut(first_word(&key)) {
            Some(longest) => *longest = (*longest).max(words),
            None => {
                self.first_words.insert(first_word(&key).into(), words);
            }
        }
        let entries = self.names.entry(key.into()).or_default();
        let entry = NameEntry { actor, usage, form: form.into() };
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }

    /// The entries of a name, whatever its case; the caller compares [`NameEntry::form`].
    pub fn named(&self, normalised: &str) -> &[NameEntry] {
        self.names.get(normalised).map_or(&[], SmallVec::as_slice)
    }

    /// The entries of a dictionary's name that may go on with an ending, and does: "Rurian" for "Ruria" is not, "Rurias" and "Rurian" for "Ruri" are.
    pub fn stemmed(&self, normalised: &str) -> &[NameEntry] {
        if self.stems.is_empty() {
            return &[];
        }
        let ending = normalised.rsplit(|character: char| !character.is_alphabetic()).next().unwrap_or("");
        let letters = ending.chars().count();
        let cuts = ending.char_indices().rev().map(|(at, _)| at).take(LONGEST_ENDING.min(letters.saturating_sub(SHORTEST_STEM)));
        let from = normalised.len() - ending.len();
        cuts.filter_map(|cut| self.stems.get(&normalised[..from + cut])).next().map_or(&[], SmallVec::as_slice)
    }

    /// All names that count wherever they stand, with whose they are, in the order of the actors.
    pub fn forms(&self) -> Vec<(&Actor, &NameEntry)> {
        let mut forms: Vec<(&Actor, &NameEntry)> = self
            .names
            .values()
            .flatten()
            .filter(|entry| entry.usage != NameUse::Nearby)
            .map(|entry| (&self.all[entry.actor], entry))
            .collect();
        forms.sort_by(|(_, one), (_, other)| (one.actor, &one.form).cmp(&(other.actor, &other.form)));
        forms
    }

    /// All names of those who held an office, with their places in [`Actors::all`], in no order.
    pub fn names_of_officials(&self) -> impl Iterator<Item = (usize, &str)> {
        let entries = self.names.values().flatten().filter(|entry| !self.all[entry.actor].offices.is_empty());
        entries.map(|entry| (entry.actor, entry.form.as_str()))
    }

    /// All names as they are looked up, with their places in [`Actors::all`], in no order.
    pub(crate) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names.iter().flat_map(|(name, entries)| entries.iter().map(|entry| (entry.actor, name.as_str())))
    }

    /// Makes room for so many names.
    pub(crate) fn expect(&mut self, names: usize) {
        self.names.reserve(names);
        self.first_words.reserve(names / 2);
        self.all.reserve(names / 2);
    }

    /// How many words the longest name has that begins with this word (in lower case); 0 where none does.
    pub fn longest_from(&self, first_word: &str) -> usize {
        let first = self::first_word(first_word);
        // A single word that goes on with an ending is no first word of the index.
        self.first_words.get(first).copied().unwrap_or_else(|| usize::from(!self.stemmed(first).is_empty()))
    }

    /// The country of that code.
    pub fn country(&self, code: &str) -> Option<&Actor> {
        self.countries.get(code).map(|&at| &self.all[at])
    }
}

/// The letters and digits with which words begin.
fn first_word(words: &str) -> &str {
    &words[..words.find(|character: char| !character.is_alphanumeric()).unwrap_or(words.len())]
}

fn codes(record: &Record<'_>, key: &str) -> Vec<String> {
    let parts = record.value(key).map(|value| value.split([' ', ';', ',']));
    parts.into_iter().flatten().filter(|code| !code.is_empty()).map(str::to_string).collect()
}

/// Reads `SECTOR FROM..TO title`.
fn office(record: &Record<'_>, line: &Line<'_>, problems: &mut Vec<Problem>) -> Option<Office> {
    let mut words = line.value.splitn(3, ' ');
    let (sector, range) = (words.next()?, words.next().unwrap_or(".."));
    let Some((from, to)) = range.split_once("..") else {
        problems.push(record.problem(
            line,
            range,
            format!("`{range}` is no range of dates"),
            "write `office GOV 2017-05-10..2022-05-09 president`",
        ));
        return None;
    };
    let mut date = |text: &str, end: End| {
        let read = read_date(text, end)?;
        if read.is_err() {
            problems.push(record.problem(line, text, format!("`{text}` is no date"), "write dates as 2017-05-10"));
        }
        read.ok()
    };
    let shortest = [from, to].iter().map(|text| text.len()).filter(|length| *length > 0).min();
    Some(Office {
        sector: sector.to_string(),
        from: date(from, End::First),
        to: date(to, End::Last),
        title: words.next().unwrap_or("").to_string(),
        sure: match shortest {
            Some(4) => Sure::Year,
            Some(7) => Sure::Month,
            _ => Sure::Day,
        },
        source: Arc::from("own"),
        id: Arc::from(format!("{}:{}", record.file, line.number)),
    })
}
