//! Ranges: of each topic the first members get one partition more where it does not come out even.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::Uuid;

use super::{Spec, Target, count, give};

pub(super) fn assign(topics: &BTreeMap<Uuid, i32>, members: &BTreeMap<String, Spec>) -> Target {
    let mut ordered: Vec<(&String, &Spec)> = members.iter().collect();
    // Static members first, by instance id; the others by member id. Whoever keeps its name keeps its range.
    ordered.sort_by_key(|(id, spec)| (spec.instance_id.is_none(), spec.instance_id.clone(), *id));
    let mut target: Target = members.keys().map(|id| (id.clone(), BTreeMap::new())).collect();
    for topic in topics.keys() {
        let takers: Vec<&String> =
            ordered.iter().filter(|(_, spec)| spec.topics.contains(topic)).map(|(id, _)| *id).collect();
        let Ok(number) = i32::try_from(takers.len()) else { continue };
        if number == 0 {
            continue;
        }
        let (each, extra) = (count(topics, topic) / number, count(topics, topic) % number);
        let mut next = 0;
        for (place, taker) in (0..number).zip(takers) {
            let end = next + each + i32::from(place < extra);
            (next..end).for_each(|partition| give(&mut target, taker, *topic, partition));
            next = end;
        }
    }
    target
}
