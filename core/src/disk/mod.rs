//! The only way to storage: a flat set of files, appended to, read by position, replaced whole.
//!
//! Names look like Kafka's own paths under `log.dirs` (`orders-0/00000000000000000000.log`). A log never waits for its
//! disk: what was appended can be read at once, and survives a loss of power once it was flushed.
//!
//! A broker with more than one log directory (`log.dirs`) has the files of the first one under their own names, and those of
//! the others under `~1/`, `~2/` and so on, which no topic is called: see [`in_dir`].

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use partita_machine::{DiskError, ReadId};
use partita_wire::records::Records;

mod interrupted;
mod memory;

pub use interrupted::Interrupted;
pub use memory::{LateRead, MemoryDisk, SharedChunks};

/// A file's name under the log directory, folders separated by `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileName(Arc<str>);

impl FileName {
    /// A name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for FileName {
    fn from(name: String) -> Self {
        Self(name.into())
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a disk says to a read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Here it is.
    Ready(Records),
    /// It takes its time: [`partita_machine::Input::Loaded`] with this id brings it, exactly once.
    Later(ReadId),
}

/// Files of one node. An error leaves the file as it was.
pub trait Disk {
    /// Adds `parts`, one after the other, to the end of a file, which comes into being with its first byte. Never waits.
    fn append(&mut self, name: &FileName, parts: &[&[u8]]) -> Result<(), DiskError>;
    /// The bytes from `position` on, at most `len`, fewer where the file ends; at once or later. What comes later is what
    /// the file had when it was asked for.
    fn read(&mut self, name: &FileName, position: u64, len: u32) -> Result<Reading, DiskError>;
    /// The same at once, for little that nothing can go on without: a header between two entries of an index, a small
    /// file, a log that is opened.
    fn read_now(&self, name: &FileName, position: u64, len: u32) -> Result<Records, DiskError>;
    /// The same into a buffer, as far as it reaches: a header is read without taking hold of anything. Gives how many bytes there were.
    fn peek(&self, name: &FileName, position: u64, into: &mut [u8]) -> Result<usize, DiskError> {
        let len = u32::try_from(into.len()).unwrap_or(u32::MAX);
        let bytes = self.read_now(name, position, len)?.to_bytes();
        into[..bytes.len()].copy_from_slice(&bytes);
        Ok(bytes.len())
    }
    /// Gives a small file new content, all or nothing, and flushed: whoever reads it later finds the old or the new.
    fn replace(&mut self, name: &FileName, content: &[u8]) -> Result<(), DiskError>;
    /// Cuts a file to its first `len` bytes; a shorter one stays as it is.
    fn truncate(&mut self, name: &FileName, len: u64) -> Result<(), DiskError>;
    /// Removes a file.
    fn delete(&mut self, name: &FileName) -> Result<(), DiskError>;
    /// Gives a file another name; a file of that name is gone then.
    fn rename(&mut self, from: &FileName, to: &FileName) -> Result<(), DiskError>;
    /// Names that begin with `prefix`, in their order.
    fn list(&self, prefix: &str) -> Vec<FileName>;
    /// Bytes of a file, if there is one.
    fn len(&self, name: &FileName) -> Option<u64>;
    /// Makes what was appended to a file so far survive a loss of power.
    fn flush(&mut self, name: &FileName) -> Result<(), DiskError>;
    /// The error after which the log directory with this number is offline for good, once it has come up: a failed device,
    /// or no space left where nobody makes room.
    fn failure(&self, dir: u32) -> Option<DiskError> {
        let _ = dir;
        None
    }
    /// Whether `more` bytes are so many that old records should go first. A disk that is not sparing says no.
    fn is_tight(&self, more: u64) -> bool {
        let _ = more;
        false
    }
    /// The longest segment that a log should have here: old records go by whole segments.
    fn segment_len_max(&self) -> u32 {
        u32::MAX
    }
}

/// The name in a log directory by its number, as the disk has it.
#[must_use]
pub fn in_dir(dir: u32, name: &str) -> FileName {
    if dir == 0 { FileName::new(name) } else { format!("~{dir}/{name}").into() }
}

/// The number of the log directory that a name is in.
#[must_use]
pub fn dir_of(name: &str) -> u32 {
    let numbered = name.strip_prefix('~').and_then(|rest| rest.split_once('/'));
    numbered.and_then(|(number, _)| number.parse().ok()).unwrap_or(0)
}

/// The whole content of a small file.
pub fn read_whole(disk: &dyn Disk, name: &FileName) -> Result<Vec<u8>, DiskError> {
    let len = disk.len(name).ok_or(DiskError::Missing)?;
    let content = disk.read_now(name, 0, u32::try_from(len).unwrap_or(u32::MAX))?;
    Ok(content.to_bytes().to_vec())
}
