//! `window.partita`: what authors and tests may ask and do from JavaScript.
//!
//! `language()` is the tag of the language of the page, `"en"` or `"de"`; `language("de")` changes it, as the page's switch does.
//! An address may ask for one with `?lang=de`. Sentences (`events`, what `run` answers) are in that language.
//! What `view` tells is for programs: its words are the English ones, whatever the page speaks.

mod facts;
mod seeking;

use js_sys::{Object, Reflect};
use partita_view::{Done, Micros};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use yew::Callback;

use crate::app::Shared;
use crate::browser;
use crate::session::Selection;
use crate::words::{self, Language, in_language, language};
use seeking::Seeking;

/// The name of the interface.
const NAME: &str = "partita";

/// The interface, as long as the page lives.
pub(crate) struct Api {
    session: Shared,
    seeking: Seeking,
    _functions: Vec<JsFunction>,
}

/// A function that JavaScript may call, with one argument or none.
type JsFunction = Closure<dyn FnMut(JsValue) -> JsValue>;

/// What such a function does with the session.
type Call = Box<dyn FnMut(&Shared, JsValue) -> JsValue>;

/// What became of a command.
#[derive(Serialize)]
struct Answer {
    ok: bool,
    /// The tool that was started.
    tool: Option<String>,
    /// The lines that answer.
    lines: Vec<String>,
    /// What is wrong.
    error: Option<String>,
    /// The word that is wrong: from and to, in bytes.
    word: Option<(u32, u32)>,
}

impl Api {
    /// Puts `window.partita` in place. `on_change` is told whenever something was done.
    pub(crate) fn publish(session: Shared, on_change: Callback<()>) -> Self {
        let seeking = Seeking::default();
        let published =
            |functions| Self { session: session.clone(), seeking: seeking.clone(), _functions: functions };
        let Some(window) = web_sys::window() else { return published(Vec::new()) };
        let api = Object::new();
        let mut functions = Vec::new();
        let mut add = |name: &str, mut call: Call| {
            let (session, on_change, seeking) = (session.clone(), on_change.clone(), seeking.clone());
            let function = JsFunction::new(move |argument| {
                seeking.hurry(&session);
                let answer = call(&session, argument);
                on_change.emit(());
                answer
            });
            let _ = Reflect::set(&api, &name.into(), function.as_ref());
            functions.push(function);
        };
        add("run", Box::new(|session, line| run(session, &line.as_string().unwrap_or_default())));
        add(
            "open",
            Box::new(|session, story| {
                let opened = session.open(&story.as_string().unwrap_or_default());
                opened.map_or_else(|error| error.into(), |()| JsValue::UNDEFINED)
            }),
        );
        add(
            "select",
            Box::new(|session, what| {
                let what = Selection::from_words(&what.as_string().unwrap_or_default());
                let found = what.is_some();
                session.0.borrow_mut().select(what);
                found.into()
            }),
        );
        let to = seeking.clone();
        add("seek", Box::new(move |session, at| to.seek(session, micros(&at))));
        let on = seeking.clone();
        add(
            "advance",
            Box::new(move |session, by| {
                let at = session.0.borrow().now().saturating_add(micros(&by));
                session.0.borrow_mut().playback.pause();
                on.seek(session, at)
            }),
        );
        add(
            "view",
            Box::new(|session, _| {
                // What a program reads is called the same in every language; sentences are for people (`events`).
                to_js(&in_language(Language::English, || facts::facts(&session.0.borrow())))
            }),
        );
        add(
            "events",
            Box::new(|session, from| {
                let from = usize::try_from(micros(&from)).unwrap_or(0);
                to_js(&facts::sentences(&session.0.borrow(), from))
            }),
        );
        add(
            "language",
            Box::new(|_, tag| {
                let asked = tag.as_string().and_then(|tag| Language::from_tag(&tag));
                asked.into_iter().for_each(browser::speak);
                language().tag().into()
            }),
        );
        add("terminal", Box::new(|session, _| to_js(&facts::terminal(&session.0.borrow()))));
        add("step", Box::new(|session, _| session.0.borrow_mut().step().into()));
        add(
            "play",
            Box::new(|session, _| {
                session.0.borrow_mut().playback.play();
                JsValue::UNDEFINED
            }),
        );
        add(
            "pause",
            Box::new(|session, _| {
                session.0.borrow_mut().playback.pause();
                JsValue::UNDEFINED
            }),
        );
        add("story", Box::new(|session, _| session.0.borrow().story().into()));
        add("memory", Box::new(|_, _| JsValue::from_f64(memory())));
        add("digest", Box::new(|session, _| format!("{:016x}", session.0.borrow().engine().digest()).into()));
        let _ = Reflect::set(&window, &NAME.into(), &api);
        published(functions)
    }

    /// The page has gone on: promises of moments that have come are kept.
    pub(crate) fn arrived(&self) {
        self.seeking.arrived(&self.session);
    }
}

/// Microseconds in a JavaScript number; nonsense is 0.
fn micros(number: &JsValue) -> Micros {
    number.as_f64().map_or(0, whole)
}

/// Bytes of memory that the page's program has taken.
fn memory() -> f64 {
    #[cfg(target_arch = "wasm32")]
    return core::arch::wasm32::memory_size::<0>() as f64 * 65_536.0;
    #[cfg(not(target_arch = "wasm32"))]
    0.0
}

fn whole(number: f64) -> Micros {
    if number.is_finite() && number > 0.0 { number as u64 } else { 0 }
}

fn run(session: &Shared, line: &str) -> JsValue {
    let mut answer = Answer { ok: true, tool: None, lines: Vec::new(), error: None, word: None };
    match session.0.borrow_mut().run(line) {
        Ok(Done::Commanded) => {}
        Ok(Done::Tool(tool)) => answer.tool = Some(tool),
        Ok(Done::Answer(lines)) => answer.lines = lines.iter().map(|line| words::answered(line)).collect(),
        Err(error) => {
            answer.ok = false;
            answer.error = Some(words::refused(&error.message));
            answer.word = Some(error.word);
        }
    }
    to_js(&answer)
}

/// Plain objects, numbers and arrays, as JSON would give.
fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_a_script_is_a_moment() {
        let nonsense = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, -0.0];
        assert_eq!(nonsense.map(whole), [0; 5]);
        assert_eq!([0.9, 1.5, 1e15, 1e300].map(whole), [0, 1, 1_000_000_000_000_000, Micros::MAX]);
    }
}
