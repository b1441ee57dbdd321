//! A page as HTML with its style and figure inside. It holds no script and loads nothing.

use super::blocks::{Block, Line, Passage, Piece};
use crate::figure::escaped;

const STYLE: &str = "body{font:15px/1.45 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}\
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.15em 1em}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}\
    blockquote{margin:.4em 0;padding-left:1em;border-left:3px solid #bbb}mark{background:#fff2a8;color:#000;border-bottom:2px solid #806000}\
    mark strong{text-decoration:underline}\
    svg{max-width:100%;height:auto}li{margin:.3em 0}li li{margin:0;color:#444}q{font-style:italic}a{color:#0050a0;overflow-wrap:anywhere}\
    @media print{body{font-size:11px;margin:0}}";

/// The page, with the figure given.
pub fn write(page: &[Block], figure: &str) -> String {
    let title = page.iter().find_map(|block| if let Block::Title(words) = block { Some(words.as_str()) } else { None });
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        escaped(title.unwrap_or_default())
    );
    for block in page {
        match block {
            Block::Title(words) => out.push_str(&format!("<h1>{}</h1>\n", escaped(words))),
            Block::Heading(words) => out.push_str(&format!("<h2>{}</h2>\n", escaped(words))),
            Block::Paragraph(pieces) => out.push_str(&format!("<p>{}</p>\n", line(pieces))),
            Block::Chart => out.push_str(&format!("<figure>\n{figure}</figure>\n")),
            Block::Fields(fields) => {
                out.push_str("<dl>\n");
                for (name, value) in fields {
                    out.push_str(&format!("<dt>{}</dt><dd>{}</dd>\n", escaped(name), escaped(value)));
                }
                out.push_str("</dl>\n");
            }
            Block::Passage(one) => out.push_str(&passage(one)),
            Block::List(items) => {
                out.push_str("<ul>\n");
                for item in items {
                    out.push_str(&format!("<li>{}", line(&item.head)));
                    if !item.under.is_empty() {
                        let under: String = item.under.iter().map(|under| format!("<li>{}</li>", line(under))).collect();
                        out.push_str(&format!("<ul>{under}</ul>"));
                    }
                    out.push_str("</li>\n");
                }
                out.push_str("</ul>\n");
            }
            Block::Sources(lines) => {
                out.push_str("<ol>\n");
                for (source, number) in lines.iter().zip(1..) {
                    out.push_str(&format!("<li id=\"source-{number}\">{}</li>\n", line(source)));
                }
                out.push_str("</ol>\n");
            }
        }
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// The sentence is marked by colour and by a line under it, the words that carry the act by weight and another.
fn passage(passage: &Passage) -> String {
    let [before, words, after] = &passage.sentence;
    let words = if words.is_empty() { String::new() } else { format!("<strong>{}</strong>", escaped(words)) };
    let under: String = passage.under.iter().map(|under| format!("<li>{}</li>", line(under))).collect();
    let under = if under.is_empty() { under } else { format!("<ul>{under}</ul>\n") };
    format!(
        "<section>\n<p>{}</p>\n<blockquote>{}<mark>{}{words}{}</mark>{}</blockquote>\n{under}</section>\n",
        line(&passage.head),
        escaped(&passage.before),
        escaped(before),
        escaped(after),
        escaped(&passage.after),
    )
}

fn line(pieces: &Line) -> String {
    pieces.iter().map(piece).collect()
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Plain(words) => escaped(words),
        Piece::Strong(words) => format!("<strong>{}</strong>", escaped(words)),
        Piece::Quoted(words) => format!("<q>{}</q>", escaped(words)),
        Piece::Link(words, address) => {
            format!("<a href=\"{}\" rel=\"noopener nofollow\">{}</a>", escaped(address), escaped(words))
        }
        Piece::Cited(number) => format!("<a href=\"#source-{number}\">[{number}]</a> "),
    }
}
