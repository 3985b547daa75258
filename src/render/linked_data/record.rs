//! Speakers and sources. A page about one of them is not that one itself, so each has an address of its own: that of the place on
//! its page that names it, `#this`.

use super::{Graph, date, id, list, node, optional, text};
use crate::model::{Key, Source, SourceKind, Speaker, SpeakerKind};
use crate::render::links;
use crate::render::source::reachable;
use serde_json::Value;

const ITSELF: &str = "this";

impl Graph<'_> {
    fn speaker_address(&self, key: Key<Speaker>) -> String {
        self.at.to_part(&links::speaker(&self.briefing().speakers[key].id), ITSELF)
    }

    fn source_address(&self, key: Key<Source>) -> String {
        self.at.to_part(&links::source(&self.briefing().sources[key].id), ITSELF)
    }

    /// Puts a speaker into the graph, and says its address.
    pub(super) fn speaker(&mut self, key: Key<Speaker>) -> String {
        let address = self.speaker_address(key);
        if self.speakers.insert(key) {
            let node = self.speaker_node(key, false);
            self.nodes.push(node);
        }
        address
    }

    /// Puts a source into the graph, and says its address.
    pub(super) fn source(&mut self, key: Key<Source>) -> String {
        let address = self.source_address(key);
        if self.sources.insert(key) {
            let node = self.source_node(key, false);
            self.nodes.push(node);
        }
        address
    }

    pub(super) fn speaker_page(&mut self, key: Key<Speaker>) {
        let this = Some(id(self.speaker_address(key)));
        self.nodes.push(node("ProfilePage", [("@id", self.here()), ("mainEntity", this)]));
        let node = self.speaker_node(key, true);
        self.nodes.push(node);
    }

    pub(super) fn source_page(&mut self, key: Key<Source>) {
        let this = Some(id(self.source_address(key)));
        self.nodes.push(node("WebPage", [("@id", self.here()), ("mainEntity", this)]));
        let node = self.source_node(key, true);
        self.nodes.push(node);
    }

    /// A speaker; `whole` on its own page.
    fn speaker_node(&self, key: Key<Speaker>, whole: bool) -> Value {
        let speaker = &self.briefing().speakers[key];
        let is_person = is_person(speaker);
        let role = optional(speaker.role.as_ref());
        let (office, described) = if is_person { (role, None) } else { (None, role) };
        let unnamed = || text(speaker.description.as_ref().unwrap_or(&speaker.name));
        let url = speaker.url.as_ref().and_then(|url| links::external(&url.value)).filter(|_| whole);
        node(
            if is_person { "Person" } else { organisation(speaker.kind) },
            [
                ("@id", Some(Value::from(self.speaker_address(key)))),
                ("name", text(&speaker.name).filter(|_| speaker.named)),
                ("jobTitle", office),
                ("description", if speaker.named { described } else { unnamed() }),
                ("url", url.map(Value::from)),
            ],
        )
    }

    /// A source; `whole` on its own page.
    fn source_node(&self, key: Key<Source>, whole: bool) -> Value {
        let source = &self.briefing().sources[key];
        let publisher = source.publisher.as_ref().map(|name| node("Organization", [("name", text(name))]));
        // Who may be an institution is called neither, and is left to readers of the page.
        let authors = source.authors.iter().filter(|name| source.imprint.people.contains_key(*name));
        let authors: Vec<Value> =
            authors.filter(|_| whole).map(|name| node("Person", [("name", text(name))])).collect();
        let archives = source.archives.iter().filter_map(|archive| links::external(&archive.url.value));
        let url = reachable(source);
        let archives: Vec<Value> = archives.filter(|_| whole || url.is_none()).map(Value::from).collect();
        node(
            work(source.kind),
            [
                ("@id", Some(Value::from(self.source_address(key)))),
                ("name", text(&source.title)),
                ("url", url.map(Value::from)),
                ("author", list(authors)),
                ("publisher", publisher),
                ("datePublished", date(source.published.as_ref())),
                ("inLanguage", optional(source.language.as_ref()).filter(|_| whole)),
                ("archivedAt", list(archives)),
            ],
        )
    }
}

/// Whether a speaker is somebody rather than a body. Of armed forces and media, who may be either, those with an office are.
fn is_person(speaker: &Speaker) -> bool {
    match speaker.kind {
        SpeakerKind::Official | SpeakerKind::Expert | SpeakerKind::Witness => true,
        SpeakerKind::Military | SpeakerKind::Media => speaker.role.is_some() || !speaker.named,
        SpeakerKind::Agency | SpeakerKind::State | SpeakerKind::Organisation => false,
    }
}

fn organisation(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Agency | SpeakerKind::State => "GovernmentOrganization",
        SpeakerKind::Media => "NewsMediaOrganization",
        _ => "Organization",
    }
}

fn work(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Article => "NewsArticle",
        SourceKind::Post => "SocialMediaPosting",
        SourceKind::Report => "Report",
        SourceKind::Dataset => "Dataset",
        SourceKind::Video => "VideoObject",
        SourceKind::Audio => "AudioObject",
        SourceKind::Image => "ImageObject",
        SourceKind::Book => "Book",
        SourceKind::Paper => "ScholarlyArticle",
        SourceKind::Document => "DigitalDocument",
        SourceKind::Web => "WebPage",
        SourceKind::Transcript | SourceKind::Interview => "CreativeWork",
    }
}
