//! Requests and answers at random: whatever arrives, a node answers, refuses or closes, and what it answers can be
//! written in the version that was asked for.

mod host;

use host::Host;
use partita_core::disk::MemoryDisk;
use partita_core::{Node, NodeConfig, served};
use partita_machine::{
    Address, CallId, ConnId, Effect, Event, Input, Instant, LinkId, Listener, LostReason, Machine, Now, Peer,
    RequestId, Rng,
};
use partita_wire::codec::Arbitrary;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::{ApiKey, Request, RequestHeader, Response, Uuid};

/// A request of an API at random; its version too.
fn request(listener: Listener, rng: &mut Rng, arbitrary: &mut Arbitrary) -> Option<(i16, Request)> {
    let key = i16::try_from(rng.below(93)).ok()?;
    let (first, last) = served(listener, key)?;
    let span = u64::try_from(last - first + 1).ok()?;
    let version = first + i16::try_from(rng.below(span)).ok()?;
    let mut request = Request::new(ApiKey::from_i16(key)?);
    arbitrary.fill(version, request.message());
    Some((version, request))
}

fn create(name: &str) -> CreateTopicsRequest {
    let topic =
        CreatableTopic { name: name.into(), num_partitions: 3, replication_factor: 3, ..Default::default() };
    CreateTopicsRequest { topics: vec![topic], ..Default::default() }
}

#[test]
fn requests_at_random() {
    for seed in 0..6 {
        let mut host = Host::combined(3);
        host.run_until("three brokers are unfenced", |host| {
            (0..3).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
        });
        host.ask(0, create("orders"));
        host.ask(0, create("a"));
        let (mut rng, mut arbitrary) = (Rng::new(seed), Arbitrary::new(seed));
        for round in 0..600 {
            let node = i32::try_from(rng.below(3)).unwrap();
            let listener = if rng.below(3) == 0 { Listener::Controller } else { Listener::Broker };
            if let Some((version, body)) = request(listener, &mut rng, &mut arbitrary) {
                host.send(node, listener, version, body);
            }
            host.run_ms(rng.below(40));
            if round == 300 {
                host.kill(1);
                host.start(1);
            }
        }
        assert_eq!(host.running(), [0, 1, 2], "seed {seed}");
    }
}

fn config() -> NodeConfig {
    let address = |port| Address::new("localhost", port);
    NodeConfig {
        node_id: 0,
        is_broker: true,
        is_controller: true,
        rack: None,
        broker_address: address(9_092),
        controller_address: address(9_093),
        voters: [(0, address(9_093)), (1, address(9_193)), (2, address(9_293))].into(),
        bootstrap: Vec::new(),
        cluster_id: Uuid([7; 16]),
        directory_id: Uuid([1; 16]),
        properties: Default::default(),
        seed: 7,
    }
}

/// What a node may be told after it asked for something: sense or nonsense.
fn reaction(effect: Effect, rng: &mut Rng, arbitrary: &mut Arbitrary) -> Option<Input> {
    match effect {
        Effect::Open { link, .. } if rng.below(8) == 0 => {
            Some(Input::Lost { link, why: LostReason::Unreachable })
        }
        Effect::Open { link, .. } => Some(Input::Linked { link }),
        Effect::Call { link, call, version, body } => {
            let mut answer = Response::new(body.api_key());
            if let Response::ApiVersions(answer) = &mut answer {
                answer.api_keys = all_versions();
            } else {
                arbitrary.fill(version, answer.message());
            }
            match rng.below(10) {
                0 => Some(Input::Lost { link, why: LostReason::Closed }),
                1 => None,
                _ => Some(Input::Response { link, call, body: answer }),
            }
        }
        _ => None,
    }
}

fn all_versions() -> Vec<partita_wire::messages::api_versions_response::ApiVersion> {
    let known = (0..93).filter_map(ApiKey::from_i16);
    let entry = |api: ApiKey| {
        let (min_version, max_version) = api.versions();
        partita_wire::messages::api_versions_response::ApiVersion {
            api_key: api as i16,
            min_version,
            max_version,
        }
    };
    known.map(entry).collect()
}

#[test]
fn answers_at_random() {
    for seed in 0..8 {
        let (mut rng, mut arbitrary) = (Rng::new(seed), Arbitrary::new(seed));
        let mut node = Node::new(config(), MemoryDisk::new());
        let mut inputs = vec![Input::Started];
        let peer = |listener| Peer { listener, host: "127.0.0.1".into(), principal: "User:ANONYMOUS".into() };
        inputs.push(Input::Opened { conn: ConnId(1), peer: peer(Listener::Broker) });
        inputs.push(Input::Opened { conn: ConnId(2), peer: peer(Listener::Controller) });
        let mut at = Instant(0);
        for step in 0..6_000_u64 {
            at = at.after_ms(rng.below(30));
            let now = Now { at, wall_ms: 1_795_000_000_000 + i64::try_from(at.as_ms()).unwrap() };
            let input = match inputs.is_empty() {
                false => inputs.remove(0),
                true if rng.below(4) == 0 => {
                    let broker = rng.below(2) == 0;
                    let listener = if broker { Listener::Broker } else { Listener::Controller };
                    let Some((version, body)) = request(listener, &mut rng, &mut arbitrary) else { continue };
                    let header = RequestHeader {
                        api_key: body.api_key() as i16,
                        api_version: version,
                        correlation_id: 1,
                        client_id: None,
                    };
                    let conn = ConnId(if broker { 1 } else { 2 });
                    Input::Request { conn, request: RequestId(step), header, body }
                }
                true => Input::Wake,
            };
            let mut effects = Vec::new();
            node.handle(now, input, &mut effects);
            inputs
                .extend(effects.into_iter().filter_map(|effect| reaction(effect, &mut rng, &mut arbitrary)));
            inputs.truncate(200);
        }
        // What nobody asked for is ignored.
        let mut effects = Vec::new();
        let now = Now { at, wall_ms: 0 };
        node.handle(now, Input::Linked { link: LinkId(u64::MAX) }, &mut effects);
        let body = Response::new(ApiKey::Fetch);
        node.handle(now, Input::Response { link: LinkId(u64::MAX), call: CallId(1), body }, &mut effects);
        node.handle(now, Input::Closed { conn: ConnId(u64::MAX) }, &mut effects);
    }
}

#[test]
fn times_of_any_configured_length() {
    const NAMES: [&str; 6] = [
        "leader.imbalance.check.interval.seconds",
        "unclean.leader.election.interval.ms",
        "metadata.max.idle.interval.ms",
        "metadata.log.max.snapshot.interval.ms",
        "quota.window.size.seconds",
        "quota.window.num",
    ];
    for value in ["2305843009213693952", "9223372036854775807"] {
        let mut host = Host::with_properties(1, &NAMES.map(|name| (name, value)));
        host.run_until("the broker is unfenced", |host| {
            host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
        });
        host.ask(0, CreateTopicsRequest::default());
        host.run_ms(1_000_000);
        assert_eq!(host.running(), [0], "{value}");
    }
}
