//! The quota of changes (KIP-599): `controller_mutation_rate` bounds how many partitions a client creates and deletes a second.
//!
//! A bucket of tokens for whoever shares the quota: each partition takes one, and they come back at the quota's rate, up to as
//! many as a whole window brings. Who owes tokens is throttled; a client that knows the error is refused further changes.

use alloc::collections::BTreeMap;

use partita_machine::{Instant, Name};
use partita_wire::ErrorCode;

use crate::broker::{Entity, quota_of};
use crate::config::NodeConfig;
use crate::cx::Asked;
use crate::image::Image;

use super::Refused;

/// Name of the quota.
const MUTATION_RATE: &str = "controller_mutation_rate";
/// Most buckets that are kept: for a new one the fullest go, which forget least.
const BUCKETS_MAX: usize = 10_000;
/// A token is a million parts: a quota is in thousandths a second, time in thousandths of one.
const TOKEN: i128 = 1_000_000;

/// Tokens, which may be owed, and when they were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bucket {
    parts: i128,
    at: Instant,
}

/// The buckets of a term of the active controller.
#[derive(Clone, Debug, Default)]
pub(super) struct Mutations {
    buckets: BTreeMap<Entity, Bucket>,
}

/// One request's dealings with its bucket.
#[derive(Debug)]
pub(super) struct Mutation {
    of: Option<(Entity, Bucket, i128)>,
    strict: bool,
    throttle_ms: i32,
}

impl Mutations {
    /// Begins a request; it is `strict` in a version whose clients know THROTTLING_QUOTA_EXCEEDED.
    pub(super) fn begin(
        &self,
        config: &NodeConfig,
        image: &Image,
        at: Instant,
        asked: &Asked,
        strict: bool,
    ) -> Mutation {
        let principal = &*asked.peer.principal;
        let user = Name::from(principal.split_once(':').map_or(principal, |(_, user)| user));
        let client = Name::from(asked.client_id.as_deref().unwrap_or_default());
        let of = quota_of(image, &user, &client, MUTATION_RATE).map(|(sharers, bound)| {
            let bound = i128::try_from(bound).unwrap_or(i128::MAX / (1 << 40));
            let bucket = self.filled(config, &sharers, at, bound);
            (sharers, bucket, bound)
        });
        Mutation { of, strict, throttle_ms: 0 }
    }

    /// A bucket as it is by now. A new one is full.
    fn filled(&self, config: &NodeConfig, sharers: &Entity, at: Instant, bound: i128) -> Bucket {
        let setting = |name, default| i128::from(config.number(name, default).max(1));
        let window_s = setting("controller.quota.window.num", 11)
            .saturating_mul(setting("controller.quota.window.size.seconds", 1));
        let full = bound.saturating_mul(window_s).saturating_mul(1_000);
        let parts = self.buckets.get(sharers).map_or(full, |bucket| {
            let back = bound.saturating_mul(i128::from(at.ms_since(bucket.at)));
            bucket.parts.saturating_add(back).min(full)
        });
        Bucket { parts, at }
    }

    /// Keeps what a request has left. Gives how long its client is throttled.
    pub(super) fn end(&mut self, mutation: Mutation) -> i32 {
        if let Some((sharers, bucket, _)) = mutation.of {
            if self.buckets.len() >= BUCKETS_MAX && !self.buckets.contains_key(&sharers) {
                let fullest = self.buckets.iter().max_by_key(|(_, bucket)| bucket.parts);
                if let Some(fullest) = fullest.map(|(sharers, _)| sharers.clone()) {
                    self.buckets.remove(&fullest);
                }
            }
            self.buckets.insert(sharers, bucket);
        }
        mutation.throttle_ms
    }
}

impl Mutation {
    /// Takes a token for each of so many partitions. In a strict request none is taken while some are owed.
    pub(super) fn take(&mut self, partitions: usize) -> Result<(), Refused> {
        let Some((_, bucket, bound)) = &mut self.of else { return Ok(()) };
        let owed_ms = |parts: i128, bound: i128| {
            i32::try_from((-parts).max(0).saturating_add(bound / 2) / bound.max(1)).unwrap_or(i32::MAX)
        };
        if self.strict && bucket.parts < 0 {
            self.throttle_ms = self.throttle_ms.max(owed_ms(bucket.parts, *bound));
            return Err(ErrorCode::ThrottlingQuotaExceeded.into());
        }
        let taken = TOKEN.saturating_mul(i128::try_from(partitions).unwrap_or(i128::MAX));
        bucket.parts = bucket.parts.saturating_sub(taken);
        if !self.strict && bucket.parts < 0 {
            self.throttle_ms = self.throttle_ms.max(owed_ms(bucket.parts, *bound));
        }
        Ok(())
    }
}
