//! Every sentence and word of Partita, in one place and typed: a function per sentence, facts in, text out. The page, the
//! log that `partita story` prints and a screen reader say the same. English now; another language is another set of the
//! same functions.
//!
//! Where to start: [`sentence`] for events, then the file of the panel whose words you look for.

mod described;
mod event;
mod help;
mod inspector;
mod message;
mod parts;
mod views;

pub use described::*;
pub use event::{sentence, who};
pub use help::*;
pub use inspector::*;
pub use message::*;
pub use parts::*;
pub use views::*;
