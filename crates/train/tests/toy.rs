//! A handful of sentences must be learnt by heart: tags, lemmas, trees and names, with one state and with a beam.

use document::NameKind;
use model::{Model, Name};
use train::corpus::{Corpus, Example, example_of};
use train::{Options, conllu, pack, score, train_parts};

fn corpus() -> Corpus {
    let sentences = conllu::read(include_str!("toy.conllu")).expect("the toy corpus is sound");
    let name = |start, end, kind| Name { start, end, kind };
    let names = [
        vec![name(2, 4, NameKind::Location)],
        vec![],
        vec![name(0, 1, NameKind::Person), name(2, 4, NameKind::Person), name(5, 6, NameKind::Location)],
        vec![],
        vec![name(6, 7, NameKind::Location)],
        vec![],
    ];
    let examples = sentences.iter().zip(names).map(|(sentence, names)| Example { names: Some(names), ..example_of(sentence) });
    let examples: Vec<Example> = examples.collect();
    // Four copies, so that each part of the jackknife has seen every sentence.
    let train = (0..4).flat_map(|_| examples.clone()).collect();
    Corpus { train, ewt_dev: examples, gum_dev: Vec::new() }
}

fn train_toy(beam: usize) -> Vec<u8> {
    let options = Options {
        version: "toy".into(),
        folds: 2,
        epochs: 10,
        guide_folds: 2,
        guide_epochs: 6,
        parser_epochs: 12,
        beam,
        ..Options::default()
    };
    let trained = train_parts(&corpus(), &options, &mut |_| {}).expect("training works");
    pack(&trained, &options)
}

#[test]
fn a_handful_of_sentences_is_learnt_by_heart() {
    for beam in [1, 4] {
        let model = Model::from_bytes(&train_toy(beam)).expect("what was packed is read");
        assert_eq!(model.version(), "toy");
        let scores = score::score(&model, corpus().ewt_dev.iter(), None);
        assert_eq!((scores.upos, scores.feats, scores.lemmas), (100.0, 100.0, 100.0), "beam {beam}: {scores}");
        assert_eq!((scores.uas, scores.las, scores.names), (100.0, 100.0, 100.0), "beam {beam}: {scores}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert!(train_toy(2) == train_toy(2));
}
