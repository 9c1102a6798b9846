//! Every row was taken from Kafka 4.3.1's own assignor classes.

use std::collections::BTreeMap;

use partita_client::consumer::assignors::{Assignor, Subscriber};

const ROWS: &str = include_str!("../../tests/golden/assignors.tsv");

#[test]
fn all_rows() {
    // What the members of a sequence of rebalances own so far.
    let mut owned: BTreeMap<String, Vec<(String, i32)>> = BTreeMap::new();
    let mut sequence = (String::new(), String::new());
    for (generation, row) in (0..).zip(ROWS.lines().skip(1)) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [id, name, topics, subscriptions, step, expected] = columns[..] else { panic!("{row}") };
        if step == "fresh" || sequence != (id.to_string(), name.to_string()) {
            owned.clear();
            sequence = (id.to_string(), name.to_string());
        }
        let assignor = Assignor::from_name(name).unwrap();
        let topics = topics_of(topics);
        let mut members = members_of(expected, subscriptions, &topics);
        for member in &mut members {
            member.owned = owned.get(&member.member_id).cloned().unwrap_or_default();
            member.generation = generation;
        }
        let mut assigned = assignor.assign(&topics, &members);
        assert_eq!(written(&mut assigned), expected, "{row}");
        owned = assigned;
    }
    assert_eq!(ROWS.lines().count() - 1, 663);
}

/// `t0:3 t1:2`
fn topics_of(text: &str) -> BTreeMap<String, i32> {
    let pair = |word: &str| {
        let (topic, partitions) = word.split_once(':').unwrap();
        (topic.to_string(), partitions.parse().unwrap())
    };
    text.split(' ').map(pair).collect()
}

/// The members that got something or `-`, with `all` topics, `c1=t0 c2=t0,t1` or `{c1=[t0], c2=[t0, t1]}`.
fn members_of(assignment: &str, subscriptions: &str, topics: &BTreeMap<String, i32>) -> Vec<Subscriber> {
    let names = assignment.split("; ").map(|part| part.split_once(':').unwrap().0);
    names
        .map(|name| Subscriber {
            member_id: name.to_string(),
            instance_id: None,
            owned: Vec::new(),
            generation: -1,
            topics: match subscriptions {
                "all" => topics.keys().cloned().collect(),
                some => wanted(some, name),
            },
        })
        .collect()
}

fn wanted(subscriptions: &str, member: &str) -> Vec<String> {
    let start = subscriptions.find(&format!("{member}=")).unwrap() + member.len() + 1;
    let rest = &subscriptions[start..];
    let list = match rest.strip_prefix('[') {
        Some(list) => &list[..list.find(']').unwrap()],
        None => rest.split(' ').next().unwrap(),
    };
    list.split(',').map(|topic| topic.trim().to_string()).collect()
}

/// `c1: t0[0,1] t1[0]; c2: -`
fn written(assignment: &mut BTreeMap<String, Vec<(String, i32)>>) -> String {
    let member = |(name, owned): (&String, &mut Vec<(String, i32)>)| {
        owned.sort();
        let mut by_topic: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (topic, partition) in owned.iter() {
            by_topic.entry(topic).or_default().push(partition.to_string());
        }
        let topics: Vec<String> =
            by_topic.iter().map(|(topic, list)| format!("{topic}[{}]", list.join(","))).collect();
        format!("{name}: {}", if topics.is_empty() { "-".to_string() } else { topics.join(" ") })
    };
    assignment.iter_mut().map(member).collect::<Vec<_>>().join("; ")
}
