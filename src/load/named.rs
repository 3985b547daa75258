//! Speakers and sources that a row of a data file gives by name, for data with hundreds of them.

use super::csv::Row;
use super::records::{SOURCE_KINDS, SPEAKER_KINDS, checked_address};
use crate::diagnostic::{Diagnostic, Diagnostics, Placed};
use crate::model::{IdError, SourceId, SourceKind, SpeakerId, SpeakerKind, When};

/// A speaker as a row gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedSpeaker {
    /// What the name gives.
    pub id: SpeakerId,
    /// `speaker_name`
    pub name: Placed<String>,
    /// `speaker_kind`
    pub kind: Option<Placed<SpeakerKind>>,
    /// `speaker_side`
    pub side: Option<Placed<String>>,
}

/// A source as a row gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct TitledSource {
    /// What the title gives.
    pub id: SourceId,
    /// `source_title`
    pub title: Placed<String>,
    /// `source_url`
    pub url: Option<Placed<String>>,
    /// `source_publisher`
    pub publisher: Option<Placed<String>>,
    /// `source_published`
    pub published: Option<Placed<When>>,
    /// `source_type`
    pub kind: Option<Placed<SourceKind>>,
}

/// Reads the speaker that a row gives by name.
pub(super) fn speaker(row: &Row<'_>, out: &mut Diagnostics) -> Option<NamedSpeaker> {
    let name = name(row, "speaker", "speaker_name", &["speaker_kind", "speaker_side"], out)?;
    Some(NamedSpeaker {
        id: id_of(&name, SpeakerId::new, out)?,
        kind: row.word("speaker_kind", &SPEAKER_KINDS, out),
        side: row.placed("speaker_side"),
        name,
    })
}

/// Reads the source that a row gives by its title.
pub(super) fn source(row: &Row<'_>, out: &mut Diagnostics) -> Option<TitledSource> {
    let with = ["source_url", "source_publisher", "source_published", "source_type"];
    let title = name(row, "source", "source_title", &with, out)?;
    Some(TitledSource {
        id: id_of(&title, SourceId::new, out)?,
        url: row.placed("source_url").and_then(|url| checked_address(url, "source_url", out)),
        publisher: row.placed("source_publisher"),
        published: row.when("source_published", out),
        kind: row.word("source_type", &SOURCE_KINDS, out),
        title,
    })
}

/// The name in the column `by_name`, where no id stands in the column `by_id`; what stands in the columns of `with` is said
/// of a name only.
fn name(
    row: &Row<'_>,
    by_id: &str,
    by_name: &str,
    with: &[&str],
    out: &mut Diagnostics,
) -> Option<Placed<String>> {
    let (id, name) = (row.placed(by_id), row.placed(by_name));
    if let (Some(id), Some(name)) = (&id, &name) {
        out.push(
            Diagnostic::error("id-and-name", format!("a row gives either `{by_id}` or `{by_name}`"))
                .at(name.place, "a record of its own")
                .with_related(id.place, "a record that is defined elsewhere")
                .with_why("the two may be different, and the row can only belong to one")
                .with_help("leave one of the two cells empty"),
        );
        return None;
    }
    if name.is_none() {
        for (column, cell) in with.iter().filter_map(|column| Some((column, row.placed(column)?))) {
            out.push(
                Diagnostic::error("missing-key", format!("`{column}` needs `{by_name}`"))
                    .at(cell.place, "said of nothing")
                    .with_why("it describes what the row gives by name, and the row names nothing")
                    .with_help(format!("what is given by its id in `{by_id}` has a record that says this")),
            );
        }
    }
    name
}

/// The longest id that a name gives, in characters: an id becomes the name of a folder.
const LONGEST: usize = 60;

fn id_of<T>(
    name: &Placed<String>,
    new: impl Fn(String) -> Result<T, IdError>,
    out: &mut Diagnostics,
) -> Option<T> {
    new(slug(&name.value))
        .map_err(|error| {
            out.push(
                Diagnostic::error("bad-id", "this name gives no id")
                    .at(name.place, error.to_string())
                    .with_why("an id is made of the letters and digits of a name")
                    .with_help("write a record with an id of your own, and that id in the row"),
            );
        })
        .ok()
}

/// The letters and digits of a name in lower case, with `-` for whatever stands between them.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            if slug.chars().count() + word.chars().count() >= LONGEST {
                break;
            }
            slug.push('-');
        }
        slug.extend(word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).take(LONGEST));
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_gives_an_id_of_its_letters() {
        assert_eq!(slug("K. M. Evenson et al."), "k-m-evenson-et-al");
        assert_eq!(slug("Володимир Зеленський"), "володимир-зеленський");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let slug = slug(&"measurement of light ".repeat(20));
        assert_eq!(slug, "measurement-of-light-measurement-of-light-measurement-of");
    }

    proptest! {
        #[test]
        fn every_name_with_a_letter_gives_an_id(name in "\\PC{0,80}") {
            let slug = slug(&name);
            prop_assert!(slug.is_empty() || slug == "self" || SpeakerId::new(slug).is_ok());
        }
    }
}
