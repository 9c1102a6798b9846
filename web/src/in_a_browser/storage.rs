//! Storage: what is kept, what does not fit, and a page that has none.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{without_room, without_storage};
use crate::browser::{Theme, keep_letter_keys, keep_narration, letter_keys, narration, take_hint};
use crate::doors::{self, Stored};
use crate::session::Detail;

#[wasm_bindgen_test]
fn a_session_is_kept_tried_and_forgotten() {
    assert!(doors::has_storage());
    assert_eq!(doors::kept_session(), None);
    let text = "partita session 1\n\u{202e}<img src=x> \u{0}";
    assert_eq!(doors::keep_session(text), Stored::Kept);
    assert_eq!(doors::kept_session(), Some((text.to_owned(), false)));
    doors::try_session(true);
    assert_eq!(
        doors::kept_session().map(|(_, tried)| tried),
        Some(true),
        "it was tried, and did not come to its end"
    );
    doors::try_session(false);
    assert_eq!(doors::kept_session().map(|(_, tried)| tried), Some(false));
    doors::forget_session();
    assert_eq!(doors::kept_session(), None);
}

#[wasm_bindgen_test]
fn what_is_larger_than_the_browser_gives_is_said_not_to_fit() {
    assert_eq!(doors::keep_session("small"), Stored::Kept);
    // Browsers give a tab some five million letters.
    assert_eq!(doors::keep_session(&"x".repeat(12_000_000)), Stored::NoRoom);
    assert_eq!(doors::kept_session(), Some(("small".to_owned(), false)), "what was there is still there");
}

#[wasm_bindgen_test]
fn without_room_a_theme_is_shown_all_the_same() {
    without_room();
    Theme::Dark.apply();
    keep_letter_keys(false);
    assert_eq!(doors::keep_session("x"), Stored::NoRoom);
    let root = super::document().document_element().expect("a document");
    assert_eq!(root.get_attribute("data-theme").as_deref(), Some("dark"));
    assert_eq!((Theme::kept(), letter_keys()), (Theme::Auto, true));
}

#[wasm_bindgen_test]
fn where_asking_for_it_throws_nothing_is_kept_and_nothing_breaks() {
    without_storage();
    assert!(!doors::has_storage());
    assert_eq!(doors::keep_session("x"), Stored::Nowhere);
    assert_eq!(doors::kept_session(), None);
    doors::try_session(true);
    doors::forget_session();
    Theme::Light.apply();
    keep_letter_keys(false);
    assert_eq!((Theme::kept(), letter_keys()), (Theme::Auto, true));
}

#[wasm_bindgen_test]
fn a_theme_and_the_letters_come_back_at_the_next_visit() {
    for theme in [Theme::Dark, Theme::Light, Theme::Auto] {
        theme.apply();
        assert_eq!(Theme::kept(), theme);
    }
    keep_letter_keys(false);
    assert!(!letter_keys());
    keep_letter_keys(true);
    assert!(letter_keys());
}

#[wasm_bindgen_test]
fn how_much_is_narrated_comes_back_and_the_hint_does_not() {
    assert_eq!(narration(), Detail::Meaning);
    keep_narration(Detail::Losses);
    assert_eq!(narration(), Detail::Losses);
    assert_eq!([take_hint(), take_hint()], [true, false]);
}

#[wasm_bindgen_test]
fn without_storage_as_much_is_narrated_as_at_first() {
    without_storage();
    keep_narration(Detail::Everything);
    assert_eq!((narration(), take_hint()), (Detail::Meaning, true));
}
