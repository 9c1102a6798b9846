//! Batches that are due leave, per broker in one request, each partition's in order.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use partita_machine::{Address, Effect, Instant, Now};
use partita_wire::ErrorCode;
use partita_wire::messages::init_producer_id_request::InitProducerIdRequest;
use partita_wire::messages::produce_request::{PartitionProduceData, ProduceRequest, TopicProduceData};
use partita_wire::records::ProducedRecords;

use super::Producer;
use super::answer::{Reply, Sent};
use super::batch::Batch;
use super::sequences::Place;
use crate::error::ClientError;
use crate::net::LinkKey;

/// The newest Produce without topic ids.
const PRODUCE_BY_NAME_MAX: i16 = 12;

/// Why a batch does not leave yet.
enum Wait {
    /// At this moment it does.
    Until(Instant),
    /// Its partition has no leader.
    NoLeader,
    /// It is due: only its link, or a place in flight, is missing.
    Due,
}

impl Producer {
    /// Sends what is due.
    pub(super) fn send_batches(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let delivery = self.settings.delivery_timeout_ms;
        if self.undead.iter().any(|created| created.after_ms(delivery) <= now.at) {
            return;
        }
        self.expire(now, effects);
        if self.settings.idempotent {
            self.number_again();
            self.init_producer_id(now, effects);
        }
        if self.settings.adaptive_partitioning {
            let Self { accumulator, net, .. } = self;
            accumulator.observe_load(&net.metadata);
        }
        // Each request changes what is due after it.
        while self.send_round(now, effects) {}
    }

    /// At most one request to each broker; gives whether there was any.
    fn send_round(&mut self, now: Now, effects: &mut Vec<Effect>) -> bool {
        let most = usize::try_from(self.settings.max_in_flight).unwrap_or(usize::MAX);
        let mut sent = false;
        for (node, address) in self.nodes_with_due_batches(now) {
            let key = LinkKey::Broker(node);
            if !self.net.ready(now, &key, &address, effects) {
                if self.net.is_failing(&key) {
                    self.net.want_refresh();
                }
                continue;
            }
            if self.net.unanswered(&key) >= most {
                continue;
            }
            let batches = self.drain(now, node);
            if !batches.is_empty() {
                self.produce(now, &key, &address, batches, effects);
                sent = true;
            }
        }
        sent
    }

    /// When a batch becomes due or late by itself.
    pub(super) fn sender_wake_at(&self) -> Option<Instant> {
        let delivery = self.settings.delivery_timeout_ms;
        let queued = self.accumulator.queues.values().filter_map(VecDeque::front);
        let flying = self.in_flight.values().filter_map(|batches| batches.first());
        let late = queued.chain(flying).map(|batch| batch.created.after_ms(delivery)).min();
        let heads = self.accumulator.queues.iter().filter_map(|(place, queue)| self.wait(place, queue));
        let due = heads.filter_map(|wait| match wait {
            Wait::Until(at) => Some(at),
            Wait::NoLeader | Wait::Due => None,
        });
        let init = self.needs_producer_id().then_some(self.init_not_before);
        late.into_iter().chain(due).chain(init).filter(|&at| at > self.seen).min()
    }

    /// Until when a batch that was opened just now only lingers, and nothing else follows from it.
    pub(super) fn lingers_until(&self, now: Now, place: &Place) -> Option<Instant> {
        let queue = self.accumulator.queues.get(place)?;
        let batch = queue.front().filter(|_| queue.len() == 1 && !self.accumulator.observes_load())?;
        match self.wait(place, queue) {
            Some(Wait::Until(at)) if at > now.at => {
                Some(at.min(batch.created.after_ms(self.settings.delivery_timeout_ms)))
            }
            _ => None,
        }
    }

    /// What the batch at the head of a queue waits for.
    fn wait(&self, place: &Place, queue: &VecDeque<Batch>) -> Option<Wait> {
        let batch = queue.front()?;
        if self.net.metadata.leader(&place.0, place.1).is_none() {
            return Some(Wait::NoLeader);
        }
        if let Some((_, until, _)) = batch.retry
            && !self.leader_changed(place, batch)
        {
            return Some(Wait::Until(until));
        }
        let hurried = queue.len() > 1
            || batch.is_full(u64::from(self.settings.batch_size))
            || batch.attempts > 0
            || self.is_flushed_with(batch)
            || self.closing
            || self.out_of_memory;
        Some(if hurried { Wait::Due } else { Wait::Until(batch.created.after_ms(self.settings.linger_ms)) })
    }

    /// Whether `flush` was called since a record of the batch was sent.
    pub(super) fn is_flushed_with(&self, batch: &Batch) -> bool {
        batch.records.first().is_some_and(|(id, _, _)| *id <= self.flush_up_to)
    }

    /// A newer leader is worth a try at once (KIP-951).
    fn leader_changed(&self, place: &Place, batch: &Batch) -> bool {
        let epoch = self.net.metadata.partition(&place.0, place.1).map_or(-1, |known| known.leader_epoch);
        batch.leader_epoch >= 0 && epoch > batch.leader_epoch
    }

    fn is_due(&self, now: Now, wait: &Wait) -> bool {
        match wait {
            Wait::Until(at) => *at <= now.at,
            Wait::NoLeader => false,
            Wait::Due => true,
        }
    }

    /// Brokers with something to get. Wants fresh metadata if a partition has no leader.
    fn nodes_with_due_batches(&mut self, now: Now) -> BTreeMap<i32, Address> {
        let mut nodes = BTreeMap::new();
        let mut leaderless = false;
        for (place, queue) in &self.accumulator.queues {
            let Some(wait) = self.wait(place, queue) else { continue };
            leaderless |= matches!(wait, Wait::NoLeader);
            if self.is_due(now, &wait)
                && let Some(leader) = self.net.metadata.leader(&place.0, place.1)
            {
                nodes.insert(leader.id, leader.address.clone());
            }
        }
        if leaderless {
            self.net.want_refresh();
        }
        nodes
    }

    /// Takes one batch of each partition that `node` leads, as many as one request carries. When a broker gets a request,
    /// batches that still linger go along.
    fn drain(&mut self, now: Now, node: i32) -> Vec<(Place, Batch)> {
        let leads = |place: &Place| {
            self.net.metadata.leader(&place.0, place.1).is_some_and(|leader| leader.id == node)
        };
        let mut places: Vec<Place> = self
            .accumulator
            .queues
            .iter()
            .filter(|(place, queue)| !queue.is_empty() && leads(place))
            .map(|(place, _)| place.clone())
            .collect();
        let first =
            self.drained_last.as_ref().map_or(0, |last| places.partition_point(|place| place <= last));
        let first = first.min(places.len());
        places.rotate_left(first);

        let mut drained: Vec<(Place, Batch)> = Vec::new();
        let mut size = 0;
        for place in places {
            if !self.may_leave(now, &place) {
                continue;
            }
            let Some(queue) = self.accumulator.queues.get_mut(&place) else { continue };
            let Some(next) = queue.front().map(Batch::size) else { continue };
            if size + next > u64::from(self.settings.max_request_size) && !drained.is_empty() {
                break;
            }
            let Some(mut batch) = queue.pop_front() else { continue };
            size += next;
            self.stamp(&place, &mut batch);
            self.drained_last = Some(place.clone());
            drained.push((place, batch));
        }
        drained
    }

    /// Whether order and sequences let the batch at the head of a queue go.
    fn may_leave(&self, now: Now, place: &Place) -> bool {
        let Some(batch) = self.accumulator.queues.get(place).and_then(VecDeque::front) else { return false };
        if let Some((_, until, _)) = batch.retry
            && until > now.at
            && !self.leader_changed(place, batch)
        {
            return false;
        }
        // One request in flight at most: then order holds even without sequences.
        if self.settings.max_in_flight == 1 && self.in_flight.contains_key(place) {
            return false;
        }
        !self.settings.idempotent || self.sequences.may_send(place, batch, &self.under_way(place))
    }

    /// The batches of a partition that have a sequence: its base, and whether it is a retry.
    fn under_way(&self, place: &Place) -> Vec<(i32, bool)> {
        let queued = self.accumulator.queues.get(place).into_iter().flatten();
        let flying = self.in_flight.get(place).into_iter().flatten();
        let all = queued.chain(flying);
        all.filter_map(|batch| Some((batch.sequence?.base, batch.attempts > 0))).collect()
    }

    fn stamp(&mut self, place: &Place, batch: &mut Batch) {
        batch.closed = true;
        batch.retry = None;
        batch.leader_epoch =
            self.net.metadata.partition(&place.0, place.1).map_or(-1, |known| known.leader_epoch);
        if self.settings.idempotent {
            self.sequences.number(place, batch);
        }
    }

    fn produce(
        &mut self,
        now: Now,
        key: &LinkKey,
        address: &Address,
        batches: Vec<(Place, Batch)>,
        effects: &mut Vec<Effect>,
    ) {
        self.revision += 1;
        let (body, version_max, batches) = self.request(batches, effects);
        if self.settings.acks == 0 {
            let sent = self.net.tell(key, body, version_max, effects);
            for (place, batch) in batches {
                let outcome = if sent { Ok(-1) } else { Err(ErrorCode::NetworkException.into()) };
                self.finish(&place, batch, outcome, effects);
            }
            return;
        }
        let sent = batches
            .iter()
            .map(|(place, batch)| Sent {
                place: place.clone(),
                topic_id: self.net.metadata.topic(&place.0).map(|topic| topic.id).unwrap_or_default(),
                number: batch.number,
            })
            .collect();
        for (place, batch) in batches {
            self.in_flight.entry(place).or_default().push(batch);
        }
        let reply = Reply::Produced(sent);
        let timeout = self.settings.common.request_timeout_ms;
        self.net.call(now, (key, address), body, version_max, reply, timeout, effects);
    }

    /// The request for these batches; one that cannot be built is given up.
    fn request(
        &mut self,
        batches: Vec<(Place, Batch)>,
        effects: &mut Vec<Effect>,
    ) -> (ProduceRequest, i16, Vec<(Place, Batch)>) {
        let mut topics: BTreeMap<partita_machine::Name, TopicProduceData> = BTreeMap::new();
        let mut version_max = i16::MAX;
        let mut kept = Vec::new();
        for (place, batch) in batches {
            let bytes = match batch.bytes() {
                Ok(bytes) => bytes,
                Err(error) => {
                    let why = alloc::format!("{error}");
                    let outcome = Err(ClientError::new(ErrorCode::UnsupportedCompressionType, why));
                    self.finish(&place, batch, outcome, effects);
                    continue;
                }
            };
            let topic_id = self.net.metadata.topic(&place.0).map(|topic| topic.id).unwrap_or_default();
            if topic_id == partita_wire::Uuid::default() {
                version_max = PRODUCE_BY_NAME_MAX;
            }
            let topic = topics.entry(place.0.clone()).or_insert_with(|| TopicProduceData {
                name: place.0.as_ref().into(),
                topic_id,
                ..TopicProduceData::default()
            });
            topic.partition_data.push(PartitionProduceData {
                index: place.1,
                records: Some(ProducedRecords::from_bytes(bytes)),
            });
            kept.push((place, batch));
        }
        let request = ProduceRequest {
            acks: self.settings.acks,
            timeout_ms: i32::try_from(self.settings.common.request_timeout_ms).unwrap_or(i32::MAX),
            topic_data: topics.into_values().collect(),
            ..ProduceRequest::default()
        };
        (request, version_max, kept)
    }

    pub(super) fn needs_producer_id(&self) -> bool {
        self.settings.idempotent
            && self.sequences.producer.is_none()
            && !self.init_in_flight
            && self.fatal.is_none()
    }

    fn init_producer_id(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if !self.needs_producer_id() || self.init_not_before > now.at {
            return;
        }
        let Some((key, address)) = self.net.least_loaded() else { return };
        self.init_in_flight = true;
        let body = InitProducerIdRequest {
            transactional_id: None,
            transaction_timeout_ms: i32::MAX,
            ..Default::default()
        };
        let timeout = self.settings.common.request_timeout_ms;
        self.net.call(now, (&key, &address), body, i16::MAX, Reply::ProducerId, timeout, effects);
    }

    /// Starts partitions again under a new epoch where the broker can no longer follow their sequences.
    fn number_again(&mut self) {
        let Self { sequences, accumulator, in_flight, .. } = self;
        sequences.resolve(|place| {
            let queue = accumulator.queues.get(place);
            let queued = queue.is_some_and(|queue| queue.iter().any(|batch| batch.sequence.is_some()));
            queued || in_flight.contains_key(place)
        });
        for place in sequences.bump() {
            let flying = in_flight.get_mut(&place).into_iter().flatten();
            let queued = accumulator.queues.get_mut(&place).into_iter().flatten();
            let mut batches: Vec<&mut Batch> =
                flying.chain(queued).filter(|batch| batch.sequence.is_some()).collect();
            batches.sort_by_key(|batch| batch.number);
            for batch in batches {
                sequences.renumber(&place, batch);
            }
        }
    }
}
