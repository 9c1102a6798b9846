//! Where the stage looks: the strip above it with zoom, search and the followed key, and what stands out beside it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::{Context, Html, KeyboardEvent, TargetCast, classes, html};

use crate::panels::Standings;
use crate::session::{Focus, Panel, Selection, Session, Standing, View};
use crate::stage::{self, Level, Point, Px};
use crate::ui::{Button, Icon, icon};
use crate::words;

use super::{App, Msg};

/// A change of where the stage looks.
#[derive(Clone)]
pub enum Sight {
    /// Nearer or farther.
    Zoom(bool),
    /// Nearer or farther, towards a point of the stage.
    ZoomAt(bool, f64, f64),
    /// Down, right.
    Pan(i32, i32),
    /// At one thing alone, or at everything.
    Alone(Option<Focus>),
    /// At what a person typed.
    Find(String),
    /// To the field where one types it.
    Field,
    /// At something that stands out.
    Show(#[allow(private_interfaces, reason = "only the page makes messages")] Box<Standing>),
    /// At a key on its way, or no longer.
    Follow(Option<bytes::Bytes>),
    /// The panel below is folded away, or not.
    Fold,
}

impl App {
    /// Looks elsewhere.
    pub(super) fn look(&mut self, sight: Sight) {
        let shared = self.session.clone();
        let mut session = shared.0.borrow_mut();
        match sight {
            Sight::Zoom(closer) => session.zoom(closer),
            Sight::ZoomAt(closer, x, y) => {
                let at = point(x, y);
                if let Some((topic, node)) = stage::place(&self.drawn.scene, at) {
                    session.aim(|camera, view| {
                        if closer && camera.focus.is_none() {
                            let lens = Some((topic.clone(), node));
                            camera.look_at(Some(Focus::Topic(topic.clone())));
                            camera.lens = lens;
                        } else {
                            camera.zoom(view, closer, (Some(node), None));
                        }
                    });
                } else {
                    let before = session.selection.take();
                    session.selection = stage::pick(&self.drawn.scene, at);
                    session.zoom(closer);
                    session.selection = before;
                }
            }
            Sight::Pan(down, right) => {
                let fits = self.drawn.scene.far.as_ref().map(|far| far.columns);
                session.aim(|camera, view| match fits {
                    // More columns than there is room for: from now on those that fit.
                    Some((shown, all)) if shown < all && camera.columns.is_none() => {
                        camera.show_columns(view, if right > 0 { shown } else { 0 }, shown.max(1));
                    }
                    _ => camera.pan(view, down, right),
                });
            }
            Sight::Alone(focus) => session.aim(|camera, _| camera.look_at(focus)),
            Sight::Find(text) => self.not_found = !session.find(&text),
            Sight::Field => {
                drop(session);
                self.finding = true;
                self.focus = super::Focus::Find;
            }
            Sight::Show(standing) => show(&mut session, &standing),
            Sight::Follow(key) => session.follow(key),
            Sight::Fold => {
                let folded = self.is_folded(&session);
                self.folded = Some(!folded);
            }
        }
    }

    /// A press on a place of a map moves the lens there. Says whether it was one.
    pub(super) fn moved_lens(&self, session: &mut Session, x: f64, y: f64) -> bool {
        let Some(place) = stage::place(&self.drawn.scene, point(x, y)) else { return false };
        session.aim(|camera, _| camera.lens = Some(place));
        true
    }

    /// Shows a panel: who wants one wants to see it.
    pub(super) fn show_panel(&mut self, session: &mut Session, panel: Panel) {
        session.panel = panel;
        self.folded = self.is_folded(session).then_some(false).or(self.folded);
    }

    /// Whether the panel below the stage is folded away: a map, a diagram, charts and two stages want its room, unless a
    /// person wants the panel.
    pub(super) fn is_folded(&self, session: &Session) -> bool {
        let large = match session.shows_as() {
            View::Stage => self.drawn.scene.level() == Level::Heat,
            View::Sequence | View::Metrics | View::Branches => true,
            View::Tables => false,
        };
        self.folded.unwrap_or(large && !crate::browser::is_phone())
    }

    /// Whether what stands out is told beside the stage.
    pub(super) fn tells_standings(&self, session: &Session) -> bool {
        let far = matches!(self.drawn.scene.level(), Level::Heat | Level::Blocks);
        session.shows_as() == View::Stage
            && (far || !session.camera().is_whole() && session.view().nodes.len() > 12)
    }

    /// What stands out.
    pub(super) fn standings(&self, ctx: &Context<Self>) -> Html {
        let on_show = ctx.link().callback(|standing| Msg::Sight(Sight::Show(Box::new(standing))));
        html! {
            <Standings all={self.drawn.standings.clone()} selected={self.session.0.borrow().selection.clone()} {on_show} />
        }
    }

    /// The strip above the stage; none while everything is drawn in notes.
    pub(super) fn strip(&self, ctx: &Context<Self>) -> Option<Html> {
        let session = self.session.0.borrow();
        let level = self.drawn.scene.level();
        let whole = session.camera().is_whole();
        // Where there is no wheel and no key, zoom and search are buttons from the beginning.
        let by_touch = crate::browser::by_touch();
        if level == Level::Notes && whole && self.drawn.followed.is_none() && !self.finding && !by_touch {
            return None;
        }
        let far = self.drawn.scene.far.as_ref();
        let crowded = far.is_some_and(|far| far.columns.0 < far.columns.1);
        let to = |sight: Sight| ctx.link().callback(move |_| Msg::Sight(sight.clone()));
        let windowed = session.camera().columns.is_some() || crowded;
        let down = session.camera().rows.is_some();
        let button = |name: &'static str, key, sight, shape: Icon| {
            html! { <Button {name} key_hint={key} class={classes!("quiet", "icon")} on_press={to(sight)}>{ icon(shape) }</Button> }
        };
        Some(html! {
            <div class="sight" role="group" aria-label={words::ZOOM.text()}>
                <span class="what">{ self.what_is_shown(&session) }</span>
                { button(words::FARTHER.text(), "Z", Sight::Zoom(false), Icon::Minus) }
                { button(words::NEARER.text(), "z", Sight::Zoom(true), Icon::Plus) }
                if windowed {
                    { button(words::TO_THE_LEFT.text(), "", Sight::Pan(0, -1), Icon::Left) }
                    { button(words::TO_THE_RIGHT.text(), "", Sight::Pan(0, 1), Icon::Right) }
                }
                if down {
                    { button(words::FURTHER_UP.text(), "", Sight::Pan(-1, 0), Icon::Up) }
                    { button(words::FURTHER_DOWN.text(), "", Sight::Pan(1, 0), Icon::Down) }
                }
                if !whole {
                    <Button name={words::ALL_OF_IT.text()} key_hint="0" on_press={to(Sight::Alone(None))}>{ words::ALL_OF_IT.text() }</Button>
                }
                { self.way(ctx) }
                <span class="grow"></span>
                { self.search(ctx) }
            </div>
        })
    }

    fn what_is_shown(&self, session: &Session) -> String {
        let brokers =
            |view: &partita_view::ClusterView| view.nodes.iter().filter(|node| node.is_broker).count();
        let partitions = |view: &partita_view::ClusterView| {
            view.topics
                .iter()
                .filter(|topic| !topic.internal)
                .map(|topic| topic.partitions.len())
                .sum::<usize>()
        };
        let shown =
            self.drawn.scene.far.as_ref().map_or_else(|| partitions(session.drawn()), |far| far.columns.0);
        let part = words::part_of(
            (brokers(session.drawn()), brokers(session.view())),
            (shown, partitions(session.view())),
        );
        match &session.camera().focus {
            None => part,
            Some(Focus::Topic(name)) => format!("{}: {part}", words::alone(name)),
            Some(Focus::Node(id)) => format!("{}: {part}", words::alone(&words::node(*id, true))),
            Some(Focus::Group(id)) => format!("{}: {part}", words::alone(id)),
        }
    }

    /// The way of the followed key, each station a button.
    fn way(&self, ctx: &Context<Self>) -> Html {
        let Some(followed) = &self.drawn.followed else { return Html::default() };
        let producers =
            followed.producers.iter().map(|name| (name.to_string(), Selection::Producer(name.clone())));
        let places = followed.places.iter().filter_map(|(topic, partition, leader)| {
            let what = Selection::Replica(topic.clone(), *partition, (*leader)?);
            Some((words::partition(topic, *partition), what))
        });
        let members = followed
            .members
            .iter()
            .map(|(group, member)| (member.to_string(), Selection::Member(group.clone(), member.clone())));
        let stop = ctx.link().callback(|_| Msg::Sight(Sight::Follow(None)));
        html! {
            <span class="way" role="group" aria-label={words::way_of(&words::bytes(&followed.key))}>
                <b>{ words::fit(&words::bytes(&followed.key), 16) }</b>
                { for producers.chain(places).chain(members).map(|(name, what)| html! {
                    <>
                        <span aria-hidden="true">{ "\u{2192}" }</span>
                        <button type="button" class="station" onclick={ctx.link().callback(move |_| Msg::Select(Some(what.clone())))}>{ words::fit(&name, 22) }</button>
                    </>
                }) }
                <Button name={words::CLOSE.text()} class={classes!("quiet", "tiny")} on_press={stop}>{ icon(Icon::Close) }</Button>
            </span>
        }
    }

    fn search(&self, ctx: &Context<Self>) -> Html {
        let on_key = ctx.link().batch_callback(|event: KeyboardEvent| {
            let field = event.target_dyn_into::<HtmlInputElement>()?;
            match &*event.key() {
                "Enter" => Some(Msg::Sight(Sight::Find(field.value()))),
                "Escape" => {
                    let _ = field.blur();
                    None
                }
                _ => None,
            }
        });
        html! {
            <label class="find">
                <span>{ words::FIND.text() }</span>
                <input type="search" ref={self.find.clone()} placeholder={words::FIND_HINT.text()} onkeydown={on_key} autocomplete="off" spellcheck="false" />
                if self.not_found { <span class="warn" role="status">{ words::NOT_FOUND.text() }</span> }
            </label>
        }
    }
}

/// Shows what stands out: the lens goes there, and where that helps more, the stage looks at it alone.
fn show(session: &mut Session, standing: &Standing) {
    let lens = match &standing.what {
        Selection::Node(id) => {
            let topic = session.camera().lens.as_ref().map(|(topic, _)| topic.clone());
            let first =
                session.view().topics.iter().find(|topic| !topic.internal).map(|topic| topic.name.clone());
            topic.or(first).map(|topic| (topic, *id))
        }
        Selection::Replica(topic, _, node) => Some((topic.clone(), *node)),
        _ => None,
    };
    session.aim(|camera, _| {
        camera.look_at(standing.focus.clone());
        if lens.is_some() {
            camera.lens = lens;
        }
    });
    session.select(Some(standing.what.clone()));
}

fn point(x: f64, y: f64) -> Point {
    let tenths = |pixels: f64| Px((pixels * 10.0).clamp(-1e6, 1e6) as i32);
    Point::at(tenths(x), tenths(y))
}

/// The wheel zooms while Ctrl is held, as a pinch on a touchpad tells it.
pub(super) fn wheel(stage: &Element, ctx: &Context<App>) -> gloo::events::EventListener {
    let link = ctx.link().clone();
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    gloo::events::EventListener::new_with_options(stage, "wheel", options, move |event| {
        let Some(event) = event.dyn_ref::<web_sys::WheelEvent>() else { return };
        if !event.ctrl_key() {
            return;
        }
        event.prevent_default();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(sheet) = target.and_then(|target| target.closest(".sheet").ok().flatten()) else { return };
        let place = sheet.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()) - place.left(), f64::from(event.client_y()) - place.top());
        link.send_message(Msg::Wheel(event.delta_y(), x, y));
    })
}
