//! Which known name a wrong one was most likely meant to be.

/// The known name that `wrong` was most likely meant to be, or nothing when none is near.
///
/// Near is at most a third of the longer name in Damerau–Levenshtein edits, and less than all of what was written.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = wrong.chars().count();
    known
        .into_iter()
        // Names of very different lengths are not near, and need not be measured; nor are words nobody would mistype.
        .filter(|name| length <= 200 && name.chars().count().abs_diff(length) <= length.div_ceil(2))
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(edits, name)| *edits < length && *edits <= length.max(name.chars().count()).div_ceil(3))
        .min_by_key(|(edits, name)| (*edits, *name))
        .map(|(_, name)| name)
}

/// The known key that a wrong one was most likely meant to be: the nearest name, or else one that is a word of it, as `speaker`
/// is of `speaker_name`.
pub fn nearest_key<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<&'a str> {
    nearest(wrong, known.clone()).or_else(|| {
        let is_key = |word: &str| known.clone().into_iter().find(|key| key.eq_ignore_ascii_case(word));
        wrong.split(['_', '-', ' ', '.']).find_map(is_key)
    })
}

/// Whether `near`, the nearest of `known`, is all that `wrong` can have been meant to be: a slip of one or two letters in a
/// word long enough for that, with no other name as near by two edits.
///
/// Names that differ in a digit are never so: `reuters-2024-12-27` and `reuters-2024-12-28` are both right somewhere.
pub fn unmistakable<'a>(wrong: &str, near: &str, known: impl IntoIterator<Item = &'a str>) -> bool {
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let letters = wrong.chars().count();
    if letters > 200 || digits(wrong) != digits(near) {
        return false;
    }
    let edits = strsim::damerau_levenshtein(wrong, near);
    let slip = match letters {
        0..4 => false,
        4..8 => edits == 1,
        _ => edits <= 2,
    };
    slip && known.into_iter().filter(|name| *name != near).all(|name| {
        name.chars().count().abs_diff(letters) >= edits + 2
            || strsim::damerau_levenshtein(wrong, name) >= edits + 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_and_a_far_one_is_not() {
        let known = ["john-kirby", "volodymyr-zelenskiy"];
        assert_eq!(nearest("jon-kirby", known), Some("john-kirby"));
        assert_eq!(nearest("kim", known), None);
    }

    #[test]
    fn a_key_with_a_word_too_many_is_still_known() {
        let known = ["speaker", "source", "said"];
        assert_eq!(nearest_key("speaker_name", known), Some("speaker"));
        assert_eq!(nearest_key("name-of-source", known), Some("source"));
        assert_eq!(nearest_key("speker", known), Some("speaker"));
        assert_eq!(nearest_key("weather", known), None);
    }

    #[test]
    fn a_slip_is_unmistakable_and_a_choice_is_not() {
        let sure = |wrong: &str, known: &[&'static str]| {
            let near = nearest(wrong, known.iter().copied()).unwrap();
            unmistakable(wrong, near, known.iter().copied())
        };
        assert!(sure("jon-kirby", &["john-kirby", "volodymyr-zelenskiy"]));
        assert!(sure("speeker", &["speaker", "source", "said"]));
        assert!(!sure("john-kirb", &["john-kirby", "john-kirk"]), "either of two");
        assert!(!sure("reuters-2024-12-29", &["reuters-2024-12-28"]), "another day");
        assert!(!sure("sad", &["said"]), "too short to tell");
        assert!(!sure("spoken", &["speaker"]), "another word");
    }
}
