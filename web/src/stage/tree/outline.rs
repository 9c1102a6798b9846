//! What stands under which heading: a heading for each node, topic and group, a table for each topic.

use partita_view::{ClusterView, Flight, NodeView, PartitionView, TopicView};

use super::{PARTITION_COLUMNS, Section, TreeItem};
use crate::session::Selection;
use crate::stage::Level;
use crate::words;

/// Messages that are named one by one.
const MESSAGES_MAX: usize = 12;
/// Partitions of a topic that are named one by one, where the stage shows no more than a map of them.
const FAR_PARTITIONS_MAX: usize = 24;

/// Everything on the stage, as near as it is drawn: on a map without each replica, and only those partitions that lack one.
/// Messages are named while time stands, and counted while it runs: those that the stage shows.
pub fn outline(
    view: &ClusterView,
    level: Level,
    standing: bool,
    shows: &dyn Fn(&Flight) -> bool,
) -> Vec<Section> {
    let mut sections = Sections::default();
    for node in &view.nodes {
        sections.node(view, node, level);
    }
    for topic in view.topics.iter().filter(|topic| !topic.internal) {
        sections.topic(topic, level);
    }
    sections.several(words::PRODUCERS.text(), &view.producers, |producer| {
        (Selection::Producer(producer.name.clone()), words::producer_in_words(producer, view))
    });
    for group in &view.groups {
        let head = sections.item(Selection::Group(group.id.clone()), words::group_in_words(group), 0);
        let items = group.members.iter().enumerate().map(|(n, member)| {
            let what = Selection::Member(group.id.clone(), member.name.clone());
            sections.item(what, words::member_in_words(group, member, view), n + 1)
        });
        let items = items.collect();
        sections.end(Section { head: Some(head), items, ..Section::default() });
    }
    sections.several(words::TOOLS_THAT_RUN.text(), &view.tools, |tool| {
        (Selection::Tool(tool.name.clone()), words::tool_in_words(tool))
    });
    sections.several(words::LINKS_IN_TROUBLE.text(), &view.links, |link| {
        (Selection::Link(link.from.clone(), link.to.clone()), words::link_in_words(link, view))
    });
    let flights: Vec<&Flight> = view.flights.iter().filter(|flight| shows(flight)).collect();
    sections.messages(view, &flights, standing);
    sections.all
}

/// The sections so far, and the row of the next.
#[derive(Default)]
struct Sections {
    all: Vec<Section>,
    row: usize,
}

impl Sections {
    fn item(&self, what: Selection, name: String, column: usize) -> TreeItem {
        TreeItem { what, name, place: (self.row, column) }
    }

    fn end(&mut self, section: Section) {
        self.all.push(section);
        self.row += 1;
    }

    /// A node and its replicas.
    fn node(&mut self, view: &ClusterView, node: &NodeView, level: Level) {
        let head = self.item(Selection::Node(node.id), words::node_in_words(node, view), 0);
        let mut items = Vec::new();
        if level != Level::Heat {
            let topics = view.topics.iter().filter(|topic| !topic.internal);
            let partitions = topics.flat_map(|topic| topic.partitions.iter().map(move |p| (topic, p)));
            for (n, (topic, partition)) in partitions.enumerate() {
                let here = partition.replicas.iter().find(|replica| replica.node == node.id);
                items.extend(here.map(|replica| {
                    let what = Selection::Replica(topic.name.clone(), partition.partition, node.id);
                    self.item(what, words::replica_in_words(&topic.name, partition, replica), n + 1)
                }));
            }
        }
        self.end(Section { head: Some(head), items, ..Section::default() });
    }

    /// A topic and the table of its partitions.
    fn topic(&mut self, topic: &TopicView, level: Level) {
        let name = words::topic_in_words(topic);
        let head = self.item(Selection::Topic(topic.name.clone()), name, 0);
        let far = matches!(level, Level::Heat | Level::Blocks);
        let whole = |partition: &PartitionView| partition.in_sync.len() >= partition.assignment.len();
        let told = |partition: &&std::sync::Arc<PartitionView>| {
            !far || partition.leader.is_none() || !whole(partition)
        };
        let most = if far { FAR_PARTITIONS_MAX } else { usize::MAX };
        let partitions: Vec<_> =
            topic.partitions.iter().filter(told).take(most).map(|p| partition_row(topic, p)).collect();
        let untold = topic.partitions.len() - partitions.len();
        let more = (untold > 0).then(|| words::more_partitions(untold));
        let title = words::partitions_of(&topic.name);
        self.end(Section { title, head: Some(head), partitions, more, ..Section::default() });
    }

    /// Things of a kind under one heading, a row each; nothing where there are none.
    fn several<T>(&mut self, title: &str, things: &[T], told: impl Fn(&T) -> (Selection, String)) {
        if things.is_empty() {
            return;
        }
        let mut items = Vec::new();
        for thing in things {
            let (what, name) = told(thing);
            items.push(self.item(what, name, 0));
            self.row += 1;
        }
        self.all.push(Section { title: title.into(), items, ..Section::default() });
    }

    /// Messages on their way.
    fn messages(&mut self, view: &ClusterView, flights: &[&Flight], standing: bool) {
        if flights.is_empty() {
            return;
        }
        let named = if standing { &flights[..flights.len().min(MESSAGES_MAX)] } else { &[] };
        self.several(&words::in_flight(flights.len()), named, |flight| {
            (Selection::Message(flight.id), words::line_in_words(flight, view, None, false))
        });
        if named.is_empty() {
            self.all.push(Section { title: words::in_flight(flights.len()), ..Section::default() });
        } else if let (Some(last), more @ 1..) = (self.all.last_mut(), flights.len() - named.len()) {
            last.more = Some(words::more_rows(more));
        }
    }
}

fn partition_row(topic: &TopicView, partition: &PartitionView) -> [String; PARTITION_COLUMNS] {
    let leader = partition.leader;
    let log_end = partition.replicas.iter().find(|replica| Some(replica.node) == leader).map(|r| r.log_end);
    let or_none = |number: Option<String>| number.unwrap_or_else(|| words::NO_LEADER.text().into());
    [
        words::partition(&topic.name, partition.partition),
        or_none(leader.map(|leader| leader.to_string())),
        words::ids(&partition.assignment),
        words::ids(&partition.in_sync),
        partition.leader_epoch.to_string(),
        partition.high_watermark.to_string(),
        or_none(log_end.map(|end| end.to_string())),
        words::partition_state(partition, topic.min_in_sync).0,
    ]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use partita_view::{ClockView, DiskTrouble, LinkView, MessageId, Party, ReplicaRole, ReplicaView};

    use super::*;

    fn view() -> ClusterView {
        let replica = |node| {
            let role = if node == 1 { ReplicaRole::Leader } else { ReplicaRole::OutOfSync };
            Arc::new(ReplicaView { node, role, log_end: 7, ..ReplicaView::default() })
        };
        let partition = PartitionView {
            leader: Some(1),
            leader_epoch: 4,
            assignment: vec![1, 2],
            in_sync: vec![1],
            high_watermark: 6,
            replicas: vec![replica(1), replica(2)],
            ..PartitionView::default()
        };
        let topic = TopicView {
            name: "orders".into(),
            min_in_sync: 1,
            partitions: vec![Arc::new(partition)],
            ..TopicView::default()
        };
        let node = |id, disk_troubles| {
            Arc::new(NodeView { id, is_broker: true, disk_troubles, ..NodeView::default() })
        };
        ClusterView {
            nodes: vec![node(1, vec![DiskTrouble::Full]), node(2, Vec::new())],
            topics: vec![Arc::new(topic)],
            links: vec![LinkView { from: Party::Node(1), to: Party::Node(2), cut: true, slow: 0 }],
            clocks: vec![ClockView { who: Party::Node(2), ahead_ms: 3_600_000 }],
            ..ClusterView::default()
        }
    }

    #[test]
    fn a_node_says_what_is_wrong_with_it() {
        let sections = outline(&view(), Level::Notes, true, &|_| true);
        let heads: Vec<&str> =
            sections.iter().filter_map(|section| Some(&*section.head.as_ref()?.name)).collect();
        assert_eq!(heads[0], "Broker 1: running, disk full, to 2 cut");
        assert_eq!(heads[1], "Broker 2: running, clock +1 h");
    }

    #[test]
    fn a_follower_whose_own_high_watermark_is_behind_says_both() {
        let mut view = view();
        let topic = Arc::make_mut(&mut view.topics[0]);
        for replica in &mut Arc::make_mut(&mut topic.partitions[0]).replicas {
            let replica = Arc::make_mut(replica);
            replica.high_watermark = Some(if replica.node == 1 { 6 } else { 4 });
        }
        let sections = outline(&view, Level::Notes, true, &|_| true);
        let told: Vec<&str> = sections[..2].iter().map(|section| section.items[0].name.as_str()).collect();
        assert!(told[0].contains(", high watermark 6, "), "{}", told[0]);
        assert!(told[1].contains(", its own high watermark 4 behind the partition's 6, "), "{}", told[1]);
    }

    #[test]
    fn a_topic_is_a_table_of_its_partitions() {
        let sections = outline(&view(), Level::Notes, true, &|_| true);
        let topic = sections.iter().find(|section| !section.partitions.is_empty()).unwrap();
        let row = topic.partitions[0].each_ref().map(String::as_str);
        assert_eq!(row, ["orders-0", "1", "1,2", "1", "4", "6", "7", "Online, under-replicated"]);
    }

    #[test]
    fn on_a_map_only_what_lacks_a_replica_has_a_row() {
        let mut view = view();
        let topic = Arc::make_mut(&mut view.topics[0]);
        let whole = PartitionView { partition: 1, leader: Some(1), ..PartitionView::default() };
        topic.partitions.push(Arc::new(whole));
        let sections = outline(&view, Level::Heat, true, &|_| true);
        let topic = sections.iter().find(|section| !section.partitions.is_empty()).unwrap();
        assert_eq!((topic.partitions.len(), topic.more.as_deref()), (1, Some("and 1 partition not listed")));
    }

    fn flight(id: u64) -> Flight {
        Flight {
            id: MessageId(id),
            from: Party::Node(1),
            to: Party::Node(2),
            sent: 0,
            arrives: Some(1),
            api: 1,
            api_name: "Fetch",
            version: 17,
            response: false,
            content: partita_view::Content::Control,
            places: Arc::from([]),
            places_more: 0,
        }
    }

    #[test]
    fn messages_are_those_that_the_stage_shows() {
        let mut view = view();
        view.flights = Arc::new(vec![flight(1), flight(2)]);
        let told = |shows: &dyn Fn(&Flight) -> bool| {
            let sections = outline(&view, Level::Notes, true, shows);
            let named = sections.last().unwrap().items.iter().map(|item| item.what.clone());
            (sections.last().unwrap().title.clone(), named.collect::<Vec<_>>())
        };
        let second = (words::in_flight(1), vec![Selection::Message(MessageId(2))]);
        assert_eq!(told(&|flight| flight.id == MessageId(2)), second);
        assert!(told(&|_| false).0 != words::in_flight(0));
    }

    #[test]
    fn a_link_that_is_cut_has_a_line() {
        let sections = outline(&view(), Level::Notes, true, &|_| true);
        let link = sections.last().unwrap();
        assert_eq!(link.items[0].name, "Broker 1 to Broker 2, cut: nothing passes");
    }
}
