//! Why a rebalance began, in the language of the page. A coordinator says it as Kafka words it in its log: English. Here are
//! its forms; one that is not known stays as it is.

use crate::forms::again;
use crate::{Language, language};

/// Why a group rebalances.
pub fn reason(english: &str) -> String {
    match language() {
        Language::English => None,
        Language::German => german(english),
    }
    .unwrap_or_else(|| english.into())
}

/// What a client gave as its reason stands at the end, and has forms of its own.
fn german(english: &str) -> Option<String> {
    let Some((what, client)) = english.split_once(CLIENT) else { return again(english, REASONS) };
    let what = again(what, REASONS)?;
    let client = again(client, OF_CLIENTS).unwrap_or_else(|| client.into());
    Some(format!("{what}; Grund des Clients: {client}"))
}

const CLIENT: &str = "; client reason: ";

/// What a coordinator says: its form in English, and the German sentence with the numbers of the facts.
const REASONS: &[(&str, &str)] = &[
    ("Member {} is joining group during {}", "Mitglied {0} tritt der Gruppe während {1} bei"),
    ("Leader {} re-joining group during {}", "Der Leader {0} tritt der Gruppe während {1} wieder bei"),
    ("Updating metadata for member {} during {}", "Neue Metadaten des Mitglieds {0} während {1}"),
    ("Adding new member {} with group instance id {}", "Neues Mitglied {0} mit group.instance.id {1}"),
    (
        "Group's selectedProtocol will change because static member {} with instance id {} joined with change of protocol",
        "Das gewählte Protokoll der Gruppe ändert sich, weil das statische Mitglied {0} mit der Instanz-Id {1} mit einem anderen beitritt",
    ),
    (
        "Updating metadata for static member {} with instance id {}",
        "Neue Metadaten des statischen Mitglieds {0} mit der Instanz-Id {1}",
    ),
    (
        "explicit `LeaveGroup` request for ({}) members.",
        "ausdrückliche LeaveGroup-Anfrage für die Mitglieder ({0})",
    ),
    (
        "Removing [{}] on pending sync request expiration",
        "[{0}] entfernt: keine SyncGroup-Anfrage in der Frist",
    ),
    ("removing member {} on heartbeat expiration.", "Mitglied {0} entfernt: kein Heartbeat in der Frist"),
    ("Member {} left the consumer group.", "Mitglied {0} hat die Gruppe verlassen"),
    (
        "Member {} fenced from the group because the classic member failed to join within the rebalance timeout.",
        "Mitglied {0} ausgesperrt: in der Frist des Rebalance nicht beigetreten",
    ),
    (
        "Member {} fenced from the group because the member failed to sync within timeout.",
        "Mitglied {0} ausgesperrt: keine SyncGroup-Anfrage in der Frist",
    ),
    ("Member {} fenced from the group because {}.", "Mitglied {0} ausgesperrt: {1}"),
    ("Computed new metadata hash: {}.", "Neuer Hash der Metadaten: {0}"),
    (
        "Member {} joins the consumer group using the {} protocol.",
        "Mitglied {0} tritt mit dem Protokoll {1} bei",
    ),
    ("Member {} updated its subscribed topics to: [{}].", "Mitglied {0} abonniert jetzt [{1}]"),
    ("Member {} updated its subscribed regex to: {}.", "Mitglied {0} abonniert jetzt das Muster {1}"),
    ("Downgrade group {} from consumer to classic.", "Gruppe {0} wechselt vom Protokoll consumer zu classic"),
    (
        "Freshly-loaded group {} (size {}) is over capacity {}. Rebalancing in order to give a chance for consumers to commit offsets",
        "Die eben geladene Gruppe {0} hat {1} Mitglieder, mehr als die erlaubten {2}; ein Rebalance lässt sie noch committen",
    ),
];

/// What a client says.
const OF_CLIENTS: &[(&str, &str)] = &[
    ("not provided", "nicht genannt"),
    (
        "need to re-join with the given member-id: {}",
        "tritt mit der erhaltenen Mitglieds-Id noch einmal bei: {0}",
    ),
    ("rebalance failed due to {}", "Rebalance gescheitert: {0}"),
    ("the consumer is being closed", "der Consumer wird geschlossen"),
    ("the consumer unsubscribed from all topics", "der Consumer hat alle Topics abbestellt"),
    ("consumer poll timeout has expired.", "die Frist zwischen zwei poll() ist um"),
    ("encountered {} from {} response", "{0} in der Antwort auf {1}"),
];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::forms::tests::check;
    use crate::in_language;

    #[test]
    fn each_form_has_its_facts() {
        check(REASONS);
        check(OF_CLIENTS);
    }

    #[test]
    fn a_reason_is_said_with_the_clients_own() {
        let said = |english: &str| in_language(Language::German, || reason(english));
        assert_eq!(
            said("Adding new member c-1 with group instance id null; client reason: not provided"),
            "Neues Mitglied c-1 mit group.instance.id null; Grund des Clients: nicht genannt"
        );
        assert_eq!(said("something else"), "something else");
        assert_eq!(in_language(Language::English, || reason("not provided")), "not provided");
    }

    #[test]
    fn the_coordinator_words_them_so() {
        let rooms = [
            "classic/join.rs",
            "classic/leave.rs",
            "classic/rebalance.rs",
            "consumer/leave.rs",
            "consumer/heartbeat.rs",
        ];
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src/coordinator/group");
        let sources: String =
            rooms.iter().map(|room| fs::read_to_string(folder.join(room)).expect("a source")).collect();
        for (form, _) in REASONS {
            // The longest part of a form between two facts stands in the coordinator's sources.
            let longest = form.split("{}").max_by_key(|part| part.len()).unwrap_or("").trim();
            let known = sources.contains(longest.trim_end_matches('.'));
            let elsewhere = ["Freshly-loaded", "Downgrade", "selectedProtocol", "static member", "because"];
            assert!(known || elsewhere.iter().any(|word| form.contains(word)), "{form}");
        }
    }
}
