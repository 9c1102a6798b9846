//! Whatever version of an API a client speaks, the answer can be written in that version. The host writes and reads every
//! answer in the version of its request, and a node that means what this version cannot say fails there.

mod host;

use bytes::Bytes;
use host::Host;
use partita_core::served;
use partita_machine::{Event, Listener};
use partita_wire::codec::{Arbitrary, Array, Codec, Field, Value};
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::join_group_request::{JoinGroupRequest, JoinGroupRequestProtocol};
use partita_wire::messages::offset_commit_request::{
    OffsetCommitRequest, OffsetCommitRequestPartition, OffsetCommitRequestTopic,
};
use partita_wire::records::{BatchBuilder, Codec as Compression, ProducedRecords};
use partita_wire::{ApiKey, Request, Response, Uuid};

const TOPIC: &str = "orders";
const GROUP: &str = "billing";
const BROKERS: i32 = 3;
/// Requests with values at random, for each version.
const RANDOM: u64 = 2;
/// So long an answer is waited for, and looked for each step.
const WAIT_MS: u64 = 1_500;
const STEP_MS: u64 = 20;

/// What the requests of a client are about.
struct Wish {
    version: i16,
    topic: &'static str,
    topic_id: Uuid,
    group: &'static str,
    member: String,
    /// The names of the lists and structs around the field, outermost first.
    around: Vec<&'static str>,
}

impl Wish {
    fn text(&self, name: &str) -> String {
        let inside = |name: &str| self.around.contains(&name);
        let text = match name {
            "group_id" | "key" | "coordinator_keys" | "groups" | "groups_names" => self.group,
            "member_id" => &self.member,
            "protocol_type" => "consumer",
            "protocol_name" => "range",
            "name" if inside("protocols") => "range",
            "name" if inside("configs") => "retention.ms",
            "configuration_keys" => "retention.ms",
            "value" => "86400000",
            "states_filter" => "Stable",
            "types_filter" => "classic",
            "client_software_name" => "tester",
            "client_software_version" => "1.0",
            "rack_id" | "reason" | "committed_metadata" => "m",
            _ => self.topic,
        };
        text.into()
    }

    fn number(&self, name: &str) -> Option<i64> {
        Some(match name {
            "acks" => -1,
            "timeout_ms" => 1_000,
            "max_wait_ms" => 10,
            "max_bytes" | "partition_max_bytes" => 1 << 20,
            "session_timeout_ms" | "rebalance_timeout_ms" | "transaction_timeout_ms" => 10_000,
            "resource_type" => 2,
            "timestamp" => -1,
            "count" => 4,
            "num_partitions" | "replication_factor" => 1,
            "generation_id" => 1,
            "committed_offset" | "min_bytes" => 1,
            "broker_id" => 9,
            // A session of its own, which the answer's version may not know.
            "session_epoch" => 0,
            _ => return None,
        })
    }

    fn array(&mut self, field: &'static Field, array: &mut dyn Array) {
        // Replicas are placed by the cluster.
        if matches!(field.name, "assignments" | "forgotten_topics_data") && self.around.is_empty() {
            return;
        }
        if field.name == "assignments" {
            return if field.nullable.contains(self.version) { array.set_null() } else { array.start(0) };
        }
        array.start(1);
        if let Some(element) = array.element(0) {
            self.around.push(field.name);
            self.visit(field, element);
            self.around.pop();
        }
    }

    fn visit(&mut self, field: &'static Field, value: Value<'_>) {
        let number = self.number(field.name);
        match value {
            Value::Int8(out) => *out = number.map_or(*out, |number| number as i8),
            Value::Int16(out) => *out = number.map_or(*out, |number| number as i16),
            Value::Int32(out) => *out = number.map_or(*out, |number| number as i32),
            Value::Int64(out) => *out = number.unwrap_or(*out),
            Value::Uuid(out) if field.name == "topic_id" => *out = self.topic_id,
            Value::String(out) => *out = self.text(field.name),
            Value::NullableString(out) => {
                let null = matches!(field.name, "transactional_id" | "group_instance_id" | "cluster_id");
                // By id alone, where a version can name a topic in both ways.
                let by_id = field.name == "name" && field.nullable.contains(self.version);
                *out = (!null && !by_id).then(|| self.text(field.name));
            }
            Value::Bytes(out) => *out = Bytes::from_static(b"\0\0\0\0\0\0\xff\xff\xff\xff"),
            Value::Produced(out) => *out = Some(batch()),
            Value::Array(array) => self.array(field, array),
            Value::Struct(message) => message.fields(self),
            _ => {}
        }
    }
}

impl Codec for Wish {
    fn value(&mut self, field: &'static Field, value: Value<'_>) {
        if field.versions.contains(self.version) {
            self.visit(field, value);
        }
    }
}

fn batch() -> ProducedRecords {
    let mut batch = BatchBuilder::new(Compression::None);
    batch.append(1_795_000_000_000, Some(b"k"), Some(b"v"), &[]).unwrap();
    ProducedRecords::from_bytes(batch.build(0, -1).unwrap())
}

/// Three brokers, the topic, and the group with a commit and a member that waits.
fn cluster() -> Host {
    let properties = [("offsets.topic.num.partitions", "1"), ("group.initial.rebalance.delay.ms", "0")];
    let mut host = Host::with_properties(BROKERS, &properties);
    host.run_until("three brokers are unfenced", |host| {
        (0..BROKERS).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
    });
    prepare(&mut host);
    for node in 0..BROKERS {
        let key = partita_wire::messages::find_coordinator_request::FindCoordinatorRequest {
            coordinator_keys: vec![GROUP.into()],
            ..Default::default()
        };
        host.ask(node, key);
    }
    host.run_ms(2_000);
    host
}

/// Makes what the requests are about, as far as it is gone. Gives the topic's id and a member of the group.
fn prepare(host: &mut Host) -> (Uuid, String) {
    let topic =
        CreatableTopic { name: TOPIC.into(), num_partitions: 2, replication_factor: 3, ..Default::default() };
    host.ask(0, CreateTopicsRequest { topics: vec![topic], timeout_ms: 5_000, ..Default::default() });
    host.run_ms(200);
    let mut member = String::new();
    for node in 0..BROKERS {
        let partition = OffsetCommitRequestPartition { committed_offset: 1, ..Default::default() };
        let topic = OffsetCommitRequestTopic {
            name: TOPIC.into(),
            partitions: vec![partition],
            ..Default::default()
        };
        let commit =
            OffsetCommitRequest { group_id: GROUP.into(), topics: vec![topic], ..Default::default() };
        host.ask_in(node, Listener::Broker, 9, commit);
        let protocol = JoinGroupRequestProtocol { name: "range".into(), metadata: Bytes::from_static(b"m") };
        let join = JoinGroupRequest {
            group_id: GROUP.into(),
            session_timeout_ms: 10_000,
            rebalance_timeout_ms: 10_000,
            protocol_type: "consumer".into(),
            protocols: vec![protocol],
            ..Default::default()
        };
        if let Some(Response::JoinGroup(answer)) = host.ask_in(node, Listener::Broker, 3, join)
            && answer.error_code == 0
        {
            member = answer.member_id;
        }
    }
    let topics = host.node(0).topic_views();
    let id = topics.iter().find(|topic| &*topic.name == TOPIC).map(|topic| topic.id.parse().unwrap());
    (id.expect("it was created"), member)
}

/// Asks every broker, and waits for whatever it does with it. The host fails if an answer does not fit its version.
fn ask_all(host: &mut Host, version: i16, request: &Request) -> usize {
    let mut sent: Vec<_> =
        (0..BROKERS).map(|node| host.send_in(node, Listener::Broker, version, request.clone())).collect();
    let mut answers = 0;
    for _ in 0..WAIT_MS / STEP_MS {
        host.run_ms(STEP_MS);
        sent.retain(|conn| match host.take(*conn) {
            Some(answer) => {
                answers += usize::from(answer.is_some());
                false
            }
            None => true,
        });
        if sent.is_empty() {
            break;
        }
    }
    answers
}

fn every_version(api: ApiKey) {
    let (first, last) = served(Listener::Broker, api as i16).expect("it is served");
    let mut host = cluster();
    let mut arbitrary = Arbitrary::new(7);
    for version in first..=last {
        ask_all(&mut host, version, &Request::new(api));
        for (topic, group) in [(TOPIC, GROUP), ("nothing", "nobody")] {
            let (id, member) = prepare(&mut host);
            let topic_id = if topic == TOPIC { id } else { Uuid([9; 16]) };
            let around = Vec::new();
            let mut wish = Wish { version, topic, topic_id, group, member, around };
            let mut request = Request::new(api);
            request.message().fields(&mut wish);
            let answers = ask_all(&mut host, version, &request);
            assert!(answers > 0, "{api:?} v{version} about {topic} has no answer: {request:?}");
        }
        for _ in 0..RANDOM {
            let mut request = Request::new(api);
            arbitrary.fill(version, request.message());
            ask_all(&mut host, version, &request);
        }
    }
}

#[test]
fn of_every_api() {
    let apis = (0..=i16::from(u8::MAX)).filter_map(ApiKey::from_i16);
    let apis: Vec<ApiKey> = apis.filter(|&api| served(Listener::Broker, api as i16).is_some()).collect();
    assert!(apis.len() > 30, "{apis:?}");
    let failed: Vec<ApiKey> =
        apis.into_iter().filter(|&api| std::panic::catch_unwind(|| every_version(api)).is_err()).collect();
    assert!(failed.is_empty(), "{failed:?}");
}
