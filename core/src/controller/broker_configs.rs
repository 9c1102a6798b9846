//! What a broker's configs may be changed to, and whose.

use alloc::format;
use alloc::vec::Vec;

use partita_wire::ErrorCode;

use super::configs::{Changes, MIN_IN_SYNC};
use super::directories::has_cordons;
use super::{Active, Refused};
use crate::configs;

impl Active {
    pub(super) fn check_broker_configs(&self, name: &str, changes: &Changes) -> Result<(), Refused> {
        check_dynamic(name, changes)?;
        if self.keeps_eligible() {
            check_minimum(name, changes)?;
        }
        if changes.contains_key("cordoned.log.dirs") && !has_cordons(&self.image) {
            let message = "The cordoned.log.dirs configuration value cannot be set because it requires metadata.version >= \
                           4.3-IV0";
            return Err(Refused::new(ErrorCode::InvalidConfig, message));
        }
        self.check_node(name)
    }

    /// Whether a node of that name is registered; all brokers have none.
    fn check_node(&self, name: &str) -> Result<(), Refused> {
        if name.is_empty() {
            return Ok(());
        }
        let id = name.parse::<i32>().map_err(|_| {
            let message = "Unable to parse broker name as a base 10 number.";
            Refused::new(ErrorCode::InvalidRequest, message)
        })?;
        if id < 0 {
            return Err(Refused::new(ErrorCode::InvalidRequest, "Invalid negative broker ID."));
        }
        match self.image.brokers.contains_key(&id) || self.image.controllers.contains_key(&id) {
            true => Ok(()),
            false => {
                Err(Refused::new(ErrorCode::BrokerIdNotRegistered, format!("No node with id {id} found.")))
            }
        }
    }
}

fn check_dynamic(name: &str, changes: &Changes) -> Result<(), Refused> {
    let refused = |message| Err(Refused::new(ErrorCode::InvalidRequest, message));
    let listed = |is: &dyn Fn(&str) -> bool| -> Vec<&str> {
        changes.keys().map(|config| &**config).filter(|config| is(config)).collect()
    };
    let is_fixed = |config: &str| configs::broker_key(config).is_some() && !configs::is_dynamic(config);
    let fixed = listed(&is_fixed);
    if !fixed.is_empty() {
        return refused(format!("Cannot update these configs dynamically: [{}]", fixed.join(", ")));
    }
    let of_one = listed(&configs::is_per_broker);
    if name.is_empty() && !of_one.is_empty() {
        return refused(format!(
            "Cannot update these configs at default cluster level, broker id must be specified: [{}]",
            of_one.join(", ")
        ));
    }
    for (config, value) in changes {
        if let (Some(key), Some(value)) = (configs::broker_key(config), value) {
            key.check(value).map_err(|message| Refused::new(ErrorCode::InvalidRequest, message))?;
        }
    }
    Ok(())
}

/// With ELR all nodes must find one minimum for all brokers.
fn check_minimum(name: &str, changes: &Changes) -> Result<(), Refused> {
    let keeps = |what: &str| Err(Refused::new(ErrorCode::InvalidConfig, what));
    match changes.get(MIN_IN_SYNC) {
        Some(None) if name.is_empty() => {
            keeps("Cluster-level min.insync.replicas cannot be removed while ELR is enabled.")
        }
        Some(_) if !name.is_empty() => {
            keeps("Broker-level min.insync.replicas cannot be altered while ELR is enabled.")
        }
        _ => Ok(()),
    }
}
