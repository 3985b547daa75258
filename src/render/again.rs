//! Making again what is no longer as it was, and nothing else.
//!
//! What a page was made from is written down while it is made. The next time it is made again when one of these things says
//! something else, when templates or the site's configuration do, and when it is not known what it was made from.

use super::desk::Desk;
use super::theme::Mistake;
use super::{AT_ONCE, Job, Theme, collisions, jobs, make, place};
use crate::diagnostic::{Diagnostics, FileId, Files};
use crate::model::reads::Reads;
use crate::path::RelPath;
use crate::resolve::Briefing;
use crate::resolve::state::{State, still_so};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};

/// What the pages of a site were made from.
#[derive(Debug, Default)]
pub struct Earlier {
    state: State,
    templates: u64,
    made: BTreeMap<RelPath, Made>,
}

/// What one file was made from.
#[derive(Debug)]
struct Made {
    kind: Discriminant<Job>,
    reads: Vec<Reads>,
}

/// A site of which only some files have to be made.
pub struct Again<'a> {
    desk: Desk<'a>,
    theme: &'a Theme,
    files: &'a Files,
    state: State,
    same: BTreeMap<RelPath, Made>,
    due: Vec<(RelPath, Job)>,
    made: BTreeMap<RelPath, Made>,
}

impl<'a> Again<'a> {
    /// Finds out which files of the site have to be made, `earlier` having told what those are made from that there are.
    ///
    /// # Errors
    /// Pages that would overwrite each other.
    pub fn new(
        briefing: &'a Briefing,
        theme: &'a Theme,
        files: &'a Files,
        earlier: &Earlier,
    ) -> Result<Self, Diagnostics> {
        let jobs = jobs(briefing);
        collisions(briefing, theme, &jobs)?;
        let desk = Desk::new(briefing);
        let state = desk.state();
        let moves = match earlier.templates == theme.print() {
            true => earlier.state.moves_to(&state),
            false => None,
        };
        let still = |path: &RelPath, job: &Job| {
            let made = earlier.made.get(path).filter(|made| made.kind == discriminant(job))?;
            Some(Made { kind: made.kind, reads: still_so(&made.reads, moves.as_deref()?)? })
        };
        let (mut same, mut due) = (BTreeMap::new(), Vec::new());
        for (path, job) in jobs {
            match still(&path, &job) {
                Some(made) => drop(same.insert(path, made)),
                None => due.push((path, job)),
            }
        }
        Ok(Self { desk, theme, files, state, same, due, made: BTreeMap::new() })
    }

    /// The files that are as they were.
    pub fn same(&self) -> impl Iterator<Item = &RelPath> {
        self.same.keys()
    }

    /// The files that have to be made, and with each the file of the site that its record stands in.
    pub fn due(&self) -> impl Iterator<Item = (&RelPath, Option<FileId>)> {
        self.due.iter().map(|(path, job)| (path, place(self.desk.briefing, *job).map(|place| place.file)))
    }

    /// Makes those files that are due and that `are_wanted`, and hands them to `take`.
    ///
    /// # Errors
    /// Mistakes that only show when a template meets a page.
    pub fn make(
        &mut self,
        are_wanted: impl Fn(&RelPath) -> bool,
        mut take: impl FnMut(RelPath, Vec<u8>),
    ) -> Result<(), Diagnostics> {
        let (wanted, rest) =
            std::mem::take(&mut self.due).into_iter().partition(|(path, _)| are_wanted(path));
        self.due = rest;
        let wanted: Vec<(RelPath, Job)> = wanted;
        let mut wrong: BTreeSet<Mistake> = BTreeSet::new();
        for some in wanted.chunks(AT_ONCE) {
            let pages: Vec<_> = some.par_iter().map(|(path, job)| self.make_one(path, *job)).collect();
            for ((path, job), page) in some.iter().zip(pages) {
                match page {
                    Ok((reads, bytes)) if wrong.is_empty() => {
                        self.made.insert(path.clone(), Made { kind: discriminant(job), reads });
                        take(path.clone(), bytes);
                    }
                    Ok(_) => {}
                    Err(mistakes) => wrong.extend(mistakes),
                }
            }
        }
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(wrong.into_iter().map(|mistake| self.theme.diagnose(mistake, self.files)).collect()),
        }
    }

    fn make_one(&self, path: &RelPath, job: Job) -> Result<(Vec<Reads>, Vec<u8>), Vec<Mistake>> {
        let (briefing, mut logs) = self.desk.briefing.watched();
        let desk = self.desk.watched(&briefing, &mut logs);
        let bytes = make(&desk, self.theme, path, job)?;
        Ok((logs.reads(), bytes))
    }

    /// What the files that there are now were made from.
    #[must_use]
    pub fn into_earlier(self) -> Earlier {
        let made = self.same.into_iter().chain(self.made).collect();
        Earlier { state: self.state, templates: self.theme.print(), made }
    }
}
