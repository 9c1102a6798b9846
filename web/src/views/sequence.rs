//! The space-time diagram: who told whom, and when.

mod axis;
mod draw;
mod labels;
mod layout;
mod marks;
mod plane;

use std::collections::BTreeMap;
use std::rc::Rc;

use partita_view::{MessageId, Party, Passed};
use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, KeyboardEvent, Properties, TargetCast, classes, component, html};

use crate::session::{Filter, Selection, Session};
use crate::words;

pub(crate) use layout::{Diagram, layout};
use layout::{Drawing, Line};
use plane::Plane;

/// What can be chosen in the filters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Choices {
    apis: Vec<(i16, &'static str)>,
    parties: Vec<(Party, String)>,
    partitions: Vec<(partita_view::Name, i32)>,
}

/// The diagram of the present moment, and what can be chosen.
pub(crate) fn diagram(session: &Session, width: i32, height: i32) -> (Diagram, Choices) {
    let view = session.view();
    let messages = session.engine().messages();
    let diagram = layout(&Drawing {
        view,
        messages,
        events: session.events(),
        filter: &session.filter,
        control: session.control_traffic,
        now: session.now(),
        width,
        height,
    });
    let choices = Choices {
        apis: apis(messages),
        parties: diagram.rows.iter().map(|row| (row.party.clone(), row.name.clone())).collect(),
        partitions: view
            .topics
            .iter()
            .filter(|topic| !topic.internal)
            .flat_map(|topic| {
                topic.partitions.iter().map(|partition| (topic.name.clone(), partition.partition))
            })
            .take(200)
            .collect(),
    };
    (diagram, choices)
}

fn apis(messages: &[Passed]) -> Vec<(i16, &'static str)> {
    let all: BTreeMap<&'static str, i16> =
        messages.iter().map(|passed| (passed.flight.api_name, passed.flight.api)).collect();
    all.into_iter().map(|(name, api)| (api, name)).collect()
}

/// Props of [`Sequence`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is drawn.
    pub(crate) diagram: Rc<Diagram>,
    /// What can be chosen.
    pub(crate) choices: Choices,
    /// What was chosen.
    pub(crate) filter: Filter,
    /// The selected message.
    pub(crate) selected: Option<Selection>,
    /// Whether the recent past is being played again.
    pub(crate) replaying: bool,
    /// Another filter.
    pub(crate) on_filter: Callback<Filter>,
    /// A message or a machine was chosen.
    pub(crate) on_select: Callback<Selection>,
}

/// The space-time diagram.
#[component]
pub(crate) fn Sequence(props: &Props) -> Html {
    let diagram = &*props.diagram;
    html! {
        <div class="sequence">
            { filters(props) }
            <div class="seqpane" tabindex="0" role="region" aria-label={words::SEQUENCE_VIEW.text()} aria-busy={props.replaying.then_some("true")}>
                if diagram.lines.is_empty() { <p class="muted seqempty">{ if props.replaying { words::REPLAYING.text() } else { words::NO_MESSAGES.text() } }</p> }
                <svg class="seq" width={diagram.width.to_string()} height={diagram.height.to_string()} role="group" aria-label={words::SEQUENCE_VIEW.text()}>
                    { for diagram.folds.iter().map(|(from, to, length)| draw::fold(diagram, *from, *to, length)) }
                    { for diagram.ticks.iter().map(|(at, text)| draw::tick(diagram, *at, text)) }
                    { for diagram.rows.iter().map(|row| draw::life(diagram, row)) }
                    <path d={now(diagram)} class="cur" />
                    { for diagram.lines.iter().map(|line| message(props, line)) }
                    { for diagram.lines.iter().filter_map(label) }
                    { for diagram.marks.iter().map(|mark| draw::mark(diagram, mark)) }
                </svg>
            </div>
        </div>
    }
}

/// The stroke of the present moment.
fn now(diagram: &Diagram) -> String {
    match diagram.plane {
        Plane::Right => diagram.plane.across(diagram.now, draw::HEAD, diagram.height),
        Plane::Down => diagram.plane.across(diagram.now, plane::TIMES, diagram.width),
    }
}

fn message(props: &Props, line: &Line) -> Html {
    let ((x1, y1), (x2, y2)) = (line.from, line.to);
    let selected = props.selected == Some(Selection::Message(line.id));
    let hue = if line.error { "bad".to_owned() } else { format!("t{}", line.hue) };
    let class = classes!(
        "msgline",
        hue.clone(),
        line.response.then_some("answer"),
        line.lost.then_some("lost"),
        selected.then_some("sel")
    );
    let open = {
        let (on_select, id) = (props.on_select.clone(), line.id);
        move || on_select.emit(Selection::Message(MessageId(id.0)))
    };
    let on_click = {
        let open = open.clone();
        Callback::from(move |_: yew::MouseEvent| open())
    };
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if matches!(&*event.key(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            open();
        }
    });
    let way = format!("M{x1} {y1}L{x2} {y2}");
    html! {
        <g key={line.id.0} class="msg" role="button" tabindex="0" aria-label={line.name.clone()} aria-pressed={if selected { "true" } else { "false" }}
            onclick={on_click} onkeydown={on_key}>
            <title>{ &line.name }</title>
            <path d={way.clone()} class="wide" />
            <path d={way} {class} />
            { tip(line, &hue) }
        </g>
    }
}

/// An arrow's head where it arrived, a cross where it was lost, a dot where it is on its way.
fn tip(line: &Line, hue: &str) -> Html {
    let ((x1, y1), (x2, y2)) = (line.from, line.to);
    if line.lost {
        return html! { <path d={format!("M{} {}l8 8m0 -8l-8 8", x2 - 4, y2 - 4)} class="cross" /> };
    }
    if line.flies {
        return html! { <circle cx={x2.to_string()} cy={y2.to_string()} r="4" class={classes!("tip", hue.to_owned())} /> };
    }
    let (dx, dy) = (x2 - x1, y2 - y1);
    let length = u64::try_from(dx * dx + dy * dy).unwrap_or(1).isqrt().max(1);
    let length = i64::try_from(length).unwrap_or(1);
    // Tenths of pixels along and across the line.
    let (ax, ay) = (dx * 80 / length, dy * 80 / length);
    let (bx, by) = (-dy * 35 / length, dx * 35 / length);
    let point = |a: i64, b: i64, x: i64| {
        let tenths = x * 10 - a + b;
        format!("{}.{}", tenths / 10, (tenths % 10).abs())
    };
    let d = format!(
        "M{x2} {y2}L{} {}L{} {}z",
        point(ax, bx, x2),
        point(ay, by, y2),
        point(ax, -bx, x2),
        point(ay, -by, y2)
    );
    html! { <path {d} class={classes!("tip", hue.to_owned())} /> }
}

fn label(line: &Line) -> Option<Html> {
    let (x, y, anchor) = line.label?;
    Some(html! {
        <text x={x.to_string()} y={y.to_string()} text-anchor={anchor} class={classes!("mlabel", line.error.then_some("bad"))}>{ &line.word }</text>
    })
}

fn filters(props: &Props) -> Html {
    let (choices, filter) = (&props.choices, &props.filter);
    let apis: Vec<String> = choices.apis.iter().map(|(_, name)| (*name).to_owned()).collect();
    let parties: Vec<String> = choices.parties.iter().map(|(_, name)| name.clone()).collect();
    let partitions: Vec<String> =
        choices.partitions.iter().map(|(topic, p)| words::partition(topic, *p)).collect();
    let at_api = choices.apis.iter().position(|(api, _)| Some(*api) == filter.api);
    let at_party = choices.parties.iter().position(|(party, _)| Some(party) == filter.party.as_ref());
    let at_partition = choices.partitions.iter().position(|of| Some(of) == filter.partition.as_ref());
    let on = |change: fn(&mut Filter, &Choices, Option<usize>)| {
        let (choices, filter) = (choices.clone(), filter.clone());
        props.on_filter.reform(move |at: Option<usize>| {
            let mut filter = filter.clone();
            change(&mut filter, &choices, at);
            filter
        })
    };
    html! {
        <div class="filters" role="group" aria-label={words::FILTERS.text()}>
            { select(words::REQUESTS.text(), words::ALL_WITH_RECORDS.text(), apis, at_api, on(|filter, choices, at| filter.api = at.map(|at| choices.apis[at].0))) }
            { select(words::PARTITION.text(), words::ALL.text(), partitions, at_partition, on(|filter, choices, at| filter.partition = at.map(|at| choices.partitions[at].clone()))) }
            { select(words::MACHINE.text(), words::ALL.text(), parties, at_party, on(|filter, choices, at| filter.party = at.map(|at| choices.parties[at].0.clone()))) }
            <span class="grow"></span>
            <span class="filter">
            <button type="button" class="btn quiet tiny" aria-label={words::ZOOM_OUT.text()} title={words::ZOOM_OUT.text()} onclick={zoom(props, false)}>{ "−" }</button>
            <span class="muted">{ words::per_inch(filter.per_pixel()) }</span>
            <button type="button" class="btn quiet tiny" aria-label={words::ZOOM_IN.text()} title={words::ZOOM_IN.text()} onclick={zoom(props, true)}>{ "+" }</button>
            </span>
        </div>
    }
}

fn zoom(props: &Props, closer: bool) -> Callback<yew::MouseEvent> {
    let filter = props.filter.clone();
    props.on_filter.reform(move |_| filter.zoomed(closer))
}

fn select(
    name: &'static str,
    all: &'static str,
    options: Vec<String>,
    chosen: Option<usize>,
    on_choose: Callback<Option<usize>>,
) -> Html {
    let on_change = on_choose.reform(|event: Event| {
        let index = event.target_dyn_into::<HtmlSelectElement>().map_or(0, |field| field.selected_index());
        usize::try_from(index).ok().and_then(|index| index.checked_sub(1))
    });
    html! {
        <label class="filter">{ name }
            <select onchange={on_change}>
                <option selected={chosen.is_none()}>{ all }</option>
                { for options.iter().enumerate().map(|(n, option)| html! { <option key={n} selected={chosen == Some(n)}>{ words::fit(option, 28) }</option> }) }
            </select>
        </label>
    }
}

#[cfg(test)]
mod filtered;
