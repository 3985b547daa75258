//! From a plot to a scene: panels one above the other on one axis of time.

use super::labels::{self, Room};
use super::mark;
use super::scene::{Area, Fit, Fitted, GridLine, Join, Label, Mark, Panel, Scene, Shape};
use super::time::{self, Held, TimeScale};
use super::value::{Extent, ValueScale};
use super::{Facet, Plot, Plotted, crowd, facets, lettering, place, wording};
use crate::model::{Kind, Message, Quantity, Scale};
use std::collections::BTreeSet;

/// The height of the tallest panel's axis, in pixels.
const TALL: f64 = 240.0;
/// The height of the second and later panels that do not share the scale of the first.
const SHORT: f64 = 160.0;
/// From the last line of a heading to the highest line of the panel.
const HEADROOM: f64 = 37.0;
/// From one panel to the next.
const BETWEEN: f64 = 33.0;
/// Panels whose greatest values are at most so many times apart share one scale.
const SAME_SCALE: f64 = 10.0;
/// What reaches to the start side of the time at which a mark stands, in pixels.
const HALF_A_MARK: f64 = 9.0;
/// More estimates than these are not named one by one below a chart; the table has them.
const MOST_LISTED: usize = 5;
/// The most lines of one remark.
const LINES_OF_REMARK: usize = 8;
/// How wide a chart is on most telephones, in pixels.
const ON_A_PHONE: f64 = 320.0;

/// A panel before it has a place.
struct Draft {
    facet: Facet,
    scale: Option<ValueScale>,
    height: f64,
    notes: Vec<String>,
}

/// Lays a plot out; nothing where no estimate has a date.
pub(super) fn scene(plot: &Plot) -> Option<Scene> {
    let drafts = drafts(plot);
    let time = time_scale(&plot.estimates, beside_labels(&drafts))?;
    let mut panels = Vec::new();
    let mut y = 0.0;
    let mut base = 0.0;
    for draft in &drafts {
        let panel = panel(plot, draft, &time, y);
        base = panel.lines.iter().map(|line| line.y).fold(y, f64::max);
        y = base + BETWEEN;
        panels.push(panel);
    }
    let held = held(&plot.estimates);
    let ticks = Fitted::of(|fit| time.ticks(&held, fit, &plot.says));
    let has_years = Fit::BOTH.iter().any(|&fit| ticks.get(fit).iter().any(|tick| !tick.second.is_empty()));
    let axis = base + if has_years { 51.0 } else { 34.0 };
    let told = remarks(plot);
    let remarks = Fitted::of(|fit| {
        told.iter()
            .flat_map(|text| lettering::wrap(text, false, fit.narrowest(), LINES_OF_REMARK))
            .collect::<Vec<_>>()
    });
    let remark_lines = remarks.narrow.len().max(remarks.wide.len()) as f64;
    let shown: Vec<Facet> = drafts.into_iter().map(|draft| draft.facet).collect();
    Some(Scene {
        id: plot.id.clone(),
        description: [wording::description(plot, &shown, &time.words(&plot.says))]
            .into_iter()
            .chain(told)
            .collect::<Vec<_>>()
            .join(" "),
        height: axis + remark_lines * lettering::LEADING,
        gradients: gradients(&panels),
        panels,
        base,
        ticks,
        remarks,
    })
}

/// The part of a chart on a telephone that marks have to leave to the labels of values, which stand at the start of their lines.
fn beside_labels(drafts: &[Draft]) -> f64 {
    let labels = drafts.iter().filter_map(|draft| draft.scale.as_ref()).flat_map(|scale| &scale.lines);
    let widest = labels
        .filter_map(|line| line.label.as_deref())
        .map(|label| lettering::width(label, false))
        .fold(0.0, f64::max);
    ((widest + HALF_A_MARK) / ON_A_PHONE).clamp(time::CLEAR, 0.25)
}

/// The axis that holds every dated estimate.
fn time_scale(estimates: &[Plotted], clear: f64) -> Option<TimeScale> {
    let places: Vec<place::Place> = estimates.iter().filter_map(place::of).collect();
    let times = || places.iter().flat_map(|place| [place.first, place.last].into_iter().chain(place.said));
    let first = times().fold(f64::INFINITY, f64::min);
    let last = times().fold(f64::NEG_INFINITY, f64::max);
    let clock =
        |estimate: &Plotted| estimate.time.as_ref().or(estimate.said.as_ref()).is_some_and(place::has_clock);
    first.is_finite().then(|| TimeScale::new(first, last, estimates.iter().any(clock), clear))
}

/// The dates that are named in bold: where marks stand, and where periods end.
fn held(estimates: &[Plotted]) -> Vec<Held> {
    let held = |estimate: &Plotted| {
        let place = place::of(estimate)?;
        let single = (place.last - place.first - 1.0).abs() < 1e-9;
        let time = match estimate.covers_period() {
            true if single => place.last - 0.5,
            true => place.last,
            false => place.first,
        };
        let to_the_day = place.last - place.first < 27.0 || estimate.covers_period();
        Some(Held { time, to_the_day })
    };
    estimates.iter().filter_map(held).collect()
}

/// What the chart leaves out, and why.
fn remarks(plot: &Plot) -> Vec<String> {
    let undated = plot.estimates.iter().filter(|estimate| place::of(estimate).is_none()).count();
    let undated = (undated > 0).then(|| plot.says.say(&Message::count("chart.undated", undated)));
    undated.into_iter().chain(other_units(plot)).collect()
}

/// The estimates that are in another unit than the axis of their panel, in words.
fn other_units(plot: &Plot) -> Option<String> {
    let facets = facets(plot);
    let members = facets.iter().flat_map(|facet| facet.members.iter().map(move |&at| (facet, at)));
    let others = members.map(|(facet, at)| (facet, &plot.estimates[at]));
    let others: Vec<&Plotted> =
        others.filter(|(facet, other)| facet.leaves_out(other)).map(|(_, other)| other).collect();
    if others.is_empty() {
        return None;
    }
    let tell = |estimate: &&Plotted| {
        [estimate.who.as_str(), &wording::stated(&plot.says, estimate)].join(plot.says.text("chart.comma"))
    };
    let listed = others.iter().take(MOST_LISTED).map(tell).collect::<Vec<_>>().join("; ");
    let listed = if others.len() > MOST_LISTED { listed + "; …" } else { listed };
    Some(plot.says.say(&Message::new("chart.other-units").with("estimates", listed)))
}

/// The panels with their axes of values.
fn drafts(plot: &Plot) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for mut facet in facets(plot) {
        let members = std::mem::take(&mut facet.members);
        let is_drawn = |estimate: &Plotted| place::of(estimate).is_some() && !facet.leaves_out(estimate);
        facet.members = members.into_iter().filter(|&index| is_drawn(&plot.estimates[index])).collect();
        if !facet.members.is_empty() {
            drafts.push(Draft { facet, scale: None, height: 0.0, notes: Vec::new() });
        }
    }
    let extents: Vec<Option<Extent>> =
        drafts.iter().map(|draft| Extent::of(quantities(plot, &draft.facet))).collect();
    let shared = shared_scale(plot, &drafts, &extents);
    let several = extents.iter().flatten().count() > 1;
    let mut tall = TALL;
    for (draft, extent) in drafts.iter_mut().zip(&extents) {
        let Some(extent) = extent else { continue };
        let fitted = plot.estimates[draft.facet.members[0]].kind == Kind::Level;
        let (scale, height) = match &shared {
            Some(shared) => {
                let scale = ValueScale::from_zero(extent, shared.step(), &plot.says);
                let height = TALL * scale.span() / shared.span();
                (scale, height)
            }
            None if plot.scale == Scale::Log && extent.has_positive() => {
                (ValueScale::log(extent, &plot.says), tall)
            }
            None if fitted => (ValueScale::fitted(extent, &plot.says), tall),
            None => (ValueScale::from_zero(extent, None, &plot.says), tall),
        };
        draft.notes.extend(scale.caution(&plot.says));
        draft
            .notes
            .extend((several && shared.is_none()).then(|| plot.says.text("chart.scale-differs").to_owned()));
        draft.scale = Some(scale);
        draft.height = height;
        tall = SHORT;
    }
    drafts
}

/// The widest axis, if all panels start at zero and none dwarfs another.
fn shared_scale(plot: &Plot, drafts: &[Draft], extents: &[Option<Extent>]) -> Option<ValueScale> {
    let fitted = |draft: &Draft| plot.estimates[draft.facet.members[0]].kind == Kind::Level;
    let greatest = || extents.iter().flatten().map(|extent| extent.greatest);
    let most = greatest().fold(f64::NEG_INFINITY, f64::max);
    let least = greatest().fold(f64::INFINITY, f64::min);
    let units =
        drafts.iter().zip(extents).filter(|(_, extent)| extent.is_some()).map(|(draft, _)| &draft.facet.unit);
    let one_unit = units.collect::<BTreeSet<_>>().len() < 2;
    let alike = extents.iter().flatten().count() < 2 || (least > 0.0 && most / least <= SAME_SCALE);
    if plot.scale == Scale::Log || !alike || !one_unit || drafts.iter().any(fitted) {
        return None;
    }
    let scales = extents.iter().flatten().map(|extent| ValueScale::from_zero(extent, None, &plot.says));
    scales.max_by(|a, b| a.span().total_cmp(&b.span()))
}

fn quantities<'a>(plot: &'a Plot, facet: &'a Facet) -> impl Iterator<Item = &'a Quantity> {
    facet.members.iter().map(|&index| &plot.estimates[index].quantity)
}

/// One panel whose heading starts at `start`.
fn panel(plot: &Plot, draft: &Draft, time: &TimeScale, start: f64) -> Panel {
    let facet = &draft.facet;
    let subtitle = draft.notes.iter().fold(facet.subtitle.clone(), |text, note| format!("{text}. {note}"));
    let subtitle = if draft.notes.is_empty() { subtitle } else { format!("{subtitle}.") };
    let title = Fitted::of(|fit| lettering::wrap(&facet.title, true, fit.narrowest() * 0.92, 3));
    let subtitle = Fitted::of(|fit| lettering::wrap(&subtitle, false, fit.narrowest(), 4));
    let heading = |fit: Fit| title.get(fit).len() + subtitle.get(fit).len();
    let heading = heading(Fit::Narrow).max(heading(Fit::Wide)) as f64;
    let top =
        start + heading * lettering::LEADING + HEADROOM - if draft.scale.is_none() { 22.0 } else { 1.0 };
    let bottom = top + draft.height;
    let axis = draft.scale.as_ref().map(|scale| mark::Panel { scale, top, bottom });
    let mut lines = grid(axis.as_ref());
    let marks = |wanted: fn(&Mark) -> bool| -> Vec<Mark> {
        let of =
            |&index: &usize| mark::of(&plot.says, index, &plot.estimates[index], time, axis.as_ref(), bottom);
        facet.members.iter().filter_map(of).filter(wanted).collect()
    };
    let mut panel = Panel {
        top: start,
        title,
        subtitle,
        lines: Vec::new(),
        marks: Vec::new(),
        strips: Vec::new(),
        joins: Vec::new(),
    };
    let numbered = marks(|mark| !matches!(mark.shape, Shape::Word { .. }));
    let chosen = labels::chosen(&numbered, &plot.estimates);
    let (mut numbered, chosen) = crowd::thin_out(numbered, &chosen, plot);
    mark::dodge(&mut numbered, Fit::Narrow.narrowest());
    panel.joins = joins(plot, &numbered);
    label(&mut numbered, &chosen, plot, &panel, (&lines, bottom));
    let words = marks(|mark| matches!(mark.shape, Shape::Word { .. }));
    if !words.is_empty() {
        let strip = strip(words, plot, bottom);
        lines.push(GridLine { y: strip.bottom, label: None, axis: true });
        panel.strips.push((bottom + 26.0, strip.name));
        numbered.extend(strip.marks);
    }
    panel.marks = numbered;
    panel.lines = lines;
    panel
}

fn grid(axis: Option<&mark::Panel>) -> Vec<GridLine> {
    let Some(axis) = axis else { return Vec::new() };
    let zero = axis.scale.floor();
    axis.scale
        .lines
        .iter()
        .map(|line| GridLine {
            y: axis.y(line.at),
            label: line.label.clone(),
            axis: (line.at - zero).abs() < 1e-9 || line.at == 0.0,
        })
        .collect()
}

/// Lines from estimates to the ones by the same speaker that replace them.
fn joins(plot: &Plot, marks: &[Mark]) -> Vec<Join> {
    let of = |index: usize| marks.iter().find(|mark| mark.members == [index] && mark.block.is_none());
    let point = |mark: &Mark| (mark.from, mark.dodge, mark.shape.anchor());
    let join = |mark: &Mark| {
        let earlier = of(plot.estimates[*mark.members.first()?].revises?)?;
        let later = of(mark.members[0])?;
        let same_speaker = plot.estimates[earlier.members[0]].who == plot.estimates[later.members[0]].who;
        same_speaker.then(|| Join { class: later.class.clone(), from: point(earlier), to: point(later) })
    };
    marks.iter().filter(|mark| mark.members.len() == 1).filter_map(join).collect()
}

/// Places the labels of marks on the axis.
fn label(
    marks: &mut [Mark],
    chosen: &[bool],
    plot: &Plot,
    panel: &Panel,
    (lines, bottom): (&[GridLine], f64),
) {
    for fit in Fit::BOTH {
        let mut taken: Vec<Area> = marks.iter().flat_map(labels::areas).collect();
        taken.extend(heading_area(panel, fit));
        taken.extend(lines.iter().filter_map(line_label_area));
        taken.extend(panel.joins.iter().flat_map(join_areas));
        let crowded = marks.len() > labels::MANY;
        let farthest = if crowded { labels::FARTHEST / 2.0 } else { labels::FARTHEST };
        let fills = labels::fills(marks);
        let mut room = Room {
            fit,
            top: panel.top,
            bottom,
            taken,
            fills,
            labels: Vec::new(),
            pitch: 6.0,
            farthest,
            only_down: false,
        };
        let labels = room.place(marks, chosen, plot);
        set_labels(marks, fit, labels);
    }
}

fn set_labels(marks: &mut [Mark], fit: Fit, labels: Vec<Option<Label>>) {
    for (mark, label) in marks.iter_mut().zip(labels) {
        match fit {
            Fit::Narrow => mark.label.narrow = label,
            Fit::Wide => mark.label.wide = label,
        }
    }
}

/// What the title and subtitle of a panel cover.
pub(super) fn heading_area(panel: &Panel, fit: Fit) -> Option<Area> {
    let titles = panel.title.get(fit).iter().map(|line| lettering::width(line, true) * 1.08);
    let subtitles = panel.subtitle.get(fit).iter().map(|line| lettering::width(line, false));
    let width = titles.chain(subtitles).fold(0.0, f64::max);
    let lines = panel.title.get(fit).len() + panel.subtitle.get(fit).len();
    let bottom = panel.top + 5.0 + lines as f64 * lettering::LEADING;
    Some(Area { left: (0.0, 0.0), right: (0.0, width), top: panel.top, bottom })
}

/// What the label of a line covers.
pub(super) fn line_label_area(line: &GridLine) -> Option<Area> {
    let width = lettering::width(line.label.as_ref()?, false);
    Some(Area { left: (0.0, 0.0), right: (0.0, width + 4.0), top: line.y - 17.0, bottom: line.y - 2.0 })
}

fn join_areas(join: &Join) -> [Area; 2] {
    let (x1, d1, y1) = join.from;
    let (x2, d2, y2) = join.to;
    let (left, right) = if x1 <= x2 { ((x1, d1), (x2, d2)) } else { ((x2, d2), (x1, d1)) };
    [
        Area { left, right, top: y1 - 1.0, bottom: y1 + 1.0 },
        Area { left: (x2, d2 - 1.0), right: (x2, d2 + 1.0), top: y1.min(y2), bottom: y1.max(y2) },
    ]
}

/// The strip under a panel for words that hold no number.
struct Strip {
    marks: Vec<Mark>,
    bottom: f64,
    name: String,
}

fn strip(mut marks: Vec<Mark>, plot: &Plot, top: f64) -> Strip {
    let name = plot.says.text("mark.none").to_owned();
    for mark in &mut marks {
        mark.shape = Shape::Word { y: top + 22.0 };
    }
    let chosen = labels::chosen(&marks, &plot.estimates);
    let (mut marks, chosen) = crowd::thin_out(marks, &chosen, plot);
    mark::dodge(&mut marks, Fit::Narrow.narrowest());
    let mut lowest = top + 40.0;
    for fit in Fit::BOTH {
        let width = lettering::width(&name, false) + 6.0;
        let named = Area { left: (0.0, 0.0), right: (0.0, width), top: top + 12.0, bottom: top + 30.0 };
        let ticks = marks.iter().flat_map(labels::areas);
        let taken = ticks.chain([named]).collect();
        let mut room = Room {
            fit,
            top: top + 6.0,
            bottom: top + 190.0,
            taken,
            fills: Vec::new(),
            labels: Vec::new(),
            pitch: 17.0,
            farthest: 160.0,
            only_down: true,
        };
        let labels = room.place(&marks, &chosen, plot);
        let bottoms = labels.iter().flatten().map(|label| label.area().bottom + 6.0);
        lowest = bottoms.fold(lowest, f64::max);
        set_labels(&mut marks, fit, labels);
    }
    Strip { marks, bottom: lowest, name }
}

/// The gradients that the soft bands need, each once.
fn gradients(panels: &[Panel]) -> Vec<(String, bool)> {
    let mut gradients: Vec<(String, bool)> = Vec::new();
    for mark in panels.iter().flat_map(|panel| &panel.marks) {
        let open = match mark.shape {
            Shape::Band { .. } => false,
            Shape::OpenBand { .. } => true,
            _ => continue,
        };
        let gradient = (mark.class.clone(), open);
        if !gradients.contains(&gradient) {
            gradients.push(gradient);
        }
    }
    gradients.sort();
    gradients
}
