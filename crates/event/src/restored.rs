//! Events again: from the mentions that a ledger keeps and the text of record that they point into, for writers that look at events.
//!
//! A mention knows the rule that found the act and not what made each field; here that rule stands for all of them. Codes that a dictionary of
//! the user's gave a party are not kept either.

use crate::{
    Count, DateBasis, Dating, Entity, Event, Found, Granularity, Mention, Number, Origin, Party, Place, Source, Spot, Stretch,
    Told, Voice, When,
};
use span::{CodePoints, Span};
use std::sync::Arc;

/// The events that mentions of one document are, in their order. `text` is the document's text of record.
pub fn restored(mentions: &[Mention], text: &str) -> Vec<Event> {
    let points = CodePoints::new(text);
    mentions.iter().map(|mention| Restorer { points: &points, origin: origin(mention) }.event(mention)).collect()
}

fn origin(mention: &Mention) -> Origin {
    Origin::Rule(Arc::from(mention.rule.as_str()))
}

/// Where words become spans.
struct Restorer<'t> {
    points: &'t CodePoints<'t>,
    origin: Origin,
}

impl Restorer<'_> {
    fn event(&self, mention: &Mention) -> Event {
        let count = |number: &Option<Number>| number.as_ref().map(|number| self.count(number));
        Event {
            id: mention.id,
            document: mention.document,
            sentence: self.span(&mention.sentence),
            paragraph: mention.paragraph,
            trigger: self.span(&mention.trigger),
            category: Found::at(mention.category, self.span(&mention.trigger), self.origin.clone()),
            modes: self.values(&mention.modes),
            contexts: self.values(&mention.contexts),
            cameo: mention.cameo.clone(),
            scale: mention.scale,
            actors: mention.actors.iter().map(|party| self.entity(party)).collect(),
            recipients: mention.recipients.iter().map(|party| self.entity(party)).collect(),
            assertion: match &mention.assertion_told {
                Some(told) => Found::at(mention.assertion, self.span(told), self.origin.clone()),
                None => self.silent(mention.assertion),
            },
            historical: self.silent(mention.historical),
            when: self.silent(self.when(&mention.dating, &mention.sentence)),
            place: mention.spot.as_ref().map(|spot| Found::at(self.place(spot), self.span(&spot.told), self.origin.clone())),
            attribution: mention.voices.iter().map(|voice| self.source(voice)).collect(),
            dead: count(&mention.dead),
            injured: count(&mention.injured),
            arrested: count(&mention.arrested),
            size: count(&mention.size),
            quantities: mention.quantities.iter().map(|number| self.count(number)).collect(),
            confidence: mention.confidence,
            origin: self.origin.clone(),
            knowledge: mention.knowledge.clone(),
            model: mention.model.clone(),
        }
    }

    fn span(&self, told: &Told) -> Span {
        self.points.span(told.start as usize, told.end as usize)
    }

    fn silent<T>(&self, value: T) -> Found<T> {
        Found::silent(value, self.origin.clone())
    }

    fn values(&self, values: &[String]) -> Vec<Found<String>> {
        values.iter().map(|value| self.silent(value.clone())).collect()
    }

    fn entity(&self, party: &Party) -> Entity {
        let found = |value: &Option<String>| value.clone().map(|value| self.silent(value));
        Entity {
            mention: party.told.as_ref().map(|told| self.span(told)),
            antecedent: party.antecedent.as_ref().map(|told| self.span(told)),
            code: found(&party.code),
            sector: found(&party.sector),
            identifier_id: party.identifier_id.clone(),
            identifier_text: party.identifier_text.clone(),
            cameo: None,
            origin: self.origin.clone(),
        }
    }

    fn source(&self, voice: &Voice) -> Source {
        Source { entity: self.entity(&voice.party), kind: voice.kind, cue: voice.cue.as_ref().map(|cue| self.span(cue)) }
    }

    fn when(&self, dating: &Dating, sentence: &Told) -> When {
        let words = dating.told.as_ref().map(|told| self.span(told));
        let Some((date, enddate)) = dating.days else { return When::Unknown(words) };
        let stretch = || Stretch {
            date,
            enddate,
            granularity: dating.granularity.unwrap_or(Granularity::Range),
            words: words.unwrap_or_else(|| self.span(sentence)),
            ongoing: dating.ongoing,
        };
        match dating.basis {
            DateBasis::Stated => When::Stated(stretch()),
            DateBasis::Anchored => When::Anchored(stretch()),
            DateBasis::Publication => When::PublicationDate(date),
            DateBasis::Unknown => When::Unknown(words),
        }
    }

    fn place(&self, spot: &Spot) -> Place {
        Place {
            words: self.span(&spot.told),
            resolved: spot.resolved.clone(),
            geonameid: spot.geonameid,
            coordinates: spot.coordinates,
            city: spot.city.clone(),
            district: spot.district.clone(),
            province: spot.province.clone(),
            country: spot.country.clone(),
            country_code: spot.country_code.clone(),
            resolution: spot.resolution,
        }
    }

    fn count(&self, number: &Number) -> Count {
        Count { low: number.low, high: number.high, words: self.span(&number.told), unit: number.unit.clone(), side: number.side }
    }
}
