//! Everything on the stage in one sentence each, for those who do not see it.

use partita_view::{GroupView, NodeView, ProducerView, QuorumRole};

use super::nouns::{BATCHES, plural};
use super::parts::{FENCED, acks, group_state, member_note, node, partition, process};

texts! {
    /// Name of the list of everything on the stage.
    STAGE_IN_WORDS { en: "The cluster in words", de: "Der Cluster in Worten" }
}

/// A node.
pub fn node_in_words(view: &NodeView) -> String {
    let mut text = format!("{}: {}", node(view.id, view.is_broker), process(view.process));
    if view.fenced == Some(true) {
        text.push_str(", ");
        text.push_str(FENCED.text());
    }
    if view.quorum == QuorumRole::Leader {
        text.push_str(text!(en: ", active controller", de: ", aktiver Controller").text());
    }
    text
}

/// A producer.
pub fn producer_in_words(view: &ProducerView) -> String {
    say!(
        en: "{name}: {acks}, {acked} acknowledged, {batches} waiting",
        de: "{name}: {acks}, {acked} bestätigt, {batches} wartend",
        name = view.name,
        acks = acks(view.acks, view.idempotent),
        acked = view.acked,
        batches = plural(view.batches.len() as u64, BATCHES)
    )
}

/// A group.
pub fn group_in_words(view: &GroupView) -> String {
    format!("{}: {}", view.id, group_state(view, usize::MAX).0)
}

/// A member of a group.
pub fn member_in_words(group: &GroupView, member: &partita_view::MemberView) -> String {
    let mut text = format!("{}, {}", group.id, member.name);
    if let Some((note, _)) = member_note(group, member) {
        text.push_str(&format!(": {note}"));
    }
    for owned in &member.owned {
        text.push_str(&format!(", {}", partition(&owned.topic, owned.partition)));
        if let Some(lag) = owned.lag {
            text.push_str(&say!(en: " lag {lag}", de: " Lag {lag}"));
        }
    }
    text
}
