//! Java's doubles as text. They are only read and written here; nothing is computed with them.

use alloc::format;
use alloc::string::String;

use partita_wire::F64Bits;

/// `Double.parseDouble`, for decimal numbers and the two words.
pub(super) fn parse(text: &str) -> Option<F64Bits> {
    let text = text.trim();
    let number = text.strip_suffix(['d', 'D', 'f', 'F']).unwrap_or(text);
    let is_decimal = number.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    let value = match text {
        _ if is_decimal => number.parse::<f64>().ok()?,
        "NaN" => f64::NAN,
        "Infinity" | "+Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        _ => return None,
    };
    Some(F64Bits(value.to_bits()))
}

/// `Double.toString`: with a fraction always, and with an exponent where it is small or large.
pub(super) fn text(value: F64Bits) -> String {
    let value = f64::from_bits(value.0);
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    let size = value.abs();
    if value == 0.0 || (1e-3..1e7).contains(&size) {
        return format!("{value:?}");
    }
    let scientific = format!("{value:E}");
    match scientific.split_once('E') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0E{exponent}"),
        _ => scientific,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_java_writes_them() {
        let cases = [
            ("1024", "1024.0"),
            ("0.5", "0.5"),
            ("12.50", "12.5"),
            ("10000000", "1.0E7"),
            ("9999999", "9999999.0"),
            ("12345678", "1.2345678E7"),
            ("0.0001", "1.0E-4"),
            ("1e3", "1000.0"),
            (" 7d ", "7.0"),
            ("-2", "-2.0"),
            ("Infinity", "Infinity"),
            ("NaN", "NaN"),
        ];
        for (given, expected) in cases {
            assert_eq!(text(parse(given).unwrap()), expected, "{given}");
        }
        for wrong in ["", "abc", "inf", "1,0", "1e", "--1"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
