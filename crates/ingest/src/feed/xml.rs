//! Reads RSS (0.9x, 1.0, 2.0) and Atom. Elements are told by their names, and they end where their name ends: so a tag that was
//! never closed costs its own entry and no other. Prefixes are taken as everybody writes them; no namespace is resolved.

use super::{Entry, Feed, markup};
use document::Content;
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesRef, BytesStart, Event};

/// More attributes than this are looked at in no tag.
const ATTRIBUTES: usize = 32;

/// Reads the feed up to the end of its outermost element.
pub(super) fn read(source: &str) -> Feed {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut parse = Parse { source, ..Parse::default() };
    loop {
        let before = place(&reader, source);
        match reader.read_event() {
            Ok(Event::Eof) => parse.feed.broken = Some("its end is missing".to_owned()),
            Ok(event) => {
                if !parse.event(&event, before, place(&reader, source)) {
                    continue;
                }
            }
            Err(error) => parse.feed.broken = Some(format!("{error}, at byte {}", reader.error_position())),
        }
        return parse.feed;
    }
}

fn place(reader: &Reader<&[u8]>, source: &str) -> usize {
    usize::try_from(reader.buffer_position()).map_or(source.len(), |at| at.min(source.len()))
}

/// How far the feed has been read.
#[derive(Default)]
struct Parse<'a> {
    source: &'a str,
    feed: Feed,
    /// The name of the outermost element.
    root: String,
    /// The prefix of the format's own elements, which most feeds leave out.
    prefix: Option<String>,
    /// The name of the open entry's element, and the entry.
    entry: Option<(String, Parts)>,
    field: Option<Field>,
}

/// What was met of an entry.
#[derive(Default)]
struct Parts {
    entry: Entry,
    /// A date that does not say of what it is.
    dated: Option<String>,
    /// Whether the link is known to be that of a page.
    page: bool,
}

/// An element whose content is being gathered.
struct Field {
    name: String,
    kind: Kind,
    /// How many elements of its own name are open within it.
    depth: usize,
    /// Where its content starts in the source.
    start: usize,
    /// Whether it holds elements.
    elements: bool,
    text: String,
    /// What its `type` attribute says.
    media: Option<String>,
}

#[derive(Clone, Copy)]
enum Kind {
    Ignored,
    FeedTitle,
    FeedLink,
    Id,
    Title,
    Link,
    Published,
    Dated,
    Updated,
    Content,
    Summary,
}

impl Parse<'_> {
    /// Takes in one event that stands between the two places; true at the end of the feed.
    fn event(&mut self, event: &Event<'_>, before: usize, after: usize) -> bool {
        match event {
            Event::Start(_) if self.feed.full().is_some() => {
                self.feed.broken = self.feed.full();
                return true;
            }
            Event::Start(tag) => self.start(tag, after),
            Event::Empty(tag) => match &mut self.field {
                Some(field) => field.elements = true,
                None => self.link(tag),
            },
            Event::End(tag) => return self.end(tag.name().as_ref(), before),
            Event::Text(text) => self.say(text),
            Event::CData(text) => self.say(text),
            Event::GeneralRef(reference) => self.say(&resolved(reference)),
            _ => {}
        }
        false
    }

    fn say(&mut self, text: &str) {
        if let Some(field) = &mut self.field
            && !matches!(field.kind, Kind::Ignored)
        {
            field.text.push_str(text);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, after: usize) {
        let name = tag.name();
        let (prefix, local) = name.as_ref().rsplit_once(':').unwrap_or(("", name.as_ref()));
        if self.root.is_empty() {
            self.root = name.as_ref().to_owned();
        }
        if matches!(local, "channel" | "feed" | "item" | "entry") {
            self.prefix.get_or_insert_with(|| prefix.to_owned());
        }
        let own = self.prefix.as_deref() == Some(prefix);
        if own && matches!(local, "item" | "entry") && (self.entry.is_none() || self.field.is_none()) {
            self.field = None;
            self.close_entry();
            self.entry = Some((name.as_ref().to_owned(), Parts::default()));
            return;
        }
        if let Some(field) = &mut self.field {
            field.elements = true;
            field.depth += usize::from(field.name == name.as_ref());
            return;
        }
        let kind = match (&self.entry, local) {
            (None, "rss" | "channel" | "feed" | "RDF") => return,
            (None, "title") if own => Kind::FeedTitle,
            (None, "link") if own && attribute(tag, "href").is_none() => Kind::FeedLink,
            (None, _) => Kind::Ignored,
            (Some(_), _) => kind(own, prefix, local, tag),
        };
        // A link may say all in its attributes and be closed by a tag of its own.
        self.link(tag);
        let media = attribute(tag, "type").map(|media| media.to_ascii_lowercase());
        let name = name.as_ref().to_owned();
        self.field = Some(Field { name, kind, depth: 0, start: after, elements: false, text: String::new(), media });
    }

    /// Takes in a link that stands in attributes, as Atom has it.
    fn link(&mut self, tag: &BytesStart<'_>) {
        if tag.local_name().as_ref() != "link" {
            return;
        }
        let Some(href) = attribute(tag, "href") else { return };
        if attribute(tag, "rel").is_some_and(|rel| rel != "alternate") {
            return;
        }
        match &mut self.entry {
            None => {
                self.feed.link.get_or_insert(href);
            }
            Some((_, parts)) => {
                let page = attribute(tag, "type").is_some_and(|media| media.contains("html"));
                if parts.entry.link.is_none() || (page && !parts.page) {
                    parts.entry.link = Some(href);
                    parts.page = page;
                }
            }
        }
    }

    fn end(&mut self, name: &str, before: usize) -> bool {
        // The end of the entry, or of all, ends what was left open in it.
        let ends_entry = self.entry.as_ref().is_some_and(|(entry, _)| entry == name);
        if ends_entry || name == self.root {
            self.close_field(before);
            self.close_entry();
            return name == self.root;
        }
        match &mut self.field {
            Some(field) if field.name == name && field.depth > 0 => field.depth -= 1,
            Some(field) if field.name == name => self.close_field(before),
            _ => {}
        }
        false
    }

    fn close_entry(&mut self) {
        if let Some((_, parts)) = self.entry.take() {
            let Parts { mut entry, dated, .. } = parts;
            entry.published = entry.published.or(dated);
            self.feed.entries.push(Ok(entry));
        }
    }

    fn close_field(&mut self, before: usize) {
        let Some(field) = self.field.take() else { return };
        let kind = field.kind;
        let trimmed = || Some(field.text.trim().to_owned()).filter(|text| !text.is_empty());
        let parts = match (kind, &mut self.entry) {
            (Kind::FeedTitle, _) => return set(&mut self.feed.title, markup::title(&field.text)),
            (Kind::FeedLink, _) => return set(&mut self.feed.link, trimmed()),
            (Kind::Ignored, _) | (_, None) => return,
            (_, Some((_, parts))) => parts,
        };
        match kind {
            Kind::Id => set(&mut parts.entry.id, trimmed()),
            Kind::Title => set(&mut parts.entry.title, markup::title(&field.text)),
            Kind::Link => {
                if let Some(link) = trimmed() {
                    parts.entry.link = Some(link);
                    parts.page = true;
                }
            }
            Kind::Published => set(&mut parts.entry.published, trimmed()),
            Kind::Dated => set(&mut parts.dated, trimmed()),
            Kind::Updated => set(&mut parts.entry.updated, trimmed()),
            Kind::Content => set(&mut parts.entry.content, field.content(self.source, before)),
            Kind::Summary => set(&mut parts.entry.summary, field.content(self.source, before)),
            Kind::Ignored | Kind::FeedTitle | Kind::FeedLink => {}
        }
    }
}

impl Field {
    /// The content as HTML or plain text; none where it is a picture or the like.
    fn content(self, source: &str, before: usize) -> Option<Content> {
        if self.elements {
            return source.get(self.start..before).map(|markup| Content::Html(markup.trim().to_owned()));
        }
        match self.media.as_deref() {
            Some("text" | "text/plain") => Some(Content::Plain(self.text)),
            Some(media) if !media.contains("html") => None,
            _ => Some(markup::guessed(self.text)),
        }
    }
}

/// Keeps the first of several.
fn set<Value>(place: &mut Option<Value>, value: Option<Value>) {
    if place.is_none() {
        *place = value;
    }
}

/// What an element within an entry says. `own` are elements of the format itself, others belong to its extensions.
fn kind(own: bool, prefix: &str, local: &str, tag: &BytesStart<'_>) -> Kind {
    match local {
        "id" | "guid" if own => Kind::Id,
        "title" if own => Kind::Title,
        "link" if own && attribute(tag, "href").is_none() => Kind::Link,
        "pubDate" | "published" | "issued" if own => Kind::Published,
        "date" | "created" | "published" => Kind::Dated,
        "updated" | "modified" => Kind::Updated,
        "encoded" => Kind::Content,
        "content" if own && attribute(tag, "src").is_none() => Kind::Content,
        "summary" | "description" if own || prefix == "dc" => Kind::Summary,
        _ => Kind::Ignored,
    }
}

/// The value of an attribute without entities.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.html_attributes();
    let found = attributes.with_checks(false).take(ATTRIBUTES).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    let value = match unescape_with(&found.value, resolve_html5_entity) {
        Ok(value) => value.into_owned(),
        Err(_) => found.value.into_owned(),
    };
    Some(value.trim().to_owned())
}

/// The character that an entity stands for; one that nobody knows stays as it is written.
fn resolved(reference: &BytesRef<'_>) -> String {
    let name: &str = reference;
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.to_string(),
        _ => resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned),
    }
}
