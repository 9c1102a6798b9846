//! Three voters and a broker: they are killed, paused, lose their power, find their disks damaged or empty, and are asked whatever
//! a listener serves. None of it makes a node panic or busy without end; and as long as nobody forged a request or a disk, an
//! epoch has one leader.

use std::collections::BTreeMap;

use partita_core::served;
use partita_machine::Listener;
use partita_wire::codec::Arbitrary;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::{ApiKey, Request};

use super::damage::harm_a_file;
use super::host::Host;
use super::input::Input;

/// Most deeds, and the longest time between two of them.
const DEEDS_MAX: u32 = 48;
const MS_MAX: u16 = 4_000;
const VOTERS: [i32; 3] = [100, 101, 102];
const PROPERTIES: [(&str, &str); 2] = [
    ("metadata.log.max.record.bytes.between.snapshots", "2000"),
    ("metadata.max.retention.bytes", "10485760"),
];
/// Requests between voters.
const QUORUM: [ApiKey; 9] = [
    ApiKey::Vote,
    ApiKey::BeginQuorumEpoch,
    ApiKey::EndQuorumEpoch,
    ApiKey::Fetch,
    ApiKey::FetchSnapshot,
    ApiKey::DescribeQuorum,
    ApiKey::AddRaftVoter,
    ApiKey::RemoveRaftVoter,
    ApiKey::UpdateRaftVoter,
];

struct Play {
    host: Host,
    /// Who led in which epoch, as it said itself.
    leaders: BTreeMap<i32, i32>,
    /// Whether somebody forged a request or damaged a disk.
    is_forged: bool,
    topics: u8,
}

/// Plays a script.
pub fn play(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let host = match input.byte() % 2 {
        0 => Host::dynamic(1, 3, &PROPERTIES),
        _ => Host::apart(1, 3),
    };
    let mut play = Play { host, leaders: BTreeMap::new(), is_forged: false, topics: 0 };
    play.pass(3_000);
    for _ in 0..DEEDS_MAX {
        if input.is_empty() {
            return;
        }
        play.deed(&mut input);
        play.pass(u64::from(input.short() % MS_MAX));
    }
}

impl Play {
    fn deed(&mut self, input: &mut Input<'_>) {
        let id = VOTERS[usize::from(input.byte()) % VOTERS.len()];
        let runs = self.host.running().contains(&id);
        match input.byte() % 10 {
            0 | 1 if runs => self.host.kill(id),
            0..=2 if !runs => self.host.start(id),
            2 => self.host.terminate(id),
            3 => self.pause(id, runs),
            4 if !runs => {
                self.is_forged = true;
                let other = |input: &mut Input<'_>| {
                    let suffix = [".log", "-0000000001.checkpoint", ".index"][input.below(3)];
                    format!("__cluster_metadata-0/{:020}{suffix}", input.byte() % 64)
                };
                harm_a_file(self.host.disk_mut(id), "", input, other);
            }
            5 if !runs => self.host.disk_mut(id).power_off(),
            6 => self.create_topic(),
            7..=9 => self.ask(id, input),
            _ => {}
        }
    }

    fn pause(&mut self, id: i32, runs: bool) {
        match self.host.is_paused(id) {
            true => self.host.resume(id),
            false if runs => self.host.pause(id),
            false => {}
        }
    }

    fn create_topic(&mut self) {
        self.topics = self.topics.wrapping_add(1);
        let topic = CreatableTopic {
            name: format!("t{}", self.topics),
            num_partitions: 1,
            replication_factor: 1,
            ..CreatableTopic::default()
        };
        let body = CreateTopicsRequest { topics: vec![topic], timeout_ms: 1_000, validate_only: false };
        self.host.send(0, Listener::Broker, 7, body);
    }

    /// A request with fields at random, of those between voters most of all.
    fn ask(&mut self, id: i32, input: &mut Input<'_>) {
        let key = input.byte();
        let api = match key % 4 {
            0 => ApiKey::from_i16(i16::from(key) / 3),
            _ => Some(QUORUM[usize::from(key) % QUORUM.len()]),
        };
        let (version, seed) = (i16::from(input.byte()), u64::from(input.short()));
        let Some(api) = api else { return };
        let Some((first, last)) = served(Listener::Controller, api as i16) else { return };
        let version = first + version % (last - first + 1);
        let mut body = Request::new(api);
        Arbitrary::new(seed).fill(version, body.message());
        self.make_likely(&mut body, input);
        self.is_forged = true;
        self.host.send(id, Listener::Controller, version, body);
    }

    /// What is at random in every field is refused at once: some of it is made right.
    fn make_likely(&self, body: &mut Request, input: &mut Input<'_>) {
        let (cluster_id, likely) = (partita_wire::Uuid([7; 16]).to_string(), input.byte());
        let voter = VOTERS[usize::from(likely) % VOTERS.len()];
        let epoch = i32::from(input.byte() % 8);
        match body {
            Request::Vote(vote) if likely & 8 != 0 => {
                vote.cluster_id = Some(cluster_id);
                for partition in vote.topics.iter_mut().flat_map(|topic| &mut topic.partitions) {
                    (partition.partition_index, partition.replica_id) = (0, voter);
                    partition.replica_epoch = epoch;
                }
                vote.topics.iter_mut().for_each(|topic| topic.topic_name = "__cluster_metadata".into());
            }
            Request::BeginQuorumEpoch(begin) if likely & 8 != 0 => {
                begin.cluster_id = Some(cluster_id);
                for partition in begin.topics.iter_mut().flat_map(|topic| &mut topic.partitions) {
                    (partition.partition_index, partition.leader_id) = (0, voter);
                    partition.leader_epoch = epoch;
                }
                begin.topics.iter_mut().for_each(|topic| topic.topic_name = "__cluster_metadata".into());
            }
            Request::AddRaftVoter(add) => add.cluster_id = Some(cluster_id),
            Request::RemoveRaftVoter(remove) => {
                (remove.cluster_id, remove.voter_id) = (Some(cluster_id), voter);
                remove.voter_directory_id = partita_wire::Uuid([u8::try_from(voter).unwrap_or(0) + 1; 16]);
            }
            _ => {}
        }
    }

    fn pass(&mut self, ms: u64) {
        self.host.run_ms(ms);
        for id in self.host.running() {
            let quorum = self.host.node(id).quorum_view();
            let leads = quorum.leader == Some(id) && !self.is_forged;
            if leads && let Some(other) = self.leaders.insert(quorum.epoch, id) {
                assert_eq!(other, id, "two leaders in epoch {}", quorum.epoch);
            }
        }
    }
}
