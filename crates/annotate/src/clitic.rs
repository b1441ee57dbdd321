//! Cuts clitics from words: "don't" into "do" and "n't", "Seoul's" into "Seoul" and "'s", "cannot" into "can" and "not".
//!
//! What is cut off is one orthographic token with what stands before it. The forms are those of the English Web Treebank.

use crate::view::small;

/// The byte offsets at which `word` is to be cut, then its end; `after` is what follows it without a space, of which a bare
/// possessive apostrophe may be taken in. Inside single quotes a final apostrophe is a quotation mark.
pub fn cuts(word: &str, after: &str, single_quote_open: bool) -> impl Iterator<Item = usize> {
    places(word, after, single_quote_open).into_iter().flatten()
}

/// The offsets of [`cuts`], three at most.
fn places(word: &str, after: &str, single_quote_open: bool) -> [Option<usize>; 3] {
    let lower = small(word);
    // "IM" and "IVE" are no words for "I'm" and "I've".
    let shouted = word.len() < 4 && !word.contains(char::is_lowercase);
    if let Some(at) = fused(&lower).filter(|_| !shouted) {
        return [Some(at), Some(word.len()), None];
    }
    if let Some(at) = suffix(&lower) {
        // "shouldn't've" has two.
        return [suffix(&lower[..at]), Some(at), Some(word.len())];
    }
    if lower.ends_with('s') && word.len() > 2 && !single_quote_open {
        let apostrophe = after.chars().next().filter(|c| matches!(c, '\'' | '’'));
        if let Some(apostrophe) = apostrophe {
            let beyond = after[apostrophe.len_utf8()..].chars().next();
            if !beyond.is_some_and(|c| c.is_alphanumeric() || c == '\'' || c == '’') {
                return [Some(word.len()), Some(word.len() + apostrophe.len_utf8()), None];
            }
        }
    }
    [Some(word.len()), None, None]
}

/// Where a suffix with an apostrophe begins.
fn suffix(word: &str) -> Option<usize> {
    const SUFFIXES: [&str; 7] = ["n't", "'s", "'ll", "'re", "'ve", "'d", "'m"];
    if !word.contains(['\'', '’', '`']) {
        return None;
    }
    for apostrophe in ['\'', '’', '`'] {
        for suffix in SUFFIXES {
            let mut tail = word;
            let mut matched = true;
            for letter in suffix.chars().rev() {
                let wanted = if letter == '\'' { apostrophe } else { letter };
                match tail.strip_suffix(wanted) {
                    Some(rest) => tail = rest,
                    None => {
                        matched = false;
                        break;
                    }
                }
            }
            // "'d" alone and "n't" alone are words already.
            if matched && !tail.is_empty() && tail.chars().next_back().is_some_and(char::is_alphanumeric) {
                return Some(tail.len());
            }
        }
    }
    None
}

/// Words that are two words without any apostrophe.
fn fused(word: &str) -> Option<usize> {
    Some(match word {
        "cannot" | "gonna" | "gotta" | "wanna" | "youre" => 3,
        "im" | "ive" => 1,
        "thats" | "whats" => 4,
        "theres" => 5,
        "dont" | "didnt" | "doesnt" | "couldnt" | "wouldnt" | "shouldnt" | "isnt" | "arent" | "wasnt" | "werent" | "havent"
        | "hasnt" | "wont" | "cant" | "aint" => word.len() - 2,
        _ => return None,
    })
}
