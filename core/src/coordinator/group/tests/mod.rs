//! The rules of groups, one by one, on a shard whose node is only a log.

mod consumers;
mod expiring;
mod expressions;
mod intervals;
mod joining;
mod kept;
mod leaving;
mod listing;
mod loading;
mod migrating;
mod offsets;
mod statics;
mod syncing;
mod transactions;
