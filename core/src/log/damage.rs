//! Whatever a disk holds, a log opens: hundreds of damaged images of one.

use alloc::format;
use alloc::vec::Vec;

use partita_machine::Rng;
use partita_wire::records::{BatchBuilder, CheckedBatch, Codec};

use super::{Compaction, Left, Log, LogSettings};
use crate::disk::{Disk, FileName, MemoryDisk, read_whole};

const SETTINGS: LogSettings = LogSettings {
    segment_bytes: 400,
    segment_ms: 100_000,
    index_interval_bytes: 100,
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
const IMAGES: u64 = 500;

fn image() -> MemoryDisk {
    let mut disk = MemoryDisk::new();
    let mut log = Log::open(&mut disk, "t-0", SETTINGS).unwrap();
    for n in 0..30 {
        let mut builder = BatchBuilder::new(Codec::ALL[n % 5]).producer(7, 0, n as i32);
        builder.append(n as i64, Some(&[n as u8 % 3]), Some(b"value"), &[]).unwrap();
        let batch = CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap();
        log.append_as_leader(&mut disk, &batch, n as i32 / 10).unwrap();
    }
    disk
}

/// Damages a file: a byte is another, its end is gone, it has a wrong end, its name is another, it is gone.
fn damage(disk: &mut MemoryDisk, rng: &mut Rng) {
    let files = disk.list("t-0/");
    let file = &files[rng.below(files.len() as u64) as usize];
    let mut content = read_whole(disk, file).unwrap();
    let at = rng.below(content.len() as u64 + 1) as usize;
    match rng.below(6) {
        0 | 1 => {
            if let Some(byte) = content.get_mut(at) {
                *byte = rng.next_u64() as u8;
            }
        }
        2 => content.truncate(at),
        3 => content.extend((0..rng.below(200)).map(|_| rng.next_u64() as u8).collect::<Vec<_>>()),
        4 => {
            let suffix = ["", ".cleaned", ".swap", ".deleted"][rng.below(4) as usize];
            let other = format!("t-0/{:020}.log{suffix}", rng.below(40));
            disk.rename(file, &FileName::new(&other)).unwrap();
            return;
        }
        _ => return disk.delete(file).unwrap(),
    }
    disk.replace(file, &content).unwrap();
}

/// What a snapshot keeps of each producer.
fn newest(log: &Log) -> Vec<(i64, i16, Option<i32>)> {
    let producers = log.producers().by_id().iter();
    producers.map(|(&id, state)| (id, state.epoch, state.last_sequence())).collect()
}

#[test]
fn no_disk_content_makes_a_log_panic_and_what_it_opens_is_whole() {
    let image = image();
    for seed in 0..IMAGES {
        let (mut disk, mut rng) = (image.clone(), Rng::new(seed));
        for _ in 0..=rng.below(4) {
            damage(&mut disk, &mut rng);
            if disk.list("t-0/").is_empty() {
                break;
            }
        }
        let mut log = Log::open(&mut disk, "t-0", SETTINGS).unwrap();
        let mut next = log.log_start();
        for batch in log.batches(&disk, 0, 1_000).unwrap() {
            batch.check_crc().unwrap();
            assert!(batch.header().base_offset >= next, "seed {seed}");
            next = batch.header().next_offset();
        }
        // A segment without a good batch begins where its name says.
        assert!(next <= log.log_end(), "seed {seed}");
        let again = Log::open(&mut disk, "t-0", SETTINGS).unwrap();
        assert_eq!((again.log_start(), again.log_end()), (log.log_start(), log.log_end()), "seed {seed}");
        assert_eq!(again.epochs(), log.epochs(), "seed {seed}");
        assert_eq!(newest(&again), newest(&log), "seed {seed}");
        let _ = log.offset_for_timestamp(&disk, 15).unwrap();
        if let Some(dirt) = log.dirt(RULES, log.log_end(), 1_000) {
            log.clean(&mut disk, dirt, RULES, 1_000).unwrap();
        }
        let half = log.log_end() / 2;
        log.truncate_to(&mut disk, half).unwrap();
        assert!(log.log_end() <= half.max(log.log_start()), "seed {seed}");
    }
}

#[test]
fn whatever_the_checkpoints_say_a_log_opens_and_can_be_used() {
    let image = image();
    for seed in 0..IMAGES {
        let (mut disk, mut rng) = (image.clone(), Rng::new(seed ^ 0x5eed));
        for _ in 0..=rng.below(4) {
            damage(&mut disk, &mut rng);
            if disk.list("t-0/").is_empty() {
                break;
            }
        }
        let left = Left {
            clean: rng.below(2) == 0,
            recovery_point: rng.below(50) as i64 - 5,
            log_start: rng.below(60) as i64 - 20,
        };
        let mut log = Log::open_after(&mut disk, "t-0", SETTINGS, left).unwrap();
        assert!(log.log_start() <= log.log_end() && log.recovery_point() <= log.log_end(), "seed {seed}");
        let starts = log.epochs().entries();
        assert!(starts.iter().all(|&(_, start)| start <= log.log_end()), "seed {seed}");
        assert!(starts.is_sorted(), "seed {seed}");
        let newest = log.producers().by_id().values().flat_map(|state| &state.batches);
        assert!(newest.map(|batch| batch.last_offset).all(|offset| offset < log.log_end()), "seed {seed}");
        // What is damaged where nobody looked may be refused, but it harms nobody.
        for offset in 0..log.log_end().min(60) {
            let _ = log.locate(&disk, offset, 100, log.log_end(), true);
            let _ = log.offset_for_timestamp(&disk, offset);
        }
        if let Some(dirt) = log.dirt(RULES, log.log_end(), 1_000) {
            let _ = log.clean(&mut disk, dirt, RULES, 1_000);
        }
        let half = log.log_end() / 2;
        let _ = log.truncate_to(&mut disk, half);
        let _ = log.close(&mut disk);
    }
}
