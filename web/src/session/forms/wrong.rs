//! What is wrong with a form, said before its command is carried out: what the command itself would say later, out of sight.

use partita_view::ClusterView;

use super::{Deed, Form, offsets};
use crate::words;

/// Partitions of a topic, as far as it is known.
pub(super) fn partitions_of(view: &ClusterView, topic: &str) -> usize {
    view.topics.iter().find(|known| *known.name == *topic).map_or(0, |topic| topic.partitions.len())
}

impl Form {
    /// What is wrong with what stands in its fields; nothing where the command may be tried.
    pub fn wrong(&self, view: &ClusterView) -> Option<String> {
        let of = |label| self.of(label);
        match self.deed {
            Deed::Partitions => {
                let now = partitions_of(view, of("topic"));
                match of("partitions").parse::<u32>() {
                    Err(_) => Some(words::no_whole_number(of("partitions"))),
                    Ok(wanted) if (wanted as usize) <= now => {
                        Some(words::not_more_partitions(of("topic"), now))
                    }
                    Ok(_) => None,
                }
            }
            Deed::Offsets => {
                let partition = match of("only partition") {
                    "" => None,
                    partition => no_such_partition(view, of("topic"), partition),
                };
                partition.or_else(|| not_to(of("to"), of("to what")))
            }
            _ => None,
        }
    }
}

fn no_such_partition(view: &ClusterView, topic: &str, partition: &str) -> Option<String> {
    let Ok(number) = partition.parse::<u32>() else { return Some(words::no_whole_number(partition)) };
    let count = partitions_of(view, topic);
    (number as usize >= count).then(|| words::no_such_partition(topic, number, count))
}

/// What is wrong with the value of a scenario.
fn not_to(scenario: &str, value: &str) -> Option<String> {
    if !offsets::takes_value(scenario) {
        return None;
    }
    let is_good = match scenario {
        "to-offset" => value.parse::<u64>().is_ok(),
        "shift-by" => value.parse::<i64>().is_ok(),
        "to-datetime" => partita_shell::is_datetime(value),
        _ => partita_shell::is_duration(value),
    };
    (!is_good).then(|| match scenario {
        "to-datetime" => words::no_datetime(value),
        "by-duration" => words::no_duration(value),
        _ => words::no_whole_number(value),
    })
}
