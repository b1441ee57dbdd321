//! What holds whatever the words of other people are.

use crate::fixture::{brief, chart, entries};
use crate::written;
use export::columns::write_rows;
use export::ledger::{Entry, incidents, write_lines};
use export::plot::{self, Glyphs, Ink, Look};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

/// Words that try to break out of where they stand.
fn awkward() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[<>&\"'`*_#|\\\\\\[\\]()\n\r\u{1b}\u{0}\u{85}\u{2028}a-c평-]{0,20}",
        Just("</svg></script><script>x()</script>".to_string()),
        Just("\u{1b}[31mred".to_string()),
    ]
}

/// The entries with such words everywhere.
fn spoilt(words: &[String]) -> Vec<Entry> {
    let mut entries = entries();
    for entry in &mut entries {
        let incident = &mut entry.incident;
        incident.modes = vec![words[0].clone()];
        incident.actors[0].name = Some(words[1].clone());
        incident.actors[0].code = None;
        incident.site.iter_mut().for_each(|site| site.name = words[2].clone());
        incident.denied_by = vec![words[3].clone()];
        incident.claims.iter_mut().for_each(|claim| claim.by = words[4].clone());
        incident.facts.iter_mut().for_each(|fact| fact.field = words[5].clone());
        entry.mentions.iter_mut().for_each(|mention| mention.sentence = words[6].clone());
        for report in &mut entry.reports {
            report.title = Some(words[7].clone());
            report.publisher = Some(words[8].clone());
            report.url = Some(format!("https://{}", words[9]));
        }
    }
    entries
}

/// The names of the tags of a page, in order.
fn tags(page: &str) -> Vec<&str> {
    let name = |after: &'_ str| after.find(['>', ' ']).unwrap_or(0);
    page.split('<').skip(1).map(|after| &after[..name(after)]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_words_make_a_tag_or_a_link(words in proptest::collection::vec(awkward(), 10)) {
        let mut spoilt_brief = brief();
        spoilt_brief.entries = spoilt(&words);
        spoilt_brief.chart.title = words[0].clone();
        let page = export::brief::html(&spoilt_brief);
        prop_assert!(tags(&page).iter().all(|name| ["!DOCTYPE", "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "figure", "svg",
            "desc", "rect", "text", "line", "path", "ul", "ol", "li", "strong", "q", "a"].contains(&name.trim_start_matches('/'))));
        prop_assert!(!page.chars().any(|one| one.is_control() && one != '\n'));
        let links = page.matches("href=\"").count();
        prop_assert_eq!(links, page.matches("href=\"https://").count() + page.matches("href=\"#source-").count());
        let text = export::brief::markdown(&spoilt_brief);
        let outside: String = text.split("\n```").enumerate().filter(|(part, _)| part % 2 == 0).map(|(_, text)| text).collect();
        prop_assert!(!outside.contains("<script"), "{}", outside);
        prop_assert_eq!(outside.lines().filter(|line| line.starts_with('#')).count(), 8, "{}", text);
    }

    #[test]
    fn figures_are_well_formed(title in awkward(), days in 1i8..30) {
        let mut drawn = chart(days);
        drawn.title = title;
        let figure = export::figure::tension(&drawn);
        let opened = tags(&figure).iter().filter(|name| ["svg", "title", "desc", "style", "text"].contains(name)).count();
        let closed = tags(&figure).iter().filter(|name| name.starts_with('/') && **name != "/rect").count();
        prop_assert_eq!(opened, closed);
    }

    #[test]
    fn lists_hold_every_incident_on_a_line_that_reads_back(words in proptest::collection::vec(awkward(), 10)) {
        let entries = spoilt(&words);
        let rows = written(|out| write_rows(out, incidents::COLUMNS, &entries));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rows.as_bytes());
        let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("CSV reads back");
        prop_assert_eq!(read.len(), entries.len());
        prop_assert!(read.iter().all(|row| row.len() == incidents::COLUMNS.len()));
        for (row, entry) in read.iter().zip(&entries) {
            prop_assert_eq!(&row[0], entry.incident.id.to_string());
            prop_assert_eq!(&row[4], &words[0]);
        }
        let lines = written(|out| write_lines(out, entries.iter().map(incidents::record)));
        prop_assert_eq!(lines.lines().count(), entries.len());
        prop_assert!(lines.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
    }

    #[test]
    fn plots_fit_their_width(title in awkward(), width in 48usize..200, days in 1i8..30) {
        let mut drawn = chart(days);
        drawn.title = title.clone();
        for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
            let look = Look { width, glyphs, ink: Ink::Plain };
            let plot = plot::tension(&drawn, look);
            let mut bars = plot.lines().take_while(|line| !line.contains("probability"));
            prop_assert!(bars.all(|line| line.width() <= width), "{}", plot);
            prop_assert!(glyphs == Glyphs::Unicode || plot.is_ascii());
            let mut marks = export::ledger::timeline::marks(&entries());
            marks.iter_mut().for_each(|mark| mark.label = title.clone());
            let plot = plot::timeline(&marks, look);
            prop_assert!(plot.lines().all(|line| line.width() <= width), "{}", plot);
        }
    }
}
