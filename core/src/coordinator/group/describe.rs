//! DescribeGroups, ListGroups, DeleteGroups.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::ErrorCode;
use partita_wire::messages::delete_groups_response::{DeletableGroupResult, DeleteGroupsResponse};
use partita_wire::messages::describe_groups_response::{DescribeGroupsResponse, DescribedGroup};
use partita_wire::messages::list_groups_request::ListGroupsRequest;
use partita_wire::messages::list_groups_response::ListedGroup;

use super::classic::{CONSUMER_PROTOCOL_TYPE, Group, State};
use super::offsets::Change;
use super::{After, GroupState, GroupStep, records};
use crate::coordinator::step::Caller;

/// Kafka's names of the protocols.
const CLASSIC: &str = "classic";
const CONSUMER: &str = "consumer";
/// From this version on an unknown group is an error, not a dead group (KIP-1043).
const GROUP_ID_NOT_FOUND_FROM: i16 = 6;
/// What anybody may do where nobody is denied anything: read, delete, describe, describe and alter configs.
pub(crate) const ALL_OPERATIONS: i32 = 1 << 3 | 1 << 6 | 1 << 8 | 1 << 10 | 1 << 11;

impl GroupState {
    /// Serves DescribeGroups for one group.
    pub(crate) fn describe(&self, step: &mut GroupStep<'_>, caller: Caller, id: &str, operations: bool) {
        let version = caller.asked().version;
        let mut group = match self.groups.get(id).filter(|group| group.state != State::Dead) {
            Some(group) => group.describe(),
            None if version >= GROUP_ID_NOT_FOUND_FROM => DescribedGroup {
                error_message: Some(match self.consumers.contains_key(id) {
                    true => format!("Group {id} is not a classic group."),
                    false => format!("Group {id} not found."),
                }),
                group_state: State::Dead.name().into(),
                ..undescribed(id, ErrorCode::GroupIdNotFound)
            },
            None => {
                DescribedGroup { group_state: State::Dead.name().into(), ..undescribed(id, ErrorCode::None) }
            }
        };
        if operations && group.error_code == 0 {
            group.authorized_operations = ALL_OPERATIONS;
        }
        step.answer(caller, described(group));
    }

    /// Groups that pass the filters of a ListGroups.
    pub(crate) fn listed(&self, request: &ListGroupsRequest) -> Vec<ListedGroup> {
        let passes = |filter: &[String], value: &str| {
            filter.is_empty() || filter.iter().any(|one| one.trim().eq_ignore_ascii_case(value))
        };
        let classic = self.groups.values().map(|group| ListedGroup {
            group_id: String::from(&*group.id),
            protocol_type: group.protocol_type.clone().unwrap_or_default(),
            group_state: group.state.name().into(),
            group_type: CLASSIC.into(),
        });
        let consumers = self.consumers.values().map(|group| ListedGroup {
            group_id: String::from(&*group.id),
            protocol_type: CONSUMER_PROTOCOL_TYPE.into(),
            group_state: group.state().into(),
            group_type: CONSUMER.into(),
        });
        let listed = classic.chain(consumers).filter(|group| {
            passes(&request.states_filter, &group.group_state)
                && passes(&request.types_filter, &group.group_type)
        });
        listed.collect()
    }

    /// Serves DeleteGroups for one group: its offsets go with it.
    pub(crate) fn delete(&self, step: &mut GroupStep<'_>, caller: Caller, id: &str) {
        let ends = match (self.groups.get(id), self.consumers.get(id)) {
            (Some(group), _) => match group.state {
                State::Dead => Err(ErrorCode::GroupIdNotFound),
                State::Empty => Ok(alloc::vec![records::tombstone(&group.id)]),
                _ => Err(ErrorCode::NonEmptyGroup),
            },
            (None, Some(group)) if group.members.is_empty() => Ok(group.tombstones()),
            (None, Some(_)) => Err(ErrorCode::NonEmptyGroup),
            (None, None) => Err(ErrorCode::GroupIdNotFound),
        };
        let ends = match ends {
            Ok(ends) => ends,
            Err(error) => {
                step.answer(caller, deleted(id, error));
                return;
            }
        };
        let id_name = Name::from(id);
        for (topic, partitions) in self.offsets(id).into_iter().flat_map(|offsets| &offsets.written) {
            for &partition in partitions.keys() {
                let change = Change { topic: topic.clone(), partition, commit: None };
                step.out.records.push(records::offset(&id_name, &change));
            }
        }
        step.out.records.extend(ends);
        let response = deleted(id, ErrorCode::None).into();
        step.out.after = Some(After::Answer { caller, response });
    }
}

impl Group {
    fn describe(&self) -> DescribedGroup {
        let stable = matches!(self.state, State::Stable { .. });
        let protocol = self.protocol.as_deref().filter(|_| stable);
        DescribedGroup {
            group_id: String::from(&*self.id),
            group_state: self.state.name().into(),
            protocol_type: self.protocol_type.clone().unwrap_or_default(),
            protocol_data: protocol.unwrap_or_default().into(),
            members: self.members.values().map(|member| member.describe(protocol)).collect(),
            ..Default::default()
        }
    }
}

/// The answer about a group that cannot be described.
pub(crate) fn undescribed(id: &str, error: ErrorCode) -> DescribedGroup {
    DescribedGroup { group_id: id.into(), error_code: error as i16, ..Default::default() }
}

/// An answer about one group.
pub(crate) fn described(group: DescribedGroup) -> DescribeGroupsResponse {
    DescribeGroupsResponse { groups: alloc::vec![group], ..Default::default() }
}

/// An answer about one group.
pub(crate) fn deleted(id: &str, error: ErrorCode) -> DeleteGroupsResponse {
    let result = DeletableGroupResult { group_id: id.into(), error_code: error as i16 };
    DeleteGroupsResponse { results: alloc::vec![result], ..Default::default() }
}

/// Ids of a request, each once, in their order.
pub(crate) fn distinct(ids: Vec<String>) -> Vec<Name> {
    let mut distinct: Vec<Name> = Vec::new();
    for id in ids {
        if !distinct.iter().any(|known| **known == *id) {
            distinct.push(id.into());
        }
    }
    distinct
}
