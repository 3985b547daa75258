//! Which colour a side has: one palette for the whole site, so that a side looks the same in every chart.

use crate::model::{Estimate, Speaking};
use crate::resolve::Briefing;
use std::collections::BTreeMap;

/// The last colour of the palette, grey, serves every side after the fifth.
const LAST: u8 = 6;

/// The palette's places of all sides that estimate something.
#[derive(Debug, Hash)]
pub(crate) struct Sides(BTreeMap<String, u8>);

impl Sides {
    /// Sides in the order in which they first gave an estimate: by day, then by the order of the record. Speakers whose
    /// records name no side come last: a hundred of them must not take the colours of sides that readers know.
    pub(crate) fn of(briefing: &Briefing) -> Self {
        let mut estimates: Vec<&Estimate> = briefing.estimates.values().collect();
        estimates.sort_by_key(|estimate| {
            let day = estimate.said.as_ref().and_then(|when| when.first_day()).map_or(i64::MAX, |day| day.0);
            (stated_side(briefing, estimate.speaker).is_none(), day)
        });
        let mut places = BTreeMap::new();
        for estimate in estimates {
            let next = u8::try_from(places.len() + 1).unwrap_or(LAST).min(LAST);
            places.entry(side_of(briefing, estimate.speaker)).or_insert(next);
        }
        Self(places)
    }

    /// The palette's place of whoever speaks, from 1.
    pub(crate) fn place(&self, briefing: &Briefing, speaking: Speaking) -> u8 {
        self.0.get(&side_of(briefing, speaking)).copied().unwrap_or(LAST)
    }
}

/// The side of whoever speaks; one whose record names no side stands for itself.
pub(crate) fn side_of(briefing: &Briefing, speaking: Speaking) -> String {
    match speaking {
        Speaking::Site => briefing.site.title.clone(),
        Speaking::Speaker(key) => {
            let side = stated_side(briefing, speaking).unwrap_or(&briefing.speakers[key].name);
            side.to_owned()
        }
    }
}

/// The side that the record of whoever speaks names.
pub(crate) fn stated_side(briefing: &Briefing, speaking: Speaking) -> Option<&str> {
    match speaking {
        Speaking::Site => None,
        Speaking::Speaker(key) => briefing.speakers[key].side.as_deref(),
    }
}
