//! The card of a claim: everything the record has on it, in one fixed order, absent things left out.

use super::desk::{Desk, LinkView};
use super::html::Html;
use super::links::{self, Here};
use super::passage::{self, PassageLink};
use super::quote::{self, CheckView};
use super::text::{Setting, print};
use super::words::{self, DateView, StatusView};
use crate::model::{Article, Bound, Claim, Column, Estimate, Evidence, Key, Language, Message, Speaking};
use crate::resolve::capital;
use schemars::JsonSchema;
use serde::Serialize;

/// A claim's card.
#[derive(JsonSchema, Serialize)]
pub(crate) struct CardView {
    /// Its name within the article, which its anchor ends in.
    pub(crate) name: String,
    /// Names that it had before.
    former: Vec<String>,
    /// Its number on the page.
    pub(crate) number: usize,
    /// How it stands.
    pub(crate) status: StatusView,
    /// What it says.
    statement: String,
    /// Who says it; nothing where the site itself does.
    said_by: Option<SaidBy>,
    /// Who relayed it.
    via: Vec<LinkView>,
    /// When it was said.
    said: Option<DateView>,
    /// What is to be known of that date.
    said_note: Option<String>,
    /// What kind of statement it is, where it is not plainly asserted.
    act: Option<String>,
    /// What the fields of the speaker and of the day are called.
    labels: (String, String),
    /// The number that it states, in words.
    words: Option<WordsView>,
    /// What that number counts.
    counts: Option<String>,
    /// The day or period that it is of.
    covers: Option<String>,
    /// How firm it is: preliminary, or with its margin.
    firmness: Option<String>,
    /// What it is based on.
    basis: Option<String>,
    /// What vague words are drawn as.
    drawn_as: Option<DrawnAs>,
    /// The claims that it disputes, supports or updates, or that do so to it.
    relations: Vec<RelationView>,
    /// Why it stands as it does.
    reason: String,
    /// Whether its author says so, rather than the record.
    stated: bool,
    /// How credible its author finds it, in words.
    credibility: Option<String>,
    /// What its author adds.
    note: Html,
    /// What it was read in.
    evidence: Vec<EvidenceView>,
    /// The address of the figure that it gives an estimate of.
    figure: Option<String>,
    /// Where it is defined, when that is another article.
    home: Option<LinkView>,
    /// Where it stands in the text.
    back: Vec<BackView>,
}

/// Who says it, and as what.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "SaidBy")]
struct SaidBy {
    /// The speaker.
    who: LinkView,
    /// What they were at the time.
    role: Option<String>,
    /// Whether they are not named.
    unnamed: bool,
}

/// The number as it was said, or in figures where the record has no words.
#[derive(JsonSchema, Serialize)]
struct WordsView {
    /// The words, in quotation marks where they were said so.
    stated: String,
    /// Whether they were said so.
    verbatim: bool,
}

/// What a convention makes of vague words.
#[derive(JsonSchema, Serialize)]
struct DrawnAs {
    /// From where to where.
    range: String,
    /// The convention by which the words are read.
    convention: &'static str,
    /// Where that is explained.
    href: String,
}

/// How the claim bears on others, or they on it.
#[derive(JsonSchema, Serialize)]
struct RelationView {
    /// What they do to one another, as files say it: `disputes`.
    kind: &'static str,
    /// The same for readers.
    name: String,
    /// The other claims.
    claims: Vec<ClaimView>,
}

/// Another claim: by its number where it has one on this page, else by its statement.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "ClaimMention")]
pub(crate) struct ClaimView {
    /// Its number, where it stands on this page.
    pub(crate) number: Option<usize>,
    /// Who says it, where that is not known from what stands around it.
    pub(crate) who: Option<String>,
    /// What it says.
    pub(crate) statement: String,
    /// The address of its card.
    pub(crate) href: String,
}

/// A tie to a source.
#[derive(JsonSchema, Serialize)]
pub(crate) struct EvidenceView {
    /// Whether it `supports` or `disputes` the claim, or only `mentions` it.
    role: &'static str,
    /// The source.
    source: LinkView,
    /// What it is and who published it, in words.
    origin: String,
    /// Where in it.
    at: Option<String>,
    /// What has become of the source, and when.
    state: Option<String>,
    /// The words quoted.
    quote: Option<String>,
    /// The words in the source's language, where the quote is a translation.
    original: Option<String>,
    /// The language of the words quoted, where it is not that of the page.
    language: Option<LanguageView>,
    /// What looking the quote up in our copy showed.
    check: Option<CheckView>,
    /// The words where they stand in the source.
    exact: Option<PassageLink>,
    /// The address of an archived copy.
    archive: Option<String>,
}

/// A language other than the page's.
#[derive(Clone, JsonSchema, Serialize)]
#[schemars(rename = "QuoteLanguage")]
pub(crate) struct LanguageView {
    /// Its tag.
    tag: String,
    /// Which way it runs: `ltr` or `rtl`.
    dir: &'static str,
}

/// A place in the text.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "BackLink")]
struct BackView {
    /// A letter for it, where there are several.
    letter: Option<char>,
    /// Its address.
    href: String,
}

/// The card of `key` on the page of `article`, where its marks have the ids `mentions`.
pub(crate) fn card(
    desk: &Desk<'_>,
    here: &Here,
    article: Key<Article>,
    key: Key<Claim>,
    mentions: &[String],
) -> CardView {
    let claim = &desk.briefing.claims[key];
    let estimate = claim.estimate.map(|estimate| &desk.briefing.estimates[estimate]);
    let numbers = desk.numbers(article);
    let name = numbers.name(key).unwrap_or_default();
    CardView {
        name: name.to_owned(),
        former: claim.ids().skip(1).map(|id| id.name_on(&desk.briefing.articles[article].id)).collect(),
        number: numbers.of_claim(key).unwrap_or_default(),
        status: words::status(here.words(), claim.standing.status),
        statement: claim.statement.clone(),
        said_by: said_by(desk, here, claim),
        via: claim.via.iter().map(|&speaker| desk.speaker_link(here, speaker)).collect(),
        said: claim.said.as_ref().map(|of| words::date(here.words(), of)),
        said_note: claim.said_note.clone(),
        act: words::act(here.words(), claim.act).map(str::to_owned),
        labels: words::labels(here.words(), claim.act, claim.standing.status),
        words: estimate.map(|estimate| WordsView {
            stated: here.words().phrase(&estimate.stated()),
            verbatim: estimate.is_verbatim(),
        }),
        counts: estimate.map(|estimate| capital(&measure(desk, estimate))),
        covers: estimate.map(|of| words::covers(here.words(), of)),
        firmness: estimate.and_then(|of| words::firmness(here.words(), of)),
        basis: claim.basis.clone(),
        drawn_as: estimate.and_then(|estimate| drawn_as(desk, here, estimate)),
        relations: relations(desk, here, article, key),
        reason: here.words().phrase(&claim.standing.reason),
        stated: claim.standing.stated,
        credibility: claim
            .credibility
            .map(|credibility| words::credibility(here.words(), credibility.grade())),
        note: note(desk, here, claim, name),
        evidence: claim.evidence.iter().map(|evidence| evidence_view(desk, here, evidence)).collect(),
        figure: estimate.map(|estimate| estimate_href(desk, here, estimate)),
        home: (claim.article != article).then(|| LinkView {
            text: desk.briefing.articles[claim.article].title.clone(),
            href: desk.claim_href(here, key),
        }),
        back: back(mentions),
    }
}

/// What an estimate counts, in the words of its figure.
pub(crate) fn measure(desk: &Desk<'_>, estimate: &Estimate) -> String {
    let figure = &desk.briefing.figures[estimate.figure];
    let measure = figure.measures.iter().find(|measure| measure.id == estimate.measure);
    measure.map_or_else(|| estimate.measure.to_string(), |measure| measure.label.clone())
}

/// The row of an estimate on its figure's page.
pub(crate) fn estimate_href(desk: &Desk<'_>, here: &Here, estimate: &Estimate) -> String {
    let figure = &desk.briefing.figures[estimate.figure];
    here.to_part(&links::figure(&figure.id), &format!("e-{}", links::estimate_name(&estimate.id)))
}

/// The language of a source, where its quotes differ from the page they stand on.
pub(crate) fn foreign(desk: &Desk<'_>, tag: Option<&str>) -> Option<LanguageView> {
    let language = Language::new(tag?)?;
    let differs = language != desk.briefing.site.language;
    differs
        .then(|| LanguageView { tag: language.as_str().to_owned(), dir: super::frame::direction(&language) })
}

fn said_by(desk: &Desk<'_>, here: &Here, claim: &Claim) -> Option<SaidBy> {
    match claim.speaker {
        Speaking::Site => None,
        Speaking::Speaker(key) => {
            let speaker = &desk.briefing.speakers[key];
            Some(SaidBy {
                who: desk.speaker_link(here, key),
                role: speaker.role.clone(),
                unnamed: !speaker.named,
            })
        }
    }
}

fn drawn_as(desk: &Desk<'_>, here: &Here, estimate: &Estimate) -> Option<DrawnAs> {
    let Bound::Vague(Some(reading)) = estimate.quantity.bound else { return None };
    let range = here.words().say(&match reading.high {
        Some(high) => Message::new("card.drawn-between").with("low", reading.low).with("high", high),
        None => Message::new("card.drawn-from").with("low", reading.low),
    });
    let figure = links::figure(&desk.briefing.figures[estimate.figure].id);
    Some(DrawnAs { range, convention: reading.convention.name(), href: here.to_part(&figure, "method") })
}

fn relations(desk: &Desk<'_>, here: &Here, article: Key<Article>, key: Key<Claim>) -> Vec<RelationView> {
    let own = &desk.briefing.claims[key].relations;
    let others = |back: &Column<Claim, Vec<Key<Claim>>>| back[key].clone();
    let view = |kind, key, ours: &[Key<Claim>], theirs: Vec<Key<Claim>>| {
        let mut all = ours.to_vec();
        all.extend(theirs.into_iter().filter(|other| !ours.contains(other)));
        let mut claims: Vec<_> =
            all.into_iter().map(|other| claim_view(desk, here, Some(article), other)).collect();
        claims.sort_by_key(|claim| (claim.number.is_none(), claim.number));
        (!claims.is_empty()).then(|| RelationView { kind, name: here.words().text(key).to_owned(), claims })
    };
    let views = [
        view("against", "relation.against", &own.disputes, others(&desk.disputed_by)),
        view("supports", "relation.supports", &own.supports, Vec::new()),
        view("repeats", "relation.repeats", &own.repeats, Vec::new()),
        view("part-of", "relation.part-of", &own.part_of, Vec::new()),
        view("rests-on", "relation.rests-on", &own.rests_on, Vec::new()),
        view("replaces", "relation.replaces", &own.updates, Vec::new()),
        view("replaced-by", "relation.replaced-by", &[], others(&desk.updated_by)),
        view("used-by", "relation.used-by", &[], others(&desk.used_by)),
    ];
    views.into_iter().flatten().collect()
}

/// A claim as others refer to it on the page of `article`, or on a page that is no article's.
pub(crate) fn claim_view(
    desk: &Desk<'_>,
    here: &Here,
    article: Option<Key<Article>>,
    key: Key<Claim>,
) -> ClaimView {
    let claim = &desk.briefing.claims[key];
    let on_page = article.and_then(|article| {
        let numbers = desk.numbers(article);
        Some((numbers.of_claim(key)?, format!("#claim-{}", links::encode(numbers.name(key)?))))
    });
    let who = (claim.speaker != Speaking::Site).then(|| desk.name(claim.speaker));
    let (number, href) = match on_page {
        Some((number, href)) => (Some(number), href),
        None => (None, desk.claim_href(here, key)),
    };
    ClaimView { number, who, statement: claim.statement.clone(), href }
}

fn note(desk: &Desk<'_>, here: &Here, claim: &Claim, name: &str) -> Html {
    let footnotes = format!("{name}.");
    print(&claim.note, Setting { desk, here, article: None, under: 3, footnotes: &footnotes })
}

fn evidence_view(desk: &Desk<'_>, here: &Here, evidence: &Evidence) -> EvidenceView {
    let source = &desk.briefing.sources[evidence.source];
    let url = super::source::reachable(source);
    EvidenceView {
        role: evidence.role.name(),
        source: desk.source_link(here, evidence.source),
        origin: super::source::provenance(here.words(), source),
        at: evidence.at.clone(),
        state: words::fate(here.words(), desk.briefing, source),
        language: foreign(desk, source.language.as_deref()),
        check: quote::check(here.words(), source, evidence),
        exact: url.and_then(|url| passage::link(here.words(), url, evidence)),
        archive: source
            .archives
            .first()
            .and_then(|archive| links::external(&archive.url.value))
            .map(str::to_owned),
        quote: evidence.quote.as_ref().map(|quote| quote.value.clone()),
        original: evidence.original.as_ref().map(|original| original.value.clone()),
    }
}

fn back(mentions: &[String]) -> Vec<BackView> {
    let lettered = mentions.len() > 1;
    mentions
        .iter()
        .zip(('a'..='z').chain(std::iter::repeat('·')))
        .map(|(id, letter)| BackView {
            letter: lettered.then_some(letter),
            href: format!("#{}", links::encode(id)),
        })
        .collect()
}
