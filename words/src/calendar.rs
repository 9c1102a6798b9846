//! Timestamps as people read them.

/// A timestamp of Kafka as it is, and as a date in UTC.
pub fn wall_time(ms: i64) -> String {
    let (days, rest) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    // Days since 1970 as a date of the Gregorian calendar, whose year begins in March here.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
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
