//! Trains a model from the command line: `train DATA OUTPUT [BEAM] [PARSER_EPOCHS] [EPOCHS] [FOLDS] [GUIDE_FOLDS] [GUIDE_EPOCHS]`.

use std::path::PathBuf;

fn main() -> Result<(), train::TrainError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default: usize| arguments.get(at).and_then(|value| value.parse().ok()).unwrap_or(default);
    let default = train::Options::default();
    let path = |at: usize, default: &PathBuf| arguments.get(at).map_or(default.clone(), PathBuf::from);
    let options = train::Options {
        data: path(0, &default.data),
        output: path(1, &default.output),
        beam: number(2, default.beam),
        parser_epochs: number(3, default.parser_epochs),
        epochs: number(4, default.epochs),
        folds: number(5, default.folds),
        guide_folds: number(6, default.guide_folds),
        guide_epochs: number(7, default.guide_epochs),
        ..default
    };
    let start = std::time::Instant::now();
    train::train(&options, &mut |line| eprintln!("{:6.1}s {line}", start.elapsed().as_secs_f64()))?;
    Ok(())
}
