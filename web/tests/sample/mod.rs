//! A handmade moment of `kafkatask`, to draw and to test with.

use std::sync::Arc;

use bytes::Bytes;
use partita_view::*;

/// An engine that only tells one moment.
#[allow(unreachable_pub, reason = "a module of the tests, and of the page without an engine")]
pub struct Sample {
    now: Micros,
    view: Arc<ClusterView>,
    events: Vec<Happened>,
    printed: Vec<Printed>,
}

const AT: Micros = 23_418_000;

impl Default for Sample {
    fn default() -> Self {
        Self { now: AT, view: Arc::new(view()), events: events(), printed: Vec::new() }
    }
}

impl Engine for Sample {
    fn now(&self) -> Micros {
        self.now
    }
    fn end(&self) -> Micros {
        AT + 10_000_000
    }
    fn story_end(&self) -> Option<Micros> {
        Some(AT + 10_000_000)
    }
    fn run(&mut self, until: Micros, _: u32) -> Progress {
        self.now = until;
        Progress::Done
    }
    fn step(&mut self) -> bool {
        self.now += 1000;
        true
    }
    fn seek(&mut self, at: Micros, _: u32) -> Progress {
        self.now = at;
        Progress::Done
    }
    fn remember_messages(&mut self, _: bool) {}
    fn messages(&self) -> &[Passed] {
        &[]
    }
    fn command(&mut self, line: &str) -> Result<Done, CommandError> {
        let first = line.split_whitespace().next().unwrap_or("");
        match first {
            "kill" => Ok(Done::Commanded),
            "help" => Ok(Done::Answer(vec!["kill <node>   ends a process at once".into()])),
            _ => Err(CommandError {
                word: (0, u32::try_from(first.len()).unwrap_or(0)),
                message: format!("`{first}` is not known"),
            }),
        }
    }
    fn last_command(&self) -> Option<(Micros, String)> {
        None
    }
    fn commands_given(&self) -> usize {
        0
    }
    fn give_up_future(&mut self) {}
    fn type_line(&mut self, _: &str, _: Option<&str>) -> Result<(), CommandError> {
        Ok(())
    }
    fn interrupt(&mut self, _: &str) -> Result<(), CommandError> {
        Ok(())
    }
    fn view(&mut self) -> Arc<ClusterView> {
        self.view.clone()
    }
    fn carries_records(&self) -> bool {
        true
    }
    fn records(&mut self, topic: &str, partition: i32, node: i32, from: i64, max: u32) -> Vec<RecordView> {
        let keys: &[&str] = match (topic, partition) {
            ("kafkatask", 0) => &["key4"; 6],
            ("kafkatask", 1) => &["key3"; 4],
            ("kafkatask", 2) => &["key1", "key2", "key1", "key1", "key2", "key1", "key2", "key2"],
            _ => &[],
        };
        let end = if partition == 2 && node == 1 { 7.min(keys.len()) } else { keys.len() };
        keys[..end]
            .iter()
            .enumerate()
            .map(|(offset, key)| RecordView {
                offset: offset as i64,
                batch: offset as i64,
                key: Some(Bytes::from_static(key.as_bytes())),
                value: Some(Bytes::from(format!("value {offset}"))),
                timestamp_ms: 1_763_683_231_118,
                producer: Some((4001, 0, offset as i32)),
                codec: "none",
                ..RecordView::default()
            })
            .filter(|record| record.offset >= from)
            .take(max as usize)
            .collect()
    }
    fn message(&mut self, id: MessageId) -> Option<MessageView> {
        let flight = self.view.flights.iter().find(|flight| flight.id == id)?.clone();
        let bytes = Bytes::from_static(&[0, 0, 0, 0x82, 0, 0, 0, 13, 0, 0, 0, 31, 0, 10]);
        let field = |depth, name: &str, value: &str, start, len| FieldView {
            depth,
            name: name.into(),
            value: value.into(),
            start,
            len,
        };
        let fields = vec![
            field(0, "size", "130", 0, 4),
            field(0, "RequestHeader v2", "", 4, 10),
            field(1, "request_api_key", "0 Produce", 4, 2),
            field(1, "request_api_version", "13", 6, 2),
            field(1, "correlation_id", "31", 8, 4),
        ];
        Some(MessageView { flight, bytes, fields })
    }
    fn events(&self, from: usize, max: usize) -> &[Happened] {
        let to = from.saturating_add(max).min(self.events.len());
        self.events.get(from..to).unwrap_or(&[])
    }
    fn events_len(&self) -> usize {
        self.events.len()
    }
    fn round_trips(&self, from: usize, _: usize) -> (usize, Vec<RoundTrip>) {
        (from, Vec::new())
    }
    fn events_from(&self) -> usize {
        0
    }
    fn past(&self) -> Past {
        Past::default()
    }
    fn printed(&self, from: usize) -> &[Printed] {
        self.printed.get(from..).unwrap_or(&[])
    }
    fn printed_len(&self) -> usize {
        self.printed.len()
    }
    fn printed_from(&self) -> usize {
        0
    }
    fn findings(&self) -> &[Finding] {
        &[]
    }
    fn at_end(&self) -> AtEnd {
        AtEnd::default()
    }
    fn configs(&self, _: &Configured, set: bool) -> Vec<ConfigView> {
        let config = |name: &str, value: &str, default, source| ConfigView {
            name: name.into(),
            value: Some(value.into()),
            default: Some(default),
            source,
            read_only: false,
        };
        let own = config("min.insync.replicas", "2", "1", "DYNAMIC_TOPIC_CONFIG");
        let other = config("retention.ms", "604800000", "604800000", "DEFAULT_CONFIG");
        if set { vec![own] } else { vec![own, other] }
    }
    fn promises(&self) -> &'static [(&'static str, &'static str)] {
        &[("R1", "A record acknowledged with acks=all stays readable while a replica of its ISR lives.")]
    }
    fn story(&self) -> String {
        "seed 1\n".into()
    }
    fn digest(&self) -> u64 {
        7
    }
    fn steps(&self) -> u64 {
        1204
    }
}

fn events() -> Vec<Happened> {
    let at = |at, who, event| Happened { at, step: 0, who, event };
    let client = |name: &str| Party::Client(name.into());
    let stable = |generation| Event::GroupChanged {
        group: "consumergroup1".into(),
        state: "Stable",
        generation,
        reason: None,
    };
    vec![
        at(100_000, Party::Node(1), Event::QuorumRoleChanged { role: QuorumRole::Leader, epoch: 1 }),
        at(
            2_000_000,
            Party::Node(1),
            Event::TopicCreated { topic: "kafkatask".into(), partitions: 3, replication_factor: 2 },
        ),
        at(3_100_000, Party::Node(2), stable(1)),
        at(
            20_007_000,
            client("Producer-2"),
            Event::Acked { topic: "kafkatask".into(), partition: 0, base_offset: 5, records: 1, acks: -1 },
        ),
        at(
            22_861_000,
            Party::Node(2),
            Event::MemberGone {
                group: "consumergroup1".into(),
                member: "Consumer-11-abc".into(),
                client: "Consumer-11".into(),
                why: GoneReason::Left,
            },
        ),
        at(23_104_000, Party::Node(2), stable(2)),
        at(
            23_104_000,
            client("Consumer-21"),
            Event::Assigned {
                group: "consumergroup1".into(),
                generation: 2,
                partitions: vec![("kafkatask".into(), 0), ("kafkatask".into(), 1)],
            },
        ),
        at(
            23_418_000,
            client("Consumer-21"),
            Event::PositionReset { topic: "kafkatask".into(), partition: 0, to: 4 },
        ),
    ]
}

fn view() -> ClusterView {
    let node = |id| {
        Arc::new(NodeView {
            id,
            is_broker: true,
            is_controller: true,
            quorum: if id == 1 { QuorumRole::Leader } else { QuorumRole::Follower },
            quorum_epoch: 1,
            fenced: Some(false),
            ..NodeView::default()
        })
    };
    ClusterView {
        at: AT,
        nodes: vec![node(1), node(2), node(3)],
        quorum: Arc::new(QuorumView { leader: Some(1), epoch: 1, voters: vec![1, 2, 3], high_watermark: 50 }),
        topics: vec![Arc::new(TopicView {
            name: "kafkatask".into(),
            min_in_sync: 1,
            partitions: vec![
                partition(0, [1, 2], 6, [6, 6]),
                partition(1, [2, 3], 4, [4, 4]),
                partition(2, [3, 1], 7, [8, 7]),
            ],
            ..TopicView::default()
        })],
        producers: vec![producer("Producer-1", true), producer("Producer-2", false)],
        groups: vec![group1(), group2()],
        flights: flights().into(),
        ..ClusterView::default()
    }
}

fn partition(partition: i32, nodes: [i32; 2], high_watermark: i64, ends: [i64; 2]) -> Arc<PartitionView> {
    let replicas = nodes.iter().zip(ends).enumerate().map(|(n, (node, log_end))| {
        Arc::new(ReplicaView {
            node: *node,
            role: if n == 0 { ReplicaRole::Leader } else { ReplicaRole::Follower },
            high_watermark: Some(high_watermark),
            log_end,
            revision: 1,
            ..ReplicaView::default()
        })
    });
    Arc::new(PartitionView {
        partition,
        leader: Some(nodes[0]),
        assignment: nodes.to_vec(),
        in_sync: nodes.to_vec(),
        high_watermark,
        last_stable_offset: high_watermark,
        replicas: replicas.collect(),
        ..PartitionView::default()
    })
}

fn producer(name: &str, waits: bool) -> Arc<ProducerView> {
    let batch = BatchView {
        topic: "kafkatask".into(),
        partition: 1,
        records: 2,
        state: BatchState::Lingering(Span { from: AT, until: AT + 3000 }),
    };
    Arc::new(ProducerView {
        name: name.into(),
        acks: -1,
        idempotent: true,
        batches: if waits { vec![batch] } else { Vec::new() },
        ..ProducerView::default()
    })
}

fn owned(partition: i32, position: i64, lag: i64, since_generation: i32) -> OwnedPartition {
    OwnedPartition {
        topic: "kafkatask".into(),
        partition,
        position: Some(position),
        committed: Some(position),
        lag: Some(lag),
        since_generation,
    }
}

fn member(name: &str, state: MemberState, owned: Vec<OwnedPartition>) -> MemberView {
    MemberView { name: name.into(), state, owned, ..MemberView::default() }
}

fn offsets(committed: [i64; 3]) -> Vec<GroupOffset> {
    (0..3)
        .zip(committed)
        .map(|(partition, committed)| GroupOffset {
            topic: "kafkatask".into(),
            partition,
            committed,
            lag: Some(0),
        })
        .collect()
}

fn group1() -> Arc<GroupView> {
    Arc::new(GroupView {
        id: "consumergroup1".into(),
        state: "Stable",
        generation: 2,
        assignor: Some("range".into()),
        offsets: offsets([4, 4, 6]),
        members: vec![
            member("Consumer-11", MemberState::Left, vec![]),
            member("Consumer-21", MemberState::Stable, vec![owned(0, 4, 2, 2), owned(1, 4, 0, 1)]),
            member("Consumer-31", MemberState::Stable, vec![owned(2, 7, 1, 1)]),
        ],
        ..GroupView::default()
    })
}

fn group2() -> Arc<GroupView> {
    let all = vec![owned(0, 6, 0, 1), owned(1, 4, 0, 1), owned(2, 6, 1, 1)];
    Arc::new(GroupView {
        id: "consumergroup2".into(),
        state: "Stable",
        generation: 1,
        assignor: Some("range".into()),
        offsets: offsets([6, 4, 6]),
        members: vec![member("Consumer-22", MemberState::Stable, all)],
        ..GroupView::default()
    })
}

fn flights() -> Vec<Flight> {
    let client = |name: &str| Party::Client(name.into());
    let flight = |id, from, to, part: u64, api_name, response, content| Flight {
        id: MessageId(id),
        from,
        to,
        sent: AT - part * 100,
        arrives: Some(AT + (100 - part) * 100),
        api: 0,
        api_name,
        version: 13,
        response,
        content,
        places: Default::default(),
        places_more: 0,
    };
    let records = |partition, keys: &[&'static str]| Content::Records {
        topic: "kafkatask".into(),
        partition,
        keys: keys.iter().map(|key| Some(Bytes::from_static(key.as_bytes()))).collect(),
        count: u32::try_from(keys.len()).unwrap_or(0),
    };
    let wants = Content::Wants { topic: "kafkatask".into(), partition: 2, offset: 6, replica: false };
    let refused = Content::Done { about: Some(("kafkatask".into(), 1)), error: Some("NOT_ENOUGH_REPLICAS") };
    vec![
        flight(1, client("Producer-2"), Party::Node(1), 52, "Produce", false, records(0, &["key4"])),
        flight(2, Party::Node(3), Party::Node(1), 52, "Fetch", true, records(2, &["key2"])),
        flight(3, Party::Node(1), client("Consumer-21"), 62, "Fetch", true, records(0, &["key4", "key4"])),
        flight(4, client("Consumer-22"), Party::Node(3), 50, "Fetch", false, wants),
        flight(5, Party::Node(2), client("Producer-1"), 40, "Produce", true, refused),
        flight(6, Party::Node(2), Party::Node(1), 40, "BrokerHeartbeat", false, Content::Control),
    ]
}
