//! `--verify`.

use alloc::format;
use alloc::vec::Vec;

use super::plan::Plan;
use super::{Place, dirs, ongoing, replicas_of, throttle, topics_of};
use crate::log_dirs::comma_separated;
use crate::options::Options;
use crate::script::{Flow, Script};

pub(super) fn verify(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let file = options.text("reassignment-json-file")?.unwrap_or_default();
    let plan = Plan::parse(&script.json_file(file)?)?;
    let moving = ongoing(script, None)?;
    let resting: Vec<&Place> =
        plan.partitions.iter().map(|(place, _)| place).filter(|place| !moving.contains_key(place)).collect();
    let current = replicas_of(script, &topics_of(resting.into_iter()))?;
    script.out("Status of partition reassignment:");
    let mut partitions = plan.partitions.clone();
    partitions.sort();
    partitions.dedup_by(|a, b| a.0 == b.0);
    for (place, target) in &partitions {
        let (topic, partition) = place;
        if moving.contains_key(place) {
            script.out(&format!("Reassignment of partition {topic}-{partition} is still in progress."));
            continue;
        }
        let of_topic = current.get(topic).and_then(Option::as_ref);
        let at = usize::try_from(*partition).ok();
        let replicas = of_topic.zip(at).and_then(|(all, at)| all.get(at)).cloned().unwrap_or_default();
        if replicas == *target {
            script.out(&format!("Reassignment of partition {topic}-{partition} is completed."));
        } else {
            script.out(&format!(
                "There is no active reassignment of partition {topic}-{partition}, but replica set is {} rather than {}.",
                comma_separated(&replicas),
                comma_separated(target)
            ));
        }
    }
    let dirs_moving = dirs::tell_states(script, &plan.dirs)?;
    if moving.is_empty() && !dirs_moving && !options.has("preserve-throttles") {
        throttle::clear(script, &plan.partitions)?;
    }
    Ok(())
}
