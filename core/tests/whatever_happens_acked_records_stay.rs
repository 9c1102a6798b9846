//! Storms: brokers are killed, started, paused and resumed at random while an idempotent producer sends with acks=all.
//! When all is well again, every acknowledged record is there once, in order, on every replica.

mod host;
mod records;

use host::Host;
use partita_machine::{ConnId, Event, Rng};
use partita_wire::ErrorCode;
use partita_wire::records::{BatchBuilder, Codec};
use records::{TOPIC, answered, batch_request, create, in_sync, leader, values};

/// Storms in a usual test run.
const SEEDS: u64 = 6;
/// Blows of one storm.
const BLOWS: u32 = 60;

struct Storm {
    host: Host,
    rng: Rng,
    dead: Vec<i32>,
    paused: Vec<i32>,
    /// The batch that is under way: where it was sent, and when.
    sent: Option<(ConnId, u64)>,
    sequence: i32,
    acked: Vec<String>,
}

impl Storm {
    fn new(seed: u64) -> Self {
        // Every other storm takes controllers down with the brokers.
        let mut host = if seed.is_multiple_of(2) { Host::apart(3, 1) } else { Host::combined(3) };
        host.run_until("three brokers are unfenced", |host| {
            (0..3).all(|id| host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(id)))
        });
        create(&mut host, &[0, 1, 2], &[("min.insync.replicas", "2")]);
        host.run_ms(500);
        let rng = Rng::new(seed);
        Self { host, rng, dead: vec![], paused: vec![], sent: None, sequence: 0, acked: vec![] }
    }

    fn blow(&mut self) {
        let id = i32::try_from(self.rng.below(3)).unwrap();
        let (dead, paused) = (self.dead.contains(&id), self.paused.contains(&id));
        match self.rng.below(8) {
            0 if !dead && !paused => {
                self.host.kill(id);
                self.dead.push(id);
            }
            1 if !dead && !paused => {
                self.host.pause(id);
                self.paused.push(id);
            }
            2 | 3 if dead => self.start(id),
            2 | 3 if paused => self.resume(id),
            4 => self.host.run_ms(self.rng.below(12_000)),
            _ => self.host.run_ms(self.rng.below(800)),
        }
        self.produce();
    }

    fn start(&mut self, id: i32) {
        self.dead.retain(|&dead| dead != id);
        self.host.start(id);
    }

    fn resume(&mut self, id: i32) {
        self.paused.retain(|&paused| paused != id);
        self.host.resume(id);
    }

    /// Looks for the answer to what was sent, and sends the next batch, or the same one again.
    fn produce(&mut self) {
        if let Some((request, at)) = self.sent {
            match answered(&mut self.host, request) {
                Some((ErrorCode::None, _)) => {
                    self.acked.push(self.value());
                    self.sequence += 1;
                }
                None if self.host.at_ms() < at + 5_000 => return,
                Some((error, _)) => assert!(error.is_retriable(), "{error:?}"),
                None => {}
            }
            self.sent = None;
        }
        let Some(leader) = leader(&self.host).filter(|id| !self.dead.contains(id)) else { return };
        let batch = BatchBuilder::new(Codec::None).producer(4_000, 0, self.sequence);
        let request = batch_request(-1, batch, &self.value(), 10_000);
        let request = self.host.send_in(leader, partita_machine::Listener::Broker, 12, request);
        self.sent = Some((request, self.host.at_ms()));
    }

    fn value(&self) -> String {
        format!("value-{}", self.sequence)
    }

    fn end(mut self, seed: u64) {
        for id in self.dead.clone() {
            self.start(id);
        }
        for id in self.paused.clone() {
            self.resume(id);
        }
        // Longer than a session: whoever was missed while it was gone is known to be back.
        self.host.run_ms(15_000);
        self.host.run_until(&format!("all are in sync after storm {seed}"), |host| in_sync(host).len() == 3);
        let before = self.acked.len();
        for _ in 0..200 {
            self.produce();
            self.host.run_ms(100);
        }
        assert!(self.acked.len() > before, "storm {seed}: nothing comes through any more");
        self.host.run_ms(3_000);
        let held = values(&self.host, 0);
        for id in 0..3 {
            let view = self.host.node(id).replica_view(TOPIC, 0).unwrap();
            assert_eq!(view.high_watermark, Some(view.log_end), "storm {seed}, node {id}");
            assert_eq!(values(&self.host, id), held, "storm {seed}, node {id}");
        }
        let kept: Vec<String> = (0..held.len()).map(|n| format!("value-{n}")).collect();
        assert_eq!(held, kept, "storm {seed}: once each, in order");
        assert!(held.starts_with(&self.acked), "storm {seed}: {} acknowledged, {held:?}", self.acked.len());
    }
}

#[test]
fn once_and_in_order() {
    let seeds = std::env::var("STORMS").ok().and_then(|text| text.parse().ok()).unwrap_or(SEEDS);
    for seed in 0..seeds {
        let mut storm = Storm::new(seed);
        for _ in 0..BLOWS {
            storm.blow();
        }
        storm.end(seed);
    }
}
