//! The voters of the quorum: who they are, in which directory their log is, and where they listen (KIP-853).

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::sync::Arc;

use bytes::Bytes;
use partita_machine::Address;
use partita_wire::Uuid;
use partita_wire::messages::k_raft_version_record::KRaftVersionRecord;
use partita_wire::messages::voters_record::{
    Endpoint, KRaftVersionFeature, Voter as VoterData, VotersRecord,
};
use partita_wire::records::control::ControlType;

/// Name of the listener that controllers talk over: the first of `controller.listener.names` in Kafka's own examples.
pub(crate) const CONTROLLER_LISTENER: &str = "CONTROLLER";
/// Versions of `kraft.version` that a node of Partita supports.
pub(crate) const KRAFT_VERSIONS: (i16, i16) = (0, 1);
/// The first `kraft.version` in which the log says who votes.
pub(crate) const RECONFIGURABLE: i16 = 1;
/// Version of the control records that tell of voters.
const RECORD_VERSION: i16 = 0;

/// A voter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Voter {
    /// The directory of its log; zero where voters are known by their ids alone.
    pub(crate) directory: Uuid,
    /// Its listeners by name.
    pub(crate) listeners: BTreeMap<String, Address>,
    /// The least and the greatest `kraft.version` that it supports.
    pub(crate) versions: (i16, i16),
}

impl Voter {
    /// One that listens on the controllers' listener alone.
    pub(crate) fn at(address: &Address, directory: Uuid, versions: (i16, i16)) -> Self {
        let listeners = BTreeMap::from([(CONTROLLER_LISTENER.to_string(), address.clone())]);
        Self { directory, listeners, versions }
    }

    /// Where other voters reach it.
    pub(crate) fn address(&self) -> Option<&Address> {
        self.listeners.get(CONTROLLER_LISTENER)
    }

    /// Whether it supports a `kraft.version`.
    pub(crate) fn supports(&self, version: i16) -> bool {
        (self.versions.0..=self.versions.1).contains(&version)
    }

    /// Whether a replica in this directory is meant. Where voters are known by their ids, any is.
    fn is_in(&self, directory: Uuid) -> bool {
        self.directory.is_zero() || self.directory == directory
    }
}

/// Voters by id. Cloning costs a pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct VoterSet {
    voters: Arc<BTreeMap<i32, Voter>>,
}

impl VoterSet {
    /// The voters of `controller.quorum.voters`, known by their ids alone.
    pub(crate) fn configured(voters: &BTreeMap<i32, Address>) -> Self {
        voters.iter().map(|(&id, address)| (id, Voter::at(address, Uuid::ZERO, (0, 0)))).collect()
    }

    /// Whether this id has a vote, in whatever directory.
    pub(crate) fn has_id(&self, id: i32) -> bool {
        self.voters.contains_key(&id)
    }

    /// Whether this replica has a vote: by its id, and by its directory where that is known of the voter.
    pub(crate) fn is_voter(&self, id: i32, directory: Uuid) -> bool {
        self.voters.get(&id).is_some_and(|voter| voter.is_in(directory))
    }

    pub(crate) fn get(&self, id: i32) -> Option<&Voter> {
        self.voters.get(&id)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = i32> {
        self.voters.keys().copied()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (i32, &Voter)> {
        self.voters.iter().map(|(&id, voter)| (id, voter))
    }

    pub(crate) fn len(&self) -> usize {
        self.voters.len()
    }

    /// Where a voter is reached.
    pub(crate) fn address(&self, id: i32) -> Option<&Address> {
        self.voters.get(&id).and_then(Voter::address)
    }

    /// The directory of a voter as requests name it: zero where that is not known.
    pub(crate) fn directory(&self, id: i32) -> Uuid {
        self.voters.get(&id).map_or(Uuid::ZERO, |voter| voter.directory)
    }

    /// The same with one more. `None` if its id has a vote already.
    pub(crate) fn with(&self, id: i32, voter: Voter) -> Option<Self> {
        (!self.has_id(id)).then(|| self.changed(|voters| drop(voters.insert(id, voter))))
    }

    /// The same without one. `None` if it has no vote, or is the last one.
    pub(crate) fn without(&self, id: i32, directory: Uuid) -> Option<Self> {
        let known = self.voters.get(&id).is_some_and(|voter| voter.directory == directory);
        (known && self.voters.len() > 1).then(|| self.changed(|voters| drop(voters.remove(&id))))
    }

    /// The same with one as it is now. `None` if it has no vote.
    pub(crate) fn updated(&self, id: i32, voter: Voter) -> Option<Self> {
        self.is_voter(id, voter.directory).then(|| self.changed(|voters| drop(voters.insert(id, voter))))
    }

    fn changed(&self, change: impl FnOnce(&mut BTreeMap<i32, Voter>)) -> Self {
        let mut voters = (*self.voters).clone();
        change(&mut voters);
        Self { voters: Arc::new(voters) }
    }

    /// The control record that says so.
    pub(crate) fn record(&self) -> Option<(ControlType, Bytes)> {
        let endpoint = |(name, address): (&String, &Address)| Endpoint {
            name: name.clone(),
            host: address.host.to_string(),
            port: address.port,
        };
        let voter = |(&voter_id, voter): (&i32, &Voter)| VoterData {
            voter_id,
            voter_directory_id: voter.directory,
            endpoints: voter.listeners.iter().map(endpoint).collect(),
            k_raft_version_feature: KRaftVersionFeature {
                min_supported_version: voter.versions.0,
                max_supported_version: voter.versions.1,
            },
        };
        let voters = self.voters.iter().map(voter).collect();
        let mut record = VotersRecord { version: RECORD_VERSION, voters };
        let value = partita_wire::encode(&mut record, RECORD_VERSION).ok()?;
        Some((ControlType::KraftVoters, value.into()))
    }

    /// What such a record says.
    pub(crate) fn of_record(value: Bytes) -> Option<Self> {
        let record: VotersRecord = partita_wire::decode(RECORD_VERSION, value).ok()?;
        let endpoint = |end: &Endpoint| (end.name.clone(), Address::new(&end.host, end.port));
        let voter = |voter: &VoterData| {
            let feature = &voter.k_raft_version_feature;
            let voter_data = Voter {
                directory: voter.voter_directory_id,
                listeners: voter.endpoints.iter().map(endpoint).collect(),
                versions: (feature.min_supported_version, feature.max_supported_version),
            };
            (voter.voter_id, voter_data)
        };
        Some(record.voters.iter().map(voter).collect())
    }
}

impl FromIterator<(i32, Voter)> for VoterSet {
    fn from_iter<I: IntoIterator<Item = (i32, Voter)>>(voters: I) -> Self {
        Self { voters: Arc::new(voters.into_iter().collect()) }
    }
}

/// The control record that finalizes a `kraft.version`.
pub(crate) fn version_record(k_raft_version: i16) -> Option<(ControlType, Bytes)> {
    let mut record = KRaftVersionRecord { version: RECORD_VERSION, k_raft_version };
    let value = partita_wire::encode(&mut record, RECORD_VERSION).ok()?;
    Some((ControlType::KraftVersion, value.into()))
}

/// What such a record says.
pub(crate) fn version_of_record(value: Bytes) -> Option<i16> {
    let record: KRaftVersionRecord = partita_wire::decode(RECORD_VERSION, value).ok()?;
    Some(record.k_raft_version)
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn voter(directory: u8) -> Voter {
        Voter::at(&Address::new("127.0.0.1", 9_193), Uuid([directory; 16]), KRAFT_VERSIONS)
    }

    #[test]
    fn a_voter_is_known_by_its_directory_once_that_is_known() {
        let by_id = VoterSet::configured(&BTreeMap::from([(1, Address::new("a", 1))]));
        assert!(by_id.is_voter(1, Uuid([9; 16])));
        let set: VoterSet = [(1, voter(1)), (2, voter(2))].into_iter().collect();
        assert!(set.is_voter(1, Uuid([1; 16])));
        assert!(!set.is_voter(1, Uuid([2; 16])), "a replaced disk is another voter");
        assert_eq!(set.with(1, voter(3)), None, "an id votes once");
        assert_eq!(set.without(1, Uuid([3; 16])), None);
        assert_eq!(set.updated(1, voter(3)), None);
        let one = set.without(1, Uuid([1; 16])).unwrap();
        assert_eq!(one.ids().collect::<Vec<_>>(), [2]);
        assert_eq!(one.without(2, Uuid([2; 16])), None, "the last one stays");
    }

    #[test]
    fn records_are_as_long_as_kafkas() {
        let set: VoterSet = [(0, voter(1))].into_iter().collect();
        let (_, value) = set.record().unwrap();
        // As `kafka-storage.sh format --standalone` of Kafka 4.3.1 writes it for such a voter.
        assert_eq!(value.len(), 55);
        assert_eq!(VoterSet::of_record(value), Some(set));
        let (_, value) = version_record(1).unwrap();
        assert_eq!((value.len(), version_of_record(value)), (5, Some(1)));
        assert_eq!(VoterSet::of_record(Bytes::from_static(&[0, 0, 9])), None);
    }
}
