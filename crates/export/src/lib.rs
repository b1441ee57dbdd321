//! Writes events out: JSON Lines, tables, CSV.
