//! A dependency tree drawn beside its words: one word a line in the order of the text, arcs on the left, an arrow at the dependent.

use super::{BOLD, FAINT};
use document::{Document, Sentence};
use unicode_width::UnicodeWidthStr;

const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// The box characters by the sides on which they are joined: the sum of [`UP`], [`DOWN`], [`LEFT`] and [`RIGHT`].
const BOXES: [char; 16] = [' ', '│', '│', '│', '─', '┘', '┐', '┤', '─', '└', '┌', '├', '─', '┴', '┬', '┼'];

/// An arc between two rows, and how far from the words it runs.
struct Arc {
    head: usize,
    dependent: usize,
    level: usize,
}

impl Arc {
    fn rows(&self) -> (usize, usize) {
        (self.head.min(self.dependent), self.head.max(self.dependent))
    }
}

/// The lines of a sentence's tree.
pub fn draw(document: &Document, sentence: &Sentence) -> Vec<String> {
    let first = sentence.tokens.start as usize;
    let heads: Vec<Option<usize>> = sentence.tokens.ids().map(|token| Some(document.head(token)? - first)).collect();
    let arcs = levelled(&heads);
    let drawn = grid(heads.len(), &arcs);
    let forms: Vec<String> = sentence.tokens.ids().map(|token| export::table::one_line(document.form(token))).collect();
    let widest = forms.iter().map(|form| form.width()).max().unwrap_or(0);
    let rows = sentence.tokens.ids().zip(forms).zip(drawn);
    rows.map(|((token, form), arcs)| {
        let word = &document.tokens[token];
        let pad = " ".repeat(widest - form.width());
        let (upos, relation) = (word.upos.name(), word.relation.name());
        format!("{FAINT}{arcs}{FAINT:#} {BOLD}{form}{BOLD:#}{pad}  {upos:<5} {relation:<12} {FAINT}{}{FAINT:#}", word.lemma)
    })
    .collect()
}

/// Every arc runs one level outside of those that it spans, the shortest nearest to the words.
fn levelled(heads: &[Option<usize>]) -> Vec<Arc> {
    let joined = heads.iter().enumerate().filter_map(|(dependent, head)| Some((head.as_ref()?, dependent)));
    let mut arcs: Vec<Arc> = joined.map(|(&head, dependent)| Arc { head, dependent, level: 0 }).collect();
    arcs.sort_by_key(|arc| (arc.head.abs_diff(arc.dependent), arc.dependent));
    // The outermost level so far between each pair of neighbouring rows.
    let mut taken = vec![0; heads.len()];
    for arc in &mut arcs {
        let (top, bottom) = arc.rows();
        arc.level = 1 + taken[top..bottom].iter().max().copied().unwrap_or(0);
        taken[top..bottom].fill(arc.level);
    }
    arcs
}

/// The drawing of the arcs, a line a row, all of one width.
fn grid(rows: usize, arcs: &[Arc]) -> Vec<String> {
    let levels = arcs.iter().map(|arc| arc.level).max().unwrap_or(0);
    let width = 2 * levels + 1;
    let mut cells = vec![vec![0u8; width]; rows];
    let mut arrows = vec![false; rows];
    for arc in arcs {
        let (top, bottom) = arc.rows();
        let column = width - 1 - 2 * arc.level;
        cells[top][column] |= DOWN | RIGHT;
        cells[bottom][column] |= UP | RIGHT;
        for row in &mut cells[top + 1..bottom] {
            row[column] |= UP | DOWN;
        }
        for row in [top, bottom] {
            for cell in &mut cells[row][column + 1..] {
                *cell |= LEFT | RIGHT;
            }
        }
        arrows[arc.dependent] = true;
    }
    let line = |(row, arrow): (Vec<u8>, bool)| -> String {
        let mut line: String = row.iter().map(|&cell| BOXES[usize::from(cell)]).collect();
        if arrow {
            line.pop();
            line.push('►');
        }
        line
    };
    cells.into_iter().zip(arrows).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(heads: &[Option<usize>]) -> String {
        grid(heads.len(), &levelled(heads)).join("\n")
    }

    #[test]
    fn arcs_nest() {
        // Police beat two protesters.
        let heads = [Some(1), None, Some(3), Some(1), Some(1)];
        let expected = ["    ┌─►", "┌─┬─┴──", "│ │ ┌─►", "│ └─┴─►", "└─────►"];
        assert_eq!(drawing(&heads), expected.join("\n"));
    }

    #[test]
    fn no_arc_is_no_drawing() {
        assert_eq!(drawing(&[None]), " ");
        assert_eq!(drawing(&[]), "");
    }
}
