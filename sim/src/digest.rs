//! Two digests that are the same natively and in a browser: a rolling one over every step, and one of the whole state.
//! Neither ever sees a `usize`.

use alloc::string::ToString;

use partita_core::ReplicaProbe;
use partita_machine::{Effect, Stream};
use partita_wire::Digest as WireDigest;

use crate::command::{Command, Named};
use crate::world::{Delivered, Step, World};

/// Deliveries between two digests of the whole state.
const STATE_INTERVAL: u64 = 1_024;

/// The rolling digest of a run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Digest {
    rolling: WireDigest,
}

impl Digest {
    /// What it is now.
    pub(crate) fn value(&self) -> u64 {
        self.rolling.finish()
    }

    pub(crate) fn command(&mut self, command: &Command) {
        self.rolling.bytes(command.to_string().as_bytes());
    }

    /// Takes in a step. It is not changed: messages are visited as they are for writing too.
    pub(crate) fn step(&mut self, step: &mut Step) {
        let digest = &mut self.rolling;
        digest.number(step.at.0);
        digest.number(step.index);
        if let Some(party) = &step.to {
            digest.bytes(Named(party).to_string().as_bytes());
        }
        let (kind, id) = match step.delivered {
            Delivered::Message(id) => (1, id.0),
            Delivered::Connection => (2, 0),
            Delivered::Turn => (3, 0),
            Delivered::Wake => (4, 0),
            Delivered::Nowhere => (6, 0),
            Delivered::Loaded => (7, 0),
            Delivered::Command => (8, 0),
        };
        digest.number(kind);
        digest.number(id);
        step.effects.iter_mut().for_each(|effect| take_effect(digest, effect));
    }

    /// Takes the whole state in if it is time to.
    pub(crate) fn state_now_and_then(&mut self, world: &World) {
        if world.steps.is_multiple_of(STATE_INTERVAL) {
            self.rolling.number(of_state(world));
        }
    }
}

/// Digest of the whole state: of every process, every node's place in the cluster, every log.
pub(crate) fn of_state(world: &World) -> u64 {
    let mut digest = WireDigest::new();
    digest.number(world.now.0);
    digest.number(world.steps);
    digest.number(world.network.last_message().0);
    for slot in &world.slots {
        digest.bytes(Named(&slot.party).to_string().as_bytes());
        digest.number(slot.incarnation.into());
        digest.number(slot.process as u64);
    }
    for (id, node) in world.nodes() {
        let view = node.node_view();
        for number in [i64::from(id), node.metadata_offset(), view.metadata_end, view.quorum_epoch.into()] {
            digest.number(number.cast_unsigned());
        }
        digest.number(view.quorum as u64);
        node.replica_probes().for_each(|replica| take_replica(&mut digest, &replica));
    }
    digest.finish()
}

fn take_replica(digest: &mut WireDigest, replica: &ReplicaProbe<'_>) {
    let log = replica.log();
    digest.bytes(replica.topic().as_bytes());
    for number in [
        replica.partition().into(),
        replica.leads().into(),
        replica.leader_epoch().into(),
        log.log_start(),
        log.log_end(),
        replica.high_watermark(),
    ] {
        let number: i64 = number;
        digest.number(number.cast_unsigned());
    }
    digest.number(log.size());
    for &(epoch, start) in log.epochs().entries() {
        digest.number(i64::from(epoch).cast_unsigned());
        digest.number(start.cast_unsigned());
    }
    replica.in_sync().iter().for_each(|&id| digest.number(i64::from(id).cast_unsigned()));
}

fn take_effect(digest: &mut WireDigest, effect: &mut Effect) {
    match effect {
        Effect::Answer { request, version, body, mute_ms } => {
            digest.number(1);
            digest.number(request.0);
            digest.number(version.unsigned_abs().into());
            digest.number((*mute_ms).into());
            if let Some(body) = body {
                digest.message(body.message());
            }
        }
        Effect::Close { conn, .. } => {
            digest.number(2);
            digest.number(conn.0);
        }
        Effect::Open { link, to } => {
            digest.number(3);
            digest.number(link.0);
            digest.bytes(to.to_string().as_bytes());
        }
        Effect::Call { link, call, version, body } => {
            digest.number(4);
            digest.number(link.0);
            digest.number(call.0);
            digest.number(version.unsigned_abs().into());
            digest.message(body.message());
        }
        Effect::Hang { link } => {
            digest.number(5);
            digest.number(link.0);
        }
        // Facts for people follow from the rest.
        Effect::Tell(_) => digest.number(7),
        Effect::Print(stream, text) => {
            digest.number(if *stream == Stream::Out { 8 } else { 9 });
            digest.bytes(text.as_bytes());
        }
        Effect::Exit(status) => {
            digest.number(10);
            digest.number(u64::from(status.unsigned_abs()));
        }
    }
}

#[cfg(test)]
mod tests {
    use partita_machine::Instant;
    use partita_view::Process;

    use super::*;
    use crate::setup::Setup;

    /// A world that has run for a while.
    fn world() -> World {
        let mut world = World::new(Setup::default());
        while world.now() < Instant(3_000_000) && world.step().is_some() {}
        world
    }

    fn rolled(world: &mut World, mut change: impl FnMut(&mut Step)) -> u64 {
        let mut digest = Digest::default();
        for _ in 0..200 {
            let Some(mut step) = world.step() else { break };
            change(&mut step);
            digest.step(&mut step);
        }
        digest.value()
    }

    #[test]
    fn d1_and_d2_equal_worlds_have_equal_digests() {
        assert_eq!(of_state(&world()), of_state(&world()));
        let mut again = world().clone();
        assert_eq!(rolled(&mut world(), |_| {}), rolled(&mut again, |_| {}));
    }

    #[test]
    fn d1_and_d2_a_world_that_is_another_on_purpose_has_another_digest() {
        let same = of_state(&world());
        let differs = |change: &dyn Fn(&mut World)| {
            let mut world = world();
            change(&mut world);
            of_state(&world) != same
        };
        assert!(differs(&|world| world.now.0 += 1));
        assert!(differs(&|world| world.steps += 1));
        assert!(differs(&|world| world.slots[0].incarnation += 1));
        assert!(differs(&|world| world.slots[0].process = Process::Paused));
        assert!(differs(&|world| world.slots[0].host = None));
        let rolling = rolled(&mut world(), |_| {});
        assert_ne!(rolled(&mut world(), |step| step.at.0 += 1), rolling);
        assert_ne!(rolled(&mut world(), |step| step.effects.clear()), rolling);
        assert_ne!(rolled(&mut world(), |step| step.delivered = Delivered::Nowhere), rolling);
    }

    #[test]
    fn d3_another_order_of_the_same_chances_is_another_run() {
        let mut lucky = world();
        // One draw more than the other world: as if something outside the seed had been asked.
        let _ = lucky.network.rng.below(2);
        assert_ne!(rolled(&mut lucky, |_| {}), rolled(&mut world(), |_| {}));
    }
}
