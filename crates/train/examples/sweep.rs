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
    for (updates, keep) in [(1, 20_000_000), (2, 3_000_000), (2, 1_500_000), (2, 1_000_000), (1, 1_500_000), (3, 1_500_000)] {
        let bytes = train::pack(&trained, &options, Pruning { updates, keep });
        if keep < 10_000_000 {
            let _ = std::fs::write(format!("{}/{keep}-{updates}.model", arguments[1]), &bytes);
        }
        let mut model = Model::from_bytes(&bytes)?;
        for (width, gap) in [(8, i64::MAX / 4), (4, i64::MAX / 4), (8, 3000), (8, 8000), (8, 20000)] {
            if keep != 1_500_000 && width == 4 { continue }
            model.parser.width = width;
            model.parser.gap = gap;
            let clock = Instant::now();
            let report = train::report(&model, bytes.len(), &corpus, None);
            eprintln!("updates {updates} keep {keep} bytes {} width {width} gap {gap}: {:.1} s", bytes.len(), clock.elapsed().as_secs_f64());
            eprintln!("   {}\n   {}\n   {}", report.ewt, report.gum, report.news);
        }
    }
    Ok(())
}
