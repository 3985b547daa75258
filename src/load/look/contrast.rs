//! Whether colours are seen on what they stand on (WCAG 2.2, 1.4.3 and 1.4.11).

use super::Written;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::look::{Colour, Pair, Palette, Stands, TOKENS, Token};

/// How much of a status lies under the words of a claim that is looked at, by `site.css`.
const TINT: f64 = 0.24;

/// A light page or a dark one.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Light,
    Dark,
}

impl Mode {
    const ALL: [Self; 2] = [Self::Light, Self::Dark];

    fn of(self, pair: Pair) -> Colour {
        match self {
            Self::Light => pair.light,
            Self::Dark => pair.dark,
        }
    }

    fn place(self, written: &Written) -> Place {
        written.places[self as usize]
    }

    fn page(self) -> &'static str {
        match self {
            Self::Light => "a light page",
            Self::Dark => "a dark page",
        }
    }
}

/// A colour and what it has to be seen on.
struct Meeting {
    /// What is written and would have to be another.
    at: &'static str,
    above: (String, Colour),
    ground: (String, Colour),
    least: f64,
}

/// Tells of each colour of `written` that is too faint on its ground, or on which others are; the worst of each.
pub(super) fn check(palette: &Palette, written: &[Written], out: &mut Diagnostics) {
    for one in written {
        for mode in Mode::ALL {
            let is_own = |name: &str| written.iter().any(|other| other.token.name == name);
            let worst = meetings(palette, mode)
                .into_iter()
                .filter(|meeting| {
                    blamed(meeting, &is_own) == one.token.name && meeting.ratio() < meeting.least
                })
                .min_by(|a, b| a.margin().total_cmp(&b.margin()));
            if let Some(worst) = worst {
                out.push(faint(palette, one, mode, &worst));
            }
        }
    }
}

/// What stands above is to be mended where it is the site's own, and else the ground.
fn blamed<'m>(meeting: &'m Meeting, is_own: &impl Fn(&str) -> bool) -> &'m str {
    if is_own(meeting.at) { meeting.at } else { &meeting.ground.0 }
}

impl Meeting {
    fn ratio(&self) -> f64 {
        self.above.1.contrast(self.ground.1)
    }

    fn margin(&self) -> f64 {
        self.ratio() / self.least
    }
}

fn least(token: &Token) -> Option<f64> {
    match token.stands {
        Stands::AsText => Some(4.5),
        Stands::AsRing => Some(3.0),
        Stands::Beneath | Stands::AsLine => None,
    }
}

fn grounds(palette: &Palette, mode: Mode) -> Vec<(String, Colour)> {
    let beneath = TOKENS.iter().filter(|token| token.stands == Stands::Beneath);
    beneath.map(|token| (token.name.to_owned(), mode.of(palette.of(token.name)))).collect()
}

/// Everything that meets on a page.
fn meetings(palette: &Palette, mode: Mode) -> Vec<Meeting> {
    let grounds = grounds(palette, mode);
    let mut all = Vec::new();
    for (token, least) in TOKENS.iter().filter_map(|token| Some((token, least(token)?))) {
        let colour = mode.of(palette.of(token.name));
        all.extend(grounds.iter().map(|ground| Meeting {
            at: token.name,
            above: (token.name.to_owned(), colour),
            ground: ground.clone(),
            least,
        }));
        if token.name.starts_with("s-") {
            let tint = colour.over(mode.of(palette.of("bg")), TINT);
            let ink = ("ink".to_owned(), mode.of(palette.of("ink")));
            all.push(Meeting { at: token.name, above: ink, ground: (tinted(token.name), tint), least: 4.5 });
        }
    }
    all
}

fn tinted(name: &str) -> String {
    format!("the tint of {name}")
}

fn faint(palette: &Palette, one: &Written, mode: Mode, worst: &Meeting) -> Diagnostic {
    let (above, ground) = (&worst.above.0, &worst.ground.0);
    let needs = match worst.least {
        least if least < 4.5 => format!("what marks a place needs {least} to 1"),
        least => format!("text needs {least} to 1"),
    };
    // Rounded down: 4.49 is not 4.5.
    let ratio = (worst.ratio() * 100.0).floor() / 100.0;
    let diagnostic = Diagnostic::warning("low-contrast", format!("`{above}` is too faint on `{ground}`"))
        .at(
            mode.place(one),
            format!("{ratio} to 1 on {}: `{}` on `{}`; {needs}", mode.page(), worst.above.1, worst.ground.1),
        )
        .with_why("readers with poor eyes, a poor screen or the sun on it cannot read it (WCAG 2.2)");
    let Mending { help, instead } = mending(palette, one, mode, worst);
    match instead {
        Some(instead) => diagnostic.with_help(help).with_suggestion(mode.place(one), instead),
        None => diagnostic.with_help(help),
    }
}

/// What to write instead, and whether it can be put there as it is.
struct Mending {
    help: String,
    instead: Option<String>,
}

fn mending(palette: &Palette, one: &Written, mode: Mode, worst: &Meeting) -> Mending {
    let name = one.token.name;
    let is_above = worst.above.0 == name;
    let seen_on = |mode: Mode, pair: Pair| {
        let grounds: Vec<Colour> = grounds(palette, mode).into_iter().map(|(_, colour)| colour).collect();
        mode.of(pair).seen_on(&grounds, worst.least)
    };
    let seen = Mode::ALL.map(|mode| seen_on(mode, one.pair));
    let help = match (seen[mode as usize].filter(|_| is_above), seen) {
        (Some(seen), _) if one.places[0] != one.places[1] => {
            let instead = Some(format!("\"{seen}\""));
            return Mending { help: format!("the nearest that is seen on all grounds is `{seen}`"), instead };
        }
        (Some(_), [Some(light), Some(dark)]) => {
            let pair = format!("{{ light = \"{light}\", dark = \"{dark}\" }}");
            let help = format!("give light and dark pages a colour each: `{name} = {pair}`");
            return Mending { help, instead: Some(pair) };
        }
        _ if one.token.stands == Stands::Beneath => {
            "choose a ground that is further from it, or a colour for what stands on it as well"
        }
        _ => "choose a colour that is further from the text, or a `bg` on which both are seen",
    };
    Mending { help: help.to_owned(), instead: None }
}
