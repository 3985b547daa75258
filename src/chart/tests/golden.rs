//! Charts as text, so that every change to a mark is seen in review.

use super::samples;
use crate::chart::{Words, row_marks, sparkline, time_chart};

/// One element a line.
fn lines(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

macro_rules! golden {
    ($($name:ident: $sample:ident;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(lines(&time_chart(&samples::$sample())));
            }
        )*
    };
}

golden! {
    the_worked_example_looks_as_designed: worked_example;
    every_mark_has_its_shape: every_mark;
    a_revision_is_faded_dated_and_joined: revision;
    forty_estimates_on_few_dates_stand_side_by_side: forty_on_few_dates;
    one_date_and_value_shows_every_speaker: same_date_and_value;
    zero_has_a_strip_under_a_logarithmic_axis: log_with_zero;
    a_level_has_a_fitted_axis_that_says_so: level;
    periods_are_as_wide_as_they_are: monthly_flows;
    years_before_our_era_have_their_name: antiquity;
    one_estimate_has_room: one;
    words_alone_have_a_strip: words_only;
}

#[test]
fn rows_share_one_scale() {
    let rows = row_marks(&samples::every_mark(), Words::Beside);
    let rows: Vec<String> =
        rows.rows.into_iter().map(|row| format!("{}\n{}", row.alternative, lines(&row.svg))).collect();
    insta::assert_snapshot!(rows.join("\n\n"));
}

#[test]
fn rows_of_right_to_left_sites_run_from_the_right() {
    let mut plot = samples::every_mark();
    plot.direction = crate::model::Direction::Rtl;
    let rows = row_marks(&plot, Words::Beside);
    let rows: Vec<String> = rows.rows.into_iter().map(|row| lines(&row.svg)).collect();
    insta::assert_snapshot!(rows.join("\n\n"));
}

#[test]
fn no_estimates_make_a_sentence_and_no_axis() {
    let mut plot = samples::one();
    plot.estimates.clear();
    let chart = time_chart(&plot);
    assert!(!chart.contains("<svg"));
    insta::assert_snapshot!(lines(&chart));
}

#[test]
fn a_sparkline_has_every_mark_and_no_word() {
    let svg = sparkline(&samples::every_mark(), 0);
    assert!(!svg.contains("<text") && !svg.contains("id="));
    insta::assert_snapshot!(lines(&svg));
}
