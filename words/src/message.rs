//! Words about messages on their way.

use partita_view::{Content, Flight};

use super::nouns::{RECORDS, plural};
use super::parts::partition;

/// Title of an opened message: `Produce`, `Fetch answer`.
pub fn message(flight: &Flight) -> String {
    if flight.response { format!("{} answer", flight.api_name) } else { flight.api_name.to_owned() }
}

/// The word beside a message on the stage.
pub fn flight(flight: &Flight) -> String {
    let api = flight.api_name;
    match &flight.content {
        Content::Records { count, .. } if flight.response => {
            format!("{api}, {} back", plural(u64::from(*count), RECORDS))
        }
        Content::Records { count, .. } => format!("{api}, {}", plural(u64::from(*count), RECORDS)),
        Content::Wants { offset, .. } => format!("{api} from {offset}"),
        Content::Done { error: Some(error), .. } => (*error).to_owned(),
        Content::Done { .. } | Content::Control => message(flight),
    }
}

/// What a message carries, in one sentence.
pub fn carries(flight: &Flight) -> String {
    match &flight.content {
        Content::Records { topic, partition: p, count, .. } => {
            format!("{} of {}", plural(u64::from(*count), RECORDS), partition(topic, *p))
        }
        Content::Wants { topic, partition: p, offset, replica } => {
            let who = if *replica { "a follower" } else { "a consumer" };
            if topic.is_empty() {
                format!("{who} asks for records")
            } else {
                format!("{who} asks for {} from offset {offset}", partition(topic, *p))
            }
        }
        Content::Done { error: Some(error), about } => match about {
            Some((topic, p)) => format!("{error} for {}", partition(topic, *p)),
            None => (*error).to_owned(),
        },
        Content::Done { about: Some((topic, p)), .. } => format!("no error, {}", partition(topic, *p)),
        Content::Done { .. } => "no error".into(),
        Content::Control => "control traffic".into(),
    }
}
