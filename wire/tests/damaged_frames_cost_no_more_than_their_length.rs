//! Flipped bits, cut ends and random bytes: never a panic, never much more memory than the bytes themselves.

use bytes::Bytes;
use partita_wire::codec::Arbitrary;
use partita_wire::{ApiKey, Request, Response, request_tree};

/// What a decoder may allocate: so many bytes for each byte of input, and so many besides.
const BYTES_PER_BYTE: u64 = 64;
const BYTES_BESIDES: u64 = 4096;

fn decodes_within_bounds(what: &str, len: usize, decode: impl FnOnce()) {
    let used = allocation_counter::measure(decode);
    let most = BYTES_BESIDES + BYTES_PER_BYTE * len as u64;
    assert!(used.bytes_max <= most, "{what}: {} bytes for {len}", used.bytes_max);
}

fn check(api_key: ApiKey, version: i16, bytes: &Bytes) {
    let what = format!("{api_key:?} version {version}");
    decodes_within_bounds(&what, bytes.len(), || {
        let _ = Request::decode(api_key, version, bytes.clone());
    });
    decodes_within_bounds(&what, bytes.len(), || {
        let _ = Response::decode(api_key, version, bytes.clone());
    });
}

fn for_all_versions(mut act: impl FnMut(ApiKey, i16)) {
    for api_key in ApiKey::ALL {
        let (first, last) = api_key.versions();
        (first..=last).for_each(|version| act(api_key, version));
    }
}

#[test]
fn flipped_bits() {
    for_all_versions(|api_key, version| {
        let mut arbitrary = Arbitrary::new(version as u64);
        let mut request = Request::new(api_key);
        arbitrary.fill(version, request.message());
        let mut response = Response::new(api_key);
        arbitrary.fill(version, response.message());
        for bytes in [request.encode(version).unwrap(), response.encode(version).unwrap()] {
            for _ in 0..40 {
                let mut damaged = bytes.clone();
                if damaged.is_empty() {
                    break;
                }
                let at = arbitrary.below(damaged.len() as u64) as usize;
                damaged[at] ^= 1 << arbitrary.below(8);
                check(api_key, version, &Bytes::from(damaged));
            }
        }
    });
}

#[test]
fn random_bytes() {
    let mut arbitrary = Arbitrary::new(7);
    for_all_versions(|api_key, version| {
        for _ in 0..20 {
            let len = arbitrary.below(400);
            let small = arbitrary.below(2) == 0;
            // Small bytes make counts and lengths that nearly fit.
            let bytes: Vec<u8> =
                (0..len).map(|_| arbitrary.number() as u8 & if small { 7 } else { 255 }).collect();
            check(api_key, version, &Bytes::from(bytes));
        }
    });
}

#[test]
fn the_greatest_counts() {
    for_all_versions(|api_key, version| {
        for fill in [0x00, 0x01, 0x02, 0x7f, 0xff] {
            check(api_key, version, &Bytes::from(vec![fill; 10_000]));
        }
        let mut promise = vec![0xff, 0xff, 0xff, 0xff, 0x07];
        promise.resize(10_000, 0x7f);
        check(api_key, version, &Bytes::from(promise));
    });
}

#[test]
fn a_frame_of_anything_is_shown() {
    let mut arbitrary = Arbitrary::new(11);
    for api_key in ApiKey::ALL {
        let (_, last) = api_key.versions();
        let mut frame = Vec::new();
        frame.extend((api_key as i16).to_be_bytes());
        frame.extend(last.to_be_bytes());
        frame.extend([0, 0, 0, 1, 0xff, 0xff, 0x00]);
        frame.extend((0..200).map(|_| arbitrary.number() as u8));
        let (nodes, _) = request_tree(Bytes::from(frame));
        assert_eq!(nodes[0].name, "RequestHeader");
    }
}
