//! Two branches side by side: a cell that differs is framed where it is drawn, the place of a lost record is struck through.

mod laid_out;
mod sample;

use partita_view::Engine;
use partita_web::session::{Cell, CellMark, KeyBook, Windows, differing_cells};
use partita_web::stage::{Marked, Scene, mark};
use sample::Sample;

fn scene() -> Scene {
    laid_out::scene(&Sample::default().view(), 428)
}

/// A cell of the second partition, which ends at 8 on its leader, broker 3.
fn cell(node: i32, offset: i64, mark: CellMark) -> Cell {
    Cell { topic: "kafkatask".into(), partition: 2, node, offset, mark }
}

#[test]
fn each_where_it_is_drawn_and_as_what_it_is() {
    let mut scene = scene();
    let cells = [
        cell(3, 7, CellMark::Differs),
        cell(3, 5, CellMark::Lost),
        cell(1, 7, CellMark::Lost),
        cell(1, 6, CellMark::Differs),
    ];
    mark(&mut scene, &cells);
    let drawn: Vec<Marked> = scene.marked.iter().map(|(_, how)| *how).collect();
    assert_eq!(drawn, [Marked::Differs, Marked::Struck, Marked::Ghost, Marked::Differs]);
    for ((rect, _), cell) in scene.marked.iter().zip(&cells) {
        let strip = scene.strips.iter().find(|strip| strip.partition == 2 && strip.node == cell.node);
        let strip = strip.expect("a stave");
        assert_eq!((rect.x, rect.w), (strip.cell_x(cell.offset), strip.cell), "{cell:?}");
        assert!(
            rect.y < strip.stave.y && rect.y + rect.h > strip.stave.y + strip.stave.h,
            "around the stave"
        );
    }
}

#[test]
fn none_outside_of_what_is_drawn() {
    let mut scene = scene();
    let elsewhere = [
        cell(3, -1, CellMark::Differs),
        cell(3, i64::MAX, CellMark::Lost),
        cell(3, 5000, CellMark::Lost),
        cell(2, 3, CellMark::Differs),
    ];
    mark(&mut scene, &elsewhere);
    assert!(scene.marked.is_empty());
}

#[test]
fn what_one_branch_wrote_and_the_other_did_not() {
    let (mut here, mut there) = (Sample::default(), Sample::default());
    let view = here.view();
    let mut shorter = (*view).clone();
    let topic = std::sync::Arc::make_mut(&mut shorter.topics[0]);
    for replica in &mut std::sync::Arc::make_mut(&mut topic.partitions[0]).replicas {
        std::sync::Arc::make_mut(replica).log_end = 4;
    }
    let mut keys = KeyBook::default();
    let (mut ours, mut theirs) = (Windows::default(), Windows::default());
    ours.refresh(&mut here, &view, &mut keys);
    theirs.refresh(&mut there, &shorter, &mut keys);
    let cells = differing_cells((&view, &ours), (&shorter, &theirs));
    let places: Vec<_> = cells.iter().map(|cell| (cell.partition, cell.node, cell.offset)).collect();
    assert_eq!(places, [(0, 1, 4), (0, 1, 5), (0, 2, 4), (0, 2, 5)]);
    assert!(differing_cells((&view, &ours), (&view, &ours)).is_empty());
}
