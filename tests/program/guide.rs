//! The guide, walked as its readers walk it: what they type is run, what they are told to write is written, and what the pages say
//! that they will see is what the program says. Run with `UPDATE=1` to write what it says now, and read the difference.
//!
//! In a fence of `console`, a line after `$ ` is typed and those below it are seen; `…` alone in a line stands for any lines. A fence
//! with a path after its language is the file of that path; with `+` after it, its end; with `~`, lines in place of those with the same key.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Pages that go on where another has ended.
const AFTER: [(&str, &str); 1] = [("claims.md", "first-briefing.md")];

struct Fence<'a> {
    info: &'a str,
    text: &'a str,
}

/// The fences of a page, with where the text of each stands.
fn fences(page: &str) -> Vec<(std::ops::Range<usize>, Fence<'_>)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let next = at + line.len();
        if let Some(info) = line.trim_end().strip_prefix("```") {
            open = match open {
                None => Some((next, info)),
                Some((start, info)) => {
                    found.push((start..at, Fence { info, text: &page[start..at] }));
                    None
                }
            };
        }
        at = next;
    }
    assert!(open.is_none(), "a fence does not end");
    found
}

/// A reader at work: a home of their own, and the folder that they stand in.
struct Reader {
    home: TempDir,
    folder: PathBuf,
}

impl Reader {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("ada");
        fs::create_dir(&folder).unwrap();
        // Where `git push` would go is a folder beside theirs.
        let remote = home.path().join("desk.git");
        let git = format!(
            "[user]\nname = Ada\nemail = ada@desk.example\n[init]\ndefaultBranch = main\n[url \"{}\"]\ninsteadOf = https://github.com/example-desk/briefings.git\n",
            remote.display()
        );
        fs::write(home.path().join("gitconfig"), git).unwrap();
        let made = Command::new("git").args(["init", "--quiet", "--bare"]).arg(&remote).status().unwrap();
        assert!(made.success());
        Self { home, folder }
    }

    /// A program in the folder that they stand in, with nothing of this machine's around it.
    fn starts(&self, mut command: Command) -> Command {
        let ours = Path::new(env!("CARGO_BIN_EXE_onrecord")).parent().unwrap();
        command
            .current_dir(&self.folder)
            .env("PATH", format!("{}:{}", ours.display(), std::env::var("PATH").unwrap()))
            .env("HOME", self.home.path())
            .env("GIT_CONFIG_GLOBAL", self.home.path().join("gitconfig"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::null());
        command
    }

    /// Types a line, and gives what is seen: no more than so many lines of what does not end by itself.
    fn types(&mut self, line: &str, lines: usize) -> String {
        if let Some(folder) = line.strip_prefix("cd ") {
            self.folder = self.folder.join(folder).canonicalize().unwrap();
            return String::new();
        }
        if let Some(options) = line.strip_prefix("onrecord serve") {
            return self.serves(options, lines);
        }
        // On a terminal the program says more than to a pipe; `ls` and git would put their answers into columns and colours.
        let mut command = match line.starts_with("onrecord ") {
            true => self.starts(Command::new("script")),
            false => self.starts(Command::new("sh")),
        };
        match line.starts_with("onrecord ") {
            true => {
                command.args(["--quiet", "--return", "--command", line, "/dev/null"]).env("NO_COLOR", "1")
            }
            false => command.args(["-c", &format!("exec 2>&1; {line}")]),
        };
        let output = command.output().expect("`script` of util-linux is there, and `sh`");
        let seen = String::from_utf8(output.stdout).unwrap();
        seen.replace(self.home.path().to_str().unwrap(), "/home").lines().fold(String::new(), also)
    }

    /// Starts a preview, and ends it once so many lines are seen.
    fn serves(&self, options: &str, lines: usize) -> String {
        let mut serve = self.starts(Command::new("sh"));
        // The port is one that is free, and no browser is opened.
        let options = options.replace(" --open", "");
        serve.args(["-c", &format!("exec onrecord serve --port 0{options} 2>&1")]);
        let mut child = serve.stdout(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        let seen: Vec<String> = said.map(Result::unwrap).take(lines).collect();
        child.kill().unwrap();
        child.wait().unwrap();
        seen.iter().map(String::as_str).fold(String::new(), also)
    }

    /// Types what a fence of `console` has, and gives the fence as it should be.
    fn types_all(&mut self, fence: &str) -> String {
        let mut done = String::new();
        let mut lines = fence.lines().peekable();
        while let Some(line) = lines.next() {
            let typed = line.strip_prefix("$ ").expect("a fence of `console` starts with what is typed");
            let mut shown = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                shown.push(line);
            }
            let seen = self.types(typed, shown.len().max(2));
            let same = matches(&shown, &seen.lines().collect::<Vec<_>>());
            let _ = writeln!(done, "{line}");
            match same {
                true => done.extend(shown.iter().flat_map(|line| [line, "\n"])),
                false => done.push_str(&seen),
            }
        }
        done
    }

    fn writes(&self, path: &str, text: &str, more: bool) {
        let file = self.folder.join(path);
        let before = if more { fs::read_to_string(&file).unwrap() } else { String::new() };
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, before + text).unwrap();
    }

    /// Writes each line in place of the one in a file that has the same key.
    fn mends(&self, path: &str, text: &str) {
        let file = self.folder.join(path);
        let mut mended = fs::read_to_string(&file).unwrap();
        for line in text.lines() {
            let key = &line[..=line.find([':', '=']).expect("a key and a value")];
            let old =
                mended.lines().find(|old| old.starts_with(key)).unwrap_or_else(|| panic!("{path}: {key}"));
            mended = mended.replacen(&old.to_owned(), line, 1);
        }
        fs::write(file, mended).unwrap();
    }

    /// Does all that a page says, and gives the page as it should be.
    fn walks(&mut self, page: &str) -> String {
        let mut walked = String::new();
        let mut done = 0;
        for (place, fence) in fences(page) {
            walked.push_str(&page[done..place.start]);
            done = place.end;
            match fence.info.split_whitespace().collect::<Vec<_>>()[..] {
                ["console"] => {
                    walked.push_str(&self.types_all(fence.text));
                    continue;
                }
                [_, path] => self.writes(path, fence.text, false),
                [_, path, "+"] => self.writes(path, fence.text, true),
                [_, path, "~"] => self.mends(path, fence.text),
                _ => {}
            }
            walked.push_str(fence.text);
        }
        walked + &page[done..]
    }
}

fn also(before: String, line: &str) -> String {
    // What is written over is not seen.
    let line = line.trim_end_matches('\r').rsplit('\r').next().unwrap_or_default();
    before + &settled(line) + "\n"
}

/// A line with the usual port, and with a time and a commit that are nobody's.
fn settled(line: &str) -> String {
    let after = |line: String, words: &str, is: fn(char) -> bool, put: &str| match line.split_once(words) {
        Some((before, rest)) if rest.starts_with(is) => {
            format!("{before}{words}{put}{}", rest.trim_start_matches(is))
        }
        _ => line,
    };
    let line = after(line.to_owned(), "127.0.0.1:", |c| c.is_ascii_digit(), "4747");
    let line = after(line, "in commit ", |c| c.is_ascii_hexdigit(), "53993868a2");
    let line = after(line, " pages in ", |c| c.is_ascii_digit() || c == '.', "40");
    let line = line.replace(" in 40 s into ", " in 40 ms into ");
    match line.rsplit_once(" (") {
        Some((before, time)) if time.ends_with(" ms)") || time.ends_with(" s)") => {
            format!("{before} (40 ms)")
        }
        _ => line,
    }
}

/// Whether what was seen is what a page shows, where `…` stands for any lines. How many files and pages a site has, and how large one is,
/// may be what it was.
fn matches(shown: &[&str], seen: &[&str]) -> bool {
    match shown {
        [] => seen.is_empty(),
        ["…", rest @ ..] => (0..=seen.len()).any(|skipped| matches(rest, &seen[skipped..])),
        [line, rest @ ..] => {
            let same = seen.first().is_some_and(|seen| uncounted(seen) == uncounted(line));
            same && matches(rest, &seen[1..])
        }
    }
}

fn uncounted(line: &str) -> String {
    let counts = [" file", " page", " kB"].iter().any(|what| line.contains(what));
    if counts { line.replace(|c: char| c.is_ascii_digit(), "") } else { line.to_owned() }
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/pages/guide");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    pages
}

#[test]
fn what_the_guide_says_to_type_is_answered_as_the_guide_says() {
    let mut wrong = Vec::new();
    let mut typed = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        if !page.contains("```console\n") {
            continue;
        }
        let mut reader = Reader::new();
        for (_, before) in AFTER.iter().filter(|(after, _)| *after == name) {
            reader.walks(&fs::read_to_string(path.with_file_name(before)).unwrap());
        }
        let walked = reader.walks(&page);
        typed += page.matches("\n$ ").count();
        if walked != page {
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&path, &walked).unwrap();
            }
            wrong.push(format!("{name} shows\n{page}\n--- and it is\n{walked}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(typed > 20, "the guide has its readers type only {typed} lines");
}
