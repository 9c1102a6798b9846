//! ControllerRegistration (KIP-919): every controller tells the active one where it listens and what it supports, once in each
//! of its lives; the metadata log keeps it.

use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::{Failure, Instant, Rng};
use partita_wire::messages::controller_registration_request::{
    ControllerRegistrationRequest, Feature, Listener,
};
use partita_wire::messages::controller_registration_response::ControllerRegistrationResponse;
use partita_wire::messages::register_controller_record::{
    ControllerEndpoint, ControllerFeature, RegisterControllerRecord,
};
use partita_wire::{ErrorCode, MetadataRecord, Response, Uuid};

use crate::config::NodeConfig;
use crate::cx::Cx;
use crate::image::Image;
use crate::node::features::{METADATA_VERSION, SUPPORTED};
use crate::node::{LinkKey, Reply};
use crate::raft::CONTROLLER_LISTENER;

use super::{Active, Decision};

/// The first `metadata.version` with a record for it: 3.7-IV0.
const REGISTRATION_VERSION: i16 = 15;
/// First and greatest wait after a failure, milliseconds.
const RETRY_MS: u64 = 100;
const RETRY_MS_MAX: u64 = 120_000;
const TIMEOUT_MS: u64 = 10_000;
/// Makes the id of a controller's life another one than its broker's.
const INCARNATION_SEED: u64 = 0x6b72_6166_745f_3931;
/// Most listeners and features that a controller may name.
const PARTS_MAX: usize = 64;

/// A controller's standing with the active one.
#[derive(Clone, Debug)]
pub(crate) struct Registration {
    incarnation: Uuid,
    asking: bool,
    next_at: Instant,
    failures: u32,
    /// Whether there is somebody to ask, and something to tell.
    due: bool,
}

impl Registration {
    pub(crate) fn new(config: &NodeConfig) -> Self {
        Self {
            incarnation: Uuid(Rng::new(config.seed ^ INCARNATION_SEED).uuid_bytes()),
            asking: false,
            next_at: Instant::default(),
            failures: 0,
            due: false,
        }
    }

    fn is_needed(&self, me: i32, image: &Image) -> bool {
        let known = image.controllers.get(&me).is_some_and(|known| known.incarnation_id == self.incarnation);
        !known && image.features.get(METADATA_VERSION).is_some_and(|&level| level >= REGISTRATION_VERSION)
    }

    pub(crate) fn on_time(&mut self, cx: &mut Cx<'_>, image: &Image) {
        let controller = cx.controller.clone();
        self.due = controller.is_some() && !self.asking && self.is_needed(cx.config.node_id, image);
        let Some((id, address)) = controller.filter(|_| self.due && self.next_at <= cx.now.at) else {
            return;
        };
        self.asking = true;
        self.due = false;
        let body = self.request(cx.config);
        cx.call(LinkKey::Registration(id), &address, body, Reply::Registration, TIMEOUT_MS);
    }

    pub(crate) fn wake_at(&self) -> Option<Instant> {
        self.due.then_some(self.next_at)
    }

    /// What was answered well comes back by the log; anything else is tried again after a while that doubles.
    pub(crate) fn on_reply(&mut self, cx: &Cx<'_>, outcome: Result<Response, Failure>) {
        self.asking = false;
        let done = matches!(&outcome, Ok(Response::ControllerRegistration(body)) if body.error_code == 0);
        self.failures = if done { 0 } else { self.failures + 1 };
        self.next_at = cx.now.at.after_ms((RETRY_MS << self.failures.min(10)).min(RETRY_MS_MAX));
    }

    fn request(&self, config: &NodeConfig) -> ControllerRegistrationRequest {
        let listener = Listener {
            name: CONTROLLER_LISTENER.into(),
            host: config.controller_address.host.to_string(),
            port: config.controller_address.port,
            security_protocol: 0,
        };
        let feature = |&(name, min_supported_version, max_supported_version): &(&str, i16, i16)| Feature {
            name: name.into(),
            min_supported_version,
            max_supported_version,
        };
        ControllerRegistrationRequest {
            controller_id: config.node_id,
            incarnation_id: self.incarnation,
            zk_migration_ready: false,
            listeners: vec![listener],
            features: SUPPORTED.iter().map(feature).collect(),
        }
    }
}

impl Active {
    /// Takes note of a controller.
    pub(super) fn register_controller(&self, body: &ControllerRegistrationRequest) -> Decision {
        let level = self.image.features.get(METADATA_VERSION).copied().unwrap_or(0);
        let error = match () {
            () if level < REGISTRATION_VERSION => Some(ErrorCode::UnsupportedVersion),
            () if body.controller_id < 0
                || body.listeners.len() > PARTS_MAX
                || body.features.len() > PARTS_MAX =>
            {
                Some(ErrorCode::InvalidRequest)
            }
            () => None,
        };
        if let Some(error) = error {
            let (error_code, error_message) = (error as i16, Some(error.message().to_string()));
            let answer = ControllerRegistrationResponse { error_code, error_message, ..Default::default() };
            return Decision::new(Vec::new(), answer);
        }
        let endpoint = |listener: &Listener| ControllerEndpoint {
            name: listener.name.clone(),
            host: listener.host.clone(),
            port: listener.port,
            security_protocol: listener.security_protocol,
        };
        let feature = |feature: &Feature| ControllerFeature {
            name: feature.name.clone(),
            min_supported_version: feature.min_supported_version,
            max_supported_version: feature.max_supported_version,
        };
        let record = RegisterControllerRecord {
            controller_id: body.controller_id,
            incarnation_id: body.incarnation_id,
            zk_migration_ready: body.zk_migration_ready,
            end_points: body.listeners.iter().map(endpoint).collect(),
            features: body.features.iter().map(feature).collect(),
        };
        let records = vec![MetadataRecord::RegisterController(record)];
        Decision::new(records, ControllerRegistrationResponse::default())
    }
}
