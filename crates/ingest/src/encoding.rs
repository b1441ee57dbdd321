//! From bytes to characters. The order in which evidence counts is told in the crate's documentation.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use document::Note;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

/// How far into a page a declared charset is looked for, in bytes.
const DECLARATION: usize = 4096;

/// UTF-16 if the first bytes say so: by a byte order mark, or because Latin letters leave every other byte zero.
pub(crate) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let many = head.len() / 5;
    match (even, odd) {
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

/// The charset that a page or an XML prolog declares near its start.
pub(crate) fn declared(page: &[u8]) -> Option<&'static Encoding> {
    let head = page[..page.len().min(DECLARATION)].to_ascii_lowercase();
    let names: &[&[u8]] = if head.trim_ascii_start().starts_with(b"<?xml") { &[b"encoding", b"charset"] } else { &[b"charset"] };
    names.iter().find_map(|name| memmem::find_iter(&head, name).find_map(|at| label(&head[at + name.len()..])))
}

/// The encoding that is named after an equals sign.
fn label(assigned: &[u8]) -> Option<&'static Encoding> {
    let value = assigned.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| b" \t\r\n\"';>/?".contains(byte)).unwrap_or(value.len());
    // A page whose declaration can be read byte for byte is not in UTF-16: the HTML standard takes UTF-8 then.
    Encoding::for_label_no_replacement(&value[..end]).map(|encoding| encoding.output_encoding())
}

/// The characters without a byte order mark, and what had to be guessed or replaced. `known` is an encoding that needs no
/// proof (UTF-16), `declared` one that the page claims.
pub(crate) fn decode(
    bytes: Vec<u8>,
    known: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> (String, Vec<Note>) {
    if let Some(encoding) = known {
        return decode_as(encoding, &bytes);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return decode_as(encoding, &bytes[mark..]);
    }
    // ISO-2022-JP is written in seven bits and so is valid UTF-8 as well; its escape sequences tell them apart.
    let shifted = memmem::find(&bytes, b"\x1b$").is_some();
    if shifted && declared.is_none_or(|encoding| encoding == ISO_2022_JP) && guess(&bytes) == ISO_2022_JP {
        return decode_as(ISO_2022_JP, &bytes);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(string) => return (string, Vec::new()),
        Err(error) => error.into_bytes(),
    };
    if let Some(encoding) = declared {
        return decode_as(encoding, &bytes);
    }
    if mostly_utf8(&bytes) {
        return decode_as(UTF_8, &bytes);
    }
    let encoding = guess(&bytes);
    let (string, mut notes) = decode_as(encoding, &bytes);
    notes.insert(0, note(format!("nothing declares the encoding; {} was guessed from the bytes", encoding.name())));
    (string, notes)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> (String, Vec<Note>) {
    let bytes = match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => &bytes[length..],
        _ => bytes,
    };
    let (string, broken) = encoding.decode_without_bom_handling(bytes);
    let notes = if broken {
        vec![note(format!("some bytes are not valid {} and were replaced by U+FFFD", encoding.name()))]
    } else {
        Vec::new()
    };
    (string.into_owned(), notes)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether broken UTF-8 is UTF-8 all the same: more of it is in whole sequences than not, or only its end is cut.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    let mut cut = false;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
        cut = chunk.invalid().len() > 1;
    }
    whole >= broken || (broken == 1 && cut)
}

/// The words with single blanks for all white space and control characters: an id or address that breaks no line.
pub(crate) fn one_line(words: &str) -> String {
    let blank = |character: char| character.is_whitespace() || character.is_control();
    words.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

pub(crate) fn note(message: String) -> Note {
    Note { span: None, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], page: bool, text: &str, notes: &[&str]) {
        let (string, got) = decode(bytes.to_vec(), utf16(bytes), if page { declared(bytes) } else { None });
        assert_eq!(string, text);
        assert_eq!(got.iter().map(|note| note.message.as_str()).collect::<Vec<_>>(), notes);
    }

    #[test]
    fn unicode_needs_no_note() {
        check("Kaesŏng – naïve".as_bytes(), false, "Kaesŏng – naïve", &[]);
        check(b"\xef\xbb\xbfSeoul", false, "Seoul", &[]);
        check(b"\xff\xfeS\0e\0\x4d\x01", false, "Seō", &[]);
        check(b"\xfe\xff\0S\0e", false, "Se", &[]);
        check(b"S\0e\0o\0u\0l\0", false, "Seoul", &[]);
        check(b"\0S\0e\0o\0u\0l", false, "Seoul", &[]);
    }

    #[test]
    fn broken_utf8_is_replaced_and_said() {
        let note = ["some bytes are not valid UTF-8 and were replaced by U+FFFD"];
        check(b"Kaes\xc5\x8fng \xff and \xc5\x8f", false, "Kaesŏng \u{fffd} and ŏ", &note);
        check(b"a plain text that is cut \xe2\x80", false, "a plain text that is cut \u{fffd}", &note);
        check(b"\xef\xbb\xbfcaf\xe9", false, "caf\u{fffd}", &note);
        check(b"<meta charset=utf-8>caf\xe9", true, "<meta charset=utf-8>caf\u{fffd}", &note);
    }

    #[test]
    fn legacy_encodings_are_guessed_and_said() {
        check(
            b"The fa\xe7ade of the caf\xe9 was na\xefvely painted",
            false,
            "The façade of the café was naïvely painted",
            &["nothing declares the encoding; windows-1252 was guessed from the bytes"],
        );
        let russian = "Министр выразил сожаление и покинул переговоры";
        check(
            &encoding_rs::WINDOWS_1251.encode(russian).0,
            false,
            russian,
            &["nothing declares the encoding; windows-1251 was guessed from the bytes"],
        );
        let korean = "장관은 유감을 표명하고 회담장을 떠났다";
        check(
            &encoding_rs::EUC_KR.encode(korean).0,
            false,
            korean,
            &["nothing declares the encoding; EUC-KR was guessed from the bytes"],
        );
        check(&ISO_2022_JP.encode("大臣は会談を終えた").0, false, "大臣は会談を終えた", &[]);
    }

    #[test]
    fn a_declared_charset_counts_unless_the_bytes_are_utf8() {
        let page = "<meta http-equiv=content-type content='text/html; charset=windows-1251'>Мир";
        check(&encoding_rs::WINDOWS_1251.encode(page).0, true, page, &[]);
        check(page.as_bytes(), true, page, &[]);
        let prolog = "<?xml version=\"1.0\" encoding='koi8-r'?><html>Мир";
        check(&encoding_rs::KOI8_R.encode(prolog).0, true, prolog, &[]);
        check(b"<meta charset = \"nonsense\"><p>plain", true, "<meta charset = \"nonsense\"><p>plain", &[]);
        check(b"<meta charset=utf-16><p>plain", true, "<meta charset=utf-16><p>plain", &[]);
    }
}
