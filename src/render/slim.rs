//! The built-in style sheets and scripts without what only those read who write them: comments on lines of their own, the
//! space that lines start with and, in style sheets, that beside signs. In scripts one line stays one line, so that an error in a
//! browser names code that can be found.

/// What means the same in a style sheet without its space.
const TIGHTER: [(&str, &str); 8] = [
    (" {", "{"),
    ("{ ", "{"),
    (": ", ":"),
    ("; ", ";"),
    (", ", ","),
    (";}", "}"),
    (" > ", ">"),
    (" !important", "!important"),
];

/// What is sent of the built-in file `name`.
pub(super) fn slim(name: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        if in_comment {
            in_comment = !line.ends_with("*/");
        } else if name.ends_with(".css") && line.starts_with("/*") {
            in_comment = !line.contains("*/");
        } else if !line.is_empty() && name.ends_with(".css") {
            let tighten = |line: String, (loose, tight): &(&str, &str)| line.replace(loose, tight);
            out.push_str(&TIGHTER.iter().fold(line.replace(" }", "}"), tighten));
            if !out.ends_with(['{', '}', ';', ',']) {
                out.push('\n');
            }
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_their_own_go_and_code_stays() {
        let css = "/* Why\n   it is so. */\n\n.a :is(b, i) { color: red; }\n  @media (min-width: 9em) { a { b: c } }\n";
        assert_eq!(slim("a.css", css), ".a :is(b,i){color:red}@media (min-width:9em){a{b:c}}");
        let js = "// Why.\nlet a = 1; // one\n  if (a) {\n\n    b(\"//\");\n  }\n";
        assert_eq!(slim("a.js", js), "let a = 1; // one\nif (a) {\nb(\"//\");\n}\n");
    }

    /// A line that starts inside a text, a template or a comment would lose what belongs to it.
    #[test]
    fn no_built_in_file_has_what_slimming_would_break() {
        for (name, bytes) in super::super::theme::STATICS {
            let text = std::str::from_utf8(bytes).unwrap();
            assert!(name.ends_with(".css") || name.ends_with(".js"), "{name} is sent as text");
            for line in text.lines().map(str::trim) {
                assert_eq!(line.matches('`').count() % 2, 0, "{name}: {line}");
                let comments = line.starts_with("/*") && line.contains("*/") && !line.ends_with("*/");
                let texts = line.split('"').skip(1).step_by(2);
                let loose =
                    |text: &str| TIGHTER.iter().any(|(loose, _)| text.contains(loose)) || text.contains(" }");
                assert!(!name.ends_with(".css") || !texts.clone().any(loose), "{name}: {line}");
                assert!(!comments && !line.ends_with('\\'), "{name}: {line}");
            }
        }
    }
}
