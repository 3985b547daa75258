//! `[theme]` in `onrecord.toml`.

mod contrast;
mod wordmark;

pub(super) use wordmark::missing;

use super::fields::{Fields, text_of};
use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed};
use crate::language::StatusLabels;
use crate::model::Status;
use crate::model::look::{Colour, Look, Measure, Notes, Pair, TOKENS, Token};

/// `[theme]`, and where it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeDoc {
    /// How the site looks.
    pub look: Look,
    /// What its own language calls the statuses.
    pub statuses: StatusLabels,
    /// The pictures that stand in the place of its name.
    pub pictures: Vec<Placed<String>>,
}

/// A colour as it is written: once, or once for light and once for dark.
struct Written {
    token: &'static Token,
    pair: Pair,
    /// Where the light and the dark one stand; both are one place where one stands for both.
    places: [Place; 2],
}

/// Reads `[theme]`.
pub(super) fn theme(fields: &mut Fields<'_, '_>) -> ThemeDoc {
    let mut doc = ThemeDoc::default();
    let Some(node) = fields.node("theme") else { return doc };
    let Some(mut theme) = Fields::open(node, "`[theme]`", node.place, fields.out) else { return doc };
    doc.look.name = theme.text("name").filter(|name| !name.is_empty());
    (doc.look.wordmark, doc.pictures) = wordmark::wordmark(&mut theme);
    if let Some(measure) = theme.parsed("measure", "bad-value", Measure::parse) {
        doc.look.measure = measure.value;
    }
    if let Some(notes) = theme.word("notes", &Notes::NAMES) {
        doc.look.notes = notes.value;
    }
    if let Some(node) = theme.node("colours") {
        let written = colours(node, theme.out);
        for one in &written {
            doc.look.palette.set(one.token, one.pair);
        }
        contrast::check(&doc.look.palette, &written, theme.out);
    }
    if let Some(node) = theme.node("statuses") {
        doc.statuses = statuses(node, theme.out);
    }
    theme.close();
    doc
}

fn colours(node: &Node, out: &mut Diagnostics) -> Vec<Written> {
    let Some(mut fields) = Fields::open(node, "`[theme.colours]`", node.place, out) else {
        return Vec::new();
    };
    let mut written = Vec::new();
    for token in &TOKENS {
        let Some(node) = fields.node(token.name) else { continue };
        if let Some((light, dark)) = pair(node, token.name, fields.out) {
            let pair = Pair { light: light.value, dark: dark.value };
            written.push(Written { token, pair, places: [light.place, dark.place] });
        }
    }
    fields.close();
    written
}

/// One colour for both, or `{ light = …, dark = … }`.
fn pair(node: &Node, name: &str, out: &mut Diagnostics) -> Option<(Placed<Colour>, Placed<Colour>)> {
    if let Value::Map(_) = &node.value {
        let mut fields = Fields::open(node, "a pair of colours", node.place, out)?;
        let colours = ["light", "dark"].map(|key| {
            let node = fields.node(key);
            if node.is_none() {
                fields.missing(key, "on the other ground the colour would be left to chance");
            }
            node.and_then(|node| colour(node, name, fields.out))
        });
        fields.close();
        let [light, dark] = colours;
        return light.zip(dark);
    }
    let both = colour(node, name, out)?;
    Some((both.clone(), both))
}

fn colour(node: &Node, name: &str, out: &mut Diagnostics) -> Option<Placed<Colour>> {
    let text = text_of(node, name, out)?;
    match Colour::parse(&text.value) {
        Ok(colour) => Some(Placed::new(colour, text.place)),
        Err(reason) => {
            out.push(
                Diagnostic::error("bad-value", format!("`{name}` is no colour that can be read"))
                    .at(text.place, reason)
                    .with_why("browsers leave out a colour that they cannot read, and what it stood on shows")
                    .with_help(
                        "write it as `#7a1f4d`, as `rgb(122 31 77)` or `hsl(330 59% 30%)`, or as a pair: \
                         `{ light = \"#7a1f4d\", dark = \"#f0a3c4\" }`",
                    ),
            );
            None
        }
    }
}

fn statuses(node: &Node, out: &mut Diagnostics) -> StatusLabels {
    let mut labels = StatusLabels::default();
    let Some(mut fields) = Fields::open(node, "`[theme.statuses]`", node.place, out) else { return labels };
    for status in Status::ALL {
        let Some(word) = fields.placed_text(status.name()) else { continue };
        match word.value.is_empty() {
            false => labels.set(status, &word.value),
            true => fields.out.push(
                Diagnostic::error("bad-value", format!("`{}` has no word", status.name()))
                    .at(word.place, "empty")
                    .with_why("a status that has only a colour and a glyph is lost on those who see neither")
                    .with_help("call the status something else, but call it something"),
            ),
        }
    }
    fields.close();
    labels
}
