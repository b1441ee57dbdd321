//! Trains once and scores the parser cut to several sizes and searched with several widths: for choosing what to ship.

use model::Model;
use std::path::PathBuf;
use std::time::Instant;
use train::perceptron::Pruning;

fn main() -> Result<(), train::TrainError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default: usize| arguments.get(at).and_then(|value| value.parse().ok()).unwrap_or(default);
    let default = train::Options::default();
    let options = train::Options {
        data: PathBuf::from(&arguments[0]),
        beam: number(2, default.beam),
        parser_epochs: number(3, default.parser_epochs),
        epochs: number(4, default.epochs),
        folds: number(5, default.folds),
        guide_folds: number(6, default.guide_folds),
        guide_epochs: number(7, default.guide_epochs),
        ..default
    };
    let start = Instant::now();
    let corpus = train::corpus::read(&options.data)?;
    let trained = train::train_parts(&corpus, &options, &mut |line| eprintln!("{:6.1}s {line}", start.elapsed().as_secs_f64()))?;
    for (updates, keep) in [(2, 1_500_000), (2, 1_000_000), (1, 20_000_000), (1, 1_500_000), (2, 2_200_000)] {
        let bytes = train::pack(&trained, &options, Pruning { updates, keep });
        if keep < 10_000_000 {
            let _ = std::fs::write(format!("{}/{keep}-{updates}.model", arguments[1]), &bytes);
        }
        let mut model = Model::from_bytes(&bytes)?;
        let gaps: &[i64] = if (updates, keep) == (2, 1_500_000) { &[i64::MAX / 4, 1000, 3000, 8000, 20000] } else { &[8000] };
        for &gap in gaps {
            model.parser.gap = gap;
            let clock = Instant::now();
            let ewt = train::score::score(&model, corpus.ewt_dev.iter(), None);
            let clock = clock.elapsed().as_secs_f64();
            let news = train::score::score(&model, corpus.gum_dev.iter().filter(|example| example.news), None);
            eprintln!("updates {updates} keep {keep} bytes {} gap {gap}: {clock:.1} s\n  {ewt}\n  {news}", bytes.len());
        }
    }
    Ok(())
}
