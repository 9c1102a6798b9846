//! Pulling the log: from the leader, or from any voter to learn who leads.

use alloc::vec::Vec;

use partita_machine::{Address, Instant};
use partita_wire::ErrorCode;
use partita_wire::messages::fetch_response::{FetchResponse, PartitionData};
use partita_wire::records::Records;

use crate::cx::Cx;

use super::election::bootstrap_id;
use super::snapshot::SnapshotId;
use super::voter_set::Voter;
use super::{Call, Raft, Role, messages};

/// The one fetch at a time of a node that does not lead.
#[derive(Clone, Debug, Default)]
pub(super) struct Fetcher {
    in_flight: bool,
    /// Not before this moment.
    next_at: Instant,
}

impl Fetcher {
    /// An answer came.
    pub(super) fn landed(&mut self) {
        self.in_flight = false;
    }
}

impl Raft {
    /// Whom to fetch from: the leader, or for a node that knows none, any voter but itself. An observer whose leader is
    /// silent asks around too; a voter stands for election instead.
    fn fetch_target(&self, cx: &mut Cx<'_>) -> Option<i32> {
        match &self.role {
            Role::Follower { deadline, .. } if self.is_voter() || *deadline > cx.now.at => self.state.leader,
            Role::Follower { .. } | Role::Unattached { .. } => {
                let known = self.askable();
                let pick = cx.rng.below(u64::try_from(known.len()).unwrap_or(0));
                known.get(usize::try_from(pick).unwrap_or(0)).copied()
            }
            _ => None,
        }
    }

    /// Who may know the leader: the bootstrap servers, or where none are configured the voters.
    fn askable(&self) -> Vec<i32> {
        let own = self.own.as_ref().and_then(Voter::address);
        let bootstrap = self.membership.bootstrap().iter().enumerate();
        let others = bootstrap.filter(|(_, address)| Some(*address) != own);
        let known: Vec<i32> = others.map(|(index, _)| bootstrap_id(index)).collect();
        if known.is_empty() { self.others() } else { known }
    }

    /// Fetches at once, whatever the backoff said of an older leader.
    pub(super) fn fetch_now(&mut self, cx: &mut Cx<'_>) {
        self.fetcher = Fetcher { in_flight: false, next_at: cx.now.at };
        self.fetch_if_due(cx);
    }

    pub(super) fn fetch_if_due(&mut self, cx: &mut Cx<'_>) {
        if self.fetcher.in_flight || self.fetcher.next_at > cx.now.at || self.shutting_down {
            return;
        }
        let Some(to) = self.fetch_target(cx) else { return };
        self.fetcher.in_flight = true;
        let epoch = self.state.epoch;
        match self.snapshot_fetched() {
            Some((id, position)) => {
                let body = messages::fetch_snapshot(self, id, position);
                self.call(cx, to, body, Call::FetchSnapshot { to, epoch });
            }
            None => {
                let body = messages::fetch(self);
                self.call(cx, to, body, Call::Fetch { to, epoch });
            }
        }
    }

    pub(super) fn fetch_wake_at(&self) -> Option<Instant> {
        let fetches = matches!(self.role, Role::Follower { .. } | Role::Unattached { .. });
        (fetches && !self.fetcher.in_flight && !self.shutting_down && !self.askable().is_empty())
            .then_some(self.fetcher.next_at)
    }

    pub(super) fn fetch_failed(&mut self, cx: &mut Cx<'_>) {
        self.fetcher.in_flight = false;
        self.fetcher.next_at = cx.now.at.after_ms(self.settings.retry_backoff_ms);
    }

    /// Takes what the leader sent. An answer to a fetch of another epoch says nothing about this one's log.
    pub(super) fn on_fetched(&mut self, cx: &mut Cx<'_>, epoch: i32, body: FetchResponse) {
        if epoch == self.state.epoch {
            self.fetcher.in_flight = false;
        }
        let ends = body.node_endpoints.iter();
        let ends = ends.map(|end| (end.node_id, &*end.host, u16::try_from(end.port).unwrap_or(0)));
        let ends: Vec<_> = ends.map(|(id, host, port)| (id, Address::new(host, port))).collect();
        let answer = body.responses.into_iter().next().and_then(|topic| topic.partitions.into_iter().next());
        let Some(answer) = answer.filter(|_| body.error_code == 0) else { return self.fetch_failed(cx) };
        let current = &answer.current_leader;
        let address = ends.into_iter().find(|(id, _)| *id == current.leader_id).map(|(_, address)| address);
        if self.learn(cx, current.leader_epoch, current.leader_id, address) {
            return self.fetch_if_due(cx);
        }
        if epoch != self.state.epoch {
            return;
        }
        if !matches!(self.role, Role::Follower { .. }) {
            // A voter that does not know who leads either: another one is asked, not at once.
            return self.fetch_failed(cx);
        }
        if answer.error_code != ErrorCode::None as i16 {
            return self.fetch_failed(cx);
        }
        self.take(cx, answer);
        self.fetch_if_due(cx);
    }

    fn take(&mut self, cx: &mut Cx<'_>, answer: PartitionData) {
        self.heard_of_leader(cx);
        let diverging = &answer.diverging_epoch;
        let snapshot = &answer.snapshot_id;
        let done = if snapshot.end_offset >= 0 && snapshot.epoch >= 0 {
            self.begin_fetching(cx, SnapshotId { end: snapshot.end_offset, epoch: snapshot.epoch })
        } else if diverging.epoch >= 0 && diverging.end_offset >= 0 {
            self.cut_back(cx, diverging.epoch, diverging.end_offset)
        } else {
            self.extend(cx, &answer.records.unwrap_or_default())
        };
        if let Err(error) = done {
            return self.fail(error);
        }
        let high_watermark = answer.high_watermark.min(self.log.end());
        if high_watermark > self.high_watermark {
            self.high_watermark = high_watermark;
            self.revision += 1;
        }
    }

    /// The leader has answered: it lives.
    pub(super) fn heard_of_leader(&mut self, cx: &Cx<'_>) {
        let deadline = cx.now.at.after_ms(self.settings.fetch_timeout_ms);
        self.role = Role::Follower { deadline, fetched: true };
    }

    /// Cuts off what the leader does not have. What is committed is never cut.
    fn cut_back(&mut self, cx: &mut Cx<'_>, epoch: i32, end: i64) -> Result<(), partita_machine::DiskError> {
        let (own_epoch, own_end) = self.log.end_of_epoch(epoch);
        let end = if own_epoch == epoch { own_end.min(end) } else { own_end };
        self.revision += 1;
        self.log.truncate(cx.disk, end.max(self.high_watermark))?;
        self.membership.truncate(self.log.end());
        Ok(())
    }

    fn extend(&mut self, cx: &mut Cx<'_>, records: &Records) -> Result<(), partita_machine::DiskError> {
        for batch in records.batches() {
            let Ok(batch) = batch else { break };
            let header = batch.header();
            // A leader's batch that does not continue this log, or is damaged, is asked for again.
            if header.base_offset != self.log.end()
                || header.leader_epoch < self.log.last_epoch()
                || batch.check_crc().is_err()
            {
                break;
            }
            self.log.append(cx.disk, batch.clone())?;
            self.membership.take(&batch, None);
            self.revision += 1;
        }
        Ok(())
    }
}
