//! `standoff check --mutate`: whether the examples notice when a rule is changed.
//!
//! Trees do not depend on rules, so every sentence is parsed once; then, rule by rule and change by change, the sentences of the
//! rule's file are coded again until one comes out otherwise than its line says.

use super::Case;
use super::mutants::{self, Mutant, Part};
use crate::articles::counted;
use crate::examples::{self, Owner};
use crate::failure::{ALL_READ, Failure, PARTLY};
use crate::parallel;
use crate::tools::Tools;
use code::Coder;
use document::Document;
use knowledge::{Example, Rule};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;

/// An example with its sentence read.
struct Read<'k> {
    rule: &'k str,
    example: &'k Example,
    document: Document,
}

/// Mutants made and mutants that survived.
type Tally = BTreeMap<Part, (usize, usize)>;

/// Runs the command over the rules whose file is wanted.
pub fn run(tools: &Tools, cases: &[Case<'_>], threads: usize, out: &mut dyn Write) -> Result<u8, Failure> {
    let files = read(tools, cases, threads)?;
    let rules = &tools.coder.knowledge.rules;
    let wanted = rules.iter().enumerate().filter(|(_, rule)| files.contains_key(event::rule_file(&rule.id)));
    let mut tally = Tally::new();
    // A worker changes the rules of a coder of its own.
    let spare: Mutex<Vec<Coder>> = Mutex::new(Vec::new());
    parallel::in_order(
        threads,
        wanted,
        |(at, rule)| {
            let idle = spare.lock().ok().and_then(|mut spare| spare.pop());
            let mut coder = idle.unwrap_or_else(|| Coder { knowledge: tools.coder.knowledge.clone() });
            let verdicts = verdicts(&mut coder, at, rule, &files[event::rule_file(&rule.id)]);
            if let Ok(mut spare) = spare.lock() {
                spare.push(coder);
            }
            (rule, verdicts)
        },
        |(rule, verdicts)| -> Result<(), Failure> {
            for (mutant, survives) in verdicts {
                let (made, survived) = tally.entry(mutant.part).or_default();
                *made += 1;
                *survived += usize::from(survives);
                if survives {
                    let (file, name) = rule.id.split_once('#').unwrap_or((&rule.id, ""));
                    writeln!(out, "{file}:{}: {name}: survives: {}", rule.line, mutant.change)?;
                }
            }
            Ok(())
        },
    )?;
    let mut fails = false;
    for part in Part::ALL {
        let (made, survived) = tally.get(&part).copied().unwrap_or_default();
        fails |= part.must_be_noticed() && survived > 0;
        writeln!(out, "{:<10} {:>6} changed, {survived} not noticed", part.plural(), made)?;
    }
    Ok(if fails { PARTLY } else { ALL_READ })
}

/// The examples of rules by their file, those left out that fail as the rules stand.
fn read<'k>(tools: &Tools, cases: &[Case<'k>], threads: usize) -> Result<BTreeMap<&'k str, Vec<Read<'k>>>, Failure> {
    let mut files: BTreeMap<&str, Vec<Read<'_>>> = BTreeMap::new();
    let mut failing = 0;
    let of_rules = cases.iter().filter(|case| matches!(case.owner, Owner::Rule(_)));
    parallel::in_order(
        threads,
        of_rules.copied(),
        |case| {
            let document = examples::read(&tools.annotator, case.example);
            let passes = examples::judge(&document, &tools.coder.code(&document), case.owner, case.example).is_empty();
            (case, document, passes)
        },
        |(case, document, passes)| -> Result<(), Failure> {
            let examples = files.entry(event::rule_file(case.id)).or_default();
            match passes {
                true => examples.push(Read { rule: case.id, example: case.example, document }),
                false => failing += 1,
            }
            Ok(())
        },
    )?;
    if failing > 0 {
        eprintln!(
            "standoff: {} of the rules as they stand left out; `standoff check` shows them",
            counted(failing, "failing example")
        );
    }
    Ok(files)
}

/// Every mutant of a rule, and whether it survives its file's examples.
fn verdicts(coder: &mut Coder, at: usize, rule: &Rule, examples: &[Read<'_>]) -> Vec<(Mutant, bool)> {
    let mut verdicts = Vec::new();
    for mutant in mutants::of(rule) {
        coder.knowledge.rules[at] = mutant.rule.clone();
        // The rule's own examples are the likeliest to notice.
        let (own, others): (Vec<&Read<'_>>, Vec<&Read<'_>>) = examples.iter().partition(|read| *read.rule == *rule.id);
        let notices = |read: &&Read<'_>| {
            let coding = coder.code(&read.document);
            !examples::judge(&read.document, &coding, Owner::Rule(read.rule), read.example).is_empty()
        };
        let survives = !own.iter().chain(&others).any(notices);
        verdicts.push((mutant, survives));
    }
    coder.knowledge.rules[at] = rule.clone();
    verdicts
}
