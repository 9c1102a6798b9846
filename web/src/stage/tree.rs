//! The stage in words: a list of everything on it, for screen readers and the keyboard. One of its buttons at a time
//! is in the order of Tab; arrows go on from there.

use partita_view::ClusterView;
use yew::{Callback, Html, Properties, component, html};

use crate::session::Selection;
use crate::stage::Level;
use crate::words;

/// One thing of the stage and its name.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeItem {
    /// Which.
    pub what: Selection,
    /// What it is called.
    pub name: String,
    /// Row and column for the arrows: brokers down, partitions to the right.
    pub place: (usize, usize),
}

/// Everything on the stage as near as it is drawn, so on a map without each replica: nodes with their replicas, producers, groups with their members, messages that are shown.
pub fn items(view: &ClusterView, level: Level) -> Vec<TreeItem> {
    let mut items = Vec::new();
    let mut row = 0;
    for node in &view.nodes {
        let mut push = |what, name, column| items.push(TreeItem { what, name, place: (row, column) });
        push(Selection::Node(node.id), words::node_in_words(node), 0);
        let mut column = 1;
        for topic in view.topics.iter().filter(|topic| !topic.internal && level != Level::Heat) {
            for partition in &topic.partitions {
                if let Some(replica) = partition.replicas.iter().find(|r| r.node == node.id) {
                    let name = words::replica(&topic.name, partition.partition, replica);
                    push(Selection::Replica(topic.name.clone(), partition.partition, node.id), name, column);
                }
                column += 1;
            }
        }
        row += 1;
    }
    if level == Level::Heat {
        for topic in view.topics.iter().filter(|topic| !topic.internal) {
            let name = format!("{}, {}", topic.name, words::topic_note(topic, false));
            items.push(TreeItem { what: Selection::Topic(topic.name.clone()), name, place: (row, 0) });
            row += 1;
        }
    }
    for producer in &view.producers {
        let what = Selection::Producer(producer.name.clone());
        items.push(TreeItem { what, name: words::producer_in_words(producer), place: (row, 0) });
        row += 1;
    }
    for group in &view.groups {
        let what = Selection::Group(group.id.clone());
        items.push(TreeItem { what, name: words::group_in_words(group), place: (row, 0) });
        for (n, member) in group.members.iter().enumerate() {
            let what = Selection::Member(group.id.clone(), member.name.clone());
            let name = words::member_in_words(group, member);
            items.push(TreeItem { what, name, place: (row, n + 1) });
        }
        row += 1;
    }
    items
}

/// Where an arrow leads from a place: the nearest thing in that direction.
pub fn neighbour(items: &[TreeItem], from: &Selection, down: i32, right: i32) -> Option<Selection> {
    let here = items.iter().find(|item| item.what == *from)?;
    let (row, column) = here.place;
    let candidates = items.iter().filter(|item| match (down, right) {
        (1, _) => item.place.0 > row,
        (-1, _) => item.place.0 < row,
        (_, 1) => item.place.0 == row && item.place.1 > column,
        _ => item.place.0 == row && item.place.1 < column,
    });
    candidates
        .min_by_key(|item| (item.place.0.abs_diff(row), item.place.1.abs_diff(column)))
        .map(|item| item.what.clone())
}

/// Props of [`Tree`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Everything.
    pub items: Vec<TreeItem>,
    /// What is selected.
    pub selected: Option<Selection>,
    /// Something was chosen.
    pub on_select: Callback<Selection>,
}

/// The list of everything on the stage.
#[component]
pub fn Tree(props: &Props) -> Html {
    let current = props
        .selected
        .as_ref()
        .filter(|selected| props.items.iter().any(|item| item.what == **selected))
        .or(props.items.first().map(|item| &item.what));
    html! {
        <ul class="tree vh" aria-label={words::STAGE_IN_WORDS.text()}>
            { for props.items.iter().map(|item| {
                let what = item.what.clone();
                let on_select = props.on_select.clone();
                let tab = if current == Some(&item.what) { "0" } else { "-1" };
                let pressed = if props.selected.as_ref() == Some(&item.what) { "true" } else { "false" };
                html! {
                    <li key={format!("{what:?}")}>
                        <button tabindex={tab} aria-pressed={pressed} data-place={format!("{}.{}", item.place.0, item.place.1)}
                            onclick={move |_| on_select.emit(what.clone())}>
                            { &item.name }
                        </button>
                    </li>
                }
            }) }
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_to_the_nearest() {
        let at = |id: i32, place| TreeItem { what: Selection::Node(id), name: String::new(), place };
        let items = [at(1, (0, 0)), at(2, (0, 2)), at(3, (1, 0)), at(4, (1, 1)), at(5, (2, 3))];
        let go = |from: i32, down, right| neighbour(&items, &Selection::Node(from), down, right);
        assert_eq!(go(2, 1, 0), Some(Selection::Node(4)));
        assert_eq!(go(1, 0, 1), Some(Selection::Node(2)));
        assert_eq!(go(3, -1, 0), Some(Selection::Node(1)));
        assert_eq!(go(5, 0, 1), None);
    }
}
