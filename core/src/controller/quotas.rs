//! AlterClientQuotas (KIP-546).

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::messages::alter_client_quotas_request::{
    AlterClientQuotasRequest, EntryData as Asked, OpData,
};
use partita_wire::messages::alter_client_quotas_response::{
    AlterClientQuotasResponse, EntityData, EntryData,
};
use partita_wire::messages::client_quota_record::ClientQuotaRecord;
use partita_wire::{ErrorCode, F64Bits, MetadataRecord};

use crate::image::{QuotaEntity, entity_of, thousandths};

use super::{Active, Decision, Refused};

/// How large a quota may be, and whether it may have a fraction.
#[derive(Clone, Copy)]
enum Kind {
    Whole { max: u128, name: &'static str },
    Double,
}

impl Active {
    pub(super) fn alter_client_quotas(&mut self, body: &AlterClientQuotasRequest) -> Decision {
        let mut records = Vec::new();
        let mut seen = BTreeSet::new();
        let mut entries = Vec::new();
        for asked in &body.entries {
            let outcome = self.alter_entity(asked, &mut seen);
            let error = match outcome {
                Ok(made) => {
                    records.extend(made);
                    None
                }
                Err(refused) => Some(refused),
            };
            entries.push(EntryData {
                error_code: error.as_ref().map_or(0, |refused| refused.code as i16),
                error_message: error.map(|refused| refused.message),
                entity: echoed(asked),
            });
        }
        if body.validate_only {
            records.clear();
        }
        Decision::new(records, AlterClientQuotasResponse { entries, ..Default::default() })
    }

    fn alter_entity(
        &self,
        asked: &Asked,
        seen: &mut BTreeSet<QuotaEntity>,
    ) -> Result<Vec<MetadataRecord>, Refused> {
        let entity = entity(asked)?;
        let mut keys = BTreeSet::new();
        if let Some(twice) = asked.ops.iter().find(|op| !keys.insert(&*op.key)) {
            let message = format!(
                "Duplicate quota key {} not updating quota for this entity {}",
                twice.key,
                shown(&entity)
            );
            return Err(invalid(message));
        }
        if !seen.insert(entity.clone()) {
            return Err(invalid(format!("Ignoring duplicate entity {}", shown(&entity))));
        }
        let current = self.image.quotas.get(&entity);
        let mut records = Vec::new();
        for op in &asked.ops {
            let known = current.and_then(|quotas| quotas.get(&*op.key).copied());
            if !op.remove {
                check(entity.contains_key("ip"), op)?;
            }
            let changes = if op.remove { known.is_some() } else { known != Some(op.value) };
            if changes {
                records.push(MetadataRecord::ClientQuota(ClientQuotaRecord {
                    entity: entity_of(&entity),
                    key: op.key.clone(),
                    value: if op.remove { F64Bits(0) } else { op.value },
                    remove: op.remove,
                }));
            }
        }
        Ok(records)
    }
}

fn invalid(message: impl Into<String>) -> Refused {
    Refused::new(ErrorCode::InvalidRequest, message)
}

fn echoed(asked: &Asked) -> Vec<EntityData> {
    let part = |part: &partita_wire::messages::alter_client_quotas_request::EntityData| EntityData {
        entity_type: part.entity_type.clone(),
        entity_name: part.entity_name.clone(),
    };
    asked.entity.iter().map(part).collect()
}

/// Every entity refused with the same error.
pub(super) fn refused(body: &AlterClientQuotasRequest, error: ErrorCode) -> AlterClientQuotasResponse {
    let entry = |asked: &Asked| EntryData {
        error_code: error as i16,
        error_message: Some(error.message().to_string()),
        entity: echoed(asked),
    };
    AlterClientQuotasResponse { entries: body.entries.iter().map(entry).collect(), ..Default::default() }
}

/// Whom a quota is for, if that makes sense.
fn entity(asked: &Asked) -> Result<QuotaEntity, Refused> {
    let mut entity = QuotaEntity::new();
    for part in &asked.entity {
        let of = &*part.entity_type;
        if entity.contains_key(of) {
            return Err(invalid(format!("Invalid client quota entity, duplicate entity entry {of}")));
        }
        if !matches!(of, "user" | "client-id" | "ip") {
            return Err(invalid(format!("Unhandled client quota entity type: {of}")));
        }
        if part.entity_name.as_deref() == Some("") {
            return Err(invalid(format!("Empty {of} not supported")));
        }
        entity.insert(of.into(), part.entity_name.as_deref().map(Name::from));
    }
    if entity.is_empty() {
        return Err(invalid("Invalid empty client quota entity"));
    }
    if let Some(ip) = entity.get("ip") {
        if entity.len() > 1 {
            let message =
                "Invalid quota entity combination, IP entity shouldnot be combined with User or ClientId";
            return Err(invalid(message));
        }
        // Names of hosts would have to be looked up; a node here cannot.
        if let Some(ip) = ip.as_deref().filter(|ip| ip.parse::<core::net::IpAddr>().is_err()) {
            return Err(invalid(format!("{ip} is not a valid IP or resolvable host.")));
        }
    }
    Ok(entity)
}

fn check(is_ip: bool, op: &OpData) -> Result<(), Refused> {
    let kind = match (&*op.key, is_ip) {
        ("producer_byte_rate" | "consumer_byte_rate", false) => {
            Kind::Whole { max: i64::MAX as u128, name: "a LONG" }
        }
        ("request_percentage" | "controller_mutation_rate", false) => Kind::Double,
        ("connection_creation_rate", true) => Kind::Whole { max: i32::MAX as u128, name: "an INT" },
        _ => return Err(invalid(format!("Invalid configuration key {}", op.key))),
    };
    let key = &op.key;
    let Some(value) = thousandths(op.value).filter(|_| op.value.0 << 1 != 0) else {
        return Err(invalid(format!("Quota {key} must be greater than 0")));
    };
    match kind {
        Kind::Whole { max, name } if value / 1_000 > max => {
            Err(invalid(format!("Proposed value for {key} is too large for {name}.")))
        }
        Kind::Whole { .. } if value % 1_000 != 0 => {
            Err(invalid(format!("{key} cannot be a fractional value.")))
        }
        _ => Ok(()),
    }
}

/// An entity as Kafka's texts have it.
fn shown(entity: &QuotaEntity) -> String {
    let parts: BTreeMap<&str, &str> =
        entity.iter().map(|(of, name)| (&**of, name.as_deref().unwrap_or("null"))).collect();
    let parts: Vec<String> = parts.iter().map(|(of, name)| format!("{of}={name}")).collect();
    format!("ClientQuotaEntity(entries={{{}}})", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn op(key: &str, bits: u64) -> OpData {
        OpData { key: key.into(), value: F64Bits(bits), remove: false }
    }

    #[test]
    fn values_are_refused_in_kafkas_words() {
        let refused = |is_ip, key, value: f64| check(is_ip, &op(key, value.to_bits())).unwrap_err().message;
        assert_eq!(refused(false, "foo", 1.0), "Invalid configuration key foo");
        assert_eq!(
            refused(false, "producer_byte_rate", 0.0),
            "Quota producer_byte_rate must be greater than 0"
        );
        assert_eq!(
            refused(false, "producer_byte_rate", -1.0),
            "Quota producer_byte_rate must be greater than 0"
        );
        assert_eq!(
            refused(false, "producer_byte_rate", 1.5),
            "producer_byte_rate cannot be a fractional value."
        );
        assert_eq!(
            refused(true, "connection_creation_rate", 1e10),
            "Proposed value for connection_creation_rate is too large for an INT."
        );
        assert_eq!(check(false, &op("request_percentage", 12.5_f64.to_bits())), Ok(()));
        assert_eq!(check(false, &op("consumer_byte_rate", 1024_f64.to_bits())), Ok(()));
    }
}
