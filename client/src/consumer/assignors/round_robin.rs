//! All partitions of all topics in order, dealt in a circle; who did not subscribe to a topic is passed over.

use alloc::collections::BTreeMap;
use alloc::string::String;

use super::{Assignment, Subscriber};

pub(super) fn assign(topics: &BTreeMap<String, i32>, members: &[&Subscriber], assignment: &mut Assignment) {
    let mut circle = (0..members.len()).cycle();
    for (topic, &partitions) in topics {
        if !members.iter().any(|member| member.wants(topic)) {
            continue;
        }
        for partition in 0..partitions {
            let Some(taker) = circle.by_ref().map(|index| members[index]).find(|member| member.wants(topic))
            else {
                return;
            };
            if let Some(owned) = assignment.get_mut(&taker.member_id) {
                owned.push((topic.clone(), partition));
            }
        }
    }
}
