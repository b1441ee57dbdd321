//! `standoff check --breadth`: which verb blocks of a CAMEO verb dictionary no rule covers.
//!
//! Of the dictionary only the blocks (`--- NAME [CODE] ---`), their verbs and their codes are read; its patterns are not.

use crate::articles::counted;
use crate::failure::{ALL_READ, Failure, PARTLY};
use knowledge::{Breadth, Knowledge, normalised};
use std::fs;
use std::io::Write;
use std::path::Path;

/// A block: verbs that mean the same.
#[derive(Debug, PartialEq, Eq)]
struct Block {
    name: String,
    verbs: Vec<Verb>,
}

/// A verb of a block, alone or with further words.
#[derive(Debug, PartialEq, Eq)]
struct Verb {
    /// As it is written: `+ROUND_UP`.
    written: String,
    /// Its own code, or its block's.
    code: String,
}

/// Runs the command on the dictionary at a path.
pub fn run(knowledge: &Knowledge, path: &Path, out: &mut dyn Write) -> Result<u8, Failure> {
    let bytes = fs::read(path)
        .map_err(|error| Failure::new(format!("`{}` cannot be read ({error}); name a verb dictionary", path.display())))?;
    let breadth = &knowledge.ontology.breadth;
    let (mut kept, mut lacking, mut no_act, mut verbs, mut verbs_lacking) = (0, 0, 0, 0, 0);
    for block in blocks(&String::from_utf8_lossy(&bytes)) {
        let of_plover: Vec<&Verb> = block.verbs.iter().filter(|verb| is_kept(breadth, &verb.code)).collect();
        if of_plover.is_empty() {
            continue;
        }
        kept += 1;
        if let Some(reason) = breadth.no_act.get(&block.name) {
            no_act += 1;
            writeln!(out, "{} is no act: {reason}", block.name)?;
            continue;
        }
        let without: Vec<&str> =
            of_plover.iter().filter(|verb| !has_rule(knowledge, &verb.written)).map(|verb| verb.written.as_str()).collect();
        verbs += of_plover.len();
        verbs_lacking += without.len();
        let whole = without.len() == of_plover.len();
        lacking += usize::from(whole);
        if !without.is_empty() {
            writeln!(out, "{} {}: {}", block.name, if whole { "has no rule" } else { "lacks" }, without.join(", "))?;
        }
    }
    writeln!(
        out,
        "{} whose code PLOVER keeps: {} no act, {lacking} without a rule; {}: {verbs_lacking} in no rule",
        counted(kept, "block"),
        no_act,
        counted(verbs, "verb"),
    )?;
    Ok(if lacking == 0 { ALL_READ } else { PARTLY })
}

/// Reads blocks, verbs and codes.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut of_block = String::new();
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or("").trim_end();
        if let Some(head) = line.strip_prefix("---") {
            let name = head.split_whitespace().next().unwrap_or("").to_string();
            of_block = code(head).unwrap_or_default();
            blocks.push(Block { name, verbs: Vec::new() });
            continue;
        }
        // Patterns, transformations and sets of synonyms begin with a sign or with white space.
        let verb =
            line.split_whitespace().next().filter(|_| line.starts_with(|first: char| first == '+' || first.is_alphabetic()));
        if let (Some(verb), Some(block)) = (verb, blocks.last_mut()) {
            block.verbs.push(Verb { written: verb.to_string(), code: code(line).unwrap_or_else(|| of_block.clone()) });
        }
    }
    blocks
}

/// What stands in brackets.
fn code(line: &str) -> Option<String> {
    let (_, rest) = line.split_once('[')?;
    rest.split_once(']').map(|(code, _)| code.trim().to_string())
}

/// Whether PLOVER keeps a code or, of a pair `a:b`, one of the two.
fn is_kept(breadth: &Breadth, code: &str) -> bool {
    code.split(':').any(|code| breadth.kept.contains(code))
}

/// Whether a verb begins a trigger. Of several words, `+` marks the verb, and a trigger's particles must be among the others.
fn has_rule(knowledge: &Knowledge, written: &str) -> bool {
    let words: Vec<&str> = written.split('_').collect();
    let at = words.iter().position(|word| word.starts_with('+')).unwrap_or(0);
    let plain: Vec<String> = words.iter().map(|word| normalised(word.trim_start_matches('+'))).collect();
    let fits = |trigger: &knowledge::Trigger| {
        trigger.lemmas.contains(&plain[at]) && trigger.particles.iter().all(|particle| plain.contains(particle))
    };
    // Several words may be one in the rules: "TEST_FIRE" and "test-fire".
    knowledge
        .rules
        .iter()
        .flat_map(|rule| &rule.triggers)
        .any(|trigger| fits(trigger) || plain.len() > 1 && plain.join("-") == trigger.lemmas[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_blocks_and_leaves_patterns_out() {
        let text = "---  CABLE   [040]  ---\nCABLE  # a note\n+WIRE_UP {+WIRES_UP } [---]\n- * MONEY [071]\n&SET\n~ a (a b SAID) = a b [010]\n";
        let verb = |written: &str, code: &str| Verb { written: written.into(), code: code.into() };
        let wanted = Block { name: "CABLE".into(), verbs: vec![verb("CABLE", "040"), verb("+WIRE_UP", "---")] };
        assert_eq!(blocks(text), [wanted]);
    }

    #[test]
    fn particles_must_be_said() {
        let (knowledge, _) = Knowledge::load(&[("coding/COERCE/a.rule", "rule a\nverb round up, jail\ncode COERCE\n")]);
        assert!(has_rule(&knowledge, "+ROUND_UP") && has_rule(&knowledge, "JAIL"));
        assert!(!has_rule(&knowledge, "ROUND") && !has_rule(&knowledge, "ROUND_+UP"));
    }

    #[test]
    fn a_pair_is_kept_if_either_is() {
        let breadth = Breadth { kept: ["032".to_string()].into(), ..Breadth::default() };
        assert!(is_kept(&breadth, "032:015") && is_kept(&breadth, "032"));
        assert!(!is_kept(&breadth, "---") && !is_kept(&breadth, "010"));
    }
}
