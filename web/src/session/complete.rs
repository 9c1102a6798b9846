//! Tab in the terminal: the word that is being typed, completed as far as it is certain.

use std::collections::BTreeSet;

use partita_shell::{TOOL_NAMES, option_names};
use partita_view::ClusterView;

/// Words of the terminal itself that begin a line.
const WORDS: [&str; 2] = ["clear", "help"];

/// The line with its last word completed: a space follows where only one thing is possible.
pub(super) fn complete(line: &str, view: &ClusterView) -> Option<String> {
    let start = line.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let (before, typed) = line.split_at(start);
    if typed.is_empty() {
        return None;
    }
    let candidates = candidates(before, typed, view);
    let mut fits = candidates.iter().filter(|word| word.starts_with(typed));
    let first = fits.next()?;
    let rest: Vec<&String> = fits.collect();
    let common = rest.iter().fold(first.as_str(), |common, word| shared(common, word));
    let end = if rest.is_empty() { " " } else { "" };
    (common.len() > typed.len() || rest.is_empty()).then(|| format!("{before}{common}{end}"))
}

fn candidates(before: &str, typed: &str, view: &ClusterView) -> BTreeSet<String> {
    let mut words = before.split_whitespace();
    let owned = |word: &&str| (*word).to_owned();
    match words.next() {
        None => {
            // A slash alone begins a search.
            let folder = typed.rfind('/').filter(|at| *at > 0);
            let path = folder.map_or("", |at| &typed[..=at]);
            let tools = TOOL_NAMES.iter().map(|tool| format!("{path}{tool}"));
            let words = partita_sim::first_words().chain(WORDS).map(str::to_owned);
            return tools.chain(words).collect();
        }
        // `run NAME: ` is followed by a tool.
        Some("run") => match (words.next(), words.next()) {
            (None, _) => return BTreeSet::new(),
            (Some(_), None) => return TOOL_NAMES.iter().map(owned).collect(),
            (Some(_), Some(tool)) if typed.starts_with("--") => return options(tool),
            _ => {}
        },
        Some(tool) if typed.starts_with("--") => return options(tool),
        Some(_) => {}
    }
    match before.split_whitespace().next_back() {
        Some("--topic") => topics(view).collect(),
        Some("--group") => groups(view).collect(),
        Some("--bootstrap-server") => ["localhost:9092".to_owned()].into(),
        _ => topics(view).chain(groups(view)).chain(clients(view)).collect(),
    }
}

fn options(tool: &str) -> BTreeSet<String> {
    option_names(tool).into_iter().map(|name| format!("--{name}")).collect()
}

fn topics(view: &ClusterView) -> impl Iterator<Item = String> {
    view.topics.iter().map(|topic| topic.name.to_string())
}

fn groups(view: &ClusterView) -> impl Iterator<Item = String> {
    view.groups.iter().map(|group| group.id.to_string())
}

fn clients(view: &ClusterView) -> impl Iterator<Item = String> {
    let members = view.groups.iter().flat_map(|group| group.members.iter().map(|m| m.name.to_string()));
    let producers = view.producers.iter().map(|producer| producer.name.to_string());
    members.chain(producers).chain(view.tools.iter().map(|tool| tool.name.to_string()))
}

/// What two words have in common at their beginning.
fn shared<'a>(a: &'a str, b: &str) -> &'a str {
    let same = a.char_indices().zip(b.chars()).take_while(|((_, x), y)| x == y);
    let end = same.last().map_or(0, |((at, letter), _)| at + letter.len_utf8());
    &a[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{GroupView, TopicView};

    fn check(line: &str, expected: Option<&str>) {
        let view = ClusterView {
            topics: vec![TopicView { name: "kafkatask".into(), ..TopicView::default() }.into()],
            groups: vec![GroupView { id: "kafkagroup".into(), ..GroupView::default() }.into()],
            ..ClusterView::default()
        };
        assert_eq!(complete(line, &view).as_deref(), expected, "{line}");
    }

    #[test]
    fn as_far_as_it_is_certain() {
        check("kafka-top", Some("kafka-topics.sh "));
        check("kafka-t", None);
        check("kafka-cons", None);
        check("bin/kafka-to", Some("bin/kafka-topics.sh "));
        check("./bin/kafka-to", Some("./bin/kafka-topics.sh "));
        check("/opt/kafka/bin/kafka-to", Some("/opt/kafka/bin/kafka-topics.sh "));
        check(
            "/opt/kafka/bin/kafka-topics.sh --bo",
            Some("/opt/kafka/bin/kafka-topics.sh --bootstrap-server "),
        );
        check("/kafka-to", None);
        check("jp", Some("jps "));
        check("ki", Some("kill "));
        check("p", None);
        check("x", None);
        check("", None);
    }

    #[test]
    fn every_word_of_the_playground_completes() {
        let words: BTreeSet<&str> = partita_sim::first_words().chain(WORDS).collect();
        assert!(
            ["cut", "disk", "drop", "heal", "help", "late", "producer"]
                .iter()
                .all(|word| words.contains(word))
        );
        for word in words {
            check(word, Some(&format!("{word} ")));
        }
        check("la", Some("late "));
    }

    #[test]
    fn options_belong_to_their_tool() {
        check("kafka-topics.sh --bo", Some("kafka-topics.sh --bootstrap-server "));
        check("kafka-topics.sh --under-r", Some("kafka-topics.sh --under-replicated-partitions "));
        check("kafka-console-consumer.sh --from", Some("kafka-console-consumer.sh --from-beginning "));
        check("kafka-topics.sh --from", None);
        check(
            "run c1: kafka-consumer-groups.sh --all-g",
            Some("run c1: kafka-consumer-groups.sh --all-groups "),
        );
    }

    #[test]
    fn names_of_the_cluster_follow_their_option() {
        check("kafka-topics.sh --topic ka", Some("kafka-topics.sh --topic kafkatask "));
        check("kafka-consumer-groups.sh --group ka", Some("kafka-consumer-groups.sh --group kafkagroup "));
        check("leave ka", Some("leave kafka"));
        check("leave kafkat", Some("leave kafkatask "));
    }
}
