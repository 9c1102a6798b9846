//! Applications around the clients, as a world of the simulator has them: whole machines.

mod consumer;
mod load;
mod producer;

pub use consumer::{CommitPolicy, ConsumerApp, Reads, tell_processed};
pub use load::{Keys, LOAD_RECORDS_AT_ONCE_MAX, Load};
pub use producer::ProducerApp;
