//! Offices of the knowledge beside the dated rows of actor dictionaries: what those say of each.
//!
//! Dictionaries give codes without titles, made of lists that appear monthly: one range may hold several offices, begin when the first
//! list was made, and end late. So only ranges that cross ours speak against it; what lies within ours, or holds ours, does not.

use document::Date;
use knowledge::dictionaries::{CodeRange, dated_names};
use knowledge::{Actor, Office};
use std::collections::HashMap;
use std::fmt;

/// Ends so many days from each other are the same.
const MONTH: i64 = 31;

/// So many days after somebody left, lists may still have the name.
const BEHIND: i64 = 62;

/// All dictionaries of a folder.
#[derive(Debug, Default)]
pub struct Dictionaries {
    /// Their codes by folded name.
    names: HashMap<String, Vec<CodeRange>>,
    /// The day up to which they are kept; what begins after it is told of few.
    last: Date,
}

impl Dictionaries {
    /// Reads the texts of some dictionaries.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Dictionaries {
        let mut dictionaries = Dictionaries::default();
        let mut begins: Vec<Date> = Vec::new();
        for entry in texts.flat_map(dated_names) {
            begins.extend(entry.codes.iter().filter_map(|code| code.from));
            for name in &entry.names {
                dictionaries.names.entry(folded(name)).or_default().extend(entry.codes.iter().cloned());
            }
        }
        begins.sort_unstable();
        // One in a thousand was added by hand when the lists were closed.
        dictionaries.last = begins.get(begins.len() * 999 / 1000).copied().unwrap_or_default();
        dictionaries
    }
}

/// What the dictionaries say of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both ends lie within a month of theirs.
    Agrees,
    /// Their range lies within ours, or within the offices of the same person that follow on one another.
    Shorter(String),
    /// Ours lies within theirs.
    Longer(String),
    /// The two cross: so many days ours begins and ends after theirs; `None` where theirs is open.
    Differs(Option<i64>, Option<i64>, String),
    /// They date the person at other times only.
    OtherTime,
    /// They date the person under other codes only.
    OtherCode(String),
    /// Nobody of that name is dated there.
    NotThere,
    /// It begins after their last day.
    Later,
}

impl Verdict {
    /// What it is called in reports.
    pub fn name(&self) -> &'static str {
        match self {
            Verdict::Agrees => "agrees",
            Verdict::Shorter(_) => "covered in part",
            Verdict::Longer(_) => "part of a longer one",
            Verdict::Differs(..) => "differs",
            Verdict::OtherTime => "dated at other times",
            Verdict::OtherCode(_) => "other code",
            Verdict::NotThere => "not there",
            Verdict::Later => "after their time",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            Verdict::Differs(from, to, theirs) => {
                let end = |days: &Option<i64>, end: &str| days.map(|days| format!("{days:+} days at its {end}"));
                let ends: Vec<String> = [end(from, "beginning"), end(to, "end")].into_iter().flatten().collect();
                write!(f, " by {}: theirs {theirs}", ends.join(" and "))
            }
            Verdict::Shorter(theirs) | Verdict::Longer(theirs) | Verdict::OtherCode(theirs) => write!(f, ": theirs {theirs}"),
            Verdict::Agrees | Verdict::OtherTime | Verdict::NotThere | Verdict::Later => Ok(()),
        }
    }
}

/// What the dictionaries say of an office of somebody who goes by these names.
pub fn compare(actor: &Actor, office: &Office, names: &[&str], dictionaries: &Dictionaries) -> Verdict {
    let last = dictionaries.last;
    if office.from.is_some_and(|from| from > last) {
        return Verdict::Later;
    }
    let found: Vec<&CodeRange> = names.iter().filter_map(|name| dictionaries.names.get(&folded(name))).flatten().collect();
    let found: Vec<&CodeRange> = found.into_iter().filter(|theirs| in_office(&theirs.code)).collect();
    let code = actor.code.as_deref().unwrap_or("");
    let same: Vec<&CodeRange> = found.iter().copied().filter(|theirs| is_of(&theirs.code, code)).collect();
    if same.is_empty() {
        let mut codes: Vec<&str> = found.iter().map(|theirs| theirs.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        return if codes.is_empty() { Verdict::NotThere } else { Verdict::OtherCode(codes.join(", ")) };
    }
    let ours = Term::of(office);
    // A range that is another office's is not this one's.
    let others: Vec<Term> = actor.offices.iter().filter(|other| *other != office).map(Term::of).collect();
    let free = |theirs: &CodeRange| !others.iter().any(|other| agrees(other.ends(theirs, last)));
    let ranges = joined(&same).into_iter().filter(|theirs| free(theirs) && ours.meets(theirs));
    let nearest = ranges.map(|theirs| (ours.ends(&theirs, last), theirs));
    let Some(((from, to), theirs)) = nearest.min_by_key(|((from, to), _)| from.map_or(0, i64::abs) + to.map_or(0, i64::abs))
    else {
        return Verdict::OtherTime;
    };
    let shown = || {
        let end = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        format!("{} {}..{}", theirs.code, end(theirs.from), end(theirs.to))
    };
    if agrees((from, to)) {
        return Verdict::Agrees;
    }
    if holds(ours.run(&others).ends(&theirs, last)) {
        return Verdict::Shorter(shown());
    }
    if from.is_none_or(|days| days >= -MONTH) && to.is_none_or(|days| days <= MONTH) {
        return Verdict::Longer(shown());
    }
    Verdict::Differs(from, to, shown())
}

/// The days from which to which something is held.
#[derive(Clone, Copy, Debug)]
struct Term {
    from: Option<Date>,
    to: Option<Date>,
}

impl Term {
    fn of(office: &Office) -> Term {
        Term { from: office.from, to: office.to }
    }

    /// How many days it begins and ends after a range; `None` where that is open, for the lists were closed in the middle of terms.
    fn ends(self, theirs: &CodeRange, last: Date) -> (Option<i64>, Option<i64>) {
        let until = self.to.map_or(last, |to| to.min(last));
        let from = self.from.zip(theirs.from).map(|(ours, theirs)| days(theirs, ours));
        (from, theirs.to.map(|to| days(to.min(last), until)))
    }

    /// Whether it has more than the days in common that one who leaves has with the one who comes.
    fn meets(self, theirs: &CodeRange) -> bool {
        let begin = self.from.max(theirs.from);
        let end = match (self.to, theirs.to) {
            (Some(ours), Some(theirs)) => Some(ours.min(theirs)),
            (one, other) => one.or(other),
        };
        let whole = self.from.zip(self.to).map_or(i64::MAX, |(from, to)| days(from, to));
        begin.zip(end).is_none_or(|(begin, end)| days(begin, end) >= MONTH.min(whole / 2))
    }

    /// It with those that it follows on, and that follow on it.
    fn run(self, others: &[Term]) -> Term {
        let mut run = self;
        for _ in others {
            for other in others {
                let before = run.from.zip(other.to).is_some_and(|(from, to)| days(to, from).abs() <= MONTH);
                let after = run.to.zip(other.from).is_some_and(|(to, from)| days(to, from).abs() <= MONTH);
                if before {
                    run.from = run.from.min(other.from);
                } else if after {
                    run.to = if other.to.is_none() { None } else { run.to.max(other.to) };
                }
            }
        }
        run
    }
}

fn agrees((from, to): (Option<i64>, Option<i64>)) -> bool {
    let close = |days: i64| days.abs() <= MONTH;
    from.is_some_and(close) && to.is_none_or(close)
}

/// Whether a term with these ends holds the range.
fn holds((from, to): (Option<i64>, Option<i64>)) -> bool {
    from.is_some_and(|days| days <= MONTH) && to.is_none_or(|days| days >= -BEHIND)
}

/// Whether a code of the dictionaries is of somebody in office; ELI are those who are not, or not yet.
fn in_office(theirs: &str) -> bool {
    theirs.get(3..).is_some_and(|roles| !roles.is_empty() && !roles.contains("ELI"))
}

/// Whether a code of the dictionaries is of this country or body: `GBRGOV` of GBR, `IGOUNO` of UNO and IGO.
fn is_of(theirs: &str, code: &str) -> bool {
    theirs.starts_with(code) || theirs.strip_prefix("IGO").is_some_and(|body| body.contains(code))
}

/// The ranges as they are, and those that follow on one another as one.
fn joined(codes: &[&CodeRange]) -> Vec<CodeRange> {
    let mut ranges: Vec<CodeRange> = codes.iter().map(|code| (*code).clone()).collect();
    ranges.sort_by(|one, other| (one.from, one.to, &one.code).cmp(&(other.from, other.to, &other.code)));
    let mut whole: Vec<CodeRange> = Vec::new();
    for range in &ranges {
        match whole.last_mut() {
            Some(last) if last.to.zip(range.from).is_some_and(|(to, from)| days(to, from) <= MONTH) => {
                last.to = if range.to.is_none() { None } else { last.to.max(range.to) };
            }
            _ => whole.push(range.clone()),
        }
    }
    ranges.extend(whole);
    ranges
}

fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The words of a name in lower case and in the order of the alphabet, without initials: dictionaries join words by `_`, cut them at
/// hyphens, and put family names now first, now last.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| word.chars().count() > 1).collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use knowledge::Knowledge;

    /// What a dictionary of somebody else besides says of each of the offices, which are written `CODE FROM..TO`.
    fn told(offices: &[&str], theirs: &str) -> Vec<String> {
        let mut table = "person\talso\tcode\tsector\ttitle\tfrom\tto\tsource\tsure\n".to_string();
        for (number, office) in offices.iter().enumerate() {
            let (from, to) = office.split_once("..").expect("FROM..TO");
            table.push_str(&format!("Soto Min-ho\t\tRUR\tGOV\toffice {number}\t{from}\t{to}\town\tyear\n"));
        }
        let (knowledge, problems) = Knowledge::load(&[("offices/x.tsv", &table)]);
        assert_eq!(problems, []);
        let texts = [theirs, "LAST_ONE\n\t[SOTGOV >140130]\n"];
        let dictionaries = Dictionaries::of(texts.into_iter());
        let [soto] = knowledge.actors.all.as_slice() else { panic!("one person") };
        soto.offices.iter().map(|office| compare(soto, office, &["Soto Min-ho"], &dictionaries).to_string()).collect()
    }

    fn check(office: &str, theirs: &str, expected: &str) {
        assert_eq!(
            told(&[office], &format!("MIN_HO_SOTO_\n\t[RURELI 400101-990101]\n\t[{theirs}]\n")),
            [expected],
            "{office} {theirs}"
        );
    }

    #[test]
    fn each_row_is_told_how_it_stands_to_the_dictionaries() {
        check("2001-05-04..2005-05-04", "RURGOV 010510-050520", "agrees");
        check("2001-05-04..2005-05-04", "RURGOV >010510", "agrees");
        check("2001-05-04..2005-05-04", "RURGOVMIL 030101-050701", "covered in part: theirs RURGOVMIL 2003-01-01..2005-07-01");
        check("2003-05-04..2005-05-04", "RURGOV 010101-080101", "part of a longer one: theirs RURGOV 2001-01-01..2008-01-01");
        let crossing = "differs by +365 days at its beginning and +365 days at its end: theirs RURGOV 1985-01-01..1987-01-01";
        check("1986-01-01..1988-01-01", "RURGOV 850101-870101", crossing);
        check("1987-01-01..1989-01-01", "RURGOV 850101-870101", "dated at other times");
        check("1990..1991", "SOTGOV 900101-911231", "other code: theirs SOTGOV");
        check("1990..1991", "RURELI 900101-911231", "not there");
        check("2020..", "RURGOV >010510", "after their time");
        check("..1991", "RURGOV 900101-911231", "part of a longer one: theirs RURGOV 1990-01-01..1991-12-31");
    }

    #[test]
    fn one_range_of_theirs_may_be_several_offices_of_ours() {
        let theirs = "SOTO_MIN_HO\n\t[RURGOV 910101-950101]\n\t[RURGOV 950110-990101]\n";
        let both = told(&["1991-01-01..1995-01-01", "1995-01-01..1999-01-01"], theirs);
        assert_eq!(both, ["agrees", "agrees"]);
        let run = told(&["1991-01-01..1993-01-01", "1993-01-01..2001-01-01"], theirs);
        assert!(run.iter().all(|verdict| verdict.starts_with("covered in part")), "{run:?}");
    }

    #[test]
    fn names_are_compared_whatever_their_case_marks_and_order() {
        assert_eq!(folded("Soto Min-ho"), folded("MIN_HO_SOTO_"));
        assert_eq!(folded("George W. Bush"), folded("GEORGE_BUSH"));
        assert_ne!(folded("Ana Ruiz"), folded("Ana Ruz"));
    }
}
