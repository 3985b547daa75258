//! Where labels go: beside their mark, on the side that has room, pushed apart where they would meet.
//!
//! A label that finds no free place is left out rather than printed over another; its mark keeps the title, and the
//! table has the words.

use super::lettering::{self, LEADING};
use super::scene::{Area, Fit, Label, Mark, Shape};
use super::{Plot, Plotted, wording};
use crate::language::Words;

/// From the edge of a mark to its label, in pixels.
const GAP: f64 = 11.0;
/// A label that was moved further than this gets a line to its mark.
const MOVED: f64 = 8.0;
/// What the numbers at the start side take.
const LINE_LABELS: f64 = 46.0;
/// A column narrower than this holds no words.
const TIGHTEST: f64 = 80.0;
/// How far up or down a label may be moved.
pub(super) const FARTHEST: f64 = 120.0;
/// More labels than this in a panel are too many to read.
pub(super) const MANY: usize = 12;
/// The same for blocks, whose labels have to stand above them.
const MANY_BLOCKS: usize = 6;

/// Which members of a panel are labelled: all, or the first, last, highest and lowest of each speaker.
pub(super) fn chosen(marks: &[Mark], estimates: &[Plotted]) -> Vec<bool> {
    let blocks = marks.iter().filter(|mark| mark.block.is_some()).count();
    if marks.len() <= MANY && blocks <= MANY_BLOCKS {
        return vec![true; marks.len()];
    }
    let mut chosen = vec![false; marks.len()];
    let mut speakers: Vec<(&str, Vec<usize>)> = Vec::new();
    for (position, mark) in marks.iter().enumerate() {
        let Some(who) = mark.members.first().map(|&index| estimates[index].who.as_str()) else { continue };
        match speakers.iter_mut().find(|(speaker, _)| *speaker == who) {
            Some((_, own)) => own.push(position),
            None => speakers.push((who, vec![position])),
        }
    }
    for (_, own) in &speakers {
        let height = |&&position: &&usize| marks[position].shape.extent();
        let start = |&&position: &&usize| marks[position].from;
        let extremes = [
            own.iter().min_by(|a, b| start(a).total_cmp(&start(b))),
            own.iter().rev().max_by(|a, b| start(a).total_cmp(&start(b))),
            own.iter().min_by(|a, b| height(a).0.total_cmp(&height(b).0)),
            own.iter().max_by(|a, b| height(a).1.total_cmp(&height(b).1)),
        ];
        for &position in extremes.into_iter().flatten() {
            chosen[position] = true;
        }
    }
    chosen
}

/// What a label says in one set: the lines, and how many of them name the speaker.
fn lines(says: &Words, estimate: &Plotted, fit: Fit, room: f64) -> (Vec<String>, usize) {
    let in_full = estimate.role.as_ref().map(|role| format!("{}, {role}", estimate.who));
    let who = in_full
        .filter(|who| fit == Fit::Wide && lettering::width(who, true) <= room)
        .unwrap_or_else(|| estimate.who.clone());
    let mut lines = lettering::wrap(&who, true, room, 3);
    let named = lines.len();
    let in_full =
        Some(wording::phrase(says, estimate, true)).filter(|text| lettering::width(text, false) <= room);
    let phrase = in_full.unwrap_or_else(|| wording::phrase(says, estimate, false));
    lines.extend(lettering::wrap(&phrase, false, room, 4));
    (lines, named)
}

/// The room that labels of a panel share.
pub(super) struct Room {
    pub(super) fit: Fit,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// What no label may cover.
    pub(super) taken: Vec<Area>,
    /// The labels that are placed.
    pub(super) labels: Vec<Area>,
    /// The areas of blocks, by mark, that only their own label may stand on.
    pub(super) fills: Vec<(usize, Area)>,
    /// How far labels may be pushed.
    pub(super) farthest: f64,
    /// How far labels are pushed at a time, and whether only downward, as in a strip.
    pub(super) pitch: f64,
    pub(super) only_down: bool,
}

impl Room {
    /// Finds a place for the label of each chosen mark, from the middle of the panel outward.
    pub(super) fn place(&mut self, marks: &[Mark], chosen: &[bool], plot: &Plot) -> Vec<Option<Label>> {
        let mut labels: Vec<Option<Label>> = vec![None; marks.len()];
        let mut order: Vec<usize> = (0..marks.len()).filter(|&position| chosen[position]).collect();
        let mut heights: Vec<f64> = order.iter().map(|&position| middle(marks[position].shape)).collect();
        heights.sort_by(f64::total_cmp);
        let median = heights.get(heights.len() / 2).copied().unwrap_or_default();
        order.sort_by(|&a, &b| {
            let away = |position: usize| (middle(marks[position].shape) - median).abs();
            // Of marks side by side the outer ones first, so that leaders do not cross.
            let outer = |position: usize| -marks[position].dodge.abs();
            away(a).total_cmp(&away(b)).then(outer(a).total_cmp(&outer(b))).then(a.cmp(&b))
        });
        for position in order {
            let mark = &marks[position];
            let Some(estimate) = mark.members.first().map(|&index| &plot.estimates[index]) else { continue };
            let up = middle(mark.shape) < median && !self.only_down;
            let wrapped: Vec<_> = self
                .rooms(mark)
                .into_iter()
                .map(|room| lines(&plot.says, estimate, self.fit, room))
                .collect();
            let find = |lines: &[String], named| self.find(&Request { position, mark, named, up }, lines);
            let label = wrapped.iter().find_map(|(lines, named)| find(lines, *named));
            let label =
                label.or_else(|| wrapped.iter().find_map(|(lines, named)| find(&lines[..*named], *named)));
            if let Some(label) = &label {
                let area = label.area();
                self.taken.push(area);
                self.taken.extend(label.leader.map(|leader| leader_area(label, leader, &area)));
                self.labels.push(area);
            }
            labels[position] = label;
        }
        labels
    }

    /// The widths that a label may be broken to: as wide as is easily read, else what is left on either side.
    fn rooms(&self, mark: &Mark) -> Vec<f64> {
        let beside = mark.shape.half() + GAP + 2.0;
        let width = self.fit.narrowest();
        let end = width * (1.0 - mark.to) - mark.dodge - beside;
        let start = width * mark.from + mark.dodge - beside - LINE_LABELS;
        let tight = [end, start].into_iter().filter(|room| (TIGHTEST..self.fit.line()).contains(room));
        std::iter::once(self.fit.line()).chain(tight).collect()
    }

    fn find(&self, request: &Request, lines: &[String]) -> Option<Label> {
        let &Request { position, mark, named, up } = request;
        // How wide a label is does not hang on where it stands, and takes longer to tell than whether it fits there.
        let starts = self.starts(mark, lines, named).into_iter().map(|start| (start.area(), start));
        let starts: Vec<(Area, Label)> = starts.collect();
        let pushes = (0..).map(|n| f64::from(n) * self.pitch).take_while(|&push| push <= self.farthest);
        for push in pushes {
            let outward = if up { -push } else { push };
            let both = [outward, -outward];
            let directions = if push == 0.0 || self.only_down { &both[..1] } else { &both[..] };
            for (direction, (area, start)) in
                directions.iter().flat_map(|&d| starts.iter().map(move |start| (d, start)))
            {
                if start.inside && push > 0.0 {
                    continue;
                }
                let area = area.moved_down(direction);
                let leader = (push > MOVED && !self.only_down).then(|| leader(mark, start, &area));
                if self.is_free(position, start, leader, &area) {
                    return Some(Label { y: start.y + direction, leader, ..start.clone() });
                }
            }
        }
        None
    }

    /// Whether a label may stand in `area`, with a line to its mark from `leader`.
    fn is_free(&self, position: usize, label: &Label, leader: Option<(f64, f64)>, area: &Area) -> bool {
        let leader = leader.map(|leader| leader_area(label, leader, area));
        let own = |&&(owner, _): &&(usize, Area)| !(label.inside && owner == position);
        area.top >= self.top
            && area.bottom <= self.bottom
            && area.is_inside(self.fit)
            && !self.taken.iter().any(|taken| taken.touches(area, self.fit))
            && !self.fills.iter().filter(own).any(|(_, fill)| fill.touches(area, self.fit))
            && !leader.is_some_and(|leader| self.labels.iter().any(|taken| taken.touches(&leader, self.fit)))
    }

    /// The places beside a mark that a label can start from, best first.
    fn starts(&self, mark: &Mark, lines: &[String], named: usize) -> Vec<Label> {
        let height = lines.len() as f64 * LEADING;
        let label = |at: f64, dx: f64, y: f64, ends: bool| Label {
            at,
            dx,
            y,
            ends,
            lines: lines.to_vec(),
            named,
            inside: false,
            leader: None,
        };
        if mark.block.is_some() {
            return self.around_block(mark, height, label);
        }
        let beside = mark.shape.half() + if mark.dashed { GAP + 2.0 } else { GAP };
        let first = middle(mark.shape) - height / 2.0 + 13.0;
        let first = first.min(self.bottom - height + 12.0).max(self.top + 12.0);
        let first = if self.only_down { self.top + 12.0 } else { first };
        let whisker = mark.whiskers.iter().copied().fold(mark.from, f64::max);
        let mut starts = vec![
            label(mark.from, mark.dodge + beside, first, false),
            label(mark.from, mark.dodge - beside, first, true),
        ];
        if mark.dodge < 0.0 {
            starts.reverse();
        }
        if whisker > mark.from {
            starts.insert(1, label(whisker, GAP, first, false));
        }
        starts
    }

    /// Inside a block where it is wide and high enough at every width, else above it, else beside it.
    fn around_block(
        &self,
        mark: &Mark,
        height: f64,
        label: impl Fn(f64, f64, f64, bool) -> Label,
    ) -> Vec<Label> {
        let edge = mark.shape.anchor();
        let base = mark.block.unwrap_or(edge);
        let (top, base) = (edge.min(base), edge.max(base));
        let above = mark.extent().0.min(top) - 8.0 - height + LEADING;
        let beside = (top - 4.0).min(self.bottom - height + 12.0);
        let inside = label(mark.from, 12.0, top + f64::min((base - top - height) / 2.0 + 14.0, 27.0), false);
        let area = inside.area();
        let width = (mark.to - mark.from) * self.fit.narrowest();
        let fits = mark.filled
            && area.right.1 + 8.0 <= width
            && base - top >= height + 6.0
            && matches!(mark.shape, Shape::Dot { .. });
        let mut starts = vec![
            label(mark.from, 0.0, above, false),
            label(mark.to, 0.0, above, true),
            label(mark.to, GAP, beside, false),
            label(mark.from, -GAP, beside, true),
        ];
        if fits {
            starts.insert(0, Label { inside: true, ..inside });
        }
        starts
    }
}

/// A label that looks for a place.
struct Request<'a> {
    position: usize,
    mark: &'a Mark,
    named: usize,
    /// Whether it is pushed up before it is pushed down.
    up: bool,
}

/// What the line from a label in `area` to its mark covers, between the two.
fn leader_area(label: &Label, (x, y): (f64, f64), area: &Area) -> Area {
    let (left, right) = (x.min(label.dx) + 2.0, x.max(label.dx) - 2.0);
    let (top, bottom) =
        (y.min(f64::midpoint(area.top, area.bottom)), y.max(f64::midpoint(area.top, area.bottom)));
    let (left, right) = if left < right { (left, right) } else { (label.dx - 1.0, label.dx + 1.0) };
    Area { left: (label.at, left), right: (label.at, right), top: top + 2.0, bottom: bottom - 2.0 }
}

/// The areas of blocks, by mark.
pub(super) fn fills(marks: &[Mark]) -> Vec<(usize, Area)> {
    let fill = |(position, mark): (usize, &Mark)| {
        let base = mark.block.filter(|_| mark.filled)?;
        let y = mark.shape.anchor();
        let (top, bottom) = (y.min(base), y.max(base));
        Some((position, Area { left: (mark.from, 0.0), right: (mark.to, 0.0), top, bottom }))
    };
    marks.iter().enumerate().filter_map(fill).collect()
}

/// The height that a label is best read at.
fn middle(shape: Shape) -> f64 {
    match shape {
        Shape::Floor { y } => y - 21.0,
        _ => {
            let (top, bottom) = shape.extent();
            f64::midpoint(top, bottom)
        }
    }
}

/// Where the line from a label that was moved to `area` starts, in pixels from the place of the label.
fn leader(mark: &Mark, label: &Label, area: &Area) -> (f64, f64) {
    if mark.block.is_some() {
        return (label.dx, mark.shape.anchor());
    }
    let (top, bottom) = mark.extent();
    let side = if label.ends { -1.0 } else { 1.0 };
    let above = f64::midpoint(area.top, area.bottom) < top;
    let slim = mark.shape.half() < 8.0;
    match (slim, above) {
        (true, true) => (mark.dodge, top - 2.0),
        (true, false) => (mark.dodge, bottom + 2.0),
        (false, _) => (mark.dodge + side * (mark.shape.half() + 1.0), middle(mark.shape)),
    }
}

/// What a mark covers: itself, its whiskers, and for a block its upper edge.
pub(super) fn areas(mark: &Mark) -> Vec<Area> {
    let (top, bottom) = mark.extent();
    let half = mark.shape.half() + if mark.dashed { 3.0 } else { 0.0 };
    let middle = f64::midpoint(mark.from, mark.to);
    let y = mark.shape.anchor();
    let mut areas =
        vec![Area { left: (middle, mark.dodge - half), right: (middle, mark.dodge + half), top, bottom }];
    if mark.block.is_some() {
        areas.push(Area { left: (mark.from, 0.0), right: (mark.to, 0.0), top: y - 2.0, bottom: y + 2.0 });
    }
    areas.extend(mark.whiskers.iter().map(|&to| Area {
        left: (mark.from.min(to), 0.0),
        right: (mark.from.max(to), 0.0),
        top: y - 2.0,
        bottom: y + 2.0,
    }));
    areas
}
