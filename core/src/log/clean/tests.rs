//! Logs that are compacted, read, opened again, and cleaned with a crash in between.

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use partita_wire::records::{BatchBuilder, BatchView, CheckedBatch, Codec};

use super::{Cleaned, Cleaning, Compaction, Dirt};
use crate::disk::{Disk, FileName, Interrupted, MemoryDisk};
use crate::log::{Log, LogError, LogSettings};

const SETTINGS: LogSettings = LogSettings {
    segment_bytes: 300,
    segment_ms: 1_000_000,
    index_interval_bytes: 50,
    ..LogSettings::DEFAULT
};
/// Segments that were cleaned fit into one.
const LARGER: LogSettings = LogSettings { segment_bytes: 600, ..SETTINGS };
pub(super) const RULES: Compaction = Compaction {
    min_dirty_thousandths: 500,
    min_lag_ms: 0,
    max_lag_ms: i64::MAX,
    delete_retention_ms: 1_000,
    keys_max: 1_000,
};
pub(super) const NOW: i64 = 10_000;

/// Key and value; an empty value is a tombstone.
pub(super) type Pair = (&'static str, &'static str);

pub(super) fn batch(builder: BatchBuilder, pairs: &[Pair]) -> CheckedBatch {
    let mut builder = builder;
    for (n, (key, value)) in pairs.iter().enumerate() {
        let value = (!value.is_empty()).then_some(value.as_bytes());
        builder.append(1_000 + n as i64, Some(key.as_bytes()), value, &[]).unwrap();
    }
    CheckedBatch::from_client(builder.build(0, -1).unwrap()).unwrap()
}

pub(super) fn open(disk: &mut MemoryDisk) -> Log {
    Log::open(disk, "t-0", SETTINGS).unwrap()
}

pub(super) fn filled(disk: &mut MemoryDisk, codec: Codec, batches: &[&[Pair]]) -> Log {
    let mut log = open(disk);
    for pairs in batches {
        log.append_as_leader(disk, &batch(BatchBuilder::new(codec), pairs), 0).unwrap();
    }
    log
}

pub(super) fn clean(log: &mut Log, disk: &mut MemoryDisk, now_ms: i64) -> Option<Dirt> {
    let end = log.log_end();
    let dirt = log.dirt(RULES, end, now_ms)?;
    log.clean(disk, dirt, RULES, now_ms).unwrap();
    Some(dirt)
}

pub(super) fn batches(log: &Log, disk: &MemoryDisk) -> Vec<BatchView> {
    log.batches(disk, 0, 1_000).unwrap()
}

/// Offset, key and value of every record, as `0 a=1`.
pub(super) fn shown(log: &Log, disk: &MemoryDisk) -> Vec<String> {
    let text = |bytes: &bytes::Bytes| String::from_utf8_lossy(bytes).into_owned();
    let all = batches(log, disk);
    let records = all.iter().flat_map(|batch| {
        batch.check_crc().unwrap();
        batch.records(1 << 20).unwrap().map(Result::unwrap).collect::<Vec<_>>()
    });
    records
        .map(|record| {
            let value = record.value.as_ref().map_or("-".to_string(), text);
            alloc::format!("{} {}={value}", record.offset, text(&record.key.unwrap_or_default()))
        })
        .collect()
}

pub(super) const MANY: &[&[Pair]] = &[
    &[("a", "1"), ("b", "1")],
    &[("a", "2"), ("c", "1")],
    &[("b", "2")],
    &[("a", "3")],
    &[("d", "1"), ("a", "4")],
    &[("c", "2")],
    &[("a", "5")],
    &[("a", "6")],
];

#[test]
fn of_each_key_the_newest_stays_at_its_offset() {
    for codec in Codec::ALL {
        let mut disk = MemoryDisk::new();
        let mut log = filled(&mut disk, codec, MANY);
        let active = log.segments().last().unwrap();
        let dirt = clean(&mut log, &mut disk, NOW).expect("something to clean");
        assert_eq!((dirt.from, dirt.to), (0, active));
        let cleaned = shown(&log, &disk);
        let offset = |shown: &&String| shown.split(' ').next().unwrap().parse::<i64>().unwrap();
        let below: Vec<_> = cleaned.iter().filter(|shown| offset(shown) < active).collect();
        let keys: alloc::collections::BTreeSet<_> =
            below.iter().map(|shown| shown.split([' ', '=']).nth(1)).collect();
        assert_eq!(below.len(), keys.len(), "{cleaned:?}");
        assert_eq!((log.log_start(), log.log_end(), log.cleaned_to()), (0, 11, active));
        // What is found by its offset is what lies there, or the next that is left.
        let first = log.locate(&disk, 0, 1_000, 11, true).unwrap().unwrap();
        assert_eq!(first.position, 0);
        assert_eq!(clean(&mut log, &mut disk, NOW), None, "nothing is dirty any more");
        let again = open(&mut disk);
        assert_eq!(shown(&again, &disk), cleaned);
        assert_eq!((again.log_end(), again.epochs()), (11, log.epochs()));
    }
}

#[test]
fn nothing_uncommitted_young_or_little_is_cleaned() {
    let mut disk = MemoryDisk::new();
    let log = filled(&mut disk, Codec::None, MANY);
    assert_eq!(log.dirt(RULES, 1, NOW), None, "nothing below the high watermark is a whole segment");
    let lagging = Compaction { min_lag_ms: 9_500, ..RULES };
    assert_eq!(log.dirt(lagging, 11, NOW), None);
    let clean = Compaction { min_dirty_thousandths: 1_000, ..RULES };
    assert_eq!(log.dirt(clean, 11, NOW), None);
    let late = Compaction { max_lag_ms: 100, ..clean };
    assert!(log.dirt(late, 11, NOW).is_some(), "what waits for too long is cleaned however little it is");
}

#[test]
fn the_dirty_share_is_compared_exactly() {
    let mut disk = MemoryDisk::new();
    let large = LogSettings { segment_bytes: 200_000, ..SETTINGS };
    let mut log = Log::open(&mut disk, "t-0", large).unwrap();
    let value: &'static str = "x".repeat(190_000).leak();
    log.append_as_leader(&mut disk, &batch(BatchBuilder::new(Codec::None), &[("clean", value)]), 0).unwrap();
    log.set_settings(SETTINGS);
    for key in ["dirty", "active"] {
        let more = batch(BatchBuilder::new(Codec::None), &[(key, "v")]);
        log.append_as_leader(&mut disk, &more, 0).unwrap();
        log.set_settings(LogSettings { segment_bytes: 1, ..SETTINGS });
    }
    log.set_cleaned_to(1);
    let any = Compaction { min_dirty_thousandths: 0, ..RULES };
    let dirt = log.dirt(any, log.log_end(), NOW).expect("less than a thousandth is more than nothing");
    assert_eq!((dirt.from, dirt.to, dirt.thousandths), (1, 2, 0));
    let one = Compaction { min_dirty_thousandths: 1, ..RULES };
    assert_eq!(log.dirt(one, log.log_end(), NOW), None);
}

/// A map that is full ends a round where it is; the next goes on there, and what is left in the end is what one round leaves.
#[test]
fn with_room_for_few_keys_it_takes_several_rounds() {
    for keys_max in 1..4 {
        let mut disk = MemoryDisk::new();
        let mut log = filled(&mut disk, Codec::None, MANY);
        let (mut at_once, mut other) = (log.clone(), disk.clone());
        clean(&mut at_once, &mut other, NOW).unwrap();
        let rules = Compaction { min_dirty_thousandths: 0, keys_max, ..RULES };
        let mut rounds = Vec::new();
        while let Some(dirt) = log.dirt(rules, log.log_end(), NOW) {
            log.clean(&mut disk, dirt, rules, NOW).unwrap();
            assert!(log.cleaned_to() > dirt.from, "a round gets on: {dirt:?}");
            rounds.push(log.cleaned_to());
            // Nothing behind the round is touched, and no key is gone.
            let kept = shown(&log, &disk);
            for newest in shown(&at_once, &other) {
                assert!(kept.contains(&newest), "{newest} after {rounds:?} of {keys_max} keys");
            }
        }
        assert!(rounds.len() > 1, "{rounds:?} of {keys_max} keys");
        assert_eq!(log.cleaned_to(), at_once.cleaned_to());
        assert_eq!(shown(&log, &disk), shown(&at_once, &other), "{keys_max} keys");
    }
}

#[test]
fn a_tombstone_stays_for_its_time() {
    let mut disk = MemoryDisk::new();
    let batches: &[&[Pair]] =
        &[&[("a", "1")], &[("a", "")], &[("b", "1")], &[("c", "1")], &[("d", "1")], &[("e", "1")]];
    let mut log = filled(&mut disk, Codec::Lz4, batches);
    clean(&mut log, &mut disk, NOW).unwrap();
    assert_eq!(shown(&log, &disk)[0], "1 a=-");
    let first = self::batches(&log, &disk)[0].clone();
    assert!(first.header().attributes.has_delete_horizon());
    assert_eq!(first.header().base_timestamp, NOW + 1_000);
    for (now_ms, expected) in [(NOW + 999, "1 a=-"), (NOW + 1_000, "2 b=1")] {
        log.set_cleaned_to(0);
        clean(&mut log, &mut disk, now_ms).unwrap();
        assert_eq!(shown(&log, &disk)[0], expected);
    }
}

#[test]
fn a_producers_last_batch_is_left_empty() {
    let mut disk = MemoryDisk::new();
    let mut log = open(&mut disk);
    let idempotent = |sequence| BatchBuilder::new(Codec::None).producer(7, 0, sequence);
    log.append_as_leader(&mut disk, &batch(idempotent(0), &[("a", "1")]), 0).unwrap();
    log.append_as_leader(&mut disk, &batch(idempotent(1), &[("a", "2")]), 0).unwrap();
    for pairs in MANY {
        log.append_as_leader(&mut disk, &batch(BatchBuilder::new(Codec::None), pairs), 0).unwrap();
    }
    clean(&mut log, &mut disk, NOW).unwrap();
    let first = batches(&log, &disk)[0].clone();
    assert_eq!((first.header().base_offset, first.header().records_count), (1, 0));
    let again = open(&mut disk);
    assert_eq!(again.producers().by_id()[&7].last_sequence(), Some(1));
}

/// Steps of so many bytes at most, until the cleaning ends.
fn clean_in_steps(log: &mut Log, disk: &mut dyn Disk, bytes: u64) -> Result<u32, LogError> {
    let dirt = log.dirt(RULES, log.log_end(), NOW).expect("something to clean");
    let mut cleaning = Cleaning::begin(log, dirt, RULES, NOW);
    let mut steps = 1;
    while cleaning.step(log, disk, &mut { bytes })? == Cleaned::NotYet {
        steps += 1;
    }
    Ok(steps)
}

#[test]
fn it_goes_in_steps_while_the_log_grows() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk, Codec::None, MANY);
    let (mut at_once, mut other) = (log.clone(), disk.clone());
    clean(&mut at_once, &mut other, NOW).unwrap();
    let dirt = log.dirt(RULES, log.log_end(), NOW).unwrap();
    let mut cleaning = Cleaning::begin(&log, dirt, RULES, NOW);
    let mut steps = 0;
    while cleaning.step(&mut log, &mut disk, &mut { 1 }).unwrap() == Cleaned::NotYet {
        steps += 1;
        if steps % 3 == 0 {
            let more = batch(BatchBuilder::new(Codec::None), &[("e", "1")]);
            log.append_as_leader(&mut disk, &more, 0).unwrap();
        }
    }
    assert!(steps > 6, "each batch is read twice: {steps}");
    let (in_steps, expected) = (shown(&log, &disk), shown(&at_once, &other));
    assert_eq!(in_steps[..expected.len()], expected);
    assert_eq!(log.cleaned_to(), at_once.cleaned_to());
    assert!(log.log_end() > at_once.log_end());
}

#[test]
fn who_cuts_the_log_meanwhile_ends_the_cleaning() {
    let cuts: [fn(&mut Log, &mut MemoryDisk); 3] = [
        |log, disk| assert!(log.truncate_to(disk, 5).unwrap()),
        |log, disk| log.delete_records_to(disk, 6).unwrap(),
        |log, disk| log.start_anew(disk, 40).unwrap(),
    ];
    for (number, cut) in cuts.into_iter().enumerate() {
        for steps in 0..20 {
            let mut disk = MemoryDisk::new();
            let mut log = filled(&mut disk, Codec::None, MANY);
            let dirt = log.dirt(RULES, log.log_end(), NOW).unwrap();
            let mut cleaning = Cleaning::begin(&log, dirt, RULES, NOW);
            for _ in 0..steps {
                cleaning.step(&mut log, &mut disk, &mut { 1 }).unwrap();
            }
            let is_done = cleaning.step(&mut log, &mut disk, &mut { 1 }).unwrap() == Cleaned::Done;
            cut(&mut log, &mut disk);
            let (before, ends) = (shown(&log, &disk), (log.log_start(), log.log_end()));
            let cleaned = cleaning.step(&mut log, &mut disk, &mut { u64::MAX });
            assert!(is_done || cleaned == Ok(Cleaned::Abandoned), "cut {number} after {steps} steps");
            assert_eq!((shown(&log, &disk), (log.log_start(), log.log_end())), (before, ends));
            assert!(disk.list("t-0/").iter().all(|file| !file.as_str().ends_with(".cleaned")));
        }
    }
}

#[test]
fn segments_that_others_stand_for_are_set_aside() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk, Codec::None, &[MANY, MANY].concat());
    log.set_settings(LARGER);
    let bases: Vec<i64> = log.segments().collect();
    clean(&mut log, &mut disk, NOW).unwrap();
    let gone: Vec<i64> =
        bases.iter().copied().filter(|base| !log.segments().any(|now| now == *base)).collect();
    assert!(!gone.is_empty());
    let aside = log.take_deleted();
    let file = |base, suffix: &str| FileName::from(alloc::format!("t-0/{base:020}{suffix}"));
    for &base in &bases[..bases.len() - 1] {
        assert!(aside.contains(&file(base, ".log.deleted")), "{aside:?}");
        // The producers where a segment begins are still known of those that are left.
        assert_eq!(disk.len(&file(base, ".snapshot")).is_some(), base > 0 && !gone.contains(&base));
    }
    assert!(aside.iter().all(|file| disk.len(file).is_some()));
    open(&mut disk);
    assert!(aside.iter().all(|file| disk.len(file).is_none()), "a start does not wait");
}

#[test]
fn a_crash_between_any_two_changes_loses_no_newest_record() {
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk, Codec::None, &[MANY, MANY].concat());
    log.set_settings(LARGER);
    let key = |shown: &String| shown.split([' ', '=']).nth(1).map(String::from);
    let newest = |log: &Log, disk: &MemoryDisk| {
        let by_key = shown(log, disk).into_iter().map(|shown| (key(&shown), shown));
        by_key.collect::<alloc::collections::BTreeMap<_, _>>()
    };
    let expected = newest(&log, &disk);
    let mut whole = Interrupted::after(&disk, u64::MAX);
    clean_in_steps(&mut log.clone(), &mut whole, 50).unwrap();
    assert!(whole.changes() > 10, "{}", whole.changes());
    for changes in 0..whole.changes() {
        let mut crashed = Interrupted::after(&disk, changes);
        clean_in_steps(&mut log.clone(), &mut crashed, 50).expect_err("the disk stops working");
        let mut crashed = crashed.into_disk();
        let opened = open(&mut crashed);
        assert_eq!(newest(&opened, &crashed), expected, "after {changes} changes");
        assert_eq!((opened.log_start(), opened.log_end()), (log.log_start(), log.log_end()));
        for file in crashed.list("t-0/") {
            let is_left = [".cleaned", ".swap", ".deleted"].iter().any(|end| file.as_str().ends_with(end));
            assert!(!is_left, "{file} after {changes} changes");
        }
    }
}

#[test]
fn a_crash_leaves_the_old_or_the_new() {
    let file = FileName::new("t-0/00000000000000000000.log");
    let mut disk = MemoryDisk::new();
    let mut log = filled(&mut disk, Codec::None, MANY);
    let before = shown(&log, &disk);
    let old = disk.clone();
    clean(&mut log, &mut disk, NOW).unwrap();
    let after = shown(&log, &disk);
    let new = crate::disk::read_whole(&disk, &file).unwrap();
    let half = FileName::new("t-0/00000000000000000000.log.cleaned");
    let mut crashed = old.clone();
    crashed.append(&half, &[&new[..new.len() / 2]]).unwrap();
    let opened = open(&mut crashed);
    assert_eq!((shown(&opened, &crashed), crashed.len(&half)), (before, None));
    let whole = FileName::new("t-0/00000000000000000000.log.swap");
    let mut crashed = old;
    crashed.append(&whole, &[&new]).unwrap();
    let opened = open(&mut crashed);
    assert_eq!(crashed.len(&whole), None);
    assert_eq!(shown(&opened, &crashed).len(), after.len());
    assert_eq!(vec![opened.log_end()], [log.log_end()]);
}

#[test]
fn what_is_whole_beside_something_unfinished_is_forgotten() {
    let mut disk = MemoryDisk::new();
    let log = filled(&mut disk, Codec::None, MANY);
    let (before, bases) = (shown(&log, &disk), log.segments().collect::<Vec<_>>());
    for (base, suffix) in [(bases[1], ".log.swap"), (bases[0], ".index.cleaned")] {
        disk.append(&FileName::from(alloc::format!("t-0/{base:020}{suffix}")), &[b"?"]).unwrap();
    }
    let opened = open(&mut disk);
    assert_eq!(shown(&opened, &disk), before);
    assert!(disk.list("t-0/").iter().all(|file| !file.as_str().ends_with(".swap")));
}
