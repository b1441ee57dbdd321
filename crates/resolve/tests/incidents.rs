//! Which mentions are one incident, and what it then says: cases that a reader checks by hand.

use document::{Date, DocumentId, ParagraphKind};
use event::{Assertion, Category, ClaimField, DateBasis, Dating, EventId, Granularity, Incident, Mention, Number};
use event::{Party, Report, Status, Told};
use jiff::civil::date;
use resolve::derive;

/// One thing told in a report: the rule that found it, its sentence and what of it is known.
struct Line {
    rule: &'static str,
    words: &'static str,
    modes: &'static [&'static str],
    sides: (&'static str, &'static str),
    day: Option<Date>,
    /// The words for the day.
    said: &'static str,
    heading: bool,
    /// The words that carry the act, the last word where none are given.
    trigger: Option<&'static str>,
    /// The sector of those to whom it is done.
    victims: Option<&'static str>,
    /// The words for those to whom it is done.
    victims_told: Option<&'static str>,
    category: Category,
    assertion: Assertion,
    /// The number word for the dead.
    dead: Option<&'static str>,
    /// How many those are to whom it is done.
    struck: Option<f64>,
}

/// A deed of force by one country against another, on the day before it was reported.
fn line(rule: &'static str, words: &'static str, modes: &'static [&'static str], sides: (&'static str, &'static str)) -> Line {
    Line {
        rule,
        words,
        modes,
        sides,
        day: Some(date(2031, 5, 4)),
        said: "Sunday",
        heading: false,
        trigger: None,
        victims: None,
        victims_told: None,
        category: Category::Assault,
        assertion: Assertion::Actual,
        dead: None,
        struck: None,
    }
}

fn party(code: &str) -> Vec<Party> {
    if code.is_empty() {
        return Vec::new();
    }
    vec![Party { code: Some(code.to_string()), ..Party::default() }]
}

/// The incidents that reports of 5 May tell; an event's number is that of its line, report by report.
fn told(reports: &[Vec<Line>]) -> Vec<Incident> {
    told_by(reports, "Paper")
}

/// The same as published by those whose names begin so.
fn told_by(reports: &[Vec<Line>], publisher: &str) -> Vec<Incident> {
    let published = date(2031, 5, 5);
    let mut texts = Vec::new();
    let mut mentions = Vec::new();
    for (nth, lines) in reports.iter().enumerate() {
        let given = format!("report-{nth}");
        // Lines with the same words are told in one sentence.
        let mut body: Vec<&str> = lines.iter().map(|line| line.words).collect();
        body.dedup();
        let text = body.join("\n\n");
        let id = DocumentId::of(&given, &text);
        for line in lines {
            let before = text.find(line.words).map_or(0, |at| text[..at].chars().count());
            let end = before + line.words.chars().count();
            mentions.push(mention(id, mentions.len(), line, (before as u32, end as u32)));
        }
        let kind = |line: &Line| if line.heading { ParagraphKind::Heading } else { ParagraphKind::Body };
        texts.push(Report {
            id,
            given_id: given,
            url: None,
            title: None,
            publisher: Some(format!("{publisher} {nth}")),
            published: Some(published),
            paragraphs: lines.iter().map(|line| (kind(line), line.words.to_string())).collect(),
        });
    }
    let homes = ["Paper 0", "Ministry 0"].map(|name| (name.to_string(), "XXX".to_string())).into();
    derive::of_reports(&texts, &mentions, &homes).1
}

/// The same as the numbers of their lines.
fn grouped(reports: &[Vec<Line>]) -> Vec<Vec<usize>> {
    let numbers = |incident: &Incident| {
        let mut members: Vec<usize> = incident.mentions.iter().map(|id| id.0 as usize).collect();
        members.sort_unstable();
        members
    };
    let mut groups: Vec<Vec<usize>> = told(reports).iter().map(numbers).collect();
    groups.sort();
    groups
}

fn mention(document: DocumentId, number: usize, line: &Line, (start, end): (u32, u32)) -> Mention {
    let told = |words: &str| Told { words: words.to_string(), start, end };
    Mention {
        id: EventId(number as u64),
        document,
        sentence: told(line.words),
        paragraph: if line.heading { ParagraphKind::Heading } else { ParagraphKind::Body },
        trigger: trigger(line, (start, end)),
        category: line.category,
        modes: line.modes.iter().map(|mode| (*mode).to_string()).collect(),
        contexts: Vec::new(),
        cameo: Some("190".to_string()),
        scale: -9.0,
        actors: party(line.sides.0),
        recipients: recipients(line, start),
        assertion: line.assertion,
        assertion_told: None,
        historical: false,
        dating: Dating {
            days: line.day.map(|day| (day, day)),
            basis: if line.day.is_some() { DateBasis::Anchored } else { DateBasis::Unknown },
            granularity: line.day.map(|_| Granularity::Day),
            ongoing: false,
            told: line.day.map(|_| told(line.said)),
        },
        spot: None,
        voices: Vec::new(),
        dead: line.dead.map(|number| dead(line.words, number, start)),
        injured: None,
        arrested: None,
        size: None,
        quantities: line.struck.map(|low| struck(low, start)).into_iter().collect(),
        confidence: 0.9,
        rule: format!("coding/ASSAULT/{}.rule#{}", line.rule, line.rule),
        knowledge: String::new(),
        model: String::new(),
    }
}

/// One dead, told by a word of a sentence that begins at a code point.
fn dead(words: &str, number: &str, start: u32) -> Number {
    let at = words.find(number).map_or(0, |at| words[..at].chars().count()) as u32 + start;
    let told = Told { words: number.to_string(), start: at, end: at + number.chars().count() as u32 };
    Number { low: 1.0, high: Some(1.0), told, unit: None, side: None }
}

/// So many of those to whom it is done, told by the first word of a sentence that begins at a code point.
fn struck(low: f64, start: u32) -> Number {
    Number { low, high: Some(low), told: Told { words: "N".to_string(), start, end: start + 1 }, unit: None, side: None }
}

/// The words that carry the act in a sentence that stands between two code points.
fn trigger(line: &Line, (start, end): (u32, u32)) -> Told {
    let words = line.trigger.or(line.words.rsplit(' ').next()).unwrap_or(line.words);
    let before = line.trigger.and_then(|trigger| line.words.find(trigger)).map(|at| line.words[..at].chars().count() as u32);
    let start = before.map_or(end - words.chars().count() as u32, |before| start + before);
    Told { words: words.to_string(), start, end: start + words.chars().count() as u32 }
}

fn recipients(line: &Line, start: u32) -> Vec<Party> {
    let mut parties = party(line.sides.1);
    for party in &mut parties {
        party.sector = line.victims.map(str::to_string);
        party.told =
            line.victims_told.map(|words| Told { words: words.to_string(), start, end: start + words.chars().count() as u32 });
    }
    parties
}

#[test]
fn one_act_told_twice_is_one_incident() {
    let first = line("kill", "A shell killed a shepherd of Upper Varn on Sunday.", &["heavy-weapons"], ("QQQ", "XXX"));
    let second = line("shell", "The army shelled Upper Varn, where a shepherd died.", &["heavy-weapons"], ("QQQ", "XXX"));
    assert_eq!(grouped(&[vec![first], vec![second]]), [vec![0, 1]]);
}

#[test]
fn other_weapons_are_other_acts() {
    let told = |weapon| {
        let first = line("kill", "A shell killed a shepherd in the hills on Sunday.", &["heavy-weapons"], ("QQQ", "XXX"));
        let second = line("strike", "Herdsmen were struck in the hills.", weapon, ("QQQ", "XXX"));
        grouped(&[vec![first], vec![second]])
    };
    assert_eq!(told(&["heavy-weapons"]), [vec![0, 1]]);
    assert_eq!(told(&["aerial"]), [vec![0], vec![1]]);
}

#[test]
fn bringing_down_a_plane_is_not_taking_its_pilot() {
    let one = |rule| line(rule, "Gunners shot down a jet on Sunday and took its pilot near Varn.", &[], ("QQQ", "XXX"));
    assert_eq!(grouped(&[vec![one("shoot-down"), one("abduct")]]), [vec![0], vec![1]]);
}

#[test]
fn what_two_reports_call_by_particular_names_of_one_kind_is_one() {
    let first = line("shoot-down", "Gunners brought down a jet over Lake Ossa on Sunday.", &[], ("QQQ", "XXX"));
    let second = line("shoot-down", "The jet that was downed over Lake Ossa was an old one.", &[], ("QQQ", "XXX"));
    assert_eq!(grouped(&[vec![first], vec![second]]), [vec![0, 1]]);
}

#[test]
fn an_answer_is_not_what_it_answers() {
    let told = |words| {
        let first = line("strike", "Rockets struck the harbour of Varn on Sunday.", &["heavy-weapons"], ("QQQ", "XXX"));
        let mut second = line("strike", words, &["heavy-weapons"], ("", "XXX"));
        second.day = None;
        grouped(&[vec![first, second]])
    };
    assert_eq!(told("Batteries on the coast struck forty positions."), [vec![0, 1]]);
    assert_eq!(told("Batteries on the coast struck forty positions in return."), [vec![0], vec![1]]);
}

#[test]
fn to_hit_back_and_no_more_is_a_part_of_the_exchange() {
    let told = |rule| {
        let first = line("strike", "Rockets struck the harbour of Varn on Sunday.", &["heavy-weapons"], ("QQQ", "XXX"));
        let mut second = line(rule, "The coast guard hit back.", &[], ("XXX", ""));
        second.trigger = Some("hit back");
        second.day = None;
        grouped(&[vec![first, second]])
    };
    assert_eq!(told("retaliate"), [vec![0, 1]]);
    assert_eq!(told("strike"), [vec![0], vec![1]]);
}

#[test]
fn aircraft_are_brought_down_by_whatever_words() {
    let told = |object| {
        let first = line("shoot-down", "Gunners brought down a jet over Ossa on Sunday.", &["firearms"], ("QQQ", "XXX"));
        let words = "What a missile destroyed at noon above Ossa was old and slow, as villagers and fishermen told reporters.";
        let mut second = line("destroy", words, &["destroy"], ("QQQ", "XXX"));
        second.victims_told = Some(object);
        grouped(&[vec![first], vec![second]])
    };
    assert_eq!(told("a jet"), [vec![0, 1]]);
    assert_eq!(told("a barge"), [vec![0], vec![1]]);
}

#[test]
fn planes_and_drones_are_brought_down_one_by_one() {
    let told = |words, object| {
        let act = |words, object| Line { victims_told: Some(object), ..line("shoot-down", words, &["firearms"], ("QQQ", "XXX")) };
        let first = act("Gunners brought down two jets over Lake Ossa on Sunday.", "two jets");
        grouped(&[vec![first], vec![act(words, object)]])
    };
    assert_eq!(told("Two planes were brought down, herdsmen near Ossa said.", "Two planes"), [vec![0, 1]]);
    assert_eq!(told("Two aircraft were brought down, herdsmen near Ossa said.", "Two aircraft"), [vec![0, 1]]);
    assert_eq!(told("Two drones were brought down, herdsmen near Ossa said.", "Two drones"), [vec![0], vec![1]]);
}

#[test]
fn a_second_ship_is_another() {
    let told = |object: &'static str| {
        let act = |words, object| {
            let one = line("seize-property", words, &["seize"], ("QQQ", "XXX"));
            Line { category: Category::Coerce, victims: Some("BUS"), victims_told: Some(object), ..one }
        };
        let first = act("Guards seized a tanker off Varn on Sunday.", "a tanker");
        grouped(&[vec![first, act("It was flying the flag of a far country when it was boarded.", object)]])
    };
    assert_eq!(told("the tanker"), [vec![0, 1]]);
    assert_eq!(told("a second tanker"), [vec![0], vec![1]]);
}

#[test]
fn a_hundred_struck_are_not_the_five_that_were_killed() {
    let told = |number: f64| {
        let words = "Ten of the millers were struck near their homes in the hills.";
        let mut struck = line("strike", words, &["heavy-weapons"], ("", "XXX"));
        (struck.victims, struck.victims_told) = (Some("CVL"), Some("Ten of the millers"));
        struck.struck = Some(number);
        let killed = Line {
            dead: Some("One"),
            ..line("kill", "One was killed on Sunday, as herdsmen of the hills told.", &["heavy-weapons"], ("", "XXX"))
        };
        grouped(&[vec![killed], vec![struck]])
    };
    assert_eq!(told(1.0), [vec![0, 1]]);
    assert_eq!(told(10.0), [vec![0], vec![1]]);
}

#[test]
fn bombs_from_the_air_are_no_part_of_a_fight_on_the_ground() {
    let told = |modes| {
        let first = line("clash", "Two patrols clashed in the hills on Sunday.", &[], ("QQQ", "XXX"));
        grouped(&[vec![first, line("strike", "It was said that herdsmen had been targeted.", modes, ("QQQ", "XXX"))]])
    };
    assert_eq!(told(&["firearms"]), [vec![0, 1]]);
    assert_eq!(told(&["aerial"]), [vec![0], vec![1]]);
}

#[test]
fn fighting_on_a_front_is_no_single_deed() {
    let told = |rule| {
        let first = line(
            rule,
            "Gunfire and explosions were heard along the whole border near Ossa, villagers said.",
            &["heavy-weapons"],
            ("QQQ", "XXX"),
        );
        let second = line(
            "kill",
            "A mortar killed a fisherman who mended his nets at Ossa, relatives told reporters.",
            &["heavy-weapons"],
            ("QQQ", "XXX"),
        );
        grouped(&[vec![first], vec![second]])
    };
    assert_eq!(told("shell"), [vec![0, 1]]);
    assert_eq!(told("clash"), [vec![0], vec![1]]);
}

#[test]
fn a_deed_named_in_passing_needs_no_words_in_common() {
    let told = |words| {
        let first = line("strike", "Planes struck a depot in the hills on Sunday.", &["aerial"], ("QQQ", "XXX"));
        let mut second = line("strike", words, &["aerial"], ("QQQ", "XXX"));
        second.trigger = Some("raid");
        grouped(&[vec![first], vec![second]])
    };
    assert_eq!(told("Markets closed early because of a raid, traders said."), [vec![0], vec![1]]);
    assert_eq!(told("Markets closed early because of the raid, traders said."), [vec![0, 1]]);
}

#[test]
fn what_is_announced_is_not_what_comes_of_it() {
    let told = |assertion| {
        let first = line("strike", "Planes struck the depot near Lake Ossa on Sunday.", &["aerial"], ("QQQ", "XXX"));
        let mut second = line("strike", "Planes strike a depot by the lake, an officer said.", &["aerial"], ("QQQ", "XXX"));
        second.assertion = assertion;
        grouped(&[vec![first], vec![second]])
    };
    assert_eq!(told(Assertion::Actual), [vec![0, 1]]);
    assert_eq!(told(Assertion::Announced), [vec![0], vec![1]]);
}

#[test]
fn what_one_file_of_rules_tells_is_one_kind_of_act_by_any_tense() {
    let told = |rule| {
        let mut first = line("release", "The captured pilot of the lost jet will be freed on Monday.", &[], ("QQQ", "XXX"));
        first.category = Category::Concede;
        let mut second = line(rule, "Of the lost jet the captured pilot is freed, it was announced.", &[], ("QQQ", "XXX"));
        second.category = Category::Retreat;
        (first.day, second.day) = (None, None);
        grouped(&[vec![first], vec![second]])
    };
    assert_eq!(told("release"), [vec![0, 1]]);
    assert_eq!(told("withdraw"), [vec![0], vec![1]]);
}

#[test]
fn clauses_side_by_side_tell_two_acts() {
    let told = |words| {
        let act = |rule, trigger| Line { trigger: Some(trigger), ..line(rule, words, &[], ("QQQ", "XXX")) };
        grouped(&[vec![act("shell", "shelled"), act("kill", "killing")]])
    };
    assert_eq!(told("Guns shelled the mill at Varn on Sunday, killing two millers."), [vec![0, 1]]);
    assert_eq!(told("Guns shelled the mill at Varn on Sunday, while planes were killing two divers."), [vec![0], vec![1]]);
}

#[test]
fn a_measure_of_time_parts_the_acts_of_a_sentence() {
    let told = |words| {
        let act = |rule, trigger| Line { trigger: Some(trigger), ..line(rule, words, &[], ("QQQ", "XXX")) };
        grouped(&[vec![act("shell", "shelled"), act("kill", "killing")]])
    };
    assert_eq!(told("Guns shelled the mill at Varn on Sunday after killing two millers."), [vec![0, 1]]);
    assert_eq!(told("Guns shelled the mill at Varn on Sunday, two days after killing two millers."), [vec![0], vec![1]]);
}

#[test]
fn what_one_sentence_tells_apart_no_other_report_draws_together() {
    let report = |words| {
        let act = |rule, trigger, modes| Line { trigger: Some(trigger), ..line(rule, words, modes, ("", "XXX")) };
        vec![act("attack", "attacked", &["firearms"]), act("kill", "killed", &["aerial"])]
    };
    let first = report("Militiamen attacked the mill at Upper Varn on Sunday and a jet killed two millers of Lower Varn.");
    let second = report("A jet killed two millers of Lower Varn on Sunday and militiamen attacked the mill at Upper Varn.");
    assert_eq!(grouped(&[first, second]), [vec![0, 2], vec![1, 3]]);
}

#[test]
fn who_did_what_is_told_as_known_may_be_another_than_was_thought() {
    let first = line("shell", "Guns on the ridge shelled the mill at Varn on Sunday.", &["heavy-weapons"], ("QQQ", "XXX"));
    let known = Line { day: None, ..line("attack", "A militia said that it was behind the attack", &[], ("YYY", "")) };
    assert_eq!(grouped(&[vec![first, known]]), [vec![0, 1]]);
}

#[test]
fn soldiers_and_villagers_of_one_report_are_victims_of_two_acts() {
    let told = |victims| {
        let first =
            Line { victims: Some("MIL"), ..line("kill", "Four were killed in the pass on Sunday.", &["firearms"], ("", "XXX")) };
        let second = line("shoot", "A youth died when patrols shot at a crowd.", &["firearms"], ("", "XXX"));
        let second = Line { victims: Some(victims), day: None, ..second };
        grouped(&[vec![first, second]])
    };
    assert_eq!(told("MIL"), [vec![0, 1]]);
    assert_eq!(told("CVL"), [vec![0], vec![1]]);
}

#[test]
fn a_headline_is_what_its_report_tells() {
    let mut headline = line("kill", "Shepherd killed at Upper Varn", &[], ("", "XXX"));
    headline.heading = true;
    let text = line("kill", "A shell killed a shepherd of Upper Varn on Sunday.", &["heavy-weapons"], ("QQQ", "XXX"));
    assert_eq!(grouped(&[vec![headline, text]]), [vec![0, 1]]);
}

/// A strike on one town, on a day of May and with the words that say so.
fn night(day: i8, words: &'static str, said: &'static str) -> Line {
    let mut told = line("strike", words, &["heavy-weapons"], ("QQQ", "XXX"));
    told.day = Some(date(2031, 5, day));
    told.said = said;
    told
}

#[test]
fn morning_and_evening_of_one_day_are_two_times() {
    let told = |said| {
        let first = night(4, "Mortars struck the quay of Port Ossa and a ferry.", "Sunday morning");
        let second = Line { rule: "shell", ..night(4, "Guns on the ridge shelled mills and homes in Port Ossa.", said) };
        grouped(&[vec![first], vec![second]])
    };
    assert_eq!(told("Sunday morning"), [vec![0, 1]]);
    assert_eq!(told("Sunday evening"), [vec![0], vec![1]]);
}

#[test]
fn an_evening_is_not_the_next_day() {
    let told = |said| {
        let first = night(4, "Mortars struck the quay of Port Ossa.", said);
        let second = Line { rule: "shell", ..night(5, "Guns shelled the quay of Port Ossa.", "Monday") };
        grouped(&[vec![first], vec![second]])
    };
    assert_eq!(told("late on Sunday"), [vec![0, 1]]);
    assert_eq!(told("on Sunday evening"), [vec![0], vec![1]]);
}

#[test]
fn what_happened_on_two_days_is_two() {
    let first = night(3, "Rockets struck the harbour of Varn on Saturday.", "Saturday");
    let second = night(4, "Rockets struck the market of Varn on Sunday.", "Sunday");
    assert_eq!(grouped(&[vec![first], vec![second]]), [vec![0], vec![1]]);
}

#[test]
fn the_two_sides_of_midnight_are_one_night() {
    let first = night(3, "Rockets struck the harbour of Varn late on Saturday.", "late on Saturday");
    let second = night(4, "Rockets struck the harbour of Varn before dawn on Sunday.", "before dawn on Sunday");
    assert_eq!(grouped(&[vec![first], vec![second]]), [vec![0, 1]]);
}

#[test]
fn what_is_told_as_known_was_told_before() {
    let first = || line("shell", "Guns on the ridge shelled the mill at Varn on Sunday.", &["heavy-weapons"], ("QQQ", "XXX"));
    let later = |words| {
        let mut later = line("attack", words, &[], ("QQQ", ""));
        later.day = None;
        later
    };
    let known = later("A militia said that it was behind the attack");
    assert_eq!(grouped(&[vec![first(), known]]), [vec![0, 1]]);
    let other = later("A militia said that it was planning no attack");
    assert_eq!(grouped(&[vec![first(), other]]), [vec![0], vec![1]]);
}

#[test]
fn that_nobody_died_is_a_claim_of_none() {
    let mut line = line("kill", "The army said that no one had been killed at Varn", &[], ("QQQ", "XXX"));
    line.assertion = Assertion::Negated;
    line.dead = Some("one");
    let claims = &told(&[vec![line]])[0].claims;
    let figures: Vec<_> = claims.iter().map(|claim| (&claim.field, claim.number)).collect();
    assert_eq!(figures, [(&ClaimField::Dead, Some((0.0, Some(0.0))))]);
}

#[test]
fn an_office_speaks_for_its_state_and_a_newsroom_for_itself() {
    let by = |publisher| {
        let mut shot = line("kill", "Shells killed one on Sunday.", &[], ("QQQ", "XXX"));
        shot.dead = Some("one");
        told_by(&[vec![shot]], publisher)[0].claims.iter().map(|claim| claim.by.clone()).collect::<Vec<String>>()
    };
    assert_eq!(by("Paper"), ["Paper 0"]);
    assert_eq!(by("Ministry"), ["XXX", "XXX"], "who died, and who is to blame");
}

#[test]
fn a_headline_claims_no_figure_beside_its_text() {
    let figures = |words, dead| {
        let mut headline = line("kill", "Shells kill one near Varn", &[], ("QQQ", "XXX"));
        headline.heading = true;
        headline.dead = Some("one");
        let mut text = line("kill", words, &[], ("QQQ", "XXX"));
        text.dead = dead;
        told(&[vec![headline, text]])[0].claims.len()
    };
    assert_eq!(figures("Shells killed one near Varn on Sunday.", Some("one")), 1);
    assert_eq!(figures("Shells killed a shepherd near Varn on Sunday.", None), 1);
}

#[test]
fn that_one_answered_is_no_second_witness() {
    let told = |rule| {
        let first = line("strike", "Rockets struck the harbour of Varn on Sunday.", &["heavy-weapons"], ("QQQ", "XXX"));
        let mut second = line(rule, "The coast guard hit back.", &[], ("XXX", ""));
        second.trigger = Some("hit back");
        second.day = None;
        told(&[vec![first, second]])[0].status
    };
    assert_eq!(told("retaliate"), Status::OneSided);
}

#[test]
fn a_figure_that_is_denied_is_not_claimed() {
    let mut line = line("kill", "The army denied that one man had been killed at Varn", &[], ("QQQ", "XXX"));
    line.assertion = Assertion::Denied;
    line.dead = Some("one");
    let claims = &told(&[vec![line]])[0].claims;
    assert!(claims.iter().all(|claim| claim.field != ClaimField::Dead), "{claims:?}");
}

#[test]
fn who_denies_a_deed_that_is_not_told_of_it_blames_nobody() {
    let denied = |sides| {
        let mut line = line("kill", "It was denied that anybody had been killed at Varn", &[], sides);
        line.assertion = Assertion::Denied;
        told(&[vec![line]])[0].claims.iter().filter(|claim| claim.field == ClaimField::Blame).count()
    };
    assert_eq!(denied(("QQQ", "XXX")), 1);
    assert_eq!(denied(("", "XXX")), 0);
}

#[test]
fn what_is_said_in_public_needs_no_second_witness() {
    let deed = line("shell", "Guns on the ridge shelled the mill at Varn", &[], ("QQQ", "XXX"));
    assert_eq!(told(&[vec![deed]])[0].status, Status::OneSided);
    let mut words = line("condemn", "The ministry condemned the mill at Varn", &[], ("QQQ", "XXX"));
    words.category = Category::Accuse;
    assert_eq!(told(&[vec![words]])[0].status, Status::Confirmed);
}
