//! What a node must never forget about elections: the file `quorum-state`, in Kafka's own text form (KIP-595).

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::DiskError;

use crate::disk::{Disk, FileName};

/// Longest `quorum-state` that is read; Kafka's own takes some hundred bytes.
const STATE_LEN_MAX: u32 = 64 * 1_024;
const NOBODY: i32 = -1;

/// Epoch, leader and vote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct QuorumState {
    pub(crate) epoch: i32,
    pub(crate) leader: Option<i32>,
    pub(crate) voted: Option<i32>,
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
        Self { epoch: number(text, "leaderEpoch").unwrap_or(0), leader: id("leaderId"), voted: id("votedId") }
    }

    /// Writes the file; once this returns, it stays.
    pub(crate) fn store(&self, disk: &mut dyn Disk, voters: &[i32]) -> Result<(), DiskError> {
        disk.replace(&file(), self.text(voters).as_bytes())
    }

    fn text(&self, voters: &[i32]) -> String {
        let voters: Vec<String> = voters.iter().map(|id| format!("{{\"voterId\":{id}}}")).collect();
        format!(
            "{{\"clusterId\":\"\",\"leaderId\":{},\"leaderEpoch\":{},\"votedId\":{},\"appliedOffset\":0,\
             \"currentVoters\":[{}],\"data_version\":0}}",
            self.leader.unwrap_or(NOBODY),
            self.epoch,
            self.voted.unwrap_or(NOBODY),
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
    fn damage_is_no_panic() {
        for text in ["", "{", "\"leaderEpoch\":", "\"leaderEpoch\":99999999999", "\u{fffd}\"votedId\":-"] {
            assert_eq!(QuorumState::parse(text), QuorumState::default());
        }
    }
}
