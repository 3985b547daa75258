//! Which record an id names.

use crate::diagnostic::nearest;
use crate::model::{
    ArticleId, Claim, ClaimId, ClaimName, Figure, FigureId, Key, Source, SourceId, Speaker, SpeakerId,
};
use crate::resolve::Briefing;

/// A record that others can rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A source.
    Source(Key<Source>),
    /// A speaker.
    Speaker(Key<Speaker>),
    /// A claim.
    Claim(Key<Claim>),
    /// A figure.
    Figure(Key<Figure>),
}

/// The kinds of [`Subject`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A source.
    Source,
    /// A speaker.
    Speaker,
    /// A claim.
    Claim,
    /// A figure.
    Figure,
}

impl Kind {
    /// All of them, in the order in which choices are told.
    pub const ALL: [Self; 4] = [Self::Source, Self::Speaker, Self::Claim, Self::Figure];

    /// The word before the colon.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Speaker => "speaker",
            Self::Claim => "claim",
            Self::Figure => "figure",
        }
    }

    fn find(self, briefing: &Briefing, id: &str) -> Option<Subject> {
        match self {
            Self::Source => briefing.sources.find(&SourceId::new(id).ok()?).map(Subject::Source),
            Self::Speaker => briefing.speakers.find(&SpeakerId::new(id).ok()?).map(Subject::Speaker),
            Self::Claim => {
                let (article, name) = id.rsplit_once('/')?;
                let id = ClaimId { article: ArticleId::new(article).ok()?, name: ClaimName::new(name).ok()? };
                briefing.claims.find(&id).map(Subject::Claim)
            }
            Self::Figure => briefing.figures.find(&FigureId::new(id).ok()?).map(Subject::Figure),
        }
    }

    fn ids(self, briefing: &Briefing) -> Vec<String> {
        match self {
            Self::Source => briefing.sources.values().map(|source| source.id.to_string()).collect(),
            Self::Speaker => briefing.speakers.values().map(|speaker| speaker.id.to_string()).collect(),
            Self::Claim => briefing.claims.values().map(|claim| claim.id.to_string()).collect(),
            Self::Figure => briefing.figures.values().map(|figure| figure.id.to_string()).collect(),
        }
    }
}

impl Subject {
    /// Its kind.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Source(_) => Kind::Source,
            Self::Speaker(_) => Kind::Speaker,
            Self::Claim(_) => Kind::Claim,
            Self::Figure(_) => Kind::Figure,
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(self, briefing: &Briefing) -> String {
        match self {
            Self::Source(key) => briefing.sources[key].id.to_string(),
            Self::Speaker(key) => briefing.speakers[key].id.to_string(),
            Self::Claim(key) => briefing.claims[key].id.to_string(),
            Self::Figure(key) => briefing.figures[key].id.to_string(),
        }
    }
}

/// Every record that `id` names: one, unless records of several kinds share it. `source:`, `speaker:`, `claim:` or `figure:`
/// before it says which is meant. A claim's name alone will do where only one article has it.
///
/// # Errors
/// When there is none: the nearest names, with their kinds.
pub fn find(briefing: &Briefing, id: &str) -> Result<Vec<Subject>, Vec<String>> {
    let stated = id.split_once(':').and_then(|(word, rest)| {
        Kind::ALL.into_iter().find(|kind| kind.name() == word).map(|kind| (kind, rest))
    });
    let (kinds, id) = match stated {
        Some((kind, rest)) => (vec![kind], rest),
        None => (Kind::ALL.to_vec(), id),
    };
    let mut found: Vec<Subject> = kinds.iter().filter_map(|kind| kind.find(briefing, id)).collect();
    if found.is_empty() && kinds.contains(&Kind::Claim) {
        let named = briefing.claims.iter().filter(|(_, claim)| claim.id.name.as_str() == id);
        found = named.map(|(key, _)| Subject::Claim(key)).collect();
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let near = kinds.into_iter().filter_map(|kind| {
        let ids = kind.ids(briefing);
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let near = nearest(id, names.iter().copied()).map(str::to_owned).or_else(|| {
            // Of a claim, the last part is what people remember.
            let ends = names.iter().filter_map(|name| Some((name.rsplit_once('/')?.1, *name)));
            let end = nearest(id, ends.clone().map(|(end, _)| end))?;
            ends.clone().find(|(other, _)| *other == end).map(|(_, name)| name.to_owned())
        })?;
        Some(format!("{}:{near}", kind.name()))
    });
    Err(near.collect())
}
