//! Record batches, magic 2: the unit in which records travel, are checked, stored and replicated.
//!
//! [`Records`] is what Fetch carries: slices over chunks of a log. [`ProducedRecords`] is what Produce carries for one
//! partition, checked once where it is decoded: a [`CheckedBatch`], or the reason why not. [`BatchBuilder`] writes
//! batches; [`BatchView`] reads them back.

mod builder;
mod checked;
mod codec;
pub mod control;
mod error;
mod header;
mod list;
mod produced;
mod record;
mod rewrite;
mod stamp;
mod view;

pub use builder::{BatchBuilder, BuildError, record_size_upper_bound};
pub use checked::{CHECK_DECOMPRESSED_LEN_MAX, CheckedBatch};
pub use codec::Codec;
pub use error::{BatchError, BatchReason};
pub use header::{Attributes, BATCH_HEADER_LEN, BatchHeader, MAGIC, TimestampType};
pub use list::{Batches, Records};
pub use produced::ProducedRecords;
pub use record::{Header, RECORD_HEADERS_MAX, RecordView};
pub use stamp::STAMP_LEN;
pub use view::{BatchView, RecordIter};

/// Kafka's "none" for producer ids, producer epochs, base sequences, leader epochs and timestamps.
pub const NONE: i8 = -1;
