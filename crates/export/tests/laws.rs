//! What holds of the field's tables and of brat's files whatever an article's words are: each row has its columns, no event gets
//! lost without a reason, and every annotation's words are the slice that its offsets give.

use document::{
    Date, Document, DocumentId, Metadata, Name, NameKind, Paragraph, ParagraphKind, Published, PublishedBasis, Sentence, Text,
    TokenRange,
};
use event::{
    Assertion, Category, Count, Entity, Event, EventId, Found, Granularity, Origin, Place, Side, Source, SourceKind, Stretch,
    When,
};
use export::tables::Table;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use span::Span;

const ORIGIN: Origin = Origin::Engine("a test");

/// An article of any words, with names and addresses that try to break a line.
#[derive(Clone, Debug)]
struct Draft {
    text: String,
    cuts: Vec<(Index, Index)>,
    words: Vec<String>,
    category: Category,
    assertion: Assertion,
    codes: Vec<&'static str>,
    sectors: Vec<&'static str>,
    mode: &'static str,
    cameo: Option<String>,
    numbers: (f64, Option<f64>),
    year: i16,
    when: u8,
    sides: (usize, usize),
}

fn awkward() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zŏ\"',;\t\n\r\u{2028}\u{85}\u{1f} ]{0,20}",
        Just("\"Night\tOwls\"\r\nof Kaesŏng".to_string()),
    ]
}

fn draft() -> impl Strategy<Value = Draft> {
    let text = prop_oneof!["[ -~éŏ\t\r\n\u{2029}]{1,80}", "\\PC{1,60}"];
    let first = (
        text,
        prop::collection::vec((any::<Index>(), any::<Index>()), 12),
        prop::collection::vec(awkward(), 10),
        select(&Category::ALL[..]),
        prop_oneof![3 => Just(Assertion::Actual), 1 => select(&Assertion::ALL[..])],
        prop::collection::vec(select(&["KOR", "USA", "UNO", "EUR", "KOS", "", "XXX"][..]), 4),
        prop::collection::vec(select(&["MIL", "REB", "CVL", "COP", "UNK", "GOV", "JRN", "", "?"][..]), 4),
        select(&["explosives", "riot", "demo", "arrest", "abduct", "withdraw", ""][..]),
    );
    let second = (
        prop_oneof![Just(None), Just(Some("192".to_string())), Just(Some("0871".to_string())), any::<String>().prop_map(Some)],
        (0.0..1e12, prop_oneof![Just(None), (0.0..1e12).prop_map(Some)]),
        -9000i16..9000,
        0u8..6,
        (0usize..3, 0usize..3),
    );
    (first, second).prop_map(
        |((text, cuts, words, category, assertion, codes, sectors, mode), (cameo, numbers, year, when, sides))| Draft {
            text,
            cuts,
            words,
            category,
            assertion,
            codes,
            sectors,
            mode,
            cameo,
            numbers,
            year,
            when,
            sides,
        },
    )
}

impl Draft {
    /// A stretch of the text that is not empty.
    fn span(&self, at: usize) -> Span {
        let borders: Vec<usize> = self.text.char_indices().map(|(byte, _)| byte).chain([self.text.len()]).collect();
        let (one, two) = &self.cuts[at % self.cuts.len()];
        let start = one.index(borders.len() - 1);
        let end = start + 1 + two.index(borders.len() - 1 - start);
        Span::new(borders[start], borders[end])
    }

    fn document(&self) -> Document {
        let whole = Span::new(0, self.text.len());
        let published = Published { date: Date::constant(2024, 7, 2), basis: PublishedBasis::Given };
        let metadata = Metadata {
            given_id: self.words[0].clone(),
            url: (self.when.is_multiple_of(2)).then(|| self.words[1].clone()),
            title: Some(self.words[2].clone()),
            publisher: Some(self.words[3].clone()),
            published: (self.when != 1).then_some(published),
            ..Metadata::default()
        };
        let paragraph = Paragraph { span: whole, kind: ParagraphKind::Body, reason: "test", element: None };
        let text = Text {
            id: DocumentId::of(&self.words[0], &self.text),
            string: self.text.clone(),
            paragraphs: vec![paragraph],
            metadata,
            notes: Vec::new(),
        };
        Document {
            text,
            sentences: vec![Sentence { span: whole, tokens: TokenRange::new(0, 0), paragraph: 0 }],
            tokens: Vec::new(),
            names: vec![Name { span: self.span(5), tokens: TokenRange::new(0, 0), kind: NameKind::Organization }],
            times: Vec::new(),
            quantities: Vec::new(),
            quotes: Vec::new(),
            coreference: Vec::new(),
            dependents: document::Dependents::default(),
            model: self.words[9].clone(),
        }
    }

    fn entity(&self, at: usize) -> Entity {
        let some = |value: &str| (!value.is_empty()).then(|| Found::silent(value.to_string(), ORIGIN));
        Entity {
            mention: (at != 3).then(|| self.span(at)),
            antecedent: (at == 1).then(|| self.span(at + 1)),
            code: some(self.codes[at]),
            sector: some(self.sectors[at]),
            identifier_id: (at == 0).then(|| self.words[4].clone()),
            identifier_text: at.is_multiple_of(2).then(|| self.words[5].clone()),
            cameo: None,
            origin: ORIGIN,
        }
    }

    fn when(&self) -> When {
        let day = Date::constant(1, 1, 1).with().year(self.year).build().unwrap_or(Date::constant(2024, 1, 1));
        let stretch = |enddate| Stretch {
            date: day,
            enddate,
            granularity: Granularity::Week,
            words: self.span(6),
            ongoing: self.when == 4,
        };
        match self.when {
            0 | 1 => When::PublicationDate(day),
            2 => When::Unknown(Some(self.span(6))),
            3 => When::Stated(stretch(day)),
            4 => When::Anchored(stretch(document::calendar::plus(day, 6).unwrap_or(day))),
            _ => When::Stated(stretch(document::calendar::plus(day, 200).unwrap_or(day))),
        }
    }

    fn event(&self, document: &Document) -> Event {
        let place = Place {
            words: self.span(7),
            resolved: Some(self.words[6].clone()),
            geonameid: Some(1),
            coordinates: Some((37.5, -126.25)),
            city: Some(self.words[6].clone()),
            district: None,
            province: Some(self.words[7].clone()),
            country: Some(self.words[8].clone()),
            country_code: Some(self.codes[3].to_string()).filter(|code| !code.is_empty()),
            resolution: Some(1 + self.when % 5),
        };
        let count =
            Count { low: self.numbers.0, high: self.numbers.1, words: self.span(8), unit: None, side: Some(Side::Recipient) };
        let actors: Vec<Entity> = (0..self.sides.0).map(|at| self.entity(at)).collect();
        let recipients: Vec<Entity> = (0..self.sides.1).map(|at| self.entity(at + 2)).collect();
        Event {
            id: EventId::of(document.text.id, self.span(9), self.category, &actors, &recipients),
            document: document.text.id,
            sentence: Span::new(0, self.text.len()),
            paragraph: ParagraphKind::Body,
            trigger: self.span(9),
            category: Found::at(self.category, self.span(9), ORIGIN),
            modes: if self.mode.is_empty() { Vec::new() } else { vec![Found::silent(self.mode.to_string(), ORIGIN)] },
            contexts: vec![Found::silent("military".to_string(), ORIGIN)],
            cameo: self.cameo.clone(),
            scale: -8.5,
            actors,
            recipients,
            assertion: Found::at(self.assertion, self.span(10), ORIGIN),
            historical: Found::silent(self.when == 5, ORIGIN),
            when: Found::silent(self.when(), ORIGIN),
            place: (self.when != 2).then(|| Found::at(place, self.span(7), ORIGIN)),
            attribution: vec![Source { entity: self.entity(1), kind: SourceKind::Named, cue: Some(self.span(11)) }],
            dead: (self.when > 2).then(|| count.clone()),
            injured: None,
            arrested: Some(count),
            size: None,
            quantities: Vec::new(),
            confidence: 0.04 * f64::from(self.when),
            origin: ORIGIN,
            knowledge: self.words[8].clone(),
            model: self.words[9].clone(),
        }
    }
}

/// The rows that were written, as a reader of the table finds them.
fn read(table: Table, written: &str) -> Vec<Vec<String>> {
    if matches!(table, Table::Acled | Table::Ucdp) {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(written.as_bytes());
        return reader.records().map(|row| row.expect("it can be read").iter().map(str::to_string).collect()).collect();
    }
    // Not `lines`, which forgives a carriage return.
    let lines = written.strip_suffix('\n').into_iter().flat_map(|written| written.split('\n'));
    lines.map(|line| line.split('\t').map(str::to_string).collect()).collect()
}

proptest! {
    #[test]
    fn every_row_has_its_columns_whatever_the_words(draft in draft()) {
        let document = draft.document();
        let events = [draft.event(&document)];
        for table in Table::ALL {
            let mut written = Vec::new();
            let tally = table.write(&mut written, &events, &document).expect("memory takes everything");
            let written = String::from_utf8(written).expect("tables are UTF-8");
            let rows = read(table, &written);
            prop_assert_eq!(rows.len(), tally.rows, "{:?}", table);
            let columns = table.columns().len();
            let columns = if table == Table::Petrarch && document.text.metadata.url.is_none() { columns - 1 } else { columns };
            for row in &rows {
                prop_assert_eq!(row.len(), columns, "{:?} {:?}", table, row);
                prop_assert!(row.iter().all(|cell| !cell.contains(char::is_control)), "{:?} {:?}", table, row);
            }
            let left: usize = tally.left_out.values().sum();
            prop_assert_eq!(tally.events, 1);
            prop_assert!((left == 1) == rows.is_empty() && left <= 1, "{:?}: {:?}", table, tally);
            if draft.assertion != Assertion::Actual {
                prop_assert!(rows.is_empty(), "{:?} holds what did not happen", table);
            }
            let mut again = Vec::new();
            table.write(&mut again, &events, &document).expect("memory takes everything");
            prop_assert_eq!(written.as_bytes(), again.as_slice());
        }
    }

    #[test]
    fn a_ledger_gives_back_what_was_coded(draft in draft()) {
        let document = draft.document();
        let events = [draft.event(&document)];
        let again = event::restored(&event::mentions(&events, &document), &document.text.string);
        prop_assert_eq!(export::records(&again, &document), export::records(&events, &document));
        for table in Table::ALL {
            let rows = |events: &[Event]| {
                let mut written = Vec::new();
                table.write(&mut written, events, &document).expect("memory takes everything");
                written
            };
            prop_assert_eq!(rows(&again), rows(&events), "{:?}", table);
        }
        let files = |events: &[Event]| export::brat::files(events, &document).annotations;
        prop_assert_eq!(files(&again), files(&events));
    }

    #[test]
    fn annotations_are_slices_of_the_text(draft in draft()) {
        let document = draft.document();
        let event = draft.event(&document);
        let files = export::brat::files(&[event.clone(), event], &document);
        prop_assert_eq!(&files.text, &draft.text);
        prop_assert!(files.name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')), "{}", files.name);
        let letters: Vec<char> = files.text.chars().collect();
        let mut spans = Vec::new();
        for line in files.annotations.strip_suffix('\n').unwrap_or_default().split('\n') {
            let (id, rest) = line.split_once('\t').expect("an id");
            let (what, words) = rest.split_once('\t').unwrap_or((rest, ""));
            prop_assert!(!line.contains(|letter: char| letter.is_control() && letter != '\t'), "{line:?}");
            if id.starts_with('T') {
                let (_, places) = what.split_once(' ').expect("a kind");
                let pieces: Vec<String> = places
                    .split(';')
                    .filter(|place| !place.is_empty())
                    .map(|place| {
                        let (start, end) = place.split_once(' ').expect("two offsets");
                        letters[start.parse::<usize>().expect("a number")..end.parse::<usize>().expect("a number")].iter().collect()
                    })
                    .collect();
                prop_assert_eq!(pieces.join(" "), words);
                spans.push(id.to_string());
            } else if id.starts_with('E') {
                for argument in what.split(' ') {
                    let (_, span) = argument.split_once(':').expect("a role");
                    prop_assert!(spans.iter().any(|known| known == span), "{span} of {line:?}");
                }
            }
        }
    }
}

#[test]
fn the_laws_hold_of_rows_that_exist() {
    let draft = Draft {
        text: "Red\tMaple fighters shelled\na camp".into(),
        cuts: Vec::new(),
        words: vec!["x\ty".into(); 10],
        category: Category::Assault,
        assertion: Assertion::Actual,
        codes: vec!["KOR", "USA", "KOR", "KOR"],
        sectors: vec!["MIL", "MIL", "CVL", "CVL"],
        mode: "explosives",
        cameo: None,
        numbers: (3.0, None),
        year: 2020,
        when: 3,
        sides: (1, 1),
    };
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let cuts = prop::collection::vec((any::<Index>(), any::<Index>()), 12);
    let cuts = proptest::strategy::ValueTree::current(&Strategy::new_tree(&cuts, &mut runner).expect("a tree"));
    let draft = Draft { cuts, ..draft };
    let document = draft.document();
    for table in Table::ALL {
        let mut written = Vec::new();
        let tally = table.write(&mut written, &[draft.event(&document)], &document).expect("memory takes everything");
        assert_eq!(tally.rows, 1, "{table:?}: {tally:?}");
    }
}
