//! Per topic, each member gets a run of consecutive partitions; the first members get one more where it does not come
//! out even.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Assignment, Subscriber};

pub(super) fn assign(topics: &BTreeMap<String, i32>, members: &[&Subscriber], assignment: &mut Assignment) {
    for (topic, &partitions) in topics {
        let takers: Vec<&&Subscriber> = members.iter().filter(|member| member.wants(topic)).collect();
        let Ok(count) = i32::try_from(takers.len()) else { continue };
        if count == 0 {
            continue;
        }
        let (share, extra) = (partitions / count, partitions % count);
        let mut next = 0;
        for (index, member) in (0..).zip(takers) {
            let end = next + share + i32::from(index < extra);
            if let Some(owned) = assignment.get_mut(&member.member_id) {
                owned.extend((next..end).map(|partition| (topic.clone(), partition)));
            }
            next = end;
        }
    }
}
