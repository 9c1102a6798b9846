//! Days as dates: the one place that knows the Gregorian calendar, for a date in a file, in a log line and in a sentence.

/// Year, month and day (both from 1) of a day counted from 1970-01-01 (Howard Hinnant's civil_from_days: years begin in
/// March, eras are of 400 years).
pub const fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days.saturating_add(719_468);
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let january_or_february = from_march >= 10;
    let month = if january_or_february { from_march - 9 } else { from_march + 3 };
    (year_of_era + era * 400 + january_or_february as i64, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(-1), (1969, 12, 31));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_454), (2026, 1, 1));
        // What no clock tells is a date all the same.
        let (year, ..) = civil(i64::MAX);
        assert!(year > 1_000_000_000);
    }
}
