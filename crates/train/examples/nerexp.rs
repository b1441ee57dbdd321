//! Temporary.
use document::Upos;
use model::names::NameFinder;
use model::sentence::{Features, Sentence};
use model::tagger::Tagger;
use std::collections::BTreeSet;
use train::corpus::Example;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let corpus = train::corpus::read(std::path::Path::new("/work/shared/data"))?;
    let tags = train::labels::TagSet::of(&corpus.train);
    let predicted = train::tagging::jackknife(&corpus.train, &tags, 3, 3, 5, &mut |l| eprintln!("{l}"))?;
    let all: Vec<&Example> = corpus.train.iter().collect();
    let trained = train::tagging::train_tagger(&all, &tags, 4, 9);
    let tagger = Tagger { tags: tags.tags.clone(), linear: train::tagging::classifier(tags.tags.len(), trained.rows.clone())? };
    for (what, gum, epochs) in [("both", true, 8), ("uner", false, 8)] {
        let mut examples = corpus.train.clone();
        if !gum {
            for e in &mut examples[12544..] {
                e.names = None;
            }
        }
        let rows = train::naming::train(&examples, &predicted, &tags.tags, &trained.lexicon, None, epochs, 3);
        let finder = NameFinder { linear: train::tagging::classifier(13, rows)? };
        for (set, dev) in [("ewt", &corpus.ewt_dev), ("gum", &corpus.gum_dev)] {
            let (mut f, mut w, mut s) = ([0; 4], [0; 4], [0; 4]);
            let (mut sentence, mut gathered, mut labels) = (Sentence::default(), Features::default(), Vec::new());
            for e in dev.iter() {
                let forms: Vec<&str> = e.forms.iter().map(String::as_str).collect();
                sentence.fill(&forms, &[], &trained.lexicon);
                tagger.tag(&mut sentence, &mut gathered);
                let upos: Vec<Upos> = sentence.tags.iter().map(|&t| tags.tags[t as usize].upos).collect();
                let names = finder.find(&sentence, &upos, &mut labels, &mut gathered);
                let gold: BTreeSet<_> = e.names.iter().flatten().map(|n| (n.start, n.end, n.kind)).collect();
                for n in &gold {
                    w[n.2 as usize] += 1;
                    w[3] += 1;
                }
                for n in &names {
                    f[n.kind as usize] += 1;
                    f[3] += 1;
                    if gold.contains(&(n.start, n.end, n.kind)) {
                        s[n.kind as usize] += 1;
                        s[3] += 1;
                    }
                }
            }
            print!("{what} {epochs} {set}:");
            for k in 0..4 {
                print!(
                    "  P {:.1} R {:.1} F {:.1}",
                    100.0 * s[k] as f64 / f[k] as f64,
                    100.0 * s[k] as f64 / w[k] as f64,
                    200.0 * s[k] as f64 / (f[k] + w[k]) as f64
                );
            }
            println!();
        }
    }
    Ok(())
}
