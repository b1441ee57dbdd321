//! The head of an HTTP message or of a record in an archive: a first line, then fields. Its body is for `payload`.

use encoding_rs::Encoding;

/// A head longer than this is none.
pub(crate) const HEAD_LIMIT: usize = 1 << 16;

/// The first line and the fields of a head. What is not valid UTF-8 has U+FFFD in its place.
#[derive(Default)]
pub(crate) struct Head {
    pub(crate) first: String,
    /// Name, in lower case, and value of each field in order.
    fields: Vec<(String, String)>,
}

impl Head {
    /// Reads the lines up to the first that is blank. A line that begins with a blank goes on with the field before it; one
    /// without a colon is passed over.
    pub(crate) fn parse(bytes: &[u8]) -> Head {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.lines().map(|line| line.strip_suffix('\r').unwrap_or(line));
        let mut head = Head { first: lines.next().unwrap_or("").trim().to_owned(), fields: Vec::new() };
        for line in lines.take_while(|line| !line.is_empty()) {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = head.fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                head.fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        head
    }

    /// The head with these fields.
    pub(crate) fn of<'a>(fields: impl Iterator<Item = (&'a str, std::borrow::Cow<'a, str>)>) -> Head {
        let fields = fields.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
        Head { first: String::new(), fields }
    }

    /// The value of the first field of that name, which is written in lower case here.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// The length of the head at the beginning of the bytes with the blank line that ends it, if it is there.
pub(crate) fn head_length(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| match bytes[at + 1..] {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    })
}

/// What a `Content-Type` says of a body: the media type in lower case, empty if it says nothing, and the encoding.
pub(crate) fn media_type(written: Option<&str>) -> (String, Option<&'static Encoding>) {
    let mut parts = written.unwrap_or("").split(';');
    let media = parts.next().unwrap_or("").trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then(|| Encoding::for_label_no_replacement(value.as_bytes())).flatten()
    });
    (media, charset.map(Encoding::output_encoding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_leniently() {
        let bytes =
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n  charset=\"EUC-KR\"\r\nnonsense\r\nX:\r\n\r\nbody: 1\r\n\r\n";
        let head = Head::parse(bytes);
        assert_eq!(head.first, "HTTP/1.1 200 OK");
        assert_eq!(head.get("content-type"), Some("text/html; charset=\"EUC-KR\""));
        assert_eq!((head.get("x"), head.get("body")), (Some(""), None));
        assert_eq!(&bytes[head_length(bytes).unwrap()..], b"body: 1\r\n\r\n");
        assert_eq!(media_type(head.get("content-type")), ("text/html".to_owned(), Some(encoding_rs::EUC_KR)));
        assert_eq!(head_length(b"a: b\n\nbody"), Some(6));
        assert_eq!(head_length(b"a: b\r\n"), None);
        assert_eq!(media_type(Some("Text/HTML")), ("text/html".to_owned(), None));
        assert_eq!(media_type(None), (String::new(), None));
    }
}
