//! What two builds differ in, for editors: claims below their articles, then articles' own words, sources, speakers and figures.

use crate::diagnostic::printable;
use crate::record::Record;
use crate::record::differences::{
    Change, ClaimEdit, Difference, Differences, EvidenceEdit, FieldEdit, FigureEdit,
};
use crate::record::says::{ArticleSays, ClaimSays, EstimateSays, EvidenceSays, RowSays};
use std::collections::{BTreeMap, BTreeSet};

/// How a field of a record is called in a line about it, where that is not its key.
const FIELDS: [(&str, &str); 12] = [
    ("text_sha256", "text"),
    ("snapshot_sha256", "our stored copy"),
    ("said_note", "note on the date"),
    ("changes", "what changed"),
    ("derived_from", "made from"),
    ("state_date", "state since"),
    ("state_note", "what happened"),
    ("preserve_until", "kept until"),
    ("anonymity_reason", "why unnamed"),
    ("part-of", "part of"),
    ("rests-on", "rests on"),
    ("imprint", "where it appeared"),
];

/// The whole answer.
pub(super) fn of(differences: &Differences, old: &Record, new: &Record) -> String {
    let mut out = String::new();
    articles(&mut out, differences, old, new);
    section(&mut out, "Sources", &differences.sources, |says| says.title.clone(), field);
    section(&mut out, "Speakers", &differences.speakers, |says| says.name.clone(), field);
    section(&mut out, "Figures", &differences.figures, |says| says.title.clone(), figure);
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&summary(differences));
    if old.is_early() || new.is_early() {
        out.push_str(
            "One of the two records is of an early version, which has of each claim no more than a digest.\n",
        );
    }
    printable(&out)
}

/// "3 claims differ: 1 new, 1 gone, 1 edited. …"
fn summary(differences: &Differences) -> String {
    if differences.is_empty() {
        return "The two say the same.\n".to_owned();
    }
    let Differences { articles, claims, sources, speakers, figures } = differences;
    let counts = [
        counts("claim", claims),
        counts("article", articles),
        counts("source", sources),
        counts("speaker", speakers),
        counts("figure", figures),
    ];
    format!("{}.\n", counts.into_iter().flatten().collect::<Vec<_>>().join("; "))
}

fn counts<S, E>(noun: &str, differences: &[Difference<S, E>]) -> Option<String> {
    let count = |is: fn(&Change<S, E>) -> bool| differences.iter().filter(|one| is(&one.change)).count();
    let counts = [
        (count(|change| matches!(change, Change::New(_))), "new"),
        (count(|change| matches!(change, Change::Gone(_))), "gone"),
        (count(|change| matches!(change, Change::Edited { .. })), "edited"),
    ];
    let counts: Vec<String> =
        counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    let plural = if differences.len() == 1 { "" } else { "s" };
    (!counts.is_empty()).then(|| format!("{} {noun}{plural}: {}", differences.len(), counts.join(", ")))
}

/// Articles with their claims, in the order of their ids.
fn articles(out: &mut String, differences: &Differences, old: &Record, new: &Record) {
    let mut claims: BTreeMap<&str, Vec<&Difference<ClaimSays, ClaimEdit>>> = BTreeMap::new();
    for claim in &differences.claims {
        let article = claim.id.rsplit_once('/').map_or("", |(article, _)| article);
        claims.entry(article).or_default().push(claim);
    }
    let own: BTreeMap<&str, &Difference<ArticleSays, FieldEdit>> =
        differences.articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let ids: BTreeSet<&str> = claims.keys().chain(own.keys()).copied().collect();
    for id in ids {
        let word = own.get(id).map_or("", |article| word(&article.change));
        let title =
            title(id, new).or_else(|| title(id, old)).map(|title| format!(": {title}")).unwrap_or_default();
        heading(out, &format!("Article {id}{title}{word}"));
        if let Some(Change::Edited { edits, .. }) = own.get(id).map(|article| &article.change) {
            edits.iter().for_each(|edit| field(out, "  ", edit));
        }
        claims.get(id).into_iter().flatten().for_each(|one| claim(out, one));
    }
}

fn title<'a>(id: &str, record: &'a Record) -> Option<&'a str> {
    let article = record.contents().articles.iter().find(|article| article.id == id)?;
    article.says.as_ref().map(|says| says.title.as_str())
}

fn heading(out: &mut String, text: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
    out.push('\n');
}

/// ", new"
fn word<S, E>(change: &Change<S, E>) -> &'static str {
    match change {
        Change::New(_) => ", new",
        Change::Gone(_) => ", gone",
        Change::Edited { .. } => "",
    }
}

fn section<S, E>(
    out: &mut String,
    name: &str,
    differences: &[Difference<S, E>],
    title: impl Fn(&S) -> String,
    tell: impl Fn(&mut String, &str, &E),
) {
    if differences.is_empty() {
        return;
    }
    heading(out, name);
    for Difference { id, change } in differences {
        let (says, edits) = match change {
            Change::New(says) | Change::Gone(says) => (says, &[][..]),
            Change::Edited { now, edits, .. } => (now, &edits[..]),
        };
        let title = says.as_ref().map(|says| format!(": {}", title(says))).unwrap_or_default();
        out.push_str(&format!("  {id}{title}{}\n", word(change)));
        edits.iter().for_each(|edit| tell(out, "    ", edit));
    }
}

fn claim(out: &mut String, claim: &Difference<ClaimSays, ClaimEdit>) {
    let name = claim.id.rsplit_once('/').map_or(claim.id.as_str(), |(_, name)| name);
    match &claim.change {
        Change::New(says) | Change::Gone(says) => {
            out.push_str(&format!("  claim {name}{}\n", word(&claim.change)));
            if let Some(says) = says {
                out.push_str(&format!("    “{}”\n    {}, {}\n", says.statement, says.speaker, says.status));
            }
        }
        Change::Edited { now, was, edits, unknown } => {
            let was = was.as_ref().map(|was| format!(", renamed from {was}")).unwrap_or_default();
            out.push_str(&format!("  claim {name}{was}\n"));
            if let Some(says) = now.as_ref().filter(|_| !edits.iter().any(is_reworded)) {
                out.push_str(&format!("    “{}”\n", says.statement));
            }
            edits.iter().for_each(|edit| claim_edit(out, edit));
            if *unknown {
                out.push_str("    its statement or its speaker is another\n");
            }
        }
    }
}

fn is_reworded(edit: &ClaimEdit) -> bool {
    matches!(edit, ClaimEdit::Reworded { .. })
}

fn claim_edit(out: &mut String, edit: &ClaimEdit) {
    let line = match edit {
        ClaimEdit::Status { from, to, reason } => format!("status: {from} → {to}: {reason}"),
        ClaimEdit::Reworded { from, to } => format!("reworded: “{from}”\n           → “{to}”"),
        ClaimEdit::Speaker { from, to } => format!("speaker: {from} → {to}"),
        ClaimEdit::Estimate { from: None, to: Some(to) } => format!("estimate, new: {}", estimate(to)),
        ClaimEdit::Estimate { from: Some(from), to: None } => format!("estimate, gone: {}", estimate(from)),
        ClaimEdit::Estimate { from, to } => {
            let told = |one: &Option<Box<EstimateSays>>| one.as_deref().map(estimate).unwrap_or_default();
            format!("estimate, revised: {}\n                    → {}", told(from), told(to))
        }
        ClaimEdit::Evidence(EvidenceEdit::New(one)) => format!("source, new: {}", evidence(one)),
        ClaimEdit::Evidence(EvidenceEdit::Gone(one)) => format!("source, gone: {}", evidence(one)),
        ClaimEdit::Evidence(EvidenceEdit::Edited { from, to }) => {
            format!("source, changed: {}\n                  → {}", evidence(from), evidence(to))
        }
        ClaimEdit::Reason { from, to } => {
            format!("reason of its status: {from}\n                       → {to}")
        }
        ClaimEdit::Field(edit) => return field(out, "    ", edit),
    };
    out.push_str(&format!("    {line}\n"));
}

/// “about 400”, people, up to 2024-03-07
fn estimate(says: &EstimateSays) -> String {
    let number = match (&says.low, &says.high) {
        (Some(low), Some(high)) if low == high => format!("{low}"),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => says.best.as_ref().map_or("no bounds".to_owned(), |best| format!("about {best}")),
    };
    let others = [
        Some(number),
        Some(says.measure.clone()),
        Some(says.kind.clone()),
        says.time.clone(),
        says.scope.clone(),
        says.preliminary.then(|| "preliminary".to_owned()),
        says.figure.as_ref().map(|figure| format!("figure {figure}")),
    ];
    let others: Vec<String> = others.into_iter().flatten().collect();
    format!("“{}” ({})", says.words, others.join(", "))
}

/// wire, para. 2: “the words”
fn evidence(says: &EvidenceSays) -> String {
    let role = if says.role == "supports" { String::new() } else { format!(" ({})", says.role) };
    let at = says.at.as_ref().map(|at| format!(", {at}")).unwrap_or_default();
    let quote =
        |words: &Option<String>| words.as_ref().map(|words| format!(": “{words}”")).unwrap_or_default();
    format!("{}{role}{at}{}{}", says.source, quote(&says.quote), quote(&says.original))
}

fn field(out: &mut String, indent: &str, edit: &FieldEdit) {
    let FieldEdit { field, from, to } = edit;
    let name = FIELDS.iter().find(|(key, _)| key == field).map_or(field.as_str(), |(_, name)| name);
    let is_digest = field.ends_with("_sha256");
    out.push_str(&match (from, to) {
        (Some(_), Some(_)) if is_digest => format!("{indent}{name}: other words than before\n"),
        (None, Some(_)) if is_digest => format!("{indent}{name}: new\n"),
        (Some(_), None) if is_digest => format!("{indent}{name}: gone\n"),
        (Some(from), Some(to)) => format!("{indent}{name}: {from} → {to}\n"),
        (None, Some(to)) => format!("{indent}{name}: {to} (new)\n"),
        (Some(from), None) => format!("{indent}{name}: {from} (gone)\n"),
        (None, None) => String::new(),
    });
}

fn figure(out: &mut String, indent: &str, edit: &FigureEdit) {
    let row = |row: &RowSays| {
        let said = row.said.as_ref().map(|said| format!(", {said}")).unwrap_or_default();
        format!("{}{said}: {}", row.speaker, estimate(&row.estimate))
    };
    match edit {
        FigureEdit::Field(edit) => field(out, indent, edit),
        FigureEdit::RowNew(one) => out.push_str(&format!("{indent}row {}, new: {}\n", one.id, row(one))),
        FigureEdit::RowGone(one) => out.push_str(&format!("{indent}row {}, gone: {}\n", one.id, row(one))),
        FigureEdit::RowRevised { from, to } => {
            out.push_str(&format!(
                "{indent}row {}, revised: {}\n{indent}  → {}\n",
                to.id,
                row(from),
                row(to)
            ));
        }
    }
}
