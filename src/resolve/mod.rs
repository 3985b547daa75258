//! Documents become a [`Briefing`]: names become references, and what can be worked out is worked out.
//!
//! A name that leads nowhere is a diagnostic, and the record is made without it, so that everything else is still checked.

mod allowances;
mod articles;
mod bounds;
mod cited;
mod claims;
mod collections;
pub mod compare;
pub mod coverage;
mod datasets;
mod dates;
pub mod drafts;
mod english;
mod estimates;
mod figures;
pub mod impact;
mod links;
mod marks;
mod names;
pub mod notices;
mod origins;
mod pictures;
mod quotes;
mod readings;
pub mod recorded;
mod records;
pub mod rests;
mod revisions;
mod since;
pub mod state;
mod status;
pub mod summary;
mod translations;
mod withdrawal;

pub use compare::{Judgement, Verdict};
pub use english::{capital, count_of, list, on};
pub use since::{ArticleSince, Since};
pub use withdrawal::{is_estimate_withdrawn, lost_every_source};

use crate::diagnostic::Diagnostics;
use crate::language::Languages;
use crate::load::{ArticleDoc, Asset, Documents, Unread};
use crate::model::text::Text;
use crate::model::{
    Allowance, Article, Claim, Collection, Column, Estimate, Figure, Key, Page, Shared, Site, Source,
    SourceId, Speaker, StatedDate, Table,
};
use allowances::Allowed;
use collections::Filed;
use names::Names;
use readings::Readings;
use std::collections::BTreeSet;
use std::sync::Arc;
use translations::Tie;

/// A whole site, as meant.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// What `onrecord.toml` says.
    pub site: Shared<Site>,
    /// The languages that its pages speak.
    pub languages: Shared<Languages>,
    /// Articles, newest first.
    pub articles: Table<Article>,
    /// Claims, by article, then in the order of its front matter.
    pub claims: Table<Claim>,
    /// Estimates of figures.
    pub estimates: Table<Estimate>,
    /// Figures, by id.
    pub figures: Table<Figure>,
    /// Speakers, by id.
    pub speakers: Table<Speaker>,
    /// Sources, by id.
    pub sources: Table<Source>,
    /// Free pages, by id.
    pub pages: Table<Page>,
    /// Tags, series and authors, in this order, each by its address.
    pub collections: Table<Collection>,
    /// What stands on the pages of articles, figures and free pages.
    pub texts: Texts,
    /// Files that are published as they are.
    pub attachments: Shared<Vec<Asset>>,
    /// What its authors let stand, and why.
    pub allowances: Shared<Vec<Allowance>>,
    /// Every date that its records state, and where.
    pub dates: Shared<Vec<StatedDate>>,
    /// The files that could not be read.
    pub unread: Shared<Unread>,
    /// What it says that it did not say when it was last published, where it keeps the record of that.
    pub since: Option<Since>,
}

impl Briefing {
    /// The language of an article, as a tag.
    #[must_use]
    pub fn language_of<'a>(&'a self, article: &'a Article) -> &'a str {
        article.language.as_deref().unwrap_or(self.site.language.as_str())
    }
}

/// The texts of records that have one. They stand by themselves, since most of what is shown of a record elsewhere is not its
/// text.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The texts of articles, with their marks.
    pub articles: Column<Article, Text>,
    /// What is counted in each figure, and what to know about it.
    pub figures: Column<Figure, Text>,
    /// The texts of free pages.
    pub pages: Column<Page, Text>,
}

/// Makes the site that `documents` describe.
#[must_use]
pub fn resolve(documents: Documents) -> (Briefing, Diagnostics) {
    resolve_again(documents, None)
}

/// What resolving a site found out, by which the next time saves work.
#[derive(Debug, Default)]
pub struct Earlier {
    kept: Option<Kept>,
    /// The names that the texts were resolved with, as a hash.
    names: u64,
    articles: articles::Earlier,
    looked_up: LookedUp,
}

/// What takes long to find out, and holds for each word by itself.
#[derive(Debug, Default)]
struct LookedUp {
    quotes: quotes::Earlier,
    readings: Readings,
}

/// Records that hold as long as documents differ in the texts of articles alone.
#[derive(Debug)]
struct Kept {
    documents: Documents,
    unused: BTreeSet<SourceId>,
    records: Records,
}

/// As [`resolve`], with what the last time found out.
#[must_use]
pub fn resolve_again(mut documents: Documents, earlier: Option<&mut Earlier>) -> (Briefing, Diagnostics) {
    let mut out = Diagnostics::new();
    let last = documents.last.take();
    documents.articles.sort_by(|a, b| {
        let day = |doc: &crate::load::ArticleDoc| doc.date.as_ref().and_then(|date| date.value.first_day());
        day(b).cmp(&day(a)).then_with(|| a.id.cmp(&b.id))
    });
    documents.figures.sort_by(|a, b| a.id.cmp(&b.id));
    documents.pages.sort_by(|a, b| a.page.id.cmp(&b.page.id));
    datasets::add_records(&mut documents, &mut out);
    let unused = cited::keep(&mut documents, &mut out);
    let articles = documents.articles.clone();
    let (mut briefing, told) = match earlier {
        None => {
            let Records { briefing, rest } = Records::of(documents, unused, &mut LookedUp::default());
            with_texts(briefing, &rest, &articles, &mut articles::Earlier::default())
        }
        Some(earlier) => {
            let Kept { documents, unused, records } = earlier.kept(documents, unused);
            let made = with_texts(records.briefing.clone(), &records.rest, &articles, &mut earlier.articles);
            // What is told of a name that leads nowhere depends on what was told before it.
            if records.rest.names.near.is_unasked() {
                earlier.kept = Some(Kept { documents, unused, records });
            }
            made
        }
    };
    out.extend(told);
    briefing.since = last.map(|last| since::of(&briefing, last));
    (briefing, out)
}

impl Earlier {
    /// The records that `documents` describe: those of before, where they still hold.
    fn kept(&mut self, documents: Documents, unused: BTreeSet<SourceId>) -> Kept {
        let kept = self.kept.take();
        let holds = |kept: &Kept| kept.unused == unused && documents.differ_in_texts_alone(&kept.documents);
        kept.filter(holds).unwrap_or_else(|| {
            let records = Records::of(documents.clone(), unused.clone(), &mut self.looked_up);
            let names = records.rest.names.print();
            if std::mem::replace(&mut self.names, names) != names {
                self.articles.forget_texts();
            }
            self.articles.forget_claims();
            Kept { documents, unused, records }
        })
    }
}

/// All of a site but its articles: what their front matter says of them is known, and what their texts say is not.
#[derive(Debug)]
struct Records {
    /// The site without articles. Claims that leave their statement to the words that mark them have none yet.
    briefing: Briefing,
    rest: Rest,
}

/// What articles are made with.
#[derive(Debug)]
struct Rest {
    names: Names,
    /// What goes with each article.
    beside: Vec<Beside>,
    allowed: Vec<Allowed>,
    told: Diagnostics,
}

/// What is known of an article without its text.
#[derive(Debug)]
struct Beside {
    /// What it is collected under.
    filed: Filed,
    /// How it is tied to others.
    tie: Tie,
    /// Its claims, in the order of its front matter.
    claims: Vec<Key<Claim>>,
}

impl Records {
    fn of(documents: Documents, unused: BTreeSet<SourceId>, looked_up: &mut LookedUp) -> Self {
        let mut out = Diagnostics::new();
        let allowed = allowances::collect(&documents);
        let most_estimates = claims_and_rows(&documents);
        let mut names = Names::collect(&documents, &mut out);
        names.unused = unused;

        let dates = dates::collect(&documents, &names);
        let speakers = records::speakers(documents.speakers);
        let sources = records::sources(documents.sources, &documents.snapshots, &names, &mut out);
        let mut figures = figures::figures(&documents.figures, documents.site.site.convention);
        let mut estimates = Table::with_room_for(most_estimates);
        let language = documents.site.site.language.clone();
        let used = documents.articles.iter().filter_map(|doc| Some(doc.language.as_ref()?.value.as_str()));
        let languages =
            Languages::new(&language, &documents.translations, &documents.site.theme.statuses, used);
        let mut claims = claims::claims(&documents.articles, &names, &mut out);
        let mut workshop = estimates::Workshop {
            names: &names,
            figures: &mut figures,
            estimates: &mut estimates,
            sources: &sources,
            readings: &looked_up.readings,
            site_language: language.as_str(),
            out: &mut out,
        };
        workshop.add_from_claims(&documents.articles, &mut claims);
        workshop.add_from_rows(&documents.figures);
        looked_up.readings.forget_unasked();
        let (collections, filed) =
            collections::collect(&documents.articles, &documents.authors, &names, &language, &mut out);
        let ties = translations::ties(&documents.articles, &names, &language, &mut out);
        let mut briefing = Briefing {
            languages: languages.into(),
            site: documents.site.site.into(),
            articles: Table::default(),
            claims,
            estimates,
            figures,
            speakers,
            sources,
            pages: Table::default(),
            collections,
            texts: Texts::default(),
            attachments: documents.attachments.into(),
            allowances: Shared::default(),
            dates: dates.into(),
            unread: documents.unread.into(),
            since: None,
        };
        revisions::stated(&documents.figures, &mut briefing.estimates, &names.near, &mut out);
        revisions::join(&mut briefing);
        quotes::check(&mut briefing, &documents.snapshots, &mut looked_up.quotes);
        articles::pages(&mut briefing, documents.pages, &names, &mut out);
        articles::figures_and_notes(&mut briefing, documents.figures, &names, &mut out);
        status::work_out(&mut briefing);
        let beside =
            filed.into_iter().zip(ties).map(|(filed, tie)| Beside { filed, tie, claims: Vec::new() });
        let mut beside: Vec<Beside> = beside.collect();
        for (key, claim) in briefing.claims.iter() {
            beside[claim.article.row()].claims.push(key);
        }
        Self { briefing, rest: Rest { names, beside, allowed, told: out } }
    }
}

/// How many estimates there are at most.
fn claims_and_rows(documents: &Documents) -> usize {
    let claims = documents.articles.iter().map(|article| article.claims.len());
    claims.chain(documents.figures.iter().map(|figure| figure.rows.len())).sum()
}

/// Adds the articles to a site that has everything else.
fn with_texts(
    mut briefing: Briefing,
    Rest { names, beside, allowed, told }: &Rest,
    docs: &[Arc<ArticleDoc>],
    earlier: &mut articles::Earlier,
) -> (Briefing, Diagnostics) {
    let mut out = told.clone();
    articles::articles(&mut briefing, docs, beside, names, earlier, &mut out);
    briefing.allowances = allowances::with_marks(allowed.clone(), &briefing).into();
    (briefing, out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::from_files;
    use crate::path::RelPath;

    fn documents(text: &str) -> Documents {
        let article = format!(
            "---\ntitle: A\ndate: 2026-01-02\nsummary: S.\nclaims:\n  a:\n    speaker: ann\n    source: wire\n---\n{text}\n"
        );
        let files = [
            ("content/articles/a.md", article),
            ("content/speakers/all.yaml", "ann:\n  name: Ann\n".to_owned()),
            ("content/sources/all.yaml", "wire:\n  title: W\n  url: https://wire.test/\n".to_owned()),
        ];
        let files =
            files.into_iter().map(|(path, text)| (RelPath::new(path).unwrap(), text.into_bytes().into()));
        from_files(files.collect()).documents
    }

    #[test]
    fn a_text_that_says_something_else_leaves_all_records_in_place() {
        let mut earlier = Earlier::default();
        let (before, _) = resolve_again(documents("[It rained](claim:a)."), Some(&mut earlier));
        assert_eq!(before.claims.values().next().unwrap().statement, "It rained.");
        let (after, _) = resolve_again(documents("[It rained](claim:a). One more."), Some(&mut earlier));
        assert!(after.claims.is(&before.claims) && after.sources.is(&before.sources));
        assert!(after.speakers.is(&before.speakers) && after.estimates.is(&before.estimates));
        let (otherwise, _) = resolve_again(documents("[It snowed](claim:a). One more."), Some(&mut earlier));
        assert_eq!(otherwise.claims.values().next().unwrap().statement, "It snowed.");
        assert!(!otherwise.claims.is(&before.claims));
    }
}
