mod kursk;

use super::*;
use crate::load::Overrides;
use crate::model::text::{Block, Inline};
use crate::model::{Speaking, Status};
use kursk::{empty, kursk};
use std::sync::Arc;

type Output = BTreeMap<String, String>;

fn built(briefing: &Briefing) -> Output {
    built_with(briefing, &Overrides::default(), &Files::new())
}

fn built_with(briefing: &Briefing, overrides: &Overrides, files: &Files) -> Output {
    let theme = Theme::new(overrides, files).unwrap();
    let output = render(briefing, &theme, files).unwrap_or_else(|wrong| panic!("{wrong:?}"));
    output.into_iter().map(|(path, bytes)| (path.to_string(), String::from_utf8(bytes).unwrap())).collect()
}

/// Set `ONRECORD_DUMP` to a folder to look at the pages in a browser.
#[test]
fn a_whole_site_is_rendered_twice_to_the_same_bytes() {
    let first = built(&kursk());
    assert_eq!(first, built(&kursk()));
    if let Some(folder) = std::env::var_os("ONRECORD_DUMP") {
        for (path, text) in &first {
            let path = std::path::Path::new(&folder).join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
}
