//! Gestures on the stage: two fingers zoom, one that drags a map moves what it shows. Each has a button too.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent, TouchEvent};
use yew::Context;

use super::sight::Sight;
use super::{App, Msg};

/// Two fingers that are so many hundredths farther from each other than before ask for one level nearer.
const APART: f64 = 1.3;
/// A drag of so many pixels moves a map by one of its steps.
const STEP: f64 = 48.0;

/// What a gesture asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wish {
    /// Nearer, or farther, at a point of the window.
    Zoom(bool, f64, f64),
    /// So many steps down and right.
    Pan(i32, i32),
}

/// Fingers on the stage.
#[derive(Debug, Default)]
struct Gesture {
    /// How far the two are from each other, as of the last wish.
    apart: Option<f64>,
    /// Where the drag stood at the last wish.
    drag: Option<(f64, f64)>,
}

impl Gesture {
    fn pinch(&mut self, a: (f64, f64), b: (f64, f64)) -> Option<Wish> {
        self.drag = None;
        let now = (a.0 - b.0).hypot(a.1 - b.1).max(1.0);
        let before = *self.apart.get_or_insert(now);
        let nearer = match now / before {
            ratio if ratio >= APART => true,
            ratio if ratio <= 1.0 / APART => false,
            _ => return None,
        };
        self.apart = Some(now);
        Some(Wish::Zoom(nearer, (a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0))
    }

    fn drag_to(&mut self, at: (f64, f64)) -> Option<Wish> {
        let from = self.drag?;
        // What is dragged to the left shows what is further to the right.
        let steps = |by: f64| (-(by / STEP)).trunc() as i32;
        let (right, down) = (steps(at.0 - from.0), steps(at.1 - from.1));
        if (down, right) == (0, 0) {
            return None;
        }
        self.drag = Some(at);
        Some(Wish::Pan(down.signum(), right.signum()))
    }

    fn end(&mut self) {
        *self = Self::default();
    }
}

/// Listens to fingers and to a drag on the stage.
pub(super) fn listen(stage: &Element, ctx: &Context<App>, is_drag: Rc<Cell<bool>>) -> Vec<EventListener> {
    let gesture = Rc::new(RefCell::new(Gesture::default()));
    let options = EventListenerOptions::enable_prevent_default();
    let on = |name: &'static str, act: fn(&mut Gesture, &Event) -> Option<Wish>| {
        let (gesture, link, stage_there) = (gesture.clone(), ctx.link().clone(), stage.clone());
        let is_drag = is_drag.clone();
        EventListener::new_with_options(stage, name, options, move |event| {
            if name == "pointerdown" {
                is_drag.set(false);
            }
            let Some(wish) = act(&mut gesture.borrow_mut(), event) else { return };
            is_drag.set(true);
            let place = stage_there.get_bounding_client_rect();
            link.send_message(Msg::Sight(match wish {
                Wish::Zoom(nearer, x, y) => Sight::ZoomAt(nearer, x - place.left(), y - place.top()),
                Wish::Pan(down, right) => Sight::Pan(down, right),
            }));
        })
    };
    vec![
        on("touchmove", touched),
        on("touchend", |gesture, _| {
            gesture.end();
            None
        }),
        on("pointerdown", pressed),
        on("pointermove", dragged),
        on("pointerup", |gesture, _| {
            gesture.end();
            None
        }),
        on("pointercancel", |gesture, _| {
            gesture.drag = None;
            None
        }),
    ]
}

/// Two fingers moved. The browser would zoom the whole page.
fn touched(gesture: &mut Gesture, event: &Event) -> Option<Wish> {
    let touches = event.dyn_ref::<TouchEvent>()?.touches();
    if touches.length() != 2 {
        gesture.apart = None;
        return None;
    }
    event.prevent_default();
    let at = |n: u32| touches.item(n).map(|touch| (f64::from(touch.client_x()), f64::from(touch.client_y())));
    gesture.pinch(at(0)?, at(1)?)
}

fn pressed(gesture: &mut Gesture, event: &Event) -> Option<Wish> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    let map = event.target()?.dyn_into::<Element>().ok()?.closest(".sheet").ok()?.is_some();
    gesture.drag = (pointer.is_primary() && pointer.button() == 0 && map)
        .then(|| (f64::from(pointer.client_x()), f64::from(pointer.client_y())));
    None
}

fn dragged(gesture: &mut Gesture, event: &Event) -> Option<Wish> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    if gesture.apart.is_some() || !pointer.is_primary() {
        return None;
    }
    gesture.drag_to((f64::from(pointer.client_x()), f64::from(pointer.client_y())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fingers_that_part_ask_for_one_level_nearer_at_a_time() {
        let mut gesture = Gesture::default();
        assert_eq!(gesture.pinch((0.0, 0.0), (100.0, 0.0)), None);
        assert_eq!(gesture.pinch((0.0, 0.0), (120.0, 0.0)), None);
        assert_eq!(gesture.pinch((0.0, 0.0), (140.0, 0.0)), Some(Wish::Zoom(true, 70.0, 0.0)));
        assert_eq!(gesture.pinch((0.0, 0.0), (141.0, 0.0)), None);
        assert_eq!(gesture.pinch((0.0, 0.0), (90.0, 0.0)), Some(Wish::Zoom(false, 45.0, 0.0)));
    }

    #[test]
    fn a_drag_moves_the_other_way_step_by_step() {
        let mut gesture = Gesture { drag: Some((100.0, 100.0)), ..Gesture::default() };
        assert_eq!(gesture.drag_to((80.0, 100.0)), None);
        assert_eq!(gesture.drag_to((50.0, 100.0)), Some(Wish::Pan(0, 1)));
        assert_eq!(gesture.drag_to((50.0, 149.0)), Some(Wish::Pan(-1, 0)));
        gesture.end();
        assert_eq!(gesture.drag_to((500.0, 500.0)), None);
    }
}
