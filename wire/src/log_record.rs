//! The records of Kafka's internal logs, as they stand in keys and values of record batches.

use crate::codec::{Decoder, Encoder, Message, Node, Reason, Root, Schema, WireError};
use crate::messages::k_raft_version_record::KRaftVersionRecord;
use crate::messages::leader_change_message::LeaderChangeMessage;
use crate::messages::snapshot_footer_record::SnapshotFooterRecord;
use crate::messages::snapshot_header_record::SnapshotHeaderRecord;
use crate::messages::voters_record::VotersRecord;
use crate::messages::{
    GroupRecordKey, GroupRecordValue, MetadataRecord, TransactionRecordKey, TransactionRecordValue,
};
use crate::records::control::ControlType;
use crate::varint;
use alloc::vec::Vec;
use bytes::Bytes;

/// The version of the frame around a metadata record: frame version, type, version, each a variable-length number.
pub const METADATA_FRAME_VERSION: u32 = 1;
/// Keys of the other logs have one version.
const KEY_VERSION: i16 = 0;
/// Their keys begin with a type, their values with a version: two bytes each.
const PREFIX_LEN: usize = 2;

impl MetadataRecord {
    /// Reads the value of a record of `__cluster_metadata`; gives its version too.
    ///
    /// # Errors
    /// The first thing that cannot be read.
    pub fn decode(bytes: Bytes) -> Result<(MetadataRecord, i16), WireError> {
        let (mut record, version, at) = MetadataRecord::open(&bytes)?;
        let schema = record.schema();
        read(bytes, at, schema, version, record.message())?;
        Ok((record, version))
    }

    /// The same as an inspector shows it.
    pub fn tree(bytes: Bytes) -> (Vec<Node>, Result<(), WireError>) {
        show(MetadataRecord::open(&bytes), bytes, |record| (record.schema(), record.message()))
    }

    /// Writes the value of a record.
    ///
    /// # Errors
    /// The first field that this version cannot carry.
    pub fn encode(&mut self, version: i16) -> Result<Vec<u8>, WireError> {
        let mut out = Vec::new();
        varint::write_unsigned32(METADATA_FRAME_VERSION, &mut out);
        varint::write_unsigned32(self.record_type() as u32, &mut out);
        varint::write_unsigned32(version as u32, &mut out);
        write(out, self.schema(), version, self.message())
    }

    /// What the frame says, and where it ends.
    fn open(bytes: &[u8]) -> Result<(MetadataRecord, i16, usize), WireError> {
        let whole = |reason| WireError::whole("MetadataRecord", reason);
        let mut at = 0;
        let mut number = || {
            let (value, len) = varint::read_unsigned32(&bytes[at..]).map_err(|_| whole(Reason::Truncated))?;
            at += len;
            i16::try_from(value).map_err(|_| whole(Reason::NumberTooLong))
        };
        let frame_version = number()?;
        if frame_version != METADATA_FRAME_VERSION as i16 {
            return Err(whole(Reason::UnknownVersion(frame_version)));
        }
        let (record_type, version) = (number()?, number()?);
        let record = MetadataRecord::new(record_type).ok_or(whole(Reason::UnknownKind(record_type)))?;
        Ok((record, version, at))
    }
}

macro_rules! keys {
    ($($name:ident, $log:literal;)*) => {
        $(
            impl $name {
                #[doc = concat!("Reads the key of a record of `", $log, "`.")]
                ///
                /// # Errors
                /// The first thing that cannot be read; [`Reason::UnknownKind`] for a type of a later Kafka.
                pub fn decode(bytes: Bytes) -> Result<$name, WireError> {
                    let (mut key, version, at) = $name::open(&bytes)?;
                    let schema = key.schema();
                    read(bytes, at, schema, version, key.message())?;
                    Ok(key)
                }

                /// The same as an inspector shows it.
                pub fn tree(bytes: Bytes) -> (Vec<Node>, Result<(), WireError>) {
                    show($name::open(&bytes), bytes, |key| (key.schema(), key.message()))
                }

                /// Writes the key of a record.
                ///
                /// # Errors
                /// A field that cannot be written.
                pub fn encode(&mut self) -> Result<Vec<u8>, WireError> {
                    let out = self.record_type().to_be_bytes().to_vec();
                    write(out, self.schema(), KEY_VERSION, self.message())
                }

                fn open(bytes: &[u8]) -> Result<($name, i16, usize), WireError> {
                    let record_type = prefix(stringify!($name), bytes)?;
                    let unknown = WireError::whole(stringify!($name), Reason::UnknownKind(record_type));
                    Ok(($name::new(record_type).ok_or(unknown)?, KEY_VERSION, PREFIX_LEN))
                }
            }
        )*
    };
}

macro_rules! values {
    ($($name:ident, $log:literal;)*) => {
        $(
            impl $name {
                #[doc = concat!("Reads the value of a record of `", $log, "` whose key has this type.")]
                /// Gives its version too.
                ///
                /// # Errors
                /// The first thing that cannot be read.
                pub fn decode(record_type: i16, bytes: Bytes) -> Result<($name, i16), WireError> {
                    let (mut value, version, at) = $name::open(record_type, &bytes)?;
                    let schema = value.schema();
                    read(bytes, at, schema, version, value.message())?;
                    Ok((value, version))
                }

                /// The same as an inspector shows it.
                pub fn tree(record_type: i16, bytes: Bytes) -> (Vec<Node>, Result<(), WireError>) {
                    let opened = $name::open(record_type, &bytes);
                    show(opened, bytes, |value| (value.schema(), value.message()))
                }

                /// Writes the value of a record.
                ///
                /// # Errors
                /// The first field that this version cannot carry.
                pub fn encode(&mut self, version: i16) -> Result<Vec<u8>, WireError> {
                    write(version.to_be_bytes().to_vec(), self.schema(), version, self.message())
                }

                fn open(record_type: i16, bytes: &[u8]) -> Result<($name, i16, usize), WireError> {
                    let version = prefix(stringify!($name), bytes)?;
                    let unknown = WireError::whole(stringify!($name), Reason::UnknownKind(record_type));
                    Ok(($name::new(record_type).ok_or(unknown)?, version, PREFIX_LEN))
                }
            }
        )*
    };
}

keys! {
    GroupRecordKey, "__consumer_offsets";
    TransactionRecordKey, "__transaction_state";
}

values! {
    GroupRecordValue, "__consumer_offsets";
    TransactionRecordValue, "__transaction_state";
}

/// Named fields with their bytes as far as they could be read, and whether that was to the end.
type Tree = (Vec<Node>, Result<(), WireError>);

/// What a control record of KRaft says, as an inspector shows it, and the version that it names itself. Nothing for other
/// kinds and for what is too short.
pub fn control_tree(kind: ControlType, bytes: Bytes) -> Option<(i16, Tree)> {
    let version = prefix("control record", &bytes).ok()?;
    let tree = match kind {
        ControlType::LeaderChange => tree_of::<LeaderChangeMessage>(version, bytes),
        ControlType::SnapshotHeader => tree_of::<SnapshotHeaderRecord>(version, bytes),
        ControlType::SnapshotFooter => tree_of::<SnapshotFooterRecord>(version, bytes),
        ControlType::KraftVersion => tree_of::<KRaftVersionRecord>(version, bytes),
        ControlType::KraftVoters => tree_of::<VotersRecord>(version, bytes),
        ControlType::Abort | ControlType::Commit => return None,
    };
    Some((version, tree))
}

fn tree_of<T: Root>(version: i16, bytes: Bytes) -> Tree {
    let mut message = T::default();
    let mut decoder = Decoder::with_tree(bytes);
    decoder.body(&T::SCHEMA, version, &mut message);
    (decoder.take_nodes(), decoder.finish(T::SCHEMA.name))
}

fn prefix(name: &'static str, bytes: &[u8]) -> Result<i16, WireError> {
    let prefix = bytes.first_chunk().ok_or(WireError::whole(name, Reason::Truncated))?;
    Ok(i16::from_be_bytes(*prefix))
}

/// Reads the message that begins at `at`.
fn read(
    bytes: Bytes,
    at: usize,
    schema: &Schema,
    version: i16,
    message: &mut dyn Message,
) -> Result<(), WireError> {
    let mut decoder = Decoder::new(bytes);
    decoder.skip(at);
    decoder.body(schema, version, message);
    decoder.finish(schema.name)
}

fn show<T>(
    opened: Result<(T, i16, usize), WireError>,
    bytes: Bytes,
    parts: impl FnOnce(&mut T) -> (&'static Schema, &mut dyn Message),
) -> (Vec<Node>, Result<(), WireError>) {
    let (mut record, version, at) = match opened {
        Ok(opened) => opened,
        Err(error) => return (Vec::new(), Err(error)),
    };
    let (schema, message) = parts(&mut record);
    let mut decoder = Decoder::with_tree(bytes);
    decoder.skip(at);
    decoder.body(schema, version, message);
    (decoder.take_nodes(), decoder.finish(schema.name))
}

fn write(
    out: Vec<u8>,
    schema: &Schema,
    version: i16,
    message: &mut dyn Message,
) -> Result<Vec<u8>, WireError> {
    let mut encoder = Encoder::new(out);
    encoder.body(schema, version, message);
    encoder.finish(schema.name)
}
