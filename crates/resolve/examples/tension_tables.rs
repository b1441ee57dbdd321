//! Prints the tables of `docs/tension.md`: how often changes of level are declared in series that have none, and how late they are declared in
//! series that have one.
//!
//!     cargo run --release -p resolve --example tension_tables

use resolve::tension::simulated::{Dice, Spread, quiet, step};
use resolve::tension::{Change, changes};

const SPREADS: [(&str, Spread); 4] =
    [("Poisson", Spread::Poisson), ("size 4", Spread::Bursts(8)), ("size 1", Spread::Bursts(2)), ("size 1/2", Spread::Bursts(1))];

const MEANS: [f64; 5] = [0.05, 0.2, 1.0, 5.0, 20.0];

/// Ten years by each step: its name, the number of points and how many series are made.
const TEN_YEARS: [(&str, usize, usize); 3] = [("day", 3650, 40), ("week", 520, 200), ("month", 120, 800)];

/// Quiet points before a step, points after it, and how many series are made.
const STEPPED: (usize, usize, usize) = (100, 100, 400);

fn main() {
    println!("False alarms in ten quiet years, and the share of such decades with any\n");
    println!("| mean a point | spread | by day | by week | by month |\n|---|---|---|---|---|");
    for mean in MEANS {
        for (name, spread) in SPREADS {
            let cells: Vec<String> =
                TEN_YEARS.iter().map(|&(_, points, series)| false_alarms(points, series, mean, spread)).collect();
            println!("| {mean} | {name} | {} |", cells.join(" | "));
        }
    }
    println!("\nPoints until a step is declared: median, and the share declared within 100 points\n");
    println!("| mean before | spread | three times | five times | ten times | a fifth |\n|---|---|---|---|---|---|");
    for mean in MEANS {
        for (name, spread) in SPREADS {
            let cells: Vec<String> = [3.0, 5.0, 10.0, 0.2].iter().map(|factor| delay(mean, mean * factor, spread)).collect();
            println!("| {mean} | {name} | {} |", cells.join(" | "));
        }
    }
}

fn false_alarms(points: usize, series: usize, mean: f64, spread: Spread) -> String {
    let mut dice = Dice::new(20_180_919);
    let found: Vec<usize> = (0..series).map(|_| changes(&quiet(&mut dice, points, mean, spread)).len()).collect();
    let alarms = found.iter().sum::<usize>() as f64 / series as f64;
    let any = found.iter().filter(|number| **number > 0).count() * 100 / series;
    format!("{alarms:.2} ({any} %)")
}

fn delay(before: f64, after: f64, spread: Spread) -> String {
    let (quiet, stepped, series) = STEPPED;
    let mut dice = Dice::new(20_180_919);
    let mut delays: Vec<Option<usize>> = (0..series)
        .map(|_| {
            let found = changes(&step(&mut dice, (quiet, before), (stepped, after), spread));
            let first = |change: &&Change| change.found >= quiet && (change.after > change.before) == (after > before);
            found.iter().find(first).map(|change| change.found - quiet + 1)
        })
        .collect();
    delays.sort_by_key(|delay| delay.unwrap_or(usize::MAX));
    let share = delays.iter().flatten().count() * 100 / series;
    match delays[series / 2] {
        Some(points) => format!("{points} ({share} %)"),
        None => format!("- ({share} %)"),
    }
}
