//! What can be written on the command line. The comments here are the help that people read.

use crate::model::{BaseUrl, RefName};
use crate::serve::BasePath;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EVERYWHERE: &str = "For every command";

const EXIT_CODES: &str = "\
Exit codes:
  0  fine
  1  the site has errors; each is shown with its file, line, reason and remedy
  2  the command was used wrongly
  3  the machine failed us (a full disk, a file that cannot be read)";

const START: &str = "\
Start here:
  onrecord new briefings     make a site with a sample in it
  cd briefings
  onrecord serve             see it in a browser, and see it change as you write
  onrecord build             write it to `public`, ready for any web server";

const NEW: &str = "\
Example:
  onrecord new briefings && cd briefings && onrecord serve

The sample has an article with marked claims, a figure with estimates that disagree, speakers, sources, a stored copy of \
one source, an about page, and a workflow that publishes to GitHub Pages. All of it is made up and meant to be replaced.";

const BUILD: &str = "\
Examples:
  onrecord build
  onrecord build --output /srv/www --base-url https://desk.example.org/briefings/

The new site takes the place of the old one when all of it is there: a build with errors changes nothing. Unchanged files \
are left alone. Only files that an earlier build wrote are ever deleted, and a folder with other files in it is refused. \
`record.json` in the output lists every file with its SHA-256, what it was made from and what it says; `onrecord verify` holds a copy \
against it. With `--deny warnings`, files in the output that somebody edited are left as they are, and nothing is written.

Articles with `draft: true` are left out, and so are the sources and speakers that only they use. `--drafts` publishes them, \
with the editors' view: what is open, and how each article is covered.";

const PUBLISH: &str = "\
Examples:
  onrecord publish --dry-run      say what would change, and push nothing
  onrecord publish                to the branch `gh-pages` of `origin`
  onrecord publish --branch pages --message 'Correct the count of Tuesday'
  onrecord publish --remote git@github.com:desk/desk.github.io.git --branch main

Builds the site from the files on the disk and pushes it to a branch as one new commit, by git. Your working tree, index and \
branches are not touched, and neither is what `onrecord build` wrote. The branch's history is kept, and nothing is pushed when \
nothing changed. Files on the branch that onrecord did not write, or that were edited there, stop it; `CNAME` and `.nojekyll` \
stay. Git has to know who you are and how to reach the remote: it cannot ask here.

Without `--base-url` and `base_url` in onrecord.toml, the site is made for the domain in the branch's `CNAME`, else for the address \
that GitHub Pages gives the remote. `[publish]` in onrecord.toml may name `remote` and `branch`.";

const BUNDLE: &str = "\
Examples:
  onrecord bundle a-thousand-in-a-week    the article, and what it rests on
  onrecord bundle --site -o all.html      the whole site
  onrecord bundle --zip                   the whole site as a folder to unpack
  onrecord bundle a-thousand-in-a-week -o - | mail …

ARTICLE is an article's id or its file; without one the whole site is bundled. The file asks for nothing when it is opened: styles, \
scripts, pictures, the search and what can be downloaded stand in it, and a policy in it lets nothing else in. It opens by double \
click and in a mail, reads without scripts, and what is printed is the page that is shown. A page is addressed by what follows the \
`#`: `file.html#articles/a-thousand-in-a-week/`. The zip unpacks to one folder, whose pages open from the disk.

Links to pages that are left out lead to the site where `base_url` or `--base-url` says where that is, else they become plain words. \
What could not be taken in is told. A file that is there is only replaced when it is a bundle or zip of onrecord's. A site with errors \
is not bundled.";

const SERVE: &str = "\
Examples:
  onrecord serve --open
  onrecord serve --base-path /briefings/           as below a repository's name
  onrecord serve --host 0.0.0.0                    for a phone on the network,
                                                   and everybody else on it
  onrecord serve --host 0.0.0.0 --host desk.local  the same, by a name too

The preview is kept in memory and answers this machine only, unless `--host` says otherwise. Pages load themselves again when a file of the site changes; \
while the site has errors, they are shown over the last good page. Drafts are shown and labelled, and so are articles dated ahead; \
the editors' view stands at `editors/`. Ctrl-C ends it at once, which shells report as exit code 130.";

const CHECK: &str = "\
Examples:
  onrecord check
  onrecord check --deny warnings   for a workflow that lets nothing pass
  onrecord check --format sarif > onrecord.sarif
  onrecord check --fix             mend what can only be meant in one way: ids and
                                   keys a letter or two off, dates written
                                   another way

Reads and checks everything that `build` would, and writes nothing but what `--fix` mends. Of many diagnostics the first of \
each rule is shown in full and the others are counted.

Formats:
  human   for people, on standard error
  json    one object for programs: version, checked, counts, and diagnostics
          with places in characters and bytes
  sarif   SARIF 2.1.0, for code scanning
  github  workflow commands, which GitHub Actions shows beside the lines of a
          pull request
All but the first go to standard output.";

const IMPACT: &str = "\
Examples:
  onrecord impact reuters-2024-12-28
  onrecord impact a-thousand-in-a-week/week-1000
  onrecord impact speaker:john-kirby --format json

ID is that of a source, speaker or figure, or `article/claim`. `source:`, `speaker:`, `claim:` or `figure:` before it says which is \
meant where several share it. Lists the claims that rest on it alone or with others, what was worked out from them step by step, \
and the estimates, figures, articles and pages that show them. A site with errors is answered for as far as it was read.

The JSON is one object. `version` is 1, and these keys are always there: `subject` (`kind`, `id`, `title`), `state` (`state`, `date`, \
`note`; null unless it is a source that changed), `site_has_errors`, `site_was_read_whole`, and the lists `sources`, `claims` (`id`, `tie`, \
`status`, `statement`, `speaker`), `inferences` (`id`, `step`, `from`, `falls`, `status`, `statement`), `estimates` (`id`, `figure`, \
`claim`, `words`), `figures`, `articles` and `pages` (as `subject`). Each entry also has `file`, `line`, `page` and `url`. A `tie` is one of \
sole, shared, said, relayed, states, supports, disputes, updates, repeats, part-of.";

const VERIFY: &str = "\
Examples:
  onrecord verify public
  onrecord verify briefings.zip
  onrecord verify a-thousand-in-a-week.html        a bundle
  onrecord verify site --record kept/record.json   against a record kept elsewhere
  onrecord verify gh-pages --ignore .git --ignore CNAME

Every build writes `record.json`: each file with its SHA-256, what it was made from, and what the site says. This holds a copy of \
the site against it, byte for byte, and names what was altered, missing or added, a line each. Files that hosts and version control \
put there count as added, and are named as such. No link is followed and nothing is unpacked.

The JSON is one object. `version` is 1, and these keys are always there: `as_recorded`, `record_kept_elsewhere`, `record_sealed`, `onrecord` (the \
version that wrote the record), `files` and the list `differences` (`path`, `kind`, `note`, `recorded_sha256`, `found_sha256`).

Exit codes:
  0  all is as it was recorded
  1  something differs
  2  there is no record, or nothing to hold against it
  3  the machine failed us";

const DIFF: &str = "\
Examples:
  onrecord diff public-of-may public
  onrecord diff published.json public
  onrecord diff old.zip new.zip --format json
  onrecord diff published.json public --exit-code   for a script that asks
                                                    whether anything differs

Compares what two builds say, by their records: claims that are new, gone, renamed or reworded, whose status moved, whose number was \
revised, whose speaker or source is another; articles, sources, speakers and figures that are new, gone or edited. Each of the two is \
a folder, a zip, a bundle, or a `record.json` alone.

The JSON is one object. `version` is 1, and these keys are always there: `same`, `old`, `new`, and the lists `articles`, `claims`, `sources`, \
`speakers`, `figures`. Each entry has `id`, `change` (`new`, `gone`, `edited`), `was`, `says` (as in `record.json`) and `edits` (`what`, `from`, `to`).

Exit codes:
  0  the two were compared, whatever differs
  1  something differs, with `--exit-code`
  2  one of the two has no record
  3  the machine failed us";

const EXPLAIN: &str = "\
Examples:
  onrecord explain unsourced-claim
  onrecord explain                    all rules, with a line on each";

const TEMPLATE_CONTEXT: &str = "\
Examples:
  onrecord template-context           all built-in templates and their parts
  onrecord template-context article   every variable an article is made from
  onrecord template-context card      what the card of a claim is handed

A template of your own in `templates` takes the place of the built-in one of the same name, and a part that it defines that of the \
built-in part.";

const SCHEMA: &str = "\
Examples:
  onrecord schema                     all schemas, and the files that each is of
  onrecord schema article
  onrecord schema --output schemas    write them all: `schemas/article.schema.json`
                                      and so on

With a schema an editor offers keys and words as you write, and says what each means. They are JSON Schema, draft 7.

In VS Code with the YAML extension, in `.vscode/settings.json`:
  {\"yaml.schemas\": {
    \"./schemas/speakers.schema.json\": \"content/speakers/*.yaml\",
    \"./schemas/sources.schema.json\": \"content/sources/*.yaml\"}}
In any editor with yaml-language-server, as the first line of a file:
  # yaml-language-server: $schema=../../schemas/sources.schema.json
For onrecord.toml with taplo (Even Better TOML in VS Code), as its first line:
  #:schema schemas/site.schema.json
These do not look into Markdown; for front matter there is remark-lint-frontmatter-schema, with
  settings:
    remark-lint-frontmatter-schema:
      schemas: {schemas/article.schema.json: [content/articles/**/*.md]}

Sources in BibLaTeX have no schema. `onrecord check` stays the judge: a schema knows neither ids nor dates.";

/// Turns articles into a site in which every claim leads to who said it, where, and what others say.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, after_help = format!("{START}\n\n{EXIT_CODES}"), max_term_width = 100)]
pub(super) struct CommandLine {
    /// The site's folder [default: the nearest one, from here upward, that has an onrecord.toml]
    #[arg(long, global = true, value_name = "DIR", help_heading = EVERYWHERE)]
    pub(super) site: Option<PathBuf>,

    /// When to use colours; `auto` means on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true, help_heading = EVERYWHERE)]
    pub(super) color: When,

    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a site with a sample in it
    #[command(after_help = NEW)]
    New(New),
    /// Write the site as files for a web server
    #[command(after_help = format!("{BUILD}\n\n{EXIT_CODES}"))]
    Build(Build),
    /// Push the site to a branch that GitHub Pages or another host serves
    #[command(after_help = format!("{PUBLISH}\n\n{EXIT_CODES}"))]
    Publish(Publish),
    /// Write the site, or one article with all it rests on, as one HTML file, or the site as a zip
    #[command(after_help = format!("{BUNDLE}\n\n{EXIT_CODES}"))]
    Bundle(Bundle),
    /// Show the site in a browser while it is written
    #[command(after_help = SERVE)]
    Serve(Serve),
    /// Tell what is wrong with the site
    #[command(after_help = format!("{CHECK}\n\n{EXIT_CODES}"))]
    Check(Check),
    /// List everything that rests on a source, speaker, claim or figure
    #[command(after_help = IMPACT)]
    Impact(Impact),
    /// Hold a site, zip or bundle against the record of what was built
    #[command(after_help = VERIFY)]
    Verify(Verify),
    /// Compare what two builds say, claim by claim
    #[command(after_help = DIFF)]
    Diff(Diff),
    /// Say why a rule is there, and how to do right by it
    #[command(after_help = EXPLAIN)]
    Explain(Explain),
    /// Print a JSON Schema of a sort of file, for editors
    #[command(after_help = SCHEMA)]
    Schema(Schema),
    /// Say what a template is handed, for those who write their own
    #[command(after_help = TEMPLATE_CONTEXT)]
    TemplateContext(TemplateContext),
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder to make; it may exist if it is empty
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// The folder to write [default: `output` in onrecord.toml, else `public` in the site]
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,

    /// The address that the site will stand at, in place of `base_url` in onrecord.toml
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub(super) base_url: Option<BaseUrl>,

    /// Publish drafts too, labelled as such, and the editors' view at `editors/`
    #[arg(long)]
    pub(super) drafts: bool,

    #[command(flatten)]
    pub(super) telling: Telling,
}

#[derive(Debug, Args)]
pub(super) struct Publish {
    /// A remote of the repository, or an address [default: `remote` below `[publish]` in onrecord.toml, else `origin`]
    #[arg(long, value_name = "REMOTE")]
    pub(super) remote: Option<String>,

    /// The branch to publish to [default: `branch` below `[publish]` in onrecord.toml, else `gh-pages`]
    #[arg(long, value_name = "NAME", value_parser = RefName::new)]
    pub(super) branch: Option<RefName>,

    /// What the commit says [default: which commit the site was built from]
    #[arg(long, short, value_name = "TEXT")]
    pub(super) message: Option<String>,

    /// The address that the site will stand at, in place of `base_url` in onrecord.toml
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub(super) base_url: Option<BaseUrl>,

    /// Say what would change, and push nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Publish nothing that is not committed
    #[arg(long)]
    pub(super) require_clean: bool,

    /// Take over a branch that has files of others: they leave it, and its history keeps them
    #[arg(long)]
    pub(super) force: bool,

    #[command(flatten)]
    pub(super) telling: Telling,
}

#[derive(Debug, Args)]
pub(super) struct Bundle {
    /// The article to bundle with what it rests on: its id, or its file [default: the whole site]
    #[arg(value_name = "ARTICLE")]
    pub(super) article: Option<String>,

    /// Alone: bundle the whole site. With a folder: the site's folder, as for every command
    // In the place of the option that all commands have: `--site` alone is what people try, and it has to mean this.
    #[arg(long, value_name = "DIR", num_args = 0..=1)]
    pub(super) site: Option<Option<PathBuf>>,

    /// The file to write; `-` is standard output [default: the article's or the site's name in this folder]
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Make a zip of the site's folder instead of one HTML file
    #[arg(long)]
    pub(super) zip: bool,

    /// The address that the site stands at, in place of `base_url` in onrecord.toml
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub(super) base_url: Option<BaseUrl>,

    /// Take in drafts too, labelled as such
    #[arg(long)]
    pub(super) drafts: bool,

    #[command(flatten)]
    pub(super) telling: Telling,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The port to listen on; when it is taken, the next free one is
    #[arg(long, short, value_name = "N", default_value_t = 4747)]
    pub(super) port: u16,

    /// Listen on this address, and let everybody who reaches it read the site, drafts included: an address of this machine,
    /// `0.0.0.0` for all of them, or a name that leads to one. Names given after the first are answered to as well
    #[arg(long, value_name = "ADDR")]
    pub(super) host: Vec<String>,

    /// Open the site in the default browser
    #[arg(long)]
    pub(super) open: bool,

    /// Show the site below this path, as a web server would that has other things at its root
    #[arg(long, value_name = "PATH", default_value = "/", hide_default_value = true, value_parser = BasePath::parse)]
    pub(super) base_path: BasePath,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Make the edits that can only be meant in one way, then check again
    #[arg(long)]
    pub(super) fix: bool,

    /// Check drafts too
    #[arg(long)]
    pub(super) drafts: bool,

    #[command(flatten)]
    pub(super) telling: Telling,
}

/// How diagnostics are told.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Telling {
    /// For whom diagnostics are written
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_default_value = true)]
    pub(super) format: Form,

    /// Let nothing of this kind pass: `warnings` count as errors
    #[arg(long, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,

    /// Show every diagnostic in full, however many there are
    #[arg(long)]
    pub(super) all: bool,
}

/// For whom diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// People
    #[default]
    Human,
    /// Programs
    Json,
    /// Code scanning
    Sarif,
    /// GitHub Actions
    Github,
}

#[derive(Debug, Args)]
pub(super) struct Impact {
    /// A source, speaker or figure, or `article/claim`
    #[arg(value_name = "ID")]
    pub(super) id: String,

    /// How to answer
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(super) format: Format,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// A folder, zip or bundle
    #[arg(value_name = "COPY")]
    pub(super) copy: PathBuf,

    /// The record to go by, in place of the one in the copy: a `record.json`, or another copy that has one
    #[arg(long, value_name = "FILE")]
    pub(super) record: Option<PathBuf>,

    /// Say nothing of what was added under this name; what was altered or is missing is told all the same
    #[arg(long, value_name = "PATH")]
    pub(super) ignore: Vec<String>,

    /// How to answer
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The earlier build: a folder, zip, bundle or record
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,

    /// The later build
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,

    /// How to answer
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(super) format: Format,

    /// End with 1 where anything differs
    #[arg(long)]
    pub(super) exit_code: bool,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule, as it stands in brackets in a message; without one, all rules are listed
    #[arg(value_name = "RULE")]
    pub(super) rule: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// The schema; without one, all are listed
    #[arg(value_name = "NAME")]
    pub(super) name: Option<String>,

    /// Write all schemas to this folder, or the one that is named
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct TemplateContext {
    /// The template, as `article` or `article.html`; without one, all are listed
    #[arg(value_name = "TEMPLATE")]
    pub(super) template: Option<String>,
}

/// What does not pass, errors aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        CommandLine::command().debug_assert();
    }

    /// Whether a line that was broken could have held the first word of the next.
    fn is_broken_too_early(line: &str, next: &str, columns: usize) -> bool {
        let is_prose = |line: &str| !line.is_empty() && !line.starts_with(' ') && !line.ends_with(':');
        let word = next.split(' ').next().unwrap_or_default();
        let starts_anew = line.ends_with("with");
        is_prose(line)
            && is_prose(next)
            && !starts_anew
            && line.chars().count() + 1 + word.chars().count() <= columns
    }

    #[test]
    fn help_fits_a_terminal_of_eighty_columns_and_breaks_its_lines_nowhere_else() {
        let mut command = CommandLine::command().term_width(80);
        command.build();
        let helps = command.get_subcommands_mut().map(|command| command.render_long_help().to_string());
        let mut helps: Vec<String> = helps.collect();
        helps.push(command.render_long_help().to_string());
        assert!(helps.len() > 10);
        for help in helps {
            let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
            for line in &lines {
                assert!(line.chars().count() <= 80, "{line}");
            }
            for pair in lines.windows(2) {
                assert!(!is_broken_too_early(pair[0], pair[1], 80), "{}\n{}", pair[0], pair[1]);
            }
            let examples = help.split("Example").nth(1).and_then(|rest| rest.split("\n\n").next());
            for line in examples.unwrap_or_default().lines().skip(1) {
                assert!(line.starts_with("  "), "an example that was broken: {line}");
            }
        }
    }
}
