//! Fetch sessions (KIP-227): the broker remembers what a fetcher wants, so that a request need only name what is new, and an
//! answer only what has changed.
//!
//! Who changes a partition says so ([`Sessions::note_change`]), and a fetch looks at those partitions of its session alone
//! that were named or have changed since they had nothing to say: one of an idle follower costs nothing for each partition.

mod evict;
mod session;

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::ErrorCode;
use partita_wire::messages::fetch_response::PartitionData;

use super::fetch_read::{Found, Named, Reader, Wanted, WantedPartition};
use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::image::Image;
use crate::replica::{Replicas, TopicPartition};
use crate::wait::WaitId;

use session::Session;

/// `session_epoch` of a full fetch that would like a session.
const INITIAL: i32 = 0;
/// `session_epoch` of a full fetch that wants none, or ends its own.
const FINAL: i32 = -1;

/// Where a partition stands in a session: the session's id, and the partition's number in it.
type Place = (i32, u32);

/// All sessions of a broker.
#[derive(Clone, Debug)]
pub(super) struct Sessions {
    /// Shared with snapshots until a session is used again.
    by_id: BTreeMap<i32, Arc<Session>>,
    /// Which sessions want a partition, and its number in each. The number stands first because most comparisons end there.
    by_partition: Arc<BTreeMap<(i32, Name), Vec<Place>>>,
    /// `max.incremental.fetch.session.cache.slots`.
    slots: usize,
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
    /// The follower that asks, if it is one.
    pub(super) follower: Option<i32>,
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
        Self {
            by_id: BTreeMap::new(),
            by_partition: Arc::default(),
            slots: usize::try_from(slots).unwrap_or(0),
        }
    }

    /// Takes the session's part of a request: its id and epoch, what it names and what it forgets.
    pub(super) fn begin(
        &mut self,
        cx: &mut Cx<'_>,
        replicas: &mut Replicas,
        claim: Claim,
        wanted: &[WantedPartition],
        forgotten: &[Named],
    ) -> Result<Usage, ErrorCode> {
        let Claim { id, epoch, by_id, .. } = claim;
        if epoch == INITIAL || epoch == FINAL {
            self.remove(replicas, id);
            return Ok(if epoch == FINAL {
                Usage::Without
            } else {
                self.create(cx, replicas, claim, wanted)
            });
        }
        let session = self.by_id.get(&id).ok_or(ErrorCode::FetchSessionIdNotFound)?;
        if session.epoch != epoch {
            return Err(ErrorCode::InvalidFetchSessionEpoch);
        }
        if session.by_id != by_id {
            return Err(ErrorCode::FetchSessionTopicIdError);
        }
        wanted.iter().for_each(|wanted| self.keep(replicas, id, wanted));
        forgotten.iter().for_each(|named| self.forget(replicas, id, named));
        let Some(session) = self.session_mut(id) else { return Ok(Usage::Without) };
        if session.is_empty() {
            self.remove(replicas, id);
            return Ok(Usage::Without);
        }
        session.epoch = session::epoch_after(epoch);
        session.used_at = cx.now.at;
        if let Some(follower) = session.follower {
            replicas.heard_from(follower, cx.now.at);
        }
        Ok(Usage::GoesOn { id, next_epoch: session.epoch })
    }

    /// What a session wants of partitions that may have something to say, or of `all`; topics that were unknown are looked
    /// up again. Nothing where the request does not go on with a session.
    pub(super) fn partitions(
        &mut self,
        usage: Usage,
        image: &Image,
        all: bool,
    ) -> Option<Vec<WantedPartition>> {
        let Usage::GoesOn { id, .. } = usage else { return None };
        let session = self.session_mut(id)?;
        if all {
            session.look_at_all();
        }
        for (topic, partition, number) in session.look_up(image) {
            Arc::make_mut(&mut self.by_partition).entry((partition, topic)).or_default().push((id, number));
        }
        self.waiting(usage, image)
    }

    /// What the session of a fetch that waits wants of partitions that may have something to say.
    pub(super) fn waiting(&self, usage: Usage, image: &Image) -> Option<Vec<WantedPartition>> {
        let Usage::GoesOn { id, .. } = usage else { return None };
        Some(self.by_id.get(&id).map(|session| session.to_look_at(image)).unwrap_or_default())
    }

    /// Leaves partitions out that have nothing to say, until they change: those of a follower rest meanwhile.
    pub(super) fn settle(
        &mut self,
        usage: Usage,
        replicas: &mut Replicas,
        wanted: &mut Wanted,
        found: &mut Found,
    ) {
        let Usage::GoesOn { id, .. } = usage else { return };
        let Some(session) = self.session_mut(id) else { return };
        let follower = match wanted.reader {
            Reader::Follower { id, .. } => Some(id),
            Reader::Consumer { .. } => None,
        };
        let mut quiet = Vec::with_capacity(found.partitions.len());
        for (wanted, found) in wanted.partitions.iter().zip(&found.partitions) {
            let is_quiet = found.is_at_rest && session.rest(wanted.number, &found.data);
            if let (true, Some(id), Ok(topic)) = (is_quiet, follower, &wanted.topic) {
                replicas.let_rest(topic, wanted.named.partition, id);
            }
            quiet.push(is_quiet);
        }
        let mut at = quiet.iter();
        wanted.partitions.retain(|_| at.next() == Some(&false));
        let mut at = quiet.iter();
        found.partitions.retain(|_| at.next() == Some(&false));
    }

    /// A partition has changed: whoever wants it looks at it again.
    pub(super) fn note_change(&mut self, replicas: &mut Replicas, changed: &TopicPartition) {
        let (topic, partition) = changed;
        let Some(places) = self.by_partition.get(&(*partition, topic.clone())) else { return };
        for &(id, number) in places {
            let Some(session) = self.by_id.get_mut(&id).map(Arc::make_mut) else { continue };
            session.look_at(number);
            if let Some(follower) = session.follower {
                replicas.rouse(topic, *partition, follower);
            }
        }
    }

    /// Anything may have changed: everybody looks at everything again.
    pub(super) fn stir(&mut self, replicas: &mut Replicas) {
        for session in self.by_id.values_mut().map(Arc::make_mut) {
            session.look_at_all();
            if let Some(follower) = session.follower {
                replicas.rouse_all(follower);
            }
        }
    }

    /// Whether partitions and waits are the session's affair.
    pub(super) fn keeps(&self, usage: Usage) -> bool {
        matches!(usage, Usage::GoesOn { id, .. } if self.by_id.contains_key(&id))
    }

    /// A fetch waits for any change of what its session wants.
    pub(super) fn wait(&mut self, usage: Usage, wait: WaitId) {
        if let Some(session) = self.session_mut(usage.id()) {
            session.waits.push(wait);
        }
    }

    /// It waits no more.
    pub(super) fn waits_no_more(&mut self, usage: Usage, wait: WaitId) {
        if self.keeps(usage)
            && let Some(session) = self.session_mut(usage.id())
        {
            session.waits.retain(|&other| other != wait);
        }
    }

    /// Fetches that wait for any change of what their sessions want, this partition among it.
    pub(super) fn waits_of(&self, changed: &TopicPartition) -> impl Iterator<Item = WaitId> {
        let places = self.by_partition.get(&(changed.1, changed.0.clone())).into_iter().flatten();
        places.filter_map(|(id, _)| self.by_id.get(id)).flat_map(|session| session.waits.iter().copied())
    }

    /// What the session of a request wants of a partition.
    pub(super) fn wanted(&self, usage: Usage, partition: &TopicPartition) -> Option<&WantedPartition> {
        let Usage::GoesOn { id, .. } = usage else { return None };
        let places = self.by_partition.get(&(partition.1, partition.0.clone()))?;
        let number = places.iter().find(|(of, _)| *of == id)?.1;
        self.by_id.get(&id)?.wanted(number)
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

    /// An answer tells nothing, since it is throttled: a session that it was to begin is none, one that goes on tells it later.
    /// Gives the session id of the answer.
    pub(super) fn told_nothing(&mut self, replicas: &mut Replicas, usage: Usage) -> i32 {
        match usage {
            Usage::Without => 0,
            Usage::Began(id) => {
                self.remove(replicas, id);
                0
            }
            Usage::GoesOn { id, .. } => id,
        }
    }

    fn session_mut(&mut self, id: i32) -> Option<&mut Session> {
        self.by_id.get_mut(&id).map(Arc::make_mut)
    }

    /// Adds a partition to a session, or takes what is new about it: it is to be looked at.
    fn keep(&mut self, replicas: &mut Replicas, id: i32, wanted: &WantedPartition) {
        let Some(session) = self.session_mut(id) else { return };
        if let (Some(follower), Ok(topic)) = (session.follower, &wanted.topic) {
            replicas.rouse(topic, wanted.named.partition, follower);
        }
        if let Some((topic, number)) = session.keep(wanted) {
            let key = (wanted.named.partition, topic);
            Arc::make_mut(&mut self.by_partition).entry(key).or_default().push((id, number));
        }
    }

    fn forget(&mut self, replicas: &mut Replicas, id: i32, named: &Named) {
        let Some(session) = self.session_mut(id) else { return };
        let follower = session.follower;
        let Some((number, topic)) = session.forget(named) else { return };
        if let Some(follower) = follower {
            replicas.rouse(&topic, named.partition, follower);
        }
        self.leave((id, number), &(topic, named.partition));
    }

    /// A session does not want a partition any more; it may want another of the same name, of a topic made anew.
    fn leave(&mut self, place: Place, (topic, partition): &TopicPartition) {
        let by_partition = Arc::make_mut(&mut self.by_partition);
        let key = (*partition, topic.clone());
        if let Some(places) = by_partition.get_mut(&key) {
            places.retain(|&other| other != place);
            if places.is_empty() {
                by_partition.remove(&key);
            }
        }
    }

    /// Removes a session with all it wants.
    fn remove(&mut self, replicas: &mut Replicas, id: i32) -> bool {
        let Some(session) = self.by_id.remove(&id) else { return false };
        if let Some(follower) = session.follower {
            replicas.rouse_all(follower);
        }
        for (number, partition) in session.topics() {
            self.leave((id, number), &partition);
        }
        true
    }

    /// A new session, unless all slots are taken by sessions worth more.
    fn create(
        &mut self,
        cx: &mut Cx<'_>,
        replicas: &mut Replicas,
        claim: Claim,
        wanted: &[WantedPartition],
    ) -> Usage {
        let now = cx.now.at;
        if let Some(follower) = claim.follower {
            // An older session of it, if there is one, is in use no more.
            replicas.rouse_all(follower);
        }
        let worth = (claim.follower.is_some(), wanted.len());
        if self.by_id.len() >= self.slots && !self.evict(replicas, now, worth) {
            return Usage::Without;
        }
        let mut id = 0;
        while id == 0 || self.by_id.contains_key(&id) {
            id = i32::try_from(cx.rng.below(1 << 31)).unwrap_or(0);
        }
        self.by_id.insert(id, Arc::new(Session::new(claim, now)));
        wanted.iter().for_each(|wanted| self.keep(replicas, id, wanted));
        Usage::Began(id)
    }
}
