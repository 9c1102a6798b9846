//! An application that consumes: it polls, takes its time for each record, commits by its policy, polls again.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Effect, Event, Input, Instant, Machine, Name, Now, Rng};
use partita_view::{MemberView, Process};

use crate::consumer::{CommitId, Consumer, ConsumerRecord, Place};
use crate::error::ClientError;
use crate::pattern::Pattern;
use crate::settings::ConsumerSettings;

/// What an application reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reads {
    /// What its group gives it of these topics.
    Topics(Vec<Name>),
    /// What its group gives it of the topics that match, which the consumer finds out itself.
    Matching(Pattern),
    /// What its group gives it of the topics that match, which the coordinator finds out (KIP-848).
    Expression(String),
    /// These partitions, without a group's help.
    Partitions(Vec<Place>),
    /// All partitions of a topic, without a group's help.
    AllOf(Name),
}

/// When an application commits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommitPolicy {
    /// The consumer does it by itself (`enable.auto.commit`).
    #[default]
    Auto,
    /// After each batch of records that a poll gave, waiting for it: at least once.
    SyncAfterBatch,
    /// After each record, waiting for it.
    SyncAfterRecord,
    /// As soon as a poll has given records, before it works on them: at most once.
    SyncBeforeBatch,
    /// Never.
    None,
}

/// What the application is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    /// In `poll`.
    Polling,
    /// Works on the first record until this moment.
    Processing(Instant),
    /// Waits for a commit.
    Committing(CommitId),
    /// Leaves the group, or has left.
    Leaving,
}

/// A consumer and the application around it.
#[derive(Clone, Debug)]
pub struct ConsumerApp {
    name: Name,
    reads: Reads,
    policy: CommitPolicy,
    time_per_record_us: u64,
    consumer: Consumer,
    doing: Doing,
    /// Records of the last poll that are still to be worked on.
    batch: VecDeque<ConsumerRecord>,
    /// Its thread stands still; heartbeats go on.
    paused: bool,
    processed: u64,
    error: Option<ClientError>,
    ended: bool,
    revision: u64,
    cached: Option<((u64, u64), Arc<MemberView>)>,
}

impl ConsumerApp {
    /// An application that begins with the first input. Its name is its `client.id` unless another one was set.
    #[must_use]
    pub fn new(
        name: Name,
        reads: Reads,
        policy: CommitPolicy,
        time_per_record_us: u64,
        mut settings: ConsumerSettings,
        rng: Rng,
    ) -> Self {
        settings.auto_commit &= policy == CommitPolicy::Auto;
        if !settings.common.has_client_id {
            settings.common.client_id = name.as_ref().into();
        }
        let mut consumer = Consumer::new(settings, rng);
        match &reads {
            Reads::Topics(topics) => consumer.subscribe(topics),
            Reads::Matching(pattern) => consumer.subscribe_matching(pattern.clone()),
            Reads::Expression(expression) => consumer.subscribe_expression(expression),
            Reads::Partitions(partitions) => consumer.assign(partitions),
            Reads::AllOf(topic) => consumer.learn(topic),
        }
        Self {
            name,
            reads,
            policy,
            time_per_record_us,
            consumer,
            doing: Doing::Polling,
            batch: VecDeque::new(),
            paused: false,
            processed: 0,
            error: None,
            ended: false,
            revision: 0,
            cached: None,
        }
    }

    /// Its name in the story.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// `group.id`, if it has one.
    #[must_use]
    pub fn group_id(&self) -> Option<Name> {
        self.consumer.settings().group_id.as_deref().map(Name::from)
    }

    /// Its `client.id`, for the headers of its requests.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.consumer.settings().common.client_id
    }

    /// Its consumer.
    #[must_use]
    pub fn consumer(&self) -> &Consumer {
        &self.consumer
    }

    /// When it commits.
    #[must_use]
    pub fn policy(&self) -> CommitPolicy {
        self.policy
    }

    /// Time it takes for a record, microseconds.
    #[must_use]
    pub fn time_per_record_us(&self) -> u64 {
        self.time_per_record_us
    }

    /// Whether it subscribes to topics, and so is a member of its group.
    #[must_use]
    pub fn subscribes(&self) -> bool {
        matches!(self.reads, Reads::Topics(_) | Reads::Matching(_) | Reads::Expression(_))
    }

    /// Whether it leaves its group, or has left.
    #[must_use]
    pub fn is_leaving(&self) -> bool {
        self.doing == Doing::Leaving
    }

    /// Takes this long for each record from the next one on.
    pub fn set_time_per_record(&mut self, us: u64) {
        self.time_per_record_us = us;
    }

    /// Its thread stands still: it does not poll, process or commit. Heartbeats go on until `max.poll.interval.ms` is
    /// over.
    pub fn pause(&mut self, now: Now) {
        self.paused = true;
        if self.doing == Doing::Polling {
            self.consumer.leave_poll(now);
        }
    }

    /// Ends [`ConsumerApp::pause`]. The record it stood at takes its whole time again.
    pub fn resume(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.paused = false;
        if let Doing::Processing(_) = self.doing {
            self.doing = Doing::Processing(self.done_at(now));
        }
        self.advance(now, effects);
    }

    /// Whether its thread stands still.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Goes to an offset; records of that partition that it had are dropped.
    pub fn seek(&mut self, place: &Place, offset: i64) {
        self.batch.retain(|record| (&record.topic, record.partition) != (&place.0, place.1));
        self.consumer.seek(place, offset);
        self.revision += 1;
    }

    /// Commits its positions now, once, whatever its policy is.
    pub fn commit(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.consumer.commit_async(now, None, effects);
    }

    /// Leaves the group and ends, as an application does that is asked to.
    pub fn leave(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.paused = false;
        self.batch.clear();
        self.doing = Doing::Leaving;
        self.revision += 1;
        self.consumer.close(now, effects);
        self.end_if_closed(effects);
    }

    /// The error that ended it.
    #[must_use]
    pub fn error(&self) -> Option<&ClientError> {
        self.error.as_ref()
    }

    /// The view as it was made last, if it still says what is: nothing has to be changed for it.
    #[must_use]
    pub fn known_view(&self, process: Process) -> Option<&Arc<MemberView>> {
        let revision = (self.revision, self.consumer.revision());
        let known = self.cached.as_ref().filter(|(of, view)| (*of, view.process) == (revision, process));
        known.map(|(_, view)| view)
    }

    /// What may be drawn of it. The same pointer while nothing changed.
    pub fn view(&mut self, process: Process) -> Arc<MemberView> {
        if let Some(view) = self.known_view(process) {
            return view.clone();
        }
        let revision = (self.revision, self.consumer.revision());
        let (name, processed) = (self.name.clone(), self.processed);
        let mut view = MemberView { name, process, processed, ..self.consumer.view() };
        for owned in &mut view.owned {
            let ours = |record: &&ConsumerRecord| {
                (&record.topic, record.partition) == (&owned.topic, owned.partition)
            };
            // The application is behind its consumer by what it still has in hand.
            if let Some(next) = self.batch.iter().find(ours)
                && let Some(position) = owned.position
            {
                owned.lag = owned.lag.map(|lag| lag + (position - next.offset).max(0));
                owned.position = Some(next.offset);
            }
        }
        let view = Arc::new(view);
        self.cached = Some((revision, view.clone()));
        view
    }

    fn done_at(&self, now: Now) -> Instant {
        Instant(now.at.0.saturating_add(self.time_per_record_us))
    }

    fn advance(&mut self, now: Now, effects: &mut Vec<Effect>) {
        while !self.paused {
            self.give_up_on_error(now, effects);
            let before = self.doing;
            match self.doing {
                Doing::Polling => self.poll(now, effects),
                Doing::Processing(until) if until <= now.at => self.process(now, effects),
                Doing::Committing(id) => self.await_commit(now, id),
                Doing::Processing(_) | Doing::Leaving => {}
            }
            if self.doing == before {
                break;
            }
        }
        self.end_if_closed(effects);
    }

    fn poll(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if let Reads::AllOf(topic) = &self.reads
            && self.consumer.assignment().next().is_none()
            && let Some(partitions) = self.consumer.partitions_of(topic)
        {
            self.consumer.assign(&partitions);
        }
        let records = self.consumer.poll(now, effects);
        if records.is_empty() {
            return;
        }
        self.batch = records.into();
        self.revision += 1;
        self.doing = match self.policy {
            CommitPolicy::SyncBeforeBatch => {
                let offsets = next_offsets(self.batch.iter());
                Doing::Committing(self.consumer.commit_sync(now, Some(offsets), effects))
            }
            _ => Doing::Processing(self.done_at(now)),
        };
    }

    /// The record in hand is done; without a time per record, the whole batch is.
    fn process(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let count = match (self.time_per_record_us, self.policy) {
            (0, policy) if policy != CommitPolicy::SyncAfterRecord => self.batch.len(),
            _ => 1,
        };
        let done: Vec<ConsumerRecord> = self.batch.drain(..count.min(self.batch.len())).collect();
        self.processed += done.len() as u64;
        self.revision += 1;
        tell_processed(&done, effects);
        let whole = self.batch.is_empty();
        let commits = match self.policy {
            CommitPolicy::SyncAfterBatch if whole => Some(None),
            CommitPolicy::SyncAfterRecord => Some(Some(next_offsets(done.iter()))),
            _ => None,
        };
        self.doing = match commits {
            Some(offsets) => Doing::Committing(self.consumer.commit_sync(now, offsets, effects)),
            None => self.go_on(now),
        };
    }

    /// A commit that failed is no reason to stop: the records come again, to this member or another.
    fn await_commit(&mut self, now: Now, id: CommitId) {
        if self.consumer.take_commits().iter().any(|(done, _)| *done == id) {
            self.doing = self.go_on(now);
        }
    }

    fn go_on(&self, now: Now) -> Doing {
        if self.batch.is_empty() { Doing::Polling } else { Doing::Processing(self.done_at(now)) }
    }

    /// An error out of `poll` ends the application, as an exception does that nobody catches: it closes on its way out.
    fn give_up_on_error(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.doing != Doing::Leaving
            && let Some(error) = self.consumer.take_error()
        {
            self.error = Some(error);
            self.leave(now, effects);
        }
    }

    fn end_if_closed(&mut self, effects: &mut Vec<Effect>) {
        if self.consumer.is_closed() && !self.ended {
            self.ended = true;
            effects.push(Effect::Exit(i32::from(self.error.is_some())));
        }
    }
}

impl Machine for ConsumerApp {
    fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        match input {
            Input::Terminate => self.leave(now, effects),
            input => self.consumer.handle(now, input, effects),
        }
        self.advance(now, effects);
    }

    fn wake_at(&self) -> Option<Instant> {
        let own = match self.doing {
            Doing::Processing(until) if !self.paused => Some(until),
            _ => None,
        };
        own.into_iter().chain(self.consumer.wake_at()).min()
    }
}

/// The offset after the last record of each partition.
fn next_offsets<'a>(records: impl Iterator<Item = &'a ConsumerRecord>) -> BTreeMap<Place, i64> {
    records.map(|record| ((record.topic.clone(), record.partition), record.offset + 1)).collect()
}

/// One event for each run of records of one partition: what an application has processed, in the order in which it
/// was read.
pub fn tell_processed(records: &[ConsumerRecord], effects: &mut Vec<Effect>) {
    let same = |a: &ConsumerRecord, b: &ConsumerRecord| (&a.topic, a.partition) == (&b.topic, b.partition);
    for run in records.chunk_by(same) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        effects.push(Effect::Tell(Event::Processed {
            topic: first.topic.clone(),
            partition: first.partition,
            first: first.offset,
            last: last.offset,
            leader_epoch: last.leader_epoch,
        }));
    }
}
