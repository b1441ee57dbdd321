//! Lower case without memory of its own: for words that are made small into a buffer that is kept.

/// Appends a word in lower case, exactly as [`str::to_lowercase`] has it.
pub fn push_lower(word: &str, into: &mut impl Extend<char>) {
    // Only what a sigma becomes depends on what stands beside it.
    if word.contains('Σ') {
        into.extend(word.to_lowercase().chars());
    } else {
        into.extend(word.chars().flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_lower_case_of_the_standard_library() {
        for word in ["", "Ruria", "ÉCOLE", "İzmir", "ΣΟΦΟΣ", "aΣ", "STRASSE", "ẞ", "Ǆ", "日本", "№ 9"] {
            let mut small = String::from("x");
            push_lower(word, &mut small);
            assert_eq!(small[1..], word.to_lowercase(), "{word}");
        }
    }
}
