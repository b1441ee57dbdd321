//! Parquet: the columns of [`export::columns`] as a file that DuckDB, pandas, R and Spark read with their types.
//!
//! It stands apart from `export` because the library behind it takes a minute to build, and nothing but the program needs it. Only the
//! library's own columns are used, without Arrow; text is UTF-8, days are dates, what is absent is null. The same sheets give the same bytes.

use document::{Date, calendar};
use export::columns::{Filled, Sheet, Values};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io::{self, Write};
use std::sync::Arc;

/// Writes sheets, each as a row group, under the columns of `head`, whose rows are not written. A sheet of some ten thousand rows keeps
/// memory flat. A sheet with other columns than `head` is an error.
pub fn write_parquet(out: impl Write + Send, head: &Sheet, sheets: impl IntoIterator<Item = Sheet>) -> io::Result<()> {
    let properties = WriterProperties::builder()
        .set_created_by(format!("standoff {}", export::VERSION))
        .set_compression(Compression::SNAPPY)
        .build();
    let mut writer = SerializedFileWriter::new(out, schema(head)?, Arc::new(properties)).map_err(failed)?;
    for sheet in sheets {
        if !alike(head, &sheet) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "a part of the sheet has other columns than its head: make both from one list of columns",
            ));
        }
        if sheet.columns.first().is_none_or(|column| rows(&column.values) == 0) {
            continue;
        }
        let mut group = writer.next_row_group().map_err(failed)?;
        for column in &sheet.columns {
            if let Some(mut into) = group.next_column().map_err(failed)? {
                write_column(&mut into, &column.values).map_err(failed)?;
                into.close().map_err(failed)?;
            }
        }
        group.close().map_err(failed)?;
    }
    writer.close().map_err(failed)?;
    Ok(())
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(format!("the Parquet file could not be written: {other}")),
    }
}

/// Whether two sheets have the same columns, and all columns of the second are of one length.
fn alike(head: &Sheet, sheet: &Sheet) -> bool {
    let same = |(one, other): (&Filled, &Filled)| {
        one.name == other.name && std::mem::discriminant(&one.values) == std::mem::discriminant(&other.values)
    };
    let length = sheet.columns.first().map_or(0, |column| rows(&column.values));
    head.columns.len() == sheet.columns.len()
        && head.columns.iter().zip(&sheet.columns).all(same)
        && sheet.columns.iter().all(|column| rows(&column.values) == length)
}

fn rows(values: &Values) -> usize {
    match values {
        Values::Text(values) => values.len(),
        Values::Whole(values) => values.len(),
        Values::Real(values) => values.len(),
        Values::Day(values) => values.len(),
        Values::Truth(values) => values.len(),
    }
}

fn schema(head: &Sheet) -> io::Result<TypePtr> {
    let fields: Result<Vec<TypePtr>, ParquetError> = head.columns.iter().map(field).collect();
    let schema = Type::group_type_builder("standoff").with_fields(fields.map_err(failed)?).build().map_err(failed)?;
    Ok(Arc::new(schema))
}

fn field(column: &Filled) -> Result<TypePtr, ParquetError> {
    let (physical, logical, repetition) = match column.values {
        Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::OPTIONAL),
        Values::Whole(_) => (Physical::INT64, None, Repetition::OPTIONAL),
        Values::Real(_) => (Physical::DOUBLE, None, Repetition::OPTIONAL),
        Values::Day(_) => (Physical::INT32, Some(LogicalType::Date), Repetition::OPTIONAL),
        Values::Truth(_) => (Physical::BOOLEAN, None, Repetition::REQUIRED),
    };
    let builder = Type::primitive_type_builder(&column.name, physical).with_logical_type(logical);
    Ok(Arc::new(builder.with_repetition(repetition).build()?))
}

fn write_column(into: &mut SerializedColumnWriter<'_>, values: &Values) -> Result<(), ParquetError> {
    match values {
        Values::Text(values) => {
            let there: Vec<ByteArray> = values.iter().flatten().map(|words| ByteArray::from(words.as_str())).collect();
            into.typed::<ByteArrayType>().write_batch(&there, Some(&levels(values)), None)?;
        }
        Values::Whole(values) => {
            let there: Vec<i64> = values.iter().flatten().copied().collect();
            into.typed::<Int64Type>().write_batch(&there, Some(&levels(values)), None)?;
        }
        Values::Real(values) => {
            let there: Vec<f64> = values.iter().flatten().copied().collect();
            into.typed::<DoubleType>().write_batch(&there, Some(&levels(values)), None)?;
        }
        Values::Day(values) => {
            let there: Vec<i32> = values.iter().flatten().map(|day| since_1970(*day)).collect();
            into.typed::<Int32Type>().write_batch(&there, Some(&levels(values)), None)?;
        }
        Values::Truth(values) => {
            into.typed::<BoolType>().write_batch(values, None, None)?;
        }
    }
    Ok(())
}

/// Whether each value is there, as the format counts it.
fn levels<T>(values: &[Option<T>]) -> Vec<i16> {
    values.iter().map(|value| i16::from(value.is_some())).collect()
}

/// Days since January 1, 1970; all days of the calendar fit.
fn since_1970(day: Date) -> i32 {
    calendar::days_between(Date::constant(1970, 1, 1), day) as i32
}
