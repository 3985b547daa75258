//! `onrecord new`: a site that builds at once.

use super::arguments::New;
use super::{Failure, Outcome};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Stands in a starter file for the version of the program that writes it.
const VERSION_MARK: &str = "ONRECORD_VERSION";

/// Stands in a starter file for the address of the repository that has the program's source.
const REPOSITORY_MARK: &str = "ONRECORD_REPOSITORY";

macro_rules! starter {
    ($($to:literal = $from:literal),* $(,)?) => {
        [$(($to, include_str!(concat!("starter/", $from)))),*]
    };
}

/// The files of the sample, in the order in which a person would read them.
const FILES: [(&str, &str); 10] = starter![
    "onrecord.toml" = "onrecord.toml",
    "content/articles/lower-quay.md" = "content/articles/lower-quay.md",
    "content/figures/left-lower-quay.md" = "content/figures/left-lower-quay.md",
    "content/speakers/veldham.yaml" = "content/speakers/veldham.yaml",
    "content/sources/veldham.yaml" = "content/sources/veldham.yaml",
    "content/snapshots/briefing-2024-03-07.txt" = "content/snapshots/briefing-2024-03-07.txt",
    "content/snapshots/courier-2024-03-08.txt" = "content/snapshots/courier-2024-03-08.txt",
    "content/pages/about.md" = "content/pages/about.md",
    ".gitignore" = "gitignore",
    ".github/workflows/pages.yml" = "pages.yml",
];

pub(super) fn run(arguments: &New) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    refuse_unless_empty(folder)?;
    for (path, text) in FILES {
        let file = folder.join(path);
        let text = text.replace(VERSION_MARK, env!("CARGO_PKG_VERSION"));
        write(&file, &text.replace(REPOSITORY_MARK, repository()))
            .map_err(|error| Failure::machine(format!("could not write `{}`: {error}", file.display())))?;
    }
    // Whoever does not listen can still read the files.
    let _ = io::stdout().lock().write_all(next_steps(folder).as_bytes());
    Ok(Outcome::Fine)
}

/// The repository that `Cargo.toml` names; nothing while it names none, and whoever made the site then says where it is.
fn repository() -> &'static str {
    env!("CARGO_PKG_REPOSITORY")
}

fn refuse_unless_empty(folder: &Path) -> Result<(), Failure> {
    let shown = folder.display();
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Failure::wrong_use(format!("`{shown}` is not empty")).with_help(
                "a new site needs a folder of its own; name one that is empty or does not exist yet",
            )),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Failure::wrong_use(format!("`{shown}` is a file, not a folder")))
        }
        Err(error) => Err(Failure::machine(format!("could not look into `{shown}`: {error}"))),
    }
}

/// Writes a file that must not exist yet.
fn write(file: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(file)?.write_all(text.as_bytes())
}

fn next_steps(folder: &Path) -> String {
    let shown = folder.display().to_string();
    let quoted = if shown.contains(' ') { format!("\"{shown}\"") } else { shown.clone() };
    let go = if shown == "." { String::new() } else { format!("  cd {quoted}\n") };
    let source = if repository().is_empty() {
        "\x20First write behind PROGRAM_SOURCE, at the top of\n\
         .github/workflows/pages.yml, the address of the git repository that you have onrecord from.\n"
    } else {
        "\n"
    };
    format!(
        "Made a site in `{shown}`: an article with two claims, and the figure that both are about. Next:\n\
         \n\
         {go}  onrecord serve --open     see it, and see it change as you write content/articles/lower-quay.md\n\
         \x20 onrecord check            hear what is wrong with it\n\
         \x20 onrecord build            write it to `public`, for any web server\n\
         \n\
         Everything in it is made up: replace it with your own. To publish it on GitHub Pages, push it and choose\n\
         Settings → Pages → Source → GitHub Actions.{source}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_the_sample_says_that_it_is_one() {
        for (path, text) in FILES.iter().filter(|(path, _)| path.starts_with("content/")) {
            let text = text.to_lowercase();
            assert!(
                text.contains("example") && (text.contains("made up") || text.contains("replaced")),
                "{path}"
            );
        }
    }

    #[test]
    fn the_sample_names_no_host_that_could_be_somebodys() {
        for (path, text) in FILES {
            for (_, rest) in text.match_indices("https://").map(|(at, mark)| text.split_at(at + mark.len())) {
                let host = rest.split(['/', '"', '\n']).next().unwrap();
                assert!(
                    ["example.org", "example.com"]
                        .iter()
                        .any(|ours| host == *ours || host.ends_with(&format!(".{ours}"))),
                    "{path} links to {host}"
                );
            }
        }
    }
}
