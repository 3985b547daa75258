//! Where claims are read.

use super::{Key, Record, Sha256Hex, SourceId, Speaker, When};
use crate::diagnostic::{Place, Placed};
use crate::path::RelPath;
use std::collections::BTreeMap;
use std::fmt;

/// What sort of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A news report.
    Article,
    /// The words of an event, taken down.
    Transcript,
    /// Something posted on a social network or channel.
    Post,
    /// A report or study.
    Report,
    /// A set of data.
    Dataset,
    /// Moving pictures.
    Video,
    /// Sound.
    Audio,
    /// A still picture, satellite pictures included.
    Image,
    /// A book or a chapter of one.
    Book,
    /// A paper in a journal.
    Paper,
    /// A law, judgment, letter or other document.
    Document,
    /// What somebody told this site.
    Interview,
    /// A page of the web that is none of these.
    Web,
}

impl SourceKind {
    /// The word for it in a record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Transcript => "transcript",
            Self::Post => "post",
            Self::Report => "report",
            Self::Dataset => "dataset",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Image => "image",
            Self::Book => "book",
            Self::Paper => "paper",
            Self::Document => "document",
            Self::Interview => "interview",
            Self::Web => "web",
        }
    }
}

/// What has become of the document since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// As it was.
    Live,
    /// Its text is another.
    Changed,
    /// It stands at another address.
    Moved,
    /// It cannot be reached.
    Gone,
    /// Its publisher corrected it.
    Corrected,
    /// Its publisher took it back.
    Retracted,
}

impl State {
    /// All of them, the gravest last.
    pub const ALL: [Self; 6] =
        [Self::Live, Self::Changed, Self::Moved, Self::Gone, Self::Corrected, Self::Retracted];

    /// The word in files and data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Gone => "gone",
            Self::Corrected => "corrected",
            Self::Retracted => "retracted",
        }
    }
}

/// [`State`] with its date and reason.
#[derive(Clone, Debug, Hash)]
pub struct SourceState {
    /// What has become of it.
    pub state: State,
    /// Since when.
    pub date: Option<When>,
    /// What happened, in words.
    pub note: Option<String>,
}

/// Reliability of a source by the Admiralty code (NATO AJP-2.1): A completely reliable … E unreliable, F cannot be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    F,
}

impl Reliability {
    /// Its letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
            Self::F => "F",
        }
    }
}

/// A stored copy of a source somewhere else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Archive {
    /// Its address.
    pub url: Placed<String>,
    /// When it was taken.
    pub date: Option<When>,
}

/// Where what a source says first came from, as its record states it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceOrigin {
    /// A speaker of the site.
    Speaker(Key<Speaker>),
    /// Another source of the site.
    Source(Key<Source>),
    /// Something that has no record here, in words.
    Words(String),
}

/// What a bibliography says of where a work appeared, beyond what every source has. All of it is for citing the work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Imprint {
    /// The journal, newspaper, series or book that it stands in, where that is not its publisher.
    pub container: Option<String>,
    /// Who edited it.
    pub editors: Vec<String>,
    /// The volume.
    pub volume: Option<String>,
    /// The issue, or the number of a report.
    pub issue: Option<String>,
    /// The pages, with an en dash between first and last.
    pub pages: Option<String>,
    /// The edition.
    pub edition: Option<String>,
    /// Where it was published.
    pub place: Option<String>,
    /// The Digital Object Identifier, without an address before it.
    pub doi: Option<String>,
    /// The International Standard Book Number.
    pub isbn: Option<String>,
    /// The type that the bibliography gives it, in BibLaTeX's word, where that says more than its kind: a thesis and a paper
    /// read at a conference are both papers.
    pub form: Option<&'static str>,
    /// What sort of report, thesis or the like it is, in words ("PhD thesis").
    pub genre: Option<String>,
    /// The parts of the names of authors and editors, by the whole name, as far as they are known: a name without parts
    /// may be that of an institution and is never turned around.
    pub people: BTreeMap<String, PersonName>,
}

/// The parts of a person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PersonName {
    /// The name that lists are sorted by.
    pub family: String,
    /// What stands before it.
    pub given: String,
    /// A particle of the family name ("van", "de la").
    pub prefix: String,
    /// What stands after the name ("Jr.").
    pub suffix: String,
}

/// The whole name in the order in which it is spoken.
impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.given, &self.prefix, &self.family];
        let words: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        f.write_str(&words.join(" "))?;
        match self.suffix.as_str() {
            "" => Ok(()),
            suffix => write!(f, ", {suffix}"),
        }
    }
}

/// The text of a source as this site stored it.
#[derive(Clone, Debug, Hash)]
pub struct Snapshot {
    /// The file.
    pub path: RelPath,
    /// The digest of its bytes.
    pub sha256: Sha256Hex,
    /// When it was taken.
    pub captured: Option<When>,
}

/// A document in which claims are read.
#[derive(Clone, Debug, Hash)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Where its record starts.
    pub place: Place,
    /// Its title.
    pub title: String,
    /// Whether the title is ours, because the document has none.
    pub title_supplied: bool,
    /// What sort of document it is.
    pub kind: SourceKind,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was read for this site.
    pub accessed: Option<When>,
    /// Its address.
    pub url: Option<Placed<String>>,
    /// Copies of it elsewhere.
    pub archives: Vec<Archive>,
    /// Where what it says first came from.
    pub origin: Option<SourceOrigin>,
    /// The source it was made from.
    pub derived_from: Option<Key<Source>>,
    /// What it is worth and what it rests on, in a sentence or two (ICD 206 calls this a source descriptor).
    pub descriptor: Option<String>,
    /// The site's judgement of it.
    pub reliability: Option<Reliability>,
    /// What has become of it.
    pub state: SourceState,
    /// The retracted source that it goes back to, or itself where it was retracted: it carries nothing any more.
    pub undone_by: Option<Key<Source>>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// What stands between a reader and it ("registration required").
    pub access: Option<String>,
    /// What else to know.
    pub note: Option<String>,
    /// Where it appeared, as a bibliography tells it.
    pub imprint: Imprint,
    /// The files at the addresses where its page stood before, from which its page is still found.
    pub aliases: Vec<Placed<RelPath>>,
    /// The day until which its publisher keeps it where it is.
    pub preserve_until: Option<When>,
    /// Our stored text of it.
    pub snapshot: Option<Snapshot>,
    /// Whether a bibliography has it, whose keys are others than those of our own records.
    pub in_bibliography: bool,
}

impl Source {
    /// The sources that the record says it goes back to.
    pub fn made_from(&self) -> impl Iterator<Item = Key<Source>> {
        let origin = match self.origin {
            Some(SourceOrigin::Source(origin)) => Some(origin),
            _ => None,
        };
        self.derived_from.into_iter().chain(origin)
    }
}

impl Record for Source {
    type Id = SourceId;

    fn id(&self) -> &SourceId {
        &self.id
    }

    fn place(&self) -> Place {
        self.place
    }
}
