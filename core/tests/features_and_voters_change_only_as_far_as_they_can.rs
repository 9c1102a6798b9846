//! UpdateFeatures (KIP-584), AddRaftVoter and RemoveRaftVoter (KIP-853) on a cluster with static voters.

mod host;
mod records;

use host::Host;
use partita_wire::messages::describe_quorum_request::{self as quorum, DescribeQuorumRequest};
use partita_wire::messages::remove_raft_voter_request::RemoveRaftVoterRequest;
use partita_wire::messages::update_features_request::{FeatureUpdateKey, UpdateFeaturesRequest};
use partita_wire::{Response, Uuid};

fn update(host: &mut Host, feature: &str, level: i16, upgrade_type: i8) -> (i16, Option<String>) {
    let update = FeatureUpdateKey {
        feature: feature.into(),
        max_version_level: level,
        upgrade_type,
        ..FeatureUpdateKey::default()
    };
    let body = UpdateFeaturesRequest { feature_updates: vec![update], ..UpdateFeaturesRequest::default() };
    let Response::UpdateFeatures(answer) = host.ask(1, body) else { panic!() };
    (answer.error_code, answer.error_message)
}

#[test]
fn in_kafkas_words() {
    let mut host = records::three_with_topic(&[]);
    assert_eq!(update(&mut host, "metadata.version", 30, 1).0, 0);
    assert_eq!(update(&mut host, "kraft.version", 0, 2).0, 0);
    let all = "The update failed for all features since the following feature had an error: ";
    let (code, message) = update(&mut host, "metadata.version", 25, 2);
    assert_eq!(code, 95, "INVALID_UPDATE_VERSION");
    assert_eq!(
        message.unwrap(),
        format!(
            "{all}Unsupported metadata.version downgrade from 30 to 25. Refusing to perform the requested downgrade \
             because it might delete metadata information."
        )
    );
    let cases = [
        (
            ("metadata.version", 29, 3),
            "Unsupported metadata.version downgrade from 30 to 29. Unsafe metadata downgrade is not supported in this \
             version.",
        ),
        (
            ("metadata.version", 29, 1),
            "Invalid update version 29 for feature metadata.version. Can't downgrade the version of this feature \
             without setting the upgrade type to either safe or unsafe downgrade.",
        ),
        (
            ("kraft.version", 1, 2),
            "Invalid update version 1 for feature kraft.version. Can't downgrade to a newer version.",
        ),
        (
            ("group.version", -1, 1),
            "Invalid update version -1 for feature group.version. A feature version cannot be less than 0.",
        ),
        (
            ("group.version", 1, 0),
            "Invalid update version 1 for feature group.version. The controller does not support the given upgrade type.",
        ),
    ];
    for ((feature, level, kind), expected) in cases {
        let refused = update(&mut host, feature, level, kind);
        assert_eq!(refused, (95, Some(format!("{all}{expected}"))), "{feature} {level} {kind}");
    }
    let (code, message) = update(&mut host, "no.such", 1, 1);
    assert_eq!(code, 95);
    let message = message.unwrap();
    assert!(
        message.starts_with(&format!("{all}Invalid update version 1 for feature no.such. Local controller"))
    );
    assert!(message.ends_with("does not support this feature."));
}

#[test]
fn voters_of_a_static_quorum_stay() {
    let mut host = records::three_with_topic(&[]);
    let body = RemoveRaftVoterRequest { voter_id: 0, cluster_id: None, voter_directory_id: Uuid([1; 16]) };
    let Response::RemoveRaftVoter(answer) = host.ask(0, body) else { panic!() };
    assert_eq!(answer.error_code, 35, "UNSUPPORTED_VERSION");
    assert_eq!(
        answer.error_message.as_deref(),
        Some("Cluster doesn't support removing voter because the kraft.version feature is 0")
    );
}

#[test]
fn observers_are_told_with_their_directories() {
    let mut host = Host::apart(2, 3);
    host.run_ms(10_000);
    let partitions = vec![quorum::PartitionData::default()];
    let topic = quorum::TopicData { topic_name: "__cluster_metadata".into(), partitions };
    let body = DescribeQuorumRequest { topics: vec![topic] };
    let Response::DescribeQuorum(answer) = host.ask(0, body) else { panic!() };
    let part = &answer.topics[0].partitions[0];
    let directories: Vec<(i32, Uuid)> =
        part.observers.iter().map(|known| (known.replica_id, known.replica_directory_id)).collect();
    assert_eq!(directories, [(0, Uuid([1; 16])), (1, Uuid([2; 16]))]);
    assert!(part.current_voters.iter().all(|voter| voter.replica_directory_id == Uuid::ZERO));
    assert_eq!(part.current_voters.len(), 3);
}
