//! The hash of keys, and the same hash worked out step by step, for whoever wants to see why a record is where it is.

use alloc::vec::Vec;

/// What every hash begins with.
const SEED: u32 = 0x9747_b28c;
/// What the mixing multiplies by.
const M: u32 = 0x5bd1_e995;

/// The hash that Kafka's producer has used for keys in all its releases.
#[must_use]
pub fn murmur2(key: &[u8]) -> u32 {
    let mut hash = begin(key);
    let mut blocks = key.chunks_exact(4);
    for block in &mut blocks {
        hash = hash.wrapping_mul(M) ^ mixed(block);
    }
    finish(with_tail(hash, blocks.remainder()))
}

fn begin(key: &[u8]) -> u32 {
    SEED ^ u32::try_from(key.len()).unwrap_or(u32::MAX)
}

/// Four bytes, little end first, mixed.
fn mixed(block: &[u8]) -> u32 {
    let k = block.iter().rev().fold(0_u32, |k, &byte| k << 8 | u32::from(byte)).wrapping_mul(M);
    (k ^ (k >> 24)).wrapping_mul(M)
}

/// Up to three bytes that are left.
fn with_tail(mut hash: u32, tail: &[u8]) -> u32 {
    for (index, &byte) in tail.iter().enumerate() {
        hash ^= u32::from(byte) << (8 * index);
    }
    if tail.is_empty() { hash } else { hash.wrapping_mul(M) }
}

fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 13)).wrapping_mul(M);
    hash ^ (hash >> 15)
}

/// A step of [`murmur2`], with the hash after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Murmur2Step {
    /// The seed, and the length of the key.
    Begin(u32),
    /// Four bytes of the key, and what they are mixed to.
    Block([u8; 4], u32, u32),
    /// So many blocks, which are not told one by one.
    Blocks(usize, u32),
    /// The bytes that are left.
    Tail(Vec<u8>, u32),
    /// The last mixing: this is the hash.
    End(u32),
}

/// The steps of [`murmur2`]; of more than `blocks` blocks the later ones are told together.
#[must_use]
pub fn murmur2_steps(key: &[u8], blocks: usize) -> Vec<Murmur2Step> {
    let mut hash = begin(key);
    let mut steps = alloc::vec![Murmur2Step::Begin(hash)];
    let whole = key.chunks_exact(4);
    let (tail, count) = (whole.remainder(), whole.len());
    for (n, block) in whole.enumerate() {
        let k = mixed(block);
        hash = hash.wrapping_mul(M) ^ k;
        if n < blocks {
            steps.push(Murmur2Step::Block([block[0], block[1], block[2], block[3]], k, hash));
        }
    }
    if count > blocks {
        steps.push(Murmur2Step::Blocks(count - blocks, hash));
    }
    if !tail.is_empty() {
        hash = with_tail(hash, tail);
        steps.push(Murmur2Step::Tail(tail.to_vec(), hash));
    }
    steps.push(Murmur2Step::End(finish(hash)));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn murmur2_gives_the_numbers_of_kafka() {
        let vectors: [(&[u8], i32); 9] = [
            (b"21", -973_932_308),
            (b"foobar", -790_332_482),
            (b"a-little-bit-long-string", -985_981_536),
            (b"a-little-bit-longer-string", -1_486_304_829),
            (b"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971),
            (b"abc", 479_470_107),
            (b"", 275_646_681),
            ("ключ".as_bytes(), 2_122_343_024),
            (&[0xff, 0x80, 0x01, 0x7f, 0xfe], -1_343_743_202),
        ];
        for (key, expected) in vectors {
            assert_eq!(murmur2(key).cast_signed(), expected, "{key:?}");
            let steps = murmur2_steps(key, 3);
            assert_eq!(steps.last(), Some(&Murmur2Step::End(expected.cast_unsigned())), "{key:?}");
        }
    }

    #[test]
    fn steps_tell_what_was_done_to_which_bytes() {
        let steps = murmur2_steps(b"key1", 8);
        assert!(
            matches!(&steps[..], [Murmur2Step::Begin(_), Murmur2Step::Block(b, _, _), Murmur2Step::End(_)] if b == b"key1")
        );
        assert_eq!(murmur2_steps(&[0; 1000], 2).len(), 5);
    }
}
