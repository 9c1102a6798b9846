//! An application that produces.

use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{Effect, Input, Instant, Machine, Name, Now, Rng};
use partita_view::{Process, ProducerView};

use super::load::{LOAD_RECORDS_AT_ONCE_MAX, Load, Running};
use crate::error::ClientError;
use crate::producer::{Delivery, Producer, ProducerRecord, SendId};
use crate::settings::ProducerSettings;

/// A producer and what it sends: single records on demand, and loads.
#[derive(Clone, Debug)]
pub struct ProducerApp {
    name: Name,
    topic: Option<Name>,
    producer: Producer,
    loads: Vec<Running>,
    /// The load that begins with the first input.
    first_load: Option<Load>,
    ended: bool,
    cached: Option<(u64, Arc<ProducerView>)>,
}

impl ProducerApp {
    /// An application that sends nothing yet. `topic` is what it is about, for pictures. Its name is its `client.id` unless
    /// another one was set.
    #[must_use]
    pub fn new(name: Name, topic: Option<Name>, mut settings: ProducerSettings, rng: Rng) -> Self {
        if !settings.common.has_client_id {
            settings.common.client_id = name.as_ref().into();
        }
        let producer = Producer::new(settings, rng);
        Self { name, topic, producer, loads: Vec::new(), first_load: None, ended: false, cached: None }
    }

    /// Its name in the story.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// What it is about.
    #[must_use]
    pub fn topic(&self) -> Option<&Name> {
        self.topic.as_ref()
    }

    /// Its `client.id`, for the headers of its requests.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.producer.settings().common.client_id
    }

    /// Its producer.
    #[must_use]
    pub fn producer(&self) -> &Producer {
        &self.producer
    }

    /// Sends one record.
    pub fn send(
        &mut self,
        now: Now,
        record: ProducerRecord,
        effects: &mut Vec<Effect>,
    ) -> Result<SendId, ClientError> {
        self.producer.send(now, record, effects)
    }

    /// Sends records at a pace from now on, beside other loads.
    pub fn load(&mut self, now: Now, load: Load, effects: &mut Vec<Effect>) {
        self.topic.get_or_insert_with(|| load.topic.clone());
        self.loads.push(Running::new(load, now.at));
        self.cached = None;
        self.advance(now, effects);
    }

    /// Sends records at a pace from its first input on.
    pub fn begin_with(&mut self, load: Load) {
        self.topic.get_or_insert_with(|| load.topic.clone());
        self.first_load = Some(load);
    }

    /// Ends all loads.
    pub fn stop_loads(&mut self) {
        self.loads.clear();
    }

    /// Whether a load goes on.
    #[must_use]
    pub fn is_loading(&self) -> bool {
        !self.loads.is_empty()
    }

    /// Lets what was sent go without lingering.
    pub fn flush(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.producer.flush(now, effects);
    }

    /// Sends what there is, then ends.
    pub fn close(&mut self, now: Now, effects: &mut Vec<Effect>) {
        self.loads.clear();
        self.producer.close(now, effects);
        self.end_if_closed(effects);
    }

    /// Outcomes since the last time.
    pub fn take_deliveries(&mut self) -> Vec<Delivery> {
        self.producer.take_deliveries()
    }

    /// The view as it was made last, if it still says what is: nothing has to be changed for it.
    #[must_use]
    pub fn known_view(&self, process: Process) -> Option<&Arc<ProducerView>> {
        let revision = self.producer.revision();
        let known = self.cached.as_ref().filter(|(of, view)| (*of, view.process) == (revision, process));
        known.map(|(_, view)| view)
    }

    /// What may be drawn of it. The same pointer while nothing changed.
    pub fn view(&mut self, process: Process) -> Arc<ProducerView> {
        if let Some(view) = self.known_view(process) {
            return view.clone();
        }
        let revision = self.producer.revision();
        let (name, topic) = (self.name.clone(), self.topic.clone());
        let view = Arc::new(ProducerView { name, topic, process, ..self.producer.view() });
        self.cached = Some((revision, view.clone()));
        view
    }

    fn advance(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if let Some(load) = self.first_load.take() {
            self.loads.push(Running::new(load, now.at));
        }
        let Self { loads, producer, name, .. } = self;
        for running in loads.iter_mut() {
            for _ in 0..LOAD_RECORDS_AT_ONCE_MAX {
                // A thread that is blocked in `send` makes no more records.
                if producer.is_blocked() {
                    break;
                }
                let Some(record) = running.next(now.at, name) else { break };
                // What is refused at once (too large) is an outcome that only the caller of `send` would see.
                if producer.send(now, record, effects).is_err() {
                    break;
                }
            }
        }
        loads.retain(|running| !running.is_done());
        self.end_if_closed(effects);
    }

    fn end_if_closed(&mut self, effects: &mut Vec<Effect>) {
        if self.producer.is_closed() && !self.ended {
            self.ended = true;
            effects.push(Effect::Exit(0));
        }
    }
}

impl Machine for ProducerApp {
    fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        match input {
            Input::Terminate => self.close(now, effects),
            input => self.producer.handle(now, input, effects),
        }
        self.advance(now, effects);
    }

    fn wake_at(&self) -> Option<Instant> {
        let loads = self.loads.iter().filter(|_| !self.producer.is_blocked()).map(|running| running.next_at);
        loads.chain(self.producer.wake_at()).min()
    }
}
