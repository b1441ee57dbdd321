//! A page as Markdown (CommonMark).

use super::blocks::{Block, Line, Passage, Piece};
use crate::table::one_line;

/// The page, the chart as the plot given.
pub fn write(page: &[Block], plot: &str) -> String {
    let mut out = String::new();
    for block in page {
        match block {
            Block::Title(words) => out.push_str(&format!("# {}\n", escaped(words))),
            Block::Heading(words) => out.push_str(&format!("## {}\n", escaped(words))),
            Block::Paragraph(pieces) => out.push_str(&format!("{}\n", line(pieces))),
            Block::Chart => out.push_str(&format!("{}\n", code(plot))),
            Block::Fields(fields) => {
                out.extend(fields.iter().map(|(name, value)| format!("- {name}: {}\n", escaped(value))));
            }
            Block::Passage(one) => {
                out.push_str(&format!("{}\n\n> {}\n", line(&one.head), passage(one)));
                if !one.under.is_empty() {
                    out.push('\n');
                }
                out.extend(one.under.iter().map(|under| format!("- {}\n", line(under))));
            }
            Block::List(items) => {
                for item in items {
                    out.push_str(&format!("- {}\n", line(&item.head)));
                    out.extend(item.under.iter().map(|under| format!("  - {}\n", line(under))));
                }
            }
            Block::Sources(lines) => {
                out.extend(lines.iter().zip(1..).map(|(source, number)| format!("{number}. {}\n", line(source))))
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// A block of code that nothing in it can close.
fn code(words: &str) -> String {
    let longest = words.split(|one| one != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", words.trim_end())
}

/// A paragraph in which the sentence stands between square brackets and the words that carry the act are strong.
fn passage(passage: &Passage) -> String {
    let [before, words, after] = &passage.sentence;
    let strong = if words.trim().is_empty() { String::new() } else { format!("**{}**", escaped(words)) };
    let spaced = |words: &str| {
        let (first, last) = (words.starts_with(char::is_whitespace), words.ends_with(char::is_whitespace));
        match escaped(words) {
            empty if empty.is_empty() => {
                if first {
                    " ".to_string()
                } else {
                    empty
                }
            }
            kept => format!("{}{kept}{}", if first { " " } else { "" }, if last { " " } else { "" }),
        }
    };
    let sentence = format!("\\[{}{strong}{}\\]", spaced(before), spaced(after));
    guarded(format!("{}{sentence}{}", spaced(&passage.before), spaced(&passage.after)).trim())
}

fn line(pieces: &Line) -> String {
    let words: String = pieces.iter().map(piece).collect();
    guarded(words.trim())
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Plain(words) => {
            // The spaces around are the page's own.
            let (before, after) = (words.starts_with(' '), words.ends_with(' ') && words.trim() != "");
            format!("{}{}{}", if before { " " } else { "" }, escaped(words), if after { " " } else { "" })
        }
        Piece::Strong(words) => format!("**{}**", escaped(words)),
        Piece::Quoted(words) => format!("“{}”", escaped(words)),
        Piece::Link(words, address) => format!("[{}](<{}>)", escaped(words), encoded(address)),
        Piece::Cited(number) => format!("\\[{number}\\]"),
    }
}

/// Words on one line, in which nothing is a mark.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for character in one_line(words).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => out.extend(['\\', character]),
            other => out.push(other),
        }
    }
    out
}

/// A line that begins no list and no heading.
fn guarded(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let number = digits > 0 && line[digits..].starts_with(['.', ')']);
    if number {
        format!("{}\\{}", &line[..digits], &line[digits..])
    } else if line.starts_with(['-', '+', '=']) {
        format!("\\{line}")
    } else {
        line.to_string()
    }
}

/// An address that stays between its brackets and on its line.
fn encoded(address: &str) -> String {
    let mut out = String::new();
    for character in address.chars() {
        match character {
            '<' | '>' | '\\' | ' ' | '"' | '`' => out.push_str(&format!("%{:02X}", u32::from(character))),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::blocks::{Item, link, plain};

    #[test]
    fn no_words_become_marks() {
        let check = |words: &str, expect: &str| assert_eq!(line(&vec![plain(words)]), expect);
        check("*R&D* <b>_x_</b>", "\\*R&amp;D\\* &lt;b&gt;\\_x\\_&lt;/b&gt;");
        check("1. April", "1\\. April");
        check("- minus", "\\- minus");
        check("# one\n## two", "\\# one \\#\\# two");
        check("![x](javascript:y)", "\\!\\[x\\](javascript:y)");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(piece(&link("a]b", Some("https://x.example/<a> \"b"))), "[a\\]b](<https://x.example/%3Ca%3E%20%22b>)");
        assert_eq!(piece(&link("a", Some("javascript:alert(1)"))), "a");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert!(code("a ```` b").starts_with("`````text\n"));
    }

    #[test]
    fn items_have_lines_under_them() {
        let item = Item { head: vec![plain("a")], under: vec![vec![Piece::Cited(2)]] };
        assert_eq!(write(&[Block::List(vec![item])], ""), "- a\n  - \\[2\\]\n");
    }
}
