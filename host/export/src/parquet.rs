//! Parquet: typed columns, all nullable, in one row group.

use std::io;
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::Type;

use crate::ExportError;
use crate::table::{Column, Data, Kind, Table};

/// What wrote the file, without a version, so that a release does not change bytes.
const CREATED_BY: &str = "bluebook";

/// Definition levels of an optional column: a value, or none.
const DEFINED: i16 = 1;
const MISSING: i16 = 0;

/// Writes `table` with Snappy, which every reader knows.
///
/// # Errors
///
/// If `out` fails, or a column cannot be encoded.
pub fn write_parquet(out: impl io::Write + Send, table: &Table) -> Result<(), ExportError> {
    write(out, table).map_err(|source| ExportError::Parquet { table: table.name.clone(), source })
}

fn write(out: impl io::Write + Send, table: &Table) -> Result<(), ParquetError> {
    let fields = table.columns.iter().map(|column| field(column).map(Arc::new));
    let fields = fields.collect::<Result<_, _>>()?;
    let schema = Type::group_type_builder(&table.name).with_fields(fields).build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(CREATED_BY.to_owned())
        .build();
    let mut writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?;
    let mut rows = writer.next_row_group()?;
    for column in &table.columns {
        let Some(mut to) = rows.next_column()? else { break };
        write_column(&mut to, column)?;
        to.close()?;
    }
    rows.close()?;
    writer.close()?;
    Ok(())
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.kind() {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Boolean => (Physical::BOOLEAN, None),
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

fn write_column(to: &mut SerializedColumnWriter<'_>, column: &Column) -> Result<(), ParquetError> {
    match &column.data {
        Data::Text(values) => {
            put::<ByteArrayType, _>(to, values, |text| ByteArray::from(text.as_str()))
        }
        Data::Integer(values) => put::<Int64Type, _>(to, values, |number| *number),
        Data::Number(values) => put::<DoubleType, _>(to, values, |number| *number),
        Data::Boolean(values) => put::<BoolType, _>(to, values, |yes| *yes),
    }
}

fn put<T: DataType, V>(
    to: &mut SerializedColumnWriter<'_>,
    values: &[Option<V>],
    encode: impl Fn(&V) -> T::T,
) -> Result<(), ParquetError> {
    let level = |value: &Option<V>| if value.is_some() { DEFINED } else { MISSING };
    let levels: Vec<i16> = values.iter().map(level).collect();
    let known: Vec<T::T> = values.iter().flatten().map(encode).collect();
    to.typed::<T>().write_batch(&known, Some(&levels), None)?;
    Ok(())
}
