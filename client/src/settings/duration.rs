//! Durations as Java's `Duration.parse` reads them: `PnDTnHnMn.nS`.

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Milliseconds of a duration that is not negative; `None` for anything else.
pub(super) fn parse(text: &str) -> Option<u64> {
    let rest = text.strip_prefix('+').unwrap_or(text).strip_prefix(['P', 'p'])?;
    let (days, clock) = rest.split_once(['T', 't']).map_or((rest, None), |(days, clock)| (days, Some(clock)));
    let mut total: i64 = 0;
    if !days.is_empty() {
        total = days.strip_suffix(['D', 'd'])?.parse::<i64>().ok()?.checked_mul(DAY_MS)?;
    }
    match clock {
        Some("") => return None,
        None if days.is_empty() => return None,
        _ => {}
    }
    let mut clock = clock.unwrap_or_default();
    for (unit, ms) in [('H', HOUR_MS), ('M', MINUTE_MS), ('S', SECOND_MS)] {
        let Some((amount, after)) = clock.split_once([unit, unit.to_ascii_lowercase()]) else { continue };
        let part =
            if unit == 'S' { seconds_ms(amount)? } else { amount.parse::<i64>().ok()?.checked_mul(ms)? };
        total = total.checked_add(part)?;
        clock = after;
    }
    u64::try_from(total).ok().filter(|_| clock.is_empty())
}

fn seconds_ms(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let ms = (0..3)
        .fold(0, |ms, at| ms * 10 + fraction.as_bytes().get(at).map_or(0, |digit| i64::from(digit - b'0')));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    whole.parse::<i64>().ok()?.checked_mul(SECOND_MS)?.checked_add(sign * ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_java_reads_is_read_and_nothing_else() {
        let hour = 3_600_000;
        for (text, ms) in [
            ("PT1H", hour),
            ("P1D", 24 * hour),
            ("pt10m", 600_000),
            ("P1DT2H3M4.5S", 26 * hour + 3 * 60_000 + 4_500),
            ("PT0S", 0),
            ("+PT0.0015S", 1),
            ("PT2H-30M", 3 * hour / 2),
        ] {
            assert_eq!(parse(text), Some(ms), "{text}");
        }
        for text in [
            "",
            "P",
            "PT",
            "1H",
            "PT1",
            "PT1X",
            "P1H",
            "PT1S1H",
            "-PT1H",
            "PT-1S",
            "PT1.xS",
            "P99999999999999D",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
