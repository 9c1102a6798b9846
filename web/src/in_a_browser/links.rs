//! The fragment of a link and the browser's own means: what it deflates is read, and it reads what is written; the address; a
//! story from a file.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{bytes, deflated, file, inflated};
use crate::doors;
use crate::keeping::{Arrival, LinkTrouble, TEXT_BYTES_MAX, is_link, pack, unpack};
use crate::stories::FIRST_TEXT;

const TEXTS: [&str; 3] = ["partita story 1\n", FIRST_TEXT, "brøkers → \u{202e} <img src=x onerror=alert(1)>"];

/// Base64url of bytes, by the browser.
fn base64url(bytes: &[u8]) -> String {
    let letters: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = gloo::utils::window().btoa(&letters).expect("bytes");
    text.replace('+', "-").replace('/', "_").replace('=', "")
}

fn bytes_of(base64url: &str) -> Vec<u8> {
    let text = base64url.replace('-', "+").replace('_', "/");
    let letters = gloo::utils::window().atob(&text).expect("base64");
    letters.chars().map(|letter| u8::try_from(u32::from(letter)).expect("a byte")).collect()
}

#[wasm_bindgen_test]
async fn what_the_browser_deflates_is_read() {
    for text in TEXTS {
        let data = bytes(deflated(text.as_bytes()).await);
        assert_eq!(unpack(&format!("#p1.z.{}", base64url(&data))).as_deref(), Ok(text));
    }
}

#[wasm_bindgen_test]
async fn what_is_written_the_browser_inflates() {
    for text in TEXTS {
        let link = pack(text).expect("short enough");
        let data = bytes_of(link.strip_prefix("#p1.z.").expect("version and codec"));
        assert_eq!(bytes(inflated(&data).await), text.as_bytes());
    }
}

#[wasm_bindgen_test]
async fn what_unfolds_to_more_than_a_story_is_refused_also_when_the_browser_made_it() {
    let bomb = bytes(deflated(&vec![b' '; TEXT_BYTES_MAX + 1]).await);
    assert_eq!(unpack(&format!("#p1.z.{}", base64url(&bomb))), Err(LinkTrouble::TooLarge));
}

#[wasm_bindgen_test]
fn an_address_brings_a_story_and_is_rid_of_it() {
    assert_eq!(doors::story_in_address(), None);
    let link = pack(FIRST_TEXT).expect("short enough");
    gloo::utils::window().location().set_hash(&link).expect("an address");
    let found = doors::story_in_address().expect("the story");
    assert!(is_link(&found));
    assert_eq!(unpack(&found).as_deref(), Ok(FIRST_TEXT), "the address changes nothing in it");
    assert!(doors::address_with(&link).ends_with(&link));
    doors::forget_story_in_address();
    assert_eq!(doors::story_in_address(), None);
}

#[wasm_bindgen_test]
fn a_fragment_that_is_no_story_is_left_alone() {
    gloo::utils::window().location().set_hash("#panel").expect("an address");
    assert_eq!(doors::story_in_address(), None);
}

/// What the page reads in a file.
async fn read(name: &str, bytes: &[u8]) -> Arrival {
    let arrived = Rc::new(RefCell::new(None));
    let (there, file) = (arrived.clone(), file(name, bytes));
    let done = Promise::new(&mut |resolve, _| {
        let there = there.clone();
        doors::read_story(&file, move |arrival| {
            *there.borrow_mut() = Some(arrival);
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    JsFuture::from(done).await.expect("read");
    arrived.take().expect("something arrived")
}

#[wasm_bindgen_test]
async fn a_file_brings_a_story_and_one_of_another_kind_a_message() {
    let story = read("kafkatask.story", FIRST_TEXT.as_bytes()).await.story.expect("a story");
    assert_eq!((story.text.as_str(), story.brokers), (FIRST_TEXT, 3));
    for wrong in [&b"\x89PNG\r\n\x1a\n\0\0"[..], b"\xff\xfe\x00p", b"hello"] {
        let told = read("photo.png", wrong).await.story.expect_err("no story");
        assert!(!told.is_empty());
    }
}

#[wasm_bindgen_test]
async fn a_file_that_is_too_large_is_not_read() {
    let told = read("large.story", &vec![b'\n'; TEXT_BYTES_MAX + 1]).await.story.expect_err("too large");
    assert!(told.chars().any(|letter| letter.is_ascii_digit()), "it says how much is read: {told}");
}
