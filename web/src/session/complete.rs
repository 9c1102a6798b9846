//! Tab in the terminal: the word that is being typed, completed as far as it is certain.

use std::collections::BTreeSet;

use partita_view::ClusterView;

/// Tools of Kafka that the page knows.
const TOOLS: [&str; 4] =
    ["kafka-console-consumer.sh", "kafka-console-producer.sh", "kafka-consumer-groups.sh", "kafka-topics.sh"];
/// Options of those tools that are typed most.
const OPTIONS: [&str; 22] = [
    "--all-groups",
    "--alter",
    "--bootstrap-server",
    "--command-property",
    "--config",
    "--create",
    "--delete",
    "--describe",
    "--execute",
    "--from-beginning",
    "--group",
    "--list",
    "--members",
    "--offsets",
    "--partition",
    "--partitions",
    "--replication-factor",
    "--reset-offsets",
    "--state",
    "--topic",
    "--under-replicated-partitions",
    "--verbose",
];

/// The line with its last word completed: a space follows where only one thing is possible.
pub(super) fn complete(line: &str, view: &ClusterView, words: &[String]) -> Option<String> {
    let start = line.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let (before, typed) = line.split_at(start);
    if typed.is_empty() {
        return None;
    }
    let candidates = candidates(before, view, words);
    let mut fits = candidates.iter().filter(|word| word.starts_with(typed));
    let first = fits.next()?;
    let rest: Vec<&String> = fits.collect();
    let common = rest.iter().fold(first.as_str(), |common, word| shared(common, word));
    let end = if rest.is_empty() { " " } else { "" };
    (common.len() > typed.len() || rest.is_empty()).then(|| format!("{before}{common}{end}"))
}

fn candidates(before: &str, view: &ClusterView, words: &[String]) -> BTreeSet<String> {
    if before.trim().is_empty() {
        return TOOLS.map(str::to_owned).into_iter().chain(words.iter().cloned()).collect();
    }
    let options = OPTIONS.map(str::to_owned).into_iter().filter(|_| before.contains(".sh"));
    let topics = view.topics.iter().map(|topic| topic.name.to_string());
    let groups = view.groups.iter().map(|group| group.id.to_string());
    let members = view.groups.iter().flat_map(|group| group.members.iter().map(|m| m.name.to_string()));
    let producers = view.producers.iter().map(|producer| producer.name.to_string());
    options.chain(topics).chain(groups).chain(members).chain(producers).collect()
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

    fn check(line: &str, expected: Option<&str>) {
        let words = ["kill", "pause", "power"].map(str::to_owned);
        assert_eq!(complete(line, &ClusterView::default(), &words).as_deref(), expected, "{line}");
    }

    #[test]
    fn as_far_as_it_is_certain() {
        check("kafka-t", Some("kafka-topics.sh "));
        check("kafka-con", Some("kafka-cons"));
        check("ki", Some("kill "));
        check("p", None);
        check("x", None);
        check("", None);
        check("kafka-topics.sh --bo", Some("kafka-topics.sh --bootstrap-server "));
        check("kafka-topics.sh --under", Some("kafka-topics.sh --under-replicated-partitions "));
    }
}
