//! Articles for measuring the ledger at size: [`templates`] filled from [`lists`] by the chance that a seed decides ([`random`]).
//!
//! They run over five years in order of publication. A fifth tells a story of the last days again, in other words and sometimes with another number;
//! one in twenty is a copy of an agency's report, whole or cut, with its credit. The same number and seed give the same bytes.

mod lists;
mod random;
mod templates;

use document::Date;
use document::calendar::{days_between, plus};
use lists::{AGENCIES, DYADS, MONTHS, OFFICES, OUTLETS, STATES, State, WEEKDAYS};
use random::Random;
use std::collections::VecDeque;
use std::io::{self, Write};
use templates::{FILLING, KINDS, MORE, QUALITIES, THINGS};

const FIRST: Date = Date::constant(2019, 1, 1);
/// Days of the five years.
const DAYS: usize = 1826;
/// How many stories and agency reports are remembered, to be told again.
const REMEMBERED: usize = 60;
/// How many days a story is news.
const NEWS: i64 = 3;

/// Something that happened.
#[derive(Clone)]
struct Story {
    kind: usize,
    dyad: usize,
    /// Whether the second state of the dyad acts.
    turned: bool,
    place: usize,
    day: Date,
    small: usize,
    large: usize,
}

/// An article that was written.
#[derive(Clone)]
struct Told {
    headline: String,
    paragraphs: Vec<String>,
    agency: &'static str,
    day: Date,
}

/// Writes so many articles as JSON Lines.
pub fn write(number: usize, seed: u64, out: &mut impl Write) -> io::Result<()> {
    let mut random = Random::new(seed);
    let mut stories: VecDeque<Story> = VecDeque::new();
    let mut wire: VecDeque<Told> = VecDeque::new();
    for at in 0..number {
        let day = plus(FIRST, (at * DAYS / number) as i64).unwrap_or(FIRST);
        wire.retain(|told| days_between(told.day, day) < NEWS);
        stories.retain(|story| days_between(story.day, day) <= NEWS);
        let (told, publisher) = if !wire.is_empty() && random.happens(5) {
            let origin = &wire[random.below(wire.len())];
            (copied(origin, &mut random), random.pick(&OUTLETS))
        } else {
            let again = !stories.is_empty() && random.happens(20);
            let story = if again { retold(&stories, &mut random) } else { happened(day, &mut random) };
            let mut told = tell(&story, day, &mut random);
            stories.push_back(story);
            let by_agency = random.happens(30);
            told.agency = if by_agency { random.pick(&AGENCIES) } else { "" };
            if by_agency {
                wire.push_back(told.clone());
            }
            (told.clone(), if by_agency { told.agency } else { random.pick(&OUTLETS) })
        };
        stories.drain(..stories.len().saturating_sub(REMEMBERED));
        wire.drain(..wire.len().saturating_sub(REMEMBERED));
        let text = format!("{}\n\n{}", told.headline, told.paragraphs.join("\n\n"));
        let line = serde_json::json!({
            "id": format!("made-{at:06}"),
            "text": text,
            "published": day.to_string(),
            "publisher": publisher,
            "title": told.headline,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn happened(published: Date, random: &mut Random) -> Story {
    Story {
        kind: random.below(KINDS.len()),
        dyad: random.below(DYADS.len()),
        turned: random.happens(50),
        place: random.below(4),
        day: plus(published, -(random.below(3) as i64)).unwrap_or(published),
        small: 2 + random.below(18),
        large: 20 + 5 * random.below(200),
    }
}

/// A story of the last days, every fourth time with another number.
fn retold(stories: &VecDeque<Story>, random: &mut Random) -> Story {
    let mut story = stories[random.below(stories.len())].clone();
    if random.happens(25) {
        story.small += 1;
    }
    story
}

fn tell(story: &Story, published: Date, random: &mut Random) -> Told {
    let kind = &KINDS[story.kind];
    let mut templates = vec![random.pick(&kind.told)];
    if random.happens(60) {
        templates.push(kind.said);
    }
    if random.happens(50) {
        templates.push(random.pick(&MORE));
    }
    for _ in 0..2 + random.below(3) {
        templates.push(random.pick(&FILLING));
    }
    let gaps = Gaps { story, published, office: random.pick(&OFFICES), months: 2 + random.below(30) as i64 };
    Told {
        headline: gaps.fill(kind.headline, random),
        paragraphs: templates.into_iter().map(|template| gaps.fill(template, random)).collect(),
        agency: "",
        day: published,
    }
}

/// A reprint with the agency's credit, every third time cut.
fn copied(origin: &Told, random: &mut Random) -> Told {
    let mut copy = origin.clone();
    if random.happens(33) && copy.paragraphs.len() > 3 {
        copy.paragraphs.truncate(3);
    }
    copy.paragraphs.push(format!("({})", origin.agency));
    copy
}

/// What stands in the gaps of an article's sentences.
struct Gaps<'s> {
    story: &'s Story,
    published: Date,
    office: &'static str,
    /// How long ago the older happening is.
    months: i64,
}

impl Gaps<'_> {
    fn fill(&self, template: &str, random: &mut Random) -> String {
        let (first, second, places) = &DYADS[self.story.dyad];
        let (a, b) = if self.story.turned { (second, first) } else { (first, second) };
        let mut filled = String::new();
        for (at, part) in template.split(['{', '}']).enumerate() {
            if at % 2 == 0 {
                filled.push_str(part);
            } else {
                match part {
                    "q" => filled.push_str(random.pick(&QUALITIES)),
                    "t" => filled.push_str(random.pick(&THINGS)),
                    "s" => filled.push_str(random.pick(&templates::STATES)),
                    _ => filled.push_str(&self.gap(part, &STATES[*a], &STATES[*b], places[self.story.place])),
                }
            }
        }
        capitalised(&filled)
    }

    fn gap(&self, name: &str, a: &State, b: &State, place: &str) -> String {
        let older = plus(self.story.day, -30 * self.months).unwrap_or(FIRST);
        match name {
            "a" => a.name.to_string(),
            "a-adj" => a.adjective.to_string(),
            "a-cap" => a.capital.to_string(),
            "b" => b.name.to_string(),
            "b-adj" => b.adjective.to_string(),
            "b-cap" => b.capital.to_string(),
            "place" => place.to_string(),
            "office" => self.office.to_string(),
            "n" => self.story.small.to_string(),
            "m" => self.story.large.to_string(),
            "then" => format!("{} {}", MONTHS[older.month() as usize - 1], older.year()),
            "since" => dated(plus(self.published, -20 - self.months).unwrap_or(FIRST)),
            "day" if days_between(self.story.day, self.published) < 6 => {
                format!("on {}", WEEKDAYS[self.story.day.weekday().to_monday_zero_offset() as usize])
            }
            "day" => format!("on {}", dated(self.story.day)),
            _ => String::new(),
        }
    }
}

fn dated(day: Date) -> String {
    format!("{} {}", MONTHS[day.month() as usize - 1], day.day())
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(number: usize, seed: u64) -> String {
        let mut out = Vec::new();
        write(number, seed, &mut out).expect("a vector can be written to");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[test]
    fn number_and_seed_decide_every_byte() {
        assert_eq!(made(300, 7), made(300, 7));
        assert_ne!(made(300, 7), made(300, 8));
    }

    #[test]
    fn every_gap_of_every_template_is_known() {
        let story = Story { kind: 0, dyad: 0, turned: false, place: 0, day: FIRST, small: 2, large: 20 };
        let gaps = Gaps { story: &story, published: FIRST, office: OFFICES[0], months: 2 };
        let kinds = KINDS.iter().flat_map(|kind| kind.told.iter().chain([&kind.headline, &kind.said]));
        for template in kinds.chain(&MORE).chain(&FILLING) {
            for name in template.split(['{', '}']).skip(1).step_by(2).filter(|name| !["q", "t", "s"].contains(name)) {
                assert_ne!(gaps.gap(name, &STATES[0], &STATES[1], "Paju"), "", "{{{name}}} in {template}");
            }
        }
    }

    #[test]
    fn articles_come_in_order_of_time_over_five_years_with_some_copies() {
        let lines: Vec<serde_json::Value> =
            made(2000, 1).lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
        assert_eq!(lines.len(), 2000);
        let days: Vec<&str> = lines.iter().filter_map(|line| line["published"].as_str()).collect();
        assert!(days.is_sorted());
        assert_eq!((days[0], &days[1999][..4]), ("2019-01-01", "2023"));
        let is_copy = |line: &&serde_json::Value| line["text"].as_str().is_some_and(|text| text.ends_with(')'));
        let copies = lines.iter().filter(is_copy).count();
        assert!((50..150).contains(&copies), "{copies} copies");
    }
}
