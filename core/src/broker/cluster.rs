//! DescribeCluster, of brokers and of controllers (KIP-700, KIP-919).

use alloc::collections::BTreeMap;
use alloc::string::ToString;
use alloc::vec::Vec;

use partita_wire::ErrorCode;
use partita_wire::messages::describe_cluster_request::DescribeClusterRequest;
use partita_wire::messages::describe_cluster_response::{DescribeClusterBroker, DescribeClusterResponse};

use crate::cx::Cx;
use crate::image::{BrokerImage, Image};
use crate::raft::{CONTROLLER_LISTENER, Raft};

use super::metadata::CLUSTER_OPERATIONS;

const BROKERS: i8 = 1;
const CONTROLLERS: i8 = 2;

/// What a broker says of its cluster.
pub(crate) fn describe_brokers(
    cx: &mut Cx<'_>,
    image: &Image,
    body: &DescribeClusterRequest,
) -> DescribeClusterResponse {
    if let Some(refused) = refused(body, BROKERS) {
        return refused;
    }
    let listed = image.brokers.values().filter(|broker| !broker.fenced || body.include_fenced_brokers);
    let alive: Vec<i32> =
        image.brokers.values().filter(|broker| !broker.fenced).map(|broker| broker.id).collect();
    let pick = usize::try_from(cx.rng.below(u64::try_from(alive.len()).unwrap_or(0))).unwrap_or(0);
    let describe = |broker: &alloc::sync::Arc<BrokerImage>| DescribeClusterBroker {
        broker_id: broker.id,
        host: broker.address.host.to_string(),
        port: i32::from(broker.address.port),
        rack: broker.rack.as_ref().map(ToString::to_string),
        is_fenced: broker.fenced,
    };
    DescribeClusterResponse {
        endpoint_type: BROKERS,
        cluster_id: cx.config.cluster_id.to_string(),
        controller_id: alive.get(pick).copied().unwrap_or(-1),
        brokers: listed.map(describe).collect(),
        cluster_authorized_operations: operations(body),
        ..DescribeClusterResponse::default()
    }
}

/// What a controller says of the quorum.
pub(crate) fn describe_controllers(
    cx: &Cx<'_>,
    raft: &Raft,
    image: &Image,
    body: &DescribeClusterRequest,
) -> DescribeClusterResponse {
    if let Some(refused) = refused(body, CONTROLLERS) {
        return refused;
    }
    let describe = |(id, host, port): (i32, &str, u16)| DescribeClusterBroker {
        broker_id: id,
        host: host.into(),
        port: i32::from(port),
        ..DescribeClusterBroker::default()
    };
    let registered = image.controllers.values().filter_map(|known| {
        let end = known.end_points.iter().find(|end| end.name == CONTROLLER_LISTENER)?;
        Some((known.controller_id, &*end.host, end.port))
    });
    let mut controllers: BTreeMap<i32, DescribeClusterBroker> =
        registered.map(|known| (known.0, describe(known))).collect();
    // A voter that has not registered yet is known by the quorum.
    for (id, voter) in raft.voters().iter() {
        if let Some(address) = voter.address() {
            controllers.entry(id).or_insert_with(|| describe((id, &address.host, address.port)));
        }
    }
    DescribeClusterResponse {
        endpoint_type: CONTROLLERS,
        cluster_id: cx.config.cluster_id.to_string(),
        controller_id: raft.leader().map_or(-1, |(id, _)| id),
        brokers: controllers.into_values().collect(),
        cluster_authorized_operations: operations(body),
        ..DescribeClusterResponse::default()
    }
}

fn operations(body: &DescribeClusterRequest) -> i32 {
    if body.include_cluster_authorized_operations { CLUSTER_OPERATIONS } else { i32::MIN }
}

fn refused(body: &DescribeClusterRequest, served: i8) -> Option<DescribeClusterResponse> {
    let error = match body.endpoint_type {
        asked if asked == served => return None,
        BROKERS | CONTROLLERS => ErrorCode::MismatchedEndpointType,
        _ => ErrorCode::UnsupportedEndpointType,
    };
    Some(DescribeClusterResponse {
        error_code: error as i16,
        error_message: Some(error.message().to_string()),
        ..DescribeClusterResponse::default()
    })
}
