//! Kafka's names as Rust writes them.

/// `TopicId` as `topic_id`, `KRaftVersion` as `k_raft_version`; digits stay with the word before them.
pub(crate) fn snake(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (index, &character) in characters.iter().enumerate() {
        let after_lower = index > 0 && !characters[index - 1].is_uppercase();
        let before_lower = characters.get(index + 1).is_some_and(|next| next.is_lowercase());
        if character.is_uppercase() && index > 0 && (after_lower || before_lower) {
            out.push('_');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}

/// A field's name as an identifier: raw where it is a word of Rust.
pub(crate) fn identifier(name: &str) -> String {
    let name = snake(name);
    match name.as_str() {
        "type" | "match" | "ref" | "move" | "use" | "where" | "in" => format!("r#{name}"),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case() {
        for (name, expected) in [
            ("TopicId", "topic_id"),
            ("isKRaft", "is_k_raft"),
            ("OffsetForLeaderEpoch", "offset_for_leader_epoch"),
            ("LastKnownElr", "last_known_elr"),
            ("IsrISRState", "isr_isr_state"),
            ("Sha256Hash", "sha256_hash"),
        ] {
            assert_eq!(snake(name), expected);
        }
        assert_eq!(identifier("Type"), "r#type");
    }
}
