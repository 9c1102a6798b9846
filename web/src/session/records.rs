//! Windows of records: what the strips of the stage show, asked for again only when a log has changed.

use std::collections::BTreeMap;
use std::rc::Rc;

use bytes::Bytes;
use partita_view::{ClusterView, Engine, Name, RecordView};

use crate::stage::HEADS;

/// Records kept of each replica: more than any stave has cells.
pub(super) const WINDOW: u32 = 64;
/// Replicas that are asked for their records; beyond it a strip is too narrow for notes anyway.
const REPLICAS_MAX: usize = 200;
/// Keys that are told apart.
const KEYS_MAX: usize = 512;

/// Topic, partition, node.
type Key = (Name, i32, i32);

/// The newest records of each replica.
#[derive(Debug, Default)]
pub struct Windows {
    windows: BTreeMap<Key, (u64, Rc<Vec<RecordView>>)>,
}

impl Windows {
    /// Asks again for the records of every replica that has changed.
    pub fn refresh(&mut self, engine: &mut dyn Engine, view: &ClusterView, keys: &mut KeyBook) {
        let mut seen = 0;
        for topic in view.topics.iter().filter(|topic| !topic.internal) {
            for partition in &topic.partitions {
                for replica in &partition.replicas {
                    seen += 1;
                    if seen > REPLICAS_MAX {
                        return;
                    }
                    let key = (topic.name.clone(), partition.partition, replica.node);
                    if self.windows.get(&key).is_some_and(|(revision, _)| *revision == replica.revision) {
                        continue;
                    }
                    let from = replica.log_start.max(replica.log_end - i64::from(WINDOW));
                    let records =
                        engine.records(&topic.name, partition.partition, replica.node, from, WINDOW);
                    records.iter().filter_map(|r| r.key.as_ref()).for_each(|key| keys.learn(key));
                    self.windows.insert(key, (replica.revision, Rc::new(records)));
                }
            }
        }
    }

    /// Forgets all: another story, or another future.
    pub fn clear(&mut self) {
        self.windows.clear();
    }

    /// The newest records of a replica, by offset.
    pub fn of(&self, topic: &Name, partition: i32, node: i32) -> &[RecordView] {
        self.windows.get(&(topic.clone(), partition, node)).map_or(&[], |(_, records)| records)
    }
}

/// Which key has which note head, in the order in which they were first seen.
#[derive(Clone, Debug, Default)]
pub struct KeyBook {
    heads: BTreeMap<Bytes, usize>,
}

impl KeyBook {
    /// Gives a key its head.
    pub fn learn(&mut self, key: &Bytes) {
        if self.heads.len() < KEYS_MAX && !self.heads.contains_key(key) {
            self.heads.insert(key.clone(), self.heads.len());
        }
    }

    /// Gives the keys of another book their heads too, in its order and after those that are known.
    pub fn learn_all(&mut self, other: &Self) {
        let mut keys: Vec<_> = other.heads.iter().map(|(key, number)| (number, key)).collect();
        keys.sort_unstable();
        keys.into_iter().for_each(|(_, key)| self.learn(key));
    }

    /// The head of a key, and whether the heads have come round.
    pub fn head(&self, key: &Bytes) -> (u8, bool) {
        let number = self.heads.get(key).copied().unwrap_or(0);
        let heads = usize::from(HEADS);
        (u8::try_from(number % heads).unwrap_or(0), number >= heads)
    }

    /// All keys in their order, as text.
    pub fn legend(&self) -> Vec<(u8, bool, String)> {
        let mut keys: Vec<_> = self.heads.iter().map(|(key, number)| (*number, key)).collect();
        keys.sort_unstable();
        keys.into_iter()
            .map(|(_, key)| {
                let (head, again) = self.head(key);
                (head, again, crate::words::bytes(key))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_heads_and_come_round() {
        let mut keys = KeyBook::default();
        for n in 0..9 {
            keys.learn(&Bytes::from(format!("key{n}")));
        }
        keys.learn(&Bytes::from_static(b"key0"));
        assert_eq!(keys.head(&Bytes::from_static(b"key0")), (0, false));
        assert_eq!(keys.head(&Bytes::from_static(b"key7")), (7, false));
        assert_eq!(keys.head(&Bytes::from_static(b"key8")), (0, true));
        assert_eq!(keys.legend().len(), 9);
    }

    #[test]
    fn keys_of_another_branch_come_after_those_that_are_known() {
        let book = |keys: [&'static str; 2]| {
            let mut book = KeyBook::default();
            keys.iter().for_each(|key| book.learn(&Bytes::from_static(key.as_bytes())));
            book
        };
        let mut keys = book(["b", "a"]);
        keys.learn_all(&book(["c", "b"]));
        let all: Vec<String> = keys.legend().into_iter().map(|(.., key)| key).collect();
        assert_eq!(all, ["b", "a", "c"]);
    }
}
