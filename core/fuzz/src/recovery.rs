//! Damaged images of a disk: whatever it holds and whatever the checkpoints say, a log opens, can be used, and opens again.

use partita_core::disk::MemoryDisk;
use partita_core::log::{Compaction, Left, Log, LogSettings, Opening};
use partita_wire::records::control::EndTransactionMarker;
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

use super::damage::harm_a_file;
use super::input::Input;

const DIR: &str = "t-0";
const SETTINGS: LogSettings = LogSettings {
    segment_bytes: 400,
    segment_ms: 100_000,
    index_interval_bytes: 100,
    segment_index_bytes: 48,
    flush_messages: 3,
    ..LogSettings::DEFAULT
};
const RULES: Compaction = Compaction {
    min_dirty_thousandths: 0,
    min_lag_ms: 0,
    max_lag_ms: 1,
    delete_retention_ms: 1,
    keys_max: 100,
};
/// Most pieces of damage.
const DAMAGES_MAX: u32 = 32;

fn batch(n: i32) -> CheckedBatch {
    let codec = Codec::ALL[usize::try_from(n).unwrap_or(0) % Codec::ALL.len()];
    let mut builder = BatchBuilder::new(codec).producer(7, 0, n);
    builder.append(i64::from(n), Some(&[n as u8 % 3]), Some(b"value"), &[]).expect("it is small");
    CheckedBatch::from_client(builder.build(0, -1).expect("it is small")).expect("it is right")
}

/// A batch of a transaction, or its end.
fn transactional(n: i32) -> Option<CheckedBatch> {
    let bytes = match n {
        8 | 18 | 27 => {
            let mut builder = BatchBuilder::new(Codec::None).producer(8, 0, n / 10).transactional();
            builder.append(i64::from(n), Some(&[1]), Some(b"value"), &[]).expect("it is small");
            builder.build(0, -1)
        }
        13 | 22 => {
            let marker = EndTransactionMarker { commit: n == 22, coordinator_epoch: 1 };
            marker.batch(8, 0, i64::from(n), 0, 0)
        }
        _ => return None,
    };
    Some(CheckedBatch::from_self(bytes.expect("it is small")).expect("it is right"))
}

/// What thirty batches of three leaders leave, and two transactions that have ended and one that is open between them.
fn image() -> MemoryDisk {
    let mut disk = MemoryDisk::new();
    let mut log = Log::open(&mut disk, DIR, SETTINGS).expect("an empty disk");
    for n in 0..30 {
        for batch in [Some(batch(n)), transactional(n)].iter().flatten() {
            log.append_as_leader(&mut disk, batch, n / 10).expect("a disk that works");
        }
    }
    log.close(&mut disk).expect("a disk that works");
    disk
}

fn damage(disk: &mut MemoryDisk, input: &mut Input<'_>) {
    const SUFFIXES: [&str; 8] = [
        ".log",
        ".index",
        ".timeindex",
        ".snapshot",
        ".log.swap",
        ".log.cleaned",
        ".log.deleted",
        ".index.swap",
    ];
    let other = |input: &mut Input<'_>| {
        format!("{DIR}/{:020}{}", input.byte() % 40, SUFFIXES[input.below(SUFFIXES.len())])
    };
    harm_a_file(disk, "t-0/", input, other);
}

/// Damages a disk as the bytes say, and has a log live on it.
pub fn recover(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let mut disk = image();
    let left = Left {
        clean: input.byte().is_multiple_of(2),
        recovery_point: i64::from(input.byte() % 64) - 5,
        log_start: i64::from(input.byte() % 64) - 20,
    };
    let slice = 1 + u64::from(input.byte()) * 16;
    for _ in 0..DAMAGES_MAX {
        if input.is_empty() {
            break;
        }
        damage(&mut disk, &mut input);
    }
    let mut opening = Opening::begin(&mut disk, DIR, SETTINGS, left).expect("a disk that works");
    while !opening.step(&mut disk, &mut { slice }).expect("a disk that works") {}
    let mut log = opening.finish();
    is_sound(&log);
    use_it(&mut log, &mut disk);
    log.close(&mut disk).expect("a disk that works");
    let clean = Left { clean: true, recovery_point: log.recovery_point(), log_start: log.log_start() };
    let again = Log::open_after(&mut disk, DIR, SETTINGS, clean).expect("a disk that works");
    is_sound(&again);
    disk.power_off();
    is_sound(&Log::open(&mut disk, DIR, SETTINGS).expect("a disk that works"));
}

fn is_sound(log: &Log) {
    let (start, end) = (log.log_start(), log.log_end());
    assert!(start <= end && log.recovery_point() <= end, "{start} {end}");
    assert!(
        log.epochs().entries().iter().all(|&(_, begins)| begins <= end),
        "an epoch is newer than the log"
    );
    let batches = log.producers().by_id().values().flat_map(|state| &state.batches);
    assert!(
        batches.map(|batch| batch.last_offset).all(|offset| offset < end),
        "a producer is newer than the log"
    );
}

/// What is damaged where nobody has looked may be refused; nothing else may come of it.
fn use_it(log: &mut Log, disk: &mut MemoryDisk) {
    let (start, end) = (log.log_start(), log.log_end());
    for offset in (start..end).take(60) {
        let _ = log.locate(disk, offset, 100, end, true);
        let _ = log.offset_for_timestamp(disk, offset);
    }
    let _ = log.batches(disk, start, 100);
    let _ = log.offset_of_max_timestamp(disk);
    if let Some(dirt) = log.dirt(RULES, end, 1_000) {
        let _ = log.clean(disk, dirt, RULES, 1_000);
    }
    let _ = log.truncate_to(disk, start + (end - start) / 2);
    is_sound(log);
    for n in 100..104 {
        let _ = log.append_as_leader(disk, &batch(n), 9);
    }
    let _ = log.delete_records_to(disk, log.log_start() + 1);
    is_sound(log);
}
