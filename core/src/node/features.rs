//! Features of a cluster (KIP-584): what a node supports, and what formatting a new cluster's storage finalizes.

/// Name of the feature that is the version of the metadata itself.
pub(crate) const METADATA_VERSION: &str = "metadata.version";

/// Level of `metadata.version` from which on the metadata says in which log directory a replica is: 3.7-IV2 (KIP-858).
pub(crate) const DIRECTORY_ASSIGNMENT: i16 = 17;

/// Level of `metadata.version` from which on brokers tell which of their log directories are cordoned: 4.3-IV0 (KIP-1066).
pub(crate) const CORDONED_LOG_DIRS: i16 = 30;

/// Name of the feature that is the version of the quorum's own records (KIP-853).
pub(crate) const KRAFT_VERSION: &str = "kraft.version";

/// Name of the feature that has partitions keep eligible leader replicas (KIP-966).
pub(crate) const ELR_VERSION: &str = "eligible.leader.replicas.version";

/// Levels of a new cluster: metadata.version 4.3-IV0. Features that are not served are not finalized: with
/// `transaction.version` 2 producers would rely on KIP-890.
pub(crate) const FORMATTED: [(&str, i16); 3] =
    [(METADATA_VERSION, 30), (ELR_VERSION, 1), ("group.version", 1)];

/// Supported features with their least and greatest levels.
pub(crate) const SUPPORTED: [(&str, i16, i16); 4] =
    [(ELR_VERSION, 0, 1), ("group.version", 0, 1), (KRAFT_VERSION, 0, 1), (METADATA_VERSION, 7, 30)];
