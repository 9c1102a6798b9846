//! What of a moment is shown: the view of it, and the panel below.

/// How the moment is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// As a score.
    #[default]
    Stage,
    /// As a diagram of who told whom.
    Sequence,
    /// As tables.
    Tables,
    /// As measures over time.
    Metrics,
    /// Two branches beside each other.
    Branches,
}

/// What the panel below the stage shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// What happened, in sentences.
    #[default]
    Log,
    /// Commands.
    Terminal,
    /// Promises.
    Verdict,
    /// The run as a text.
    Story,
}
