//! The passage of a copy that is nearest to words that it does not have.
//!
//! Words that stand seldom in the copy tell where to look; there the quote is laid along the copy word by word.

use super::copy::Index;
use super::words::Word;
use std::collections::BTreeMap;
use std::ops::Range;

/// A passage is near when words of this share of quote and passage together, weighed by their letters, stand in both in one
/// order.
const NEAR_PERCENT: u32 = 60;

/// And when they are this many: one word is never near another.
const NEAR_WORDS: usize = 2;

/// How many places are looked at closely.
const CLOSE_LOOKS: usize = 6;

/// How many places of words tell where to look.
const MOST_VOTES: usize = 65_536;

/// The longest quote that is laid along the copy to find where the passage starts and ends.
const LONGEST_LAID: usize = 1_000;

/// The nearest passage from the word `from` of the copy on, as numbers of words; nothing where none is near.
pub(super) fn nearest(quote: &[Word], copy: &Index, from: usize) -> Option<Range<usize>> {
    let mut best: Option<(u32, Range<usize>)> = None;
    for start in starts(quote, copy, from) {
        let found = if quote.len() > LONGEST_LAID {
            let end = (start + quote.len()).min(copy.words.len());
            Laid { passage: start..end, pairs: same_place(quote, &copy.words[start..end], start) }
        } else {
            lay(quote, copy, start, from)
        };
        if let Some(share) = found.nearness(quote, copy)
            && best.as_ref().is_none_or(|(most, _)| share > *most)
        {
            best = Some((share, found.passage));
        }
    }
    best.map(|(_, passage)| passage)
}

/// Words of the copy at which the quote may start, the likeliest first.
fn starts(quote: &[Word], copy: &Index, from: usize) -> Vec<usize> {
    let mut of_key: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, word) in quote.iter().enumerate() {
        of_key.entry(word.key).or_default().push(at);
    }
    let mut keys: Vec<(usize, u32)> = of_key.keys().map(|&key| (copy.numbers(key).len(), key)).collect();
    keys.sort_unstable();
    // Each place of a word speaks for the start that would put it there, a rare word louder than a common one.
    let mut votes: Vec<(i64, u32)> = Vec::new();
    for (count, key) in keys.into_iter().filter(|(count, _)| *count > 0) {
        let weight = 17 - count.ilog2().min(16);
        for place in copy.numbers(key).filter(|place| *place >= from) {
            votes.extend(of_key[&key].iter().map(|&at| (place as i64 - at as i64, weight)));
            if votes.len() >= MOST_VOTES {
                break;
            }
        }
        if votes.len() >= MOST_VOTES {
            break;
        }
    }
    votes.sort_unstable();
    // Words left out or put in move the rest, so that votes near one another count together.
    let reach = quote.len() as i64 / 2 + 2;
    let (mut sums, mut sum, mut first) = (Vec::with_capacity(votes.len()), 0, 0);
    for &(start, weight) in &votes {
        sum += weight;
        while votes[first].0 < start - reach {
            sum -= votes[first].1;
            first += 1;
        }
        sums.push((sum, std::cmp::Reverse(votes[first].0)));
    }
    let mut chosen: Vec<i64> = Vec::new();
    sums.sort_unstable();
    for (_, std::cmp::Reverse(start)) in sums.into_iter().rev() {
        if chosen.iter().all(|other| other.abs_diff(start) > reach.unsigned_abs()) {
            chosen.push(start);
            if chosen.len() == CLOSE_LOOKS {
                break;
            }
        }
    }
    chosen
        .into_iter()
        .map(|start| usize::try_from(start).unwrap_or(0).clamp(from, copy.words.len()))
        .collect()
}

/// A quote laid along a passage.
struct Laid {
    passage: Range<usize>,
    /// Words that are the same: their numbers in the quote and in the copy.
    pairs: Vec<(usize, usize)>,
}

impl Laid {
    /// The share of the weight of both that they have in common, in percent; nothing where it is not near enough.
    fn nearness(&self, quote: &[Word], copy: &Index) -> Option<u32> {
        let weight = |words: &[Word]| words.iter().map(|word| word.weight).sum::<u32>();
        let all = weight(quote) + weight(&copy.words[self.passage.clone()]);
        let common: u32 = self.pairs.iter().map(|(at, _)| quote[*at].weight).sum();
        let share = 200 * common / all.max(1);
        (share >= NEAR_PERCENT && self.pairs.len() >= NEAR_WORDS).then_some(share)
    }
}

/// Pairs of words that are the same where both texts go on without a shift.
fn same_place(quote: &[Word], passage: &[Word], start: usize) -> Vec<(usize, usize)> {
    let both = quote.iter().zip(passage).enumerate();
    both.filter(|(_, (a, b))| a.key == b.key).map(|(at, _)| (at, start + at)).collect()
}

/// Lays all of the quote along the part of the copy around `start` that fits best: a word that is the same counts for it, one
/// that is another, is left out or put in counts against it (Needleman and Wunsch, with free ends in the copy).
fn lay(quote: &[Word], copy: &Index, start: usize, from: usize) -> Laid {
    // A word in the place of another is likelier than one put in and one left out.
    const SAME: i32 = 6;
    const OTHER: i32 = -2;
    const MISSING: i32 = -3;
    let slack = quote.len() / 2 + 4;
    let first = start.saturating_sub(slack).max(from);
    let last = (start + quote.len() + slack).min(copy.words.len()).max(first);
    let window = &copy.words[first..last];
    let width = window.len() + 1;
    let mut score = vec![0_i32; width];
    let mut steps = vec![Step::Both; (quote.len() + 1) * width];
    for (row, word) in quote.iter().enumerate() {
        let mut diagonal = score[0];
        score[0] += MISSING;
        steps[(row + 1) * width] = Step::Quote;
        for column in 1..width {
            let both = diagonal + if word.key == window[column - 1].key { SAME } else { OTHER };
            diagonal = score[column];
            let (quote_only, copy_only) = (score[column] + MISSING, score[column - 1] + MISSING);
            let most = both.max(quote_only).max(copy_only);
            score[column] = most;
            steps[(row + 1) * width + column] = match most {
                most if most == both => Step::Both,
                most if most == quote_only => Step::Quote,
                _ => Step::Copy,
            };
        }
    }
    // Of passages that fit equally well, the first.
    let end = (0..width).max_by_key(|column| (score[*column], std::cmp::Reverse(*column))).unwrap_or(0);
    let (mut row, mut column, mut pairs) = (quote.len(), end, Vec::new());
    while row > 0 {
        match steps[row * width + column] {
            Step::Both => {
                (row, column) = (row - 1, column - 1);
                if quote[row].key == window[column].key {
                    pairs.push((row, first + column));
                }
            }
            Step::Quote => row -= 1,
            Step::Copy => column -= 1,
        }
    }
    pairs.reverse();
    Laid { passage: first + column..first + end, pairs }
}

/// What a step of laying takes a word from.
#[derive(Clone, Copy)]
enum Step {
    Both,
    Quote,
    Copy,
}
