//! XML for feeds and lists of pages, one element after another.

/// XML that is being written. Elements are closed by whoever opened them, in the order that the code shows.
#[derive(Debug)]
pub(crate) struct Xml(String);

impl Xml {
    pub(crate) fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str(">\n");
    }

    /// Closes an element.
    pub(crate) fn close(&mut self, name: &str) {
        self.0.push_str(&format!("</{name}>\n"));
    }

    /// An element that holds nothing.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>\n");
    }

    /// An element that holds text.
    pub(crate) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        self.0.push('>');
        escape(text, false, &mut self.0);
        self.0.push_str(&format!("</{name}>\n"));
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push_str(&format!(" {attribute}=\""));
            escape(value, true, &mut self.0);
            self.0.push('"');
        }
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// Appends `text` so that it can stand between tags, or `quoted` in an attribute. What XML 1.0 forbids even as a reference (its
/// section 2.2) becomes the replacement character.
fn escape(text: &str, quoted: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if quoted => out.push_str("&quot;"),
            // A parser would turn it into a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_xml_forbids_is_replaced_and_what_it_means_is_escaped() {
        let mut xml = Xml::new();
        xml.text("t", &[("a", "\"<\n")], "]]>&\u{0}\u{ffff}\u{85}");
        let written = String::from_utf8(xml.into_bytes()).unwrap();
        assert!(
            written.ends_with("<t a=\"&quot;&lt;\n\">]]&gt;&amp;\u{fffd}\u{fffd}\u{85}</t>\n"),
            "{written:?}"
        );
    }

    proptest! {
        #[test]
        fn a_parser_reads_every_text_back(text in "(\\PC|[\u{0}-\u{20}<>&\"'\u{fffe}]){0,40}") {
            let mut xml = Xml::new();
            xml.text("t", &[], &text);
            let written = String::from_utf8(xml.into_bytes()).unwrap();
            let read = roxmltree::Document::parse(&written).unwrap();
            let allowed = |c: char| !matches!(c, '\0'..=' ' | '\u{fffe}' | '\u{ffff}') || matches!(c, '\t' | '\n' | '\r' | ' ');
            let expected: String = text.chars().map(|c| if allowed(c) { c } else { '\u{fffd}' }).collect();
            prop_assert_eq!(read.root_element().text().unwrap_or_default(), expected);
        }
    }
}
