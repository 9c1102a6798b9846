//! ListConfigResources: everything that has configs, or could have them (KIP-1142).

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::list_config_resources_request::ListConfigResourcesRequest;
use partita_wire::messages::list_config_resources_response::{ConfigResource, ListConfigResourcesResponse};

use crate::configs::{BROKER, CLIENT_METRICS, GROUP};
use crate::image::{Image, TOPIC};

const BROKER_LOGGER: i8 = 8;
/// What is listed where nothing is named.
const ALL: [i8; 5] = [TOPIC, BROKER, BROKER_LOGGER, CLIENT_METRICS, GROUP];

/// Answers a request. Version 0 knows only what clients are to measure.
pub(crate) fn list(
    image: &Image,
    version: i16,
    body: &ListConfigResourcesRequest,
) -> ListConfigResourcesResponse {
    let asked: Vec<i8> = match (version, &body.resource_types[..]) {
        (0, _) => alloc::vec![CLIENT_METRICS],
        (_, []) => ALL.to_vec(),
        (_, types) => types.to_vec(),
    };
    if asked.iter().any(|of| !ALL.contains(of)) {
        let error_code = ErrorCode::UnsupportedVersion as i16;
        return ListConfigResourcesResponse { error_code, ..ListConfigResourcesResponse::default() };
    }
    let mut config_resources = Vec::new();
    for resource_type in ALL.into_iter().filter(|of| asked.contains(of)) {
        let resource = |resource_name| ConfigResource { resource_name, resource_type };
        config_resources.extend(names(image, resource_type).into_iter().map(resource));
    }
    ListConfigResourcesResponse { config_resources, ..ListConfigResourcesResponse::default() }
}

fn names(image: &Image, of: i8) -> Vec<String> {
    match of {
        TOPIC => image.topic_ids.keys().map(ToString::to_string).collect(),
        BROKER | BROKER_LOGGER => image.brokers.keys().map(ToString::to_string).collect(),
        _ => image.configs.keys().filter(|(kind, _)| *kind == of).map(|(_, name)| name.to_string()).collect(),
    }
}
