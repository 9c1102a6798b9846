//! The terminal: lines, a prompt, history, Ctrl-C and Ctrl-D.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::{
    Callback, Html, InputEvent, KeyboardEvent, NodeRef, Properties, SubmitEvent, TargetCast, classes,
    component, html, use_effect_with, use_node_ref,
};

use crate::session::{Line, Voice};
use crate::words;

/// What can be done in the terminal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    /// The line is this now.
    Input(String),
    /// Letters that were typed before the field had the focus.
    Append(String),
    /// Enter.
    Enter,
    /// Up or down through the history.
    Walk(bool),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D on an empty line.
    End,
    /// Tab: complete the word.
    Complete,
    /// Leave the terminal.
    Leave,
    /// Show a shell.
    Shell(usize),
    /// Open another shell.
    NewShell,
    /// The shell before or after this one.
    Turn(bool),
}

/// Props of [`TerminalPanel`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// All lines.
    pub(crate) lines: Rc<Vec<Line>>,
    /// `$`, or `>` of a tool that reads.
    pub(crate) prompt: &'static str,
    /// The tool in the foreground.
    pub(crate) tool: Option<String>,
    /// The line that is being typed.
    pub(crate) input: String,
    /// Whether Tab would complete a word of it.
    pub(crate) completes: bool,
    /// The field, so that a key can lead there.
    pub(crate) field: NodeRef,
    /// Something was typed.
    pub(crate) on_typed: Callback<Typed>,
}

/// The terminal.
#[component]
pub(crate) fn TerminalPanel(props: &Props) -> Html {
    let end = use_node_ref();
    {
        let end = end.clone();
        use_effect_with(props.lines.clone(), move |_| {
            if let Some(end) = end.cast::<web_sys::Element>() {
                end.set_scroll_top(end.scroll_height());
            }
        });
    }
    let on_input = props.on_typed.reform(|event: InputEvent| {
        Typed::Input(
            event.target_dyn_into::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default(),
        )
    });
    let on_submit = props.on_typed.reform(|event: SubmitEvent| {
        event.prevent_default();
        Typed::Enter
    });
    let on_key = {
        let on_typed = props.on_typed.clone();
        let empty = props.input.is_empty();
        let completes = props.completes;
        Callback::from(move |event: KeyboardEvent| {
            event.stop_propagation();
            if let Some(typed) = key(&event, empty, completes) {
                event.prevent_default();
                on_typed.emit(typed);
            }
        })
    };
    let name = match &props.tool {
        Some(tool) => words::line_for(tool),
        None => words::COMMAND.text().into(),
    };
    html! {
        <div class="terminal">
            <pre class="lines" ref={end} tabindex="0" role="log" aria-label={words::TERMINAL_OUTPUT.text()}>
                { lines(&props.lines) }
            </pre>
            <form class="prompt" onsubmit={on_submit}>
                <span aria-hidden="true">{ props.prompt }</span>
                <input ref={props.field.clone()} aria-label={name} value={props.input.clone()} oninput={on_input} onkeydown={on_key}
                    autocomplete="off" autocapitalize="off" spellcheck="false" placeholder={hint(props)} enterkeyhint="send" />
                if props.tool.is_some() {
                    <button type="button" class="btn quiet" onclick={props.on_typed.reform(|_| Typed::Interrupt)}>{ words::CTRL_C.text() }</button>
                }
            </form>
        </div>
    }
}

fn hint(props: &Props) -> String {
    match &props.tool {
        None => words::TERMINAL_HINT.text().into(),
        Some(tool) if props.prompt.is_empty() => words::runs(tool),
        Some(_) => String::new(),
    }
}

fn key(event: &KeyboardEvent, empty: bool, completes: bool) -> Option<Typed> {
    match (&*event.key(), event.ctrl_key()) {
        ("ArrowUp", _) if event.alt_key() => Some(Typed::Turn(false)),
        ("ArrowDown", _) if event.alt_key() => Some(Typed::Turn(true)),
        ("ArrowUp", _) => Some(Typed::Walk(true)),
        ("ArrowDown", _) => Some(Typed::Walk(false)),
        ("c", true) => Some(Typed::Interrupt),
        ("d", true) if empty => Some(Typed::End),
        // Tab completes a word; where there is nothing to complete, it goes on as everywhere.
        ("Tab", _) if !event.shift_key() && completes => Some(Typed::Complete),
        ("Escape", _) => Some(Typed::Leave),
        _ => None,
    }
}

/// Lines, each beginning with its tool where another tool spoke before.
fn lines(lines: &[Line]) -> Html {
    let mut last: Option<&String> = None;
    let mut drawn = Vec::new();
    for line in lines {
        let class = match line.voice {
            Voice::Command => "in",
            Voice::Typed => "typed",
            Voice::Out => "out",
            Voice::Err => "err",
            Voice::Note => "note",
        };
        let before = match line.voice {
            Voice::Command => "$ ",
            Voice::Typed => "> ",
            _ => "",
        };
        let other = line.tool.as_ref() != last && line.voice != Voice::Command && line.tool.is_some();
        html_line(&mut drawn, other.then_some(line.tool.as_ref()).flatten(), class, before, &line.text);
        last = line.tool.as_ref();
    }
    drawn.into_iter().collect()
}

fn html_line(
    drawn: &mut Vec<Html>,
    tool: Option<&String>,
    class: &'static str,
    before: &'static str,
    text: &str,
) {
    if let Some(tool) = tool {
        drawn.push(html! { <span class="tool">{ words::from_tool(tool) }{ "\n" }</span> });
    }
    drawn.push(html! { <span class={classes!(class)}>{ before }{ text.to_owned() }{ "\n" }</span> });
}
