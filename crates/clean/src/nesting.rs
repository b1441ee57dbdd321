//! Bounds how deep the elements of a page nest, before any recursive parser sees it.
//!
//! One pass over the bytes with a small tolerant tokenizer: it counts open elements and drops the tags beyond the bound,
//! whose text stays. It builds no tree, decodes nothing, and leaves a page that nests within the bound as it is.

use std::borrow::Cow;

/// The deepest nesting that is let through. Pages made by people stay far below it.
pub const DEEPEST: usize = 200;
/// How many formatting elements may stand open at once: a parser opens each of them anew in every block after them.
const OPEN_FORMATTING: usize = 24;
/// The longest tag that is let through, in bytes; pictures written into an attribute are the longest that pages hold.
const LONGEST_TAG: usize = 1 << 20;
/// How many attributes a tag may have: a parser compares each with all before it.
const MOST_ATTRIBUTES: usize = 200;

const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
];
const FORMATTING: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose end tags alone reach through them.
const SCOPE: &[&str] =
    &["applet", "button", "caption", "html", "marquee", "math", "object", "select", "svg", "table", "td", "template", "th"];
/// Elements that a following start tag of the same group closes.
const SELF_CLOSING_GROUPS: &[&[&str]] = &[&["li"], &["dt", "dd"], &["tr"], &["td", "th"], &["option", "optgroup"]];
/// Start tags that close an open paragraph.
const CLOSES_PARAGRAPH: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dd",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
];
/// Elements whose content is not markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// The page with no element nested deeper than [`DEEPEST`], and how many tags were dropped for that.
pub fn bound(html: &str) -> (Cow<'_, str>, usize) {
    let mut out = String::new();
    let mut copied = 0;
    let mut dropped = 0;
    let mut open: Vec<String> = Vec::new();
    let mut formatting: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(offset) = html[at..].find('<') {
        let start = at + offset;
        let Some(tag) = Tag::read(html, start) else {
            at = skip_declaration(html, start);
            continue;
        };
        at = tag.end;
        let fits = if tag.closing {
            close(&tag.name, &mut open, &mut formatting);
            true
        } else {
            open_element(&tag, &mut open, &mut formatting)
        };
        if !fits {
            out.push_str(&html[copied..start]);
            // The words on both sides of a dropped tag stay apart.
            out.push(' ');
            copied = tag.end;
            dropped += 1;
        } else if !tag.closing && RAW.contains(&tag.name.as_str()) && !open.iter().any(|name| name == "svg" || name == "math") {
            // Within drawings and formulas the content of the same names is markup.
            at = skip_raw(html, tag.end, &tag.name);
        }
    }
    if dropped == 0 {
        return (Cow::Borrowed(html), 0);
    }
    out.push_str(&html[copied..]);
    (Cow::Owned(out), dropped)
}

/// Enters a start tag into the stack of open elements; `false` where it must be dropped.
fn open_element(tag: &Tag, open: &mut Vec<String>, formatting: &mut Vec<String>) -> bool {
    if tag.oversized {
        return false;
    }
    let name = tag.name.as_str();
    if VOID.contains(&name) {
        return true;
    }
    if CLOSES_PARAGRAPH.contains(&name) {
        pop_to(open, &["p"], SCOPE);
    }
    if let Some(group) = SELF_CLOSING_GROUPS.iter().find(|group| group.contains(&name)) {
        let until: &[&str] =
            if matches!(name, "td" | "th" | "tr") { &["table"] } else { &["ul", "ol", "dl", "select", "table", "td"] };
        pop_to(open, group, until);
    }
    if FORMATTING.contains(&name) {
        if formatting.len() >= OPEN_FORMATTING {
            return false;
        }
        formatting.push(tag.name.clone());
    }
    if open.len() >= DEEPEST {
        return false;
    }
    open.push(tag.name.clone());
    true
}

/// Closes the innermost open element of that name, and all within it, unless an element that bounds the scope lies between.
fn close(name: &str, open: &mut Vec<String>, formatting: &mut Vec<String>) {
    if let Some(at) = formatting.iter().rposition(|other| other == name) {
        formatting.remove(at);
    }
    if name == "form" {
        // Parsers take the form alone off their stack and leave open what lies within it.
        if let Some(at) = open.iter().rposition(|other| other == name) {
            open.remove(at);
        }
        return;
    }
    let until: &[&str] = if SCOPE.contains(&name) { &[] } else { SCOPE };
    pop_to(open, &[name], until);
}

/// Pops the innermost element named in `names` with all within it; nothing where one of `until` lies above it.
fn pop_to(open: &mut Vec<String>, names: &[&str], until: &[&str]) {
    for at in (0..open.len()).rev() {
        if names.contains(&open[at].as_str()) {
            open.truncate(at);
            return;
        }
        if until.contains(&open[at].as_str()) {
            return;
        }
    }
}

/// A start or end tag.
struct Tag {
    name: String,
    closing: bool,
    /// The byte after it.
    end: usize,
    /// Whether it is too large to be a tag of an honest page.
    oversized: bool,
}

impl Tag {
    /// Reads the tag at `start`, where a `<` stands; `None` where none begins there.
    fn read(html: &str, start: usize) -> Option<Tag> {
        let bytes = html.as_bytes();
        let mut at = start + 1;
        let closing = bytes.get(at) == Some(&b'/');
        at += usize::from(closing);
        if !bytes.get(at)?.is_ascii_alphabetic() {
            return None;
        }
        let name_start = at;
        while bytes.get(at).is_some_and(|&byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/')) {
            at += 1;
        }
        let name_end = at.min(name_start + 32);
        let name = String::from_utf8_lossy(&bytes[name_start..name_end]).to_ascii_lowercase();
        let mut attributes = 0;
        let mut quote = None;
        while let Some(&byte) = bytes.get(at) {
            match quote {
                Some(mark) if byte == mark => quote = None,
                Some(_) => {}
                None if byte == b'>' => break,
                // A quote opens a value only after its equals sign.
                None if matches!(byte, b'"' | b'\'') && after_equals(bytes, at) => quote = Some(byte),
                None if byte.is_ascii_whitespace() || byte == b'/' => attributes += 1,
                None => {}
            }
            at += 1;
        }
        let end = (at + 1).min(html.len());
        let oversized =
            end - start > LONGEST_TAG || (attributes > MOST_ATTRIBUTES && count_names(&bytes[start..end]) > MOST_ATTRIBUTES);
        Some(Tag { name, closing, end, oversized })
    }
}

/// Whether the last byte before `at` that is not white space is an equals sign.
fn after_equals(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take(64).find(|byte| !byte.is_ascii_whitespace()) == Some(&b'=')
}

/// How many words a tag holds, which is at least the number of its attributes where values hold no spaces.
fn count_names(tag: &[u8]) -> usize {
    tag.split(|byte| byte.is_ascii_whitespace() || *byte == b'/').filter(|word| !word.is_empty()).count()
}

/// Where to go on after a `<` that begins no tag: behind a comment, else behind the sign itself.
fn skip_declaration(html: &str, start: usize) -> usize {
    let rest = &html[start..];
    if let Some(comment) = rest.strip_prefix("<!--") {
        // Parsers take these two for whole comments.
        if let Some(empty) = [">", "->"].iter().find(|end| comment.starts_with(**end)) {
            return start + 4 + empty.len();
        }
        let ends = [comment.find("-->").map(|end| end + 3), comment.find("--!>").map(|end| end + 4)];
        return ends.into_iter().flatten().min().map_or(html.len(), |end| start + 4 + end);
    }
    start + 1
}

/// Where the raw content of `name` ends: at its end tag, else at the end of the page.
fn skip_raw(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(offset) = html[at..].find("</") {
        let start = at + offset;
        let after = start + 2;
        if bytes.get(after..after + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes())) {
            return start;
        }
        at = after;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_page_is_left_as_it_is() {
        let page = "<html><body><p>One<p>Two<br><ul><li>a<li>b</ul><img src=x></body></html>";
        assert_eq!(bound(page), (Cow::Borrowed(page), 0));
        let many = "<p>word".repeat(5_000) + &"<li><b>x</b>".repeat(5_000) + &"<tr><td>x".repeat(5_000);
        assert_eq!(bound(&many).1, 0, "implied end tags are understood");
    }

    #[test]
    fn deep_nesting_is_cut_and_its_words_stay() {
        let page = "<div>".repeat(10_000) + "word" + &"</div>".repeat(10_000);
        let (cut, dropped) = bound(&page);
        assert_eq!(dropped, 10_000 - DEEPEST);
        assert!(cut.contains("word"));
        let blocked = "<div><object></div>".repeat(10_000);
        assert!(bound(&blocked).1 > 9_000, "an end tag that no parser lets through closes nothing");
    }

    #[test]
    fn markup_hidden_in_drawings_and_forms_is_seen() {
        assert!(bound(&("<svg><title>".to_owned() + &"<div>".repeat(10_000))).1 > 9_000);
        assert!(bound(&"<form><div></form>".repeat(10_000)).1 > 9_000);
    }

    #[test]
    fn formatting_left_open_is_bounded() {
        let page = "<div>".to_owned() + &"<b class=x>".repeat(1_000) + "</div><div>word</div>";
        assert_eq!(bound(&page).1, 1_000 - OPEN_FORMATTING);
    }

    #[test]
    fn scripts_and_comments_are_no_markup() {
        let page = format!("<script>{0}</script><!-- {0} --><p>word", "if (a <b) '<div>'".repeat(500));
        assert_eq!(bound(&page).1, 0);
    }
}
