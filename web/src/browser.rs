//! What the page asks of the browser. Everything may be missing: a sandboxed frame has no storage, an old browser no
//! observer. Nothing here panics.

use web_sys::{Element, HtmlElement, Storage};

use crate::session::Detail;
use crate::words::{self, Language};

/// Light, dark, or as the system is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// The next one in the round.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }

    /// Its word, which is also how it is kept.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of the last visit.
    pub(crate) fn kept() -> Self {
        let kept = storage().and_then(|storage| storage.get_item(THEME).ok()?);
        match kept.as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// Shows and keeps it.
    pub(crate) fn apply(self) {
        let Some(root) = root() else { return };
        let _ = match self {
            Self::Auto => root.remove_attribute("data-theme"),
            other => root.set_attribute("data-theme", other.word()),
        };
        if let Some(storage) = storage() {
            let _ = storage.set_item(THEME, self.word());
        }
    }
}

/// Where the theme is kept.
const THEME: &str = "partita.theme";

/// Where the language is kept; the boot module (`web/boot/texts.js`) reads it before there is any of us.
const LANGUAGE: &str = "partita.language";

/// The language that the boot module chose for the document, before the first word was shown.
pub(crate) fn language() -> Language {
    root().and_then(|root| Language::from_tag(&root.get_attribute("lang")?)).unwrap_or_default()
}

/// Says of the document which language it is in, and names it in that one.
pub(crate) fn keep_speaking() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", words::language().tag());
    }
    document.set_title(words::PAGE_TITLE.text());
}

/// The page is in another language from now on, and at the next visit.
pub(crate) fn speak(language: Language) {
    words::set_language(language);
    keep_speaking();
    if let Some(storage) = storage() {
        let _ = storage.set_item(LANGUAGE, language.tag());
    }
}

/// The switch of the language that is in use: the one among the keys, while they are shown.
pub(crate) fn language_switch() -> Option<HtmlElement> {
    use wasm_bindgen::JsCast;
    let find = |selector| root()?.query_selector(selector).ok()??.dyn_into().ok();
    find(".keymap .lang").or_else(|| find(".lang"))
}

/// Whether the window is a phone's: one column, as the stylesheet has it.
pub(crate) fn is_phone() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(max-width: 760px)").ok()?);
    query.is_some_and(|query| query.matches())
}

/// Where it is kept that letters and signs do nothing.
const LETTERS: &str = "partita.letter-keys";

/// Whether letters and signs do something on the page; unless they were switched off, they do.
pub(crate) fn letter_keys() -> bool {
    storage().and_then(|storage| storage.get_item(LETTERS).ok()?).is_none_or(|kept| kept != "off")
}

/// Keeps whether letters and signs do something.
pub(crate) fn keep_letter_keys(on: bool) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(LETTERS, if on { "on" } else { "off" });
    }
}

/// Where it is kept how much a screen reader is told.
const NARRATION: &str = "partita.narration";

/// How much a screen reader is told.
pub(crate) fn narration() -> Detail {
    let kept = storage().and_then(|storage| storage.get_item(NARRATION).ok()?);
    kept.and_then(|word| Detail::of_word(&word)).unwrap_or_default()
}

/// Keeps how much a screen reader is told.
pub(crate) fn keep_narration(detail: Detail) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(NARRATION, detail.word());
    }
}

/// Where it is kept that the hint at the map of keys was given.
const HINT: &str = "partita.hint";

/// Whether the hint at the map of keys is still to be given; from now on it is not.
pub(crate) fn take_hint() -> bool {
    let Some(storage) = storage() else { return true };
    let given = storage.get_item(HINT).ok().flatten().is_some();
    let _ = storage.set_item(HINT, "given");
    !given
}

/// Asking for the storage itself may throw.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// `--score` where an element stands, in percent.
pub(crate) fn score_percent(element: &Element) -> i32 {
    let read = || {
        let style = web_sys::window()?.get_computed_style(element).ok()??;
        // The browser's own: Rust's brings ten kilobytes of tables along.
        let score = js_sys::Number::parse_float(&style.get_property_value("--score").ok()?);
        Some(score).filter(|score| score.is_finite())
    };
    read().map_or(100, |score| (score * 100.0).round().clamp(50.0, 300.0) as i32)
}

/// Milliseconds since the page was opened.
pub(crate) fn clock_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Whether less motion is asked for.
pub(crate) fn reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether fingers are what one points with.
pub(crate) fn by_touch() -> bool {
    matches("(pointer: coarse)")
}

/// Whether the page is hidden: another tab is in front of it, or its window is minimised.
pub(crate) fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

fn matches(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|media| media.matches())
}

/// Whether keys belong to what has the focus: a field, or a button that Space presses.
pub(crate) fn typing_in(target: Option<web_sys::EventTarget>) -> bool {
    use wasm_bindgen::JsCast;
    let Some(element) = target.and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    matches!(&*element.tag_name().to_ascii_lowercase(), "input" | "textarea" | "select")
}

/// Whether a dialog has the page to itself.
pub(crate) fn asks() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document
        .is_some_and(|document| document.query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some()))
}

/// The tab of the view that is shown.
pub(crate) fn chosen_view() -> Option<HtmlElement> {
    use wasm_bindgen::JsCast;
    let document = web_sys::window()?.document()?;
    document.query_selector("[role=\"tab\"][aria-selected=\"true\"]").ok()??.dyn_into().ok()
}

/// What has the focus, unless that is the page as a whole: a part of a drawing may have it too.
pub(crate) fn focused() -> Option<Element> {
    let focused = web_sys::window()?.document()?.active_element()?;
    Some(focused).filter(|element| element.tag_name() != "BODY")
}

/// Gives an element the focus. Parts of drawings have the same method as what is HTML.
pub(crate) fn focus(element: &Element) {
    use wasm_bindgen::JsCast;
    let _ = element.unchecked_ref::<HtmlElement>().focus();
}
