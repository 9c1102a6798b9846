//! How a segment that was written anew takes the place of those it stands for, and what a start finds of that.
//!
//! As in Kafka the new one is called `.cleaned` while it is written and `.swap` when it is whole; those it stands for are
//! then renamed to `.deleted`, and it gets its name.

use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::DiskError;

use crate::disk::{Disk, FileName};
use crate::log::segment::{SUFFIX, Segment};
use crate::log::{LogError, files, recovery};

/// What a file is called while it is written, and when it is whole.
const CLEANED: &str = ".cleaned";
const SWAP: &str = ".swap";

/// What the file of a new segment is called while it is written.
pub(super) fn cleaned(new: &Segment) -> FileName {
    suffixed(&new.file, CLEANED)
}

/// Puts a new segment, which is whole, in the place of `old` ones, the first of which begins where it begins. Gives the files
/// that were set aside.
pub(super) fn put_in_place<'a>(
    disk: &mut dyn Disk,
    new: &Segment,
    old: impl Iterator<Item = &'a Segment>,
) -> Result<Vec<FileName>, LogError> {
    let (cleaned, swap) = (cleaned(new), suffixed(&new.file, SWAP));
    disk.flush(&cleaned)?;
    disk.rename(&cleaned, &swap)?;
    let mut aside = Vec::new();
    for segment in old {
        aside.extend(match segment.base_offset == new.base_offset {
            true => files::set_aside_batches(disk, segment)?,
            false => files::set_aside(disk, segment)?,
        });
    }
    disk.rename(&swap, &new.file)?;
    match files::write_indexes(disk, new) {
        // It is in its place. Indexes that a disk has no room for are made by the next start.
        Ok(()) | Err(DiskError::Full) => Ok(aside),
        Err(error) => Err(error.into()),
    }
}

/// Ends what a cleaner was at when its process ended: what was not whole is forgotten, what was whole takes its place.
pub(in crate::log) fn finish(disk: &mut dyn Disk, dir: &str) -> Result<(), LogError> {
    let (mut unfinished, mut whole) = (Vec::new(), Vec::new());
    for file in files::all(disk, dir) {
        if file.as_str().ends_with(CLEANED) {
            unfinished.push(file);
        } else if let Some(name) = file.as_str().strip_suffix(SWAP).map(FileName::new) {
            whole.push((file, name));
        }
    }
    // Names begin with their offsets. Whole beside something unfinished is only a part of what was to come.
    let first_unfinished = unfinished.iter().map(offset_in).min();
    for (swap, name) in whole {
        if first_unfinished.as_ref().is_some_and(|first| offset_in(&name) >= *first) {
            disk.delete(&swap)?;
        } else {
            take_place(disk, dir, &swap, &name)?;
        }
    }
    for file in unfinished {
        disk.delete(&file)?;
    }
    Ok(())
}

/// Segments that the new one stands for begin within it.
fn take_place(disk: &mut dyn Disk, dir: &str, swap: &FileName, file: &FileName) -> Result<(), LogError> {
    let Some(base_offset) = files::offset_of(dir, file, SUFFIX) else { return Ok(disk.delete(swap)?) };
    let mut new = Segment::new(dir, base_offset);
    new.file = swap.clone();
    while let Some(batch) = recovery::next_good_batch(disk, &new)? {
        new.note(batch.header(), u32::MAX);
    }
    for old in files::all(disk, dir) {
        let base = files::offset_of(dir, &old, SUFFIX);
        if base.is_some_and(|base| base > base_offset && base < new.next_offset) {
            disk.delete(&old)?;
        }
    }
    Ok(disk.rename(swap, file)?)
}

/// The offset that a file's name begins with, as its digits, which are of one length.
fn offset_in(file: &FileName) -> String {
    let name = file.as_str().rsplit('/').next().unwrap_or_default();
    name.chars().take_while(char::is_ascii_digit).collect()
}

fn suffixed(file: &FileName, suffix: &str) -> FileName {
    let mut name = String::from(file.as_str());
    name.push_str(suffix);
    name.into()
}
