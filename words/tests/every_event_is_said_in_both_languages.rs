//! Events carry facts; the log, the narration and `partita story` say them. In German as in English, with the same facts.

use std::fs;
use std::path::Path;

use partita_view::{ClusterView, Event, Finding, GoneReason, Happened, MoveStage, Name, Party, QuorumRole};
use partita_words::{Language, in_language, sentence};

/// One of each that has a form of its own.
fn samples() -> Vec<Event> {
    let topic = || Name::from("my-topic");
    let finding = |allowed_by| Finding {
        promise: "V8",
        promised: "No broker that runs is fenced.",
        about: None,
        offset: None,
        lost: None,
        node: Some(3),
        seen: "Broker 3 runs and is fenced.".into(),
        allowed_by,
    };
    let moved = |stage| {
        let (replicas, adding, removing) = (vec![2, 1, 0], vec![2], vec![0]);
        Event::Reassigned { topic: "my-topic".into(), partition: 1, stage, replicas, adding, removing }
    };
    let mut samples = vec![
        Event::Started,
        Event::Killed,
        Event::PoweredOff,
        Event::Stopping,
        Event::Stopped,
        Event::Paused,
        Event::Resumed,
        Event::LinkCut { from: Party::Node(1), to: Party::Node(2) },
        Event::LinkHealed { from: Party::Node(1), to: Party::Node(2) },
        Event::LinkSlowed { from: Party::Node(1), to: Party::Node(2), by: 150_000 },
        Event::DiskSlowed(50_000),
        Event::DiskFilled,
        Event::DiskFailed,
        Event::DiskTears,
        Event::DiskFlushesFail,
        Event::DiskFlushesLie,
        Event::DiskFileLost("replication-offset-checkpoint".into()),
        Event::DiskFlipped("my-topic-0/00000000000000000000.log".into(), 77),
        Event::LogDirectoryFailed,
        Event::LogDirectoryOffline { dir: "/d2".into(), replicas: 3 },
        Event::DiskDirectoryFailed("/d2".into()),
        Event::DiskMended,
        Event::DiskReplaced,
        Event::ClockSet(0),
        Event::ClockSet(5_000),
        Event::ClockSet(-5_000),
        Event::Verdict(finding(None)),
        Event::Verdict(finding(Some("an unclean election"))),
        Event::BrokerFenced(2),
        Event::BrokerUnfenced(2),
        Event::TopicCreated { topic: topic(), partitions: 3, replication_factor: 2 },
        Event::TopicDeleted(topic()),
        Event::PartitionsAdded { topic: topic(), partitions: 6 },
        moved(MoveStage::Began),
        moved(MoveStage::Ended),
        moved(MoveStage::Cancelled),
        Event::ConfigChanged { of: "my-topic".into(), name: "retention.ms".into(), value: None },
        Event::InSyncChanged { topic: topic(), partition: 1, before: vec![1, 2, 3], now: vec![1, 3] },
        Event::InSyncChanged { topic: topic(), partition: 1, before: vec![1], now: vec![1, 3] },
        Event::BecameLeader { topic: topic(), partition: 1, leader_epoch: 4, log_end: 9 },
        Event::BecameFollower { topic: topic(), partition: 1, leader_epoch: 4, leader: 2 },
        Event::HighWatermarkMoved { topic: topic(), partition: 1, high_watermark: 8 },
        Event::Truncated { topic: topic(), partition: 1, from: 9, to: 7 },
        Event::Compacted { topic: topic(), partition: 1, before: 900, after: 70 },
        Event::Evicted { topic: topic(), partition: 1, log_start: 5 },
        Event::ProduceRefused { topic: topic(), partition: 1, error: "NOT_ENOUGH_REPLICAS" },
        Event::MemberJoined { group: "g1".into(), member: "c-1".into(), client: "c".into() },
        Event::OffsetCommitted { group: "g1".into(), topic: topic(), partition: 1, offset: 6, generation: 2 },
        Event::Assigned { group: "g1".into(), generation: 4, partitions: vec![(topic(), 0), (topic(), 2)] },
        Event::Processed { topic: topic(), partition: 1, first: 3, last: 5, leader_epoch: 0 },
        Event::PositionReset { topic: topic(), partition: 1, to: 3 },
        Event::LogTruncationFound { topic: topic(), partition: 1, position: 6, diverges_at: Some(4) },
        Event::LogTruncationFound { topic: topic(), partition: 1, position: 6, diverges_at: None },
        Event::Retried { topic: topic(), partition: 1, attempt: 2, error: "REQUEST_TIMED_OUT" },
    ];
    for (leader, unclean) in [(Some(3), true), (Some(3), false), (None, false)] {
        samples.push(Event::LeaderElected { topic: topic(), partition: 1, leader, leader_epoch: 4, unclean });
    }
    for leads in [true, false] {
        samples.push(Event::Appended { topic: topic(), partition: 1, base_offset: 3, last_offset: 5, leads });
        samples.push(Event::Revoked { group: "g1".into(), partitions: vec![(topic(), 2)], lost: leads });
    }
    for role in [
        QuorumRole::Leader,
        QuorumRole::Candidate,
        QuorumRole::Prospective,
        QuorumRole::Follower,
        QuorumRole::Resigned,
        QuorumRole::Observer,
        QuorumRole::Unattached,
    ] {
        samples.push(Event::QuorumRoleChanged { role, epoch: 12 });
    }
    for why in
        [GoneReason::Left, GoneReason::SessionTimeout, GoneReason::RebalanceTimeout, GoneReason::Fenced]
    {
        samples.push(Event::MemberGone { group: "g1".into(), member: "c-1".into(), client: "c".into(), why });
    }
    for acks in [0, 1, -1] {
        samples.push(Event::Acked { topic: topic(), partition: 1, base_offset: 3, records: 2, acks });
    }
    for state in ["PreparingRebalance", "CompletingRebalance", "Stable"] {
        samples.push(Event::GroupChanged { group: "g1".into(), state, generation: 4, reason: None });
    }
    samples
}

/// Every number and every name with a digit or a sign in it that a sentence tells, in any order.
fn facts(sentence: &str) -> Vec<String> {
    let words = sentence.split(|c: char| c.is_whitespace() || "{}();,".contains(c));
    let trimmed = words.map(|word| word.trim_matches(|c: char| ".:“”„".contains(c)));
    let mut facts: Vec<String> =
        trimmed.filter(|word| word.contains(|c: char| c.is_ascii_digit())).map(str::to_owned).collect();
    facts.sort_unstable();
    facts
}

#[test]
fn with_the_same_facts() {
    let view = ClusterView::default();
    for event in samples() {
        let happened = Happened { at: 0, step: 0, who: Party::Node(1), event };
        let [english, german] = Language::ALL.map(|of| in_language(of, || sentence(&happened, &view)));
        assert!(!english.is_empty() && !german.is_empty(), "{:?}", happened.event);
        assert_ne!(english, german);
        assert_eq!(facts(&english), facts(&german), "\n{english}\n{german}");
        assert!(german.ends_with('.') && !german.contains("  "), "{german}");
    }
}

#[test]
fn and_none_is_silent() {
    let view = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../view/src/event.rs"));
    let view = view.expect("the events");
    let body =
        view.split("pub enum Event {").nth(1).and_then(|rest| rest.split("\n}").next()).expect("the enum");
    let names = body.lines().filter_map(|line| {
        let name = line.strip_prefix("    ")?.split(|c: char| !c.is_alphanumeric()).next()?;
        name.starts_with(char::is_uppercase).then_some(name)
    });
    let said = concat!(include_str!("../src/event.rs"), include_str!("../src/fault.rs"));
    let silent: Vec<&str> = names.filter(|name| !said.contains(&format!("Event::{name}"))).collect();
    assert_eq!(silent, [""; 0]);
}
