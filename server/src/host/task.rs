//! The task that owns a machine: it turns what arrives into inputs, and effects into what others are told.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use partita_machine::{
    CallId, ConnId, Effect, Event, Input, LinkId, Listener, LostReason, Machine, Peer, RequestId, Stream,
};
use partita_wire::{ApiKey, Request, RequestHeader, Response};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::clock::Clock;
use super::hub::Hub;
use super::link::{self, LinkOut};
use super::message::{Answers, Arrived, Inbox, Outgoing, ToMachine};

/// Inputs that are handled in a row before the timers are looked at again.
const INPUTS_IN_A_ROW: usize = 64;

/// A machine and everything its host keeps for it.
pub(crate) struct Task<M> {
    machine: M,
    clock: Clock,
    hub: Hub,
    /// This task's own inbox, to hand to others.
    inbox: Inbox,
    arrivals: mpsc::UnboundedReceiver<ToMachine>,
    /// `client.id` in the headers of its calls.
    client_id: Option<String>,
    conns: BTreeMap<ConnId, Conn>,
    requests: BTreeMap<RequestId, ConnId>,
    next_request: u64,
    links: BTreeMap<LinkId, Out>,
    effects: Vec<Effect>,
    /// What this task tells itself: answers of a disk that is always ready, links that need no socket.
    own: VecDeque<Input>,
    print: fn(Stream, &str),
    exit: Option<i32>,
    /// How often old records had to go.
    evictions: u64,
}

/// A connection that somebody opened.
struct Conn {
    answers: Answers,
    waiting: VecDeque<Arrived>,
    current: Option<Current>,
    muted: bool,
}

/// The request that the machine works on.
struct Current {
    request: RequestId,
    call: CallId,
    api: ApiKey,
    correlation_id: i32,
    /// Goes along with the answer: the connection reads on when that is written.
    turn: Option<OwnedSemaphorePermit>,
    /// Held until it is answered.
    _memory: Option<OwnedSemaphorePermit>,
}

/// A link of the machine.
enum Out {
    /// To a machine of this process.
    Machine { inbox: Inbox, conn: ConnId },
    /// To a socket.
    Socket(mpsc::UnboundedSender<LinkOut>),
}

/// How a task ended.
pub(crate) enum Ended<M> {
    /// By itself, with an exit status.
    Exited(i32),
    /// It was halted; here is its machine.
    Halted(M),
}

impl<M: Machine> Task<M> {
    /// A task for a machine, and where to reach it.
    pub(crate) fn new(machine: M, clock: Clock, hub: Hub, client_id: Option<String>) -> (Self, Inbox) {
        let (inbox, arrivals) = mpsc::unbounded_channel();
        let task = Self {
            machine,
            clock,
            hub,
            inbox: inbox.clone(),
            arrivals,
            client_id,
            conns: BTreeMap::new(),
            requests: BTreeMap::new(),
            next_request: 0,
            links: BTreeMap::new(),
            effects: Vec::new(),
            own: VecDeque::new(),
            print: |_, _| {},
            exit: None,
            evictions: 0,
        };
        (task, inbox)
    }

    /// Where a tool's output goes.
    pub(crate) fn printing(mut self, print: fn(Stream, &str)) -> Self {
        self.print = print;
        self
    }

    /// Runs the machine until it ends or is halted.
    pub(crate) async fn run(mut self) -> Ended<M> {
        self.tell(Input::Started);
        loop {
            for _ in 0..INPUTS_IN_A_ROW {
                match self.arrivals.try_recv() {
                    Ok(ToMachine::Halt) => return Ended::Halted(self.machine),
                    Ok(arrived) => self.arrived(arrived),
                    Err(_) => break,
                }
            }
            if let Some(status) = self.exit {
                return Ended::Exited(status);
            }
            let wake = self.machine.wake_at();
            let due = wake.is_some_and(|at| at <= self.clock.now().at);
            if due {
                self.tell(Input::Wake);
                tokio::task::yield_now().await;
                continue;
            }
            let clock = self.clock;
            let sleep = async move {
                match wake {
                    Some(at) => tokio::time::sleep_until(clock.deadline(at)).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                arrived = self.arrivals.recv() => match arrived {
                    Some(ToMachine::Halt) | None => return Ended::Halted(self.machine),
                    Some(arrived) => self.arrived(arrived),
                },
                () = sleep => {}
            }
        }
    }

    fn arrived(&mut self, arrived: ToMachine) {
        match arrived {
            ToMachine::Opened { conn, peer, answers } => {
                let waiting = VecDeque::new();
                self.conns.insert(conn, Conn { answers, waiting, current: None, muted: false });
                self.tell(Input::Opened { conn, peer });
            }
            ToMachine::Request(arrived) => {
                let conn = arrived.conn;
                if let Some(of) = self.conns.get_mut(&conn) {
                    of.waiting.push_back(arrived);
                    self.next_turn(conn);
                }
            }
            ToMachine::Closed { conn } => {
                if let Some(gone) = self.conns.remove(&conn) {
                    if let Some(current) = gone.current {
                        self.requests.remove(&current.request);
                    }
                    self.tell(Input::Closed { conn });
                }
            }
            ToMachine::Unmuted { conn } => {
                if let Some(of) = self.conns.get_mut(&conn) {
                    of.muted = false;
                    self.next_turn(conn);
                }
            }
            ToMachine::Linked { link } => self.tell_of_link(link, Input::Linked { link }),
            ToMachine::Response { link, call, body } => {
                self.tell_of_link(link, Input::Response { link, call, body: *body });
            }
            ToMachine::Lost { link, why } => {
                if self.links.remove(&link).is_some() {
                    self.tell(Input::Lost { link, why });
                }
            }
            ToMachine::Terminate => self.tell(Input::Terminate),
            ToMachine::Typed(line) => self.tell(Input::Typed(line)),
            ToMachine::Interrupt => self.tell(Input::Interrupt),
            ToMachine::Halt => {}
        }
    }

    /// News of a link that the machine has hung up meanwhile is no news.
    fn tell_of_link(&mut self, link: LinkId, input: Input) {
        if self.links.contains_key(&link) {
            self.tell(input);
        }
    }

    fn next_turn(&mut self, conn: ConnId) {
        let Some(of) = self.conns.get_mut(&conn) else { return };
        if of.current.is_some() || of.muted {
            return;
        }
        let Some(Arrived { call, header, body, turn, memory, .. }) = of.waiting.pop_front() else { return };
        self.next_request += 1;
        let request = RequestId(self.next_request);
        let (api, correlation_id) = (body.api_key(), header.correlation_id);
        of.current = Some(Current { request, call, api, correlation_id, turn, _memory: memory });
        self.requests.insert(request, conn);
        self.own.push_back(Input::Request { conn, request, header, body: *body });
        self.settle();
    }

    fn tell(&mut self, input: Input) {
        self.own.push_back(input);
        self.settle();
    }

    /// Hands the machine everything that is there for it, until its effects bring nothing new.
    fn settle(&mut self) {
        while let Some(input) = self.own.pop_front() {
            let now = self.clock.now();
            self.machine.handle(now, input, &mut self.effects);
            for effect in std::mem::take(&mut self.effects) {
                self.carry_out(effect);
            }
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Answer { request, version, body, mute_ms } => {
                self.answer(request, version, body, mute_ms)
            }
            Effect::Close { conn, .. } => self.close(conn),
            Effect::Open { link, to } => self.open(link, &to),
            Effect::Call { link, call, version, body } => self.call(link, call, version, body),
            Effect::Hang { link } => match self.links.remove(&link) {
                Some(Out::Machine { inbox, conn }) => drop(inbox.send(ToMachine::Closed { conn })),
                // Dropping the sender ends the link's task, and with it the socket.
                Some(Out::Socket(_)) | None => {}
            },
            Effect::Tell(event) => self.heard(&event),
            Effect::Print(stream, text) => (self.print)(stream, &text),
            Effect::Exit(status) => self.exit = Some(status),
        }
    }

    /// A broker's clients are let in when the active controller has unfenced it. What is lost for want of memory is said,
    /// the more seldom the more it is.
    fn heard(&mut self, event: &Event) {
        match event {
            Event::Evicted { topic, partition, log_start } => {
                self.evictions += 1;
                if self.evictions.is_power_of_two() {
                    let count = self.evictions;
                    eprintln!(
                        "partita: to stay within --memory the oldest records of {topic}-{partition} go: its log \
                         starts at {log_start} now (eviction {count}; most are not said)"
                    );
                }
            }
            Event::BrokerUnfenced(id) => self.hub.unfence(*id),
            Event::BrokerFenced(id) => self.hub.fence(*id),
            _ => {}
        }
    }

    fn answer(&mut self, request: RequestId, version: i16, body: Option<Response>, mute_ms: u32) {
        let Some(conn) = self.requests.remove(&request) else { return };
        let Some(of) = self.conns.get_mut(&conn) else { return };
        let Some(current) = of.current.take() else { return };
        if let Some(body) = body.map(Box::new) {
            let Current { call, api, correlation_id, turn, .. } = current;
            match &of.answers {
                // Whoever is gone needs no answer.
                Answers::Socket(to) => {
                    drop(to.send(Outgoing::Answer { api, version, correlation_id, body, turn }));
                }
                Answers::Machine { inbox, link } => {
                    drop(inbox.send(ToMachine::Response { link: *link, call, body }));
                }
            }
        }
        if mute_ms > 0 {
            of.muted = true;
            let inbox = self.inbox.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(u64::from(mute_ms))).await;
                let _ = inbox.send(ToMachine::Unmuted { conn });
            });
        } else {
            self.queue_turn(conn);
        }
    }

    /// As [`Task::next_turn`], from within [`Task::settle`].
    fn queue_turn(&mut self, conn: ConnId) {
        if self.conns.get(&conn).is_some_and(|of| !of.waiting.is_empty()) {
            let _ = self.inbox.send(ToMachine::Unmuted { conn });
        }
    }

    fn close(&mut self, conn: ConnId) {
        let Some(of) = self.conns.remove(&conn) else { return };
        if let Some(current) = of.current {
            self.requests.remove(&current.request);
        }
        match of.answers {
            Answers::Socket(to) => drop(to.send(Outgoing::Close)),
            Answers::Machine { inbox, link } => {
                drop(inbox.send(ToMachine::Lost { link, why: LostReason::Closed }));
            }
        }
    }

    fn open(&mut self, link: LinkId, to: &partita_machine::Address) {
        let Some((inbox, listener)) = self.hub.find(to) else {
            let out = link::open(link, to.clone(), self.inbox.clone(), self.client_id.clone());
            self.links.insert(link, Out::Socket(out));
            return;
        };
        let conn = self.hub.fresh_conn();
        let peer = self.own_peer(listener);
        let answers = Answers::Machine { inbox: self.inbox.clone(), link };
        if inbox.send(ToMachine::Opened { conn, peer, answers }).is_ok() {
            self.links.insert(link, Out::Machine { inbox, conn });
            self.own.push_back(Input::Linked { link });
        } else {
            self.own.push_back(Input::Lost { link, why: LostReason::Refused });
        }
    }

    fn own_peer(&self, listener: Listener) -> Peer {
        Peer { listener, host: "127.0.0.1".into(), principal: "User:ANONYMOUS".into() }
    }

    fn call(&mut self, link: LinkId, call: CallId, version: i16, body: Request) {
        match self.links.get(&link) {
            Some(Out::Machine { inbox, conn }) => {
                let header = RequestHeader {
                    api_key: body.api_key() as i16,
                    api_version: version,
                    correlation_id: 0,
                    client_id: self.client_id.clone(),
                };
                let arrived =
                    Arrived { conn: *conn, call, header, body: Box::new(body), turn: None, memory: None };
                if inbox.send(ToMachine::Request(arrived)).is_err() {
                    self.links.remove(&link);
                    self.own.push_back(Input::Lost { link, why: LostReason::Closed });
                }
            }
            // A link whose task has ended has told so already.
            Some(Out::Socket(to)) => drop(to.send(LinkOut { call, version, body: Box::new(body) })),
            None => {}
        }
    }
}
