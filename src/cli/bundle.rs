//! `onrecord bundle`

use super::arguments::{Bundle as Arguments, Deny, Form};
use super::build::time;
use super::console::Console;
use super::pipeline::{self, Built};
use super::read::Settings;
use super::today::today;
use super::{Failure, Outcome, report, site};
use crate::diagnostic::nearest;
use crate::model::{Article, ArticleId, Key};
use crate::path::RelPath;
use crate::publish::{Bundle, Bundled, Selection, Sink, Zip, may_be_written, put_file};
use crate::render::{Theme, pages_of_article, pages_of_site, said_on_pages};
use crate::resolve::Briefing;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many things that were left out are told one by one.
const TOLD: usize = 10;

pub(super) fn run(site: Option<&Path>, arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    can_be_meant(arguments)?;
    let job = Job { root: site::find(site)?, arguments, console: *console, started: Instant::now() };
    if let Some(output) = arguments.output.as_deref().filter(|output| !is_stdout(output)) {
        may_be_written(output).map_err(|error| pipeline::failure(&error))?;
    }
    match arguments.zip {
        true => job.zip(),
        false => job.html(),
    }
}

/// Refuses what would leave somebody with another file than they think.
fn can_be_meant(arguments: &Arguments) -> Result<(), Failure> {
    let to_stdout = arguments.output.as_deref().is_some_and(is_stdout);
    if arguments.article.is_some() && arguments.site == Some(None) {
        return Err(Failure::wrong_use("`--site` asks for the whole site, and an article is named as well")
            .with_help("leave one of them out; `--site DIR` names the folder of the site"));
    }
    if arguments.article.is_some() && arguments.zip {
        return Err(Failure::wrong_use("a zip holds the whole site, and an article is named as well")
            .with_help("`onrecord bundle ARTICLE` writes one HTML file of it"));
    }
    if to_stdout && arguments.telling.format != Form::Human {
        return Err(Failure::wrong_use(
            "both the bundle and what `--format` asks for would go to standard output",
        )
        .with_help("name a file with `--output FILE`"));
    }
    Ok(())
}

struct Job<'a> {
    root: PathBuf,
    arguments: &'a Arguments,
    console: Console,
    started: Instant,
}

impl Job<'_> {
    fn html(&self) -> Result<Outcome, Failure> {
        let mut name = String::new();
        let built = self.build(|briefing, theme| {
            let article =
                self.arguments.article.as_deref().map(|wanted| article(briefing, wanted)).transpose()?;
            name = match article {
                Some(key) => {
                    file_name(briefing.articles[key].id.as_str().rsplit('/').next().unwrap_or_default())
                }
                None => file_name(&briefing.site.title),
            };
            let pages = match article {
                Some(key) => pages_of_article(briefing, key),
                None => pages_of_site(briefing, theme),
            };
            let spared = said_on_pages(briefing);
            Ok(Bundle::new(Selection { pages, spared, base_url: briefing.site.base_url.clone() }))
        })?;
        self.deliver(built, &format!("{name}.html"), |made: Bundled| (made.html, made.pages, made.left_out))
    }

    fn zip(&self) -> Result<Outcome, Failure> {
        let mut name = String::new();
        let built = self.build(|briefing, _| {
            name = file_name(&briefing.site.title);
            let of_output = self.arguments.output.as_deref().filter(|output| !is_stdout(output));
            let stem = of_output.and_then(Path::file_stem).map(|stem| file_name(&stem.to_string_lossy()));
            let top = RelPath::new(stem.unwrap_or_else(|| name.clone()));
            top.map(Zip::new).map_err(|error| {
                Failure::wrong_use(format!("the folder in the zip would be named after the file: {error}"))
                    .with_help("name another file with `--output FILE`")
            })
        })?;
        let pages = built.pages;
        self.deliver(built, &format!("{name}.zip"), |zip| (zip, pages, Vec::new()))
    }

    fn build<S: Sink>(
        &self,
        open: impl FnOnce(&Briefing, &Theme) -> Result<S, Failure>,
    ) -> Result<Built<S::Done>, Failure> {
        let settings = Settings {
            base_url: self.arguments.base_url.clone(),
            output: None,
            today: today(),
            drafts: self.arguments.drafts,
            deny_warnings: self.arguments.telling.deny == Some(Deny::Warnings),
        };
        let _working = self.console.working("Bundling the site");
        pipeline::build(&self.root, &settings, open)
    }

    /// Tells what is wrong with the site, and when nothing keeps it from being published, writes the file.
    fn deliver<T>(
        &self,
        built: Built<T>,
        name: &str,
        parts: impl FnOnce(T) -> (Vec<u8>, usize, Vec<String>),
    ) -> Result<Outcome, Failure> {
        let Built { files, diagnostics, looked, done, .. } = built;
        let told = diagnostics.sorted();
        let outcome = report::tell(&told, &files, &looked, &self.root, self.arguments.telling, &self.console);
        let Some((bytes, pages, left_out)) = done.map(parts) else {
            if !told.has_errors() {
                self.console.say("Nothing was written: no warning is to pass.");
            }
            return Ok(outcome);
        };
        for what in left_out.iter().take(TOLD) {
            self.console.say(&format!("Not in the bundle: {what}"));
        }
        if left_out.len() > TOLD {
            self.console.say(&format!("Not in the bundle: {} more of that", left_out.len() - TOLD));
        }
        let output = self.arguments.output.clone().unwrap_or_else(|| PathBuf::from(name));
        if is_stdout(&output) {
            // Whoever stops reading has read enough.
            let mut out = io::stdout().lock();
            let _ = out.write_all(&bytes).and_then(|()| out.flush());
            return Ok(outcome);
        }
        put_file(&output, &bytes).map_err(|error| pipeline::failure(&error))?;
        let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
        let (output, took) = (site::shown(&output), time(self.started.elapsed()));
        self.console.remark(&format!("Bundled {pages} in {took} into {output} ({})", size(bytes.len())));
        Ok(outcome)
    }
}

fn is_stdout(output: &Path) -> bool {
    output.as_os_str() == "-"
}

/// The article that is meant by its id, or by its file as shells complete it.
fn article(briefing: &Briefing, wanted: &str) -> Result<Key<Article>, Failure> {
    let path = wanted.replace('\\', "/");
    let of_file = path
        .rsplit_once("content/articles/")
        .map(|(_, rest)| rest)
        .or_else(|| path.strip_prefix("articles/"))
        .unwrap_or(&path);
    let of_file = of_file.strip_suffix(".md").unwrap_or(of_file).trim_end_matches('/');
    let found = [wanted, of_file]
        .into_iter()
        .filter_map(|id| ArticleId::new(id).ok())
        .find_map(|id| briefing.articles.find(&id));
    found.ok_or_else(|| {
        let ids: Vec<&str> = briefing.articles.values().map(|article| article.id.as_str()).collect();
        let failure = Failure::wrong_use(format!("there is no article `{wanted}`"));
        match nearest(of_file, ids.iter().copied()) {
            Some(near) => failure.with_help(format!("the nearest is `{near}`")),
            None if ids.is_empty() => failure.with_help("the site has no article that is published"),
            None => failure.with_help(format!(
                "an article's id is the path of its file below `content/articles`, without the `.md`; there is `{}`",
                ids[0]
            )),
        }
    })
}

/// A name that a file can have on every system, made of a title.
fn file_name(title: &str) -> String {
    const LONGEST: usize = 80;
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_')))
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    let name: String = words.join("-").chars().take(LONGEST).collect();
    let name = name.trim_matches(['-', '.']).to_owned();
    if RelPath::new(name.clone()).is_ok() { name } else { "site".to_owned() }
}

/// A size for people: "412 kB", "1.3 MB".
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_a_name_for_a_file_on_any_system() {
        let names = [
            ("Harbour notes", "harbour-notes"),
            ("Що сказали: 2024/25?", "що-сказали-2024-25"),
            ("../../etc", "etc"),
            ("con", "site"),
            ("…", "site"),
        ];
        for (title, name) in names {
            assert_eq!(file_name(title), name, "{title}");
        }
    }

    #[test]
    fn sizes_are_for_people() {
        assert_eq!([size(1), size(411_700), size(1_340_000)], ["1 kB", "412 kB", "1.3 MB"]);
    }
}
