//! Checksums: CRC-32C (Castagnoli) of record batches, CRC-32 (IEEE) of gzip streams and of librdkafka's partitioner.
//!
//! CRC-32C by tables, eight bytes at a time; CRC-32, which is rare, one byte at a time: tables are what makes a page large,
//! no compression finds anything in them. The feature `fast-crc` takes CRC-32C from the processor where it can; it needs std.

const CASTAGNOLI: u32 = 0x82f6_3b78;
const IEEE: u32 = 0xedb8_8320;
const LANES: usize = 8;

type Table = [u32; 256];
type Tables = [Table; LANES];

static CASTAGNOLI_TABLES: Tables = tables(CASTAGNOLI);
static IEEE_TABLE: Table = table(IEEE);

/// CRC-32C of `bytes`.
pub fn crc32c(bytes: &[u8]) -> u32 {
    crc32c_append(0, bytes)
}

/// CRC-32C of what `crc` covers followed by `bytes`.
#[cfg(feature = "fast-crc")]
pub fn crc32c_append(crc: u32, bytes: &[u8]) -> u32 {
    crc32c::crc32c_append(crc, bytes)
}

/// CRC-32C of what `crc` covers followed by `bytes`.
#[cfg(not(feature = "fast-crc"))]
pub fn crc32c_append(crc: u32, bytes: &[u8]) -> u32 {
    crc32c_by_tables(crc, bytes)
}

/// As [`crc32c_append`], always by tables: the form that every target has.
pub fn crc32c_by_tables(crc: u32, bytes: &[u8]) -> u32 {
    update(&CASTAGNOLI_TABLES, crc, bytes)
}

/// CRC-32 (IEEE 802.3) of `bytes`.
pub fn crc32(bytes: &[u8]) -> u32 {
    !update_bytes(&IEEE_TABLE, !0, bytes)
}

fn update_bytes(table: &Table, mut crc: u32, bytes: &[u8]) -> u32 {
    for &byte in bytes {
        crc = table[((crc ^ u32::from(byte)) & 0xff) as usize] ^ (crc >> 8);
    }
    crc
}

fn update(tables: &Tables, crc: u32, bytes: &[u8]) -> u32 {
    let mut crc = !crc;
    let (words, tail) = bytes.as_chunks::<LANES>();
    for word in words {
        let [a, b, c, d, e, f, g, h] = *word;
        let low = crc ^ u32::from_le_bytes([a, b, c, d]);
        crc = tables[7][(low & 0xff) as usize]
            ^ tables[6][(low >> 8 & 0xff) as usize]
            ^ tables[5][(low >> 16 & 0xff) as usize]
            ^ tables[4][(low >> 24) as usize]
            ^ tables[3][usize::from(e)]
            ^ tables[2][usize::from(f)]
            ^ tables[1][usize::from(g)]
            ^ tables[0][usize::from(h)];
    }
    !update_bytes(&tables[0], crc, tail)
}

/// `table[byte]` is the effect of `byte`.
const fn table(polynomial: u32) -> Table {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut crc = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ polynomial } else { crc >> 1 };
            bit += 1;
        }
        table[byte] = crc;
        byte += 1;
    }
    table
}

/// `tables[k][byte]` is the effect of `byte` with `k` zero bytes after it.
const fn tables(polynomial: u32) -> Tables {
    let mut tables = [table(polynomial); LANES];
    let mut lane = 1;
    while lane < LANES {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[lane - 1][byte];
            tables[lane][byte] = before >> 8 ^ tables[0][(before & 0xff) as usize];
            byte += 1;
        }
        lane += 1;
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn cases() -> [(Vec<u8>, u32); 6] {
        [
            (b"".to_vec(), 0),
            (b"a".to_vec(), 0xc1d0_4330),
            (b"123456789".to_vec(), 0xe306_9283),
            ([0; 32].to_vec(), 0x8a91_36aa),
            ([0xff; 32].to_vec(), 0x62a8_ab43),
            ((0..32).collect(), 0x46dd_794e),
        ]
    }

    #[test]
    fn castagnoli_vectors_hold_in_both_forms() {
        for (bytes, expected) in cases() {
            assert_eq!(crc32c(&bytes), expected);
            assert_eq!(crc32c_by_tables(0, &bytes), expected);
        }
    }

    #[test]
    fn ieee_vector() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_checksum_can_go_on_at_any_byte() {
        let bytes: Vec<u8> = (0..=255).collect();
        for at in 0..bytes.len() {
            let (first, second) = bytes.split_at(at);
            assert_eq!(crc32c_append(crc32c(first), second), crc32c(&bytes));
            assert_eq!(crc32c_by_tables(crc32c_by_tables(0, first), second), crc32c(&bytes));
        }
    }
}
