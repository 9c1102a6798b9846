//! `kafka-e2e-latency.sh`: one record after the other is sent, acknowledged and read, and how long that took is told. The time is that
//! of the world.

mod steps;
mod tally;

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_client::admin::{Admin, AskId, Target};
use partita_client::consumer::{CommitId, Consumer};
use partita_client::producer::{Producer, SendId};
use partita_machine::{Effect, Input, Instant, Now, Rng, Stream};
use partita_view::ProducerView;
use partita_wire::messages::metadata_request::MetadataRequest;

use super::e2e_options::{ABOUT, Asked, DEPRECATED, OPTIONS, Refused, USAGE, asked, named};
use super::lanes::{inward, outward};
use crate::client_log::{ClientLog, Kind};
use crate::files::Files;
use crate::options::Options;
use crate::thrown::Thrown;
use crate::usage::{KAFKA_VERSION, Printer};
use tally::Tally;

/// How long a record may take to be read after it was acknowledged.
const POLL_TIMEOUT_MS: u64 = 60_000;
/// How long the creation of the topic may take.
const CREATE_TIMEOUT_MS: i32 = 60_000;
const ADMIN: u64 = 0;
const CONSUMER: u64 = 1;
const PRODUCER: u64 = 2;

/// What it waits for.
#[derive(Clone, Debug)]
enum Stage {
    /// Which topics there are.
    Listing(AskId),
    /// The topic, which was not there.
    Creating(AskId),
    /// Where the partitions end.
    Locating,
    /// The acknowledgement of a record that was sent at this moment.
    Sending(SendId, Instant),
    /// That record, read; since when it is polled for.
    Reading { sent: Instant, since: Instant },
    /// The last commit; then it ends with this status.
    Committing(CommitId, i32),
    /// Its clients to be closed.
    Closing(i32),
}

/// A test of latencies that runs.
#[derive(Clone, Debug)]
pub(crate) struct EndToEnd {
    asked: Asked,
    admin: Admin,
    consumer: Consumer,
    producer: Producer,
    logs: [ClientLog; 3],
    rng: Rng,
    stage: Stage,
    /// The value of the record that is on its way.
    value: Bytes,
    tally: Tally,
    view: Arc<ProducerView>,
    view_revision: Option<u64>,
}

/// A test that has started, or the status of one that could not.
pub(crate) fn start(
    words: &[String],
    files: &Files,
    now: Now,
    rng: Rng,
    effects: &mut Vec<Effect>,
) -> Result<EndToEnd, i32> {
    let mut printer = Printer { effects, usage: USAGE };
    match set_up(words, files, now, &mut printer) {
        Ok(Some(asked)) => Ok(EndToEnd::new(asked, now, rng, effects)),
        Ok(None) => Err(0),
        Err(Refused::Usage(why)) => Err(printer.usage(&why)),
        Err(Refused::Terse(why)) => {
            printer.print(Stream::Err, &format!("{why}\n"));
            Err(1)
        }
        Err(Refused::Thrown(thrown)) => {
            printer.print(Stream::Err, &reported(&thrown));
            Err(1)
        }
    }
}

/// What is asked of it; `None` if it has answered already.
fn set_up(
    words: &[String],
    files: &Files,
    now: Now,
    printer: &mut Printer<'_>,
) -> Result<Option<Asked>, Refused> {
    let by_place = named(words)?;
    if by_place.is_some() {
        printer.print(Stream::Out, DEPRECATED);
    }
    let options = Options::read(OPTIONS, by_place.as_deref().unwrap_or(words))?;
    if options.has("help") || !options.any {
        return Err(Refused::Usage(ABOUT.into()));
    }
    if options.has("version") {
        printer.print(Stream::Out, &format!("{KAFKA_VERSION}\n"));
        return Ok(None);
    }
    asked(&options, files, now.wall_ms).map(Some)
}

/// An exception as the tool's `main` prints it.
fn reported(thrown: &Thrown) -> String {
    format!("{}\n{}\n\n", thrown.message, thrown.text())
}

impl EndToEnd {
    fn new(asked: Asked, now: Now, mut rng: Rng, effects: &mut Vec<Effect>) -> Self {
        let group = asked.consumer.group_id.as_deref().unwrap_or_default();
        let log =
            |kind, prefix: String| ClientLog::new(kind, prefix, asked.admin.common.bootstrap_servers.clone());
        let logs = [
            log(Kind::Admin, "[AdminClient clientId=adminclient-1]".into()),
            log(Kind::Consumer, format!("[Consumer clientId=consumer-{group}-1, groupId={group}]")),
            log(Kind::Producer { retries: asked.producer.retries }, "[Producer clientId=producer-1]".into()),
        ];
        let mut test = Self {
            admin: Admin::new(asked.admin.clone(), rng.split()),
            consumer: Consumer::new(asked.consumer.clone(), rng.split()),
            producer: Producer::new(asked.producer.clone(), rng.split()),
            asked,
            logs,
            rng,
            stage: Stage::Listing(AskId(0)),
            value: Bytes::new(),
            tally: Tally::default(),
            view: Arc::default(),
            view_revision: None,
        };
        let body = MetadataRequest { topics: None, ..MetadataRequest::default() };
        let listing = test.by(ADMIN, now, effects, |it, effects| {
            it.admin.ask(now, "listTopics", Target::Any, body, effects)
        });
        test.stage = Stage::Listing(listing);
        test
    }

    /// The producer, to draw it.
    pub(crate) fn view(&self) -> Arc<ProducerView> {
        self.view.clone()
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let clients = [self.admin.wake_at(), self.consumer.wake_at(), self.producer.wake_at()];
        clients.into_iter().flatten().chain(self.deadline()).min()
    }

    fn deadline(&self) -> Option<Instant> {
        match self.stage {
            Stage::Reading { since, .. } => Some(since.after_ms(POLL_TIMEOUT_MS)),
            _ => None,
        }
    }

    /// Takes an input; gives the exit status if it has ended by it.
    pub(crate) fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) -> Option<i32> {
        match input {
            Input::Interrupt => self.close(now, 130, effects),
            Input::Terminate => self.close(now, 143, effects),
            input => {
                let (lane, input) = inward(input);
                for each in [ADMIN, CONSUMER, PRODUCER] {
                    if lane.is_none_or(|lane| lane == each) {
                        self.pass_on(each, now, input.clone(), effects);
                    }
                }
            }
        }
        while self.advance(now, effects) {}
        self.refresh_view();
        match self.stage {
            Stage::Closing(status) if self.consumer.is_closed() && self.producer.is_closed() => Some(status),
            _ => None,
        }
    }

    /// Lets a client act, under numbers of its own.
    fn by<T>(
        &mut self,
        lane: u64,
        now: Now,
        effects: &mut Vec<Effect>,
        act: impl FnOnce(&mut Self, &mut Vec<Effect>) -> T,
    ) -> T {
        let from = effects.len();
        let result = act(self, effects);
        if let Some(log) = self.logs.get_mut(usize::try_from(lane).unwrap_or_default()) {
            log.after(now, from, effects);
        }
        outward(lane, &mut effects[from..]);
        result
    }

    fn pass_on(&mut self, lane: u64, now: Now, input: Input, effects: &mut Vec<Effect>) {
        if let Some(log) = self.logs.get_mut(usize::try_from(lane).unwrap_or_default()) {
            log.before(now, &input, effects);
        }
        self.by(lane, now, effects, |it, effects| match lane {
            ADMIN => it.admin.handle(now, input, effects),
            CONSUMER => it.consumer.handle(now, input, effects),
            _ => it.producer.handle(now, input, effects),
        });
    }

    /// One step on, if what it waits for is there.
    fn advance(&mut self, now: Now, effects: &mut Vec<Effect>) -> bool {
        match self.stage {
            Stage::Listing(ask) => self.listed(now, ask, effects),
            Stage::Creating(ask) => self.created(now, ask, effects),
            Stage::Locating => self.located(now, effects),
            Stage::Sending(id, sent) => self.acknowledged(now, id, sent, effects),
            Stage::Reading { sent, .. } => self.read(now, sent, effects),
            Stage::Committing(id, status) => {
                let commits = self.consumer.take_commits();
                let ended = commits.into_iter().any(|(commit, _)| commit == id);
                if ended {
                    self.close(now, status, effects);
                }
                ended
            }
            Stage::Closing(_) => false,
        }
    }

    fn fail(&mut self, now: Now, thrown: &Thrown, effects: &mut Vec<Effect>) -> bool {
        effects.push(Effect::Print(Stream::Err, reported(thrown)));
        self.close(now, 1, effects);
        true
    }

    fn close(&mut self, now: Now, status: i32, effects: &mut Vec<Effect>) {
        self.stage = Stage::Closing(status);
        self.by(ADMIN, now, effects, |it, effects| it.admin.close(effects));
        self.by(CONSUMER, now, effects, |it, effects| it.consumer.close(now, effects));
        self.by(PRODUCER, now, effects, |it, effects| it.producer.close(now, effects));
    }

    fn refresh_view(&mut self) {
        let revision = self.producer.revision();
        if self.view_revision == Some(revision) {
            return;
        }
        self.view_revision = Some(revision);
        let mut view = self.producer.view();
        view.topic = Some(self.asked.topic.clone());
        self.view = Arc::new(view);
    }
}
