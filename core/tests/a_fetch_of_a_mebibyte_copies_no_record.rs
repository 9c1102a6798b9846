//! A mebibyte of records goes from a log into an answer, and from the answer into the pieces that are sent, without being
//! copied: what is allocated on the way are names and lists of slices.

mod host;
mod records;

use allocation_counter::measure;
use host::Host;
use partita_core::disk::{Disk, MemoryDisk, Reading};
use partita_core::log::{Log, LogSettings};
use partita_machine::{ConnId, Event, Input, Instant, Listener, Machine, Now, Peer, RequestId};
use partita_wire::messages::fetch_response::{FetchResponse, FetchableTopicResponse, PartitionData};
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};
use partita_wire::{ApiKey, ErrorCode, RequestHeader, Response, encode_response_frame_parts};
use records::{create, fetch_request, produce};

/// Bytes that are fetched.
const FETCHED: u32 = 1 << 20;
/// What may be allocated for it.
const ALLOCATED_MAX: u64 = 32 << 10;

fn batch() -> CheckedBatch {
    let mut builder = BatchBuilder::new(Codec::None);
    while builder.size() < 15_000 {
        builder.append(1_795_000_000_000, Some(b"key"), Some(&[b'x'; 1_000]), &[]).unwrap();
    }
    CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap()
}

#[test]
fn from_a_log_into_what_is_written_to_the_socket() {
    let mut disk = MemoryDisk::new();
    let mut log = Log::open(&mut disk, "orders-0", LogSettings::default()).unwrap();
    let batch = batch();
    for _ in 0..2 * FETCHED as usize / batch.size() {
        log.append_as_leader(&mut disk, &batch, 0).unwrap();
    }
    let mut written = Vec::new();
    let taken = measure(|| {
        let span = log.locate(&disk, 0, FETCHED, log.log_end(), true).unwrap().unwrap();
        let Ok(Reading::Ready(records)) = disk.read(&span.file, span.position, span.len) else { panic!() };
        let data = PartitionData { records: Some(records), ..Default::default() };
        let topic = FetchableTopicResponse { partitions: vec![data], ..Default::default() };
        let mut answer: Response = FetchResponse { responses: vec![topic], ..Default::default() }.into();
        written = encode_response_frame_parts(1, 13, &mut answer).unwrap();
    });
    let bytes: usize = written.iter().map(|part| part.len()).sum();
    assert!(bytes >= FETCHED as usize, "{bytes}");
    assert!(taken.bytes_total < ALLOCATED_MAX, "{taken:?}");
}

#[test]
fn through_a_whole_broker() {
    let mut host = Host::combined(1);
    host.run_until("the broker is unfenced", |host| {
        host.events.iter().any(|(_, _, event)| *event == Event::BrokerUnfenced(0))
    });
    create(&mut host, &[0], &[]);
    host.run_ms(1_000);
    for offset in 0..300 {
        assert_eq!(produce(&mut host, 0, -1, &"x".repeat(8_000)), (ErrorCode::None, offset));
    }
    let mut node = host.node(0).clone();
    let now = Now { at: Instant(host.at_ms() * 1_000 + 1), wall_ms: 1_795_000_000_000 };
    let (conn, mut effects) = (ConnId(u64::MAX), Vec::new());
    let peer =
        Peer { listener: Listener::Broker, host: "127.0.0.1".into(), principal: "User:ANONYMOUS".into() };
    node.handle(now, Input::Opened { conn, peer }, &mut effects);
    // The first input after the copy unshares what both have; the second measures a fetch alone.
    let mut fetch = |number: u64| {
        let header = RequestHeader {
            api_key: ApiKey::Fetch as i16,
            api_version: 12,
            correlation_id: 1,
            client_id: Some("test".into()),
        };
        let request = RequestId(u64::MAX - number);
        let body = fetch_request(0, 0).into();
        effects.clear();
        let taken =
            measure(|| node.handle(now, Input::Request { conn, request, header, body }, &mut effects));
        let bytes = effects.iter().map(|effect| match effect {
            partita_machine::Effect::Answer { body: Some(Response::Fetch(answer)), .. } => {
                let data = &answer.responses[0].partitions[0];
                data.records.as_ref().map_or(0, |records| records.len())
            }
            _ => 0,
        });
        (bytes.sum::<usize>(), taken.bytes_total)
    };
    fetch(1);
    let (bytes, allocated) = fetch(2);
    assert!(bytes > (FETCHED - 16_000) as usize, "{bytes}");
    assert!(allocated < ALLOCATED_MAX, "{allocated}");
}
