//! The lines of a dictionary without its comments: `#` and the older `;` to the end of the line, and `<!-- -->` over any number of lines.

/// A line that holds more than comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Its number in the file, counted from one.
    pub number: usize,
    /// The whole line.
    pub raw: &'t str,
    /// What is no comment, without white space at its end; at its beginning it tells code lines from names.
    pub content: &'t str,
}

/// All lines that hold more than comment and white space.
pub(super) fn read(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut in_comment = false;
    for (at, raw) in text.lines().enumerate() {
        let raw = raw.strip_prefix('\u{feff}').unwrap_or(raw);
        let content = if in_comment {
            let Some((_, rest)) = raw.split_once("-->") else { continue };
            in_comment = false;
            rest
        } else {
            raw
        };
        let content = content.find(['#', ';']).map_or(content, |comment| &content[..comment]);
        let content = match content.split_once("<!--") {
            Some((before, comment)) => {
                in_comment = !comment.contains("-->");
                before
            }
            None => content,
        };
        let content = content.trim_end();
        if !content.trim().is_empty() {
            lines.push(Line { number: at + 1, raw, content });
        }
    }
    lines
}

/// What stands before the first bracket of a line, and what each pair of brackets holds; the words of a bracket that is never closed as an error.
pub(super) fn brackets(content: &str) -> (&str, Result<Vec<&str>, &str>) {
    let first = content.find('[').unwrap_or(content.len());
    let (before, mut rest) = content.split_at(first);
    let mut found = Vec::new();
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']') else { return (before, Err(&rest[open..])) };
        found.push(rest[open + 1..open + close].trim());
        rest = &rest[open + close + 1..];
    }
    (before, Ok(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(text: &str) -> Vec<(usize, &str)> {
        read(text).into_iter().map(|line| (line.number, line.content)).collect()
    }

    #[test]
    fn comments_of_every_age_are_left_out() {
        let text = "RURIA_ [RUR] # a state\n\n;old\nA_ [B] ;older\n<!-- one\nC_ [D]\n--> E_ [F]\nG_ <!-- x --> [H]\n\t[I]# x\n";
        assert_eq!(contents(text), [(1, "RURIA_ [RUR]"), (4, "A_ [B]"), (7, " E_ [F]"), (8, "G_"), (9, "\t[I]")]);
    }

    #[test]
    fn brackets_may_be_several_or_open() {
        assert_eq!(brackets("A_ [B 820701-821231][C >01]"), ("A_ ", Ok(vec!["B 820701-821231", "C >01"])));
        assert_eq!(brackets("A_ [B").1, Err("[B"));
        assert_eq!(brackets("A_"), ("A_", Ok(vec![])));
    }
}
