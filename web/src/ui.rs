//! Small parts of the page: buttons, icons, tabs.

mod button;
mod icon;
mod menu;
mod modal;
mod notice;
mod tabs;

pub(crate) use button::Button;
pub(crate) use icon::{Icon, icon};
pub(crate) use menu::Menu;
pub(crate) use modal::use_modal;
pub(crate) use notice::Notice;
pub(crate) use tabs::{Tab, Tabs, tab_id};
