//! Makes the text of record of an HTML page: extracts the article, puts its title and picture captions in their place, and
//! finds for each paragraph the element that it came from.
//!
//! What the extractor drops is gone. Paragraphs are only laid out here; what each of them is, `kinds` decides.

use crate::kinds::Hint;
use crate::metadata::{self, note};
use crate::nesting;
use crate::split;
use crate::tree::{self, Block, Page};
use document::{Article, Metadata, Note};
use span::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::dom::Document;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

/// Pages longer than this, in bytes, are cut; none made by people comes near it.
const LONGEST_PAGE: usize = 16 << 20;
/// Beyond this many elements the extractor, which compares elements with each other, would take too long.
const MOST_ELEMENTS: usize = 60_000;
/// Beyond this depth, which the parser alone can bring about, the extractor's recursions would be at risk.
const DEEPEST_TREE: usize = 400;
/// How many blocks before the first extracted paragraph a caption may stand and still belong to the article.
const LEAD_BLOCKS: usize = 12;
/// How many captions are put back.
const MOST_CAPTIONS: usize = 200;

/// The text of a page, laid out.
pub struct Layout {
    /// The text of record.
    pub string: String,
    /// Its paragraphs in order.
    pub paragraphs: Vec<Laid>,
    /// What carrier and page say of it.
    pub metadata: Metadata,
}

/// One paragraph of a page as it was laid out.
pub struct Laid {
    /// Its bytes in the text of record.
    pub span: Span,
    /// What its element says of it.
    pub hint: Hint,
    /// The path of its element, where it could be aligned.
    pub element: Option<String>,
}

/// Extracts the article from `html`.
pub fn lay_out(article: &Article, html: &str, notes: &mut Vec<Note>) -> Layout {
    let html = cut(html, notes);
    let (bounded, dropped) = nesting::bound(html);
    if dropped > 0 {
        notes.push(note(format!("{dropped} tags were dropped because they were too large or nested too deep")));
    }
    let document = Document::parse(&bounded);
    let page = tree::walk(&document);
    let metadata = metadata::of_page(article, &page, notes);
    let extracted = extract(document, &page, notes);
    let mut pieces = place_captions(restore(align(extracted, &page), &page), &page);
    place_title(&mut pieces, &page, metadata.title.as_deref());
    let (string, paragraphs) = join(pieces);
    Layout { string, paragraphs, metadata }
}

/// A paragraph before it has a place in the text.
struct Piece {
    words: String,
    hint: Hint,
    /// The page's block that it came from.
    block: Option<usize>,
    element: Option<String>,
}

/// A page of unlikely length is cut at a character boundary.
fn cut<'h>(html: &'h str, notes: &mut Vec<Note>) -> &'h str {
    if html.len() <= LONGEST_PAGE {
        return html;
    }
    let mut end = LONGEST_PAGE;
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    notes.push(note(format!("the page was cut after {end} bytes")));
    &html[..end]
}

/// The blocks of the article: as the extractor finds them, else all blocks outside navigation and the like.
fn extract(document: Document, page: &Page, notes: &mut Vec<Note>) -> Vec<Block> {
    let all = || page.blocks.iter().filter(|block| !block.aside && !block.caption).cloned().collect::<Vec<_>>();
    if page.elements > MOST_ELEMENTS || page.depth > DEEPEST_TREE {
        notes.push(note("the page is too large to look for the article in it; all its text was kept".to_owned()));
        return all();
    }
    let options = Options::default()
        .with_fallback(true)
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    // The extractor is the one large piece of foreign code that page after page runs through; a fault in it costs its page
    // the extraction and no more.
    let extracted = catch_unwind(AssertUnwindSafe(|| trafilatura::extract_document(document, &options)));
    let blocks = match extracted {
        Ok(Ok(result)) => tree::walk(&Document::parse(&nesting::bound(&result.content_html).0)).blocks,
        Ok(Err(_)) => Vec::new(),
        Err(_) => {
            notes.push(note("the extractor failed on this page".to_owned()));
            Vec::new()
        }
    };
    if !blocks.is_empty() {
        return blocks;
    }
    let all = all();
    if !all.is_empty() {
        notes.push(note("no article was found in the page; all text outside navigation was kept".to_owned()));
    }
    all
}

/// Finds for each extracted block the page's block with the same words, in order where it can.
fn align(extracted: Vec<Block>, page: &Page) -> Vec<Piece> {
    let mut exact: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut opening: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, block) in page.blocks.iter().enumerate() {
        exact.entry(&block.words).or_default().push(at);
        opening.entry(first_words(&block.words)).or_default().push(at);
    }
    let after = |places: &Vec<usize>, cursor: usize| {
        let next = places.partition_point(|&place| place < cursor);
        places.get(next).or(places.last()).copied()
    };
    let mut cursor = 0;
    let mut pieces = Vec::with_capacity(extracted.len());
    for found in extracted {
        let same = exact.get(found.words.as_str()).and_then(|places| after(places, cursor));
        let similar = || {
            let place = after(opening.get(first_words(&found.words))?, cursor)?;
            let words = page.blocks[place].words.as_str();
            (words.starts_with(&found.words) || found.words.starts_with(words)).then_some(place)
        };
        let block = same.or_else(similar);
        cursor = block.map_or(cursor, |block| block + 1);
        let source = block.map(|block| &page.blocks[block]);
        let hint =
            hint(source.map_or(found.tag.as_str(), |source| source.tag.as_str()), source.is_some_and(|source| source.caption));
        pieces.push(Piece { words: found.words, hint, block, element: source.map(|source| source.path.clone()) });
    }
    pieces
}

/// What the name of an element says of its words.
fn hint(tag: &str, caption: bool) -> Hint {
    match tag {
        _ if caption => Hint::Caption,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Hint::Heading,
        "figcaption" => Hint::Caption,
        "li" => Hint::ListItem,
        "td" | "th" => Hint::Cell,
        _ => Hint::None,
    }
}

/// The first six words, by which two blocks are compared that are not the same to the letter.
fn first_words(words: &str) -> &str {
    words.match_indices(' ').nth(5).map_or(words, |(at, _)| &words[..at])
}

/// Extractors drop running text that stands in an unusual element. What lies among extracted paragraphs, under the same
/// parent as one before and one after it, and is prose, returns.
fn restore(pieces: Vec<Piece>, page: &Page) -> Vec<Piece> {
    let mut reach: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for block in pieces.iter().filter_map(|piece| piece.block) {
        let (first, last) = reach.entry(parent(&page.blocks[block].path)).or_insert((block, block));
        *first = block.min(*first);
        *last = block.max(*last);
    }
    let known: BTreeSet<&str> = pieces.iter().map(|piece| piece.words.as_str()).collect();
    let is_dropped = |&at: &usize| {
        let block = &page.blocks[at];
        let within = reach.get(parent(&block.path)).is_some_and(|&(first, last)| first < at && at < last);
        within && is_prose(block) && !known.contains(block.words.as_str())
    };
    let dropped: Vec<usize> = (0..page.blocks.len()).filter(is_dropped).collect();
    put_back(pieces, page, &dropped)
}

/// Puts blocks of the page, given in order, before the first paragraph that stands after them in the page.
fn put_back(pieces: Vec<Piece>, page: &Page, blocks: &[usize]) -> Vec<Piece> {
    let piece = |at: usize| {
        let block = &page.blocks[at];
        Piece {
            words: block.words.clone(),
            hint: hint(&block.tag, block.caption),
            block: Some(at),
            element: Some(block.path.clone()),
        }
    };
    let mut waiting = blocks.iter().copied().peekable();
    let mut all = Vec::with_capacity(pieces.len() + blocks.len());
    for next in pieces {
        while let Some(at) = waiting.next_if(|&at| next.block.is_some_and(|block| at < block)) {
            all.push(piece(at));
        }
        all.push(next);
    }
    all.extend(waiting.map(piece));
    all
}

/// The path without its last step.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// Whether a block reads like a paragraph of an article: a sentence of some length that is no link.
fn is_prose(block: &Block) -> bool {
    matches!(block.tag.as_str(), "p" | "div" | "section")
        && !block.aside
        && !block.caption
        && !block.linked
        && block.words.split_whitespace().count() >= 12
        && split::ends_sentence(&block.words)
}

/// Extractors drop pictures with what is written under them; captions among or just before the article's paragraphs return.
fn place_captions(pieces: Vec<Piece>, page: &Page) -> Vec<Piece> {
    let aligned = || pieces.iter().filter_map(|piece| piece.block);
    let (Some(first), Some(last)) = (aligned().min(), aligned().max()) else { return pieces };
    let known: BTreeSet<&str> = pieces.iter().map(|piece| piece.words.as_str()).collect();
    let is_dropped = |&at: &usize| {
        let block = &page.blocks[at];
        block.caption && !block.aside && !known.contains(block.words.as_str())
    };
    let dropped: Vec<usize> = (first.saturating_sub(LEAD_BLOCKS)..=last).filter(is_dropped).take(MOST_CAPTIONS).collect();
    put_back(pieces, page, &dropped)
}

/// Puts the title first where the extractor left it out: in the words of the page's heading if it has it.
fn place_title(pieces: &mut Vec<Piece>, page: &Page, title: Option<&str>) {
    let heading = page
        .blocks
        .iter()
        .position(|block| block.tag == "h1" && !block.aside && title.is_none_or(|title| alike(&block.words, title)));
    let words = match (heading, title) {
        (Some(at), _) => page.blocks[at].words.clone(),
        (None, Some(title)) => tree::collapse(title),
        (None, None) => return,
    };
    if words.is_empty() || pieces.iter().take(4).any(|piece| alike(&piece.words, &words)) {
        return;
    }
    let element = heading.map(|at| page.blocks[at].path.clone());
    pieces.insert(0, Piece { words, hint: Hint::Heading, block: heading, element });
}

/// Whether two titles are the same but for case, punctuation and a site's name at the end of one.
fn alike(one: &str, other: &str) -> bool {
    let bare = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (one, other) = (bare(one), bare(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && long.starts_with(&short) && short.len() * 10 >= long.len() * 6
}

/// Joins the pieces with blank lines.
fn join(pieces: Vec<Piece>) -> (String, Vec<Laid>) {
    let mut string = String::new();
    let mut laid = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let words = piece.words.trim();
        if words.is_empty() {
            continue;
        }
        if !string.is_empty() {
            string.push_str("\n\n");
        }
        let start = string.len();
        string.push_str(words);
        laid.push(Laid { span: Span::new(start, string.len()), hint: piece.hint, element: piece.element });
    }
    (string, laid)
}
