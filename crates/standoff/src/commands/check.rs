//! `standoff check`: loads knowledge, reports what cannot be read, and runs every rule's and operator's examples.

mod breadth;
mod dictionaries;
mod mutants;
mod mutate;

use crate::articles::counted;
use crate::cli::CheckOptions;
use crate::examples::{self, Owner};
use crate::failure::{ALL_READ, Failure, PARTLY};
use crate::layers::{self, Laid};
use crate::parallel;
use crate::tools::{self, Tools};
use code::Coder;
use knowledge::{Example, Knowledge, Problem, Rule, embedded_files, gazetteer};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use store::Ledger;

/// One example to run.
#[derive(Clone, Copy)]
struct Case<'k> {
    owner: Owner<'k>,
    id: &'k str,
    example: &'k Example,
}

/// How many faults of one kind are named.
const FAULTS: usize = 20;

/// Checks a ledger.
fn ledger(path: &Path) -> Result<u8, Failure> {
    let faults = Ledger::read(path)?.check(FAULTS)?;
    let mut out = anstream::stdout().lock();
    for fault in &faults {
        writeln!(out, "{}: {}", path.display(), fault.0)?;
    }
    writeln!(out, "{}: {}", path.display(), counted(faults.len(), "fault"))?;
    Ok(if faults.is_empty() { ALL_READ } else { PARTLY })
}

/// Runs the command.
pub fn run(options: &CheckOptions) -> Result<u8, Failure> {
    if let Some(path) = &options.ledger {
        return ledger(path);
    }
    if let Some(dictionaries) = &options.offices {
        return super::offices::run(options, dictionaries);
    }
    let Laid { knowledge, mut problems, own } = if options.paths.is_empty() {
        let (knowledge, problems) = Knowledge::load_with(gazetteer::embedded().ok(), embedded_files());
        Laid { knowledge, problems, own: BTreeSet::new() }
    } else {
        layers::over_built_in(&options.paths)?
    };
    problems.extend(without_examples(&knowledge));
    let wanted = |file: &str| options.only.as_ref().is_none_or(|pattern| file.contains(pattern.as_str()));
    let mut out = anstream::stdout().lock();
    let problems: Vec<_> = problems.iter().filter(|problem| wanted(&problem.file)).collect();
    for problem in &problems {
        writeln!(out, "{problem}\n")?;
    }
    let gazetteer = knowledge.places.gazetteer().filter(|_| wanted("places/gazetteer.bin"));
    let damage = gazetteer.and_then(|gazetteer| gazetteer.verify().err());
    if let Some(damage) = &damage {
        writeln!(out, "places/gazetteer.bin: {damage}\n")?;
    }
    for note in knowledge.notes.iter().filter(|note| wanted(&note.file)) {
        writeln!(out, "note: {note}\n")?;
    }
    if let Some(dictionary) = &options.breadth {
        return breadth::run(&knowledge, dictionary, &mut out);
    }
    let mut unread = 0;
    for report in knowledge.dictionaries.reports.iter().filter(|report| wanted(&report.file)) {
        unread += report.unread.len();
        dictionaries::write(&mut out, report)?;
    }
    // Dictionaries are meant to change what comes out of the built-in rules' examples.
    let all = knowledge.dictionaries.reports.is_empty();
    let is_run = |case: &Case<'_>| wanted(case.id) && (all || own.contains(event::rule_file(case.id)));
    if !cases(&knowledge).any(|case| is_run(&case)) {
        summary(&mut out, &knowledge, wanted, [problems.len() + unread + usize::from(damage.is_some()), 0, 0])?;
        return Ok(if problems.is_empty() && damage.is_none() && unread == 0 { ALL_READ } else { PARTLY });
    }
    let mut annotator = tools::annotator(&options.model.model)?;
    tools::show_names(&mut annotator, &knowledge);
    let tools = Tools { annotator, coder: Coder { knowledge } };
    let cases: Vec<Case<'_>> = cases(&tools.coder.knowledge).filter(is_run).collect();
    let threads = parallel::threads(options.threads.threads);
    if options.mutate {
        return mutate::run(&tools, &cases, threads, &mut out);
    }
    let mut failures = 0;
    parallel::in_order(
        threads,
        cases.iter().copied(),
        |case| (case, examples::run(&tools, case.owner, case.example)),
        |(case, verdict)| -> Result<(), Failure> {
            if let Err(wrong) = verdict {
                failures += 1;
                report(&mut out, case, &wrong)?;
            }
            Ok(())
        },
    )?;
    summary(
        &mut out,
        &tools.coder.knowledge,
        wanted,
        [problems.len() + unread + usize::from(damage.is_some()), cases.len(), failures],
    )?;
    Ok(if problems.is_empty() && damage.is_none() && unread == 0 && failures == 0 { ALL_READ } else { PARTLY })
}

/// A problem for every rule that has no sentence that it accepts, or none that it refuses.
fn without_examples(knowledge: &Knowledge) -> Vec<Problem> {
    let lacks = |rule: &Rule, accepted: bool| !rule.examples.iter().any(|example| example.accepted == accepted);
    // A dictionary's rules have none; their ids name a line.
    let own = knowledge.rules.iter().filter(|rule| rule.id.contains('#'));
    let lacking = own.filter(|rule| lacks(rule, true) || lacks(rule, false));
    lacking
        .map(|rule| {
            let (file, name) = rule.id.split_once('#').unwrap_or((&rule.id, ""));
            let key = if lacks(rule, true) { "accepts" } else { "refuses" };
            Problem {
                file: file.to_string(),
                line: rule.line,
                text: format!("rule  {name}"),
                words: name.to_string(),
                message: format!("rule `{name}` has no line `{key}`"),
                hint: "give every rule a sentence that it accepts and one that it refuses".to_string(),
            }
        })
        .collect()
}

/// All examples, in the order of files and lines.
fn cases(knowledge: &Knowledge) -> impl Iterator<Item = Case<'_>> {
    let rules = knowledge.rules.iter().flat_map(|rule| {
        let owner = Owner::Rule(&rule.id);
        rule.examples.iter().map(move |example| Case { owner, id: &rule.id, example })
    });
    let operators = knowledge.operators.iter().flat_map(|operator| {
        let owner = Owner::Operator(&operator.id, operator.effect);
        operator.examples.iter().map(move |example| Case { owner, id: &operator.id, example })
    });
    rules.chain(operators)
}

fn report(out: &mut dyn Write, case: Case<'_>, wrong: &[String]) -> Result<(), Failure> {
    let (file, name) = case.id.split_once('#').unwrap_or((case.id, ""));
    let Case { example, .. } = case;
    let sort = if example.accepted { "accepts" } else { "refuses" };
    writeln!(out, "{file}:{}: {name}: {sort} fails", example.line)?;
    let sentence = match example.trigger {
        Some((start, end)) => {
            let (before, rest) = example.sentence.split_at(start);
            let (marked, after) = rest.split_at(end - start);
            format!("{before}[{marked}]{after}")
        }
        None => example.sentence.clone(),
    };
    writeln!(out, "  {sentence}")?;
    for line in wrong {
        writeln!(out, "    {line}")?;
    }
    writeln!(out)?;
    Ok(())
}

/// Counts of what was read: rules and families for each category, examples and failures.
fn summary(out: &mut dyn Write, knowledge: &Knowledge, wanted: impl Fn(&str) -> bool, counts: [usize; 3]) -> Result<(), Failure> {
    let mut categories: BTreeMap<&str, (BTreeSet<&str>, usize)> = BTreeMap::new();
    for rule in knowledge.rules.iter().filter(|rule| !rule.triggers.is_empty() && wanted(&rule.id)) {
        let file = event::rule_file(&rule.id);
        let folder = file.split('/').nth(1).unwrap_or("");
        let (files, rules) = categories.entry(folder).or_default();
        files.insert(file);
        *rules += 1;
    }
    for (category, (files, rules)) in &categories {
        writeln!(out, "{category:<10} {:>4} {:>5}", counted_families(files.len()), counted(*rules, "rule"))?;
    }
    let families: usize = categories.values().map(|(files, _)| files.len()).sum();
    let rules: usize = categories.values().map(|(_, rules)| rules).sum();
    let operators = knowledge.operators.iter().filter(|operator| wanted(&operator.id)).count();
    let [problems, examples, failures] = counts;
    writeln!(
        out,
        "{} in {}, {}; {}: {failures} failed; {}",
        counted(rules, "rule"),
        counted_families(families),
        counted(operators, "operator"),
        counted(examples, "example"),
        counted(problems, "problem"),
    )?;
    Ok(())
}

fn counted_families(number: usize) -> String {
    if number == 1 { "1 family".to_string() } else { format!("{number} families") }
}
