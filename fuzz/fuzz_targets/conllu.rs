//! Any text as CoNLL-U: reading never panics, an error names a line of the text, and what is read and written reads back equal.

#![no_main]

use libfuzzer_sys::fuzz_target;
use train::conllu;

fuzz_target!(|text: &str| {
    match conllu::read(text) {
        Ok(sentences) => assert_eq!(conllu::read(&conllu::write(&sentences)).as_ref(), Ok(&sentences)),
        Err(error) => assert!((1..=text.lines().count()).contains(&error.line), "{error}"),
    }
});
