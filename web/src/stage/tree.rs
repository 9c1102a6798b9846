//! The stage in words: headings, lists and tables of everything on it, for screen readers and the keyboard. One of its buttons
//! at a time is in the order of Tab; arrows go on from there.

mod outline;

use std::rc::Rc;

use web_sys::Element;
use yew::{Callback, FocusEvent, Html, Properties, TargetCast, component, html};

use crate::session::Selection;
use crate::words;

pub use outline::outline;

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

/// A part of the stage: what stands under one heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// What the heading says, where it is not the name of one thing.
    pub title: String,
    /// The thing that the heading names.
    pub head: Option<TreeItem>,
    /// What belongs to it.
    pub items: Vec<TreeItem>,
    /// Its partitions, a row each.
    pub partitions: Vec<[String; PARTITION_COLUMNS]>,
    /// What there is besides and is not listed.
    pub more: Option<String>,
}

/// Columns of the table of a topic.
pub const PARTITION_COLUMNS: usize = 8;

/// Everything that arrows come to, in its order.
pub fn walkable(sections: &[Section]) -> impl Iterator<Item = &TreeItem> {
    sections.iter().flat_map(|section| section.head.iter().chain(&section.items))
}

/// Where an arrow leads from a place: the nearest thing in that direction.
pub fn neighbour(sections: &[Section], from: &Selection, down: i32, right: i32) -> Option<Selection> {
    let here = walkable(sections).find(|item| item.what == *from)?;
    let (row, column) = here.place;
    let candidates = walkable(sections).filter(|item| match (down, right) {
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
    pub sections: Rc<Vec<Section>>,
    /// What is selected.
    pub selected: Option<Selection>,
    /// What was selected last: Tab comes back to it.
    #[prop_or_default]
    pub stood: Option<Selection>,
    /// Something was chosen.
    pub on_select: Callback<Selection>,
    /// The keyboard is on something, or on nothing any more.
    #[prop_or_default]
    pub on_touch: Callback<Option<Selection>>,
}

/// Everything on the stage.
#[component]
pub fn Tree(props: &Props) -> Html {
    let known = |what: &&Selection| walkable(&props.sections).any(|item| item.what == **what);
    let current = props.selected.as_ref().filter(known).or(props.stood.as_ref().filter(known)).or(walkable(
        &props.sections,
    )
    .next()
    .map(|item| &item.what));
    let button = |item: &TreeItem| {
        let what = item.what.clone();
        let on_select = props.on_select.clone();
        let on_focus = {
            let what = what.clone();
            props.on_touch.reform(move |event: FocusEvent| is_by_keyboard(&event).then(|| what.clone()))
        };
        let tab = if current == Some(&item.what) { "0" } else { "-1" };
        let pressed = if props.selected.as_ref() == Some(&item.what) { "true" } else { "false" };
        html! {
            <button type="button" tabindex={tab} aria-pressed={pressed} data-place={format!("{}.{}", item.place.0, item.place.1)}
                onfocusin={on_focus} onfocusout={props.on_touch.reform(|_: FocusEvent| None)} onclick={move |_| on_select.emit(what.clone())}>
                { &item.name }
            </button>
        }
    };
    html! {
        <section class="tree vh" aria-label={words::STAGE_IN_WORDS.text()}>
            <h2>{ words::STAGE_IN_WORDS.text() }</h2>
            { for props.sections.iter().map(|section| html! {
                <div key={key(section)}>
                    <h3>{ section.head.as_ref().map_or_else(|| html! { &section.title }, button) }</h3>
                    if !section.partitions.is_empty() { { table(section) } }
                    if !section.items.is_empty() {
                        <ul>{ for section.items.iter().map(|item| html! { <li key={format!("{:?}", item.what)}>{ button(item) }</li> }) }</ul>
                    }
                    if let Some(more) = &section.more { <p>{ more }</p> }
                </div>
            }) }
        </section>
    }
}

/// Whether the focus came in a way that shows it: a pointer that closes something gives it back too, and is not on it.
fn is_by_keyboard(event: &FocusEvent) -> bool {
    let target = event.target_dyn_into::<Element>();
    target.is_some_and(|target| target.matches(":focus-visible").unwrap_or(true))
}

/// What a section is known by from one moment to the next: its title may count.
fn key(section: &Section) -> String {
    match (&section.head, section.items.first()) {
        (Some(head), _) => format!("{:?}", head.what),
        (None, Some(item)) => format!("{:?}", std::mem::discriminant(&item.what)),
        (None, None) => section.title.clone(),
    }
}

fn table(section: &Section) -> Html {
    html! {
        <table>
            <caption>{ &section.title }</caption>
            <thead><tr>{ for words::partition_columns().into_iter().map(|column| html! { <th scope="col">{ column }</th> }) }</tr></thead>
            <tbody>
                { for section.partitions.iter().map(|[first, rest @ ..]| html! {
                    <tr key={first.clone()}><th scope="row">{ first }</th>{ for rest.iter().map(|cell| html! { <td>{ cell }</td> }) }</tr>
                }) }
            </tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_to_the_nearest() {
        let at = |id: i32, place| TreeItem { what: Selection::Node(id), name: String::new(), place };
        let items = vec![at(2, (0, 2)), at(3, (1, 0)), at(4, (1, 1)), at(5, (2, 3))];
        let all = [Section { head: Some(at(1, (0, 0))), items, ..Section::default() }];
        let go = |from: i32, down, right| neighbour(&all, &Selection::Node(from), down, right);
        assert_eq!(go(2, 1, 0), Some(Selection::Node(4)));
        assert_eq!(go(1, 0, 1), Some(Selection::Node(2)));
        assert_eq!(go(3, -1, 0), Some(Selection::Node(1)));
        assert_eq!(go(5, 0, 1), None);
    }
}
