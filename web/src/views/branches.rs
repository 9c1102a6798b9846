//! Any two branches on the same clock, side by side, and what differs between them.

mod differing;

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, KeyboardEvent, Properties, TargetCast, classes, component, html};

use crate::session::{Branch, Difference, Side};
use crate::stage::{Scene, Score};
use crate::ui::{Button, Icon, icon};
use crate::words;

use differing::Differing;

/// What stands side by side.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pair {
    /// At the left and at the right.
    pub(crate) sheets: [Sheet; 2],
    pub(crate) differences: Vec<Difference>,
}

/// One of two branches.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) letter: String,
    pub(crate) side: Side,
    pub(crate) scene: Rc<Scene>,
    pub(crate) summary: String,
    /// Whether it is still on its way to this moment.
    pub(crate) behind: bool,
}

/// Props of [`Branches`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Letter of the branch that is played.
    pub(crate) current: String,
    /// The others.
    pub(crate) branches: Vec<Branch>,
    /// Both moments.
    pub(crate) pair: Option<Rc<Pair>>,
    /// A branch is to be compared.
    pub(crate) on_compare: Callback<usize>,
    /// A branch is to take a place: 0 at the left, 1 at the right.
    pub(crate) on_put: Callback<(usize, Side)>,
    /// What stands side by side is to be closed.
    pub(crate) on_part: Callback<()>,
    /// A branch is to be continued.
    pub(crate) on_continue: Callback<usize>,
}

/// Two branches.
#[component]
pub(crate) fn Branches(props: &Props) -> Html {
    let stands =
        |side| props.pair.as_ref().is_some_and(|pair| pair.sheets.iter().any(|sheet| sheet.side == side));
    let branch = |(at, branch): (usize, &Branch)| {
        let chosen = stands(Side::Kept(at));
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

/// Both stages and what differs; Escape closes them from wherever in them the focus is.
fn both(props: &Props, pair: &Rc<Pair>) -> Html {
    let on_key = props.on_part.clone();
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            on_key.emit(());
        }
    });
    let [left, right] = &pair.sheets;
    html! {
        <div class="compared" onkeydown={on_key}>
            <div class="beside">
                <span>{ words::side_by_side(&left.letter, &right.letter) }</span>
                <Button name={words::CLOSE_COMPARISON.text()} key_hint="Esc" class={classes!("quiet", "icon")} on_press={props.on_part.reform(|_| ())}>
                    { icon(Icon::Close) }
                </Button>
            </div>
            <div class="twostages" tabindex="0" role="region" aria-label={words::STAGE.text()}>
                { for pair.sheets.iter().enumerate().map(|(place, sheet)| stage(props, place, sheet)) }
            </div>
            <div class="differences" tabindex="0" role="region" aria-label={words::DIFFERS.text()}>
                <Differing pair={pair.clone()} />
            </div>
        </div>
    }
}

/// One of both stages, and the choice of what stands there.
fn stage(props: &Props, place: usize, sheet: &Sheet) -> Html {
    let present = sheet.side == Side::Present;
    let when = match (sheet.behind, present) {
        (true, _) => words::ON_ITS_WAY,
        (false, true) => words::THIS_BRANCH,
        (false, false) => words::AT_THE_SAME_TIME,
    };
    html! {
        <section key={place} aria-label={words::branch(&sheet.letter)}>
            <h2><b class={classes!("letter", present.then_some("full"))}>{ &sheet.letter }</b>{ " " }{ when.text() }</h2>
            { choice(props, place, sheet) }
            <Score scene={sheet.scene.clone()} summary={sheet.summary.clone()} />
        </section>
    }
}

/// All branches, for one of both places; the present one first.
fn choice(props: &Props, place: usize, sheet: &Sheet) -> Html {
    let name = if place == 0 { words::LEFT_BRANCH } else { words::RIGHT_BRANCH };
    let on_choose = props.on_put.reform(move |event: Event| {
        let field: Option<HtmlSelectElement> = event.target_dyn_into();
        let number = field.and_then(|field| usize::try_from(field.selected_index()).ok()).unwrap_or(0);
        (place, number.checked_sub(1).map_or(Side::Present, Side::Kept))
    });
    let option = |side: Side, letter: &str, told: String| {
        html! { <option key={letter.to_owned()} selected={sheet.side == side}>{ format!("{letter}: {told}") }</option> }
    };
    html! {
        <select class="branchside" aria-label={name.text()} onchange={on_choose}>
            { option(Side::Present, &props.current, words::THIS_BRANCH.text().into()) }
            { for props.branches.iter().enumerate().map(|(at, branch)| option(Side::Kept(at), &branch.name, told(branch))) }
        </select>
    }
}
