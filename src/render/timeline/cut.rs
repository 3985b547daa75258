//! The statements of a site in the order of time, cut into pages that can be read.
//!
//! A site of few statements has one page of them. Of more, each year has one, and a year of too many is cut into its months, and
//! such a month into parts. What there is a page of once, there is a page of for good: more statements only add pages.

use super::super::links;
use crate::model::reads::print_of;
use crate::model::when::Day;
use crate::model::{Claim, Key, Speaking, When};
use crate::path::RelPath;
use crate::resolve::Briefing;
use std::collections::BTreeMap;

/// The most statements that a page lists.
pub(crate) const AT_MOST: usize = 300;

/// How many of the newest stand on the first page where there are more pages.
const NEWEST: usize = 40;

/// What a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Period {
    /// All there are or, where these are too many, the newest and the way to the others.
    Whole,
    Year(i32),
    Month(i32, u8),
    /// Those of which nobody knows the day.
    Undated,
}

/// A page of the timeline: the period, and which part of its statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) period: Period,
    /// From 1.
    pub(crate) part: usize,
}

impl Place {
    pub(crate) fn path(self) -> RelPath {
        let name = match self.period {
            Period::Whole => return links::index("timeline"),
            Period::Year(year) => format!("{year:04}"),
            Period::Month(year, month) => format!("{year:04}-{month:02}"),
            Period::Undated => "undated".to_owned(),
        };
        match self.part {
            1 => links::fixed(&format!("timeline/{name}/index.html")),
            part => links::fixed(&format!("timeline/{name}/{part}/index.html")),
        }
    }
}

/// What one page lists.
#[derive(Debug, Hash)]
pub(crate) struct Stretch {
    pub(crate) place: Place,
    pub(crate) parts: usize,
    /// In the order of time; those without a day last.
    pub(crate) claims: Vec<Key<Claim>>,
    /// The pages that it is cut into, with how many statements each period has.
    pub(crate) within: Vec<(Place, usize)>,
    pub(crate) before: Option<Place>,
    pub(crate) after: Option<Place>,
    /// How many statements the site has, on its first page.
    pub(crate) total: usize,
}

/// All pages of the timeline, the first page first.
#[derive(Debug)]
pub(crate) struct Timeline(Vec<Stretch>);

impl Timeline {
    pub(crate) fn of(briefing: &Briefing) -> Self {
        Self::cut(statements(briefing))
    }

    /// Cuts statements that are in the order of time.
    fn cut(all: Vec<Dated>) -> Self {
        let total = all.len();
        if total <= AT_MOST {
            let claims = all.into_iter().map(|(_, claim)| claim).collect();
            return Self(vec![Stretch { total, ..Stretch::new(Period::Whole, claims) }]);
        }
        let dated = all.iter().filter(|(day, _)| day.is_some()).map(|(_, claim)| *claim);
        let dated: Vec<_> = dated.collect();
        let newest = dated[dated.len().saturating_sub(NEWEST)..].to_vec();
        let mut years: BTreeMap<Period, Vec<Dated>> = BTreeMap::new();
        for (day, claim) in all {
            let year = day.map_or(Period::Undated, |day| Period::Year(day.civil().0));
            years.entry(year).or_default().push((day, claim));
        }
        let within = years.iter().map(|(period, claims)| (Place { period: *period, part: 1 }, claims.len()));
        let first = Stretch { within: within.collect(), total, ..Stretch::new(Period::Whole, newest) };
        let mut pages = vec![first];
        for (period, claims) in years {
            pages.extend(year(period, claims));
        }
        chain(&mut pages);
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

impl Stretch {
    fn new(period: Period, claims: Vec<Key<Claim>>) -> Self {
        let place = Place { period, part: 1 };
        Self { place, parts: 1, claims, within: Vec::new(), before: None, after: None, total: 0 }
    }
}

/// Every claim that a speaker makes, by the last day that it can have been made on.
fn statements(briefing: &Briefing) -> Vec<Dated> {
    let made = briefing.claims.iter().filter(|(_, claim)| claim.speaker != Speaking::Site);
    let mut all: Vec<_> = made
        .map(|(key, claim)| {
            let said = claim.said.as_ref();
            let day = said.and_then(placed);
            (day.is_none(), day, said.and_then(When::first_day), key)
        })
        .collect();
    all.sort_unstable();
    all.into_iter().map(|(_, day, _, key)| (day, key)).collect()
}

/// The day that a statement is listed under: the last that it can have been made on, by which it was.
pub(crate) fn placed(said: &When) -> Option<Day> {
    said.last_day().or(said.first_day())
}

/// A claim, with its day where that is known.
type Dated = (Option<Day>, Key<Claim>);

/// The pages of a year.
fn year(period: Period, claims: Vec<Dated>) -> Vec<Stretch> {
    if claims.len() <= AT_MOST || period == Period::Undated {
        return parts(period, claims);
    }
    let mut months: BTreeMap<Period, Vec<Dated>> = BTreeMap::new();
    for (day, claim) in claims {
        let month = day.map_or(Period::Undated, |day| Period::Month(day.civil().0, day.civil().1));
        months.entry(month).or_default().push((day, claim));
    }
    let within = months.iter().map(|(period, claims)| (Place { period: *period, part: 1 }, claims.len()));
    let mut pages = vec![Stretch { within: within.collect(), ..Stretch::new(period, Vec::new()) }];
    pages.extend(months.into_iter().flat_map(|(period, claims)| parts(period, claims)));
    pages
}

fn parts(period: Period, claims: Vec<Dated>) -> Vec<Stretch> {
    let of = claims.len().div_ceil(AT_MOST);
    let cut = claims.chunks(AT_MOST).zip(1..).map(|(some, part)| Stretch {
        place: Place { period, part },
        parts: of,
        ..Stretch::new(period, some.iter().map(|(_, claim)| *claim).collect())
    });
    cut.collect()
}

/// Tells each page that lists a period which come before and after it.
fn chain(pages: &mut [Stretch]) {
    let lists = |page: &Stretch| page.within.is_empty();
    let places: Vec<Place> = pages.iter().filter(|page| lists(page)).map(|page| page.place).collect();
    for (at, page) in pages.iter_mut().filter(|page| lists(page)).enumerate() {
        page.before = at.checked_sub(1).map(|at| places[at]);
        page.after = places.get(at + 1).copied();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Statements on the days of `dates`, each so many times.
    fn cut(dates: &[(i32, u8, u8, usize)], undated: usize) -> Timeline {
        let days = dates.iter().flat_map(|&(year, month, day, times)| {
            std::iter::repeat_n(Some(Day::from_civil(year, month, day)), times)
        });
        let days = days.chain(std::iter::repeat_n(None, undated));
        Timeline::cut(days.enumerate().map(|(row, day)| (day, Key::of_row(row))).collect())
    }

    fn paths(timeline: &Timeline) -> Vec<(String, usize)> {
        let name = |path: RelPath| path.as_str().trim_end_matches("index.html").to_owned();
        timeline.pages().iter().map(|page| (name(page.place.path()), page.claims.len())).collect()
    }

    fn listed(pages: &[(&str, usize)]) -> Vec<(String, usize)> {
        pages.iter().map(|(path, claims)| ((*path).to_owned(), *claims)).collect()
    }

    #[test]
    fn three_statements_stand_on_one_page() {
        assert_eq!(paths(&cut(&[(1905, 6, 30, 1), (2024, 12, 1, 1)], 1)), listed(&[("timeline/", 3)]));
    }

    #[test]
    fn too_many_statements_for_a_page_are_cut_by_years_months_and_parts() {
        let timeline = cut(&[(-43, 3, 15, 1), (2023, 5, 5, 300), (2024, 1, 2, 20), (2024, 2, 1, 650)], 2);
        let pages = [
            ("timeline/", 40),
            ("timeline/-043/", 1),
            ("timeline/2023/", 300),
            ("timeline/2024/", 0),
            ("timeline/2024-01/", 20),
            ("timeline/2024-02/", 300),
            ("timeline/2024-02/2/", 300),
            ("timeline/2024-02/3/", 50),
            ("timeline/undated/", 2),
        ];
        assert_eq!(paths(&timeline), listed(&pages));
        assert_eq!(timeline.pages()[0].within.len(), 4);
        assert_eq!(timeline.pages()[3].within.iter().map(|(_, claims)| claims).sum::<usize>(), 670);
    }

    #[test]
    fn every_statement_stands_on_one_page_beside_the_newest_and_each_page_leads_to_the_next() {
        let timeline = cut(&[(2023, 5, 5, 900), (2024, 2, 1, 10), (2025, 2, 1, 310)], 400);
        let lists: Vec<&Stretch> =
            timeline.pages()[1..].iter().filter(|page| page.within.is_empty()).collect();
        let rows: Vec<usize> = lists.iter().flat_map(|page| &page.claims).map(|claim| claim.row()).collect();
        assert_eq!(rows, (0..1620).collect::<Vec<_>>());
        assert!(lists.iter().all(|page| page.claims.len() <= AT_MOST));
        for pair in lists.windows(2) {
            assert_eq!((pair[0].after, pair[1].before), (Some(pair[1].place), Some(pair[0].place)));
        }
    }

    #[test]
    fn a_statement_more_changes_only_the_pages_that_list_or_count_it() {
        let before = cut(&[(2023, 5, 5, 299), (2024, 2, 1, 10)], 0);
        let after = cut(&[(2023, 5, 5, 300), (2024, 2, 1, 10)], 0);
        let differ = (0..3).filter(|&page| before.print(page) != after.print(page)).collect::<Vec<_>>();
        assert_eq!(differ, [0, 1]);
    }
}
