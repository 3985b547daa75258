//! Every link of every page leads to something that is there.

use super::{built, kursk};
use std::collections::BTreeSet;

/// The values of `attribute` in `page`, unescaped.
fn values(page: &str, attribute: &str) -> Vec<String> {
    let mark = format!(" {attribute}=\"");
    let value =
        |rest: &str| rest.split('"').next().unwrap_or_default().replace("&quot;", "\"").replace("&amp;", "&");
    page.split(&mark).skip(1).map(value).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| std::str::from_utf8(&after[..2]).unwrap());
        bytes.push(code.map_or(first, |code| u8::from_str_radix(code, 16).unwrap()));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap()
}

/// Where `href` on the page `from` leads below the output.
fn target(from: &str, href: &str) -> String {
    if let Some(path) = href.strip_prefix("/briefings/") {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        if part == ".." {
            parts.pop().expect("a link climbs out of the site");
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_to_a_file_and_a_place_that_exist() {
    let output = built(&kursk());
    let mut followed = 0;
    for (path, page) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        for href in values(page, "href").into_iter().chain(values(page, "src")) {
            if href.starts_with("https://") || href.starts_with("data:") || href.starts_with("#g-") {
                continue;
            }
            let (file, anchor) = href.split_once('#').unwrap_or((&href, ""));
            let file = if file.is_empty() { path.clone() } else { target(path, &decoded(file)) };
            let other =
                output.get(&file).unwrap_or_else(|| panic!("{path}: {href} leads to no file ({file})"));
            let ids = values(other, "id");
            assert!(anchor.is_empty() || ids.contains(&decoded(anchor)), "{path}: {href} leads to no place");
            followed += 1;
        }
    }
    assert!(followed > 200, "only {followed} links were found");
}

#[test]
fn an_id_stands_once_on_a_page() {
    for (path, page) in built(&kursk()).iter().filter(|(path, _)| path.ends_with(".html")) {
        let ids = values(page, "id");
        let different: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), different.len(), "{path}");
    }
}

#[test]
fn no_page_carries_styles_or_handlers_of_its_own() {
    for (path, page) in built(&kursk()).iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(values(page, "style").is_empty() && values(page, "onclick").is_empty(), "{path}");
    }
}

#[test]
fn only_the_page_for_lost_readers_links_from_the_root_of_the_host() {
    for (path, page) in built(&kursk()).iter().filter(|(path, _)| path.ends_with(".html")) {
        let rooted = values(page, "href").iter().any(|href| href.starts_with('/'));
        assert_eq!(rooted, path == "404.html", "{path}");
    }
}
