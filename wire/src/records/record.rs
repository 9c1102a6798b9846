//! One record: read from the bytes of its batch without copying, or written to them.

use super::error::{BatchError, BatchReason};
use super::header::BATCH_HEADER_LEN;
use crate::varint;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use bytes::Bytes;

/// The most headers that are read from one record. Kafka names no limit; this one only bounds memory.
pub const RECORD_HEADERS_MAX: i32 = 65_536;

/// A header of a record (KIP-82). Keys may repeat, and their order counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// UTF-8 by convention; kept as it came.
    pub key: Bytes,
    /// The value, if any.
    pub value: Option<Bytes>,
}

impl Header {
    /// A header with a text key.
    pub fn new(key: impl Into<String>, value: Option<Bytes>) -> Header {
        Header { key: Bytes::from(key.into()), value }
    }

    /// The key as text; what is not UTF-8 becomes the replacement character.
    pub fn key_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.key)
    }
}

/// A record as its batch holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordView {
    /// Its offset in the log.
    pub offset: i64,
    /// Its timestamp, in ms since 1970.
    pub timestamp: i64,
    /// The key, if any.
    pub key: Option<Bytes>,
    /// The value; none is a tombstone.
    pub value: Option<Bytes>,
    /// The headers, in order, with repeats.
    pub headers: Vec<Header>,
}

/// Where the parts of one record lie in the bytes after the header of its batch: reading without making anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RecordSpan {
    pub(super) timestamp_delta: i64,
    pub(super) offset_delta: i32,
    pub(super) key: Option<Span>,
    pub(super) value: Option<Span>,
    pub(super) header_count: i32,
    pub(super) headers_at: usize,
    /// The first byte after the record.
    pub(super) end: usize,
}

/// Start and end of a part.
pub(super) type Span = (usize, usize);

impl RecordSpan {
    /// Reads the record at `at` of `records` and checks that every part of it lies inside its length.
    pub(super) fn read(records: &[u8], at: usize) -> Result<RecordSpan, BatchError> {
        let mut cursor = Cursor { bytes: records, at, end: records.len() };
        let length = cursor.signed32("length")?;
        let body = cursor.at;
        cursor.end = match usize::try_from(length) {
            Ok(size) if size <= records.len() - body => body + size,
            _ => return Err(error("length", at, BatchReason::Length(length))),
        };
        cursor.byte("attributes")?;
        let timestamp_delta = cursor.signed64("timestampDelta")?;
        let offset_delta = cursor.signed32("offsetDelta")?;
        let key = cursor.nullable("key")?;
        let value = cursor.nullable("value")?;
        let header_count = cursor.header_count()?;
        let headers_at = cursor.at;
        for _ in 0..header_count {
            cursor.header()?;
        }
        if cursor.at != cursor.end {
            let reason = BatchReason::RecordLength(length, (cursor.at - body) as i32);
            return Err(error("length", at, reason));
        }
        Ok(RecordSpan {
            timestamp_delta,
            offset_delta,
            key,
            value,
            header_count,
            headers_at,
            end: cursor.end,
        })
    }

    /// The headers, as slices of `records`, from which this span was read.
    pub(super) fn headers(&self, records: &Bytes) -> Vec<Header> {
        let mut cursor = Cursor { bytes: records, at: self.headers_at, end: self.end };
        (0..self.header_count)
            .map_while(|_| cursor.header().ok())
            .map(|(key, value)| Header {
                key: slice(records, key),
                value: value.map(|span| slice(records, span)),
            })
            .collect()
    }
}

/// The bytes of a span, shared.
pub(super) fn slice(records: &Bytes, (from, to): Span) -> Bytes {
    records.slice(from..to)
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl Cursor<'_> {
    fn byte(&mut self, field: &'static str) -> Result<u8, BatchError> {
        if self.at >= self.end {
            return Err(error(field, self.at, BatchReason::Truncated));
        }
        self.at += 1;
        Ok(self.bytes[self.at - 1])
    }

    fn signed32(&mut self, field: &'static str) -> Result<i32, BatchError> {
        let (value, len) = varint::read_signed32(&self.bytes[self.at..self.end])
            .map_err(|_| error(field, self.at, BatchReason::Varint))?;
        self.at += len;
        Ok(value)
    }

    fn signed64(&mut self, field: &'static str) -> Result<i64, BatchError> {
        let (value, len) = varint::read_signed64(&self.bytes[self.at..self.end])
            .map_err(|_| error(field, self.at, BatchReason::Varint))?;
        self.at += len;
        Ok(value)
    }

    /// A length and that many bytes. Any negative length is null, as in Kafka's own reader.
    fn nullable(&mut self, field: &'static str) -> Result<Option<Span>, BatchError> {
        let at = self.at;
        let length = self.signed32(field)?;
        let Ok(size) = usize::try_from(length) else { return Ok(None) };
        if size > self.end - self.at {
            return Err(error(field, at, BatchReason::Length(length)));
        }
        let from = self.at;
        self.at += size;
        Ok(Some((from, self.at)))
    }

    fn header_count(&mut self) -> Result<i32, BatchError> {
        let at = self.at;
        let count = self.signed32("headersCount")?;
        // A header takes two bytes at least.
        let limit = ((self.end - self.at) / 2).min(RECORD_HEADERS_MAX as usize) as i32;
        if count < 0 || count > limit {
            return Err(error("headersCount", at, BatchReason::HeaderCount(count, limit)));
        }
        Ok(count)
    }

    fn header(&mut self) -> Result<(Span, Option<Span>), BatchError> {
        let at = self.at;
        let Some(key) = self.nullable("headerKey")? else {
            return Err(error("headerKey", at, BatchReason::Length(-1)));
        };
        Ok((key, self.nullable("headerValue")?))
    }
}

fn error(field: &'static str, at: usize, reason: BatchReason) -> BatchError {
    BatchError::new(field, BATCH_HEADER_LEN + at, reason)
}

/// Bytes of a record's body: everything after its own length.
pub(super) fn body_len(
    timestamp_delta: i64,
    offset_delta: i32,
    key: Option<&[u8]>,
    value: Option<&[u8]>,
    headers: &[Header],
) -> usize {
    let headers_len: usize = headers
        .iter()
        .map(|header| nullable_len(Some(&header.key)) + nullable_len(header.value.as_deref()))
        .sum();
    1 + varint::signed64_len(timestamp_delta)
        + varint::signed32_len(offset_delta)
        + nullable_len(key)
        + nullable_len(value)
        + varint::signed32_len(headers.len() as i32)
        + headers_len
}

/// Appends a record. The caller has made sure that its lengths fit 31 bits.
pub(super) fn write(
    timestamp_delta: i64,
    offset_delta: i32,
    key: Option<&[u8]>,
    value: Option<&[u8]>,
    headers: &[Header],
    out: &mut Vec<u8>,
) {
    let length = body_len(timestamp_delta, offset_delta, key, value, headers);
    out.reserve(length + varint::VARINT32_LEN_MAX);
    varint::write_signed32(length as i32, out);
    out.push(0);
    varint::write_signed64(timestamp_delta, out);
    varint::write_signed32(offset_delta, out);
    write_nullable(key, out);
    write_nullable(value, out);
    varint::write_signed32(headers.len() as i32, out);
    for header in headers {
        write_nullable(Some(&header.key), out);
        write_nullable(header.value.as_deref(), out);
    }
}

fn nullable_len(bytes: Option<&[u8]>) -> usize {
    bytes.map_or(1, |bytes| varint::signed32_len(bytes.len() as i32) + bytes.len())
}

fn write_nullable(bytes: Option<&[u8]>, out: &mut Vec<u8>) {
    match bytes {
        None => varint::write_signed32(-1, out),
        Some(bytes) => {
            varint::write_signed32(bytes.len() as i32, out);
            out.extend_from_slice(bytes);
        }
    }
}
