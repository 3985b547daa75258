//! The claims of an article's front matter, as written.

use super::body::{Note, note};
use super::estimate::{EstimateDoc, estimate};
use super::fields::{Fields, items, parse_id};
use super::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Placed};
use crate::markdown::Settings;
use crate::model::{
    Act, Allowance, ClaimAddress, ClaimName, Credibility, Role, SourceId, SpeakerId, Status, When,
};

/// Who speaks, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpeakerRef {
    /// `self`: this site.
    Site,
    /// A speaker's id.
    Speaker(SpeakerId),
}

/// One entry of `evidence`.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceDoc {
    /// The source.
    pub source: Placed<SourceId>,
    /// Where in it.
    pub at: Option<String>,
    /// Its words, or their translation.
    pub quote: Option<Placed<String>>,
    /// Its words in its own language, where `quote` is a translation.
    pub original: Option<Placed<String>>,
    /// What it does for the claim.
    pub role: Role,
}

/// `mark`: the words of the text that state a claim that no link marks.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkDoc {
    /// The words.
    pub exact: Placed<String>,
    /// What stands right before them.
    pub prefix: Option<String>,
    /// What stands right after them.
    pub suffix: Option<String>,
}

/// How a claim bears on others, as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelationsDoc {
    /// `supports`
    pub supports: Vec<Placed<ClaimAddress>>,
    /// `disputes`
    pub disputes: Vec<Placed<ClaimAddress>>,
    /// `updates`
    pub updates: Vec<Placed<ClaimAddress>>,
    /// `repeats`
    pub repeats: Vec<Placed<ClaimAddress>>,
    /// `part-of`
    pub part_of: Vec<Placed<ClaimAddress>>,
    /// `rests-on`
    pub rests_on: Vec<Placed<ClaimAddress>>,
}

/// A claim as its article's front matter states it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimDoc {
    /// Its name and the place of its key.
    pub name: Placed<ClaimName>,
    /// `formerly`
    pub formerly: Vec<Placed<ClaimName>>,
    /// `statement`
    pub statement: Option<String>,
    /// `speaker`; missing only where a diagnostic says so.
    pub speaker: Option<Placed<SpeakerRef>>,
    /// `via`
    pub via: Vec<Placed<SpeakerId>>,
    /// `act`
    pub act: Act,
    /// `said`
    pub said: Option<Placed<When>>,
    /// `said_note`
    pub said_note: Option<String>,
    /// `basis`
    pub basis: Option<String>,
    /// `evidence`, or the short form.
    pub evidence: Vec<EvidenceDoc>,
    /// `estimate`
    pub estimate: Option<EstimateDoc>,
    /// How it bears on others.
    pub relations: RelationsDoc,
    /// `credibility`
    pub credibility: Option<Credibility>,
    /// `note`
    pub note: Note,
    /// `mark`
    pub mark: Option<MarkDoc>,
    /// `status` and `status_reason`, when the author overrules the tool.
    pub status: Option<(Placed<Status>, Option<String>)>,
    /// `allow`
    pub allow: Vec<Allowance>,
}

/// Reads `claims:`.
pub(super) fn claims(node: &Node, settings: &Settings, out: &mut Diagnostics) -> Vec<ClaimDoc> {
    let Value::Map(entries) = &node.value else {
        out.push(
            Diagnostic::error(
                "wrong-type",
                "`claims` is written as a name for each claim, with its keys below it",
            )
            .at(node.place, format!("this is {}", node.what())),
        );
        return Vec::new();
    };
    entries
        .iter()
        .filter_map(|(key, node)| {
            let name = parse_id(key, "claim", ClaimName::new, out)?;
            claim(name, node, settings, out)
        })
        .collect()
}

fn claim(
    name: Placed<ClaimName>,
    node: &Node,
    settings: &Settings,
    out: &mut Diagnostics,
) -> Option<ClaimDoc> {
    let mut fields = Fields::open(node, "a claim", name.place, out)?;
    let speaker = speaker(&mut fields);
    let mut evidence = short_evidence(&mut fields);
    if let Some(node) = fields.node("evidence") {
        evidence.extend(items(node).iter().filter_map(|item| evidence_item(item, fields.out)));
    }
    let status = fields.word("status", &Status::ALL.map(|status| (status.name(), status)));
    let status_reason = fields.text("status_reason");
    let act =
        fields.word("act", &Act::ALL.map(|act| (act.name(), act))).map_or(Act::Asserts, |act| act.value);
    let doc = ClaimDoc {
        formerly: fields
            .all_parsed("formerly", "bad-id", |text| ClaimName::new(text).map_err(|e| e.to_string())),
        statement: fields.text("statement"),
        speaker,
        via: fields.all_parsed("via", "bad-id", |text| SpeakerId::new(text).map_err(|e| e.to_string())),
        act,
        said: fields.when("said"),
        said_note: fields.text("said_note"),
        basis: fields.text("basis"),
        evidence,
        estimate: fields.node("estimate").and_then(|node| estimate(node, act, fields.out)),
        relations: RelationsDoc {
            supports: addresses(&mut fields, "supports"),
            disputes: addresses(&mut fields, "disputes"),
            updates: addresses(&mut fields, "updates"),
            repeats: addresses(&mut fields, "repeats"),
            part_of: addresses(&mut fields, "part-of"),
            rests_on: addresses(&mut fields, "rests-on"),
        },
        credibility: credibility(&mut fields),
        note: fields.placed_text("note").map_or_else(Note::new, |text| note(&text, settings, fields.out)),
        mark: fields.node("mark").and_then(|node| mark(node, fields.out)),
        status: status.map(|status| (status, status_reason)),
        allow: fields.allow(name.place.to(node.extent())),
        name,
    };
    fields.close();
    Some(doc)
}

fn speaker(fields: &mut Fields<'_, '_>) -> Option<Placed<SpeakerRef>> {
    let text = fields.placed_text("speaker");
    match text {
        Some(text) if text.value == "self" => Some(text.map(|_| SpeakerRef::Site)),
        Some(text) => {
            parse_id(&text, "speaker", SpeakerId::new, fields.out).map(|id| id.map(SpeakerRef::Speaker))
        }
        None => {
            if fields.node("speaker").is_none() {
                fields.missing(
                    "speaker",
                    "a claim is what one speaker asserts; without one nobody can weigh it. `self` is this site's own inference",
                );
            }
            None
        }
    }
}

/// `source`, `at`, `quote` and `role` beside the claim's other keys: one entry of evidence.
fn short_evidence(fields: &mut Fields<'_, '_>) -> Vec<EvidenceDoc> {
    let source = one_source(fields);
    let at = fields.text("at");
    let (quote, original) = quote(fields);
    let role = fields
        .word("role", &Role::ALL.map(|role| (role.name(), role)))
        .map_or(Role::Supports, |role| role.value);
    match source {
        Some(source) => vec![EvidenceDoc { source, at, quote, original, role }],
        None => {
            if let Some(quote) = quote.filter(|_| fields.node("source").is_none()) {
                fields.out.push(
                    Diagnostic::error("missing-key", "a quote needs the source that has it")
                        .at(quote.place, "quoted from nowhere")
                        .with_why("words that nobody can look up prove nothing")
                        .with_help("add `source:` beside it"),
                );
            }
            Vec::new()
        }
    }
}

/// `source`, of which there is one beside the claim's other keys.
fn one_source(fields: &mut Fields<'_, '_>) -> Option<Placed<SourceId>> {
    if let Some(Node { place, value: Value::List(_) }) = fields.node("source") {
        fields.out.push(
            Diagnostic::error("wrong-type", "`source` takes one source")
                .at(*place, "this is a list")
                .with_why("each source has a place and a quote of its own")
                .with_help("write `evidence:` in its place, and below it a line `- source: id` for each"),
        );
        return None;
    }
    fields.parsed("source", "bad-id", |text| SourceId::new(text).map_err(|e| e.to_string()))
}

fn evidence_item(node: &Node, out: &mut Diagnostics) -> Option<EvidenceDoc> {
    let mut fields = Fields::open(node, "an entry of `evidence`", node.place, out)?;
    let source = fields.parsed("source", "bad-id", |text| SourceId::new(text).map_err(|e| e.to_string()));
    if source.is_none() && fields.node("source").is_none() {
        fields.missing("source", "evidence is the tie from a claim to a source");
    }
    let at = fields.text("at");
    let (quote, original) = quote(&mut fields);
    let role = fields
        .word("role", &Role::ALL.map(|role| (role.name(), role)))
        .map_or(Role::Supports, |role| role.value);
    fields.close();
    Some(EvidenceDoc { source: source?, at, quote, original, role })
}

/// `quote` and `original`. Without a translation the original is the quote.
fn quote(fields: &mut Fields<'_, '_>) -> (Option<Placed<String>>, Option<Placed<String>>) {
    let quote = fields.placed_text("quote");
    let original = fields.placed_text("original");
    if let (None, Some(original)) = (&quote, &original)
        && fields.node("quote").is_none()
    {
        fields.out.push(
            Diagnostic::error("missing-key", "`original` stands beside a `quote` that translates it")
                .at(original.place, "without a translation")
                .with_why("readers of this site are shown the translation, and the words that it is of")
                .with_help("add `quote:` with the translation, or write `quote:` here when there is none"),
        );
        return (Some(original.clone()), None);
    }
    (quote, original)
}

fn addresses(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<Placed<ClaimAddress>> {
    fields.all_parsed(key, "bad-id", ClaimAddress::parse)
}

fn credibility(fields: &mut Fields<'_, '_>) -> Option<Credibility> {
    let read = |text: &str| {
        text.parse().ok().and_then(Credibility::new).ok_or_else(|| {
            "credibility is a digit from 1 (confirmed by others) to 5 (improbable), or 6 (cannot be judged)".to_owned()
        })
    };
    fields.parsed("credibility", "bad-value", read).map(|grade| grade.value)
}

fn mark(node: &Node, out: &mut Diagnostics) -> Option<MarkDoc> {
    if let Value::Scalar { text, .. } = &node.value {
        return Some(MarkDoc { exact: Placed::new(text.clone(), node.place), prefix: None, suffix: None });
    }
    let mut fields = Fields::open(node, "a mark", node.place, out)?;
    let exact = fields.placed_text("exact");
    if exact.is_none() {
        fields.missing("exact", "a mark is the words of the text that state the claim");
    }
    let (prefix, suffix) = (fields.text("prefix"), fields.text("suffix"));
    fields.close();
    exact.map(|exact| MarkDoc { exact, prefix, suffix })
}
