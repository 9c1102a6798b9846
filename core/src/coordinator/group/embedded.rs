//! The embedded protocol of consumers: opaque to the classic protocol, but the coordinator reads the first fields of it,
//! which are the same in all versions: for OffsetDelete, and to show who owns what.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use bytes::{Buf, Bytes};

/// Topics that a subscription names; `None` if it cannot be read.
pub(crate) fn subscribed_topics(metadata: &Bytes) -> Option<BTreeSet<String>> {
    let mut rest = metadata.clone();
    rest.try_get_i16().ok()?;
    let count = count(&mut rest, 2)?;
    (0..count).map(|_| text(&mut rest)).collect()
}

/// What a consumer says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Subscription {
    pub(crate) topics: Vec<String>,
    /// What it owns, from version 1 on.
    pub(crate) owned: Vec<(String, Vec<i32>)>,
    /// From version 3 on.
    pub(crate) rack: Option<String>,
}

/// All of a subscription; `None` if it cannot be read.
pub(crate) fn subscription(metadata: &Bytes) -> Option<Subscription> {
    let mut rest = metadata.clone();
    let version = rest.try_get_i16().ok().filter(|&version| version >= 0)?;
    let topics = count(&mut rest, 2)?;
    let mut read = Subscription {
        topics: (0..topics).map(|_| text(&mut rest)).collect::<Option<_>>()?,
        ..Subscription::default()
    };
    let user_data = rest.try_get_i32().ok()?;
    if let Ok(len) = usize::try_from(user_data) {
        if rest.len() < len {
            return None;
        }
        rest.advance(len);
    }
    if version >= 1 {
        let count = count(&mut rest, 6)?;
        read.owned =
            (0..count).map(|_| Some((text(&mut rest)?, partitions(&mut rest)?))).collect::<Option<_>>()?;
    }
    if version >= 2 {
        rest.try_get_i32().ok()?;
    }
    if version >= 3 && rest.get(..2) != Some(&[0xff, 0xff]) {
        read.rack = Some(text(&mut rest)?);
    }
    Some(read)
}

/// Topics and partitions of an assignment; `None` if it cannot be read. An empty one assigns nothing.
pub(crate) fn assigned_partitions(assignment: &Bytes) -> Option<Vec<(String, Vec<i32>)>> {
    if assignment.is_empty() {
        return Some(Vec::new());
    }
    let mut rest = assignment.clone();
    rest.try_get_i16().ok()?;
    let count = count(&mut rest, 6)?;
    (0..count).map(|_| Some((text(&mut rest)?, partitions(&mut rest)?))).collect()
}

fn partitions(rest: &mut Bytes) -> Option<Vec<i32>> {
    let count = count(rest, 4)?;
    (0..count).map(|_| rest.try_get_i32().ok()).collect()
}

/// A count of things that take so many bytes each: never more than what is left can hold.
fn count(rest: &mut Bytes, least_len: usize) -> Option<usize> {
    let count = usize::try_from(rest.try_get_i32().ok()?).ok()?;
    (count <= rest.len() / least_len).then_some(count)
}

fn text(rest: &mut Bytes) -> Option<String> {
    let len = usize::try_from(rest.try_get_i16().ok()?).ok()?;
    if rest.len() < len {
        return None;
    }
    String::from_utf8(rest.split_to(len).to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Bytes {
        let digits: Vec<u8> = hex.bytes().filter(|digit| *digit != b' ').collect();
        let byte = |pair: &[u8]| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap();
        digits.chunks(2).map(byte).collect::<Vec<u8>>().into()
    }

    #[test]
    fn subscriptions_of_all_versions_begin_alike() {
        let versions = [
            "0000 00000001 0002 7430 ffffffff",
            "0001 00000001 0002 7430 ffffffff 00000001 0002 7430 00000001 00000001",
            "0003 00000001 0002 7430 ffffffff 00000001 0002 7430 00000001 00000001 00000007 0002 7231",
            "0009 00000001 0002 7430 ffffffff 0102030405",
        ];
        for hex in versions {
            assert_eq!(subscribed_topics(&bytes(hex)), Some(BTreeSet::from(["t0".into()])), "{hex}");
        }
    }

    #[test]
    fn an_assignment_is_read() {
        let hex = "0000 00000001 0002 7430 00000002 00000000 00000002 ffffffff";
        assert_eq!(assigned_partitions(&bytes(hex)), Some(alloc::vec![("t0".into(), alloc::vec![0, 2])]));
        assert_eq!(assigned_partitions(&Bytes::new()), Some(Vec::new()));
    }

    #[test]
    fn what_is_cut_off_or_lies_about_its_length_is_not_read() {
        for hex in
            ["", "00", "0000 00000001", "0000 7fffffff 0002 7430", "0000 ffffffff", "0000 00000001 0002 74"]
        {
            assert_eq!(subscribed_topics(&bytes(hex)), None, "{hex}");
        }
        for hex in ["00", "0000 00000001 0002 7430 7fffffff 00000000", "0000 00000001 0002 7430"] {
            assert_eq!(assigned_partitions(&bytes(hex)), None, "{hex}");
        }
    }
}
