//! Words of the stories about quotas.

#![allow(dead_code, reason = "each test binary uses its own part of the words")]

use partita_wire::messages::alter_client_quotas_request::{
    AlterClientQuotasRequest, EntityData, EntryData, OpData,
};
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::{F64Bits, Response};

use crate::host::Host;

/// `test` is the client id of every request of the host.
pub(crate) fn client(name: Option<&str>) -> EntityData {
    part("client-id", name)
}

/// A part of an entity: a name of this type, or the default of the type.
pub(crate) fn part(of: &str, name: Option<&str>) -> EntityData {
    EntityData { entity_type: of.into(), entity_name: name.map(Into::into) }
}

/// Sets a quota of an entity, or takes it away; gives error and message. It counts a tenth of a second later.
pub(crate) fn set(
    host: &mut Host,
    node: i32,
    entity: Vec<EntityData>,
    key: &str,
    value: Option<f64>,
) -> (i16, Option<String>) {
    let op = OpData {
        key: key.into(),
        value: F64Bits(value.unwrap_or_default().to_bits()),
        remove: value.is_none(),
    };
    let entries = vec![EntryData { entity, ops: vec![op] }];
    let body = AlterClientQuotasRequest { entries, validate_only: false };
    let Response::AlterClientQuotas(answer) = host.ask(node, body) else { panic!() };
    host.run_ms(100);
    (answer.entries[0].error_code, answer.entries[0].error_message.clone())
}

/// Sets a config of broker 0, and lets it learn of that; gives the error.
pub(crate) fn configure(host: &mut Host, name: &str, value: &str) -> i16 {
    let config = AlterableConfig { name: name.into(), config_operation: 0, value: Some(value.into()) };
    let resource =
        AlterConfigsResource { resource_type: 4, resource_name: "0".into(), configs: vec![config] };
    let body = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    let Response::IncrementalAlterConfigs(answer) = host.ask(0, body) else { panic!() };
    host.run_ms(100);
    answer.responses[0].error_code
}
