//! Every name of the site, and what to say of one that leads nowhere.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Placed, nearest, unmistakable};
use crate::load::{Documents, LeftOutDoc};
use crate::model::reads::print_of;
use crate::model::{
    Article, ArticleId, Claim, ClaimAddress, ClaimId, Figure, FigureId, Key, Page, Picture, Record, Source,
    SourceId, Speaker, SpeakerId,
};
use crate::path::RelPath;
use crate::picture::Broken;
use foldhash::fast::FixedState;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Display;

/// The key that each id of the site will have, fixed before any record is made, since records point at each other.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) articles: Keys<Article>,
    pub(super) claims: Keys<Claim>,
    pub(super) figures: Keys<Figure>,
    pub(super) speakers: Keys<Speaker>,
    pub(super) sources: Keys<Source>,
    pub(super) pages: Keys<Page>,
    /// Sources of bibliographies that nothing names, and that a misspelt name may have meant.
    pub(super) unused: BTreeSet<SourceId>,
    /// Entries of bibliographies that were left out, by their keys.
    left_out: BTreeMap<String, LeftOutDoc>,
    /// Files beside texts, and what is known of those that are pictures.
    pub(super) attachments: BTreeMap<RelPath, Option<Result<Picture, Broken>>>,
    /// What names that lead nowhere may have meant.
    pub(super) near: Near,
    /// Articles that are drafts, whether they were left out or not.
    drafts: BTreeSet<ArticleId>,
}

/// The key of each id of a kind.
#[derive(Debug)]
pub(super) struct Keys<R: Record>(HashMap<R::Id, Key<R>, FixedState>);

impl<R: Record> Keys<R> {
    /// The key of the record called `id`.
    pub(super) fn get(&self, id: &R::Id) -> Option<Key<R>> {
        self.0.get(id).copied()
    }

    /// Whether anything is called `id`.
    pub(super) fn has(&self, id: &R::Id) -> bool {
        self.0.contains_key(id)
    }

    /// All ids, in their order.
    pub(super) fn ids(&self) -> Vec<&R::Id> {
        let mut ids: Vec<_> = self.0.keys().collect();
        ids.sort_unstable();
        ids
    }

    /// All ids in the order of their keys.
    fn in_rows(&self) -> Vec<&R::Id> {
        let mut ids: Vec<_> = self.0.iter().collect();
        ids.sort_unstable_by_key(|(_, key)| **key);
        ids.into_iter().map(|(id, _)| id).collect()
    }
}

impl<R: Record> FromIterator<(R::Id, Key<R>)> for Keys<R> {
    fn from_iter<I: IntoIterator<Item = (R::Id, Key<R>)>>(keys: I) -> Self {
        Self(keys.into_iter().collect())
    }
}

impl Names {
    /// Gives each id its key in the order of the documents; of records with one id the first counts, and the others are told.
    pub(super) fn collect(documents: &Documents, out: &mut Diagnostics) -> Self {
        let claims = documents.articles.iter().flat_map(|article| {
            article
                .claims
                .iter()
                .map(|claim| ClaimId { article: article.id.clone(), name: claim.name.value.clone() })
        });
        let drafts = documents.articles.iter().filter(|article| article.draft).map(|article| &article.id);
        let drafts = drafts.chain(&documents.left_out);
        Self {
            articles: keys(documents.articles.iter().map(|article| article.id.clone())),
            claims: keys(claims),
            figures: keys(documents.figures.iter().map(|figure| figure.id.clone())),
            speakers: placed_keys("speaker", documents.speakers.iter().map(|speaker| &speaker.id), out),
            sources: placed_keys("source", documents.sources.iter().map(|source| &source.id), out),
            pages: keys(documents.pages.iter().map(|doc| doc.page.id.clone())),
            unused: BTreeSet::new(),
            left_out: documents
                .left_out_entries
                .iter()
                .rev()
                .map(|entry| (entry.key.clone(), entry.clone()))
                .collect(),
            attachments: documents
                .attachments
                .iter()
                .map(|asset| (asset.path.clone(), asset.picture.clone()))
                .collect(),
            near: Near { incomplete: !documents.unread.records.is_empty(), ..Near::default() },
            drafts: drafts.cloned().collect(),
        }
    }

    /// All that resolving a text asks of names, as a hash.
    pub(super) fn print(&self) -> u64 {
        let Self {
            articles,
            claims,
            figures,
            speakers,
            sources,
            pages,
            unused,
            left_out,
            attachments,
            near: Near { found: _, incomplete },
            drafts,
        } = self;
        let left_out: Vec<_> = left_out.keys().collect();
        // Keys of claims are kept, so that their rows count beside the names.
        let records =
            (articles.ids(), claims.in_rows(), figures.ids(), speakers.ids(), sources.ids(), pages.ids());
        print_of(&(records, unused, left_out, attachments, incomplete, drafts))
    }

    /// The speaker called `id`.
    pub(super) fn speaker(&self, id: &Placed<SpeakerId>, out: &mut Diagnostics) -> Option<Key<Speaker>> {
        let found = self.speakers.get(&id.value);
        if found.is_none() {
            out.push(self.unknown_speaker(&id.value, id.place));
        }
        found
    }

    /// The source called `id`.
    pub(super) fn source(&self, id: &Placed<SourceId>, out: &mut Diagnostics) -> Option<Key<Source>> {
        let found = self.sources.get(&id.value);
        if let (None, Some(entry)) = (found, self.left_out.get(id.value.as_str())) {
            out.push(
                Diagnostic::error("unknown-id", format!("the entry `{}` was left out", id.value))
                    .at(id.place, "leads nowhere")
                    .with_related(entry.place, "left out, as is told there")
                    .with_help("mend the entry; nothing else in its file has to change"),
            );
            out.push(entry.told.clone());
        } else if found.is_none() {
            out.push(self.unknown_source(&id.value, id.place));
        }
        found
    }

    /// The figure called `id`.
    pub(super) fn figure(&self, id: &FigureId, place: Place, out: &mut Diagnostics) -> Option<Key<Figure>> {
        let found = self.figures.get(id);
        if found.is_none() {
            out.push(self.near.unknown("figure", "", id.as_str(), place, || texts(self.figures.ids())));
        }
        found
    }

    /// The claim that `address` means in the article `here`.
    pub(super) fn claim(
        &self,
        address: &ClaimAddress,
        place: Place,
        here: &ArticleId,
        out: &mut Diagnostics,
    ) -> Option<Key<Claim>> {
        let id = address.from(here);
        let found = self.claims.get(&id);
        if let Some(drafted) = self.draft(Some(&id.article), Some(here), place) {
            out.push(drafted);
        } else if found.is_none() {
            out.push(self.unknown_claim(address, place, here));
        }
        found
    }

    /// What to say of a text that refers to the article `to` and stands in the article `from`, or in none: drafts may refer to
    /// drafts, and nothing else may.
    pub(super) fn draft(
        &self,
        to: Option<&ArticleId>,
        from: Option<&ArticleId>,
        place: Place,
    ) -> Option<Diagnostic> {
        let to = to.filter(|to| self.drafts.contains(to))?;
        if from.is_some_and(|from| self.drafts.contains(from)) {
            return None;
        }
        Some(
            Diagnostic::error("refers-to-draft", format!("the article `{to}` is a draft"))
                .at(place, "what this refers to is in a draft")
                .with_why("drafts are not published, so readers would be led to nothing")
                .with_help(format!(
                    "take `draft: true` out of `content/articles/{to}.md`, or refer to it later"
                )),
        )
    }

    fn unknown_claim(&self, address: &ClaimAddress, place: Place, here: &ArticleId) -> Diagnostic {
        let known = || self.claims.ids().into_iter();
        let known =
            || known().map(|id| if id.article == *here { id.name.to_string() } else { id.to_string() });
        self.near.unknown("claim", here.as_str(), &address.to_string(), place, || known().collect())
    }

    /// Says that there is no speaker `id`.
    pub(super) fn unknown_speaker(&self, id: &SpeakerId, place: Place) -> Diagnostic {
        let told = self.near.unknown("speaker", "", id.as_str(), place, || texts(self.speakers.ids()));
        if told.suggestion.is_none() && WE.contains(&id.as_str()) {
            return told.with_help(
                "what the site itself concludes has `speaker: self`; everybody else is defined in a file of `content/speakers/`",
            );
        }
        told
    }

    /// Says that there is no source `id`.
    pub(super) fn unknown_source(&self, id: &SourceId, place: Place) -> Diagnostic {
        let known = || texts(self.sources.ids().into_iter().chain(&self.unused));
        self.near.unknown("source", "", id.as_str(), place, known)
    }
}

fn keys<R: Record>(ids: impl Iterator<Item = R::Id>) -> Keys<R> {
    ids.enumerate()
        .map(|(row, id)| {
            let key = Key::ahead(row, &id);
            (id, key)
        })
        .collect()
}

/// As [`keys`] for ids that authors write, which may stand twice; the rows are counted without those.
fn placed_keys<'a, R: Record<Id: Display + 'a>>(
    what: &str,
    ids: impl Iterator<Item = &'a Placed<R::Id>>,
    out: &mut Diagnostics,
) -> Keys<R> {
    let mut keys = HashMap::default();
    let mut places: BTreeMap<&R::Id, Place> = BTreeMap::new();
    for id in ids {
        match places.get(&id.value) {
            Some(first) => out.push(
                Diagnostic::error("duplicate-id", format!("two {what}s are called `{}`", id.value))
                    .at(id.place, "called so again here")
                    .with_related(*first, "first called so here")
                    .with_why("a link to it could mean either")
                    .with_help("give one of them another id"),
            ),
            None => {
                places.insert(&id.value, id.place);
                keys.insert(id.value.clone(), Key::ahead(keys.len(), &id.value));
            }
        }
    }
    Keys(keys)
}

/// The nearest known names of those that lead nowhere. Measuring one against every name of a site takes long, so each is
/// looked for once, and of many none.
#[derive(Debug, Default)]
pub(super) struct Near {
    found: RefCell<BTreeMap<Wrong, Option<Meant>>>,
    /// A file could not be read: what seems unknown may stand in it, and is not told in the end.
    incomplete: bool,
}

impl Near {
    /// Whether no name has led nowhere yet.
    pub(super) fn is_unasked(&self) -> bool {
        self.found.borrow().is_empty()
    }
}

/// A name that leads nowhere: what it should be a name of, within what, and itself.
type Wrong = (&'static str, String, String);

/// A name that was probably meant, and whether no other can have been.
#[derive(Clone, Debug)]
struct Meant {
    name: String,
    only: bool,
}

impl Near {
    /// So many different names are looked for. Where more are wrong, something else is.
    const MOST: usize = 200;

    fn meant(
        &self,
        what: &'static str,
        within: &str,
        id: &str,
        known: impl FnOnce() -> Vec<String>,
    ) -> Option<Meant> {
        let mut found = self.found.borrow_mut();
        let key = (what, within.to_owned(), id.to_owned());
        if let Some(meant) = found.get(&key) {
            return meant.clone();
        }
        if self.incomplete || found.len() >= Self::MOST {
            return None;
        }
        let known = known();
        let known = || known.iter().map(String::as_str);
        let meant = nearest(id, known())
            .map(|name| Meant { name: name.to_owned(), only: unmistakable(id, name, known()) });
        found.insert(key, meant.clone());
        meant
    }

    /// The nearest to `id` of the names that a thing may have, which differ by what they are `within`.
    pub(super) fn to(
        &self,
        what: &'static str,
        within: &str,
        id: &str,
        known: impl FnOnce() -> Vec<String>,
    ) -> Option<String> {
        self.meant(what, within, id, known).map(|meant| meant.name)
    }

    /// Says that nothing is called `id`, and what may have been meant: `known` are the names of such things, which differ by
    /// what they are `within`.
    pub(super) fn unknown(
        &self,
        what: &'static str,
        within: &str,
        id: &str,
        place: Place,
        known: impl FnOnce() -> Vec<String>,
    ) -> Diagnostic {
        let diagnostic =
            Diagnostic::error("unknown-id", format!("there is no {what} `{id}`")).at(place, "leads nowhere");
        match self.meant(what, within, id, known) {
            Some(Meant { name, only }) => diagnostic
                .with_help(format!("the nearest {what} is `{name}`"))
                .with_suggestion_in(place, id, name)
                .safe_if(only),
            None => diagnostic.with_help(where_to_define(what)),
        }
    }
}

/// What people write where they mean the site itself.
const WE: [&str; 12] =
    ["us", "we", "me", "i", "our", "ours", "ourselves", "site", "this-site", "author", "editor", "editors"];

/// The names as texts.
pub(super) fn texts<T: Display>(names: impl IntoIterator<Item = T>) -> Vec<String> {
    names.into_iter().map(|name| name.to_string()).collect()
}

fn where_to_define(what: &str) -> &'static str {
    match what {
        "speaker" => "define it in a file of `content/speakers/`",
        "source" => "define it in a file of `content/sources/`",
        "article" => "write the path of its file below `content/articles/`, without `.md`",
        "figure" => "write `content/figures/NAME.md`",
        "measure" => "list it under `measures:` in the front matter of the figure",
        "row" => "give the row that is meant an `id`",
        _ => "define it under `claims:` in the article's front matter",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Files;

    #[test]
    fn each_wrong_name_is_looked_for_once_and_of_many_none() {
        let near = Near::default();
        let known = || vec!["john-kirby".to_owned()];
        assert_eq!(near.to("speaker", "", "jon-kirby", known).as_deref(), Some("john-kirby"));
        let again = near.to("speaker", "", "jon-kirby", || unreachable!("it is known"));
        assert_eq!(again.as_deref(), Some("john-kirby"));
        for n in 0..Near::MOST {
            near.to("speaker", "", &format!("speaker-{n}"), known);
        }
        assert_eq!(near.to("speaker", "", "john-kirbi", || unreachable!("too many are wrong")), None);
        let place = Place::new(Files::new().add(RelPath::new("a.md").unwrap(), ""), 0..0);
        let told = near.unknown("speaker", "", "john-kirbi", place, known);
        assert_eq!(told.help.as_deref(), Some(where_to_define("speaker")));
    }

    #[test]
    fn what_may_stand_in_a_file_that_was_not_read_is_not_looked_for() {
        let near = Near { incomplete: true, ..Near::default() };
        assert_eq!(near.to("speaker", "", "jon-kirby", || unreachable!("it is not told in the end")), None);
    }
}
