//! R8: what an answer to Fetch gives as committed is what was committed there, byte for byte, whoever asks and however often.

use alloc::format;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_view::Finding;
use partita_wire::Uuid;
use partita_wire::messages::fetch_response::FetchResponse;

use super::Watch;
use super::ghost::Ghost;
use super::sight::{BatchSeen, Sight};
use crate::world::World;

impl Watch {
    /// Compares what a broker gives away with what was committed.
    pub(super) fn served(&self, world: &World, node: i32, answer: &FetchResponse, found: &mut Vec<Finding>) {
        for topic in &answer.responses {
            let named = (topic.topic_id != Uuid::ZERO).then(|| self.names.get(&topic.topic_id));
            let name = match named {
                Some(Some(name)) => name.clone(),
                Some(None) => continue,
                None => Name::from(topic.topic.as_str()),
            };
            for data in &topic.partitions {
                let Some(records) = data.records.as_ref().filter(|records| !records.is_empty()) else {
                    continue;
                };
                let Some(ghost) = self.partitions.get(&(name.clone(), data.partition_index)) else {
                    continue;
                };
                for batch in records.batches().map_while(Result::ok) {
                    let seen = BatchSeen::of_header(batch.header(), true);
                    let is_sound = || batch.check_crc().is_ok();
                    found.extend(ghost.served(world, node, &seen, data.high_watermark, is_sound));
                }
            }
        }
    }
}

impl Ghost {
    /// A batch that a broker gives away beside its high watermark. One that is damaged on the disk its reader finds out himself.
    pub(super) fn served(
        &self,
        sight: &dyn Sight,
        node: i32,
        batch: &BatchSeen,
        high_watermark: i64,
        is_sound: impl FnOnce() -> bool,
    ) -> Option<Finding> {
        if batch.last_offset >= high_watermark || self.is_committed(sight, batch) || !is_sound() {
            return None;
        }
        let seen = format!(
            "Broker {node} gives readers a batch at offset {} of {}-{} that is not the one that was committed there.",
            batch.base_offset, self.topic, self.partition
        );
        let mut finding = self.finding("R8", Some(batch.base_offset), node, seen);
        finding.allowed_by = self.excuse();
        Some(finding)
    }
}
