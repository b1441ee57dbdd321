//! Dated offices: the tables of `offices/`, a row for each person and office, and how the rows join the people of `actors/`.
//!
//! Who fits a bare title and surname is asked in [`crate::titles`]; what somebody is on a day outside every office is the coder's matter.

use crate::Problem;
use crate::actors::{Actor, ActorKind, Actors, NameUse};
use crate::records::split;
use document::Date;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// An office held from and to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The sector that it gives.
    pub sector: String,
    /// The first day; `None` where it is not known.
    pub from: Option<Date>,
    /// The last day; `None` while it is held.
    pub to: Option<Date>,
    /// What it is called.
    pub title: String,
    /// How exact the days are held to be.
    pub sure: Sure,
    /// Whose word it is: `dictionaries`, `own`, or what a user's table says.
    pub source: Arc<str>,
    /// The line that says so: `offices/europe.tsv:12`.
    pub id: Arc<str>,
}

/// How exact the dates of an office are held to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sure {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// They are contested or half remembered.
    Doubtful,
}

impl Office {
    /// Whether it is held on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The columns of a table, in their order.
pub const COLUMNS: [&str; 9] = ["person", "also", "code", "sector", "title", "from", "to", "source", "sure"];

/// So many bytes a row has about.
const BYTES_A_ROW: usize = 88;

/// A row of a table, read and not yet joined to its person.
#[derive(Clone, Debug)]
pub(crate) struct Row<'t> {
    file: &'t str,
    person: &'t str,
    also: &'t str,
    code: &'t str,
    office: Office,
}

/// Reads one table of `offices/`: lines of comment, the header, and the rows.
pub(crate) fn read<'t>(file: &'t str, text: &'t str, rows: &mut Vec<Row<'t>>, problems: &mut Vec<Problem>) {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let Some((number, header)) = lines.next() else { return };
    if header.split('\t').ne(COLUMNS) {
        let hint = format!("the first line that is no comment is {}, with a tab between two columns", COLUMNS.join(", "));
        problems.push(problem(file, number, header, "", "the columns of this table are not those of offices".to_string(), &hint));
        return;
    }
    rows.reserve(text.len() / BYTES_A_ROW);
    let mut sources = FxHashMap::default();
    for (number, line) in lines {
        match row(file, number, line, &mut sources) {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(*problem),
        }
    }
}

/// Reads one row; rows of one source share its name.
fn row<'t>(
    file: &'t str,
    number: usize,
    line: &'t str,
    sources: &mut FxHashMap<&'t str, Arc<str>>,
) -> Result<Row<'t>, Box<Problem>> {
    let wrong = |words: &str, message: String, hint: &str| Box::new(problem(file, number, line, words, message, hint));
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let &[person, also, code, sector, title, from, to, source, sure] = cells.as_slice() else {
        let message = format!("{} cells where {} are due", cells.len(), COLUMNS.len());
        return Err(wrong("", message, &format!("the columns are {}; leave a cell empty, not out", COLUMNS.join(", "))));
    };
    for (column, cell) in [("person", person), ("title", title), ("source", source)] {
        if cell.is_empty() {
            return Err(wrong("", format!("no {column}"), "only `also`, `from` and `to` may be empty"));
        }
    }
    for (cell, what) in [(code, "code"), (sector, "sector")] {
        if cell.len() != 3 || !cell.chars().all(|letter| letter.is_ascii_uppercase()) {
            return Err(wrong(cell, format!("`{cell}` is no {what}"), "codes and sectors are three capitals, as FRA and GOV"));
        }
    }
    let day = |text: &str, end: End| match read_date(text, end) {
        Some(Ok(day)) => Ok(Some(day)),
        None => Ok(None),
        Some(Err(())) => Err(wrong(text, format!("`{text}` is no date"), "write 2017-05-10, 2017-05 or 2017")),
    };
    let (first, last) = (day(from, End::First)?, day(to, End::Last)?);
    if first.zip(last).is_some_and(|(first, last)| last < first) {
        return Err(wrong(to, "the office ends before it begins".to_string(), "the first day comes before the last"));
    }
    let exact = [from, to].iter().filter(|text| !text.is_empty()).all(|text| text.len() == 10);
    let sure = match sure {
        "day" if exact => Sure::Day,
        "day" => return Err(wrong("day", "sure to the day, but a day is missing".to_string(), "write `month` or `year`")),
        "month" => Sure::Month,
        "year" => Sure::Year,
        "doubtful" => Sure::Doubtful,
        _ => return Err(wrong(sure, format!("`{sure}` is no degree of sureness"), "write day, month, year or doubtful")),
    };
    Ok(Row {
        file,
        person,
        also,
        code,
        office: Office {
            sector: sector.to_string(),
            from: first,
            to: last,
            title: title.to_string(),
            sure,
            source: sources.entry(source).or_insert_with(|| Arc::from(source)).clone(),
            id: Arc::from(format!("{file}:{number}")),
        },
    })
}

fn problem(file: &str, line: usize, text: &str, words: &str, message: String, hint: &str) -> Problem {
    // Tabs would put the mark below the line out of place.
    Problem {
        file: file.to_string(),
        line,
        text: text.replace('\t', "  "),
        words: words.to_string(),
        message,
        hint: hint.to_string(),
    }
}

/// Which day of a month or year is meant where no day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The first.
    First,
    /// The last.
    Last,
}

/// A day, month or year; `None` where nothing is written.
pub(crate) fn read_date(text: &str, end: End) -> Option<Result<Date, ()>> {
    if text.is_empty() {
        return None;
    }
    Some(day(text, end).ok_or(()))
}

fn day(text: &str, end: End) -> Option<Date> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|month| number(month, 2)?.try_into().ok());
    let day = parts.next().map(|day| number(day, 2)?.try_into().ok());
    if parts.next().is_some() {
        return None;
    }
    match (month, day, end) {
        (None, _, End::First) => Date::new(year, 1, 1).ok(),
        (None, _, End::Last) => Date::new(year, 12, 31).ok(),
        (Some(month), None, End::First) => Date::new(year, month?, 1).ok(),
        (Some(month), None, End::Last) => Date::new(year, month?, 1).ok().map(Date::last_of_month),
        (Some(month), Some(day), _) => Date::new(year, month?, day?).ok(),
    }
}

/// A number of so many digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Joins each row to the person of its name and code, or makes a new one; sorts the offices of each by their first days.
pub(crate) fn join(rows: Vec<Row<'_>>, actors: &mut Actors, problems: &mut Vec<Problem>) {
    let own = of_people(&rows, actors);
    let mut made: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for (row, own) in rows.into_iter().zip(own) {
        let at = own.unwrap_or_else(|| {
            *made.entry((row.person, row.code)).or_insert_with(|| {
                let actor = Actor::person(row.person, row.code, Arc::from(format!("{}#{}", row.file, row.person)));
                actors.push(actor, NameUse::Name)
            })
        });
        for form in split(row.also, ';') {
            actors.add(form, at, NameUse::Name);
        }
        let office = row.office;
        let overlaps = |other: &&Office| {
            let begins_within = |one: &Office, other: &Office| one.from.is_some_and(|from| other.holds_on(from));
            other.title == office.title && (begins_within(other, &office) || begins_within(&office, other))
        };
        // The last day of one term may be the first of the next.
        if let Some(other) = actors.all[at].offices.iter().find(overlaps)
            && !(other.to == office.from || office.to == other.from)
        {
            let number = office.id.rsplit(':').next().and_then(|number| number.parse().ok()).unwrap_or(0);
            let message = format!("{} holds this office twice at a time", row.person);
            let hint = format!("{} says it as well; keep one of the two rows", other.id);
            problems.push(problem(row.file, number, &format!("{}  {}", row.person, office.title), "", message, &hint));
        }
        actors.all[at].offices.push(office);
    }
    for actor in &mut actors.all {
        actor.offices.sort_by_key(|office| office.from);
    }
}

/// For each row the person of its name and code, as a place in [`Actors::all`], where the files of actors have one.
fn of_people(rows: &[Row<'_>], actors: &Actors) -> Vec<Option<usize>> {
    let people = actors.all.iter().enumerate().filter(|(_, actor)| actor.kind == ActorKind::Person);
    let known: FxHashMap<(&str, &str), usize> =
        people.filter_map(|(at, actor)| Some(((actor.name.as_str(), actor.code.as_deref()?), at))).collect();
    rows.iter().map(|row| known.get(&(row.person, row.code)).copied()).collect()
}

#[cfg(test)]
mod tests {
    use crate::{Knowledge, Problem, SourceFile, Sure};

    const HEADER: &str = "# ours\n\nperson\talso\tcode\tsector\ttitle\tfrom\tto\tsource\tsure\n";

    fn load(people: &str, rows: &str) -> (Knowledge, Vec<Problem>) {
        let table = format!("{HEADER}{rows}");
        // A table may be read before the people whom it tells of.
        let files: [SourceFile<'_>; 2] = [("offices/x.tsv", &table), ("actors/x.actors", people)];
        Knowledge::load(&files)
    }

    #[test]
    fn rows_join_the_person_of_their_name_and_code_or_make_one() {
        let people = "person Ana Ruiz\ncode RUR\ngender female\noffice MIL 1990..1995 general\n";
        let rows = "Ana Ruiz\tAnita Ruiz; A. Ruiz\tRUR\tGOV\tpresident of Ruria\t2001-05-04\t\town\tday\n\
                    Ana Ruiz\t\tRUR\tGOV\tmayor of Ruri\t1998\t2000-02\tdictionaries\tyear\n\
                    Ana Ruiz\t\tSOT\tGOV\tking of Sotia\t\t1950\town\tdoubtful\n";
        let (knowledge, problems) = load(people, rows);
        assert_eq!(problems, []);
        let [ruiz, other] = knowledge.actors.all.as_slice() else { panic!("two people") };
        assert_eq!((ruiz.gender.as_deref(), other.code.as_deref()), (Some("female"), Some("SOT")));
        assert_eq!(&*other.id, "offices/x.tsv#Ana Ruiz");
        let told = |office: &crate::Office| {
            let day = |day: Option<document::Date>| day.map_or(String::new(), |day| day.to_string());
            format!("{} {}..{} {} {:?}", office.title, day(office.from), day(office.to), office.source, office.sure)
        };
        let offices: Vec<String> = ruiz.offices.iter().map(told).collect();
        let expected = [
            "general 1990-01-01..1995-12-31 own Year",
            "mayor of Ruri 1998-01-01..2000-02-29 dictionaries Year",
            "president of Ruria 2001-05-04.. own Day",
        ];
        assert_eq!(offices, expected, "by their first days, months and years whole");
        assert_eq!(&*ruiz.offices[2].id, "offices/x.tsv:4");
        assert_eq!(other.offices[0].sure, Sure::Doubtful);
        assert_eq!(knowledge.actors.named("anita ruiz").len(), 1);
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_words_and_the_rest_is_read() {
        let cases = [
            ("Ana\t\tRUR\tGOV\tking\t1990\n", "", "6 cells where 9 are due"),
            ("\t\tRUR\tGOV\tking\t1990\t\town\tyear\n", "", "no person"),
            ("Ana\t\tRur\tGOV\tking\t1990\t\town\tyear\n", "Rur", "`Rur` is no code"),
            ("Ana\t\tRUR\tG\tking\t1990\t\town\tyear\n", "G", "`G` is no sector"),
            ("Ana\t\tRUR\tGOV\tking\t1990-13\t\town\tyear\n", "1990-13", "`1990-13` is no date"),
            ("Ana\t\tRUR\tGOV\tking\t1990\t1989\town\tyear\n", "1989", "the office ends before it begins"),
            ("Ana\t\tRUR\tGOV\tking\t1990\t\town\tday\n", "day", "sure to the day, but a day is missing"),
            ("Ana\t\tRUR\tGOV\tking\t1990\t\town\tvery\n", "very", "`very` is no degree of sureness"),
        ];
        for (row, words, message) in cases {
            let (knowledge, problems) = load("", &format!("Ben\t\tRUR\tGOV\tking\t1950\t1960\town\tyear\n{row}"));
            let [problem] = problems.as_slice() else { panic!("{row}: {problems:?}") };
            assert_eq!((problem.file.as_str(), problem.line), ("offices/x.tsv", 5));
            assert_eq!((problem.words.as_str(), problem.message.as_str()), (words, message));
            assert!(problem.text.contains(words), "the mark stands below the words");
            assert_eq!(knowledge.actors.all.len(), 1, "the sound row is read");
        }
        let (_, problems) = Knowledge::load(&[("offices/x.tsv", "person\tcode\nAna\tRUR\n")]);
        assert_eq!((problems.len(), problems[0].line), (1, 1), "a table of other columns is no table of offices");
    }

    #[test]
    fn an_office_held_twice_at_a_time_is_a_mistake_and_a_second_term_is_none() {
        let term = |from: &str, to: &str| format!("Ana Ruiz\t\tRUR\tGOV\tpresident of Ruria\t{from}\t{to}\town\tday\n");
        let twice = |one: String, other: String| load("", &(one + &other)).1.len();
        assert_eq!(twice(term("2001-05-04", "2005-05-04"), term("2005-05-04", "2009-05-04")), 0);
        assert_eq!(twice(term("2005-05-04", ""), term("2001-05-04", "2004-05-04")), 0);
        assert_eq!(twice(term("2001-05-04", "2005-05-04"), term("2003-05-04", "2009-05-04")), 1);
        assert_eq!(twice(term("2001-05-04", ""), term("2001-05-04", "")), 1);
    }

    #[test]
    fn a_users_table_adds_to_the_built_in_people() {
        let table = format!("{HEADER}Angela Merkel\t\tDEU\tGOV\tqueen of Ruria\t2024\t\tRuria Gazette\tyear\n");
        let (knowledge, problems) = Knowledge::load_over(None, &[("offices/mine.tsv", &table)]);
        assert_eq!(problems, []);
        let mut merkel = knowledge.actors.all.iter().filter(|actor| actor.name == "Angela Merkel");
        let offices = merkel.next().map(|actor| actor.offices.len());
        assert!(offices > Some(1) && merkel.next().is_none(), "{offices:?}");
    }
}
