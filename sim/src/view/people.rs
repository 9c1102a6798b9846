//! Producers, consumers in their groups, and tools.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_view::{
    ClusterView, GroupOffset, GroupView, MemberState, MemberView, Name, Party, Process, ProducerView,
    ToolView, TopicView,
};

use super::kept;
use crate::host::Host;
use crate::world::{Ended, World};

/// Everybody who uses the cluster.
#[derive(Default)]
pub(super) struct People {
    pub(super) producers: Vec<Arc<ProducerView>>,
    pub(super) groups: Vec<Arc<GroupView>>,
    pub(super) tools: Vec<Arc<ToolView>>,
}

/// A consumer as its application shows it, with the group it is in or wants to be in.
struct Consuming {
    group: Name,
    member: Arc<MemberView>,
}

pub(super) fn people(world: &mut World, topics: &[Arc<TopicView>], before: Option<&ClusterView>) -> People {
    let mut people = People::default();
    let mut consuming = Vec::new();
    for slot in &mut world.slots {
        let (process, Party::Client(name)) = (slot.process, slot.party.clone()) else { continue };
        let Some(host) = slot.host.as_mut() else {
            match &slot.ended {
                Some(Ended::Producer(view)) => people.producers.push(view.clone()),
                // Who left in order is gone when the group says so.
                Some(Ended::Consumer(group, member)) if process == Process::Killed => {
                    consuming.push(Consuming { group: group.clone(), member: member.clone() });
                }
                Some(Ended::Consumer(..)) | None => {}
            }
            continue;
        };
        learn_view(host, process);
        match &**host {
            Host::Node(_) => {}
            Host::Producer(app) => people.producers.extend(app.known_view(process).cloned()),
            Host::Consumer(app) => {
                let group = app.group_id().unwrap_or_default();
                let member = app.known_view(process).cloned();
                consuming.extend(member.map(|member| Consuming { group, member }));
            }
            Host::Tool(tool) => {
                let old = before.and_then(|before| before.tools.iter().find(|tool| tool.name == name));
                if let Some(view) = tool.producer_view() {
                    let old = before.and_then(|b| b.producers.iter().find(|known| known.name == name));
                    let view = ProducerView { name: name.clone(), process, ..(*view).clone() };
                    people.producers.push(kept(old, view));
                }
                if let (Some(view), Some(group)) = (tool.member_view(), tool.group_id()) {
                    let view = MemberView { name: name.clone(), process, ..(*view).clone() };
                    consuming.push(Consuming { group: group.into(), member: Arc::new(view) });
                }
                let view = ToolView { name, line: tool.line().into(), reads: tool.reads_lines(), process };
                people.tools.push(kept(old, view));
            }
        }
    }
    people.groups = groups(world, consuming, topics, before);
    people
}

/// Has an application make its view again if it says something else now. One that copies of the past share is not copied for a
/// view that it knows.
fn learn_view(host: &mut Arc<Host>, process: Process) {
    let knows = match &**host {
        Host::Producer(app) => app.known_view(process).is_some(),
        Host::Consumer(app) => app.known_view(process).is_some(),
        Host::Node(_) | Host::Tool(_) => true,
    };
    if knows {
        return;
    }
    match Arc::make_mut(host) {
        Host::Producer(app) => drop(app.view(process)),
        Host::Consumer(app) => drop(app.view(process)),
        Host::Node(_) | Host::Tool(_) => {}
    }
}

/// What coordinators know of groups, and what applications know of themselves.
fn groups(
    world: &World,
    consuming: Vec<Consuming>,
    topics: &[Arc<TopicView>],
    before: Option<&ClusterView>,
) -> Vec<Arc<GroupView>> {
    let mut groups: Vec<GroupView> = Vec::new();
    for (_, node) in world.nodes() {
        for group in node.groups().filter_map(|(id, _)| node.group_view(id)) {
            match groups.iter_mut().find(|known| known.id == group.id) {
                // Two coordinators at once: the one that lost the group and does not know it yet is behind.
                Some(known) if known.generation <= group.generation => *known = group,
                Some(_) => {}
                None => groups.push(group),
            }
        }
    }
    for Consuming { group, member } in consuming {
        let at = groups.iter().position(|known| known.id == group).unwrap_or_else(|| {
            groups.push(GroupView { id: group, state: "Empty", ..GroupView::default() });
            groups.len() - 1
        });
        take_member(&mut groups[at], &member);
    }
    let order = |group: &GroupView| {
        let old = before.map(|before| before.groups.as_slice()).unwrap_or_default();
        old.iter().position(|old| old.id == group.id).unwrap_or(usize::MAX)
    };
    groups.sort_by_key(order);
    let shown = groups.into_iter().map(|mut group| {
        for offset in &mut group.offsets {
            offset.lag = lag(topics, offset);
        }
        let old = before.and_then(|before| before.groups.iter().find(|old| old.id == group.id));
        kept(old, group)
    });
    shown.collect()
}

/// Puts an application's own view in the place of what its coordinator knows of it.
fn take_member(group: &mut GroupView, member: &MemberView) {
    let is_it = |known: &&mut MemberView| known.member_id.is_some() && known.member_id == member.member_id;
    match group.members.iter_mut().find(is_it) {
        Some(known) => {
            let left = known.state == MemberState::Left;
            *known = member.clone();
            match member.process {
                Process::Killed if left => known.owned.clear(),
                _ if left => known.state = MemberState::Left,
                _ => {}
            }
        }
        // What it owned goes to others once the coordinator has given it up.
        None if member.process == Process::Killed => {
            group.members.push(MemberView { owned: Vec::new(), ..member.clone() });
        }
        None => group.members.push(member.clone()),
    }
}

/// How far a committed offset is behind the high watermark.
fn lag(topics: &[Arc<TopicView>], offset: &GroupOffset) -> Option<i64> {
    let topic = topics.iter().find(|topic| topic.name == offset.topic)?;
    let partition = topic.partitions.get(usize::try_from(offset.partition).ok()?)?;
    Some((partition.high_watermark - offset.committed).max(0))
}
