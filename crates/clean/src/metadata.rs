//! Finds a page's title, publisher and publication date, each with the rule that found it.
//!
//! What the carrier gave comes first, then JSON-LD, `meta`, `time` elements and the address; a date of publication is taken
//! before any date of modification, and the day on which a page was archived only where the page names none. Dates that no
//! page can bear are refused with a note.

use crate::dates;
use crate::jsonld::{self, JsonLd};
use crate::tree::{self, Page};
use document::{Article, Date, Metadata, Note, Published, PublishedBasis};

const PUBLISHED_META: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "date_published",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "dcterms.available",
    "citation_publication_date",
    "article.published",
    "originalpublicationdate",
    "displaydate",
    "article_date_original",
    "dateposted",
    "datecreated",
    "date",
];
const MODIFIED_META: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "modified",
    "article:modified",
];
const TITLE_META: &[&str] = &["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title"];
const PUBLISHER_META: &[&str] = &[
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "article:publisher",
    "publisher",
    "citation_journal_title",
];

/// What the carrier alone says, for text without a page around it.
pub fn of_carrier(article: &Article, notes: &mut Vec<Note>) -> Metadata {
    let published = article.published.map(|date| Published { date, basis: article.published_basis });
    if let Some(given) = published.filter(|given| !dates::is_plausible(given.date)) {
        notes.push(note(format!("the publication date {} was given, though it is an unlikely one", given.date)));
    }
    let mut found_by = Vec::new();
    found_by.extend(article.title.as_ref().map(|_| "title: given".to_owned()));
    found_by.extend(article.publisher.as_ref().map(|_| "publisher: given".to_owned()));
    found_by.extend(published.map(|published| by_carrier(published.basis)));
    Metadata {
        given_id: article.given_id.clone(),
        path: article.path.clone(),
        url: article.url.clone(),
        title: article.title.clone().filter(|title| !title.trim().is_empty()),
        publisher: article.publisher.clone().filter(|publisher| !publisher.trim().is_empty()),
        published,
        found_by,
    }
}

/// What the carrier says, completed by what the page says.
pub fn of_page(article: &Article, page: &Page, notes: &mut Vec<Note>) -> Metadata {
    let mut metadata = of_carrier(article, notes);
    let linked = jsonld::read(&page.scripts);
    if metadata.url.is_none() {
        let address =
            page.canonical.clone().or_else(|| meta(page, &["og:url"]).map(|(_, url)| url)).filter(|url| url.starts_with("http"));
        metadata.found_by.extend(address.as_ref().map(|_| "url: canonical link".to_owned()));
        metadata.url = address;
    }
    if metadata.title.is_none()
        && let Some((title, rule)) = title(page, &linked)
    {
        metadata.found_by.push(format!("title: {rule}"));
        metadata.title = Some(title);
    }
    if metadata.publisher.is_none()
        && let Some((publisher, rule)) = publisher(page, &linked)
    {
        metadata.found_by.push(format!("publisher: {rule}"));
        metadata.publisher = Some(publisher);
    }
    if metadata.published.is_none_or(|published| published.basis == PublishedBasis::Archive)
        && let Some((published, rule)) = published(page, &linked, metadata.url.as_deref(), notes)
    {
        metadata.found_by.retain(|found| *found != by_carrier(PublishedBasis::Archive));
        metadata.found_by.push(format!("published: {rule}"));
        metadata.published = Some(published);
    }
    metadata
}

/// How a date that the carrier brought was found.
fn by_carrier(basis: PublishedBasis) -> String {
    format!("published: {}", basis.name())
}

/// The headline: as JSON-LD or `meta` have it, else the page's only `h1`, else its `title` without the site's name.
fn title(page: &Page, linked: &JsonLd) -> Option<(String, String)> {
    let mut headings = page.blocks.iter().filter(|block| block.tag == "h1" && !block.aside);
    let only_heading = match (headings.next(), headings.next()) {
        (Some(heading), None) => Some(heading.words.clone()),
        _ => None,
    };
    let site = meta(page, PUBLISHER_META).map(|(_, site)| site).or_else(|| linked.publisher.clone());
    let bare = |title: String| without_site(&title, site.as_deref());
    (linked.headline.clone().map(|title| (title, "json-ld headline".to_owned())))
        .or_else(|| meta(page, TITLE_META).map(|(name, title)| (bare(title), format!("meta {name}"))))
        .or_else(|| only_heading.map(|title| (title, "the only h1".to_owned())))
        .or_else(|| page.title.clone().map(|title| (bare(title), "title element".to_owned())))
        .map(|(title, rule)| (tree::decode(&title), rule))
        .filter(|(title, _)| !title.is_empty())
}

/// The publisher's name; an address in its place is none.
fn publisher(page: &Page, linked: &JsonLd) -> Option<(String, String)> {
    let stated = linked.publisher.clone().map(|name| (name, "json-ld publisher".to_owned()));
    let in_meta = PUBLISHER_META.iter().filter_map(|name| meta(page, &[name])).map(|(rule, name)| (name, format!("meta {rule}")));
    let is_name = |(name, _): &(String, String)| !name.starts_with("http") && name.chars().count() <= 100;
    stated.into_iter().chain(in_meta).find(is_name).map(|(name, rule)| (tree::decode(&name), rule))
}

/// The day of publication. All carriers of an original date are asked before the first date of modification.
fn published(page: &Page, linked: &JsonLd, url: Option<&str>, notes: &mut Vec<Note>) -> Option<(Published, String)> {
    let mut candidates: Vec<(Option<Date>, PublishedBasis, String)> = Vec::new();
    let mut offer = |value: Option<String>, basis, rule: &str| {
        if let Some(value) = value {
            candidates.push((dates::read(&value), basis, rule.to_owned()));
        }
    };
    offer(linked.published.clone(), PublishedBasis::JsonLd, "json-ld datePublished");
    for name in PUBLISHED_META {
        offer(meta(page, &[name]).map(|(_, value)| value), PublishedBasis::Meta, &format!("meta {name}"));
    }
    for time in page.times.iter().take(20) {
        offer(Some(time.clone()), PublishedBasis::TimeElement, "time element");
    }
    for address in [url, page.canonical.as_deref()].into_iter().flatten() {
        candidates.push((dates::in_address(address), PublishedBasis::Url, "address".to_owned()));
    }
    let originals = candidates.len();
    let mut offer = |value: Option<String>, basis, rule: &str| {
        if let Some(value) = value {
            candidates.push((dates::read(&value), basis, rule.to_owned()));
        }
    };
    offer(linked.modified.clone(), PublishedBasis::JsonLd, "json-ld dateModified");
    for name in MODIFIED_META {
        offer(meta(page, &[name]).map(|(_, value)| value), PublishedBasis::Meta, &format!("meta {name}"));
    }
    let mut refused = None;
    for (at, (date, basis, rule)) in candidates.into_iter().enumerate() {
        let Some(date) = date else { continue };
        if !dates::is_plausible(date) {
            refused = refused.or(Some(note(format!("the publication date {date} ({rule}) was refused: no page is of that day"))));
            continue;
        }
        notes.extend(refused);
        if at >= originals {
            notes.push(note(format!("only a date of modification was found ({rule}) and taken for the publication date")));
        }
        return Some((Published { date, basis }, rule));
    }
    notes.extend(refused);
    None
}

/// The first `meta` element with one of these names; the order of the names counts, not the page's.
fn meta(page: &Page, names: &[&str]) -> Option<(String, String)> {
    names.iter().find_map(|name| page.meta.iter().find(|(other, _)| other == name)).cloned()
}

/// A page title without the site's name after a bar or dash, or before it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(str::to_lowercase);
    for mark in [" | ", " - ", " – ", " — ", " :: ", " · "] {
        if let Some((before, after)) = title.rsplit_once(mark) {
            let is_site = site.as_ref().is_some_and(|site| after.to_lowercase().contains(site.as_str()));
            // A bar is used for nothing else; a dash may belong to the headline.
            if is_site || (mark == " | " && before.split_whitespace().count() >= 3 && after.split_whitespace().count() <= 4) {
                return before.trim().to_owned();
            }
        }
        if let Some((before, after)) = title.split_once(mark)
            && site.as_ref().is_some_and(|site| before.to_lowercase() == *site)
        {
            return after.trim().to_owned();
        }
    }
    title.trim().to_owned()
}

/// A note about the whole text.
pub fn note(message: String) -> Note {
    Note { span: None, message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::walk;
    use trafilatura::dom::Document;

    fn read(head: &str, url: Option<&str>) -> (Metadata, Vec<Note>) {
        let page = walk(&Document::parse(&format!("<html><head>{head}</head><body><p>Words.</p></body></html>")));
        let article = Article { url: url.map(str::to_owned), ..Article::default() };
        let mut notes = Vec::new();
        (of_page(&article, &page, &mut notes), notes)
    }

    fn check_date(head: &str, url: Option<&str>, expect: &str) {
        let (metadata, _) = read(head, url);
        let found = metadata.published.map(|found| format!("{} {}", found.date, found.basis.name())).unwrap_or_default();
        assert_eq!(found, expect);
    }

    #[test]
    fn original_dates_come_before_modified_ones() {
        let modified = r#"<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2024-07-01"}</script>"#;
        check_date(
            &format!("{modified}<meta property=article:published_time content=2024-06-18T01:00:00Z>"),
            None,
            "2024-06-18 meta",
        );
        check_date(modified, None, "2024-07-01 json-ld");
        check_date(modified, Some("https://example.org/2024/06/18/harbour"), "2024-06-18 url");
        assert!(read(modified, None).1[0].message.contains("modification"));
    }

    #[test]
    fn the_carriers_date_counts_before_the_pages_but_for_an_archives() {
        let day = Date::constant(2025, 3, 1);
        let dated = "<meta property=article:published_time content=2024-06-18>";
        for (basis, head, expect) in [
            (PublishedBasis::Given, dated, "2025-03-01 given"),
            (PublishedBasis::Feed, dated, "2025-03-01 feed"),
            (PublishedBasis::Archive, dated, "2024-06-18 meta"),
            (PublishedBasis::Archive, "", "2025-03-01 archive"),
        ] {
            let page = walk(&Document::parse(&format!("<html><head>{head}</head><body><p>Words.</p></body></html>")));
            let article = Article { published: Some(day), published_basis: basis, ..Article::default() };
            let metadata = of_page(&article, &page, &mut Vec::new());
            let found = metadata.published.unwrap();
            assert_eq!(format!("{} {}", found.date, found.basis.name()), expect);
            assert_eq!(metadata.found_by.len(), 1, "{:?}", metadata.found_by);
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        let (metadata, notes) = read("<meta name=date content=1970-01-01><meta name=dc.date.modified content=2024-06-18>", None);
        assert_eq!(metadata.published.map(|found| found.date.to_string()).as_deref(), Some("2024-06-18"));
        assert!(notes[0].message.contains("1970-01-01"));
    }

    #[test]
    fn titles_in_json_may_hold_character_references() {
        let head = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Barge &amp; tug: who&#8217;s to blame?"}</script>"#;
        assert_eq!(read(head, None).0.title.as_deref(), Some("Barge & tug: who’s to blame?"));
    }

    #[test]
    fn titles_lose_the_site() {
        let head = "<title>Barge blocks basin - Harbour Gazette</title><meta property=og:site_name content='Harbour Gazette'>";
        let (metadata, _) = read(head, None);
        assert_eq!(metadata.title.as_deref(), Some("Barge blocks basin"));
        assert_eq!(metadata.publisher.as_deref(), Some("Harbour Gazette"));
        assert_eq!(metadata.found_by, ["title: title element", "publisher: meta og:site_name"]);
    }
}
