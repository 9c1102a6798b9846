//! BrokerRegistration: whoever belongs to another cluster, says too little of itself, or cannot what the cluster has agreed on,
//! is refused, each with its own code, and nothing is written.

mod host;

use host::Host;
use partita_machine::Listener;
use partita_wire::messages::broker_registration_request::{
    BrokerRegistrationRequest, Feature, Listener as Endpoint,
};
use partita_wire::{ApiKey, Response, Uuid};

/// What a broker 7 would say.
fn good() -> BrokerRegistrationRequest {
    let endpoint =
        Endpoint { name: "PLAINTEXT".into(), host: "node7".into(), port: 9_092, security_protocol: 0 };
    let feature = |name: &str, min, max| Feature {
        name: name.into(),
        min_supported_version: min,
        max_supported_version: max,
    };
    BrokerRegistrationRequest {
        broker_id: 7,
        cluster_id: Uuid([7; 16]).to_string(),
        incarnation_id: Uuid([70; 16]),
        listeners: vec![endpoint],
        features: vec![
            feature("metadata.version", 7, 30),
            feature("kraft.version", 0, 1),
            feature("group.version", 0, 1),
            feature("eligible.leader.replicas.version", 0, 1),
        ],
        log_dirs: vec![Uuid([71; 16])],
        ..BrokerRegistrationRequest::default()
    }
}

fn register(host: &mut Host, body: BrokerRegistrationRequest) -> i16 {
    let controller = host.controller().unwrap();
    let (_, version) = ApiKey::BrokerRegistration.versions();
    let Some(Response::BrokerRegistration(answer)) =
        host.ask_in(controller, Listener::Controller, version, body)
    else {
        panic!()
    };
    assert_eq!(answer.broker_epoch == -1, answer.error_code != 0, "{answer:?}");
    answer.error_code
}

#[test]
fn and_everybody_else_learns_why_not() {
    let mut host = Host::apart(1, 1);
    host.run_ms(5_000);
    let with = |change: &dyn Fn(&mut BrokerRegistrationRequest)| {
        let mut body = good();
        change(&mut body);
        body
    };
    type Change<'a> = &'a dyn Fn(&mut BrokerRegistrationRequest);
    let cases: [(&str, Change<'_>, i16); 9] = [
        ("INCONSISTENT_CLUSTER_ID", &|body| body.cluster_id = Uuid([8; 16]).to_string(), 104),
        ("INVALID_REGISTRATION: no log directory", &|body| body.log_dirs.clear(), 119),
        ("INVALID_REGISTRATION: one twice", &|body| body.log_dirs.push(Uuid([71; 16])), 119),
        ("INVALID_REGISTRATION: a reserved one", &|body| body.log_dirs.push(Uuid::ZERO), 119),
        ("INVALID_REGISTRATION: broker 0 has it", &|body| body.log_dirs.push(Uuid([1; 16])), 119),
        ("INVALID_REGISTRATION: no metadata.version", &|body| drop(body.features.remove(0)), 119),
        ("UNSUPPORTED_VERSION: too old", &|body| body.features[0].max_supported_version = 20, 35),
        ("UNSUPPORTED_VERSION: not this feature", &|body| drop(body.features.remove(2)), 35),
        (
            "DUPLICATE_BROKER_REGISTRATION: broker 0 lives",
            &|body| (body.broker_id, body.log_dirs) = (0, vec![Uuid([1; 16])]),
            101,
        ),
    ];
    let before = host.node(100).metadata_offset();
    for (why, change, code) in cases {
        assert_eq!(register(&mut host, with(change)), code, "{why}");
        assert_eq!(host.node(100).is_fenced(7), None, "{why}");
    }
    assert_eq!(host.node(0).is_fenced(0), Some(false), "it goes on");
    assert_eq!(register(&mut host, good()), 0);
    host.run_ms(1_000);
    assert_eq!(host.node(100).is_fenced(7), Some(true), "it is there, and fenced until it is heard");
    assert!(host.node(100).metadata_offset() > before);
}
