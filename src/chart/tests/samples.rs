//! Plots to draw in tests: the worked example of the design, and the hard cases.

use crate::chart::{Plot, Plotted};
use crate::model::quantity::Reading;
use crate::model::{Bound, Convention, Direction, Kind, Number, Quantity, Scale, When};

pub(super) fn n(value: f64) -> Number {
    Number::new(value).unwrap()
}

pub(super) fn range(low: f64, high: f64) -> Bound {
    Bound::Range { low: n(low), high: n(high), best: None }
}

pub(super) fn vague(low: f64, high: f64) -> Bound {
    Bound::Vague(Some(Reading { low: n(low), high: Some(n(high)), convention: Convention::Span1 }))
}

pub(super) fn when(text: &str) -> Option<When> {
    Some(When::parse(text).unwrap())
}

pub(super) fn stock(key: &str, who: &str, side: usize, said: &str, words: &str, bound: Bound) -> Plotted {
    Plotted {
        key: key.to_owned(),
        who: who.to_owned(),
        role: None,
        words: words.to_owned(),
        verbatim: true,
        quantity: Quantity { bound, unit: None },
        unit: "people".to_owned(),
        kind: Kind::Stock,
        measure: "killed or wounded".to_owned(),
        scope: None,
        said: when(said),
        time: None,
        preliminary: false,
        side,
        revises: None,
        revised: false,
        overtaken: false,
        withdrawn: false,
    }
}

pub(super) fn flow(
    key: &str,
    who: &str,
    side: usize,
    said: &str,
    during: &str,
    words: &str,
    bound: Bound,
) -> Plotted {
    Plotted { kind: Kind::Flow, time: when(during), ..stock(key, who, side, said, words, bound) }
}

pub(super) fn plot(estimates: Vec<Plotted>) -> Plot {
    Plot {
        says: std::sync::Arc::clone(crate::language::english()),
        id: "c".to_owned(),
        title: "Estimates by the date they were given".to_owned(),
        unit: "people".to_owned(),
        scale: Scale::Linear,
        direction: Direction::Ltr,
        estimates,
    }
}

pub(super) fn worked_example() -> Plot {
    let zelenskiy =
        stock("3", "Volodymyr Zelenskiy", 1, "2024-12-23", "more than 3,000", Bound::MoreThan(n(3000.0)));
    let kirby = flow(
        "4",
        "John Kirby",
        0,
        "2024-12-27",
        "2024-12-20/2024-12-27",
        "1,000 in the last week",
        Bound::Exact(n(1000.0)),
    );
    plot(vec![
        stock("2", "US official, unnamed", 0, "2024-12-17", "several hundred", vague(200.0, 999.0)),
        Plotted { preliminary: true, role: Some("president of Ukraine".to_owned()), ..zelenskiy },
        Plotted { role: Some("White House".to_owned()), ..kirby },
    ])
}

pub(super) fn every_mark() -> Plot {
    let who = [
        "Defence ministry",
        "General staff",
        "Local hospital",
        "Observers’ mission",
        "Aid group",
        "Unnamed official",
    ];
    let bounds: [(&str, Bound); 9] = [
        ("1,100", Bound::Exact(n(1100.0))),
        ("about 1,400", Bound::Approx(n(1400.0))),
        ("800 to 1,200", range(800.0, 1200.0)),
        (
            "900 to 1,500, most likely 1,300",
            Bound::Range { low: n(900.0), high: n(1500.0), best: Some(n(1300.0)) },
        ),
        ("more than 1,600", Bound::MoreThan(n(1600.0))),
        ("up to 900", Bound::AtMost(n(900.0))),
        ("several hundred", vague(200.0, 999.0)),
        ("no losses", Bound::Exact(n(0.0))),
        ("heavy losses", Bound::None),
    ];
    let mut estimates: Vec<Plotted> = bounds
        .into_iter()
        .enumerate()
        .map(|(at, (words, bound))| {
            let said = format!("2024-11-{:02}", 2 + at * 2);
            stock(&format!("e{at}"), who[at % 6], at % 6, &said, words, bound)
        })
        .collect();
    estimates.push(Plotted {
        time: when("2024-11-14"),
        preliminary: true,
        ..stock(
            "asof",
            "Defence ministry",
            0,
            "2024-11-21",
            "about 2,000 by 14 November",
            Bound::Approx(n(2000.0)),
        )
    });
    estimates.push(Plotted {
        said: when("[2024-11-17, 2024-11-19]"),
        ..stock("choice", "Aid group", 4, "2024-11-17", "1,200", Bound::Exact(n(1200.0)))
    });
    plot(estimates)
}

pub(super) fn revision() -> Plot {
    let first = stock("r1", "General staff", 1, "2024-12-03", "about 400", Bound::Approx(n(400.0)));
    let second = stock("r2", "General staff", 1, "2024-12-11", "650", Bound::Exact(n(650.0)));
    let other = stock("r3", "Defence ministry", 0, "2024-12-08", "fewer than 300", Bound::LessThan(n(300.0)));
    plot(vec![
        Plotted { revised: true, ..first },
        Plotted { withdrawn: true, ..other },
        Plotted { revises: Some(0), ..second },
    ])
}

pub(super) fn forty_on_few_dates() -> Plot {
    let dates = ["2024-12-03", "2024-12-10", "2024-12-17", "2024-12-24"];
    let speakers = ["General staff", "Defence ministry", "Observers’ mission", "Aid group"];
    let estimate = |at: usize| {
        let value = 300.0 + (at * 7919 % 40) as f64 * 65.0;
        let words = format!("{value}");
        stock(&format!("f{at}"), speakers[at % 4], at % 4, dates[at / 10], &words, Bound::Exact(n(value)))
    };
    plot((0..40).map(estimate).collect())
}

pub(super) fn same_date_and_value() -> Plot {
    let estimate = |at: usize| {
        stock(&format!("s{at}"), &format!("Speaker {at}"), at, "2024-12-03", "1,000", Bound::Exact(n(1000.0)))
    };
    plot((0..5).map(estimate).collect())
}

pub(super) fn log_with_zero() -> Plot {
    let mut plot = plot(vec![
        stock("l0", "Defence ministry", 0, "2024-03-02", "no losses", Bound::Exact(n(0.0))),
        stock("l1", "General staff", 1, "2024-03-20", "at least 40", Bound::AtLeast(n(40.0))),
        stock("l2", "Aid group", 2, "2024-04-11", "7,000 to 9,000", range(7000.0, 9000.0)),
        stock("l3", "Unnamed official", 5, "2024-05-01", "dozens", vague(24.0, 99.0)),
        flow("l4", "General staff", 1, "2024-05-10", "2024-04", "2,500 in April", Bound::Exact(n(2500.0))),
    ]);
    plot.scale = Scale::Log;
    plot
}

pub(super) fn level() -> Plot {
    let level = |key: &str, who: &str, side, year: &str, words: &str, bound| Plotted {
        kind: Kind::Level,
        measure: "speed of light".to_owned(),
        time: when(year),
        said: None,
        ..stock(key, who, side, year, words, bound)
    };
    let mut plot = plot(vec![
        level("v1", "Ole Rømer", 0, "1676", "about 214,000", Bound::Approx(n(214_000.0))),
        level("v2", "James Bradley", 1, "1728", "about 301,000", Bound::Approx(n(301_000.0))),
        level("v3", "Hippolyte Fizeau", 2, "1849", "313,300", Bound::Exact(n(313_300.0))),
        level("v4", "Albert Michelson", 3, "1879", "299,860 to 299,960", range(299_860.0, 299_960.0)),
        level("v5", "CGPM", 4, "1983-10-21", "299,792.458", Bound::Exact(n(299_792.458))),
    ]);
    plot.unit = "km/s".to_owned();
    plot
}

pub(super) fn monthly_flows() -> Plot {
    let flow = |at: usize| {
        let month = format!("2024-{:02}", at + 1);
        let value = 900.0 + (at * 37 % 11) as f64 * 110.0;
        let bound = if at.is_multiple_of(3) { Bound::MoreThan(n(value)) } else { Bound::Exact(n(value)) };
        flow(
            &format!("m{at}"),
            "General staff",
            1,
            "2025-01-10",
            &month,
            &format!("{value} in the month"),
            bound,
        )
    };
    let mut estimates: Vec<Plotted> = (0..9).map(flow).collect();
    estimates.push(self::flow(
        "m9",
        "Defence ministry",
        0,
        "2024-10-02",
        "2024-07-01/2024-07-08",
        "several hundred",
        vague(200.0, 999.0),
    ));
    estimates.push(self::flow(
        "m10",
        "Defence ministry",
        0,
        "2024-10-02",
        "2024-09-03",
        "400 to 700",
        range(400.0, 700.0),
    ));
    plot(estimates)
}

pub(super) fn antiquity() -> Plot {
    plot(vec![
        stock("a1", "Polybius", 0, "-0149", "about 70,000", Bound::Approx(n(70_000.0))),
        stock("a2", "Livy", 1, "-0024", "48,200", Bound::Exact(n(48_200.0))),
        stock("a3", "Appian", 2, "0150", "50,000", Bound::Exact(n(50_000.0))),
        stock("a4", "Modern historians", 3, "19XX", "10,000 to 16,000", range(10_000.0, 16_000.0)),
    ])
}

pub(super) fn hours() -> Plot {
    plot(vec![
        stock("h1", "Police", 0, "2024-12-20T19:40+01:00", "at least 2", Bound::AtLeast(n(2.0))),
        stock("h2", "State premier", 1, "2024-12-20T22:15+01:00", "2", Bound::Exact(n(2.0))),
        stock("h3", "Police", 0, "2024-12-21T09:30+01:00", "4", Bound::Exact(n(4.0))),
        stock("h4", "State premier", 1, "2024-12-21T11:00+01:00", "5", Bound::Exact(n(5.0))),
    ])
}

pub(super) fn several_measures() -> Plot {
    let of = |measure: &str, scope: Option<&str>, estimate: Plotted| Plotted {
        measure: measure.to_owned(),
        scope: scope.map(str::to_owned),
        ..estimate
    };
    plot(vec![
        of(
            "killed",
            None,
            stock("k1", "General staff", 1, "2025-01-09", "nearly 4,000", Bound::LessThan(n(4000.0))),
        ),
        of("captured", None, stock("k2", "General staff", 1, "2025-01-11", "two", Bound::Exact(n(2.0)))),
        of(
            "killed",
            Some("one brigade only"),
            stock(
                "k3",
                "Defence ministry of a country with a very long official name",
                0,
                "2025-01-12",
                "hundreds, ranging from light wounds up to being killed in action, with no further detail given",
                vague(200.0, 999.0),
            ),
        ),
        of(
            "wounded",
            None,
            flow(
                "k4",
                "Aid group",
                2,
                "2025-01-13",
                "2025-01-06/2025-01-12",
                "at least 1,100",
                Bound::AtLeast(n(1100.0)),
            ),
        ),
        of("wounded", None, stock("k5", "Aid group", 2, "2025-01-13", "many", Bound::None)),
    ])
}

pub(super) fn crowd(count: usize) -> Plot {
    let estimate = |at: usize| {
        let day = crate::model::when::Day(19_723 + (at * 3 % 700) as i64).civil();
        let said = format!("{:04}-{:02}-{:02}", day.0, day.1, day.2);
        let value = 1000.0 + at as f64 * 9.0 + (at * 7919 % 613) as f64;
        let bound = if at.is_multiple_of(5) { Bound::AtLeast(n(value)) } else { Bound::Exact(n(value)) };
        stock(&format!("x{at}"), &format!("Speaker {}", at % 5), at % 5, &said, &format!("{value}"), bound)
    };
    plot((0..count).map(estimate).collect())
}

pub(super) fn words_only() -> Plot {
    plot(vec![
        stock("w1", "Defence ministry", 0, "2024-12-03", "heavy losses", Bound::None),
        stock("w2", "General staff", 1, "2024-12-03", "significant losses", Bound::None),
        stock("w3", "Observers’ mission", 2, "2024-12-05", "a great many", Bound::None),
    ])
}

pub(super) fn one() -> Plot {
    plot(vec![stock("o", "Defence ministry", 0, "2024-12-03", "about 1,100", Bound::Approx(n(1100.0)))])
}

/// All of them, named.
pub(super) fn all() -> Vec<(&'static str, Plot)> {
    vec![
        ("worked example", worked_example()),
        ("every mark", every_mark()),
        ("revision", revision()),
        ("forty on few dates", forty_on_few_dates()),
        ("same date and value", same_date_and_value()),
        ("log with zero", log_with_zero()),
        ("level", level()),
        ("monthly flows", monthly_flows()),
        ("antiquity", antiquity()),
        ("hours", hours()),
        ("several measures", several_measures()),
        ("crowd of 150", crowd(150)),
        ("crowd of 500", crowd(500)),
        ("words only", words_only()),
        ("one", one()),
        ("none", plot(Vec::new())),
    ]
}
