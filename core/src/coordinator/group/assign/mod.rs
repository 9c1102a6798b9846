//! Server-side assignors (KIP-848): who shall own what, by what members subscribe to and what was meant for them before.
//!
//! They know nothing of racks, as those that Kafka 4.3 brings along: a member tells its rack and the metadata hash holds the
//! racks of replicas (KIP-1101), so that an assignor of one's own could heed them. Neither of the two here does.

mod balance;
mod range;
mod uniform;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;

use partita_wire::Uuid;

/// Partitions by topic; no topic without one.
pub(crate) type Partitions = BTreeMap<Uuid, BTreeSet<i32>>;

/// Partitions by member.
pub(crate) type Target = BTreeMap<String, Partitions>;

/// An assignor by the name that `group.remote.assignor` gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ServerAssignor {
    /// Even numbers first, then as little moved as possible. The default.
    Uniform,
    /// Consecutive ranges of each topic, so that topics of equal size line up.
    Range,
}

/// What an assignor looks at of a member.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spec {
    pub(crate) instance_id: Option<String>,
    /// Topics it subscribes to that exist.
    pub(crate) topics: BTreeSet<Uuid>,
    /// What was meant for it so far.
    pub(crate) before: Partitions,
}

impl ServerAssignor {
    /// All, the default one first.
    pub(crate) const ALL: [ServerAssignor; 2] = [ServerAssignor::Uniform, ServerAssignor::Range];

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            ServerAssignor::Uniform => "uniform",
            ServerAssignor::Range => "range",
        }
    }

    /// The assignor of a name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|assignor| assignor.name() == name)
    }

    /// The assignor that `group.consumer.assignors` names, by its name or by that of Kafka's class.
    pub(crate) fn from_config(name: &str) -> Option<Self> {
        let class = name.strip_prefix("org.apache.kafka.coordinator.group.assignor.");
        match class {
            Some("UniformAssignor") => Some(ServerAssignor::Uniform),
            Some("RangeAssignor") => Some(ServerAssignor::Range),
            _ => Self::from_name(name),
        }
    }

    /// Shares the partitions of topics (how many each has) among members.
    pub(crate) fn assign(self, topics: &BTreeMap<Uuid, i32>, members: &BTreeMap<String, Spec>) -> Target {
        match self {
            ServerAssignor::Range => range::assign(topics, members),
            ServerAssignor::Uniform if all_want_the_same(members) => uniform::assign(topics, members),
            ServerAssignor::Uniform => balance::assign(topics, members),
        }
    }
}

fn all_want_the_same(members: &BTreeMap<String, Spec>) -> bool {
    let mut wishes = members.values().map(|member| &member.topics);
    let first = wishes.next();
    wishes.all(|topics| Some(topics) == first)
}

/// How many partitions a topic has.
fn count(topics: &BTreeMap<Uuid, i32>, topic: &Uuid) -> i32 {
    topics.get(topic).copied().unwrap_or(0).max(0)
}

/// Adds a partition.
fn give(target: &mut Target, member: &str, topic: Uuid, partition: i32) {
    target.entry(member.into()).or_default().entry(topic).or_default().insert(partition);
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    /// Taken from the assignors of Kafka 4.3.1.
    const ROWS: &str = include_str!("../../../../../tests/golden/assignors-server.tsv");

    fn id(topic: &str) -> Uuid {
        let mut bytes = [0; 16];
        bytes[15] = topic.bytes().last().unwrap();
        Uuid(bytes)
    }

    fn topics_of(text: &str) -> BTreeMap<Uuid, i32> {
        let pair = |word: &str| {
            let (topic, count) = word.split_once(':').unwrap();
            (id(topic), count.parse().unwrap())
        };
        text.split(' ').map(pair).collect()
    }

    fn wanted(subscriptions: &str, member: &str, topics: &BTreeMap<Uuid, i32>) -> BTreeSet<Uuid> {
        let all = || topics.keys().copied().collect();
        let own = subscriptions.split(' ').find_map(|word| word.strip_prefix(member)?.strip_prefix('='));
        own.map_or_else(all, |own| own.split(',').map(id).collect())
    }

    fn written(target: &Target, members: &BTreeMap<String, Spec>) -> String {
        let member = |name: &String| {
            let topics = target.get(name).into_iter().flatten().filter(|(_, of)| !of.is_empty());
            let topic = |(topic, of): (&Uuid, &BTreeSet<i32>)| {
                let list: Vec<String> = of.iter().map(|partition| alloc::format!("{partition}")).collect();
                alloc::format!("t{}[{}]", char::from(topic.0[15]), list.join(","))
            };
            let topics: Vec<String> = topics.map(topic).collect();
            let topics = if topics.is_empty() { "-".into() } else { topics.join(" ") };
            alloc::format!("{name}: {topics}")
        };
        members.keys().map(member).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn all_rows_of_kafkas_assignors() {
        let mut members: BTreeMap<String, Spec> = BTreeMap::new();
        let mut sequence = (String::new(), String::new());
        for row in ROWS.lines().skip(1) {
            let columns: Vec<&str> = row.split('\t').collect();
            let [case, name, topics, subscriptions, step, expected] = columns[..] else { panic!("{row}") };
            if sequence != (case.into(), name.into()) || !case.starts_with('T') {
                members.clear();
                sequence = (case.into(), name.into());
            }
            let topics = topics_of(topics);
            for change in step.split(',') {
                match change.split_at(1) {
                    ("+", member) => {
                        let topics = wanted(subscriptions, member, &topics);
                        members.insert(member.into(), Spec { topics, ..Spec::default() });
                    }
                    (_, member) => {
                        members.remove(member);
                    }
                }
            }
            let assignor = ServerAssignor::from_name(name.strip_prefix("server-").unwrap()).unwrap();
            let target = assignor.assign(&topics, &members);
            assert_eq!(written(&target, &members), expected, "{row}");
            for (name, member) in &mut members {
                member.before = target.get(name).cloned().unwrap_or_default();
            }
        }
        assert_eq!(ROWS.lines().count() - 1, 104);
    }

    #[test]
    fn static_members_come_first_in_ranges() {
        let topics = BTreeMap::from([(id("t0"), 3)]);
        let wants = BTreeSet::from([id("t0")]);
        let spec = |instance_id: Option<&str>| Spec {
            instance_id: instance_id.map(String::from),
            topics: wants.clone(),
            ..Spec::default()
        };
        let members = BTreeMap::from([("a".into(), spec(None)), ("z".into(), spec(Some("i")))]);
        let target = ServerAssignor::Range.assign(&topics, &members);
        assert_eq!(written(&target, &members), "a: t0[2]; z: t0[0,1]");
    }

    #[test]
    fn whatever_is_wanted_and_had_before_all_is_shared_once_and_evenly() {
        for seed in 0..200_u64 {
            let mut rng = partita_machine::Rng::new(seed);
            let mut below = |n: u64| rng.below(n);
            let topics: BTreeMap<Uuid, i32> =
                (0..1 + below(4)).map(|n| (Uuid([n as u8; 16]), below(9) as i32)).collect();
            let mut members: BTreeMap<String, Spec> = BTreeMap::new();
            for step in 0..6 {
                for n in 0..1 + below(6) {
                    let wants = topics.keys().filter(|_| below(3) > 0).copied().collect();
                    members.entry(alloc::format!("m{n}-{step}")).or_default().topics = wants;
                }
                let target = ServerAssignor::Uniform.assign(&topics, &members);
                let mut owners: BTreeMap<(Uuid, i32), &str> = BTreeMap::new();
                for (member, partitions) in &target {
                    for (topic, of) in partitions {
                        assert!(members[member].topics.contains(topic), "seed {seed}: not wanted");
                        for &partition in of {
                            assert!(owners.insert((*topic, partition), member).is_none(), "seed {seed}");
                        }
                    }
                }
                for (topic, &count) in &topics {
                    let wanted = members.values().any(|member| member.topics.contains(topic));
                    let shared = owners.keys().filter(|(of, _)| of == topic).count();
                    assert_eq!(shared, if wanted { count as usize } else { 0 }, "seed {seed}");
                }
                for (name, member) in &mut members {
                    member.before = target.get(name).cloned().unwrap_or_default();
                }
                let gone = members.keys().next().cloned().filter(|_| below(2) == 0);
                gone.map(|gone| members.remove(&gone));
            }
        }
    }
}
