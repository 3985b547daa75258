//! The claims of a site under the briefings that define them, cut into pages that can be read.
//!
//! A site of few claims has one page of them, on which they can be narrowed down. Of more, each status has pages of its own, and the
//! first page has the newest and the way to the others: so that each claim is listed once, and not once more for everything that it
//! could be looked up by.

use super::super::links;
use super::super::marks::Numbers;
use crate::model::reads::print_of;
use crate::model::{Article, Claim, Column, Key, Status};
use crate::path::RelPath;
use crate::resolve::Briefing;

/// The most claims that a page lists.
pub(crate) const AT_MOST: usize = 300;

/// How many of the newest stand on the first page where there are more pages.
const NEWEST: usize = 40;

/// A page of claims: those of one status or, on the first page, of all; and which part of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) status: Option<Status>,
    /// From 1.
    pub(crate) part: usize,
}

impl Place {
    pub(crate) fn path(self) -> RelPath {
        let Some(status) = self.status else { return links::index("claims") };
        match self.part {
            1 => links::fixed(&format!("claims/{}/index.html", status.name())),
            part => links::fixed(&format!("claims/{}/{part}/index.html", status.name())),
        }
    }
}

/// What one page lists.
#[derive(Debug, Hash)]
pub(crate) struct Stretch {
    pub(crate) place: Place,
    pub(crate) parts: usize,
    /// Article by article, the newest first, and in one by their numbers.
    pub(crate) claims: Vec<Key<Claim>>,
    /// How many claims the site has, of each status; on its first page.
    pub(crate) counts: Vec<(Status, usize)>,
}

/// All pages of claims, the first page first.
#[derive(Debug)]
pub(crate) struct Claims(Vec<Stretch>);

impl Claims {
    /// All claims of the site, which have these `numbers` on the pages of articles.
    pub(crate) fn of(briefing: &Briefing, numbers: &Column<Article, Numbers>) -> Self {
        let mut all: Vec<(Status, Key<Claim>)> = Vec::with_capacity(briefing.claims.len());
        for (key, numbers) in numbers.iter(&briefing.articles) {
            let own = numbers.order().iter().filter(|&&claim| briefing.claims[claim].article == key);
            all.extend(own.map(|&claim| (briefing.claims[claim].standing.status, claim)));
        }
        Self::cut(&all)
    }

    fn cut(all: &[(Status, Key<Claim>)]) -> Self {
        let of = |status| all.iter().filter(move |(its, _)| *its == status).map(|(_, claim)| *claim);
        let counts = Status::ALL.map(|status| (status, of(status).count()));
        let counts: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
        let fits = all.len() <= AT_MOST;
        let newest = all.iter().take(if fits { AT_MOST } else { NEWEST }).map(|(_, claim)| *claim).collect();
        let first = Place { status: None, part: 1 };
        let mut pages = vec![Stretch { place: first, parts: 1, claims: newest, counts: counts.clone() }];
        for (status, count) in counts.into_iter().filter(|_| !fits) {
            let claims: Vec<_> = of(status).collect();
            pages.extend(claims.chunks(AT_MOST).zip(1..).map(|(some, part)| Stretch {
                place: Place { status: Some(status), part },
                parts: count.div_ceil(AT_MOST),
                claims: some.to_vec(),
                counts: Vec::new(),
            }));
        }
        Self(pages)
    }

    pub(crate) fn pages(&self) -> &[Stretch] {
        &self.0
    }

    /// Which pages there are.
    pub(crate) fn places(&self) -> Vec<Place> {
        self.0.iter().map(|page| page.place).collect()
    }

    /// What a page was asked to list, as a hash.
    pub(crate) fn print(&self, page: usize) -> u64 {
        print_of(&self.0[page])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(claims: &[(Status, usize)]) -> Claims {
        let statuses = claims.iter().flat_map(|&(status, times)| std::iter::repeat_n(status, times));
        Claims::cut(&statuses.zip(0..).map(|(status, row)| (status, Key::of_row(row))).collect::<Vec<_>>())
    }

    fn paths(claims: &Claims) -> Vec<(String, usize)> {
        let name = |path: RelPath| path.as_str().trim_end_matches("index.html").to_owned();
        claims.pages().iter().map(|page| (name(page.place.path()), page.claims.len())).collect()
    }

    #[test]
    fn few_claims_stand_on_one_page() {
        let claims = cut(&[(Status::Attributed, 2), (Status::Silent, 1)]);
        assert_eq!(paths(&claims), [("claims/".to_owned(), 3)]);
    }

    #[test]
    fn many_claims_are_listed_once_each_by_their_status() {
        let claims = cut(&[(Status::Disputed, 5), (Status::Attributed, 700)]);
        let pages = [
            ("claims/", 40),
            ("claims/attributed/", 300),
            ("claims/attributed/2/", 300),
            ("claims/attributed/3/", 100),
            ("claims/disputed/", 5),
        ];
        assert_eq!(paths(&claims), pages.map(|(path, count)| (path.to_owned(), count)));
        let mut rows: Vec<_> =
            claims.pages()[1..].iter().flat_map(|page| &page.claims).map(|claim| claim.row()).collect();
        rows.sort_unstable();
        assert_eq!(rows, (0..705).collect::<Vec<_>>());
    }
}
