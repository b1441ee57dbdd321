//! What stands on the page, and in which order.

use super::Brief;
use super::sources::Sources;
use crate::chart::QUADS;
use crate::ledger::commitments::CommitmentEntry;
use crate::ledger::tallies::TallyEntry;
use crate::ledger::{Entry, words};
use crate::page::blocks::{Block, Item, Line, Piece, plain};
use event::Fact;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The page.
pub fn page(brief: &Brief) -> Vec<Block> {
    let sources = Sources::of(brief);
    let mut entries: Vec<&Entry> = brief.entries.iter().collect();
    // Newest first; incidents without a day stand last.
    entries.sort_by_key(|entry| (Reverse(entry.incident.days), entry.incident.id));
    let until = brief.until.map(|until| format!(", as known on {until}")).unwrap_or_default();
    let mut page = vec![
        Block::Title(format!("{} since {}{until}", brief.about, brief.since)),
        Block::Paragraph(vec![plain(summary(brief, &sources))]),
        Block::Chart,
    ];
    let changes = brief.chart.changes();
    if !changes.is_empty() {
        page.push(Block::Heading("Changes of level".into()));
        page.push(Block::List(changes.into_iter().map(|change| item(vec![plain(change)])).collect()));
    }
    page.push(Block::Heading("Incidents, newest first".into()));
    let older = brief.summary.incidents().saturating_sub(entries.len());
    if older > 0 {
        let newest = words::many(entries.len(), "incident");
        page.push(Block::Paragraph(vec![plain(format!("The newest {newest}; {older} older are counted above and not listed."))]));
    }
    page.push(list(entries.iter().map(|entry| incident(entry, &sources)).collect(), "None."));
    let places = places(&entries);
    if !places.is_empty() {
        page.push(Block::Heading("Places".into()));
        page.push(Block::Paragraph(vec![plain(places)]));
    }
    if !brief.commitments.is_empty() {
        page.push(Block::Heading("Commitments and what became of them".into()));
        page.push(Block::List(commitments(&brief.commitments, &sources)));
    }
    if !brief.tallies.is_empty() {
        page.push(Block::Heading("Counts that sources give".into()));
        page.push(Block::List(tallies(&brief.tallies, &sources)));
    }
    page.push(Block::Heading("Sources".into()));
    page.push(Block::Sources(sources.lines()));
    page.push(Block::Heading("Coverage and method".into()));
    page.extend(method(brief).into_iter().map(|line| Block::Paragraph(vec![plain(line)])));
    page
}

fn item(head: Line) -> Item {
    Item { head, under: Vec::new() }
}

fn list(items: Vec<Item>, empty: &str) -> Block {
    if items.is_empty() { Block::Paragraph(vec![plain(empty)]) } else { Block::List(items) }
}

fn summary(brief: &Brief, sources: &Sources) -> String {
    let summary = &brief.summary;
    let quads: Vec<String> = QUADS.iter().zip(summary.quads).map(|(name, count)| format!("{name} {count}")).collect();
    let [confirmed, one_sided, disputed] = summary.statuses;
    let named = if summary.incidents() > brief.entries.len() { "; those listed in " } else { " in " };
    format!(
        "{}{named}{}: {}. Confirmed {confirmed}, one side's word {one_sided}, disputed {disputed}.",
        words::many(summary.incidents(), "incident"),
        words::many(sources.len(), "article"),
        quads.join(", "),
    )
}

fn incident(entry: &Entry, sources: &Sources) -> Item {
    let incident = &entry.incident;
    let day = words::days(incident.days).unwrap_or_else(|| "date unknown".to_string());
    let place = incident.site.as_ref().map(|site| format!(", {}", words::place(site))).unwrap_or_default();
    let mut head = vec![
        Piece::Strong(format!("{day}: {} {}", words::sides(incident), words::act(incident))),
        plain(format!("{place} - {}, {} ", incident.status.name(), words::many(incident.origins.len(), "origin"))),
    ];
    head.extend(cited(entry.reports.iter().map(|report| report.report.as_str()), sources));
    let mut under: Vec<Line> = Vec::new();
    if let Some(first) = entry.mentions.first().filter(|mention| !mention.sentence.is_empty()) {
        under.push(vec![Piece::Quoted(first.sentence.clone())]);
    }
    under.extend(incident.claims.iter().map(|claim| vec![plain(format!("Claim - {}", words::claim(claim)))]));
    if !incident.denied_by.is_empty() {
        under.push(vec![plain(format!("Denied by {}", incident.denied_by.join(", ")))]);
    }
    under.extend(incident.facts.iter().filter(|fact| !fact.agreed).map(|fact| vec![plain(disputed(fact))]));
    under.push(vec![plain(incident.id.to_string())]);
    Item { head, under }
}

fn disputed(fact: &Fact) -> String {
    let values: Vec<String> = fact.values.iter().map(|value| format!("{} ({})", value.value, value.by.join(", "))).collect();
    format!("Reports differ on {}: {}", fact.field, values.join("; "))
}

fn cited<'r>(reports: impl Iterator<Item = &'r str>, sources: &Sources) -> Vec<Piece> {
    let mut numbers: Vec<usize> = reports.filter_map(|report| sources.number(report)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().map(Piece::Cited).collect()
}

/// Places by the number of incidents.
fn places(entries: &[&Entry]) -> String {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for site in entries.iter().filter_map(|entry| entry.incident.site.as_ref()) {
        *counted.entry(words::place(site)).or_default() += 1;
    }
    let mut sorted: Vec<(String, usize)> = counted.into_iter().collect();
    sorted.sort_by_key(|(name, count)| (Reverse(*count), name.clone()));
    let named: Vec<String> = sorted.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    named.join("; ")
}

fn commitments(entries: &[CommitmentEntry], sources: &Sources) -> Vec<Item> {
    let mut sorted: Vec<&CommitmentEntry> = entries.iter().collect();
    sorted.sort_by_key(|one| (Reverse(one.made.incident.days), one.commitment.made));
    let told = |one: &&CommitmentEntry| {
        let incident = &one.made.incident;
        let day = words::days(incident.days).unwrap_or_else(|| "date unknown".to_string());
        let made = format!("{day}: {} by {}", one.commitment.kind.name(), words::sides(incident));
        let mut head = vec![Piece::Strong(made), plain(" ")];
        head.extend(cited(one.made.reports.iter().map(|report| report.report.as_str()), sources));
        let fates = one.fates();
        let fate = if fates.is_empty() { "nothing told of what became of it".to_string() } else { fates.join("; ") };
        let sentence = one.sentence().filter(|sentence| !sentence.is_empty()).map(|sentence| vec![Piece::Quoted(sentence)]);
        Item { head, under: sentence.into_iter().chain([vec![plain(fate)]]).collect() }
    };
    sorted.iter().map(told).collect()
}

fn tallies(entries: &[TallyEntry], sources: &Sources) -> Vec<Item> {
    let mut sorted: Vec<&TallyEntry> = entries.iter().collect();
    sorted.sort_by_key(|one| (one.tally.series.clone(), one.tally.period, one.tally.published, one.tally.event));
    let told = |one: &&TallyEntry| {
        let tally = &one.tally;
        let occasions = tally.occasions.map(|number| format!(" on {number} occasions")).unwrap_or_default();
        let period = words::days(tally.period).map(|days| format!(", {days}")).unwrap_or_default();
        let count = words::bounds(tally.low, tally.high);
        let mut head = vec![plain(format!("{}: {count} {}{occasions}{period} ", tally.by, tally.what))];
        head.extend(sources.number(&one.mention.report).map(Piece::Cited));
        item(head)
    };
    sorted.iter().map(told).collect()
}

fn method(brief: &Brief) -> Vec<String> {
    let read: u64 = brief.chart.rows.iter().map(|row| row.articles).sum();
    let mut lines = vec![
        format!(
            "{read} articles published in the period of the chart were read. What no article tells is not here, and a change of coverage can look like a change of the world."
        ),
        "Reports of one happening are joined to one incident, which is counted once; copies of a text count as one origin. An incident is confirmed when several \
         tell it, a party tells it against its own interest or nobody interested does; it is one-sided when it rests on one party's word, and disputed when somebody \
         denies it. The line of what was usual comes from earlier points alone; changes of level are declared by Bayesian online change point detection."
            .to_string(),
    ];
    if !brief.left_out.is_empty() {
        let parts: Vec<String> = brief.left_out.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
        lines.push(format!("Incidents that the chart does not have: {}.", parts.join(", ")));
    }
    lines.push(format!("{}. Made by Standoff; {}.", crate::PLACES_NOTICE, brief.versions.join(", ")));
    lines
}
