//! OffsetForLeaderEpoch: where an epoch ends, so that a consumer sees whether its past is still ours (KIP-320).

use partita_wire::ErrorCode;
use partita_wire::messages::offset_for_leader_epoch_request::OffsetForLeaderEpochRequest;
use partita_wire::messages::offset_for_leader_epoch_response::{
    EpochEndOffset, OffsetForLeaderEpochResponse, OffsetForLeaderTopicResult,
};

use super::partitions::Partitions;
use crate::cx::{Asked, Cx};

impl Partitions {
    pub(super) fn on_offset_for_leader_epoch(
        &self,
        cx: &mut Cx<'_>,
        asked: &Asked,
        request: OffsetForLeaderEpochRequest,
    ) {
        let mut response = OffsetForLeaderEpochResponse::default();
        for topic in request.topics {
            let mut answered = OffsetForLeaderTopicResult { topic: topic.topic, ..Default::default() };
            for wanted in topic.partitions {
                let epoch = (wanted.current_leader_epoch, wanted.leader_epoch);
                let (code, (leader_epoch, end_offset)) =
                    match self.epoch_end(&answered.topic, wanted.partition, epoch) {
                        Ok(end) => (ErrorCode::None, end),
                        Err(code) => (code, (-1, -1)),
                    };
                answered.partitions.push(EpochEndOffset {
                    error_code: code as i16,
                    partition: wanted.partition,
                    leader_epoch,
                    end_offset,
                });
            }
            response.topics.push(answered);
        }
        cx.answer(asked, response);
    }

    /// Largest epoch of the leader at or below the one asked for, and its end.
    fn epoch_end(
        &self,
        topic: &str,
        partition: i32,
        (current, wanted): (i32, i32),
    ) -> Result<(i32, i64), ErrorCode> {
        let replica = self.replicas.present(topic, partition)?;
        replica.check_leader(current)?;
        Ok(replica.log.epochs().end_offset_for(wanted, replica.log.log_end()))
    }
}
