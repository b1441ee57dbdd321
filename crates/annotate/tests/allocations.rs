//! How often memory is asked for while texts are annotated, counted, so that what was saved is not lost again. Words, phrases and trees are
//! read in working space that is kept from text to text; what remains is asked for by the layers of each text, as a whole, and by times that
//! are made of other times ("from Monday to Friday").

#![allow(unsafe_code)]

use annotate::Annotator;
use document::{DocumentId, Metadata, NameKind, Paragraph, ParagraphKind, Text};
use span::Span;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// Counts what a thread asks of the system's allocator.
struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        // SAFETY: what the caller promises is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: what the caller promises is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        // SAFETY: what the caller promises is passed on.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const SENTENCES: [&str; 6] = [
    "Ruria's army fired two missiles at Port Velo on Monday night, the ministry said in a long statement.",
    "At least 40 farmers, who had blocked the coastal road since early June, were hurt when the soldiers opened fire.",
    "\"We will not leave our fields,\" Amina Diallo, a leader of the farmers, told reporters near the harbour.",
    "She said that they didn't expect any help from the government, and that it had ignored its own promises for years.",
    "The Harbour Union called on all of its members to join a strike that would begin in the capital next week.",
    "President Leo Ruiz, whose party lost the last election, described the attack as a mistake and promised an inquiry.",
];

/// Times among these that are made of other times: night, of Monday; since the early part, of June.
const NESTED: usize = 3;

/// The articles that come with the program.
const ARTICLES: [&str; 4] = [
    include_str!("../../../examples/border-balloons.txt"),
    include_str!("../../../examples/hasina-resigns.txt"),
    include_str!("../../../examples/liaison-office-wire.txt"),
    include_str!("../../../examples/loudspeakers.txt"),
];

/// A text whose lines are paragraphs.
fn text(string: String) -> Text {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in string.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if !line.trim().is_empty() {
            paragraphs.push(Paragraph { span, kind: ParagraphKind::Body, reason: "test", element: None });
        }
    }
    Text { id: DocumentId::of("test", &string), string, paragraphs, metadata: Metadata::default(), notes: Vec::new() }
}

fn sentences(count: usize) -> Text {
    text(SENTENCES.iter().cycle().take(count).map(|sentence| format!("{sentence}\n")).collect())
}

fn annotator() -> Annotator {
    let mut annotator = Annotator::fast().expect("the model that comes with the program is sound");
    annotator.kinds.known.insert("Port Velo".to_owned(), NameKind::Location);
    annotator
}

/// How often memory is asked for while a text is annotated, and how many words it has.
fn counted(annotator: &Annotator, text: Text) -> (usize, usize) {
    let before = COUNT.get();
    let words = annotator.annotate(text).tokens.len();
    (COUNT.get() - before, words)
}

#[test]
fn a_word_more_asks_for_no_memory() {
    let annotator = annotator();
    counted(&annotator, sentences(40 * SENTENCES.len()));
    let (few, few_words) = counted(&annotator, sentences(10 * SENTENCES.len()));
    let (many, many_words) = counted(&annotator, sentences(40 * SENTENCES.len()));
    let told = format!("{few} allocations for {few_words} words, {many} for {many_words}");
    println!("{told}");
    assert!(few < 20 + 10 * NESTED && many - few <= 30 * NESTED, "{told}");
}

#[test]
fn an_article_asks_for_memory_some_twenty_times() {
    let annotator = annotator();
    for article in ARTICLES {
        counted(&annotator, text(article.to_owned()));
    }
    let (mut all, mut all_words) = (0, 0);
    for article in ARTICLES {
        let (count, words) = counted(&annotator, text(article.to_owned()));
        println!("{count} allocations for {words} words");
        (all, all_words) = (all + count, all_words + words);
    }
    let a_word = all as f64 / all_words as f64;
    assert!(a_word < 0.08, "{a_word:.3} allocations a word");
}
