//! Words of a cluster that is seen from far: what stands out, rates, the levels of zoom.

use partita_view::Micros;

use super::nouns::{count, plural};
use super::values::span;

nouns! {
    LINKS_COUNTED { en: "link", "links", de: "Verbindung", "Verbindungen" }
    MEMBERS_COUNTED { en: "member", "members", de: "Mitglied", "Mitglieder" }
    MORE_GROUPS { en: "more group", "more groups", de: "weitere Gruppe", "weitere Gruppen" }
}

texts! {
    STANDS_OUT { en: "What stands out", de: "Was auffällt" }
    WORST_FIRST { en: "worst first", de: "das Schlimmste zuerst" }
    NOTHING_STANDS_OUT { en: "Nothing: every broker runs, every ISR is complete, no group falls behind.", de: "Nichts: Jeder Broker läuft, jede ISR ist vollständig, keine Gruppe bleibt zurück." }
    SHOW { en: "Show", de: "Zeigen" }
    SHOWN { en: "Shown", de: "Gezeigt" }
    LEADERS_UNEVEN { en: "Leaders are uneven", de: "Leader sind ungleich verteilt" }
    BROKERS_BY_RACK { en: "Brokers by rack", de: "Broker nach Rack" }
    BROKERS_BY_TEN { en: "Brokers", de: "Broker" }
    MEMBERS_AS_CELLS { en: "Consumer groups, one cell a member", de: "Consumer Groups, ein Feld je Mitglied" }
    MEMBER_CELLS { en: "stronger: more lag; dashed: owns nothing", de: "kräftiger: mehr Lag; gestrichelt: hat nichts" }
    LEADS_KEY { en: "leads", de: "führt" }
    FOLLOWS_KEY { en: "follows", de: "folgt" }
    OUT_OF_SYNC_KEY { en: "out of sync", de: "nicht synchron" }
    OFFLINE_KEY { same: "offline" }
    UNDER_REPLICATED_KEY { en: "under-replicated", de: "unterrepliziert" }
    LINK_CUT { en: "link cut", de: "Verbindung getrennt" }
    ZOOM { same: "Zoom" }
    NEARER { en: "Nearer", de: "Näher" }
    FARTHER { en: "Farther", de: "Ferner" }
    ALL_OF_IT { en: "All of it", de: "Alles" }
    TO_THE_LEFT { en: "To the left", de: "Nach links" }
    TO_THE_RIGHT { en: "To the right", de: "Nach rechts" }
    FURTHER_UP { en: "Further up", de: "Weiter hinauf" }
    FURTHER_DOWN { en: "Further down", de: "Weiter hinunter" }
    FIND { en: "Find", de: "Suchen" }
    FIND_HINT { en: "broker 17, orders-0 81", de: "Broker 17, orders-0 81" }
    NOT_FOUND { en: "Nothing of that name.", de: "Nichts mit diesem Namen." }
    LOOK_ALONE { en: "Look at it alone", de: "Nur das ansehen" }
    FOLLOW_KEY { en: "Follow its key", de: "Seinem Schlüssel folgen" }
    PANEL_FOLD { en: "Fold the panel", de: "Feld einklappen" }
    PANEL_UNFOLD { en: "Unfold the panel", de: "Feld ausklappen" }
}

/// `Broker 17 is killed`.
pub fn is_in_state(who: &str, state: &str) -> String {
    say!(en: "{who} is {state}", de: "{who}: {state}")
}

/// A broker that runs and is missing in ISRs.
pub fn is_behind(who: &str) -> String {
    say!(en: "{who} is behind", de: "{who} ist zurück")
}

/// Partitions that lack a broker in their ISR, and those that nobody leads.
pub fn out_of_sync_on(under: usize, offline: usize, rack: Option<&str>) -> String {
    let n = count(under as u64);
    let mut text = match under {
        0 => text!(en: "No partition lacks it in its ISR", de: "Keiner Partition fehlt er in der ISR")
            .text()
            .into(),
        1 => {
            text!(en: "1 partition lacks it in its ISR", de: "1 Partition fehlt er in der ISR").text().into()
        }
        _ => say!(en: "{n} partitions lack it in their ISR", de: "{n} Partitionen fehlt er in der ISR"),
    };
    let n = count(offline as u64);
    match offline {
        0 => {}
        1 => text.push_str(text!(en: ", 1 of them has no leader", de: ", 1 davon hat keinen Leader").text()),
        _ => text.push_str(&say!(en: ", {n} of them have no leader", de: ", {n} davon haben keinen Leader")),
    }
    text.push('.');
    if let Some(rack) = rack {
        text.push_str(&format!(" Rack {rack}."));
    }
    text
}

/// `Broker 3: 2 links cut`.
pub fn links_of(who: &str, cut: usize, slow: Option<Micros>) -> String {
    match (cut, slow) {
        (0, Some(slow)) => say!(en: "{who} is slow, +{by}", de: "{who} ist langsam, +{by}", by = span(slow)),
        (0, None) => who.to_owned(),
        (cut, _) => {
            say!(en: "{who}: {links} cut", de: "{who}: {links} getrennt", links = plural(cut as u64, LINKS_COUNTED))
        }
    }
}

/// Partitions of a topic that nobody leads.
pub fn nobody_leads(topic: &str, partitions: usize) -> String {
    let n = plural(partitions as u64, super::nouns::PARTITIONS);
    if partitions == 1 {
        say!(en: "{n} of {topic} has no leader", de: "{n} von {topic} hat keinen Leader")
    } else {
        say!(en: "{n} of {topic} have no leader", de: "{n} von {topic} haben keinen Leader")
    }
}

/// The first of them.
pub fn first_without_leader(topic: &str, partition: i32) -> String {
    say!(en: "The first is {topic}-{partition}: nothing can be written or read there.",
        de: "Die erste ist {topic}-{partition}: dort kann nichts geschrieben oder gelesen werden.")
}

/// `orders-12 is hot`.
pub fn is_hot(partition: &str) -> String {
    say!(en: "{partition} is hot", de: "{partition} ist heiß")
}

/// The share of a topic's records that one of its partitions holds.
pub fn share_of_records(topic: &str, percent: i64, partitions: i64) -> String {
    say!(en: "{percent} % of the records of {topic}, which has {partitions} partitions.",
        de: "{percent} % der Records von {topic}, das {partitions} Partitionen hat.")
}

/// `billing falls behind`.
pub fn falls_behind(group: &str) -> String {
    say!(en: "{group} falls behind", de: "{group} bleibt zurück")
}

/// A group in the middle of a rebalance.
pub fn rebalances(group: &str) -> String {
    say!(en: "{group} rebalances", de: "{group} ist im Rebalance")
}

/// A group with members that own nothing.
pub fn has_idle_members(group: &str) -> String {
    say!(en: "{group} has idle members", de: "{group} hat Mitglieder ohne Arbeit")
}

/// Lag and idle members of a group.
pub fn group_trouble(lag: i64, idle: usize, members: usize) -> String {
    let lag = format!("Lag {}", count(lag.unsigned_abs()));
    match idle {
        0 => format!("{lag}."),
        idle => {
            say!(en: "{lag}; {idle} of {all} own nothing.", de: "{lag}; {all}, {idle} davon ohne Partition.",
            all = plural(members as u64, MEMBERS_COUNTED))
        }
    }
}

/// A broker that leads more than the others.
pub fn leads_more(who: &str, leads: usize, mean: usize) -> String {
    say!(en: "{who} leads {leads}, the mean is {mean}. Preferred election would mend it.",
        de: "{who} führt {leads}, im Mittel sind es {mean}. Die Wahl der bevorzugten Leader würde es beheben.")
}

/// Which brokers stand in a rack: `11 to 20`.
pub fn ids_from_to(from: i32, to: i32) -> String {
    if from == to { from.to_string() } else { say!(en: "{from} to {to}", de: "{from} bis {to}") }
}

/// `in 120, out 80/s`: records of a second.
pub fn per_second(written: i64, read: i64) -> String {
    let (w, r) = (count(written.unsigned_abs()), count(read.unsigned_abs()));
    match (written, read) {
        (0, 0) => String::new(),
        (_, 0) => say!(en: "in {w}/s", de: "ein {w}/s"),
        (0, _) => say!(en: "out {r}/s", de: "aus {r}/s"),
        _ => say!(en: "in {w}, out {r}/s", de: "ein {w}, aus {r}/s"),
    }
}

/// `lag 18,204`.
pub fn lag_in_all(lag: i64) -> String {
    say!(en: "lag {n}", de: "Lag {n}", n = count(lag.unsigned_abs()))
}

/// What is drawn of how many: `24 of 200 partitions`.
pub fn shown_of(shown: usize, all: usize, what: crate::Noun) -> String {
    let total = plural(all as u64, what);
    if shown == all {
        return total;
    }
    say!(en: "{n} of {total}", de: "{n} von {total}", n = count(shown as u64))
}

/// What the lens shows of a topic.
pub fn lens(place: &str, topic: &str, from: i32, to: i32, all: usize) -> String {
    say!(en: "{place}, {topic}-{from} to {topic}-{to} of {n}", de: "{place}, {topic}-{from} bis {topic}-{to} von {n}",
        n = count(all as u64))
}

/// Groups that have no room.
pub fn more_groups(groups: usize, lag: i64) -> String {
    say!(en: "{n}, {all} in all", de: "{n}, zusammen {all}", n = plural(groups as u64, MORE_GROUPS), all = lag_in_all(lag))
}

/// What is looked at alone: `orders alone`.
pub fn alone(what: &str) -> String {
    say!(en: "only {what}", de: "nur {what}")
}

/// The way of a key from its producers to the members that read it.
pub fn way_of(key: &str) -> String {
    say!(en: "The way of the key {key}", de: "Der Weg des Schlüssels {key}")
}

/// Columns and rows that are drawn, of how many.
pub fn part_of(brokers: (usize, usize), partitions: (usize, usize)) -> String {
    let rows = shown_of(brokers.0, brokers.1, super::nouns::BROKERS_COUNTED);
    format!("{rows}, {}", shown_of(partitions.0, partitions.1, super::nouns::PARTITIONS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, in_language};

    #[test]
    fn trouble_is_told_in_words_of_one_and_of_many() {
        assert_eq!(out_of_sync_on(1, 0, None), "1 partition lacks it in its ISR.");
        assert_eq!(
            out_of_sync_on(60, 1, Some("b")),
            "60 partitions lack it in their ISR, 1 of them has no leader. Rack b."
        );
        assert_eq!(group_trouble(18_204, 5, 20), "Lag 18,204; 5 of 20 members own nothing.");
        assert_eq!(
            in_language(Language::German, || group_trouble(0, 1, 2)),
            "Lag 0; 2 Mitglieder, 1 davon ohne Partition."
        );
        assert_eq!((per_second(0, 0), per_second(5, 1200)), (String::new(), "in 5, out 1,200/s".into()));
    }
}
