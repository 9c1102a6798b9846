//! Kafka bytes to values and back: frames, messages, record batches, error codes.
//!
//! Every API of Apache Kafka 4.3 in every version it speaks, both directions, and the records of its internal logs, as
//! plain structs with Kafka's names ([`messages`]). What this crate promises:
//!
//! - No bytes make it panic. A length or count is believed only when the bytes that remain can hold it, so memory stays a
//!   small multiple of the input; record batches and blobs share the input's bytes.
//! - The first thing wrong is told with the field, the byte and the reason ([`WireError`]).
//! - What is decoded and encoded again gives the same bytes, unknown tagged fields aside, which are dropped.
//! - It knows nothing of brokers: not which APIs are served, nor what a field means.
//!
//! Where to start: [`decode_request_frame`] and [`encode_response_frame`] are what a server calls, [`Request`] and
//! [`Response`] are what they give and take. [`codec`] says how one generated function per struct does all of it.
//! [`records`] has the record batches inside Produce and Fetch. [`request_tree`] is what an inspector draws.
#![no_std]

extern crate alloc;

mod api;
pub mod codec;
pub mod compress;
pub mod crc;
mod error_code;
mod frame;
mod log_record;
pub mod messages;
pub mod records;
mod throttle_time;
mod uuid;
pub mod varint;

pub use api::PRODUCE_ADVERTISED_FIRST;
pub use codec::{Digest, F64Bits, Message, Node, Reason, WireError, decode, encode};
pub use error_code::ErrorCode;
pub use frame::{
    FRAME_LENGTH_LEN, RequestHeader, correlation_id, decode_request_frame, decode_response_frame,
    encode_request_frame, encode_response_frame, encode_response_frame_parts, request_tree, response_tree,
};
pub use log_record::{METADATA_FRAME_VERSION, control_tree};
pub use messages::{
    ApiKey, GroupRecordKey, GroupRecordValue, MetadataRecord, Request, Response, TransactionRecordKey,
    TransactionRecordValue,
};
pub use records::{ProducedRecords, Records};
pub use uuid::{UUID_TEXT_LEN, Uuid, UuidError};
