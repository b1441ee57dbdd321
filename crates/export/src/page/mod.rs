//! Pages for people: made once as blocks and written as Markdown or as HTML that needs nothing beside it. All words of other people are
//! escaped by who writes.

pub mod blocks;
pub mod html;
pub mod markdown;
