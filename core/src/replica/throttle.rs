//! Limits on the bandwidth of replication (KIP-73): replicas that a topic's configs name share a rate of bytes, one of this
//! broker's leaders and one of its followers. Replicas that are in sync are never held back.

use alloc::collections::VecDeque;

use partita_machine::{Instant, Name};

use super::partition::Role;
use super::{Partition, Replicas};
use crate::config::NodeConfig;
use crate::configs::{server_synonyms, topic_value};
use crate::cx::Cx;
use crate::image::Image;

/// Whether a replica is among those that are throttled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Throttled {
    /// As a leader (`leader.replication.throttled.replicas`).
    pub(crate) leader: bool,
    /// As a follower (`follower.replication.throttled.replicas`).
    pub(crate) follower: bool,
}

/// The two limits of a broker.
#[derive(Clone, Debug)]
pub(super) struct Throttles {
    leader: Throttle,
    follower: Throttle,
}

/// A limit, and what counts against it.
#[derive(Clone, Debug)]
struct Throttle {
    bytes_per_s: Option<u64>,
    /// Samples of a window each, the oldest first.
    samples: VecDeque<Sample>,
    /// `replication.quota.window.num`.
    samples_max: usize,
    /// `replication.quota.window.size.seconds`.
    window_ms: u64,
}

#[derive(Clone, Copy, Debug)]
struct Sample {
    began: Instant,
    last: Instant,
    bytes: u64,
}

impl Throttles {
    pub(super) fn new(config: &NodeConfig) -> Self {
        let number = |name: &str, default: u64| {
            u64::try_from(config.number(name, i64::try_from(default).unwrap_or(1))).unwrap_or(default).max(1)
        };
        let throttle = Throttle {
            bytes_per_s: None,
            samples: VecDeque::new(),
            samples_max: usize::try_from(number("replication.quota.window.num", 11)).unwrap_or(11),
            window_ms: number("replication.quota.window.size.seconds", 1).saturating_mul(1_000),
        };
        Self { leader: throttle.clone(), follower: throttle }
    }

    /// Takes the rates that are set for this broker, or for all.
    pub(super) fn set_rates(&mut self, image: &Image, config: &NodeConfig) {
        let rate = |name: &'static str| {
            server_synonyms(image, config, name, None).into_iter().next()?.value.trim().parse().ok()
        };
        self.leader.bytes_per_s = rate("leader.replication.throttled.rate");
        self.follower.bytes_per_s = rate("follower.replication.throttled.rate");
    }
}

impl Throttle {
    fn record(&mut self, now: Instant, bytes: u64) {
        self.forget_old(now);
        match self.samples.back_mut().filter(|sample| now.ms_since(sample.began) < self.window_ms) {
            Some(sample) => (sample.last, sample.bytes) = (now, sample.bytes.saturating_add(bytes)),
            None => self.samples.push_back(Sample { began: now, last: now, bytes }),
        }
    }

    /// Whether the rate is above the limit: all bytes of the samples that still count, over the time since the oldest began,
    /// which is taken for a whole window at least.
    fn is_exceeded(&self, now: Instant) -> bool {
        let Some(limit) = self.bytes_per_s else { return false };
        let counts = |sample: &&Sample| !self.is_old(sample, now);
        let bytes: u64 = self.samples.iter().filter(counts).map(|sample| sample.bytes).sum();
        let oldest = self.samples.iter().find(counts).map_or(now, |sample| sample.began);
        let elapsed_ms = now.ms_since(oldest).max(self.window_ms);
        u128::from(bytes) * 1_000 > u128::from(limit) * u128::from(elapsed_ms)
    }

    fn forget_old(&mut self, now: Instant) {
        while self.samples.front().is_some_and(|sample| self.is_old(sample, now)) {
            self.samples.pop_front();
        }
    }

    fn is_old(&self, sample: &Sample, now: Instant) -> bool {
        now.ms_since(sample.last) >= self.window_ms.saturating_mul(self.samples_max as u64)
    }
}

impl Replicas {
    /// Notes whether the configs of a replica's topic throttle it on this broker.
    pub(super) fn mark_throttled(&mut self, cx: &Cx<'_>, topic: &Name, partition: i32) {
        let names = |name: &str| names(&topic_value(&self.image, cx.config, topic, name), partition, self.me);
        let throttled = Throttled {
            leader: names("leader.replication.throttled.replicas"),
            follower: names("follower.replication.throttled.replicas"),
        };
        if self.partition(topic, partition).is_some_and(|replica| replica.throttled != throttled)
            && let Some(replica) = self.partition_mut(topic, partition)
        {
            replica.throttled = throttled;
            self.fetchers.look_at(&(topic.clone(), partition));
        }
    }

    /// Whether a follower gets nothing of a partition for now.
    pub(crate) fn leader_holds_back(&self, replica: &Partition, follower: i32, now: Instant) -> bool {
        replica.throttled.leader
            && !replica.state.in_sync.contains(&follower)
            && self.throttles.leader.is_exceeded(now)
    }

    /// Notes that a follower got this many bytes of a partition.
    pub(crate) fn served_follower(&mut self, topic: &str, partition: i32, now: Instant, bytes: u64) {
        if self.partition(topic, partition).is_some_and(|replica| replica.throttled.leader) {
            self.throttles.leader.record(now, bytes);
        }
    }

    /// Whether a replica asks its leader for nothing for now.
    pub(super) fn follower_holds_back(&self, replica: &Partition, now: Instant) -> bool {
        let Role::Follower(follower) = &replica.role else { return false };
        replica.throttled.follower && follower.lag != Some(0) && self.throttles.follower.is_exceeded(now)
    }

    /// Notes that a replica got this many bytes from its leader.
    pub(super) fn fetched_as_follower(&mut self, topic: &str, partition: i32, now: Instant, bytes: u64) {
        if self.partition(topic, partition).is_some_and(|replica| replica.throttled.follower) {
            self.throttles.follower.record(now, bytes);
        }
    }
}

/// Whether a list of partition:broker pairs, or `*` for all, has this partition on this broker.
fn names(value: &str, partition: i32, broker: i32) -> bool {
    let is_it = |pair: &str| {
        let pair = pair.trim().split_once(':');
        pair.is_some_and(|(a, b)| a.parse() == Ok(partition) && b.parse() == Ok(broker))
    };
    value.trim() == "*" || value.split(',').any(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: u64) -> Instant {
        Instant(ms * 1_000)
    }

    fn throttle(bytes_per_s: u64) -> Throttle {
        let samples = VecDeque::new();
        Throttle { bytes_per_s: Some(bytes_per_s), samples, samples_max: 11, window_ms: 1_000 }
    }

    #[test]
    fn replicas_are_named_by_pairs_or_all_at_once() {
        for (value, named) in
            [("*", true), ("0:1, 1:2", true), ("1:2", true), ("1:1,2:2", false), ("", false)]
        {
            assert_eq!(names(value, 1, 2), named, "{value}");
        }
    }

    #[test]
    fn a_burst_counts_as_if_it_took_a_window() {
        let mut throttle = throttle(1_000);
        throttle.record(at(0), 1_000);
        assert!(!throttle.is_exceeded(at(0)), "exactly the limit");
        throttle.record(at(10), 1);
        assert!(throttle.is_exceeded(at(10)));
        assert!(throttle.is_exceeded(at(1_000)));
        assert!(!throttle.is_exceeded(at(1_001)), "1,001 bytes in 1,001 ms");
    }

    #[test]
    fn what_is_old_counts_no_more() {
        let mut throttle = throttle(10);
        throttle.record(at(0), 1_000_000);
        assert!(throttle.is_exceeded(at(10_999)));
        assert!(!throttle.is_exceeded(at(11_000)));
        throttle.record(at(12_000), 10);
        assert_eq!(throttle.samples.len(), 1);
    }

    #[test]
    fn without_a_limit_nothing_exceeds_it() {
        let mut throttle = Throttle { bytes_per_s: None, ..throttle(1) };
        throttle.record(at(0), u64::MAX);
        assert!(!throttle.is_exceeded(at(0)));
    }
}
