//! The tables: what a Kafka UI lists, of this very moment.

mod build;
mod configs;
mod topics;

use std::rc::Rc;

use yew::{Callback, Html, Properties, classes, component, html, use_state};

use crate::session::Selection;
use crate::ui::Button;
use crate::views::table::{Table, TableData};
use crate::words;

pub use build::tables;
pub use configs::{all_configs, configured, set_configs};

/// Props of [`Tables`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Partitions, groups, brokers, quorum, topics.
    pub(crate) tables: Rc<Vec<Rc<TableData>>>,
    /// Configs that are set, and all of one topic, broker or group.
    pub(crate) configs: (Rc<TableData>, Rc<TableData>),
    /// What is selected.
    pub(crate) selected: Option<Selection>,
    /// A row was chosen.
    pub(crate) on_select: Callback<Selection>,
}

/// The tables.
#[component]
pub(crate) fn Tables(props: &Props) -> Html {
    let all = use_state(|| false);
    let table = |at: usize| match props.tables.get(at) {
        Some(table) => html! {
            <Table table={table.clone()} selected={props.selected.clone()} on_select={props.on_select.clone()} />
        },
        None => Html::default(),
    };
    let configs = if *all { props.configs.1.clone() } else { props.configs.0.clone() };
    let on_all = {
        let all = all.clone();
        Callback::from(move |_| all.set(!*all))
    };
    let tool = html! {
        <Button name={words::ALL_CONFIGS.text()} class={classes!("quiet")} pressed={Some(*all)} on_press={on_all}>{ words::ALL_CONFIGS.text() }</Button>
    };
    html! {
        <div class="tables" tabindex="0" role="region" aria-label={words::TABLES.text()}>
            { table(0) }
            { table(4) }
            <div class="pair">
                <div>{ table(1) }</div>
                <div>
                    { table(2) }
                    { table(3) }
                    <Table table={configs} selected={props.selected.clone()} on_select={props.on_select.clone()} {tool} />
                </div>
            </div>
        </div>
    }
}
