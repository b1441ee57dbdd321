//! How often memory is asked for while a text is annotated, counted, so that what was saved is not lost again. Words are made small and
//! looked up in place; what remains is asked for by the sentence, the phrase and the tree.

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

fn text(paragraphs: usize) -> Text {
    let mut string = String::new();
    let mut found = Vec::new();
    for paragraph in 0..paragraphs {
        let start = string.len();
        string.push_str(SENTENCES[paragraph % SENTENCES.len()]);
        found.push(Paragraph { span: Span::new(start, string.len()), kind: ParagraphKind::Body, reason: "test", element: None });
        string.push('\n');
    }
    Text { id: DocumentId::of("test", &string), string, paragraphs: found, metadata: Metadata::default(), notes: Vec::new() }
}

#[test]
fn a_word_more_asks_for_memory_four_times_at_most() {
    let mut annotator = Annotator::fast().expect("the model that comes with the program is sound");
    annotator.kinds.known.insert("Port Velo".to_owned(), NameKind::Location);
    let counted = |text: Text| {
        let before = COUNT.get();
        let words = annotator.annotate(text).tokens.len();
        (COUNT.get() - before, words)
    };
    let (few, few_words) = counted(text(60));
    let (many, many_words) = counted(text(240));
    let a_word = (many - few) as f64 / (many_words - few_words) as f64;
    println!("{a_word:.3} allocations a word");
    assert!(a_word < 4.0, "{a_word:.3} allocations a word");
}
