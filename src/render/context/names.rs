//! Names in a template that lead nowhere. The engine stops at the first on each page, and where it is only asked whether there is
//! something, it says nothing; here all are found, without making a page.

use super::PAGES;
use super::parts::parts;
use super::shape::{Field, Record};
use crate::diagnostic::nearest;
use crate::language::english;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A name that nothing has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::render) struct Unknown {
    /// Where it stands.
    pub(in crate::render) at: Range<usize>,
    /// What is wrong.
    pub(in crate::render) message: String,
    /// What is meant, probably.
    pub(in crate::render) near: Option<String>,
}

/// What a name may stand for; nothing where that cannot be told.
type Kinds = Option<BTreeSet<String>>;

struct Names {
    records: BTreeMap<String, Vec<Field>>,
    variables: BTreeMap<String, Kinds>,
}

/// All names in the template `template` that lead nowhere.
pub(in crate::render) fn unknown_names(template: &str, text: &str) -> Vec<Unknown> {
    let mut names = Names::of(template, text);
    let code = code(text);
    for at in &code {
        names.bind(&text[at.clone()]);
    }
    let mut unknown = Vec::new();
    for at in code {
        let code = &text[at.clone()];
        let paths = paths(code).into_iter().filter_map(|path| names.wrong(code, &path));
        unknown.extend(paths.chain(strings(code)).map(|one| one.within(at.start)));
    }
    unknown
}

impl Unknown {
    fn within(self, start: usize) -> Self {
        Self { at: self.at.start + start..self.at.end + start, ..self }
    }
}

/// The insides of `{{ … }}` and `{% … %}`, without what stands between `{% raw %}` and `{% endraw %}`.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut at = 0;
    let mut is_raw = false;
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        let close = match text.as_bytes().get(open + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = open + 1;
                continue;
            }
        };
        let start = open + 2;
        let Some(end) = text[start..].find(close).map(|end| start + end) else { break };
        let word = text[start..end].trim_matches(['-', ' ']);
        match word {
            "raw" if close == "%}" => is_raw = true,
            "endraw" if close == "%}" => is_raw = false,
            _ if !is_raw && close != "#}" => all.push(start..end),
            _ => {}
        }
        at = end + 2;
    }
    all
}

/// A name, and what is asked of it: `page.cards[0].status`.
struct Path<'t> {
    root: &'t str,
    steps: Vec<Step>,
    end: usize,
}

enum Step {
    /// A field, by its place.
    Field(Range<usize>),
    /// One of a list.
    Item,
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn word_at(code: &str, start: usize) -> Range<usize> {
    start
        ..code
            .bytes()
            .skip(start)
            .position(|byte| !is_letter(byte))
            .map_or(code.len(), |length| start + length)
}

fn paths(code: &str) -> Vec<Path<'_>> {
    let bytes = code.as_bytes();
    let mut all = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'"' | b'\'' | b'`') => {
                at += 1 + bytes[at + 1..]
                    .iter()
                    .position(|&byte| byte == quote)
                    .map_or(bytes.len(), |end| end + 1);
            }
            byte if byte.is_ascii_digit() || byte == b'.' => {
                at = word_at(code, at + 1).end;
            }
            byte if is_letter(byte) => {
                let path = path(code, at);
                at = path.end;
                all.push(path);
            }
            _ => at += 1,
        }
    }
    all
}

fn path(code: &str, start: usize) -> Path<'_> {
    let bytes = code.as_bytes();
    let root = word_at(code, start);
    let mut path = Path { root: &code[root.clone()], steps: Vec::new(), end: root.end };
    loop {
        let rest = &code[path.end..];
        let dot = if rest.starts_with("?.") { 2 } else { 1 };
        match rest.as_bytes().first() {
            Some(b'.' | b'?')
                if rest[dot.min(rest.len())..]
                    .starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
                    && (dot == 2 || rest.starts_with('.')) =>
            {
                let field = word_at(code, path.end + dot);
                path.end = field.end;
                path.steps.push(Step::Field(field));
            }
            Some(b'[') => {
                let Some(close) = bytes[path.end..].iter().position(|&byte| byte == b']') else {
                    return path;
                };
                path.end += close + 1;
                path.steps.push(Step::Item);
            }
            _ => return path,
        }
    }
}

/// A kind without the word that it may be missing.
fn surely(kind: &str) -> &str {
    kind.strip_suffix(" or nothing").unwrap_or(kind)
}

impl Names {
    fn of(template: &str, text: &str) -> Self {
        let page = PAGES.iter().find(|(name, ..)| *name == template);
        let is_page = page.is_some_and(|(name, ..)| *name != "base.html");
        let mut all: Vec<Record> = page.map(|(.., make)| make()).unwrap_or_default();
        let mut names = Self { records: BTreeMap::new(), variables: BTreeMap::new() };
        if !all.is_empty() {
            for Field { name, kind, .. } in all.remove(0).fields {
                names
                    .variables
                    .insert(name.clone(), (name != "page" || is_page).then(|| BTreeSet::from([kind])));
            }
        }
        for part in parts(text) {
            for Field { name, kind, .. } in part.arguments {
                let is_known = !["map", "array"].contains(&kind.as_str());
                names.may_be(&name, is_known.then(|| BTreeSet::from([kind])));
            }
            all.extend(part.records);
        }
        names.records.extend(all.into_iter().map(|record| (record.name, record.fields)));
        names
    }

    /// A name stands for one thing here and for another there; what is known of it is known of both.
    fn may_be(&mut self, name: &str, kinds: Kinds) {
        let before = self.variables.entry(name.to_owned()).or_insert_with(|| Some(BTreeSet::new()));
        match (before.as_mut(), kinds) {
            (Some(before), Some(kinds)) => before.extend(kinds),
            _ => *before = None,
        }
    }

    /// Notes the names that a tag gives: `for card in page.cards`, `set name = …`.
    fn bind(&mut self, code: &str) {
        let tag = code.trim_start_matches(['-', ' ', '\n']);
        let words: Vec<&str> = tag.split_whitespace().collect();
        match words[..] {
            ["set" | "set_global", name, ..] => self.may_be(name.split('=').next().unwrap_or(name), None),
            ["for", name, "in", list, ref rest @ ..] if !name.ends_with(',') => {
                let is_all = rest.iter().all(|word| word.trim_matches('-').is_empty());
                let list = list.trim_end_matches('-');
                let path = paths(list).into_iter().next().filter(|path| path.end == list.len() && is_all);
                let kinds = path.and_then(|path| self.reached(list, &path)).map(|kinds| {
                    kinds
                        .iter()
                        .filter_map(|kind| surely(kind).strip_prefix("list of "))
                        .map(str::to_owned)
                        .collect()
                });
                self.may_be(name, kinds);
            }
            ["for", ref rest @ ..] => {
                for name in rest.iter().take_while(|word| **word != "in") {
                    self.may_be(name.trim_end_matches(','), None);
                }
            }
            _ => {}
        }
    }

    /// What a path may lead to; nothing where that cannot be told.
    fn reached(&self, code: &str, path: &Path<'_>) -> Kinds {
        self.walk(code, path).ok().flatten()
    }

    /// The first step of a path that leads nowhere.
    fn wrong(&self, code: &str, path: &Path<'_>) -> Option<Unknown> {
        self.walk(code, path).err()
    }

    fn walk(&self, code: &str, path: &Path<'_>) -> Result<Kinds, Unknown> {
        let Some(Some(kinds)) = self.variables.get(path.root) else { return Ok(None) };
        let mut kinds = kinds.clone();
        let mut so_far = path.root;
        for step in &path.steps {
            let next: BTreeSet<String> = match step {
                Step::Item => kinds
                    .iter()
                    .filter_map(|kind| surely(kind).strip_prefix("list of "))
                    .map(str::to_owned)
                    .collect(),
                Step::Field(at) => {
                    let records = kinds.iter().map(|kind| self.records.get(surely(kind)));
                    let Some(records) = records.collect::<Option<Vec<_>>>() else { return Ok(None) };
                    let fields: Vec<&Field> = records.into_iter().flatten().collect();
                    let name = &code[at.clone()];
                    if !fields.is_empty() && fields.iter().all(|field| field.name != name) {
                        let known = fields.iter().map(|field| field.name.as_str());
                        let near = nearest(name, known).map(str::to_owned);
                        return Err(Unknown {
                            at: at.clone(),
                            message: format!("`{so_far}` has no `{name}`"),
                            near,
                        });
                    }
                    so_far = name;
                    fields.iter().filter(|field| field.name == name).map(|field| field.kind.clone()).collect()
                }
            };
            if next.is_empty() {
                return Ok(None);
            }
            kinds = next;
        }
        Ok(Some(kinds))
    }
}

/// Strings that are asked for by `t` and are not there.
fn strings(code: &str) -> Vec<Unknown> {
    let mut all = Vec::new();
    for (at, call) in code.match_indices("(key=") {
        let start = at + call.len() + 1;
        let Some(quote) = code[start - 1..].chars().next().filter(|quote| ['"', '\''].contains(quote)) else {
            continue;
        };
        let key = code[start..].split(quote).next().unwrap_or_default();
        if !english().has(key) {
            let near = nearest(key, english().keys()).map(str::to_owned);
            all.push(Unknown {
                at: start..start + key.len(),
                message: format!("there is no string `{key}`"),
                near,
            });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(template: &str, text: &str) -> Vec<(String, Option<String>)> {
        let unknown = unknown_names(template, text);
        unknown.into_iter().map(|one| (text[one.at].to_owned(), one.near)).collect()
    }

    #[test]
    fn no_name_of_a_built_in_template_leads_nowhere() {
        for (template, text) in crate::render::theme::builtin_templates() {
            assert_eq!(unknown_names(template, text), Vec::new(), "{template}");
        }
    }

    #[test]
    fn all_misspelt_names_are_found_where_they_stand_with_the_nearest() {
        let near = |wrong: &str, near: &str| (wrong.to_owned(), Some(near.to_owned()));
        let text = "{% if page.sumary %}{{ page.titel | upper }}{% endif %}{{ frame.site.licens }}\
            {% for card in page.cards %}{{ card.statment }}{% for tie in card.evidence -%}{{ tie.source.hreff }}{% endfor %}{% endfor %}\
            {{ page.cards[0].status.wrd }}{{ t(key=\"nav.artcles\") }}";
        assert_eq!(
            told("article.html", text),
            [
                near("sumary", "summary"),
                near("titel", "title"),
                near("licens", "licence"),
                near("statment", "statement"),
                near("hreff", "href"),
                near("wrd", "word"),
                near("nav.artcles", "nav.articles"),
            ]
        );
    }

    #[test]
    fn what_a_part_is_handed_is_known_by_the_name_of_the_part() {
        let text = "{% component card(card: map) -%}{{ card.statement_ }}{%- endcomponent card %}";
        assert_eq!(told("card.html", text), [("statement_".to_owned(), Some("statement".to_owned()))]);
        let own = "{% component mine(card: map) -%}{{ card.whatever }}{%- endcomponent mine %}";
        assert_eq!(told("card.html", own), []);
    }

    #[test]
    fn what_cannot_be_told_is_left_to_the_engine() {
        let text = "{# page.titel #}{% raw %}{{ page.titel }}{% endraw %}{{ \"page.titel\" }}{% set card = page %}{{ card.x }}\
            {% for a, b in page.cards %}{{ a.x }}{% endfor %}{% for c in page.cards | reverse %}{{ c.x }}{% endfor %}{{ 1.5 }}{{ own.x }}{";
        assert_eq!(told("article.html", text), []);
    }
}
