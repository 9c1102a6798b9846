//! `--generate`: a proposal that spreads topics over brokers.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::placement::{Candidate, place};
use super::plan::{duplicates, text, topics};
use super::{FAILED, Place, Replicas, WRONG, dirs, replicas_of_all};
use crate::cluster::describe_cluster;
use crate::log_dirs::comma_separated;
use crate::options::Options;
use crate::script::{Flow, Script};
use crate::thrown::Thrown;

pub(super) fn generate(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let file = options.text("topics-to-move-json-file")?.unwrap_or_default();
    let json = script.json_file(file)?;
    let brokers = brokers(options.text("broker-list")?.unwrap_or_default())?;
    let topics = topics(&json)?;
    let current = replicas_of_all(script, &topics.iter().map(String::as_str).collect::<Vec<_>>())?;
    let candidates = candidates(script, &brokers, !options.has("disable-rack-aware"))?;
    let proposed = propose(script, &current, &candidates)?;
    let at = dirs::of_replicas(script, &current)?;
    script.out(&format!("Current partition replica assignment\n{}\n", text(&current, &at)));
    let json = text(&proposed, &BTreeMap::new());
    script.out(&format!("Proposed partition reassignment configuration\n{json}"));
    Ok(())
}

fn brokers(list: &str) -> Result<BTreeSet<i32>, Thrown> {
    let id = |text: &str| {
        let wrong =
            || Thrown::new("java.lang.NumberFormatException", format!("For input string: \"{text}\""));
        text.parse::<i32>().map_err(|_| wrong())
    };
    let ids = list.split(',').map(id).collect::<Result<Vec<i32>, _>>()?;
    let twice = duplicates(&ids);
    if !twice.is_empty() {
        let twice = comma_separated(&twice).replace(',', ", ");
        return Err(Thrown::new(FAILED, format!("Broker list contains duplicate entries: [{twice}]")));
    }
    Ok(ids.into_iter().collect())
}

fn candidates(script: &mut Script<'_>, wanted: &BTreeSet<i32>, with_racks: bool) -> Flow<Vec<Candidate>> {
    let there = describe_cluster(script)?.brokers.into_iter();
    let candidates: Vec<Candidate> = there
        .filter(|broker| wanted.contains(&broker.broker_id))
        .map(|broker| Candidate { id: broker.broker_id, rack: broker.rack.filter(|_| with_racks) })
        .collect();
    let without = candidates.iter().filter(|candidate| candidate.rack.is_none()).count();
    if with_racks && without != 0 && without != candidates.len() {
        let message = "Not all brokers have rack information. Add --disable-rack-aware in command line to make replica \
                       assignment without rack information.";
        return Err(Thrown::new(WRONG, message).into());
    }
    Ok(candidates)
}

/// New replicas for every topic: as many as its first partition has.
fn propose(script: &Script<'_>, current: &Replicas, candidates: &[Candidate]) -> Result<Replicas, Thrown> {
    let mut rng = script.rng();
    let mut by_topic: BTreeMap<&str, Vec<(&Place, &Vec<i32>)>> = BTreeMap::new();
    for (place, replicas) in current {
        by_topic.entry(&place.0).or_default().push((place, replicas));
    }
    let mut proposed = Replicas::new();
    for (topic, partitions) in by_topic {
        let factor = partitions.first().map_or(0, |(_, replicas)| replicas.len());
        let placed = place(candidates, partitions.len(), factor, &mut |below| rng.below(below))?;
        proposed.extend(
            (0..).zip(placed).map(|(partition, replicas)| ((topic.to_string(), partition), replicas)),
        );
    }
    Ok(proposed)
}
