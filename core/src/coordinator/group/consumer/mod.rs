//! A group of the consumer protocol (KIP-848): members tell what they want with each heartbeat, the coordinator decides who
//! shall own what, and each member is led there step by step while all others go on.
//!
//! Three numbers tell how far it is: the group's epoch grows with every change of members or topics, the assignment's
//! epoch follows once a new target is made for it, a member's epoch once it owns nothing that it shall not own.
//! Where to start: `heartbeat.rs`, then `reconcile.rs`. What is in the log changes by [`ConsumerGroup::apply`] alone.

mod classic;
mod describe;
mod draft;
mod hash;
mod heartbeat;
mod leave;
mod member;
mod migrate;
mod reconcile;
pub(crate) mod records;
mod resolve;
mod target;
mod validate;
mod view;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::Rebalance;

use super::assign::{Partitions, ServerAssignor, Target};
use super::classic::remember;
use super::offsets::Offsets;

pub(crate) use describe::{answer as described, undescribed};
pub(crate) use draft::Draft;
pub(crate) use heartbeat::refused;
pub(crate) use member::{ClassicMember, Member, MemberState};
pub(crate) use records::ConsumerRecord;
use resolve::Resolved;
pub(crate) use resolve::Scan;
pub use target::GroupTarget;
pub(crate) use validate::check_heartbeat;

/// Epoch of a member that joins.
const JOINING: i32 = 0;
/// Epoch of a member that leaves.
const LEAVING: i32 = -1;
/// Epoch of a static member that leaves and will be back.
const AWAY: i32 = -2;
/// A group begins here; its first member brings it to 2.
const FIRST_EPOCH: i32 = 1;

/// A group.
#[derive(Clone, Debug)]
pub(crate) struct ConsumerGroup {
    pub(crate) id: Name,
    /// Grows with each change of members or of what they subscribe to.
    pub(crate) epoch: i32,
    /// Of the topics subscribed to, as they were when the epoch began.
    pub(crate) metadata_hash: i64,
    /// The group epoch that the target was made for.
    pub(crate) assignment_epoch: i32,
    /// When the target was made, wall clock; 0 if none was or if the log does not tell.
    pub(crate) assigned_ms: i64,
    pub(crate) members: BTreeMap<String, Member>,
    /// What each member shall own.
    pub(crate) target: Target,
    /// Topics that regular expressions stand for.
    pub(crate) expressions: BTreeMap<String, Resolved>,
    pub(crate) offsets: Offsets,
    /// Members that left since the group was last stable. For the eye only.
    pub(crate) departed: Vec<Member>,
    /// Why the last epoch began, as Kafka's log words it. For the eye only.
    pub(crate) reason: Option<Name>,
    /// The latest rebalances. For the eye only.
    pub(crate) rebalances: Vec<Rebalance>,
    /// Grows with every change.
    pub(crate) revision: u64,
}

impl ConsumerGroup {
    /// A group without members.
    pub(crate) fn new(id: Name, offsets: Offsets) -> Self {
        Self {
            id,
            epoch: FIRST_EPOCH,
            metadata_hash: 0,
            assignment_epoch: 0,
            assigned_ms: 0,
            members: BTreeMap::new(),
            target: Target::new(),
            expressions: BTreeMap::new(),
            offsets,
            departed: Vec::new(),
            reason: None,
            rebalances: Vec::new(),
            revision: 0,
        }
    }

    /// Kafka's name of where it is.
    pub(crate) fn state(&self) -> &'static str {
        if self.members.is_empty() {
            "Empty"
        } else if self.epoch > self.assignment_epoch {
            "Assigning"
        } else if self.members.values().any(|member| !member.is_reconciled_to(self.assignment_epoch)) {
            "Reconciling"
        } else {
            "Stable"
        }
    }

    /// The static member of an instance id.
    pub(crate) fn static_member(&self, instance_id: &str) -> Option<&Member> {
        self.members.values().find(|member| member.instance_id.as_deref() == Some(instance_id))
    }

    /// Topics that a member subscribes to, those of its regular expression among them.
    pub(crate) fn topics_of<'a>(&'a self, member: &'a Member) -> impl Iterator<Item = &'a String> {
        let of_expression =
            member.expression.as_ref().and_then(|expression| self.expressions.get(expression));
        member.topics.iter().chain(of_expression.into_iter().flat_map(|resolved| &resolved.topics))
    }

    /// Topics that anybody subscribes to.
    pub(crate) fn topics(&self) -> BTreeSet<&String> {
        self.members.values().flat_map(|member| self.topics_of(member)).collect()
    }

    /// Whether a member subscribes to a topic.
    pub(crate) fn is_subscribed_to(&self, topic: &str) -> bool {
        self.members.values().any(|member| self.topics_of(member).any(|of| of == topic))
    }

    /// What a member shall own.
    pub(crate) fn target_of(&self, member_id: &str) -> Partitions {
        self.target.get(member_id).cloned().unwrap_or_default()
    }

    /// The assignor that most members ask for, or the default one.
    pub(crate) fn assignor(&self, known: &[ServerAssignor]) -> ServerAssignor {
        let asked = |assignor: &ServerAssignor| {
            let name = Some(assignor.name());
            self.members.values().filter(|member| member.assignor.as_deref() == name).count()
        };
        // Of equals the default one, which is first.
        let first = known.first().copied().unwrap_or(ServerAssignor::Uniform);
        known.iter().fold(first, |best, other| if asked(other) > asked(&best) { *other } else { best })
    }

    /// Whether another target may be made: the last one has been kept for `interval_ms`, or there was none (KIP-1263).
    pub(crate) fn may_assign(&self, interval_ms: i32, now_ms: i64) -> bool {
        interval_ms == 0
            || self.assigned_ms == 0
            || now_ms >= self.assigned_ms.saturating_add(i64::from(interval_ms))
    }

    /// Members that use the classic protocol.
    pub(crate) fn classic_members(&self) -> impl Iterator<Item = &Member> {
        self.members.values().filter(|member| member.classic.is_some())
    }

    /// Takes in what a record says.
    pub(crate) fn apply(&mut self, record: &ConsumerRecord) {
        self.revision += 1;
        match record {
            ConsumerRecord::Epoch { value: Some(value), reason } => {
                self.epoch = value.epoch;
                self.metadata_hash = value.metadata_hash;
                if let Some(reason) = reason {
                    remember(&mut self.rebalances, value.epoch, reason);
                }
                self.reason.clone_from(reason);
            }
            // The group's end is its holder's matter.
            ConsumerRecord::Epoch { value: None, .. } => {}
            ConsumerRecord::Member { member_id, value: Some(value) } => {
                self.members
                    .entry(member_id.clone())
                    .or_insert_with(|| Member::new(member_id))
                    .describe(value);
            }
            ConsumerRecord::Member { member_id, value: None } => {
                self.departed.extend(self.members.remove(member_id));
                self.forget_unused_expressions();
            }
            ConsumerRecord::TargetEpoch { epoch, made_ms } => {
                self.assignment_epoch = epoch.unwrap_or(0);
                self.assigned_ms = (*made_ms).max(0);
            }
            ConsumerRecord::Target { member_id, value: Some(partitions) } => {
                self.target.insert(member_id.clone(), partitions.clone());
            }
            ConsumerRecord::Target { member_id, value: None } => {
                self.target.remove(member_id);
            }
            ConsumerRecord::Current { member_id, value } => match value {
                Some(value) => {
                    let member =
                        self.members.entry(member_id.clone()).or_insert_with(|| Member::new(member_id));
                    member.place(value);
                }
                None => {
                    if let Some(member) = self.members.get_mut(member_id) {
                        member.displace();
                    }
                }
            },
            ConsumerRecord::Expression { expression, value: Some(resolved) } => {
                self.expressions.insert(expression.clone(), resolved.clone());
            }
            ConsumerRecord::Expression { expression, value: None } => {
                self.expressions.remove(expression);
            }
        }
        if self.state() == "Stable" {
            self.departed.clear();
        }
    }

    /// A tombstone in the log says the same, but members may go before it is read.
    fn forget_unused_expressions(&mut self) {
        let members = &self.members;
        let used = |expression: &String| {
            members.values().any(|member| member.expression.as_ref() == Some(expression))
        };
        self.expressions.retain(|expression, _| used(expression));
    }
}
