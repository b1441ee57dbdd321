//! How many words a second a model reads on one thread: `cargo run --release -p model --example speed -- WORDS.conllu [MODEL]`.
//!
//! Every block of the file is one paragraph; only the words are used. Each set of instructions that the machine has is measured, plain
//! Rust first.

use model::kernel::Level;
use model::{Border, FAST, Input, Model, Scratch};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = std::fs::read_to_string(arguments.next().ok_or("name a CoNLL-U file")?)?;
    let bytes = arguments.next().map_or(Ok(FAST.to_vec()), std::fs::read)?;
    let model = Model::from_bytes(bytes)?;
    let mut words = Vec::new();
    let mut paragraphs = Vec::new();
    for block in text.split("\n\n") {
        let start = words.len();
        let columns = block.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).map(|line| line.split('\t'));
        let forms = columns.filter_map(|mut columns| (!columns.next()?.contains(['-', '.'])).then_some(columns.next()?));
        words.extend(forms.map(|form| Input { form, glued: false, border: Border::Open }));
        paragraphs.push(start..words.len());
    }
    let mut scratch = Scratch::default();
    for level in Level::all() {
        let model = model.clone().at_level(level);
        for _ in 0..5 {
            let started = Instant::now();
            let sentences = model.read(&words, &paragraphs, &mut scratch).sentences.len();
            let rate = words.len() as f64 / started.elapsed().as_secs_f64();
            println!("{}, {level:?}: {} words, {sentences} sentences, {rate:.0} words a second", model.version(), words.len());
        }
    }
    Ok(())
}
