//! The views beside the stage: made only while they are shown, and only when the moment has changed.

use std::rc::Rc;

use yew::{Context, Html, html};

use crate::session::{Filter, Latency, Session, View, latencies};
use crate::views::{
    Branches, Choices, Diagram, Metrics, Pair, Sequence, Shown, TableData, Tables, all_configs, configured,
    diagram, set_configs, shown, tables,
};

use super::other::Beside;
use super::{App, Msg};

/// What the views show, and of which state of the session it was made.
#[derive(Default)]
pub(super) struct Views {
    tables: Rc<Vec<Rc<TableData>>>,
    configs: (Rc<TableData>, Rc<TableData>),
    metrics: Rc<Shown>,
    latencies: Vec<Latency>,
    diagram: Rc<Diagram>,
    choices: Choices,
    pair: Option<Rc<Pair>>,
    of: Option<Of>,
}

/// What a view was made of: which one, the revision, those of the measures and the kind of request that is shown, filter, control traffic, size.
type Of = (View, u64, (u64, u64, Option<&'static str>), Filter, bool, (i32, i32));

impl Views {
    /// Makes what is shown now again, if it is of another moment. The diagram of messages waits until those of that moment
    /// are played again: half of them would come and go under whoever looks at them.
    pub(super) fn refresh(&mut self, session: &Session, size: (i32, i32), beside: &Beside) {
        if session.shows_as() == View::Stage && self.of.is_none() {
            return;
        }
        self.make(session, size, beside);
    }

    /// Not inlined: the page opens with the stage, and loads this later.
    #[inline(never)]
    fn make(&mut self, session: &Session, size: (i32, i32), beside: &Beside) {
        let stays = matches!(self.of, Some((View::Sequence, ..)));
        if session.shows_as() == View::Sequence && session.playback.seeking.is_some() {
            if !stays {
                (self.diagram, self.of) = (Rc::default(), None);
            }
            return;
        }
        if session.shows_as() != View::Sequence && stays {
            self.of = None;
        }
        if session.shows_as() == View::Branches {
            self.pair = beside.pair(session, size.0).map(Rc::new);
            self.of = None;
            return;
        }
        if session.shows_as() == View::Stage {
            return;
        }
        let courses = &session.courses;
        let measures = (session.metrics.version(), courses.version(), courses.chosen);
        let (filter, control) = (session.filter.clone(), session.control_traffic);
        let of = Some((session.shows_as(), session.revision(), measures, filter, control, size));
        if self.of == of {
            return;
        }
        self.of = of;
        match session.shows_as() {
            View::Stage | View::Branches => {}
            View::Sequence => {
                let (diagram, choices) = diagram(session, size.0, size.1);
                (self.diagram, self.choices) = (Rc::new(diagram), choices);
            }
            View::Tables => {
                let view = session.view();
                self.tables = Rc::new(tables(view).into_iter().map(Rc::new).collect());
                let (engine, whose) = (session.engine(), configured(view, session.selection.as_ref()));
                self.configs =
                    (Rc::new(set_configs(view, engine)), Rc::new(all_configs(view, engine, &whose)));
            }
            View::Metrics => {
                let (now, end) = (session.now(), session.end());
                if session.playback.seeking.is_none() {
                    self.latencies = latencies(session.engine().messages(), now);
                } else {
                    // Of half of the messages nothing is told; once all are played again, of all.
                    self.of = None;
                }
                let latencies = (courses, self.latencies.clone());
                self.metrics =
                    Rc::new(shown(&session.metrics, session.timeline.marks(), latencies, (now, end)));
            }
        }
    }
}

impl App {
    /// The view that is shown in the place of the stage, if one is.
    pub(super) fn other_view(&self, ctx: &Context<Self>) -> Html {
        let session = self.session.0.borrow();
        let views = &self.drawn.views;
        let content = match session.shows_as() {
            View::Stage => return Html::default(),
            View::Branches => html! {
                <Branches current={session.branches.current()} branches={session.branches.all().to_vec()} pair={views.pair.clone()}
                    on_compare={ctx.link().callback(Msg::Compare)} on_put={ctx.link().callback(|(place, side)| Msg::Put(place, side))}
                    on_part={ctx.link().callback(|()| Msg::Part)} on_continue={ctx.link().callback(Msg::Continue)} />
            },
            View::Sequence => html! {
                <Sequence diagram={views.diagram.clone()} choices={views.choices.clone()} filter={session.filter.clone()} replaying={session.playback.seeking.is_some()}
                    selected={session.selection.clone()} on_filter={ctx.link().callback(Msg::Filter)}
                    on_select={ctx.link().callback(|what| Msg::Select(Some(what)))} />
            },
            View::Tables => html! {
                <Tables tables={views.tables.clone()} configs={views.configs.clone()} selected={session.selection.clone()}
                    on_select={ctx.link().callback(|what| Msg::Select(Some(what)))} />
            },
            View::Metrics => html! {
                <Metrics shown={views.metrics.clone()} now={session.now()} narrow={self.size.height == 0} on_seek={ctx.link().callback(Msg::Seek)} on_kind={ctx.link().callback(Msg::Course)} />
            },
        };
        html! { <div class="viewpane">{ content }</div> }
    }
}
