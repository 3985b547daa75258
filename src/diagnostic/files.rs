//! The texts that diagnostics point into.

use crate::path::RelPath;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

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
    /// Where each line starts, counted when it is first asked for: a thousand diagnostics in a long text look here and not
    /// through the text.
    lines: OnceLock<Arc<[u32]>>,
}

impl File {
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let starts = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(starts).map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect()
        })
    }

    /// The line that holds byte `offset`, from 0.
    fn line_of(&self, offset: u32) -> usize {
        self.lines().partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Where line `line`, from 0, starts; the end of the text for lines below the last.
    fn start_of(&self, line: usize) -> usize {
        self.lines().get(line).map_or(self.text.len(), |start| *start as usize)
    }
}

/// A point in a text for people and editors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// The line, from 1.
    pub line: usize,
    /// How many characters of the line stand before it, and one. Characters are Unicode scalar values.
    pub column: usize,
}

/// A stretch of bytes of one file, on character boundaries.
///
/// It feeds no hash: where something stands is no part of what it says, so that a record whose place has moved and that says the
/// same has the same hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

impl Hash for Place {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// A value and the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
        self.0.push(File { path, text: text.into(), lines: OnceLock::new() });
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
        let (start, _) = self.points(place);
        (start.line, start.column)
    }

    /// Where a place starts, and the point after its last character.
    #[must_use]
    pub fn points(&self, place: Place) -> (Point, Point) {
        let file = self.get(place.file);
        (point(file, place.start), point(file, place.end.max(place.start)))
    }

    /// The whole lines from `first` to `last`, from 1 and both included, without the last line end, and where they start in
    /// the text.
    #[must_use]
    pub fn lines(&self, file: FileId, first: usize, last: usize) -> (usize, &str) {
        let file = self.get(file);
        let start = file.start_of(first.saturating_sub(1));
        let text = &file.text[start..file.start_of(last).max(start)];
        (start, text.strip_suffix('\n').unwrap_or(text))
    }

    /// The files whose text is another one in `later`, or that are gone there or have another id.
    #[must_use]
    pub fn changed_in(&self, later: &Self) -> BTreeSet<FileId> {
        let same = |one: &File, other: &File| one.path == other.path && one.text == other.text;
        let pairs = self.0.iter().enumerate().map(|(at, file)| (at, file, later.0.get(at)));
        pairs
            .filter(|(_, file, after)| !after.is_some_and(|after| same(file, after)))
            .map(|(at, ..)| FileId(u32::try_from(at).unwrap_or(u32::MAX)))
            .collect()
    }

    /// All files in the order in which they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, File> {
        self.0.iter()
    }
}

fn point(file: &File, offset: u32) -> Point {
    let offset = usize::try_from(offset).unwrap_or(usize::MAX).min(file.text.len());
    let line = file.line_of(u32::try_from(offset).unwrap_or(u32::MAX));
    let before = file.text.get(file.start_of(line)..offset).unwrap_or_default();
    Point { line: line + 1, column: before.chars().count() + 1 }
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
        let (_, end) = files.points(place);
        assert_eq!(end, Point { line: 2, column: 7 });
    }

    #[test]
    fn a_place_at_the_very_end_and_one_beyond_it_have_a_line() {
        let mut files = Files::new();
        let file = files.add(RelPath::new("a.md").unwrap(), "one\ntwo\n");
        assert_eq!(files.line_column(Place::new(file, 8..8)), (3, 1));
        assert_eq!(files.line_column(Place::new(file, 80..90)), (3, 1));
        assert_eq!(files.lines(file, 1, 2), (0, "one\ntwo"));
        assert_eq!(files.lines(file, 2, 2), (4, "two"));
        assert_eq!(files.lines(file, 3, 9), (8, ""));
    }
}
