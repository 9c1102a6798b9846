//! The world: machines, connections, and the queue of what is due.

mod answered;
mod apps;
mod deliver;
mod disks;
mod due;
mod effects;
mod ended;
mod fault;
mod machine;
mod nodes;
mod obey;
mod quorum;
mod slot;
mod weight;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::ToString;
use alloc::vec::Vec;

use partita_core::Applied;
use partita_core::disk::SharedChunks;
use partita_machine::{Address, ConnId, Effect, Event, Instant, Now, RequestId, Rng};
use partita_view::{CommandError, Happened, MessageId, Party, Passed, Print, Printed};

use crate::command::Command;
use crate::network::{MachineId, Network, Trip};
use crate::setup::Setup;
pub(crate) use answered::Answers;
pub(crate) use due::{Due, Queue};
pub(crate) use ended::Ended;
pub(crate) use slot::Slot;

/// A world of machines. Cloning costs little: what is large hangs on `Arc`s and is copied when it changes.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) setup: Setup,
    /// Brokers that came later, and their racks.
    pub(crate) added: BTreeMap<i32, Option<partita_machine::Name>>,
    pub(crate) now: Instant,
    pub(crate) slots: Vec<Slot>,
    pub(crate) parties: BTreeMap<Party, MachineId>,
    /// Controllers that were added to the setup's.
    pub(crate) joined: BTreeSet<i32>,
    pub(crate) network: Network,
    queue: Queue,
    pub(crate) rng: Rng,
    next_request: u64,
    /// The connection that each unanswered request came by.
    requests: BTreeMap<RequestId, ConnId>,
    pub(crate) steps: u64,
    /// Whether every message is encoded and decoded on its way.
    pub(crate) strict: bool,
    /// Whether steps keep their effects, for those who look at them.
    recorded: bool,
    /// What happened since somebody last took it.
    news: Vec<Happened>,
    /// What tools printed since somebody last took it.
    prints: Vec<Printed>,
    /// What the machine of the command that is being carried out has asked for.
    acted: Vec<Effect>,
    /// Metadata that all nodes share.
    applied: Applied,
    /// Chunks that all disks share.
    chunks: SharedChunks,
    /// Messages sent since somebody last took them, while somebody asks for them.
    pub(crate) sent: Option<Vec<Passed>>,
    /// Requests whose answers have arrived since somebody last took them, while somebody asks for them.
    pub(crate) trips: Option<Vec<Trip>>,
    /// What was answered, while somebody counts it.
    pub(crate) answers: Option<Answers>,
}

/// One delivery and what came of it.
#[derive(Clone, Debug)]
pub struct Step {
    /// When.
    pub at: Instant,
    /// Deliveries before this one.
    pub index: u64,
    /// To whom; `None` where something moved in the network alone.
    pub to: Option<Party>,
    /// What.
    pub delivered: Delivered,
    /// What the machine asked for in turn; empty in a world that is [`World::unrecorded`].
    pub effects: Vec<Effect>,
}

/// What a step delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// A message: a request or an answer.
    Message(MessageId),
    /// News of a connection: opened, accepted, refused, closed.
    Connection,
    /// The next request of a connection, which had waited for its turn.
    Turn,
    /// The time a machine had asked for.
    Wake,
    /// What a disk was asked for.
    Loaded,
    /// Nothing: the message's receiver is gone.
    Nowhere,
    /// A command, which its machine acted on at once.
    Command,
}

impl World {
    /// A world as `setup` describes it: its nodes are formatted and started, nothing else happened.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        let mut rng = Rng::new(setup.seed);
        let network = Network::new(setup.latency_us, rng.split());
        let mut world = Self {
            setup,
            added: BTreeMap::new(),
            now: Instant::default(),
            slots: Vec::new(),
            parties: BTreeMap::new(),
            joined: BTreeSet::new(),
            network,
            queue: Queue::default(),
            rng,
            next_request: 0,
            requests: BTreeMap::new(),
            steps: 0,
            strict: true,
            recorded: true,
            news: Vec::new(),
            prints: Vec::new(),
            acted: Vec::new(),
            applied: Applied::default(),
            chunks: SharedChunks::default(),
            sent: None,
            trips: None,
            answers: None,
        };
        world.start_nodes();
        world
    }

    /// Forgets which chunks of logs were closed last: those that are closed from now on are compared among themselves.
    pub(crate) fn forget_chunks(&mut self) {
        self.chunks = SharedChunks::default();
    }

    /// The same world without encoding and decoding messages on their way. What is carried is the same (a test shows it),
    /// and comes faster.
    #[must_use]
    pub fn lenient(mut self) -> Self {
        self.strict = false;
        self
    }

    /// The same world with steps that do not keep their effects, so that messages of a lenient world are moved, never copied.
    #[must_use]
    pub fn unrecorded(mut self) -> Self {
        self.recorded = false;
        self
    }

    /// Carries out a command now, and gives what its machine did at once. An [`crate::Engine`] does this as a part of its
    /// story.
    ///
    /// # Errors
    /// Says why it cannot be carried out, pointing into the command's own words.
    pub fn command(&mut self, command: &Command) -> Result<Step, CommandError> {
        self.obey(command).map_err(|refused| refused.pointing_into(&command.to_string()))
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// Deliveries so far.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// What the world consisted of in the beginning.
    #[must_use]
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// When the next delivery is due.
    #[must_use]
    pub fn next_at(&self) -> Option<Instant> {
        self.queue.next_at()
    }

    /// Lets time pass without a delivery, up to `at`, but never past the next delivery.
    pub fn pass(&mut self, at: Instant) {
        let limit = self.next_at().unwrap_or(at);
        self.now = self.now.max(at.min(limit));
    }

    /// Takes what happened since the last call.
    pub fn take_news(&mut self) -> Vec<Happened> {
        core::mem::take(&mut self.news)
    }

    /// Takes what tools printed since the last call.
    pub fn take_prints(&mut self) -> Vec<Printed> {
        core::mem::take(&mut self.prints)
    }

    /// The clocks of a machine.
    pub(crate) fn clocks(&self, machine: MachineId) -> Now {
        let skew_ms = self.slot(machine).skew_ms;
        let elapsed_ms = i64::try_from(self.now.as_ms()).unwrap_or(i64::MAX);
        Now { at: self.now, wall_ms: self.setup.wall_ms.saturating_add(elapsed_ms).saturating_add(skew_ms) }
    }

    pub(crate) fn slot(&self, machine: MachineId) -> &Slot {
        &self.slots[machine.0 as usize]
    }

    pub(crate) fn slot_mut(&mut self, machine: MachineId) -> &mut Slot {
        &mut self.slots[machine.0 as usize]
    }

    /// The machine of a party, if the world has it.
    pub(crate) fn machine(&self, party: &Party) -> Option<MachineId> {
        self.parties.get(party).copied()
    }

    /// The machine that listens at an address.
    pub(crate) fn listener(&self, to: &Address) -> Option<MachineId> {
        if !matches!(&*to.host, "localhost" | "127.0.0.1") {
            return None;
        }
        let listens = |slot: &Slot| slot.ports.iter().flatten().any(|&port| port == to.port);
        let index = self.slots.iter().position(listens)?;
        u32::try_from(index).ok().map(MachineId)
    }

    /// Puts what a tool was started with before what it has printed since.
    pub(crate) fn print_first(&mut self, machine: MachineId, what: Print) {
        let tool = Self::party_name(&self.slot(machine).party).to_string();
        let from = self.prints.iter().position(|printed| printed.tool == tool).unwrap_or(self.prints.len());
        self.prints.insert(from, Printed { at: self.now.0, tool, what });
    }

    pub(crate) fn tell(&mut self, who: Party, event: Event) {
        self.news.push(Happened { at: self.now.0, step: self.steps, who, event });
    }
}
