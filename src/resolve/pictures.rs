//! Pictures in texts: each is a file of the site that can be shown.

use super::links::{file, joined, lead, name_with_hash};
use super::names::{Names, texts};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest, unmistakable};
use crate::model::text::Target;
use crate::model::{ArticleId, Picture, PictureSize};
use crate::path::RelPath;
use crate::picture::Broken;

/// What a text says of a picture, to be filled in.
type Shown<'a> = (&'a mut PictureSize, &'a mut Option<Box<Picture>>);

/// Finds the file of a picture; one that is told of keeps its target, which is printed as its words.
pub(super) fn find(
    target: &mut Target,
    place: Place,
    (size, picture): Shown<'_>,
    folder: &str,
    article: Option<&ArticleId>,
    names: &Names,
    out: &mut Diagnostics,
) {
    let Target::File { path, fragment } = target else {
        return lead(target, place, folder, article, names, out);
    };
    let reason = match file(path, fragment.clone(), folder, names) {
        Ok(Target::Asset(found)) => {
            if let Some(word) = &fragment {
                *size = size_of(word, place, out);
            }
            *picture = seen(&found, place, names, out).map(Box::new);
            *target = Target::Asset(found);
            return;
        }
        Ok(_) => "a text is no picture".to_owned(),
        Err(reason) => reason,
    };
    let with_hash = name_with_hash(path, fragment.take(), folder, names);
    let near = nearest_file(path, folder, names);
    out.push(
        Diagnostic::error("missing-image", "this picture is not there")
            .at(place, reason)
            .with_why("readers would see its words in its place, or nothing")
            .with_help(match near {
                _ if with_hash.is_some() => with_hash.unwrap_or_default(),
                Some(near) => format!("the nearest file is `content/{near}`"),
                None => "put the file beside this one and name it: `![what it shows](photo.jpg)`".to_owned(),
            }),
    );
}

/// The file of the site that a path most likely means: one beside it with a name like it, else one of its name elsewhere.
fn nearest_file(path: &str, folder: &str, names: &Names) -> Option<String> {
    let full = joined(folder, path)?;
    let wanted = RelPath::new(full.strip_prefix("pages/").unwrap_or(&full)).ok()?;
    let folder_of = |path: &RelPath| path.as_str().rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let beside = names.attachments.keys().filter(|file| folder_of(file) == folder_of(&wanted));
    let of_folder = folder_of(&wanted).unwrap_or_default();
    let known = || texts(beside.clone().map(RelPath::file_name));
    let name = names.near.to("picture", &of_folder, wanted.file_name(), known);
    let near = beside.clone().find(|file| Some(file.file_name()) == name.as_deref());
    let elsewhere = || names.attachments.keys().find(|file| file.file_name() == wanted.file_name());
    let near = near.or_else(elsewhere)?.as_str();
    // The files of pages lose their folder in the output.
    Some(if near.starts_with("articles/") { near.to_owned() } else { format!("pages/{near}") })
}

fn size_of(word: &str, place: Place, out: &mut Diagnostics) -> PictureSize {
    let names = PictureSize::NAMES.map(|(name, _)| name);
    if let Some((_, size)) = PictureSize::NAMES.iter().find(|(name, _)| *name == word) {
        return *size;
    }
    let diagnostic = Diagnostic::error("unknown-word", format!("`#{word}` is no size of a picture"))
        .at(place, "not known")
        .with_why("behind the name of a picture stands how large it is to be");
    out.push(match nearest(word, names) {
        Some(near) => {
            diagnostic.with_help(format!("the nearest is `#{near}`")).safe_if(unmistakable(word, near, names))
        }
        None => {
            diagnostic.with_help("write `#wide` or `#small`, or leave it out: it is then as wide as the text")
        }
    });
    PictureSize::default()
}

/// What is known of a picture; what is wrong with it is told where it is to be shown.
fn seen(path: &RelPath, place: Place, names: &Names, out: &mut Diagnostics) -> Option<Picture> {
    let picture = match names.attachments.get(path)?.as_ref()? {
        Ok(picture) => picture.clone(),
        Err(broken) => {
            out.push(told(broken, path, place));
            return None;
        }
    };
    if picture.is_located {
        out.push(
            Diagnostic::warning("picture-tells-place", "this picture says where it was taken")
                .at(place, "the camera wrote its position into the file")
                .with_why("whoever saves it can read it off: where a source lives, where you stood")
                .with_help("take it out of the file, as with `exiftool -gps:all= FILE`; or allow it where the place is no secret"),
        );
    }
    Some(picture)
}

fn told(broken: &Broken, path: &RelPath, place: Place) -> Diagnostic {
    match broken {
        Broken::Unreadable(why) => {
            Diagnostic::error("broken-picture", format!("`{}` cannot be shown", path.file_name()))
                .at(place, why.clone())
                .with_why("browsers would show its words in its place, or half of it")
                .with_help("save it again as JPEG, PNG or WebP")
        }
        Broken::Huge(width, height) => {
            Diagnostic::error("huge-picture", format!("`{}` has {width} × {height} pixels", path.file_name()))
                .at(place, "more than 64 million")
                .with_why("unpacked it would fill the memory of a phone, and that of whoever builds the site")
                .with_help("save it smaller; no screen shows more than a few thousand pixels on a side")
        }
    }
}
