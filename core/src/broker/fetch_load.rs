//! Fetches whose records the disk brings later.

use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

use partita_machine::{ConnId, DiskError, ReadId};
use partita_wire::ErrorCode;
use partita_wire::messages::fetch_response::PartitionData;
use partita_wire::records::Records;

use super::fetch::FetchWait;
use super::fetch_read::{Found, failed};
use super::partitions::Partitions;
use crate::cx::Cx;
use crate::disk::Reading;
use crate::image::Image;

/// Fetches that wait for the disk. A connection has at most one request, so they need no limit of their own.
#[derive(Clone, Debug, Default)]
pub(super) struct FetchLoads {
    last: u64,
    loads: BTreeMap<u64, Load>,
    /// Which load a read belongs to, and to which partition of its answer.
    reads: BTreeMap<ReadId, (u64, usize)>,
}

/// One of them.
#[derive(Clone, Debug)]
struct Load {
    wait: Arc<FetchWait>,
    partitions: Vec<PartitionData>,
    /// Reads that have not come back.
    missing: u32,
}

impl FetchLoads {
    /// Forgets what a connection that is gone has asked; its reads come back to nobody.
    pub(super) fn forget(&mut self, conn: ConnId) {
        self.loads.retain(|_, load| load.wait.asked.conn != conn);
        self.reads.retain(|_, (load, _)| self.loads.contains_key(load));
    }

    /// Puts what was read into its place. Gives the load that is whole by it.
    fn take(&mut self, read: ReadId, data: Result<Records, DiskError>) -> Option<Load> {
        let (number, index) = self.reads.remove(&read)?;
        let load = self.loads.get_mut(&number)?;
        put(&mut load.partitions[index], data);
        load.missing -= 1;
        if load.missing == 0 { self.loads.remove(&number) } else { None }
    }
}

impl Partitions {
    /// Reads the records of a fetch, and answers it when all are there: now, or when the last of them comes.
    pub(super) fn load_fetch(&mut self, cx: &mut Cx<'_>, image: &Image, wait: Arc<FetchWait>, found: Found) {
        let loads = &mut self.fetch_loads;
        loads.last += 1;
        let number = loads.last;
        let mut load = Load { wait, partitions: Vec::with_capacity(found.partitions.len()), missing: 0 };
        for (index, found) in found.partitions.into_iter().enumerate() {
            let mut data = found.data;
            match found.span.map(|span| cx.disk.read(&span.file, span.position, span.len)) {
                None => {}
                Some(Ok(Reading::Ready(records))) => put(&mut data, Ok(records)),
                Some(Err(error)) => put(&mut data, Err(error)),
                Some(Ok(Reading::Later(read))) => {
                    loads.reads.insert(read, (number, index));
                    load.missing += 1;
                }
            }
            load.partitions.push(data);
        }
        if load.missing == 0 {
            self.answer_fetch(cx, image, &load.wait, load.partitions);
        } else {
            loads.loads.insert(number, load);
        }
    }

    /// The disk brings what was asked of it. A read that nobody waits for any more is nobody's.
    pub(crate) fn on_loaded(
        &mut self,
        cx: &mut Cx<'_>,
        image: &Image,
        read: ReadId,
        data: Result<Records, DiskError>,
    ) {
        if let Some(load) = self.fetch_loads.take(read, data) {
            self.answer_fetch(cx, image, &load.wait, load.partitions);
        }
    }
}

fn put(data: &mut PartitionData, read: Result<Records, DiskError>) {
    match read {
        Ok(records) => data.records = Some(records),
        Err(_) => *data = failed(data.partition_index, ErrorCode::KafkaStorageError),
    }
}
