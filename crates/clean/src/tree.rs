//! Walks a parsed page once, in document order, and keeps what later steps ask for: its blocks of words with the path of
//! their element, its `meta`, `time` and `link` elements, and its JSON-LD.
//!
//! The walk keeps its own stack, so that no page is too deep for it. What is article and what is not is not decided here.

use std::collections::BTreeMap;
use trafilatura::dom::{Document, NodeId};

/// A run of words that stand in one block element, white space collapsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The words.
    pub words: String,
    /// The name of the block element that holds them.
    pub tag: String,
    /// The path of that element, like `html/body/article/p[3]`.
    pub path: String,
    /// Whether it lies within an element that pages put around an article (`nav`, `aside`, `footer`, `form` ...).
    pub aside: bool,
    /// Whether it lies within a `figcaption`.
    pub caption: bool,
    /// Whether more than half of it is the words of links.
    pub linked: bool,
}

/// What a walk over a page keeps.
#[derive(Debug, Default)]
pub struct Page {
    /// The blocks in document order.
    pub blocks: Vec<Block>,
    /// The names (or properties) of `meta` elements in lower case with their contents, in document order.
    pub meta: Vec<(String, String)>,
    /// The contents of the page's JSON-LD scripts.
    pub scripts: Vec<String>,
    /// The dates of `time` elements, `pubdate` ones first.
    pub times: Vec<String>,
    /// The address that a canonical link or `og:url` names.
    pub canonical: Option<String>,
    /// The words of the `title` element.
    pub title: Option<String>,
    /// How deep its deepest element lies.
    pub depth: usize,
    /// How many elements it has.
    pub elements: usize,
}

const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "select", "iframe", "object", "textarea", "video", "audio",
    "canvas", "head",
];
const ASIDE: &[&str] = &["nav", "aside", "footer", "form", "button", "menu", "dialog"];
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "nobr", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// An element on the way from the root to where the walk stands.
struct Open {
    path_length: usize,
    tag: String,
    aside: bool,
    caption: bool,
    block: bool,
    /// Whether what it holds is no text of the page.
    silent: bool,
    /// Whether it is or lies in a link.
    link: bool,
}

/// The words of the block that is being gathered, and how many bytes of them are links.
#[derive(Default)]
struct Words {
    text: String,
    linked: usize,
}

/// A step of the walk: enter a node with the index that its path shows (none where it has no namesake), or leave an element.
enum Step {
    Enter(NodeId, Option<usize>),
    Leave,
}

/// Walks the page from its root.
pub fn walk(document: &Document) -> Page {
    let mut page = Page::default();
    let mut words = Words::default();
    let mut path = String::new();
    let mut open: Vec<Open> = Vec::new();
    let mut times: Vec<(bool, String)> = Vec::new();
    let mut steps = vec![Step::Enter(document.root(), None)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave => {
                let Some(element) = open.last() else { continue };
                if element.block {
                    flush(&mut page, &mut words, &open, &path);
                }
                path.truncate(element.path_length);
                open.pop();
            }
            Step::Enter(node, _) if document.is_text(node) => {
                if !open.last().is_some_and(|element| element.silent) {
                    let text = document.outer_html(node);
                    words.linked += if open.last().is_some_and(|element| element.link) { text.trim().len() } else { 0 };
                    words.text.push_str(&text);
                }
            }
            Step::Enter(node, index) => {
                let tag = document.tag_name(node).to_owned();
                if !tag.is_empty() {
                    page.elements += 1;
                    read_head(document, node, &tag, &mut page, &mut times, open.last().is_some_and(|above| above.aside));
                }
                if tag == "br" {
                    line_break(document, node, &mut page, &mut words, &open, &path);
                }
                if document.is_void_element(node) {
                    continue;
                }
                let block = !tag.is_empty() && !INLINE.contains(&tag.as_str());
                if block {
                    flush(&mut page, &mut words, &open, &path);
                }
                let path_length = path.len();
                if !tag.is_empty() {
                    if !path.is_empty() {
                        path.push('/');
                    }
                    path.push_str(&tag);
                    if let Some(index) = index {
                        path.push_str(&format!("[{index}]"));
                    }
                }
                let above = open.last();
                let aside = above.is_some_and(|above| above.aside) || ASIDE.contains(&tag.as_str());
                let caption = above.is_some_and(|above| above.caption) || tag == "figcaption";
                let silent = above.is_some_and(|above| above.silent) || SILENT.contains(&tag.as_str());
                let link = above.is_some_and(|above| above.link) || tag == "a";
                open.push(Open { path_length, tag, aside, caption, block, silent, link });
                page.depth = page.depth.max(open.len());
                steps.push(Step::Leave);
                push_children(document, node, &mut steps);
            }
        }
    }
    flush(&mut page, &mut words, &open, &path);
    // A stable sort: `pubdate` first, else as they stand in the page.
    times.sort_by_key(|(is_publication, _)| !is_publication);
    page.times = times.into_iter().map(|(_, time)| time).collect();
    page
}

/// Puts the children on the stack, last first, each with its number among the siblings of its name.
fn push_children(document: &Document, node: NodeId, steps: &mut Vec<Step>) {
    let children = document.child_nodes(node);
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for &child in &children {
        *totals.entry(document.tag_name(child)).or_default() += 1;
    }
    let mut seen = totals.clone();
    for &child in children.iter().rev() {
        let tag = document.tag_name(child);
        let number = seen.get_mut(tag).map(|left| {
            *left -= 1;
            *left + 1
        });
        let numbered = totals.get(tag).is_some_and(|&total| total > 1);
        steps.push(Step::Enter(child, number.filter(|_| numbered)));
    }
}

/// Ends the block that is being gathered.
fn flush(page: &mut Page, words: &mut Words, open: &[Open], path: &str) {
    let collapsed = collapse(&words.text);
    let linked = words.linked * 2 > collapsed.len();
    words.text.clear();
    words.linked = 0;
    let Some(at) = open.iter().rposition(|element| element.block) else { return };
    if collapsed.is_empty() {
        return;
    }
    let element = &open[at];
    // The path of the block element, without the inline ones inside it.
    let length = open.get(at + 1).map_or(path.len(), |inner| inner.path_length);
    let path = path[..length].to_owned();
    page.blocks.push(Block {
        words: collapsed,
        tag: element.tag.clone(),
        path,
        aside: element.aside,
        caption: element.caption,
        linked,
    });
}

/// A `br` ends a block, unless the words go on in lower case behind it.
fn line_break(document: &Document, node: NodeId, page: &mut Page, words: &mut Words, open: &[Open], path: &str) {
    let next = document.next_sibling(node).filter(|&next| document.is_text(next)).map(|next| document.outer_html(next));
    if next.is_some_and(|next| next.trim_start().chars().next().is_some_and(char::is_lowercase)) {
        words.text.push(' ');
    } else {
        flush(page, words, open, path);
    }
}

/// Keeps what an element says of the page as a whole.
fn read_head(document: &Document, node: NodeId, tag: &str, page: &mut Page, times: &mut Vec<(bool, String)>, aside: bool) {
    let attribute = |name: &str| document.get_attribute(node, name);
    match tag {
        "meta" => {
            let name = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop"));
            if let (Some(name), Some(content)) = (name, attribute("content")) {
                let content = collapse(&content);
                if !content.is_empty() && content.len() < 10_000 {
                    page.meta.push((name.trim().to_ascii_lowercase(), content));
                }
            }
        }
        "script" if attribute("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) => {
            page.scripts.push(document.text_content(node));
        }
        "title" if page.title.is_none() => {
            page.title = Some(collapse(&document.text_content(node))).filter(|title| !title.is_empty())
        }
        "link" if page.canonical.is_none() && attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
            page.canonical = attribute("href");
        }
        "time" => {
            let words = attribute("datetime").unwrap_or_else(|| document.text_content(node));
            let marks =
                [attribute("pubdate"), attribute("itemprop"), attribute("class")].into_iter().flatten().collect::<Vec<_>>();
            let is_publication = attribute("pubdate").is_some()
                || marks
                    .iter()
                    .any(|mark| mark.contains("datePublished") || mark.contains("published") || mark.contains("entry-date"));
            // Lists of other articles have their dates, too.
            if is_publication || !aside {
                times.push((is_publication, words));
            }
        }
        _ => {}
    }
}

/// The words with every run of white space made one space, and none around them.
pub fn collapse(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The words with character references decoded, which JSON-LD may hold as `meta` elements do not.
pub fn decode(words: &str) -> String {
    if !words.contains('&') {
        return collapse(words);
    }
    let escaped = words.replace('<', "&lt;");
    walk(&Document::parse(&escaped)).blocks.into_iter().next().map_or_else(|| collapse(words), |block| block.words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_know_their_element() {
        let page = walk(&Document::parse(
            "<html><head><title>T</title><meta name=DC.Date content=2024-06-18></head><body><nav>Home</nav><article><p>One <b>two</b>\
             <p>Three<br><br>Four<ul><li>Five</ul><figure><figcaption>Six</figcaption></figure></article></body></html>",
        ));
        let seen: Vec<(&str, &str)> = page.blocks.iter().map(|block| (block.path.as_str(), block.words.as_str())).collect();
        assert_eq!(
            seen,
            [
                ("html/body/nav", "Home"),
                ("html/body/article/p[1]", "One two"),
                ("html/body/article/p[2]", "Three"),
                ("html/body/article/p[2]", "Four"),
                ("html/body/article/ul/li", "Five"),
                ("html/body/article/figure/figcaption", "Six"),
            ]
        );
        assert!(page.blocks[0].aside && page.blocks[5].caption);
        assert_eq!(page.title.as_deref(), Some("T"));
        assert_eq!(page.meta, [("dc.date".to_owned(), "2024-06-18".to_owned())]);
    }
}
