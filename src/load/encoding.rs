//! What to say of a text in another encoding than UTF-8.

use crate::diagnostic::Diagnostic;
use crate::path::RelPath;

/// So many bytes at the start of a file are searched for the name of its encoding, as browsers do (HTML, "determining the
/// character encoding": the first 1024).
const HEAD: usize = 1024;

/// So many characters before the first one that cannot be read are shown.
const BEFORE: usize = 30;

/// Says that the file at `path` is not text in UTF-8, from byte `wrong` on; which encoding it names, and in which line what
/// cannot be read stands.
pub(super) fn not_utf8(path: RelPath, bytes: &[u8], wrong: usize) -> Diagnostic {
    let told = Diagnostic::error("unreadable-file", format!("`{path}` is not text in UTF-8"));
    let told = match named(bytes) {
        Some(name) if name.eq_ignore_ascii_case("utf-8") => told
            .with_why(format!(
                "it says that it is, but {} is not; guessing would change words",
                place(bytes, wrong)
            ))
            .with_help("save the file as UTF-8"),
        Some(name) if name.starts_with("UTF-16") => told
            .with_why(format!("it starts with the mark of {name}, which takes two bytes for a letter"))
            .with_help(help(&name)),
        Some(name) => told
            .with_why(format!(
                "it says itself that it is `{name}`, and {} is not UTF-8, as every text of a site is",
                place(bytes, wrong)
            ))
            .with_help(help(&name)),
        None => told
            .with_why(format!(
                "{} belongs to another encoding, and guessing it would change words",
                place(bytes, wrong)
            ))
            .with_help("save the file as UTF-8"),
    };
    told.in_file(path)
}

fn help(name: &str) -> String {
    format!("save the file as UTF-8: editors offer it, and so does `iconv -f {name} -t UTF-8`")
}

/// The encoding that a file names by its first bytes (the byte order mark of UTF-16), as `charset=` (HTML) or as `encoding=`
/// (XML).
fn named(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xff, 0xfe, ..] => return Some("UTF-16LE".to_owned()),
        [0xfe, 0xff, ..] => return Some("UTF-16BE".to_owned()),
        _ => {}
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let after = ["charset=", "encoding="].iter().filter_map(|key| Some(head.find(key)? + key.len())).min()?;
    let name: String = head[after..]
        .trim_start_matches([' ', '"', '\''])
        .chars()
        // The characters of a name registered with IANA (RFC 2978), of which none means anything to a shell or a terminal.
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+'))
        .take(40)
        .collect();
    name.starts_with(|c: char| c.is_ascii_alphanumeric()).then_some(name)
}

/// "the byte after “caf” in line 2 (byte 14)"
fn place(bytes: &[u8], wrong: usize) -> String {
    // All before it is UTF-8.
    let text = String::from_utf8_lossy(&bytes[..wrong]);
    let line = text.matches('\n').count() + 1;
    let before = text.rsplit('\n').next().unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(BEFORE);
    let shown: String = before.chars().skip(skipped).filter(|c| !c.is_control()).collect();
    match shown.trim() {
        "" => format!("the first character of line {line} (byte {wrong})"),
        shown => format!("what follows “{shown}” in line {line} (byte {wrong})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(bytes: &[u8]) -> String {
        let wrong = std::str::from_utf8(bytes).unwrap_err().valid_up_to();
        let told = not_utf8(RelPath::new("content/snapshots/x.html").unwrap(), bytes, wrong);
        format!("{}\n{}", told.why.unwrap(), told.help.unwrap())
    }

    #[test]
    fn the_encoding_that_a_file_names_is_told_and_where_it_shows() {
        let all = [
            why(b"<html>\n<meta charset=\"Windows-1251\">\n<p>Was \xcf\xf0\xe8"),
            why(b"<?xml version='1.0' encoding='iso-8859-1'?>\n\xe9"),
            why(b"<meta content='text/html; charset=utf-8'>caf\xe9"),
            why(b"\xff\xfeh\0i\0"),
            why(b"title: caf\xe9"),
            why(b"charset=$(rm)\x1b\xe9"),
        ];
        insta::assert_snapshot!(all.join("\n"), @r"
        it says itself that it is `windows-1251`, and what follows “<p>Was” in line 3 (byte 44) is not UTF-8, as every text of a site is
        save the file as UTF-8: editors offer it, and so does `iconv -f windows-1251 -t UTF-8`
        it says itself that it is `iso-8859-1`, and the first character of line 2 (byte 44) is not UTF-8, as every text of a site is
        save the file as UTF-8: editors offer it, and so does `iconv -f iso-8859-1 -t UTF-8`
        it says that it is, but what follows “'text/html; charset=utf-8'>caf” in line 1 (byte 44) is not; guessing would change words
        save the file as UTF-8
        it starts with the mark of UTF-16LE, which takes two bytes for a letter
        save the file as UTF-8: editors offer it, and so does `iconv -f UTF-16LE -t UTF-8`
        what follows “title: caf” in line 1 (byte 10) belongs to another encoding, and guessing it would change words
        save the file as UTF-8
        what follows “charset=$(rm)” in line 1 (byte 14) belongs to another encoding, and guessing it would change words
        save the file as UTF-8
        ");
    }
}
