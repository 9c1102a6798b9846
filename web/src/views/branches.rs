//! Two branches on the same clock, side by side, and what differs between them.

use std::rc::Rc;

use yew::{Callback, Html, Properties, classes, component, html};

use crate::session::{Branch, Difference};
use crate::stage::{Scene, Score};
use crate::words;

/// Rows of the comparison that are shown.
const ROWS_MAX: usize = 60;

/// What stands beside each other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    pub(crate) scenes: (Rc<Scene>, Rc<Scene>),
    pub(crate) summaries: (String, String),
    pub(crate) differences: Vec<Difference>,
    /// Whether the other one is still on its way to this moment.
    pub(crate) behind: bool,
}

/// Props of [`Branches`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Letter of the branch that is played.
    pub(crate) current: String,
    /// The others.
    pub(crate) branches: Vec<Branch>,
    /// The one that is compared.
    pub(crate) compared: Option<usize>,
    /// Both moments.
    pub(crate) pair: Option<Rc<Pair>>,
    /// A branch is to be compared.
    pub(crate) on_compare: Callback<usize>,
    /// A branch is to be continued.
    pub(crate) on_continue: Callback<usize>,
}

/// Two branches.
#[component]
pub(crate) fn Branches(props: &Props) -> Html {
    let branch = |(at, branch): (usize, &Branch)| {
        let chosen = props.compared == Some(at);
        html! {
            <li key={branch.name.clone()} class={classes!(chosen.then_some("chosen"))}>
                <b class="letter">{ &branch.name }</b>
                <span>{ told(branch) }</span>
                <button type="button" class="btn" aria-pressed={if chosen { "true" } else { "false" }} onclick={props.on_compare.reform(move |_| at)}>
                    { words::COMPARE.text() }
                </button>
                <button type="button" class="btn" onclick={props.on_continue.reform(move |_| at)}>{ words::CONTINUE_HERE.text() }</button>
            </li>
        }
    };
    html! {
        <div class="branches" tabindex="0" role="region" aria-label={words::BRANCHES.text()}>
            <ol class="branchlist">
                <li><b class="letter full">{ &props.current }</b><span>{ words::THIS_BRANCH.text() }</span></li>
                { for props.branches.iter().enumerate().map(branch) }
            </ol>
            if let Some(pair) = &props.pair { { both(props, pair) } }
        </div>
    }
}

fn told(branch: &Branch) -> String {
    if branch.another {
        words::branch_of_story(&branch.without, branch.end)
    } else {
        words::branch_without(&branch.without, branch.parted, branch.end)
    }
}

fn both(props: &Props, pair: &Pair) -> Html {
    let other = props.compared.and_then(|at| props.branches.get(at)).map_or("", |branch| &branch.name);
    let same = pair.differences.iter().filter(|row| !row.differs());
    html! {
        <>
            <div class="twostages" tabindex="0" role="region" aria-label={words::STAGE.text()}>
                <section aria-label={words::branch(&props.current)}>
                    <h2><b class="letter full">{ &props.current }</b>{ words::THIS_BRANCH.text() }</h2>
                    <Score scene={pair.scenes.0.clone()} summary={pair.summaries.0.clone()} />
                </section>
                <section aria-label={words::branch(other)}>
                    <h2><b class="letter">{ other }</b>{ if pair.behind { words::ON_ITS_WAY.text() } else { words::AT_THE_SAME_TIME.text() } }</h2>
                    <Score scene={pair.scenes.1.clone()} summary={pair.summaries.1.clone()} />
                </section>
            </div>
            <div class="differences" tabindex="0" role="region" aria-label={words::DIFFERS.text()}>
                { table(props, other, pair.differences.iter().filter(|row| row.differs()).chain(same).take(ROWS_MAX)) }
                if pair.differences.len() > ROWS_MAX { <p class="muted">{ words::more_rows(pair.differences.len() - ROWS_MAX) }</p> }
            </div>
        </>
    }
}

/// Rows of the comparison; none where there are none.
fn table<'a>(props: &Props, other: &str, rows: impl Iterator<Item = &'a Difference>) -> Html {
    let rows: Vec<Html> = rows.map(row).collect();
    if rows.is_empty() {
        return Html::default();
    }
    html! {
        <table class="tb differ">
            <thead><tr>
                <th scope="col">{ words::DIFFERS.text() }</th>
                <th scope="col">{ &props.current }</th>
                <th scope="col">{ other.to_owned() }</th>
            </tr></thead>
            <tbody>{ rows }</tbody>
        </table>
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
