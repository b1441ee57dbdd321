//! CAMEO's codes of acts: their names, their two scales, and the groups that GDELT makes of them. The facts stand in
//! `data/cameo.tsv`.

use event::{Category, Event};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What is known of a code.
struct Entry {
    name: &'static str,
    icews: &'static str,
    gdelt: &'static str,
}

static CODES: LazyLock<BTreeMap<&'static str, Entry>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        Some((cells.next()?, Entry { name: cells.next()?, icews: cells.next()?, gdelt: cells.next()? }))
    };
    include_str!("../data/cameo.tsv").lines().skip(1).filter_map(line).collect()
});

/// The event's code; where its rule gives none, the most general one of its category.
pub fn code(event: &Event) -> &str {
    let investigates = event.modes.iter().any(|mode| mode.value == "investigate");
    event.cameo.as_deref().unwrap_or(match event.category.value {
        Category::Agree => "030",
        Category::Consult => "040",
        Category::Support => "050",
        Category::Concede | Category::Retreat => "080",
        Category::Cooperate => "060",
        Category::Aid => "070",
        Category::Request => "020",
        Category::Accuse if investigates => "090",
        Category::Accuse => "110",
        Category::Reject => "120",
        Category::Threaten => "130",
        Category::Protest => "140",
        Category::Sanction => "160",
        Category::Mobilize => "150",
        Category::Coerce => "170",
        Category::Assault => "190",
    })
}

/// The code to its third digit.
pub fn base(code: &str) -> &str {
    code.get(..3).unwrap_or(code)
}

/// The code to its second digit.
pub fn root(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}

/// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by the root; none for what is no code.
pub fn quad_class(code: &str) -> Option<u8> {
    match root(code).parse::<u8>().ok()? {
        1..=5 => Some(1),
        6..=8 => Some(2),
        9..=13 => Some(3),
        14..=20 => Some(4),
        _ => None,
    }
}

/// The code's name; that of the nearest broader code where it has none.
pub fn name(code: &str) -> &'static str {
    nearest(code, |entry| entry.name)
}

/// ICEWS' intensity.
pub fn intensity(code: &str) -> &'static str {
    nearest(code, |entry| entry.icews)
}

/// GDELT's Goldstein value. Codes that are finer than GDELT's list have the value of the nearest broader one.
pub fn goldstein(code: &str) -> &'static str {
    nearest(code, |entry| entry.gdelt)
}

/// The value of the code, else of what remains of it without its last digits; of `02` that is the general code `020`.
fn nearest(code: &str, value: fn(&Entry) -> &'static str) -> &'static str {
    let shorter = (2..=code.len()).rev().filter_map(|length| code.get(..length));
    let general = format!("{}0", root(code));
    let found = |code: &str| CODES.get(code).map(value).filter(|value| !value.is_empty());
    shorter.map(found).find_map(|found| found).or_else(|| found(&general)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_differ_where_they_are_known_to() {
        assert_eq!((intensity("163"), goldstein("163")), ("-8", "-6.5"));
        assert_eq!((intensity("0256"), goldstein("0256")), ("-0.3", "-0.3"));
        assert_eq!(goldstein("1663"), "-8", "the value of 166");
        assert_eq!((name("1712"), goldstein("02")), ("Destroy property", "3"));
        assert_eq!((name("x"), intensity("é"), quad_class("---")), ("", "", None));
    }

    #[test]
    fn groups_follow_the_root() {
        assert_eq!((base("1712"), root("1712"), quad_class("1712")), ("171", "17", Some(4)));
        assert_eq!(["057", "0841", "112", "14", "99"].map(quad_class), [Some(1), Some(2), Some(3), Some(4), None]);
    }

    #[test]
    fn every_general_code_is_listed() {
        assert_eq!(CODES.len(), include_str!("../data/cameo.tsv").lines().count() - 1);
        assert!(
            ["030", "040", "050", "080", "060", "070", "020", "090", "110", "120", "130", "140", "160", "150", "170", "190"]
                .iter()
                .all(|code| !goldstein(code).is_empty())
        );
    }
}
