//! Digests that readers can check for themselves.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write as _};
use std::sync::Arc;

/// A SHA-256 (FIPS 180-4) as 64 hexadecimal digits, as `sha256sum` prints it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Hash)]
#[serde(from = "String", into = "String")]
pub struct Sha256Hex(Arc<str>);

impl Sha256Hex {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::of_parts([bytes])
    }

    /// The digest of `parts`, one after another.
    #[must_use]
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut digest = Digesting::default();
        parts.into_iter().for_each(|part| digest.add(part));
        digest.end()
    }

    fn hex(digest: &[u8]) -> Self {
        let mut hex = String::with_capacity(64);
        for byte in digest {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        Self(hex.into())
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Sha256Hex {
    fn from(digits: String) -> Self {
        Self(digits.into())
    }
}

impl From<Sha256Hex> for String {
    fn from(digest: Sha256Hex) -> Self {
        digest.as_str().to_owned()
    }
}

impl fmt::Display for Sha256Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The digest of bytes that come one after another.
#[derive(Clone, Debug, Default)]
pub struct Digesting(Sha256);

impl Digesting {
    /// Takes the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all that were taken.
    #[must_use]
    pub fn end(self) -> Sha256Hex {
        Sha256Hex::hex(&self.0.finalize())
    }
}
