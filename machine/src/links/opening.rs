//! How a link comes up: opened after its backoff, then asked which versions its other end serves (KIP-35).

use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_wire::messages::api_versions_request::ApiVersionsRequest;
use partita_wire::{ApiKey, Response};

use super::link::{Link, Served, State};
use super::{Failure, Links, Purpose, Settled};
use crate::{Address, Effect, LinkId, LostReason, Now, SmallMap};

impl<K: Purpose, R: Clone> Links<K, R> {
    /// Tells that a link is up.
    pub fn linked(&mut self, id: LinkId, effects: &mut Vec<Effect>) {
        let call = self.fresh_call();
        let Some(link) = self.links.get_mut(&id) else { return };
        link.state = State::Negotiating(call);
        let body = ApiVersionsRequest {
            client_software_name: self.settings.software.into(),
            client_software_version: env!("CARGO_PKG_VERSION").into(),
        };
        let (_, version) = ApiKey::ApiVersions.versions();
        effects.push(Effect::Call { link: id, call, version, body: body.into() });
        self.note_wake(id);
    }

    /// The link for `key` that leads there; one that leads elsewhere is ended.
    pub(super) fn find_or_prepare(
        &mut self,
        now: Now,
        key: &K,
        to: &Address,
        settled: &mut Vec<Settled<K, R>>,
        effects: &mut Vec<Effect>,
    ) -> LinkId {
        match self.by_key.get(key) {
            Some(&id) if self.links[&id].to == *to => id,
            Some(&id) => {
                effects.push(Effect::Hang { link: id });
                settled.extend(self.fail(id, Failure::Lost(LostReason::Closed)));
                self.prepare(now, key, to)
            }
            None => self.prepare(now, key, to),
        }
    }

    /// A link that is not open yet: at once, or after the backoff if it failed before.
    fn prepare(&mut self, now: Now, key: &K, to: &Address) -> LinkId {
        self.next_link += 1;
        let id = LinkId(self.next_link);
        let from = match self.failures.get(key) {
            None => now.at,
            Some(&failures) => now.at.after_ms(self.backoff_ms(failures)),
        };
        let link = Link {
            key: key.clone(),
            to: to.clone(),
            state: State::Backoff(from),
            setup_deadline: from.after_ms(self.settings.setup_timeout_ms),
            wanted: false,
            waiting: VecDeque::new(),
            in_flight: SmallMap::default(),
            wakes: None,
        };
        self.links.insert(id, link);
        self.by_key.insert(key.clone(), id);
        id
    }

    /// Doubles with each failure, up to its maximum, give or take a fifth (as Kafka's ExponentialBackoff).
    fn backoff_ms(&mut self, failures: u32) -> u64 {
        let doubled = self.settings.reconnect_backoff_ms << (failures.saturating_sub(1)).min(10);
        let base = doubled.min(self.settings.reconnect_backoff_max_ms);
        base * (80 + self.rng.below(41)) / 100
    }

    /// Opens a link that somebody needs, once its backoff is over.
    pub(super) fn open_if_due(&mut self, now: Now, id: LinkId, effects: &mut Vec<Effect>) {
        let Some(link) = self.links.get_mut(&id) else { return };
        if !matches!(link.state, State::Backoff(from) if from <= now.at) || !link.is_needed() {
            return;
        }
        link.state = State::Opening;
        link.setup_deadline = now.at.after_ms(self.settings.setup_timeout_ms);
        effects.push(Effect::Open { link: id, to: link.to.clone() });
    }

    /// Notes what the other end serves, and sends what has waited for that.
    pub(super) fn negotiated(
        &mut self,
        id: LinkId,
        body: &Response,
        effects: &mut Vec<Effect>,
    ) -> Vec<Settled<K, R>> {
        let Some(link) = self.links.get_mut(&id) else { return Vec::new() };
        let Response::ApiVersions(body) = body else { return Vec::new() };
        let served: Served =
            body.api_keys.iter().map(|api| (api.api_key, (api.min_version, api.max_version))).collect();
        if *self.served != served {
            self.served = Arc::new(served);
        }
        link.state = State::Ready(self.served.clone());
        self.failures.remove(&link.key);
        self.send_waiting(id, effects)
    }
}
