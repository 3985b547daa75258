//! Writing SVG: the one place where text becomes markup, so that it is escaped once and always.

/// SVG text under construction.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Svg(String);

impl Svg {
    /// Starts a tag; it is finished by [`Tag::empty`], [`Tag::open`] or [`Tag::text`].
    pub(super) fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.0.push('<');
        self.0.push_str(name);
        Tag { out: &mut self.0, name }
    }

    /// Ends an element that was opened.
    pub(super) fn close(&mut self, name: &'static str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// Adds a part that was drawn by itself.
    pub(super) fn add(&mut self, part: &Self) {
        self.0.push_str(&part.0);
    }

    /// The markup.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// A tag whose attributes are being written.
pub(super) struct Tag<'a> {
    out: &'a mut String,
    name: &'static str,
}

impl Tag<'_> {
    /// An attribute; nothing where its value is empty.
    pub(super) fn attr(self, name: &'static str, value: &str) -> Self {
        if !value.is_empty() {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(self.out, value);
            self.out.push('"');
        }
        self
    }

    /// An attribute in pixels; nothing where it is zero, which is what SVG takes it for.
    pub(super) fn px(self, name: &'static str, value: f64) -> Self {
        let value = number(value);
        self.attr(name, if value == "0" { "" } else { &value })
    }

    /// An attribute in percent of the width, from a fraction of it.
    pub(super) fn percent(self, name: &'static str, fraction: f64) -> Self {
        let mut value = number(fraction * 100.0);
        if value == "0" {
            return self;
        }
        value.push('%');
        self.attr(name, &value)
    }

    /// An element without content.
    pub(super) fn empty(self) {
        self.out.push_str("/>");
    }

    /// An element that is closed later.
    pub(super) fn open(self) {
        self.out.push('>');
    }

    /// An element that holds text.
    pub(super) fn text(self, text: &str) {
        self.out.push('>');
        escape(self.out, text);
        self.out.push_str("</");
        self.out.push_str(self.name);
        self.out.push('>');
    }
}

/// Path data in pixels.
#[derive(Default)]
pub(super) struct Path(String);

impl Path {
    fn step(mut self, command: char, values: &[f64]) -> Self {
        self.0.push(command);
        for (index, &value) in values.iter().enumerate() {
            if index > 0 {
                self.0.push(' ');
            }
            self.0.push_str(&number(value));
        }
        self
    }

    /// Starts at a point.
    pub(super) fn from(self, x: f64, y: f64) -> Self {
        self.step('M', &[x, y])
    }

    /// Goes straight to a point.
    pub(super) fn to(self, x: f64, y: f64) -> Self {
        self.step('L', &[x, y])
    }

    /// Goes across to `x`.
    pub(super) fn across(self, x: f64) -> Self {
        self.step('H', &[x])
    }

    /// Goes up or down to `y`.
    pub(super) fn down(self, y: f64) -> Self {
        self.step('V', &[y])
    }

    /// The value of a `d` attribute.
    pub(super) fn data(&self) -> &str {
        &self.0
    }
}

/// A coordinate: at most four decimals, none that say nothing.
pub(super) fn number(value: f64) -> String {
    let mut text = format!("{value:.4}");
    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    if text == "-0" { "0".to_owned() } else { text }
}

/// Appends text as XML 1.0 takes it, in content and in quoted attributes; characters that XML cannot hold (section 2.2) are
/// replaced.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\0'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_markup() {
        let mut svg = Svg::default();
        svg.tag("text").attr("data-e", "a\" onload=\"x").text("<script>&\u{0}");
        assert_eq!(
            svg.finish(),
            "<text data-e=\"a&quot; onload=&quot;x\">&lt;script&gt;&amp;\u{fffd}</text>"
        );
    }

    #[test]
    fn coordinates_carry_no_noise() {
        assert_eq!(number(400.0 / 7.0), "57.1429");
        assert_eq!(number(85.500), "85.5");
        assert_eq!(number(-0.000_001), "0");
        assert_eq!(number(100.0), "100");
    }
}
