//! Where the page looks: the camera, what was searched, the key that is followed.

use std::sync::Arc;

use bytes::Bytes;
use partita_view::{ClusterView, Micros};

use super::reach::place;
use super::{Camera, Focus, Followed, Selection, Session, followed};

/// A cluster that is seen from far is looked at so often while time runs, in our time.
pub(super) const LOOK_FROM_FAR: Micros = 150_000;

impl Session {
    /// The part of the moment that the stage looks at.
    pub fn drawn(&self) -> &Arc<ClusterView> {
        &self.drawn
    }

    /// Where the stage looks.
    pub fn camera(&self) -> &Camera {
        &self.camera
    }

    /// Looks elsewhere.
    pub fn aim(&mut self, change: impl FnOnce(&mut Camera, &ClusterView)) {
        let view = self.view.clone();
        change(&mut self.camera, &view);
        self.narrow();
        self.changed();
    }

    /// Nearer or farther, towards what is selected.
    pub fn zoom(&mut self, closer: bool) {
        let towards = self.selection.clone();
        self.aim(|camera, view| match &towards {
            Some(
                Selection::Replica(topic, partition, node) | Selection::Record(topic, partition, node, _),
            ) => {
                camera.zoom(view, closer, (Some(*node), Some((topic, *partition))));
            }
            Some(Selection::Node(node)) => camera.zoom(view, closer, (Some(*node), None)),
            _ => camera.zoom(view, closer, (None, None)),
        });
    }

    /// What looking at the selection alone would be.
    pub fn focus_of(what: &Selection) -> Option<Focus> {
        match what {
            Selection::Topic(name) | Selection::Replica(name, ..) | Selection::Record(name, ..) => {
                Some(Focus::Topic(name.clone()))
            }
            Selection::Node(id) => Some(Focus::Node(*id)),
            Selection::Group(id) | Selection::Member(id, _) => Some(Focus::Group(id.clone())),
            Selection::Batch(name, ..) | Selection::Segment(name, ..) => Some(Focus::Topic(name.clone())),
            Selection::Producer(_) | Selection::Tool(_) | Selection::Message(_) | Selection::Link(..) => None,
        }
    }

    /// Finds a thing by what a person types: `broker 17`, `orders-12`, a topic, a group, a member, a producer; a record by
    /// `orders-12 81`, or by `offset 81` in the partition that is selected. The stage shows it, and it is selected.
    pub fn find(&mut self, text: &str) -> bool {
        let text = text.trim().trim_start_matches('/');
        let found = found(&self.view, text).or_else(|| record(&self.view, text, self.selection.as_ref()));
        let Some(found) = found else { return false };
        let shown = |camera: &Camera, view: &Arc<ClusterView>| is_in(&camera.narrowed(view), &found);
        if !shown(&self.camera, &self.view) {
            self.aim(|camera, _| camera.look_at(None));
        }
        let place = match &found {
            Selection::Replica(topic, _, node) | Selection::Record(topic, _, node, _) => {
                Some((topic.clone(), *node))
            }
            Selection::Topic(topic) => {
                self.view.nodes.iter().find(|node| node.is_broker).map(|node| (topic.clone(), node.id))
            }
            Selection::Node(id) => self.view.topics.first().map(|topic| (topic.name.clone(), *id)),
            _ => None,
        };
        if let Some((topic, node)) = place {
            // A broker keeps the topic of the lens.
            let topic = match (&found, &self.camera.lens) {
                (Selection::Node(_), Some((topic, _))) => topic.clone(),
                _ => topic,
            };
            self.aim(|camera, _| camera.lens = Some((topic, node)));
        }
        self.select(Some(found));
        true
    }

    /// Follows a key, or nothing any more.
    pub fn follow(&mut self, key: Option<Bytes>) {
        self.following = key;
        self.changed();
    }

    /// Where the followed key goes in this moment.
    pub fn followed(&self) -> Option<Followed> {
        self.following.as_ref().map(|key| followed(key, &self.drawn, &self.windows))
    }

    /// The key of the selected record.
    pub fn selected_key(&self) -> Option<Bytes> {
        self.selected_record()?.key.clone()
    }

    /// Takes the part of the moment that the stage looks at, and asks for its records.
    pub(super) fn narrow(&mut self) {
        self.drawn = self.camera.narrowed(&self.view);
        self.windows.refresh(&mut *self.engine, &self.drawn, &mut self.keys);
    }
}

fn found(view: &ClusterView, text: &str) -> Option<Selection> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let node = |id: &str| {
        let id: i32 = id.trim().parse().ok()?;
        view.nodes.iter().find(|node| node.id == id).map(|node| Selection::Node(node.id))
    };
    if matches!(&*word.to_ascii_lowercase(), "broker" | "node" | "controller" | "b") {
        return node(rest);
    }
    let same = |name: &str| name.eq_ignore_ascii_case(text);
    if let Some(topic) = view.topics.iter().find(|topic| same(&topic.name)) {
        return Some(Selection::Topic(topic.name.clone()));
    }
    if let Some((name, number)) = text.rsplit_once('-')
        && let Some(topic) = view.topics.iter().find(|topic| topic.name.eq_ignore_ascii_case(name))
        && let Some(partition) = topic.partitions.iter().find(|p| p.partition.to_string() == number)
    {
        let node = partition.leader.or(partition.assignment.first().copied())?;
        return Some(Selection::Replica(topic.name.clone(), partition.partition, node));
    }
    if let Some(group) = view.groups.iter().find(|group| same(&group.id)) {
        return Some(Selection::Group(group.id.clone()));
    }
    for group in &view.groups {
        if let Some(member) = group.members.iter().find(|member| same(&member.name)) {
            return Some(Selection::Member(group.id.clone(), member.name.clone()));
        }
    }
    let producer = view.producers.iter().find(|producer| same(&producer.name));
    producer.map(|producer| Selection::Producer(producer.name.clone())).or_else(|| node(text))
}

/// A record by its partition and its offset, or by its offset where a partition is selected.
fn record(view: &ClusterView, text: &str, selected: Option<&Selection>) -> Option<Selection> {
    let (before, offset) = text.rsplit_once(' ').unwrap_or(("", text));
    let offset: i64 = offset.parse().ok().filter(|offset| *offset >= 0)?;
    let named = before.trim_end().to_ascii_lowercase();
    let partition = ["offset", "record"].into_iter().find_map(|word| named.strip_suffix(word));
    let partition = partition.unwrap_or(&named).trim_end();
    let of = if partition.is_empty() { selected.and_then(place) } else { None };
    let (topic, partition, node) = match of {
        Some((topic, partition, node)) => (topic.clone(), partition, node),
        None => match found(view, partition)? {
            Selection::Replica(topic, partition, node) => (topic, partition, node),
            _ => return None,
        },
    };
    Some(Selection::Record(topic, partition, node, offset))
}

fn is_in(view: &ClusterView, what: &Selection) -> bool {
    match what {
        Selection::Node(id) => view.nodes.iter().any(|node| node.id == *id),
        Selection::Topic(name) => view.topics.iter().any(|topic| topic.name == *name),
        Selection::Replica(name, number, node) | Selection::Record(name, number, node, _) => {
            view.nodes.iter().any(|each| each.id == *node)
                && view
                    .topics
                    .iter()
                    .filter(|topic| topic.name == *name)
                    .any(|topic| topic.partitions.iter().any(|partition| partition.partition == *number))
        }
        Selection::Group(id) | Selection::Member(id, _) => view.groups.iter().any(|group| group.id == *id),
        Selection::Producer(name) => view.producers.iter().any(|producer| producer.name == *name),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{GroupView, MemberView, NodeView, PartitionView, TopicView};

    #[test]
    fn things_are_found_by_what_people_call_them() {
        let node = |id| Arc::new(NodeView { id, is_broker: true, ..NodeView::default() });
        let partition = |partition| {
            Arc::new(PartitionView {
                partition,
                assignment: vec![17, 3],
                leader: Some(3),
                ..PartitionView::default()
            })
        };
        let partitions = (0..13).map(partition).collect();
        let topic = Arc::new(TopicView { name: "my-orders".into(), partitions, ..TopicView::default() });
        let member = MemberView { name: "c1".into(), ..MemberView::default() };
        let group =
            Arc::new(GroupView { id: "billing".into(), members: vec![member], ..GroupView::default() });
        let view = ClusterView {
            nodes: vec![node(3), node(17)],
            topics: vec![topic],
            groups: vec![group],
            ..ClusterView::default()
        };
        let find = |text| found(&view, text);
        assert_eq!(find("broker 17"), Some(Selection::Node(17)));
        assert_eq!(find("17"), Some(Selection::Node(17)));
        assert_eq!(find("my-orders"), Some(Selection::Topic("my-orders".into())));
        assert_eq!(find("my-orders-12"), Some(Selection::Replica("my-orders".into(), 12, 3)));
        assert_eq!(find("C1"), Some(Selection::Member("billing".into(), "c1".into())));
        assert_eq!((find("my-orders-13"), find("broker 4"), find("")), (None, None, None));

        let on = |node, offset| Some(Selection::Record("my-orders".into(), 12, node, offset));
        let of = |text| record(&view, text, None);
        assert_eq!([of("my-orders-12 81"), of("My-Orders-12  offset 81")], [on(3, 81), on(3, 81)]);
        assert_eq!(of("my-orders-12 record 0"), on(3, 0));
        let nothing = ["offset 81", "my-orders 81", "my-orders-13 81", "my-orders-12 -1", "my-orders-12 x"];
        assert_eq!(nothing.map(of), [const { None }; 5]);
        // Where a replica is selected, or a piece of its log, an offset is one of it.
        let replica = Selection::Replica("my-orders".into(), 12, 17);
        let segment = Selection::Segment("my-orders".into(), 12, 17, 0);
        let here = |what| record(&view, "offset 81", Some(what));
        assert_eq!([here(&replica), here(&segment)], [on(17, 81), on(17, 81)]);
        assert_eq!(here(&Selection::Node(17)), None);
    }
}
