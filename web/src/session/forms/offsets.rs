//! Where the offsets of a group can be set to, as Kafka's tool for groups has it.

use partita_view::{ClusterView, civil};

/// Options that say where to.
pub(super) const SCENARIOS: [&str; 7] =
    ["to-earliest", "to-latest", "to-current", "to-offset", "shift-by", "to-datetime", "by-duration"];

/// Whether an option is followed by a value.
pub(super) fn takes_value(scenario: &str) -> bool {
    matches!(scenario, "to-offset" | "shift-by" | "to-datetime" | "by-duration")
}

/// A value that makes sense to begin with.
pub(super) fn begins_with(scenario: &str, view: &ClusterView) -> String {
    match scenario {
        "to-offset" => "0".into(),
        "shift-by" => "-1".into(),
        "to-datetime" => date(view.wall_ms),
        "by-duration" => "PT10S".into(),
        _ => String::new(),
    }
}

/// A moment as Kafka's tools read it, in UTC.
fn date(wall_ms: i64) -> String {
    let (days, rest) = (wall_ms.div_euclid(86_400_000), wall_ms.rem_euclid(86_400_000));
    let (year, month, day) = civil(days);
    let (hours, minutes, seconds) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{:03}", rest % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_one_that_the_tool_reads() {
        assert_eq!(date(1_767_225_608_600), "2026-01-01T00:00:08.600");
        assert!(partita_shell::is_datetime(&date(1_767_225_608_600)));
    }
}
