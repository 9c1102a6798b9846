//! Views of the same moment beside the stage.

mod branches;
mod chart;
mod latency;
mod metrics;
mod sequence;
mod table;
mod tables;

pub use table::{Cell, Column, Mark, Row, TableData};
pub use tables::{all_configs, configured, set_configs, tables};

pub(crate) use branches::{Branches, Pair, Sheet};
pub(crate) use metrics::{Metrics, Shown, shown};
pub(crate) use sequence::{Choices, Diagram, Sequence, diagram};
pub(crate) use tables::Tables;
