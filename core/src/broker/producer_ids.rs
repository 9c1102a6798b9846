//! InitProducerId: ids for idempotent producers, in blocks from the active controller.

use alloc::collections::VecDeque;

use partita_machine::{ConnId, Failure, Instant};
use partita_wire::messages::allocate_producer_ids_request::AllocateProducerIdsRequest;
use partita_wire::messages::init_producer_id_request::InitProducerIdRequest;
use partita_wire::messages::init_producer_id_response::InitProducerIdResponse;
use partita_wire::{ErrorCode, Response};

use crate::cx::{Asked, Cx};
use crate::node::{LinkKey, Reply};

/// Most producers that wait for a block.
const WAITS_MAX: usize = 10_000;
/// How long one waits, and how long a block may take, milliseconds.
const WAIT_MS: u64 = 5_000;
const CALL_MS: u64 = 5_000;
const RETRY_MS: u64 = 100;

/// Producer ids that this broker may give out.
#[derive(Clone, Debug, Default)]
pub(crate) struct ProducerIds {
    next: i64,
    end: i64,
    waits: VecDeque<(Asked, Instant)>,
    asking: Option<i32>,
    retry_at: Instant,
    /// No controller is known, or this broker is not registered: nothing is asked before that.
    alone: bool,
}

impl ProducerIds {
    pub(crate) fn init(&mut self, cx: &mut Cx<'_>, epoch: i64, asked: Asked, body: &InitProducerIdRequest) {
        if let Some(error) = refusal(body) {
            return refuse(cx, &asked, error);
        }
        if self.waits.len() >= WAITS_MAX {
            return refuse(cx, &asked, ErrorCode::CoordinatorLoadInProgress);
        }
        self.waits.push_back((asked, cx.now.at.after_ms(WAIT_MS)));
        self.serve(cx, epoch);
    }

    /// Gives ids to those that wait, and asks for more when there are none.
    fn serve(&mut self, cx: &mut Cx<'_>, epoch: i64) {
        while self.next < self.end {
            let Some((asked, _)) = self.waits.pop_front() else { return };
            let answer =
                InitProducerIdResponse { producer_id: self.next, producer_epoch: 0, ..Default::default() };
            self.next += 1;
            cx.answer(&asked, answer);
        }
        self.ask(cx, epoch);
    }

    fn ask(&mut self, cx: &mut Cx<'_>, epoch: i64) {
        self.alone = cx.controller.is_none() || epoch < 0;
        let Some((controller, address)) = cx.controller.clone() else { return };
        if self.asking.is_some_and(|asked| asked != controller) {
            self.asking = None;
        }
        if self.waits.is_empty() || self.asking.is_some() || self.retry_at > cx.now.at || epoch < 0 {
            return;
        }
        self.asking = Some(controller);
        let body = AllocateProducerIdsRequest { broker_id: cx.config.node_id, broker_epoch: epoch };
        cx.call(LinkKey::Controller(controller), &address, body, Reply::ProducerIds, CALL_MS);
    }

    pub(crate) fn on_reply(&mut self, cx: &mut Cx<'_>, epoch: i64, outcome: Result<Response, Failure>) {
        self.asking = None;
        match outcome {
            Ok(Response::AllocateProducerIds(body)) if body.error_code == 0 => {
                // A second block, from an answer that came late, would leave the rest of the first unused: harmless.
                self.next = body.producer_id_start;
                self.end = body.producer_id_start.saturating_add(i64::from(body.producer_id_len));
            }
            _ => self.retry_at = cx.now.at.after_ms(RETRY_MS),
        }
        self.serve(cx, epoch);
    }

    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>, epoch: i64) {
        while self.waits.front().is_some_and(|(_, deadline)| *deadline <= cx.now.at) {
            if let Some((asked, _)) = self.waits.pop_front() {
                refuse(cx, &asked, ErrorCode::CoordinatorLoadInProgress);
            }
        }
        self.ask(cx, epoch);
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let deadline = self.waits.front().map(|(_, deadline)| *deadline)?;
        Some(if self.asking.is_none() && !self.alone { deadline.min(self.retry_at) } else { deadline })
    }

    pub(crate) fn on_closed(&mut self, conn: ConnId) {
        self.waits.retain(|(asked, _)| asked.conn != conn);
    }
}

fn refusal(body: &InitProducerIdRequest) -> Option<ErrorCode> {
    match &body.transactional_id {
        Some(id) if id.is_empty() => Some(ErrorCode::InvalidRequest),
        // There is no transaction coordinator. The error is the one of a cluster whose coordinator cannot be found:
        // clients wait for one and time out, rather than fail in a way that promises something.
        Some(_) => Some(ErrorCode::CoordinatorNotAvailable),
        None => None,
    }
}

fn refuse(cx: &mut Cx<'_>, asked: &Asked, error: ErrorCode) {
    let answer = InitProducerIdResponse {
        error_code: error as i16,
        producer_id: -1,
        producer_epoch: -1,
        ..InitProducerIdResponse::default()
    };
    cx.answer(asked, answer);
}
