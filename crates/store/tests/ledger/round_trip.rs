//! Whatever a mention, an incident, a commitment or a tally holds comes back as it was: every field, the strangest words.

use crate::made::{Dice, dated, gist, made};
use document::{Date, DocumentId, ParagraphKind, calendar};
use event::*;
use proptest::prelude::*;
use std::time::Duration;
use store::{Filter, Holding, Kept, Ledger, NewCommitment, NewTelling, Retold, Unfollowed};

const WORDS: [&str; 10] =
    ["", "a", "Kaesŏng", "\"'`;--", "\\u0000\n\t", "[1,2]", "NULL", "\u{1f54a}\u{0301}", "a\0b", "'); DROP TABLE event; --"];

/// Arbitrary values out of a seed.
struct Any(Dice);

impl Any {
    fn flag(&mut self) -> bool {
        self.0.below(2) == 0
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Any) -> T) -> Option<T> {
        if self.flag() { Some(make(self)) } else { None }
    }

    fn some<T>(&mut self, make: impl Fn(&mut Any) -> T) -> Vec<T> {
        (0..self.0.below(4)).map(|_| make(self)).collect()
    }

    fn words(&mut self) -> String {
        (0..self.0.below(3)).map(|_| *self.0.of::<&str>(&WORDS)).collect()
    }

    fn number(&mut self) -> f64 {
        *self.0.of(&[0.0, -10.0, 0.1 + 0.2, 5500.0, 1e300, -7.5, f64::MIN_POSITIVE, 9_007_199_254_740_993.0, f64::INFINITY])
    }

    fn day(&mut self) -> Date {
        calendar::plus(Date::constant(1900, 1, 1), self.0.below(60_000) as i64).expect("a day")
    }

    fn days(&mut self) -> (Date, Date) {
        let first = self.day();
        (first, calendar::plus(first, self.0.below(400) as i64).expect("a day"))
    }

    fn told(&mut self) -> Told {
        let offset = *self.0.of(&[0, 1, 700, u32::MAX]);
        Told { words: self.words(), start: offset, end: offset }
    }

    fn party(&mut self) -> Party {
        Party {
            told: self.maybe(Any::told),
            antecedent: self.maybe(Any::told),
            code: self.maybe(Any::words),
            sector: self.maybe(Any::words),
            identifier_id: self.maybe(Any::words),
            identifier_text: self.maybe(Any::words),
        }
    }

    fn count(&mut self) -> Number {
        Number {
            low: self.number(),
            high: self.maybe(Any::number),
            told: self.told(),
            unit: self.maybe(Any::words),
            side: self.maybe(|any| *any.0.of(&Side::ALL)),
        }
    }

    fn coordinates(&mut self) -> Option<(f64, f64)> {
        self.maybe(|any| (any.number(), any.number()))
    }

    fn spot(&mut self) -> Spot {
        Spot {
            told: self.told(),
            resolved: self.maybe(Any::words),
            geonameid: self.maybe(|any| any.0.next() as u32),
            coordinates: self.coordinates(),
            city: self.maybe(Any::words),
            district: self.maybe(Any::words),
            province: self.maybe(Any::words),
            country: self.maybe(Any::words),
            country_code: self.maybe(Any::words),
            resolution: self.maybe(|any| any.0.next() as u8),
        }
    }

    fn mention(&mut self, document: DocumentId) -> Mention {
        Mention {
            id: EventId(self.0.next()),
            document,
            sentence: self.told(),
            paragraph: *self.0.of(&ParagraphKind::ALL),
            trigger: self.told(),
            category: *self.0.of(&Category::ALL),
            modes: self.some(Any::words),
            contexts: self.some(Any::words),
            cameo: self.maybe(Any::words),
            scale: self.number(),
            actors: self.some(Any::party),
            recipients: self.some(Any::party),
            assertion: *self.0.of(&Assertion::ALL),
            assertion_told: self.maybe(Any::told),
            historical: self.flag(),
            dating: Dating {
                days: self.maybe(Any::days),
                basis: *self.0.of(&DateBasis::ALL),
                granularity: self.maybe(|any| *any.0.of(&Granularity::ALL)),
                ongoing: self.flag(),
                told: self.maybe(Any::told),
            },
            spot: self.maybe(Any::spot),
            voices: self.some(|any| Voice { party: any.party(), kind: *any.0.of(&SourceKind::ALL), cue: any.maybe(Any::told) }),
            dead: self.maybe(Any::count),
            injured: self.maybe(Any::count),
            arrested: self.maybe(Any::count),
            size: self.maybe(Any::count),
            quantities: self.some(Any::count),
            confidence: self.number(),
            rule: self.words(),
            knowledge: "knowledge-1".to_string(),
            model: "fast-1".to_string(),
        }
    }

    fn claim(&mut self, events: &[EventId]) -> Claim {
        let noun = self.words();
        let fields = [
            ClaimField::Dead,
            ClaimField::Injured,
            ClaimField::Arrested,
            ClaimField::Size,
            ClaimField::Counted(noun),
            ClaimField::Blame,
        ];
        Claim {
            field: self.0.of(&fields).clone(),
            by: self.words(),
            number: self.maybe(|any| (any.number(), any.maybe(Any::number))),
            actors: self.some(Any::words),
            event: *self.0.of(events),
        }
    }

    fn incident(&mut self, document: DocumentId, mentions: &[EventId]) -> Incident {
        let participant = |any: &mut Any| Participant {
            code: any.maybe(Any::words),
            sector: any.maybe(Any::words),
            name: any.maybe(Any::words),
        };
        Incident {
            id: IncidentId(self.0.next()),
            mentions: mentions.to_vec(),
            reports: vec![document],
            origins: self.some(Any::words),
            category: *self.0.of(&Category::ALL),
            modes: self.some(Any::words),
            cameo: self.maybe(Any::words),
            scale: *self.0.of(&[-10.0, 0.0, 7.5]),
            actors: self.some(participant),
            recipients: self.some(participant),
            assertion: *self.0.of(&Assertion::ALL),
            historical: self.flag(),
            days: self.maybe(Any::days),
            site: self.maybe(|any| Site {
                name: any.words(),
                geonameid: any.maybe(|any| any.0.next() as u32),
                coordinates: any.coordinates(),
                province: any.maybe(Any::words),
                country_code: any.maybe(Any::words),
                resolution: any.maybe(|any| any.0.next() as u8),
            }),
            reported: self.maybe(Any::days),
            claims: self.some(|any| any.claim(mentions)),
            denied_by: self.some(Any::words),
            status: *self.0.of(&Status::ALL),
            facts: self.some(|any| Fact {
                field: any.words(),
                values: any.some(|any| FactValue {
                    value: any.words(),
                    by: any.some(Any::words),
                    events: any.some(|any| *any.0.of(mentions)),
                }),
                agreed: any.flag(),
            }),
            reasons: mentions[1..]
                .iter()
                .map(|&event| Reason { event, like: mentions[0], because: self.some(Any::words) })
                .collect(),
        }
    }

    fn tally(&mut self, event: EventId) -> Tally {
        Tally {
            event,
            series: self.words(),
            by: self.words(),
            what: self.words(),
            low: self.number(),
            high: self.maybe(Any::number),
            occasions: self.maybe(Any::number),
            period: self.maybe(Any::days),
            published: self.maybe(Any::day),
        }
    }

    /// A commitment made in the first of the incidents, with their rows.
    fn commitment(&mut self, incidents: &[(i64, IncidentId)]) -> NewCommitment {
        let life = (self.0.next() as i32, self.0.next() as i32);
        NewCommitment {
            incident: incidents[0].0,
            kind: *self.0.of(&CommitmentKind::ALL),
            by: self.some(Any::words),
            life,
            fate: self.some(|any| {
                let &(row, incident) = any.0.of(incidents);
                (row, Fate { incident, outcome: *any.0.of(&Outcome::ALL), because: any.some(Any::words) })
            }),
        }
    }

    fn telling(&mut self, events: &[EventId]) -> NewTelling {
        let first = self.0.below(20_000) as i32 - 10_000;
        NewTelling {
            events: events.to_vec(),
            cells: self.some(|any| (any.words(), *any.0.of(&Category::ALL))),
            reach: self.maybe(|any| (first, first + any.0.below(400) as i32)),
            bytes: self.some(|any| any.0.next() as u8),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn values_come_back_as_they_were(seed in any::<u64>()) {
        let mut any = Any(Dice(seed));
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("standoff.db");
        let mut writer = Ledger::open(&path, &Holding { since: "now", patience: Duration::ZERO }).expect("opened");
        let mut one = made(seed, 1);
        let document = one.document.text.id;
        one.mentions = (0..6).map(|_| any.mention(document)).collect();
        let ids: Vec<EventId> = one.mentions.iter().map(|mention| mention.id).collect();
        let parts = [&ids[..1], &ids[1..4], &ids[4..]];
        let incidents = parts.map(|part| Incident { days: Some(any.days()), ..any.incident(document, part) });
        let tellings = parts.map(|part| any.telling(part));
        let mut tallies: Vec<Tally> = ids.iter().map(|&id| any.tally(id)).collect();

        let mut batch = writer.begin().expect("begun");
        batch.add(&one.article()).expect("added");
        let entries = batch.tell(document, &tellings, &tallies).expect("told").entries;
        for (entry, incident) in entries.iter().zip(&incidents) {
            prop_assert!(!batch.place(*entry, &[*entry]).expect("placed"));
            batch.write_incident(&[*entry], incident, &gist(incident)).expect("written");
        }
        let followed = batch.unfollowed(9).expect("asked");
        let mut rows = Vec::new();
        for one in &followed {
            if let Unfollowed::Incident(row) = *one {
                rows.extend(dated(&batch, row).expect("read").map(|(incident, _)| (row, incident.id)));
            }
        }
        prop_assert_eq!(rows.len(), 3);
        let mut commitments = Vec::new();
        for turn in 0..3 {
            let new = any.commitment(&[&rows[turn..], &rows[..turn]].concat());
            batch.replace_commitment(&new).expect("written");
            let fate = new.fate.into_iter().map(|(_, fate)| fate).collect();
            commitments.push(Commitment { made: rows[turn].1, kind: new.kind, fate });
        }
        batch.followed(&followed).expect("followed");
        batch.commit().expect("committed");

        let reader = Ledger::read(&path).expect("read");
        prop_assert_eq!(reader.mentions_of_document(document).expect("mentions"), one.mentions);
        for incident in &incidents {
            let found = reader.incident(incident.id).expect("incident");
            prop_assert_eq!(found.as_ref(), Some(incident));
        }
        let key = |tally: &Tally| tally.event;
        tallies.sort_by_key(key);
        let mut found = reader.tallies(&Filter::default()).expect("tallies");
        found.sort_by_key(key);
        prop_assert_eq!(&found, &tallies);
        let made = |commitment: &Commitment| commitment.made;
        commitments.sort_by_key(made);
        let mut found = reader.commitments(&Filter::default()).expect("commitments");
        found.sort_by_key(made);
        prop_assert_eq!(found, commitments);
        for (entry, telling) in entries.iter().zip(&tellings) {
            let kept = Kept { entry: *entry, component: *entry, bytes: telling.bytes.clone() };
            prop_assert_eq!(reader.telling(*entry).expect("telling"), Some(kept));
            let days = telling.reach.map_or(vec![None], |(first, last)| vec![Some(first), Some((first + last) / 2), Some(last)]);
            for ((code, category), day) in telling.cells.iter().flat_map(|cell| days.iter().map(move |day| (cell, day))) {
                let found = |period: i64| reader.cell(code, *category, period).expect("cell").contains(&(*entry, telling.reach));
                let periods = reader.periods(day.map(|day| (day, day))).expect("periods");
                prop_assert!(periods.into_iter().any(found), "{telling:?} on {day:?}");
            }
        }
        let mut faults = reader.check(1000).expect("checked");
        faults.retain(|fault| !fault.0.contains("does not stand where it says"));
        prop_assert_eq!(faults, Vec::new());
        let mut again = writer.begin().expect("begun");
        prop_assert_eq!(again.tell(document, &tellings, &tallies).expect("told"), Retold::default());
    }
}
