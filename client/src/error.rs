//! What a client tells its application when something failed.

use alloc::string::{String, ToString};
use core::fmt;

use partita_machine::Failure;
use partita_wire::ErrorCode;

/// An error by Kafka's code, and its message as Kafka's client words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientError {
    /// The code. What a client finds by itself has the code of the exception that Kafka's client throws: a time-out is
    /// REQUEST_TIMED_OUT, a lost connection NETWORK_EXCEPTION.
    pub code: ErrorCode,
    /// The message.
    pub message: String,
}

impl ClientError {
    /// An error with a message of its own.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// A broker's error: its message, or Kafka's default one for the code.
    #[must_use]
    pub fn told(code: i16, message: Option<String>) -> Self {
        let code = ErrorCode::from_i16(code).unwrap_or(ErrorCode::UnknownServerError);
        Self { code, message: message.unwrap_or_else(|| code.message().to_string()) }
    }

    /// A time-out that the client itself noticed.
    #[must_use]
    pub fn timeout(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::RequestTimedOut, message)
    }
}

impl From<ErrorCode> for ClientError {
    fn from(code: ErrorCode) -> Self {
        Self::new(code, code.message())
    }
}

impl From<Failure> for ClientError {
    fn from(failure: Failure) -> Self {
        failure_code(failure).into()
    }
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.name(), self.message)
    }
}

impl core::error::Error for ClientError {}

/// The code of the exception with which Kafka's client ends a call that got no answer.
#[must_use]
pub fn failure_code(failure: Failure) -> ErrorCode {
    match failure {
        Failure::Lost(_) | Failure::TooMany => ErrorCode::NetworkException,
        Failure::TimedOut => ErrorCode::RequestTimedOut,
        Failure::Unsupported => ErrorCode::UnsupportedVersion,
    }
}
