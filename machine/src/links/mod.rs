//! Links of a machine: opened when first needed, versions negotiated on each (KIP-35), calls matched with answers.
//!
//! Here calls are sent, answered and given up; how a link comes up stands in `opening.rs`. As in Kafka's own client, a call that is not answered in time ends its whole link, and with it every other call on
//! it; a link that was lost is opened again only after a backoff.

mod link;
mod opening;
mod settings;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_wire::{ApiKey, Request, Response};

use self::link::{Call, Link, Served, State, Waiting, usable_version};
pub use self::settings::Settings;
use crate::{Address, CallId, Effect, Instant, LinkId, LostReason, Now, Rng};

/// Most calls that wait for one link to come up; one more fails at once.
pub const QUEUED_CALLS_MAX: usize = 1_024;

/// What a machine uses a link for, and with whom: one link each. Two purposes never share a link.
pub trait Purpose: Clone + Ord {}
impl<K: Clone + Ord> Purpose for K {}

/// Why a call failed without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The link was lost before the answer, or could not be opened.
    Lost(LostReason),
    /// No answer came in time; the link is closed.
    TimedOut,
    /// The other end serves no version of this API that we know.
    Unsupported,
    /// Too many calls wait for this link.
    TooMany,
}

/// A call that has ended: what it was for, and its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled<K, R> {
    /// Whose link it used.
    pub key: K,
    /// What the caller left with it.
    pub reply: R,
    /// The answer.
    pub outcome: Result<Response, Failure>,
}

/// All links of one machine. `K` says what a link is for, `R` what to do with an answer.
#[derive(Clone, Debug)]
pub struct Links<K, R> {
    settings: Settings,
    next_link: u64,
    next_call: u64,
    links: BTreeMap<LinkId, Link<K, R>>,
    by_key: BTreeMap<K, LinkId>,
    /// Failures in a row, for the backoff.
    failures: BTreeMap<K, u32>,
    /// When [`Links::due`] has something to do, and for which link: noted at the end of whatever may change it, since it is
    /// asked far more often.
    wakes: BTreeSet<(Instant, LinkId)>,
    /// What the link serves that came up last: nearly always all serve the same, and share it.
    served: Arc<Served>,
    rng: Rng,
}

impl<K: Purpose, R: Clone> Links<K, R> {
    /// No link yet.
    #[must_use]
    pub fn new(settings: Settings, rng: Rng) -> Self {
        Self {
            settings,
            next_link: 0,
            next_call: 0,
            links: BTreeMap::new(),
            by_key: BTreeMap::new(),
            failures: BTreeMap::new(),
            wakes: BTreeSet::new(),
            served: Arc::default(),
            rng,
        }
    }

    /// Sends `body` over the link for `key`, opening it to `to` if there is none. The newest version that both ends
    /// know is used. It ends as one [`Settled`] from [`Links::response`], [`Links::lost`] or [`Links::due`], unless
    /// [`Links::hang`] forgets it first. Gives what ended by this call itself: calls that cannot even wait, and those of
    /// an older link for `key` that led elsewhere.
    #[expect(
        clippy::too_many_arguments,
        reason = "a call has this many parts, and a struct would only name them again"
    )]
    pub fn call(
        &mut self,
        now: Now,
        key: &K,
        to: &Address,
        body: Request,
        reply: R,
        timeout_ms: u64,
        effects: &mut Vec<Effect>,
    ) -> Vec<Settled<K, R>> {
        self.call_up_to(now, key, to, body, i16::MAX, reply, timeout_ms, effects)
    }

    /// [`Links::call`] with no newer version than `version_max`.
    #[expect(
        clippy::too_many_arguments,
        reason = "a call has this many parts, and a struct would only name them again"
    )]
    pub fn call_up_to(
        &mut self,
        now: Now,
        key: &K,
        to: &Address,
        body: Request,
        version_max: i16,
        reply: R,
        timeout_ms: u64,
        effects: &mut Vec<Effect>,
    ) -> Vec<Settled<K, R>> {
        let mut settled = Vec::new();
        let id = self.find_or_prepare(now, key, to, &mut settled, effects);
        let Some(link) = self.links.get_mut(&id) else { return settled };
        if link.waiting.len() >= QUEUED_CALLS_MAX {
            settled.push(Settled { key: key.clone(), reply, outcome: Err(Failure::TooMany) });
            return settled;
        }
        let call = Call { reply, deadline: now.at.after_ms(timeout_ms) };
        let waiting = Waiting { call, body, version_max };
        if matches!(link.state, State::Ready(_)) {
            settled.extend(self.send(id, waiting, effects));
        } else {
            link.waiting.push_back(waiting);
            self.open_if_due(now, id, effects);
        }
        self.note_wake(id);
        settled
    }

    /// Whether a call on the link for `key` would leave at once. If not, the link is opened, after its backoff if it
    /// failed before. Gives also the calls of an older link for `key` that led elsewhere.
    pub fn ready(
        &mut self,
        now: Now,
        key: &K,
        to: &Address,
        effects: &mut Vec<Effect>,
    ) -> (bool, Vec<Settled<K, R>>) {
        let mut settled = Vec::new();
        let id = self.find_or_prepare(now, key, to, &mut settled, effects);
        let Some(link) = self.links.get_mut(&id) else { return (false, settled) };
        let ready = matches!(link.state, State::Ready(_));
        let was_wanted = core::mem::replace(&mut link.wanted, true);
        self.open_if_due(now, id, effects);
        if !ready || !was_wanted {
            self.note_wake(id);
        }
        (ready, settled)
    }

    /// Sends over a link that is ready what nobody answers (a Produce with acks=0); `false` if it is not ready, or if
    /// the other end serves no version that fits.
    pub fn tell(&mut self, key: &K, body: Request, version_max: i16, effects: &mut Vec<Effect>) -> bool {
        let Some(&link) = self.by_key.get(key) else { return false };
        let State::Ready(served) = &self.links[&link].state else { return false };
        let Some(version) = usable_version(served, body.api_key(), version_max) else { return false };
        let call = self.fresh_call();
        effects.push(Effect::Call { link, call, version, body });
        true
    }

    /// How often in a row the link for `key` was lost or could not be opened; 0 while it is up or was never needed.
    #[must_use]
    pub fn failures(&self, key: &K) -> u32 {
        self.failures.get(key).copied().unwrap_or(0)
    }

    /// The version that a call of `api` would use on the link for `key`, once that is known.
    #[must_use]
    pub fn version(&self, key: &K, api: ApiKey) -> Option<i16> {
        match &self.links[self.by_key.get(key)?].state {
            State::Ready(served) => usable_version(served, api, i16::MAX),
            _ => None,
        }
    }

    /// Calls on the link for `key` that have no answer yet, those that wait for the link included.
    #[must_use]
    pub fn unanswered(&self, key: &K) -> usize {
        self.by_key.get(key).map_or(0, |id| {
            let link = &self.links[id];
            link.waiting.len() + link.in_flight.len()
        })
    }

    /// Tells an answer. Gives the calls that ended by it: the answered one, or those that the other end cannot serve.
    pub fn response(
        &mut self,
        id: LinkId,
        call: CallId,
        body: Response,
        effects: &mut Vec<Effect>,
    ) -> Vec<Settled<K, R>> {
        let Some(link) = self.links.get_mut(&id) else { return Vec::new() };
        if link.state == State::Negotiating(call) {
            let refused = self.negotiated(id, &body, effects);
            self.note_wake(id);
            return refused;
        }
        let Some(answered) = link.in_flight.remove(&call) else { return Vec::new() };
        let settled = Settled { key: link.key.clone(), reply: answered.reply, outcome: Ok(body) };
        self.note_wake(id);
        alloc::vec![settled]
    }

    /// Tells that a link is lost. Gives its calls, all failed.
    pub fn lost(&mut self, id: LinkId, why: LostReason) -> Vec<Settled<K, R>> {
        self.fail(id, Failure::Lost(why))
    }

    /// Ends the link for `key`, and forgets its calls: gives what they were for.
    pub fn hang(&mut self, key: &K, effects: &mut Vec<Effect>) -> Vec<R> {
        let Some(id) = self.by_key.remove(key) else { return Vec::new() };
        let Some(link) = self.remove(id) else { return Vec::new() };
        if !matches!(link.state, State::Backoff(_)) {
            effects.push(Effect::Hang { link: id });
        }
        link.in_flight
            .into_values()
            .chain(link.waiting.into_iter().map(|w| w.call))
            .map(|c| c.reply)
            .collect()
    }

    /// Ends the link for `key` as [`Links::hang`] does, and forgets how often it failed: nothing is left of it.
    pub fn forget(&mut self, key: &K, effects: &mut Vec<Effect>) -> Vec<R> {
        self.failures.remove(key);
        self.hang(key, effects)
    }

    /// Keys of all links that exist.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.by_key.keys()
    }

    /// Opens what may be opened again, and ends what has waited too long. Gives the calls that failed.
    pub fn due(&mut self, now: Now, effects: &mut Vec<Effect>) -> Vec<Settled<K, R>> {
        let mut settled = Vec::new();
        let due = self.wakes.iter().take_while(|(at, _)| *at <= now.at);
        let mut ids: Vec<LinkId> = due.map(|&(_, id)| id).collect();
        ids.sort_unstable();
        for id in ids {
            self.open_if_due(now, id, effects);
            if !self.links.get(&id).is_some_and(|link| link.is_late(now.at)) {
                self.note_wake(id);
                continue;
            }
            if !matches!(self.links[&id].state, State::Backoff(_)) {
                effects.push(Effect::Hang { link: id });
            }
            settled.extend(self.fail(id, Failure::TimedOut));
        }
        settled
    }

    /// When [`Links::due`] has something to do.
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        self.wakes.first().map(|&(at, _)| at)
    }

    /// Something about a link may have changed when it has to be looked at.
    fn note_wake(&mut self, id: LinkId) {
        let Some(link) = self.links.get_mut(&id) else { return };
        let wakes = link.wake_at();
        let before = core::mem::replace(&mut link.wakes, wakes);
        if before == wakes {
            return;
        }
        if let Some(at) = before {
            self.wakes.remove(&(at, id));
        }
        self.wakes.extend(wakes.map(|at| (at, id)));
    }

    fn remove(&mut self, id: LinkId) -> Option<Link<K, R>> {
        let link = self.links.remove(&id)?;
        if let Some(at) = link.wakes {
            self.wakes.remove(&(at, id));
        }
        Some(link)
    }

    fn fresh_call(&mut self) -> CallId {
        self.next_call += 1;
        CallId(self.next_call)
    }

    /// Sends what waits for a link that is ready. Gives the calls that the other end does not serve.
    fn send_waiting(&mut self, id: LinkId, effects: &mut Vec<Effect>) -> Vec<Settled<K, R>> {
        let waiting = self.links.get_mut(&id).map(|link| core::mem::take(&mut link.waiting));
        waiting.into_iter().flatten().filter_map(|waiting| self.send(id, waiting, effects)).collect()
    }

    /// Sends a call over a link that is ready. Gives it back if the other end does not serve it.
    fn send(&mut self, id: LinkId, waiting: Waiting<R>, effects: &mut Vec<Effect>) -> Option<Settled<K, R>> {
        let Waiting { call, body, version_max } = waiting;
        let link = self.links.get_mut(&id)?;
        let State::Ready(served) = &link.state else { return None };
        let Some(version) = usable_version(served, body.api_key(), version_max) else {
            let outcome = Err(Failure::Unsupported);
            return Some(Settled { key: link.key.clone(), reply: call.reply, outcome });
        };
        self.next_call += 1;
        let number = CallId(self.next_call);
        link.in_flight.insert(number, call);
        effects.push(Effect::Call { link: id, call: number, version, body });
        None
    }

    fn fail(&mut self, id: LinkId, failure: Failure) -> Vec<Settled<K, R>> {
        let Some(link) = self.remove(id) else { return Vec::new() };
        self.by_key.remove(&link.key);
        *self.failures.entry(link.key.clone()).or_insert(0) += 1;
        let calls = link.in_flight.into_values().chain(link.waiting.into_iter().map(|w| w.call));
        calls
            .map(|call| Settled { key: link.key.clone(), reply: call.reply, outcome: Err(failure) })
            .collect()
    }
}
