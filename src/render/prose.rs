//! A text as its page shows it: block by block, with notes beside the blocks that state claims and charts between them.

use super::chart::{ChartView, chart};
use super::desk::Desk;
use super::html::Html;
use super::links::{self, Here};
use super::marks::Numbers;
use super::text::{Printer, Setting};
use super::words::{self, DateView, StatusView, covers_shortly};
use crate::model::text::Block;
use crate::model::{Article, Claim, Figure, Key, Speaking};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// More notes than this beside one block are printed in one line each.
const FULL_NOTES: usize = 4;

/// A stretch of text with what stands beside it.
#[derive(Default, JsonSchema, Serialize)]
pub(crate) struct BlockView {
    /// The text.
    html: Html,
    /// The notes of its claims.
    notes: Vec<NoteView>,
    /// Whether the notes are to be short, since there are many.
    short: bool,
    /// The chart that stands here, in place of text.
    chart: Option<ChartView>,
}

/// The note of a claim.
#[derive(JsonSchema, Serialize)]
pub(crate) struct NoteView {
    /// The numbers of the claims that it tells of, and the names in their anchors.
    claims: Vec<NotedView>,
    /// Who says it.
    who: String,
    /// Whether the site itself does.
    ours: bool,
    /// Whether they are not named.
    unnamed: bool,
    /// When it was said.
    said: Option<DateView>,
    /// The number that it states, in its words.
    words: Option<String>,
    /// The day or period that the number is of.
    covers: Option<String>,
    /// What kind of statement it is, where it is not plainly asserted.
    act: Option<String>,
    /// Whether the number is preliminary.
    preliminary: bool,
    /// The numbers of the claims that it was worked out from.
    rests_on: Vec<usize>,
    /// How they stand.
    status: StatusView,
}

/// A claim that a note tells of.
#[derive(JsonSchema, Serialize)]
struct NotedView {
    /// Its number on the page.
    number: usize,
    /// Its name, which the anchor of its card ends in.
    name: String,
}

/// A text as a list of views.
pub(crate) struct Prose {
    pub(crate) blocks: Vec<BlockView>,
    /// The ids of all marks of each claim.
    pub(crate) mentions: BTreeMap<Key<Claim>, Vec<String>>,
}

pub(crate) fn prose(blocks: &[Block], setting: Setting<'_>) -> Prose {
    let mut views: Vec<BlockView> = Vec::new();
    let mut charts = 0;
    let mentions = each_part(blocks, setting, |part| match part.chart {
        None => push(&mut views, part.html, None, part.noted, setting),
        Some(figure) => {
            charts += 1;
            let chart = chart(setting.desk, setting.here, figure, part.html, charts, setting.article, false);
            push(&mut views, Html::default(), Some(chart), part.noted, setting);
        }
    });
    Prose { blocks: views, mentions }
}

/// A stretch of a text, printed.
pub(crate) struct Part {
    /// The figure whose chart stands here.
    pub(crate) chart: Option<Key<Figure>>,
    /// The text, or the caption of the chart.
    pub(crate) html: Html,
    /// The claims whose markers stand in it.
    pub(crate) noted: Vec<Key<Claim>>,
}

/// Hands each stretch of a text to `then`, its footnotes last, and gives the ids of all marks of each claim.
pub(crate) fn each_part(
    blocks: &[Block],
    setting: Setting<'_>,
    mut then: impl FnMut(Part),
) -> BTreeMap<Key<Claim>, Vec<String>> {
    let mut printer = Printer::new(blocks, setting);
    for block in blocks {
        let mut shown = None;
        if let Block::Chart { figure, caption, .. } = block
            && let Some(figure) = setting.desk.briefing.figures.find(figure)
        {
            printer.line(caption);
            shown = Some(figure);
        } else {
            printer.block(block);
        }
        then(Part { chart: shown, html: printer.take(), noted: printer.take_noted() });
    }
    let footnotes = printer.footnotes();
    then(Part { chart: None, html: footnotes, noted: printer.take_noted() });
    printer.into_mentions()
}

fn push(
    views: &mut Vec<BlockView>,
    html: Html,
    chart: Option<ChartView>,
    noted: Vec<Key<Claim>>,
    setting: Setting<'_>,
) {
    if html.is_empty() && chart.is_none() {
        return;
    }
    let notes: Vec<NoteView> = match setting.article {
        Some(article) => {
            let claims = &setting.desk.briefing.claims;
            let together = noted.chunk_by(|one, other| is_told_alike(&claims[*one], &claims[*other]));
            together.map(|claims| note(setting.desk, setting.here, article, claims[0], claims)).collect()
        }
        None => Vec::new(),
    };
    let short = notes.len() > FULL_NOTES;
    views.push(BlockView { html, notes, short, chart });
}

/// Whether one note can tell of two claims: the same speaker on the same occasion, neither with a number of its own.
fn is_told_alike(one: &Claim, other: &Claim) -> bool {
    let told = |claim: &Claim| (claim.speaker, claim.act, claim.standing.status);
    let by_somebody = one.speaker != Speaking::Site;
    let plain = one.estimate.is_none() && other.estimate.is_none();
    by_somebody && plain && told(one) == told(other) && one.said == other.said
}

/// The note that tells of `key` and what is told like it.
fn note(
    desk: &Desk<'_>,
    here: &Here,
    article: Key<Article>,
    key: Key<Claim>,
    claims: &[Key<Claim>],
) -> NoteView {
    let claim = &desk.briefing.claims[key];
    let numbers = desk.numbers(article);
    let estimate = claim.estimate.map(|estimate| &desk.briefing.estimates[estimate]);
    let speaker = match claim.speaker {
        Speaking::Speaker(speaker) => Some(&desk.briefing.speakers[speaker]),
        Speaking::Site => None,
    };
    let mut rests_on: Vec<usize> =
        claim.relations.rests_on.iter().filter_map(|&other| numbers.of_claim(other)).collect();
    rests_on.sort_unstable();
    NoteView {
        claims: noted(numbers, claims),
        who: desk.name(claim.speaker),
        ours: speaker.is_none(),
        unnamed: speaker.is_some_and(|speaker| !speaker.named),
        said: claim.said.as_ref().map(|of| words::short_date(here.words(), of)),
        words: estimate.map(|estimate| here.words().phrase(&estimate.stated())),
        covers: estimate.map(|estimate| covers_shortly(here.words(), &estimate.counting)),
        act: words::act_within(here.words(), claim.act).filter(|_| estimate.is_none()).map(str::to_owned),
        preliminary: estimate.is_some_and(|estimate| estimate.preliminary),
        rests_on,
        status: words::status(here.words(), claim.standing.status),
    }
}

fn noted(numbers: &Numbers, claims: &[Key<Claim>]) -> Vec<NotedView> {
    let view = |&claim: &Key<Claim>| NotedView {
        number: numbers.of_claim(claim).unwrap_or_default(),
        name: links::encode(numbers.name(claim).unwrap_or_default()),
    };
    claims.iter().map(view).collect()
}

/// The text of a page, figure or note that marks nothing.
pub(crate) fn setting<'a>(desk: &'a Desk<'a>, here: &'a Here) -> Setting<'a> {
    Setting { desk, here, article: None, under: 1, footnotes: "" }
}
