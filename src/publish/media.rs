//! Media types (RFC 6838) by the ending of a file's name, as browsers want them. Text says that it is UTF-8, since all the
//! text we write is.

use crate::path::RelPath;

/// The media type of a file of the site.
#[must_use]
pub fn media_type(path: &RelPath) -> &'static str {
    // Notes to servers.
    if matches!(path.file_name(), "CNAME" | ".nojekyll") {
        return PLAIN;
    }
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "geojson" => "application/geo+json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "tsv" => "text/tab-separated-values; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        // Subtitles of films.
        "vtt" => "text/vtt; charset=utf-8",
        "txt" | "md" => PLAIN,
        "bib" => "application/x-bibtex; charset=utf-8",
        "yaml" | "yml" => "application/yaml; charset=utf-8",
        // Feeds: browsers show `application/xml` and offer to save `application/atom+xml`.
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "apng" => "image/apng",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "wasm" => "application/wasm",
        "gz" => "application/gzip",
        "epub" => "application/epub+zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "mov" => "video/quicktime",
        "ogv" => "video/ogg",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        _ => "application/octet-stream",
    }
}

/// Whether files of this type are text, which gets much smaller when it is compressed; pictures, films and fonts are already.
#[must_use]
pub fn is_text(media_type: &str) -> bool {
    media_type.ends_with("; charset=utf-8")
}

/// The media type of web pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// The media type of plain text.
pub const PLAIN: &str = "text/plain; charset=utf-8";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_says_that_it_is_utf_8_and_pictures_do_not() {
        let of = |path| media_type(&RelPath::new(path).unwrap());
        assert_eq!(of("articles/a/index.html"), "text/html; charset=utf-8");
        assert_eq!(of("figures/x.SVG"), "image/svg+xml; charset=utf-8");
        assert_eq!(of("a.png"), "image/png");
        assert_eq!(of("LICENCE"), "application/octet-stream");
    }

    #[test]
    fn what_a_site_of_reports_has_gets_the_type_that_browsers_show_it_by() {
        for (name, expected) in [
            ("site.webmanifest", "application/manifest+json; charset=utf-8"),
            ("claims.json", "application/json; charset=utf-8"),
            ("claims.csv", "text/csv; charset=utf-8"),
            ("font.woff2", "font/woff2"),
            ("report.PDF", "application/pdf"),
            ("film.mp4", "video/mp4"),
            ("film.vtt", "text/vtt; charset=utf-8"),
            ("film.mov", "video/quicktime"),
            ("talk.m4a", "audio/mp4"),
            ("table.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ] {
            assert_eq!(media_type(&RelPath::new(name).unwrap()), expected, "{name}");
        }
    }

    #[test]
    fn text_is_compressed_and_what_is_compressed_already_is_not() {
        for (name, text) in [
            ("a.html", true),
            ("a.svg", true),
            ("a.json", true),
            ("a.png", false),
            ("a.woff2", false),
            ("a.mp4", false),
        ] {
            assert_eq!(is_text(media_type(&RelPath::new(name).unwrap())), text, "{name}");
        }
    }
}
