//! Media types (RFC 6838) by the ending of a file's name, as browsers want them. Text says that it is UTF-8, since all the
//! text we write is.

use crate::path::RelPath;

/// The media type of a file of the site.
#[must_use]
pub fn media_type(path: &RelPath) -> &'static str {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => PLAIN,
        "bib" => "application/x-bibtex; charset=utf-8",
        "yaml" | "yml" => "application/yaml; charset=utf-8",
        // Feeds: browsers show `application/xml` and offer to save `application/atom+xml`.
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
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
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
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
}
