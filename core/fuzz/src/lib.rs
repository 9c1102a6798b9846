//! What the fuzz targets do with their bytes. The tests of `partita-core` do the same with the corpus and with bytes at random.

mod damage;
#[path = "../../tests/host/mod.rs"]
mod host;
pub mod images;
mod input;
pub mod recovery;
pub mod script;
pub mod voters;
