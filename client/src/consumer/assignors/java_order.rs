//! The order in which Java walks a hash map of member ids. Kafka's assignor does so, and who keeps one partition more
//! depends on it.

use alloc::string::String;
use alloc::vec::Vec;

/// Buckets of a Java hash map that nobody sized.
const BUCKETS_MIN: u32 = 16;

/// Sorts ids as a `java.util.HashMap` gives them back; those in one bucket stay in the order in which they came.
pub(super) fn sort(ids: &mut [String]) {
    let mut buckets = BUCKETS_MIN;
    // A map doubles when it is more than three quarters full.
    while ids.len() as u64 > u64::from(buckets) * 3 / 4 {
        buckets *= 2;
    }
    let keys: Vec<u32> = ids.iter().map(|id| bucket(id, buckets)).collect();
    let mut order: Vec<(u32, String)> = keys.into_iter().zip(ids.iter().cloned()).collect();
    order.sort_by_key(|(key, _)| *key);
    for (place, (_, id)) in ids.iter_mut().zip(order) {
        *place = id;
    }
}

fn bucket(id: &str, buckets: u32) -> u32 {
    let hash =
        id.encode_utf16().fold(0_u32, |hash, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)));
    (hash ^ (hash >> 16)) & (buckets - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_ids_come_as_from_java() {
        let mut ids: Vec<String> = ["c1", "c2", "c3", "c4"].map(String::from).into();
        sort(&mut ids);
        assert_eq!(ids, ["c3", "c4", "c1", "c2"]);
    }
}
