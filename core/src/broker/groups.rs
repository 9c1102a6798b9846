//! Requests about groups: from the table of APIs to the shard that knows the group, and back.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{ConnId, Event, Instant, Name, Now, RequestId, Rng};
use partita_view::GroupView;
use partita_wire::messages::delete_groups_response::DeleteGroupsResponse;
use partita_wire::messages::describe_groups_request::DescribeGroupsRequest;
use partita_wire::messages::describe_groups_response::DescribeGroupsResponse;
use partita_wire::messages::heartbeat_request::HeartbeatRequest;
use partita_wire::messages::join_group_request::JoinGroupRequest;
use partita_wire::messages::leave_group_request::LeaveGroupRequest;
use partita_wire::messages::list_groups_request::ListGroupsRequest;
use partita_wire::messages::list_groups_response::ListGroupsResponse;
use partita_wire::messages::offset_commit_request::OffsetCommitRequest;
use partita_wire::messages::offset_delete_request::OffsetDeleteRequest;
use partita_wire::messages::offset_fetch_request::{OffsetFetchRequest, OffsetFetchRequestGroup};
use partita_wire::messages::offset_fetch_response::{OffsetFetchResponse, OffsetFetchResponseTopics};
use partita_wire::messages::sync_group_request::SyncGroupRequest;
use partita_wire::records::BatchView;
use partita_wire::{ErrorCode, Request, Response};

use crate::config::NodeConfig;
use crate::coordinator::group::classic::{self, Group};
use crate::coordinator::group::find::{self, OFFSETS_TOPIC};
use crate::coordinator::group::offsets::{commit, delete, fetch, topics};
use crate::coordinator::group::settings::Settings;
use crate::coordinator::group::{GroupState, GroupStep, admit, describe, heard};
use crate::coordinator::runtime::{Host, KeyValue, Runtime, Unavailable};
use crate::coordinator::step::Caller;
use crate::cx::{Asked, Cx};
use crate::image::Image;
use crate::replica::Replicas;

/// What became of a request.
pub(crate) enum Served {
    /// It is answered, or will be.
    Done,
    /// It is answered, and this topic has to be created, as Metadata does it.
    NeedsTopic(&'static str),
    /// It is about something else.
    NotOurs(Asked, Request),
}

/// The coordinators of groups on this broker.
#[derive(Clone, Debug)]
pub(crate) struct Groups {
    me: i32,
    /// `offsets.topic.num.partitions`, for as long as the topic does not exist.
    configured_partitions: i32,
    runtime: Runtime<GroupState>,
    waiting: Waiting,
    /// The metadata as it was last seen, to tell which topics are gone.
    image: Arc<Image>,
}

impl Groups {
    /// No group yet.
    pub(crate) fn new(config: &NodeConfig) -> Self {
        let partitions = config.number("offsets.topic.num.partitions", 50);
        let timeout_ms = config.number("offsets.commit.timeout.ms", 5_000);
        Self {
            me: config.node_id,
            configured_partitions: i32::try_from(partitions).unwrap_or(50),
            runtime: Runtime::new(Settings::of(config), u64::try_from(timeout_ms).unwrap_or(0)),
            waiting: Waiting::default(),
            image: Arc::default(),
        }
    }

    /// Takes a request about groups. Any other is given back.
    pub(crate) fn on_request(
        &mut self,
        cx: &mut Cx<'_>,
        replicas: &mut Replicas,
        image: &Arc<Image>,
        asked: Asked,
        body: Request,
    ) -> Served {
        if let Request::FindCoordinator(body) = &body {
            let partitions = find::partition_count(image, self.configured_partitions);
            let found = find::find(image, partitions, asked.version, body);
            cx.answer(&asked, found.response);
            return if found.needs_topic { Served::NeedsTopic(OFFSETS_TOPIC) } else { Served::Done };
        }
        let partitions = find::partition_count(image, self.configured_partitions);
        let host = NodeHost { cx, replicas, image, waiting: &mut self.waiting };
        let mut room = Room { host, runtime: &mut self.runtime, partitions };
        match body {
            Request::JoinGroup(body) => room.join(asked, body),
            Request::SyncGroup(body) => room.sync(asked, body),
            Request::Heartbeat(body) => room.heartbeat(asked, &body),
            Request::LeaveGroup(body) => room.leave(asked, body),
            Request::OffsetCommit(body) => room.commit_offsets(asked, body),
            Request::OffsetFetch(body) => room.fetch_offsets(asked, body),
            Request::OffsetDelete(body) => room.delete_offsets(asked, body),
            Request::DescribeGroups(body) => room.describe(asked, body),
            Request::ListGroups(body) => room.list(asked, &body),
            Request::DeleteGroups(body) => room.delete(asked, body.groups_names),
            other => return Served::NotOurs(asked, other),
        }
        Served::Done
    }

    /// Leaderships gained (leader epoch) and lost (none).
    pub(crate) fn on_leadership(
        &mut self,
        cx: &mut Cx<'_>,
        replicas: &mut Replicas,
        image: &Arc<Image>,
        changes: &[(Name, i32, Option<i32>)],
    ) {
        let mut host = NodeHost { cx, replicas, image, waiting: &mut self.waiting };
        for (_, partition, epoch) in changes.iter().filter(|(topic, ..)| **topic == *OFFSETS_TOPIC) {
            self.runtime.lead(&mut host, *partition, epoch.is_some());
        }
    }

    /// Loads what is to be loaded, answers what is committed, and lets go the offsets of topics that are gone.
    pub(crate) fn progress(&mut self, cx: &mut Cx<'_>, replicas: &mut Replicas, image: &Arc<Image>) {
        let mut host = NodeHost { cx, replicas, image, waiting: &mut self.waiting };
        self.runtime.progress(&mut host);
        if !Arc::ptr_eq(&self.image, image) {
            let before = core::mem::replace(&mut self.image, image.clone());
            self.forget_topics(cx, replicas, image, &before);
        }
    }

    /// Does what is due by the clock.
    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>, replicas: &mut Replicas, image: &Arc<Image>) {
        let mut host = NodeHost { cx, replicas, image, waiting: &mut self.waiting };
        self.runtime.on_time(&mut host);
    }

    /// A connection is gone: nobody waits for its answers. Its members stay until their sessions end.
    pub(crate) fn on_closed(&mut self, conn: ConnId) {
        self.waiting.0.retain(|_, waits| waits.asked.conn != conn);
    }

    /// When [`Groups::on_time`] or [`Groups::progress`] has something to do.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        self.runtime.wake_at()
    }

    /// Groups that this broker coordinates, each with a number that grows when it changes.
    pub(crate) fn revisions(&self) -> impl Iterator<Item = (&Name, u64)> {
        self.groups().map(|group| (&group.id, group.revision))
    }

    /// A group that this broker coordinates.
    pub(crate) fn view(&self, id: &str) -> Option<GroupView> {
        self.groups().find(|group| *group.id == *id).map(|group| group.view(self.me))
    }

    /// All groups that this broker coordinates.
    pub(crate) fn views(&self) -> Vec<GroupView> {
        self.groups().map(|group| group.view(self.me)).collect()
    }

    fn groups(&self) -> impl Iterator<Item = &Group> {
        self.runtime.states().flat_map(|(_, state)| state.groups.values()).map(|group| &**group)
    }

    fn forget_topics(
        &mut self,
        cx: &mut Cx<'_>,
        replicas: &mut Replicas,
        image: &Arc<Image>,
        before: &Image,
    ) {
        let gone = before.topic_ids.iter().filter(|(_, id)| !image.topics.contains_key(*id));
        let gone: Vec<Name> = gone.map(|(name, _)| name.clone()).collect();
        if gone.is_empty() {
            return;
        }
        let shards = self.runtime.states();
        let groups = shards.flat_map(|(partition, state)| state.groups.keys().map(move |id| (partition, id)));
        let groups: Vec<(i32, Name)> = groups.map(|(partition, id)| (partition, id.clone())).collect();
        let mut host = NodeHost { cx, replicas, image, waiting: &mut self.waiting };
        for (partition, id) in groups {
            // A shard that is not there any more has no offsets to let go.
            let _ =
                self.runtime.run(&mut host, partition, |state, step| state.forget_topics(step, &id, &gone));
        }
    }
}

/// One request at work.
struct Room<'a, 'c> {
    host: NodeHost<'a, 'c>,
    runtime: &'a mut Runtime<GroupState>,
    partitions: i32,
}

impl Room<'_, '_> {
    fn join(&mut self, asked: Asked, body: JoinGroupRequest) {
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

    fn sync(&mut self, asked: Asked, body: SyncGroupRequest) {
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

    fn heartbeat(&mut self, asked: Asked, body: &HeartbeatRequest) {
        match self.shard_of(&body.group_id) {
            Ok(partition) => {
                self.run(partition, asked, |state, step, caller| state.heartbeat(step, caller, body));
            }
            // Nobody is to rejoin only because the coordinator has not read its log yet.
            Err(ErrorCode::CoordinatorLoadInProgress) => self.reply(asked, heard(ErrorCode::None)),
            Err(error) => self.reply(asked, heard(error)),
        }
    }

    fn leave(&mut self, asked: Asked, body: LeaveGroupRequest) {
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

    fn commit_offsets(&mut self, asked: Asked, mut body: OffsetCommitRequest) {
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

    fn fetch_offsets(&mut self, asked: Asked, body: OffsetFetchRequest) {
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

    fn delete_offsets(&mut self, asked: Asked, mut body: OffsetDeleteRequest) {
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

    fn describe(&mut self, asked: Asked, body: DescribeGroupsRequest) {
        let operations = body.include_authorized_operations;
        self.for_each_group(
            asked,
            body.groups.into_iter().map(Name::from).collect(),
            |state, step, caller, id| state.describe(step, caller, id, operations),
            |id, error| describe::described(describe::undescribed(id, error)).into(),
        );
    }

    fn delete(&mut self, asked: Asked, ids: Vec<String>) {
        self.for_each_group(
            asked,
            describe::distinct(ids),
            |state, step, caller, id| state.delete(step, caller, id),
            |id, error| describe::deleted(id, error).into(),
        );
    }

    fn list(&mut self, asked: Asked, body: &ListGroupsRequest) {
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

/// Requests that have no answer yet.
#[derive(Clone, Debug, Default)]
struct Waiting(BTreeMap<RequestId, Waits>);

#[derive(Clone, Debug)]
struct Waits {
    asked: Asked,
    /// Answers to its parts, in their order.
    parts: Vec<Option<Response>>,
    fetch: Option<FetchAsked>,
}

/// What the answer to an OffsetFetch needs of its question.
#[derive(Clone, Debug)]
struct FetchAsked {
    groups: Vec<OffsetFetchRequestGroup>,
    /// By group: topics that do not exist.
    unknown: Vec<Vec<OffsetFetchResponseTopics>>,
}

impl Waiting {
    fn gather(&mut self, asked: &Asked, parts: usize, fetch: Option<FetchAsked>) {
        let waits = Waits { asked: asked.clone(), parts: alloc::vec![None; parts], fetch };
        self.0.insert(asked.request, waits);
    }

    /// Takes an answer to a part. Gives the request once nothing of it is left to answer.
    fn take(&mut self, caller: &Caller, response: Response) -> Option<Waits> {
        let request = caller.asked().request;
        let index = match caller {
            Caller::Client(_) => 0,
            Caller::Part { index, .. } => *index,
        };
        // It is gone if its connection is.
        let waits = self.0.get_mut(&request)?;
        *waits.parts.get_mut(index)? = Some(response);
        if waits.parts.iter().any(Option::is_none) { None } else { self.0.remove(&request) }
    }
}

impl Waits {
    /// The answer to the whole request, in the shape of its version.
    fn whole(self, image: &Image) -> Option<Response> {
        let version = self.asked.version;
        let mut parts = self.parts.into_iter().flatten();
        if let Some(asked) = self.fetch {
            let mut whole = OffsetFetchResponse::default();
            for (part, unknown) in parts.zip(asked.unknown) {
                let Response::OffsetFetch(part) = part else { continue };
                for mut group in part.groups {
                    if group.error_code == 0 {
                        group.topics.extend(unknown.iter().cloned());
                        topics::with_ids(image, version, &mut group);
                    }
                    whole.groups.push(group);
                }
            }
            return Some(fetch::for_version(version, &asked.groups, whole).into());
        }
        let first = parts.next()?;
        Some(match first {
            Response::DescribeGroups(first) => {
                let mut groups = first.groups;
                for part in parts {
                    let Response::DescribeGroups(part) = part else { continue };
                    groups.extend(part.groups);
                }
                DescribeGroupsResponse { groups, ..Default::default() }.into()
            }
            Response::DeleteGroups(first) => {
                let mut results = first.results;
                for part in parts {
                    let Response::DeleteGroups(part) = part else { continue };
                    results.extend(part.results);
                }
                DeleteGroupsResponse { results, ..Default::default() }.into()
            }
            Response::JoinGroup(response) => classic::joined_for_version(version, response).into(),
            Response::LeaveGroup(response) => classic::left_for_version(version, response).into(),
            response => response,
        })
    }
}

/// The node around the coordinators.
struct NodeHost<'a, 'c> {
    cx: &'a mut Cx<'c>,
    replicas: &'a mut Replicas,
    image: &'a Image,
    waiting: &'a mut Waiting,
}

impl NodeHost<'_, '_> {
    /// Answers a request that asks about nothing.
    fn finish_if_empty(&mut self, asked: &Asked) {
        let is_empty = self.waiting.0.get(&asked.request).is_some_and(|waits| waits.parts.is_empty());
        if !is_empty {
            return;
        }
        self.waiting.0.remove(&asked.request);
        let response: Response = match asked.api {
            partita_wire::ApiKey::OffsetFetch => OffsetFetchResponse::default().into(),
            partita_wire::ApiKey::DeleteGroups => DeleteGroupsResponse::default().into(),
            _ => DescribeGroupsResponse::default().into(),
        };
        self.cx.answer(asked, response);
    }
}

impl Host for NodeHost<'_, '_> {
    fn now(&self) -> Now {
        self.cx.now
    }

    fn rng(&mut self) -> &mut Rng {
        self.cx.rng
    }

    fn append(&mut self, partition: i32, records: &[KeyValue]) -> Result<i64, ErrorCode> {
        let appended = self.replicas.append_records(self.cx, OFFSETS_TOPIC, partition, records)?;
        Ok(appended.last_offset)
    }

    fn high_watermark(&self, partition: i32) -> i64 {
        self.replicas.high_watermark(OFFSETS_TOPIC, partition).unwrap_or(0)
    }

    fn log_end(&self, partition: i32) -> i64 {
        self.replicas.partition(OFFSETS_TOPIC, partition).map_or(0, |replica| replica.log.log_end())
    }

    fn read(&mut self, partition: i32, from: i64, bytes_max: usize) -> Result<Vec<BatchView>, ErrorCode> {
        let replica =
            self.replicas.partition(OFFSETS_TOPIC, partition).ok_or(ErrorCode::NotLeaderOrFollower)?;
        // Old records may have been let go of: begin where the log does.
        let from = from.max(replica.log.log_start());
        replica.log.batches(self.cx.disk, from, bytes_max).map_err(|_| ErrorCode::KafkaStorageError)
    }

    fn answer(&mut self, caller: Caller, response: Response) {
        let Some(waits) = self.waiting.take(&caller, response) else { return };
        let asked = waits.asked.clone();
        if let Some(response) = waits.whole(self.image) {
            self.cx.answer(&asked, response);
        }
    }

    fn tell(&mut self, event: Event) {
        self.cx.tell(event);
    }
}
