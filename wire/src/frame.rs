//! Frames: a length of four bytes, a header, a body.
//!
//! Encoders give whole frames, ready to be written. Decoders take what follows the length: whoever reads from a
//! connection has read the length already, and has checked it against its limit.

use crate::codec::{Codec, Decoder, Encoder, Field, LATEST, Message, Node, Reason, WireError};
use crate::messages::{ApiKey, Request, Response};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use bytes::Bytes;

/// How many bytes the length of a frame takes.
pub const FRAME_LENGTH_LEN: usize = 4;

/// What stands before the body of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestHeader {
    /// The API, known to us or not.
    pub api_key: i16,
    /// The version of the API.
    pub api_version: i16,
    /// Chosen by the client; the response carries it again.
    pub correlation_id: i32,
    /// What the client calls itself.
    pub client_id: Option<String>,
}

impl Message for RequestHeader {
    fn fields(&mut self, c: &mut dyn Codec) {
        static FIELDS: [Field; 4] = [
            Field::new("api_key", 0, LATEST),
            Field::new("api_version", 0, LATEST),
            Field::new("correlation_id", 0, LATEST),
            Field::new("client_id", 0, LATEST).nullable(0, LATEST),
        ];
        c.int16(&FIELDS[0], &mut self.api_key);
        c.int16(&FIELDS[1], &mut self.api_version);
        c.int32(&FIELDS[2], &mut self.correlation_id);
        c.nullable_string(&FIELDS[3], &mut self.client_id);
    }
}

/// What stands before the body of a response.
#[derive(Default)]
struct ResponseHeader {
    correlation_id: i32,
}

impl Message for ResponseHeader {
    fn fields(&mut self, c: &mut dyn Codec) {
        static CORRELATION_ID: Field = Field::new("correlation_id", 0, LATEST);
        c.int32(&CORRELATION_ID, &mut self.correlation_id);
    }
}

/// Whether the header of a response in this version has a tagged section. Never for ApiVersions: a client must be able
/// to read the answer before it knows what the broker speaks (KIP-511).
fn response_header_is_tagged(api_key: ApiKey, version: i16) -> bool {
    api_key != ApiKey::ApiVersions && api_key.is_flexible(version)
}

/// Reads header and body of a request.
///
/// An ApiVersions request in a version we do not know is no error: its body is not read, and
/// [`RequestHeader::api_version`] tells the broker to answer in version 0 (KIP-511).
///
/// Bytes behind the body are passed over, as Kafka does: librdkafka 2.16 asks for all topics in Metadata 13 with three too
/// many.
///
/// # Errors
/// The first thing that cannot be read. Kafka closes the connection then.
pub fn decode_request_frame(frame: Bytes) -> Result<(RequestHeader, Request), WireError> {
    let mut decoder = Decoder::new(frame);
    let (header, request) = read_request(&mut decoder);
    match request {
        Some(request) => {
            decoder.skip_rest();
            decoder.finish(request.schema().name)?;
            Ok((header, request))
        }
        None => {
            decoder.fail(Reason::UnknownKind(header.api_key));
            decoder.finish("RequestHeader")?;
            Err(WireError::whole("RequestHeader", Reason::UnknownKind(header.api_key)))
        }
    }
}

fn read_request(decoder: &mut Decoder) -> (RequestHeader, Option<Request>) {
    let mut header = RequestHeader::default();
    decoder.header("RequestHeader", 1, &mut header, |header| {
        ApiKey::from_i16(header.api_key).is_some_and(|api_key| api_key.is_flexible(header.api_version))
    });
    let Some(api_key) = ApiKey::from_i16(header.api_key) else { return (header, None) };
    let mut request = Request::new(api_key);
    if api_key == ApiKey::ApiVersions && !api_key.has_version(header.api_version) {
        decoder.skip_rest();
        return (header, Some(request));
    }
    let schema = request.schema();
    decoder.body(schema, header.api_version, request.message());
    (header, Some(request))
}

/// Writes a whole frame; the header says which API and version.
///
/// # Errors
/// The first field that the version cannot carry.
pub fn encode_request_frame(header: &RequestHeader, request: &mut Request) -> Result<Vec<u8>, WireError> {
    let mut encoder = Encoder::new(vec![0; FRAME_LENGTH_LEN]);
    let tagged = request.api_key().is_flexible(header.api_version);
    encoder.header(&mut header.clone(), tagged);
    let schema = request.schema();
    encoder.body(schema, header.api_version, request.message());
    seal(&mut encoder);
    encoder.finish(schema.name)
}

/// Reads the correlation id of a response: what tells which request it answers, and with that how to read the rest.
pub fn correlation_id(frame: &[u8]) -> Option<i32> {
    frame.first_chunk().map(|bytes| i32::from_be_bytes(*bytes))
}

/// Reads correlation id and body of the response to a request of this API and version.
///
/// A broker that does not know the version of an ApiVersions request answers in version 0 (KIP-511): what cannot be read
/// in `version` is read as that.
///
/// # Errors
/// The first thing that cannot be read.
pub fn decode_response_frame(
    api_key: ApiKey,
    version: i16,
    frame: Bytes,
) -> Result<(i32, Response), WireError> {
    match read_response_frame(api_key, version, frame.clone()) {
        Err(error) if api_key == ApiKey::ApiVersions && version != 0 => {
            read_response_frame(api_key, 0, frame).map_err(|_| error)
        }
        result => result,
    }
}

fn read_response_frame(api_key: ApiKey, version: i16, frame: Bytes) -> Result<(i32, Response), WireError> {
    let mut decoder = Decoder::new(frame);
    let (correlation_id, response) = read_response(&mut decoder, api_key, version);
    decoder.finish(response.schema().name)?;
    Ok((correlation_id, response))
}

fn read_response(decoder: &mut Decoder, api_key: ApiKey, version: i16) -> (i32, Response) {
    let mut header = ResponseHeader::default();
    decoder.header("ResponseHeader", 0, &mut header, |_| response_header_is_tagged(api_key, version));
    let mut response = Response::new(api_key);
    let schema = response.schema();
    decoder.body(schema, version, response.message());
    (header.correlation_id, response)
}

/// Writes a whole frame in one piece.
///
/// # Errors
/// The first field that the version cannot carry.
pub fn encode_response_frame(
    correlation_id: i32,
    version: i16,
    response: &mut Response,
) -> Result<Vec<u8>, WireError> {
    let mut encoder = Encoder::new(vec![0; FRAME_LENGTH_LEN]);
    write_response(&mut encoder, correlation_id, version, response);
    encoder.finish(response.schema().name)
}

/// Writes a whole frame in pieces, for a vectored write: long slices of records are shared, not copied.
///
/// # Errors
/// The first field that the version cannot carry.
pub fn encode_response_frame_parts(
    correlation_id: i32,
    version: i16,
    response: &mut Response,
) -> Result<Vec<Bytes>, WireError> {
    let mut encoder = Encoder::sharing(vec![0; FRAME_LENGTH_LEN]);
    write_response(&mut encoder, correlation_id, version, response);
    encoder.finish_parts(response.schema().name)
}

fn write_response(encoder: &mut Encoder, correlation_id: i32, version: i16, response: &mut Response) {
    let tagged = response_header_is_tagged(response.api_key(), version);
    encoder.header(&mut ResponseHeader { correlation_id }, tagged);
    let schema = response.schema();
    encoder.body(schema, version, response.message());
    seal(encoder);
}

/// Puts the length in front.
fn seal(encoder: &mut Encoder) {
    match i32::try_from(encoder.len() - FRAME_LENGTH_LEN) {
        Ok(length) => encoder.patch(&length.to_be_bytes()),
        Err(_) => encoder.fail(Reason::TooLong),
    }
}

/// A request as an inspector shows it: a node for the header, a node for the body; their texts are their versions. Bytes
/// behind the body are passed over, as [`decode_request_frame`] does. When the bytes are no request, what could be read of
/// them, and why not the rest.
pub fn request_tree(frame: Bytes) -> (Vec<Node>, Result<(), WireError>) {
    let mut decoder = Decoder::with_tree(frame);
    let (header, request) = read_request(&mut decoder);
    match request {
        Some(_) => decoder.skip_rest(),
        None => decoder.fail(Reason::UnknownKind(header.api_key)),
    }
    let name = request.as_ref().map_or("RequestHeader", |request| request.schema().name);
    (decoder.take_nodes(), decoder.finish(name))
}

/// The same for a response.
pub fn response_tree(api_key: ApiKey, version: i16, frame: Bytes) -> (Vec<Node>, Result<(), WireError>) {
    let mut decoder = Decoder::with_tree(frame);
    let (_, response) = read_response(&mut decoder, api_key, version);
    (decoder.take_nodes(), decoder.finish(response.schema().name))
}
