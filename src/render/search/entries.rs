//! What can be found: every page and every claim, with the words that find it and the passages that are shown of it.

use super::super::desk::Desk;
use super::super::links::{self, Here};
use super::super::source::provenance;
use super::super::words;
use crate::model::text::{Block, each_line, plain};
use crate::model::{Article, Claim, Figure, Key, Message, Page, Source, Speaker, Speaking};
use std::borrow::Cow;

/// How much it tells of an entry that it has a word in some place: the first place tells most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// The title of an article, figure or page.
    Title,
    /// The statement of a claim, and its number in words.
    Statement,
    /// The name of a speaker, the title of a source.
    Name,
    /// Summaries, headings, quotes, roles, who made a claim.
    About,
    /// Everything else.
    Text,
}

impl Place {
    pub(super) const ALL: [Self; 5] = [Self::Title, Self::Statement, Self::Name, Self::About, Self::Text];

    /// What a word in this place weighs.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Title => 12.0,
            Self::Statement => 6.0,
            Self::Name => 4.0,
            Self::About => 2.0,
            Self::Text => 1.0,
        }
    }

    /// How many words are usual there: in more of them, one tells less.
    pub(super) fn usual_length(self) -> f32 {
        match self {
            Self::Title => 6.0,
            Self::Statement => 14.0,
            Self::Name => 5.0,
            Self::About => 30.0,
            Self::Text => 400.0,
        }
    }
}

/// Something that can be found.
pub(super) struct Entry<'a> {
    /// A letter for its kind; a claim's is the capital that stands for its status.
    pub(super) kind: char,
    pub(super) title: &'a str,
    /// Where it is, from the root of the site, percent-encoded as links are.
    pub(super) path: String,
    pub(super) date: String,
    /// Who or what it is from, in a few words.
    pub(super) detail: String,
    /// The language of its title, as a tag.
    pub(super) language: &'a str,
    /// Words in their language and place, the title's included.
    pub(super) words: Vec<(Place, &'a str, Cow<'a, str>)>,
    pub(super) sections: Vec<Section<'a>>,
}

/// Passages that stand under one heading.
pub(super) struct Section<'a> {
    pub(super) anchor: String,
    pub(super) heading: String,
    pub(super) language: &'a str,
    pub(super) passages: Vec<String>,
}

/// What an entry is made of.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    Article(Key<Article>),
    Claim(Key<Claim>),
    Figure(Key<Figure>),
    Source(Key<Source>),
    Speaker(Key<Speaker>),
    Page(Key<Page>),
}

/// Everything that can be found, in the order of the entries' numbers: each article with its claims after it, for they share
/// words, and what shares words is stored in less.
pub(super) fn subjects(desk: &Desk<'_>) -> Vec<Subject> {
    let briefing = desk.briefing;
    let articles = briefing.articles.iter().flat_map(|(key, article)| {
        std::iter::once(Subject::Article(key)).chain(article.claims.iter().copied().map(Subject::Claim))
    });
    articles
        .chain(briefing.figures.keys().map(Subject::Figure))
        .chain(briefing.sources.keys().map(Subject::Source))
        .chain(briefing.speakers.keys().map(Subject::Speaker))
        .chain(briefing.pages.keys().map(Subject::Page))
        .collect()
}

pub(super) fn entry<'a>(desk: &Desk<'a>, subject: Subject) -> Entry<'a> {
    match subject {
        Subject::Article(key) => article(desk, key),
        Subject::Claim(key) => claim(desk, key),
        Subject::Figure(key) => figure(desk, key),
        Subject::Source(key) => source(desk, key),
        Subject::Speaker(key) => speaker(desk, key),
        Subject::Page(key) => page(desk, key),
    }
}

/// The paths of the index are those that the front page would link to.
fn root(desk: &Desk<'_>) -> Here {
    Here::at(links::home()).speaking(desk.briefing.languages.of(None))
}

impl<'a> Entry<'a> {
    fn new(kind: char, place: Place, title: &'a str, path: String, language: &'a str) -> Self {
        Self {
            kind,
            title,
            path,
            date: String::new(),
            detail: String::new(),
            language,
            words: vec![(place, language, Cow::Borrowed(title))],
            sections: Vec::new(),
        }
    }

    /// Words that find it and are not shown.
    fn found_by(&mut self, place: Place, text: impl Into<Cow<'a, str>>) {
        self.words.push((place, self.language, text.into()));
    }

    /// Words that find it and are shown as a passage.
    fn says(&mut self, place: Place, language: &'a str, text: &'a str) {
        self.words.push((place, language, Cow::Borrowed(text)));
        self.section(String::new(), String::new(), language).passages.push(text.to_owned());
    }

    /// The section to go on with: the last one, where it is of the same heading and language.
    fn section(&mut self, anchor: String, heading: String, language: &'a str) -> &mut Section<'a> {
        let goes_on =
            self.sections.last().is_some_and(|last| last.anchor == anchor && last.language == language);
        if !goes_on {
            self.sections.push(Section { anchor, heading, language, passages: Vec::new() });
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }

    /// A text with its headings.
    fn text(&mut self, blocks: &'a [Block]) {
        let (mut anchor, mut heading) = (String::new(), String::new());
        for block in blocks {
            if let Block::Heading { anchor: own, content, .. } = block {
                (anchor, heading) = (own.clone(), plain::text(content));
                self.found_by(Place::About, heading.clone());
                continue;
            }
            each_line(std::slice::from_ref(block), &mut |line| {
                let text = plain::text(line);
                if !text.trim().is_empty() {
                    let language = self.language;
                    let section = self.section(links::encode(&anchor), heading.clone(), language);
                    section.passages.push(text.clone());
                    self.found_by(Place::Text, text);
                }
            });
        }
    }
}

fn site<'a>(desk: &Desk<'a>) -> &'a str {
    desk.briefing.site.language.as_str()
}

fn article<'a>(desk: &Desk<'a>, key: Key<Article>) -> Entry<'a> {
    let article = &desk.briefing.articles[key];
    let language = article.language.as_deref().unwrap_or(site(desk));
    let path = root(desk).to(&links::article(&article.id));
    let mut entry = Entry::new('a', Place::Title, &article.title, path, language);
    entry.date = words::short_date(root(desk).words(), &article.date).text;
    if let Some(summary) = &article.summary {
        entry.says(Place::About, language, summary);
    }
    for author in &article.authors {
        entry.found_by(Place::About, author);
    }
    let filed = article.tags.iter().chain(&article.series);
    filed.for_each(|&key| entry.found_by(Place::About, desk.briefing.collections[key].name.as_str()));
    entry.text(&desk.briefing.texts.articles[key]);
    entry
}

fn claim<'a>(desk: &Desk<'a>, key: Key<Claim>) -> Entry<'a> {
    let briefing = desk.briefing;
    let claim = &briefing.claims[key];
    let language = briefing.articles[claim.article].language.as_deref().unwrap_or(site(desk));
    let kind = words::letter(claim.standing.status).chars().next().unwrap_or('A');
    let mut entry =
        Entry::new(kind, Place::Statement, &claim.statement, desk.claim_href(&root(desk), key), language);
    entry.date =
        claim.said.as_ref().map(|said| words::short_date(root(desk).words(), said).text).unwrap_or_default();
    if let Speaking::Speaker(speaker) = claim.speaker {
        entry.detail = briefing.speakers[speaker].name.clone();
        entry.words.push((Place::About, site(desk), Cow::Borrowed(&briefing.speakers[speaker].name)));
    }
    if let Some(estimate) = claim.estimate {
        entry.found_by(Place::Statement, &briefing.estimates[estimate].words.value);
    }
    for evidence in &claim.evidence {
        let theirs = briefing.sources[evidence.source].language.as_deref().unwrap_or(language);
        let ours = if evidence.original.is_some() { language } else { theirs };
        for (language, words) in [(ours, &evidence.quote), (theirs, &evidence.original)] {
            if let Some(words) = words {
                entry.says(Place::About, language, &words.value);
            }
        }
    }
    entry.text(&claim.note);
    entry
}

fn figure<'a>(desk: &Desk<'a>, key: Key<Figure>) -> Entry<'a> {
    let figure = &desk.briefing.figures[key];
    let path = root(desk).to(&links::figure(&figure.id));
    let mut entry = Entry::new('f', Place::Title, &figure.title, path, site(desk));
    for summary in figure.summary.iter().chain(&figure.comparability) {
        entry.says(Place::About, site(desk), summary);
    }
    for measure in &figure.measures {
        entry.found_by(Place::About, &measure.label);
    }
    entry.found_by(Place::About, &figure.unit);
    entry.detail = root(desk).words().say(&Message::count("count.estimates", figure.estimates.len()));
    entry.text(&desk.briefing.texts.figures[key]);
    entry
}

fn source<'a>(desk: &Desk<'a>, key: Key<Source>) -> Entry<'a> {
    let source = &desk.briefing.sources[key];
    let language = match &source.language {
        Some(language) if !source.title_supplied => language,
        _ => site(desk),
    };
    let path = root(desk).to(&links::source(&source.id));
    let mut entry = Entry::new('s', Place::Name, &source.title, path, language);
    entry.detail =
        Some(provenance(root(desk).words(), source)).filter(|from| *from != source.title).unwrap_or_default();
    for name in source.authors.iter().chain(&source.publisher) {
        entry.words.push((Place::About, site(desk), Cow::Borrowed(name)));
    }
    for text in source.descriptor.iter().chain(&source.note).chain(&source.state.note) {
        entry.says(Place::Text, site(desk), text);
    }
    entry
}

fn speaker<'a>(desk: &Desk<'a>, key: Key<Speaker>) -> Entry<'a> {
    let speaker = &desk.briefing.speakers[key];
    let path = root(desk).to(&links::speaker(&speaker.id));
    let mut entry = Entry::new('v', Place::Name, &speaker.name, path, site(desk));
    entry.detail = speaker
        .role
        .clone()
        .unwrap_or_else(|| words::speaker_kind(root(desk).words(), speaker.kind).to_owned());
    for text in speaker.role.iter().chain(&speaker.side) {
        entry.found_by(Place::About, text);
    }
    for text in speaker.description.iter().chain(&speaker.stake).chain(&speaker.note) {
        entry.says(Place::Text, site(desk), text);
    }
    entry
}

fn page<'a>(desk: &Desk<'a>, key: Key<Page>) -> Entry<'a> {
    let page = &desk.briefing.pages[key];
    let path = root(desk).to(&links::page(&page.id));
    let mut entry = Entry::new('p', Place::Title, &page.title, path, site(desk));
    if let Some(summary) = &page.summary {
        entry.says(Place::About, site(desk), summary);
    }
    entry.text(&desk.briefing.texts.pages[key]);
    entry
}
