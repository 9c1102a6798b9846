//! When a measure that is never quite the same turned: it is twice as much from then on, or half. What comes and goes from sample to
//! sample is no turn.

/// The newest sample with which a series turned, by so many samples before and after it, taken together by `fold`. A difference of
/// less than `least` is none. Before the first sample there was nothing.
pub(super) fn turned(series: &[i64], width: usize, least: i64, fold: fn(&[i64]) -> i64) -> Option<usize> {
    let width = width.max(1);
    let differs = |at: usize| {
        let before = fold(&series[at.saturating_sub(width)..at]);
        let after = fold(&series[at..at + width]);
        let (less, more) = (before.min(after), before.max(after));
        (more >= less * 2 && more - less >= least).then_some(after - before)
    };
    let newest = (0..=series.len().checked_sub(width)?).rev().find(|at| differs(*at).is_some())?;
    let rises = differs(newest)? > 0;
    // Windows that overlap the turn differ as well: it is where they differ most.
    let near = (0..=newest).rev().map_while(|at| Some((at, differs(at).filter(|by| (*by > 0) == rises)?)));
    let (first, _) = near.max_by_key(|(at, by)| (by.abs(), usize::MAX - at))?;
    let goes = |at: &usize| {
        let before = at.checked_sub(1).map_or(0, |before| series[before]);
        if rises { series[*at] > before } else { series[*at] < before }
    };
    (first..first + width).find(goes).or(Some(first))
}

/// All of a window.
pub(super) fn sum(window: &[i64]) -> i64 {
    window.iter().sum()
}

/// The most of a window.
pub(super) fn peak(window: &[i64]) -> i64 {
    window.iter().copied().max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record every fourth sample from one on, up to another.
    fn steady(from: usize, to: usize, len: usize) -> Vec<i64> {
        (0..len).map(|at| i64::from((from..to).contains(&at) && (at - from).is_multiple_of(4))).collect()
    }

    #[test]
    fn records_that_come_one_by_one_turn_where_they_begin_and_where_they_end() {
        let rate = |series: &[i64]| turned(series, 16, 3, sum);
        assert_eq!(rate(&steady(0, 200, 200)), Some(0), "most samples are without a record");
        assert_eq!(rate(&steady(40, 200, 200)), Some(40));
        assert_eq!(rate(&steady(40, 121, 200)), Some(121), "right after the last of them");
        assert_eq!(rate(&steady(40, 121, 130)), Some(40), "a pause is no end yet");
        assert_eq!(rate(&[]), None);
    }

    #[test]
    fn a_rate_turns_when_it_is_twice_or_half() {
        let rate = |then: i64| {
            let series: Vec<i64> = (0..100).map(|at| if at < 50 { 10 } else { then }).collect();
            turned(&series, 16, 3, sum)
        };
        assert_eq!([rate(14), rate(20), rate(7), rate(5)], [Some(0), Some(50), Some(0), Some(50)]);
    }

    #[test]
    fn what_grows_between_two_commits_is_no_turn_and_what_goes_on_growing_is() {
        let saw: Vec<i64> = (0..200).map(|at| at % 20).collect();
        assert_eq!(turned(&saw, 24, 5, peak), Some(1), "since its beginning");
        let stuck: Vec<i64> = (0..200).map(|at| if at < 100 { at % 20 } else { 10 * (at - 100) }).collect();
        let at = turned(&stuck, 24, 5, peak).unwrap();
        assert!((100..125).contains(&at), "{at}");
    }
}
