//! Tables of a moment: one row for each thing, sorted, and what is in trouble is marked.

mod sample;

use partita_view::Engine as _;
use partita_web::session::Selection;
use partita_web::views::tables;
use sample::Sample;

#[test]
fn every_partition_member_and_node_has_a_row() {
    let view = Sample::default().view();
    let tables = tables(&view);
    let partitions: usize =
        view.topics.iter().filter(|topic| !topic.internal).map(|topic| topic.partitions.len()).sum();
    assert_eq!(tables[0].rows.len(), partitions);
    assert_eq!(tables[2].rows.len(), view.nodes.iter().filter(|node| node.is_broker).count());
    for table in &tables {
        assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{}", table.title);
        assert!(table.rows.iter().all(|row| row.what.is_some()), "{}", table.title);
    }
}

#[test]
fn a_killed_broker_is_marked_and_selects_on_the_stage() {
    let view = Sample::default().view();
    let brokers = &tables(&view)[2];
    let killed: Vec<_> = brokers.rows.iter().filter(|row| row.marked).map(|row| row.what.clone()).collect();
    let expected: Vec<_> = view
        .nodes
        .iter()
        .filter(|node| node.is_broker && node.process != partita_view::Process::Running)
        .map(|node| Some(Selection::Node(node.id)))
        .collect();
    assert_eq!(killed, expected);
}
