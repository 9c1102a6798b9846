//! Cells that another branch does not share, marked on a drawing: framed, or where a record was lost, struck through.

use std::collections::BTreeMap;

use crate::session::{Cell, CellMark};
use crate::stage::px::Px;
use crate::stage::scene::{Marked, Rect, Scene};

/// How far a frame stands out above and below the stave, so that it does not lie on the stave's own.
const OUT: Px = Px(30);

/// Marks cells on the staves of a drawing; what it does not show is passed over.
pub fn mark(scene: &mut Scene, cells: &[Cell]) {
    let strips: BTreeMap<_, _> =
        scene.strips.iter().map(|strip| ((&strip.topic, strip.partition, strip.node), strip)).collect();
    let marked = cells.iter().filter_map(|cell| {
        let strip = strips.get(&(&cell.topic, cell.partition, cell.node))?;
        let stave = strip.stave;
        // A slot beyond the end is drawn as far as the stave has room for it.
        let slots = i64::from((stave.x + stave.w - strip.cells_x).0.checked_div(strip.cell.0)?);
        let shown = cell.offset >= strip.first && cell.offset - strip.first < slots;
        let taken = cell.offset < strip.log_end;
        let how = match cell.mark {
            CellMark::Differs => Marked::Differs,
            CellMark::Lost if taken => Marked::Struck,
            CellMark::Lost => Marked::Ghost,
        };
        let rect =
            || Rect { x: strip.cell_x(cell.offset), y: stave.y - OUT, w: strip.cell, h: stave.h + OUT * 2 };
        shown.then(|| (rect(), how))
    });
    scene.marked = marked.collect();
}
