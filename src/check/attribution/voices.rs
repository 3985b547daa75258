//! The speakers of a site and of an article, by the words that a text may call them.

use super::super::prose::{Word, words};
use crate::model::{Article, Claim, Key, Speaker, SpeakerKind, Speaking};
use crate::resolve::Briefing;
use std::collections::{BTreeMap, BTreeSet};

/// The speakers of a site. Made once, since every mark of every text is held against them.
#[derive(Debug, Default, Hash)]
pub(in crate::check) struct Voices {
    /// The words by which a text may call each of them.
    names: BTreeMap<Key<Speaker>, BTreeSet<String>>,
    /// Those who are named, by the first two words of their name.
    by_start: BTreeMap<[String; 2], Vec<Key<Speaker>>>,
}

/// The speakers of an article, and those of the site behind them.
pub(super) struct ArticleVoices<'v> {
    briefing: &'v Briefing,
    site: &'v Voices,
    /// The article's persons, by the last word of their name.
    persons: BTreeMap<String, Key<Speaker>>,
    /// The article's named speakers in the order of its claims, each once, with the last word of the name that tells one from
    /// another.
    in_order: Vec<(Key<Speaker>, String)>,
}

impl Voices {
    pub(in crate::check) fn new(briefing: &Briefing) -> Self {
        let mut by_start: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (key, speaker) in briefing.speakers.iter().filter(|(_, speaker)| speaker.named) {
            let mut name = words(&speaker.name).into_iter();
            // One word alone may be anything.
            if let (Some(first), Some(second)) = (name.next(), name.next()) {
                by_start.entry([first.text, second.text]).or_default().push(key);
            }
        }
        let names = briefing.speakers.iter().map(|(key, speaker)| (key, names(speaker))).collect();
        Self { names, by_start }
    }

    pub(super) fn of_article<'v>(&'v self, briefing: &'v Briefing, article: &Article) -> ArticleVoices<'v> {
        let mut seen = BTreeSet::new();
        let speakers = article.claims.iter().filter_map(|claim| match briefing.claims[*claim].speaker {
            Speaking::Speaker(speaker) => Some(speaker),
            Speaking::Site => None,
        });
        let (mut persons, mut in_order) = (BTreeMap::new(), Vec::new());
        for key in speakers.filter(|speaker| seen.insert(*speaker)) {
            let speaker = &briefing.speakers[key];
            let name = words(&speaker.name);
            if let Some(last) = name.last().filter(|_| is_person(speaker)) {
                persons.insert(last.text.clone(), key);
            }
            let telling = name.into_iter().rfind(|word| word.capital && word.text.len() > 3);
            in_order.extend(telling.filter(|_| speaker.named).map(|word| (key, word.text)));
        }
        ArticleVoices { briefing, site: self, persons, in_order }
    }
}

impl<'v> ArticleVoices<'v> {
    pub(super) fn briefing(&self) -> &'v Briefing {
        self.briefing
    }

    /// The words by which a text may call a speaker.
    pub(super) fn names(&self, speaker: Key<Speaker>) -> &BTreeSet<String> {
        &self.site.names[&speaker]
    }

    /// The speakers of the site whose names start with two words.
    pub(super) fn called(&self, first: &Word, second: &Word) -> &[Key<Speaker>] {
        let start = [first.text.clone(), second.text.clone()];
        self.site.by_start.get(&start).map_or(&[], Vec::as_slice)
    }

    /// The person of the article whose name ends with a word.
    pub(super) fn person(&self, last: &str) -> Option<Key<Speaker>> {
        self.persons.get(last).copied()
    }

    /// Another speaker of the article than the claim's, whom a sentence calls by name.
    pub(super) fn other(&self, claim: &Claim, said: &[Word]) -> Option<Key<Speaker>> {
        let said: BTreeSet<&str> =
            said.iter().filter(|word| word.capital).map(|word| word.text.as_str()).collect();
        let mut others = self.in_order.iter().filter(|(key, _)| Speaking::Speaker(*key) != claim.speaker);
        others.find(|(_, name)| said.contains(name.as_str())).map(|(key, _)| *key)
    }
}

/// Whether a speaker is somebody, and not a body.
pub(super) fn is_person(speaker: &Speaker) -> bool {
    matches!(speaker.kind, SpeakerKind::Official | SpeakerKind::Expert | SpeakerKind::Witness)
}

/// The words by which a text may call a speaker: of its name, its office and its side, and of what it is.
fn names(speaker: &Speaker) -> BTreeSet<String> {
    const EMPTY: [&str; 16] = [
        "and", "for", "from", "her", "his", "its", "others", "the", "their", "with", "that", "this", "north",
        "south", "new", "united",
    ];
    let written = [Some(&speaker.name), speaker.role.as_ref(), speaker.side.as_ref()];
    let mut names: BTreeSet<String> = written
        .into_iter()
        .flatten()
        .flat_map(|text| words(text))
        .map(|Word { text, .. }| text)
        .filter(|word| word.chars().count() > 2 && !EMPTY.contains(&word.as_str()))
        .collect();
    // "Ukraine" for "Ukrainian", "Physicists" for "Physicist": a text has the words of a record in other forms.
    let forms: Vec<String> = names
        .iter()
        .flat_map(|name| [format!("{name}s"), format!("{name}n"), name.trim_end_matches('s').to_owned()])
        .collect();
    names.extend(forms);
    let kind: &[&str] = match speaker.kind {
        SpeakerKind::Official => &[
            "official",
            "officials",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "minister",
            "ministry",
            "president",
            "government",
        ],
        SpeakerKind::Agency => &[
            "agency",
            "authorities",
            "authority",
            "department",
            "ministry",
            "mission",
            "office",
            "officials",
            "service",
            "government",
        ],
        SpeakerKind::State => &["government", "state", "authorities", "officials"],
        SpeakerKind::Military => &[
            "army",
            "commander",
            "commanders",
            "forces",
            "military",
            "officer",
            "official",
            "officials",
            "navy",
        ],
        SpeakerKind::Organisation => &[
            "company",
            "group",
            "organisation",
            "organization",
            "organisers",
            "organizers",
            "union",
            "charity",
            "party",
            "campaigners",
        ],
        SpeakerKind::Media => &[
            "agency",
            "broadcaster",
            "newspaper",
            "paper",
            "report",
            "reporter",
            "reporters",
            "story",
            "correspondent",
        ],
        SpeakerKind::Expert => &[
            "analyst",
            "analysts",
            "author",
            "authors",
            "expert",
            "experts",
            "measurement",
            "researcher",
            "researchers",
            "paper",
            "scientists",
            "study",
        ],
        SpeakerKind::Witness => {
            &["resident", "residents", "survivor", "survivors", "witness", "witnesses", "villagers"]
        }
    };
    names.extend(kind.iter().map(|word| (*word).to_owned()));
    names
}
