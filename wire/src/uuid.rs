//! Kafka's UUID: 16 bytes, shown as 22 characters of URL-safe base64.

use core::fmt;
use core::str::FromStr;

/// The id of a topic, a directory, a metrics subscription.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Uuid(pub [u8; 16]);

/// How many characters the text form takes.
pub const UUID_TEXT_LEN: usize = 22;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Uuid {
    /// All zeros: "no id".
    pub const ZERO: Uuid = Uuid([0; 16]);

    /// The two halves, the most significant first.
    pub const fn from_halves(high: u64, low: u64) -> Uuid {
        Uuid((((high as u128) << 64) | low as u128).to_be_bytes())
    }

    /// Whether this is [`Uuid::ZERO`].
    pub fn is_zero(&self) -> bool {
        *self == Uuid::ZERO
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // 128 bits and 4 bits of padding make 22 groups of 6.
        let bits = u128::from_be_bytes(self.0);
        let mut text = [0u8; UUID_TEXT_LEN];
        for (index, character) in text.iter_mut().enumerate() {
            let shift = 122 - 6 * index as i32;
            let group = if shift >= 0 { bits >> shift } else { bits << -shift };
            *character = ALPHABET[(group & 63) as usize];
        }
        f.pad(core::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is no UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UuidError {
    /// It has not 22 characters, padding aside.
    Length,
    /// A character stands outside the URL-safe base64 alphabet, or carries bits past the 16th byte.
    Character,
}

impl fmt::Display for UuidError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            UuidError::Length => "an id has 22 characters",
            UuidError::Character => {
                "an id has only letters, digits, '-' and '_', and its last four bits are zero"
            }
        })
    }
}

impl core::error::Error for UuidError {}

impl FromStr for Uuid {
    type Err = UuidError;

    fn from_str(text: &str) -> Result<Uuid, UuidError> {
        let text = text.trim_end_matches('=');
        if text.len() != UUID_TEXT_LEN {
            return Err(UuidError::Length);
        }
        let mut bits = 0u128;
        for (index, byte) in text.bytes().enumerate() {
            let group = ALPHABET.iter().position(|&known| known == byte).ok_or(UuidError::Character)? as u128;
            let shift = 122 - 6 * index as i32;
            if shift >= 0 {
                bits |= group << shift;
            } else if group & 15 != 0 {
                return Err(UuidError::Character);
            } else {
                bits |= group >> -shift;
            }
        }
        Ok(Uuid(bits.to_be_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn shows_as_kafka_shows_it() {
        let id = Uuid::from_halves(0x0011_2233_4455_6677, 0x8899_aabb_ccdd_eeff);
        assert_eq!(id.to_string(), "ABEiM0RVZneImaq7zN3u_w");
        assert_eq!("ABEiM0RVZneImaq7zN3u_w".parse(), Ok(id));
        assert_eq!(Uuid::ZERO.to_string(), "AAAAAAAAAAAAAAAAAAAAAA");
    }

    #[test]
    fn bad_texts_are_refused() {
        assert_eq!("abc".parse::<Uuid>(), Err(UuidError::Length));
        assert_eq!("ABEiM0RVZneImaq7zN3u/w".parse::<Uuid>(), Err(UuidError::Character));
        assert_eq!("ABEiM0RVZneImaq7zN3u_x".parse::<Uuid>(), Err(UuidError::Character));
    }
}
