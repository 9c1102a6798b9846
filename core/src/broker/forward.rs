//! Requests that only the active controller can decide go to it in Envelopes (KIP-590). While there is none, or it is
//! another than thought, they wait and are sent again.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use partita_machine::{CloseReason, ConnId, Effect, Failure, Instant};
use partita_wire::{ErrorCode, Request, Response, decode_response_frame};

use super::alter_configs::{self, Refusal};
use crate::controller;
use crate::cx::{Asked, Cx};
use crate::image::Image;
use crate::node::{LinkKey, Reply, envelope};

/// Most requests that wait for the controller.
const WAITS_MAX: usize = 10_000;
/// How long a request waits for a controller at most, and between two tries, milliseconds.
const WAIT_MS_MAX: u64 = 60_000;
const RETRY_MS: u64 = 100;
const CALL_MS: u64 = 30_000;

/// Who wants the controller's answer.
#[derive(Clone, Debug)]
enum For {
    /// A client, whom the broker itself has refused these.
    Client(Vec<Refusal>),
    /// The broker itself, which looks at the metadata for what comes of it.
    Nobody,
}

#[derive(Clone, Debug)]
struct Wait {
    asked: Asked,
    body: Request,
    answer: For,
    deadline: Instant,
    /// The controller that was asked and has not answered.
    asking: Option<i32>,
    next_at: Instant,
}

/// Requests on their way to the active controller.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forward {
    next: u64,
    waits: BTreeMap<u64, Wait>,
    /// No controller is known: nothing is sent before one is.
    alone: bool,
}

impl Forward {
    /// Hands a client's request on. It is answered with what the controller answers.
    pub(crate) fn hand_on(&mut self, cx: &mut Cx<'_>, asked: Asked, body: Request) {
        self.add(cx, asked, body, For::Client(Vec::new()));
    }

    /// The same for changes of configs: what this broker refuses by itself does not go on.
    pub(crate) fn hand_on_configs(
        &mut self,
        cx: &mut Cx<'_>,
        image: &Image,
        asked: Asked,
        mut body: Request,
    ) {
        let refused = alter_configs::take_refused(image, cx.config, &mut body);
        if !refused.is_empty() && alter_configs::is_empty(&body) {
            return cx.answer(&asked, alter_configs::refused_all(&body, refused));
        }
        self.add(cx, asked, body, For::Client(refused));
    }

    /// Sends a request of the broker's own under a client's name; nobody waits for the answer.
    pub(crate) fn send(&mut self, cx: &mut Cx<'_>, asked: Asked, body: Request) {
        self.add(cx, asked, body, For::Nobody);
    }

    fn add(&mut self, cx: &mut Cx<'_>, asked: Asked, body: Request, answer: For) {
        if self.waits.len() >= WAITS_MAX {
            if matches!(answer, For::Client(_)) {
                refuse(cx, &asked, &body, ErrorCode::RequestTimedOut);
            }
            return;
        }
        let deadline = cx.now.at.after_ms(WAIT_MS_MAX);
        let wait = Wait { asked, body, answer, deadline, asking: None, next_at: cx.now.at };
        self.next += 1;
        self.waits.insert(self.next, wait);
        self.send_due(cx);
    }

    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>) {
        let late: Vec<u64> = self
            .waits
            .iter()
            .filter(|(_, wait)| wait.deadline <= cx.now.at)
            .map(|(&number, _)| number)
            .collect();
        for number in late {
            if let Some(wait) = self.waits.remove(&number)
                && matches!(wait.answer, For::Client(_))
            {
                refuse(cx, &wait.asked, &wait.body, ErrorCode::RequestTimedOut);
            }
        }
        self.send_due(cx);
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let at = |wait: &Wait| {
            if wait.asking.is_none() && !self.alone { wait.next_at.min(wait.deadline) } else { wait.deadline }
        };
        self.waits.values().map(at).min()
    }

    pub(crate) fn on_closed(&mut self, conn: ConnId) {
        self.waits.retain(|_, wait| wait.asked.conn != conn || matches!(wait.answer, For::Nobody));
    }

    fn send_due(&mut self, cx: &mut Cx<'_>) {
        self.alone = cx.controller.is_none();
        let Some((controller, address)) = cx.controller.clone() else { return };
        self.leave_others(cx, controller);
        for (&number, wait) in &mut self.waits {
            if wait.asking.is_some() || wait.next_at > cx.now.at {
                continue;
            }
            let correlation_id = i32::try_from(number & 0x7fff_ffff).unwrap_or(0);
            let Some(body) = envelope::wrap_request(&wait.asked, &wait.body, correlation_id) else {
                // Nobody could have sent what cannot be written; it times out like one that no controller answers.
                wait.next_at = wait.deadline;
                continue;
            };
            wait.asking = Some(controller);
            cx.call(LinkKey::Forward(controller), &address, body, Reply::Forward(number), CALL_MS);
        }
    }

    /// Gives up on a controller that is none any more.
    fn leave_others(&mut self, cx: &mut Cx<'_>, controller: i32) {
        for wait in self.waits.values_mut() {
            if let Some(other) = wait.asking.filter(|&other| other != controller) {
                cx.links.hang(&LinkKey::Forward(other), cx.effects);
                wait.asking = None;
                wait.next_at = cx.now.at;
            }
        }
    }

    pub(crate) fn on_reply(&mut self, cx: &mut Cx<'_>, number: u64, outcome: Result<Response, Failure>) {
        let Some(wait) = self.waits.get_mut(&number) else { return };
        wait.asking = None;
        wait.next_at = cx.now.at.after_ms(RETRY_MS);
        let Ok(Response::Envelope(body)) = outcome else { return };
        if body.error_code == ErrorCode::NotController as i16 {
            return;
        }
        let Some(wait) = self.waits.remove(&number) else { return };
        let For::Client(refused) = wait.answer else { return };
        let inner = body.response_data.filter(|_| body.error_code == 0);
        let inner =
            inner.and_then(|data| decode_response_frame(wait.asked.api, wait.asked.version, data).ok());
        match inner {
            Some((_, mut answer)) => {
                alter_configs::add_refused(&mut answer, refused);
                let mute_ms = throttle_ms(&answer);
                cx.answer_muted(&wait.asked, Some(answer), mute_ms);
            }
            None => refuse(cx, &wait.asked, &wait.body, ErrorCode::UnknownServerError),
        }
    }
}

/// How long the controller has throttled whoever changed more than the quota of changes allows (KIP-599).
fn throttle_ms(answer: &Response) -> u32 {
    let told = match answer {
        Response::CreateTopics(answer) => answer.throttle_time_ms,
        Response::DeleteTopics(answer) => answer.throttle_time_ms,
        Response::CreatePartitions(answer) => answer.throttle_time_ms,
        _ => 0,
    };
    u32::try_from(told).unwrap_or(0)
}

fn refuse(cx: &mut Cx<'_>, asked: &Asked, body: &Request, error: ErrorCode) {
    match controller::refusal(asked, body, error) {
        Some(answer) => cx.answer(asked, answer),
        None => cx.effects.push(Effect::Close { conn: asked.conn, why: CloseReason::ShuttingDown }),
    }
}
