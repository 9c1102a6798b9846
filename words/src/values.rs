//! Times, lengths of time and bytes as people read them, and texts that are cut to their room.

use super::nouns::{decimal, point};
use partita_view::Micros;

/// `0:34.120`.
pub fn time(at: Micros) -> String {
    let ms = at / 1000;
    format!("{}:{:02}{}{:03}", ms / 60_000, ms / 1000 % 60, point(), ms % 1000)
}

/// A moment from what a person typed: `23.4`, `0:23.4`, `1:02:03`; with a comma too.
pub fn time_of(text: &str) -> Option<Micros> {
    let text = text.trim();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits =
        |text: &str| !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut seconds: u64 = 0;
    for (n, number) in whole.split(':').enumerate() {
        if n > 2 || !digits(number) {
            return None;
        }
        seconds = seconds.checked_mul(60)?.checked_add(number.parse().ok()?)?;
    }
    let micros = match part {
        "" if text.ends_with(['.', ',']) => return None,
        "" => 0,
        part if digits(part) && part.len() <= 6 => {
            part.parse::<u64>().ok()? * 10_u64.pow(6 - u32::try_from(part.len()).ok()?)
        }
        _ => return None,
    };
    seconds.checked_mul(1_000_000)?.checked_add(micros)
}

/// `0:34`.
pub fn short_time(at: Micros) -> String {
    let seconds = at / 1_000_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// A length of time with the unit that suits it: `350 µs`, `3 ms`, `1.5 s`.
pub fn span(length: Micros) -> String {
    match length {
        0..1000 => format!("{length} µs"),
        1000..1_000_000 => format!("{} ms", length / 1000),
        _ => {
            let tenths = length / 100_000;
            if tenths.is_multiple_of(10) {
                format!("{} s", tenths / 10)
            } else {
                format!("{} s", decimal(tenths))
            }
        }
    }
}

/// Text with at most so many letters; what is cut is marked.
pub fn fit(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.into();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    if kept.is_empty() { kept } else { format!("{}…", kept.trim_end()) }
}

/// Bytes as a person reads them: text where it is text without control characters, else hexadecimal.
pub fn bytes(bytes: &[u8]) -> String {
    const SHOWN: usize = 64;
    let shown = &bytes[..bytes.len().min(SHOWN)];
    let more = if bytes.len() > SHOWN { "…" } else { "" };
    match std::str::from_utf8(shown) {
        Ok(text) if !text.chars().any(char::is_control) => format!("{}{more}", super::keeping::plainly(text)),
        _ => format!("{}{more}", hex(shown)),
    }
}

/// `00 0a ff`.
pub fn hex(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_numbers() {
        assert_eq!(time(34_120_000), "0:34.120");
        assert_eq!(time(754_003_999), "12:34.003");
        assert_eq!(
            [span(350), span(3_000), span(1_500_000), span(9_000_000)],
            ["350 µs", "3 ms", "1.5 s", "9 s"]
        );
    }

    #[test]
    fn a_time_is_read_as_it_is_written() {
        assert_eq!(time_of("0:23.4"), Some(23_400_000));
        assert_eq!(time_of(" 12:34.003 "), Some(754_003_000));
        assert_eq!(time_of("1:00:01,5"), Some(3_601_500_000));
        assert_eq!(time_of("7"), Some(7_000_000));
        for wrong in ["", "x", "1:", ":1", "1.", "-1", "1.2.3", "1:2:3:4", "99999999999", "1.1234567"] {
            assert_eq!(time_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn bytes_are_text_or_hexadecimal() {
        assert_eq!(bytes(b"key1"), "key1");
        assert_eq!(bytes(&[0, 255]), "00 ff");
        assert_eq!(bytes(b"a\nb"), "61 0a 62");
        assert!(bytes(&[b'x'; 1000]).ends_with('…'));
    }

    #[test]
    fn long_words_are_cut_and_say_so() {
        assert_eq!(fit("consumergroup1", 20), "consumergroup1");
        assert_eq!(fit("consumergroup1", 6), "consu…");
        assert_eq!(fit("anything", 0), "");
    }
}
