//! From which files of the site each page and file of the output was made, for the record.
//!
//! It is told from the briefing and not from what rendering looked at, so it is coarse: what stands here may have had no effect, and
//! what does not stand here had none. Colours of sides are given out over the whole site, so whatever shows a chart is made from
//! all that estimates anything.

use super::again::GoOn;
use super::desk::Desk;
use super::page::above;
use super::pictures::Pictured;
use super::theme::Theme;
use super::{Job, jobs, links};
use crate::diagnostic::{FileId, Files, Place};
use crate::load::{Asset, CONFIG};
use crate::model::text::{Block, Inline, Target, each_chart, each_inline};
use crate::model::{
    Article, Claim, Figure, Key, Page, Provenance, Relations, Sha256Hex, Source, SourceOrigin, Speaker,
    Speaking,
};
use crate::path::RelPath;
use crate::record::Account;
use crate::resolve::{Briefing, recorded};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that an article, a claim, a source, a speaker or a figure is told in.
const CONTENT: &str = "content/";

/// What charts and lists of estimates are made from.
const ESTIMATES: [&str; 5] =
    ["content/articles/", "content/figures/", "content/snapshots/", "content/sources/", "content/speakers/"];

/// More files of one folder than these are not named, and the folder is.
const MOST_NAMED: usize = 12;

const TEMPLATES: &str = "templates/";

/// What the record has to tell of a site beside its files: what it was made from and what it says. `files` holds its texts, and
/// `index` are the files that search looks into: how many there are is only known once they are made.
#[must_use]
pub fn account(briefing: &Briefing, theme: &Theme, files: &Files, index: &[RelPath]) -> Account {
    account_of(&Desk::new(briefing), theme, files, index, &|| true).expect("nothing ends it")
}

/// As [`account`], where there is a desk; nothing when it was no longer to `go_on`.
pub(super) fn account_of(
    desk: &Desk<'_>,
    theme: &Theme,
    files: &Files,
    index: &[RelPath],
    go_on: &GoOn<'_>,
) -> Option<Account> {
    let briefing = desk.briefing;
    let inputs = inputs(briefing, theme, files);
    let trail = Trail { briefing, files, circles: Circles::of(briefing, files) };
    let from: Vec<(RelPath, BTreeSet<String>)> = jobs(desk, theme)
        .into_par_iter()
        .map(|(path, job)| {
            let from = go_on().then(|| trail.of_job(job))?;
            Some((path, from))
        })
        .collect::<Option<_>>()?;
    let has = |path: &str| match path.ends_with('/') {
        true => inputs.range(path.to_owned()..).next().is_some_and(|(first, _)| first.starts_with(path)),
        false => inputs.contains_key(path),
    };
    let mut made_from: BTreeMap<RelPath, Vec<String>> = from
        .into_iter()
        .map(|(path, from)| (path, smallest(from.into_iter().filter(|path| has(path)))))
        .collect();
    let known = |from: BTreeSet<String>| smallest(from.into_iter().filter(|path| has(path)));
    made_from.extend(index.iter().map(|path| (path.clone(), known(folders([CONFIG, CONTENT])))));
    let editors = [CONFIG, CONTENT, TEMPLATES].map(str::to_owned);
    made_from.insert(links::index("editors"), editors.into_iter().filter(|path| has(path)).collect());
    for Asset { path, from, .. } in theme.own_statics().chain(briefing.attachments.iter()) {
        made_from.insert(path.clone(), vec![from.to_string()]);
    }
    if theme.has_sheet() {
        let own = theme.own_statics().filter(|asset| asset.path == links::theme_sheet());
        let from = own.map(|asset| asset.from.to_string()).chain([CONFIG.to_owned()]).collect();
        made_from.insert(links::theme_sheet(), known(from));
    }
    for pictured in Pictured::all(briefing) {
        made_from.extend(pictured.files().map(|path| (path, vec![pictured.from().to_string()])));
    }
    let inputs =
        inputs.into_iter().filter_map(|(path, digest)| Some((RelPath::new(path).ok()?, digest))).collect();
    let contents = go_on().then(|| recorded::contents(briefing))?;
    Some(Account { inputs, made_from, contents })
}

/// Paths without those that stand below one of them.
fn smallest(paths: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    // In their order a folder comes before what stands in it.
    for path in paths {
        if !kept.last().is_some_and(|folder| folder.ends_with('/') && path.starts_with(folder)) {
            kept.push(path);
        }
    }
    kept
}

/// The files that the site was made from, with the digests of what they hold. A file of which nothing is published, as a draft's, is
/// none of them.
fn inputs(briefing: &Briefing, theme: &Theme, files: &Files) -> BTreeMap<String, Sha256Hex> {
    let config = files.iter().find(|file| file.path.as_str() == CONFIG);
    let texts: BTreeSet<FileId> = records(briefing).chain(theme.own_templates()).collect();
    let texts = texts.into_iter().map(|file| files.get(file)).chain(config);
    let texts = texts.map(|file| (file.path.as_str(), file.text.as_bytes()));
    let others = theme.own_statics().chain(briefing.attachments.iter());
    let others = others.map(|asset| (asset.from.as_str(), &asset.bytes[..]));
    let all: Vec<(&str, &[u8])> = texts.chain(others).collect();
    let mut inputs: BTreeMap<String, Sha256Hex> =
        all.into_par_iter().map(|(path, bytes)| (path.to_owned(), Sha256Hex::of(bytes))).collect();
    let snapshots = briefing.sources.values().filter_map(|source| source.snapshot.as_ref());
    inputs.extend(snapshots.map(|snapshot| (snapshot.path.to_string(), snapshot.sha256.clone())));
    inputs.extend(briefing.since.iter().map(|since| (since.path.to_string(), since.sha256.clone())));
    inputs
}

/// The files in which the records of the site are written.
fn records(briefing: &Briefing) -> impl Iterator<Item = FileId> {
    let articles = briefing.articles.values().map(|article| article.place);
    let pages = briefing.pages.values().map(|page| page.place);
    let figures = briefing.figures.values().map(|figure| figure.place);
    let sources = briefing.sources.values().map(|source| source.place);
    let speakers = briefing.speakers.values().map(|speaker| speaker.place);
    let estimates = briefing.estimates.values().map(|estimate| estimate.place);
    let places = articles.chain(pages).chain(figures).chain(sources).chain(speakers).chain(estimates);
    places.map(|place: Place| place.file).collect::<BTreeSet<_>>().into_iter()
}

/// The way back from a page to files.
struct Trail<'a> {
    briefing: &'a Briefing,
    files: &'a Files,
    circles: Circles,
}

impl Trail<'_> {
    fn of_job(&self, job: Job) -> BTreeSet<String> {
        let mut from = match job {
            Job::Article(key) => self.article(key),
            Job::Page(key) => self.page(key),
            Job::NotFound => BTreeSet::new(),
            Job::Corrections => &folders([CONTENT]) | &self.last(),
            Job::Figure(_) | Job::FigureFile(..) | Job::Source(_) | Job::Speaker(_) => folders(ESTIMATES),
            // Whatever lists or sums up.
            _ => folders([CONTENT]),
        };
        from.insert(CONFIG.to_owned());
        if job.has_template() {
            from.insert(TEMPLATES.to_owned());
            // The footer of every page links to them.
            let listed = self.briefing.pages.values().filter(|page| page.listed);
            from.extend(listed.map(|page| self.file(page.place)));
        }
        from
    }

    fn file(&self, place: Place) -> String {
        self.files.get(place.file).path.to_string()
    }

    fn page(&self, key: Key<Page>) -> BTreeSet<String> {
        let page = &self.briefing.pages[key];
        let mut from = BTreeSet::from([self.file(page.place)]);
        from.extend(above(self.briefing, &page.id).map(|key| self.file(self.briefing.pages[key].place)));
        if leads_elsewhere(&self.briefing.texts.pages[key]) {
            from.extend(folders(ESTIMATES));
        }
        from
    }

    /// What is told of what changed since the site was last published, names of sources and speakers included.
    fn last(&self) -> BTreeSet<String> {
        match &self.briefing.since {
            Some(since) => {
                [since.path.to_string(), "content/sources/".to_owned(), "content/speakers/".to_owned()].into()
            }
            None => BTreeSet::new(),
        }
    }

    fn article(&self, key: Key<Article>) -> BTreeSet<String> {
        let article = &self.briefing.articles[key];
        let mut from = self.last();
        from.insert(self.file(article.place));
        let mut charts = false;
        let text = &self.briefing.texts.articles[key];
        each_chart(text, &mut |_| charts = true);
        if charts {
            from.extend(folders(ESTIMATES));
            return from;
        }
        for claim in article.claims.iter().chain(&article.marked) {
            from.extend(
                self.circles.of_claim.get(claim).into_iter().flat_map(|&at| &self.circles.files[at]).cloned(),
            );
        }
        let mut linked = Reached::default();
        linked.links(self.briefing, text);
        linked.follow(self.briefing, &BTreeMap::new());
        from.extend(linked.files(self.briefing, self.files));
        from
    }
}

fn folders<const N: usize>(folders: [&str; N]) -> BTreeSet<String> {
    folders.map(str::to_owned).into()
}

/// Whether a text has links or charts.
fn leads_elsewhere(text: &[Block]) -> bool {
    let mut leads = false;
    each_chart(text, &mut |_| leads = true);
    each_inline(text, &mut |inline| leads |= matches!(inline, Inline::Link { .. }));
    leads
}

/// Claims and figures that have a say in one another, in whatever number of steps: a claim disputes another, and estimates of
/// one figure may conflict. Each circle is gone around once, however many pages lie on it.
struct Circles {
    files: Vec<BTreeSet<String>>,
    of_claim: BTreeMap<Key<Claim>, usize>,
}

impl Circles {
    fn of(briefing: &Briefing, files: &Files) -> Self {
        let relatives = relatives(briefing);
        let mut circles = Self { files: Vec::new(), of_claim: BTreeMap::new() };
        for key in briefing.claims.keys() {
            if circles.of_claim.contains_key(&key) {
                continue;
            }
            let mut reached = Reached::default();
            reached.claim(key);
            reached.follow(briefing, &relatives);
            let circle = circles.files.len();
            circles.of_claim.extend(reached.claims.iter().map(|&claim| (claim, circle)));
            circles.files.push(named_or_folders(reached.files(briefing, files)));
        }
        circles
    }
}

/// The paths, where they are few in their folder; else the folder.
fn named_or_folders(paths: BTreeSet<String>) -> BTreeSet<String> {
    let folder = |path: &str| {
        let end = path.match_indices('/').nth(1).map(|(at, _)| at + 1);
        path[..end.unwrap_or(0)].to_owned()
    };
    let mut in_folders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        in_folders.entry(folder(&path)).or_default().insert(path);
    }
    let few = in_folders.into_iter().flat_map(|(folder, paths)| {
        if paths.len() > MOST_NAMED && !folder.is_empty() { BTreeSet::from([folder]) } else { paths }
    });
    few.collect()
}

/// Which claims say something of one another, from either end.
fn relatives(briefing: &Briefing) -> BTreeMap<Key<Claim>, BTreeSet<Key<Claim>>> {
    let mut relatives: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (key, claim) in briefing.claims.iter() {
        let Relations { supports, disputes, updates, repeats, part_of, rests_on } = &claim.relations;
        for &other in [supports, disputes, updates, repeats, part_of, rests_on].into_iter().flatten() {
            relatives.entry(key).or_default().insert(other);
            relatives.entry(other).or_default().insert(key);
        }
    }
    relatives
}

/// The records that have a say in what a page shows, in whatever number of steps.
#[derive(Default)]
struct Reached {
    claims: BTreeSet<Key<Claim>>,
    figures: BTreeSet<Key<Figure>>,
    sources: BTreeSet<Key<Source>>,
    speakers: BTreeSet<Key<Speaker>>,
    /// Figures that are only linked.
    linked: BTreeSet<Key<Figure>>,
    next: Vec<Next>,
}

enum Next {
    Claim(Key<Claim>),
    Figure(Key<Figure>),
    Source(Key<Source>),
}

impl Reached {
    fn claim(&mut self, key: Key<Claim>) {
        if self.claims.insert(key) {
            self.next.push(Next::Claim(key));
        }
    }

    fn figure(&mut self, key: Key<Figure>) {
        if self.figures.insert(key) {
            self.next.push(Next::Figure(key));
        }
    }

    fn source(&mut self, key: Key<Source>) {
        if self.sources.insert(key) {
            self.next.push(Next::Source(key));
        }
    }

    fn speaking(&mut self, speaking: Speaking) {
        if let Speaking::Speaker(key) = speaking {
            self.speakers.insert(key);
        }
    }

    /// What the links of a text lead to.
    fn links(&mut self, briefing: &Briefing, text: &[Block]) {
        each_inline(text, &mut |inline| {
            let Inline::Link { target, .. } = inline else { return };
            match target {
                Target::Source(id) => briefing.sources.find(id).into_iter().for_each(|key| self.source(key)),
                Target::Figure(id) | Target::FigurePart(id, _) => {
                    self.linked.extend(briefing.figures.find(id));
                }
                Target::Speaker(id) => self.speakers.extend(briefing.speakers.find(id)),
                _ => {}
            }
        });
    }

    fn follow(&mut self, briefing: &Briefing, relatives: &BTreeMap<Key<Claim>, BTreeSet<Key<Claim>>>) {
        while let Some(next) = self.next.pop() {
            match next {
                Next::Claim(key) => {
                    let claim = &briefing.claims[key];
                    self.speaking(claim.speaker);
                    self.speakers.extend(&claim.via);
                    claim.evidence.iter().for_each(|evidence| self.source(evidence.source));
                    relatives.get(&key).into_iter().flatten().for_each(|&other| self.claim(other));
                    if let Some(estimate) = claim.estimate {
                        self.figure(briefing.estimates[estimate].figure);
                    }
                    self.links(briefing, &claim.note);
                }
                // Estimates of one figure may conflict, which is how a claim comes to be disputed.
                Next::Figure(key) => {
                    for &estimate in &briefing.figures[key].estimates {
                        let estimate = &briefing.estimates[estimate];
                        match estimate.provenance {
                            Provenance::Claim(claim) => self.claim(claim),
                            Provenance::Row(_) => {
                                self.speaking(estimate.speaker);
                                estimate.source.into_iter().for_each(|source| self.source(source));
                            }
                        }
                    }
                }
                Next::Source(key) => {
                    let source = &briefing.sources[key];
                    source.made_from().for_each(|from| self.source(from));
                    if let Some(SourceOrigin::Speaker(speaker)) = source.origin {
                        self.speakers.insert(speaker);
                    }
                }
            }
        }
    }

    fn files(&self, briefing: &Briefing, files: &Files) -> BTreeSet<String> {
        let claims = self.claims.iter().map(|&key| briefing.claims[key].place);
        let rows = self.figures.iter().flat_map(|&key| &briefing.figures[key].estimates);
        let rows = rows.map(|&key| briefing.estimates[key].place);
        let figures = self.figures.iter().chain(&self.linked).map(|&key| briefing.figures[key].place);
        let sources = self.sources.iter().map(|&key| briefing.sources[key].place);
        let speakers = self.speakers.iter().map(|&key| briefing.speakers[key].place);
        let places = claims.chain(rows).chain(figures).chain(sources).chain(speakers);
        let places: BTreeSet<FileId> = places.map(|place: Place| place.file).collect();
        let paths = places.into_iter().map(|file| files.get(file).path.to_string());
        let snapshots = self.sources.iter().filter_map(|&key| briefing.sources[key].snapshot.as_ref());
        paths.chain(snapshots.map(|snapshot| snapshot.path.to_string())).collect()
    }
}
