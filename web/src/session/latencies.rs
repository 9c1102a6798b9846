//! How long requests took, by their kind, from the messages of the recent past.

use std::collections::BTreeMap;

use partita_view::{Micros, Passed};

/// Latencies of one kind of request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Latency {
    /// Kafka's name of the API.
    pub api: &'static str,
    /// Requests whose answers have arrived.
    pub answered: usize,
    /// Half of them took no longer.
    pub median: Micros,
    /// Nineteen of twenty took no longer.
    pub most: Micros,
    /// The longest.
    pub longest: Micros,
}

/// From a request's sending to its answer's arrival, up to now; the kind with the longest first.
pub fn latencies(messages: &[Passed], now: Micros) -> Vec<Latency> {
    let mut asked: BTreeMap<(u64, i32), Micros> = BTreeMap::new();
    let mut took: BTreeMap<&'static str, Vec<Micros>> = BTreeMap::new();
    for passed in messages {
        let key = (passed.connection, passed.correlation_id);
        if !passed.flight.response {
            asked.insert(key, passed.flight.sent);
        } else if let (Some(arrived), Some(sent)) = (passed.arrived.filter(|at| *at <= now), asked.get(&key))
        {
            took.entry(passed.flight.api_name).or_default().push(arrived.saturating_sub(*sent));
        }
    }
    let mut all: Vec<Latency> = took
        .into_iter()
        .map(|(api, mut took)| {
            took.sort_unstable();
            let at = |percent: usize| took.get((took.len() * percent / 100).min(took.len() - 1)).copied();
            let (median, most) = (at(50).unwrap_or(0), at(95).unwrap_or(0));
            Latency { api, answered: took.len(), median, most, longest: took.last().copied().unwrap_or(0) }
        })
        .collect();
    all.sort_by_key(|latency| (std::cmp::Reverse(latency.longest), latency.api));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{Content, Flight, MessageId, Party};

    fn passed(id: u64, correlation_id: i32, response: bool, sent: Micros, arrived: Option<Micros>) -> Passed {
        let flight = Flight {
            id: MessageId(id),
            from: Party::Node(0),
            to: Party::Node(1),
            sent,
            arrives: arrived,
            api: 1,
            api_name: "Fetch",
            version: 17,
            response,
            content: Content::Control,
            places: Default::default(),
            places_more: 0,
        };
        Passed { flight, connection: 7, correlation_id, arrived, step: 0 }
    }

    #[test]
    fn a_request_and_its_answer_are_a_latency() {
        let messages = [
            passed(1, 1, false, 100, Some(600)),
            passed(2, 1, true, 700, Some(1_200)),
            passed(3, 2, false, 2_000, Some(2_500)),
            passed(4, 2, true, 5_000, Some(6_000)),
            passed(5, 3, true, 5_000, Some(6_000)),
            passed(6, 4, false, 6_000, None),
        ];
        let found = latencies(&messages, 10_000);
        assert_eq!(
            found,
            [Latency { api: "Fetch", answered: 2, median: 4_000, most: 4_000, longest: 4_000 }]
        );
        assert_eq!(latencies(&messages, 5_500)[0].answered, 1);
    }
}
