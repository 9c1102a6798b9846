//! Where the stage looks: at all of the cluster, at one topic, broker or group, or at a window of its rows and columns.
//! Zoom never changes what is a row: it only leaves rows and columns out, and what is left is drawn nearer.

use std::collections::BTreeSet;
use std::sync::Arc;

use partita_view::{ClusterView, GroupView, Name, NodeView, TopicView};

/// Clusters of so many brokers keep all their rows, whatever the stage looks at.
const ALL_ROWS: usize = 8;

/// What the stage looks at alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Focus {
    /// One topic.
    Topic(Name),
    /// One broker.
    Node(i32),
    /// One consumer group: what it reads.
    Group(Name),
}

/// Some rows or columns of all: the first of them, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Index of the first.
    pub from: usize,
    /// How many.
    pub count: usize,
}

/// Where the stage looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Camera {
    /// What it looks at alone.
    pub focus: Option<Focus>,
    /// Some of the brokers.
    pub rows: Option<Window>,
    /// Some of the partitions.
    pub columns: Option<Window>,
    /// What is shown larger below a map: a topic and a broker of the rows.
    pub lens: Option<(Name, i32)>,
}

impl Window {
    /// The window inside `all`; none if that is everything.
    fn inside(self, all: usize) -> Option<Self> {
        if self.count >= all {
            return None;
        }
        let count = self.count.max(1);
        Some(Self { from: self.from.min(all - count), count })
    }

    fn holds(window: Option<Self>, at: usize) -> bool {
        window.is_none_or(|window| (window.from..window.from + window.count).contains(&at))
    }

    /// Half as much, or twice as much, around the same middle or around `at`.
    fn scaled(window: Option<Self>, all: usize, closer: bool, at: Option<usize>) -> Option<Self> {
        let now = window.unwrap_or(Self { from: 0, count: all });
        let count = if closer { now.count.div_ceil(2) } else { now.count * 2 };
        let middle = at.unwrap_or(now.from + now.count / 2);
        Self { from: middle.saturating_sub(count / 2), count }.inside(all)
    }

    fn moved(self, all: usize, forward: bool) -> Option<Self> {
        let by = self.count.div_ceil(2);
        let from = if forward { self.from + by } else { self.from.saturating_sub(by) };
        Self { from, ..self }.inside(all)
    }
}

impl Camera {
    /// Whether it looks at everything.
    pub fn is_whole(&self) -> bool {
        self.focus.is_none() && self.rows.is_none() && self.columns.is_none()
    }

    /// Looks at one thing alone, all of it.
    pub fn look_at(&mut self, focus: Option<Focus>) {
        (self.focus, self.rows, self.columns) = (focus, None, None);
    }

    /// Nearer or farther, towards a broker and a partition if they are named. Who looks at one thing alone and goes farther
    /// than all of it looks at everything again.
    pub fn zoom(&mut self, view: &ClusterView, closer: bool, towards: (Option<i32>, Option<(&Name, i32)>)) {
        if !closer && self.rows.is_none() && self.columns.is_none() {
            self.focus = None;
            return;
        }
        let (nodes, partitions) = self.all(view);
        let row = towards.0.and_then(|id| nodes.iter().position(|node| node.id == id));
        let column = towards.1.and_then(|(topic, number)| {
            partitions.iter().position(|(name, partition)| *name == topic && *partition == number)
        });
        // A handful of brokers keeps its rows.
        if nodes.len() > ALL_ROWS {
            self.rows = Window::scaled(self.rows, nodes.len(), closer, row);
        }
        self.columns = Window::scaled(self.columns, partitions.len(), closer, column);
    }

    /// To the rows or columns beside.
    pub fn pan(&mut self, view: &ClusterView, down: i32, right: i32) {
        let (nodes, partitions) = self.all(view);
        if down != 0 {
            self.rows = self.rows.and_then(|rows| rows.moved(nodes.len(), down > 0));
        }
        if right != 0 {
            self.columns = self.columns.and_then(|columns| columns.moved(partitions.len(), right > 0));
        }
    }

    /// Shows only so many columns, as more have no room.
    pub fn show_columns(&mut self, view: &ClusterView, from: usize, count: usize) {
        self.columns = Window { from, count }.inside(self.all(view).1.len());
    }

    /// Brokers and partitions of what it looks at, windows aside.
    fn all<'a>(&self, view: &'a ClusterView) -> (Vec<&'a NodeView>, Vec<(&'a Name, i32)>) {
        let topics = view.topics.iter().filter(|topic| self.shows_topic(view, topic));
        let partitions: Vec<_> = topics
            .flat_map(|topic| topic.partitions.iter().map(move |partition| (topic, partition)))
            .filter(|(_, partition)| match self.focus {
                Some(Focus::Node(id)) => partition.assignment.contains(&id),
                _ => true,
            })
            .map(|(topic, partition)| (&topic.name, partition.partition))
            .collect();
        (self.nodes(view), partitions)
    }

    fn nodes<'a>(&self, view: &'a ClusterView) -> Vec<&'a NodeView> {
        let brokers = || view.nodes.iter().map(|node| &**node).filter(|node| node.is_broker);
        if brokers().count() <= ALL_ROWS {
            return brokers().collect();
        }
        let holds: Option<BTreeSet<i32>> = match &self.focus {
            None => None,
            Some(Focus::Node(id)) => Some([*id].into()),
            Some(Focus::Topic(_) | Focus::Group(_)) => {
                let topics = view.topics.iter().filter(|topic| self.shows_topic(view, topic));
                Some(topics.flat_map(|t| &t.partitions).flat_map(|p| p.assignment.iter().copied()).collect())
            }
        };
        brokers().filter(|node| holds.as_ref().is_none_or(|ids| ids.contains(&node.id))).collect()
    }

    fn shows_topic(&self, view: &ClusterView, topic: &TopicView) -> bool {
        match &self.focus {
            Some(Focus::Topic(name)) => topic.name == *name,
            Some(Focus::Group(id)) => {
                !topic.internal
                    && view
                        .groups
                        .iter()
                        .filter(|group| group.id == *id)
                        .any(|group| reads(group, &topic.name))
            }
            _ => !topic.internal,
        }
    }

    /// The part of a moment that the stage looks at; the same pointer where that is everything.
    pub fn narrowed(&self, view: &Arc<ClusterView>) -> Arc<ClusterView> {
        if self.is_whole() {
            return view.clone();
        }
        let (nodes, partitions) = self.all(view);
        // The cluster may have shrunk since.
        let rows = self.rows.and_then(|rows| rows.inside(nodes.len()));
        let columns = self.columns.and_then(|columns| columns.inside(partitions.len()));
        let kept = partitions.iter().enumerate().filter(|(at, _)| Window::holds(columns, *at));
        let kept: BTreeSet<(&Name, i32)> = kept.map(|(_, partition)| *partition).collect();
        let ids: BTreeSet<i32> = nodes
            .iter()
            .enumerate()
            .filter(|(at, _)| Window::holds(rows, *at))
            .map(|(_, node)| node.id)
            .collect();
        let mut shown = (**view).clone();
        shown.nodes.retain(|node| ids.contains(&node.id) || !node.is_broker && self.focus.is_none());
        shown.topics = view
            .topics
            .iter()
            .filter_map(|topic| {
                let holds = |number: i32| kept.contains(&(&topic.name, number));
                let all = topic.partitions.iter().filter(|partition| holds(partition.partition));
                let partitions: Vec<_> = all.cloned().collect();
                match partitions.len() {
                    0 => None,
                    all if all == topic.partitions.len() => Some(topic.clone()),
                    _ => Some(Arc::new(TopicView { partitions, ..(**topic).clone() })),
                }
            })
            .collect();
        let topics: BTreeSet<&Name> = shown.topics.iter().map(|topic| &topic.name).collect();
        if self.focus.is_some() {
            shown
                .producers
                .retain(|producer| producer.topic.as_ref().is_none_or(|topic| topics.contains(topic)));
            shown.groups.retain(|group| match &self.focus {
                Some(Focus::Group(id)) => group.id == *id,
                _ => topics.iter().any(|topic| reads(group, topic)),
            });
        }
        Arc::new(shown)
    }
}

/// Whether a group has to do with a topic: it has committed offsets of it, or a member owns some of it.
fn reads(group: &GroupView, topic: &Name) -> bool {
    group.offsets.iter().any(|offset| offset.topic == *topic)
        || group.members.iter().flat_map(|member| &member.owned).any(|owned| owned.topic == *topic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{GroupOffset, PartitionView};

    fn cluster(brokers: i32, topics: &[(&str, i32)]) -> Arc<ClusterView> {
        let node = |id| Arc::new(NodeView { id, is_broker: true, ..NodeView::default() });
        let partition = |number: i32| {
            let assignment = vec![number % brokers, (number + 1) % brokers];
            Arc::new(PartitionView { partition: number, assignment, ..PartitionView::default() })
        };
        let topic = |(name, count): &(&str, i32)| {
            let partitions = (0..*count).map(partition).collect();
            Arc::new(TopicView { name: (*name).into(), partitions, ..TopicView::default() })
        };
        let offset = GroupOffset { topic: "b".into(), partition: 0, committed: 1, lag: None };
        let group = GroupView { id: "g".into(), offsets: vec![offset], ..GroupView::default() };
        Arc::new(ClusterView {
            nodes: (0..brokers).map(node).collect(),
            topics: topics.iter().map(topic).collect(),
            groups: vec![Arc::new(group)],
            ..ClusterView::default()
        })
    }

    fn shape(view: &ClusterView) -> (usize, Vec<usize>) {
        (view.nodes.len(), view.topics.iter().map(|topic| topic.partitions.len()).collect())
    }

    #[test]
    fn everything_is_the_same_moment() {
        let view = cluster(3, &[("a", 3)]);
        assert!(Arc::ptr_eq(&Camera::default().narrowed(&view), &view));
    }

    #[test]
    fn one_thing_alone() {
        let view = cluster(20, &[("a", 40), ("b", 4)]);
        let look = |focus| {
            let mut camera = Camera::default();
            camera.look_at(Some(focus));
            camera.narrowed(&view)
        };
        assert_eq!(shape(&look(Focus::Topic("b".into()))), (5, vec![4]));
        assert_eq!(shape(&look(Focus::Group("g".into()))), (5, vec![4]));
        assert_eq!(shape(&look(Focus::Node(2))), (1, vec![4, 2]));
        assert_eq!(look(Focus::Topic("a".into())).groups.len(), 0);
    }

    #[test]
    fn nearer_and_farther_and_beside() {
        let view = cluster(20, &[("a", 40), ("b", 40)]);
        let mut camera = Camera::default();
        camera.zoom(&view, true, (Some(19), Some((&"b".into(), 39))));
        assert_eq!(
            (camera.rows, camera.columns),
            (Some(Window { from: 10, count: 10 }), Some(Window { from: 40, count: 40 }))
        );
        assert_eq!(shape(&camera.narrowed(&view)), (10, vec![40]));
        camera.pan(&view, -1, -1);
        assert_eq!(
            (camera.rows, camera.columns),
            (Some(Window { from: 5, count: 10 }), Some(Window { from: 20, count: 40 }))
        );
        camera.zoom(&view, false, (None, None));
        assert!(camera.is_whole());
    }

    #[test]
    fn a_window_beyond_a_cluster_that_shrank_shows_what_is_there() {
        let view = cluster(20, &[("a", 40)]);
        let mut camera = Camera::default();
        (0..12).for_each(|_| camera.zoom(&view, true, (Some(19), Some((&"a".into(), 39)))));
        assert_eq!(shape(&camera.narrowed(&view)), (1, vec![1]));
        let small = cluster(3, &[("a", 2)]);
        assert_eq!(shape(&camera.narrowed(&small)), (1, vec![1]));
        camera.pan(&small, 1, 1);
        assert!(camera.columns.is_none_or(|columns| columns.from < 2));
    }
}
