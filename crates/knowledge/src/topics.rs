//! Topics on which words of force are used for something else, and what an article on one of them yields no event of.

use crate::Problem;
use crate::records::{Record, normalised, split};
use event::Category;
use rustc_hash::FxHashMap;

/// A topic such as sport.
#[derive(Clone, Debug, Default)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// How many different words of it an article must have.
    pub least: usize,
    /// The categories that yield no event there; empty for all.
    pub silences: Vec<Category>,
    /// Kinds of parties whose acts are events all the same, and `historical` for acts told as history.
    pub unless: Vec<String>,
}

/// All topics, with their words.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    /// The topics, in the order of files and lines.
    pub all: Vec<Topic>,
    /// The phrases that begin with a word, with the topic of each: a place in `all`.
    phrases: FxHashMap<String, Vec<(usize, String)>>,
}

impl Topics {
    /// Adds the topic of one record.
    pub(crate) fn read(&mut self, record: &Record<'_>, problems: &mut Vec<Problem>) {
        record.check_keys(&["about", "words", "least", "silences", "unless", "note"], problems);
        let Some(least) = record.value("least").and_then(|value| value.parse().ok()) else {
            let message = format!("the topic `{}` does not say how many of its words make it", record.head().value);
            problems.push(record.problem(record.head(), "", message, "add a line such as `least 4`"));
            return;
        };
        let mut topic = Topic { name: record.head().value.to_string(), least, ..Topic::default() };
        for line in record.all("silences") {
            for name in split(&line.value, ',') {
                match Category::from_name(name) {
                    Some(category) => topic.silences.push(category),
                    None => problems.push(record.problem(
                        line,
                        name,
                        format!("unknown category `{name}`"),
                        "categories are PLOVER's sixteen, in capitals",
                    )),
                }
            }
        }
        topic.unless.extend(record.all("unless").flat_map(|line| split(&line.value, ',')).map(str::to_string));
        for phrase in record.all("words").flat_map(|line| split(&line.value, ',')).map(normalised) {
            let first = phrase.split(' ').next().unwrap_or("").to_string();
            self.phrases.entry(first).or_default().push((self.all.len(), phrase));
        }
        self.all.push(topic);
    }

    /// The phrases that begin with a word in lower case, with the topic of each: a place in `all`.
    pub fn beginning_with(&self, word: &str) -> &[(usize, String)] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use crate::Knowledge;

    #[test]
    fn a_topic_says_how_many_words_make_it() {
        let text =
            "topic sport\nwords goalkeeper, stoppage time\nleast 2\nsilences ASSAULT\nunless armed\n\ntopic play\nwords pawn\n";
        let (knowledge, problems) = Knowledge::load(&[("topics/a.txt", text)]);
        assert_eq!(problems.len(), 1);
        assert_eq!(knowledge.topics.beginning_with("stoppage"), [(0, "stoppage time".to_string())]);
        assert_eq!((knowledge.topics.all.len(), knowledge.topics.all[0].least), (1, 2));
    }
}
