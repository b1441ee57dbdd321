//! Elements of SVG as text: escaped words, numbers with at most two digits behind the point.

/// Words between tags or in attributes. Characters that XML has no place for are left out.
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// A number in user units.
pub fn units(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    // Zero has no sign.
    (rounded + 0.0).to_string()
}

/// A filled rectangle, with what a pointer on it is told.
pub fn rectangle(corner: (f64, f64), size: (f64, f64), colour: &str, told: &str) -> String {
    let (x, y, width, height) = (units(corner.0), units(corner.1), units(size.0), units(size.1));
    let told = if told.is_empty() { "/>".to_string() } else { format!("><title>{}</title></rect>", escaped(told)) };
    format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\"{told}\n")
}

/// A straight line of a class.
pub fn line(from: (f64, f64), to: (f64, f64), class: &str) -> String {
    let (x1, y1, x2, y2) = (units(from.0), units(from.1), units(to.0), units(to.1));
    format!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"{class}\"/>\n")
}

/// Words at a point: `start`, `middle` or `end` of them stands there.
pub fn words(at: (f64, f64), anchor: &str, class: &str, words: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\"{class}>{}</text>\n", units(at.0), units(at.1), escaped(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_leave_their_element() {
        assert_eq!(escaped("<b a='1'>\"R&D\"\u{0}\u{1b}\n</b>"), "&lt;b a=&#39;1&#39;&gt;&quot;R&amp;D&quot; &lt;/b&gt;");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([1.0, 0.126, -0.001, 1234.5].map(units), ["1", "0.13", "0", "1234.5"]);
    }
}
