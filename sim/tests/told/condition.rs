//! Conditions on a cluster, in words.

use std::collections::BTreeMap;
use std::sync::Arc;

use partita_view::{ClusterView, Engine as _, Event, GroupView, PartitionView, Print, RecordView};
use partita_wire::{ApiKey, ErrorCode};

use super::Telling;

impl Telling {
    /// Whether a condition holds now; if not, what is there instead.
    pub(super) fn holds(&mut self, condition: &str) -> Result<(), String> {
        let words: Vec<&str> = condition.split_whitespace().collect();
        match words.as_slice() {
            // While something is broken, or was until just now, nothing is asked of it.
            ["whole"] if !self.engine.is_healed() => Err("not due".into()),
            ["whole"] => {
                let unhealed = self.engine.unhealed();
                if unhealed.is_empty() { Ok(()) } else { Err(format!("{unhealed:#?}")) }
            }
            ["printed", tool, ..] => {
                let text = condition.splitn(3, ' ').nth(2).unwrap_or_default();
                let all = self.printed(tool);
                if all.contains(text) { Ok(()) } else { Err(format!("it printed:\n{all}")) }
            }
            ["owns", client, place] => {
                let view = self.engine.view();
                let members = view.groups.iter().flat_map(|group| &group.members);
                let mut owned =
                    members.filter(|member| &*member.name == *client).flat_map(|member| &member.owned);
                let found = owned.any(|owned| format!("{}/{}", owned.topic, owned.partition) == *place);
                if found { Ok(()) } else { Err(format!("{:?}", view.groups)) }
            }
            [what @ .., op, expected] => {
                let seen = self.value(what)?;
                if compare(&seen, op, expected)? { Ok(()) } else { Err(format!("it is {seen}")) }
            }
            _ => Err("no condition".into()),
        }
    }

    /// Everything that a tool printed.
    fn printed(&self, tool: &str) -> String {
        let printed = self.engine.printed(0).iter().filter(|printed| printed.tool == tool);
        let text = printed.filter_map(|printed| match &printed.what {
            Print::Out(text) | Print::Err(text) => Some(format!("{}\n", text.trim_end_matches('\n'))),
            Print::Exit(status) => Some(format!("exit {status}\n")),
            Print::Started(_) | Print::Typed(_) => None,
        });
        text.collect()
    }

    pub(super) fn partition(&mut self, place: &str) -> Result<Arc<PartitionView>, String> {
        let (topic, number) = place.split_once('/').ok_or("TOPIC/PARTITION")?;
        let view = self.engine.view();
        let topic = view.topics.iter().find(|known| &*known.name == topic).ok_or("no such topic")?;
        let number: usize = number.parse().map_err(|_| "no partition")?;
        topic.partitions.get(number).cloned().ok_or_else(|| "no such partition".into())
    }

    fn records(&mut self, node: &str, place: &str) -> Result<Vec<RecordView>, String> {
        let partition = self.partition(place)?.partition;
        let (topic, _) = place.split_once('/').ok_or("TOPIC/PARTITION")?;
        let node = node.parse().map_err(|_| "no node")?;
        Ok(self.engine.records(topic, partition, node, 0, 1_000_000))
    }

    pub(super) fn value(&mut self, what: &[&str]) -> Result<String, String> {
        let view = self.engine.view();
        Ok(match what {
            ["leader", place] => self.partition(place)?.leader.map_or("none".into(), |id| id.to_string()),
            ["state", place] => format!("{:?}", self.partition(place)?.state()),
            ["replicas", place] => ids(&self.partition(place)?.assignment),
            ["epoch", place] => self.partition(place)?.leader_epoch.to_string(),
            ["isr", place] => ids(&self.partition(place)?.in_sync),
            ["elr", place] => ids(&self.partition(place)?.eligible),
            ["records", place] if place.contains('/') => self.partition(place)?.high_watermark.to_string(),
            ["records", topic] => {
                let topic = view.topics.iter().find(|known| &*known.name == *topic).ok_or("no such topic")?;
                topic.partitions.iter().map(|partition| partition.high_watermark).sum::<i64>().to_string()
            }
            ["log", node, place] => {
                let partition = self.partition(place)?;
                let replica = partition.replicas.iter().find(|replica| replica.node.to_string() == *node);
                replica.ok_or("no such replica")?.log_end.to_string()
            }
            ["start", node, place] => {
                let partition = self.partition(place)?;
                let replica = partition.replicas.iter().find(|replica| replica.node.to_string() == *node);
                replica.ok_or("no such replica")?.log_start.to_string()
            }
            ["mark", node, place] => {
                let partition = self.partition(place)?;
                let replica = partition.replicas.iter().find(|replica| replica.node.to_string() == *node);
                replica.ok_or("no such replica")?.high_watermark.map_or("unknown".into(), |at| at.to_string())
            }
            // Records of a key that a replica has.
            ["keyed", node, place, key] => {
                let of_key = |record: &&RecordView| record.key.as_deref() == Some(key.as_bytes());
                self.records(node, place)?.iter().filter(of_key).count().to_string()
            }
            ["kept", node, place] => self.records(node, place)?.len().to_string(),
            // Records of a replica that a producer sent before the one that stands before them with the same key.
            ["disordered", node, place] => disordered(&self.records(node, place)?).to_string(),
            ["producers", node, place] => {
                let partition = self.partition(place)?.partition;
                let (topic, _) = place.split_once('/').ok_or("TOPIC/PARTITION")?;
                let node = node.parse().map_err(|_| "no node")?;
                let known = self.engine.world().remembered_producers(node, topic, partition);
                known.ok_or("no such replica")?.to_string()
            }
            ["handled", client] => {
                let mut members = view.groups.iter().flat_map(|group| &group.members);
                let member = members.find(|member| &*member.name == *client).ok_or("no such member")?;
                member.processed.to_string()
            }
            ["process", node] => {
                let node =
                    view.nodes.iter().find(|known| known.id.to_string() == *node).ok_or("no such node")?;
                format!("{:?}", node.process)
            }
            ["fenced", node] => {
                let node =
                    view.nodes.iter().find(|known| known.id.to_string() == *node).ok_or("no such node")?;
                node.fenced.unwrap_or(false).to_string()
            }
            ["controller"] => view.quorum.leader.map_or("none".into(), |id| id.to_string()),
            ["voters"] => ids(&view.quorum.voters),
            ["part", node] => {
                let node =
                    view.nodes.iter().find(|known| known.id.to_string() == *node).ok_or("no such node")?;
                format!("{:?}", node.quorum)
            }
            // Topics of people, in their order.
            ["topics"] => {
                let names =
                    view.topics.iter().map(|topic| &*topic.name).filter(|name| !name.starts_with("__"));
                names.collect::<Vec<_>>().join(",")
            }
            // Where the metadata log of a node ends.
            ["metadata", node] => {
                let node =
                    view.nodes.iter().find(|known| known.id.to_string() == *node).ok_or("no such node")?;
                node.metadata_end.to_string()
            }
            ["quorum-epoch"] => view.quorum.epoch.to_string(),
            ["coordinator", id] => {
                group(&view, id)?.coordinator.map_or("none".into(), |node| node.to_string())
            }
            ["group", id] => group(&view, id)?.state.to_owned(),
            ["generation", id] => group(&view, id)?.generation.to_string(),
            ["committed", id, place] => {
                let group = group(&view, id)?;
                let of = |known: &&partita_view::GroupOffset| {
                    format!("{}/{}", known.topic, known.partition) == *place
                };
                group.offsets.iter().find(of).map_or("none".into(), |known| known.committed.to_string())
            }
            ["lag", id] => {
                let lags = group(&view, id)?.offsets.iter().filter_map(|known| known.lag);
                lags.sum::<i64>().to_string()
            }
            _ => self.count(what)?.to_string(),
        })
    }

    /// How often something was told, or how many records were told of.
    fn count(&self, what: &[&str]) -> Result<u64, String> {
        let events = self.engine.events(0, usize::MAX);
        let told = events.iter().map(|happened| (&happened.event, &happened.who));
        let sum = |of: &dyn Fn(&Event, &partita_view::Party) -> u64| {
            told.clone().map(|(event, who)| of(event, who)).sum()
        };
        Ok(match what {
            ["acked", name] => sum(&|event, _| match event {
                Event::Acked { topic, records, .. } if &**topic == *name => u64::from(*records),
                _ => 0,
            }),
            ["acked-by", name] => sum(&|event, who| match event {
                Event::Acked { records, .. } if is(who, name) => u64::from(*records),
                _ => 0,
            }),
            ["failed"] => sum(&|event, _| match event {
                Event::SendFailed { records, .. } => u64::from(*records),
                _ => 0,
            }),
            ["failed", code] => sum(&|event, _| match event {
                Event::SendFailed { records, error, .. } if error == code => u64::from(*records),
                _ => 0,
            }),
            ["retried", code] => sum(&|event, _| match event {
                Event::Retried { error, .. } if error == code => 1,
                _ => 0,
            }),
            ["refused", code] => sum(&|event, _| match event {
                Event::ProduceRefused { error, .. } if error == code => 1,
                _ => 0,
            }),
            ["truncated", place] => sum(&|event, _| match event {
                Event::Truncated { topic, partition, .. } if format!("{topic}/{partition}") == *place => 1,
                _ => 0,
            }),
            // How often a broker left an ISR.
            ["left-isr", place, node] => sum(&|event, _| match event {
                Event::InSyncChanged { topic, partition, before, now }
                    if format!("{topic}/{partition}") == *place =>
                {
                    let is_node = |id: &i32| id.to_string() == *node;
                    u64::from(before.iter().any(is_node) && !now.iter().any(is_node))
                }
                _ => 0,
            }),
            ["unclean"] => {
                sum(&|event, _| u64::from(matches!(event, Event::LeaderElected { unclean: true, .. })))
            }
            ["fencings"] => sum(&|event, _| u64::from(matches!(event, Event::BrokerFenced(_)))),
            ["elections", place] => sum(&|event, _| match event {
                Event::LeaderElected { topic, partition, .. } if format!("{topic}/{partition}") == *place => {
                    1
                }
                _ => 0,
            }),
            ["reset", client] => sum(&|event, who| match event {
                Event::PositionReset { .. } if is(who, client) => 1,
                _ => 0,
            }),
            ["cut-found", client] => sum(&|event, who| match event {
                Event::LogTruncationFound { .. } if is(who, client) => 1,
                _ => 0,
            }),
            ["processed", client] => sum(&|event, who| match event {
                Event::Processed { first, last, .. } if is(who, client) => {
                    u64::try_from(last - first + 1).unwrap_or(0)
                }
                _ => 0,
            }),
            ["lost", client] => sum(&|event, who| match event {
                Event::Revoked { lost: true, .. } if is(who, client) => 1,
                _ => 0,
            }),
            ["answered", api, code] => self.answered(api, code, None)?,
            ["answered", api, code, to] => self.answered(api, code, Some(to))?,
            ["diverged", node] => {
                let node = node.parse().map_err(|_| "no node")?;
                self.engine.world().diverged(&partita_view::Party::Node(node))
            }
            ["stopped", name] => {
                sum(&|event, who| u64::from(matches!(event, Event::Stopped) && super::is(who, name)))
            }
            ["gone", group_id, reason] => sum(&|event, _| match event {
                Event::MemberGone { group, why, .. }
                    if &**group == *group_id && format!("{why:?}") == *reason =>
                {
                    1
                }
                _ => 0,
            }),
            ["joined", group_id] => sum(&|event, _| match event {
                Event::MemberJoined { group, .. } if &**group == *group_id => 1,
                _ => 0,
            }),
            ["commits", group_id] => sum(&|event, _| match event {
                Event::OffsetCommitted { group, .. } if &**group == *group_id => 1,
                _ => 0,
            }),
            _ => return Err(format!("nobody can count {what:?}")),
        })
    }
}

impl Telling {
    /// How many answers of an API had an error code, of those to one party if one is named.
    fn answered(&self, api: &str, code: &str, to: Option<&str>) -> Result<u64, String> {
        let api = ApiKey::ALL.iter().find(|key| format!("{key:?}") == api).ok_or("no such API")?;
        let code = (0..i16::MAX).find(|number| name(*number) == Some(code)).ok_or("no such error code")?;
        let asked = self.engine.world().answered().filter(|(key, who, number, _)| {
            *key == *api as i16 && *number == code && to.is_none_or(|to| super::is(who, to))
        });
        Ok(asked.map(|(.., count)| count).sum())
    }
}

/// Kafka's name of an error code.
fn name(code: i16) -> Option<&'static str> {
    ErrorCode::from_i16(code).map(ErrorCode::name)
}

/// How often the number in a value (`p-17`) is not above the one before it with the same key.
fn disordered(records: &[RecordView]) -> usize {
    let number = |record: &RecordView| {
        let text = String::from_utf8_lossy(record.value.as_deref()?).into_owned();
        let digits = text.split_once('-')?.1.split(|c: char| !c.is_ascii_digit()).next()?.to_owned();
        digits.parse::<u64>().ok()
    };
    let mut last = BTreeMap::new();
    let is_before = |record: &&RecordView| {
        let number = number(record).expect("a producer's number");
        last.insert(record.key.clone(), number).is_some_and(|before| before >= number)
    };
    records.iter().filter(is_before).count()
}

fn is(who: &partita_view::Party, name: &str) -> bool {
    matches!(who, partita_view::Party::Client(known) if &**known == name)
}

fn group<'a>(view: &'a ClusterView, id: &str) -> Result<&'a GroupView, String> {
    view.groups
        .iter()
        .find(|known| &*known.id == id)
        .map(|group| &**group)
        .ok_or_else(|| "no such group".into())
}

fn ids(ids: &[i32]) -> String {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    if ids.is_empty() {
        return "none".into();
    }
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn compare(seen: &str, op: &str, expected: &str) -> Result<bool, String> {
    let number = |text: &str| text.parse::<i64>().map_err(|_| format!("'{text}' is no number"));
    Ok(match op {
        "=" => seen == expected,
        "!=" => seen != expected,
        ">=" => number(seen)? >= number(expected)?,
        "<=" => number(seen)? <= number(expected)?,
        ">" => number(seen)? > number(expected)?,
        "<" => number(seen)? < number(expected)?,
        _ => return Err(format!("'{op}' compares nothing")),
    })
}
