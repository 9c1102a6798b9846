//! Client quotas of bytes and of requests (KIP-13, KIP-124, KIP-219): who produces or fetches more than allowed, or keeps the
//! broker busy for longer, is answered at once, told how long it is throttled, and its connection is muted for that long.
//!
//! This room stands between the others and the host: it looks at the answers on their way out. A fetch asks it before it is
//! answered, since one that is throttled is told nothing. What a request costs says `throttle/cost.rs`, how rates are measured
//! `throttle/rate.rs`, how many are kept `throttle/rates.rs`, whose quota counts `throttle/entity.rs`.

mod cost;
mod entity;
mod rate;
mod rates;

use alloc::collections::BTreeMap;

use partita_machine::{ConnId, Effect, Instant, Name, RequestId};
use partita_wire::Request;
use partita_wire::messages::fetch_request::FetchRequest;

use crate::config::NodeConfig;
use crate::cx::Asked;
use crate::image::Image;

pub(super) use cost::fetched;
use cost::{produced, request_us, us_by_second};
pub(crate) use entity::{Entity, connection_quota_of, quota_of};
pub(crate) use rate::Window;
pub(crate) use rates::Rates;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Counted {
    /// Bytes of records that are written.
    Produce,
    /// Bytes of records that are read.
    Fetch,
    /// Time of a thread, microseconds.
    Request,
}

impl Counted {
    fn quota(self) -> &'static str {
        match self {
            Counted::Produce => "producer_byte_rate",
            Counted::Fetch => "consumer_byte_rate",
            Counted::Request => "request_percentage",
        }
    }
}

/// A request that will be charged when it is answered.
#[derive(Clone, Debug)]
struct Charge {
    conn: ConnId,
    user: Name,
    client: Name,
    /// Bytes of records that it brings, if it is a Produce.
    produced: Option<u64>,
    /// Whether its time counts. That of a Produce with acks=0 does not, since nobody can be told.
    timed: bool,
}

/// Who shares a rate: a user, a client id, or a client of a user.
type Sharers = (Counted, Option<Name>, Option<Name>);

/// The quotas of a broker's clients.
#[derive(Clone, Debug)]
pub(super) struct Throttle {
    charges: BTreeMap<RequestId, Charge>,
    rates: Rates<Sharers>,
}

impl Throttle {
    pub(super) fn new(config: &NodeConfig) -> Self {
        Self { charges: BTreeMap::new(), rates: Rates::new(Window::of(config)) }
    }

    /// Notes a request that may be throttled. Nothing is kept while there is no quota. A fetch asks for no more than could be
    /// given it without being throttled at once.
    pub(super) fn note(&mut self, image: &Image, asked: &Asked, body: &mut Request) {
        if image.quotas.is_empty() {
            return;
        }
        let principal = &*asked.peer.principal;
        let user = Name::from(principal.split_once(':').map_or(principal, |(_, user)| user));
        let client = Name::from(asked.client_id.as_deref().unwrap_or_default());
        let (produced, timed) = match body {
            Request::Produce(body) => (Some(produced(body)), body.acks != 0),
            Request::Fetch(body) if body.replica_id >= 0 || body.replica_state.replica_id >= 0 => return,
            Request::Fetch(body) => {
                self.bound_fetch(image, &user, &client, body);
                (None, true)
            }
            _ => (None, true),
        };
        let charge = Charge { conn: asked.conn, user, client, produced, timed };
        self.charges.insert(asked.request, charge);
    }

    fn bound_fetch(&self, image: &Image, user: &Name, client: &Name, body: &mut FetchRequest) {
        let Some((_, bound)) = quota_of(image, user, client, Counted::Fetch.quota()) else { return };
        let bytes_max = i32::try_from(self.rates.window().burst(bound)).unwrap_or(i32::MAX);
        body.max_bytes = body.max_bytes.min(bytes_max);
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
                let produced = charge.produced.map(|_| Counted::Produce);
                let told = self.charge(at, image, &charge, produced, charge.produced.unwrap_or(0));
                if let Some(body) = body {
                    body.raise_throttle_time_ms(told);
                }
                *mute_ms = (*mute_ms).max(told.unsigned_abs());
            }
        }
    }

    /// Charges a fetch that is about to be answered with so many bytes of records; gives how long it is throttled,
    /// milliseconds. If it is, nothing may be sent: the client asks for it again.
    pub(super) fn fetch(&mut self, at: Instant, image: &Image, asked: &Asked, bytes: u64) -> u32 {
        let Some(charge) = self.charges.remove(&asked.request) else { return 0 };
        let throttle_ms = self.charge(at, image, &charge, Some(Counted::Fetch), bytes);
        if throttle_ms > 0 {
            self.take_back(image, &charge, Counted::Fetch, bytes);
        }
        throttle_ms.unsigned_abs()
    }

    /// Charges the bytes and the time of a request; gives how long it is throttled, which fits into an `i32`.
    fn charge(
        &mut self,
        at: Instant,
        image: &Image,
        charge: &Charge,
        counted: Option<Counted>,
        bytes: u64,
    ) -> i32 {
        let for_bytes = counted.map_or(0, |counted| self.record(at, image, charge, counted, bytes));
        let for_time = match charge.timed {
            true => self.record(at, image, charge, Counted::Request, request_us(bytes)),
            false => 0,
        };
        i32::try_from(for_bytes.max(for_time)).unwrap_or(i32::MAX)
    }

    /// Counts something, where there is a quota for it; gives for how long that is too much, milliseconds.
    fn record(&mut self, at: Instant, image: &Image, charge: &Charge, counted: Counted, amount: u64) -> u64 {
        let Some((sharers, bound)) = sharers(image, charge, counted) else { return 0 };
        match counted {
            Counted::Request => {
                let throttle_ms = self.rates.record(at, sharers, amount, us_by_second(bound));
                throttle_ms.min(self.rates.window().sample_ms())
            }
            Counted::Produce | Counted::Fetch => self.rates.record(at, sharers, amount, bound),
        }
    }

    fn take_back(&mut self, image: &Image, charge: &Charge, counted: Counted, amount: u64) {
        if let Some((sharers, _)) = sharers(image, charge, counted) {
            self.rates.take_back(&sharers, amount);
        }
    }
}

/// Whose quota counts for a client, and that quota in thousandths.
fn sharers(image: &Image, charge: &Charge, counted: Counted) -> Option<(Sharers, u128)> {
    let ((user, client), bound) = quota_of(image, &charge.user, &charge.client, counted.quota())?;
    Some(((counted, user, client), bound))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    #[test]
    fn nothing_is_kept_of_a_connection_that_is_gone() {
        let mut throttle = Throttle::new(&config(&[]));
        let (user, client) = ("ANONYMOUS".into(), "c1".into());
        let charge = Charge { conn: ConnId(1), user, client, produced: None, timed: true };
        throttle.charges.insert(RequestId(1), charge);
        throttle.on_closed(ConnId(1));
        assert!(throttle.charges.is_empty());
    }

    pub(crate) fn config(properties: &[(&str, &str)]) -> NodeConfig {
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
