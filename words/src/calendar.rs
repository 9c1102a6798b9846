//! Timestamps as people read them.

use partita_view::civil;

/// A timestamp of Kafka as it is, and as a date in UTC.
pub fn wall_time(ms: i64) -> String {
    let (days, rest) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    let (year, month, day) = civil(days);
    let (hours, minutes) = (rest / 3_600_000, rest / 60_000 % 60);
    let (seconds, thousandths) = (rest / 1000 % 60, rest % 1000);
    format!("{ms} ({year:04}-{month:02}-{day:02} {hours:02}:{minutes:02}:{seconds:02}.{thousandths:03} UTC)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_a_date() {
        assert_eq!(wall_time(1_767_225_608_600), "1767225608600 (2026-01-01 00:00:08.600 UTC)");
        assert_eq!(wall_time(951_782_400_000), "951782400000 (2000-02-29 00:00:00.000 UTC)");
        assert_eq!(wall_time(-1), "-1 (1969-12-31 23:59:59.999 UTC)");
    }
}
