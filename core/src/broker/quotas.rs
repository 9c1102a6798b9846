//! DescribeClientQuotas: what is set for whom (KIP-546).

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::messages::describe_client_quotas_request::{ComponentData, DescribeClientQuotasRequest};
use partita_wire::messages::describe_client_quotas_response::{
    DescribeClientQuotasResponse, EntityData, EntryData, ValueData,
};
use partita_wire::{ErrorCode, F64Bits};

use crate::image::{Image, QuotaEntity};

const EXACT: i8 = 0;
const DEFAULT: i8 = 1;
const SPECIFIED: i8 = 2;

/// What an entity's type must be: this name, the default of the type, or anything.
type Filter = BTreeMap<Name, Option<Option<Name>>>;

/// Answers a request from the image.
pub(crate) fn describe(image: &Image, body: &DescribeClientQuotasRequest) -> DescribeClientQuotasResponse {
    let filter = match filter(&body.components) {
        Ok(filter) => filter,
        Err((error, message)) => {
            return DescribeClientQuotasResponse {
                error_code: error as i16,
                error_message: Some(message),
                entries: None,
                ..DescribeClientQuotasResponse::default()
            };
        }
    };
    let matching = image.quotas.iter().filter(|(entity, _)| matches(&filter, body.strict, entity));
    DescribeClientQuotasResponse {
        error_message: None,
        entries: Some(matching.map(|(entity, quotas)| entry(entity, quotas)).collect()),
        ..DescribeClientQuotasResponse::default()
    }
}

fn filter(components: &[ComponentData]) -> Result<Filter, (ErrorCode, String)> {
    let invalid = |message: String| Err((ErrorCode::InvalidRequest, message));
    let mut filter = Filter::new();
    for component in components {
        let of = &*component.entity_type;
        if of.is_empty() {
            return invalid("Invalid empty entity type.".into());
        }
        if filter.contains_key(of) {
            return invalid(format!("Entity type {of} cannot appear more than once in the filter."));
        }
        if !matches!(of, "user" | "client-id" | "ip") {
            return Err((ErrorCode::UnsupportedVersion, format!("Unsupported entity type {of}")));
        }
        let wanted = match (component.match_type, &component.r#match) {
            (EXACT, Some(name)) => Some(Some(Name::from(&**name))),
            (EXACT, None) => {
                return invalid("Request specified MATCH_TYPE_EXACT, but set match string to null.".into());
            }
            (DEFAULT, None) => Some(None),
            (SPECIFIED, None) => None,
            (DEFAULT | SPECIFIED, Some(_)) => {
                let kind = if component.match_type == DEFAULT { "DEFAULT" } else { "SPECIFIED" };
                return invalid(format!(
                    "Request specified MATCH_TYPE_{kind}, but also specified a match string."
                ));
            }
            (other, _) => return invalid(format!("Unknown match type {other}")),
        };
        filter.insert(of.into(), wanted);
    }
    if filter.contains_key("ip") && filter.len() > 1 {
        return invalid(
            "Invalid entity filter component combination. IP filter component should not be used with user or \
             clientId filter component."
                .into(),
        );
    }
    Ok(filter)
}

fn matches(filter: &Filter, strict: bool, entity: &QuotaEntity) -> bool {
    let is_wanted = |(of, wanted): (&Name, &Option<Option<Name>>)| {
        entity.get(of).is_some_and(|name| wanted.as_ref().is_none_or(|wanted| wanted == name))
    };
    (!strict || entity.len() == filter.len()) && filter.iter().all(is_wanted)
}

fn entry(entity: &QuotaEntity, quotas: &BTreeMap<Name, F64Bits>) -> EntryData {
    let part = |(of, name): (&Name, &Option<Name>)| EntityData {
        entity_type: of.to_string(),
        entity_name: name.as_ref().map(ToString::to_string),
    };
    let value = |(key, &value): (&Name, &F64Bits)| ValueData { key: key.to_string(), value };
    EntryData {
        entity: entity.iter().map(part).collect(),
        values: quotas.iter().map(value).collect::<Vec<_>>(),
    }
}
