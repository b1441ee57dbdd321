//! What holds for any words and any bytes: one tree with one root, the same result whatever stands beside it, no panic, a clear error.

use document::Relation;
use model::{Border, FAST, Input, Model, Name, Reading, Scratch, Word};
use std::ops::Range;

fn fast() -> &'static Model {
    Model::fast().expect("the embedded model is sound")
}

fn inputs<'a>(forms: &[&'a str]) -> Vec<Input<'a>> {
    forms.iter().map(|form| Input { form, glued: false, border: Border::Open }).collect()
}

fn read(forms: &[&str]) -> Reading {
    read_in(&inputs(forms), std::slice::from_ref(&(0..forms.len())), &mut Scratch::default())
}

fn read_in(words: &[Input<'_>], paragraphs: &[Range<usize>], scratch: &mut Scratch) -> Reading {
    let found = fast().read(words, paragraphs, scratch);
    assert_sound(found, words.len());
    found.clone()
}

fn assert_sound(found: &Reading, words: usize) {
    let mut at = 0;
    for sentence in &found.sentences {
        assert_eq!(sentence.start, at, "sentences follow each other without a gap");
        assert!(!sentence.is_empty());
        at = sentence.end;
        assert_tree(&found.words[sentence.clone()]);
    }
    assert_eq!((at, found.words.len()), (words, words));
    let mut end = 0;
    for name in &found.names {
        assert!(end <= name.start && name.start < name.end);
        assert!(found.sentences.iter().any(|sentence| sentence.start <= name.start && name.end <= sentence.end));
        end = name.end;
    }
}

fn assert_tree(sentence: &[Word]) {
    let heads: Vec<Option<usize>> = sentence.iter().map(|word| word.head).collect();
    assert_eq!(heads.iter().filter(|head| head.is_none()).count(), 1);
    for (start, word) in sentence.iter().enumerate() {
        assert_eq!(word.head.is_none(), word.relation == Relation::Root);
        let (mut at, mut steps) = (start, 0);
        while let Some(head) = heads[at] {
            at = head;
            steps += 1;
            assert!(steps <= heads.len(), "word {start} hangs in a circle");
        }
    }
}

/// Words without sense, from a fixed sequence of chance.
fn garbage(count: usize, mut state: u64) -> Vec<String> {
    let pieces = [
        "the", "Kim", ",", "fire", "d", "ing", "”", "-", "2018", "É", "漢", "\u{200b}", "and", "of", "SEOUL", "🚀", "un", "(",
        "…", ".",
    ];
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    (0..count).map(|_| (0..1 + next() % 3).map(|_| pieces[next() % pieces.len()]).collect()).collect()
}

fn borrowed(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

#[test]
fn any_words_give_trees() {
    for (seed, count) in (0..60).zip([1, 2, 3, 5, 8, 13, 40, 230].into_iter().cycle()) {
        read(&borrowed(&garbage(count, seed)));
    }
    read(&["", " ", "\n"]);
    assert_eq!(fast().read(&[], &[], &mut Scratch::default()), &Reading::default());
}

#[test]
fn five_thousand_words_without_an_end_are_read_in_parts() {
    let words = garbage(5000, 7);
    let mut words = inputs(&borrowed(&words)).to_vec();
    words.iter_mut().for_each(|word| word.border = Border::Never);
    let found = read_in(&words, std::slice::from_ref(&(0..5000)), &mut Scratch::default());
    assert!(found.sentences.len() > 20 && found.sentences.iter().all(|sentence| sentence.len() <= 200));
}

#[test]
fn borders_that_are_known_are_kept() {
    let forms = ["Troops", "crossed", ".", "Police", "came", "."];
    let mut words = inputs(&forms);
    words[1].border = Border::Always;
    words[2].border = Border::Never;
    let found = read_in(&words, std::slice::from_ref(&(0..6)), &mut Scratch::default());
    assert_eq!(found.sentences, [0..2, 2..6]);
}

#[test]
fn the_same_paragraph_gives_the_same_result_whatever_is_read_beside_or_before_it() {
    let mut scratch = Scratch::default();
    let forms =
        ["Ruria", "'s", "army", "fired", "two", "missiles", "at", "Port", "Velo", "on", "Monday", ".", "Nobody", "died", "."];
    let alone = read(&forms);
    for seed in 0..20 {
        let noise = garbage(30 + 40 * seed as usize, seed);
        let all: Vec<&str> = borrowed(&noise).into_iter().chain(forms).chain(borrowed(&noise)).collect();
        let paragraphs = [0..noise.len(), noise.len()..noise.len() + forms.len(), noise.len() + forms.len()..all.len()];
        let found = read_in(&inputs(&all), &paragraphs, &mut scratch);
        let own = &paragraphs[1];
        let shifted = |place: usize| place - own.start;
        let sentences = found.sentences.iter().filter(|sentence| own.contains(&sentence.start));
        let sentences: Vec<Range<usize>> = sentences.map(|range| shifted(range.start)..shifted(range.end)).collect();
        let names = found.names.iter().filter(|name| own.contains(&name.start));
        let names: Vec<Name> = names.map(|name| Name { start: shifted(name.start), end: shifted(name.end), ..*name }).collect();
        assert_eq!(Reading { sentences, words: found.words[own.clone()].to_vec(), names }, alone);
    }
}

#[test]
fn damaged_models_are_refused() {
    let message = |bytes: &[u8]| Model::from_bytes(bytes.to_vec()).expect_err("damaged").to_string();
    assert!(message(b"").contains("not a standoff model"));
    assert!(message(b"STANDOFF").contains("ends within its header"));
    assert!(message(b"STANDOFF\xff\0\0\0").contains("format 255"));
    for cut in [13, 100, FAST.len() / 2, FAST.len() - 1] {
        assert!(message(&FAST[..cut]).contains("checksum") || cut < 20);
    }
    for at in [20, 1000, FAST.len() / 3, FAST.len() - 3] {
        let mut bytes = FAST.to_vec();
        bytes[at] ^= 4;
        assert!(message(&bytes).contains("checksum"));
    }
}

#[test]
fn a_right_checksum_over_nonsense_is_refused_too() {
    // The body is cut or overwritten and the checksum made anew: every section must still check itself.
    let body = &FAST[..FAST.len() - 8];
    let sealed = |mut bytes: Vec<u8>| {
        let sum = model::hash::checksum(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    };
    for part in 1..30 {
        let cut = 12 + (body.len() - 12) * part / 30;
        let error = Model::from_bytes(sealed(body[..cut].to_vec())).expect_err("cut").to_string();
        assert!(error.contains("ends within its") || error.contains("makes no sense"), "{error}");
    }
    for part in 0..40 {
        let at = 12 + (body.len() - 24) * part / 40;
        let mut bytes = body.to_vec();
        bytes[at..at + 9].fill(0xff);
        if let Ok(model) = Model::from_bytes(sealed(bytes)) {
            // Where only weights were hit the model is sound, if foolish.
            let words = inputs(&["Troops", "crossed", "the", "river", "."]);
            assert_sound(model.read(&words, std::slice::from_ref(&(0..5)), &mut Scratch::default()), 5);
        }
    }
}
