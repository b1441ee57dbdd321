//! Which deeds a series is about. An empty filter lets everything through.

use super::{Deed, Scene};
use event::{Assertion, Category};

/// What counts as a deed unless somebody asks otherwise: what took place, and what was begun and failed. What is only alleged, announced,
/// possible, denied or said not to have happened is no deed; it is listed beside the series.
pub const DEEDS: [Assertion; 2] = [Assertion::Actual, Assertion::Attempted];

/// A filter over deeds; all its parts must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Between whom.
    pub sides: Sides,
    /// In which country, by its code.
    pub country: Option<String>,
    /// At which place, by its name, letter by letter.
    pub place: Option<String>,
    /// Of which categories; empty for all.
    pub categories: Vec<Category>,
    /// Which assertions count as deeds.
    pub assertions: Vec<Assertion>,
}

/// Between whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// Anybody.
    #[default]
    Any,
    /// Acts of one, or done to it.
    Party(String),
    /// Acts of the first done to the second, and those that both do to each other.
    Directed(String, String),
    /// Acts between two, whoever acts.
    Dyad(String, String),
}

impl Default for Selection {
    fn default() -> Selection {
        Selection { sides: Sides::Any, country: None, place: None, categories: Vec::new(), assertions: DEEDS.to_vec() }
    }
}

impl Selection {
    /// Whether the deed is one of those meant, whatever is said of its reality.
    pub fn admits(&self, deed: &Deed) -> bool {
        let scene = deed.scene.as_deref();
        self.sides.admit(deed)
            && self.country.as_ref().is_none_or(|code| scene.and_then(|scene| scene.country.as_ref()) == Some(code))
            && self.place.as_ref().is_none_or(|name| scene.and_then(|scene| scene.place.as_ref()) == Some(name))
            && (self.categories.is_empty() || self.categories.contains(&deed.category))
    }
}

impl Sides {
    /// Whether the deed is between these sides. Acts without a recipient are mutual (contract, decision 6): all their actors act on each
    /// other. What two do together to a third is not between the two.
    pub fn admit(&self, deed: &Deed) -> bool {
        let Some(scene) = deed.scene.as_deref() else { return *self == Sides::Any };
        match self {
            Sides::Any => true,
            Sides::Party(code) => scene.actors.contains(code) || scene.recipients.contains(code),
            Sides::Directed(actor, recipient) => done_to(scene, actor, recipient),
            Sides::Dyad(one, other) => done_to(scene, one, other) || done_to(scene, other, one),
        }
    }
}

fn done_to(scene: &Scene, actor: &str, recipient: &str) -> bool {
    let has = |side: &[String], code: &str| side.iter().any(|one| one == code);
    let acted_on = if scene.recipients.is_empty() && actor != recipient { &scene.actors } else { &scene.recipients };
    has(&scene.actors, actor) && has(acted_on, recipient)
}

#[cfg(test)]
mod tests {
    use super::*;
    use event::IncidentId;

    fn deed(actors: &str, recipients: &str) -> Deed {
        let codes = |codes: &str| codes.split_whitespace().map(str::to_string).collect();
        Deed {
            incident: IncidentId(1),
            category: Category::Assault,
            score: -9.0,
            days: None,
            published: None,
            assertion: Assertion::Actual,
            scene: Some(Box::new(Scene { actors: codes(actors), recipients: codes(recipients), ..Scene::default() })),
        }
    }

    fn check(sides: Sides, actors: &str, recipients: &str, expect: bool) {
        assert_eq!(sides.admit(&deed(actors, recipients)), expect, "{sides:?}: {actors} -> {recipients}");
    }

    #[test]
    fn a_dyad_has_acts_of_either_on_the_other_and_mutual_ones() {
        let dyad = || Sides::Dyad("KOR".into(), "PRK".into());
        check(dyad(), "KOR", "PRK", true);
        check(dyad(), "PRK", "KOR USA", true);
        check(dyad(), "KOR PRK", "", true);
        check(dyad(), "KOR PRK", "USA", false);
        check(dyad(), "KOR", "", false);
        check(dyad(), "KOR USA", "PRK", true);
        check(Sides::Dyad("MLI".into(), "MLI".into()), "MLI", "MLI", true);
        check(Sides::Dyad("MLI".into(), "MLI".into()), "MLI", "", false);
    }

    #[test]
    fn direction_and_party() {
        let directed = || Sides::Directed("KOR".into(), "PRK".into());
        check(directed(), "KOR", "PRK", true);
        check(directed(), "PRK", "KOR", false);
        check(directed(), "KOR PRK", "", true);
        check(Sides::Party("USA".into()), "KOR USA", "PRK", true);
        check(Sides::Party("USA".into()), "KOR", "PRK", false);
    }

    #[test]
    fn place_country_and_category_narrow_it() {
        let mut one = deed("KOR", "PRK");
        one.scene = Some(Box::new(Scene { country: Some("PRK".into()), place: Some("Kaesong".into()), ..Scene::default() }));
        let admits = |selection: &Selection| selection.admits(&one);
        assert!(admits(&Selection::default()));
        assert!(admits(&Selection { country: Some("PRK".into()), ..Selection::default() }));
        assert!(!admits(&Selection { place: Some("Seoul".into()), ..Selection::default() }));
        assert!(!admits(&Selection { categories: vec![Category::Aid], ..Selection::default() }));
        one.scene = None;
        let admits = |selection: &Selection| selection.admits(&one);
        assert!(admits(&Selection::default()));
        assert!(!admits(&Selection { country: Some("PRK".into()), ..Selection::default() }));
        assert!(!admits(&Selection { sides: Sides::Party("PRK".into()), ..Selection::default() }));
    }
}
