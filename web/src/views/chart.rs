//! A series as the path of an area: 1000 by 100, to be stretched over its place.

/// Points drawn of a series at most.
const POINTS: usize = 500;

/// Area and outline of a series over `samples` samples, each the sum of `smooth` of them up to it. What is highest reaches the top.
pub(super) fn area(series: &[i64], samples: usize, smooth: usize) -> (String, String) {
    scaled(series, samples, smooth, peak(series, smooth))
}

/// The same on a scale whose top is `most`.
pub(super) fn scaled(series: &[i64], samples: usize, smooth: usize, most: i64) -> (String, String) {
    let most = most.max(1);
    let mut line = String::new();
    let step = samples.div_ceil(POINTS).max(1);
    let mut last_x = 0;
    for from in (0..series.len()).step_by(step) {
        let value =
            (from..series.len().min(from + step)).map(|at| sample(series, at, smooth)).max().unwrap_or(0);
        let x = from * 10_000 / samples.max(1);
        let end = (from + step) * 10_000 / samples.max(1);
        let y = 960 - value.clamp(0, most) * 900 / most;
        line.push_str(&format!(
            "{}{} {}H{}",
            if line.is_empty() { "M" } else { "L" },
            tenths(x),
            tenths(usize::try_from(y).unwrap_or(0)),
            tenths(end)
        ));
        last_x = end;
    }
    let area = if line.is_empty() { String::new() } else { format!("{line}L{} 96L0 96Z", tenths(last_x)) };
    (area, line)
}

/// The highest value.
pub(super) fn peak(series: &[i64], smooth: usize) -> i64 {
    (0..series.len()).map(|at| sample(series, at, smooth)).max().unwrap_or(0)
}

/// A sample, or the sum of so many up to it.
fn sample(series: &[i64], at: usize, smooth: usize) -> i64 {
    series[(at + 1).saturating_sub(smooth.max(1))..=at].iter().sum()
}

fn tenths(number: usize) -> String {
    format!("{}.{}", number / 10, number % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_reaches_the_top_and_nothing_the_bottom() {
        let (area, line) = area(&[0, 4, 2], 4, 1);
        assert_eq!(line, "M0.0 96.0H250.0L250.0 6.0H500.0L500.0 51.0H750.0");
        assert!(area.ends_with("L750.0 96L0 96Z"));
    }

    #[test]
    fn no_series_is_no_path() {
        assert_eq!(super::area(&[], 10, 4), (String::new(), String::new()));
    }
}
