//! Client quotas of bytes (KIP-13, KIP-124, KIP-219): who produces or fetches more than allowed is answered at once, told how
//! long it is throttled, and its connection is muted for that long.
//!
//! This room stands between the others and the host: it looks at the answers on their way out. The share of time that
//! requests take (`request_percentage`) is not measured: within a node no time passes.

use alloc::collections::{BTreeMap, VecDeque};

use partita_machine::{ConnId, Effect, Instant, Name, RequestId};
use partita_wire::messages::fetch_response::FetchResponse;
use partita_wire::messages::produce_request::ProduceRequest;
use partita_wire::{Request, Response};

use crate::config::NodeConfig;
use crate::cx::Asked;
use crate::image::{Image, QuotaEntity, thousandths};

/// Most rates that are kept: for a new one those go that have been silent for a whole window, or else the one that was used
/// longest ago.
const RATES_MAX: usize = 10_000;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Direction {
    Produce,
    Fetch,
}

impl Direction {
    fn quota(self) -> &'static str {
        match self {
            Direction::Produce => "producer_byte_rate",
            Direction::Fetch => "consumer_byte_rate",
        }
    }
}

/// A request that will be charged when it is answered.
#[derive(Clone, Debug)]
struct Charge {
    conn: ConnId,
    direction: Direction,
    user: Name,
    client: Name,
    bytes: u64,
}

/// Who shares a rate: a user, a client id, or a client of a user.
type Sharers = (Direction, Option<Name>, Option<Name>);

/// A part of an entity, if it has it: a name, or the default of its type.
type Part = Option<Option<Name>>;

/// Bytes by time: some samples of equal length, as Kafka's rates are measured.
#[derive(Clone, Debug, Default)]
struct Rate {
    used_at: Instant,
    samples: VecDeque<(Instant, u64)>,
}

/// The quotas of a broker's clients.
#[derive(Clone, Debug)]
pub(super) struct Throttle {
    samples: usize,
    sample_ms: u64,
    charges: BTreeMap<RequestId, Charge>,
    rates: BTreeMap<Sharers, Rate>,
}

impl Throttle {
    pub(super) fn new(config: &NodeConfig) -> Self {
        Self {
            samples: usize::try_from(config.number("quota.window.num", 11)).unwrap_or(11).max(1),
            sample_ms: u64::try_from(config.number("quota.window.size.seconds", 1))
                .unwrap_or(1)
                .max(1)
                .saturating_mul(1_000),
            charges: BTreeMap::new(),
            rates: BTreeMap::new(),
        }
    }

    /// Notes a request that may be throttled. Nothing is kept while there is no quota.
    pub(super) fn note(&mut self, image: &Image, asked: &Asked, body: &Request) {
        if image.quotas.is_empty() {
            return;
        }
        let (direction, bytes) = match body {
            Request::Produce(body) => (Direction::Produce, produced(body)),
            Request::Fetch(body) if body.replica_id < 0 && body.replica_state.replica_id < 0 => {
                (Direction::Fetch, 0)
            }
            _ => return,
        };
        let principal = &*asked.peer.principal;
        let user = Name::from(principal.split_once(':').map_or(principal, |(_, user)| user));
        let client = Name::from(asked.client_id.as_deref().unwrap_or_default());
        let charge = Charge { conn: asked.conn, direction, user, client, bytes };
        self.charges.insert(asked.request, charge);
    }

    pub(super) fn on_closed(&mut self, conn: ConnId) {
        self.charges.retain(|_, charge| charge.conn != conn);
    }

    /// Charges what is answered, and throttles where it was too much.
    pub(super) fn on_effects(&mut self, at: Instant, image: &Image, effects: &mut [Effect]) {
        if self.charges.is_empty() {
            return;
        }
        for effect in effects {
            if let Effect::Answer { request, body, mute_ms, .. } = effect
                && let Some(charge) = self.charges.remove(request)
            {
                let throttle_ms = self.charge(at, image, &charge, body);
                *mute_ms = (*mute_ms).max(throttle_ms);
            }
        }
    }

    fn make_room(&mut self, at: Instant) {
        let window_ms = window_ms(self.sample_ms, self.samples);
        self.rates.retain(|_, rate| rate.is_heard_of(at, window_ms));
        while self.rates.len() >= RATES_MAX {
            let oldest = self.rates.iter().min_by_key(|(_, rate)| rate.used_at);
            let Some(sharers) = oldest.map(|(sharers, _)| sharers.clone()) else { return };
            self.rates.remove(&sharers);
        }
    }

    fn charge(&mut self, at: Instant, image: &Image, charge: &Charge, body: &mut Option<Response>) -> u32 {
        let quota = quota_of(image, &charge.user, &charge.client, charge.direction.quota());
        let Some(((user, client), bound)) = quota else { return 0 };
        let sharers = (charge.direction, user, client);
        let bytes = match body {
            Some(Response::Fetch(body)) => fetched(body),
            _ => charge.bytes,
        };
        if self.rates.len() >= RATES_MAX && !self.rates.contains_key(&sharers) {
            self.make_room(at);
        }
        let rate = self.rates.entry(sharers).or_default();
        rate.record(at, bytes, self.sample_ms, self.samples);
        let throttle_ms = rate.throttle_ms(at, bound, self.sample_ms, self.samples);
        let throttle_ms = u32::try_from(throttle_ms).unwrap_or(u32::MAX).min(i32::MAX as u32);
        let told = i32::try_from(throttle_ms).unwrap_or(i32::MAX);
        match body {
            Some(Response::Produce(body)) => body.throttle_time_ms = body.throttle_time_ms.max(told),
            Some(Response::Fetch(body)) if throttle_ms > 0 => {
                // What is not sent counts for nothing: the client asks for it again.
                rate.take_back(bytes);
                body.throttle_time_ms = told;
                body.responses.clear();
            }
            _ => {}
        }
        throttle_ms
    }
}

fn produced(body: &ProduceRequest) -> u64 {
    let partitions = body.topic_data.iter().flat_map(|topic| &topic.partition_data);
    let records = partitions.filter_map(|partition| partition.records.as_ref());
    records.map(|records| u64::try_from(records.bytes().len()).unwrap_or(u64::MAX)).sum()
}

fn fetched(body: &FetchResponse) -> u64 {
    let partitions = body.responses.iter().flat_map(|topic| &topic.partitions);
    let records = partitions.filter_map(|partition| partition.records.as_ref());
    records.map(|records| u64::try_from(records.len()).unwrap_or(u64::MAX)).sum()
}

/// Who shares a quota: a user, a client id, or a client of a user.
pub(crate) type Entity = (Option<Name>, Option<Name>);

/// The quota of a name that counts for a client, the most particular first, in thousandths, and who shares it.
pub(crate) fn quota_of(image: &Image, user: &Name, client: &Name, quota: &str) -> Option<(Entity, u128)> {
    if image.quotas.is_empty() {
        return None;
    }
    let (user, client) = (Some(user.clone()), Some(client.clone()));
    let candidates: [(Part, Part); 8] = [
        (Some(user.clone()), Some(client.clone())),
        (Some(user.clone()), Some(None)),
        (Some(user.clone()), None),
        (Some(None), Some(client.clone())),
        (Some(None), Some(None)),
        (Some(None), None),
        (None, Some(client.clone())),
        (None, Some(None)),
    ];
    for (of_user, of_client) in candidates {
        let parts = [("user", &of_user), ("client-id", &of_client)];
        let entity: QuotaEntity =
            parts.into_iter().filter_map(|(of, name)| Some((Name::from(of), name.clone()?))).collect();
        let quota = image.quotas.get(&entity).and_then(|quotas| quotas.get(quota));
        if let Some(bound) = quota.copied().and_then(thousandths).filter(|&bound| bound > 0) {
            // The default of a type is a quota for each of that type, not one that they share.
            return Some(((of_user.and(user), of_client.and(client)), bound));
        }
    }
    None
}

/// How long samples count; configured, so as long as it likes.
fn window_ms(sample_ms: u64, samples: usize) -> u64 {
    sample_ms.saturating_mul(samples as u64)
}

impl Rate {
    fn record(&mut self, at: Instant, bytes: u64, sample_ms: u64, samples: usize) {
        match self.samples.back_mut().filter(|(since, _)| at.ms_since(*since) < sample_ms) {
            Some((_, sum)) => *sum = sum.saturating_add(bytes),
            None => self.samples.push_back((at, bytes)),
        }
        self.used_at = at;
        let window_ms = window_ms(sample_ms, samples);
        self.samples.retain(|(since, _)| at.ms_since(*since) < window_ms);
    }

    fn take_back(&mut self, bytes: u64) {
        if let Some((_, sum)) = self.samples.back_mut() {
            *sum = sum.saturating_sub(bytes);
        }
    }

    fn is_heard_of(&self, at: Instant, window_ms: u64) -> bool {
        self.samples.back().is_some_and(|(since, _)| at.ms_since(*since) < window_ms)
    }

    /// How long to wait until what was sent is within `bound` thousandths of a byte a second. All samples but one count as
    /// past from the beginning, so that a burst at the start is allowed for.
    fn throttle_ms(&self, at: Instant, bound: u128, sample_ms: u64, samples: usize) -> u64 {
        let Some((oldest, _)) = self.samples.front() else { return 0 };
        let sum: u128 = self.samples.iter().map(|(_, bytes)| u128::from(*bytes)).sum();
        let elapsed = at.ms_since(*oldest);
        let missing = (samples as u64 - 1).saturating_sub(elapsed / sample_ms);
        let elapsed = u128::from(elapsed.saturating_add(missing.saturating_mul(sample_ms)));
        // Bytes by thousandths of a byte a second, in milliseconds, to the nearest.
        let needed = sum.saturating_mul(1_000_000).saturating_add(bound / 2) / bound;
        u64::try_from(needed.saturating_sub(elapsed)).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUND: u128 = 1_024_000;

    #[test]
    fn a_burst_is_allowed_for_up_to_ten_seconds_worth() {
        let mut rate = Rate::default();
        let at = Instant(0).after_ms(5_000);
        rate.record(at, 10_240, 1_000, 11);
        assert_eq!(rate.throttle_ms(at, BOUND, 1_000, 11), 0);
        rate.record(at, 1_024, 1_000, 11);
        assert_eq!(rate.throttle_ms(at, BOUND, 1_000, 11), 1_000);
    }

    #[test]
    fn what_is_older_than_the_window_is_forgotten() {
        let mut rate = Rate::default();
        rate.record(Instant(0), 1 << 20, 1_000, 11);
        let later = Instant(0).after_ms(11_000);
        rate.record(later, 1, 1_000, 11);
        assert_eq!(rate.throttle_ms(later, BOUND, 1_000, 11), 0);
    }

    #[test]
    fn samples_go_one_by_one() {
        let mut rate = Rate::default();
        for second in 0..20 {
            rate.record(Instant(0).after_ms(second * 1_000), 1_024, 1_000, 11);
        }
        let at = Instant(0).after_ms(19_000);
        assert_eq!(rate.samples.len(), 11);
        assert_eq!(rate.throttle_ms(at, BOUND, 1_000, 11), 1_000, "eleven samples in ten seconds");
    }

    #[test]
    fn nothing_is_kept_of_a_connection_that_is_gone() {
        let mut throttle = Throttle::new(&config(&[]));
        let charge = Charge {
            conn: ConnId(1),
            direction: Direction::Fetch,
            user: "ANONYMOUS".into(),
            client: "c1".into(),
            bytes: 0,
        };
        throttle.charges.insert(RequestId(1), charge);
        throttle.on_closed(ConnId(1));
        assert!(throttle.charges.is_empty());
    }

    #[test]
    fn windows_of_any_configured_length_are_measured() {
        let values = ["2305843009213693952", "9223372036854775807", "0", "-1"];
        for (size, num) in values.into_iter().flat_map(|size| values.map(|num| (size, num))) {
            let properties = [("quota.window.size.seconds", size), ("quota.window.num", num)];
            let Throttle { sample_ms, samples, .. } = Throttle::new(&config(&properties));
            assert!(sample_ms >= 1_000 && samples >= 1, "{size}, {num}");
            let mut rate = Rate::default();
            for ms in [0, 1, 5_000, u64::MAX] {
                let at = Instant(0).after_ms(ms);
                rate.record(at, u64::MAX, sample_ms, samples);
                rate.throttle_ms(at, 1, sample_ms, samples);
            }
        }
    }

    #[test]
    fn when_there_are_too_many_the_rate_goes_that_was_used_longest_ago() {
        let mut throttle = Throttle::new(&config(&[]));
        let sharers = |at: usize| -> Sharers {
            (Direction::Fetch, None, Some(Name::from(alloc::format!("c{at}").as_str())))
        };
        for at in 0..RATES_MAX {
            let mut rate = Rate::default();
            rate.record(Instant(at as u64), 1, 1_000, 11);
            throttle.rates.insert(sharers(at), rate);
        }
        let now = Instant(RATES_MAX as u64);
        throttle.rates.get_mut(&sharers(0)).unwrap().record(now, 1, 1_000, 11);
        throttle.make_room(now);
        assert_eq!(throttle.rates.len(), RATES_MAX - 1);
        assert!(throttle.rates.contains_key(&sharers(0)), "its sample is the oldest, but it is in use");
        assert!(!throttle.rates.contains_key(&sharers(1)));
    }

    fn config(properties: &[(&str, &str)]) -> NodeConfig {
        NodeConfig {
            node_id: 0,
            is_broker: true,
            is_controller: false,
            rack: None,
            broker_address: partita_machine::Address::new("localhost", 9_092),
            controller_address: partita_machine::Address::new("localhost", 9_093),
            voters: BTreeMap::new(),
            bootstrap: Default::default(),
            cluster_id: partita_wire::Uuid([7; 16]),
            directory_id: partita_wire::Uuid([1; 16]),
            properties: properties.iter().map(|&(name, value)| (name.into(), value.into())).collect(),
            seed: 1,
        }
    }
}
