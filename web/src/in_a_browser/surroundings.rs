//! What the page asks of the document: its language, the size of the score, the focus, whether keys are typed.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::{document, put};
use crate::browser;
use crate::words::Language;

#[wasm_bindgen_test]
fn the_document_says_which_language_is_spoken() {
    let root = document().document_element().expect("a document");
    for (tag, language) in [("de", Language::German), ("en", Language::English), ("tlh", Language::default())]
    {
        root.set_attribute("lang", tag).expect("an attribute");
        assert_eq!(browser::language(), language, "{tag}");
    }
    browser::speak(Language::German);
    assert_eq!(root.get_attribute("lang").as_deref(), Some("de"));
    assert!(!document().title().is_empty());
}

#[wasm_bindgen_test]
fn the_size_of_the_score_is_read_where_it_stands_and_kept_in_bounds() {
    let element: HtmlElement = put("div").unchecked_into();
    for (said, percent) in
        [("1.28", 128), ("", 100), ("large", 100), ("0.1", 50), ("900", 300), ("1e999", 100)]
    {
        element.style().set_property("--score", said).expect("a style");
        assert_eq!(browser::score_percent(&element), percent, "{said}");
    }
}

#[wasm_bindgen_test]
fn the_page_as_a_whole_has_no_focus_and_a_button_has() {
    assert!(browser::focused().is_none());
    let button: HtmlElement = put("button").unchecked_into();
    button.focus().expect("the focus");
    assert!(browser::focused().is_some_and(|focused| focused.is_same_node(Some(&button))));
    button.remove();
    assert!(browser::focused().is_none(), "what is gone has it no longer");
}

#[wasm_bindgen_test]
fn keys_are_typed_in_fields_alone() {
    for (kind, typed) in
        [("input", true), ("textarea", true), ("select", true), ("button", false), ("div", false)]
    {
        assert_eq!(browser::typing_in(Some(put(kind).unchecked_into())), typed, "{kind}");
    }
    assert!(!browser::typing_in(None));
}

#[wasm_bindgen_test]
fn a_dialog_has_the_page_to_itself_while_it_is_open() {
    let dialog: web_sys::HtmlDialogElement = put("dialog").unchecked_into();
    assert!(!browser::asks());
    dialog.show_modal().expect("a dialog");
    assert!(browser::asks());
    dialog.close();
    assert!(!browser::asks());
}
