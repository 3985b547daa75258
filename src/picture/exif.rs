//! What cameras write into pictures (Exif 2.3, which is laid out as a TIFF).

/// The tag that leads to where a picture was taken.
const GPS: u16 = 0x8825;

/// Whether `exif` says where the picture was taken.
pub(super) fn is_located(exif: &[u8]) -> bool {
    gps(exif).is_some_and(|entries| entries > 0)
}

/// How many entries there are on the place.
fn gps(exif: &[u8]) -> Option<u16> {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let is_little = match exif.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let bytes: [u8; 4] = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
        let value = if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) };
        usize::try_from(value).ok()
    };
    let first = long(4)?;
    let entries = usize::from(short(first)?);
    let mut places = (0..entries).map(|n| first + 2 + 12 * n);
    let entry = places.find(|at| short(*at) == Some(GPS))?;
    short(long(entry + 8)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_where_it_was_taken_only_if_there_is_something_on_the_place() {
        let exif = |entries: u8| {
            let mut exif = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0".to_vec();
            exif.extend([entries, 0]);
            exif
        };
        assert!(is_located(&exif(4)));
        assert!(!is_located(&exif(0)));
        for end in 0..exif(4).len() {
            assert!(!is_located(&exif(4)[..end]), "{end}");
        }
    }
}
