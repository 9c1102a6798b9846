//! Brokers: registration, heartbeats, fencing and unfencing, controlled shutdown.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::Instant;
use partita_wire::ErrorCode;
use partita_wire::MetadataRecord;
use partita_wire::messages::broker_heartbeat_request::BrokerHeartbeatRequest;
use partita_wire::messages::broker_heartbeat_response::BrokerHeartbeatResponse;
use partita_wire::messages::broker_registration_change_record::BrokerRegistrationChangeRecord;
use partita_wire::messages::broker_registration_request::BrokerRegistrationRequest;
use partita_wire::messages::broker_registration_response::BrokerRegistrationResponse;
use partita_wire::messages::register_broker_record::{BrokerEndpoint, BrokerFeature, RegisterBrokerRecord};
use partita_wire::messages::unregister_broker_record::UnregisterBrokerRecord;
use partita_wire::messages::unregister_broker_request::UnregisterBrokerRequest;
use partita_wire::messages::unregister_broker_response::UnregisterBrokerResponse;

use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::image::{BrokerImage, Image};
use crate::museum::Bug;

use super::directories::{assigns_directories, has_cordons};
use super::elect::Removal;
use super::{Active, Decision};

const FENCE: i8 = 1;
const UNFENCE: i8 = -1;
const ENTER_CONTROLLED_SHUTDOWN: i8 = 1;

/// `broker.session.timeout.ms`.
pub(super) fn session_ms(config: &NodeConfig) -> u64 {
    u64::try_from(config.number("broker.session.timeout.ms", 9_000)).unwrap_or(0)
}

/// When each life of a broker was heard of last, and what is known of those that are registered.
#[derive(Clone, Debug, Default)]
pub(super) struct Sessions {
    /// By id and epoch. A session outlives the fencing of its broker, and the registration: until it is over nobody else may
    /// register under the id.
    heard_at: BTreeMap<(i32, i64), Instant>,
    brokers: BTreeMap<i32, Known>,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    metadata_offset: i64,
    /// For a broker in controlled shutdown: the offset that all others must know before it may go.
    shutdown_offset: Option<i64>,
}

impl Sessions {
    /// A new active controller gives every unfenced broker a whole session.
    pub(super) fn begin(&mut self, at: Instant, image: &Image) {
        for broker in image.brokers.values() {
            self.know(broker.id, -1);
            if !broker.fenced {
                self.heard_at.insert((broker.id, broker.broker_epoch), at);
            }
        }
    }

    fn know(&mut self, broker: i32, metadata_offset: i64) {
        let shutdown_offset = self.brokers.get(&broker).and_then(|known| known.shutdown_offset);
        self.brokers.insert(broker, Known { metadata_offset, shutdown_offset });
    }

    /// A broker's registration is gone, or another has taken its place.
    fn forget(&mut self, broker: i32) {
        self.brokers.remove(&broker);
    }

    fn is_valid(&self, broker: &BrokerImage, at: Instant, session_ms: u64) -> bool {
        let heard_at = self.heard_at.get(&(broker.id, broker.broker_epoch));
        heard_at.is_some_and(|heard_at| at <= heard_at.after_ms(session_ms))
    }

    /// Takes a broker, and its epoch, that has been silent for too long.
    pub(super) fn take_expired(&mut self, at: Instant, session_ms: u64) -> Option<(i32, i64)> {
        let (&of, &heard_at) = self.heard_at.iter().min_by_key(|&(of, heard_at)| (heard_at, of))?;
        if heard_at.after_ms(session_ms) > at {
            return None;
        }
        self.heard_at.remove(&of);
        Some(of)
    }

    pub(super) fn next_expiry(&self, session_ms: u64) -> Option<Instant> {
        self.heard_at.values().min().map(|heard_at| heard_at.after_ms(session_ms))
    }

    /// What every broker that stays has seen of the metadata log.
    fn lowest_offset(&self, image: &Image) -> i64 {
        let active = image.brokers.values().filter(|broker| broker.is_active());
        let offset = |broker: &Arc<BrokerImage>| {
            self.brokers.get(&broker.id).map_or(-1, |known| known.metadata_offset)
        };
        active.map(offset).min().unwrap_or(i64::MAX)
    }
}

impl BrokerImage {
    /// Whether partitions may be led by this broker: neither fenced nor on its way out.
    pub(crate) fn is_active(&self) -> bool {
        !self.fenced && !self.in_controlled_shutdown
    }
}

/// What a heartbeat brings about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Stay,
    Fence,
    Unfence,
    BeginShutdown,
    ShutDownNow,
}

impl Active {
    /// Takes a broker into the cluster, fenced. `next` is the offset of the next record.
    pub(super) fn register(&mut self, cx: &Cx<'_>, next: i64, body: &BrokerRegistrationRequest) -> Decision {
        let refused = |error: ErrorCode| {
            Decision::new(
                Vec::new(),
                BrokerRegistrationResponse {
                    error_code: error as i16,
                    broker_epoch: -1,
                    ..Default::default()
                },
            )
        };
        if let Err(error) = self.check_registration(cx, body) {
            return refused(error);
        }
        let existing = self.image.brokers.get(&body.broker_id).cloned();
        let keeps_epoch = !Bug::Kafka16952.is_in(cx.config);
        let returning = existing.filter(|broker| broker.incarnation == body.incarnation_id && keeps_epoch);
        let mut records = match &returning {
            Some(_) => Vec::new(),
            None => self.end_of_last_life(cx, body),
        };
        let broker_epoch = match &returning {
            Some(broker) => broker.broker_epoch,
            None => next + i64::try_from(records.len()).unwrap_or(0),
        };
        records.push(MetadataRecord::RegisterBroker(RegisterBrokerRecord {
            fenced: returning.as_ref().is_none_or(|broker| broker.fenced),
            in_controlled_shutdown: returning.is_some_and(|broker| broker.in_controlled_shutdown),
            ..registration(body, broker_epoch)
        }));
        self.sessions.forget(body.broker_id);
        self.sessions.know(body.broker_id, -1);
        Decision::new(records, BrokerRegistrationResponse { broker_epoch, ..Default::default() })
    }

    /// What a new life of a broker brings about for the one before: it leads nothing any more, and without an orderly end what it had
    /// not flushed may be lost (KIP-966).
    fn end_of_last_life(&self, cx: &Cx<'_>, body: &BrokerRegistrationRequest) -> Vec<MetadataRecord> {
        // An id that nobody has registered has no orderly end, whatever the broker says of its last life.
        let known_epoch = self.image.brokers.get(&body.broker_id).map_or(-2, |broker| broker.broker_epoch);
        let is_clean = body.previous_broker_epoch == known_epoch || Bug::Kip966.is_in(cx.config);
        match is_clean || !self.keeps_eligible() {
            true => self.changes(cx, Removal::Broker(body.broker_id)),
            false => self.changes(cx, Removal::UncleanShutdown(body.broker_id)),
        }
    }

    fn check_registration(&self, cx: &Cx<'_>, body: &BrokerRegistrationRequest) -> Result<(), ErrorCode> {
        if body.cluster_id != alloc::string::ToString::to_string(&cx.config.cluster_id) {
            return Err(ErrorCode::InconsistentClusterId);
        }
        if let Some(existing) = self.image.brokers.get(&body.broker_id) {
            let lives = self.sessions.is_valid(existing, cx.now.at, session_ms(cx.config));
            if lives && existing.incarnation != body.incarnation_id {
                return Err(ErrorCode::DuplicateBrokerRegistration);
            }
        }
        self.check_features(body)?;
        let directories = &body.log_dirs;
        let repeated = directories.iter().enumerate().any(|(at, id)| directories[..at].contains(id));
        let taken = |broker: &&Arc<BrokerImage>| {
            broker.id != body.broker_id && broker.directories.iter().any(|id| directories.contains(id))
        };
        if directories.is_empty()
            || repeated
            || directories.iter().any(|id| id.is_zero())
            || self.image.brokers.values().any(|broker| taken(&broker))
        {
            return Err(ErrorCode::InvalidRegistration);
        }
        Ok(())
    }

    pub(super) fn check_broker_epoch(&self, broker: i32, epoch: i64) -> Result<(), ErrorCode> {
        match self.image.brokers.get(&broker) {
            Some(known) if known.broker_epoch == epoch => Ok(()),
            _ => Err(ErrorCode::StaleBrokerEpoch),
        }
    }

    /// Hears of a broker, and fences, unfences or lets it go as both sides want.
    pub(super) fn heartbeat(&mut self, cx: &Cx<'_>, next: i64, body: &BrokerHeartbeatRequest) -> Decision {
        let id = body.broker_id;
        let known =
            self.image.brokers.get(&id).cloned().filter(|broker| broker.broker_epoch == body.broker_epoch);
        let Some(broker) = known else {
            let error_code = ErrorCode::StaleBrokerEpoch as i16;
            return Decision::new(
                Vec::new(),
                BrokerHeartbeatResponse { error_code, is_fenced: true, ..Default::default() },
            );
        };
        let step = self.next_step(&broker, body);
        let mut records = match step {
            Step::Stay => Vec::new(),
            Step::Fence | Step::ShutDownNow => self.fence(cx, id),
            Step::Unfence => self.unfence(cx, &broker),
            Step::BeginShutdown => self.begin_controlled_shutdown(cx, &broker),
        };
        if assigns_directories(&self.image) {
            records.extend(self.directories_offline(cx, &broker, &body.offline_log_dirs));
        }
        let cordoned = body.cordoned_log_dirs.as_ref().filter(|_| has_cordons(&self.image));
        records.extend(cordoned.and_then(|cordoned| broker.cordon(cordoned)));
        self.sessions.heard_at.insert((id, body.broker_epoch), cx.now.at);
        self.sessions.know(id, body.current_metadata_offset);
        if step == Step::BeginShutdown
            && let Some(known) = self.sessions.brokers.get_mut(&id)
        {
            known.shutdown_offset = Some(next + i64::try_from(records.len()).unwrap_or(0) - 1);
        }
        if matches!(step, Step::Fence | Step::ShutDownNow) {
            self.sessions.forget(id);
        }
        let fenced = match step {
            Step::Stay => broker.fenced,
            Step::Fence | Step::ShutDownNow => true,
            Step::Unfence | Step::BeginShutdown => false,
        };
        let answer = BrokerHeartbeatResponse {
            is_caught_up: body.current_metadata_offset >= broker.broker_epoch,
            is_fenced: fenced,
            should_shut_down: step == Step::ShutDownNow,
            ..Default::default()
        };
        Decision::new(records, answer)
    }

    fn next_step(&self, broker: &BrokerImage, body: &BrokerHeartbeatRequest) -> Step {
        let leads = || self.image.partitions().any(|(_, _, partition)| partition.leader == broker.id);
        if broker.in_controlled_shutdown && !broker.fenced {
            let known = self.sessions.brokers.get(&broker.id);
            let seen = self.sessions.lowest_offset(&self.image);
            let is_seen = known.and_then(|known| known.shutdown_offset).is_none_or(|offset| offset <= seen);
            return if is_seen && !leads() { Step::ShutDownNow } else { Step::Stay };
        }
        match (broker.fenced, body.want_shut_down, body.want_fence) {
            (true, true, _) => Step::ShutDownNow,
            (true, _, true) => Step::Stay,
            (true, false, false) if body.current_metadata_offset >= broker.broker_epoch => Step::Unfence,
            (true, false, false) => Step::Stay,
            (false, true, true) => Step::ShutDownNow,
            (false, false, true) => Step::Fence,
            (false, true, false) if leads() => Step::BeginShutdown,
            (false, true, false) => Step::ShutDownNow,
            (false, false, false) => Step::Stay,
        }
    }

    /// Takes a broker out of every ISR and off every leadership, and fences it.
    pub(super) fn fence(&self, cx: &Cx<'_>, broker: i32) -> Vec<MetadataRecord> {
        let mut records = self.changes(cx, Removal::Broker(broker));
        if let Some(known) = self.image.brokers.get(&broker) {
            records.push(registration_change(known, FENCE, 0));
        }
        records
    }

    /// Unfences a broker; partitions without a leader may get it as theirs.
    fn unfence(&self, cx: &Cx<'_>, broker: &BrokerImage) -> Vec<MetadataRecord> {
        let mut records = vec![registration_change(broker, UNFENCE, 0)];
        records.extend(self.changes(cx, Removal::NoneButAdd(broker.id)));
        records
    }

    fn begin_controlled_shutdown(&self, cx: &Cx<'_>, broker: &BrokerImage) -> Vec<MetadataRecord> {
        let mut records = vec![registration_change(broker, 0, ENTER_CONTROLLED_SHUTDOWN)];
        records.extend(self.changes(cx, Removal::Broker(broker.id)));
        records
    }

    /// Forgets a broker for good.
    pub(super) fn unregister(&mut self, cx: &Cx<'_>, body: &UnregisterBrokerRequest) -> Decision {
        let Some(broker) = self.image.brokers.get(&body.broker_id).cloned() else {
            let answer = UnregisterBrokerResponse {
                error_code: ErrorCode::BrokerIdNotRegistered as i16,
                error_message: Some(alloc::format!(
                    "Broker ID {} is not currently registered",
                    body.broker_id
                )),
                ..Default::default()
            };
            return Decision::new(Vec::new(), answer);
        };
        let mut records = self.changes(cx, Removal::Broker(broker.id));
        records.push(MetadataRecord::UnregisterBroker(UnregisterBrokerRecord {
            broker_id: broker.id,
            broker_epoch: broker.broker_epoch,
        }));
        self.sessions.forget(broker.id);
        Decision::new(records, UnregisterBrokerResponse::default())
    }
}

fn registration_change(broker: &BrokerImage, fenced: i8, in_controlled_shutdown: i8) -> MetadataRecord {
    MetadataRecord::BrokerRegistrationChange(BrokerRegistrationChangeRecord {
        broker_id: broker.id,
        broker_epoch: broker.broker_epoch,
        fenced,
        in_controlled_shutdown,
        ..BrokerRegistrationChangeRecord::default()
    })
}

fn registration(body: &BrokerRegistrationRequest, broker_epoch: i64) -> RegisterBrokerRecord {
    let endpoint =
        |listener: &partita_wire::messages::broker_registration_request::Listener| BrokerEndpoint {
            name: listener.name.clone(),
            host: listener.host.clone(),
            port: listener.port,
            security_protocol: listener.security_protocol,
        };
    let feature = |feature: &partita_wire::messages::broker_registration_request::Feature| BrokerFeature {
        name: feature.name.clone(),
        min_supported_version: feature.min_supported_version,
        max_supported_version: feature.max_supported_version,
    };
    RegisterBrokerRecord {
        broker_id: body.broker_id,
        is_migrating_zk_broker: false,
        incarnation_id: body.incarnation_id,
        broker_epoch,
        end_points: body.listeners.iter().map(endpoint).collect(),
        features: body.features.iter().map(feature).collect(),
        rack: body.rack.clone(),
        fenced: true,
        in_controlled_shutdown: false,
        log_dirs: body.log_dirs.clone(),
        // The broker tells them once it has caught up.
        cordoned_log_dirs: None,
    }
}
