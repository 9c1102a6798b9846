//! The native host of machines: sockets, clocks and processes around the sans-IO core.
//!
//! One task owns one machine, so nothing is locked ([`task`]). Connections of clients are tasks of their own, which
//! decode and encode ([`connection`]); machines of one process reach each other without a socket ([`hub`]); links of a
//! machine to other processes are tasks too ([`link`]).

pub(crate) mod clock;
pub(crate) mod connection;
pub(crate) mod frame;
pub(crate) mod hub;
pub(crate) mod link;
pub(crate) mod listener;
pub(crate) mod message;
pub(crate) mod task;
