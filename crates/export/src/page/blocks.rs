//! What a page consists of. Words are as they are; whoever writes the page escapes them.

/// One block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title of the page.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// A paragraph.
    Paragraph(Line),
    /// A list.
    List(Vec<Item>),
    /// A list whose items are cited by their numbers, counted from one.
    Sources(Vec<Line>),
    /// Names with their values.
    Fields(Vec<(&'static str, String)>),
    /// A paragraph of a source with whose it is before and what is to be said of it behind.
    Passage(Passage),
    /// Where the chart stands.
    Chart,
}

/// A paragraph of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Whose words they are.
    pub head: Line,
    /// The words before the sentence that is shown.
    pub before: String,
    /// The sentence: its words up to those that carry the act, these, and those behind.
    pub sentence: [String; 3],
    /// The words behind the sentence.
    pub after: String,
    /// What is to be said of it.
    pub under: Vec<Line>,
}

/// An item of a list with what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its first line.
    pub head: Line,
    /// The lines under it.
    pub under: Vec<Line>,
}

/// A line of pieces.
pub type Line = Vec<Piece>;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Plain(String),
    /// Words that stand out.
    Strong(String),
    /// Words of a source.
    Quoted(String),
    /// Words that lead to an address.
    Link(String, String),
    /// The number of a source.
    Cited(usize),
}

/// Plain words.
pub fn plain(words: impl Into<String>) -> Piece {
    Piece::Plain(words.into())
}

/// Words that lead to an address, where it is one of the web; no page leads anywhere else.
pub fn link(words: &str, address: Option<&str>) -> Piece {
    match address.filter(|address| address.starts_with("https://") || address.starts_with("http://")) {
        Some(address) => Piece::Link(words.to_string(), address.to_string()),
        None => plain(words),
    }
}
