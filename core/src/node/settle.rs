//! After each input: answers go to the rooms that asked, what is committed becomes the image, and whatever follows
//! from that, until nothing changes any more. And the end of a node's life.

use alloc::sync::Arc;

use partita_machine::{Effect, Event, Failure};
use partita_wire::{MetadataRecord, Response};

use crate::controller;
use crate::cx::Cx;
use crate::disk::Disk;
use crate::image::Image;
use crate::raft::Entry;

use super::rest::AtWork;
use super::{Node, Phase, Reply, Work, cx};

/// How long a node that ends waits for the others to learn that it resigns, milliseconds.
const LEAVING_MS_MAX: u64 = 1_000;

impl<D: Disk> Node<D> {
    pub(super) fn settle(&mut self, work: &mut Work<'_>) {
        loop {
            let settled = core::mem::take(&mut work.settled);
            let mut moved = !settled.is_empty();
            for call in settled {
                self.on_reply(work, call.reply, call.outcome);
            }
            moved |= self.take_committed(work);
            moved |= self.take_part(work);
            if !moved && work.settled.is_empty() {
                break;
            }
        }
        self.end_if_done(work);
    }

    fn on_reply(&mut self, work: &mut Work<'_>, reply: Reply, outcome: Result<Response, Failure>) {
        match reply {
            Reply::Raft(call) => {
                work.at_work.quorum = true;
                self.raft.on_reply(&mut cx!(self, work), &call, outcome);
            }
            Reply::Registration => {
                work.at_work.quorum = true;
                if let Some(registration) = &mut self.registration {
                    registration.on_reply(&cx!(self, work), outcome);
                }
            }
            reply => {
                work.at_work.broker = true;
                if let Some(broker) = &mut self.broker {
                    broker.on_reply(&mut cx!(self, work), &self.image, reply, outcome);
                }
            }
        }
    }

    /// Adds what is newly committed to the image, batch by batch.
    fn take_committed(&mut self, work: &mut Work<'_>) -> bool {
        if !work.at_work.quorum {
            return false;
        }
        let before = self.image.clone();
        let loaded = self.take_snapshot(work);
        let committed = self.raft.committed();
        if committed.is_empty() && !loaded {
            return false;
        }
        for entry in &committed {
            self.take_batch(work, entry);
        }
        if self.raft.is_snapshot_due(work.now.at) {
            let records = self.image.records();
            self.raft.write_snapshot(&mut cx!(self, work), &records);
        }
        self.limit_connections(work, &before);
        if let Some(broker) = &mut self.broker {
            work.at_work.broker = true;
            broker.on_image(&mut cx!(self, work), &before, &self.image);
        }
        true
    }

    /// Begins anew with a snapshot, if one is to be loaded.
    fn take_snapshot(&mut self, work: &mut Work<'_>) -> bool {
        let Some(snapshot) = self.raft.snapshot_to_load(&mut cx!(self, work)) else { return false };
        let mut image = Image::default();
        for record in snapshot.batches.iter().flat_map(crate::image::records_of) {
            image.apply(&record);
        }
        image.offset = snapshot.id.end - 1;
        self.image = alloc::sync::Arc::new(image);
        self.metadata_revision += 1;
        true
    }

    fn take_batch(&mut self, work: &mut Work<'_>, entry: &Entry) {
        let records = crate::image::records_of(&entry.batch);
        let before = self.image.clone();
        self.image = self.image_with(entry, &records);
        let says_something = |record: &MetadataRecord| !matches!(record, MetadataRecord::NoOp(_));
        self.metadata_revision += u64::from(records.iter().any(says_something));
        if self.controller.as_ref().is_some_and(controller::Controller::is_active) {
            controller::tell(&mut cx!(self, work), &before, &self.image, &records);
        }
    }

    /// The image with one more batch; the same one as on other nodes of this process.
    fn image_with(&mut self, entry: &Entry, records: &[MetadataRecord]) -> Arc<Image> {
        if let Some((known, batch)) = self.applied.find(&self.image, entry.batch.bytes()) {
            self.raft.share(entry, batch);
            return known;
        }
        let mut image = (*self.image).clone();
        for record in records {
            image.apply(record);
        }
        image.offset = entry.next - 1;
        let image = Arc::new(image);
        self.applied.note(self.image.clone(), entry.batch.bytes().clone(), image.clone());
        image
    }

    /// Lets the controller and the broker act on what changed. Says whether the log or the image may have moved.
    fn take_part(&mut self, work: &mut Work<'_>) -> bool {
        let before = (self.raft.end(), self.raft.high_watermark());
        if let Some(controller) = self.controller.as_mut().filter(|_| work.at_work.quorum) {
            let mut cx: Cx<'_> = cx!(self, work);
            controller.on_quorum(&mut cx, &mut self.raft, &self.image);
            controller.on_committed(&mut cx, self.raft.high_watermark());
        }
        if let Some(registration) = self.registration.as_mut().filter(|_| work.at_work.quorum) {
            registration.on_time(&mut cx!(self, work), &self.image);
        }
        self.tell_of_controller(&mut work.at_work);
        if let Some(broker) = self.broker.as_mut().filter(|_| work.at_work.broker) {
            broker.progress(&mut cx!(self, work), &self.image);
        }
        before != (self.raft.end(), self.raft.high_watermark())
    }

    /// Begins a controlled shutdown: the broker hands its leaderships over, then the controller resigns.
    pub(super) fn terminate(&mut self, work: &mut Work<'_>) {
        if self.phase != Phase::Running {
            return;
        }
        self.phase = Phase::Stopping;
        work.at_work = AtWork::ALL;
        if let Some(broker) = &mut self.broker {
            broker.begin_shutdown(&mut cx!(self, work));
        }
    }

    /// Takes log directories that have failed offline, but the first: without the metadata log there is no node.
    fn take_failed_directories(&mut self, work: &mut Work<'_>) {
        let count = self.broker.as_ref().map_or(1, |broker| broker.dirs().count());
        for dir in 1..count {
            if self.disk.failure(dir).is_some()
                && let Some(broker) = &mut self.broker
                && broker.dir_failed(&mut cx!(self, work), dir)
            {
                broker.progress(&mut cx!(self, work), &self.image);
            }
        }
    }

    fn end_if_done(&mut self, work: &mut Work<'_>) {
        self.take_failed_directories(work);
        if self.disk.failure(0).is_some() {
            // The only log directory is offline, or the one with the metadata log (Kafka halts then too).
            work.effects.push(Effect::Tell(Event::LogDirectoryFailed));
            self.phase = Phase::Ended;
            work.effects.push(Effect::Exit(1));
            return;
        }
        if self.raft.failure().is_some() {
            // A node that cannot write its metadata log must not go on (Kafka halts).
            self.phase = Phase::Ended;
            work.effects.push(Effect::Exit(1));
            return;
        }
        let broker_done = self.broker.as_ref().is_none_or(|broker| broker.is_shut_down());
        if self.phase == Phase::Stopping && broker_done {
            work.at_work = AtWork::ALL;
            if let Some(broker) = &mut self.broker {
                broker.stop(&mut cx!(self, work));
            }
            self.raft.shut_down(&mut cx!(self, work));
            self.phase = Phase::Leaving(work.now.at.after_ms(LEAVING_MS_MAX));
        }
        if let Phase::Leaving(until) = self.phase
            && (self.raft.is_shut_down() || until <= work.now.at)
        {
            self.phase = Phase::Ended;
            work.effects.push(Effect::Exit(0));
        }
    }
}
