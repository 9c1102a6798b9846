//! G3: a group that is Stable has every member where it is to be, and once nothing disturbs it any more a group becomes Stable.
//!
//! While it runs, the coordinator's own state is looked at; at the end what its members have is compared with what it gave them.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::{Finding, GroupView, MemberState, MemberView, Process};

use super::promises::broken;
use crate::host::Host;
use crate::world::World;

/// A partition by topic and number.
type Place = (Name, i32);

/// A group that its coordinator has just told to be Stable: every member is, and no two own the same.
pub(super) fn told_stable(group: &Name, node: i32, view: &GroupView, found: &mut Vec<Finding>) {
    let mut report = |seen| found.push(Finding { node: Some(node), ..broken("G3", seen) });
    let mut owners: BTreeMap<(&Name, i32), &MemberView> = BTreeMap::new();
    for member in present(view) {
        if member.state != MemberState::Stable {
            report(format!(
                "Group {group} is Stable on broker {node}, and its member {} is {:?}.",
                member.name, member.state
            ));
        }
        for owned in &member.owned {
            if let Some(other) = owners.insert((&owned.topic, owned.partition), member) {
                report(format!(
                    "Group {group} is Stable on broker {node}, and {}-{} belongs to {} and to {}.",
                    owned.topic, owned.partition, other.name, member.name
                ));
            }
        }
    }
}

fn present(view: &GroupView) -> impl Iterator<Item = &MemberView> {
    view.members.iter().filter(|member| member.state != MemberState::Left)
}

/// A consumer of a group, long after anything happened to it.
#[derive(Clone, Debug)]
pub(super) struct Consuming {
    pub(super) name: Name,
    pub(super) group: Name,
    /// State of its group, if the group has a coordinator.
    pub(super) state: Option<&'static str>,
    /// What the coordinator has given it, if it knows it.
    pub(super) assigned: Option<Vec<Place>>,
    /// What it has.
    pub(super) owned: Vec<Place>,
}

/// G3 at the end: the group is Stable, and its members have what they were given. Who `may_be_joining` still is none yet.
pub(super) fn reached(consumers: Vec<Consuming>, may_be_joining: bool, found: &mut Vec<Finding>) {
    for Consuming { name, group, state, assigned, owned } in consumers {
        let seen = match (state, assigned) {
            (Some("Stable"), Some(assigned)) if assigned == owned => continue,
            (Some("Stable"), None) if may_be_joining && owned.is_empty() => continue,
            (Some("Stable"), Some(assigned)) => {
                format!("{name} has {owned:?}; group {group} gave it {assigned:?}.")
            }
            (Some("Stable"), None) => format!("{name} is no member of its group {group}."),
            (Some(state), _) => format!("Group {group} of {name} is {state} although nothing happens to it."),
            (None, _) => format!("Group {group} of {name} has no coordinator."),
        };
        found.push(broken("G3", seen));
    }
}

/// Consumers whose groups are to be Stable: those that subscribe and take no time for a record. A group of which one does is left
/// out, and so is one with two of the same `client.id`.
pub(super) fn consumers(world: &World) -> Vec<Consuming> {
    let apps = || {
        world.slots.iter().filter_map(|slot| match slot.host.as_deref() {
            Some(Host::Consumer(app)) if app.subscribes() => Some((slot, app)),
            _ => None,
        })
    };
    let mut consumers = Vec::new();
    for (slot, app) in apps() {
        let Some(group) = app.group_id() else { continue };
        let of_group = || apps().filter(|(_, other)| other.group_id().as_ref() == Some(&group));
        let busy = of_group().any(|(slot, other)| {
            slot.process != Process::Running || other.is_leaving() || other.time_per_record_us() > 0
        });
        let twins = of_group().filter(|(_, other)| other.client_id() == app.client_id()).count() > 1;
        if busy || twins {
            continue;
        }
        let views = world.nodes().filter_map(|(_, node)| node.group_view(&group));
        let view = views.max_by_key(|view| view.generation);
        let member =
            view.as_ref().and_then(|view| present(view).find(|member| *member.name == *app.client_id()));
        let assigned = member.map(|member| {
            let owned = member.owned.iter().map(|owned| (owned.topic.clone(), owned.partition));
            sorted(owned.collect())
        });
        consumers.push(Consuming {
            name: World::party_name(&slot.party),
            state: view.as_ref().map(|view| view.state),
            assigned,
            owned: sorted(app.consumer().assignment().cloned().collect()),
            group,
        });
    }
    consumers
}

fn sorted(mut places: Vec<Place>) -> Vec<Place> {
    places.sort();
    places
}
