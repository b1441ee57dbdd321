//! Codes events from documents by the rules of the knowledge.
