//! The run as a text: what replays it, to copy, to change, to run, and to hand on: as a link, as a file, as a picture.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::{
    Callback, Event, Html, MouseEvent, Properties, TargetCast, component, html, use_node_ref, use_state,
};

use crate::app::Keep;
use crate::keeping::{self, Outline};
use crate::words::{self, Text};
use crate::{boot, doors};

/// Props of [`Story`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The text.
    pub(crate) story: String,
    /// What is wrong with the text that was to be run.
    pub(crate) error: Option<String>,
    /// A text is to be run.
    pub(crate) on_open: Callback<String>,
    /// A file is to be read.
    pub(crate) on_file: Callback<web_sys::File>,
    /// Something is to be handed out.
    pub(crate) on_keep: Callback<Keep>,
}

/// A link that was made, and whether the browser put it on its clipboard; or why there is none.
type Link = Result<(String, bool), String>;

/// What can be handed out.
const KEEPS: [(Keep, Text); 5] = [
    (Keep::Story, words::SAVE_STORY),
    (Keep::Log, words::SAVE_LOG),
    (Keep::Svg, words::SAVE_SVG),
    (Keep::Png, words::SAVE_PNG),
    (Keep::Paper, words::PRINT),
];

/// The story.
#[component]
pub(crate) fn Story(props: &Props) -> Html {
    let field = use_node_ref();
    let copied = use_state(|| None::<bool>);
    let link = use_state(|| None::<Link>);
    let text = {
        let field = field.clone();
        move || field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default()
    };
    let on_run = {
        let (text, on_open) = (text.clone(), props.on_open.clone());
        Callback::from(move |_: MouseEvent| on_open.emit(text()))
    };
    let on_link = {
        let (text, link) = (text.clone(), link.clone());
        Callback::from(move |_: MouseEvent| {
            let link = link.clone();
            match link_to(&text()) {
                Err(why) => link.set(Some(Err(why))),
                Ok(address) => {
                    let kept = address.clone();
                    boot::copy(&address, move |copied| link.set(Some(Ok((kept, copied)))));
                }
            }
        })
    };
    let on_copy = {
        let copied = copied.clone();
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            boot::copy(&text(), move |done| copied.set(Some(done)));
        })
    };
    let on_file = props.on_file.clone();
    let on_chosen = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_file.emit(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    });
    html! {
        <div class="story">
            <textarea ref={field} aria-label={words::STORY_TEXT.text()} spellcheck="false" defaultvalue={props.story.clone()} />
            <div class="acts">
                <button type="button" class="btn" onclick={on_run}>{ words::RUN_STORY.text() }</button>
                <button type="button" class="btn" onclick={on_copy}>{ copied.map_or(words::COPY.text(), words::copied) }</button>
                <button type="button" class="btn" onclick={on_link}>{ words::COPY_LINK.text() }</button>
                <label class="btn file">
                    { words::OPEN_FILE.text() }
                    <input type="file" class="vh" accept=".story,.txt,text/plain" onchange={on_chosen} />
                </label>
                <span class="gap"></span>
                { for KEEPS.iter().map(|(keep, name)| {
                    let keep = *keep;
                    html! { <button type="button" class="btn" onclick={props.on_keep.reform(move |_| keep)}>{ name.text() }</button> }
                }) }
                if !doors::has_storage() { <span class="muted" role="note">{ words::NOT_KEPT.text() }</span> }
                if let Some(error) = &props.error { <span class="bad" role="alert">{ error }</span> }
                { made((*link).as_ref()) }
            </div>
        </div>
    }
}

/// Packs a text that is a story.
fn link_to(text: &str) -> Result<String, String> {
    Outline::of(text)?;
    let fragment = keeping::pack(text).map_err(|trouble| trouble.told())?;
    Ok(doors::address_with(&fragment))
}

fn made(link: Option<&Link>) -> Html {
    match link {
        None => Html::default(),
        Some(Err(why)) => html! { <span class="bad" role="alert">{ why }</span> },
        Some(Ok((address, copied))) => html! {
            <>
                <input class="link" readonly=true aria-label={words::LINK_FIELD.text()} value={address.clone()} />
                <span class="muted" role="status">{ words::link_made(address.len(), *copied) }</span>
            </>
        },
    }
}
