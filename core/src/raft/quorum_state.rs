//! What a node must never forget about elections: the file `quorum-state`, in Kafka's own text form (KIP-595).

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::DiskError;
use partita_wire::Uuid;

use crate::disk::{Disk, FileName};

/// Longest `quorum-state` that is read; Kafka's own takes some hundred bytes.
const STATE_LEN_MAX: u32 = 64 * 1_024;
const NOBODY: i32 = -1;
/// Latest epoch that is believed when another tells it or a file says it. No quorum gets there, and what is beyond leaves no
/// room for the elections to come.
const EPOCH_MAX: i32 = i32::MAX / 2;

/// Whether a number may be the epoch of a quorum.
pub(super) fn is_epoch(epoch: i32) -> bool {
    (0..=EPOCH_MAX).contains(&epoch)
}

/// Epoch, leader and vote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct QuorumState {
    pub(crate) epoch: i32,
    pub(crate) leader: Option<i32>,
    /// Whom it voted for: a voter by id, and by its directory if the candidate named it.
    pub(crate) voted: Option<(i32, Uuid)>,
}

fn file() -> FileName {
    FileName::new("__cluster_metadata-0/quorum-state")
}

impl QuorumState {
    /// Reads the file; whatever is missing or damaged in it counts as never said.
    pub(crate) fn load(disk: &dyn Disk) -> Result<Self, DiskError> {
        if disk.len(&file()).is_none() {
            return Ok(Self::default());
        }
        let bytes = disk.read_now(&file(), 0, STATE_LEN_MAX)?.to_bytes();
        Ok(Self::parse(core::str::from_utf8(&bytes).unwrap_or_default()))
    }

    fn parse(text: &str) -> Self {
        let id = |name| number(text, name).filter(|&id| id != NOBODY);
        let directory =
            word(text, "votedDirectoryId").and_then(|text| text.parse().ok()).unwrap_or(Uuid::ZERO);
        Self {
            epoch: number(text, "leaderEpoch").filter(|&epoch| is_epoch(epoch)).unwrap_or(0),
            leader: id("leaderId"),
            voted: id("votedId").map(|id| (id, directory)),
        }
    }

    /// Writes the file, in the form that goes with a `kraft.version`; once this returns, it stays.
    pub(crate) fn store(
        &self,
        disk: &mut dyn Disk,
        kraft_version: i16,
        voters: &[i32],
    ) -> Result<(), DiskError> {
        let text = match kraft_version {
            0 => self.text(voters),
            _ => self.text_with_directory(),
        };
        disk.replace(&file(), text.as_bytes())
    }

    /// Version 1: the voters are in the log (KIP-853).
    fn text_with_directory(&self) -> String {
        let (voted, directory) = self.voted.unwrap_or((NOBODY, Uuid::ZERO));
        format!(
            "{{\"leaderId\":{},\"leaderEpoch\":{},\"votedId\":{voted},\"votedDirectoryId\":\"{directory}\",\
             \"data_version\":1}}",
            self.leader.unwrap_or(NOBODY),
            self.epoch,
        )
    }

    fn text(&self, voters: &[i32]) -> String {
        let voters: Vec<String> = voters.iter().map(|id| format!("{{\"voterId\":{id}}}")).collect();
        format!(
            "{{\"clusterId\":\"\",\"leaderId\":{},\"leaderEpoch\":{},\"votedId\":{},\"appliedOffset\":0,\
             \"currentVoters\":[{}],\"data_version\":0}}",
            self.leader.unwrap_or(NOBODY),
            self.epoch,
            self.voted.map_or(NOBODY, |(id, _)| id),
            voters.join(",")
        )
    }
}

/// The whole number after `"name":`.
fn number(text: &str, name: &str) -> Option<i32> {
    let (_, rest) = text.split_once(&format!("\"{name}\":"))?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| c != '-' && !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

/// The text after `"name":"`.
fn word<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("\"{name}\":"))?;
    let (word, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
    Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_kafkas() {
        let state = QuorumState { epoch: 1, leader: Some(0), voted: None };
        let text = state.text(&[0]);
        assert_eq!(
            text,
            "{\"clusterId\":\"\",\"leaderId\":0,\"leaderEpoch\":1,\"votedId\":-1,\"appliedOffset\":0,\
             \"currentVoters\":[{\"voterId\":0}],\"data_version\":0}"
        );
        assert_eq!(QuorumState::parse(&text), state);
    }

    #[test]
    fn with_voters_in_the_log_it_names_a_directory_and_no_voters() {
        let state = QuorumState { epoch: 3, leader: None, voted: Some((2, Uuid([0; 16]))) };
        let text = state.text_with_directory();
        assert_eq!(
            text,
            "{\"leaderId\":-1,\"leaderEpoch\":3,\"votedId\":2,\"votedDirectoryId\":\"AAAAAAAAAAAAAAAAAAAAAA\",\
             \"data_version\":1}"
        );
        let state = QuorumState { voted: Some((2, Uuid([7; 16]))), ..state };
        assert_eq!(QuorumState::parse(&state.text_with_directory()), state);
    }

    #[test]
    fn damage_is_no_panic() {
        for text in ["", "{", "\"leaderEpoch\":", "\"leaderEpoch\":99999999999", "\u{fffd}\"votedId\":-"] {
            assert_eq!(QuorumState::parse(text), QuorumState::default());
        }
    }
}
