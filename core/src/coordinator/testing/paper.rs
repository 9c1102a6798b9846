//! A node that is only a log, and remembers what it was told.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use bytes::Bytes;
use partita_machine::{Event, Now, Rng};
use partita_wire::records::{BatchBuilder, BatchView, Codec};
use partita_wire::{ErrorCode, Response};

use super::Answers;
use crate::coordinator::runtime::{Host, KeyValue};
use crate::coordinator::step::Caller;

/// A node that is only a log.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) now: Now,
    pub(super) rng: Rng,
    pub(crate) log: Vec<KeyValue>,
    /// Appends are committed only when a test says so.
    pub(crate) hold: bool,
    pub(crate) high_watermark: i64,
    /// Every append fails with it.
    pub(crate) refuse: Option<ErrorCode>,
    /// Batches that are in the log as they are, by their first offset.
    pub(crate) raw: BTreeMap<i64, Bytes>,
    /// Reads fail.
    pub(crate) unreadable: bool,
    pub(crate) answers: Answers,
    pub(crate) events: Vec<Event>,
}

impl Host for Paper {
    fn now(&self) -> Now {
        self.now
    }

    fn rng(&mut self) -> &mut Rng {
        &mut self.rng
    }

    fn append(&mut self, _: i32, records: &[KeyValue]) -> Result<i64, ErrorCode> {
        if let Some(error) = self.refuse {
            return Err(error);
        }
        self.log.extend_from_slice(records);
        if !self.hold {
            self.high_watermark = self.log.len() as i64;
        }
        Ok(self.log.len() as i64 - 1)
    }

    fn high_watermark(&self, _: i32) -> i64 {
        self.high_watermark
    }

    fn log_end(&self, _: i32) -> i64 {
        self.log.len() as i64
    }

    fn read(&mut self, _: i32, from: i64, _: u32) -> Result<Option<Vec<BatchView>>, ErrorCode> {
        if self.unreadable {
            return Err(ErrorCode::KafkaStorageError);
        }
        if let Some(raw) = self.raw.get(&from) {
            return Ok(Some(alloc::vec![BatchView::read(raw.clone()).unwrap()]));
        }
        let (key, value) = self.log[usize::try_from(from).unwrap()].clone();
        let mut builder = BatchBuilder::new(Codec::None);
        builder.append(0, key.as_deref(), value.as_deref(), &[]).unwrap();
        Ok(Some(alloc::vec![BatchView::read(builder.build(from, 0).unwrap()).unwrap()]))
    }

    fn answer(&mut self, caller: Caller, response: Response) {
        let before = self.answers.insert(caller.asked().request.0, response);
        assert!(before.is_none(), "request {:?} is answered twice", caller.asked().request);
    }

    fn tell(&mut self, event: Event) {
        self.events.push(event);
    }
}
