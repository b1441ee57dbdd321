//! Makes the text of record and tells article from page furniture.
