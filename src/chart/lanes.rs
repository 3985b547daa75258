//! Who spoke when: a lane for each speaker, a mark for each statement, on one axis of time.
//!
//! A mark stands at the last day that the statement can have been made on. From the first such day a line leads to it, and where
//! nobody knows that day a broken one: what is not known to the day does not look as if it were.

use super::scene::{Fit, Fitted};
use super::svg::{Path, Svg};
use super::time::{self, Held, TimeScale};
use super::{draw, place};
use crate::language::Words;
use crate::model::When;
use std::collections::BTreeMap;

/// More speakers than these have no lane.
const AT_MOST: usize = 16;

/// The height of a lane, and where in it the name and the marks stand, in pixels.
const HEIGHT: f64 = 42.0;
const NAME: f64 = 14.0;
const LINE: f64 = 29.0;
/// From here on there is no room for a number behind a mark.
const NEAR_THE_END: f64 = 0.94;
/// How far the broken line of an open end reaches.
const OPEN: f64 = 22.0;

/// What one speaker said and would not say.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Who.
    pub who: String,
    /// The palette's place of the speaker's side, from 1.
    pub side: u8,
    /// Each with a date.
    pub said: Vec<Said>,
}

/// One statement, or a silence.
#[derive(Clone, Debug)]
pub struct Said {
    /// When.
    pub when: When,
    /// Whether the speaker would not say anything, or could not.
    pub silent: bool,
    /// What is said, for whoever points at the mark.
    pub statement: String,
}

/// Marks that would hide each other.
type Marks<'a> = BTreeMap<(i64, i64, bool), Vec<&'a Said>>;

/// The lanes as SVG, of those who speak most where there are many; nothing where no date can be placed. The page names the
/// drawing: the element with the id `s-lanes` is its title.
#[must_use]
pub fn lanes(says: &Words, all: &[Lane]) -> Option<String> {
    let days = || all.iter().flat_map(|lane| &lane.said).filter_map(|said| place::days(&said.when));
    let first = days().map(|(first, _)| first).reduce(f64::min)?;
    let last = days().map(|(_, last)| last).reduce(f64::max)?;
    let time = TimeScale::new(first, last, false, time::CLEAR);
    let shown = most_spoken(all);
    let base = HEIGHT * shown.len() as f64 + 4.0;
    let mut svg = Svg::default();
    svg.tag("svg")
        .attr("class", "plot lanes")
        .attr("width", "100%")
        .px("height", base + 46.0)
        .attr("role", "img")
        .attr("aria-labelledby", "s-lanes")
        .open();
    svg.tag("line").attr("class", "axis").attr("x2", "100%").px("y1", base).px("y2", base).empty();
    for (lane, nth) in shown.into_iter().zip(0u8..) {
        draw_lane(says, &mut svg, &time, lane, f64::from(nth) * HEIGHT);
    }
    let held: Vec<Held> = days().map(|(_, time)| Held { time, to_the_day: true }).collect();
    draw::draw_ticks(&mut svg, &Fitted::of(|fit| time.ticks(&held, fit, says)), base, &Fit::BOTH);
    svg.close("svg");
    Some(svg.finish())
}

/// Those who speak most, in the order in which they first do.
fn most_spoken(all: &[Lane]) -> Vec<&Lane> {
    let mut ranked: Vec<(usize, &Lane)> = all.iter().enumerate().collect();
    ranked.sort_by_key(|(at, lane)| (std::cmp::Reverse(lane.said.len()), *at));
    ranked.truncate(AT_MOST);
    ranked.sort_by_key(|(at, _)| *at);
    ranked.into_iter().map(|(_, lane)| lane).collect()
}

fn draw_lane(says: &Words, svg: &mut Svg, time: &TimeScale, lane: &Lane, top: f64) {
    let line = top + LINE;
    svg.tag("g").attr("class", &format!("p{}", lane.side.clamp(1, 6))).open();
    svg.tag("line").attr("class", "grid").attr("x2", "100%").px("y1", line).px("y2", line).empty();
    let mut marks = Marks::new();
    for said in &lane.said {
        if let Some((first, last)) = place::days(&said.when) {
            // To half a percent: what is nearer than that hides what is behind it.
            let at = |day: f64| (time.at(day) * 200.0).round() as i64;
            marks.entry((at(last), at(first), said.silent)).or_default().push(said);
        }
    }
    for ((to, from, silent), some) in marks {
        draw_mark(says, svg, (from as f64 / 200.0, to as f64 / 200.0), silent, &some, line);
    }
    svg.tag("text").attr("class", "lab who").px("y", top + NAME).text(&lane.who);
    svg.close("g");
}

fn draw_mark(says: &Words, svg: &mut Svg, (from, to): (f64, f64), silent: bool, some: &[&Said], line: f64) {
    svg.tag("g").open();
    let titles = some.iter().map(|said| format!("{}: {}", says.short_date(&said.when), said.statement));
    svg.tag("title").text(&titles.collect::<Vec<_>>().join(" · "));
    if to > from {
        let bar = svg.tag("line").attr("class", "mk").percent("x1", from).percent("x2", to);
        bar.px("y1", line).px("y2", line).empty();
    }
    svg.tag("svg").percent("x", to).open();
    let is_open = some.iter().all(|said| matches!(said.when, When::ByThen(_) | When::ThenOrLater(_)));
    if is_open {
        let away = if matches!(some[0].when, When::ByThen(_)) { -OPEN } else { OPEN };
        let path = Path::default().from(away, line).across(0.0);
        svg.tag("path").attr("class", "mk-s dash").attr("d", path.data()).empty();
    }
    if silent {
        let square = svg.tag("rect").attr("class", "mk-o").px("x", -4.5).px("y", line - 4.5);
        square.px("width", 9.0).px("height", 9.0).empty();
    } else {
        svg.tag("circle").attr("class", "mk-f").px("cy", line).px("r", 5.0).empty();
    }
    if some.len() > 1 {
        let (anchor, x) = if to > NEAR_THE_END { ("end", -9.0) } else { ("", 9.0) };
        let count = svg.tag("text").attr("text-anchor", anchor).px("x", x).px("y", line + 4.5);
        count.text(&some.len().to_string());
    }
    svg.close("svg");
    svg.close("g");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn said(when: &str, silent: bool) -> Said {
        Said { when: When::parse(when).unwrap(), silent, statement: "It is so.".to_owned() }
    }

    fn lane(who: &str, said: Vec<Said>) -> Lane {
        Lane { who: who.to_owned(), side: 1, said }
    }

    #[test]
    fn silence_is_an_empty_square_and_a_day_not_known_a_line() {
        let speaks = lane("Ministry", vec![said("2024-12-20/2024-12-27", false)]);
        let silent = lane("Embassy", vec![said("[..2024-12-28]", true)]);
        let svg = lanes(english(), &[speaks, silent]).unwrap();
        let (first, second) = svg.split_once("Ministry").unwrap();
        assert!(first.contains("<line class=\"mk\"") && !first.contains("mk-o"), "{first}");
        assert!(second.contains("mk-o") && second.contains("mk-s dash"), "{second}");
    }

    #[test]
    fn many_speakers_are_the_ones_who_speak_most_in_the_order_in_which_they_first_do() {
        let all: Vec<Lane> = (0..40)
            .map(|n| {
                let times = if n % 3 == 0 { 2 } else { 1 };
                lane(&format!("Speaker {n}."), vec![said("2024-12-20", false); times])
            })
            .collect();
        let svg = lanes(english(), &all).unwrap();
        assert_eq!(svg.matches("class=\"lab who\"").count(), AT_MOST);
        let at = |n: usize| svg.find(&format!("Speaker {n}."));
        assert!(at(39).is_some() && at(0) < at(3) && at(4).is_none());
    }

    #[test]
    fn statements_that_would_hide_each_other_are_one_mark_with_their_number() {
        let svg = lanes(english(), &[lane("Ministry", vec![said("2024-12-20", false); 3])]).unwrap();
        assert_eq!(svg.matches("<circle").count(), 1);
        assert!(svg.contains(">3</text>"), "{svg}");
    }
}
