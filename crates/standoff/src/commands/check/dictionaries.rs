//! What was read of a dictionary, and line by line what could not be.

use crate::failure::Failure;
use knowledge::dictionaries::DictionaryReport;
use std::io::Write;

/// How many line numbers stand in one row.
const A_ROW: usize = 20;

/// Writes the report on a dictionary.
pub fn write(out: &mut dyn Write, report: &DictionaryReport) -> Result<(), Failure> {
    let counts: Vec<String> = report.counts.iter().map(|(thing, number)| format!("{} {thing}", grouped(*number))).collect();
    writeln!(out, "{}: a dictionary of {}: {}", report.file, report.kind.name(), counts.join(", "))?;
    for (what, lines) in &report.remarks {
        writeln!(
            out,
            "  {} {what}:",
            if lines.len() == 1 { "1 line".to_string() } else { format!("{} lines", grouped(lines.len())) }
        )?;
        for row in lines.chunks(A_ROW) {
            writeln!(out, "    {}", row.iter().map(usize::to_string).collect::<Vec<_>>().join(" "))?;
        }
    }
    writeln!(out)?;
    for problem in &report.unread {
        writeln!(out, "{problem}\n")?;
    }
    for problem in &report.unused {
        writeln!(out, "note: {problem}\n")?;
    }
    Ok(())
}

/// A number with commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1_000, 54_094, 1_234_567].map(grouped), ["0", "999", "1,000", "54,094", "1,234,567"]);
    }
}
