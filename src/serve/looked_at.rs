//! The pages that somebody looks at, which are made before others.

use crate::path::RelPath;
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// So many pages are remembered: more tabs than anybody keeps an eye on.
const MOST: usize = 16;

/// The pages that were asked for last.
#[derive(Debug, Default)]
pub(super) struct LookedAt(Mutex<VecDeque<RelPath>>);

impl LookedAt {
    /// Somebody asked for a page.
    pub(super) fn note(&self, path: RelPath) {
        let mut paths = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        paths.retain(|other| *other != path);
        paths.push_back(path);
        if paths.len() > MOST {
            paths.pop_front();
        }
    }

    /// Them.
    pub(super) fn paths(&self) -> BTreeSet<RelPath> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_that_were_asked_for_last_are_remembered() {
        let looked_at = LookedAt::default();
        let path = |n: usize| RelPath::new(format!("{n}.html")).unwrap();
        (0..=MOST).for_each(|n| looked_at.note(path(n)));
        looked_at.note(path(1));
        looked_at.note(path(MOST + 1));
        let paths = looked_at.paths();
        assert_eq!(paths.len(), MOST);
        assert!(paths.contains(&path(1)) && !paths.contains(&path(2)) && !paths.contains(&path(0)));
    }
}
