//! Fetch sessions (KIP-227): a broker may keep what a fetcher wants, so that it need not say it each time. This one keeps
//! nothing and answers session id 0, which Kafka allows: every fetch stays a full one.

use partita_wire::ErrorCode;

/// `session_epoch` of a full fetch that would like a session.
const INITIAL: i32 = 0;
/// `session_epoch` of a full fetch that wants none, or ends its own.
const FINAL: i32 = -1;

/// Whether a fetch can be served: one that refers to a session cannot, there is none.
pub(super) fn check(session_id: i32, session_epoch: i32) -> Result<(), ErrorCode> {
    match session_epoch {
        INITIAL | FINAL => Ok(()),
        _ if session_id == 0 => Err(ErrorCode::InvalidFetchSessionEpoch),
        _ => Err(ErrorCode::FetchSessionIdNotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_full_fetches_are_served() {
        assert_eq!(check(0, INITIAL), Ok(()));
        assert_eq!(check(0, FINAL), Ok(()));
        assert_eq!(check(7, FINAL), Ok(()));
        assert_eq!(check(7, 1), Err(ErrorCode::FetchSessionIdNotFound));
        assert_eq!(check(0, 1), Err(ErrorCode::InvalidFetchSessionEpoch));
    }
}
