//! What is told of each kind of thing, and what can be done to it.

use std::rc::Rc;

use partita_view::{ClusterView, MessageView, Process};

use super::changed::{Changed, changed};
use super::peers::{self, Peer};
use super::pieces;
use super::placement::Why;
use super::tools::{self, of_tool, says_tool, tool_of};
use crate::session::{Selection, Session};
use crate::words;

/// What is told of a selection.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    pub(super) title: String,
    /// Name, value, class.
    pub(super) rows: Vec<(&'static str, String, &'static str)>,
    /// What its button says, and the command that it runs.
    pub(super) actions: Actions,
    /// Other nodes, and what can be done to the link with each.
    pub(super) peers: Vec<Peer>,
    pub(super) message: Option<Rc<MessageView>>,
    /// What belongs to it and can be opened: what it is called, and what it is.
    pub(super) leads: Vec<(String, Selection)>,
    /// Where that list goes on: what its button says, and the offset; none is its beginning.
    pub(super) list: Option<(String, Option<i64>)>,
    /// Why a record is in its partition.
    pub(super) why: Option<Why>,
    /// What a message changed, and the sentences for it.
    pub(super) changed: Changed,
    pub(super) told: Vec<String>,
}

impl Facts {
    /// What it is called.
    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    /// What can be done to it: what its button says, and the command that it runs.
    pub(crate) fn actions(&self) -> impl Iterator<Item = (String, String)> {
        self.actions.iter().cloned().chain(self.peers.iter().flat_map(Peer::actions))
    }
}

/// Members of a group that can be opened from it.
const MEMBERS_LISTED: usize = 100;
/// Rows of one kind, say offsets of a group; how many more there are is said.
const LISTED: usize = 50;
/// Segments and batches of a replica that can be opened from it.
const PIECES_LISTED: usize = 6;

/// Everything about what is selected.
pub(crate) fn inspect(session: &Session) -> Option<Facts> {
    inspected(session, session.selection.as_ref()?)
}

/// Not inlined: nothing is selected when the page opens, and it loads this later.
#[inline(never)]
fn inspected(session: &Session, what: &Selection) -> Option<Facts> {
    let view = session.view();
    match what {
        Selection::Node(id) => node(view, *id),
        Selection::Topic(name) => topic(view, name),
        Selection::Replica(name, partition, node) => replica(session, name, *partition, *node),
        Selection::Record(name, partition, node, offset) => {
            pieces::record(session, (name, *partition, *node), *offset)
        }
        Selection::Batch(name, partition, node, base) => {
            pieces::batch(session, (name, *partition, *node), *base)
        }
        Selection::Segment(name, partition, node, base) => {
            pieces::segment(session, (name, *partition, *node), *base)
        }
        Selection::Link(a, b) => Some(pieces::link(view, a, b)),
        Selection::Producer(name) => producer(view, name),
        Selection::Tool(name) => tools::inspected(view, name),
        Selection::Group(id) => group(view, id),
        Selection::Member(group, name) => member(view, group, name),
        Selection::Message(id) => Some(message(session, session.message()?, id.0)),
    }
}

pub(super) type Rows = Vec<(&'static str, String, &'static str)>;
pub(super) type Actions = Vec<(String, String)>;

pub(super) fn row(rows: &mut Rows, name: &'static str, value: impl Into<String>) {
    let value = value.into();
    if !value.is_empty() {
        rows.push((name, value, ""));
    }
}

fn node(view: &ClusterView, id: i32) -> Option<Facts> {
    let node = view.nodes.iter().find(|node| node.id == id)?;
    let mut rows = Rows::new();
    row(&mut rows, words::STATE.text(), words::process(node.process));
    if let Some(fenced) = node.fenced {
        row(&mut rows, words::FENCED_OR_NOT.text(), words::yes(fenced));
    }
    row(&mut rows, "process.roles", words::roles(node));
    row(&mut rows, words::LISTENER.text(), format!("{}:{}", node.host, node.port));
    if let Some(rack) = &node.rack {
        row(&mut rows, "broker.rack", &**rack);
    }
    row(&mut rows, words::QUORUM.text(), words::quorum_role(node.quorum));
    row(&mut rows, words::METADATA.text(), words::metadata(node));
    row(&mut rows, words::DISK.text(), words::size(node.disk_bytes));
    for trouble in &node.disk_troubles {
        rows.push((words::DISK.text(), words::disk_trouble(*trouble), "bad"));
    }
    let leads = count_replicas(view, id);
    row(&mut rows, words::REPLICAS.text(), words::led(leads.0, leads.1));
    let actions = of_process(node.process, &id.to_string(), true);
    if node.is_controller {
        let quorum = &view.quorum;
        row(&mut rows, words::VOTERS.text(), words::ids(&quorum.voters));
        row(&mut rows, words::QUORUM_EPOCH.text(), quorum.epoch.to_string());
        let voted = node.voted.map_or_else(|| words::NOBODY.text().into(), |id| id.to_string());
        row(&mut rows, words::VOTED_FOR.text(), voted);
        row(&mut rows, words::METADATA_COMMITTED.text(), words::below(quorum.high_watermark));
        let leader = quorum.leader.map_or_else(|| words::NOBODY.text().into(), |id| words::node(id, true));
        row(&mut rows, words::ACTIVE_CONTROLLER.text(), leader);
    }
    let peers = peers::of(view, id);
    Some(Facts { title: words::node(id, node.is_broker), rows, actions, peers, ..Facts::default() })
}

/// What can be done to a process.
pub(super) fn of_process(process: Process, who: &str, is_node: bool) -> Actions {
    let act = |what: &str, word: &str| (what.to_owned(), format!("{word} {who}"));
    match process {
        Process::Running | Process::Starting => {
            let mut actions = vec![act(words::KILL.text(), "kill"), act(words::HOLD.text(), "pause")];
            if is_node {
                actions.extend([act(words::STOP.text(), "stop"), act(words::POWER_OFF.text(), "poweroff")]);
            }
            actions
        }
        Process::Paused => vec![act(words::RESUME.text(), "resume"), act(words::KILL.text(), "kill")],
        Process::Killed | Process::Stopped if is_node => {
            let wipe = (words::WIPE_DISK.text().to_owned(), format!("disk {who} replace"));
            vec![act(words::RESTART.text(), "restart"), wipe]
        }
        Process::Stopping => vec![act(words::KILL.text(), "kill")],
        Process::Killed | Process::Stopped => vec![act(words::START_AS_BEFORE.text(), "restart")],
    }
}

/// Replicas on a broker, and how many of them lead.
fn count_replicas(view: &ClusterView, id: i32) -> (usize, usize) {
    let partitions = view.topics.iter().filter(|topic| !topic.internal).flat_map(|topic| &topic.partitions);
    partitions.fold((0, 0), |(all, leads), partition| {
        let here = partition.replicas.iter().any(|replica| replica.node == id);
        (all + usize::from(here), leads + usize::from(here && partition.leader == Some(id)))
    })
}

fn topic(view: &ClusterView, name: &str) -> Option<Facts> {
    let topic = view.topics.iter().find(|topic| *topic.name == *name)?;
    let mut rows = Rows::new();
    row(&mut rows, "TopicId", &*topic.id);
    row(&mut rows, "PartitionCount", topic.partitions.len().to_string());
    row(&mut rows, "min.insync.replicas", topic.min_in_sync.to_string());
    let configs = topic.configs.iter().map(|(config, value)| format!("{config}={value}"));
    listed(&mut rows, words::CONFIG.text(), configs);
    let tool =
        |what: &str| format!("kafka-topics.sh --bootstrap-server localhost:9092 {what} --topic {name}");
    let more = topic.partitions.len() + 1;
    let actions = vec![
        (words::DESCRIBE.text().into(), tool("--describe")),
        (words::ADD_PARTITION.text().into(), format!("{} --partitions {more}", tool("--alter"))),
        (words::DELETE.text().into(), tool("--delete")),
    ];
    Some(Facts { title: topic.name.to_string(), rows, actions, ..Facts::default() })
}

/// A row for each of many things of one kind, and one that says how many have none.
fn listed(rows: &mut Rows, label: &'static str, each: impl ExactSizeIterator<Item = String>) {
    let more = each.len().saturating_sub(LISTED);
    for says in each.take(LISTED) {
        row(rows, label, says);
    }
    if more > 0 {
        row(rows, label, words::more_rows(more));
    }
}

fn leader_of(partition: &partita_view::PartitionView) -> String {
    partition.leader.map_or_else(|| words::NO_LEADER.text().into(), |id| words::node(id, true))
}

fn replica(session: &Session, name: &partita_view::Name, number: i32, node: i32) -> Option<Facts> {
    let view = session.view();
    let topic = view.topics.iter().find(|topic| topic.name == *name)?;
    let partition = topic.partitions.iter().find(|partition| partition.partition == number)?;
    let replica = partition.replicas.iter().find(|replica| replica.node == node)?;
    let mut rows = Rows::new();
    row(&mut rows, words::ON.text(), words::node(node, true));
    row(&mut rows, words::ROLE.text(), words::role(replica.role));
    row(&mut rows, words::LEADER.text(), leader_of(partition));
    row(&mut rows, words::STATE.text(), words::partition_state(partition, topic.min_in_sync).0);
    row(&mut rows, words::LEADER_EPOCH.text(), replica.leader_epoch.to_string());
    row(&mut rows, "Replicas", words::ids(&partition.assignment));
    row(&mut rows, "Isr", words::ids(&partition.in_sync));
    if !partition.eligible.is_empty() {
        row(&mut rows, "Elr", words::ids(&partition.eligible));
    }
    row(&mut rows, words::LOG_START.text(), replica.log_start.to_string());
    let high_watermark = replica.high_watermark.map(|offset| offset.to_string());
    row(
        &mut rows,
        words::HIGH_WATERMARK.text(),
        high_watermark.unwrap_or_else(|| words::NOT_KNOWN.text().into()),
    );
    row(&mut rows, words::LOG_END.text(), replica.log_end.to_string());
    if let Some(flushed) = replica.flushed {
        row(&mut rows, words::FLUSHED.text(), words::below(flushed));
    }
    row(
        &mut rows,
        words::SEGMENTS.text(),
        replica.segments.iter().map(i64::to_string).collect::<Vec<_>>().join(", "),
    );
    row(&mut rows, words::EPOCHS.text(), words::epochs(&replica.epochs));
    let elect = |kind: &str| {
        format!(
            "kafka-leader-election.sh --bootstrap-server localhost:9092 --election-type {kind} --topic {name} --partition {number}"
        )
    };
    let mut actions = vec![(words::ELECT_PREFERRED.text().into(), elect("PREFERRED"))];
    if partition.leader.is_none() {
        actions.push((words::ELECT_UNCLEAN.text().into(), elect("UNCLEAN")));
    }
    if let Some(leader) = partition.leader {
        actions.push((words::kill_leader(leader), format!("kill {leader}")));
    }
    let newest = replica.segments.len().saturating_sub(PIECES_LISTED);
    let segment =
        |base: &i64| (words::segment_at(*base), Selection::Segment(name.clone(), number, node, *base));
    let mut leads: Vec<_> = replica.segments[newest..].iter().map(segment).collect();
    if let Some(last) = session.windows().of(name, number, node).last() {
        leads.push((words::batch_at(last.batch), Selection::Batch(name.clone(), number, node, last.batch)));
    }
    Some(Facts { title: words::partition(name, number), rows, actions, leads, ..Facts::default() })
}

pub(super) fn producer(view: &ClusterView, name: &str) -> Option<Facts> {
    let producer = view.producers.iter().find(|producer| *producer.name == *name)?;
    let tool = tool_of(view, name);
    let mut rows = Rows::new();
    says_tool(&mut rows, tool);
    row(&mut rows, words::STATE.text(), words::process(producer.process));
    if let Some(blocked) = &producer.blocked {
        rows.push(("send()", words::blocked_in_words(blocked), "warn"));
    }
    row(&mut rows, words::SETTINGS.text(), words::acks(producer.acks, producer.idempotent));
    let settings = producer.settings.iter().map(|(setting, value)| format!("{setting}={value}"));
    listed(&mut rows, words::CONFIG.text(), settings);
    if let Some((id, epoch)) = producer.producer_id {
        row(&mut rows, words::PRODUCER_ID.text(), words::producer_id(id, epoch));
    }
    row(&mut rows, words::ACKED.text(), words::plural(producer.acked, words::RECORDS));
    row(&mut rows, words::FAILED.text(), words::plural(producer.failed, words::RECORDS));
    listed(&mut rows, words::BATCH.text(), producer.batches.iter().map(words::batch_in_words));
    let actions = tool.map_or_else(|| of_process(producer.process, name, false), of_tool);
    Some(Facts { title: name.to_owned(), rows, actions, ..Facts::default() })
}

fn group(view: &ClusterView, id: &str) -> Option<Facts> {
    let group = view.groups.iter().find(|group| *group.id == *id)?;
    let mut rows = Rows::new();
    row(&mut rows, words::STATE.text(), group.state);
    row(&mut rows, words::GENERATION.text(), group.generation.to_string());
    if let Some(assignor) = &group.assignor {
        row(&mut rows, words::ASSIGNOR.text(), &**assignor);
    }
    if let Some(coordinator) = group.coordinator {
        row(&mut rows, words::COORDINATOR.text(), words::node(coordinator, true));
    }
    if let Some(reason) = &group.reason {
        row(&mut rows, words::REASON.text(), words::reason(reason));
    }
    listed(&mut rows, words::COMMITTED.text(), group.offsets.iter().map(words::committed));
    let describe =
        format!("kafka-consumer-groups.sh --bootstrap-server localhost:9092 --describe --group {id}");
    let actions = vec![(words::DESCRIBE.text().into(), describe)];
    let of = |member: &partita_view::MemberView| {
        (member.name.to_string(), Selection::Member(group.id.clone(), member.name.clone()))
    };
    let leads = group.members.iter().take(MEMBERS_LISTED).map(of).collect();
    Some(Facts { title: id.to_owned(), rows, actions, leads, ..Facts::default() })
}

pub(super) fn member(view: &ClusterView, group: &str, name: &str) -> Option<Facts> {
    let group = view.groups.iter().find(|each| *each.id == *group)?;
    let member = group.members.iter().find(|member| *member.name == *name)?;
    let tool = tool_of(view, name);
    let mut rows = Rows::new();
    says_tool(&mut rows, tool);
    row(&mut rows, words::GROUP.text(), &*group.id);
    let state =
        words::member_note(group, member).map_or_else(|| words::READING.text().into(), |(note, _)| note);
    row(&mut rows, words::STATE.text(), state);
    if let Some(id) = &member.member_id {
        row(&mut rows, words::MEMBER_ID.text(), &**id);
    }
    if let Some(id) = &member.instance_id {
        row(&mut rows, "group.instance.id", &**id);
    }
    listed(&mut rows, words::OWNS.text(), member.owned.iter().map(words::owned));
    row(&mut rows, words::PROCESSED.text(), words::plural(member.processed, words::RECORDS));
    let mut actions = tool.map_or_else(|| of_process(member.process, name, false), of_tool);
    if member.process == Process::Running && tool.is_none() {
        let act = |what: words::Text, word: &str| (what.text().to_owned(), format!("{word} {name}"));
        actions.push(act(words::COMMIT_NOW, "commit"));
        actions.push((words::SLOW_DOWN.text().into(), format!("pace {name} 500ms")));
        actions.push((words::FULL_SPEED.text().into(), format!("pace {name} 0ms")));
        actions.insert(0, (words::LEAVE.text().into(), format!("leave {name}")));
    }
    let leads = vec![(group.id.to_string(), Selection::Group(group.id.clone()))];
    Some(Facts { title: name.to_owned(), rows, actions, leads, ..Facts::default() })
}

fn message(session: &Session, opened: &Rc<MessageView>, id: u64) -> Facts {
    let view = session.view();
    let flight = &opened.flight;
    let mut rows = Rows::new();
    row(&mut rows, words::FROM.text(), words::party(&flight.from, view));
    row(&mut rows, words::TO.text(), words::party(&flight.to, view));
    row(&mut rows, words::SENT.text(), words::time_us(flight.sent));
    match flight.arrives {
        Some(arrives) => row(&mut rows, words::ARRIVES.text(), words::time_us(arrives)),
        None => rows.push((words::ARRIVES.text(), words::HELD.text().into(), "bad")),
    }
    let bad = matches!(&flight.content, partita_view::Content::Done { error: Some(_), .. });
    rows.push((words::CARRIES.text(), words::carries(flight), if bad { "bad" } else { "" }));
    let act = |what: &str, word: &str| (what.to_owned(), format!("{word} {id}"));
    let on_its_way = view.flights.iter().any(|each| each.id == flight.id);
    let mut actions = match (on_its_way, flight.arrives) {
        (false, _) => Vec::new(),
        (true, Some(_)) => {
            vec![
                act(words::DROP.text(), "drop"),
                act(words::HOLD_BACK.text(), "hold"),
                (words::DELAY.text().into(), format!("delay {id} 500ms")),
            ]
        }
        (true, None) => vec![act(words::RELEASE.text(), "release"), act(words::DROP.text(), "drop")],
    };
    // Only a request has a sender who tries again.
    if on_its_way && !flight.response {
        actions.push((words::LATE.text().into(), format!("late {id} 2s")));
    }
    let changed = changed(opened, session.events());
    let told = changed.events.iter().filter_map(|at| session.events().get(*at));
    let told = told.map(|happened| words::sentence(happened, view)).collect();
    row(&mut rows, words::VERSION.text(), flight.version.to_string());
    let leads =
        vec![(words::LINK.text().to_owned(), Selection::Link(flight.from.clone(), flight.to.clone()))];
    Facts {
        title: words::message(flight),
        rows,
        actions,
        message: Some(opened.clone()),
        leads,
        list: None,
        changed,
        told,
        ..Facts::default()
    }
}
