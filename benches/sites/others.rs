//! The same texts as sites of other generators, where one of them is on the path: articles without their claims, a list of them, one
//! plain template for each.

use super::measure::{median, of};
use super::site::{self, Size};
use super::{Row, pages};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const PAGE: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>TITLE</title></head><body><main><h1>TITLE</h1>TEXT</main></body></html>\n";

/// A generator: how it is called, and how its site is written.
struct Other {
    name: &'static str,
    config: (&'static str, &'static str),
    /// Path, title, text, and the list that goes where the text goes.
    templates: [(&'static str, &'static str, &'static str); 2],
}

const OTHERS: [Other; 2] = [
    Other {
        name: "hugo",
        config: (
            "hugo.toml",
            "title = \"Elde Desk\"\nbaseURL = \"https://desk.example/\"\ndisableKinds = [\"taxonomy\", \"term\"]\n",
        ),
        templates: [
            ("layouts/_default/single.html", "{{ .Title }}", "{{ .Content }}"),
            (
                "layouts/_default/list.html",
                "{{ .Title }}",
                "{{ range .Pages }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}",
            ),
        ],
    },
    Other {
        name: "zola",
        config: ("config.toml", "title = \"Elde Desk\"\nbase_url = \"https://desk.example\"\n"),
        templates: [
            ("templates/page.html", "{{ page.title }}", "{{ page.content | safe }}"),
            (
                "templates/section.html",
                "{{ section.title }}",
                "{% for page in section.pages %}<a href=\"{{ page.permalink }}\">{{ page.title }}</a>{% endfor %}",
            ),
        ],
    },
];

/// A row for each generator that is on the path.
pub(super) fn rows(folder: &Path, size: Size) -> Vec<Row> {
    OTHERS.iter().filter_map(|other| row(folder, size, other)).collect()
}

fn row(folder: &Path, size: Size, other: &Other) -> Option<Row> {
    let version = Command::new(other.name).arg("--version").stderr(Stdio::null()).output();
    let version = version.or_else(|_| Command::new(other.name).arg("version").output()).ok()?;
    let root = folder.join(other.name);
    write(&root, size, other);
    let output = root.join("public");
    let run = median(|| {
        let _ = fs::remove_dir_all(&output);
        let mut command = Command::new(other.name);
        command.current_dir(&root).args((other.name == "zola").then_some("build"));
        of(command)
    });
    let version = String::from_utf8_lossy(&version.stdout);
    let version = version.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    Some(Row::new(
        format!("{} ({version}), the same texts without claims", other.name),
        Some(pages(&output)),
        run,
    ))
}

fn write(root: &Path, size: Size, other: &Other) {
    let put = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put(other.config.0, other.config.1);
    for (path, title, text) in other.templates {
        put(path, &PAGE.replace("TITLE", title).replace("TEXT", text));
    }
    if other.name == "zola" {
        put("templates/index.html", &PAGE.replace("TITLE", "Elde Desk").replace("TEXT", ""));
        put("content/articles/_index.md", "+++\ntitle = \"Briefings\"\nsort_by = \"date\"\n+++\n");
    }
    for number in 0..size.articles {
        let article = site::article(number, size, 0);
        let text = article.splitn(3, "---\n").nth(2).unwrap_or_default();
        let mut plain = String::new();
        let _ = write!(
            plain,
            "+++\ntitle = \"Briefing {number} on the Elde\"\ndate = 2024-03-{:02}\n+++\n",
            10 + number % 20
        );
        // A mark of a claim is a link that only onrecord knows.
        plain.push_str(&text.replace("](claim:", "](#").replace("](figure:", "](#"));
        put(&format!("content/articles/briefing-{number}.md"), &plain);
    }
}
