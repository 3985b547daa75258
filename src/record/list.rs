//! Lists as somebody may have left them: what can be read of them, and without holding what cannot in memory.

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// The entries of a list that are `T`; none where there is no list.
#[derive(Debug)]
pub(super) struct List<T>(pub(super) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// An entry that is `T` or is not.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Entry<T> {
    Known(T),
    Other(IgnoredAny),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader(PhantomData))
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<List<T>, A::Error> {
        let mut list = List::default();
        while let Some(entry) = entries.next_element()? {
            match entry {
                Entry::Known(entry) => list.0.push(entry),
                Entry::Other(IgnoredAny) => {}
            }
        }
        Ok(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<List<T>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(List::default())
    }

    fn visit_unit<E>(self) -> Result<List<T>, E> {
        Ok(List::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<List<T>, E> {
        Ok(List::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<List<T>, E> {
        Ok(List::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<List<T>, E> {
        Ok(List::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<List<T>, E> {
        Ok(List::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<List<T>, E> {
        Ok(List::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_entry_is_passed_over_and_what_is_no_list_is_empty() {
        let read = |json: &str| serde_json::from_str::<List<u8>>(json).unwrap().0;
        assert_eq!(read(r#"[1, "a", {"b": [2]}, 300, null, 3]"#), [1, 3]);
        for other in ["null", "true", "-1", "5", "1.5", r#""a""#, r#"{"a": [1]}"#] {
            assert!(read(other).is_empty(), "{other}");
        }
        assert!(serde_json::from_str::<List<u8>>("[1, 2").is_err());
    }
}
