//! Dated rows of actor dictionaries in the format of TABARI and PETRARCH: names, codes, and the days within which a code holds.
//!
//! Only what a cross-check of offices needs: patterns, agents and undated codes are passed over, and so is what cannot be read.

use document::Date;

/// Somebody with dated codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedName {
    /// The names, as they are written there.
    pub names: Vec<String>,
    /// The codes with their days.
    pub codes: Vec<DatedCode>,
}

/// A code and the days within which it holds, the first and the last included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedCode {
    /// Country and roles in one: `GBRGOVMIL`.
    pub code: String,
    /// The first day; `None` where it is open.
    pub from: Option<Date>,
    /// The last day; `None` where it is open.
    pub to: Option<Date>,
}

/// Two digits of a year from here on are of the twentieth century.
const PIVOT: i16 = 30;

/// Reads one dictionary: a name at the start of a line, its synonyms behind `+`, and indented codes in brackets below.
pub fn read_dated_names(text: &str) -> Vec<DatedName> {
    let mut all: Vec<DatedName> = Vec::new();
    let mut has_codes = true;
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or("").trim_end();
        if line.trim().is_empty() || line.starts_with(';') {
            continue;
        }
        let (name, codes) = line.split_at(line.find('[').unwrap_or(line.len()));
        let name = name.trim().trim_start_matches('+').trim();
        let opens = !line.starts_with(['+', ' ', '\t']);
        // Names one below the other without a code between them share the codes that follow.
        if opens && has_codes || all.is_empty() {
            all.push(DatedName { names: Vec::new(), codes: Vec::new() });
            has_codes = false;
        }
        let Some(current) = all.last_mut() else { continue };
        if !name.is_empty() {
            current.names.push(name.to_string());
        }
        has_codes |= !codes.is_empty();
        current.codes.extend(codes.split('[').filter_map(|part| dated_code(part.split(']').next()?)));
    }
    all.retain(|name| !name.codes.is_empty());
    all
}

/// `GBRGOV 790504-901128`, `GBRGOV >790504`, `GBRGOV <901128`.
fn dated_code(text: &str) -> Option<DatedCode> {
    let (code, range) = text.trim().split_once([' ', '\t'])?;
    let range: String = range.split_whitespace().collect();
    let (from, to) = match (range.strip_prefix('>'), range.strip_prefix('<')) {
        (Some(from), _) => (Some(day(from)?), None),
        (_, Some(to)) => (None, Some(day(to)?)),
        _ => {
            let (from, to) = range.split_once('-')?;
            (Some(day(from)?), Some(day(to)?))
        }
    };
    Some(DatedCode { code: code.to_string(), from, to })
}

/// YYMMDD or YYYYMMDD.
fn day(text: &str) -> Option<Date> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(text.len(), 6 | 8) {
        return None;
    }
    let (year, rest) = text.split_at(text.len() - 4);
    let year: i16 = year.parse().ok()?;
    let year = match (text.len(), year < PIVOT) {
        (8, _) => year,
        (_, true) => 2000 + year,
        (_, false) => 1900 + year,
    };
    Date::new(year, rest[..2].parse().ok()?, rest[2..].parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let end = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        let code = |code: &DatedCode| format!("{} {}..{}", code.code, end(code.from), end(code.to));
        let name = |name: &DatedName| {
            format!("{}: {}", name.names.join("; "), name.codes.iter().map(code).collect::<Vec<_>>().join(", "))
        };
        read_dated_names(text).iter().map(name).collect()
    }

    #[test]
    fn names_synonyms_and_ranges() {
        let text = "# of our own\nRURIA_ [RUR]\nANA_RUIZ_  # somebody\n+A._RUIZ\n\t[RURELI 300101-790504]\n\t[RURGOV >20010504]\n\t[RURELI]\n";
        assert_eq!(told(text), ["ANA_RUIZ_; A._RUIZ: RURELI 1930-01-01..1979-05-04, RURGOV 2001-05-04.."]);
    }

    #[test]
    fn names_one_below_the_other_share_their_codes() {
        let text = "ANA_RUIZ\nANITA_RUIZ\n\t[RURGOV 010101-050101][RURMIL < 990101]\nBEN_SOTO [RURGOV 800101-811301]\n";
        assert_eq!(
            told(text),
            ["ANA_RUIZ; ANITA_RUIZ: RURGOV 2001-01-01..2005-01-01, RURMIL ..1999-01-01"],
            "the thirteenth month is none"
        );
    }
}
