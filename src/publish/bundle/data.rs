//! A file as an address (RFC 2397).

use crate::path::RelPath;
use crate::publish::media::media_type;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// `bytes` as the address `data:…`, in the shorter of the two ways to write it.
pub(super) fn address(path: &RelPath, bytes: &[u8]) -> String {
    let kind = media_type(path).replace(' ', "");
    let encoded: usize = bytes.iter().map(|byte| if is_plain(*byte) { 1 } else { 3 }).sum();
    if encoded > bytes.len().div_ceil(3) * 4 + ";base64".len() {
        return format!("data:{kind};base64,{}", STANDARD.encode(bytes));
    }
    let mut address = format!("data:{kind},");
    for byte in bytes {
        match is_plain(*byte) {
            true => address.push(char::from(*byte)),
            false => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

/// Whether a byte can stand in an address, in an attribute and in a `url("…")` without being escaped in any of them.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$*+,;=:@/?".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_in_the_shorter_way() {
        let of = |path: &str, bytes: &[u8]| address(&RelPath::new(path).unwrap(), bytes);
        assert_eq!(of("a.csv", b"a,b\n1,2"), "data:text/csv;charset=utf-8,a,b%0A1,2");
        assert_eq!(of("a.png", &[0xff; 9]), "data:image/png;base64,////////////");
    }
}
