//! Every sentence and word of the page, in one place and typed: a function per sentence, facts in, text out. English
//! now; another language is another set of the same functions.

mod described;
mod event;
mod help;
mod inspector;
mod message;
mod parts;

pub use described::*;
pub use event::{sentence, who};
pub use help::*;
pub use inspector::*;
pub use message::*;
pub use parts::*;
