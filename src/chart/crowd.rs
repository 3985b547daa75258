//! Hundreds of estimates in one panel: those that would cover each other are drawn once, small, and counted.
//!
//! A mark that stands for several has the place of the first of them, never of a mean: every mark in a chart is where
//! somebody put it.

use std::collections::BTreeMap;

use super::scene::{Mark, Shape};
use super::{Plot, wording};

/// More marks than this in a panel are drawn small.
const CROWD: usize = 60;
/// More small marks than this and they are gathered more coarsely, so that a drawing stays within 150 KB.
const MOST: usize = 300;

/// Thins out the marks of a panel; `labelled` ones stay as they are, while they are not more than [`MOST`].
pub(super) fn thin_out(marks: Vec<Mark>, labelled: &[bool], plot: &Plot) -> (Vec<Mark>, Vec<bool>) {
    if marks.len() <= CROWD {
        return (marks, labelled.to_vec());
    }
    let mut room = MOST;
    let (kept, mut others): (Vec<_>, Vec<_>) =
        marks.into_iter().zip(labelled).partition(|&(_, &labelled)| {
            let stays = labelled && room > 0;
            room -= usize::from(stays);
            stays
        });
    let mut width = 1.0 / 160.0;
    let mut height = 4.0;
    let bins = loop {
        let bins = gather(&others, width, height);
        if bins.len() <= MOST || width > 1.0 {
            break bins;
        }
        width *= 1.5;
        height *= 1.5;
    };
    let mut thinned: Vec<Mark> = kept.into_iter().map(|(mark, _)| mark).collect();
    let labelled = thinned.len();
    for members in bins.into_values() {
        let estimates: Vec<usize> = members.iter().flat_map(|&at| others[at].0.members.clone()).collect();
        let first = &mut others[members[0]].0;
        if estimates.len() > 1 {
            first.title = wording::crowd_title(plot, &estimates);
            first.key = None;
            first.whiskers.clear();
        }
        thinned.push(Mark { members: estimates, small: true, ..first.clone() });
    }
    let labelled = (0..thinned.len()).map(|at| at < labelled).collect();
    (thinned, labelled)
}

/// Marks that look alike and lie in the same cell, by cell.
fn gather(
    marks: &[(Mark, &bool)],
    width: f64,
    height: f64,
) -> BTreeMap<(String, u8, bool, [i64; 4]), Vec<usize>> {
    let mut bins: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, (mark, _)) in marks.iter().enumerate() {
        let (look, top, bottom) = match mark.shape {
            Shape::Dot { y } => (0, y, y),
            Shape::Ring { y } => (1, y, y),
            Shape::Bar { low, high, .. } => (2, high, low),
            Shape::Floor { y } => (3, y, y),
            Shape::Ceiling { y, .. } => (4, y, y),
            Shape::Band { low, high } => (5, high, low),
            Shape::OpenBand { low } => (6, low, low),
            Shape::Word { y } => (7, y, y),
        };
        let cell = |value: f64, size: f64| (value / size).floor() as i64;
        let cells = [cell(mark.from, width), cell(mark.to, width), cell(top, height), cell(bottom, height)];
        // What was taken back never hides among what stands.
        let look = if mark.struck { look + 8 } else { look };
        bins.entry((mark.class.clone(), look, mark.block.is_some(), cells)).or_default().push(at);
    }
    bins
}
