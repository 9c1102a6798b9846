//! The promises about groups: one owner of a partition, commits that stay, nothing skipped.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Event, Name};
use partita_view::{Finding, GroupView, MemberState, Micros, Party};

use super::ghost::Ghost;
use super::promises::broken;
use super::stable;
use crate::host::Host;
use crate::world::World;

/// Kafka's own topic with the commits.
const OFFSETS_TOPIC: &str = "__consumer_offsets";
/// What allows that records are skipped.
const BEFORE: &str = "offsets committed before the records are processed";

/// What allows that a commit is beyond the log: it was meant for the topic that had the name before.
const DELETED: &str = "a topic of the same name was deleted";

/// A partition by topic and number.
type Place = (Name, i32);

/// What was seen of all groups.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    groups: BTreeMap<Name, Arc<GroupSeen>>,
    /// The group of each client.
    group_of: BTreeMap<Name, Name>,
    /// Names of topics that were deleted.
    deleted: BTreeSet<Name>,
}

/// What was seen of a group.
#[derive(Clone, Debug, Default)]
pub(super) struct GroupSeen {
    /// What each member was assigned last, less what it gave back.
    owned: BTreeMap<Name, BTreeSet<Place>>,
    /// Members that the coordinator has removed, and that have not joined again: what they think they own is no matter.
    gone: BTreeSet<Name>,
    /// The generation its coordinator told last.
    told_generation: i32,
    coordinator: Option<i32>,
    /// The newest generation that its coordinator told, who that is, and since when.
    pub(super) newest: Option<(i32, i32, Micros)>,
    /// Whether it is of the consumer protocol, whose members have epochs of their own.
    pub(super) is_modern: bool,
    /// The newest target that was looked at.
    pub(super) aimed: i32,
    committed: BTreeMap<Place, i64>,
    /// Everything below was handed to a member, or was passed over by a reset of its position.
    handed_out: BTreeMap<Place, i64>,
}

impl Groups {
    /// Hears what somebody told.
    pub(super) fn hear(
        &mut self,
        world: &World,
        partitions_seen: &BTreeMap<Place, Arc<Ghost>>,
        party: &Party,
        event: &Event,
        found: &mut Vec<Finding>,
    ) {
        match (party, event) {
            (Party::Client(name), Event::Assigned { group, generation, partitions }) => {
                self.group_of.insert(name.clone(), group.clone());
                let excuse = excuse(partitions_seen);
                let runs = |member: &Name| runs(world, member);
                let before = found.len();
                self.group(group).assigned(group, *generation, name, partitions, runs, excuse, found);
                for finding in found.iter_mut().skip(before) {
                    let anew = finding.about.as_ref().and_then(|(topic, _)| self.another_of_that_name(topic));
                    finding.allowed_by = finding.allowed_by.or(anew);
                }
            }
            (Party::Client(name), Event::Revoked { group, partitions, .. }) => {
                self.group(group).revoked(name, partitions);
            }
            (Party::Client(name), Event::Processed { topic, partition, last, .. }) => {
                self.handed_out(name, topic, *partition, last + 1);
            }
            (Party::Client(name), Event::PositionReset { topic, partition, to }) => {
                self.handed_out(name, topic, *partition, *to);
            }
            (Party::Node(node), Event::GroupChanged { group, state, generation, .. }) => {
                let view = world.node(*node).and_then(|node| node.group_view(group));
                let excuse = excuse(partitions_seen);
                if let Some(view) = view.as_ref().filter(|view| view.state == "Stable") {
                    stable::told_stable(group, *node, view, found);
                }
                let seen = self.group(group);
                seen.changed(group, *node, state, *generation, excuse, found);
                seen.goes_on(*node, *generation, world.now().0);
                if let Some(target) = world.node(*node).and_then(|node| node.group_target(group)) {
                    seen.aimed(group, *node, &target, found);
                }
                seen.moved(group, *node, view.as_ref(), None, excuse, found);
            }
            (Party::Node(node), Event::OffsetCommitted { group, topic, partition, offset, generation }) => {
                let place = (topic.clone(), *partition);
                let end = partitions_seen.get(&place).map(|ghost| ghost.seen_end());
                let excuse = excuse(partitions_seen);
                let view = || world.node(*node).and_then(|node| node.group_view(group));
                let anew = self.deleted.contains(topic);
                let seen = self.group(group);
                if seen.coordinator != Some(*node) {
                    seen.moved(group, *node, view().as_ref(), Some(&place), excuse, found);
                }
                seen.committed_in(group, *node, *generation, world.now().0, excuse, found);
                let before = found.len();
                let skipped = seen.committed(group, *node, place, *offset, end, found);
                for finding in found.iter_mut().skip(before).filter(|_| anew) {
                    finding.allowed_by = Some(DELETED);
                }
                if let Some(skipped) = skipped
                    && view().is_some_and(|view| has_members(&view))
                    && !delivered(world, group, topic, *partition, *offset)
                {
                    let before = commits_before(world, group);
                    found.push(Finding {
                        allowed_by: before.then_some(BEFORE),
                        node: Some(*node),
                        ..skipped
                    });
                }
            }
            (_, Event::MemberGone { group, client, .. }) => self.group(group).left(client),
            (_, Event::MemberJoined { group, client, .. }) => {
                self.group(group).gone.remove(client);
            }
            (_, Event::TopicDeleted(topic)) => {
                self.deleted.insert(topic.clone());
                for group in self.groups.values_mut() {
                    let group = Arc::make_mut(group);
                    group.committed.retain(|place, _| place.0 != *topic);
                    group.owned.values_mut().for_each(|owned| owned.retain(|place| place.0 != *topic));
                    group.handed_out.retain(|place, _| place.0 != *topic);
                }
            }
            _ => {}
        }
    }

    /// What allows that a client speaks of records which a topic does not have: it may mean the one that had the name before.
    pub(super) fn another_of_that_name(&self, topic: &Name) -> Option<&'static str> {
        self.deleted.contains(topic).then_some(DELETED)
    }

    fn group(&mut self, id: &Name) -> &mut GroupSeen {
        Arc::make_mut(self.groups.entry(id.clone()).or_default())
    }

    fn handed_out(&mut self, client: &Name, topic: &Name, partition: i32, end: i64) {
        let Some(group) = self.group_of.get(client).cloned() else { return };
        let known = self.group(&group).handed_out.entry((topic.clone(), partition)).or_insert(end);
        *known = (*known).max(end);
    }
}

impl GroupSeen {
    /// G1: nobody whose process `runs`, and whom the coordinator has not removed, owns the same.
    #[expect(clippy::too_many_arguments, reason = "facts of one event, and who hears of it")]
    pub(super) fn assigned(
        &mut self,
        group: &Name,
        generation: i32,
        member: &Name,
        partitions: &[Place],
        runs: impl Fn(&Name) -> bool,
        excuse: Option<&'static str>,
        found: &mut Vec<Finding>,
    ) {
        if self.gone.contains(member) {
            return;
        }
        let others = || self.owned.iter().filter(|(other, _)| *other != member && runs(other));
        for place in partitions {
            let Some((owner, _)) = others().find(|(_, owned)| owned.contains(place)) else { continue };
            let (topic, partition) = place;
            let seen = format!(
                "In generation {generation} of {group}, {topic}-{partition} belongs to {owner} and to {member}."
            );
            found.push(Finding { about: Some(place.clone()), allowed_by: excuse, ..broken("G1", seen) });
        }
        self.owned.insert(member.clone(), partitions.iter().cloned().collect());
    }

    /// A member gave partitions back, or lost them.
    pub(super) fn revoked(&mut self, member: &Name, partitions: &[Place]) {
        if let Some(owned) = self.owned.get_mut(member) {
            owned.retain(|place| !partitions.contains(place));
        }
    }

    /// The coordinator has removed a member, or another with its instance id took its place.
    pub(super) fn left(&mut self, member: &Name) {
        self.owned.remove(member);
        self.gone.insert(member.clone());
    }

    /// G2. A group that is empty may be forgotten, and begin anew.
    pub(super) fn changed(
        &mut self,
        group: &Name,
        node: i32,
        state: &str,
        generation: i32,
        excuse: Option<&'static str>,
        found: &mut Vec<Finding>,
    ) {
        if generation < self.told_generation {
            let seen = format!(
                "Group {group} has generation {generation} on broker {node}; it had {}.",
                self.told_generation
            );
            found.push(Finding { node: Some(node), allowed_by: excuse, ..broken("G2", seen) });
        }
        // What was not finished is not kept either: another coordinator may not know of it.
        if state == "Stable" {
            self.told_generation = generation;
        }
        if matches!(state, "Empty" | "Dead") {
            (self.told_generation, self.aimed, self.is_modern) = (0, 0, false);
            self.owned.clear();
        }
    }

    /// G4 when another broker has become the coordinator. `except` is what it commits just now.
    pub(super) fn moved(
        &mut self,
        group: &Name,
        node: i32,
        view: Option<&GroupView>,
        except: Option<&Place>,
        excuse: Option<&'static str>,
        found: &mut Vec<Finding>,
    ) {
        let before = self.coordinator.replace(node);
        let (Some(view), true) = (view, before.is_some_and(|before| before != node)) else { return };
        for (place, committed) in self.committed.iter().filter(|(place, _)| Some(*place) != except) {
            let known =
                view.offsets.iter().find(|known| known.topic == place.0 && known.partition == place.1);
            let known = known.map(|known| known.committed);
            // A later commit may be in the log whose answer never left.
            if known.is_none_or(|known| known < *committed) {
                let seen = format!(
                    "Group {group} had committed offset {committed} of {}-{}; its new coordinator {node} knows {known:?}.",
                    place.0, place.1
                );
                found.push(Finding {
                    about: Some(place.clone()),
                    offset: Some(*committed),
                    node: Some(node),
                    allowed_by: excuse,
                    ..broken("G4", seen)
                });
            }
        }
        let known =
            |offset: &partita_view::GroupOffset| ((offset.topic.clone(), offset.partition), offset.committed);
        self.committed = view.offsets.iter().map(known).collect();
    }

    /// G4 and G5 for a commit: a finding is given if records may have been skipped.
    pub(super) fn committed(
        &mut self,
        group: &Name,
        node: i32,
        place: Place,
        offset: i64,
        end: Option<i64>,
        found: &mut Vec<Finding>,
    ) -> Option<Finding> {
        let about = Some(place.clone());
        let name = |seen: String, promise| Finding {
            about: about.clone(),
            offset: Some(offset),
            ..broken(promise, seen)
        };
        if let Some(end) = end.filter(|end| offset > *end) {
            let seen = format!(
                "Group {group} committed offset {offset} of {}-{}, whose log ends at {end}.",
                place.0, place.1
            );
            found.push(Finding { node: Some(node), ..name(seen, "G4") });
        }
        self.committed.insert(place.clone(), offset);
        let handed_out = *self.handed_out.entry(place.clone()).or_insert(offset);
        if offset <= handed_out {
            return None;
        }
        self.handed_out.insert(place.clone(), offset);
        let seen = format!(
            "Group {group} committed offset {offset} of {}-{}; what its members got ends at {handed_out}.",
            place.0, place.1
        );
        Some(name(seen, "G5"))
    }
}

/// What allows that commits are lost: something happened to the log they are in.
fn excuse(partitions: &BTreeMap<Place, Arc<Ghost>>) -> Option<&'static str> {
    let mut offsets = partitions.range((Name::from(OFFSETS_TOPIC), 0)..(Name::from(OFFSETS_TOPIC), i32::MAX));
    offsets.find_map(|(_, ghost)| ghost.excuse())
}

/// Whether the process of a consumer runs.
fn runs(world: &World, member: &Name) -> bool {
    world.machine(&Party::Client(member.clone())).is_some_and(|machine| world.slot(machine).host.is_some())
}

fn has_members(view: &GroupView) -> bool {
    view.members.iter().any(|member| {
        matches!(member.state, MemberState::Stable | MemberState::Syncing | MemberState::Joining)
    })
}

/// Consumers of a group that the world runs.
fn consumers<'a>(
    world: &'a World,
    group: &'a Name,
) -> impl Iterator<Item = &'a partita_client::app::ConsumerApp> {
    world.slots.iter().filter_map(move |slot| match slot.host.as_deref() {
        Some(Host::Consumer(app)) if app.group_id().as_ref() == Some(group) => Some(&**app),
        _ => None,
    })
}

/// Whether a member was handed everything below an offset and has not worked it all off: its position says so. What a tool
/// reads, it prints at once; a member that is leaving has no position any more.
fn delivered(world: &World, group: &Name, topic: &Name, partition: i32, offset: i64) -> bool {
    let mut apps = consumers(world, group).peekable();
    if apps.peek().is_none() {
        return true;
    }
    apps.any(|app| {
        app.is_leaving()
            || app.consumer().position(&(topic.clone(), partition)).is_some_and(|position| position >= offset)
    })
}

fn commits_before(world: &World, group: &Name) -> bool {
    consumers(world, group).any(|app| app.policy() == partita_client::app::CommitPolicy::SyncBeforeBatch)
}
