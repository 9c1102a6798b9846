//! Words of the stories about quotas.

#![allow(dead_code, reason = "each test binary uses its own part of the words")]

use partita_wire::messages::alter_client_quotas_request::{
    AlterClientQuotasRequest, EntityData, EntryData, OpData,
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
