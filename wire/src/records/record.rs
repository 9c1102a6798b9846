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
    #[inline]
    pub(super) fn read(records: &[u8], at: usize) -> Result<RecordSpan, BatchError> {
        let mut cursor = Cursor::new(records, at, records.len());
        cursor.record().ok_or_else(|| cursor.fault())
    }

    /// The headers, as slices of `records`, from which this span was read.
    pub(super) fn headers(&self, records: &Bytes) -> Vec<Header> {
        let mut cursor = Cursor::new(records, self.headers_at, self.end);
        (0..self.header_count)
            .map_while(|_| cursor.header())
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

/// Reads forward. What does not fit gives `None` and leaves its fault: results stay small enough for registers, which
/// makes the walk over a batch of small records twice as fast.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
    fault: Option<BatchError>,
}

impl<'a> Cursor<'a> {
    fn new(bytes: &'a [u8], at: usize, end: usize) -> Cursor<'a> {
        Cursor { bytes, at, end, fault: None }
    }

    #[inline]
    fn record(&mut self) -> Option<RecordSpan> {
        let start = self.at;
        let length = self.signed32("length")?;
        let body = self.at;
        self.end = match usize::try_from(length) {
            Ok(size) if size <= self.end - body => body + size,
            _ => return self.fail("length", start, BatchReason::Length(length)),
        };
        self.skip_byte("attributes")?;
        let timestamp_delta = self.signed64("timestampDelta")?;
        let offset_delta = self.signed32("offsetDelta")?;
        let key = self.nullable("key")?;
        let value = self.nullable("value")?;
        let header_count = self.header_count()?;
        let headers_at = self.at;
        for _ in 0..header_count {
            self.header()?;
        }
        if self.at != self.end {
            return self.fail("length", start, BatchReason::RecordLength(length, (self.at - body) as i32));
        }
        Some(RecordSpan {
            timestamp_delta,
            offset_delta,
            key,
            value,
            header_count,
            headers_at,
            end: self.end,
        })
    }

    #[inline]
    fn skip_byte(&mut self, field: &'static str) -> Option<()> {
        if self.at >= self.end {
            return self.fail(field, self.at, BatchReason::Truncated);
        }
        self.at += 1;
        Some(())
    }

    /// A number of one or two bytes, as nearly all are, still folded.
    #[inline]
    fn short(&mut self) -> Option<u32> {
        match *self.bytes.get(self.at..self.end)? {
            [low @ 0..0x80, ..] => {
                self.at += 1;
                Some(u32::from(low))
            }
            [low, high @ 0..0x80, ..] => {
                self.at += 2;
                Some(u32::from(low & 0x7f) | u32::from(high) << 7)
            }
            _ => None,
        }
    }

    #[inline]
    fn signed32(&mut self, field: &'static str) -> Option<i32> {
        match self.short() {
            Some(folded) => Some(varint::unfold32(folded)),
            None => self.long32(field),
        }
    }

    fn long32(&mut self, field: &'static str) -> Option<i32> {
        match varint::read_signed32(&self.bytes[self.at..self.end]) {
            Ok((value, len)) => {
                self.at += len;
                Some(value)
            }
            Err(_) => self.fail(field, self.at, BatchReason::Varint),
        }
    }

    #[inline]
    fn signed64(&mut self, field: &'static str) -> Option<i64> {
        match self.short() {
            Some(folded) => Some(varint::unfold64(u64::from(folded))),
            None => self.long64(field),
        }
    }

    fn long64(&mut self, field: &'static str) -> Option<i64> {
        match varint::read_signed64(&self.bytes[self.at..self.end]) {
            Ok((value, len)) => {
                self.at += len;
                Some(value)
            }
            Err(_) => self.fail(field, self.at, BatchReason::Varint),
        }
    }

    /// A length and that many bytes. Any negative length is null, as in Kafka's own reader.
    #[inline]
    fn nullable(&mut self, field: &'static str) -> Option<Option<Span>> {
        let at = self.at;
        let length = self.signed32(field)?;
        let Ok(size) = usize::try_from(length) else { return Some(None) };
        if size > self.end - self.at {
            return self.fail(field, at, BatchReason::Length(length));
        }
        let from = self.at;
        self.at += size;
        Some(Some((from, self.at)))
    }

    #[inline]
    fn header_count(&mut self) -> Option<i32> {
        let at = self.at;
        let count = self.signed32("headersCount")?;
        // A header takes two bytes at least.
        let limit = ((self.end - self.at) / 2).min(RECORD_HEADERS_MAX as usize) as i32;
        if count < 0 || count > limit {
            return self.fail("headersCount", at, BatchReason::HeaderCount(count, limit));
        }
        Some(count)
    }

    fn header(&mut self) -> Option<(Span, Option<Span>)> {
        let at = self.at;
        let Some(key) = self.nullable("headerKey")? else {
            return self.fail("headerKey", at, BatchReason::Length(-1));
        };
        Some((key, self.nullable("headerValue")?))
    }

    #[cold]
    fn fail<T>(&mut self, field: &'static str, at: usize, reason: BatchReason) -> Option<T> {
        self.fault = Some(BatchError::new(field, BATCH_HEADER_LEN + at, reason));
        None
    }

    #[cold]
    fn fault(&self) -> BatchError {
        self.fault.unwrap_or(BatchError::new("records", BATCH_HEADER_LEN + self.at, BatchReason::Truncated))
    }
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
