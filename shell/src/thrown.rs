//! Exceptions as Kafka's tools print them.

use alloc::format;
use alloc::string::{String, ToString};

use partita_client::ClientError;
use partita_wire::ErrorCode;

use crate::options::OptionError;

/// What a tool of Kafka's would throw: the class and the message. Its stack trace belongs to Java and is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Thrown {
    pub(crate) class: String,
    pub(crate) message: String,
    /// The error that a broker answered, or that the client found.
    pub(crate) code: Option<ErrorCode>,
    /// What it was thrown for, as its `Throwable.toString`.
    pub(crate) cause: Option<String>,
}

impl Thrown {
    pub(crate) fn new(class: &str, message: impl Into<String>) -> Self {
        Self { class: class.to_string(), message: message.into(), code: None, cause: None }
    }

    pub(crate) fn illegal_argument(message: impl Into<String>) -> Self {
        Self::new("java.lang.IllegalArgumentException", message)
    }

    /// What argparse4j, which some of Kafka's tools read their command line with, has against it.
    pub(crate) fn argparse(message: impl Into<String>) -> Self {
        Self::new("net.sourceforge.argparse4j.inf.ArgumentParserException", message)
    }

    /// A file that cannot be read.
    pub(crate) fn no_file(name: &str) -> Self {
        Self::new("java.nio.file.NoSuchFileException", name)
    }

    /// A file of JSON that cannot be read.
    pub(crate) fn unreadable(name: &str) -> Self {
        let cause = Self::no_file(name).text();
        Self { cause: Some(cause), ..Self::new("java.io.IOException", format!("Unable to read file {name}")) }
    }

    /// Itself as what waited for it throws it on.
    pub(crate) fn wrapped(self) -> Self {
        let cause = self.text();
        Self {
            class: "java.util.concurrent.ExecutionException".to_string(),
            message: cause.clone(),
            code: self.code,
            cause: Some(cause),
        }
    }

    /// The error of a code with its default message.
    pub(crate) fn of(code: ErrorCode) -> Self {
        ClientError::from(code).into()
    }

    /// What a broker answered, if that is an error.
    pub(crate) fn check(code: i16, message: Option<&str>) -> Result<(), Self> {
        if code == 0 { Ok(()) } else { Err(ClientError::told(code, message.map(Into::into)).into()) }
    }

    /// Class and message, as Java's `Throwable.toString`.
    pub(crate) fn text(&self) -> String {
        if self.message.is_empty() {
            return self.class.clone();
        }
        format!("{}: {}", self.class, self.message)
    }
}

impl From<ClientError> for Thrown {
    fn from(error: ClientError) -> Self {
        Self {
            class: exception_class(error.code),
            message: error.message,
            code: Some(error.code),
            cause: None,
        }
    }
}

impl From<OptionError> for Thrown {
    fn from(error: OptionError) -> Self {
        Self::new(error.class(), error.to_string())
    }
}

/// The exception that Kafka's client throws for a code: mostly the code's own name.
pub(crate) fn exception_class(code: ErrorCode) -> String {
    let name = match code {
        ErrorCode::UnknownServerError => "UnknownServerException",
        ErrorCode::CorruptMessage => "CorruptRecordException",
        ErrorCode::RequestTimedOut => "TimeoutException",
        ErrorCode::MessageTooLarge => "RecordTooLargeException",
        ErrorCode::StaleControllerEpoch => "ControllerMovedException",
        ErrorCode::OffsetMetadataTooLarge => "OffsetMetadataTooLarge",
        ErrorCode::RecordListTooLarge => "RecordBatchTooLargeException",
        ErrorCode::TopicAuthorizationFailed => "TopicAuthorizationException",
        ErrorCode::GroupAuthorizationFailed => "GroupAuthorizationException",
        ErrorCode::ClusterAuthorizationFailed => "ClusterAuthorizationException",
        ErrorCode::TopicAlreadyExists => "TopicExistsException",
        ErrorCode::InvalidConfig => "InvalidConfigurationException",
        ErrorCode::OutOfOrderSequenceNumber => "OutOfOrderSequenceException",
        ErrorCode::DuplicateSequenceNumber => "DuplicateSequenceException",
        ErrorCode::KafkaStorageError => "KafkaStorageException",
        ErrorCode::NonEmptyGroup => "GroupNotEmptyException",
        code => return format!("org.apache.kafka.common.errors.{}", camel_case(code.name())),
    };
    format!("org.apache.kafka.common.errors.{name}")
}

/// `GROUP_ID_NOT_FOUND` gives `GroupIdNotFoundException`, `INVALID_TOPIC_EXCEPTION` gives `InvalidTopicException`.
fn camel_case(name: &str) -> String {
    let mut camel = String::new();
    for word in name.strip_suffix("_EXCEPTION").unwrap_or(name).split('_') {
        let (first, rest) = word.split_at(word.len().min(1));
        camel.push_str(first);
        camel.push_str(&rest.to_ascii_lowercase());
    }
    camel + "Exception"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_as_seen() {
        let check = |code: ErrorCode, class: &str| {
            assert_eq!(exception_class(code), format!("org.apache.kafka.common.errors.{class}"));
        };
        check(ErrorCode::TopicAlreadyExists, "TopicExistsException");
        check(ErrorCode::InvalidReplicationFactor, "InvalidReplicationFactorException");
        check(ErrorCode::InvalidTopicException, "InvalidTopicException");
        check(ErrorCode::NonEmptyGroup, "GroupNotEmptyException");
        check(ErrorCode::GroupIdNotFound, "GroupIdNotFoundException");
        check(ErrorCode::GroupSubscribedToTopic, "GroupSubscribedToTopicException");
        check(ErrorCode::UnknownTopicOrPartition, "UnknownTopicOrPartitionException");
        check(ErrorCode::PolicyViolation, "PolicyViolationException");
        check(ErrorCode::InvalidPartitions, "InvalidPartitionsException");
    }
}
