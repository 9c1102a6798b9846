//! What members of a group tell each other through the coordinator, who does not read it: the "consumer" protocol's
//! subscription and assignment, in its own little format.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Protocol type of groups of consumers.
pub(crate) const PROTOCOL_TYPE: &str = "consumer";

/// Most elements of a list in a message of another member.
const ELEMENTS_MAX: usize = 1_000_000;

/// What a member wants and has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// Topics it subscribed to.
    pub topics: Vec<String>,
    /// What its assignor adds.
    pub user_data: Option<Vec<u8>>,
    /// What it owns (v1).
    pub owned: Vec<(String, i32)>,
    /// The generation it owns that since, -1 for none (v2).
    pub generation: i32,
    /// Its rack (v3).
    pub rack: Option<String>,
}

/// Bytes of another member that are not what the format says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProtocolError {
    /// What could not be read.
    pub field: &'static str,
    /// Where.
    pub at: usize,
}

impl core::fmt::Display for ProtocolError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "consumer protocol: {} at byte {} does not fit", self.field, self.at)
    }
}

impl core::error::Error for ProtocolError {}

impl Subscription {
    /// Its bytes in version 3, which today's Java consumer writes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend_from_slice(&3_i16.to_be_bytes());
        put_count(&mut out, self.topics.len());
        for topic in &self.topics {
            put_string(&mut out, Some(topic));
        }
        match &self.user_data {
            None => out.extend_from_slice(&(-1_i32).to_be_bytes()),
            Some(data) => {
                put_count(&mut out, data.len());
                out.extend_from_slice(data);
            }
        }
        put_partitions(&mut out, &self.owned);
        out.extend_from_slice(&self.generation.to_be_bytes());
        put_string(&mut out, self.rack.as_deref());
        out
    }

    /// Reads what a member sent, of any version: newer ones only add at the end.
    pub fn decode(bytes: &[u8]) -> Result<Self, ProtocolError> {
        let mut reader = Reader { bytes, at: 0 };
        let version = reader.i16("version")?;
        if version < 0 {
            return Err(ProtocolError { field: "version", at: 0 });
        }
        let mut subscription = Self { generation: -1, ..Self::default() };
        for _ in 0..reader.count("topics")? {
            subscription.topics.push(reader.string("topic")?.unwrap_or_default());
        }
        subscription.user_data = reader.bytes("user data")?;
        if version >= 1 {
            subscription.owned = reader.partitions()?;
        }
        if version >= 2 {
            subscription.generation = reader.i32("generation")?;
        }
        if version >= 3 {
            subscription.rack = reader.string("rack")?;
        }
        Ok(subscription)
    }
}

/// What a member of the eager sticky assignor had before it gave everything up: the assignor's own data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Had {
    /// Partitions.
    pub partitions: Vec<(String, i32)>,
    /// The generation that it had them in, -1 from assignors that did not say.
    pub generation: i32,
}

impl Had {
    /// Its bytes in version 1 of Java's assignor.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_partitions(&mut out, &self.partitions);
        out.extend_from_slice(&self.generation.to_be_bytes());
        out
    }

    /// Reads them; version 0 has no generation.
    pub fn decode(bytes: &[u8]) -> Result<Self, ProtocolError> {
        let mut reader = Reader { bytes, at: 0 };
        let partitions = reader.partitions()?;
        let generation = if reader.at == bytes.len() { -1 } else { reader.i32("generation")? };
        Ok(Self { partitions, generation })
    }
}

/// An assignment's bytes, in version 3 as today's Java consumer writes them (its fields are those of version 0).
#[must_use]
pub fn encode_assignment(partitions: &[(String, i32)]) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(&3_i16.to_be_bytes());
    put_partitions(&mut out, partitions);
    out.extend_from_slice(&(-1_i32).to_be_bytes());
    out
}

/// Reads an assignment of any version.
pub fn decode_assignment(bytes: &[u8]) -> Result<Vec<(String, i32)>, ProtocolError> {
    let mut reader = Reader { bytes, at: 0 };
    let version = reader.i16("version")?;
    if version < 0 {
        return Err(ProtocolError { field: "version", at: 0 });
    }
    reader.partitions()
}

fn put_count(out: &mut Vec<u8>, count: usize) {
    out.extend_from_slice(&i32::try_from(count).unwrap_or(i32::MAX).to_be_bytes());
}

fn put_string(out: &mut Vec<u8>, text: Option<&str>) {
    match text.map(|text| (text, i16::try_from(text.len()))) {
        Some((text, Ok(length))) => {
            out.extend_from_slice(&length.to_be_bytes());
            out.extend_from_slice(text.as_bytes());
        }
        // Kafka's names are at most 249 bytes long; no name is longer than 16 bits can say.
        _ => out.extend_from_slice(&(-1_i16).to_be_bytes()),
    }
}

/// Partitions by topic, topics in their order.
fn put_partitions(out: &mut Vec<u8>, partitions: &[(String, i32)]) {
    let mut by_topic: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
    for (topic, partition) in partitions {
        by_topic.entry(topic).or_default().push(*partition);
    }
    put_count(out, by_topic.len());
    for (topic, partitions) in by_topic {
        put_string(out, Some(topic));
        put_count(out, partitions.len());
        for partition in partitions {
            out.extend_from_slice(&partition.to_be_bytes());
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn take(&mut self, len: usize, field: &'static str) -> Result<&[u8], ProtocolError> {
        let end = self.at.checked_add(len).filter(|&end| end <= self.bytes.len());
        let end = end.ok_or(ProtocolError { field, at: self.at })?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    fn i16(&mut self, field: &'static str) -> Result<i16, ProtocolError> {
        let bytes = self.take(2, field)?;
        Ok(i16::from_be_bytes([bytes[0], bytes[1]]))
    }

    fn i32(&mut self, field: &'static str) -> Result<i32, ProtocolError> {
        let bytes = self.take(4, field)?;
        Ok(i32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn count(&mut self, field: &'static str) -> Result<usize, ProtocolError> {
        let at = self.at;
        let count = usize::try_from(self.i32(field)?).ok().filter(|&count| count <= ELEMENTS_MAX);
        count.ok_or(ProtocolError { field, at })
    }

    fn string(&mut self, field: &'static str) -> Result<Option<String>, ProtocolError> {
        let at = self.at;
        let Ok(len) = usize::try_from(self.i16(field)?) else { return Ok(None) };
        let text = core::str::from_utf8(self.take(len, field)?).map_err(|_| ProtocolError { field, at })?;
        Ok(Some(text.to_string()))
    }

    fn bytes(&mut self, field: &'static str) -> Result<Option<Vec<u8>>, ProtocolError> {
        let Ok(len) = usize::try_from(self.i32(field)?) else { return Ok(None) };
        self.take(len, field).map(|bytes| Some(bytes.to_vec()))
    }

    fn partitions(&mut self) -> Result<Vec<(String, i32)>, ProtocolError> {
        let mut partitions = Vec::new();
        for _ in 0..self.count("topics")? {
            let topic = self.string("topic")?.unwrap_or_default();
            for _ in 0..self.count("partitions")? {
                partitions.push((topic.clone(), self.i32("partition")?));
            }
        }
        Ok(partitions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
        let byte = |pair: &[u8]| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap();
        digits.chunks(2).map(byte).collect()
    }

    #[test]
    fn a_subscription_has_the_bytes_of_kafka() {
        let subscription = Subscription {
            topics: vec!["t0".into()],
            user_data: None,
            owned: vec![("t0".into(), 1)],
            generation: 7,
            rack: Some("r1".into()),
        };
        let v3 =
            bytes("0003 00000001 0002 7430 ffffffff 00000001 0002 7430 00000001 00000001 00000007 0002 7231");
        assert_eq!(subscription.encode(), v3);
        assert_eq!(Subscription::decode(&v3), Ok(subscription));
    }

    #[test]
    fn a_subscription_of_version_0_has_only_topics() {
        let v0 = bytes("0000 00000001 0002 7430 ffffffff");
        let read = Subscription::decode(&v0).unwrap();
        assert_eq!(read.topics, ["t0"]);
        assert_eq!((read.owned, read.generation, read.rack), (vec![], -1, None));
    }

    #[test]
    fn an_assignment_of_version_0_is_read() {
        let v0 = bytes("0000 00000001 0002 7430 00000002 00000000 00000002 ffffffff");
        assert_eq!(decode_assignment(&v0), Ok(vec![("t0".into(), 0), ("t0".into(), 2)]));
        let written = encode_assignment(&[("t0".into(), 0), ("t0".into(), 2)]);
        assert_eq!(written[2..], v0[2..]);
    }

    #[test]
    fn what_a_sticky_member_had_has_the_bytes_of_javas_assignor() {
        let had = Had { partitions: vec![("t0".into(), 1)], generation: 7 };
        let v1 = bytes("00000001 0002 7430 00000001 00000001 00000007");
        assert_eq!(had.encode(), v1);
        assert_eq!(Had::decode(&v1), Ok(had));
        assert_eq!(Had::decode(&v1[..v1.len() - 4]).unwrap().generation, -1);
        assert!(Had::decode(&v1[..v1.len() - 1]).is_err());
    }

    #[test]
    fn no_cut_bytes_are_read() {
        let whole =
            Subscription { topics: vec!["t".into()], generation: -1, ..Subscription::default() }.encode();
        for len in 0..whole.len() {
            assert!(Subscription::decode(&whole[..len]).is_err(), "{len}");
        }
        assert!(decode_assignment(&bytes("0000 7fffffff")).is_err());
    }
}
