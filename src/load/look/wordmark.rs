//! The picture in the place of the site's name.

use crate::diagnostic::{Diagnostic, Diagnostics, Placed, nearest};
use crate::load::fields::{Fields, text_of};
use crate::load::node::Value;
use crate::model::look::Wordmark;
use crate::path::RelPath;

/// What browsers show as a picture.
const ENDINGS: [&str; 5] = ["svg", "png", "webp", "jpg", "jpeg"];

/// Reads `wordmark`: a path below `static/`, or `{ light = …, dark = … }`; and where each is written.
pub(super) fn wordmark(theme: &mut Fields<'_, '_>) -> (Option<Wordmark>, Vec<Placed<String>>) {
    let Some(node) = theme.node("wordmark") else { return Default::default() };
    let (light, dark) = match &node.value {
        Value::Map(_) => {
            let Some(mut pair) = Fields::open(node, "a pair of pictures", node.place, theme.out) else {
                return Default::default();
            };
            let light = pair.placed_text("light");
            if pair.node("light").is_none() {
                pair.missing("light", "a light page would have no mark");
            }
            let dark = pair.placed_text("dark");
            pair.close();
            (light, dark)
        }
        _ => (text_of(node, "wordmark", theme.out), None),
    };
    let mut path = |text: &Option<Placed<String>>| {
        let text = text.as_ref()?;
        let is_picture = |path: &RelPath| ENDINGS.contains(&path.extension().unwrap_or_default());
        let path = RelPath::new(text.value.as_str()).ok().filter(is_picture);
        if path.is_none() {
            theme.out.push(not_a_picture(text));
        }
        path
    };
    let (light_path, dark_path) = (path(&light), path(&dark));
    let pictures = light.into_iter().filter(|_| light_path.is_some());
    let pictures = pictures.chain(dark.filter(|_| dark_path.is_some())).collect();
    (light_path.map(|light| Wordmark { light, dark: dark_path }), pictures)
}

fn not_a_picture(text: &Placed<String>) -> Diagnostic {
    Diagnostic::error("bad-value", "`wordmark` names no picture")
        .at(text.place, "not the path of an `.svg`, `.png`, `.webp` or `.jpg` file below `static/`")
        .with_why("it stands at the head of every page")
        .with_help(
            "write `name = \"…\"` for a name in letters, or put a picture into `static/` and name it here",
        )
}

/// The pictures that are named and not there, `there` being what stands below `static/`.
pub(in crate::load) fn missing(pictures: &[Placed<String>], there: &[&str], out: &mut Diagnostics) {
    for picture in pictures.iter().filter(|picture| !there.contains(&picture.value.as_str())) {
        let diagnostic =
            Diagnostic::error("missing-image", format!("there is no picture `{}`", picture.value))
                .at(picture.place, format!("no file `static/{}`", picture.value))
                .with_why("the head of every page would have a hole in it");
        out.push(match nearest(&picture.value, there.iter().copied()) {
            Some(near) => diagnostic.with_help(format!("the nearest is `{near}`")).with_suggestion_in(
                picture.place,
                &picture.value,
                near,
            ),
            None => diagnostic.with_help("put it into `static/`, or leave `wordmark` out"),
        });
    }
}
