//! The lists of briefings, sources and speakers, cut into pages that can be read.

use super::super::links;
use crate::model::reads::print_of;
use crate::model::{Article, Key, Source, Speaker};
use crate::path::RelPath;
use crate::resolve::Briefing;

/// The most entries that a page lists.
pub(crate) const AT_MOST: usize = 300;

/// What the pages of each list hold.
#[derive(Debug)]
pub(crate) struct Lists {
    /// Newest first.
    pub(crate) articles: List<Article>,
    /// By title.
    pub(crate) sources: List<Source>,
    /// By name, those who are not named last.
    pub(crate) speakers: List<Speaker>,
}

impl Lists {
    pub(crate) fn of(briefing: &Briefing) -> Self {
        let years = |key: Key<Article>| {
            briefing.articles[key].date.last_day().map(|day| day.civil().0.to_string()).unwrap_or_default()
        };
        let mut sources: Vec<_> = briefing.sources.iter().collect();
        sources.sort_by_cached_key(|(key, source)| (source.title.to_lowercase(), *key));
        let mut speakers: Vec<_> = briefing.speakers.iter().collect();
        speakers.sort_by_cached_key(|(key, of)| (!of.named, of.name.to_lowercase(), *key));
        Self {
            articles: List::cut(briefing.articles.keys().collect(), years),
            sources: List::cut(sources.into_iter().map(|(key, _)| key).collect(), |key| {
                initial(&briefing.sources[key].title)
            }),
            speakers: List::cut(speakers.into_iter().map(|(key, _)| key).collect(), |key| {
                initial(&briefing.speakers[key].name)
            }),
        }
    }
}

/// What stands on each of the pages of a list.
#[derive(Debug)]
pub(crate) struct List<T> {
    pub(crate) parts: Vec<Vec<Key<T>>>,
    /// What the first and the last entry of each page are looked up by.
    pub(crate) ends: Vec<(String, String)>,
}

impl<T> List<T> {
    fn cut(all: Vec<Key<T>>, looked_up_by: impl Fn(Key<T>) -> String) -> Self {
        let parts: Vec<Vec<Key<T>>> = match all.len() {
            0 => vec![all],
            _ => all.chunks(AT_MOST).map(<[_]>::to_vec).collect(),
        };
        let end = |key: Option<&Key<T>>| key.map(|&key| looked_up_by(key)).unwrap_or_default();
        let ends = match parts.len() {
            1 => Vec::new(),
            _ => parts.iter().map(|part| (end(part.first()), end(part.last()))).collect(),
        };
        Self { parts, ends }
    }

    /// What a page, counted from 0, was asked to list, as a hash.
    pub(crate) fn print(&self, part: usize) -> u64 {
        print_of(&(&self.parts[part], &self.ends))
    }
}

/// Where the pages of the list called `name` are that has so many entries, each with its number from 0.
pub(crate) fn pages(name: &'static str, entries: usize) -> impl Iterator<Item = (RelPath, usize)> {
    (0..entries.div_ceil(AT_MOST).max(1)).map(move |part| (path(name, part), part))
}

/// No id has a full stop, so none can be in the way.
pub(super) fn path(name: &'static str, part: usize) -> RelPath {
    match part {
        0 => links::index(name),
        _ => links::fixed(&format!("{name}/page.{}/index.html", part + 1)),
    }
}

/// The first letter of a title or a name, as in a register.
fn initial(text: &str) -> String {
    let letter = text.chars().find(|c| c.is_alphanumeric());
    letter.map(|letter| letter.to_uppercase().to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(entries: usize) -> List<Source> {
        List::cut((0..entries).map(Key::of_row).collect(), |key| initial(&format!("«{}", key.row())))
    }

    #[test]
    fn a_list_that_fits_stands_on_one_page_and_an_empty_one_too() {
        assert_eq!(cut(0).parts.len(), 1);
        assert_eq!((cut(300).parts.len(), cut(300).ends.len()), (1, 0));
    }

    #[test]
    fn every_entry_of_a_long_list_stands_on_one_page_and_pages_are_told_apart_by_their_ends() {
        let list = cut(3_001);
        let rows: Vec<usize> = list.parts.iter().flatten().map(|key| key.row()).collect();
        assert_eq!(rows, (0..3_001).collect::<Vec<_>>());
        assert!(list.parts.iter().all(|part| part.len() <= AT_MOST));
        assert_eq!((list.ends.len(), &list.ends[1]), (11, &("3".to_owned(), "5".to_owned())));
        let paths: Vec<_> = pages("sources", 601).map(|(path, _)| path.to_string()).collect();
        assert_eq!(paths, ["sources/index.html", "sources/page.2/index.html", "sources/page.3/index.html"]);
    }

    #[test]
    fn an_entry_more_at_the_end_changes_no_page_before_but_for_the_way_to_it() {
        let (before, after) = (cut(650), cut(651));
        assert_eq!(before.print(0), after.print(0));
        assert_ne!(before.print(2), after.print(2));
    }
}
