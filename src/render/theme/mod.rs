//! The templates and static files that pages are made with: the built-in ones, and whatever a site puts in their place.

mod builtin;
mod mistake;
mod sheet;
#[cfg(test)]
mod tests;
mod tried;

pub(super) use builtin::STATICS;
pub(crate) use mistake::Mistake;

use super::context::{Unknown, part_names, unknown_names};
use super::strings;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Files, Place, nearest};
use crate::language::{Words, english};
use crate::load::{Asset, Overrides, TemplateDoc};
use crate::model::Look;
use crate::model::reads::print_of;
use crate::path::RelPath;
use builtin::{BUILTIN, TEMPLATES, sent};
use mistake::mistakes;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};
use tera::{Context, Tera};

/// The built-in templates, each with its text.
pub(super) fn builtin_templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    TEMPLATES.iter().map(|(name, text)| (&name[BUILTIN.len()..], *text))
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
    look: Look,
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
        let (engine, mut wrong) = tried::try_all(&own, files);
        let Some(engine) = engine else { return Err(wrong.sorted()) };
        for (name, file) in &own {
            let unknown = unknown_names(name, &files.get(*file).text).into_iter();
            wrong.extend(unknown.map(|unknown| unknown_name(name, *file, unknown)));
        }
        if wrong.has_errors() {
            return Err(wrong.sorted());
        }
        let mut statics: BTreeMap<RelPath, Arc<[u8]>> =
            STATICS.iter().map(|(path, bytes)| (super::links::fixed(path), sent(path, bytes))).collect();
        // A built-in file that a site has as it is, for whatever reason, is the built-in file.
        let is_builtin = |asset: &&Asset| STATICS.contains(&(asset.path.as_str(), &asset.bytes));
        let theirs = overrides.statics.iter().filter(|asset| !is_builtin(asset));
        statics.extend(theirs.map(|asset| (asset.path.clone(), asset.bytes.clone())));
        let look = overrides.look.clone();
        let sheet = super::links::theme_sheet();
        if let Some(css) = sheet::sheet(&look, statics.get(&sheet).map(|own| &**own)) {
            statics.insert(sheet.clone(), css);
        }
        let has_sheet = statics.contains_key(&sheet);
        let texts: Vec<_> = own.iter().map(|(name, file)| (name, &files.get(*file).text)).collect();
        let Look { name, wordmark, palette, measure, notes: _ } = &look;
        let print = print_of(&(&texts, name, wordmark, palette.of("bg"), measure, has_sheet));
        let texts: BTreeMap<String, Arc<str>> =
            own.iter().map(|(name, file)| (name.clone(), Arc::clone(&files.get(*file).text))).collect();
        let engines = RwLock::new(vec![(Arc::clone(english()), Arc::new(engine))]);
        Ok(Self { engines, texts, statics, own, print, own_statics: overrides.statics.clone(), look })
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
            && overrides.look == self.look
    }

    /// Templates of the site that take the place of no built-in one, and that no template in use names.
    #[must_use]
    pub fn unused(&self, files: &Files) -> Diagnostics {
        let text = |name: &str| &*files.get(self.own[name]).text;
        // A part takes the place of the built-in one in whatever file it stands.
        let has_part = |of: &str, part: &str| part_names(of).any(|name| name == part);
        let builtin = |name: &str| {
            builtin_templates()
                .any(|(known, of)| known == name || part_names(text(name)).any(|part| has_part(of, part)))
        };
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

    /// Whether there is a style sheet for how the site looks.
    pub(crate) fn has_sheet(&self) -> bool {
        self.statics.contains_key(&super::links::theme_sheet())
    }

    /// How the site looks, as far as it says so itself.
    pub(crate) fn look(&self) -> &Look {
        &self.look
    }

    /// What the site's own templates say, and all of its look that is not in its style sheet alone, as a hash.
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

fn unknown_name(template: &str, file: FileId, unknown: Unknown) -> Diagnostic {
    let Unknown { at, message, near } = unknown;
    let place = Place::new(file, at);
    let diagnostic = Diagnostic::error("template", message).at(place, "not known").with_why(
        "where it is only asked whether there is something, nothing would be shown, without a word",
    );
    let stem = template.trim_end_matches(".html");
    match near {
        Some(near) => diagnostic.with_help(format!("the nearest is `{near}`")).with_suggestion(place, near),
        None => diagnostic.with_help(format!("`onrecord template-context {stem}` lists what there is")),
    }
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
