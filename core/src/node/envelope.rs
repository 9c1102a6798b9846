//! Envelopes: a broker hands a client's request on to the active controller, header and all, and gets the answer the
//! same way (KIP-590).

use alloc::string::ToString;

use bytes::Bytes;
use partita_machine::{Effect, Name, Peer};
use partita_wire::messages::default_principal_data::DefaultPrincipalData;
use partita_wire::messages::envelope_request::EnvelopeRequest;
use partita_wire::messages::envelope_response::EnvelopeResponse;
use partita_wire::{
    ApiKey, ErrorCode, FRAME_LENGTH_LEN, Request, RequestHeader, Response, decode_request_frame,
    encode_request_frame, encode_response_frame,
};

use crate::cx::{Asked, Cx, Enveloped};

/// Version of the principal as it stands in an Envelope, written before it.
const PRINCIPAL_VERSION: i16 = 0;

/// Requests that a broker may hand on: those of users.
pub(crate) fn is_forwarded(api: ApiKey) -> bool {
    matches!(
        api,
        ApiKey::CreateTopics
            | ApiKey::DeleteTopics
            | ApiKey::CreatePartitions
            | ApiKey::ElectLeaders
            | ApiKey::AlterConfigs
            | ApiKey::IncrementalAlterConfigs
            | ApiKey::AlterClientQuotas
            | ApiKey::UpdateFeatures
            | ApiKey::AddRaftVoter
            | ApiKey::RemoveRaftVoter
            | ApiKey::AlterPartitionReassignments
            | ApiKey::ListPartitionReassignments
            | ApiKey::DescribeQuorum
            | ApiKey::UnregisterBroker
    )
}

/// Puts a client's request into an Envelope. `None` if it cannot be written in its version.
pub(crate) fn wrap_request(asked: &Asked, body: &Request, correlation_id: i32) -> Option<EnvelopeRequest> {
    let header = RequestHeader {
        api_key: asked.api as i16,
        api_version: asked.version,
        correlation_id,
        client_id: asked.client_id.clone(),
    };
    let frame = encode_request_frame(&header, &mut body.clone()).ok()?;
    let (kind, name) = asked.peer.principal.split_once(':').unwrap_or(("User", &asked.peer.principal));
    let mut principal =
        DefaultPrincipalData { r#type: kind.into(), name: name.into(), token_authenticated: false };
    let mut written = PRINCIPAL_VERSION.to_be_bytes().to_vec();
    written.extend(partita_wire::encode(&mut principal, PRINCIPAL_VERSION).ok()?);
    Some(EnvelopeRequest {
        request_data: Bytes::from(frame).slice(FRAME_LENGTH_LEN..),
        request_principal: Some(written.into()),
        client_host_address: Bytes::copy_from_slice(&address_bytes(&asked.peer.host)),
    })
}

/// The four bytes of an IPv4 address; those of 0.0.0.0 for anything else.
fn address_bytes(host: &str) -> [u8; 4] {
    host.parse::<core::net::Ipv4Addr>().map(|address| address.octets()).unwrap_or_default()
}

/// Takes a client's request out of an Envelope. Refuses the Envelope if there is none inside that may be.
pub(super) fn unwrap(cx: &mut Cx<'_>, asked: Asked, envelope: &EnvelopeRequest) -> Option<(Asked, Request)> {
    let Ok((header, body)) = decode_request_frame(envelope.request_data.clone()) else {
        answer_error(cx, &asked, asked.version, ErrorCode::InvalidRequest);
        return None;
    };
    let Some(principal) = principal(envelope) else {
        answer_error(cx, &asked, asked.version, ErrorCode::PrincipalDeserializationFailure);
        return None;
    };
    let api = body.api_key();
    if !is_forwarded(api) || !api.has_version(header.api_version) {
        answer_error(cx, &asked, asked.version, ErrorCode::InvalidRequest);
        return None;
    }
    let host = match <[u8; 4]>::try_from(&envelope.client_host_address[..]) {
        Ok(octets) => Name::from(core::net::Ipv4Addr::from(octets).to_string()),
        Err(_) => asked.peer.host.clone(),
    };
    let inner = Asked {
        api,
        version: header.api_version,
        client_id: header.client_id.clone(),
        peer: Peer { principal, host, ..asked.peer.clone() },
        enveloped: Some(Enveloped { version: asked.version, header }),
        ..asked
    };
    Some((inner, body))
}

fn principal(envelope: &EnvelopeRequest) -> Option<Name> {
    let bytes = envelope.request_principal.as_ref()?;
    let version = i16::from_be_bytes(*bytes.first_chunk::<2>()?);
    let data: DefaultPrincipalData = partita_wire::decode(version, bytes.slice(2..)).ok()?;
    Some(alloc::format!("{}:{}", data.r#type, data.name).into())
}

/// Puts an answer into an Envelope.
pub(crate) fn wrap_in_envelope(header: &RequestHeader, version: i16, mut answer: Response) -> Response {
    let frame = encode_response_frame(header.correlation_id, version, &mut answer);
    match frame {
        Ok(frame) => EnvelopeResponse {
            response_data: Some(Bytes::from(frame).slice(FRAME_LENGTH_LEN..)),
            error_code: 0,
        }
        .into(),
        // An answer that its version cannot carry is a fault of ours.
        Err(_) => {
            EnvelopeResponse { response_data: None, error_code: ErrorCode::UnknownServerError as i16 }.into()
        }
    }
}

/// Refuses the Envelope that a request came in.
pub(crate) fn refuse(cx: &mut Cx<'_>, asked: &Asked, error: ErrorCode) {
    let version = asked.enveloped.as_ref().map_or(asked.version, |outer| outer.version);
    answer_error(cx, asked, version, error);
}

fn answer_error(cx: &mut Cx<'_>, asked: &Asked, version: i16, error: ErrorCode) {
    let answer = EnvelopeResponse { response_data: None, error_code: error as i16 };
    let body = Some(answer.into());
    cx.effects.push(Effect::Answer { request: asked.request, version, body, mute_ms: 0 });
}
