//! Text in TeX → text: accents, commands, dashes, quotation marks and the little mathematics that titles have.

use crate::model::PersonName;
use biblatex::{Bibliography, Chunk, ChunksRef, Pair, RawBibliography, RawChunk, RawEntry, Spanned};

/// The longest value that is decoded, in bytes. Those that are shown are far shorter.
const LONGEST: usize = 20_000;

/// A whole name, and its parts where it is a person's.
type Named = (String, Option<PersonName>);

/// The text of a field, white space made one.
///
/// # Errors
/// What is wrong, in words.
pub(super) fn text(field: &str, tex: &str) -> Result<String, String> {
    decoded(field, tex, |chunks| {
        let text: String = chunks.iter().map(|chunk| piece(&chunk.v)).collect();
        one_line(&if VERBATIM.contains(&field) { text } else { without_commands(&text) })
    })
}

/// The people of a field.
///
/// # Errors
/// What is wrong, in words.
pub(super) fn people(field: &str, tex: &str) -> Result<Vec<Named>, String> {
    decoded(field, tex, |chunks| {
        let people: Vec<biblatex::Person> = biblatex::Type::from_chunks(chunks).unwrap_or_default();
        people.into_iter().filter_map(person).collect()
    })
}

fn person(person: biblatex::Person) -> Option<Named> {
    let part = |text: &str| one_line(&without_commands(text));
    let name = PersonName {
        family: part(&person.name),
        given: part(&person.given_name),
        prefix: part(&person.prefix),
        suffix: part(&person.suffix),
    };
    let whole = name.to_string();
    if whole.is_empty() {
        return None;
    }
    Some((whole, (!name.given.is_empty()).then_some(name)))
}

fn decoded<T>(field: &str, tex: &str, of: impl FnOnce(ChunksRef<'_>) -> T) -> Result<T, String> {
    if tex.len() > LONGEST {
        return Err("longer than 20,000 bytes".to_owned());
    }
    let tex = if VERBATIM.contains(&field) { tex.to_owned() } else { typed(tex) };
    let pair = Pair::new(
        Spanned::new(field, 0..0),
        Spanned::new(vec![Spanned::new(RawChunk::Normal(&tex), 0..tex.len())], 0..tex.len()),
    );
    let entry =
        RawEntry { key: Spanned::new("k", 0..0), kind: Spanned::new("misc", 0..0), fields: vec![pair] };
    let raw = RawBibliography {
        preamble: String::new(),
        entries: vec![Spanned::new(entry, 0..tex.len())],
        abbreviations: Vec::new(),
    };
    let read = Bibliography::from_raw(raw).map_err(|error| error.kind.to_string())?;
    Ok(of(read.get("k").and_then(|entry| entry.get(field)).unwrap_or_default()))
}

/// Fields in which TeX's signs mean nothing: addresses, and dates, where `~` is "about".
const VERBATIM: [&str; 5] = ["url", "doi", "eprint", "date", "urldate"];

/// What a typesetter makes of signs on a keyboard (`~` is a space that does not break, two apostrophes close a quotation) and of
/// the commands that [`biblatex`] leaves as they are.
fn typed(tex: &str) -> String {
    let mut typed = String::with_capacity(tex.len());
    let mut rest = tex;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '~' => typed.push('\u{a0}'),
            '\\' => rest = command(rest, &mut typed),
            c => typed.push(c),
        }
    }
    typed.replace("``", "“").replace("''", "”")
}

/// Stands for a backslash that is one, while commands are taken out.
const BACKSLASH: char = '\u{e05c}';

/// Appends what the command that `rest` starts with is to become, and gives what follows it.
fn command<'t>(rest: &'t str, typed: &mut String) -> &'t str {
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    match name {
        "" => {
            let sign = rest.chars().next().unwrap_or(' ');
            let after = &rest[sign.len_utf8().min(rest.len())..];
            match sign {
                ',' | ';' | ':' | ' ' | '!' | '>' | '\n' => typed.push(' '),
                '/' | '-' | '@' => {}
                // Kept from the two that would make a quotation mark of it.
                '\'' if after.starts_with('\'') => typed.push_str("\\'{}"),
                sign => typed.extend(['\\', sign]),
            }
            after
        }
        "textbackslash" => {
            typed.push(BACKSLASH);
            after.strip_prefix("{}").unwrap_or(after)
        }
        "enquote" | "mkbibquote" => match group(after) {
            Some((quoted, after)) => {
                typed.push_str(&format!("“{}”", self::typed(quoted)));
                after
            }
            None => after,
        },
        // What stands in the first group is not for reading.
        "href" | "noopsort" | "hspace" | "vspace" | "color" => group(after).map_or(after, |(_, after)| after),
        "textit" | "textbf" | "textsc" | "textrm" | "textsf" | "texttt" | "textup" | "textnormal"
        | "textmd" | "textsl" | "emph" | "uppercase" | "lowercase" | "underline" | "mbox" | "hbox"
        | "mkbibemph" | "mkbibitalic" | "mkbibbold" | "mkbibparens" | "mkbibbrackets" | "textsuperscript"
        | "textsubscript" | "url" | "path" | "nolinkurl" | "ensuremath" | "text" => after,
        "em" | "it" | "bf" | "sc" | "sl" | "tt" | "rm" | "itshape" | "bfseries" | "scshape" | "relax"
        | "protect" | "small" | "normalfont" | "upshape" | "newline" | "linebreak" | "par" => {
            typed.push(' ');
            after.trim_start()
        }
        "quad" | "qquad" | "enspace" | "thinspace" => {
            typed.push(' ');
            after
        }
        _ => {
            typed.push('\\');
            typed.push_str(name);
            after
        }
    }
}

/// The text between the brace that `text` starts with and the one that closes it, and what follows.
fn group(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    if !text.starts_with('{') {
        return None;
    }
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return Some((&text[1..at], &text[at + 1..]));
        }
    }
    None
}

/// `text` without the commands that nobody knows: what they were given stays.
fn without_commands(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = rest[at + 1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        if let Some((argument, after)) = group(rest) {
            plain.push_str(argument);
            rest = after;
        }
    }
    plain.push_str(rest);
    plain.replace(BACKSLASH, "\\")
}

fn piece(chunk: &Chunk) -> String {
    match chunk {
        Chunk::Normal(text) | Chunk::Verbatim(text) => text.clone(),
        Chunk::Math(math) => mathematics(math),
    }
}

/// Mathematics as far as Unicode writes it in a line; what it does not stays in TeX.
fn mathematics(math: &str) -> String {
    let mut text = math.to_owned();
    for (command, sign) in SIGNS {
        text = text.replace(command, sign);
    }
    let mut line = String::new();
    let mut raise = None;
    let mut group = false;
    for c in text.chars() {
        match (c, raise) {
            ('^' | '_', None) => raise = Some(c),
            ('{', Some(_)) => group = true,
            ('}', Some(_)) => (raise, group) = (None, false),
            ('{' | '}', None) => {}
            (c, Some(sign)) => {
                let table = if sign == '^' { RAISED } else { LOWERED };
                line.push(
                    PLAIN.chars().position(|p| p == c).and_then(|at| table.chars().nth(at)).unwrap_or(c),
                );
                if !group {
                    raise = None;
                }
            }
            (c, None) => line.push(c),
        }
    }
    line
}

const PLAIN: &str = "0123456789+-=()";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";

const SIGNS: [(&str, &str); 18] = [
    ("\\alpha", "α"),
    ("\\beta", "β"),
    ("\\gamma", "γ"),
    ("\\delta", "δ"),
    ("\\lambda", "λ"),
    ("\\mu", "μ"),
    ("\\pi", "π"),
    ("\\sigma", "σ"),
    ("\\omega", "ω"),
    ("\\Delta", "Δ"),
    ("\\times", "×"),
    ("\\pm", "±"),
    ("\\sim", "∼"),
    ("\\approx", "≈"),
    ("\\leq", "≤"),
    ("\\geq", "≥"),
    ("\\rightarrow", "→"),
    ("\\circ", "°"),
];

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_commands_and_mathematics_become_letters() {
        let title = |tex| text("title", tex).unwrap();
        assert_eq!(title("{{Verluste}} in der \\textit{Region} {K}ursk"), "Verluste in der Region Kursk");
        assert_eq!(
            title("Z\\\"urich, Stra\\ss{}e, \\v{C}apek, \\'{e}t\\'e, \\aa{}r"),
            "Zürich, Straße, Čapek, été, år"
        );
        assert_eq!(title("100\\,\\% \\& more--or~less \\$5"), "100 % & more–or less $5");
        assert_eq!(
            title("\\enquote{A \\emph{b}} \\foo{kept} \\href{https://x}{link} C:{\\textbackslash}d"),
            "“A b” kept link C:\\d"
        );
        assert_eq!(title("{\\em Slanted}"), "Slanted");
        assert_eq!(title("``So'' it went---on"), "“So” it went—on");
        assert_eq!(title("H$_2$O at $10^{-3}$ and $\\alpha$"), "H₂O at 10⁻³ and α");
    }

    #[test]
    fn a_family_name_is_told_from_a_given_one_and_an_institution_from_both() {
        let names = people(
            "author",
            "van der Berg, Jr., Anna and John Q. Smith and {Ministry of Defence and Arms} and others",
        );
        let names = names.unwrap();
        let whole: Vec<_> = names.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            whole,
            ["Anna van der Berg, Jr.", "John Q. Smith", "Ministry of Defence and Arms", "others"]
        );
        assert_eq!(names[1].1.as_ref().unwrap().family, "Smith");
        assert!(names[2].1.is_none());
    }

    proptest! {
        #[test]
        fn no_text_makes_decoding_panic(tex in "[\\\\{}$~^_%&#'`\"\\-= a-cH,éи\u{301}\n.@|1]{0,60}", field in "title|url|author|date|pages|note") {
            let _ = text(&field, &tex);
            let _ = people(&field, &tex);
        }
    }
}
