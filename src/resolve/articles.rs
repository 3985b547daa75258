//! Articles, pages and the texts of figures and notes: marks are set, links resolved, claims numbered.

use super::english::capital;
use super::links::{self, Home};
use super::marks::{self, Passage};
use super::names::Names;
use super::{Beside, Briefing};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::{ArticleDoc, FigureDoc, PageDoc};
use crate::model::text::normal::Normal;
use crate::model::text::{Block, Inline, Text, each_inline, plain};
use crate::model::{Article, ArticleId, Claim, Key, Language, Table};
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Folders of the output that pages of the site's own stand in.
const TAKEN: [&str; 15] = [
    "articles",
    "tags",
    "series",
    "authors",
    "pictures",
    "figures",
    "sources",
    "speakers",
    "claims",
    "timeline",
    "corrections",
    "search",
    "editors",
    "static",
    "index",
];

/// What making articles found out, by which the next time saves work.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    texts: HashMap<ArticleId, Resolved, FixedState>,
    stated: Option<Stated>,
}

/// Claims that are stated by the words that mark them.
#[derive(Debug)]
struct Stated {
    statements: Statements,
    claims: Table<Claim>,
}

/// What states each claim that its front matter does not state, row by row.
type Statements = Vec<Option<Arc<str>>>;

impl Earlier {
    /// Forgets what hangs on the names of the site.
    pub(super) fn forget_texts(&mut self) {
        self.texts.clear();
    }

    /// Forgets what hangs on what else claims say.
    pub(super) fn forget_claims(&mut self) {
        self.stated = None;
    }
}

/// What resolving the text of an article gave, which holds while the article and all names of the site are the same.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    doc: Arc<ArticleDoc>,
    text: Text,
    /// The claims that it marks, in the order of their first markers, with the sentence that the first mark makes.
    marked: Vec<(Key<Claim>, Arc<str>)>,
    told: Diagnostics,
}

impl Resolved {
    fn new(doc: &Arc<ArticleDoc>, names: &Names) -> Self {
        let mut told = Diagnostics::new();
        let folder = folder_of("articles", doc.id.as_str());
        let passages: Vec<_> = doc
            .claims
            .iter()
            .filter_map(|claim| Some(Passage { claim: &claim.name.value, mark: claim.mark.as_ref()? }))
            .collect();
        let mut body = doc.body.clone();
        marks::insert(&mut body, &passages, &mut told);
        links::resolve(&mut body, &folder, Home::Article(&doc.id), names, &mut told);
        let marked = marked(&body, &doc.id, names, &mut told);
        let marked = marked.into_iter().map(|(key, words)| (key, sentence(&words).into())).collect();
        Self { doc: Arc::clone(doc), text: body.into(), marked, told }
    }
}

/// Makes the articles. Of those that are as they were, the texts are taken from `earlier`.
pub(super) fn articles(
    briefing: &mut Briefing,
    docs: &[Arc<ArticleDoc>],
    beside: &[Beside],
    names: &Names,
    earlier: &mut Earlier,
    out: &mut Diagnostics,
) {
    let mut before = std::mem::take(&mut earlier.texts);
    let mut statements: Statements = vec![None; briefing.claims.len()];
    let mut elsewhere = Vec::new();
    let mut texts = Vec::with_capacity(docs.len());
    for (doc, Beside { filed, tie, claims }) in docs.iter().zip(beside) {
        let same = before.remove(&doc.id).filter(|resolved| Arc::ptr_eq(&resolved.doc, doc));
        let resolved = same.unwrap_or_else(|| Resolved::new(doc, names));
        let Resolved { text, marked, told, .. } = &resolved;
        out.extend(told.iter().cloned());
        if let Some(language) = &doc.language
            && Language::new(&language.value).is_none()
        {
            out.push(
                Diagnostic::error("bad-value", "this is not a language")
                    .at(language.place, "not a tag such as `en`, `uk` or `pt-BR` (BCP 47)")
                    .with_why("browsers hyphenate and read aloud by it, and numbers are read in it")
                    .with_help("write the tag of the language, or leave the key out where it is the site’s"),
            );
        }
        for (key, words) in marked {
            match briefing.claims[*key].id.article == doc.id {
                true => state(&briefing.claims, &mut statements, *key, words),
                false => elsewhere.push((*key, Arc::clone(words))),
            }
        }
        // A date that is missing has been told; the article is not published, and any date does for checking the rest.
        let date = doc.date.as_ref().map_or_else(unknown_date, |date| date.value.clone());
        let mut changes = doc.changes.clone();
        changes.sort_by_key(|change| std::cmp::Reverse(change.date.first_day()));
        // Ids come from paths, so no two are alike.
        let _ = briefing.articles.add(Article {
            id: doc.id.clone(),
            place: doc.place,
            kind: doc.kind,
            title: doc.title.clone(),
            summary: doc.summary.clone(),
            date,
            updated: doc.updated.as_ref().map(|updated| updated.value.clone()),
            author_pages: filed.authors.iter().map(|(_, page)| *page).collect(),
            authors: filed.authors.iter().map(|(name, _)| name.clone()).collect(),
            tags: filed.tags.clone(),
            series: filed.series,
            original: tie.original,
            translations: tie.others.clone(),
            draft: doc.draft,
            ahead: false,
            language: doc.language.as_ref().map(|language| language.value.clone()),
            aliases: doc.aliases.clone(),
            contents: doc.contents,
            changes,
            claims: claims.clone(),
            marked: marked.iter().map(|(key, _)| *key).collect(),
        });
        texts.push(text.clone());
        // What is told of one text depends on how much was told of others.
        if told.is_empty() {
            earlier.texts.insert(doc.id.clone(), resolved);
        }
    }
    briefing.texts.articles = texts.into_iter().collect();
    // A claim is stated by its own article's words; by another's only where its own has none.
    for (key, words) in &elsewhere {
        state(&briefing.claims, &mut statements, *key, words);
    }
    for (key, claim) in briefing.claims.iter() {
        if is_open(claim, statements[key.row()].as_deref()) {
            let words = sentence(&claim.id.name.as_str().replace(['-', '_'], " "));
            statements[key.row()] = Some(words.into());
        }
    }
    let stated = earlier.stated.take().filter(|stated| stated.statements == statements);
    let stated = stated.unwrap_or_else(|| {
        let mut claims = briefing.claims.clone();
        for (key, statement) in briefing.claims.keys().zip(&statements) {
            if let Some(statement) = statement {
                claims[key].statement = statement.to_string();
            }
        }
        Stated { statements, claims }
    });
    briefing.claims = earlier.stated.insert(stated).claims.clone();
}

/// Takes a sentence for the statement of a claim that has none.
fn state(claims: &Table<Claim>, statements: &mut Statements, key: Key<Claim>, sentence: &Arc<str>) {
    let statement = &mut statements[key.row()];
    if is_open(&claims[key], statement.as_deref()) {
        *statement = Some(Arc::clone(sentence));
    }
}

/// Whether nothing states a claim yet, its front matter and the words that mark it so far.
fn is_open(claim: &Claim, statement: Option<&str>) -> bool {
    claim.statement.is_empty() && statement.is_none_or(str::is_empty)
}

fn unknown_date() -> crate::model::When {
    use crate::model::when::{Edge, When};
    When::Interval(Edge::Unknown, Edge::Unknown)
}

/// The claims that a text marks, in the order of their first markers, with the words of the first mark. Words that differ
/// from mark to mark are told.
fn marked(
    body: &[Block],
    here: &ArticleId,
    names: &Names,
    out: &mut Diagnostics,
) -> Vec<(Key<Claim>, String)> {
    let mut order: Vec<(Key<Claim>, String)> = Vec::new();
    let mut first: BTreeMap<Key<Claim>, (Place, String)> = BTreeMap::new();
    let mut pieces: BTreeMap<(Key<Claim>, Place), String> = BTreeMap::new();
    each_inline(body, &mut |inline| {
        let Inline::Mark { claim, content, place, piece } = inline else { return };
        let Some(key) = names.claims.get(&claim.from(here)) else { return };
        let words = pieces.entry((key, *place)).or_default();
        words.push_str(&plain::text(content));
        if !piece.last {
            return;
        }
        let words = words.clone();
        match first.get(&key) {
            None => {
                first.insert(key, (*place, words.clone()));
                order.push((key, words));
            }
            Some((first_place, first_words)) => {
                if Normal::new(first_words).as_str() != Normal::new(&words).as_str() {
                    out.push(
                        Diagnostic::warning(
                            "marked-differently",
                            format!("claim `{claim}` is marked twice with different words"),
                        )
                        .at(*place, "other words here")
                        .with_related(*first_place, "first marked here")
                        .with_why(
                            "one claim is one proposition; words that say something else are another claim",
                        )
                        .with_help("mark the same words, or define a second claim with `repeats: [first]`"),
                    );
                }
            }
        }
    });
    order
}

/// Words with a capital at the start and a stop at the end.
fn sentence(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = capital(&words);
    match words.is_empty() || words.ends_with(['.', '!', '?', '…', '。']) {
        true => words,
        false => format!("{}.", words.trim_end_matches([',', ';', ':'])),
    }
}

/// Makes the free pages.
pub(super) fn pages(briefing: &mut Briefing, pages: Vec<PageDoc>, names: &Names, out: &mut Diagnostics) {
    let mut texts = Vec::with_capacity(pages.len());
    for PageDoc { page, mut body } in pages {
        let first = page.id.as_str().split('/').next().unwrap_or_default();
        if TAKEN.contains(&first) {
            out.push(
                Diagnostic::error("bad-path", format!("a page cannot stand at `/{}/`", page.id))
                    .at(page.place, format!("`/{first}/` is a part of every site"))
                    .with_why("the page would take the place of one that the site writes itself")
                    .with_help("rename the file"),
            );
        }
        let folder = folder_of("pages", page.id.as_str());
        links::resolve(&mut body, &folder, Home::Other, names, out);
        // Ids come from paths, so no two are alike.
        let _ = briefing.pages.add(page);
        texts.push(Text::from(body));
    }
    briefing.texts.pages = texts.into_iter().collect();
}

/// Resolves the links in the texts of figures and in the notes of claims.
pub(super) fn figures_and_notes(
    briefing: &mut Briefing,
    figures: Vec<FigureDoc>,
    names: &Names,
    out: &mut Diagnostics,
) {
    let texts = figures.into_iter().map(|mut doc| {
        let folder = folder_of("figures", doc.id.as_str());
        links::resolve(&mut doc.body, &folder, Home::Other, names, out);
        Text::from(doc.body)
    });
    briefing.texts.figures = texts.collect();
    for key in briefing.claims.keys() {
        let article = briefing.claims[key].id.article.clone();
        let folder = folder_of("articles", article.as_str());
        links::resolve(&mut briefing.claims[key].note, &folder, Home::Note(&article), names, out);
    }
}

/// The folder of the file of `id`, below `content/`.
pub(super) fn folder_of(kind: &str, id: &str) -> String {
    match id.rsplit_once('/') {
        Some((folder, _)) => format!("{kind}/{folder}"),
        None => kind.to_owned(),
    }
}
