//! The editors' view: what is open, and how each article is covered. It is for those who write the site, never for readers.

use super::desk::{Desk, LinkView};
use super::links::Here;
use super::speaker::{ClaimRowView, claim_row};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Files, Place, Severity};
use crate::model::{Article, Claim, Key};
use crate::path::RelPath;
use crate::resolve::capital;
use crate::resolve::coverage::{self, Coverage};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// So many diagnostics of one file are listed; the others are counted.
const OF_A_FILE: usize = 100;

/// So many claims are listed of each open question; the others are counted.
const OF_A_QUESTION: usize = 100;

/// So many characters of a line are shown on each side of what is marked in it.
const AROUND: usize = 60;

/// What `editors.html` knows as `page`.
#[derive(JsonSchema, Serialize)]
pub(crate) struct EditorsView {
    /// Its title.
    title: &'static str,
    /// How much there is to tell.
    told: usize,
    /// How many articles are drafts.
    drafts: usize,
    /// What is told, by file.
    files: Vec<FileView>,
    /// The claims that editors look at, by question.
    questions: Vec<QuestionView>,
    /// What each article rests on, in numbers.
    articles: Vec<CoverageView>,
    /// The same of the whole site.
    all: NumbersView,
}

/// What was said of one file.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ToldFile")]
struct FileView {
    /// The page that it became, when it is an article.
    article: Option<LinkView>,
    /// Its path; nothing for what is said of the whole site.
    path: Option<String>,
    /// How much there is to tell of it.
    count: usize,
    /// What is told.
    told: Vec<ToldView>,
    /// How much more there is.
    more: usize,
}

/// A diagnostic.
#[derive(JsonSchema, Serialize)]
struct ToldView {
    /// `error` or `warning`.
    severity: &'static str,
    /// The name of the rule.
    rule: &'static str,
    /// What is wrong.
    message: Vec<SpanView>,
    /// The line that it stands in.
    line: Option<LineView>,
    /// Why it matters and how to mend it.
    more: Vec<SpanView>,
}

/// Words of a message, or what it has between backticks.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SpanView {
    /// Whether it is code.
    code: bool,
    /// The words.
    text: String,
}

/// A line of a file with the words that are meant.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ToldLine")]
struct LineView {
    /// Its number.
    number: usize,
    /// What stands before the words that are meant.
    before: String,
    /// The words that are meant.
    words: String,
    /// What stands behind them.
    after: String,
}

/// Something that is open in the record, with the claims of which it is.
#[derive(JsonSchema, Serialize)]
struct QuestionView {
    /// The question.
    title: &'static str,
    /// Why it is asked.
    about: Vec<SpanView>,
    /// How many claims it finds.
    count: usize,
    /// The first of these.
    claims: Vec<ClaimRowView>,
    /// How many more there are.
    more: usize,
}

/// A row of the table.
#[derive(JsonSchema, Serialize)]
struct CoverageView {
    /// The article.
    article: LinkView,
    /// Whether it is not to be published yet.
    draft: bool,
    /// Its numbers.
    numbers: NumbersView,
}

/// What articles rest on, in numbers.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "Numbers")]
pub(crate) struct NumbersView {
    /// How many errors and warnings are told.
    open: usize,
    /// How many claims there are.
    claims: usize,
    /// How many of these have a source.
    sourced: usize,
    /// How many quotes there are.
    quotes: usize,
    /// How many of these were found in a stored copy.
    checked: usize,
    /// How many claims rest on one origin.
    one_origin: usize,
    /// How many rest on unnamed speakers alone.
    unnamed: usize,
    /// How many are disputed.
    disputed: usize,
    /// How many are withdrawn.
    withdrawn: usize,
    /// How many are refusals.
    silent: usize,
    /// How many exceptions from rules are made.
    allowed: usize,
}

pub(crate) fn view(desk: &Desk<'_>, here: &Here, files: &Files, told: &Diagnostics) -> EditorsView {
    let briefing = desk.briefing;
    let path_of = |file: FileId| &files.get(file).path;
    let of_file: BTreeMap<&RelPath, Key<Article>> =
        briefing.articles.iter().map(|(key, article)| (path_of(article.place.file), key)).collect();
    let mut groups: BTreeMap<Option<&RelPath>, Vec<&Diagnostic>> = BTreeMap::new();
    for one in told.iter() {
        groups.entry(one.path(files)).or_default().push(one);
    }
    let open = |file: FileId| groups.get(&Some(path_of(file))).map_or(0, Vec::len);
    let allowed = |file: FileId| briefing.allowances.iter().filter(|one| one.rule.place.file == file).count();
    let articles: Vec<CoverageView> = briefing
        .articles
        .iter()
        .map(|(key, article)| CoverageView {
            article: desk.article_link(here, key),
            draft: article.draft,
            numbers: numbers(
                coverage::of_article(briefing, key),
                open(article.place.file),
                allowed(article.place.file),
            ),
        })
        .collect();
    // Articles in the order of the site, then all other files by their paths.
    let mut order: Vec<Option<&RelPath>> = groups.keys().copied().collect();
    order.sort_by_key(|file| {
        let article = file.and_then(|file| of_file.get(file));
        (file.is_some(), article.is_none(), article.copied(), *file)
    });
    EditorsView {
        title: "Editors’ view",
        told: told.iter().len(),
        drafts: briefing.articles.values().filter(|article| article.draft).count(),
        files: order
            .into_iter()
            .map(|file| {
                let article = file.and_then(|file| of_file.get(file));
                let article = article.map(|&key| desk.article_link(here, key));
                group(article, file, groups.get(&file).map_or(&[][..], Vec::as_slice), files)
            })
            .collect(),
        questions: questions(desk, here),
        articles,
        all: numbers(coverage::of_site(briefing), told.iter().len(), briefing.allowances.len()),
    }
}

fn group(article: Option<LinkView>, path: Option<&RelPath>, told: &[&Diagnostic], files: &Files) -> FileView {
    let mut told = told.to_vec();
    told.sort_by_key(|one| (one.severity, one.at.as_ref().map(|(place, _)| *place), one.rule));
    FileView {
        article,
        path: path.map(ToString::to_string),
        count: told.len(),
        more: told.len().saturating_sub(OF_A_FILE),
        told: told.into_iter().take(OF_A_FILE).map(|one| self::told(one, files)).collect(),
    }
}

fn told(one: &Diagnostic, files: &Files) -> ToldView {
    ToldView {
        severity: match one.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
        },
        rule: one.rule,
        message: spans(&one.message),
        line: one.at.as_ref().map(|(place, _)| line(*place, files)),
        more: spans(&sentences(&[&one.why, &one.help])),
    }
}

/// Parts as sentences, one after the other.
fn sentences(parts: &[&Option<String>]) -> String {
    let parts = parts.iter().filter_map(|part| part.as_deref());
    let sentences = parts.map(|part| match part.ends_with(['.', '!', '?', ':']) {
        true => capital(part),
        false => format!("{}.", capital(part)),
    });
    sentences.collect::<Vec<_>>().join(" ")
}

fn spans(text: &str) -> Vec<SpanView> {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(at, part)| SpanView { code: at % 2 == 1, text: part.to_owned() }).collect()
}

/// The line of a place, cut on both sides where it is long.
fn line(place: Place, files: &Files) -> LineView {
    let (start, _) = files.points(place);
    let (at, text) = files.lines(place.file, start.line, start.line);
    let cut = |offset: usize| offset.saturating_sub(at).min(text.len());
    let range = cut(place.range().start)..cut(place.range().end);
    let (before, words, after) = (
        text.get(..range.start).unwrap_or_default(),
        text.get(range.clone()).unwrap_or_default(),
        text.get(range.end..).unwrap_or_default(),
    );
    LineView {
        number: start.line,
        before: last(before.trim_start()),
        words: first(words, 4 * AROUND),
        after: first(after.trim_end(), AROUND),
    }
}

fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn last(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        Some((at, cut)) => format!("…{}", &text[at + cut.len_utf8()..]),
        None => text.to_owned(),
    }
}

/// Whether something is open about a claim.
type IsOpen<'a> = &'a dyn Fn(&Claim) -> bool;

fn questions(desk: &Desk<'_>, here: &Here) -> Vec<QuestionView> {
    let briefing = desk.briefing;
    let unchecked = |claim: &Claim| {
        let mut checks = claim.evidence.iter().filter_map(|evidence| evidence.check.as_ref());
        checks.any(|check| !coverage::was_looked_up(check))
    };
    let questions: [(&'static str, &'static str, IsOpen<'_>); 4] = [
        (
            "On one origin",
            "Somebody says so, and nobody else is on record as saying the same. Is there a second origin?",
            &coverage::has_one_origin,
        ),
        (
            "Only from speakers who are not named",
            "Can one of them be named, or somebody found who can?",
            &|claim| coverage::is_unnamed(briefing, claim),
        ),
        (
            "Quotes without a stored copy",
            "The words were not held against anything. A text in `content/snapshots` lets every build check them.",
            &unchecked,
        ),
        ("Silence", "They would not say, did not answer, or could not verify. Ask again?", &|claim| {
            claim.act.is_silence()
        }),
    ];
    let mut out = Vec::new();
    for (title, about, is_open) in questions {
        let keys: Vec<Key<Claim>> =
            briefing.claims.iter().filter(|(_, claim)| is_open(claim)).map(|(key, _)| key).collect();
        if !keys.is_empty() {
            out.push(QuestionView {
                title,
                about: spans(about),
                count: keys.len(),
                more: keys.len().saturating_sub(OF_A_QUESTION),
                claims: keys.into_iter().take(OF_A_QUESTION).map(|key| claim_row(desk, here, key)).collect(),
            });
        }
    }
    out
}

fn numbers(coverage: Coverage, open: usize, allowed: usize) -> NumbersView {
    let Coverage { claims, sourced, quotes, checked, one_origin, unnamed, disputed, withdrawn, silent } =
        coverage;
    NumbersView {
        open,
        claims,
        sourced,
        quotes,
        checked,
        one_origin,
        unnamed,
        disputed,
        withdrawn,
        silent,
        allowed,
    }
}
