//! Words by which texts are compared and mentions understood, read from the plain text files under `lexicon/`.
//!
//! One word a line, in lower case; a line that begins with `#` is a remark, and a word that ends in `*` stands for all that begin so.

use std::sync::LazyLock;

/// A list of words.
#[derive(Debug)]
pub struct Words {
    /// In order.
    whole: Vec<&'static str>,
    beginnings: Vec<&'static str>,
}

impl Words {
    fn read(file: &'static str) -> Words {
        let lines = file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (beginnings, mut whole): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.ends_with('*'));
        whole.sort_unstable();
        Words { whole, beginnings: beginnings.into_iter().map(|word| word.trim_end_matches('*')).collect() }
    }

    /// Whether a word in lower case stands in it.
    pub fn contains(&self, word: &str) -> bool {
        self.whole.binary_search(&word).is_ok() || self.beginnings.iter().any(|beginning| word.starts_with(beginning))
    }
}

macro_rules! lists {
    ($($(#[$about:meta])* $name:ident $file:literal;)*) => {
        $($(#[$about])* pub static $name: LazyLock<Words> =
            LazyLock::new(|| Words::read(include_str!(concat!("../lexicon/", $file, ".txt"))));)*
    };
}

lists! {
    /// Measures of time, by which one act is told to be away from another.
    MEASURES "measures";
    /// Words of grammar, of reporting and of the calendar.
    PLAIN "plain";
    /// Notes to editors that say how a text differs from an earlier one.
    CORRECTIONS "corrections";
    /// Meeting again.
    MEETINGS "meetings";
    /// Agreements.
    ACCORDS "accords";
    /// Fighting that is to stop.
    TRUCES "truces";
    /// Setting aside for a time.
    SUSPENSIONS "suspensions";
    /// Answering a deed.
    ANSWERS "answers";
    /// Verbs that answer with "back".
    STROKES "strokes";
    /// What reports count happenings by.
    OCCASIONS "occasions";
    /// Beginning, from which reports count what has come of something.
    BEGINNINGS "beginnings";
    /// What flies and can be brought down, whatever it is.
    AIRCRAFT "aircraft";
    /// Planes.
    PLANES "planes";
    /// Helicopters.
    HELICOPTERS "helicopters";
    /// Aircraft without people in them.
    DRONES "drones";
    /// Deeds of force by their nouns.
    DEEDS "deeds";
    /// What publishes for a state.
    OFFICES "offices";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_unless_a_star_says_otherwise() {
        let words = Words::read("# remark\nvisit\nagree*\n\ntalks\n");
        assert!(words.contains("visit") && words.contains("talks") && words.contains("agreement"));
        assert!(!words.contains("visits") && !words.contains("remark") && !words.contains("") && !words.contains("#"));
    }

    #[test]
    fn every_list_has_words_in_lower_case() {
        let spoken = [&MEASURES, &PLAIN, &CORRECTIONS, &MEETINGS, &ACCORDS, &TRUCES, &SUSPENSIONS];
        for list in spoken.into_iter().chain([
            &ANSWERS,
            &BEGINNINGS,
            &STROKES,
            &OCCASIONS,
            &AIRCRAFT,
            &PLANES,
            &HELICOPTERS,
            &DRONES,
            &DEEDS,
            &OFFICES,
        ]) {
            let all: Vec<&&str> = list.whole.iter().chain(&list.beginnings).collect();
            assert!(!all.is_empty() && all.iter().all(|word| word.to_lowercase() == **word), "{list:?}");
        }
    }
}
