//! To whom a sentence gives what it marks, where it says so beyond doubt: a speaker by link or by name as the subject of a verb
//! of saying, right before or right behind the mark.

use super::super::prose::{Leading, Marked, Paragraph, Word, words};
use super::voices::{ArticleVoices, is_person};
use crate::model::{Key, Speaker, Speaking};
use std::collections::BTreeSet;
use std::ops::Range;

impl ArticleVoices<'_> {
    /// The speakers that a sentence names in full, by link, or, those of the article, by their last name; with the words that
    /// name them.
    fn in_sentence(
        &self,
        paragraph: &Paragraph,
        sentence: &Range<usize>,
        said: &[Word],
    ) -> Vec<(Key<Speaker>, Range<usize>)> {
        let mut found = Vec::new();
        for link in paragraph.links.iter().filter(|link| sentence.contains(&link.range.start)) {
            let Leading::Speaker(id) = &link.to else { continue };
            let inside = |word: &&Word| {
                let start = sentence.start + word.range.start;
                link.range.contains(&start)
            };
            let first = said.iter().position(|word| inside(&word));
            let count = said.iter().filter(inside).count();
            if let (Some(speaker), Some(first)) = (self.briefing().speakers.find(id), first) {
                found.push((speaker, first..first + count));
            }
        }
        for (at, word) in said.iter().enumerate().filter(|(_, word)| word.capital) {
            let called = said.get(at + 1).map_or(&[][..], |next| self.called(word, next));
            for speaker in called {
                let name = words(&self.briefing().speakers[*speaker].name);
                let end = at + name.len();
                let whole = said.get(at..end).is_some_and(|said| {
                    said.iter()
                        .zip(&name)
                        .all(|(said, name)| said.text == name.text && said.capital == name.capital)
                });
                found.extend(whole.then_some((*speaker, at..end)));
            }
            found.extend(self.person(&word.text).map(|speaker| (speaker, at..at + 1)));
        }
        found
    }

    /// Another speaker than the claim's to whom the sentence gives the marked words; nothing where there is any doubt.
    pub(super) fn another(
        &self,
        paragraph: &Paragraph,
        mark: &Marked,
        sentence: &Range<usize>,
    ) -> Option<Key<Speaker>> {
        let claim = &self.briefing().claims[mark.claim];
        let Speaking::Speaker(own) = claim.speaker else { return None };
        // What somebody passes on may be given to either.
        if !claim.via.is_empty() {
            return None;
        }
        let text = &paragraph.text[sentence.clone()];
        let said = words(text);
        let marked = place_of(&said, sentence, mark)?;
        let named = self.in_sentence(paragraph, sentence, &said);
        let givers: BTreeSet<Key<Speaker>> = named
            .into_iter()
            .filter(|(_, name)| name.end <= marked.start || name.start >= marked.end)
            .filter(|(_, name)| gives(text, &said, name, &marked))
            .map(|(speaker, _)| speaker)
            .collect();
        let [other] = Vec::from_iter(givers).try_into().ok()?;
        let speaks_for = self.may_speak_for_each_other(own, other);
        let own_is_named = self.names_own(own, other, &said, paragraph, sentence);
        (other != own && !speaks_for && !own_is_named).then_some(other)
    }

    /// Whether a sentence calls the claim's own speaker by a word that the other one has not, by a link, or by "he said".
    fn names_own(
        &self,
        own: Key<Speaker>,
        other: Key<Speaker>,
        said: &[Word],
        paragraph: &Paragraph,
        sentence: &Range<usize>,
    ) -> bool {
        let text = &paragraph.text[sentence.clone()];
        let (own_names, other_names) = (self.names(own), self.names(other));
        // "Kroll's study" is none of another expert's.
        let of_another = |at: usize| {
            at > 0 && WORKS.contains(&said[at].text.as_str()) && is_possessive(text, &said[at - 1])
        };
        let by_name = said.iter().enumerate().any(|(at, word)| {
            own_names.contains(&word.text) && !other_names.contains(&word.text) && !of_another(at)
        });
        let by_link = paragraph.links.iter().any(|link| {
            sentence.contains(&link.range.start)
                && matches!(&link.to, Leading::Speaker(id) if self.briefing().speakers[own].id == *id)
        });
        let pronoun = |word: &Word| ["he", "she", "they", "it"].contains(&word.text.as_str());
        let by_pronoun = said.windows(2).any(|pair| pronoun(&pair[0]) && is_saying(&pair[1]));
        by_name || by_link || by_pronoun
    }

    /// A chief and the service, an office and who holds it: what one says is often recorded as the other's.
    fn may_speak_for_each_other(&self, own: Key<Speaker>, other: Key<Speaker>) -> bool {
        let (own, other) = (&self.briefing().speakers[own], &self.briefing().speakers[other]);
        let within = |one: &Speaker, two: &Speaker| {
            let texts = [Some(two.name.as_str()), two.role.as_deref(), two.side.as_deref()];
            let all: BTreeSet<String> =
                texts.into_iter().flatten().flat_map(words).map(|word| word.text).collect();
            words(&one.name).iter().all(|word| all.contains(&word.text))
        };
        let shared_side = own.side.is_some() && own.side == other.side;
        let for_a_body = !is_person(own) && is_person(other) && (shared_side || other.side.is_none());
        within(own, other) || within(other, own) || for_a_body
    }
}

/// The words of a sentence that a mark holds.
fn place_of(said: &[Word], sentence: &Range<usize>, mark: &Marked) -> Option<Range<usize>> {
    let inside = |word: &Word| mark.range.contains(&(sentence.start + word.range.start));
    let start = said.iter().position(inside)?;
    let end = said.iter().rposition(inside)? + 1;
    Some(start..end)
}

/// Verbs by which a sentence gives words to its subject. What somebody denied or confirmed may be another's.
const GIVING: [&str; 33] = [
    "acknowledged",
    "added",
    "admitted",
    "announced",
    "argued",
    "asserted",
    "calculated",
    "claimed",
    "claims",
    "concluded",
    "counted",
    "declared",
    "estimated",
    "estimates",
    "explained",
    "found",
    "insisted",
    "noted",
    "predicted",
    "reckoned",
    "recorded",
    "reported",
    "reports",
    "said",
    "says",
    "stated",
    "suggested",
    "tells",
    "testified",
    "told",
    "warned",
    "writes",
    "wrote",
];

/// Verbs and nouns behind which words are somebody's, so that those before them are no longer the giver's.
fn is_saying(word: &Word) -> bool {
    GIVING.contains(&word.text.as_str())
        || [
            "according",
            "denied",
            "confirmed",
            "rejected",
            "asked",
            "put",
            "spoke",
            "called",
            "citing",
            "quoting",
        ]
        .contains(&word.text.as_str())
}

/// Whether the speaker whose name stands at `name` is said to say what stands at `marked`.
fn gives(text: &str, said: &[Word], name: &Range<usize>, marked: &Range<usize>) -> bool {
    /// More words between a verb and a mark may give it to somebody else.
    const FURTHEST: usize = 6;
    let between = |from: usize, to: usize| said.get(from..to).unwrap_or_default();
    let quiet =
        |words: &[Word]| words.len() <= FURTHEST && !words.iter().any(|word| is_saying(word) || turns(word));
    let tight = |from: usize, to: usize| {
        let start = from.checked_sub(1).map_or(0, |at| said[at].range.end);
        said.get(to).is_some_and(|word| !text[start..word.range.start].contains([';', ':', '(', '—', '–']))
    };
    // "According to Tom Bakker, [nobody knows]", "[nobody knows], according to Tom Bakker"
    let according =
        name.start >= 2 && said[name.start - 1].text == "to" && said[name.start - 2].text == "according";
    if according && name.end <= marked.start {
        return quiet(between(name.end, marked.start)) && tight(name.end, marked.start);
    }
    if according {
        return name.start - 2 == marked.end;
    }
    // "[nobody knows], said Tom Bakker"
    if name.start == marked.end + 1
        && GIVING.contains(&said[marked.end].text.as_str())
        && said[marked.end].text != "found"
    {
        return !is_possessive(text, &said[name.end - 1]);
    }
    let Some(verb) = verb_of(text, said, name) else { return false };
    if name.start >= marked.end {
        // "[nobody knows], Tom Bakker said"
        return name.start == marked.end;
    }
    verb < marked.start && quiet(between(verb + 1, marked.start)) && tight(verb + 1, marked.start)
}

/// Words behind which the author may speak again, or somebody else.
fn turns(word: &Word) -> bool {
    [
        "but", "while", "whereas", "although", "though", "before", "after", "because", "when", "not",
        "nothing", "never",
    ]
    .contains(&word.text.as_str())
}

/// What is somebody's as "Kroll's study" is.
const WORKS: [&str; 14] = [
    "analysis",
    "book",
    "calculation",
    "count",
    "estimate",
    "investigation",
    "paper",
    "report",
    "research",
    "review",
    "statement",
    "study",
    "survey",
    "team",
];

/// The verb of saying whose subject ends before it: "Tom Bakker said", "Tom Bakker, a fisherman, said", "Kroll's study found".
fn verb_of(text: &str, said: &[Word], name: &Range<usize>) -> Option<usize> {
    const ADVERBS: [&str; 8] = ["also", "earlier", "had", "has", "have", "later", "then", "now"];
    let mut at = name.end;
    if is_possessive(text, said.get(name.end - 1)?) {
        if !WORKS.contains(&said.get(at)?.text.as_str()) {
            return None;
        }
        at += 1;
    } else if text[said[at - 1].range.end..].starts_with(',') {
        // What stands between two commas tells who it is.
        let closes = |at: &usize| {
            said.get(at + 1).is_some_and(|next| text[said[*at].range.end..next.range.start].starts_with(','))
        };
        const LONGEST: usize = 8;
        at = (at..said.len().min(at + LONGEST)).find(closes)? + 1;
    }
    while ADVERBS.contains(&said.get(at)?.text.as_str()) {
        at += 1;
    }
    GIVING.contains(&said.get(at)?.text.as_str()).then_some(at)
}

fn is_possessive(text: &str, word: &Word) -> bool {
    let written = &text[word.range.clone()];
    written.ends_with("'s") || written.ends_with("’s") || written.ends_with("s'") || written.ends_with("s’")
}
