//! `standoff check --offices`: a line for each dated office, with what the actor dictionaries of a folder say of it, and totals.

use crate::articles::counted;
use crate::cli::CheckOptions;
use crate::cross_check::{Dictionaries, Verdict, compare};
use crate::failure::{ALL_READ, Failure, PARTLY};
use crate::layers;
use document::Date;
use knowledge::{Actor, ActorKind, Knowledge, Office, Sure, embedded_files};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Runs the command. It fails where a row gives the dictionaries as its source and they do not agree, and where one differs that is
/// not marked as doubtful.
pub fn run(options: &CheckOptions, folder: &Path) -> Result<u8, Failure> {
    let (knowledge, problems) = if options.paths.is_empty() {
        Knowledge::load(embedded_files())
    } else {
        let laid = layers::over_built_in(&options.paths)?;
        (laid.knowledge, laid.problems)
    };
    let dictionaries = read(folder)?;
    let mut out = anstream::stdout().lock();
    for problem in &problems {
        writeln!(out, "{problem}\n")?;
    }
    let names = names(&knowledge);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut rows, mut open) = (0, 0);
    let people = knowledge.actors.all.iter().zip(&names).filter(|(actor, _)| actor.kind == ActorKind::Person);
    for (actor, names) in people {
        for office in actor.offices.iter().filter(|office| wanted(options, &office.id)) {
            let verdict = compare(actor, office, names, &dictionaries);
            let mark = if is_settled(office, &verdict) { "" } else { " (open)" };
            rows += 1;
            open += usize::from(!mark.is_empty());
            *counts.entry(verdict.name()).or_default() += 1;
            writeln!(out, "{}: {verdict}{mark}", told(actor, office))?;
        }
    }
    let counts: Vec<String> = counts.into_iter().map(|(name, count)| format!("{count} {name}")).collect();
    writeln!(out, "{}: {}; {open} open", counted(rows, "office"), counts.join(", "))?;
    Ok(if open == 0 && problems.is_empty() { ALL_READ } else { PARTLY })
}

fn wanted(options: &CheckOptions, id: &str) -> bool {
    options.only.as_ref().is_none_or(|pattern| id.contains(pattern.as_str()))
}

fn is_settled(office: &Office, verdict: &Verdict) -> bool {
    let claimed = &*office.source == "dictionaries";
    match verdict {
        Verdict::Agrees => true,
        Verdict::Differs(..) => !claimed && office.sure == Sure::Doubtful,
        _ => !claimed,
    }
}

fn told(actor: &Actor, office: &Office) -> String {
    let end = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    let code = actor.code.as_deref().unwrap_or("-");
    format!("{}: {} {code}, {}, {}..{}", office.id, actor.name, office.title, end(office.from), end(office.to))
}

/// All names of each actor, in the order of the alphabet.
fn names(knowledge: &Knowledge) -> Vec<Vec<&str>> {
    let mut names: Vec<Vec<&str>> = vec![Vec::new(); knowledge.actors.all.len()];
    for (actor, name) in knowledge.actors.names_of_officials() {
        names[actor].push(name);
    }
    names.iter_mut().for_each(|names| names.sort_unstable());
    names
}

/// All actor dictionaries of a folder, in the order of their names.
fn read(folder: &Path) -> Result<Dictionaries, Failure> {
    let remedy = "name a folder with dictionaries that end in .actors.txt";
    let fail = |error: std::io::Error| Failure::new(format!("`{}` cannot be read ({error}); {remedy}", folder.display()));
    let mut paths: Vec<_> = fs::read_dir(folder).map_err(fail)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.to_string_lossy().to_lowercase().ends_with(".actors.txt"));
    paths.sort();
    if paths.is_empty() {
        return Err(Failure::new(format!("`{}` holds no dictionaries that end in .actors.txt", folder.display())));
    }
    let mut texts = Vec::new();
    for path in paths {
        texts.push(String::from_utf8_lossy(&fs::read(&path).map_err(fail)?).into_owned());
    }
    Ok(Dictionaries::of(texts.iter().map(String::as_str)))
}
