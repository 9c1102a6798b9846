//! ConsumerGroupDescribe.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::consumer_group_describe_response::{
    Assignment, ConsumerGroupDescribeResponse, DescribedGroup, Member as DescribedMember, TopicPartitions,
};

use super::{ConsumerGroup, Member};
use crate::coordinator::group::assign::Partitions;
use crate::coordinator::group::describe::ALL_OPERATIONS;
use crate::coordinator::group::settings::Settings;
use crate::coordinator::group::{GroupState, GroupStep};
use crate::coordinator::step::Caller;
use crate::image::Image;

/// Kinds of members in an answer.
const CLASSIC: i8 = 0;
const CONSUMER: i8 = 1;

impl GroupState {
    /// Serves ConsumerGroupDescribe for one group.
    pub(crate) fn describe_consumers(
        &self,
        step: &mut GroupStep<'_>,
        caller: Caller,
        id: &str,
        operations: bool,
    ) {
        let mut described = match self.consumers.get(id) {
            Some(group) => group.describe(step.settings),
            None => {
                let what = if self.groups.contains_key(id) { "is not a consumer group" } else { "not found" };
                let error_message = Some(format!("Group {id} {what}."));
                DescribedGroup { error_message, ..undescribed(id, ErrorCode::GroupIdNotFound) }
            }
        };
        if operations && described.error_code == 0 {
            described.authorized_operations = ALL_OPERATIONS;
        }
        step.answer(caller, answer(described));
    }
}

impl ConsumerGroup {
    fn describe(&self, settings: &Settings) -> DescribedGroup {
        let image = &settings.image;
        DescribedGroup {
            group_id: String::from(&*self.id),
            group_state: self.state().into(),
            group_epoch: self.epoch,
            assignment_epoch: self.assignment_epoch,
            assignor_name: self.assignor(&settings.group_consumer_assignors).name().into(),
            members: self.members.values().map(|member| self.describe_member(member, image)).collect(),
            ..Default::default()
        }
    }

    fn describe_member(&self, member: &Member, image: &Image) -> DescribedMember {
        DescribedMember {
            member_id: member.member_id.clone(),
            instance_id: member.instance_id.clone(),
            rack_id: member.rack_id.clone(),
            member_epoch: member.epoch,
            client_id: member.client_id.clone(),
            client_host: member.client_host.clone(),
            subscribed_topic_names: member.topics.clone(),
            subscribed_topic_regex: member.expression.clone(),
            assignment: named(&member.owned(), image),
            target_assignment: named(&self.target_of(&member.member_id), image),
            member_type: if member.classic.is_some() { CLASSIC } else { CONSUMER },
        }
    }
}

/// Partitions with the names of their topics; those of topics that are gone are left out.
fn named(partitions: &Partitions, image: &Image) -> Assignment {
    let topics = partitions.iter().filter_map(|(topic_id, of)| {
        let topic_name = String::from(&*image.topics.get(topic_id)?.name);
        Some(TopicPartitions { topic_id: *topic_id, topic_name, partitions: of.iter().copied().collect() })
    });
    let mut topic_partitions: Vec<TopicPartitions> = topics.collect();
    topic_partitions.sort_by(|a, b| a.topic_name.cmp(&b.topic_name));
    Assignment { topic_partitions }
}

/// The answer about a group that cannot be described.
pub(crate) fn undescribed(id: &str, error: ErrorCode) -> DescribedGroup {
    DescribedGroup { group_id: id.into(), error_code: error as i16, ..Default::default() }
}

/// An answer about one group.
pub(crate) fn answer(group: DescribedGroup) -> ConsumerGroupDescribeResponse {
    ConsumerGroupDescribeResponse { groups: alloc::vec![group], ..Default::default() }
}
