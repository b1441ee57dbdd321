//! PETRARCH-2's transformations: `~ a (a b ATTACK) SAY = a b 015` - what an act told inside another is together with it.

/// A transformation as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Who does the outer act.
    pub outer: Place,
    /// Who does the inner act, and to whom.
    pub inner: (Place, Place),
    /// The inner verb or block; `None` for any (`Q`).
    pub inner_verb: Option<String>,
    /// The outer verb or block.
    pub outer_verb: String,
    /// Who of them is actor and recipient of what comes out.
    pub sides: (Place, Place),
    /// The code that comes out; `None` keeps the inner act's own (`Q`).
    pub code: Option<String>,
}

/// A place of a transformation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Somebody, the same wherever the letter stands.
    Somebody(char),
    /// Anybody (`.`).
    Anybody,
    /// Nobody of its own (`_`).
    Nobody,
}

fn place(word: &str) -> Option<Place> {
    let mut letters = word.chars();
    match (letters.next()?, letters.next()) {
        ('.', None) => Some(Place::Anybody),
        ('_', None) => Some(Place::Nobody),
        (letter, None) if letter.is_ascii_lowercase() => Some(Place::Somebody(letter)),
        _ => None,
    }
}

/// Reads a transformation without its `~`; `None` where it is none.
pub(super) fn read(text: &str) -> Option<Written> {
    let (left, right) = text.split_once('=')?;
    let (outer, rest) = left.split_once('(')?;
    let (inner, outer_verb) = rest.split_once(')')?;
    let any = |word: &str| (word != "Q").then(|| word.to_string());
    let inner: Vec<&str> = inner.split_whitespace().collect();
    let right: Vec<&str> = right.split_whitespace().collect();
    let ([inner_source, inner_target, inner_verb], [actor, recipient, code]) = (inner.as_slice(), right.as_slice()) else {
        return None;
    };
    let outer_verb = outer_verb.trim();
    if outer_verb.is_empty() || outer_verb.contains(char::is_whitespace) {
        return None;
    }
    Some(Written {
        outer: place(outer.trim())?,
        inner: (place(inner_source)?, place(inner_target)?),
        inner_verb: any(inner_verb),
        outer_verb: outer_verb.to_string(),
        sides: (place(actor)?, place(recipient)?),
        code: any(code),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_its_meaning() {
        let read = read(" a (b . ATTACK ) CLAIM = a b 112").expect("a transformation");
        assert_eq!(read.outer, Place::Somebody('a'));
        assert_eq!(read.inner, (Place::Somebody('b'), Place::Anybody));
        assert_eq!((read.inner_verb.as_deref(), read.outer_verb.as_str()), (Some("ATTACK"), "CLAIM"));
        assert_eq!((read.sides, read.code.as_deref()), ((Place::Somebody('a'), Place::Somebody('b')), Some("112")));
    }

    #[test]
    fn q_is_any_verb_and_its_code() {
        let read = read("a (_ b Q) SAY = a b Q").expect("a transformation");
        assert_eq!((read.inner.0, read.inner_verb, read.code), (Place::Nobody, None, None));
    }

    #[test]
    fn others_are_none() {
        for text in [
            "a (a b ATTACK) = a b 015",
            "a a b ATTACK SAY = a b 015",
            "a (a b ATTACK) SAY a b 015",
            "a (a ATTACK) SAY = a b 015",
            "A (a b ATTACK) SAY = a b 015",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
