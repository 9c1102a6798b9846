//! A struct is visited once for the fields in order, and once more for every tag.

/// Which fields of a struct a visit is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// Those that stand in order, without tags.
    Inline,
    /// The one with this tag.
    Tag(u8),
}

impl Pass {
    /// The byte before a struct that is null. Tagged fields have another one: Kafka's generator writes a variable-length 0.
    pub(super) fn null_mark(self) -> i8 {
        match self {
            Pass::Inline => -1,
            Pass::Tag(_) => 0,
        }
    }
}
