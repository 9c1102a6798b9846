//! An opened message as JSON: names and values as they stand, numbers and truth values bare where they are exact in JSON.

use std::fmt::Write as _;

use partita_view::{FieldView, MessageView};

/// Whole numbers up to here are exact in every reader of JSON.
const EXACT: u64 = 1 << 53;

/// The fields of a message.
pub(super) fn json(message: &MessageView) -> String {
    let mut text = String::new();
    let fields: Vec<&FieldView> = message.fields.iter().collect();
    inside(&fields, 0, &mut text);
    text.push('\n');
    text
}

/// Fields of one depth and what is below them, as an object; as a list where they are numbered.
fn inside(fields: &[&FieldView], indent: usize, text: &mut String) {
    let Some(top) = fields.first().map(|field| field.depth) else { return text.push_str("{}") };
    let starts: Vec<usize> =
        fields.iter().enumerate().filter(|(_, field)| field.depth <= top).map(|(n, _)| n).collect();
    let numbered = starts.iter().enumerate().all(|(n, start)| fields[*start].name == format!("[{n}]"));
    text.push(if numbered { '[' } else { '{' });
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(fields.len());
        text.push_str(if n > 0 { ",\n" } else { "\n" });
        let _ = write!(text, "{:1$}", "", (indent + 1) * 2);
        let field = fields[*start];
        if !numbered {
            quoted(&field.name, text);
            text.push_str(": ");
        }
        if end > start + 1 {
            inside(&fields[start + 1..end], indent + 1, text);
        } else {
            value(&field.value, text);
        }
    }
    let _ = write!(text, "\n{:1$}", "", indent * 2);
    text.push(if numbered { ']' } else { '}' });
}

fn value(value: &str, text: &mut String) {
    let exact = value.parse::<i64>().is_ok_and(|n| n.unsigned_abs() <= EXACT && n.to_string() == value);
    if exact || matches!(value, "true" | "false" | "null") {
        text.push_str(value);
    } else {
        quoted(value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(value), text);
    }
}

fn quoted(value: &str, text: &mut String) {
    text.push('"');
    for letter in value.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            // What hides in a text is written so that it can be seen.
            letter if letter.is_control() || ('\u{200b}'..='\u{206f}').contains(&letter) => {
                let mut units = [0; 2];
                for unit in letter.encode_utf16(&mut units) {
                    let _ = write!(text, "\\u{unit:04x}");
                }
            }
            letter => text.push(letter),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{Content, Flight, MessageId, Party};

    fn message(fields: &[(u16, &str, &str)]) -> MessageView {
        let field = |(depth, name, value): &(u16, &str, &str)| FieldView {
            depth: *depth,
            name: (*name).into(),
            value: (*value).into(),
            start: 0,
            len: 0,
        };
        let flight = Flight {
            id: MessageId(1),
            from: Party::Node(1),
            to: Party::Node(2),
            sent: 0,
            arrives: None,
            api: 0,
            api_name: "Produce",
            version: 9,
            response: false,
            content: Content::Control,
            places: Default::default(),
            places_more: 0,
        };
        MessageView { flight, bytes: bytes::Bytes::new(), fields: fields.iter().map(field).collect() }
    }

    #[test]
    fn lists_and_objects_are_what_they_are() {
        let text = json(&message(&[
            (0, "Acks", "-1"),
            (0, "TransactionalId", "null"),
            (0, "TopicData", ""),
            (1, "[0]", ""),
            (2, "Name", "ord\"ers\u{202e}"),
            (1, "[1]", ""),
            (2, "Name", "x"),
            (0, "ProducerId", "9007199254740993"),
        ]));
        let expected = "{\n  \"Acks\": -1,\n  \"TransactionalId\": null,\n  \"TopicData\": [\n    {\n      \"Name\": \"ord\\\"ers\\u202e\"\n    },\n    {\n      \"Name\": \"x\"\n    }\n  ],\n  \"ProducerId\": \"9007199254740993\"\n}\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn an_empty_message_is_an_empty_object() {
        assert_eq!(json(&message(&[])), "{}\n");
    }
}
