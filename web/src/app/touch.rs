//! What a pointer or the keyboard is on: it and everything it touches stay, the rest of the stage steps back. Only another thing makes
//! the page draw, not every move of a pointer.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};
use yew::{Callback, Context, TargetCast};

use crate::session::{Selection, Session, Touches, View};
use crate::stage::{self, Level, Point, Px, Scene};

use super::{App, Msg};

/// What a pointer or the keyboard is on, and what that touches.
#[derive(Default)]
pub(super) struct Touched {
    what: Option<Selection>,
    lit: Option<Rc<Touches>>,
}

impl Touched {
    /// What it is.
    pub(super) fn what(&self) -> Option<Selection> {
        self.what.clone()
    }

    /// What stays on the stage; `None` while all of it does.
    pub(super) fn lit(&self) -> Option<Rc<Touches>> {
        self.lit.clone()
    }

    /// It is on another thing, or on none. Says whether that is another than before.
    pub(super) fn change(&mut self, what: Option<Selection>) -> bool {
        let what = what.as_ref().map(Touches::touched);
        let other = self.what != what;
        self.what = what;
        other
    }

    /// What it touches at this moment. On a map nothing steps back: there what belongs together is one drawing. Says whether that is
    /// something else than before.
    pub(super) fn refresh(&mut self, session: &Session, scene: &Scene) -> bool {
        let is_near =
            matches!(scene.level(), Level::Notes | Level::Bars) && session.shows_as() == View::Stage;
        let what = self.what.as_ref().filter(|_| is_near);
        let lit = what.and_then(|what| Touches::of(session.drawn(), what));
        let other = self.lit.as_deref() != lit.as_ref();
        if other {
            self.lit = lit.map(Rc::new);
        }
        other
    }
}

impl App {
    /// A pointer or the keyboard is on another thing. Says whether something is drawn in another way by that: nothing else is made
    /// again.
    pub(super) fn touch(&mut self, what: Option<Selection>) -> bool {
        self.touched.change(what) && self.touched.refresh(&self.session.0.borrow(), &self.drawn.scene)
    }
}

/// Listens to a pointer on the stage. A finger selects at its first tap and touches nothing.
pub(super) fn listen(
    scene: Rc<Scene>,
    touched: Option<Selection>,
    ctx: &Context<App>,
) -> (Callback<PointerEvent>, Callback<PointerEvent>) {
    let on_move = ctx.link().batch_callback(move |event: PointerEvent| {
        if event.pointer_type() == "touch" {
            return None;
        }
        let sheet = event.target_dyn_into::<Element>()?.closest(".sheet").ok()??;
        let place = sheet.get_bounding_client_rect();
        let tenths = |pixels: f64| Px((pixels * 10.0).clamp(-1e6, 1e6) as i32);
        let x = tenths(f64::from(event.client_x()) - place.left());
        let y = tenths(f64::from(event.client_y()) - place.top());
        let what = stage::pick(&scene, Point::at(x, y)).as_ref().map(Touches::touched);
        (what != touched).then_some(Msg::Touch(what))
    });
    let on_out = ctx.link().batch_callback(|event: PointerEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<Element>().ok());
        let stays = to.is_some_and(|to| to.closest(".sheet").is_ok_and(|sheet| sheet.is_some()));
        (!stays).then_some(Msg::Touch(None))
    });
    (on_move, on_out)
}
