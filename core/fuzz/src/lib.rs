//! What the fuzz targets do with their bytes. The tests of `partita-core` do the same with the corpus and with bytes at random.

mod input;
pub mod recovery;
pub mod script;
