//! Prints what `clean` makes of the text on standard input, or of the page with the argument `html`: a paragraph a line.

use document::{Article, Content};

fn main() -> std::io::Result<()> {
    let input = std::io::read_to_string(std::io::stdin())?;
    let is_page = std::env::args().nth(1).as_deref() == Some("html");
    let content = if is_page { Content::Html(input) } else { Content::Plain(input) };
    let text = clean::clean(&Article { content, ..Article::default() });
    println!("{:#?}", text.metadata);
    for note in &text.notes {
        println!("note: {}", note.message);
    }
    for paragraph in &text.paragraphs {
        let opening: String = paragraph.span.of(&text.string).chars().take(100).collect();
        let element = paragraph.element.as_deref().unwrap_or("-");
        println!("{:9} {:19} {element} {opening:?}", paragraph.kind.name(), paragraph.reason);
    }
    Ok(())
}
