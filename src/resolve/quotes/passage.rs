//! By which words a browser finds a passage.
//!
//! The directive for it (<https://wicg.github.io/scroll-to-text-fragment/>) names words that stand within one block, and the
//! browser takes the first place that has them, whatever their case, as whole words. What stands more than once is told
//! apart by what stands before or after it.

use super::copy::{Copy, Index};
use crate::model::TextPart;
use std::ops::Range;

/// The most words that are named in one stretch; longer passages give their first and last.
const WHOLE_WORDS: usize = 8;

/// The fewest words that a longer passage is named by at its start and its end.
const END_WORDS: usize = 3;

/// The most words before or after that tell two places apart.
const CONTEXT_WORDS: usize = 8;

/// The parts of a directive that lead to `places` of the copy.
pub(super) fn parts(places: &[Range<usize>], copy: &Copy<'_>) -> Vec<TextPart> {
    let index = copy.index();
    let finder = Finder { copy, index };
    let touched = places.iter().map(|place| index.touched(place)).filter(|words| !words.is_empty());
    let mut parts: Vec<TextPart> = touched.map(|words| finder.part(&words)).collect();
    parts.dedup();
    parts
}

struct Finder<'c, 's> {
    copy: &'c Copy<'s>,
    index: &'c Index,
}

impl Finder<'_, '_> {
    /// The part that leads to words of the copy, given by their numbers.
    fn part(&self, words: &Range<usize>) -> TextPart {
        let first = words.start..self.block_end(words.start).min(words.end);
        if first.end == words.end && words.len() <= WHOLE_WORDS {
            let (prefix, suffix) = self.context(words, true);
            return TextPart { prefix, start: self.written(words), end: None, suffix };
        }
        // As few words as tell the start apart, and not more than half of what there is, so that the end keeps some.
        let most = if first.end == words.end { words.len() / 2 } else { first.len().min(WHOLE_WORDS) };
        let start = (END_WORDS.min(most)..=most)
            .map(|count| words.start..words.start + count.max(1))
            .find(|start| self.is_first(start))
            .unwrap_or(words.start..words.start + most.max(1));
        let (prefix, _) = if self.is_first(&start) { (None, None) } else { self.context(&start, false) };
        let last = self.block_start(words.end - 1).max(start.end)..words.end;
        let end = (END_WORDS..=last.len().min(2 * WHOLE_WORDS))
            .map(|count| words.end - count..words.end)
            .find(|end| self.next_after(start.end, end) == Some(end.start))
            .unwrap_or(last.start.max(words.end.saturating_sub(WHOLE_WORDS))..words.end);
        let suffix = (self.next_after(start.end, &end) != Some(end.start))
            .then(|| self.after(&end, CONTEXT_WORDS))
            .flatten();
        TextPart { prefix, start: self.written(&start), end: Some(self.written(&end)), suffix }
    }

    /// What stands before and, where it is of use, after `words` and tells them apart from every other place that has them.
    fn context(&self, words: &Range<usize>, after_too: bool) -> (Option<String>, Option<String>) {
        if self.is_only(words) {
            return (None, None);
        }
        let (block_start, block_end) = (self.block_start(words.start), self.block_end(words.end - 1));
        for count in 1..=CONTEXT_WORDS {
            let before = words.start.saturating_sub(count).max(block_start);
            let after = if after_too { (words.end + count).min(block_end) } else { words.end };
            // What stands before is enough as a rule; what stands after helps at the start of a block.
            for (from, to) in [(before, words.end), (words.start, after), (before, after)] {
                if self.is_only(&(from..to)) || (count == CONTEXT_WORDS && (from, to) == (before, after)) {
                    let prefix = (from < words.start).then(|| self.written(&(from..words.start)));
                    let suffix = (to > words.end).then(|| self.written(&(words.end..to)));
                    return (prefix, suffix);
                }
            }
        }
        (None, None)
    }

    fn after(&self, words: &Range<usize>, count: usize) -> Option<String> {
        let to = (words.end + count).min(self.block_end(words.end - 1));
        (to > words.end).then(|| self.written(&(words.end..to)))
    }

    /// Whether no other place has these words.
    fn is_only(&self, words: &Range<usize>) -> bool {
        self.places(words).all(|place| place == words.start)
    }

    /// Whether no place before has these words.
    fn is_first(&self, words: &Range<usize>) -> bool {
        self.places(words).next() == Some(words.start)
    }

    /// The first place from the word `from` on that has these words.
    fn next_after(&self, from: usize, words: &Range<usize>) -> Option<usize> {
        self.places(words).find(|place| *place >= from)
    }

    /// Every place that has these words, whatever their case and the marks between them, in order.
    fn places(&self, words: &Range<usize>) -> impl Iterator<Item = usize> {
        let all = &self.index.words;
        let sought = &all[words.clone()];
        let rarest =
            (0..sought.len()).min_by_key(|&at| self.index.numbers(sought[at].key).len()).unwrap_or(0);
        let places = sought.get(rarest).map(|word| self.index.numbers(word.key));
        places.into_iter().flatten().filter_map(move |number| number.checked_sub(rarest)).filter(
            move |&start| {
                all.get(start..start + sought.len())
                    .is_some_and(|there| there.iter().zip(sought).all(|(a, b)| a.key == b.key))
            },
        )
    }

    /// The first word of the block in which a word stands.
    fn block_start(&self, word: usize) -> usize {
        let reach = word.saturating_sub(LONGEST_BLOCK);
        (reach + 1..=word).rev().find(|&at| self.starts_block(at)).unwrap_or(reach)
    }

    /// One past the last word of the block in which a word stands.
    fn block_end(&self, word: usize) -> usize {
        let reach = (word + LONGEST_BLOCK).min(self.index.words.len());
        (word + 1..reach).find(|&at| self.starts_block(at)).unwrap_or(reach)
    }

    /// Whether a blank line stands before a word.
    fn starts_block(&self, word: usize) -> bool {
        let (before, after) = (self.index.words[word - 1].range(), self.index.words[word].range());
        let text = &self.copy.original;
        let (from, to) = (self.copy.text.original(before).end, self.copy.text.original(after).start);
        text.get(from..to).is_some_and(|between| between.matches('\n').count() > 1)
    }

    fn written(&self, words: &Range<usize>) -> String {
        self.copy.written(self.index.text_of(words))
    }
}

/// How far the ends of a block are looked for; words further off are of no use.
const LONGEST_BLOCK: usize = 400;
