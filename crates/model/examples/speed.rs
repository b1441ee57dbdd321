//! Measures words a second on one thread: `speed FILE [MODEL]`, the file with one sentence a line and its words apart by spaces.

use model::{Model, Scratch};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = std::fs::read_to_string(arguments.next().ok_or("give a file with one sentence a line")?)?;
    let bytes = arguments.next().map(std::fs::read).transpose()?;
    let bytes = bytes.as_deref().unwrap_or(model::EMBEDDED);
    let start = Instant::now();
    let model = Model::from_bytes(bytes)?;
    println!("{}: {} bytes, read in {:.1} ms", model.version(), bytes.len(), start.elapsed().as_secs_f64() * 1e3);

    let sentences: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
    let words: usize = sentences.iter().map(Vec::len).sum();
    let mut scratch = Scratch::default();
    for round in 0..3 {
        let start = Instant::now();
        let names: usize = sentences.iter().map(|forms| model.analyse(forms, &[], &mut scratch).names.len()).sum();
        let seconds = start.elapsed().as_secs_f64();
        println!("round {round}: {words} words, {names} names, {:.0} words/s", words as f64 / seconds);
    }
    Ok(())
}
