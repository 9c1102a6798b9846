//! Words about messages on their way.

use partita_view::{Content, Flight};

use super::nouns::{RECORDS, plural};
use super::parts::partition;

/// Title of an opened message: `Produce`, `Fetch answer`.
pub fn message(flight: &Flight) -> String {
    if flight.response {
        say!(en: "{api} answer", de: "{api}-Antwort", api = flight.api_name)
    } else {
        flight.api_name.to_owned()
    }
}

/// The word beside a message on the stage.
pub fn flight(flight: &Flight) -> String {
    let api = flight.api_name;
    match &flight.content {
        Content::Records { count, .. } if flight.response => {
            say!(en: "{api}, {records} back", de: "{api}, {records} zurück", records = plural(u64::from(*count), RECORDS))
        }
        Content::Records { count, .. } => format!("{api}, {}", plural(u64::from(*count), RECORDS)),
        Content::Wants { offset, .. } => say!(en: "{api} from {offset}", de: "{api} ab {offset}"),
        Content::Done { error: Some(error), .. } => (*error).to_owned(),
        Content::Done { .. } | Content::Control => message(flight),
    }
}

/// What a message carries, in one sentence.
pub fn carries(flight: &Flight) -> String {
    match &flight.content {
        Content::Records { topic, partition: p, count, .. } => {
            say!(en: "{records} of {of}", de: "{records} von {of}", records = plural(u64::from(*count), RECORDS), of = partition(topic, *p))
        }
        Content::Wants { topic, partition: p, offset, replica } => {
            let who = match replica {
                true => text!(en: "a follower", de: "ein Follower").text(),
                false => text!(en: "a consumer", de: "ein Consumer").text(),
            };
            if topic.is_empty() {
                say!(en: "{who} asks for records", de: "{who} fragt nach Records")
            } else {
                say!(
                    en: "{who} asks for {of} from offset {offset}",
                    de: "{who} fragt nach {of} ab Offset {offset}",
                    of = partition(topic, *p)
                )
            }
        }
        Content::Done { error: Some(error), about } => match about {
            Some((topic, p)) => {
                say!(en: "{error} for {of}", de: "{error} für {of}", of = partition(topic, *p))
            }
            None => (*error).to_owned(),
        },
        Content::Done { about: Some((topic, p)), .. } => {
            say!(en: "no error, {of}", de: "kein Fehler, {of}", of = partition(topic, *p))
        }
        Content::Done { .. } => text!(en: "no error", de: "kein Fehler").text().into(),
        Content::Control => text!(en: "control traffic", de: "Steuerverkehr").text().into(),
    }
}
