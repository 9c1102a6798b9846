//! One request about groups: checked as Kafka checks it, and handed to the shards it is about.

use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::messages::consumer_group_describe_request::ConsumerGroupDescribeRequest;
use partita_wire::messages::consumer_group_heartbeat_request::ConsumerGroupHeartbeatRequest;
use partita_wire::messages::describe_groups_request::DescribeGroupsRequest;
use partita_wire::messages::heartbeat_request::HeartbeatRequest;
use partita_wire::messages::join_group_request::JoinGroupRequest;
use partita_wire::messages::leave_group_request::LeaveGroupRequest;
use partita_wire::messages::list_groups_request::ListGroupsRequest;
use partita_wire::messages::list_groups_response::ListGroupsResponse;
use partita_wire::messages::offset_commit_request::OffsetCommitRequest;
use partita_wire::messages::offset_delete_request::OffsetDeleteRequest;
use partita_wire::messages::offset_fetch_request::OffsetFetchRequest;
use partita_wire::messages::sync_group_request::SyncGroupRequest;
use partita_wire::{ErrorCode, Response};

use super::answers::FetchAsked;
use super::host::NodeHost;
use crate::coordinator::group::offsets::{commit, delete, fetch, topics};
use crate::coordinator::group::{GroupState, GroupStep, admit, classic, consumer, describe, find, heard};
use crate::coordinator::runtime::{Host, Runtime, Unavailable};
use crate::coordinator::step::Caller;
use crate::cx::Asked;

/// One request at work.
pub(super) struct Room<'a, 'c> {
    pub(super) host: NodeHost<'a, 'c>,
    pub(super) runtime: &'a mut Runtime<GroupState>,
    pub(super) partitions: i32,
}

impl Room<'_, '_> {
    pub(super) fn join(&mut self, asked: Asked, body: JoinGroupRequest) {
        let partition = self.partition(&body.group_id);
        if let Err(unavailable) = self.runtime.check(partition) {
            // What is wrong everywhere is said before that this is not the place.
            let error = match admit(self.runtime.settings(), &body) {
                Err(error) => classic::refused(error, &body.member_id),
                Ok(()) => classic::refused(unavailable.error(), ""),
            };
            return self.reply(asked, error);
        }
        self.run(partition, asked, |state, step, caller| state.join(step, caller, body));
    }

    pub(super) fn sync(&mut self, asked: Asked, body: SyncGroupRequest) {
        let nameless = body.protocol_type.is_none() || body.protocol_name.is_none();
        if asked.version >= 5 && nameless {
            return self.reply(asked, classic::unsynced(ErrorCode::InconsistentGroupProtocol));
        }
        match self.shard_of(&body.group_id) {
            Ok(partition) => {
                self.run(partition, asked, |state, step, caller| state.sync(step, caller, body));
            }
            Err(error) => self.reply(asked, classic::unsynced(error)),
        }
    }

    pub(super) fn heartbeat(&mut self, asked: Asked, body: &HeartbeatRequest) {
        match self.shard_of(&body.group_id) {
            Ok(partition) => {
                self.run(partition, asked, |state, step, caller| state.heartbeat(step, caller, body));
            }
            // Nobody is to rejoin only because the coordinator has not read its log yet.
            Err(ErrorCode::CoordinatorLoadInProgress) => self.reply(asked, heard(ErrorCode::None)),
            Err(error) => self.reply(asked, heard(error)),
        }
    }

    pub(super) fn leave(&mut self, asked: Asked, body: LeaveGroupRequest) {
        match self.shard_of(&body.group_id) {
            Ok(partition) => {
                let group_id = body.group_id.clone();
                let members = classic::normalized(asked.version, body);
                self.run(partition, asked, |state, step, caller| {
                    state.leave(step, caller, &group_id, members);
                });
            }
            Err(error) => self.reply(asked, classic::left(Err(error))),
        }
    }

    pub(super) fn commit_offsets(&mut self, asked: Asked, mut body: OffsetCommitRequest) {
        let answered = topics::known_for_commit(self.host.image, asked.version, &mut body);
        if body.topics.is_empty() {
            return self.reply(asked, answered);
        }
        // The empty id is a group of its own here, as it has always been.
        let partition = self.partition(&body.group_id);
        if let Err(unavailable) = self.runtime.check(partition) {
            let response = commit::failed(&body, answered, unavailable.error());
            return self.reply(asked, response);
        }
        self.run(partition, asked, |state, step, caller| state.commit_offsets(step, caller, body, answered));
    }

    pub(super) fn fetch_offsets(&mut self, asked: Asked, body: OffsetFetchRequest) {
        let require_stable = body.require_stable;
        let mut groups = fetch::groups_of(asked.version, body);
        let whole = groups.clone();
        let unknown =
            groups.iter_mut().map(|group| topics::known_for_fetch(self.host.image, asked.version, group));
        let unknown = unknown.collect();
        self.host.waiting.gather(&asked, groups.len(), Some(FetchAsked { groups: whole, unknown }));
        for (index, group) in groups.into_iter().enumerate() {
            let caller = Caller::Part { asked: asked.clone(), index };
            let partition = self.partition(&group.group_id);
            match self.runtime.check(partition) {
                Ok(()) => self.run_for(partition, |state, step| {
                    state.fetch_offsets(step, caller, &group, require_stable);
                }),
                Err(unavailable) => {
                    self.host.answer(caller, fetch::failed(&group.group_id, unavailable.error()).into());
                }
            }
        }
        self.host.finish_if_empty(&asked);
    }

    pub(super) fn delete_offsets(&mut self, asked: Asked, mut body: OffsetDeleteRequest) {
        let answered = topics::known_for_delete(self.host.image, &mut body);
        if body.topics.is_empty() {
            return self.reply(asked, answered);
        }
        match self.shard_of(&body.group_id) {
            Ok(partition) => {
                self.run(partition, asked, |state, step, caller| {
                    state.delete_offsets(step, caller, &body, answered);
                });
            }
            Err(error) => self.reply(asked, delete::failed(error)),
        }
    }

    pub(super) fn describe(&mut self, asked: Asked, body: DescribeGroupsRequest) {
        let operations = body.include_authorized_operations;
        self.for_each_group(
            asked,
            body.groups.into_iter().map(Name::from).collect(),
            |state, step, caller, id| state.describe(step, caller, id, operations),
            |id, error| describe::described(describe::undescribed(id, error)).into(),
        );
    }

    pub(super) fn consumer_heartbeat(&mut self, asked: Asked, body: ConsumerGroupHeartbeatRequest) {
        // What no coordinator would take need not find one.
        if let Err(refused) = consumer::check_heartbeat(self.runtime.settings(), &body, asked.version) {
            return self.reply(asked, consumer::refused(refused));
        }
        let partition = self.partition(&body.group_id);
        match self.runtime.check(partition) {
            Ok(()) => self.run(partition, asked, |state, step, caller| {
                state.consumer_heartbeat(step, caller, body);
            }),
            Err(unavailable) => self.reply(asked, consumer::refused(unavailable.error())),
        }
    }

    pub(super) fn consumer_describe(&mut self, asked: Asked, body: ConsumerGroupDescribeRequest) {
        let operations = body.include_authorized_operations;
        self.for_each_group(
            asked,
            body.group_ids.into_iter().map(Name::from).collect(),
            |state, step, caller, id| state.describe_consumers(step, caller, id, operations),
            |id, error| consumer::described(consumer::undescribed(id, error)).into(),
        );
    }

    pub(super) fn delete(&mut self, asked: Asked, ids: Vec<String>) {
        self.for_each_group(
            asked,
            describe::distinct(ids),
            |state, step, caller, id| state.delete(step, caller, id),
            |id, error| describe::deleted(id, error).into(),
        );
    }

    pub(super) fn list(&mut self, asked: Asked, body: &ListGroupsRequest) {
        let response = if self.runtime.is_loading() {
            let error_code = ErrorCode::CoordinatorLoadInProgress as i16;
            ListGroupsResponse { error_code, ..Default::default() }
        } else {
            let groups = self.runtime.states().flat_map(|(_, state)| state.listed(body)).collect();
            ListGroupsResponse { groups, ..Default::default() }
        };
        self.reply(asked, response);
    }

    /// Serves each group of a request by its own shard.
    fn for_each_group(
        &mut self,
        asked: Asked,
        ids: Vec<Name>,
        mut serve: impl FnMut(&mut GroupState, &mut GroupStep<'_>, Caller, &str),
        fail: impl Fn(&str, ErrorCode) -> Response,
    ) {
        self.host.waiting.gather(&asked, ids.len(), None);
        for (index, id) in ids.iter().enumerate() {
            let caller = Caller::Part { asked: asked.clone(), index };
            let partition = self.partition(id);
            match self.runtime.check(partition) {
                Ok(()) => self.run_for(partition, |state, step| serve(state, step, caller, id)),
                Err(unavailable) => self.host.answer(caller, fail(id, unavailable.error())),
            }
        }
        self.host.finish_if_empty(&asked);
    }

    fn partition(&self, group_id: &str) -> i32 {
        find::partition_for(group_id, self.partitions)
    }

    /// The shard of a group that must have a name.
    fn shard_of(&self, group_id: &str) -> Result<i32, ErrorCode> {
        if group_id.is_empty() {
            return Err(ErrorCode::InvalidGroupId);
        }
        let partition = self.partition(group_id);
        self.runtime.check(partition).map_err(Unavailable::error).map(|()| partition)
    }

    fn run(
        &mut self,
        partition: i32,
        asked: Asked,
        handler: impl FnOnce(&mut GroupState, &mut GroupStep<'_>, Caller),
    ) {
        self.host.waiting.gather(&asked, 1, None);
        self.run_for(partition, |state, step| handler(state, step, Caller::Client(asked)));
    }

    /// Whoever calls has checked that the shard serves.
    fn run_for(&mut self, partition: i32, handler: impl FnOnce(&mut GroupState, &mut GroupStep<'_>)) {
        let served = self.runtime.run(&mut self.host, partition, handler);
        debug_assert_eq!(served, Ok(()));
    }

    /// Answers without a shard.
    fn reply(&mut self, asked: Asked, response: impl Into<Response>) {
        self.host.waiting.gather(&asked, 1, None);
        self.host.answer(Caller::Client(asked), response.into());
    }
}
