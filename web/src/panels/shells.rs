//! The shells of the terminal as tabs, and the button that opens another.

use yew::{Callback, Html, Properties, classes, component, html};

use crate::panels::Typed;
use crate::ui::Button;
use crate::words;

/// Letters of a shell's name that are shown.
const NAME_LETTERS: usize = 22;

/// A shell as its tab shows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShellTab {
    pub(crate) number: u32,
    pub(crate) name: String,
    pub(crate) news: bool,
}

/// Props of [`Shells`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// All shells.
    pub(crate) shells: Vec<ShellTab>,
    /// Index of the one that is shown.
    pub(crate) at: usize,
    /// Another is to be shown, or opened.
    pub(crate) on_typed: Callback<Typed>,
}

/// The shells.
#[component]
pub(crate) fn Shells(props: &Props) -> Html {
    html! {
        <div class="shells" role="group" aria-label={words::SHELLS.text()}>
            { for props.shells.iter().enumerate().map(|(at, shell)| tab(props, at, shell)) }
            <Button name={words::NEW_SHELL.text()} class={classes!("quiet", "tiny")} on_press={props.on_typed.reform(|_| Typed::NewShell)}>
                { "+" }
            </Button>
        </div>
    }
}

fn tab(props: &Props, at: usize, shell: &ShellTab) -> Html {
    let shown = at == props.at;
    let name =
        if shell.news { format!("{}, {}", shell.name, words::NEWS.text()) } else { shell.name.clone() };
    html! {
        <button key={shell.number} type="button" class={classes!("shelltab", shell.news.then_some("news"))} title={name.clone()}
            aria-label={name} aria-pressed={if shown { "true" } else { "false" }}
            onclick={props.on_typed.reform(move |_| Typed::Shell(at))}>
            { words::fit(&shell.name, NAME_LETTERS) }
        </button>
    }
}
