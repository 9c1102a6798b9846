//! A broker's life in its cluster: it registers, tells by heartbeats that it lives, and asks before it goes.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::{Failure, Instant, Rng};
use partita_wire::messages::broker_heartbeat_request::BrokerHeartbeatRequest;
use partita_wire::messages::broker_heartbeat_response::BrokerHeartbeatResponse;
use partita_wire::messages::broker_registration_request::{BrokerRegistrationRequest, Feature, Listener};
use partita_wire::{ErrorCode, Request, Response, Uuid};

use crate::config::NodeConfig;
use crate::controller::has_cordons;
use crate::cx::Cx;
use crate::disk::{FileName, in_dir, read_whole};
use crate::image::Image;
use crate::node::features::SUPPORTED;
use crate::node::{LinkKey, Reply};

/// First and greatest wait after a failure, milliseconds.
const RETRY_MS: u64 = 100;
/// While the broker starts, and while its leaderships move away.
const STARTING_MS: u64 = 10;
const STOPPING_MS: u64 = 50;
/// A controlled shutdown that no controller answers ends after this long (Kafka waits five minutes).
const SHUTDOWN_MS_MAX: u64 = 300_000;

/// What an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Register,
    Heartbeat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Not registered yet.
    Starting,
    /// Registered, and fenced until it has caught up.
    Registered,
    /// Unfenced.
    Running,
    /// Wants to go; at the given moment it goes anyway.
    Stopping(Instant),
    /// May go.
    Stopped,
}

/// A broker's standing with the active controller.
#[derive(Clone, Debug)]
pub(crate) struct Lifecycle {
    state: State,
    incarnation: Uuid,
    /// Epoch of the last life, if that ended by a controlled shutdown; -1 otherwise.
    previous_epoch: i64,
    /// The log directories in which there was the file that a controlled shutdown leaves.
    clean: BTreeSet<u32>,
    /// Ids of the log directories that work, and of those that do not.
    directories: (Vec<Uuid>, Vec<Uuid>),
    /// Ids of those that take no new replicas.
    cordoned: Vec<Uuid>,
    epoch: i64,
    /// The controller that was asked last.
    controller: Option<i32>,
    /// Whether it has not answered yet.
    asking: bool,
    next_at: Instant,
    failures: u32,
    /// No controller is known: nothing is due before one is.
    alone: bool,
}

/// The file that a controlled shutdown leaves (KIP-966).
pub(crate) fn clean_shutdown_file(dir: u32) -> FileName {
    in_dir(dir, ".kafka_cleanshutdown")
}

impl Lifecycle {
    pub(crate) fn new(rng: &mut Rng) -> Self {
        Self {
            state: State::Starting,
            incarnation: Uuid(rng.uuid_bytes()),
            previous_epoch: -1,
            clean: BTreeSet::new(),
            directories: (Vec::new(), Vec::new()),
            cordoned: Vec::new(),
            epoch: -1,
            controller: None,
            asking: false,
            next_at: Instant::default(),
            failures: 0,
            alone: true,
        }
    }

    /// Epoch of the registration, -1 before.
    pub(crate) fn epoch(&self) -> i64 {
        self.epoch
    }

    /// Reads how the last life ended, and removes the trace: this life may end otherwise.
    pub(crate) fn start(&mut self, cx: &mut Cx<'_>) {
        let dirs = u32::try_from(cx.config.log_dirs().len()).unwrap_or(1);
        let mut epochs = Vec::new();
        for dir in 0..dirs {
            let file = clean_shutdown_file(dir);
            if let Ok(text) = read_whole(cx.disk, &file)
                // A file that cannot be removed would vouch for a life that has not ended yet: not believed then.
                && cx.disk.delete(&file).is_ok()
            {
                self.clean.insert(dir);
                epochs.push(epoch_in(core::str::from_utf8(&text).unwrap_or_default()).unwrap_or(-1));
            }
        }
        // What one directory lacks may be missing from the replicas in it.
        let is_whole = self.clean.len() == dirs as usize;
        self.previous_epoch = epochs.into_iter().min().filter(|_| is_whole).unwrap_or(-1);
        self.next_at = cx.now.at;
    }

    /// The log directories that the last life left in order.
    pub(crate) fn clean(&self) -> &BTreeSet<u32> {
        &self.clean
    }

    /// Takes the ids of the log directories that work, and of those that do not: the controller learns of it.
    pub(crate) fn take_directories(&mut self, directories: (Vec<Uuid>, Vec<Uuid>)) {
        self.directories = directories;
    }

    /// Takes the ids of the log directories that take no new replicas (KIP-1066).
    pub(crate) fn take_cordoned(&mut self, cordoned: Vec<Uuid>) {
        self.cordoned = cordoned;
    }

    /// The next heartbeat need not wait: it says something new.
    pub(crate) fn hurry(&mut self, cx: &Cx<'_>) {
        self.next_at = cx.now.at;
    }

    /// Leaves a file in each of those log directories that says that nothing is missing.
    pub(crate) fn stop(&mut self, cx: &mut Cx<'_>, dirs: impl Iterator<Item = u32>) {
        let text = format!("{{\"version\":0,\"brokerEpoch\":{}}}", self.epoch);
        for dir in dirs {
            // Without the file the next life counts as one after a crash, which is safe.
            let _ = cx.disk.replace(&clean_shutdown_file(dir), text.as_bytes());
        }
    }

    /// Asks the controller before it goes, unless `controlled.shutdown.enable` says not to.
    pub(crate) fn begin_shutdown(&mut self, cx: &Cx<'_>) {
        let is_controlled = cx.config.flag("controlled.shutdown.enable", true);
        self.state = match self.state {
            State::Starting => State::Stopped,
            State::Registered | State::Running if !is_controlled => State::Stopped,
            State::Registered | State::Running => State::Stopping(cx.now.at.after_ms(SHUTDOWN_MS_MAX)),
            State::Stopping(_) | State::Stopped => return,
        };
        self.next_at = cx.now.at;
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.state == State::Stopped
    }

    /// Catching up is told at once: it ends the start of a broker.
    pub(crate) fn on_image(&mut self, cx: &Cx<'_>, image: &Image) {
        let registered = image.brokers.get(&cx.config.node_id);
        let known = registered.is_some_and(|broker| broker.broker_epoch == self.epoch && broker.fenced);
        if self.state == State::Registered && known {
            self.next_at = cx.now.at;
        }
    }

    /// Sends what is due. While the logs are being opened, the broker asks to stay fenced.
    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>, image: &Image, is_loading: bool) {
        if let State::Stopping(until) = self.state
            && until <= cx.now.at
        {
            self.state = State::Stopped;
        }
        self.alone = cx.controller.is_none();
        let Some((controller, address)) = cx.controller.clone() else { return };
        if let Some(old) = self.controller.filter(|&old| old != controller) {
            // What the old one would answer counts for nothing, and the new one need not wait.
            cx.links.hang(&LinkKey::Lifecycle(old), cx.effects);
            self.asking = false;
            self.failures = 0;
            self.next_at = cx.now.at;
        }
        self.controller = Some(controller);
        if self.asking || self.next_at > cx.now.at || self.state == State::Stopped {
            return;
        }
        let (body, call): (Request, Call) = match self.state {
            State::Starting => (self.registration(cx.config).into(), Call::Register),
            _ => (self.heartbeat(cx.config, image, is_loading).into(), Call::Heartbeat),
        };
        self.asking = true;
        let timeout_ms = session_ms(cx.config);
        cx.call(LinkKey::Lifecycle(controller), &address, body, Reply::Lifecycle(call), timeout_ms);
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        let until = match self.state {
            State::Stopping(until) => Some(until),
            State::Stopped => return None,
            _ => None,
        };
        let next = (!self.asking && !self.alone).then_some(self.next_at);
        [until, next].into_iter().flatten().min()
    }

    pub(crate) fn on_reply(&mut self, cx: &mut Cx<'_>, call: Call, outcome: Result<Response, Failure>) {
        self.asking = false;
        match (call, outcome) {
            (Call::Register, Ok(Response::BrokerRegistration(body))) if body.error_code == 0 => {
                self.failures = 0;
                self.epoch = body.broker_epoch;
                if self.state == State::Starting {
                    self.state = State::Registered;
                }
                self.next_at = cx.now.at;
            }
            (Call::Heartbeat, Ok(Response::BrokerHeartbeat(body))) if body.error_code == 0 => {
                self.failures = 0;
                self.on_heartbeat(cx, &body);
            }
            (Call::Heartbeat, Ok(Response::BrokerHeartbeat(body)))
                if body.error_code == ErrorCode::StaleBrokerEpoch as i16
                    && self.state == State::Registered =>
            {
                self.state = State::Starting;
                self.failed(cx);
            }
            _ => self.failed(cx),
        }
    }

    fn on_heartbeat(&mut self, cx: &Cx<'_>, body: &BrokerHeartbeatResponse) {
        let interval_ms = u64::try_from(cx.config.number("broker.heartbeat.interval.ms", 2_000)).unwrap_or(1);
        let next_ms = match self.state {
            State::Stopping(_) if body.should_shut_down => {
                self.state = State::Stopped;
                return;
            }
            State::Stopping(_) => STOPPING_MS,
            State::Registered if !body.is_fenced => {
                self.state = State::Running;
                interval_ms
            }
            State::Registered if !body.is_caught_up => STARTING_MS,
            _ => interval_ms,
        };
        self.next_at = cx.now.at.after_ms(next_ms);
    }

    /// Tries again after a while that doubles with each failure.
    fn failed(&mut self, cx: &mut Cx<'_>) {
        let most = (session_ms(cx.config) / 2).max(RETRY_MS);
        let wait = (RETRY_MS << self.failures.min(10)).min(most);
        self.failures += 1;
        self.next_at = cx.now.at.after_ms(wait * (98 + cx.rng.below(5)) / 100);
    }

    fn registration(&self, config: &NodeConfig) -> BrokerRegistrationRequest {
        let listener = Listener {
            name: "PLAINTEXT".into(),
            host: config.broker_address.host.to_string(),
            port: config.broker_address.port,
            security_protocol: 0,
        };
        let feature = |&(name, min_supported_version, max_supported_version): &(&str, i16, i16)| Feature {
            name: String::from(name),
            min_supported_version,
            max_supported_version,
        };
        BrokerRegistrationRequest {
            broker_id: config.node_id,
            cluster_id: config.cluster_id.to_string(),
            incarnation_id: self.incarnation,
            listeners: vec![listener],
            features: SUPPORTED.iter().map(feature).collect(),
            rack: config.rack.as_ref().map(ToString::to_string),
            is_migrating_zk_broker: false,
            log_dirs: self.directories.0.clone(),
            previous_broker_epoch: self.previous_epoch,
        }
    }

    fn heartbeat(&self, config: &NodeConfig, image: &Image, is_loading: bool) -> BrokerHeartbeatRequest {
        BrokerHeartbeatRequest {
            broker_id: config.node_id,
            broker_epoch: self.epoch,
            current_metadata_offset: image.offset,
            // A broker whose logs are not open yet has nothing to lead with.
            want_fence: is_loading,
            want_shut_down: matches!(self.state, State::Stopping(_)),
            offline_log_dirs: self.directories.1.clone(),
            // Before it knows its own registration it does not know its configs either.
            cordoned_log_dirs: (has_cordons(image) && image.offset >= self.epoch)
                .then(|| self.cordoned.clone()),
        }
    }
}

fn session_ms(config: &NodeConfig) -> u64 {
    u64::try_from(config.number("broker.session.timeout.ms", 9_000)).unwrap_or(0)
}

fn epoch_in(text: &str) -> Option<i64> {
    let (_, rest) = text.split_once("\"brokerEpoch\":")?;
    let end = rest.find(|c: char| c != '-' && !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::epoch_in;

    #[test]
    fn the_clean_shutdown_file_is_read_or_not_believed() {
        assert_eq!(epoch_in("{\"version\":0,\"brokerEpoch\":16}"), Some(16));
        for damaged in ["", "{}", "{\"brokerEpoch\":", "\"brokerEpoch\":-"] {
            assert_eq!(epoch_in(damaged), None);
        }
    }
}
