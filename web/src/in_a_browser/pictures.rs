//! A picture of the stage: the stylesheet's looks become attributes, names stay text, and any program can read it.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use super::{document, names_in_svg, put};
use crate::picture::picture;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A drawing with one word in it, which is hidden or not, in a colour that only a style says.
fn drawing(word: &str, hidden: bool) -> Element {
    let around: HtmlElement = put("div").unchecked_into();
    around.style().set_property("--paper", "#123456").expect("a style");
    around.style().set_property("fill", "rgb(1, 2, 3)").expect("a style");
    let part = |name: &str, within: &Element| {
        let part = document().create_element_ns(Some(SVG), name).expect("a shape");
        within.append_child(&part).expect("its place");
        part
    };
    let drawing = part("svg", &around);
    for (name, value) in [("width", "120"), ("height", "40")] {
        drawing.set_attribute(name, value).expect("an attribute");
    }
    let text = part("text", &drawing);
    text.set_attribute("onclick", "alert(1)").expect("an attribute");
    text.set_text_content(Some(word));
    if hidden {
        text.set_attribute("display", "none").expect("an attribute");
    }
    drawing
}

#[wasm_bindgen_test]
fn what_a_style_says_is_an_attribute_and_a_hostile_name_is_text() {
    let taken =
        picture(&[drawing("</text><script>alert(1)</script>", false)], "Stage & \"all\"").expect("a picture");
    assert_eq!((taken.width, taken.height), (120.0, 40.0));
    assert!(taken.svg.contains("fill=\"rgb(1, 2, 3)\""), "{}", taken.svg);
    assert!(taken.svg.contains("fill=\"#123456\""), "its paper: {}", taken.svg);
    let names: Vec<String> = names_in_svg(&taken.svg).iter().filter_map(|name| name.as_string()).collect();
    assert!(names.iter().any(|name| name == "text"), "{names:?}");
    for foreign in ["script", "onclick", "style", "class"] {
        assert!(names.iter().all(|name| name != foreign), "{foreign} in {}", taken.svg);
    }
}

#[wasm_bindgen_test]
fn what_is_not_seen_is_not_in_it() {
    let taken = picture(&[drawing("unseen", true)], "Stage").expect("a picture");
    assert!(!taken.svg.contains("unseen"), "{}", taken.svg);
}

#[wasm_bindgen_test]
fn without_a_size_there_is_none() {
    let drawing = drawing("x", false);
    drawing.remove_attribute("width").expect("an attribute");
    assert!(picture(&[drawing], "Stage").is_none());
}
