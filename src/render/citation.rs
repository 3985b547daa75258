//! How to cite a source, in the style that the site chose.
//!
//! Styles and the words of languages are those of the Citation Style Language, which come with `hayagriva`; a build without the
//! feature `citations` has one form of its own.

#[cfg(feature = "citations")]
use super::data::citable;
use super::html::{Html, escape};
use super::source::address;
use crate::language::Words;
#[cfg(feature = "citations")]
use crate::model::SourceKind;
use crate::model::{Message, Site, Source, When};
#[cfg(feature = "citations")]
use hayagriva::archive::{ArchivedStyle, locales};
#[cfg(feature = "citations")]
use hayagriva::citationberg::json::Item;
#[cfg(feature = "citations")]
use hayagriva::citationberg::{
    FontStyle, FontWeight, IndependentStyle, Locale, LocaleCode, Style, VerticalAlign,
};
#[cfg(feature = "citations")]
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren,
    ElemMeta, Formatted,
};
#[cfg(feature = "citations")]
use std::sync::{LazyLock, OnceLock};

/// The words of all languages. Reading them takes a twentieth of a second, so it is done once, and not before something is
/// cited.
#[cfg(feature = "citations")]
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(locales);

/// Cites sources of one site.
#[derive(Default)]
pub(crate) struct Citations {
    #[cfg(feature = "citations")]
    style: OnceLock<Option<IndependentStyle>>,
}

impl Citations {
    /// How to cite a source.
    pub(crate) fn html(&self, words: &Words, site: &Site, source: &Source) -> Html {
        let styled = self.styled(site, source).filter(|html| !html.is_empty());
        styled.unwrap_or_else(|| {
            let mut html = String::new();
            escape(&plain(words, source), &mut html);
            Html(html)
        })
    }

    #[cfg(not(feature = "citations"))]
    fn styled(&self, _: &Site, _: &Source) -> Option<Html> {
        None
    }

    #[cfg(feature = "citations")]
    fn styled(&self, site: &Site, source: &Source) -> Option<Html> {
        let style = self.style.get_or_init(|| match ArchivedStyle::by_name(site.citations.name())?.get() {
            Style::Independent(style) => Some(style),
            Style::Dependent(_) => None,
        });
        let style = style.as_ref()?;
        let item = item(source)?;
        let locale = Some(LocaleCode(locale(site.language.as_str())));
        let mut driver = BibliographyDriver::new();
        let cited = vec![CitationItem::with_entry(&item)];
        driver.citation(CitationRequest::new(cited, style, locale.clone(), &LOCALES, None));
        let rendered = driver.finish(BibliographyRequest { style, locale, locale_files: &LOCALES });
        let mut html = String::new();
        match rendered.bibliography.and_then(|list| list.items.into_iter().next()) {
            // A number at the start counts the entries of a list, and this is none.
            Some(entry) => children(&entry.content, &mut html),
            // Styles for footnotes alone have no list.
            None => children(&rendered.citations.first()?.citation, &mut html),
        }
        Some(Html(quoted(site, source, tidy(&html))))
    }
}

/// A report without an author has the paper in the author's place, and then the formatter takes its title for that of a whole
/// work: what stands within another work stands in quotation marks (The Chicago Manual of Style, 15.49).
#[cfg(feature = "citations")]
fn quoted(site: &Site, source: &Source, html: String) -> String {
    let chicago = ["chicago", "turabian"].iter().any(|name| site.citations.name().starts_with(name));
    let within = matches!(source.kind, SourceKind::Article | SourceKind::Web | SourceKind::Post);
    if !(chicago && within && source.authors.is_empty() && site.language.as_str().starts_with("en")) {
        return html;
    }
    let mut title = String::new();
    escape(&source.title, &mut title);
    html.replacen(&format!("<i>{title}</i>."), &format!("“{title}.”"), 1).replacen(
        &format!("<i>{title}</i>"),
        &format!("“{title}”"),
        1,
    )
}

/// The source as the formatter takes it: with a date for each, since it knows no periods, and without the note, in which it
/// looks for fields that older programs put there.
#[cfg(feature = "citations")]
fn item(source: &Source) -> Option<Item> {
    let mut item = citable(source);
    if source.kind == SourceKind::Video {
        // Of a film, styles give the year; a recording on the web has a day, which is what others are told apart by.
        item.insert("type".to_owned(), "broadcast".into());
        item.entry("genre").or_insert_with(|| "Video".into());
    }
    for key in ["issued", "accessed"] {
        if let Some(dates) = item
            .get_mut(key)
            .and_then(|date| date.get_mut("date-parts"))
            .and_then(|parts| parts.as_array_mut())
        {
            dates.truncate(1);
        }
        if item.get(key).is_some_and(|date| date.get("date-parts").is_none()) {
            item.remove(key);
        }
    }
    for key in ["title", "container-title", "publisher", "publisher-place"] {
        if let Some(serde_json::Value::String(text)) = item.get_mut(key) {
            *text = case_held(text);
        }
    }
    serde_json::from_value(serde_json::Value::Object(item)).ok()
}

/// The planes of Unicode in which no letter has a case, for the letters whose case a style must not change.
#[cfg(feature = "citations")]
const HELD: u32 = 0xf_0000;

/// The letters that have a case lie in this many places.
#[cfg(feature = "citations")]
const CASED: u32 = 0x2_0000;

/// `text` with a sign of its own for each letter that has a case. Titles stay as they were written: a style that sets capital
/// letters does not know that NATO, FFP2, iPhone and LaTeX are names, nor that the A of "Series A" is no article.
#[cfg(feature = "citations")]
fn case_held(text: &str) -> String {
    let held = |c: char| {
        let cased = c.is_lowercase() || c.is_uppercase();
        let sign = char::from_u32(HELD + u32::from(c)).filter(|_| cased && u32::from(c) < CASED);
        sign.unwrap_or(c)
    };
    text.chars().map(held).collect()
}

/// Takes out what is left of parts of a citation that this source has not.
#[cfg(feature = "citations")]
fn tidy(html: &str) -> String {
    let letter =
        |c: char| u32::from(c).checked_sub(HELD).filter(|code| *code < CASED).and_then(char::from_u32);
    let html: String = html.trim().chars().map(|c| letter(c).unwrap_or(c)).collect();
    html.replace(",.", ".").replace("</i>..", "</i>.")
}

/// The locale of a language: the one of that tag, or else the first of the same language. Styles fall back to American English.
#[cfg(feature = "citations")]
fn locale(tag: &str) -> String {
    let known = || LOCALES.iter().filter_map(|locale| locale.lang.as_ref()).map(|code| code.0.as_str());
    let primary = tag.split('-').next().unwrap_or(tag);
    let same = |code: &&str| code.split('-').next() == Some(primary);
    match primary {
        "en" if !tag.eq_ignore_ascii_case("en-GB") => "en-US".to_owned(),
        "de" if tag == "de" => "de-DE".to_owned(),
        "es" if tag == "es" => "es-ES".to_owned(),
        "fr" if tag == "fr" => "fr-FR".to_owned(),
        _ => known()
            .find(|code| code.eq_ignore_ascii_case(tag))
            .or_else(|| known().find(same))
            .unwrap_or("en-US")
            .to_owned(),
    }
}

#[cfg(feature = "citations")]
fn children(all: &ElemChildren, html: &mut String) {
    for child in &all.0 {
        match child {
            ElemChild::Text(text) => formatted(text, html),
            ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::CitationNumber) => {}
            ElemChild::Elem(elem) => children(&elem.children, html),
            ElemChild::Markup(text) => escape(text, html),
            ElemChild::Link { text, url } => match super::links::external(url) {
                Some(url) => {
                    html.push_str("<a href=\"");
                    escape(url, html);
                    html.push_str("\">");
                    formatted(text, html);
                    html.push_str("</a>");
                }
                None => formatted(text, html),
            },
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// A text in its elements: a page of ours has no styles of its own.
#[cfg(feature = "citations")]
fn formatted(text: &Formatted, html: &mut String) {
    let form = text.formatting;
    let raised = match form.vertical_align {
        VerticalAlign::Sup => Some("sup"),
        VerticalAlign::Sub => Some("sub"),
        _ => None,
    };
    let elements = [
        (form.font_style == FontStyle::Italic).then_some("i"),
        (form.font_weight == FontWeight::Bold).then_some("b"),
        raised,
    ];
    let elements: Vec<&str> = elements.into_iter().flatten().collect();
    for name in &elements {
        html.push_str(&format!("<{name}>"));
    }
    escape(&text.text, html);
    for name in elements.iter().rev() {
        html.push_str(&format!("</{name}>"));
    }
}

/// Without a style: authors, title, publisher, dates and address, as far as they are known. Square brackets mark a title that is ours.
fn plain(words: &Words, source: &Source) -> String {
    let title =
        if source.title_supplied { format!("[{}]", source.title) } else { format!("“{}”", source.title) };
    let mut parts: Vec<String> = Vec::new();
    if !source.authors.is_empty() {
        parts.push(source.authors.join(", "));
    }
    parts.push(title);
    parts.extend(source.publisher.clone());
    parts.extend(source.published.as_ref().map(|when| words.date(when)));
    let mut text = parts.join(", ");
    text.push('.');
    if let Some(url) = address(source) {
        text.push_str(&format!(" {url}"));
    }
    let dated = |key, date: &When| words.say(&Message::new(key).with("date", date));
    let read = source.accessed.as_ref().map(|when| dated("cite.read", when));
    let archived = source.archives.first().and_then(|archive| archive.date.as_ref());
    let notes: Vec<String> =
        read.into_iter().chain(archived.map(|when| dated("cite.archived", when))).collect();
    if !notes.is_empty() {
        text.push_str(&format!(" ({})", notes.join("; ")));
    }
    text
}

#[cfg(all(test, feature = "citations"))]
mod tests {
    use super::*;
    use crate::language::english;
    use crate::model::{CitationStyle, Key};
    use crate::render::tests::kursk::kursk;

    #[test]
    fn every_style_that_a_site_may_choose_is_there_and_cites() {
        let mut briefing = kursk();
        for name in CitationStyle::names() {
            briefing.site.citations = CitationStyle::named(name).unwrap();
            let styled = Citations::default().styled(&briefing.site, &briefing.sources[Key::of_row(0)]);
            assert!(styled.is_some_and(|html| !html.is_empty() && !html.0.contains("style=")), "{name}");
        }
    }

    #[test]
    fn a_citation_is_escaped_and_turns_no_institution_around() {
        let mut briefing = kursk();
        let source = &mut briefing.sources[Key::of_row(0)];
        source.title = "<b>B & C</b>".to_owned();
        source.authors = vec!["Ministry of Defence".to_owned()];
        let html = Citations::default().html(english(), &briefing.site, &briefing.sources[Key::of_row(0)]).0;
        assert!(html.starts_with("Ministry of Defence."), "{html}");
        assert!(html.contains("&amp; C&lt;/b&gt;"), "{html}");
    }

    #[test]
    fn a_letter_that_stands_alone_is_no_article() {
        let mut briefing = kursk();
        let source = &mut briefing.sources[Key::of_row(0)];
        source.publisher = Some("Proceedings of the Royal Society A 247".to_owned());
        let html = Citations::default().html(english(), &briefing.site, &briefing.sources[Key::of_row(0)]).0;
        assert!(html.contains("Royal Society A 247"), "{html}");
    }

    #[test]
    fn no_style_changes_a_letter_of_a_title() {
        let title = "NATO says FFP2 Masks work on iPhone and LaTeX of мВ 𐐀𐐨";
        let mut briefing = kursk();
        let source = &mut briefing.sources[Key::of_row(0)];
        (source.title, source.publisher) = (title.to_owned(), Some("eLife and the BMJ".to_owned()));
        source.language = Some("en".to_owned());
        for kind in [SourceKind::Article, SourceKind::Report, SourceKind::Video, SourceKind::Paper] {
            briefing.sources[Key::of_row(0)].kind = kind;
            for name in ["chicago-author-date", "apa", "nature", "mla", "vancouver"] {
                briefing.site.citations = CitationStyle::named(name).unwrap();
                let html =
                    Citations::default().html(english(), &briefing.site, &briefing.sources[Key::of_row(0)]).0;
                assert!(
                    html.contains(title) || kind != SourceKind::Report && name == "nature",
                    "{name}: {html}"
                );
            }
        }
    }

    #[test]
    fn a_report_without_an_author_is_quoted_and_a_video_keeps_its_day() {
        let mut briefing = kursk();
        let source = &mut briefing.sources[Key::of_row(0)];
        (source.title, source.publisher) = ("Losses".to_owned(), Some("Reuters".to_owned()));
        let html = Citations::default().html(english(), &briefing.site, &briefing.sources[Key::of_row(0)]).0;
        assert!(html.starts_with("<i>Reuters</i>. 2024. “Losses.” December 17."), "{html}");
        briefing.sources[Key::of_row(0)].kind = SourceKind::Video;
        let html = Citations::default().html(english(), &briefing.site, &briefing.sources[Key::of_row(0)]).0;
        assert!(html.contains("December 17"), "{html}");
        briefing.site.citations = CitationStyle::named("apa").unwrap();
        let html = Citations::default().html(english(), &briefing.site, &briefing.sources[Key::of_row(0)]).0;
        assert!(html.contains("(2024, December 17). [Video]."), "{html}");
    }

    #[test]
    fn a_site_in_another_language_has_its_words() {
        assert_eq!(locale("uk"), "uk-UA");
        assert_eq!(locale("de"), "de-DE");
        assert_eq!(locale("en"), "en-US");
        assert_eq!(locale("tlh"), "en-US");
    }
}
