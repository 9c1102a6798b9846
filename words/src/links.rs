//! Links that are not as usual, as the rows at both ends say it.

use partita_view::{ClusterView, LinkView, Party};

use super::parts::party;
use super::values::span;

/// Letters by which a client can be told from others.
const NAME_MIN: usize = 5;

/// A link that is not as usual, as its sender's row says it: in so many letters, where the name of a client can give way.
pub fn link(link: &LinkView, view: &ClusterView, letters: usize) -> String {
    let told = |name: &str| trouble(link, &say!(en: "to {name}", de: "zu {name}"));
    named_within(&link.to, view, letters, &told)
}

/// The same, as its receiver's row says it.
pub fn link_in(link: &LinkView, view: &ClusterView, letters: usize) -> String {
    let told = |name: &str| trouble(link, &say!(en: "from {name}", de: "von {name}"));
    named_within(&link.from, view, letters, &told)
}

/// Many links that are not as usual.
pub fn links(number: usize, cut: bool) -> String {
    match cut {
        true => say!(en: "{number} links cut", de: "{number} Links getrennt"),
        false => say!(en: "{number} links slow", de: "{number} Links langsam"),
    }
}

/// What is wrong with a link, behind the words for its other end.
fn trouble(link: &LinkView, end: &str) -> String {
    match link.cut {
        true => say!(en: "{end} cut", de: "{end} getrennt"),
        false => format!("{end} +{}", span(link.slow)),
    }
}

/// A sentence with the name of a machine; of a client's only the end where so many letters ask for that: there names differ.
fn named_within(who: &Party, view: &ClusterView, letters: usize, told: &dyn Fn(&str) -> String) -> String {
    let name = match who {
        Party::Node(id) => return told(&id.to_string()),
        client @ Party::Client(_) => party(client, view),
    };
    let around = told("").chars().count();
    let room = letters.saturating_sub(around).max(NAME_MIN);
    let all = name.chars().count();
    if all <= room {
        return told(&name);
    }
    // The mark of what is left out takes the room of one letter.
    let end: String = name.chars().skip(all - (room - 1)).collect();
    told(&format!("…{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_client_gives_way_and_what_is_wrong_with_its_link_stays() {
        let of = |to: Party, cut| LinkView { from: Party::Node(2), to, cut, slow: 300_000 };
        let view = ClusterView::default();
        let client = || Party::Client("Consumer-11".into());
        assert_eq!(link(&of(client(), false), &view, usize::MAX), "to Consumer-11 +300 ms");
        assert_eq!(link(&of(client(), false), &view, 18), "to …mer-11 +300 ms");
        assert_eq!(link(&of(client(), true), &view, 1), "to …r-11 cut");
        assert_eq!(link(&of(Party::Node(1), true), &view, 1), "to 1 cut");
    }
}
