//! Fetch: what consumers read and followers copy. An answer that would have too little waits for more.

use alloc::string::ToString;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::fetch_request::FetchRequest;
use partita_wire::messages::fetch_response::{
    FetchResponse, FetchableTopicResponse, LeaderIdAndEpoch, NodeEndpoint, PartitionData,
};

use super::fetch_read::{Found, FoundPartition, Named, Reader, Wanted, WantedPartition};
use super::fetch_session::{Claim, Usage};
use super::partitions::{Partitions, endpoints};
use super::throttle::fetched;
use crate::cx::{Asked, Cx};
use crate::image::{Image, PartitionState};
use crate::replica::{Replicas, TopicPartition};
use crate::wait::WaitId;

/// The first version whose answers name the present leader beside an error (KIP-951), although the field is older.
const TELLS_LEADERS_FROM: i16 = 16;

/// A fetch that waits for more.
#[derive(Clone, Debug)]
pub(super) struct FetchWait {
    pub(super) asked: Asked,
    pub(super) wanted: Wanted,
    pub(super) usage: Usage,
}

impl Partitions {
    pub(super) fn on_fetch(
        &mut self,
        cx: &mut Cx<'_>,
        image: &Image,
        asked: Asked,
        mut request: FetchRequest,
    ) {
        let by_id = asked.version >= 13;
        let named = WantedPartition::all_of(image, by_id, &mut request);
        let forgotten = forgotten(by_id, &request);
        let claim = Claim {
            id: request.session_id,
            epoch: request.session_epoch,
            by_id,
            follower: Some(Wanted::replica_id(asked.version, &request)).filter(|&id| id >= 0),
        };
        let usage = match self.sessions.begin(cx, &mut self.replicas, claim, &named, &forgotten) {
            Ok(usage) => usage,
            Err(code) => {
                return self.refuse_fetch(cx, image, &asked, code);
            }
        };
        let wait_ms = u64::try_from(request.max_wait_ms).unwrap_or(0);
        let mut wanted = Wanted::of(cx.config, asked.version, &request, named);
        let wants_nothing = !self.sessions.keeps(usage) && wanted.partitions.is_empty();
        let found = self.look(cx, image, usage, &mut wanted);
        let is_enough = found.bytes >= wanted.min_bytes || found.is_urgent;
        let mut wait = FetchWait { asked, wanted, usage };
        if is_enough || wait_ms == 0 || wants_nothing {
            self.load_fetch(cx, image, Arc::new(wait), found);
            return;
        }
        let (deadline, conn) = (cx.now.at.after_ms(wait_ms), wait.asked.conn);
        if self.sessions.keeps(usage) {
            wait.wanted.partitions = Vec::new();
            let id = self.fetch_waits.insert(deadline, conn, Vec::new(), Arc::new(wait));
            self.sessions.wait(usage, id);
            return;
        }
        let keys = wait.wanted.partitions.iter().filter_map(|partition| {
            Some((partition.topic.as_ref().ok()?.clone(), partition.named.partition))
        });
        let keys = keys.collect();
        self.fetch_waits.insert(deadline, conn, keys, Arc::new(wait));
    }

    /// Answers a fetch that has no place in the session it names. One that is throttled is not told that: without a session's
    /// id in the answer the client begins anew, as with Kafka.
    fn refuse_fetch(&mut self, cx: &mut Cx<'_>, image: &Image, asked: &Asked, code: ErrorCode) {
        match self.throttle.fetch(cx.now.at, image, asked, 0) {
            0 => cx.answer(asked, FetchResponse { error_code: code as i16, ..Default::default() }),
            throttle_ms => answer_throttled(cx, asked, FetchResponse::default(), throttle_ms),
        }
    }

    /// Looks for what there is for a fetch, and notes how far a follower is by it. One that goes on with a session wants all
    /// that the session does: only partitions are looked at that may have something.
    fn look(&mut self, cx: &mut Cx<'_>, image: &Image, usage: Usage, wanted: &mut Wanted) -> Found {
        if let Some(partitions) = self.sessions.partitions(usage, image, wanted.asks_for_place()) {
            wanted.partitions = partitions;
        }
        let mut found = wanted.find(cx, &self.replicas);
        if let Reader::Follower { id, broker_epoch } = wanted.reader {
            note_positions(cx, &mut self.replicas, wanted, &found, id, broker_epoch);
        }
        self.sessions.settle(usage, &mut self.replicas, wanted, &mut found);
        found
    }

    /// The same for a fetch that has waited, and gives it as it is then. A follower is no further for having waited.
    fn look_again(&self, cx: &Cx<'_>, image: &Image, wait: &Arc<FetchWait>) -> (Arc<FetchWait>, Found) {
        let mut wait = wait.clone();
        if let Some(partitions) = self.sessions.waiting(wait.usage, image) {
            Arc::make_mut(&mut wait).wanted.partitions = partitions;
        }
        let found = wait.wanted.find(cx, &self.replicas);
        (wait, found)
    }

    /// Looks at fetches again that wait for a partition which has changed: answers those that have enough.
    pub(super) fn retry_fetch(&mut self, cx: &mut Cx<'_>, image: &Image, changed: &TopicPartition) {
        let mut waits = self.fetch_waits.of(changed);
        waits.extend(self.sessions.waits_of(changed));
        waits.sort_unstable();
        for id in waits {
            let Some(wait) = self.fetch_waits.request(id) else { continue };
            let gains = match self.sessions.wanted(wait.usage, changed) {
                Some(wanted) => wait.wanted.gains_by(cx, &self.replicas, wanted),
                None => wait.wanted.gains_by_any(cx, &self.replicas, changed),
            };
            if !gains {
                continue;
            }
            let (wait, found) = self.look_again(cx, image, wait);
            if found.is_urgent || found.bytes >= wait.wanted.min_bytes {
                self.finish_fetch(cx, image, id, wait, found);
            }
        }
    }

    /// Answers fetches that have waited long enough with what there is.
    pub(super) fn expire_fetch(&mut self, cx: &mut Cx<'_>, image: &Image) {
        for id in self.fetch_waits.due(cx.now.at) {
            let Some(wait) = self.fetch_waits.request(id) else { continue };
            let (wait, found) = self.look_again(cx, image, wait);
            self.finish_fetch(cx, image, id, wait, found);
        }
    }

    fn finish_fetch(
        &mut self,
        cx: &mut Cx<'_>,
        image: &Image,
        id: WaitId,
        wait: Arc<FetchWait>,
        found: Found,
    ) {
        self.fetch_waits.remove(id);
        self.sessions.waits_no_more(wait.usage, id);
        self.load_fetch(cx, image, wait, found);
    }

    /// Answers a fetch whose records are all there.
    pub(super) fn answer_fetch(
        &mut self,
        cx: &mut Cx<'_>,
        image: &Image,
        wait: &FetchWait,
        partitions: Vec<PartitionData>,
    ) {
        let is_overtaken = self.sessions.is_overtaken(wait.usage);
        let bytes = if is_overtaken { 0 } else { fetched(&partitions) };
        let throttle_ms = self.throttle.fetch(cx.now.at, image, &wait.asked, bytes);
        let mut response = FetchResponse { session_id: wait.usage.id(), ..Default::default() };
        if is_overtaken {
            response.error_code = ErrorCode::InvalidFetchSessionEpoch as i16;
        }
        if throttle_ms > 0 {
            // What its session was about to tell is told by a later answer; one that was to begin does not.
            response.session_id = self.sessions.told_nothing(&mut self.replicas, wait.usage);
            return answer_throttled(cx, &wait.asked, response, throttle_ms);
        }
        if is_overtaken {
            return cx.answer(&wait.asked, response);
        }
        let tells_leaders = wait.asked.version >= TELLS_LEADERS_FROM;
        let mut leaders = Vec::new();
        for (wanted, mut data) in wait.wanted.partitions.iter().zip(partitions) {
            if !self.sessions.has_news(wait.usage, wanted, &data) {
                continue;
            }
            if let (Reader::Follower { .. }, Ok(topic)) = (wait.wanted.reader, &wanted.topic) {
                let bytes = data.records.as_ref().map_or(0, |records| records.len() as u64);
                self.replicas.served_follower(topic, wanted.named.partition, cx.now.at, bytes);
            }
            if let Some(state) = moved_to(image, wanted, data.error_code).filter(|_| tells_leaders) {
                data.current_leader =
                    LeaderIdAndEpoch { leader_id: state.leader, leader_epoch: state.leader_epoch };
                leaders.push(state.leader);
            }
            add(&mut response, &wanted.named, data);
        }
        if tells_leaders {
            response.node_endpoints = node_endpoints(image, leaders);
        }
        cx.answer(&wait.asked, response);
    }
}

/// Answers a fetch with nothing but how long it is throttled (KIP-219).
fn answer_throttled(cx: &mut Cx<'_>, asked: &Asked, mut response: FetchResponse, throttle_ms: u32) {
    response.throttle_time_ms = i32::try_from(throttle_ms).unwrap_or(i32::MAX);
    cx.answer_muted(asked, Some(response.into()), throttle_ms);
}

/// A follower's fetch says how far it is. Where its past diverges, it says nothing.
fn note_positions(
    cx: &mut Cx<'_>,
    replicas: &mut Replicas,
    wanted: &Wanted,
    found: &Found,
    id: i32,
    broker_epoch: i64,
) {
    for (wanted, FoundPartition { data, .. }) in wanted.partitions.iter().zip(&found.partitions) {
        let Ok(topic) = &wanted.topic else { continue };
        if data.error_code == 0 && data.diverging_epoch.epoch < 0 {
            let position = (wanted.offset, wanted.log_start);
            replicas.note_position(cx, topic, wanted.named.partition, id, position, broker_epoch);
        }
    }
}

/// Partitions that an incremental fetch leaves out from now on.
fn forgotten(by_id: bool, request: &FetchRequest) -> Vec<Named> {
    let topics = request.forgotten_topics_data.iter();
    let named = topics.flat_map(|topic| {
        let named = |&partition: &i32| Named::new(by_id, &topic.topic, topic.topic_id, partition);
        topic.partitions.iter().map(named)
    });
    named.collect()
}

/// Adds a partition to an answer; neighbours of one topic share its entry.
fn add(response: &mut FetchResponse, named: &Named, data: PartitionData) {
    let is_same =
        |topic: &FetchableTopicResponse| topic.topic_id == named.topic_id && topic.topic == named.topic;
    if !response.responses.last().is_some_and(is_same) {
        let (topic, topic_id) = (named.topic.clone(), named.topic_id);
        response.responses.push(FetchableTopicResponse { topic, topic_id, ..Default::default() });
    }
    if let Some(topic) = response.responses.last_mut() {
        topic.partitions.push(data);
    }
}

fn node_endpoints(image: &Image, leaders: Vec<i32>) -> Vec<NodeEndpoint> {
    endpoints(image, leaders)
        .map(|broker| NodeEndpoint {
            node_id: broker.id,
            host: broker.address.host.to_string(),
            port: i32::from(broker.address.port),
            rack: broker.rack.as_ref().map(ToString::to_string),
        })
        .collect()
}

/// The partition as the metadata has it, where the reader asked the wrong broker or believes in an old leader (KIP-951).
fn moved_to<'a>(image: &'a Image, wanted: &WantedPartition, code: i16) -> Option<&'a PartitionState> {
    let code = ErrorCode::from_i16(code)?;
    if !matches!(code, ErrorCode::NotLeaderOrFollower | ErrorCode::FencedLeaderEpoch) {
        return None;
    }
    image.partition(wanted.topic.as_ref().ok()?, wanted.named.partition).map(|state| &**state)
}
