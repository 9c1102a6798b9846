//! What is watched: short name and promise, in the words of the catalogue of invariants.

use alloc::string::String;

use partita_view::Finding;

/// Every promise that is watched.
pub(crate) const PROMISES: &[(&str, &str)] = &[
    ("L1", "Offsets in a log strictly increase, and compaction changes none."),
    (
        "L2",
        "Log start <= last stable offset <= high watermark <= log end, and neither start nor high watermark of a leader retreats.",
    ),
    ("L3", "Leader epochs in a log never decrease, and the cache of epochs says what the log says."),
    ("L4", "Every stored batch has its checksum and its length, and indexes say what the log says."),
    ("L5", "A lookup by time finds the first record of that time or later."),
    ("R1", "Any two replicas agree on every record below both high watermarks."),
    ("R2", "A leader has everything below the high watermark that any leader had."),
    ("R3", "Every running member of ISR and ELR has everything below the high watermark."),
    ("R4", "A leader counts on every member of the ISR that the controller counts on."),
    (
        "R5",
        "No committed record is lost while fewer than min.insync.replicas disks lost what was not flushed.",
    ),
    ("R6", "A follower never removes records below its high watermark, unless an election was unclean."),
    (
        "R7",
        "At most one replica leads in a leader epoch, and ISR and ELR are disjoint parts of the replicas; nobody fenced is in the ISR of a leader.",
    ),
    ("R8", "Consumers see nothing at or above the high watermark, and below it what was committed there."),
    ("R9", "Who joins the ISR has reached the high watermark and the start of the leader epoch."),
    ("C1", "A quorum epoch has one leader at most, and a voter votes once in it."),
    (
        "C2",
        "The high watermark of the metadata never retreats, a majority of the voters holds what is below it, and it is the same on every node.",
    ),
    (
        "C3",
        "No node leads the metadata quorum a second time in one epoch after a restart, and a leader loads no snapshot.",
    ),
    (
        "C4",
        "Leader epochs and partition epochs never go back, and a broker epoch belongs to one life of a broker.",
    ),
    (
        "C5",
        "A reassignment ends with its new replicas in sync or where it began, and no change of controller forgets it.",
    ),
    ("P1", "Sequence numbers of a producer are without gaps, and no batch is written twice."),
    ("P2", "A record that was acknowledged stays."),
    ("P3", "What a replica knows of its producers is what its log says."),
    ("G1", "No two live members of a group own the same partition."),
    (
        "G2",
        "While a group has members, its generation never goes back behind one in which it was stable, and a target has each partition once.",
    ),
    ("G3", "In a group that is Stable every member has what it was given, and every group becomes Stable."),
    (
        "G4",
        "A committed offset is of its generation and not beyond the log, and no commit is forgotten when the coordinator moves.",
    ),
    ("G5", "What lies below a committed offset was handed to a member of the group."),
    (
        "S1",
        "After a crash a log is what was written before it, as far as its disk kept it, and all that was flushed.",
    ),
    ("S2", "Recovery that is broken off and done again finds the same log."),
    ("V1", "A partition with a live member of its ISR or ELR has a leader."),
    ("V2", "The ISR is whole again."),
    ("V3", "All replicas have the same log."),
    ("V4", "Every request was answered, and every record sent was acknowledged or given up."),
    ("V5", "Groups that poll have no lag."),
    ("V6", "All nodes know the same metadata."),
    ("V7", "Reassignments are done."),
    ("V8", "No broker that runs is fenced."),
];

/// A finding that no setting allows.
pub(super) fn broken(promise: &'static str, seen: String) -> Finding {
    let promised = PROMISES.iter().find(|(name, _)| *name == promise).map_or("", |(_, promised)| *promised);
    Finding { promise, promised, about: None, offset: None, lost: None, node: None, seen, allowed_by: None }
}
