//! Topics that come into being because somebody asked for them.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Instant;
use partita_wire::ApiKey;
use partita_wire::messages::create_topics_request::{
    CreatableTopic, CreatableTopicConfig, CreateTopicsRequest,
};

use crate::config::NodeConfig;
use crate::cx::{Asked, Cx};
use crate::image::Image;

use super::forward::Forward;

/// A topic that was asked for is not asked for again before this long, unless it exists by then, milliseconds.
const AGAIN_MS: u64 = 5_000;
/// Most topics that are remembered as asked for; more are asked for again at once.
const REMEMBERED_MAX: usize = 1_000;

/// Topics on their way into being.
#[derive(Clone, Debug, Default)]
pub(crate) struct AutoCreate {
    asked: BTreeMap<String, Instant>,
}

impl AutoCreate {
    /// Asks the controller for topics, those aside that were asked for just now. `asked` is the request of the client
    /// that wants them: the controller sees the client's name.
    pub(crate) fn create(
        &mut self,
        cx: &mut Cx<'_>,
        forward: &mut Forward,
        image: &Image,
        asked: &Asked,
        names: &[String],
    ) {
        self.asked.retain(|name, again_at| *again_at > cx.now.at && !image.topic_ids.contains_key(&**name));
        let fresh: Vec<&String> = names.iter().filter(|name| !self.asked.contains_key(*name)).collect();
        if fresh.is_empty() {
            return;
        }
        let topics = fresh.iter().map(|name| creatable(cx.config, name)).collect();
        for name in fresh {
            if self.asked.len() < REMEMBERED_MAX {
                self.asked.insert(name.clone(), cx.now.at.after_ms(AGAIN_MS));
            }
        }
        let body = CreateTopicsRequest { topics, timeout_ms: 30_000, validate_only: false };
        let (_, version) = ApiKey::CreateTopics.versions();
        let asked = Asked { api: ApiKey::CreateTopics, version, ..asked.clone() };
        forward.send(cx, asked, body.into());
    }
}

/// A topic as it is created on its own: Kafka's own topics have sizes and configs of their own.
fn creatable(config: &NodeConfig, name: &str) -> CreatableTopic {
    let own = |partitions: (&str, i64), factor: (&str, i64)| {
        let partitions = i32::try_from(config.number(partitions.0, partitions.1)).unwrap_or(1);
        (partitions, i16::try_from(config.number(factor.0, factor.1)).unwrap_or(1))
    };
    let (partitions, factor) = match name {
        "__consumer_offsets" => {
            own(("offsets.topic.num.partitions", 50), ("offsets.topic.replication.factor", 3))
        }
        "__transaction_state" => {
            own(("transaction.state.log.num.partitions", 50), ("transaction.state.log.replication.factor", 3))
        }
        _ => own(("num.partitions", 1), ("default.replication.factor", 1)),
    };
    CreatableTopic {
        name: name.to_string(),
        num_partitions: partitions,
        replication_factor: factor,
        assignments: Vec::new(),
        configs: configs(config, name),
    }
}

fn configs(config: &NodeConfig, name: &str) -> Vec<CreatableTopicConfig> {
    let set = |name: &str, value: String| CreatableTopicConfig { name: name.into(), value: Some(value) };
    let number = |name, default| config.number(name, default).to_string();
    match name {
        "__consumer_offsets" => alloc::vec![
            set("cleanup.policy", "compact".into()),
            set("compression.type", "producer".into()),
            set("segment.bytes", number("offsets.topic.segment.bytes", 104_857_600)),
        ],
        "__transaction_state" => alloc::vec![
            set("cleanup.policy", "compact".into()),
            set("compression.type", "uncompressed".into()),
            set("min.insync.replicas", number("transaction.state.log.min.isr", 2)),
            set("segment.bytes", number("transaction.state.log.segment.bytes", 104_857_600)),
            set("unclean.leader.election.enable", "false".into()),
        ],
        _ => Vec::new(),
    }
}
