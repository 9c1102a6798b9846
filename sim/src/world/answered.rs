//! What nodes answer, counted by API, asker and error code while somebody counts.

use alloc::collections::{BTreeMap, BTreeSet};

use partita_view::Party;
use partita_wire::codec::{Codec, Field, Value};
use partita_wire::{ApiKey, Response};

use super::World;

/// Answers of one API to one asker with one error code.
type Kind = (i16, Party, i16);

/// How many answers of each kind left.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers {
    kinds: BTreeMap<Kind, u64>,
    /// Answers to a fetch that told the asker where its log leaves the leader's.
    diverging: BTreeMap<Party, u64>,
}

impl Answers {
    /// Takes an answer in: once for each code in it, and as one without an error if there is none.
    pub(super) fn take(&mut self, api: ApiKey, to: &Party, body: &mut Response) {
        let mut codes = Codes::default();
        body.message().fields(&mut codes);
        if codes.codes.is_empty() {
            codes.codes.insert(0);
        }
        for code in codes.codes {
            *self.kinds.entry((api as i16, to.clone(), code)).or_default() += 1;
        }
        if codes.diverges {
            *self.diverging.entry(to.clone()).or_default() += 1;
        }
    }
}

impl World {
    /// How many answers of which API to whom had which error code, 0 among them. Empty where nobody asked an engine to count
    /// them.
    pub fn answered(&self) -> impl Iterator<Item = (i16, &Party, i16, u64)> {
        let all = self.answers.iter().flat_map(|answers| &answers.kinds);
        all.map(|((api, to, code), count)| (*api, to, *code, *count))
    }

    /// How many answers told a party where its log leaves that of the leader (KIP-595); 0 where nobody asked to count them.
    #[must_use]
    pub fn diverged(&self, party: &Party) -> u64 {
        self.answers.as_ref().and_then(|answers| answers.diverging.get(party)).copied().unwrap_or(0)
    }
}

/// What is wrong in an answer.
#[derive(Default)]
struct Codes {
    codes: BTreeSet<i16>,
    diverges: bool,
    /// It looks at what a leader says of where logs part.
    in_diverging: bool,
}

impl Codes {
    fn see(&mut self, name: &str, value: Value<'_>) {
        match value {
            Value::Int16(code) if name.ends_with("error_code") && *code != 0 => {
                self.codes.insert(*code);
            }
            Value::Int64(offset) if self.in_diverging && name == "end_offset" => {
                self.diverges |= *offset >= 0;
            }
            Value::Array(array) => {
                let mut index = 0;
                while let Some(element) = array.element(index) {
                    self.see(name, element);
                    index += 1;
                }
            }
            Value::Struct(message) => {
                let outside = core::mem::replace(&mut self.in_diverging, name == "diverging_epoch");
                message.fields(self);
                self.in_diverging = outside;
            }
            Value::NullableStruct(value) => {
                if let Some(message) = value.get() {
                    message.fields(self);
                }
            }
            _ => {}
        }
    }
}

impl Codec for Codes {
    fn value(&mut self, field: &'static Field, value: Value<'_>) {
        self.see(field.name, value);
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use alloc::vec::Vec;

    use partita_wire::messages::produce_response::{
        PartitionProduceResponse, ProduceResponse, TopicProduceResponse,
    };

    use super::*;

    fn produced(codes: &[i16]) -> Response {
        let partition = |&error_code: &i16| PartitionProduceResponse { error_code, ..Default::default() };
        let topic = TopicProduceResponse {
            partition_responses: codes.iter().map(partition).collect(),
            ..Default::default()
        };
        ProduceResponse { responses: vec![topic], ..Default::default() }.into()
    }

    #[test]
    fn an_answer_counts_once_for_each_code() {
        let mut answers = Answers::default();
        let to = Party::Client("p".into());
        for codes in [&[0, 6, 6, 45][..], &[6, 0], &[0, 0]] {
            answers.take(ApiKey::Produce, &to, &mut produced(codes));
        }
        let seen: Vec<(i16, u64)> =
            answers.kinds.iter().map(|((_, _, code), count)| (*code, *count)).collect();
        assert_eq!(seen, [(0, 1), (6, 2), (45, 1)]);
    }
}
