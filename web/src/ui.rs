//! Small parts of the page: buttons, icons, tabs.

mod button;
mod icon;
mod tabs;

pub(crate) use button::Button;
pub(crate) use icon::{Icon, icon};
pub(crate) use tabs::{Tab, Tabs};
