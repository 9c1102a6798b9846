//! The admin client: a request to whom it belongs, tried until it is answered or its time is over.
//!
//! Questions and answers are the requests and responses of [`partita_wire`]; what this adds is the way to the right
//! broker ([`Target`]), discovery of coordinators and leaders, and Kafka's retries and texts of time-outs.

mod again;
mod leaders;
mod route;

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::{Effect, Failure, Input, Instant, Now, Rng};
use partita_wire::{ErrorCode, Request, Response};

use crate::backoff::Backoff;
use crate::error::ClientError;
use crate::metadata::{Metadata, error_of};
use crate::net::{Ended, Net};
use crate::settings::AdminSettings;

/// Most questions that an admin client has under way.
pub const ASKS_MAX: usize = 1_024;

/// Names a question to the cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct AskId(pub u64);

/// To whom a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The least loaded broker; the active controller of a client that talks to controllers.
    Any,
    /// The broker that metadata names as controller; it forwards. The active controller itself where controllers are asked.
    Controller,
    /// This broker.
    Broker(i32),
    /// The coordinator of this group.
    Coordinator(String),
    /// Every broker; one answer from each.
    EachBroker,
    /// The leaders of the partitions in the request (ListOffsets, DeleteRecords): it is split among them, and their
    /// answers are put together again.
    Leaders,
}

/// The end of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The question.
    pub id: AskId,
    /// The answers by broker: one, but for [`Target::EachBroker`]. Error codes in them are the caller's to read.
    pub outcome: Result<Vec<(i32, Response)>, ClientError>,
}

#[derive(Clone, Debug)]
struct Ask {
    /// What Kafka's admin client calls this in its texts.
    name: &'static str,
    target: Target,
    body: Request,
    version_max: i16,
    deadline: Instant,
    deadline_wall_ms: i64,
    not_before: Instant,
    /// Tries that were sent.
    tries: u32,
    /// Parts of the latest try that are on their way.
    open: u32,
    collected: Vec<(i32, Response)>,
}

/// What a call of the admin client was.
#[derive(Clone, Debug)]
enum Reply {
    /// FindCoordinator for this group.
    Find(String),
    /// A part of this question, in this try.
    Part { ask: AskId, attempt: u32, node: i32 },
}

/// An admin client.
#[derive(Clone, Debug)]
pub struct Admin {
    net: Net<Reply>,
    asks: BTreeMap<AskId, Ask>,
    answers: Vec<Answer>,
    /// Coordinators by group; `None` while one is looked for.
    coordinators: BTreeMap<String, Option<i32>>,
    next_id: u64,
    seen: Instant,
}

impl Admin {
    /// An admin client that knows nobody yet.
    #[must_use]
    pub fn new(settings: AdminSettings, rng: Rng) -> Self {
        Self {
            net: Net::new(settings.common, false, rng),
            asks: BTreeMap::new(),
            answers: Vec::new(),
            coordinators: BTreeMap::new(),
            next_id: 0,
            seen: Instant(0),
        }
    }

    /// What it knows of the cluster: brokers as soon as anything was asked, topics that [`Target::Leaders`] needed.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.net.metadata
    }

    /// Asks the cluster. `name` is what Kafka calls this in its texts (`createTopics`). The end comes from
    /// [`Admin::take_answers`].
    pub fn ask(
        &mut self,
        now: Now,
        name: &'static str,
        target: Target,
        body: impl Into<Request>,
        effects: &mut Vec<Effect>,
    ) -> AskId {
        self.ask_up_to(now, name, target, body, i16::MAX, effects)
    }

    /// [`Admin::ask`] with no newer version than `version_max`.
    pub fn ask_up_to(
        &mut self,
        now: Now,
        name: &'static str,
        target: Target,
        body: impl Into<Request>,
        version_max: i16,
        effects: &mut Vec<Effect>,
    ) -> AskId {
        self.next_id += 1;
        let id = AskId(self.next_id);
        if self.asks.len() >= ASKS_MAX {
            let error =
                ClientError::timeout(format!("More than {ASKS_MAX} calls are under way. Call: {name}"));
            self.answers.push(Answer { id, outcome: Err(error) });
            return id;
        }
        let timeout = self.net.common.api_timeout_ms;
        let ask = Ask {
            name,
            target,
            body: body.into(),
            version_max,
            deadline: now.at.after_ms(timeout),
            deadline_wall_ms: now.wall_ms.saturating_add(i64::try_from(timeout).unwrap_or(i64::MAX)),
            not_before: Instant(0),
            tries: 0,
            open: 0,
            collected: Vec::new(),
        };
        self.asks.insert(id, ask);
        self.advance(now, effects);
        id
    }

    /// Takes an input that is about its links or the time.
    pub fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        self.net.input(now, input, effects);
        self.advance(now, effects);
    }

    /// Ends of questions since the last time.
    pub fn take_answers(&mut self) -> Vec<Answer> {
        core::mem::take(&mut self.answers)
    }

    /// Whether no question is open.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.asks.is_empty()
    }

    /// Closes its links and forgets what was asked.
    pub fn close(&mut self, effects: &mut Vec<Effect>) {
        self.asks.clear();
        self.net.hang_all(effects);
    }

    /// When it wants a [`Input::Wake`].
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        let asks = self.asks.values().flat_map(|ask| {
            let again = (ask.open == 0).then_some(ask.not_before);
            [Some(ask.deadline), again].into_iter().flatten()
        });
        asks.filter(|&at| at > self.seen).chain(self.net.wake_at()).min()
    }

    fn advance(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.seen = now.at;
        loop {
            while let Some(ended) = self.net.next_ended(now) {
                self.answered(now, ended);
            }
            self.end_late(now);
            if let Some(why) = self.net.take_refusal() {
                let ids: Vec<AskId> = self.asks.keys().copied().collect();
                for id in ids {
                    self.end(id, Err(why.clone()));
                }
            }
            let due = |(id, ask): (&AskId, &Ask)| (ask.open == 0 && ask.not_before <= now.at).then_some(*id);
            let due: Vec<AskId> = self.asks.iter().filter_map(due).collect();
            for id in due {
                self.start(now, id, effects);
            }
            self.net.drive(now, effects);
            if !self.net.has_ended() {
                return;
            }
        }
    }

    fn answered(&mut self, now: Now, ended: Ended<Reply>) {
        match ended.reply {
            Reply::Find(group) => self.found(now, group, ended.outcome),
            Reply::Part { ask: id, attempt, node } => {
                let current = |ask: &&mut Ask| ask.tries == attempt && ask.open > 0;
                let Some(ask) = self.asks.get_mut(&id).filter(current) else { return };
                match ended.outcome {
                    Ok(response) if again::asks_again(&response) => self.again(now, id),
                    Ok(response) => {
                        ask.collected.push((node, response));
                        ask.open -= 1;
                        if ask.open == 0 {
                            self.complete(id);
                        }
                    }
                    Err(Failure::Unsupported) => self.unsupported(id),
                    Err(_) => self.again(now, id),
                }
            }
        }
    }

    fn found(&mut self, now: Now, group: String, outcome: Result<Response, Failure>) {
        self.coordinators.remove(&group);
        let waits = |ask: &Ask| matches!(&ask.target, Target::Coordinator(wanted) if *wanted == group);
        let ids: Vec<AskId> = self.asks.iter().filter(|(_, ask)| waits(ask)).map(|(&id, _)| id).collect();
        let found = match outcome {
            Ok(Response::FindCoordinator(response)) => response.coordinators.into_iter().next(),
            _ => None,
        };
        let Some(found) = found else {
            return ids.into_iter().for_each(|id| self.again(now, id));
        };
        match error_of(found.error_code) {
            None => {
                self.coordinators.insert(group, Some(found.node_id));
            }
            Some(error) if error.is_retriable() => ids.into_iter().for_each(|id| self.again(now, id)),
            Some(_) => {
                let error = ClientError::told(found.error_code, found.error_message);
                for id in ids {
                    self.end(id, Err(error.clone()));
                }
            }
        }
    }

    /// Another try after the backoff, with everything it depends on looked up anew.
    fn again(&mut self, now: Now, id: AskId) {
        let Some(ask) = self.asks.get_mut(&id) else { return };
        if let Target::Coordinator(group) = &ask.target {
            self.coordinators.remove(group);
        }
        let backoff = Backoff::new(&self.net.common).ms(ask.tries.saturating_sub(1), &mut self.net.rng);
        ask.not_before = now.at.after_ms(backoff);
        ask.open = 0;
        self.net.want_refresh();
    }

    fn complete(&mut self, id: AskId) {
        let Some(ask) = self.asks.get_mut(&id) else { return };
        let collected = core::mem::take(&mut ask.collected);
        let answers = match ask.target {
            Target::Leaders => leaders::merge(collected),
            _ => collected,
        };
        self.end(id, Ok(answers));
    }

    fn end(&mut self, id: AskId, outcome: Result<Vec<(i32, Response)>, ClientError>) {
        self.asks.remove(&id);
        self.answers.push(Answer { id, outcome });
    }

    fn unsupported(&mut self, id: AskId) {
        let Some(ask) = self.asks.get(&id) else { return };
        let why = format!("The node does not support {:?}", ask.body.api_key());
        self.end(id, Err(ClientError::new(ErrorCode::UnsupportedVersion, why)));
    }

    /// Ends what has waited too long, in the words of Kafka's admin client.
    fn end_late(&mut self, now: Now) {
        let late: Vec<AskId> =
            self.asks.iter().filter(|(_, ask)| ask.deadline <= now.at).map(|(&id, _)| id).collect();
        for id in late {
            let Some(ask) = self.asks.get(&id) else { continue };
            let why = match ask.tries {
                0 => format!("Timed out waiting for a node assignment. Call: {}", ask.name),
                tries => format!(
                    "Call(callName={}, deadlineMs={}, tries={tries}, nextAllowedTryMs=0) timed out at {} after \
                     {tries} attempt(s)",
                    ask.name, ask.deadline_wall_ms, now.wall_ms
                ),
            };
            self.end(id, Err(ClientError::timeout(why)));
        }
    }
}
