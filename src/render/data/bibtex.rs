//! Sources as BibLaTeX. What it has no word for stands in fields of ours, so that the file, read again, gives the same records.

use super::csl::published_in;
use crate::load::LANGUAGES;
use crate::model::when::{Moment, Precision};
use crate::model::{Reliability, Source, SourceKind, SourceOrigin, State, When};
use crate::render::links::{encode_path, external};
use crate::resolve::Briefing;

/// The file of all sources.
pub(crate) fn all(briefing: &Briefing) -> Vec<u8> {
    let mut file = String::new();
    for source in briefing.sources.values() {
        if !file.is_empty() {
            file.push('\n');
        }
        entry(briefing, source, &mut file);
    }
    file.into_bytes()
}

/// The fields of an entry, each as it is printed.
#[derive(Default)]
struct Fields(Vec<(&'static str, String)>);

impl Fields {
    /// A text, escaped.
    fn text(&mut self, name: &'static str, text: Option<&str>) {
        self.raw(name, text.map(escaped));
    }

    /// What TeX's signs mean nothing in: addresses and dates.
    fn raw(&mut self, name: &'static str, value: Option<String>) {
        self.0.extend(value.map(|value| (name, value)));
    }
}

fn entry(briefing: &Briefing, source: &Source, file: &mut String) {
    let imprint = &source.imprint;
    let mut fields = Fields::default();
    let (entry_type, told) = imprint.form.map_or_else(|| entry_type(source), |form| (form, true));
    if entry_type == "article" && source.kind == SourceKind::Article {
        fields.text("entrysubtype", Some("newspaper"));
    }
    // In braces of its own, so that no style changes a capital letter.
    fields.raw("title", Some(format!("{{{}}}", escaped(&source.title))));
    fields.raw("author", people(source, &source.authors));
    fields.raw("editor", people(source, &imprint.editors));
    fields.raw("date", source.published.as_ref().and_then(date));
    publisher(source, entry_type, &mut fields);
    fields.text("type", imprint.genre.as_deref());
    fields.text("location", imprint.place.as_deref());
    fields.text("volume", imprint.volume.as_deref());
    fields.text("number", imprint.issue.as_deref());
    fields.text("pages", imprint.pages.as_deref());
    fields.text("edition", imprint.edition.as_deref());
    fields.raw("doi", imprint.doi.as_deref().map(address));
    fields.text("isbn", imprint.isbn.as_deref());
    fields.raw("url", crate::render::source::address(source).map(address));
    fields.raw("urldate", source.accessed.as_ref().and_then(date));
    let babel =
        |tag: &str| LANGUAGES.iter().find(|(_, known)| *known == tag).map(|(name, _)| (*name).to_owned());
    match source.language.as_deref().map(|tag| (babel(tag), tag)) {
        Some((Some(name), _)) => fields.raw("langid", Some(name)),
        Some((None, tag)) => fields.text("language", Some(tag)),
        None => {}
    }
    fields.text("note", source.note.as_deref());
    if !told {
        fields.text("onrecord-type", Some(source.kind.name()));
    }
    ours(briefing, source, &mut fields);
    file.push_str(&format!("@{entry_type}{{{},\n", source.id));
    for (name, value) in fields.0 {
        file.push_str(&format!("  {name} = {{{value}}},\n"));
    }
    file.push_str("}\n");
}

/// The type of an entry, and whether it tells what sort of source it is.
fn entry_type(source: &Source) -> (&'static str, bool) {
    match source.kind {
        SourceKind::Article | SourceKind::Paper => ("article", true),
        SourceKind::Report => ("report", true),
        SourceKind::Dataset => ("dataset", true),
        SourceKind::Video => ("video", true),
        SourceKind::Audio => ("audio", true),
        SourceKind::Image => ("image", true),
        SourceKind::Book if source.imprint.container.is_some() => ("incollection", true),
        SourceKind::Book => ("book", true),
        SourceKind::Web => ("online", true),
        SourceKind::Post => ("online", false),
        SourceKind::Document => ("misc", true),
        SourceKind::Transcript | SourceKind::Interview => ("misc", false),
    }
}

fn publisher(source: &Source, entry_type: &str, fields: &mut Fields) {
    let (container, publisher) = published_in(source);
    match entry_type {
        "article" | "review" => {
            fields.text("journaltitle", container);
            fields.text("publisher", publisher);
        }
        "online" | "software" => {
            fields.text("eventtitle", source.imprint.container.as_deref());
            fields.text("organization", source.publisher.as_deref());
        }
        _ => {
            fields.text("booktitle", container);
            let name = match entry_type {
                "report" | "thesis" | "phdthesis" | "mastersthesis" => "institution",
                "misc" | "video" | "audio" | "image" => "organization",
                _ => "publisher",
            };
            fields.text(name, publisher);
        }
    }
}

fn ours(briefing: &Briefing, source: &Source, fields: &mut Fields) {
    fields.raw("onrecord-published", untold(source.published.as_ref()));
    fields.raw("onrecord-accessed", untold(source.accessed.as_ref()));
    fields.text("onrecord-title-supplied", source.title_supplied.then_some("true"));
    let state = &source.state;
    fields.text("onrecord-state", (state.state != State::Live).then(|| state.state.name()));
    fields.raw("onrecord-state-date", state.date.as_ref().map(ToString::to_string));
    fields.text("onrecord-state-note", state.note.as_deref());
    let captured = source.snapshot.as_ref().and_then(|snapshot| snapshot.captured.as_ref());
    fields.raw("onrecord-captured", captured.map(ToString::to_string));
    fields.raw("onrecord-preserve-until", source.preserve_until.as_ref().map(ToString::to_string));
    fields.text(
        "onrecord-origin",
        source.origin.as_ref().map(|origin| match origin {
            SourceOrigin::Speaker(key) => briefing.speakers[*key].id.as_str(),
            SourceOrigin::Source(key) => briefing.sources[*key].id.as_str(),
            SourceOrigin::Words(words) => words,
        }),
    );
    fields.text("onrecord-derived-from", source.derived_from.map(|key| briefing.sources[key].id.as_str()));
    fields.text("onrecord-descriptor", source.descriptor.as_deref());
    fields.text("onrecord-reliability", source.reliability.map(Reliability::letter));
    fields.text("onrecord-access", source.access.as_deref());
    let copies: Vec<String> = source
        .archives
        .iter()
        .filter_map(|copy| Some((copy, external(&copy.url.value)?)))
        .map(|(copy, url)| {
            let url = address(url).replace(';', "%3B");
            copy.date.as_ref().map_or_else(|| url.clone(), |date| format!("{url} {date}"))
        })
        .collect();
    fields.raw("onrecord-archives", (!copies.is_empty()).then(|| copies.join("; ")));
    let aliases: Vec<String> = source.aliases.iter().map(|alias| encode_path(alias.value.as_str())).collect();
    fields.raw("onrecord-aliases", (!aliases.is_empty()).then(|| aliases.join("; ")));
}

/// A date as BibLaTeX takes it: with seconds where there are minutes. It has no way to say "one of these" or "by then", so of those
/// it is told what they share, and a field of ours tells the rest.
fn date(when: &When) -> Option<String> {
    match when {
        When::At(_) | When::Interval(..) => {
            let edges = when.to_string();
            let edges = edges.split('/').map(|edge| match edge.find('T').map(|at| at + "T00:00".len()) {
                Some(end) if edge.is_char_boundary(end) => format!("{}:00{}", &edge[..end], &edge[end..]),
                _ => edge.to_owned(),
            });
            Some(edges.collect::<Vec<_>>().join("/"))
        }
        When::OneOf(choices) => shared(choices),
        When::ByThen(_) | When::ThenOrLater(_) => None,
    }
}

/// The month or the year that all of them lie in.
fn shared(choices: &[Moment]) -> Option<String> {
    let months: Vec<(i32, Option<u8>)> = choices
        .iter()
        .map(|choice| match choice.precision {
            Precision::Day(year, month, _)
            | Precision::Minute(year, month, ..)
            | Precision::Month(year, month) => Some((year, Some(month))),
            Precision::Year(year) | Precision::Season(year, _) => Some((year, None)),
            Precision::Century(_) | Precision::Decade(_) => None,
        })
        .collect::<Option<_>>()?;
    let &(year, month) = months.first()?;
    if months.iter().any(|(other, _)| *other != year) {
        return None;
    }
    let month = month.filter(|_| months.iter().all(|(_, other)| *other == month));
    let precision = month.map_or(Precision::Year(year), |month| Precision::Month(year, month));
    Some(Moment::known(precision).to_string())
}

/// A date that [`date`] does not tell all of.
fn untold(when: Option<&When>) -> Option<String> {
    when.filter(|when| !matches!(when, When::At(_) | When::Interval(..))).map(ToString::to_string)
}

/// An address in which no brace or backslash can end the field.
fn address(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

fn people(source: &Source, names: &[String]) -> Option<String> {
    let names: Vec<String> = names
        .iter()
        .map(|name| match source.imprint.people.get(name) {
            None if name == "others" => name.clone(),
            None => format!("{{{}}}", escaped(name)),
            Some(parts) => {
                let family =
                    [&parts.prefix, &parts.family].map(|part| kept_whole(part, part != &parts.prefix));
                let family =
                    family.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
                let suffix = kept_whole(&parts.suffix, true);
                let parts = [family, suffix, kept_whole(&parts.given, true)];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            }
        })
        .collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// A part of a name in braces where it would be taken apart: by a comma, an "and", or a small letter at the start of a family
/// name.
fn kept_whole(part: &str, braces: bool) -> String {
    let apart = part.contains(',')
        || part
            .split_whitespace()
            .any(|word| word.eq_ignore_ascii_case("and") || word.starts_with(char::is_lowercase));
    let part = escaped(part);
    if apart && braces { format!("{{{part}}}") } else { part }
}

/// `text` so that TeX prints it as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut tex = String::with_capacity(text.len());
    let mut before = ' ';
    // Every program knows `\{`, but counts it as a brace, so it has to have its other.
    let paired = is_paired(text);
    for c in text.chars() {
        match c {
            '\\' => tex.push_str("{\\textbackslash}"),
            '{' | '}' if paired => tex.extend(['\\', c]),
            '{' => tex.push_str("{\\textbraceleft}"),
            '}' => tex.push_str("{\\textbraceright}"),
            '~' => tex.push_str("{\\textasciitilde}"),
            '^' => tex.push_str("{\\textasciicircum}"),
            '&' | '%' | '$' | '#' | '_' => tex.extend(['\\', c]),
            // Two of these next to each other are a dash or a quotation mark.
            '-' | '\'' | '`' if c == before => tex.extend(['{', '}', c]),
            c if c.is_control() => tex.push(' '),
            c => tex.push(c),
        }
        before = c;
    }
    tex
}

/// Whether each brace of a text has its other.
fn is_paired(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            '{' => open += 1,
            '}' if open == 0 => return false,
            '}' => open -= 1,
            _ => {}
        }
    }
    open == 0
}
