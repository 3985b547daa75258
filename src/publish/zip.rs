//! A site as a zip: the folder with its relative links, below one folder, the same bytes for the same site.
//!
//! It is safe to unpack: every name is a [`RelPath`], hence none is absolute or climbs; there are no links, and nothing can be run.

use super::html::read;
use super::policy::{Policy, Reach};
use super::{PublishError, Sink};
use crate::path::RelPath;
use crate::record::{Account, RECORD_NAME, Record};
use crate::render::html::escaped;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// Records longer than this are not read.
const LONGEST_RECORD: u64 = 128 * 1024 * 1024;

/// Takes the files of a site and makes a zip of them.
#[derive(Debug)]
pub struct Zip {
    top: RelPath,
    files: BTreeMap<RelPath, Vec<u8>>,
    record: Record,
}

impl Zip {
    /// An empty one, with `top` as the folder that it unpacks to.
    #[must_use]
    pub fn new(top: RelPath) -> Self {
        Self { top, files: BTreeMap::new(), record: Record::default() }
    }
}

impl Sink for Zip {
    type Done = Vec<u8>;

    fn sends_pages(&self) -> bool {
        false
    }

    fn put(&mut self, path: &RelPath, bytes: Vec<u8>) -> Result<(), PublishError> {
        let bytes = match path.extension() {
            Some("html") => with_policy(bytes),
            _ => bytes,
        };
        self.record.add(path, &bytes)?;
        self.files.insert(path.clone(), bytes);
        Ok(())
    }

    fn finish(mut self, account: Account) -> Result<Vec<u8>, PublishError> {
        self.record.set_account(account);
        self.files.insert(Record::path(), self.record.to_json());
        packed(&self.top, &self.files).map_err(|error| {
            PublishError::machine("make the zip", self.top.as_str())(std::io::Error::other(error))
        })
    }
}

fn packed(top: &RelPath, files: &BTreeMap<RelPath, Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The time that zips begin at, and permissions as they are everywhere: neither the clock nor the machine shows.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    for (path, bytes) in files {
        let large = bytes.len() > u32::MAX as usize;
        zip.start_file(format!("{top}/{path}"), options.large_file(large))?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Whether `bytes` are a zip that we made: it has our record in its one folder.
pub(super) fn is_ours(bytes: &[u8]) -> bool {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let record =
        zip.file_names().find(|name| name.split_once('/').is_some_and(|(_, rest)| rest == RECORD_NAME));
    let Some(record) = record.map(str::to_owned) else { return false };
    let mut json = Vec::new();
    let read = zip.by_name(&record).map(|file| file.take(LONGEST_RECORD).read_to_end(&mut json));
    matches!(read, Ok(Ok(_))) && Record::from_json(&json).is_some()
}

/// The page with its policy as the first thing in its head. One that states a policy of its own keeps it.
fn with_policy(page: Vec<u8>) -> Vec<u8> {
    let Ok(html) = std::str::from_utf8(&page) else { return page };
    let Some(at) = start_of_head(html) else { return page };
    let policy = escaped(&Policy::of(&read(html)).to_header(Reach::Folder));
    let tag = format!("\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    [&html[..at], &tag, &html[at..]].concat().into_bytes()
}

/// Where the head begins; nothing when there is none, or a policy is stated already.
fn start_of_head(html: &str) -> Option<usize> {
    let mut start = None;
    for Ok(token) in Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()) {
        match token {
            Token::StartTag(tag) if &**tag.name == b"head" => start = start.or(Some(tag.span.end)),
            Token::StartTag(tag) if &**tag.name == b"meta" => {
                let of = tag
                    .attributes
                    .get(b"http-equiv".as_slice())
                    .map(|value| value.value.to_ascii_lowercase());
                if of.is_some_and(|of| of == b"content-security-policy") {
                    return None;
                }
            }
            Token::StartTag(tag) if &**tag.name == b"body" => break,
            Token::EndTag(tag) if &**tag.name == b"head" => break,
            _ => {}
        }
    }
    start
}
