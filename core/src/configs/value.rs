//! Checks of a value, with Kafka's words for what is wrong.

use alloc::format;
use alloc::string::String;

use super::{Key, Kind, Rule};

impl Key {
    /// Why `value` cannot be the value of this config.
    pub(crate) fn check(&self, value: &str) -> Result<(), String> {
        let wrong = |value: &str, why: &str| {
            Err(format!("Invalid value {value} for configuration {}: {why}", self.name))
        };
        let text = value.trim();
        let number = match self.kind {
            Kind::Boolean if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") => {
                return Ok(());
            }
            Kind::Boolean => return wrong(value, "Expected value to be either true or false"),
            Kind::Int => match text.parse::<i32>() {
                Ok(number) => i64::from(number),
                Err(_) => return wrong(value, "Not a number of type INT"),
            },
            Kind::Short => match text.parse::<i16>() {
                Ok(number) => i64::from(number),
                Err(_) => return wrong(value, "Not a number of type SHORT"),
            },
            Kind::Long => match text.parse::<i64>() {
                Ok(number) => number,
                Err(_) => return wrong(value, "Not a number of type LONG"),
            },
            // Only ratios between 0 and 1 are of this type: what counts is whether they are in range.
            Kind::Double => match thousandths(text) {
                Some(number) => number,
                None => return wrong(value, "Not a number of type DOUBLE"),
            },
            Kind::String | Kind::List | Kind::Class | Kind::Password => return self.check_text(value),
        };
        match self.rule {
            Rule::AtLeast(min) if number < min => wrong(value, &format!("Value must be at least {min}")),
            Rule::Between(min, _) if number < min => {
                wrong(value, &format!("Value must be at least {}", self.shown(min)))
            }
            Rule::Between(_, max) if number > max => {
                wrong(value, &format!("Value must be no more than {}", self.shown(max)))
            }
            Rule::BetweenOr(min, max, or) if number != or && !(min..=max).contains(&number) => {
                wrong(value, &format!("Value must be between {min} and {max} or equal to {or}"))
            }
            _ => Ok(()),
        }
    }

    fn shown(&self, bound: i64) -> i64 {
        if self.kind == Kind::Double { bound / 1_000 } else { bound }
    }

    fn check_text(&self, value: &str) -> Result<(), String> {
        match self.rule {
            Rule::OneOf(choices) => {
                let parts = value
                    .split(',')
                    .map(str::trim)
                    .filter(|part| self.kind == Kind::String || !part.is_empty());
                for part in parts {
                    if !choices.contains(&part) {
                        let choices = choices.join(", ");
                        return Err(format!(
                            "Invalid value {part} for configuration {}: String must be one of: {choices}",
                            self.name
                        ));
                    }
                }
                Ok(())
            }
            Rule::ThrottledReplicas if !is_throttled_replicas(value) => Err(format!(
                "Invalid value {value} for configuration {}: {} must be the literal '*' or a list of replicas in the \
                 following format: [partitionId]:[brokerId],[partitionId]:[brokerId],...",
                self.name, self.name
            )),
            _ => Ok(()),
        }
    }
}

fn is_throttled_replicas(value: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let pair = |text: &str| text.trim().split_once(':').is_some_and(|(a, b)| number(a) && number(b));
    value.trim().is_empty() || value.trim() == "*" || value.split(',').all(pair)
}

/// A decimal number in thousandths, rounded away from the range it lies in; `None` if it is none. What is too large or too
/// small is the largest or smallest number.
pub(crate) fn thousandths(text: &str) -> Option<i64> {
    let Some((digits, exponent)) = text.split_once(['e', 'E']) else { return plain_thousandths(text) };
    let exponent: i32 = exponent.parse().ok()?;
    let mut value = plain_thousandths(digits)?;
    // Beyond this many steps nothing changes any more.
    for _ in 0..exponent.unsigned_abs().min(32) {
        value = if exponent > 0 { value.saturating_mul(10) } else { value / 10 };
    }
    Some(value)
}

fn plain_thousandths(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().unwrap_or(i64::MAX / 2_000) };
    let beyond = i64::from(fraction.bytes().skip(3).any(|digit| digit != b'0'));
    let thousandths: i64 = fraction
        .bytes()
        .chain(core::iter::repeat(b'0'))
        .take(3)
        .fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    let value = whole.saturating_mul(1_000).saturating_add(thousandths).saturating_add(beyond);
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::super::topic_key;

    fn check(name: &str, value: &str) -> Result<(), alloc::string::String> {
        topic_key(name).unwrap().check(value)
    }

    #[test]
    fn kafkas_words_for_what_is_wrong() {
        let cases = [
            (
                "retention.ms",
                "abc",
                "Invalid value abc for configuration retention.ms: Not a number of type LONG",
            ),
            (
                "retention.ms",
                "-2",
                "Invalid value -2 for configuration retention.ms: Value must be at least -1",
            ),
            (
                "cleanup.policy",
                "burn",
                "Invalid value burn for configuration cleanup.policy: String must be one of: compact, delete",
            ),
            (
                "min.insync.replicas",
                "0",
                "Invalid value 0 for configuration min.insync.replicas: Value must be at least 1",
            ),
            (
                "segment.bytes",
                "1024",
                "Invalid value 1024 for configuration segment.bytes: Value must be at least 1048576",
            ),
            (
                "min.cleanable.dirty.ratio",
                "1.0001",
                "Invalid value 1.0001 for configuration min.cleanable.dirty.ratio: Value must be no more than 1",
            ),
            (
                "preallocate",
                "yes",
                "Invalid value yes for configuration preallocate: Expected value to be either true or false",
            ),
        ];
        for (name, value, wrong) in cases {
            assert_eq!(check(name, value).unwrap_err(), wrong);
        }
    }

    #[test]
    fn good_values_pass() {
        let cases = [
            ("cleanup.policy", "delete,compact"),
            ("retention.ms", "-1"),
            ("min.cleanable.dirty.ratio", "0.5"),
            ("compression.gzip.level", "-1"),
            ("leader.replication.throttled.replicas", "0:1,1:2"),
            ("message.timestamp.type", "LogAppendTime"),
            ("preallocate", "TRUE"),
        ];
        for (name, value) in cases {
            assert_eq!(check(name, value), Ok(()), "{name}={value}");
        }
    }
}
