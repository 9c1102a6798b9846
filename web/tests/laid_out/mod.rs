//! The stage of a moment as a wide window draws it: no record, nothing selected, nothing new.

use std::collections::BTreeMap;

use partita_view::ClusterView;
use partita_web::session::{KeyBook, Windows};
use partita_web::stage::{Drawing, Scale, Scene, layout};

/// What is drawn of a moment where so much height is free.
#[allow(unreachable_pub, reason = "a module of several tests")]
pub fn scene(view: &ClusterView, height: i32) -> Scene {
    layout(&Drawing {
        view,
        windows: &Windows::default(),
        keys: &KeyBook::default(),
        fresh: &BTreeMap::new(),
        width: 1280,
        height,
        scale: Scale(100),
        selected: None,
        lens: None,
        rates: &BTreeMap::new(),
        followed: None,
    })
}
