//! Messages on a canvas: painted where they are, in the size of what is seen, with words as wide as the browser measures them.

use std::collections::BTreeMap;

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlCanvasElement, HtmlElement};

use super::{painted, put};
use crate::session::{KeyBook, Windows};
use crate::stage::{Drawing, Palette, Scale, Scene, Sprite, Style, layout, paint, sprites};
use crate::stories;

/// The first story with messages under way: its stage, and the messages.
fn moment() -> (Scene, Vec<Sprite>) {
    let mut engine = stories::first();
    let _ = engine.seek(9_000_000, u32::MAX);
    let mut keys = KeyBook::default();
    let mut view = engine.view();
    for _ in 0..5_000 {
        if view.flights.len() >= 2 && engine.carries_records() {
            break;
        }
        engine.step();
        view = engine.view();
    }
    let mut windows = Windows::default();
    windows.refresh(&mut *engine, &view, &mut keys);
    let scene = layout(&Drawing {
        view: &view,
        windows: &windows,
        keys: &keys,
        fresh: &BTreeMap::new(),
        width: 1000,
        height: 440,
        scale: Scale(100),
        selected: None,
        lens: None,
        rates: &BTreeMap::new(),
        followed: None,
    });
    let style = Style { labelled: true, still: false };
    let sprites = sprites(&view, &scene, view.at, &keys, |_| true, None, style);
    (scene, sprites)
}

/// A canvas on a page with colours, and the colours.
fn canvas() -> (HtmlCanvasElement, Palette) {
    let around: HtmlElement = put("div").unchecked_into();
    let tokens = [
        ("--ink", "#111"),
        ("--paper", "#fff"),
        ("--ink-2", "#333"),
        ("--bad", "#900"),
        ("--font", "sans-serif"),
    ];
    let hues = (1..=6).flat_map(|n| [(format!("--t{n}"), "#04c"), (format!("--t{n}-on"), "#fff")]);
    let all = tokens.map(|(name, value)| (name.to_owned(), value)).into_iter().chain(hues);
    all.for_each(|(name, value)| around.style().set_property(&name, value).expect("a style"));
    let canvas: HtmlCanvasElement = put("canvas").unchecked_into();
    let palette = Palette::of(&around).expect("the browser tells styles");
    (canvas, palette)
}

#[wasm_bindgen_test]
fn each_message_is_painted_where_it_is() {
    let ((scene, sprites), (canvas, palette)) = (moment(), canvas());
    assert!(!sprites.is_empty(), "messages are under way");
    paint(&canvas, &scene, &sprites, &palette, None);
    let ratio = gloo::utils::window().device_pixel_ratio();
    assert_eq!(f64::from(canvas.width()), (scene.width.as_f64() * ratio).round());
    for sprite in &sprites {
        let at = sprite.place();
        assert!(
            painted(&canvas, (at.x - 4.0) * ratio, (at.y - 4.0) * ratio, 8.0, 8.0) > 0,
            "{}",
            sprite.label
        );
    }
    // No message: nothing is left of the ones before.
    paint(&canvas, &scene, &[], &palette, None);
    assert_eq!(painted(&canvas, 0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height())), 0);
}

#[wasm_bindgen_test]
fn the_canvas_is_no_larger_than_what_is_seen() {
    let ((scene, sprites), (canvas, palette)) = (moment(), canvas());
    let ratio = gloo::utils::window().device_pixel_ratio();
    paint(&canvas, &scene, &sprites, &palette, Some((40.0, 120.0)));
    assert_eq!(f64::from(canvas.height()), (120.0 * ratio).round());
    assert_eq!(canvas.style().get_property_value("top").as_deref(), Ok("40px"));
    // Scrolled farther than a drawing that became shorter: it is not held open.
    paint(&canvas, &scene, &sprites, &palette, Some((10_000.0, 120.0)));
    assert_eq!(canvas.style().get_property_value("top"), Ok(format!("{}px", scene.height.as_f64() - 120.0)));
}

#[wasm_bindgen_test]
fn a_word_beside_a_message_is_on_paper_as_wide_as_it_is() {
    let ((scene, sprites), (canvas, palette)) = (moment(), canvas());
    let ratio = gloo::utils::window().device_pixel_ratio();
    let count = |sprite: &Sprite| {
        paint(&canvas, &scene, core::slice::from_ref(sprite), &palette, None);
        painted(&canvas, 0.0, 0.0, scene.width.as_f64() * ratio, scene.height.as_f64() * ratio)
    };
    let labelled = |sprite: &Sprite| {
        ["", "Fetch", "Fetch, 1 record back"]
            .map(|label| count(&Sprite { label: label.into(), ..sprite.clone() }))
    };
    // On its way a message comes to places where there is room for a word, and to others.
    let all_the_way = |sprite: Sprite| {
        (1..10).map(move |tenths| Sprite { part: f64::from(tenths) / 10.0, ..sprite.clone() })
    };
    let widths: Vec<_> = sprites.into_iter().flat_map(all_the_way).map(|sprite| labelled(&sprite)).collect();
    assert!(widths.iter().all(|[none, short, long]| none <= short && none <= long), "{widths:?}");
    assert!(widths.iter().any(|[none, short, long]| none < short && short < long), "{widths:?}");
}

#[wasm_bindgen_test]
fn a_canvas_without_a_way_to_draw_stays_empty() {
    let ((scene, sprites), (canvas, palette)) = (moment(), canvas());
    // Who asked for another kind of context first gets none for drawing.
    let other = canvas.get_context("bitmaprenderer").expect("asked").is_some();
    assert!(other);
    paint(&canvas, &scene, &sprites, &palette, None);
}
