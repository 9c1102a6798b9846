//! Base64 with the alphabet for addresses and without padding (RFC 4648, section 5), as Kafka writes its ids.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as text.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let three = [0, 1, 2].map(|at| u32::from(group.get(at).copied().unwrap_or(0)));
        let bits = three[0] << 16 | three[1] << 8 | three[2];
        let letter = |at: usize| char::from(ALPHABET[(bits >> (18 - 6 * at)) as usize & 63]);
        text.extend((0..=group.len()).map(letter));
    }
    text
}

/// The bytes of a text; `None` where it is not what [`encode`] writes.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for at in 0..4 {
            bits = bits << 6 | group.get(at).map_or(Some(0), |letter| value(*letter))?;
        }
        let [_, three @ ..] = bits.to_be_bytes();
        // A lone letter is not even a byte, and what is over must be zero: one text for the same bytes.
        let whole = group.len().checked_sub(1).filter(|whole| *whole > 0)?;
        if three[whole..].iter().any(|rest| *rest != 0) {
            return None;
        }
        bytes.extend(&three[..whole]);
    }
    Some(bytes)
}

fn value(letter: u8) -> Option<u32> {
    Some(match letter {
        b'A'..=b'Z' => u32::from(letter - b'A'),
        b'a'..=b'z' => u32::from(letter - b'a') + 26,
        b'0'..=b'9' => u32::from(letter - b'0') + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_and_come_back() {
        assert_eq!(encode(b""), "");
        assert_eq!(encode(b"f"), "Zg");
        assert_eq!(encode(b"foob"), "Zm9vYg");
        assert_eq!(encode(&[251, 255, 191]), "-_-_");
        for length in 0..64_u8 {
            let bytes: Vec<u8> = (0..length).map(|n| n.wrapping_mul(37)).collect();
            assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["Z", "Zg=", "Zh", "Zm9vY", "Zm+v", "Zm 9", "Zmé", "Zm9vYh"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
