//! Reading the keys of a record: each key that is asked for is known, and what is left over at the end is a mistake.

use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed, nearest, nearest_key, unmistakable};
use crate::model::{Allowance, Number, When};

/// The keys of one record, being read.
///
/// `_` and `-` are the same in a key: the two spellings of `rests-on` are one word to anybody who writes it.
pub(super) struct Fields<'n, 'o> {
    /// What it is, with its article ("a claim").
    what: &'static str,
    /// Where to point when a key is missing.
    place: Place,
    entries: &'n [(Placed<String>, Node)],
    known: Vec<&'static str>,
    /// Keys that have to be there and are not; told at the end, when it is known which others were misspelt.
    missing: Vec<(&'static str, Diagnostic)>,
    pub(super) out: &'o mut Diagnostics,
}

impl<'n, 'o> Fields<'n, 'o> {
    /// Starts reading `node` as the keys of `what`; `place` is pointed at when a key is missing.
    pub(super) fn open(
        node: &'n Node,
        what: &'static str,
        place: Place,
        out: &'o mut Diagnostics,
    ) -> Option<Self> {
        let entries = match &node.value {
            Value::Map(entries) => entries.as_slice(),
            Value::Null => &[],
            _ => {
                out.push(
                    Diagnostic::error("wrong-type", format!("{what} is written as keys with values"))
                        .at(node.place, format!("this is {}", node.what()))
                        .with_help("write `key: value` lines, indented below the name"),
                );
                return None;
            }
        };
        for (at, (name, _)) in entries.iter().enumerate() {
            if let Some((first, _)) =
                entries[..at].iter().find(|(first, _)| same_key(&first.value, &name.value))
            {
                out.push(
                    Diagnostic::error(
                        "duplicate-key",
                        format!("`{}` and `{}` are one key", first.value, name.value),
                    )
                    .at(name.place, "written again here")
                    .with_related(first.place, "first written here")
                    .with_why("`-` and `_` are the same in a key, so only one of the two could count")
                    .with_help("keep one of them"),
                );
            }
        }
        Some(Self { what, place, entries, known: Vec::new(), missing: Vec::new(), out })
    }

    /// The value of `key`, when something is written there.
    pub(super) fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let (_, node) = self.entries.iter().find(|(name, _)| same_key(&name.value, key))?;
        (node.value != Value::Null).then_some(node)
    }

    /// The place of `key` itself.
    pub(super) fn key_place(&self, key: &str) -> Option<Place> {
        self.entries.iter().find(|(name, _)| same_key(&name.value, key)).map(|(name, _)| name.place)
    }

    /// Says that `key` has to be there.
    pub(super) fn missing(&mut self, key: &'static str, why: &str) {
        let diagnostic = Diagnostic::error("missing-key", format!("{} needs `{key}`", self.what))
            .at(self.key_place(key).unwrap_or(self.place), format!("`{key}` is missing"))
            .with_why(why)
            .with_help(format!("add the key `{key}`"));
        self.missing.push((key, diagnostic));
    }

    /// The text of `key`.
    pub(super) fn placed_text(&mut self, key: &'static str) -> Option<Placed<String>> {
        let node = self.node(key)?;
        text_of(node, key, self.out)
    }

    /// The text of `key` without its place.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        self.placed_text(key).map(|text| text.value)
    }

    /// The text of `key`, which has to be there because of `why`.
    pub(super) fn required_text(&mut self, key: &'static str, why: &str) -> Option<String> {
        let text = self.placed_text(key);
        if text.is_none() && self.node(key).is_none() {
            self.missing(key, why);
        }
        text.map(|text| text.value)
    }

    /// The texts of `key`: a list, or one text alone.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<Placed<String>> {
        let Some(node) = self.node(key) else { return Vec::new() };
        items(node).iter().filter_map(|item| text_of(item, key, self.out)).collect()
    }

    /// The value of `key` as `parse` reads it; its error is the reason shown.
    pub(super) fn parsed<T>(
        &mut self,
        key: &'static str,
        rule: &'static str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Placed<T>> {
        let text = self.placed_text(key)?;
        parse_placed(&text, key, rule, parse, self.out)
    }

    /// The values of `key`, a list or one alone, as `parse` reads each.
    pub(super) fn all_parsed<T>(
        &mut self,
        key: &'static str,
        rule: &'static str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Vec<Placed<T>> {
        let texts = self.texts(key);
        texts.iter().filter_map(|text| parse_placed(text, key, rule, &parse, self.out)).collect()
    }

    /// The value of `key` as one of a closed set of words.
    pub(super) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<Placed<T>> {
        let text = self.placed_text(key)?;
        word_of(&text, key, words, self.out)
    }

    /// A date or period, in EDTF; a list in brackets is one of several dates.
    pub(super) fn when(&mut self, key: &'static str) -> Option<Placed<When>> {
        let node = self.node(key)?;
        let text = match &node.value {
            Value::List(items) => {
                let dates: Vec<_> = items.iter().filter_map(Node::scalar).collect();
                Placed::new(format!("[{}]", dates.join(", ")), node.place)
            }
            _ => text_of(node, key, self.out)?,
        };
        date_of(&text, key, self.out)
    }

    /// `allow` and `allow_reason`: the rules that may be broken in what `covers`.
    pub(super) fn allow(&mut self, covers: Place) -> Vec<Allowance> {
        let rules = self.texts("allow");
        let reason = self.text("allow_reason");
        if !rules.is_empty() && reason.is_none() && self.node("allow_reason").is_none() {
            self.missing("allow_reason", "whoever edits this next has to know why a rule does not hold here");
        }
        let reason = reason.unwrap_or_default();
        rules
            .into_iter()
            .map(|rule| Allowance { rule, reason: reason.clone(), covers: vec![covers] })
            .collect()
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        match &node.value {
            Value::Scalar { text, plain: true } if text == "true" => Some(true),
            Value::Scalar { text, plain: true } if text == "false" => Some(false),
            _ => {
                self.out.push(
                    Diagnostic::error("wrong-type", format!("`{key}` is either true or false"))
                        .at(node.place, "neither `true` nor `false`")
                        .with_why("yes and no have one form each, so that no other word is mistaken for one of them")
                        .with_help("write `true` or `false`, without quotation marks"),
                );
                None
            }
        }
    }

    /// A number as an author writes one: `3000`, `3,000`, `1.5`.
    pub(super) fn number(&mut self, key: &'static str) -> Option<Placed<Number>> {
        self.parsed(key, "wrong-type", number_of)
    }

    /// Ends the reading: whatever was not asked for is not known. Has to be called, or what is missing is not told.
    pub(super) fn close(mut self) {
        let mut offered = Vec::new();
        for (name, _) in self.entries {
            if self.known.iter().any(|key| same_key(&name.value, key)) {
                continue;
            }
            let diagnostic =
                Diagnostic::error("unknown-key", format!("{} has no key `{}`", self.what, name.value))
                    .at(name.place, "not known here")
                    .with_why("a key that nothing reads would be lost without a word");
            let near = nearest_key(&name.value, self.known.iter().copied());
            let is_taken = near.is_some_and(|near| self.has(near) || offered.contains(&near));
            offered.extend(near);
            self.missing.retain(|(key, _)| near != Some(key));
            self.out.push(match near {
                // Put there a second time, it would only be wrong in another way.
                Some(near) if is_taken => diagnostic
                    .with_help(format!("the nearest key is `{near}`, which may stand here but once")),
                Some(near) => diagnostic
                    .with_help(format!("the nearest key is `{near}`"))
                    .with_suggestion_in(name.place, &name.value, near)
                    .safe_if(self.only_slip(&name.value, near)),
                None => diagnostic.with_help(format!("the keys of {} are {}", self.what, list(&self.known))),
            });
        }
        self.out.extend(self.missing.into_iter().map(|(_, diagnostic)| diagnostic));
    }
}

impl Fields<'_, '_> {
    fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| same_key(&name.value, key))
    }

    /// Whether the key `wrong` can only be `near`, which nobody wrote yet: not even as another slip.
    fn only_slip(&self, wrong: &str, near: &str) -> bool {
        let mut others =
            self.entries.iter().map(|(name, _)| name.value.as_str()).filter(|name| *name != wrong);
        let free = others.all(|name| !same_key(name, near) && nearest(name, [near]).is_none());
        free && unmistakable(wrong, near, self.known.iter().copied())
    }
}

/// Reads a number that an author wrote.
pub(super) fn number_of(text: &str) -> Result<Number, String> {
    Number::parse(text).ok_or_else(|| "not a number such as 3000, 3,000 or 1.5".to_owned())
}

/// The items of a list, or the one value that stands for a list of one.
pub(super) fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// The text of a scalar; anything else is told.
pub(super) fn text_of(node: &Node, key: &str, out: &mut Diagnostics) -> Option<Placed<String>> {
    match &node.value {
        Value::Scalar { text, .. } => Some(Placed::new(text.trim().to_owned(), node.place)),
        _ => {
            out.push(
                Diagnostic::error("wrong-type", format!("`{key}` takes a text"))
                    .at(node.place, format!("this is {}", node.what()))
                    .with_why("which part of it is meant cannot be told")
                    .with_help("write one text; where it starts with `[` or `{`, in quotation marks"),
            );
            None
        }
    }
}

/// An id of `what`, as `new` checks it.
pub(super) fn parse_id<T, E: std::fmt::Display>(
    text: &Placed<String>,
    what: &str,
    new: impl Fn(String) -> Result<T, E>,
    out: &mut Diagnostics,
) -> Option<Placed<T>> {
    match new(text.value.clone()) {
        Ok(id) => Some(Placed::new(id, text.place)),
        Err(error) => {
            out.push(
                Diagnostic::error("bad-id", format!("`{}` cannot be the id of a {what}", text.value))
                    .at(text.place, error.to_string())
                    .with_why("an id ties records together, and becomes a part of addresses")
                    .with_help("choose another, of letters, digits, `-` and `_`"),
            );
            None
        }
    }
}

/// One of a closed set of words.
pub(super) fn word_of<T: Copy>(
    text: &Placed<String>,
    key: &str,
    words: &[(&'static str, T)],
    out: &mut Diagnostics,
) -> Option<Placed<T>> {
    if let Some((_, value)) = words.iter().find(|(word, _)| same_key(&text.value, word)) {
        return Some(Placed::new(*value, text.place));
    }
    let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    let diagnostic = Diagnostic::error("unknown-word", format!("`{}` is no `{key}`", text.value))
        .at(text.place, "not known")
        .with_why(format!("`{key}` is one of {}", list(&names)));
    out.push(match nearest(&text.value, names.iter().copied()) {
        Some(near) => diagnostic
            .with_help(format!("the nearest is `{near}`"))
            .with_suggestion_in(text.place, &text.value, near)
            .safe_if(unmistakable(&text.value, near, names)),
        None => diagnostic.with_help("write one of them"),
    });
    None
}

/// A date or period.
pub(super) fn date_of(text: &Placed<String>, key: &str, out: &mut Diagnostics) -> Option<Placed<When>> {
    match When::parse(&text.value) {
        Ok(when) => Some(Placed::new(when, text.place)),
        Err(error) => {
            let diagnostic = Diagnostic::error("bad-date", format!("`{key}` is not a date that can be read"))
                .at(text.place, error.reason)
                .with_why("which of two claims came later is read from it, so it is written as exactly as it is known, and no more");
            out.push(match error.suggestion {
                Some(suggestion) => diagnostic
                    .with_help(format!("write `{suggestion}`"))
                    .with_suggestion_in(text.place, &text.value, suggestion)
                    // Only what can be told is suggested, never a guess at which number is the month.
                    .safe_if(true),
                None => diagnostic.with_help(
                    "write it in EDTF: 2024-12-27, 2024-12, 2024-12-20/2024-12-27, or 2024-12-23~ for about that day",
                ),
            });
            None
        }
    }
}

/// The value of `key` as `parse` reads it; its error is the reason shown.
pub(super) fn parse_placed<T>(
    text: &Placed<String>,
    key: &str,
    rule: &'static str,
    parse: impl Fn(&str) -> Result<T, String>,
    out: &mut Diagnostics,
) -> Option<Placed<T>> {
    match parse(&text.value) {
        Ok(value) => Some(Placed::new(value, text.place)),
        Err(reason) => {
            let diagnostic =
                Diagnostic::error(rule, format!("`{key}` cannot be read")).at(text.place, reason);
            out.push(match why(rule) {
                Some(why) => diagnostic.with_why(why),
                None => diagnostic,
            });
            None
        }
    }
}

/// Why a value that breaks `rule` is not passed over.
fn why(rule: &str) -> Option<&'static str> {
    Some(match rule {
        "bad-id" => "an id ties records together, and becomes a part of addresses",
        "bad-path" => "a build deletes what it once wrote there and no longer makes",
        "bad-url" => "feeds and data name the pages of the site by it",
        "bad-value" => "readers are shown what it says, so it is not guessed",
        "wrong-type" => "the number is drawn and compared with others, so it is not guessed",
        _ => return None,
    })
}

fn same_key(written: &str, key: &str) -> bool {
    written.len() == key.len()
        && written
            .bytes()
            .zip(key.bytes())
            .all(|(a, b)| a == b || (matches!(a, b'_' | b'-') && matches!(b, b'_' | b'-')))
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
