//! Views of the same moment beside the stage.

mod chart;
mod metrics;
mod table;
mod tables;

pub use table::{Cell, Column, Mark, Row, TableData};
pub use tables::tables;

pub(crate) use metrics::{Metrics, Shown, shown};
pub(crate) use tables::{Tables, configs};
