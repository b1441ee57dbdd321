//! Reading and writing CoNLL-U, the exchange format of Universal Dependencies. Words, multiword ranges and comments survive a
//! round trip; empty nodes (`8.1`) are dropped, because they belong to the enhanced graph and not to the tree.

use document::{Relation, Upos};
use std::fmt;
use std::fmt::Write as _;

/// One sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The comment lines, without the line break, with their `#`.
    pub comments: Vec<String>,
    /// The words in order.
    pub words: Vec<Word>,
    /// The orthographic tokens of several words, in order.
    pub ranges: Vec<Range>,
}

impl Sentence {
    /// The value of a comment `# key = value`.
    pub fn comment(&self, key: &str) -> Option<&str> {
        self.comments.iter().find_map(|line| {
            let (name, value) = line.strip_prefix('#')?.split_once('=')?;
            (name.trim() == key).then_some(value.trim())
        })
    }
}

/// One syntactic word. Columns that hold `_` are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The form.
    pub form: String,
    /// The lemma; `_` where it is not given, or is an underscore.
    pub lemma: String,
    /// The universal part of speech.
    pub upos: Option<Upos>,
    /// The treebank's own tag, `_` for none.
    pub xpos: String,
    /// The features as they stand, `_` for none.
    pub feats: String,
    /// The head, counted from one; zero for the root.
    pub head: Option<usize>,
    /// The relation.
    pub relation: Option<Relation>,
    /// The enhanced graph as it stands, `_` for none.
    pub deps: String,
    /// The last column as it stands, `_` for none.
    pub misc: String,
}

/// An orthographic token that holds several words ("don't").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Its first word's place in the sentence, counted from zero.
    pub start: usize,
    /// The place after its last word.
    pub end: usize,
    /// The form of the whole.
    pub form: String,
    /// The last column as it stands.
    pub misc: String,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConlluError {
    /// The line, counted from one.
    pub line: usize,
    message: String,
}

impl fmt::Display for ConlluError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ConlluError {}

/// Reads a whole file. The error names the first line that cannot be right.
pub fn read(text: &str) -> Result<Vec<Sentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    let mut last = 0;
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        last = number + 1;
        let fail = |message: String| ConlluError { line: number + 1, message };
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            close(&mut sentence, &mut sentences).map_err(fail)?;
        } else if line.starts_with('#') {
            if !sentence.words.is_empty() {
                return Err(fail("a comment stands inside a sentence; an empty line is missing before it".into()));
            }
            sentence.comments.push(line.to_owned());
        } else {
            read_line(line, &mut sentence).map_err(fail)?;
        }
    }
    close(&mut sentence, &mut sentences).map_err(|message| ConlluError { line: last, message })?;
    Ok(sentences)
}

fn close(sentence: &mut Sentence, sentences: &mut Vec<Sentence>) -> Result<(), String> {
    let count = sentence.words.len();
    if let Some(at) = sentence.words.iter().position(|word| word.head.is_some_and(|head| head > count)) {
        return Err(format!("word {} of the sentence that ends here has a head beyond its {count} words", at + 1));
    }
    if sentence.ranges.last().is_some_and(|range| range.end > count) {
        return Err("the last multiword range reaches beyond the sentence".into());
    }
    if count > 0 {
        sentences.push(std::mem::take(sentence));
    } else {
        sentence.ranges.clear();
    }
    Ok(())
}

fn read_line(line: &str, sentence: &mut Sentence) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, feats, head, relation, deps, misc] = columns[..] else {
        return Err(format!("a line of ten columns with tabs between was expected, this one has {}", columns.len()));
    };
    if id.contains('.') {
        return Ok(());
    }
    if let Some((start, end)) = id.split_once('-') {
        let (Ok(start), Ok(end)) = (start.parse::<usize>(), end.parse::<usize>()) else {
            return Err(format!("{id:?} is no range of words"));
        };
        if start != sentence.words.len() + 1 || end < start {
            return Err(format!("the range {id} does not begin at the next word"));
        }
        if sentence.ranges.last().is_some_and(|before| before.end >= start) {
            return Err(format!("the range {id} overlaps the one before it"));
        }
        sentence.ranges.push(Range { start: start - 1, end, form: form.to_owned(), misc: or_blank(misc).to_owned() });
        return Ok(());
    }
    if id.parse() != Ok(sentence.words.len() + 1) {
        return Err(format!("word {} was expected, this line's id is {id:?}", sentence.words.len() + 1));
    }
    let given = |column: &'static str, value: &str| format!("{value:?} is no {column}");
    let upos = match upos {
        "_" => None,
        name => Some(Upos::from_name(name).ok_or_else(|| given("universal part of speech", name))?),
    };
    let head = match head {
        "_" => None,
        number => Some(number.parse().map_err(|_| given("head", number))?),
    };
    let relation = match relation {
        "_" => None,
        name => Some(Relation::from_name(name).ok_or_else(|| given("relation", name))?),
    };
    let [lemma, xpos, feats, deps, misc] = [lemma, xpos, feats, deps, misc].map(|column| or_blank(column).to_owned());
    sentence.words.push(Word { form: form.to_owned(), lemma, upos, xpos, feats, head, relation, deps, misc });
    Ok(())
}

/// Writes sentences, each followed by an empty line.
pub fn write(sentences: &[Sentence]) -> String {
    let mut out = String::new();
    for sentence in sentences {
        for comment in &sentence.comments {
            out.push_str(comment);
            out.push('\n');
        }
        let mut ranges = sentence.ranges.iter().peekable();
        for (at, word) in sentence.words.iter().enumerate() {
            if let Some(range) = ranges.next_if(|range| range.start == at) {
                let misc = or_blank(&range.misc);
                let _ = writeln!(out, "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", range.start + 1, range.end, range.form);
            }
            let upos = word.upos.map_or("_", Upos::name);
            let relation = word.relation.map_or("_", Relation::name);
            let [lemma, xpos, feats, deps, misc] =
                [&word.lemma, &word.xpos, &word.feats, &word.deps, &word.misc].map(|column| or_blank(column));
            let _ = write!(out, "{}", at + 1);
            columns(&mut out, &[&word.form, lemma, upos, xpos, feats]);
            out.push('\t');
            let _ = match word.head {
                Some(head) => write!(out, "{head}"),
                None => write!(out, "_"),
            };
            columns(&mut out, &[relation, deps, misc]);
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// Appends columns, each behind its tab.
fn columns(out: &mut String, columns: &[&str]) {
    for column in columns {
        out.push('\t');
        out.push_str(column);
    }
}

fn or_blank(column: &str) -> &str {
    if column.is_empty() { "_" } else { column }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# sent_id = 1\n1\tTroops\ttroop\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_\n2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n4\tmove\tmove\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

    #[test]
    fn what_is_read_is_written() {
        let sentences = read(SAMPLE).expect("sound");
        assert_eq!(sentences[0].words.len(), 5);
        assert_eq!(sentences[0].ranges[0].form, "didn't");
        assert_eq!(write(&sentences), SAMPLE);
    }

    #[test]
    fn empty_nodes_are_dropped_and_windows_line_ends_read() {
        let text = SAMPLE.replace("5\t.", "4.1\tmoved\t_\t_\t_\t_\t_\t_\t_\t_\n5\t.").replace('\n', "\r\n");
        assert_eq!(write(&read(&text).expect("sound")), SAMPLE);
    }

    #[test]
    fn empty_columns_are_read_as_blank_ones() {
        let sentences = read("1\tx\t\tX\t\t\t0\troot\t\t\n").expect("sound");
        assert_eq!((sentences[0].words[0].lemma.as_str(), sentences[0].words[0].misc.as_str()), ("_", "_"));
        assert_eq!(read(&write(&sentences)), Ok(sentences));
    }

    #[test]
    fn errors_name_the_line() {
        let error = |text: &str| read(text).expect_err("not sound").to_string();
        assert_eq!(error("1\ta\tb\n"), "line 1: a line of ten columns with tabs between was expected, this one has 3");
        assert!(error(&SAMPLE.replace("\t0\t", "\tx\t")).starts_with("line 6: \"x\" is no head"));
        assert!(error(&SAMPLE.replace("\t0\t", "\t9\t")).starts_with("line 8: word 4"));
        assert!(error(&SAMPLE.replace("NOUN", "NOUNS")).contains("part of speech"));
        assert!(error(&SAMPLE.replace("\n3\t", "\n4\t")).contains("word 3 was expected"));
        let range = "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n";
        assert!(error(&SAMPLE.replace(range, &range.repeat(2))).starts_with("line 4: the range 2-3 overlaps"));
    }
}
