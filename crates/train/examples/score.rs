//! Scores the embedded model, or another, on the development sets: `score DATA [MODEL] [GAP]`. A gap overrides how far behind the best
//! a state of the parser may lie.

use model::Model;
use std::path::PathBuf;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let corpus = train::corpus::read(&PathBuf::from(arguments.next().ok_or("name the folder of data")?))?;
    let bytes = arguments.next().map(std::fs::read).transpose()?;
    let bytes = bytes.as_deref().unwrap_or(model::EMBEDDED);
    let mut model = Model::from_bytes(bytes)?;
    if let Some(gap) = arguments.next() {
        model.parser.gap = gap.parse()?;
    }
    let clock = Instant::now();
    let report = train::report(&model, bytes.len(), &corpus, None);
    let seconds = clock.elapsed().as_secs_f64();
    println!("EWT dev, {}\nGUM dev, {}\nGUM dev news, {}\n{seconds:.2} s", report.ewt, report.gum, report.news);
    Ok(())
}
