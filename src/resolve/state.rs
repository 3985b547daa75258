//! What a briefing says as a whole, by which a later one is held against it.

use super::{Briefing, Since, Texts};
use crate::diagnostic::{FileId, Files};
use crate::model::reads::{Log, Moves, Prints, Reads, print_of};
use crate::model::{Column, Record, Table, Whole};
use std::hash::Hash;
use std::sync::Arc;

/// What each table of a briefing says, and what is read without looking it up in a table.
#[derive(Clone, Debug, Default)]
pub struct State {
    tables: Vec<Prints>,
    rest: u64,
}

/// What is looked at in a copy of a briefing, and in what else was [`add`](Logs::add)ed.
#[derive(Debug, Default)]
pub struct Logs(Vec<Arc<Log>>);

impl Logs {
    /// Takes the log of one more table, and hands on what it watches.
    pub fn add<T>(&mut self, (watched, log): (T, Arc<Log>)) -> T {
        self.0.push(log);
        watched
    }

    /// What was looked at, table by table.
    #[must_use]
    pub fn reads(&self) -> Arc<[Reads]> {
        self.0.iter().map(|log| log.reads()).collect()
    }
}

impl Briefing {
    /// The same briefing, which writes down what is looked at in its tables.
    #[must_use]
    pub fn watched(&self) -> (Self, Logs) {
        let mut logs = Logs::default();
        let watched = Self {
            articles: logs.add(self.articles.watched()),
            claims: logs.add(self.claims.watched()),
            estimates: logs.add(self.estimates.watched()),
            figures: logs.add(self.figures.watched()),
            speakers: logs.add(self.speakers.watched()),
            sources: logs.add(self.sources.watched()),
            pages: logs.add(self.pages.watched()),
            collections: logs.add(self.collections.watched()),
            texts: Texts {
                articles: logs.add(self.texts.articles.watched()),
                figures: logs.add(self.texts.figures.watched()),
                pages: logs.add(self.texts.pages.watched()),
            },
            site: self.site.clone(),
            languages: self.languages.clone(),
            attachments: self.attachments.clone(),
            allowances: self.allowances.clone(),
            dates: self.dates.clone(),
            unread: self.unread.clone(),
            since: self.since.as_ref().map(|since| Since {
                articles: logs.add(since.articles.watched()),
                sources: logs.add(since.sources.watched()),
                ..since.clone()
            }),
        };
        (watched, logs)
    }

    /// What it says, in the order of the logs of [`watched`](Self::watched).
    #[must_use]
    pub fn state(&self) -> State {
        let articles = self.articles.prints();
        let figures = self.figures.prints();
        let pages = self.pages.prints();
        let texts = [
            self.texts.articles.prints(&articles),
            self.texts.figures.prints(&figures),
            self.texts.pages.prints(&pages),
        ];
        let attached: Vec<_> = self.attachments.iter().map(|asset| &asset.path).collect();
        let sources = self.sources.prints();
        let last = self.since.as_ref().map(|since| (&since.path, since.sha256.as_str()));
        let since = self.since.iter();
        let since: Vec<Prints> = since
            .flat_map(|since| [since.articles.prints(&articles), since.sources.prints(&sources)])
            .collect();
        let tables = [
            articles,
            self.claims.prints(),
            self.estimates.prints(),
            figures,
            self.speakers.prints(),
            sources,
            pages,
            self.collections.prints(),
        ];
        let tables = tables.into_iter().chain(texts).chain(since).collect();
        State { tables, rest: print_of(&(&*self.site, self.languages.print(), attached, last)) }
    }
}

impl State {
    /// How the tables of `later` differ; nothing where what is read by everything does.
    #[must_use]
    pub fn moves_to(&self, later: &Self) -> Option<Vec<Moves>> {
        let alike = self.rest == later.rest && self.tables.len() == later.tables.len();
        alike.then(|| {
            self.tables.iter().zip(&later.tables).map(|(before, after)| before.moves_to(after)).collect()
        })
    }

    /// As `moves` from this state, with all that stands in a changed file taken as different: `files` are those of this state.
    /// For whoever looks at where things stand, and not only at what they say.
    #[must_use]
    pub fn but_in_changed_files(&self, moves: Vec<Moves>, files: &Files, later: &Files) -> Vec<Moves> {
        let changed = files.changed_in(later);
        let is_changed = |file: FileId| changed.contains(&file);
        moves
            .into_iter()
            .zip(&self.tables)
            .map(|(moves, prints)| prints.but_in_files(moves, is_changed))
            .collect()
    }

    /// Adds what was worked out beside the records of `table`.
    pub fn add<R: Record + Hash + Sync, V: Hash + Sync>(&mut self, column: &Column<R, V>, table: &Table<R>) {
        self.tables.push(column.prints(&table.marks()));
    }

    /// Adds what was worked out from everything.
    pub fn add_whole<V: Hash>(&mut self, whole: &Whole<V>) {
        self.tables.push(whole.prints());
    }
}
