//! Characters and colours of plots, and words cut to columns.

use super::{Glyphs, Ink, Look};
use crate::table::one_line;
use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The colours of the quad classes, as the tables have them.
const COLOURS: [AnsiColor; 4] = [AnsiColor::Green, AnsiColor::Cyan, AnsiColor::Yellow, AnsiColor::Red];

impl Look {
    /// The character that is filled to so many eighths.
    pub fn filled(self, eighths: usize) -> char {
        let levels = match self.glyphs {
            Glyphs::Unicode => [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
            Glyphs::Ascii => [' ', '.', ':', '-', '=', '+', '*', '%', '#'],
        };
        levels[eighths.min(8)]
    }

    /// One of two characters.
    pub fn either(self, unicode: char, ascii: char) -> char {
        if self.glyphs == Glyphs::Unicode { unicode } else { ascii }
    }

    /// Words in the colour of a quad class, 1 to 4.
    pub fn quad(self, words: &str, quad: usize) -> String {
        let colour = COLOURS.get(quad.wrapping_sub(1)).copied();
        match colour.filter(|_| self.ink == Ink::Colour && !words.trim().is_empty()) {
            Some(colour) => {
                let style = Style::new().fg_color(Some(colour.into()));
                format!("{style}{words}{style:#}")
            }
            None => words.to_string(),
        }
    }
}

/// A line of small bars, the greatest filled. What is more than nothing shows.
pub fn spark(look: Look, values: &[u64]) -> String {
    let greatest = values.iter().copied().max().unwrap_or(0);
    values.iter().map(|value| look.filled(eighths(*value, greatest, 1))).collect()
}

/// How many eighths of a column so many rows high a value fills, the greatest value filling it.
pub fn eighths(value: u64, greatest: u64, rows: usize) -> usize {
    if value == 0 || greatest == 0 {
        return 0;
    }
    let all = rows * 8;
    let filled = (value as f64 / greatest as f64 * all as f64).round() as usize;
    filled.clamp(1, all)
}

/// Words on one line, cut or filled to so many columns.
pub fn fitted(words: &str, columns: usize, look: Look) -> String {
    let words = one_line(words);
    let words: String = match look.glyphs {
        Glyphs::Unicode => words,
        Glyphs::Ascii => words.replace('→', "->").chars().map(|one| if one.is_ascii() { one } else { '?' }).collect(),
    };
    let (mut out, mut used) = (String::new(), 0);
    let fits = words.width() <= columns;
    for character in words.chars() {
        let width = character.width().unwrap_or(0);
        if used + width + usize::from(!fits) > columns {
            break;
        }
        out.push(character);
        used += width;
    }
    if !fits && used < columns {
        out.push(look.either('…', '~'));
        used += 1;
    }
    out.push_str(&" ".repeat(columns.saturating_sub(used)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { width: 80, glyphs: Glyphs::Unicode, ink: Ink::Plain };

    #[test]
    fn words_fill_their_columns_exactly() {
        for (words, columns, expect) in [
            ("abc", 5, "abc  "),
            ("abcdef", 4, "abc…"),
            ("평양 시내", 5, "평양…"),
            ("평양", 4, "평양"),
            ("a\nb", 3, "a b"),
            ("ab", 0, ""),
        ] {
            assert_eq!(fitted(words, columns, LOOK), expect);
        }
        let ascii = Look { glyphs: Glyphs::Ascii, ..LOOK };
        assert_eq!(fitted("PRK → KOR", 10, ascii), "PRK -> KOR");
        assert_eq!(fitted("Kaesŏng!!", 7, ascii), "Kaes?n~");
    }

    #[test]
    fn what_is_there_shows() {
        assert_eq!(spark(LOOK, &[0, 1, 500, 1000]), " ▁▄█");
        assert_eq!(spark(LOOK, &[0, 0]), "  ");
        assert_eq!(eighths(3, 4, 2), 12);
    }
}
