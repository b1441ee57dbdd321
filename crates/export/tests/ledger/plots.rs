//! Plots and figures.

use crate::fixture::{chart, entries, rows};
use crate::{golden, plain};
use export::Chart;
use export::ledger::timeline;
use export::plot::{self, Glyphs, Ink, Look};
use unicode_width::UnicodeWidthStr;

const LOOK: Look = Look { width: 80, glyphs: Glyphs::Unicode, ink: Ink::Plain };

#[test]
fn tension_in_a_terminal() {
    golden("tension.txt", &plot::tension(&chart(30), LOOK));
    golden("tension.ascii.txt", &plot::tension(&chart(30), Look { glyphs: Glyphs::Ascii, ..LOOK }));
}

#[test]
fn colours_only_where_they_are_asked_for_and_nothing_else_changes() {
    let coloured = plot::tension(&chart(30), Look { ink: Ink::Colour, ..LOOK });
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(plain(&coloured), plot::tension(&chart(30), LOOK));
}

#[test]
fn incidents_along_a_line() {
    let marks = timeline::marks(&entries());
    golden("timeline.txt", &plot::timeline(&marks, LOOK));
    let ascii = plot::timeline(&marks, Look { glyphs: Glyphs::Ascii, ..LOOK });
    assert!(ascii.is_ascii());
    let backward: Vec<_> = marks.iter().rev().cloned().collect();
    assert_eq!(plot::timeline(&backward, LOOK), plot::timeline(&marks, LOOK));
    assert_eq!(plot::timeline(&[], LOOK), "");
}

#[test]
fn a_long_series_is_drawn_in_bars_of_several_points_and_loses_nothing() {
    let mut rows = rows(30);
    for _ in 0..5 {
        rows.extend(rows.clone());
    }
    let drawn = plot::tension(&Chart { rows, ..chart(1) }, LOOK);
    assert!(drawn.contains("(a bar is 19 days)"), "{drawn}");
    let longest = drawn.lines().take_while(|line| !line.starts_with("2024")).map(|line| line.width()).max();
    assert!(longest.is_some_and(|longest| longest <= 80), "{drawn}");
    let articles: u64 = chart(30).rows.iter().map(|row| row.articles).sum::<u64>() * 32;
    assert!(drawn.contains(&format!(" {articles}\n")));
}

#[test]
fn nothing_to_draw_is_said() {
    let empty = Chart { rows: Vec::new(), ..chart(1) };
    assert_eq!(plot::tension(&empty, LOOK), "KOR-PRK <&>: no incidents and no articles\n");
    assert!(export::figure::tension(&empty).ends_with("</svg>\n"));
}

#[test]
fn tension_as_a_figure() {
    let figure = export::figure::tension(&chart(20));
    golden("tension.svg", &figure);
    assert!(!figure.contains("<script") && !figure.contains("NaN"));
    assert_eq!(figure.matches('<').count(), figure.matches('>').count());
}

#[test]
fn the_timeline_as_a_figure() {
    let marks = timeline::marks(&entries());
    let figure = export::figure::timeline("KOR-PRK <&>", &marks);
    golden("timeline.svg", &figure);
    let backward: Vec<_> = marks.iter().rev().cloned().collect();
    assert_eq!(export::figure::timeline("KOR-PRK <&>", &backward), figure);
    assert!(export::figure::timeline("none", &[]).contains("no incidents with a day"));
    let mut bad = marks[0].clone();
    bad.label = "</title><script>x</script>\u{0}\"'&".repeat(3);
    let spoilt = export::figure::timeline(&bad.label, &[bad.clone()]);
    assert!(!spoilt.contains("<script") && !spoilt.contains('\u{0}'), "{spoilt}");
    assert_eq!(spoilt.matches("</title>").count(), 2, "the figure's and the mark's: {spoilt}");
}
