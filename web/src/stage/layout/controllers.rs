//! Controllers without the broker role, above the brokers: a row for each with the metadata log as a stave where there is room
//! for it, else all on a line.

use std::rc::Rc;

use partita_view::NodeView;

use crate::stage::px::{Point, Px};
use crate::stage::scene::{MetadataLog, Rect, Scene};

use super::{Drawing, rows};

/// Height of a controller's row.
const ROW: i32 = 22;
/// Records of the metadata log that a stave shows: the newest, so that a voter which is behind is seen to be.
const SHOWN: i64 = 60;
/// Height of the log on its stave.
const LOG: i32 = 12;
/// A stave narrower than this tells nothing.
const STAVE_MIN: i32 = 120;
/// Room behind the log for its number.
const NUMBER: i32 = 52;

/// Where controllers may stand.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// Left of their names.
    pub(super) left: Px,
    /// Right of their staves.
    pub(super) right: Px,
    /// Whether each may have a row of its own.
    pub(super) rows: bool,
}

/// Height that rows for so many controllers take.
pub(super) fn height(controllers: usize) -> i32 {
    ROW * i32::try_from(controllers).unwrap_or(0) + 12
}

/// Draws the controllers. Returns where the score below them begins.
pub(super) fn layout(scene: &mut Scene, drawing: &Drawing, controllers: &[&NodeView], room: Room) -> Px {
    if controllers.is_empty() {
        return Px(0);
    }
    if room.rows {
        in_rows(scene, drawing, controllers, room)
    } else {
        in_line(scene, drawing, controllers, room)
    }
}

fn in_line(scene: &mut Scene, drawing: &Drawing, controllers: &[&NodeView], room: Room) -> Px {
    let s = drawing.scale;
    let mut at = Point::at(room.left, s.px(20));
    for node in controllers {
        let mut row = rows::row(node, drawing.view, usize::MAX);
        rows::add_term(&mut row, node);
        let end = rows::in_line(&mut row, at, s);
        if end > Px::of(drawing.width) && at.x > room.left {
            at = Point::at(room.left, at.y + s.px(24));
            rows::in_line(&mut row, at, s);
        }
        scene.roads.labels.insert(node.id, Point::at(at.x, at.y - s.px(4)));
        at.x = row.row.x + row.row.w + s.px(14);
        scene.nodes.push(Rc::new(row));
    }
    at.y + s.px(12)
}

fn in_rows(scene: &mut Scene, drawing: &Drawing, controllers: &[&NodeView], room: Room) -> Px {
    let s = drawing.scale;
    let mut at = Point::at(room.left, s.px(20));
    let mut built = Vec::new();
    let mut names_end = room.left;
    for node in controllers {
        let mut row = rows::row(node, drawing.view, usize::MAX);
        rows::add_term(&mut row, node);
        names_end = names_end.max(rows::in_line(&mut row, at, s));
        scene.roads.labels.insert(node.id, Point::at(at.x, at.y - s.px(4)));
        built.push((row, at.y));
        at.y += s.px(ROW);
    }
    let stave = Rect { x: names_end, y: Px(0), w: room.right - names_end - s.px(NUMBER), h: s.px(LOG) };
    if stave.w >= s.px(STAVE_MIN) {
        let newest = controllers.iter().map(|node| node.metadata_end).max().unwrap_or(0);
        let first = (newest - SHOWN).max(0);
        let x = |offset: i64| {
            let shown = i32::try_from((offset - first).clamp(0, SHOWN)).unwrap_or(0);
            stave.x + Px(stave.w.0 / i32::try_from(SHOWN).unwrap_or(1) * shown)
        };
        for (node, (_, y)) in controllers.iter().zip(&built) {
            scene.metadata.push(MetadataLog {
                node: node.id,
                stave: Rect { y: *y - s.px(LOG - 2), ..stave },
                end: (x(node.metadata_end), node.metadata_end),
                committed: x(drawing.view.quorum.high_watermark.min(node.metadata_end)),
                leads: drawing.view.quorum.leader == Some(node.id),
                folded: (first > 0).then_some(first),
            });
        }
    }
    for (mut row, _) in built {
        row.row.w = room.right - row.row.x;
        scene.nodes.push(Rc::new(row));
    }
    at.y - s.px(6)
}
