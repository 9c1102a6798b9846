//! What the schemas say of an API, and bodies without frames.

use crate::codec::{WireError, decode_into, encode_from};
use crate::messages::{ApiKey, Request, Response};
use alloc::vec::Vec;
use bytes::Bytes;

/// The oldest version of Produce that a broker says it knows. It knows only those from 3 on, but older librdkafka look for
/// version 0 before they compress (KAFKA-18659).
pub const PRODUCE_ADVERTISED_FIRST: i16 = 0;

impl ApiKey {
    /// The API with this number, if there is one.
    pub fn from_i16(key: i16) -> Option<ApiKey> {
        ApiKey::ALL.binary_search_by_key(&key, |api_key| *api_key as i16).ok().map(|index| ApiKey::ALL[index])
    }

    /// The first and last version which exist and are stable.
    pub fn versions(self) -> (i16, i16) {
        let versions = self.request_schema().versions;
        (versions.first(), versions.last())
    }

    /// The first and last version as a broker advertises them.
    pub fn advertised_versions(self) -> (i16, i16) {
        let (first, last) = self.versions();
        (if self == ApiKey::Produce { PRODUCE_ADVERTISED_FIRST } else { first }, last)
    }

    /// Whether this version exists.
    pub fn has_version(self, version: i16) -> bool {
        self.request_schema().versions.contains(version)
    }

    /// Whether this version has compact lengths and tagged sections (KIP-482).
    pub fn is_flexible(self, version: i16) -> bool {
        self.request_schema().flexible.contains(version)
    }
}

impl Request {
    /// Reads a body.
    ///
    /// # Errors
    /// The first thing that cannot be read.
    pub fn decode(api_key: ApiKey, version: i16, bytes: Bytes) -> Result<Request, WireError> {
        let mut request = Request::new(api_key);
        let schema = request.schema();
        decode_into(schema, version, bytes, request.message())?;
        Ok(request)
    }

    /// Writes the body.
    ///
    /// # Errors
    /// The first field that this version cannot carry.
    pub fn encode(&mut self, version: i16) -> Result<Vec<u8>, WireError> {
        encode_from(self.schema(), version, self.message())
    }
}

impl Response {
    /// Reads a body.
    ///
    /// # Errors
    /// The first thing that cannot be read.
    pub fn decode(api_key: ApiKey, version: i16, bytes: Bytes) -> Result<Response, WireError> {
        let mut response = Response::new(api_key);
        let schema = response.schema();
        decode_into(schema, version, bytes, response.message())?;
        Ok(response)
    }

    /// Writes the body.
    ///
    /// # Errors
    /// The first field that this version cannot carry.
    pub fn encode(&mut self, version: i16) -> Result<Vec<u8>, WireError> {
        encode_from(self.schema(), version, self.message())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every message is moved several times on its way. The generator boxes what would make all of them larger.
    #[test]
    #[cfg(target_pointer_width = "64")]
    fn the_rare_large_messages_do_not_make_all_large() {
        assert!(size_of::<Request>() <= 160, "{}", size_of::<Request>());
        assert!(size_of::<Response>() <= 144, "{}", size_of::<Response>());
    }
}
