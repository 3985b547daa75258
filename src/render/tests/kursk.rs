//! A small site made by hand: three numbers for North Korea's losses in Kursk, and whatever else a page has to cope with.

use crate::diagnostic::{FileId, Files, Place, Placed};
use crate::model::quantity::Reading;
use crate::model::text::{Alignment, Block, Inline, Piece, Target};
use crate::model::*;
use crate::path::RelPath;
use crate::resolve::{Briefing, Texts};
use std::collections::BTreeMap;

pub(super) struct Kursk {
    place: Place,
    pub(super) briefing: Briefing,
}

pub(super) fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn when(edtf: &str) -> When {
    When::parse(edtf).unwrap()
}

fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}

/// The site as it stands in the tests.
pub(crate) fn kursk() -> Briefing {
    let mut files = Files::new();
    let file: FileId = files.add(RelPath::new("content/articles/three-numbers.md").unwrap(), "---\n");
    let mut kursk = Kursk { place: Place::new(file, 0..3), briefing: empty() };
    kursk.speakers();
    kursk.sources();
    kursk.figure();
    kursk.claims();
    kursk.articles();
    kursk.pages();
    kursk.briefing
}

pub(crate) fn empty() -> Briefing {
    Briefing {
        languages: Default::default(),
        site: Site {
            budget: crate::model::Budget::default(),
            title: "Stated & Sourced".to_owned(),
            description: Some("Briefings in which every claim leads to its source.".to_owned()),
            base_url: Some(BaseUrl::parse("https://desk.example/briefings/").unwrap()),
            cname: None,
            feed_entries: Site::FEED_ENTRIES,
            language: Language::new("en").unwrap(),
            publisher: Some("The Desk".to_owned()),
            licence: Some("CC BY 4.0".to_owned()),
            output: RelPath::new("public").unwrap(),
            convention: Convention::Span1,
            likelihood: None,
            rules: BTreeMap::new(),
            citations: CitationStyle::default(),
            raw_html: false,
        }
        .into(),
        articles: Table::default(),
        claims: Table::default(),
        estimates: Table::default(),
        figures: Table::default(),
        speakers: Table::default(),
        sources: Table::default(),
        pages: Table::default(),
        collections: Table::default(),
        attachments: Shared::default(),
        allowances: Shared::default(),
        texts: Texts::default(),
        dates: Shared::default(),
        unread: Shared::default(),
        since: None,
    }
}

struct Say<'a> {
    name: &'a str,
    statement: &'a str,
    speaker: Speaking,
    said: Option<&'a str>,
    quote: Option<(usize, &'a str, QuoteCheck)>,
    estimate: Option<usize>,
    status: Status,
    reason: &'a str,
}

impl Kursk {
    fn speaker(&mut self, id: &str, name: &str, role: Option<&str>, side: &str, named: bool) {
        let speaker = Speaker {
            id: SpeakerId::new(id).unwrap(),
            place: self.place,
            name: name.to_owned(),
            kind: SpeakerKind::Official,
            role: role.map(str::to_owned),
            side: Some(side.to_owned()),
            stake: (id == "john-kirby").then(|| "Makes the case for aid to Ukraine.".to_owned()),
            named,
            description: (!named).then(|| "A US military official who spoke to reporters.".to_owned()),
            anonymity_reason: (!named).then(|| "to discuss intelligence".to_owned()),
            url: None,
            aliases: Vec::new(),
            note: None,
        };
        self.briefing.speakers.add(speaker).unwrap();
    }

    fn speakers(&mut self) {
        self.speaker("us-official", "US official", None, "US government", false);
        self.speaker(
            "zelenskiy",
            "Volodymyr Zelenskiy",
            Some("president of Ukraine"),
            "Government of Ukraine",
            true,
        );
        self.speaker("john-kirby", "John Kirby", Some("White House spokesman"), "US government", true);
        self.speaker("con", "North Korean delegation, UN", None, "Government of North Korea", true);
    }

    fn source(&mut self, id: &str, title: &str, publisher: &str, date: &str, state: State, url: bool) {
        let placed = |text: String| Placed::new(text, self.place);
        let source = Source {
            id: SourceId::new(id).unwrap(),
            place: self.place,
            title: title.to_owned(),
            title_supplied: id == "reuters-27",
            kind: SourceKind::Article,
            authors: Vec::new(),
            publisher: Some(publisher.to_owned()),
            published: Some(when(date)),
            accessed: Some(when("2024-12-28")),
            url: url.then(|| placed(format!("https://news.example/{id}#top"))),
            archives: if url {
                vec![Archive { url: placed(format!("https://archive.example/{id}")), date: Some(when(date)) }]
            } else {
                Vec::new()
            },
            origin: (id == "reuters-27")
                .then(|| SourceOrigin::Words("US intelligence assessment".to_owned())),
            derived_from: None,
            descriptor: (id == "reuters-27").then(|| {
                "Quotes a named official; the official’s own transcript has not been found.".to_owned()
            }),
            reliability: (id == "reuters-27").then_some(Reliability::B),
            state: SourceState {
                state,
                date: (state != State::Live).then(|| when("2025-05-03")),
                note: (state != State::Live).then(|| "The site was taken down.".to_owned()),
            },
            undone_by: None,
            language: Some(if id == "president" { "uk" } else { "en" }.to_owned()),
            access: (id == "reuters-27").then(|| "Registration required".to_owned()),
            note: None,
            imprint: Imprint::default(),
            in_bibliography: false,
            aliases: Vec::new(),
            preserve_until: None,
            snapshot: url.then(|| Snapshot {
                path: RelPath::new(format!("content/snapshots/{id}.txt")).unwrap(),
                sha256: crate::model::Sha256Hex::of(b"the report"),
                captured: (id != "wire-17").then(|| when(date)),
            }),
        };
        self.briefing.sources.add(source).unwrap();
    }

    fn sources(&mut self) {
        self.source(
            "wire-17",
            "US official puts losses in the hundreds",
            "Wire",
            "2024-12-17",
            State::Live,
            true,
        );
        self.source(
            "president",
            "Вечірнє звернення Президента",
            "Office of the President",
            "2024-12-23",
            State::Gone,
            true,
        );
        self.source(
            "reuters-27",
            "Report on the White House account of losses",
            "Reuters",
            "2024-12-27",
            State::Live,
            true,
        );
        self.source("notes", "Notes of a briefing", "The Desk", "2024-10-21", State::Live, false);
    }

    fn figure(&mut self) {
        let figure = Figure {
            id: FigureId::new("losses in kursk").unwrap(),
            place: self.place,
            title: "North Korean soldiers killed or wounded in Kursk".to_owned(),
            unit: "people".to_owned(),
            summary: Some("Losses of North Korean units in Russia’s Kursk region.".to_owned()),
            comparability: Some("Do not add or average these.".to_owned()),
            kind: Kind::Stock,
            measures: vec![Measure {
                id: MeasureId::new("killed-or-wounded").unwrap(),
                label: "killed or wounded".to_owned(),
            }],
            constant: false,
            scale: Scale::Linear,
            convention: Convention::Span1,
            checked: Some(when("2025-04-29")),
            aliases: Vec::new(),
            next_expected: Some("none announced".to_owned()),
            estimates: (0..3).map(Key::of_row).collect(),
        };
        self.briefing.figures.add(figure).unwrap();
        let words = "People serving in North Korean units, killed or wounded in Russia’s Kursk region.";
        let text = vec![Block::Paragraph(vec![text(words)], self.place)];
        self.briefing.texts.figures = [text.into()].into_iter().collect();
        let reading =
            Reading { low: number(200.0), high: Some(number(999.0)), convention: Convention::Span1 };
        let rows = [
            (
                "hundreds",
                0,
                "2024-12-17",
                "several hundred",
                Bound::Vague(Some(reading)),
                Counting::Stock(None),
            ),
            (
                "over-3000",
                1,
                "2024-12-23",
                "more than 3,000",
                Bound::MoreThan(number(3000.0)),
                Counting::Stock(None),
            ),
            (
                "week-1000",
                2,
                "2024-12-27",
                "a thousand in the last week",
                Bound::Exact(number(1000.0)),
                Counting::Flow(when("2024-12-20/2024-12-27")),
            ),
        ];
        for (at, (name, speaker, said, words, bound, counting)) in rows.into_iter().enumerate() {
            let estimate = Estimate {
                id: EstimateId::Claim(claim_id("three-numbers", name)),
                place: self.place,
                figure: Key::of_row(0),
                provenance: Provenance::Claim(Key::of_row(at)),
                speaker: Speaking::Speaker(Key::of_row(speaker)),
                said: Some(when(said)),
                source: Some(Key::of_row(at)),
                words: Placed::new(words.to_owned(), self.place),
                ours: None,
                quantity: Quantity { bound, unit: None },
                unit: "people".to_owned(),
                measure: MeasureId::new("killed-or-wounded").unwrap(),
                counting,
                scope: None,
                preliminary: name == "over-3000",
                note: None,
                revises: None,
                corrects: false,
                revised_by: None,
            };
            self.briefing.estimates.add(estimate).unwrap();
        }
    }

    fn claim(&mut self, article: usize, say: Say<'_>) -> usize {
        let id = claim_id(ARTICLES[article], say.name);
        let evidence = say.quote.into_iter().map(|(source, quote, check)| Evidence {
            source: Key::of_row(source),
            place: self.place,
            at: Some("para. 4".to_owned()),
            quote: Some(Placed::new(quote.to_owned(), self.place)),
            role: Role::Supports,
            original: None,
            lookup: Lookup::default(),
            passage: Vec::new(),
            check: Some(check),
        });
        let claim = Claim {
            id,
            place: self.place,
            article: Key::of_row(article),
            statement: say.statement.to_owned(),
            speaker: say.speaker,
            via: Vec::new(),
            act: if say.estimate.is_some() { Act::Estimates } else { Act::Asserts },
            said: say.said.map(when),
            said_note: None,
            basis: None,
            evidence: evidence.collect(),
            lost_evidence: false,
            estimate: say.estimate.map(Key::of_row),
            relations: Relations::default(),
            formerly: Vec::new(),
            credibility: None,
            note: Vec::new(),
            origins: Vec::new(),
            standing: Standing { status: say.status, reason: say.reason.into(), stated: false },
        };
        self.briefing.claims.add(claim).unwrap().row()
    }

    fn claims(&mut self) {
        let by = |row| Speaking::Speaker(Key::of_row(row));
        let one = |name, statement, speaker, said, quote, estimate, status, reason| Say {
            name,
            statement,
            speaker,
            said,
            quote,
            estimate,
            status,
            reason,
        };
        self.claim(
            0,
            one(
                "hundreds",
                "North Korean forces in Kursk had suffered several hundred casualties.",
                by(0),
                Some("2024-12-17"),
                Some((0, "several hundred", QuoteCheck::Verbatim)),
                Some(0),
                Status::Unnamed,
                "Only a speaker who is not named says it.",
            ),
        );
        let zelenskiy = self.claim(
            0,
            one(
                "over-3000",
                "More than 3,000 North Korean soldiers had been killed or wounded in Kursk.",
                by(1),
                Some("2024-12-23"),
                Some((1, "понад 3000 — убитих, поранених", QuoteCheck::NotFound)),
                Some(1),
                Status::Disputed,
                "Claim 6 contradicts it.",
            ),
        );
        self.claim(
            0,
            one(
                "week-1000",
                "A thousand North Korean soldiers were killed or wounded in one week.",
                by(2),
                Some("2024-12-27"),
                Some((2, "1,000 … killed or wounded in the last week", QuoteCheck::Verbatim)),
                Some(2),
                Status::Attributed,
                "One named speaker says it.",
            ),
        );
        self.claim(
            0,
            one(
                "week",
                "The week’s losses came from frontal assaults.",
                by(2),
                Some("2024-12-27"),
                Some((2, "hopeless assaults", QuoteCheck::NoSnapshot)),
                None,
                Status::Attributed,
                "One named speaker says it.",
            ),
        );
        let ours = self.claim(
            0,
            one(
                "implied",
                "The two American figures imply a total above 1,200 by 27 December.",
                Speaking::Site,
                Some("2024-12-28"),
                None,
                None,
                Status::Inference,
                "This site worked it out.",
            ),
        );
        self.claim(
            0,
            one(
                "never-marked",
                "Moscow gave no number.",
                by(3),
                None,
                Some((3, "no comment", QuoteCheck::NoSnapshot)),
                None,
                Status::Silent,
                "Declined to comment.",
            ),
        );
        self.claim(
            1,
            one(
                "rumour",
                "Reports of a deployment were rumour.",
                by(3),
                Some("2024-10-21"),
                Some((3, "groundless rumour", QuoteCheck::NoSnapshot)),
                None,
                Status::Withdrawn,
                "Its speaker later took it back.",
            ),
        );
        let (zelenskiy, ours) = (Key::of_row(zelenskiy), Key::of_row(ours));
        let claims = &mut self.briefing.claims;
        claims[ours].relations.rests_on = vec![Key::of_row(0), Key::of_row(2)];
        claims[ours].relations.disputes = vec![zelenskiy];
        claims[ours].note =
            vec![Block::Paragraph(vec![text("At least 200, plus 1,000 in the week.")], self.place)];
        claims[zelenskiy].via = vec![Key::of_row(2)];
    }

    fn articles(&mut self) {
        let article = Article {
            id: ArticleId::new(ARTICLES[0]).unwrap(),
            place: self.place,
            kind: ArticleKind::News,
            title: "Three numbers, two measures: counting North Korea’s losses in Kursk".to_owned(),
            summary: Some(
                "Three officials gave three figures in ten days. Only two of them count the same thing."
                    .to_owned(),
            ),
            date: when("2024-12-28"),
            updated: Some(when("2025-04-29")),
            authors: vec!["A. Writer".to_owned()],
            author_pages: Vec::new(),
            tags: Vec::new(),
            series: None,
            original: None,
            translations: Vec::new(),
            draft: false,
            ahead: false,
            language: None,
            aliases: Vec::new(),
            contents: None,
            changes: vec![
                Change {
                    date: when("2025-01-06"),
                    text: "Claim over-3000 moved from Attributed to Disputed.".to_owned(),
                },
                Change { date: when("2024-12-28"), text: "First published.".to_owned() },
            ],
            claims: (0..6).map(Key::of_row).collect(),
            marked: [0, 1, 2, 3, 4, 6].into_iter().map(Key::of_row).collect(),
        };
        self.briefing.articles.add(article).unwrap();
        let older = Article {
            id: ArticleId::new(ARTICLES[1]).unwrap(),
            place: self.place,
            kind: ArticleKind::Report,
            title: "Денонсація чуток".to_owned(),
            summary: None,
            date: when("2024-10-22"),
            updated: None,
            authors: Vec::new(),
            author_pages: Vec::new(),
            tags: Vec::new(),
            series: None,
            original: None,
            translations: Vec::new(),
            draft: false,
            ahead: false,
            language: Some("uk".to_owned()),
            aliases: Vec::new(),
            contents: None,
            changes: Vec::new(),
            claims: vec![Key::of_row(6)],
            marked: vec![Key::of_row(6)],
        };
        self.briefing.articles.add(older).unwrap();
        let rumour = self.mark("rumour", vec![text("Чутки")]);
        let text = vec![Block::Paragraph(vec![rumour, text(".")], self.place)];
        self.briefing.texts.articles = [self.body().into(), text.into()].into_iter().collect();
    }

    pub(super) fn mark(&self, address: &str, content: Vec<Inline>) -> Inline {
        let claim = ClaimAddress::parse(address).unwrap();
        Inline::Mark { claim, content, place: self.place, piece: Piece::WHOLE }
    }

    fn link(&self, target: Target, words: &str) -> Inline {
        Inline::Link { target, title: None, content: vec![text(words)], place: self.place }
    }

    fn body(&self) -> Vec<Block> {
        let figure = FigureId::new("losses in kursk").unwrap();
        vec![
            Block::Paragraph(vec![
                text("The earliest figure is the loosest. On 17 December "),
                self.mark("hundreds", vec![text("a US official, speaking without being named, put the casualties at “several hundred”")]),
                text(". No period was given and no method described"),
                Inline::FootnoteCall("a".to_owned()),
                text(", so the phrase can only be read as a running total up to that day. Where this site has to draw it, it draws 200 to 999, and says so."),
            ], self.place),
            Block::Paragraph(vec![
                text("Six days later Ukraine’s president offered a figure several times larger. "),
                self.mark("over-3000", vec![text("Volodymyr Zelenskiy said more than 3,000 North Korean soldiers had been killed or wounded in Kursk")]),
                text(", and called the count preliminary. It is a floor rather than an estimate: it says where the total starts, not where it ends."),
            ], self.place),
            Block::Heading { level: 2, anchor: "one-week".to_owned(), content: vec![text("One week")] },
            Block::Paragraph(vec![
                text("The third number is the one most easily misread. On 27 December "),
                self.link(Target::Speaker(SpeakerId::new("john-kirby").unwrap()), "John Kirby"),
                text(" said that "),
                self.mark("week", vec![
                    text("“hopeless assaults” had left "),
                    self.mark("week-1000", vec![text("1,000 soldiers killed or wounded in the last week")]),
                ]),
                text(". That is a rate, not a total. Placed after Zelenskiy’s figure it looks like a retreat; placed after the first American one it looks like an acceleration."),
            ], self.place),
            Block::Chart { figure, caption: vec![text("What each figure counts. The week and the totals share one scale but cannot be added together.")], place: self.place },
            Block::Paragraph(vec![
                self.mark("implied", vec![text("Taken together, the two American figures imply a total somewhere above 1,200 by 27 December")]),
                text(". Kyiv’s floor, "),
                self.mark("over-3000", vec![text("the “more than 3,000”")]),
                text(", was already more than twice that. In October Pyongyang’s delegation had dismissed "),
                self.mark("денонсація/rumour", vec![text("talk of a deployment as rumour")]),
                text(". See "),
                self.link(Target::Page(PageId::new("про нас").unwrap(), Some("approach".to_owned())), "how we work"),
                text(" and "),
                self.link(Target::Source(SourceId::new("reuters-27").unwrap()), "the report"),
                text("."),
            ], self.place),
            Block::List { start: None, items: vec![vec![Block::Plain(vec![text("one")], self.place)], vec![Block::Plain(vec![Inline::Code("two".to_owned())], self.place)]] },
            Block::Table {
                columns: vec![Alignment::Natural, Alignment::End],
                head: vec![vec![text("Said")], vec![text("Number")]],
                rows: vec![vec![vec![text("17 December")], vec![text("several hundred")]]],
            },
            Block::Quote(vec![Block::Paragraph(vec![text("They lost a thousand men.")], self.place)]),
            Block::Code { language: None, text: "a < b".to_owned() },
            Block::Footnote { label: "a".to_owned(), content: vec![Block::Paragraph(vec![text("Nor since.")], self.place)] },
        ]
    }

    fn pages(&mut self) {
        let page = Page {
            id: PageId::new("про нас").unwrap(),
            place: self.place,
            title: "How we work".to_owned(),
            summary: None,
            aliases: Vec::new(),
            listed: true,
            contents: None,
        };
        self.briefing.pages.add(page).unwrap();
        let text = vec![
            Block::Heading { level: 2, anchor: "approach".to_owned(), content: vec![text("Approach")] },
            Block::Paragraph(vec![text("Words are the datum.")], self.place),
        ];
        self.briefing.texts.pages = [text.into()].into_iter().collect();
    }
}

const ARTICLES: [&str; 2] = ["three-numbers", "денонсація"];

fn claim_id(article: &str, name: &str) -> ClaimId {
    ClaimId { article: ArticleId::new(article).unwrap(), name: ClaimName::new(name).unwrap() }
}
