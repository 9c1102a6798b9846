//! Small batches that unpack to very much: refused at the limit, and never more memory than that takes. They are seeds of the
//! fuzz target `batches` as well.

use std::fs;
use std::path::Path;

use bytes::Bytes;
use partita_wire::records::{BatchReason, BatchView, CHECK_DECOMPRESSED_LEN_MAX, CheckedBatch, Codec};

/// What the records may unpack to here.
const UNPACKED_LEN_MAX: usize = 1 << 16;
/// What a codec may take while it works, beside what it gives: the window of Zstandard, and a copy of it while it grows.
const WORKING_LEN_MAX: usize = 16 << 20;
/// One record each: three whose value has 256 KiB of zeros, one with 40 MiB.
const BOMBS: [(&str, Codec); 4] = [
    ("bomb-gzip", Codec::Gzip),
    ("bomb-snappy", Codec::Snappy),
    ("bomb-lz4", Codec::Lz4),
    ("bomb-zstd", Codec::Zstd),
];
const ZEROS: usize = 256 << 10;

fn bomb(name: &str) -> Bytes {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/batches").join(name);
    let bytes = fs::read(file).expect("a seed");
    assert!(bytes.len() < UNPACKED_LEN_MAX / 4, "{name} is small");
    bytes.into()
}

#[test]
fn a_reader_gets_no_more_than_it_wants() {
    for (name, codec) in BOMBS {
        let batch = BatchView::read(bomb(name)).expect("a whole batch");
        assert_eq!(batch.header().attributes.codec(), Some(codec), "{name}");
        batch.check_crc().expect("its own checksum");
        let used = allocation_counter::measure(|| {
            let error = batch.records(UNPACKED_LEN_MAX).expect_err("more than is wanted");
            assert!(error.to_string().contains("unpack to more than 65536 bytes"), "{name}: {error}");
        });
        let most = 3 * UNPACKED_LEN_MAX + if codec == Codec::Zstd { WORKING_LEN_MAX } else { 0 };
        assert!(used.bytes_max <= most as u64, "{name} took {} bytes", used.bytes_max);
    }
}

#[test]
fn a_leader_unpacks_to_its_own_limit() {
    for (name, codec) in BOMBS {
        let bytes = bomb(name);
        let used = allocation_counter::measure(|| match (codec, CheckedBatch::from_client(bytes)) {
            (Codec::Zstd, checked) => {
                let reason = checked.expect_err("40 MiB are too many").reason;
                assert!(matches!(reason, BatchReason::Decompress(_)), "{name}: {reason:?}");
            }
            (_, checked) => assert_eq!(checked.expect("they are no lie").records_count(), 1, "{name}"),
        });
        let most = match codec {
            Codec::Zstd => 2 * CHECK_DECOMPRESSED_LEN_MAX + WORKING_LEN_MAX,
            _ => 4 * ZEROS,
        };
        assert!(used.bytes_max <= most as u64, "{name} took {} bytes", used.bytes_max);
    }
}
