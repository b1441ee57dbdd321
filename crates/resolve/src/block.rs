//! Blocks: mentions that can belong to one incident share a block, and each mention stands in exactly one. So a block can be
//! grouped by itself whenever a report adds to it, and the result never depends on the order in which reports came.
//!
//! A block is a calendar month: that in which the act began, else that of publication. An incident whose mentions are dated on both
//! sides of a month's end falls in two; on the crises that grouping was measured on this costs nothing, and finer cuts (by states)
//! would, for sides are often told incompletely.

use document::Date;
use event::Mention;

/// The block of a mention in a report that was published on a day, if that is known: `2019-02`, or `undated`.
pub fn block(mention: &Mention, published: Option<Date>) -> String {
    let day = mention.dating.days.map(|(first, _)| first).or(published);
    day.map_or_else(|| "undated".to_string(), |day| format!("{:04}-{:02}", day.year(), day.month()))
}
