//! One link, and the calls on it.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::sync::Arc;

use partita_wire::{ApiKey, Request};

use crate::{Address, CallId, Instant, SmallMap};

#[derive(Clone, Debug)]
pub(super) struct Call<R> {
    pub(super) reply: R,
    pub(super) deadline: Instant,
}

#[derive(Clone, Debug)]
pub(super) struct Waiting<R> {
    pub(super) call: Call<R>,
    pub(super) body: Request,
    /// No newer version than this is used.
    pub(super) version_max: i16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Opened again not before this moment.
    Backoff(Instant),
    Opening,
    /// Our ApiVersions request is on its way.
    Negotiating(CallId),
    /// Version ranges that the other end serves.
    Ready(Arc<Served>),
}

/// Version ranges by API.
pub(super) type Served = BTreeMap<i16, (i16, i16)>;

#[derive(Clone, Debug)]
pub(super) struct Link<K, R> {
    pub(super) key: K,
    pub(super) to: Address,
    pub(super) state: State,
    /// For [`State::Opening`] and [`State::Negotiating`]: when it is given up.
    pub(super) setup_deadline: Instant,
    /// Opened even while nothing waits: somebody asked whether it is ready.
    pub(super) wanted: bool,
    /// Called once the link is ready.
    pub(super) waiting: VecDeque<Waiting<R>>,
    pub(super) in_flight: SmallMap<CallId, Call<R>>,
    /// Where it stands in [`Links::wakes`].
    pub(super) wakes: Option<Instant>,
}

impl<K, R> Link<K, R> {
    pub(super) fn is_needed(&self) -> bool {
        self.wanted || !self.waiting.is_empty()
    }

    pub(super) fn is_late(&self, at: Instant) -> bool {
        let setting_up = matches!(self.state, State::Opening | State::Negotiating(_));
        (setting_up && self.setup_deadline <= at) || self.deadlines().any(|deadline| deadline <= at)
    }

    fn deadlines(&self) -> impl Iterator<Item = Instant> {
        let waiting = self.waiting.iter().map(|w| w.call.deadline);
        self.in_flight.values().map(|call| call.deadline).chain(waiting)
    }

    pub(super) fn wake_at(&self) -> Option<Instant> {
        let own = match self.state {
            State::Backoff(from) if self.is_needed() => Some(from),
            State::Opening | State::Negotiating(_) => Some(self.setup_deadline),
            _ => None,
        };
        self.deadlines().chain(own).min()
    }
}

/// The newest version of `api` that is in both ranges and not above `version_max`.
pub(super) fn usable_version(served: &Served, api: ApiKey, version_max: i16) -> Option<i16> {
    let (their_min, their_max) = *served.get(&(api as i16))?;
    let (our_min, our_max) = api.versions();
    let version = our_max.min(their_max).min(version_max);
    (version >= our_min.max(their_min)).then_some(version)
}
