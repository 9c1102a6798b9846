//! The one field that a broker sets in whatever answer it gives (KIP-124, KIP-219).

use crate::codec::{Codec, Field, Value};
use crate::messages::Response;

impl Response {
    /// Tells a client that it is throttled for so long, unless it is told of a longer time already. Answers without that field
    /// stay as they are.
    pub fn raise_throttle_time_ms(&mut self, ms: i32) {
        if ms > 0 {
            self.message().fields(&mut Raise { ms });
        }
    }
}

struct Raise {
    ms: i32,
}

impl Codec for Raise {
    fn value(&mut self, field: &'static Field, value: Value<'_>) {
        if let ("throttle_time_ms", Value::Int32(told)) = (field.name, value) {
            *told = (*told).max(self.ms);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::ApiKey;
    use crate::messages::metadata_response::MetadataResponse;

    #[test]
    fn the_longer_time_is_told() {
        let mut answer = Response::from(MetadataResponse { throttle_time_ms: 5, ..Default::default() });
        for (ms, told) in [(3, 5), (7, 7), (0, 7)] {
            answer.raise_throttle_time_ms(ms);
            let Response::Metadata(answer) = &answer else { panic!("another answer") };
            assert_eq!(answer.throttle_time_ms, told);
        }
        let mut without = Response::new(ApiKey::SaslHandshake);
        without.raise_throttle_time_ms(9);
        assert_eq!(without, Response::new(ApiKey::SaslHandshake));
    }
}
