//! Whether words out of a feed are HTML, and the plain words of a title that is. Feeds seldom say which of the two they write.

use document::Content;
use quick_xml::escape::{resolve_html5_entity, unescape_with};

/// The words as HTML where they hold a tag or an entity, else as the plain text that they are.
pub(super) fn guessed(words: String) -> Content {
    if tag(&words).is_some() || entity(&words) { Content::Html(words) } else { Content::Plain(words) }
}

/// A title on one line, without tags and entities. Feeds often escape titles twice over.
pub(super) fn title(words: &str) -> Option<String> {
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((start, end)) = tag(rest) {
        plain.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    plain.push_str(rest);
    let plain = match unescape_with(&plain, resolve_html5_entity) {
        Ok(unescaped) => unescaped.into_owned(),
        Err(_) => plain,
    };
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The first tag: from a `<` before a letter, `/` or `!` to the next `>`.
fn tag(words: &str) -> Option<(usize, usize)> {
    let bytes = words.as_bytes();
    // Without an end there is no tag, wherever it may begin.
    let last = memchr::memrchr(b'>', bytes)?;
    let start = memchr::memchr_iter(b'<', &bytes[..last])
        .find(|&at| bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!')))?;
    let length = memchr::memchr(b'>', &bytes[start..])?;
    Some((start, start + length + 1))
}

/// Whether a character reference stands in the words.
fn entity(words: &str) -> bool {
    words.split('&').skip(1).any(|after| {
        let name = after.bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        name > 1 && after.as_bytes().get(name) == Some(&b';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_known_by_tags_and_entities() {
        for words in ["<p>Talks.", "Talks<br/>end", "Talks &amp; tea", "caf&#233;", "a </b>"] {
            assert!(matches!(guessed(words.to_owned()), Content::Html(_)), "{words}");
        }
        for words in ["Talks.", "3 < 4 and 5 > 4", "AT&T; more", "R&D", "a <b", "& so; on", ""] {
            assert!(matches!(guessed(words.to_owned()), Content::Plain(_)), "{words}");
        }
    }

    #[test]
    fn titles_are_plain() {
        assert_eq!(title("Talks &amp; <b>tea</b>\n in  Oslo").as_deref(), Some("Talks & tea in Oslo"));
        assert_eq!(title("Who&#8217;s &unknown; 3 < 4").as_deref(), Some("Who&#8217;s &unknown; 3 < 4"));
        assert_eq!(title(" <b></b> "), None);
    }
}
