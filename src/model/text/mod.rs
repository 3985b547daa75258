//! The text of an article or page as a small tree: what Markdown means, without Markdown.
//!
//! Links keep what the author wrote until the tree is printed, so one tree serves every place that it is shown from.

pub mod normal;
pub mod plain;
pub mod runs;
mod walk;

pub use walk::{each_chart, each_inline, each_inline_mut, each_line, each_line_mut};

use super::reads::print_of;
use super::{ArticleId, ClaimAddress, FigureId, PageId, Picture, PictureSize, SourceId, SpeakerId};
use crate::diagnostic::Place;
use crate::path::RelPath;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// A text that is whole: it is read, shared and told from another, and not changed any more.
#[derive(Clone, Debug, Default)]
pub struct Text(Arc<Whole>);

#[derive(Debug, Default)]
struct Whole {
    blocks: Vec<Block>,
    /// The hash of the blocks, once it was asked for.
    print: OnceLock<u64>,
    /// What leads out of it, once it was asked for: several rules and pages go through the links of all texts.
    leads: OnceLock<Leads>,
}

#[derive(Debug, Default)]
struct Leads {
    links: Vec<Link>,
    has_pictures: bool,
}

/// A link in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where to.
    pub target: Target,
    /// The whole link in the file.
    pub place: Place,
}

/// The links in a text, in its order.
#[must_use]
pub fn links(text: &[Block]) -> Vec<Link> {
    leads(text).links
}

fn leads(text: &[Block]) -> Leads {
    let mut leads = Leads::default();
    each_inline(text, &mut |inline| match inline {
        Inline::Link { target, place, .. } => {
            leads.links.push(Link { target: target.clone(), place: *place });
        }
        Inline::Image { .. } => leads.has_pictures = true,
        _ => {}
    });
    leads
}

impl Text {
    /// Its links, in its order.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.leads().links
    }

    /// Whether a picture stands in it.
    #[must_use]
    pub fn has_pictures(&self) -> bool {
        self.leads().has_pictures
    }

    fn leads(&self) -> &Leads {
        self.0.leads.get_or_init(|| leads(self))
    }
}

impl From<Vec<Block>> for Text {
    fn from(blocks: Vec<Block>) -> Self {
        Self(Arc::new(Whole { blocks, print: OnceLock::new(), leads: OnceLock::new() }))
    }
}

impl Deref for Text {
    type Target = [Block];

    fn deref(&self) -> &[Block] {
        &self.0.blocks
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(*self.0.print.get_or_init(|| print_of(&self.0.blocks)));
    }
}

/// What stands below one another.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Block {
    /// A paragraph, and where it stands in the file.
    Paragraph(Vec<Inline>, Place),
    /// A line of text without a paragraph around it, as in a tight list, and where it stands in the file.
    Plain(Vec<Inline>, Place),
    /// A heading of level 1 to 6 with the anchor that links to it.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its anchor, unique in the text.
        anchor: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// Words of somebody else.
    Quote(Vec<Block>),
    /// A passage set apart for what it is to its readers.
    Callout(CalloutKind, Vec<Block>),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A picture that stands by itself.
    Picture {
        /// The picture, in a link or not, and nothing else.
        image: Vec<Inline>,
        /// What stands below it.
        caption: Vec<Inline>,
    },
    /// A list; numbered from `start` when there is one.
    List {
        /// The first number of a numbered list.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// Program text.
    Code {
        /// The language as written after the fence.
        language: Option<String>,
        /// The program text.
        text: String,
    },
    /// A table.
    Table {
        /// How each column is set.
        columns: Vec<Alignment>,
        /// The cells of the first row.
        head: Vec<Vec<Inline>>,
        /// The cells of the rows below.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A break between parts.
    Rule,
    /// What a footnote says.
    Footnote {
        /// The label as written.
        label: String,
        /// What it says.
        content: Vec<Block>,
    },
    /// The chart of a figure.
    Chart {
        /// The figure.
        figure: FigureId,
        /// Words of the author on what it shows.
        caption: Vec<Inline>,
        /// Where it is asked for.
        place: Place,
    },
    /// HTML as the author wrote it, only where the site passes it on.
    Html(String),
}

impl Block {
    /// The texts that stand within it.
    pub fn texts(&self) -> impl Iterator<Item = &[Self]> {
        let one = match self {
            Self::Quote(content) | Self::Callout(_, content) | Self::Footnote { content, .. } => {
                Some(content)
            }
            _ => None,
        };
        let items = match self {
            Self::List { items, .. } => items.as_slice(),
            _ => &[],
        };
        let definitions = match self {
            Self::Definitions(definitions) => definitions.as_slice(),
            _ => &[],
        };
        let meanings = definitions.iter().flat_map(|definition| &definition.meanings);
        one.into_iter().chain(items).chain(meanings).map(Vec::as_slice)
    }
}

/// Terms that mean the same, and what they mean.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// What they mean, in one text or several.
    pub meanings: Vec<Vec<Block>>,
}

/// What a passage that is set apart is to its readers: the kinds that GitHub knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CalloutKind {
    /// What is good to know.
    Note,
    /// What helps.
    Tip,
    /// What has to be known.
    Important,
    /// What can go wrong.
    Warning,
    /// What does harm.
    Caution,
}

impl CalloutKind {
    /// The word in the text (`> [!NOTE]`), in lower case, with the kind.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("note", Self::Note),
        ("tip", Self::Tip),
        ("important", Self::Important),
        ("warning", Self::Warning),
        ("caution", Self::Caution),
    ];

    /// Its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// As the reader's language has it.
    Natural,
    /// At the start.
    Start,
    /// In the middle.
    Centre,
    /// At the end.
    End,
}

/// What stands beside one another.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Program text.
    Code(String),
    /// A line end in the source that readers see as a space.
    SoftBreak,
    /// A line end that readers see.
    HardBreak,
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Strongly stressed words.
    Strong(Vec<Inline>),
    /// Words struck out.
    Strike(Vec<Inline>),
    /// A link.
    Link {
        /// Where to.
        target: Target,
        /// The title as written.
        title: Option<String>,
        /// The words that carry it.
        content: Vec<Inline>,
        /// The whole link in the file.
        place: Place,
    },
    /// A picture.
    Image {
        /// Where it is.
        target: Target,
        /// What it shows, for those who do not see it.
        alt: String,
        /// The title as written.
        title: Option<String>,
        /// The whole of it in the file.
        place: Place,
        /// How large it is to be.
        size: PictureSize,
        /// What is known of its file, once that was found.
        picture: Option<Box<Picture>>,
    },
    /// Words that state a claim.
    Mark {
        /// The claim.
        claim: ClaimAddress,
        /// The words.
        content: Vec<Inline>,
        /// The whole mark in the file.
        place: Place,
        /// Which piece of the mark this is; a mark that crosses other elements has several.
        piece: Piece,
    },
    /// A call of a footnote.
    FootnoteCall(String),
    /// An HTML element without attributes that is safe anywhere (`sub`, `kbd` …).
    Element(&'static str, Vec<Inline>),
    /// A box that is ticked or not.
    Task(bool),
    /// HTML as the author wrote it, only where the site passes it on.
    Html(String),
}

/// Which piece of a mark it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Piece {
    /// Nothing of this mark stands before it.
    pub first: bool,
    /// Nothing of this mark stands after it: here the marker goes.
    pub last: bool,
}

impl Piece {
    /// A mark that is whole.
    pub const WHOLE: Self = Self { first: true, last: true };
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A source's page (`source:`).
    Source(SourceId),
    /// A figure's page (`figure:`).
    Figure(FigureId),
    /// A place on a figure's page.
    FigurePart(FigureId, String),
    /// A speaker's page (`speaker:`).
    Speaker(SpeakerId),
    /// An address outside the site: `http`, `https` or `mailto`.
    External(String),
    /// A file as the author named it (`../pages/method.md`, `photo.jpg`), percent-decoded; resolving replaces it by one of
    /// the three below.
    File {
        /// The path as written, relative to the author's file.
        path: String,
        /// What stands after `#`.
        fragment: Option<String>,
    },
    /// An article, and a place in it.
    Article(ArticleId, Option<String>),
    /// A free page, and a place in it.
    Page(PageId, Option<String>),
    /// A file that is published as it is, by its place in the output.
    Asset(RelPath),
    /// A place on the same page.
    Fragment(String),
}

/// Whether a picture only adorns: it has no text, and its title says so (`![](line.png "decorative")`).
#[must_use]
pub fn is_decorative(alt: &str, title: Option<&str>) -> bool {
    alt.trim().is_empty() && title == Some("decorative")
}

/// Whether a heading may not have this anchor, because pages use it themselves. The theme's tests hold it to this.
#[must_use]
pub fn is_reserved_anchor(anchor: &str) -> bool {
    const NAMES: [&str; 13] = [
        "main",
        "claims",
        "changes",
        "sourcing",
        "table",
        "marks",
        "method",
        "revisions",
        "used",
        "sides",
        "peek",
        "this",
        "q",
    ];
    const PREFIXES: [&str; 12] =
        ["claim-", "t-", "e-", "fn-", "fnref-", "peek-", "theme-", "hl-", "show-", "g-", "c-", "s-"];
    NAMES.contains(&anchor) || PREFIXES.iter().any(|prefix| anchor.starts_with(prefix))
}
