//! Reading quantities from words.

use super::{Convention, Quantity};

/// Why words are not read as a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What about them cannot be read, for the writer.
    pub reason: String,
}

/// Reads what `words` say about a number, vague words by `convention`.
///
/// # Errors
/// When the words hold a number that cannot be told from something else, or none that can be trusted: a wrong reading is
/// worse than none.
pub fn read(words: &str, language: &str, convention: Convention) -> Result<Quantity, Unreadable> {
    let _ = (words, language, convention);
    todo!()
}
