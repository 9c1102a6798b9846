//! The table of what two branches do not share, and what they do; long ones a piece at a time.

use std::rc::Rc;

use yew::{Callback, Html, MouseEvent, Properties, classes, component, html, use_state};

use super::Pair;
use crate::session::Difference;
use crate::words;

/// Rows that are shown at first, and with every further press.
const ROWS: usize = 60;

/// Props of [`Differing`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// Both branches.
    pub(super) pair: Rc<Pair>,
}

/// What two branches do not share first, then what they do.
#[component]
pub(super) fn Differing(props: &Props) -> Html {
    let shown = use_state(|| ROWS);
    let all = &props.pair.differences;
    let hidden = all.len().saturating_sub(*shown);
    let on_more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + ROWS))
    };
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <table class="tb differ">
                <thead><tr>
                    <th scope="col">{ words::DIFFERS.text() }</th>
                    { for props.pair.sheets.iter().map(|sheet| html! { <th scope="col">{ &sheet.letter }</th> }) }
                </tr></thead>
                <tbody>{ for all.iter().take(*shown).map(row) }</tbody>
            </table>
            if hidden > 0 {
                <p><button type="button" class="btn" onclick={on_more}>{ words::show_more_rows(hidden) }</button></p>
            }
        </>
    }
}

fn row(row: &Difference) -> Html {
    let (sign, name) =
        if row.differs() { ("≠", words::DIFFERENT.text()) } else { ("=", words::SAME.text()) };
    html! {
        <tr key={row.what.clone()} class={classes!(row.differs().then_some("hi"))}>
            <td><span class="ne" role="img" aria-label={name}>{ sign }</span>{ &row.what }</td>
            <td>{ &row.a }</td>
            <td>{ &row.b }</td>
        </tr>
    }
}
