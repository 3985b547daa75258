//! The texts that diagnostics point into.

use crate::path::RelPath;
use std::ops::Range;
use std::sync::Arc;

/// Which of the [`Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A text file of the site as it was read.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it is below the site's folder.
    pub path: RelPath,
    /// Its whole text.
    pub text: Arc<str>,
}

/// A stretch of bytes of one file, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// The bytes `range` of `file`. Offsets beyond 4 GiB are cut off: no text that long is read.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: cut(range.start), end: cut(range.end) }
    }

    /// Whether `other` starts within this place.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.file == other.file
            && self.start <= other.start
            && (other.start < self.end || other.start == self.start)
    }

    /// From the start of this place to the end of `other`, which stands after it in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }

    /// The bytes in the file.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placed<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub place: Place,
}

impl<T> Placed<T> {
    /// `value`, read at `place`.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: f(self.value), place: self.place }
    }
}

/// All texts of a site; places point into them.
#[derive(Clone, Debug, Default)]
pub struct Files(Vec<File>);

impl Files {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a text and says by which id it is known.
    pub fn add(&mut self, path: RelPath, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(File { path, text: text.into() });
        id
    }

    /// The file with this id.
    #[must_use]
    pub fn get(&self, id: FileId) -> &File {
        &self.0[id.0 as usize]
    }

    /// The text at a place.
    #[must_use]
    pub fn text(&self, place: Place) -> &str {
        self.get(place.file).text.get(place.range()).unwrap_or_default()
    }

    /// Line and column of a place's start, both from 1; columns count characters.
    #[must_use]
    pub fn line_column(&self, place: Place) -> (usize, usize) {
        let text = &self.get(place.file).text;
        let before = text.get(..place.start as usize).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// All files in the order in which they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, File> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_and_column_count_characters_from_one() {
        let mut files = Files::new();
        let file = files.add(RelPath::new("a.md").unwrap(), "перший\nдругий");
        let place = Place::new(file, "перший\nдр".len().."перший\nдругий".len());
        assert_eq!(files.line_column(place), (2, 3));
        assert_eq!(files.text(place), "угий");
    }
}
