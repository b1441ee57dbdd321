//! CSV, JSON Lines, tables, GeoJSON and panels.

use crate::fixture::{commitments, country, entries, incident, june, rows, tallies};
use crate::{golden, plain, written};
use event::{Assertion, Category, CopyKind, CopyPair};
use export::columns::{Column, Values, sheet, write_header, write_rows};
use export::ledger::{self, copies, incidents, tension, timeline};
use export::panel::{self, PanelAsked, PanelRow};
use jiff::civil::date;
use serde_json::Value;

fn csv<T>(columns: &[Column<T>], rows: &[T]) -> String {
    written(|out| write_header(out, columns).and_then(|()| write_rows(out, columns, rows)))
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
}

#[test]
fn incidents_in_every_form() {
    let entries = entries();
    golden("incidents.csv", &csv(incidents::COLUMNS, &entries));
    golden("incidents.jsonl", &written(|out| ledger::write_lines(out, entries.iter().map(incidents::record))));
    golden("incidents.txt", &plain(&incidents::table(&entries, 140)));
    golden("incidents.geojson", &written(|out| export::geojson::write(out, &entries)));
    assert_eq!(incidents::table(&[], 80), "");
}

#[test]
fn a_mention_of_an_incident_has_the_four_fields_that_scorers_read() {
    let entries = entries();
    let found = lines(&written(|out| ledger::write_lines(out, entries.iter().map(incidents::record))));
    let expect = serde_json::json!({"report": "wire-1", "event": "ev_0000000000000010", "start": 20, "end": 31});
    assert_eq!(found[1]["mentions"][0], expect);
    assert_eq!(found[1]["incident"], "in_0000000000000001");
}

#[test]
fn other_lists_in_every_form() {
    let pair =
        CopyPair { first: document::DocumentId(1), second: document::DocumentId(2), kind: CopyKind::Abridged, share: 0.98765 };
    let copies = [copies::CopyRow::of(&pair, "wire-1", "line, 1")];
    golden("copies.csv", &csv(copies::COLUMNS, &copies));
    golden("copies.jsonl", &written(|out| ledger::write_lines(out, &copies)));
    let commitments = commitments();
    golden("commitments.csv", &csv(ledger::commitments::COLUMNS, &commitments));
    golden("commitments.jsonl", &written(|out| ledger::write_lines(out, commitments.iter().map(ledger::commitments::record))));
    let tallies = tallies();
    golden("tallies.csv", &csv(ledger::tallies::COLUMNS, &tallies));
    golden("tallies.jsonl", &written(|out| ledger::write_lines(out, tallies.iter().map(ledger::tallies::record))));
    let rows = rows(12);
    golden("tension.csv", &csv(tension::COLUMNS, &rows));
    golden("tension.jsonl", &written(|out| ledger::write_lines(out, &rows)));
    let tables = [
        copies::table(&copies, 100),
        ledger::commitments::table(&commitments, 100),
        ledger::tallies::table(&tallies, 100),
        tension::table(&rows, 120),
    ];
    golden("tables.txt", &plain(&tables.join("\n")));
}

#[test]
fn a_timeline_has_an_incident_a_row_with_the_words_that_tell_it() {
    let mut entries = entries();
    // The order in which a ledger hands incidents over.
    entries.sort_by_key(|entry| (entry.incident.days.is_none(), entry.incident.days.map(|(first, _)| first)));
    golden("timeline.csv", &csv(timeline::COLUMNS, &entries));
    golden("timeline.jsonl", &written(|out| ledger::write_lines(out, entries.iter().map(timeline::record))));
}

#[test]
fn a_sheet_has_the_types_of_its_columns_even_without_rows() {
    let types = |entries: &[ledger::Entry]| {
        let name = |values: &Values| match values {
            Values::Text(_) => 't',
            Values::Whole(_) => 'w',
            Values::Real(_) => 'r',
            Values::Day(_) => 'd',
            Values::Truth(_) => 'b',
        };
        sheet(incidents::COLUMNS, entries).columns.iter().map(|column| name(&column.values)).collect::<String>()
    };
    assert_eq!(types(&entries()), types(&[]));
    assert_eq!(types(&[]), "tddtttwrtbttttttttwrrttwwwtttddt");
}

fn counts(row: &PanelRow) -> (String, String, i8, u32, f64) {
    (row.one.clone(), row.other.clone(), row.month.month(), row.categories.iter().sum(), row.score_sum)
}

#[test]
fn a_panel_is_balanced_and_filled_with_zeros() {
    let mut all: Vec<event::Incident> = entries().into_iter().map(|entry| entry.incident).collect();
    let mut march = incident(4, Category::Sanction, 1);
    march.days = Some((date(2024, 3, 31), date(2024, 4, 2)));
    march.actors = vec![country("USA", "United States"), country("KOR", "South Korea")];
    march.recipients = vec![country("PRK", "North Korea")];
    let mut planned = incident(5, Category::Assault, 9);
    planned.assertion = Assertion::Announced;
    let mut vague = incident(6, Category::Assault, 9);
    vague.days = Some((date(2024, 1, 1), june(9)));
    let mut inward = incident(7, Category::Coerce, 9);
    inward.recipients = inward.actors.clone();
    all.extend([march, planned, vague, inward]);
    let rows = panel::panel(&all, &PanelAsked::default()).expect("it is small");
    let expect = |one: &str, other: &str, month, count, sum| (one.to_string(), other.to_string(), month, count, sum);
    let found: Vec<_> = rows.iter().map(counts).collect();
    assert_eq!(
        found,
        [
            expect("KOR", "PRK", 3, 1, -5.5),
            expect("KOR", "PRK", 4, 0, 0.0),
            expect("KOR", "PRK", 5, 0, 0.0),
            expect("KOR", "PRK", 6, 2, -11.0),
            expect("PRK", "USA", 3, 1, -5.5),
            expect("PRK", "USA", 4, 0, 0.0),
            expect("PRK", "USA", 5, 0, 0.0),
            expect("PRK", "USA", 6, 0, 0.0),
        ]
    );
    all.reverse();
    assert_eq!(panel::panel(&all, &PanelAsked::default()), Ok(rows));
    let asked = PanelAsked { dyads: vec![("PRK".into(), "JPN".into())], from: Some(june(3)), to: Some(june(4)) };
    let asked = panel::panel(&all, &asked).expect("it is small");
    assert_eq!(asked.iter().map(counts).collect::<Vec<_>>(), [expect("JPN", "PRK", 6, 0, 0.0)]);
    golden("panel.csv", &csv(panel::COLUMNS, &panel::panel(&all, &PanelAsked::default()).expect("it is small")));
    let reversed = PanelAsked { from: Some(june(3)), to: Some(june(2)), ..PanelAsked::default() };
    assert!(panel::panel(&all, &reversed).expect_err("it is reversed").ends_with("exchange the two days"));
}
