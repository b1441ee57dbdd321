//! What is written is read back by the library's reader, with types and absences.

use bytes::Bytes;
use columnar::write_parquet;
use export::columns::{Filled, Sheet, Values};
use jiff::civil::date;
use parquet::file::reader::{FileReader, SerializedFileReader};

fn sheet(words: &[Option<&str>]) -> Sheet {
    let rows = words.len();
    let column = |name: &str, values| Filled { name: name.into(), values };
    Sheet {
        columns: vec![
            column("words", Values::Text(words.iter().map(|one| one.map(str::to_string)).collect())),
            column("count", Values::Whole((0..rows).map(|row| (row % 2 == 0).then_some(row as i64)).collect())),
            column("score", Values::Real((0..rows).map(|row| (row > 0).then_some(-0.5 * row as f64)).collect())),
            column(
                "day",
                Values::Day((0..rows).map(|row| [Some(date(1969, 12, 31)), Some(date(2024, 6, 9)), None][row % 3]).collect()),
            ),
            column("past", Values::Truth((0..rows).map(|row| row == 1).collect())),
        ],
    }
}

fn written(sheets: Vec<Sheet>) -> Vec<u8> {
    let mut out = Vec::new();
    write_parquet(&mut out, &sheet(&[]), sheets).expect("memory can be written to");
    out
}

fn read(bytes: Vec<u8>) -> Vec<String> {
    let reader = SerializedFileReader::new(Bytes::from(bytes)).expect("it is a Parquet file");
    reader.get_row_iter(None).expect("it has rows").map(|row| row.expect("the row can be read").to_string()).collect()
}

#[test]
fn rows_come_back_with_their_types() {
    let words = [Some("Kaesŏng, \"the\" line"), None, Some("")];
    assert_eq!(
        read(written(vec![sheet(&words)])),
        [
            "{words: \"Kaesŏng, \"the\" line\", count: 0, score: null, day: 1969-12-31, past: false}",
            "{words: null, count: null, score: -5E-1, day: 2024-06-09, past: true}",
            "{words: \"\", count: 2, score: -1E0, day: null, past: false}",
        ]
    );
}

#[test]
fn parts_follow_each_other_and_empty_ones_leave_no_trace() {
    let parts = vec![sheet(&[Some("a")]), sheet(&[]), sheet(&[Some("b"), Some("c")])];
    let reader = SerializedFileReader::new(Bytes::from(written(parts))).expect("it is a Parquet file");
    assert_eq!(reader.metadata().file_metadata().num_rows(), 3);
    assert_eq!(reader.num_row_groups(), 2);
    assert!(read(written(Vec::new())).is_empty());
}

#[test]
fn the_same_sheets_give_the_same_bytes() {
    assert_eq!(written(vec![sheet(&[Some("a"), None])]), written(vec![sheet(&[Some("a"), None])]));
}

#[test]
fn other_columns_are_refused() {
    let mut other = sheet(&[Some("a")]);
    other.columns.swap(0, 1);
    let mut short = sheet(&[Some("a"), Some("b")]);
    short.columns[1].values = Values::Whole(vec![Some(1)]);
    for wrong in [other, short] {
        let error = write_parquet(Vec::new(), &sheet(&[]), [wrong]).expect_err("its columns are others");
        assert!(error.to_string().ends_with("make both from one list of columns"));
    }
}

#[test]
fn incidents_events_and_panels_have_columns_that_can_be_written() {
    let heads = [
        export::columns::sheet(export::ledger::incidents::COLUMNS, &[]),
        export::columns::sheet(export::ledger::events::COLUMNS, &[]),
        export::columns::sheet(export::ledger::tension::COLUMNS, &[]),
        export::columns::sheet(export::panel::COLUMNS, &[]),
    ];
    for head in heads {
        assert!(write_parquet(Vec::new(), &head, [head.clone()]).is_ok());
    }
}
