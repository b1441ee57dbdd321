//! Reads CoNLL-U from standard input and writes it with the embedded model's, or another model's, analysis: `analyse [MODEL]`.

use model::{Model, Scratch};
use std::io::Read;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::env::args().nth(1).map(std::fs::read).transpose()?;
    let model = Model::from_bytes(bytes.as_deref().unwrap_or(model::EMBEDDED))?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut sentences = train::conllu::read(&text)?;
    let mut scratch = Scratch::default();
    for sentence in &mut sentences {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        let analysis = model.analyse(&forms, &[], &mut scratch);
        for (word, found) in sentence.words.iter_mut().zip(analysis.words) {
            word.lemma = found.lemma;
            word.upos = Some(found.upos);
            word.xpos = found.xpos.into();
            word.feats = found.feats.into();
            word.head = Some(found.head.map_or(0, |head| head + 1));
            word.relation = Some(found.relation);
        }
    }
    print!("{}", train::conllu::write(&sentences));
    Ok(())
}
