//! Dates: log lines, `--to-datetime`, `--by-duration`.

use alloc::format;
use alloc::string::String;

use partita_view::civil;

const DAY_MS: i64 = 86_400_000;

/// `2026-01-01 00:00:05,123`: the time in Kafka's log lines, in UTC.
pub(crate) fn log_time(wall_ms: i64) -> String {
    let (days, ms) = (wall_ms.div_euclid(DAY_MS), wall_ms.rem_euclid(DAY_MS));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02},{:03}", ms % 1_000)
}

/// A line as the tools' logging writes it.
pub(crate) fn log_line(wall_ms: i64, level: &str, text: &str, logger: &str) -> String {
    format!("[{}] {level} {text} ({logger})\n", log_time(wall_ms))
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let month = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * month + 2) / 5 + day - 1;
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    era * 146_097 + of_era - 719_468
}

/// Whether `--to-datetime` of the tools takes it.
#[must_use]
pub fn is_datetime(text: &str) -> bool {
    parse_datetime(text).is_ok()
}

/// Whether `--by-duration` of the tools takes it.
#[must_use]
pub fn is_duration(text: &str) -> bool {
    parse_duration(text).is_some()
}

/// What Kafka's `Utils.getDateTime` reads: `YYYY-MM-DDThh:mm:ss[.sss]`, then nothing (UTC), `Z`, `+hh`, `+hhmm` or
/// `+hh:mm`. Milliseconds since 1970, or the message of its ParseException.
pub(crate) fn parse_datetime(text: &str) -> Result<i64, String> {
    let Some((date, time)) = text.split_once('T') else {
        return Err("Error parsing timestamp. It does not contain a 'T' according to ISO8601 format".into());
    };
    let unparseable = || format!("Unparseable date: \"{text}\"");
    let zone_at = time.find(['+', '-', 'Z']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone_at);
    let zone_ms = zone_offset(zone).ok_or_else(unparseable)?;
    let mut date = date.splitn(3, '-');
    let mut clock = time.splitn(3, ':');
    let mut fields = [0; 5];
    let parts = [date.next(), date.next(), date.next(), clock.next(), clock.next()];
    for (field, part) in fields.iter_mut().zip(parts) {
        *field = part.and_then(number).ok_or_else(unparseable)?;
    }
    let (seconds, millis) = seconds(clock.next().unwrap_or("")).ok_or_else(unparseable)?;
    let [year, month, day, hour, minute] = fields;
    if year > 9_999 || !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 24 || minute > 59 {
        return Err(unparseable());
    }
    let of_day = ((hour * 60 + minute) * 60 + seconds) * 1_000 + millis;
    Ok(days_from_civil(year, month, day) * DAY_MS + of_day - zone_ms)
}

fn seconds(text: &str) -> Option<(i64, i64)> {
    let (seconds, millis) = text.split_once('.').unwrap_or((text, "0"));
    let seconds = number(seconds).filter(|seconds| *seconds < 60)?;
    Some((seconds, number(millis).filter(|millis| *millis < 1_000)?))
}

fn zone_offset(zone: &str) -> Option<i64> {
    if zone.is_empty() || zone == "Z" {
        return Some(0);
    }
    let (sign, digits) = zone.split_at(1);
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        2 => (number(&digits)?, 0),
        4 => (number(digits.get(..2)?)?, number(digits.get(2..)?)?),
        _ => return None,
    };
    let ms = (hours * 60 + minutes) * 60_000;
    Some(if sign == "-" { -ms } else { ms })
}

/// What Java's `Duration.parse` reads: `PnDTnHnMn.nS`, in milliseconds.
pub(crate) fn parse_duration(text: &str) -> Option<i64> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let rest = rest.strip_prefix(['P', 'p'])?;
    let (days, clock) = match rest.split_once(['T', 't']) {
        Some((days, clock)) => (days, Some(clock)),
        None => (rest, None),
    };
    let mut total: i64 = 0;
    let mut any = false;
    if !days.is_empty() {
        let days: i64 = days.strip_suffix(['D', 'd'])?.parse().ok()?;
        total = days.checked_mul(DAY_MS)?;
        any = true;
    }
    if let Some(mut clock) = clock {
        for (unit, ms) in [('H', 3_600_000), ('M', 60_000), ('S', 1_000)] {
            let at = clock.find([unit, unit.to_ascii_lowercase()]);
            let Some((amount, after)) = at.map(|at| (&clock[..at], &clock[at + 1..])) else { continue };
            let part = if unit == 'S' {
                fraction_ms(amount)?
            } else {
                amount.parse::<i64>().ok()?.checked_mul(ms)?
            };
            total = total.checked_add(part)?;
            (clock, any) = (after, true);
        }
        if !clock.is_empty() {
            return None;
        }
    }
    if !any {
        return None;
    }
    if negative { total.checked_neg() } else { Some(total) }
}

fn fraction_ms(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let negative = whole.starts_with('-');
    let whole: i64 = whole.parse().ok()?;
    let mut ms = 0;
    for place in 0..3 {
        let digit =
            fraction.as_bytes().get(place).map_or(Some(0), |b| b.is_ascii_digit().then(|| b - b'0'))?;
        ms = ms * 10 + i64::from(digit);
    }
    whole.checked_mul(1_000)?.checked_add(if negative { -ms } else { ms })
}

/// A number of at most nine digits, and nothing else.
fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_log_lines() {
        assert_eq!(log_time(0), "1970-01-01 00:00:00,000");
        assert_eq!(log_time(1_767_225_605_123), "2026-01-01 00:00:05,123");
        assert_eq!(log_time(951_782_400_000), "2000-02-29 00:00:00,000");
        let line = log_line(1_767_225_605_123, "WARN", "text", "a.Logger");
        assert_eq!(line, "[2026-01-01 00:00:05,123] WARN text (a.Logger)\n");
    }

    #[test]
    fn datetimes() {
        assert_eq!(parse_datetime("2026-01-01T00:00:05.123"), Ok(1_767_225_605_123));
        assert_eq!(parse_datetime("2026-01-01T00:00:05Z"), Ok(1_767_225_605_000));
        assert_eq!(parse_datetime("2026-01-01T01:00:05.123+01:00"), Ok(1_767_225_605_123));
        assert_eq!(parse_datetime("2026-01-01T00:00:05.123-0100"), Ok(1_767_229_205_123));
        let no_t = "Error parsing timestamp. It does not contain a 'T' according to ISO8601 format";
        assert_eq!(parse_datetime("yesterday"), Err(no_t.into()));
        assert_eq!(parse_datetime("xTy"), Err("Unparseable date: \"xTy\"".into()));
    }

    #[test]
    fn durations() {
        assert_eq!(parse_duration("PT1H"), Some(3_600_000));
        assert_eq!(parse_duration("P2DT3H4M5.678S"), Some(2 * DAY_MS + 3 * 3_600_000 + 4 * 60_000 + 5_678));
        assert_eq!(parse_duration("P1D"), Some(DAY_MS));
        for wrong in ["1h", "P", "PT", "", "PT1X", "P1H"] {
            assert_eq!(parse_duration(wrong), None, "{wrong}");
        }
    }
}
