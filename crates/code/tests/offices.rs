//! Offices as of the day of the act, and people found by title and surname, on trees written by hand.

mod support;

use code::Coder;
use document::{Date, Document, Published, PublishedBasis};
use event::Entity;
use knowledge::Knowledge;
use support::document;

const KNOWLEDGE: &[(&str, &str)] = &[
    ("coding/ASSAULT/attack.rule", "rule attack\nverb attack\ncode ASSAULT\n"),
    ("ontology/c.txt", "category ASSAULT\nscore -9\n"),
    ("actors/x.actors", "country MLI Mali\ndemonym Malian\n\ncountry TCD Chad\ndemonym Chadian\n"),
    (
        "roles/x.roles",
        "role head\nnouns president; chancellor; foreign minister; deputy foreign minister\nsector GOV\nkind person\n\n\
         role former\nprefix former\nof GOV\nsector ELI\n",
    ),
    (
        "offices/titles.txt",
        "title president\n\ntitle foreign minister\nonly states\n\nbefore words\nlesser deputy\npassing acting\n",
    ),
    (
        "offices/x.tsv",
        "person\talso\tcode\tsector\ttitle\tfrom\tto\tsource\tsure\n\
         Ana Ruiz\t\tMLI\tGOV\tpresident of Mali\t2001-05-04\t2005-05-03\town\tday\n\
         Ana Ruiz\t\tMLI\tGOV\tpresident of Mali\t2011-05-04\t2015-05-03\town\tday\n\
         Ana Ruiz\t\tIGO\tIGO\tsecretary of the Union\t2018\t2020\town\tyear\n\
         Ben Soto\t\tMLI\tGOV\tpresident of Mali\t2015-05-04\t\town\tday\n\
         Ben Soto\t\tMLI\tMIL\tgeneral of Mali\t1990\t1999\town\tyear\n\
         Cora Soto\t\tTCD\tGOV\tforeign minister of Chad\t2015-05-04\t\town\tday\n",
    ),
];

/// The first actor of the one event, told on that day.
fn actor(tree: &str, day: Option<Date>) -> Entity {
    let (knowledge, mut problems) = Knowledge::load(KNOWLEDGE);
    problems.retain(|problem| !problem.message.contains("has no line"));
    assert_eq!(problems, []);
    let mut document: Document = document(tree);
    document.text.metadata.published = day.map(|date| Published { date, basis: PublishedBasis::Given });
    let coding = Coder { knowledge }.code(&document);
    let [event] = coding.events.as_slice() else { panic!("one event, not {:?}", coding.no_events) };
    event.actors[0].clone()
}

/// Code and sector of the actor, "-" where there is none.
fn told(tree: &str, year: Option<i16>) -> String {
    let entity = actor(tree, year.map(|year| Date::constant(year, 7, 1)));
    let value = |found: &Option<event::Found<String>>| found.as_ref().map_or("-".to_string(), |found| found.value.clone());
    format!("{} {}", value(&entity.code), value(&entity.sector))
}

const RUIZ: &str =
    "Ana Ana PROPN NNP 3 nsubj\nRuiz Ruiz PROPN NNP 1 flat\nattacked attack VERB VBD 0 root\nChad Chad PROPN NNP 3 obj\n";

#[test]
fn before_in_and_after_an_office() {
    assert_eq!(told(RUIZ, Some(2000)), "MLI -", "before the first office nothing is known");
    assert_eq!(told(RUIZ, Some(2003)), "MLI GOV");
    assert_eq!(told(RUIZ, Some(2008)), "MLI ELI", "between two terms");
    assert_eq!(told(RUIZ, Some(2013)), "MLI GOV", "back in office");
    assert_eq!(told(RUIZ, Some(2016)), "MLI ELI");
}

#[test]
fn before_the_first_office_the_words_at_the_name_count() {
    let words = |title: &str| format!("{title} {title} NOUN NN 2 compound\n{}", RUIZ.replace(" 1 ", " 2 ").replace(" 3 ", " 4 "));
    assert_eq!(told(&words("president"), Some(2000)), "MLI GOV");
    assert_eq!(told(&words("president"), Some(2008)), "MLI ELI", "afterwards the table knows better");
    assert_eq!(told(&words("painter"), Some(2000)), "MLI -");
}

#[test]
fn the_days_of_an_office_are_its_first_and_last() {
    let on = |month, day| actor(RUIZ, Some(Date::constant(2005, month, day))).sector.map(|sector| sector.value);
    assert_eq!(on(5, 3).as_deref(), Some("GOV"));
    assert_eq!(on(5, 4).as_deref(), Some("ELI"));
}

#[test]
fn without_a_day_the_last_office_counts() {
    assert_eq!(told(RUIZ, None), "MLI GOV");
    let soto = RUIZ.replace("Ana Ana", "Ben Ben").replace("Ruiz Ruiz", "Soto Soto");
    assert_eq!(told(&soto, None), "MLI GOV", "by its days, whatever the order of the rows");
}

#[test]
fn an_office_of_a_country_and_one_of_a_body_are_told_apart_by_the_day() {
    assert_eq!(told(RUIZ, Some(2019)), "IGO IGO");
    assert_eq!(told(RUIZ, Some(2021)), "MLI ELI");
}

fn titled(words: &str) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let head = words.len();
    let line = |(at, word): (usize, &&str)| {
        let (tag, relation) = match *word {
            "Chadian" | "Malian" | "former" => ("ADJ JJ", "amod"),
            "president" | "foreign" | "minister" | "deputy" => ("NOUN NN", "compound"),
            _ => ("PROPN NNP", "nsubj"),
        };
        let above = if at + 1 == head { head + 1 } else { head };
        format!("{word} {word} {tag} {above} {relation}\n")
    };
    let subject: String = words.iter().enumerate().map(line).collect();
    format!("{subject}attacked attack VERB VBD 0 root\nChad Chad PROPN NNP {} obj\n", head + 1)
}

#[test]
fn title_and_surname_find_the_one_who_bore_the_title_then() {
    let name = |words: &str, year| actor(&titled(words), Some(Date::constant(year, 7, 1))).identifier_text;
    assert_eq!(name("Malian president Ruiz", 2003).as_deref(), Some("Ana Ruiz"));
    assert_eq!(name("Malian president Soto", 2020).as_deref(), Some("Ben Soto"));
    assert_eq!(name("foreign minister Soto", 2020).as_deref(), Some("Cora Soto"), "Chad is named");
    assert_eq!(name("former Malian president Ruiz", 2008).as_deref(), Some("Ana Ruiz"));
    assert_eq!(told(&titled("former Malian president Ruiz"), Some(2008)), "MLI ELI");
    let both = "president president NOUN NN 2 compound\nSoto Soto PROPN NNP 3 nsubj\nattacked attack VERB VBD 0 root\n\
                foreign foreign ADJ JJ 5 amod\nminister minister NOUN NN 6 compound\nSoto Soto PROPN NNP 3 obj\n\
                in in ADP IN 8 case\nMali Mali PROPN NNP 3 obl\n";
    assert_eq!(told(both, Some(2020)), "MLI GOV", "a title ends where its phrase does");
}

#[test]
fn a_title_that_does_not_fit_finds_nobody() {
    let name = |words: &str, year| actor(&titled(words), Some(Date::constant(year, 7, 1))).identifier_text;
    assert_eq!(name("Malian president Ruiz", 2008), None, "out of office");
    assert_eq!(name("Chadian president Soto", 2020), None, "of another country");
    assert_eq!(name("president Ruiz", 2003), None, "no country is named that fits");
    assert_eq!(name("deputy foreign minister Soto", 2020), None, "another office");
    assert_eq!(name("president Alba", 2020), None, "unknown");
}
