//! UpdateFeatures (KIP-584), and what features a broker must support to be registered.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use partita_wire::messages::broker_registration_request::BrokerRegistrationRequest;
use partita_wire::messages::config_record::ConfigRecord;
use partita_wire::messages::feature_level_record::FeatureLevelRecord;
use partita_wire::messages::update_features_request::{FeatureUpdateKey, UpdateFeaturesRequest};
use partita_wire::messages::update_features_response::{UpdatableFeatureResult, UpdateFeaturesResponse};
use partita_wire::{ErrorCode, MetadataRecord};

use crate::configs::BROKER;
use crate::cx::Cx;
use crate::node::features::{ELR_VERSION, KRAFT_VERSION, METADATA_VERSION, SUPPORTED};
use crate::raft::Raft;

use super::configs::MIN_IN_SYNC;
use super::{Active, Decision};

const UPGRADE: i8 = 1;
const SAFE_DOWNGRADE: i8 = 2;
const UNSAFE_DOWNGRADE: i8 = 3;

/// Levels of `metadata.version` that brought another form of the metadata, from the least supported one on.
const METADATA_CHANGED: [i16; 9] = [7, 8, 11, 13, 14, 15, 17, 23, 30];

impl Active {
    /// All updates or none.
    pub(super) fn update_features(
        &mut self,
        cx: &Cx<'_>,
        raft: &Raft,
        version: i16,
        body: &UpdateFeaturesRequest,
    ) -> Decision {
        let mut records = Vec::new();
        let mut kraft_version = None;
        for update in &body.feature_updates {
            match self.update_feature(cx.config.node_id, raft, version, update) {
                Ok(FeatureLevelRecord { name, feature_level }) if name == KRAFT_VERSION => {
                    kraft_version = Some(feature_level);
                }
                Ok(record) => {
                    if record.name == ELR_VERSION && record.feature_level > 0 {
                        records.extend(self.records_before_elr(cx));
                    }
                    records.push(MetadataRecord::FeatureLevel(record));
                }
                Err(message) => {
                    let message = format!(
                        "The update failed for all features since the following feature had an error: {message}"
                    );
                    let answer = UpdateFeaturesResponse {
                        error_code: ErrorCode::InvalidUpdateVersion as i16,
                        error_message: Some(message),
                        ..UpdateFeaturesResponse::default()
                    };
                    return Decision::new(Vec::new(), answer);
                }
            }
        }
        if body.validate_only {
            records.clear();
            kraft_version = None;
        }
        let done = |update: &FeatureUpdateKey| UpdatableFeatureResult {
            feature: update.feature.clone(),
            ..UpdatableFeatureResult::default()
        };
        // Since version 2 only the whole request has a result.
        let results = match version {
            2.. => vec![],
            _ => body.feature_updates.iter().map(done).collect(),
        };
        let answer = UpdateFeaturesResponse { results, ..UpdateFeaturesResponse::default() };
        Decision { kraft_version, ..Decision::new(records, answer) }
    }

    fn update_feature(
        &self,
        node: i32,
        raft: &Raft,
        version: i16,
        update: &FeatureUpdateKey,
    ) -> Result<FeatureLevelRecord, String> {
        let (name, level) = (&*update.feature, update.max_version_level);
        let invalid = |why: &str| Err(format!("Invalid update version {level} for feature {name}. {why}"));
        let kind = match (version, update.allow_downgrade) {
            (0, true) => SAFE_DOWNGRADE,
            (0, false) => UPGRADE,
            _ => update.upgrade_type,
        };
        if !matches!(kind, UPGRADE | SAFE_DOWNGRADE | UNSAFE_DOWNGRADE) {
            return invalid("The controller does not support the given upgrade type.");
        }
        if level < 0 {
            return invalid("A feature version cannot be less than 0.");
        }
        if let Some(why) = self.not_supported(node, name, level) {
            return invalid(&why);
        }
        let current = match name {
            KRAFT_VERSION => raft.kraft_version(),
            _ => self.image.features.get(name).copied().unwrap_or(0),
        };
        if level < current && kind == UPGRADE {
            return invalid(
                "Can't downgrade the version of this feature without setting the upgrade type to either safe or \
                 unsafe downgrade.",
            );
        }
        if level > current && kind != UPGRADE {
            return invalid("Can't downgrade to a newer version.");
        }
        if name == KRAFT_VERSION {
            // The quorum knows its own version, and what its voters support.
            return match raft.check_kraft_version(level) {
                Ok(()) => Ok(FeatureLevelRecord { name: name.into(), feature_level: level }),
                Err(why) => invalid(&why),
            };
        }
        // A level that only let features be used is left without loss; no kind of downgrade does more than that yet.
        if level < current && name == METADATA_VERSION && loses_metadata(current, level) {
            let why = match kind {
                UNSAFE_DOWNGRADE => "Unsafe metadata downgrade is not supported in this version.",
                _ => {
                    "Refusing to perform the requested downgrade because it might delete metadata information."
                }
            };
            return Err(format!("Unsupported metadata.version downgrade from {current} to {level}. {why}"));
        }
        Ok(FeatureLevelRecord { name: name.into(), feature_level: level })
    }

    /// Whether partitions have eligible leader replicas (KIP-966): the feature is at level 1.
    pub(super) fn keeps_eligible(&self) -> bool {
        self.image.features.get(ELR_VERSION).is_some_and(|&level| level > 0)
    }

    /// What has to hold before ELR is kept: one `min.insync.replicas` for the cluster, and none of a single broker, so that all
    /// nodes find the same minimum.
    fn records_before_elr(&self, cx: &Cx<'_>) -> Vec<MetadataRecord> {
        let record = |resource_name: &str, value| {
            MetadataRecord::Config(ConfigRecord {
                resource_type: BROKER,
                resource_name: resource_name.into(),
                name: MIN_IN_SYNC.into(),
                value,
            })
        };
        let has_one = |name: &str| {
            self.image.configs.get(&(BROKER, name.into())).is_some_and(|set| set.contains_key(MIN_IN_SYNC))
        };
        let of_cluster = (!has_one("")).then(|| {
            let value = cx.config.number(MIN_IN_SYNC, 1);
            record("", Some(value.to_string()))
        });
        let brokers = self.image.configs.keys().filter(|(of, name)| *of == BROKER && !name.is_empty());
        let of_brokers = brokers.filter(|(_, name)| has_one(name)).map(|(_, name)| record(name, None));
        of_cluster.into_iter().chain(of_brokers).collect()
    }

    /// Why a node of the cluster would not know what to do with a level.
    fn not_supported(&self, node: i32, name: &str, level: i16) -> Option<String> {
        let own = SUPPORTED.iter().find(|(feature, ..)| *feature == name);
        let own = own.map_or((0, 0), |&(_, min, max)| (min, max));
        let local = outside(level, own).map(|why| format!("Local controller {node} {why}"));
        let of_broker = |broker: &alloc::sync::Arc<crate::image::BrokerImage>| {
            let feature = broker.features.iter().find(|feature| feature.name == name);
            let range =
                feature.map_or((0, 0), |known| (known.min_supported_version, known.max_supported_version));
            outside(level, range).map(|why| format!("Broker {} {why}", broker.id))
        };
        local.or_else(|| self.image.brokers.values().find_map(of_broker))
    }

    /// A broker must support every feature at the level that is finalized.
    pub(super) fn check_features(&self, body: &BrokerRegistrationRequest) -> Result<(), ErrorCode> {
        if !body.features.iter().any(|feature| feature.name == METADATA_VERSION) {
            return Err(ErrorCode::InvalidRegistration);
        }
        let supports = |(name, &level): (&partita_machine::Name, &i16)| {
            let feature = body.features.iter().find(|feature| *feature.name == **name);
            let (min, max) =
                feature.map_or((0, 0), |known| (known.min_supported_version, known.max_supported_version));
            (min..=max).contains(&level)
        };
        match self.image.features.iter().all(supports) {
            true => Ok(()),
            false => Err(ErrorCode::UnsupportedVersion),
        }
    }
}

/// Whether what is in the metadata log may not be told any more after going from one `metadata.version` down to another.
fn loses_metadata(current: i16, level: i16) -> bool {
    METADATA_CHANGED.iter().any(|&changed| level < changed && changed <= current)
}

/// What a node with this range says to a level outside it.
fn outside(level: i16, (min, max): (i16, i16)) -> Option<String> {
    match (min..=max).contains(&level) {
        true => None,
        false if max == 0 => Some("does not support this feature.".into()),
        false if min == max => Some(format!("only supports versions {min}")),
        false => Some(format!("only supports versions {min}-{max}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_downgrade_may_not_lose_metadata() {
        for (current, level) in [(25, 24), (29, 24), (29, 23), (12, 11), (22, 17), (10, 9)] {
            assert!(!loses_metadata(current, level), "from {current} to {level}");
        }
        for (current, level) in [(30, 29), (25, 22), (25, 17), (17, 15), (13, 12), (8, 7)] {
            assert!(loses_metadata(current, level), "from {current} to {level}");
        }
    }

    #[test]
    fn what_is_outside_is_told_in_kafkas_words() {
        assert_eq!(outside(1, (0, 1)), None);
        assert_eq!(outside(0, (0, 0)), None);
        assert_eq!(outside(1, (0, 0)).unwrap(), "does not support this feature.");
        assert_eq!(outside(31, (7, 30)).unwrap(), "only supports versions 7-30");
    }
}
