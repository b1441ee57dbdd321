//! Articles, mentions and incidents made from templates and a seed, for tests. The same number gives the same article.

use document::{
    Article, Content, Date, Document, DocumentId, Metadata, Name, NameKind, Paragraph, ParagraphKind, Published, PublishedBasis,
    Text, TimeExpression, TimeKind, TimeValue, TokenRange, Week, calendar,
};
use event::*;
use span::{CodePoints, Span};
use std::collections::BTreeMap;
use store::{Batch, Gist, Ledger, NewArticle, NewCommitment, NewTelling, Packed, Result, Unfollowed};

/// A sequence of numbers that looks random: SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const SIDES: [(&str, &str); 12] = [
    ("PRK", "Northland"),
    ("KOR", "Southland"),
    ("USA", "Westland"),
    ("CHN", "Middleland"),
    ("RUS", "Snowland"),
    ("UKR", "Plainland"),
    ("ISR", "Hill Land"),
    ("IRN", "Highland"),
    ("IND", "Riverland"),
    ("PAK", "Passland"),
    ("JPN", "Isleland"),
    ("VEN", "Oil Coast"),
];
const PLACES: [(&str, u32, &str); 6] = [
    ("Kaesŏng", 1_876_373, "PRK"),
    ("Redford", 11, "KOR"),
    ("Bluehaven", 12, "CHN"),
    ("Greywall", 13, "UKR"),
    ("Longbridge", 14, "IND"),
    ("Saltmarsh", 15, "USA"),
];
const ACTS: [(&str, Category, f64, &str); 6] = [
    ("shelled", Category::Assault, -9.0, "explosives"),
    ("met envoys of", Category::Consult, 1.5, "meet"),
    ("moved troops towards", Category::Mobilize, -7.0, "troops"),
    ("accused", Category::Accuse, -3.0, "allege"),
    ("sent food to", Category::Aid, 7.0, "humanitarian"),
    ("signed a pact with", Category::Agree, 5.0, "meet"),
];
const SYLLABLES: [&str; 24] = [
    "ba", "den", "fo", "gri", "hul", "jat", "kel", "lom", "mir", "nos", "pra", "quin", "ros", "sel", "tov", "und", "vex", "wal",
    "xan", "yor", "zem", "cha", "stro", "ple",
];

/// Everything that is stored of one made article.
pub struct Made {
    pub article: Article,
    pub packed: Packed,
    pub document: Document,
    pub mentions: Vec<Mention>,
    pub fingerprints: Vec<u64>,
}

impl Made {
    pub fn article(&self) -> NewArticle<'_> {
        NewArticle {
            article: &self.article,
            packed: &self.packed,
            document: &self.document,
            mentions: &self.mentions,
            fingerprints: &self.fingerprints,
            knowledge: "knowledge-1",
            model: "fast-1",
            added_at: "2026-01-02T03:04:05Z",
            carrier: "made",
        }
    }
}

/// The first day of publication.
pub const FIRST: Date = Date::constant(2015, 1, 1);

/// The article of a number, with `events` events; thirty are published a day.
pub fn made(number: u64, events: usize) -> Made {
    let mut dice = Dice(number);
    let published = calendar::plus(FIRST, (number / 30) as i64).unwrap_or(FIRST);
    let mut page = Page::default();
    let title = format!("{} and {} at odds", dice.of(&SIDES).1, dice.of(&SIDES).1);
    let mut drafts = Vec::new();
    for _ in 0..events {
        drafts.push(page.act(&mut dice));
        page.filler(&mut dice);
    }
    page.end_paragraph();
    let given_id = format!("made-{number}");
    let id = DocumentId::of(&given_id, &page.text);
    let document = document(id, &given_id, &title, published, page);
    let points = CodePoints::new(&document.text.string);
    let mentions: Vec<Mention> = drafts.iter().map(|draft| draft.mention(&document, &points, published)).collect();
    let article = Article {
        given_id,
        path: Some("made.jsonl".to_string()),
        line: Some(number + 1),
        title: Some(title),
        publisher: Some(format!("Paper {}", number % 50)),
        published: Some(published),
        content: Content::Plain(document.text.string.clone()),
        ..Article::default()
    };
    let fingerprints = (0..24).map(|_| dice.next()).collect();
    Made { packed: Packed::of(&article), article, document, mentions, fingerprints }
}

/// By what mentions are brought together: sides in either order, category and week.
pub fn block_key(mention: &Mention) -> String {
    let code = |parties: &[Party]| parties.first().and_then(|party| party.code.clone()).unwrap_or_default();
    let (one, other) = (code(&mention.actors), code(&mention.recipients));
    let day = mention.dating.days.map_or(0, |(first, _)| calendar::days_between(FIRST, first));
    format!("{}-{} {} {}", (&one).min(&other), (&one).max(&other), mention.category, day.div_euclid(7))
}

#[derive(Default)]
struct Page {
    text: String,
    paragraphs: Vec<Paragraph>,
    names: Vec<Span>,
    days: Vec<Span>,
    begun: usize,
}

/// An event whose words are known and whose offsets are still in bytes.
struct Draft {
    sentence: Span,
    trigger: Span,
    sides: [Span; 2],
    place: Span,
    source: Span,
    cue: Span,
    day: Span,
    number: Span,
    codes: [usize; 3],
    at: usize,
    act: usize,
    dead: f64,
    back: i64,
}

impl Page {
    fn say(&mut self, words: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(words);
        Span::new(start, self.text.len())
    }

    fn act(&mut self, dice: &mut Dice) -> Draft {
        let codes = [dice.below(12), dice.below(12), dice.below(12)];
        let (act, at) = (dice.below(6), dice.below(6));
        let (dead, back) = (dice.below(40) as f64, dice.below(3) as i64);
        let begun = self.text.len();
        let first = self.say(SIDES[codes[0]].1);
        self.say(" ");
        let trigger = self.say(ACTS[act].0);
        self.say(" ");
        let second = self.say(SIDES[codes[1]].1);
        self.say(" near ");
        let place = self.say(PLACES[at].0);
        self.say(" ");
        let day = self.say(["today", "yesterday", "the day before"][back as usize]);
        self.say(", leaving ");
        let number = self.say(&format!("{dead}"));
        self.say(" dead, ");
        let source = self.say(SIDES[codes[2]].1);
        self.say(" ");
        let cue = self.say("said");
        self.say(".");
        let sentence = Span::new(begun, self.text.len());
        self.names.extend([first, second, place, source]);
        self.days.push(day);
        Draft { sentence, trigger, sides: [first, second], place, source, cue, day, number, codes, at, act, dead, back }
    }

    fn filler(&mut self, dice: &mut Dice) {
        for _ in 0..2 {
            self.say(" ");
            for word in 0..13 {
                let mut made = String::new();
                for _ in 0..1 + dice.below(3) {
                    made.push_str(dice.of::<&str>(&SYLLABLES));
                }
                if word > 0 {
                    self.say(" ");
                }
                self.say(&made);
            }
            self.say(".");
        }
        self.end_paragraph();
        self.say("\n\n");
        self.begun = self.text.len();
    }

    fn end_paragraph(&mut self) {
        if self.begun < self.text.len() {
            let span = Span::new(self.begun, self.text.len());
            self.paragraphs.push(Paragraph { span, kind: ParagraphKind::Body, reason: "made", element: None });
        }
    }
}

impl Draft {
    fn mention(&self, document: &Document, points: &CodePoints<'_>, published: Date) -> Mention {
        let told = |span: Span| {
            let (start, end) = points.range(span);
            Told { words: document.words(span).to_string(), start: start as u32, end: end as u32 }
        };
        let party = |span: Span, code: usize| Party {
            told: Some(told(span)),
            code: Some(SIDES[code].0.to_string()),
            sector: Some("GOV".to_string()),
            identifier_id: Some(format!("Q{code}")),
            identifier_text: Some(SIDES[code].1.to_string()),
            ..Party::default()
        };
        let (_, category, scale, mode) = ACTS[self.act];
        let day = calendar::plus(published, -self.back).unwrap_or(published);
        let (name, geonameid, country) = PLACES[self.at];
        let id = format!("{:?}{:?}{category}", document.text.id, self.trigger);
        Mention {
            id: EventId(document::text::hash_parts(&[id.as_bytes()])),
            document: document.text.id,
            sentence: told(self.sentence),
            paragraph: ParagraphKind::Body,
            trigger: told(self.trigger),
            category,
            modes: vec![mode.to_string()],
            contexts: vec!["military".to_string()],
            cameo: Some("190".to_string()),
            scale,
            actors: vec![party(self.sides[0], self.codes[0])],
            recipients: vec![party(self.sides[1], self.codes[1])],
            assertion: Assertion::Actual,
            assertion_told: None,
            historical: false,
            dating: Dating {
                days: Some((day, day)),
                basis: DateBasis::Anchored,
                granularity: Some(Granularity::Day),
                ongoing: false,
                told: Some(told(self.day)),
            },
            spot: Some(Spot {
                told: told(self.place),
                resolved: Some(name.to_string()),
                geonameid: Some(geonameid),
                coordinates: Some((37.5, 126.25)),
                city: Some(name.to_string()),
                district: None,
                province: Some("Some Province".to_string()),
                country: Some("Some Country".to_string()),
                country_code: Some(country.to_string()),
                resolution: Some(4),
            }),
            voices: vec![Voice { party: party(self.source, self.codes[2]), kind: SourceKind::Named, cue: Some(told(self.cue)) }],
            dead: Some(Number {
                low: self.dead,
                high: Some(self.dead),
                told: told(self.number),
                unit: None,
                side: Some(Side::Recipient),
            }),
            injured: None,
            arrested: None,
            size: None,
            quantities: Vec::new(),
            confidence: 0.9,
            rule: format!("coding/{category}/made.rule#{mode}"),
            knowledge: "knowledge-1".to_string(),
            model: "fast-1".to_string(),
        }
    }
}

fn document(id: DocumentId, given_id: &str, title: &str, published: Date, page: Page) -> Document {
    let none = TokenRange::default();
    let value = TimeValue::Calendar { year: Some(2018), month: Some(6), day: Some(9), which: Week::Bare };
    let times = page.days.iter().map(|&span| TimeExpression { span, tokens: none, kind: TimeKind::Date, value: value.clone() });
    Document {
        text: Text {
            id,
            string: page.text,
            paragraphs: page.paragraphs,
            metadata: Metadata {
                given_id: given_id.to_string(),
                path: Some("made.jsonl".to_string()),
                title: Some(title.to_string()),
                publisher: Some("A Paper".to_string()),
                published: Some(Published { date: published, basis: PublishedBasis::Given }),
                ..Metadata::default()
            },
            notes: Vec::new(),
        },
        sentences: Vec::new(),
        tokens: Vec::new(),
        names: page.names.iter().map(|&span| Name { span, tokens: none, kind: NameKind::Location }).collect(),
        times: times.collect(),
        quantities: Vec::new(),
        quotes: Vec::new(),
        coreference: Vec::new(),
        dependents: document::Dependents::default(),
        model: "fast-1".to_string(),
    }
}

/// Tells all that is loose, brings all tellings together by their keys, and writes the incidents that `group` makes of each key where they are not
/// those that stand.
pub fn settle_by(batch: &mut Batch<'_>, made_at: &str, group: impl Fn(&[Mention]) -> Vec<Incident>) -> Result<()> {
    for document in batch.loose(1_000_000)? {
        let tellings: Vec<NewTelling> = batch.mentions_of_document(document)?.iter().map(|one| telling(one, "")).collect();
        batch.tell(document, &tellings, &[])?;
    }
    let mut components = BTreeMap::<String, Vec<(i64, Mention)>>::new();
    for (entry, mention) in told(batch)? {
        components.entry(block_key(&mention)).or_default().push((entry, mention));
    }
    for told in components.into_values() {
        let component = told.iter().map(|(entry, _)| *entry).min().unwrap_or_default();
        let mentions: Vec<Mention> = told.iter().map(|(_, mention)| mention.clone()).collect();
        for incident in group(&mentions) {
            let is_in = |(_, mention): &&(i64, Mention)| incident.mentions.contains(&mention.id);
            let happening: Vec<i64> = told.iter().filter(is_in).map(|(entry, _)| *entry).collect();
            if !batch.place(component, &happening)? {
                batch.write_incident(&happening, &incident, &gist(&incident))?;
            }
        }
    }
    batch.record_grouping(made_at)
}

/// The same with [`group`].
pub fn settle(batch: &mut Batch<'_>, made_at: &str) -> Result<()> {
    settle_by(batch, made_at, group)
}

/// All tellings, each with its one mention, by document.
pub fn told(ledger: &Ledger) -> Result<Vec<(i64, Mention)>> {
    let mut found = Vec::new();
    for document in ledger.documents()? {
        found.extend(ledger.tellings_of(document)?.into_iter().zip(ledger.mentions_of_document(document)?));
    }
    Ok(found)
}

/// A telling of one mention.
pub fn telling(mention: &Mention, salt: &str) -> NewTelling {
    let codes = mention.actors.iter().chain(&mention.recipients).filter_map(|party| party.code.clone());
    NewTelling {
        events: vec![mention.id],
        cells: codes.map(|code| (code, mention.category)).collect(),
        reach: mention.dating.days.map(|(first, last)| (number(first), number(last))),
        bytes: format!("{}{salt}", mention.id).into_bytes(),
    }
}

/// What an incident tells of promises and deeds: nothing but its name.
pub fn gist(incident: &Incident) -> Gist {
    Gist {
        day: incident.days.or(incident.reported).map(|(first, _)| number(first)),
        actors: incident.actors.iter().filter_map(|party| party.code.clone()).collect(),
        bytes: incident.id.to_string().into_bytes(),
    }
}

/// For how many days something can become of a made commitment.
pub const LIFE: i32 = 9;

/// Follows all that is yet to be followed: what is agreed in an incident is kept in each of the days to come in which an actor of it acts.
pub fn follow(batch: &mut Batch<'_>) -> Result<()> {
    let unfollowed = batch.unfollowed(1_000_000)?;
    let mut stale = BTreeMap::<i64, i32>::new();
    for one in &unfollowed {
        let marked = match *one {
            Unfollowed::Commitment(row, since) => vec![(row, since)],
            Unfollowed::Incident(row) => concerned(batch, row)?,
        };
        for (row, since) in marked {
            let earliest = stale.entry(row).or_insert(since);
            *earliest = since.min(*earliest);
        }
    }
    for (row, since) in stale {
        let Some((promise, day)) = dated(batch, row)?.filter(|(incident, _)| incident.category == Category::Agree) else {
            continue;
        };
        let by = gist(&promise).actors;
        let life = (day + 1, day + LIFE);
        let mut later = BTreeMap::new();
        for code in &by {
            for (_, deed, _) in batch.deeds(code, since.max(life.0), life.1, None)? {
                later.extend(dated(batch, deed)?.map(|(incident, day)| ((day, incident.id), deed)));
            }
        }
        let kept =
            |((_, incident), row)| (row, Fate { incident, outcome: Outcome::Kept, because: vec!["same side".to_string()] });
        let mut fate = batch.fate_before(row, since)?;
        fate.extend(later.into_iter().map(kept));
        batch.replace_commitment(&NewCommitment { incident: row, kind: CommitmentKind::Agreement, by, life, fate })?;
    }
    batch.followed(&unfollowed)
}

/// An incident's own commitment and those that it is a deed of, each with the day from which on they are looked at.
fn concerned(ledger: &Ledger, row: i64) -> Result<Vec<(i64, i32)>> {
    let Some((incident, day)) = dated(ledger, row)? else { return Ok(Vec::new()) };
    let mut found = vec![(row, i32::MIN)];
    for code in gist(&incident).actors {
        found.extend(ledger.pledges(&code, day, i32::MIN)?.into_iter().map(|pledge| (pledge, day)));
    }
    Ok(found)
}

/// The incident in a row, and its day.
pub fn dated(ledger: &Ledger, row: i64) -> Result<Option<(Incident, i32)>> {
    let bytes = ledger.gist(row)?.unwrap_or_default();
    let id = std::str::from_utf8(&bytes).ok().and_then(|words| u64::from_str_radix(words.strip_prefix("in_")?, 16).ok());
    let incident = id.map(|id| ledger.incident(IncidentId(id))).transpose()?.flatten();
    Ok(incident.and_then(|incident| Some((number(incident.days?.0), incident))).map(|(day, incident)| (incident, day)))
}

/// A day, counted from 1 January 2000.
pub fn number(day: Date) -> i32 {
    calendar::days_between(Date::constant(2000, 1, 1), day) as i32
}

/// Groups mentions by day and place: no good grouping, but one that looks like one.
pub fn group(mentions: &[Mention]) -> Vec<Incident> {
    let mut groups = BTreeMap::<_, Vec<&Mention>>::new();
    for mention in mentions {
        let place = mention.spot.as_ref().and_then(|spot| spot.geonameid);
        groups.entry((mention.dating.days, place)).or_default().push(mention);
    }
    groups.into_values().map(|group| incident(&group)).collect()
}

fn incident(group: &[&Mention]) -> Incident {
    let first = group[0];
    let mut reports = Vec::new();
    for mention in group {
        if !reports.contains(&mention.document) {
            reports.push(mention.document);
        }
    }
    let side = |parties: &[Party]| -> Vec<Participant> {
        let of = |party: &Party| Participant {
            code: party.code.clone(),
            sector: party.sector.clone(),
            name: party.identifier_text.clone(),
        };
        parties.iter().map(of).collect()
    };
    let by = |mention: &Mention| mention.voices[0].party.code.clone().unwrap_or_default();
    let dead = |mention: &Mention| mention.dead.as_ref().map_or(0.0, |number| number.low);
    let spot = first.spot.as_ref();
    Incident {
        id: IncidentId(first.id.0),
        mentions: group.iter().map(|mention| mention.id).collect(),
        origins: reports.iter().map(ToString::to_string).collect(),
        reports,
        category: first.category,
        modes: first.modes.clone(),
        cameo: first.cameo.clone(),
        scale: first.scale,
        actors: side(&first.actors),
        recipients: side(&first.recipients),
        assertion: first.assertion,
        historical: first.historical,
        days: first.dating.days,
        site: spot.map(|spot| Site {
            name: spot.resolved.clone().unwrap_or_default(),
            geonameid: spot.geonameid,
            coordinates: spot.coordinates,
            province: spot.province.clone(),
            country_code: spot.country_code.clone(),
            resolution: spot.resolution,
        }),
        reported: first.dating.days,
        claims: group
            .iter()
            .map(|mention| Claim {
                field: ClaimField::Dead,
                by: by(mention),
                number: Some((dead(mention), Some(dead(mention)))),
                actors: Vec::new(),
                event: mention.id,
            })
            .collect(),
        denied_by: Vec::new(),
        status: Status::OneSided,
        facts: vec![Fact {
            field: "dead".to_string(),
            values: group
                .iter()
                .map(|mention| FactValue { value: dead(mention).to_string(), by: vec![by(mention)], events: vec![mention.id] })
                .collect(),
            agreed: group.len() == 1,
        }],
        reasons: group[1..]
            .iter()
            .map(|mention| Reason {
                event: mention.id,
                like: first.id,
                because: vec!["same day".to_string(), "same place".to_string()],
            })
            .collect(),
    }
}
