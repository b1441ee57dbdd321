//! What holds for any words and any bytes: one tree with one root, the same result again, no panic, a clear error.

use document::Relation;
use model::{Analysis, EMBEDDED, Model, Scratch};

fn embedded() -> &'static Model {
    Model::embedded().expect("the embedded model is sound")
}

fn analyse(forms: &[&str]) -> Analysis {
    embedded().analyse(forms, &[], &mut Scratch::default())
}

fn assert_tree(analysis: &Analysis) {
    let heads: Vec<Option<usize>> = analysis.words.iter().map(|word| word.head).collect();
    assert_eq!(heads.iter().filter(|head| head.is_none()).count(), usize::from(!heads.is_empty()));
    for (start, word) in analysis.words.iter().enumerate() {
        assert_eq!(word.head.is_none(), word.relation == Relation::Root);
        let (mut at, mut steps) = (start, 0);
        while let Some(head) = heads[at] {
            at = head;
            steps += 1;
            assert!(steps <= heads.len(), "word {start} hangs in a circle");
        }
    }
    let mut end = 0;
    for name in &analysis.names {
        assert!(end <= name.start && name.start < name.end && name.end <= heads.len());
        end = name.end;
    }
}

/// Words without sense, from a fixed sequence of chance.
fn garbage(count: usize, mut state: u64) -> Vec<String> {
    let pieces = [
        "the", "Kim", ",", "fire", "d", "ing", "”", "-", "2018", "É", "漢", "\u{200b}", "and", "of", "SEOUL", "🚀", "un", "(",
        "…",
    ];
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    (0..count).map(|_| (0..1 + next() % 3).map(|_| pieces[next() % pieces.len()]).collect()).collect()
}

#[test]
fn any_words_give_one_tree() {
    for (seed, count) in (0..60).zip([0, 1, 2, 3, 5, 8, 13, 40].into_iter().cycle()) {
        let words = garbage(count, seed);
        let forms: Vec<&str> = words.iter().map(String::as_str).collect();
        let analysis = analyse(&forms);
        assert_eq!(analysis.words.len(), count);
        assert_tree(&analysis);
    }
    assert_tree(&analyse(&["", " ", "\n"]));
}

#[test]
fn five_thousand_words_give_one_tree() {
    let words = garbage(5000, 7);
    let forms: Vec<&str> = words.iter().map(String::as_str).collect();
    assert_tree(&analyse(&forms));
}

#[test]
fn the_same_words_give_the_same_result_whatever_was_read_before() {
    let mut scratch = Scratch::default();
    let forms = ["Ruria", "'s", "army", "fired", "two", "missiles", "at", "Port", "Velo", "on", "Monday", "."];
    let alone = analyse(&forms);
    for seed in 0..20 {
        let words = garbage(30, seed);
        let before: Vec<&str> = words.iter().map(String::as_str).collect();
        embedded().analyse(&before, &[1, 2, 3], &mut scratch);
        assert_eq!(embedded().analyse(&forms, &[], &mut scratch), alone);
    }
}

#[test]
fn hints_may_be_too_many() {
    let analysis = embedded().analyse(&["Yes", "."], &[9; 50], &mut Scratch::default());
    assert_tree(&analysis);
}

#[test]
fn damaged_models_are_refused() {
    let message = |bytes: &[u8]| Model::from_bytes(bytes).expect_err("damaged").to_string();
    assert!(message(b"").contains("not a standoff model"));
    assert!(message(b"STANDOFF").contains("ends within its header"));
    assert!(message(b"STANDOFF\xff\0\0\0").contains("format 255"));
    for cut in [13, 100, EMBEDDED.len() / 2, EMBEDDED.len() - 1] {
        assert!(message(&EMBEDDED[..cut]).contains("checksum") || cut < 20);
    }
    for at in [20, 1000, EMBEDDED.len() / 3, EMBEDDED.len() - 3] {
        let mut bytes = EMBEDDED.to_vec();
        bytes[at] ^= 4;
        assert!(message(&bytes).contains("checksum"));
    }
}

#[test]
fn a_right_checksum_over_nonsense_is_refused_too() {
    // The body is cut or overwritten and the checksum made anew: every section must still check itself.
    let body = &EMBEDDED[..EMBEDDED.len() - 8];
    let sealed = |mut bytes: Vec<u8>| {
        let sum = model::hash::checksum(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    };
    for part in 1..40 {
        let cut = 12 + (body.len() - 12) * part / 40;
        let error = Model::from_bytes(&sealed(body[..cut].to_vec())).expect_err("cut").to_string();
        assert!(error.contains("ends within its") || error.contains("makes no sense"), "{error}");
    }
    for part in 0..60 {
        let at = 12 + (body.len() - 24) * part / 60;
        let mut bytes = body.to_vec();
        bytes[at..at + 9].fill(0xff);
        if let Ok(model) = Model::from_bytes(&sealed(bytes)) {
            // Where only weights were hit the model is sound, if foolish.
            assert_tree(&model.analyse(&["Troops", "crossed", "the", "river", "."], &[], &mut Scratch::default()));
        }
    }
}
