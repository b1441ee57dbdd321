//! Columns with a name, a meaning and a type, defined once for CSV, Parquet and help. The values of rows are made from them.

use document::Date;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// One column of rows of one kind.
pub struct Column<T> {
    /// Its name in the header.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// Its value for a row.
    pub get: Get<T>,
}

/// How a value is taken from a row, and so of which type the column is.
pub enum Get<T> {
    /// Words.
    Text(fn(&T) -> Option<String>),
    /// Whole numbers.
    Whole(fn(&T) -> Option<i64>),
    /// Numbers.
    Real(fn(&T) -> Option<f64>),
    /// Days.
    Day(fn(&T) -> Option<Date>),
    /// Yes or no.
    Truth(fn(&T) -> bool),
}

/// A column of a [`Sheet`].
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// Its name.
    pub name: String,
    /// Its values, one a row.
    pub values: Values,
}

/// Values of one type; what is absent is none.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Words.
    Text(Vec<Option<String>>),
    /// Whole numbers.
    Whole(Vec<Option<i64>>),
    /// Numbers.
    Real(Vec<Option<f64>>),
    /// Days.
    Day(Vec<Option<Date>>),
    /// Yes or no.
    Truth(Vec<bool>),
}

/// Columns of equal length: what formats that store columns are given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The columns in order.
    pub columns: Vec<Filled>,
}

impl<T> Column<T> {
    /// Its value for a row as words; what is absent is empty, a truth is `true` or `false`.
    pub fn cell(&self, row: &T) -> String {
        fn shown<V: ToString>(value: Option<V>) -> String {
            value.map(|value| value.to_string()).unwrap_or_default()
        }
        match self.get {
            Get::Text(get) => get(row).unwrap_or_default(),
            Get::Whole(get) => shown(get(row)),
            Get::Real(get) => shown(get(row)),
            Get::Day(get) => shown(get(row)),
            Get::Truth(get) => get(row).to_string(),
        }
    }

    fn filled(&self, rows: &[T]) -> Filled {
        let values = match self.get {
            Get::Text(get) => Values::Text(rows.iter().map(get).collect()),
            Get::Whole(get) => Values::Whole(rows.iter().map(get).collect()),
            Get::Real(get) => Values::Real(rows.iter().map(get).collect()),
            Get::Day(get) => Values::Day(rows.iter().map(get).collect()),
            Get::Truth(get) => Values::Truth(rows.iter().map(get).collect()),
        };
        Filled { name: self.name.to_string(), values }
    }
}

/// All rows as columns.
pub fn sheet<T>(columns: &[Column<T>], rows: &[T]) -> Sheet {
    Sheet { columns: columns.iter().map(|column| column.filled(rows)).collect() }
}

/// A row as an object of its columns; what is absent is null.
pub fn object<T>(columns: &[Column<T>], row: &T) -> Map<String, Value> {
    let value = |column: &Column<T>| match column.get {
        Get::Text(get) => Value::from(get(row)),
        Get::Whole(get) => Value::from(get(row)),
        Get::Real(get) => Value::from(get(row)),
        Get::Day(get) => Value::from(get(row).map(|day| day.to_string())),
        Get::Truth(get) => Value::from(get(row)),
    };
    columns.iter().map(|column| (column.name.to_string(), value(column))).collect()
}

/// Writes the header of a CSV file.
pub fn write_header<T>(out: &mut dyn Write, columns: &[Column<T>]) -> io::Result<()> {
    csv_row(out, columns.iter().map(|column| column.name.to_string()))
}

/// Writes rows of a CSV file.
pub fn write_rows<T>(out: &mut dyn Write, columns: &[Column<T>], rows: &[T]) -> io::Result<()> {
    rows.iter().try_for_each(|row| csv_row(out, columns.iter().map(|column| column.cell(row))))
}

/// Writes one row between commas, quoted where needed.
pub(crate) fn csv_row(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(cells).map_err(io::Error::from)?;
    writer.flush()
}

/// The values that there are, between semicolons; none where there are none.
pub(crate) fn list(values: impl IntoIterator<Item = String>) -> Option<String> {
    let values: Vec<String> = values.into_iter().collect();
    (!values.is_empty()).then(|| values.join("; "))
}

/// How many there are, as a column has it.
pub(crate) fn number(count: usize) -> Option<i64> {
    i64::try_from(count).ok()
}
