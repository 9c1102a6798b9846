//! A map that is nearly always small: a few entries lie side by side and take no more room than they need; many are a tree.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::mem;

/// Most entries that lie side by side. What comes from outside may be many, and must not be moved one by one.
const FEW_MAX: usize = 24;

/// A map in the order of its keys, as a [`BTreeMap`] is. Of one entry that takes room for eleven, and there are maps of
/// partitions, sessions and calls by the thousand that have one or two.
#[derive(Clone, Debug)]
pub struct SmallMap<K, V>(Entries<K, V>);

/// How the entries lie.
#[derive(Clone, Debug)]
enum Entries<K, V> {
    /// In the order of their keys.
    Few(Vec<(K, V)>),
    /// More than that, once. It does not become few again.
    Many(BTreeMap<K, V>),
}

impl<K, V> Default for SmallMap<K, V> {
    fn default() -> Self {
        Self(Entries::Few(Vec::new()))
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for SmallMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<K: Eq, V: Eq> Eq for SmallMap<K, V> {}

impl<K, V> SmallMap<K, V> {
    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Entries::Few(few) => few.len(),
            Entries::Many(many) => many.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All entries.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let (few, many) = match &self.0 {
            Entries::Few(few) => (Some(few), None),
            Entries::Many(many) => (None, Some(many)),
        };
        few.into_iter().flatten().map(|(key, value)| (key, value)).chain(many.into_iter().flatten())
    }

    /// All entries, to change their values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        let (few, many) = match &mut self.0 {
            Entries::Few(few) => (Some(few), None),
            Entries::Many(many) => (None, Some(many)),
        };
        few.into_iter().flatten().map(|(key, value)| (&*key, value)).chain(many.into_iter().flatten())
    }

    /// All keys.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// All values.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    /// All values, without their keys.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        let (few, many) = match self.0 {
            Entries::Few(few) => (few, BTreeMap::new()),
            Entries::Many(many) => (Vec::new(), many),
        };
        few.into_iter().map(|(_, value)| value).chain(many.into_values())
    }
}

impl<K: Ord, V> SmallMap<K, V> {
    /// Where a key stands among a few, or would.
    fn place(few: &[(K, V)], key: &K) -> Result<usize, usize> {
        few.binary_search_by(|(other, _)| other.cmp(key))
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        match &self.0 {
            Entries::Few(few) => Self::place(few, key).ok().map(|at| &few[at].1),
            Entries::Many(many) => many.get(key),
        }
    }

    /// The same, to change it.
    #[must_use]
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        match &mut self.0 {
            Entries::Few(few) => Self::place(few, key).ok().map(|at| &mut few[at].1),
            Entries::Many(many) => many.get_mut(key),
        }
    }

    /// Whether there is such a key.
    #[must_use]
    pub fn contains_key(&self, key: &K) -> bool {
        self.get(key).is_some()
    }

    /// Sets the value of a key, and gives the one that it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let few = match &mut self.0 {
            Entries::Few(few) => few,
            Entries::Many(many) => return many.insert(key, value),
        };
        match Self::place(few, &key) {
            Ok(at) => Some(mem::replace(&mut few[at].1, value)),
            Err(_) if few.len() == FEW_MAX => {
                let mut many: BTreeMap<K, V> = mem::take(few).into_iter().collect();
                many.insert(key, value);
                self.0 = Entries::Many(many);
                None
            }
            Err(at) => {
                if few.len() == few.capacity() {
                    // By half, from one on: most stay at one.
                    few.reserve_exact((few.len() / 2).max(1));
                }
                few.insert(at, (key, value));
                None
            }
        }
    }

    /// Takes an entry out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        match &mut self.0 {
            Entries::Few(few) => Self::place(few, key).ok().map(|at| few.remove(at).1),
            Entries::Many(many) => many.remove(key),
        }
    }

    /// Keeps what is wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(&K, &mut V) -> bool) {
        match &mut self.0 {
            Entries::Few(few) => few.retain_mut(|(key, value)| wanted(key, value)),
            Entries::Many(many) => many.retain(wanted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_tree_whatever_its_size() {
        let (mut small, mut tree) = (SmallMap::default(), BTreeMap::new());
        let keys = (0..FEW_MAX as u64 * 3).map(|number| number * 37 % 61);
        for (step, key) in keys.enumerate() {
            assert_eq!(small.insert(key, step), tree.insert(key, step));
            let gone = key / 2;
            if step % 3 == 0 {
                assert_eq!(small.remove(&gone), tree.remove(&gone));
            }
            assert!(small.iter().eq(tree.iter()));
            assert_eq!((small.len(), small.get(&gone)), (tree.len(), tree.get(&gone)));
        }
        assert!(matches!(small.0, Entries::Many(_)));
        small.retain(|key, _| key % 2 == 0);
        tree.retain(|key, _| key % 2 == 0);
        small.iter_mut().for_each(|(_, value)| *value += 1);
        tree.values_mut().for_each(|value| *value += 1);
        assert!(small.into_values().eq(tree.into_values()));
    }

    #[test]
    fn one_entry_takes_the_room_of_one() {
        let mut map = SmallMap::default();
        map.insert(5_u32, [0_u8; 100]);
        assert!(matches!(&map.0, Entries::Few(few) if few.capacity() == 1));
        assert_eq!(map, map.clone());
    }
}
