//! A script's way to another moment: in slices, with a promise. Whoever asks something before that moment has come has the
//! engine go there first, as far as it gets at once.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use partita_view::Micros;
use wasm_bindgen::JsValue;

use crate::app::Shared;

/// Deliveries that an impatient script waits for: twice the whole first story.
const AT_ONCE: u32 = 1 << 14;
/// A moment farther away than this goes in slices, whoever asks what.
const FAR: Micros = 600_000_000;

/// Promises of moments that have not come yet.
#[derive(Clone, Default)]
pub(super) struct Seeking {
    waiting: Rc<RefCell<Vec<Function>>>,
    /// Whether an impatient script may still have the engine go on at once.
    at_once: Rc<Cell<bool>>,
}

impl Seeking {
    /// Goes to a moment; the promise tells where the page stands when it is there, or when it was given up.
    pub(super) fn seek(&self, session: &Shared, at: Micros) -> JsValue {
        let now = session.0.borrow().now();
        session.0.borrow_mut().seek(at);
        self.at_once.set(now.abs_diff(at) < FAR);
        Promise::new(&mut |resolve, _| self.waiting.borrow_mut().push(resolve)).into()
    }

    /// Somebody asks before the moment has come.
    pub(super) fn hurry(&self, session: &Shared) {
        if self.at_once.replace(false) {
            session.0.borrow_mut().arrive(AT_ONCE);
        }
    }

    /// Keeps the promises, if no moment is sought any more.
    pub(super) fn arrived(&self, session: &Shared) {
        if self.waiting.borrow().is_empty() || session.0.borrow().playback.seeking.is_some() {
            return;
        }
        let now = JsValue::from_f64(session.0.borrow().now() as f64);
        for resolve in self.waiting.take() {
            let _ = resolve.call1(&JsValue::UNDEFINED, &now);
        }
    }
}
