//! A site in a temporary folder, and the real program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder that is removed when the test ends.
pub(crate) struct Site {
    keep: TempDir,
    root: PathBuf,
}

impl Site {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        let keep = tempfile::tempdir().unwrap();
        let root = keep.path().join("site");
        fs::create_dir(&root).unwrap();
        Self { keep, root }
    }

    /// What `onrecord new` makes.
    pub(crate) fn sample() -> Self {
        let site = Self::empty();
        site.run(["new", "."]).exits(0);
        site
    }

    /// The site that this repository is.
    pub(crate) fn of_the_repository() -> Self {
        let site = Self::empty();
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        fs::copy(repository.join("onrecord.toml"), site.path("onrecord.toml")).unwrap();
        for entry in walkdir::WalkDir::new(repository.join("content")) {
            let from = entry.unwrap().into_path();
            let to = site.root.join(from.strip_prefix(repository).unwrap());
            match from.is_dir() {
                true => fs::create_dir_all(to).unwrap(),
                false => drop(fs::copy(from, to).unwrap()),
            }
        }
        site
    }

    /// The site in `tests/sites/NAME.site`: what each of its files holds stands below a line of `=== PATH`.
    pub(crate) fn of_case(name: &str) -> Self {
        let site = Self::empty();
        let case = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/sites/{name}.site"));
        let case = fs::read_to_string(case).unwrap();
        for part in case.split("\n=== ").skip(1) {
            let (path, text) = part.split_once('\n').unwrap();
            site.write(path, &format!("{}\n", text.trim_end()));
        }
        site
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Writes a file, folders included.
    pub(crate) fn write(&self, path: &str, text: &str) -> &Self {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        self
    }

    /// Replaces words that a file must have.
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) -> &Self {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old:?}");
        self.write(path, &text.replace(old, new))
    }

    pub(crate) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.path(path)).unwrap();
        self
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every file below `folder`, with its bytes.
    pub(crate) fn tree(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let root = self.path(folder);
        walkdir::WalkDir::new(&root)
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                (path, fs::read(entry.path()).unwrap())
            })
            .collect()
    }

    /// Runs the program in the site's folder and waits for it.
    pub(crate) fn run<const N: usize>(&self, arguments: [&str; N]) -> Ran {
        self.run_in("", arguments)
    }

    /// Runs the program in a folder of the site.
    pub(crate) fn run_in<const N: usize>(&self, folder: &str, arguments: [&str; N]) -> Ran {
        let mut command = program(&self.path(folder));
        command.args(arguments).stdin(Stdio::null());
        self.ran(command)
    }

    /// Runs the program as it was told to and waits for it.
    pub(crate) fn ran(&self, mut command: Command) -> Ran {
        let output = command.output().expect("the program starts");
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("the program speaks UTF-8");
            text.replace(self.keep.path().to_str().unwrap(), "[TEMP]")
        };
        Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// The program, in `folder`, with nothing in its environment that chooses colours.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    // What it remembers of builds is not the user's.
    command.current_dir(folder).env("XDG_CACHE_HOME", std::env::temp_dir().join("onrecord-tests"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(name);
    }
    command
}

/// What the program said and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Whether it found errors in the site.
    pub(crate) fn failed(&self) -> bool {
        assert!(matches!(self.code, Some(0 | 1)), "{self:#?}");
        self.code == Some(1)
    }

    #[track_caller]
    pub(crate) fn finds_nothing(self) -> Self {
        assert_eq!(self.stdout, "");
        assert_eq!(self.stderr.lines().count(), 1, "{}", self.stderr);
        assert!(self.stderr.contains(" checked: nothing is wrong"), "{}", self.stderr);
        self
    }

    /// On standard error, and nothing else.
    #[track_caller]
    pub(crate) fn finds_only(self, words: &str) -> Self {
        assert_eq!(self.stderr.lines().count(), 1, "{}", self.stderr);
        self.tells(words)
    }

    /// On standard error.
    #[track_caller]
    pub(crate) fn tells(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "{words:?} is not in:\n{}", self.stderr);
        self
    }
}
