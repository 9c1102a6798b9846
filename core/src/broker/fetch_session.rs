//! Fetch sessions (KIP-227): the broker remembers what a fetcher wants, so that a request need only name what is new, and an
//! answer only what has changed.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::Instant;
use partita_wire::ErrorCode;
use partita_wire::messages::fetch_response::PartitionData;

use super::fetch_read::{Named, WantedPartition};
use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::image::Image;

/// `session_epoch` of a full fetch that would like a session.
const INITIAL: i32 = 0;
/// `session_epoch` of a full fetch that wants none, or ends its own.
const FINAL: i32 = -1;
/// A session that was not used for longer goes first; one that was in use for longer may have to make room
/// (`min.incremental.fetch.session.eviction.ms`).
const EVICTION_MS: u64 = 120_000;

/// All sessions of a broker.
#[derive(Clone, Debug)]
pub(super) struct Sessions {
    /// Shared with snapshots until a session is used again.
    by_id: BTreeMap<i32, Arc<Session>>,
    /// `max.incremental.fetch.session.cache.slots`.
    slots: usize,
}

#[derive(Clone, Debug)]
struct Session {
    /// What is wanted, in the order in which it is read: who got records goes to the end.
    partitions: BTreeMap<u64, Kept>,
    places: BTreeMap<Named, u64>,
    last_place: u64,
    /// Epoch of the next request.
    epoch: i32,
    /// Whether its requests name topics by id.
    by_id: bool,
    /// Whether it is a follower's: consumers' sessions make room for it.
    privileged: bool,
    created_at: Instant,
    used_at: Instant,
}

/// A request's place in a session, and what it says of itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    /// `session_id`.
    pub(super) id: i32,
    /// `session_epoch`.
    pub(super) epoch: i32,
    /// Whether it names topics by id (v13 and later).
    pub(super) by_id: bool,
    /// Whether a follower asks.
    pub(super) is_follower: bool,
}

/// A partition of a session, and what its fetcher was told last.
#[derive(Clone, Debug)]
struct Kept {
    wanted: WantedPartition,
    high_watermark: i64,
    log_start: i64,
}

/// How a request uses sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usage {
    /// Not at all.
    Without,
    /// It begins one: all it wants is answered.
    Began(i32),
    /// It goes on with one: what has changed is answered, as long as nobody else uses the session meanwhile.
    GoesOn { id: i32, next_epoch: i32 },
}

impl Usage {
    /// The session id of the answer.
    pub(super) fn id(self) -> i32 {
        match self {
            Self::Without => 0,
            Self::Began(id) | Self::GoesOn { id, .. } => id,
        }
    }
}

impl Sessions {
    pub(super) fn new(config: &NodeConfig) -> Self {
        let slots = config.number("max.incremental.fetch.session.cache.slots", 1_000);
        Self { by_id: BTreeMap::new(), slots: usize::try_from(slots).unwrap_or(0) }
    }

    /// Takes the session's part of a request: its id and epoch, what it names and what it forgets.
    pub(super) fn begin(
        &mut self,
        cx: &mut Cx<'_>,
        claim: Claim,
        wanted: &[WantedPartition],
        forgotten: &[Named],
    ) -> Result<Usage, ErrorCode> {
        let Claim { id, epoch, by_id, .. } = claim;
        if epoch == INITIAL || epoch == FINAL {
            self.by_id.remove(&id);
            return Ok(if epoch == FINAL { Usage::Without } else { self.create(cx, claim, wanted) });
        }
        let session = self.session_mut(id).ok_or(ErrorCode::FetchSessionIdNotFound)?;
        if session.epoch != epoch {
            return Err(ErrorCode::InvalidFetchSessionEpoch);
        }
        if session.by_id != by_id {
            return Err(ErrorCode::FetchSessionTopicIdError);
        }
        wanted.iter().for_each(|wanted| session.keep(wanted));
        for named in forgotten {
            session.forget(named);
        }
        if session.partitions.is_empty() {
            self.by_id.remove(&id);
            return Ok(Usage::Without);
        }
        session.epoch = if epoch == i32::MAX { 1 } else { epoch + 1 };
        session.used_at = cx.now.at;
        Ok(Usage::GoesOn { id, next_epoch: session.epoch })
    }

    /// What a session wants, topics that were unknown looked up again; nothing where there is none.
    pub(super) fn partitions(&mut self, usage: Usage, image: &Image) -> Option<Vec<WantedPartition>> {
        let Usage::GoesOn { id, .. } = usage else { return None };
        let session = self.session_mut(id)?;
        for kept in session.partitions.values_mut() {
            kept.wanted.look_up(image, session.by_id);
        }
        let kept = session.partitions.iter();
        Some(kept.map(|(&place, kept)| kept.wanted.of_now(image, place)).collect())
    }

    /// Whether another request has used the session since this one began to.
    pub(super) fn is_overtaken(&self, usage: Usage) -> bool {
        let Usage::GoesOn { id, next_epoch } = usage else { return false };
        self.by_id.get(&id).is_some_and(|session| session.epoch != next_epoch)
    }

    /// Whether an answer has to name a partition, and notes what it says of it.
    pub(super) fn has_news(&mut self, usage: Usage, wanted: &WantedPartition, data: &PartitionData) -> bool {
        match usage {
            Usage::Without => true,
            Usage::Began(id) => {
                if let Some(session) = self.session_mut(id) {
                    session.note(wanted, data);
                }
                true
            }
            Usage::GoesOn { id, .. } => self.session_mut(id).is_none_or(|session| session.note(wanted, data)),
        }
    }

    fn session_mut(&mut self, id: i32) -> Option<&mut Session> {
        self.by_id.get_mut(&id).map(Arc::make_mut)
    }

    /// A new session, unless all slots are taken by sessions worth more.
    fn create(&mut self, cx: &mut Cx<'_>, claim: Claim, wanted: &[WantedPartition]) -> Usage {
        let now = cx.now.at;
        if self.by_id.len() >= self.slots && !self.evict(now, (claim.is_follower, wanted.len())) {
            return Usage::Without;
        }
        let mut session = Session {
            partitions: BTreeMap::new(),
            places: BTreeMap::new(),
            last_place: 0,
            epoch: 1,
            by_id: claim.by_id,
            privileged: claim.is_follower,
            created_at: now,
            used_at: now,
        };
        wanted.iter().for_each(|wanted| session.keep(wanted));
        let mut id = 0;
        while id == 0 || self.by_id.contains_key(&id) {
            id = i32::try_from(cx.rng.below(1 << 31)).unwrap_or(0);
        }
        self.by_id.insert(id, Arc::new(session));
        Usage::Began(id)
    }

    /// Removes a session to make room for one of this worth: the one that was idle longest, if it was idle long enough;
    /// otherwise the least, if it is worth less. A session in its first minutes yields to a follower only, and only if it is
    /// no follower's itself.
    fn evict(&mut self, now: Instant, worth: (bool, usize)) -> bool {
        let idle = self.by_id.iter().map(|(&id, session)| (session.used_at, id)).min();
        let Some((used_at, idle)) = idle else { return false };
        if now.ms_since(used_at) > EVICTION_MS {
            self.by_id.remove(&idle);
            return true;
        }
        let may_go = |session: &Session| {
            let is_settled = session.used_at.ms_since(session.created_at) > EVICTION_MS;
            is_settled || (worth.0 && !session.privileged)
        };
        let worths = self.by_id.iter().filter(|(_, session)| may_go(session));
        let least = worths.map(|(&id, session)| (session.worth(), id)).min();
        match least {
            Some((known, id)) if known < worth => self.by_id.remove(&id).is_some(),
            _ => false,
        }
    }
}

impl Session {
    /// What decides which session makes room: a follower's is worth more, then one with more partitions.
    fn worth(&self) -> (bool, usize) {
        (self.privileged, self.partitions.len())
    }

    /// Adds a partition, or takes what is new about it.
    fn keep(&mut self, wanted: &WantedPartition) {
        let place = self.places.get(&wanted.named).copied();
        if let Some(kept) = place.and_then(|place| self.partitions.get_mut(&place)) {
            // What its topic was found to be stays.
            let topic = kept.wanted.topic.clone();
            kept.wanted = wanted.clone();
            kept.wanted.topic = topic;
            return;
        }
        // Not told anything yet.
        let kept = Kept { wanted: wanted.clone(), high_watermark: -1, log_start: -1 };
        self.put_last(wanted.named.clone(), kept);
    }

    fn put_last(&mut self, named: Named, kept: Kept) {
        self.last_place += 1;
        self.places.insert(named, self.last_place);
        self.partitions.insert(self.last_place, kept);
    }

    fn forget(&mut self, named: &Named) -> Option<Kept> {
        let place = self.places.remove(named)?;
        self.partitions.remove(&place)
    }

    /// Notes what is said of a partition; says whether it is worth saying.
    fn note(&mut self, wanted: &WantedPartition, data: &PartitionData) -> bool {
        let (named, mut place) = (&wanted.named, wanted.place);
        // Another request may have moved it since.
        if self.partitions.get(&place).is_none_or(|kept| kept.wanted.named != *named) {
            let Some(&known) = self.places.get(named) else { return true };
            place = known;
        }
        let Some(kept) = self.partitions.get_mut(&place) else { return true };
        let is_wrong = data.error_code != 0;
        let points_elsewhere = data.diverging_epoch.epoch >= 0 || data.preferred_read_replica >= 0;
        let has_records = data.records.as_ref().is_some_and(|records| !records.is_empty());
        let moved = (kept.high_watermark, kept.log_start) != (data.high_watermark, data.log_start_offset);
        kept.log_start = data.log_start_offset;
        // After an error the next answer names it again.
        kept.high_watermark = if is_wrong { -1 } else { data.high_watermark };
        if has_records && let Some(kept) = self.forget(named) {
            self.put_last(named.clone(), kept);
        }
        is_wrong || points_elsewhere || has_records || moved
    }
}
