//! The templates and static files that pages are made with: the built-in ones, and whatever a site puts in their place.

use super::slim::slim;
use super::strings;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Files, Place, nearest};
use crate::language::{Words, english};
use crate::load::{Asset, Overrides, TemplateDoc};
use crate::model::reads::print_of;
use crate::path::RelPath;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};
use tera::{Context, ErrorKind, Tera};

/// Before the name of every built-in template, so that a site's own `base.html` can still extend `@builtin/base.html`.
const BUILTIN: &str = "@builtin/";

macro_rules! templates {
    ($($name:literal)*) => {
        /// The built-in templates; a test holds the list and the folder together.
        const TEMPLATES: &[(&str, &str)] = &[$((concat!("@builtin/", $name), include_str!(concat!("../../templates/", $name)))),*];
    };
}

templates! {
    "404.html"
    "article.html"
    "articles.html"
    "base.html"
    "card.html"
    "chart.html"
    "claims.html"
    "collection.html"
    "collections.html"
    "corrections.html"
    "editors.html"
    "figure.html"
    "figures.html"
    "home.html"
    "page.html"
    "parts.html"
    "prose.html"
    "redirect.html"
    "search.html"
    "source.html"
    "sources.html"
    "speaker.html"
    "speakers.html"
    "timeline.html"
}

macro_rules! statics {
    ($($name:literal)*) => {
        /// The built-in static files; a test holds the list and the folder together.
        pub(super) const STATICS: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("../../static/", $name)))),*];
    };
}

statics! {
    "claims.js"
    "lost.js"
    "search.css"
    "search.js"
    "site.css"
    "site.js"
}

/// Templates, read and checked, and static files.
pub struct Theme {
    /// An engine for each language that was spoken so far: the strings are compiled in.
    engines: RwLock<Vec<(Arc<Words>, Arc<Tera>)>>,
    texts: BTreeMap<String, Arc<str>>,
    statics: BTreeMap<RelPath, Arc<[u8]>>,
    own: BTreeMap<String, FileId>,
    print: u64,
    own_statics: Vec<Asset>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme")
            .field("statics", &self.statics.keys())
            .field("own", &self.own)
            .finish_non_exhaustive()
    }
}

impl Theme {
    /// The built-in theme with `overrides` in place; `files` holds the texts of their templates.
    ///
    /// # Errors
    /// Everything that is wrong with the site's own templates.
    pub fn new(overrides: &Overrides, files: &Files) -> Result<Self, Diagnostics> {
        let own: BTreeMap<String, FileId> = overrides
            .templates
            .iter()
            .map(|template| (template.name.as_str().to_owned(), template.file))
            .collect();
        let mut wrong = Diagnostics::new();
        let mut taken: Vec<&str> = own.keys().map(String::as_str).collect();
        // The engine stops at its first mistake; without the file that has it, it goes on to the next.
        let engine = loop {
            let taken_texts = taken.iter().map(|name| (*name, &*files.get(own[*name]).text));
            let mistakes = match engine(taken_texts, english()) {
                Ok(engine) => break engine,
                Err(error) => mistakes(&error),
            };
            let before = taken.len();
            taken.retain(|name| mistakes.iter().all(|mistake| mistake.template != *name));
            wrong.extend(mistakes.into_iter().map(|mistake| mistake.diagnostic(&own, files)));
            if taken.len() == before {
                return Err(wrong);
            }
        };
        if wrong.has_errors() {
            return Err(wrong);
        }
        let mut statics: BTreeMap<RelPath, Arc<[u8]>> =
            STATICS.iter().map(|(path, bytes)| (super::links::fixed(path), sent(path, bytes))).collect();
        // A built-in file that a site has as it is, for whatever reason, is the built-in file.
        let is_builtin = |asset: &&Asset| STATICS.contains(&(asset.path.as_str(), &asset.bytes));
        let theirs = overrides.statics.iter().filter(|asset| !is_builtin(asset));
        statics.extend(theirs.map(|asset| (asset.path.clone(), asset.bytes.clone())));
        let texts: Vec<_> = own.iter().map(|(name, file)| (name, &files.get(*file).text)).collect();
        let print = print_of(&texts);
        let texts: BTreeMap<String, Arc<str>> =
            own.iter().map(|(name, file)| (name.clone(), Arc::clone(&files.get(*file).text))).collect();
        let engines = RwLock::new(vec![(Arc::clone(english()), Arc::new(engine))]);
        Ok(Self { engines, texts, statics, own, print, own_statics: overrides.statics.clone() })
    }

    /// Whether [`new`](Self::new) would make the same of these.
    #[must_use]
    pub fn is_of(&self, overrides: &Overrides, files: &Files) -> bool {
        let is_own = |template: &TemplateDoc| {
            let name = template.name.as_str();
            self.own.get(name) == Some(&template.file)
                && self.texts.get(name) == Some(&files.get(template.file).text)
        };
        overrides.templates.len() == self.own.len()
            && overrides.templates.iter().all(is_own)
            && overrides.statics == self.own_statics
    }

    /// Templates of the site that take the place of no built-in one, and that no template in use names.
    #[must_use]
    pub fn unused(&self, files: &Files) -> Diagnostics {
        let builtin = |name: &str| TEMPLATES.iter().any(|(known, _)| &known[BUILTIN.len()..] == name);
        let text = |name: &str| &*files.get(self.own[name]).text;
        let (mut used, mut unused): (Vec<&str>, Vec<&str>) =
            self.own.keys().map(String::as_str).partition(|name| builtin(name));
        // What is in use may bring another into use.
        while let Some(by) = used.pop() {
            let named = |name: &str| {
                ['"', '\'', '`'].iter().any(|mark| text(by).contains(&format!("{mark}{name}{mark}")))
            };
            let (more, rest) = unused.into_iter().partition(|name| named(name));
            unused = rest;
            used.extend::<Vec<_>>(more);
        }
        unused.into_iter().map(|name| unused_template(name, self.own[name], files)).collect()
    }

    /// What the site's own templates say, as a hash.
    pub(crate) fn print(&self) -> u64 {
        self.print
    }

    /// Whether any template is the site's own. The built-in ones fail on no briefing; tests hold them to that.
    #[must_use]
    pub fn has_own_templates(&self) -> bool {
        !self.own.is_empty()
    }

    /// The files of the site's own templates.
    pub(crate) fn own_templates(&self) -> impl Iterator<Item = FileId> {
        self.own.values().copied()
    }

    /// The static files that are the site's own.
    pub(crate) fn own_statics(&self) -> std::slice::Iter<'_, Asset> {
        self.own_statics.iter()
    }

    /// Files that are passed on as they are, by their path in the output.
    #[must_use]
    pub fn statics(&self) -> &BTreeMap<RelPath, Arc<[u8]>> {
        &self.statics
    }

    /// The engine whose templates speak `words`.
    fn engine(&self, words: &Arc<Words>) -> Result<Arc<Tera>, tera::Error> {
        let find = |all: &[(Arc<Words>, Arc<Tera>)]| {
            all.iter().find(|(of, _)| Arc::ptr_eq(of, words)).map(|(_, engine)| Arc::clone(engine))
        };
        // Whoever panicked with the lock has added nothing.
        let known = find(&self.engines.read().unwrap_or_else(std::sync::PoisonError::into_inner));
        if let Some(engine) = known {
            return Ok(engine);
        }
        let mut engines = self.engines.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(engine) = find(&engines) {
            return Ok(engine);
        }
        let texts = self.texts.iter().map(|(name, text)| (name.as_str(), &**text));
        let engine = Arc::new(engine(texts, words)?);
        // What nobody else has any more is not asked for again.
        engines.retain(|(words, _)| Arc::strong_count(words) > 1);
        engines.push((Arc::clone(words), Arc::clone(&engine)));
        Ok(engine)
    }

    /// One page.
    ///
    /// # Errors
    /// What went wrong in which template; a [`Mistake`] that many pages share is equal on all of them.
    pub(crate) fn render(
        &self,
        words: &Arc<Words>,
        template: &str,
        view: &impl Serialize,
    ) -> Result<String, Vec<Mistake>> {
        let context = Context::from_serialize(view).map_err(|error| mistakes(&error))?;
        let engine = self.engine(words).map_err(|error| mistakes(&error))?;
        engine.render(template, &context).map_err(|error| mistakes(&error))
    }

    /// A mistake as it is shown to the site's author.
    pub(crate) fn diagnose(&self, mistake: Mistake, files: &Files) -> Diagnostic {
        mistake.diagnostic(&self.own, files)
    }
}

/// What is sent of a built-in file.
fn sent(path: &str, bytes: &[u8]) -> Arc<[u8]> {
    std::str::from_utf8(bytes).map_or_else(|_| Arc::from(bytes), |text| slim(path, text).into_bytes().into())
}

fn unused_template(name: &str, file: FileId, files: &Files) -> Diagnostic {
    let first = files.get(file).text.lines().next().map_or(0, str::len);
    let diagnostic = Diagnostic::warning("unused-template", format!("nothing uses the template `{name}`"))
        .at(Place::new(file, 0..first), "takes the place of nothing")
        .with_why("a template that nothing uses changes no page, and somebody believes that it does");
    let names = TEMPLATES.iter().map(|(known, _)| &known[BUILTIN.len()..]);
    match nearest(name, names) {
        Some(near) => diagnostic.with_help(format!("the nearest built-in template is `{near}`")),
        None => diagnostic.with_help(
            "include it in another, or give it the name of the built-in template that it is to replace",
        ),
    }
}

/// The engine with the built-in templates and those of the site's own, speaking `words`.
fn engine<'t>(
    theirs: impl Iterator<Item = (&'t str, &'t str)>,
    words: &Arc<Words>,
) -> Result<Tera, tera::Error> {
    let mut engine = Tera::new();
    strings::register(&mut engine, words);
    engine.set_fallback_prefixes([BUILTIN])?;
    engine.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    let builtin = TEMPLATES.iter().map(|(name, text)| (*name, Cow::Owned(strings::compiled(text, words))));
    engine.add_raw_templates(builtin.chain(theirs.map(|(name, text)| (name, Cow::Borrowed(text)))))?;
    Ok(engine)
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mistake {
    template: String,
    span: Option<Spot>,
    message: String,
}

/// Where in a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    Bytes(usize, usize),
    /// Line and column from 1, and how many characters.
    Line(usize, usize, usize),
}

impl Mistake {
    fn diagnostic(self, own: &BTreeMap<String, FileId>, files: &Files) -> Diagnostic {
        let (message, known) = split_known(&self.message);
        let message = message.trim_end_matches('.').to_owned();
        let Some(&file) = own.get(&self.template) else {
            let message = format!(
                "{message} (in the built-in template `{}`)",
                self.template.trim_start_matches(BUILTIN)
            );
            return with_known(Diagnostic::error("template", message), known);
        };
        let text = &files.get(file).text;
        let range = match self.span {
            Some(Spot::Bytes(start, end)) => start..end,
            Some(Spot::Line(line, column, length)) => range_in(text, line, column, length),
            None => 0..text.lines().next().map_or(0, str::len),
        };
        let start = text.floor_char_boundary(range.start);
        let end = text.ceil_char_boundary(range.end).max(start);
        with_known(Diagnostic::error("template", message).at(Place::new(file, start..end), ""), known)
    }
}

fn with_known(diagnostic: Diagnostic, known: Option<&str>) -> Diagnostic {
    match known {
        Some(known) => diagnostic.with_help(format!("known here: {known}")),
        None => diagnostic,
    }
}

/// The engine ends some messages with the names that it knows.
fn split_known(message: &str) -> (&str, Option<&str>) {
    [" Available variables: ", " Available fields: "]
        .iter()
        .find_map(|mark| message.split_once(mark))
        .map_or((message, None), |(message, known)| (message, Some(known)))
}

fn range_in(text: &str, line: usize, column: usize, length: usize) -> std::ops::Range<usize> {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let line = text[before..].lines().next().unwrap_or_default();
    let at = |characters: usize| line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at);
    let start = column.saturating_sub(1);
    before + at(start)..before + at(start + length)
}

/// All mistakes that an error of the engine tells of.
fn mistakes(error: &tera::Error) -> Vec<Mistake> {
    let whole =
        |template: &str| Mistake { template: template.to_owned(), span: None, message: error.to_string() };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            vec![Mistake {
                template: report.filename().to_owned(),
                span: Some(Spot::Bytes(range.start, range.end)),
                message: report.message().to_owned(),
            }]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => vec![whole(tpl)],
        ErrorKind::MissingParent { current, .. } => vec![whole(current)],
        ErrorKind::Msg(text) => {
            let reports: Vec<Mistake> = text.split("\n\n").filter_map(report).collect();
            if reports.is_empty() { vec![whole("")] } else { reports }
        }
        _ => vec![whole("")],
    }
}

/// Names that no template defines are told as one text, in the manner of rustc: the message, then `--> file:line:column`, then
/// the line with carets under the name.
fn report(text: &str) -> Option<Mistake> {
    let mut lines = text.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let at = lines.next()?.trim_start().strip_prefix("--> ")?;
    let (rest, column) = at.rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    let carets = lines.find(|line| line.contains('^')).map_or(1, |line| line.matches('^').count());
    Some(Mistake {
        template: template.to_owned(),
        span: Some(Spot::Line(line.parse().ok()?, column.parse().ok()?, carets)),
        message: message.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::TemplateDoc;

    fn theme(template: &str, text: &str) -> (Result<Theme, Diagnostics>, Files) {
        let mut files = Files::new();
        let file = files.add(RelPath::new(format!("templates/{template}")).unwrap(), text);
        let name = RelPath::new(template).unwrap();
        let overrides = Overrides { templates: vec![TemplateDoc { name, file }], statics: Vec::new() };
        (Theme::new(&overrides, &files), files)
    }

    #[track_caller]
    fn only(theme: Result<Theme, Diagnostics>) -> Diagnostic {
        let wrong = theme.expect_err("the template is broken");
        assert_eq!(wrong.errors(), 1, "{wrong:?}");
        wrong.into_iter().next().unwrap()
    }

    fn names(folder: &str) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
        names.sort();
        names
    }

    #[test]
    fn every_file_of_the_theme_is_compiled_in() {
        let templates: Vec<String> =
            TEMPLATES.iter().map(|(name, _)| name[BUILTIN.len()..].to_owned()).collect();
        assert_eq!(names("templates"), templates);
        let statics: Vec<String> = STATICS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(names("static"), statics);
    }

    #[test]
    fn every_id_of_the_theme_is_kept_from_headings() {
        let mut seen = 0;
        for (name, text) in TEMPLATES {
            for (at, _) in text.match_indices(" id=\"") {
                let id = text[at + 5..].split('"').next().unwrap();
                let fixed = id.replace("{{ chart.id }}", "c-1");
                let fixed = fixed.split("{{").next().unwrap();
                seen += 1;
                assert!(crate::model::text::is_reserved_anchor(fixed), "{name} uses the id `{id}`");
            }
        }
        assert!(seen > 20, "only {seen} ids were found");
    }

    #[test]
    fn a_broken_template_is_underlined_where_it_breaks() {
        let (theme, files) =
            theme("page.html", "{% extends \"base.html\" %}\n{% block main %}{{ page. }}{% endblock %}\n");
        let diagnostic = only(theme);
        let (place, _) = diagnostic.at.unwrap();
        assert_eq!(files.line_column(place).0, 2);
    }

    #[test]
    fn a_filter_that_nobody_knows_is_underlined() {
        let (theme, files) = theme("page.html", "первый\n{{ 1 | shout }}\n");
        let diagnostic = only(theme);
        assert!(diagnostic.message.contains("shout"), "{}", diagnostic.message);
        let (place, _) = diagnostic.at.unwrap();
        assert_eq!((files.line_column(place), files.text(place)), ((2, 8), "shout"));
    }

    #[test]
    fn a_parent_that_is_missing_names_the_file_that_asks_for_it() {
        let (theme, files) = theme("page.html", "{% extends \"nowhere.html\" %}");
        let (place, _) = only(theme).at.unwrap();
        assert_eq!(files.get(place.file).path.as_str(), "templates/page.html");
    }
}
