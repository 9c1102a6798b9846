//! The records of Kafka's internal logs, as they stand in keys and values of record batches.

use crate::codec::{Encoder, Reason, WireError};
use crate::messages::{
    GroupRecordKey, GroupRecordValue, MetadataRecord, TransactionRecordKey, TransactionRecordValue,
};
use crate::varint;
use alloc::vec::Vec;
use bytes::{Buf, Bytes};

/// The version of the frame around a metadata record: frame version, type, version, each a variable-length number.
pub const METADATA_FRAME_VERSION: u32 = 1;

impl MetadataRecord {
    /// Reads the value of a record of `__cluster_metadata`; gives its version too.
    ///
    /// # Errors
    /// The first thing that cannot be read.
    pub fn decode(mut bytes: Bytes) -> Result<(MetadataRecord, i16), WireError> {
        let frame_version = number(&mut bytes)?;
        if frame_version != METADATA_FRAME_VERSION as i16 {
            return Err(whole(Reason::UnknownVersion(frame_version)));
        }
        let record_type = number(&mut bytes)?;
        let version = number(&mut bytes)?;
        let mut record = MetadataRecord::new(record_type).ok_or(whole(Reason::UnknownKind(record_type)))?;
        let schema = record.schema();
        crate::codec::decode_into(schema, version, bytes, record.message())?;
        Ok((record, version))
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
        let schema = self.schema();
        let mut encoder = Encoder::new(out);
        encoder.body(schema, version, self.message());
        encoder.finish(schema.name)
    }
}

fn whole(reason: Reason) -> WireError {
    WireError::whole("MetadataRecord", reason)
}

fn number(bytes: &mut Bytes) -> Result<i16, WireError> {
    let (value, len) = varint::read_unsigned32(bytes).map_err(|_| whole(Reason::Truncated))?;
    bytes.advance(len);
    i16::try_from(value).map_err(|_| whole(Reason::NumberTooLong))
}

/// Keys begin with the type as two bytes; they have one version, 0.
macro_rules! keys {
    ($($name:ident, $log:literal;)*) => {
        $(
            impl $name {
                #[doc = concat!("Reads the key of a record of `", $log, "`.")]
                ///
                /// # Errors
                /// The first thing that cannot be read; [`Reason::UnknownKind`] for a type of a later Kafka.
                pub fn decode(bytes: Bytes) -> Result<$name, WireError> {
                    let (record_type, rest) = prefix(stringify!($name), bytes)?;
                    let unknown = WireError::whole(stringify!($name), Reason::UnknownKind(record_type));
                    let mut key = $name::new(record_type).ok_or(unknown)?;
                    let schema = key.schema();
                    crate::codec::decode_into(schema, 0, rest, key.message())?;
                    Ok(key)
                }

                /// Writes the key of a record.
                ///
                /// # Errors
                /// A field that cannot be written.
                pub fn encode(&mut self) -> Result<Vec<u8>, WireError> {
                    let mut encoder = Encoder::new(self.record_type().to_be_bytes().to_vec());
                    let schema = self.schema();
                    encoder.body(schema, 0, self.message());
                    encoder.finish(schema.name)
                }
            }
        )*
    };
}

/// Values begin with their version as two bytes; their type stands in the key.
macro_rules! values {
    ($($name:ident, $log:literal;)*) => {
        $(
            impl $name {
                #[doc = concat!("Reads the value of a record of `", $log, "` whose key has this type; gives its version too.")]
                ///
                /// # Errors
                /// The first thing that cannot be read.
                pub fn decode(record_type: i16, bytes: Bytes) -> Result<($name, i16), WireError> {
                    let (version, rest) = prefix(stringify!($name), bytes)?;
                    let unknown = WireError::whole(stringify!($name), Reason::UnknownKind(record_type));
                    let mut value = $name::new(record_type).ok_or(unknown)?;
                    let schema = value.schema();
                    crate::codec::decode_into(schema, version, rest, value.message())?;
                    Ok((value, version))
                }

                /// Writes the value of a record.
                ///
                /// # Errors
                /// The first field that this version cannot carry.
                pub fn encode(&mut self, version: i16) -> Result<Vec<u8>, WireError> {
                    let mut encoder = Encoder::new(version.to_be_bytes().to_vec());
                    let schema = self.schema();
                    encoder.body(schema, version, self.message());
                    encoder.finish(schema.name)
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

fn prefix(name: &'static str, mut bytes: Bytes) -> Result<(i16, Bytes), WireError> {
    match bytes.try_get_i16() {
        Ok(prefix) => Ok((prefix, bytes)),
        Err(_) => Err(WireError::whole(name, Reason::Truncated)),
    }
}
