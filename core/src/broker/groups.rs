//! Requests about groups: from the table of APIs to the shard that knows the group, and back.

mod answers;
mod host;
mod reads;
mod serve;

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{ConnId, DiskError, Instant, Name, ReadId};
use partita_view::GroupView;
use partita_wire::Request;
use partita_wire::records::Records;

use self::answers::Waiting;
use self::host::NodeHost;
use self::reads::Reads;
use self::serve::Room;
use crate::config::NodeConfig;
use crate::coordinator::group::assign::ServerAssignor;
use crate::coordinator::group::find::{self, OFFSETS_TOPIC};
use crate::coordinator::group::settings::Settings;
use crate::coordinator::group::{GroupState, GroupTarget};
use crate::coordinator::runtime::Runtime;
use crate::cx::{Asked, Cx};
use crate::image::Image;
use crate::replica::Replicas;

/// What became of a request.
pub(crate) enum Served {
    /// It is answered, or will be.
    Done,
    /// It is answered, and this topic has to be created, as Metadata does it.
    NeedsTopic(Asked, &'static str),
    /// It is about something else.
    NotOurs(Asked),
}

/// The coordinators of groups on this broker.
#[derive(Clone, Debug)]
pub(crate) struct Groups {
    me: i32,
    /// `group.consumer.assignors`.
    assignors: Vec<ServerAssignor>,
    /// `offsets.topic.num.partitions`, for as long as the topic does not exist.
    configured_partitions: i32,
    runtime: Runtime<GroupState>,
    waiting: Waiting,
    reads: Reads,
    /// The metadata as it was last seen, to tell which topics are gone.
    image: Arc<Image>,
}

impl Groups {
    /// No group yet.
    pub(crate) fn new(config: &NodeConfig) -> Self {
        let partitions = config.number("offsets.topic.num.partitions", 50);
        let timeout_ms = config.number("offsets.commit.timeout.ms", 5_000);
        let settings = Settings::of(config);
        Self {
            me: config.node_id,
            assignors: settings.group_consumer_assignors.clone(),
            configured_partitions: i32::try_from(partitions).unwrap_or(50),
            runtime: Runtime::new(settings, u64::try_from(timeout_ms).unwrap_or(0)),
            waiting: Waiting::default(),
            reads: Reads::default(),
            image: Arc::default(),
        }
    }

    /// Takes a request about groups. Any other is not answered.
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
            return if found.needs_topic { Served::NeedsTopic(asked, OFFSETS_TOPIC) } else { Served::Done };
        }
        self.runtime.settings_mut().learn(image);
        let partitions = find::partition_count(image, self.configured_partitions);
        let host = NodeHost { cx, replicas, image, waiting: &mut self.waiting, reads: &mut self.reads };
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
            Request::ConsumerGroupHeartbeat(body) => room.consumer_heartbeat(asked, *body),
            Request::ConsumerGroupDescribe(body) => room.consumer_describe(asked, body),
            Request::DeleteGroups(body) => room.delete(asked, body.groups_names),
            _ => return Served::NotOurs(asked),
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
        let mut host = NodeHost { cx, replicas, image, waiting: &mut self.waiting, reads: &mut self.reads };
        for (_, partition, epoch) in changes.iter().filter(|(topic, ..)| **topic == *OFFSETS_TOPIC) {
            self.runtime.lead(&mut host, *partition, epoch.is_some());
            if epoch.is_none() {
                host.reads.forget(*partition);
            }
        }
    }

    /// Loads what is to be loaded, answers what is committed, and lets go the offsets of topics that are gone.
    pub(crate) fn progress(&mut self, cx: &mut Cx<'_>, replicas: &mut Replicas, image: &Arc<Image>) {
        self.runtime.settings_mut().learn(image);
        let mut host = NodeHost { cx, replicas, image, waiting: &mut self.waiting, reads: &mut self.reads };
        self.runtime.progress(&mut host);
        if !Arc::ptr_eq(&self.image, image) {
            let before = core::mem::replace(&mut self.image, image.clone());
            self.forget_topics(cx, replicas, image, &before);
        }
    }

    /// The disk brings something; what no shard has asked for is given back.
    pub(crate) fn on_loaded(
        &mut self,
        read: ReadId,
        data: Result<Records, DiskError>,
    ) -> Option<Result<Records, DiskError>> {
        self.reads.bring(read, data)
    }

    /// Does what is due by the clock.
    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>, replicas: &mut Replicas, image: &Arc<Image>) {
        let mut host = NodeHost { cx, replicas, image, waiting: &mut self.waiting, reads: &mut self.reads };
        self.runtime.on_time(&mut host);
    }

    /// A connection is gone: nobody waits for its answers. Its members stay until their sessions end.
    pub(crate) fn on_closed(&mut self, conn: ConnId) {
        self.waiting.forget(conn);
    }

    /// Whether nothing is to be loaded or committed: there is nothing to do before [`Groups::wake_at`], or before the next
    /// request, leadership or metadata.
    pub(crate) fn is_idle(&self) -> bool {
        self.runtime.is_idle()
    }

    /// Whether this is the metadata that was looked at last.
    pub(crate) fn has_seen(&self, image: &Arc<Image>) -> bool {
        Arc::ptr_eq(&self.image, image)
    }

    /// When [`Groups::on_time`] or [`Groups::progress`] has something to do.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        self.runtime.wake_at()
    }

    /// Groups that this broker coordinates, each with a number that grows when it changes.
    pub(crate) fn revisions(&self) -> impl Iterator<Item = (&Name, u64)> {
        self.runtime.states().flat_map(|(_, state)| {
            let classic = state.groups.values().map(|group| (&group.id, group.revision));
            classic.chain(state.consumers.values().map(|group| (&group.id, group.revision)))
        })
    }

    /// A group that this broker coordinates.
    pub(crate) fn view(&self, id: &str) -> Option<GroupView> {
        self.runtime.states().find_map(|(_, state)| {
            let consumers =
                || state.consumers.get(id).map(|group| group.view(self.me, &self.image, &self.assignors));
            state.groups.get(id).map(|group| group.view(self.me)).or_else(consumers)
        })
    }

    /// What a group of the consumer protocol aims at, if this broker coordinates it.
    pub(crate) fn target(&self, id: &str) -> Option<GroupTarget> {
        self.runtime.states().find_map(|(_, state)| Some(state.consumers.get(id)?.aim(&self.image)))
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
        let groups = shards.flat_map(|(partition, state)| {
            state.groups.keys().chain(state.consumers.keys()).map(move |id| (partition, id))
        });
        let groups: Vec<(i32, Name)> = groups.map(|(partition, id)| (partition, id.clone())).collect();
        let mut host = NodeHost { cx, replicas, image, waiting: &mut self.waiting, reads: &mut self.reads };
        for (partition, id) in groups {
            // A shard that is not there any more has no offsets to let go.
            let _ =
                self.runtime.run(&mut host, partition, |state, step| state.forget_topics(step, &id, &gone));
        }
    }
}
