//! Scores parses and events against gold.
