//! Time expressions against gold: where they stand in running text, and which TIMEX3 type and value they have.
//!
//! Running text is a treebank whose last column marks dates (`XML=<date when:::"2015-09">`, as in GUM); single expressions are tables
//! such as timenorm's, one expression a line under the day of its document. Both come with that day, so that relative times are resolved.
//! Nothing is annotated here: documents are handed in.

use crate::articles::Share;
use crate::trees::{self, Tally};
use document::timex::{Reference, Timex, of_document, timex};
use document::{Date, Document, TimeExpression, TimeKind, TimeValue};
use std::ops::Range;
use train::conllu::Sentence;

/// One expression of a table: its words, and what the gold makes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldTime {
    /// The words.
    pub words: String,
    /// The type by its name in TIMEX3.
    pub kind: String,
    /// The value.
    pub value: String,
    /// The day of its document.
    pub day: Option<Date>,
    /// Whether its document is set aside: not read while rules are written.
    pub aside: bool,
}

/// Of how many documents one is set aside: the last of every four, in the order of the file.
const SET_ASIDE: usize = 4;

/// The expressions of a table with documents parted by empty lines; a line is words, type and value with tabs between them, the first
/// line of a document its day, which is not asked. Lines of another form are passed over.
pub fn table(text: &str) -> Vec<GoldTime> {
    let mut found = Vec::new();
    let mut document = 0;
    let mut day = None;
    for lines in text.split("\n\n").filter(|lines| !lines.trim().is_empty()) {
        for (number, line) in lines.trim_matches('\n').lines().enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [words, kind, value] = cells.as_slice() else { continue };
            if number == 0 {
                day = value.get(..10).and_then(|day| day.parse().ok());
                continue;
            }
            let aside = document % SET_ASIDE == SET_ASIDE - 1;
            found.push(GoldTime {
                words: (*words).to_string(),
                kind: (*kind).to_string(),
                value: (*value).to_string(),
                day,
                aside,
            });
        }
        document += 1;
    }
    found
}

/// How many expressions of a table are read as the gold reads them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExpressionScores {
    /// One expression takes in all words.
    pub whole: Share,
    /// The type of the longest expression found is right.
    pub kind: Share,
    /// Its value is right.
    pub value: Share,
}

/// What the program makes of a text that is one expression: the longest that was found, and whether it takes in all words.
pub fn reading(document: &Document, day: Option<Date>) -> Option<(Timex, bool)> {
    let longest = document.times.iter().rev().max_by_key(|time| time.span.len())?;
    let whole = longest.span.of(&document.text.string) == document.text.string.trim();
    // Of a single expression no other time is known: what is counted from one is counted from the day of its document.
    Some((timex(longest.kind, &longest.value, Reference { day, told: day }), whole))
}

/// Scores documents whose texts are the words of the expressions, in the same order.
pub fn score_table<'a>(gold: impl IntoIterator<Item = (&'a GoldTime, &'a Document)>) -> ExpressionScores {
    let mut scores = ExpressionScores::default();
    for (gold, document) in gold {
        let reading = reading(document, gold.day);
        let holds = |right: &dyn Fn(&Timex, bool) -> bool| reading.as_ref().is_some_and(|(said, whole)| right(said, *whole));
        for (share, right) in [
            (&mut scores.whole, holds(&|_, whole| whole)),
            (&mut scores.kind, holds(&|said, _| said.kind.name() == gold.kind)),
            (&mut scores.value, holds(&|said, _| same_value(&said.value, &gold.value))),
        ] {
            share.asked += 1;
            share.right += usize::from(right);
        }
    }
    scores
}

/// Whether two values are the same; a full hour may be written with its minutes.
pub fn same_value(one: &str, other: &str) -> bool {
    fn full(value: &str) -> &str {
        let hour = value.strip_suffix(":00").unwrap_or(value);
        if value.contains('T') { hour } else { value }
    }
    full(one) == full(other)
}

/// A date that a treebank marks: the characters that it covers, white space not counted, and its day where it says one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldSpan {
    /// First character and the one after the last.
    pub span: Range<usize>,
    /// The attribute `when`, where it is a year, month or day of the calendar.
    pub when: Option<String>,
}

/// One document of a treebank.
#[derive(Clone, Debug, Default)]
pub struct GoldText {
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its day, from `meta::dateCreated`.
    pub day: Option<Date>,
}

impl GoldText {
    /// The raw text, to be annotated from scratch.
    pub fn raw(&self) -> String {
        trees::raw_text(&self.sentences)
    }

    /// The dates that it marks.
    pub fn spans(&self) -> Vec<GoldSpan> {
        let mut found = Vec::new();
        let mut open: Vec<(usize, String)> = Vec::new();
        let mut at = 0;
        for sentence in &self.sentences {
            let mut word = 0;
            while word < sentence.words.len() {
                let range = sentence.ranges.iter().find(|range| range.start == word);
                let (form, misc, next) = match range {
                    Some(range) => (&range.form, &range.misc, range.end),
                    None => (&sentence.words[word].form, &sentence.words[word].misc, word + 1),
                };
                let end = at + trees::squeezed(form);
                for tag in tags(misc) {
                    if tag.starts_with("date") || tag.starts_with("time") {
                        open.push((at, tag.to_string()));
                    } else if let ("/date" | "/time", Some((start, tag))) = (tag, open.last()) {
                        found.push(GoldSpan { span: *start..end, when: when(tag) });
                        open.pop();
                    }
                }
                (at, word) = (end, next);
            }
        }
        found.sort_by_key(|gold| (gold.span.start, gold.span.end));
        found
    }
}

/// The documents of a treebank, with the day that each was made.
pub fn texts(sentences: &[Sentence]) -> Vec<GoldText> {
    let mut found: Vec<GoldText> = Vec::new();
    for sentence in sentences {
        let comment = |name: &str| {
            sentence
                .comments
                .iter()
                .find_map(|line| line.trim_start_matches('#').trim_start().strip_prefix(name)?.split_once('='))
        };
        if found.is_empty() || comment("newdoc").is_some() {
            found.push(GoldText::default());
        }
        let Some(text) = found.last_mut() else { continue };
        text.day = text.day.or_else(|| comment("meta::dateCreated")?.1.trim().parse().ok());
        text.sentences.push(sentence.clone());
    }
    found
}

/// The tags in a last column, without their brackets.
fn tags(misc: &str) -> impl Iterator<Item = &str> {
    let xml = misc.split('|').find_map(|part| part.strip_prefix("XML=")).unwrap_or("");
    xml.split('<').skip(1).filter_map(|tag| Some(tag.split_once('>')?.0))
}

fn when(tag: &str) -> Option<String> {
    let value = tag.split_once(" when:::\"")?.1.split('"').next()?;
    let dated = value.len() >= 4 && value.bytes().take(4).all(|b| b.is_ascii_digit());
    dated.then(|| value.to_string())
}

/// How well dates are found in running text and placed on the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpanScores {
    /// Expressions with the same first and last character.
    pub exact: Tally,
    /// Expressions that share a character.
    pub overlapping: Tally,
    /// Of those that share one, and where the gold names a year, month or day: the same value.
    pub value: Share,
}

impl SpanScores {
    /// Adds the figures of another text.
    pub fn add(&mut self, other: SpanScores) {
        for (sum, more) in [(&mut self.exact, other.exact), (&mut self.overlapping, other.overlapping)] {
            sum.right += more.right;
            sum.gold += more.gold;
            sum.said += more.said;
        }
        self.value.right += other.value.right;
        self.value.asked += other.value.asked;
    }
}

/// Scores a document that was made from the text's own words. Treebanks mark times that lie on the calendar: lengths, repeated and
/// vague times are not counted against the program.
pub fn score_spans(gold: &GoldText, document: &Document) -> SpanScores {
    let golds = gold.spans();
    let said: Vec<(Range<usize>, Timex)> = of_document(document, gold.day)
        .into_iter()
        .filter(|(time, _)| is_placed(time))
        .map(|(time, said)| (squeezed_span(document, &time), said))
        .collect();
    let mut scores = SpanScores::default();
    for tally in [&mut scores.exact, &mut scores.overlapping] {
        (tally.gold, tally.said) = (golds.len(), said.len());
    }
    let mut taken = vec![false; said.len()];
    for gold_span in &golds {
        let shares = |span: &Range<usize>| span.start < gold_span.span.end && gold_span.span.start < span.end;
        let free = said.iter().enumerate().filter(|&(place, (span, _))| !taken[place] && shares(span));
        let Some((place, (span, said))) = free.max_by_key(|(_, (span, _))| *span == gold_span.span) else { continue };
        taken[place] = true;
        scores.overlapping.right += 1;
        scores.exact.right += usize::from(*span == gold_span.span);
        if let Some(when) = &gold_span.when {
            let day = said.value.split('T').next().unwrap_or_default();
            scores.value.asked += 1;
            scores.value.right += usize::from(day == when);
        }
    }
    scores
}

/// Whether an expression says a time that lies somewhere on the calendar.
pub fn is_placed(time: &TimeExpression) -> bool {
    let open = matches!(time.value, TimeValue::Vague { .. } | TimeValue::Now | TimeValue::Duration { .. });
    !open && !matches!(time.kind, TimeKind::Duration | TimeKind::Set)
}

/// The characters of an expression, white space not counted.
pub fn squeezed_span(document: &Document, time: &TimeExpression) -> Range<usize> {
    let text = &document.text.string;
    let (start, end) = (time.span.start as usize, time.span.end as usize);
    let first = trees::squeezed(&text[..start]);
    first..first + trees::squeezed(&text[start..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "2024-06-18\tDATE\t2024-06-18\nyesterday\tDATE\t2024-06-17\n\n\
        2024-06-19T10:00:00\tTIME\t2024-06-19T10:00:00\ntwo days\tDURATION\tP2D\n\n\
        2024-06-20\tDATE\t2024-06-20\n\n2024-06-21\tDATE\t2024-06-21\nnow\tDATE\tPRESENT_REF\nsoon\tDATE\n";

    #[test]
    fn a_table_gives_each_expression_the_day_of_its_document() {
        let gold = table(TABLE);
        let shown: Vec<_> =
            gold.iter().map(|gold| (gold.words.as_str(), gold.day.map(|day| day.to_string()), gold.aside)).collect();
        let day = |day: &str| Some(day.to_string());
        let expected =
            [("yesterday", day("2024-06-18"), false), ("two days", day("2024-06-19"), false), ("now", day("2024-06-21"), true)];
        assert_eq!(shown, expected);
    }

    #[test]
    fn full_hours_may_be_written_with_minutes() {
        assert!(same_value("2024-06-18T17:00", "2024-06-18T17"));
        assert!(!same_value("2024-06-18T17:30", "2024-06-18T17"));
        assert!(!same_value("PT1H", "P1H"));
    }

    #[test]
    fn a_treebank_marks_dates_in_its_last_column() {
        let word = |place: usize, form: &str, misc: &str| format!("{place}\t{form}\t_\tX\t_\t_\t0\troot\t_\t{misc}\n");
        let text = format!(
            "# newdoc id = one\n# meta::dateCreated = 2019-05-02\n{}{}{}{}\n# newdoc id = two\n{}\n",
            word(1, "In", "_"),
            word(2, "May", "Entity=(1-time)|XML=<hi rend:::\"b\"><date when:::\"2018-05\">"),
            word(3, "2018", "SpaceAfter=No|XML=</date></hi>"),
            word(4, ".", "_"),
            word(1, "Autumn", "XML=<date from:::\"--09\" to:::\"--11\"></date>"),
        );
        let texts = texts(&train::conllu::read(&text).expect("a treebank"));
        let spans: Vec<_> = texts.iter().map(|text| (text.day.map(|day| day.to_string()), text.spans())).collect();
        let may = GoldSpan { span: 2..9, when: Some("2018-05".to_string()) };
        let autumn = GoldSpan { span: 0..6, when: None };
        assert_eq!(spans, [(Some("2019-05-02".to_string()), vec![may]), (None, vec![autumn])]);
        assert_eq!(texts[0].raw(), "In May 2018. ");
    }
}
