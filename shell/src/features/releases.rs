//! Releases of the metadata, and the levels that other features have with each.

use alloc::format;
use alloc::vec::Vec;

use crate::thrown::Thrown;

/// The feature that releases are levels of.
pub(super) const METADATA_VERSION: &str = "metadata.version";
/// The others, in the order of Kafka's tool.
pub(super) const FEATURES: [&str; 6] = [
    "kraft.version",
    "transaction.version",
    "group.version",
    "eligible.leader.replicas.version",
    "share.version",
    "streams.version",
];
/// The first level that a cluster of KRaft can have.
const FIRST_LEVEL: i16 = 7;
/// Names of the levels from [`FIRST_LEVEL`] on. The last is not released yet.
const NAMES: [&str; 25] = [
    "3.3-IV3", "3.4-IV0", "3.5-IV0", "3.5-IV1", "3.5-IV2", "3.6-IV0", "3.6-IV1", "3.6-IV2", "3.7-IV0",
    "3.7-IV1", "3.7-IV2", "3.7-IV3", "3.7-IV4", "3.8-IV0", "3.9-IV0", "4.0-IV0", "4.0-IV1", "4.0-IV2",
    "4.0-IV3", "4.1-IV0", "4.1-IV1", "4.2-IV0", "4.2-IV1", "4.3-IV0", "4.4-IV0",
];
/// Level 4.3-IV0.
const LATEST_LEVEL: i16 = 30;
/// By feature: the level of the metadata from which on it is on by default, and its own level then.
const DEFAULTS: [(i16, i16); 6] = [(21, 1), (24, 2), (22, 1), (26, 1), (28, 1), (29, 1)];

/// A level of `metadata.version`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Release {
    pub(super) level: i16,
    pub(super) name: &'static str,
}

impl Release {
    /// What a new cluster gets.
    pub(super) fn latest() -> Self {
        Self { level: LATEST_LEVEL, name: "4.3-IV0" }
    }

    pub(super) fn of_level(level: i16) -> Option<Self> {
        all().find(|release| release.level == level)
    }

    /// The release of a name like `4.0-IV1`, or the last one of `4.0`.
    pub(super) fn named(text: &str) -> Result<Self, Thrown> {
        let mut parts = text.splitn(3, '.');
        let key = match (parts.next(), parts.next()) {
            (Some(major), Some(minor)) => format!("{major}.{minor}"),
            _ => text.into(),
        };
        let fits = |release: &Release| {
            release.name == key || release.name.split_once('-').is_some_and(|(short, _)| short == key)
        };
        all().filter(fits).last().ok_or_else(|| {
            Thrown::illegal_argument(format!(
                "Unknown metadata.version '{text}'. Supported metadata.version are: {}",
                all().map(|release| release.name).collect::<Vec<_>>().join(", ")
            ))
        })
    }

    /// Levels of [`FEATURES`] that come with it.
    pub(super) fn defaults(self) -> [i16; 6] {
        DEFAULTS.map(|(from, level)| if self.level >= from { level } else { 0 })
    }
}

fn all() -> impl Iterator<Item = Release> {
    (FIRST_LEVEL..).zip(NAMES).map(|(level, name)| Release { level, name })
}

/// The level of the metadata that a feature's level needs.
pub(super) fn requires(feature: &str, level: i16) -> Option<i16> {
    (feature == "eligible.leader.replicas.version" && level == 1).then_some(23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_by_name_and_level() {
        let check = |text: &str, level: i16| assert_eq!(Release::named(text).unwrap().level, level, "{text}");
        check("4.3-IV0", 30);
        check("4.0", 25);
        check("4.0.1", 25);
        check("3.3-IV3", 7);
        assert!(Release::named("foo").unwrap_err().message.starts_with("Unknown metadata.version 'foo'."));
        assert_eq!(Release::of_level(30), Some(Release::latest()));
        assert_eq!(Release::named("4.0").unwrap().defaults(), [1, 2, 1, 0, 0, 0]);
        assert_eq!(Release::latest().defaults(), [1, 2, 1, 1, 1, 1]);
        assert_eq!(Release::named("3.8").unwrap().defaults(), [0; 6]);
    }
}
