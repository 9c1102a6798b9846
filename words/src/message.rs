//! Words about messages on their way.

use partita_view::{Content, Flight, Place};

use super::nouns::{MORE_PARTITIONS, RECORDS, plural};
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
        Content::Records { count, .. } if flight.places_len() > 1 => {
            format!("{}: {}", plural(u64::from(*count), RECORDS), records_of(flight))
        }
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
                    of = and_others(flight, partition(topic, *p))
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
            say!(en: "no error, {of}", de: "kein Fehler, {of}", of = and_others(flight, partition(topic, *p)))
        }
        Content::Done { .. } => text!(en: "no error", de: "kein Fehler").text().into(),
        Content::Control => text!(en: "control traffic", de: "Steuerverkehr").text().into(),
    }
}

/// Partitions of a message that are named one by one.
const NAMED_MAX: usize = 6;

/// `orders-0 4, orders-1 3 and 2 more partitions`: what each partition has of a message.
fn records_of(flight: &Flight) -> String {
    let full: Vec<&Place> = flight.places.iter().filter(|place| place.records > 0).collect();
    let named = full.iter().take(NAMED_MAX);
    let named: Vec<String> = named
        .map(|place| format!("{} {}", partition(&place.topic, place.partition), place.records))
        .collect();
    let more = full.len().saturating_sub(NAMED_MAX) as u64 + u64::from(flight.places_more);
    with_more(named.join(", "), more)
}

/// A partition, and how many others a message is about.
fn and_others(flight: &Flight, first: String) -> String {
    with_more(first, flight.places_len().saturating_sub(1) as u64)
}

fn with_more(named: String, more: u64) -> String {
    match more {
        0 => named,
        _ => say!(en: "{named} and {more}", de: "{named} und {more}", more = plural(more, MORE_PARTITIONS)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{MessageId, Party};

    fn of(content: Content, partitions: i32, more: u32) -> Flight {
        let place = |partition| Place { topic: "orders".into(), partition, records: 2 };
        Flight {
            id: MessageId(1),
            from: Party::Client("p".into()),
            to: Party::Node(1),
            sent: 0,
            arrives: None,
            api: 0,
            api_name: "Produce",
            version: 13,
            response: false,
            content,
            places: (0..partitions).map(place).collect(),
            places_more: more,
        }
    }

    #[test]
    fn a_message_of_several_partitions_names_them_and_says_how_many_more() {
        let records =
            |count| Content::Records { topic: "orders".into(), partition: 0, keys: Vec::new(), count };
        assert_eq!(carries(&of(records(2), 1, 0)), "2 records of orders-0");
        assert_eq!(carries(&of(records(4), 2, 0)), "4 records: orders-0 2, orders-1 2");
        let many = carries(&of(records(16), 8, 3));
        assert!(
            many.starts_with("16 records: orders-0 2, ") && many.ends_with(" and 5 more partitions"),
            "{many}"
        );
        let wants = Content::Wants { topic: "orders".into(), partition: 0, offset: 4, replica: true };
        assert_eq!(
            carries(&of(wants, 2, 0)),
            "a follower asks for orders-0 and 1 more partition from offset 4"
        );
        let done = Content::Done { about: Some(("orders".into(), 0)), error: None };
        assert_eq!(carries(&of(done, 3, 0)), "no error, orders-0 and 2 more partitions");
    }
}
