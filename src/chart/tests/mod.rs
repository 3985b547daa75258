//! What must be true of every chart, and how the hard ones look as text.

mod golden;
mod samples;

use super::scene::{Area, Fit, Mark, Scene, Shape};
use super::{
    Plot, Plotted, Words, facets, is_log_useful, layout, legend, row_marks, sparkline, standalone, time_chart,
};
use crate::model::look::Palette;
use crate::model::{Bound, Direction, Kind};
use samples::{n, plot, stock, when};

/// The widths in pixels that a chart has on screens of 320, 768 and 1280.
const WIDTHS: [(f64, Fit); 3] = [(284.0, Fit::Narrow), (688.0, Fit::Wide), (940.0, Fit::Wide)];

fn at_width(area: &Area, width: f64) -> [f64; 4] {
    [area.left.0 * width + area.left.1, area.right.0 * width + area.right.1, area.top, area.bottom]
}

/// Everything that is written in a chart at a width, as boxes in pixels.
fn written(scene: &Scene, fit: Fit, width: f64) -> Vec<(String, [f64; 4])> {
    let mut boxes = Vec::new();
    for panel in &scene.panels {
        let heading =
            layout::heading_area(panel, fit).map(|area| ("heading".to_owned(), at_width(&area, width)));
        boxes.extend(heading);
        for line in &panel.lines {
            let area = layout::line_label_area(line);
            boxes.extend(area.map(|area| (format!("line {:?}", line.label), at_width(&area, width))));
        }
        for mark in &panel.marks {
            let label = mark.label.get(fit).as_ref();
            boxes.extend(label.map(|label| (label.lines.join(" / "), at_width(&label.area(), width))));
        }
    }
    for tick in scene.ticks.get(fit) {
        let half = super::lettering::width(&tick.label, tick.strong) / 2.0;
        let x = tick.at * width;
        boxes.push((
            format!("tick {}", tick.label),
            [x - half, x + half, scene.base + 11.0, scene.base + 26.0],
        ));
    }
    boxes
}

#[test]
fn nothing_written_overlaps_or_leaves_the_chart_at_any_screen() {
    for (name, plot) in samples::all() {
        let Some(scene) = layout::scene(&plot) else { continue };
        for (width, fit) in WIDTHS {
            let boxes = written(&scene, fit, width);
            for (at, (text, one)) in boxes.iter().enumerate() {
                assert!(
                    one[0] >= 0.0 && one[1] <= width,
                    "{name} at {width}: {text} leaves the chart: {one:?}"
                );
                for (other_text, other) in &boxes[at + 1..] {
                    let apart =
                        one[1] <= other[0] || other[1] <= one[0] || one[3] <= other[2] || other[3] <= one[2];
                    assert!(apart, "{name} at {width}: {text} {one:?} meets {other_text} {other:?}");
                }
            }
        }
    }
}

#[test]
fn every_label_of_the_worked_example_is_whole_at_every_width() {
    let scene = layout::scene(&samples::worked_example()).unwrap();
    for mark in scene.panels.iter().flat_map(|panel| &panel.marks) {
        for fit in Fit::BOTH {
            let label = mark.label.get(fit).as_ref().unwrap();
            assert!(label.lines.len() > label.named, "{fit:?} {}", mark.title);
            assert!(!label.lines.iter().any(|line| line.contains('…')), "{fit:?} {:?}", label.lines);
        }
    }
}

#[test]
fn a_weekly_count_never_shares_a_panel_with_a_total() {
    let plot = samples::worked_example();
    let facets = facets(&plot);
    assert_eq!(
        facets.iter().map(|facet| facet.title.as_str()).collect::<Vec<_>>(),
        ["Running total", "One week"]
    );
    assert_eq!(facets.iter().map(|facet| facet.members.clone()).collect::<Vec<_>>(), [vec![0, 1], vec![2]]);
    let scene = layout::scene(&plot).unwrap();
    assert!(scene.panels[0].marks.iter().all(|mark| mark.block.is_none()));
    assert!(scene.panels[1].marks.iter().all(|mark| mark.block.is_some()));
}

#[test]
fn a_week_is_as_high_in_its_panel_as_it_would_be_among_the_totals() {
    let scene = layout::scene(&samples::worked_example()).unwrap();
    let lines = |panel: usize| scene.panels[panel].lines.iter().map(|line| line.y).collect::<Vec<_>>();
    assert_eq!(lines(0)[0] - lines(0)[1], 60.0);
    assert_eq!(lines(1)[0] - lines(1)[1], 60.0);
}

#[test]
fn no_line_joins_two_speakers() {
    let scene = layout::scene(&samples::worked_example()).unwrap();
    assert!(scene.panels.iter().all(|panel| panel.joins.is_empty()));
    let mut plot = samples::revision();
    assert_eq!(layout::scene(&plot).unwrap().panels[0].joins.len(), 1);
    plot.estimates[2].who = "Somebody else".to_owned();
    assert!(layout::scene(&plot).unwrap().panels[0].joins.is_empty());
}

#[test]
fn vague_words_are_a_band_without_a_middle() {
    let scene = layout::scene(&samples::worked_example()).unwrap();
    let Shape::Band { low, high } = scene.panels[0].marks[0].shape else { panic!("no band") };
    let zero = scene.panels[0].lines[0].y;
    assert_eq!(((zero - low) / 0.06, (zero - high) / 0.06), (200.0, 999.0));
    let svg = time_chart(&samples::worked_example());
    assert_eq!(svg.matches("<circle").count(), 0);
}

#[test]
fn a_range_has_a_dot_only_where_one_was_said() {
    let range = |best| {
        plot(vec![stock("a", "A", 0, "2024-12-03", "w", Bound::Range { low: n(1.0), high: n(9.0), best })])
    };
    assert!(!time_chart(&range(None)).contains("<circle"));
    assert!(time_chart(&range(Some(n(7.0)))).contains("<circle"));
}

#[test]
fn words_without_a_number_are_never_on_the_axis() {
    let scene = layout::scene(&samples::every_mark()).unwrap();
    let panel = &scene.panels[0];
    let axis = panel.lines.iter().filter(|line| line.label.is_some()).map(|line| line.y).fold(0.0, f64::max);
    let words: Vec<&Mark> =
        panel.marks.iter().filter(|mark| matches!(mark.shape, Shape::Word { .. })).collect();
    assert_eq!(words.len(), 1);
    assert!(words.iter().all(|mark| mark.shape.extent().0 > axis));
}

#[test]
fn on_a_logarithmic_axis_a_period_has_no_area() {
    let svg = time_chart(&samples::log_with_zero());
    assert!(!svg.contains("mk-t"));
}

#[test]
fn a_logarithmic_axis_is_offered_from_a_hundredfold_on() {
    assert!(!is_log_useful(&samples::one()));
    let of = |low: f64, high: f64| {
        plot(vec![
            stock("a", "A", 0, "2024-12-03", "a", Bound::Exact(n(low))),
            stock("b", "B", 1, "2024-12-04", "b", Bound::Exact(n(high))),
        ])
    };
    assert!(is_log_useful(&of(10.0, 1000.0)));
    assert!(!is_log_useful(&of(11.0, 1000.0)));
}

#[test]
fn five_hundred_estimates_stay_a_small_drawing_that_counts_them_all() {
    let plot = samples::crowd(500);
    assert!(time_chart(&plot).len() < 150_000);
    let scene = layout::scene(&plot).unwrap();
    let members: usize =
        scene.panels.iter().flat_map(|panel| &panel.marks).map(|mark| mark.members.len()).sum();
    assert_eq!(members, 500);
}

#[test]
fn among_hundreds_of_speakers_no_estimate_is_lost() {
    let mut plot = samples::crowd(500);
    for (at, estimate) in plot.estimates.iter_mut().enumerate() {
        estimate.who = format!("Speaker {at}");
    }
    let scene = layout::scene(&plot).unwrap();
    let members = scene.panels.iter().flat_map(|panel| &panel.marks).map(|mark| mark.members.len());
    assert_eq!(members.sum::<usize>(), 500);
}

#[test]
fn ten_thousand_estimates_stay_a_small_drawing() {
    assert!(time_chart(&samples::crowd(10_000)).len() < 150_000);
}

#[test]
fn without_estimates_or_dates_a_sentence_stands_in_for_the_chart() {
    assert_eq!(time_chart(&plot(Vec::new())), "<p class=\"cs\">Nobody has given an estimate yet.</p>");
    let mut undated = samples::one();
    undated.estimates[0].said = None;
    assert_eq!(
        time_chart(&undated),
        "<p class=\"cs\">No estimate has a date, so the table alone lists them.</p>"
    );
}

#[test]
fn an_estimate_without_a_date_is_told_of_under_the_chart() {
    let mut plot = samples::worked_example();
    plot.estimates[0].said = None;
    assert!(time_chart(&plot).contains("1 estimate has no date; the table lists it."));
}

#[test]
fn ids_in_a_page_start_with_the_id_of_the_plot() {
    let mut plot = samples::every_mark();
    plot.id = "fig-7".to_owned();
    let legend: String = legend(&plot).into_iter().map(|entry| entry.svg).collect();
    let page = time_chart(&plot) + &row_marks(&plot, Words::Beside).head.svg + &legend;
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(ids.iter().all(|id| id.starts_with("fig-7-")), "{ids:?}");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

/// The worked example with one total in dollars.
fn with_dollars() -> super::Plot {
    let mut plot = samples::worked_example();
    plot.estimates[1].quantity.unit = Some("US$".to_owned());
    plot.estimates[1].unit = "USD".to_owned();
    plot
}

#[test]
fn what_is_in_another_unit_is_not_drawn_on_the_axis_and_is_listed_below_it() {
    let scene = layout::scene(&with_dollars()).unwrap();
    let drawn = scene.panels.iter().flat_map(|panel| &panel.marks).flat_map(|mark| &mark.members);
    assert_eq!(drawn.copied().collect::<Vec<_>>(), [0, 2]);
    let remarks = scene.remarks.wide.join(" ");
    assert_eq!(
        remarks,
        "Not drawn, being in another unit than the axis: Volodymyr Zelenskiy, “more than 3,000”."
    );
    assert!(scene.description.ends_with(&remarks), "{}", scene.description);
    let rows = row_marks(&with_dollars(), Words::Elsewhere);
    assert_eq!(rows.rows[1].alternative, "In another unit than the scale, so nothing is drawn; preliminary");
    assert!(!rows.rows[1].svg.contains("class=\"mk"), "{}", rows.rows[1].svg);
    assert_eq!(rows.head.words, "On a scale of people from 0 to 1,000");
    assert_eq!(sparkline(&with_dollars(), 1), "");
}

#[test]
fn a_measure_in_a_unit_of_its_own_has_a_panel_and_a_scale_of_its_own() {
    let mut plot = with_dollars();
    plot.estimates[1].measure = "cost".to_owned();
    let scene = layout::scene(&plot).unwrap();
    assert_eq!(scene.panels.len(), 3);
    assert!(scene.remarks.wide.is_empty());
    let rows = row_marks(&plot, Words::Beside);
    let axes: Vec<_> = rows
        .groups
        .iter()
        .map(|group| (group.facet.title.as_str(), group.axis.as_ref().map(|axis| axis.words.as_str())))
        .collect();
    assert_eq!(
        axes,
        [
            ("Killed or wounded", None),
            ("Killed or wounded, one week", None),
            ("Cost, in US$", Some("On a scale of US$ from 0 to 4,000")),
        ]
    );
}

#[test]
fn a_number_of_no_stated_kind_is_called_no_total() {
    let mut plot = samples::worked_example();
    for estimate in &mut plot.estimates {
        (estimate.kind, estimate.time) = (Kind::Unstated, None);
    }
    let page = time_chart(&plot) + &row_marks(&plot, Words::Beside).head.svg;
    assert!(!page.to_lowercase().contains("total"), "{page}");
    assert_eq!(facets(&plot)[0].title, "Killed or wounded");
}

#[test]
fn rows_say_in_words_what_they_draw() {
    let rows = row_marks(&samples::worked_example(), Words::Elsewhere);
    assert_eq!(rows.head.words, "On a scale of people from 0 to 4,000");
    let alternatives: Vec<&str> = rows.rows.iter().map(|row| row.alternative.as_str()).collect();
    assert_eq!(
        alternatives,
        [
            "Drawn from 200 to 999 by convention span@1",
            "Lower bound at 3,000; no upper limit stated; preliminary",
            "1,000; within 20 to 27 December 2024",
        ]
    );
}

#[test]
fn the_scale_of_the_rows_keeps_labels_that_are_evenly_apart() {
    for most in [4000.0, 20e6, 1.5e9, 700.0, 45.0] {
        let plot = plot(vec![stock("o", "Somebody", 0, "2024-12-03", "words", Bound::Exact(n(most)))]);
        let header = row_marks(&plot, Words::Beside).head.svg;
        let place = |text: &str| {
            let (_, from) = text.split('>').next().unwrap().split_once(" x=\"").unwrap_or(("", "0%"));
            from.split('%').next().unwrap().parse::<f64>().unwrap()
        };
        let places: Vec<f64> = header.split("<text").skip(1).map(place).collect();
        let gap = places[1] - places[0];
        assert!(places.windows(2).all(|pair| (pair[1] - pair[0] - gap).abs() < 0.01), "{header}");
    }
}

#[test]
fn figures_that_nobody_put_into_words_stand_in_no_quotation_marks() {
    let said = samples::one();
    let mut counted = said.clone();
    counted.estimates[0].verbatim = false;
    assert!(time_chart(&said).contains("“about 1,100”"));
    assert!(
        !time_chart(&counted).contains('“') && !row_marks(&counted, Words::Beside).rows[0].svg.contains('“')
    );
}

#[test]
fn a_total_that_has_grown_since_is_not_called_revised() {
    let mut plot = samples::one();
    plot.estimates[0].revised = true;
    assert!(time_chart(&plot).contains("since revised"));
    plot.estimates[0].overtaken = true;
    let drawn = time_chart(&plot);
    assert!(drawn.contains("superseded by a later total") && !drawn.contains("since revised"));
}

#[test]
fn a_row_without_a_number_has_no_mark() {
    let rows = row_marks(&samples::words_only(), Words::Elsewhere);
    assert!(!rows.rows[0].svg.contains("mk"));
    assert_eq!(rows.rows[0].alternative, "No number stated, so nothing is drawn");
}

#[test]
fn rows_run_the_other_way_in_right_to_left_sites() {
    let mut plot = samples::one();
    let usual = row_marks(&plot, Words::Elsewhere).rows[0].svg.clone();
    plot.direction = Direction::Rtl;
    let mirrored = row_marks(&plot, Words::Elsewhere).rows[0].svg.clone();
    assert!(usual.contains("x=\"73.3333%\"") && mirrored.contains("x=\"26.6667%\""), "{usual}\n{mirrored}");
}

#[test]
fn the_legend_starts_with_the_marks_in_use() {
    let entries = legend(&samples::worked_example());
    let used: Vec<&str> =
        entries.iter().take_while(|entry| entry.used).map(|entry| entry.name.as_str()).collect();
    assert_eq!(used, ["More than", "Words, not a number", "A period", "Dashed: preliminary"]);
    assert!(entries.iter().skip(4).all(|entry| !entry.used));
}

#[test]
fn what_was_taken_back_is_struck_through_wherever_it_is_drawn_and_said_so_in_words() {
    // A stroke from below to the right, as nothing else is drawn.
    let strokes = |svg: &str| {
        let paths = svg.split(" d=\"M").skip(1).map(|path| path.split('"').next().unwrap());
        let is_stroke = |path: &&str| {
            let numbers: Vec<f64> =
                path.replace('L', " ").split(' ').flat_map(|pair| pair.parse::<f64>()).collect();
            matches!(numbers[..], [x1, y1, x2, y2] if x2 - x1 == y1 - y2 && x2 > x1)
        };
        paths.filter(is_stroke).count()
    };
    let samples = samples::all().into_iter().map(|(_, plot)| plot).filter(|plot| plot.estimates.len() < 20);
    for mut plot in samples.chain([samples::worked_example()]) {
        for estimate in &mut plot.estimates {
            estimate.withdrawn = false;
        }
        assert_eq!(strokes(&time_chart(&plot)), 0);
        for estimate in &mut plot.estimates {
            estimate.withdrawn = true;
        }
        assert!(strokes(&time_chart(&plot)) > 0 || !time_chart(&plot).contains("data-e"));
        let rows = row_marks(&plot, Words::Elsewhere).rows;
        for (row, estimate) in rows.iter().zip(&plot.estimates) {
            assert_eq!(strokes(&row.svg), usize::from(!estimate.has_no_number()), "{}", row.svg);
            assert!(row.alternative.ends_with("; withdrawn"), "{}", row.alternative);
        }
        let spark = sparkline(&plot, 0);
        assert!(spark.is_empty() || strokes(&spark) > 0, "{spark}");
        assert!(
            plot.estimates.is_empty()
                || legend(&plot).iter().any(|entry| entry.used && entry.name.starts_with("Struck"))
        );
    }
}

#[test]
fn hostile_words_stay_words() {
    let mut plot = samples::worked_example();
    for estimate in &mut plot.estimates {
        let hostile = "</svg><script>alert(1)</script>\" onload=\"x\u{1}".to_owned();
        estimate.who.clone_from(&hostile);
        estimate.words.clone_from(&hostile);
        estimate.key.clone_from(&hostile);
        estimate.scope = Some(hostile);
    }
    plot.title = "<b>".to_owned();
    let rows = row_marks(&plot, Words::Beside);
    let rows: String = rows.rows.into_iter().map(|row| row.svg).collect();
    for svg in [time_chart(&plot), standalone(&plot, "<i>", &Palette::default()), rows] {
        assert!(!svg.contains("<script") && !svg.contains("\" onload") && !svg.contains('\u{1}'));
        assert!(!svg.contains("<b>") && !svg.contains("<i>"));
    }
}

#[test]
fn wild_dates_and_numbers_have_a_drawing() {
    let kinds = [Kind::Stock, Kind::Flow, Kind::Level, Kind::Rate];
    let dates = [
        "-0500",
        "2024-12-27",
        "Y170000002",
        "19XX",
        "2024-12-20/..",
        "../2024-12-20",
        "2024-21",
        "9999-12-31",
    ];
    let values = [0.0, -5.0, 1e-9, 1e300, -1e300, 123_456_789.123];
    let mut estimates: Vec<Plotted> = Vec::new();
    for (at, date) in dates.iter().enumerate().filter(|(_, date)| crate::model::When::parse(date).is_ok()) {
        for value in values {
            let bound = match at % 4 {
                0 => Bound::AtLeast(n(value)),
                1 => Bound::AtMost(n(value)),
                2 => samples::range(value, value.max(7.0)),
                _ => samples::vague(value, value.max(8.0)),
            };
            let plain = stock("k", "Somebody", at, date, "words", bound);
            estimates.push(Plotted {
                kind: kinds[at % 4],
                time: when(date),
                revises: Some(at * 99),
                ..plain
            });
        }
    }
    for scale in [crate::model::Scale::Linear, crate::model::Scale::Log] {
        let all = Plot { scale, ..plot(estimates.clone()) };
        let each = estimates.iter().map(|estimate| Plot { scale, ..plot(vec![estimate.clone()]) });
        for plot in each.chain([all]) {
            let rows = row_marks(&plot, Words::Beside).rows;
            let text = time_chart(&plot) + &standalone(&plot, "", &Palette::default()) + &rows.concat_svg();
            assert!(!text.contains("NaN") && !text.contains("inf\"") && !text.contains("inf%"));
        }
    }
}

trait ConcatSvg {
    fn concat_svg(&self) -> String;
}

impl ConcatSvg for Vec<super::Row> {
    fn concat_svg(&self) -> String {
        self.iter().map(|row| row.svg.as_str()).collect()
    }
}

#[test]
fn a_sparkline_shows_what_can_be_compared_with_the_words_that_it_stands_beside() {
    let of =
        |plot: &super::Plot, kind| plot.estimates.iter().position(|estimate| estimate.kind == kind).unwrap();
    let both = samples::worked_example();
    for kind in [Kind::Stock, Kind::Flow] {
        let mut alone = samples::worked_example();
        alone.estimates.retain(|estimate| estimate.kind == kind);
        assert_eq!(sparkline(&both, of(&both, kind)), sparkline(&alone, 0));
    }
    let mut measures = samples::worked_example();
    measures.estimates.retain(|estimate| estimate.kind == Kind::Stock);
    measures.estimates[1].measure = "wounded".to_owned();
    assert_ne!(sparkline(&measures, 0), sparkline(&measures, 1));
}

#[test]
fn a_sparkline_of_nothing_but_words_is_nothing() {
    assert_eq!(sparkline(&samples::words_only(), 0), "");
    assert_eq!(sparkline(&plot(Vec::new()), 0), "");
}

#[test]
fn a_sparkline_of_five_hundred_estimates_stays_small() {
    let svg = sparkline(&samples::crowd(500), 0);
    assert!(svg.len() < 60_000, "{} bytes", svg.len());
}

#[cfg(feature = "png")]
#[test]
fn a_picture_is_1600_pixels_wide_and_the_same_every_time() {
    let picture =
        || super::picture(&samples::worked_example(), "Source: the desk", &Palette::default()).unwrap();
    let png = picture();
    assert_eq!(png, picture());
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert_eq!(u32::from_be_bytes([png[16], png[17], png[18], png[19]]), 1600);
    if let Some(folder) = std::env::var_os("ONRECORD_DUMP") {
        std::fs::write(std::path::Path::new(&folder).join("chart.png"), &png).unwrap();
    }
}
