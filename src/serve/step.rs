//! What differs between two versions of the site, so that a browser can tell whether its page is one of those that changed.

use crate::path::RelPath;
use serde::Serialize;
use std::sync::Arc;

/// How many steps are told: so far a tab may lie behind and still keep its page.
const STEPS: usize = 16;

/// So many paths of one step are told, so that what browsers hear stays small. Who hears of no paths takes all as changed.
const PATHS: usize = 50;

/// From one version of the site to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Step {
    from: String,
    to: String,
    /// The files that are new, different or gone; nothing when there are too many to tell.
    changed: Option<Vec<String>>,
}

impl Step {
    /// The first version has no name and nothing to compare with, so that everything has changed since.
    pub(super) fn new(from: &str, to: &str, changed: &[&RelPath]) -> Self {
        let told = !from.is_empty() && changed.len() <= PATHS;
        let changed = told.then(|| changed.iter().map(|path| path.as_str().to_owned()).collect());
        Self { from: from.to_owned(), to: to.to_owned(), changed }
    }
}

/// The last of `steps` with one more.
pub(super) fn after(steps: &[Arc<Step>], next: Step) -> Vec<Arc<Step>> {
    let kept = steps.len().saturating_sub(STEPS - 1);
    steps[kept..].iter().cloned().chain([Arc::new(next)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_tells_its_paths_unless_they_are_many_or_all() {
        let paths: Vec<_> = (0..=PATHS).map(|n| RelPath::new(format!("{n}.html")).unwrap()).collect();
        let paths: Vec<_> = paths.iter().collect();
        assert_eq!(Step::new("a", "b", &paths[..2]).changed.unwrap(), ["0.html", "1.html"]);
        assert_eq!(Step::new("a", "b", &paths[..PATHS]).changed.unwrap().len(), PATHS);
        assert_eq!(Step::new("a", "b", &paths).changed, None);
        assert_eq!(Step::new("", "b", &paths[..2]).changed, None);
    }

    #[test]
    fn only_the_last_steps_are_kept() {
        let mut steps = Vec::new();
        for n in 0..STEPS + 5 {
            steps = after(&steps, Step::new(&format!("{n}"), &format!("{}", n + 1), &[]));
        }
        assert_eq!((steps.len(), steps[0].from.as_str()), (STEPS, "5"));
        assert_eq!(steps[STEPS - 1].to, format!("{}", STEPS + 5));
    }
}
