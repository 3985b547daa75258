//! Rules that look at one article after another, and what they found when nothing about an article has changed since.

use super::attribution::Voices;
use super::rule::{OfArticle, Run};
use super::{Case, RULES, severity};
use crate::diagnostic::{Diagnostic, Files};
use crate::model::reads::{Moves, Reads, still_so};
use crate::model::{Article, ArticleId, Key, Whole};
use crate::resolve::state::State;
use foldhash::fast::FixedState;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// What an earlier check found in each article, and what it read for that.
#[derive(Debug, Default)]
pub struct Earlier {
    state: State,
    files: Files,
    articles: HashMap<ArticleId, Kept, FixedState>,
}

#[derive(Clone, Debug)]
struct Kept {
    reads: Arc<[Reads]>,
    broken: Broken,
}

/// What breaks each rule in one article, by the names of the rules.
type Broken = Arc<Vec<(&'static str, Vec<Diagnostic>)>>;

/// What was found in all articles, in their order.
pub(super) struct Found(Vec<Broken>);

impl Found {
    /// What breaks the rule called `name`.
    pub(super) fn of_rule(&self, name: &str) -> Vec<Diagnostic> {
        let of_rule = |broken: &'_ Broken| broken.iter().position(|(rule, _)| *rule == name);
        self.0.iter().filter_map(|broken| Some(&broken[of_rule(broken)?].1)).flatten().cloned().collect()
    }
}

/// Runs every rule of articles that the site has not switched off.
pub(super) fn look(case: &Case<'_>, earlier: Option<(&mut Earlier, &State)>) -> Found {
    let voices = Whole::from(Voices::new(case.briefing));
    let Some((earlier, state)) = earlier else {
        let keys: Vec<_> = case.briefing.articles.keys().collect();
        return Found(keys.into_par_iter().map(|key| broken(*case, &voices, key)).collect());
    };
    let mut state = state.clone();
    state.add_whole(&voices);
    let moves = earlier.moves(&state, case.files);
    let before = std::mem::take(&mut earlier.articles);
    let kept: Vec<(ArticleId, Kept)> = case
        .briefing
        .articles
        .iter()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(key, article)| {
            let same = moves.as_deref().and_then(|moves| before.get(&article.id)?.after(moves));
            (article.id.clone(), same.unwrap_or_else(|| look_at(case, &voices, key)))
        })
        .collect();
    let found = Found(kept.iter().map(|(_, kept)| Arc::clone(&kept.broken)).collect());
    *earlier = Earlier { state, files: case.files.clone(), articles: kept.into_iter().collect() };
    found
}

impl Earlier {
    /// How what rules read differs now; nothing where all of it may.
    fn moves(&self, state: &State, files: &Files) -> Option<Vec<Moves>> {
        let moves = self.state.moves_to(state)?;
        Some(self.state.but_in_changed_files(moves, &self.files, files))
    }
}

impl Kept {
    /// The same, where nothing that was read for it differs.
    fn after(&self, moves: &[Moves]) -> Option<Self> {
        let reads = still_so(&self.reads, moves)?;
        Some(Self { reads, broken: Arc::clone(&self.broken) })
    }
}

/// Looks at an article and writes down what is read for it.
fn look_at(case: &Case<'_>, voices: &Whole<Voices>, key: Key<Article>) -> Kept {
    let (briefing, mut logs) = case.briefing.watched();
    let voices = logs.add(voices.watched());
    let broken = broken(Case { briefing: &briefing, ..*case }, &voices, key);
    Kept { reads: logs.reads(), broken }
}

fn broken(case: Case<'_>, voices: &Whole<Voices>, key: Key<Article>) -> Broken {
    let of = OfArticle::new(case, voices, key);
    let rules = RULES.iter().filter(|rule| severity(case.briefing, rule).is_some());
    let broken = rules.filter_map(|rule| match rule.run {
        Some(Run::Article(run)) => Some((rule.name, run(&of))),
        _ => None,
    });
    Arc::new(broken.filter(|(_, found)| !found.is_empty()).collect())
}
