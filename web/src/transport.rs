//! Play, pause, step, speed, and the clock.

mod goto;

use partita_view::Micros;
use yew::{Callback, Html, Properties, classes, component, html};

use crate::keys::Action;
use crate::session::RATES;
use crate::ui::{Button, Icon, icon};
use crate::words;

use goto::GoTo;

/// Props of [`Transport`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Whether time runs.
    pub(crate) playing: bool,
    /// Index of the speed.
    pub(crate) rate: usize,
    /// Now.
    pub(crate) now: Micros,
    /// Deliveries up to now.
    pub(crate) steps: u64,
    /// Whether there is a bookmark here.
    pub(crate) bookmarked: bool,
    /// Somebody wants to be at another moment.
    pub(crate) on_seek: Callback<Micros>,
    /// A button was pressed.
    pub(crate) on_action: Callback<Action>,
}

/// The transport.
#[component]
pub(crate) fn Transport(props: &Props) -> Html {
    let on = |action: Action| props.on_action.reform(move |_| action);
    let rate = RATES[props.rate.min(RATES.len() - 1)];
    let rate = words::rate(rate.story, rate.ours);
    let (play, play_icon) =
        if props.playing { (words::PAUSE.text(), Icon::Pause) } else { (words::PLAY.text(), Icon::Play) };
    html! {
        <div class="transport" role="group" aria-label={words::TIME.text()}>
            <Button name={words::PREVIOUS_MARK.text()} key_hint="[" class={classes!("quiet", "icon", "hide-s")} on_press={on(Action::PreviousMark)}>
                { icon(Icon::PreviousMark) }
            </Button>
            <Button name={words::PREVIOUS_EVENT.text()} key_hint="Shift Left" class={classes!("quiet", "icon", "hide-s")} on_press={on(Action::PreviousEvent)}>
                { icon(Icon::PreviousEvent) }
            </Button>
            <Button name={words::STEP_BACK.text()} key_hint="Left" class={classes!("icon")} on_press={on(Action::StepBack)}>
                { icon(Icon::StepBack) }
            </Button>
            <Button name={play} key_hint="Space" class={classes!("primary", "play")} on_press={on(Action::PlayPause)}>
                { icon(play_icon) }
            </Button>
            <Button name={words::STEP.text()} key_hint="Right" class={classes!("icon")} on_press={on(Action::Step)}>
                { icon(Icon::Step) }
            </Button>
            <Button name={words::NEXT_EVENT.text()} key_hint="Shift Right" class={classes!("quiet", "icon", "hide-s")} on_press={on(Action::NextEvent)}>
                { icon(Icon::NextEvent) }
            </Button>
            <Button name={words::NEXT_MARK.text()} key_hint="]" class={classes!("quiet", "icon", "hide-s")} on_press={on(Action::NextMark)}>
                { icon(Icon::NextMark) }
            </Button>
            <Button name={words::BOOKMARK.text()} key_hint="b" class={classes!("quiet", "icon", "hide-s")} pressed={Some(props.bookmarked)} on_press={on(Action::Bookmark)}>
                { icon(Icon::Bookmark) }
            </Button>
            <div class="speed">
                <Button name={words::SLOWER.text()} key_hint="-" class={classes!("quiet", "tiny")} on_press={on(Action::Slower)}>{ "−" }</Button>
                <span class="rate" title={words::SPEED.text()}>{ rate }</span>
                <Button name={words::FASTER.text()} key_hint="+" class={classes!("quiet", "tiny")} on_press={on(Action::Faster)}>{ "+" }</Button>
            </div>
            <div class="clock"><GoTo now={props.now} on_seek={props.on_seek.clone()} /><span>{ words::step_number(props.steps) }</span></div>
        </div>
    }
}
