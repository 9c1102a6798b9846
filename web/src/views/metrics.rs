//! Measures over time, one small chart each on one axis of time, and what caused their last change.

use std::ops::Range;
use std::rc::Rc;

use partita_view::Micros;
use yew::{Callback, Html, Properties, classes, component, html};

use crate::session::{
    Changed, Courses, Latency, Mark, MarkKind, Measure, Metrics as Series, SECOND, cause as cause_of,
};
use crate::timeline;
use crate::words;

use super::{chart, latency};

/// Causes that have a letter.
const LETTERS: usize = 26;
/// Letters that have room beside each other above the charts, and on a phone.
const BOXES: Micros = 36;
const BOXES_NARROW: Micros = 19;

/// A chart and its words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chart {
    name: &'static str,
    unit: String,
    value: i64,
    area: String,
    line: String,
    /// Since when it is not known, if it is not.
    unknown: Option<Micros>,
    /// Whether it stands still while there is no active controller.
    of_metadata: bool,
    cause: Option<Cause>,
}

/// Number of the cause of the last change, if a mark explains it, and when that was.
type Cause = (Option<usize>, Micros);

/// Everything that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shown {
    charts: Vec<Chart>,
    /// When, sign, sentence.
    causes: Vec<(Micros, MarkKind, String)>,
    until: Micros,
    /// Times without an active controller.
    blind: Vec<(Micros, Micros)>,
    /// How long the requests of the last seconds took.
    latencies: Vec<Latency>,
    /// How long those of one kind took over time, and the cause of the last change.
    course: Option<(latency::Course, Option<Cause>)>,
}

/// Charts and causes at a moment.
pub(crate) fn shown(
    series: &Series,
    marks: &[Mark],
    (courses, latencies): (&Courses, Vec<Latency>),
    (now, end): (Micros, Micros),
) -> Shown {
    let until = timeline::until(end.max(now));
    let mut causes: Vec<&Mark> = marks.iter().filter(|mark| mark.at > 0).collect();
    causes.sort_by_key(|mark| mark.at);
    let moments: Vec<Micros> = causes.iter().map(|mark| mark.at).collect();
    let causes = &causes[lettered(&moments, now)];
    let samples = usize::try_from(until / series.sample()).unwrap_or(1).max(1);
    // The last record before a change may lie a little before its cause.
    let cause = |changed, at: Micros| (cause_of(causes, changed, (at, at + series.sample().max(SECOND))), at);
    let chart = |measure: Measure| {
        let (name, unit, rate) = words::measure(measure as usize, series.sample());
        let smooth = if rate { series.of_a_second() } else { 1 };
        let (area, line) = chart::area(series.series(measure), samples, smooth);
        let cause = series.changed(measure, now).map(|at| cause(Changed::Measure(measure), at));
        let unknown = series.unknown(measure, now);
        let of_metadata = measure.is_of_metadata();
        Chart { name, unit, value: series.at(measure, now), area, line, unknown, of_metadata, cause }
    };
    Shown {
        charts: Measure::ALL.map(chart).into(),
        causes: causes.iter().map(|mark| (mark.at, mark.kind, mark.sentence.clone())).collect(),
        until,
        blind: series.blind().iter().map(|(from, until)| (*from, until.unwrap_or(end.max(now)))).collect(),
        latencies,
        course: latency::course(courses, now, until).map(|course| {
            let changed = course.changed.map(|at| cause(Changed::Latency, at));
            (course, changed)
        }),
    }
}

/// Which of the marks have letters, by their moments in order: the newest up to now, and where these are fewer, those that come
/// next.
fn lettered(moments: &[Micros], now: Micros) -> Range<usize> {
    let past = moments.partition_point(|at| *at <= now);
    let first = past.saturating_sub(LETTERS);
    first..moments.len().min(first + LETTERS)
}

/// Props of [`Metrics`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What is shown.
    pub(crate) shown: Rc<Shown>,
    /// Now.
    pub(crate) now: Micros,
    /// Whether the page is a phone's.
    pub(crate) narrow: bool,
    /// Somebody wants to be at another moment.
    pub(crate) on_seek: Callback<Micros>,
    /// Somebody wants to see the latencies of another kind of request.
    pub(crate) on_kind: Callback<&'static str>,
}

/// The metrics.
#[component]
pub(crate) fn Metrics(props: &Props) -> Html {
    let shown = &*props.shown;
    html! {
        <div class="metrics" tabindex="0" role="region" aria-label={words::METRICS.text()}>
            <div class="charts">
                { letters(props) }
                { for shown.charts.iter().map(|chart| draw(props, chart)) }
                { for shown.course.iter().map(|(course, cause)| {
                    latency::draw(course, &props.on_kind, cause.map(|cause| why(props, cause)), over(props))
                }) }
                { axis(shown) }
            </div>
            <section class="causes">
                { latency::table(&shown.latencies) }
                <h2>{ words::CAUSES.text() }</h2>
                if shown.causes.is_empty() { <p class="muted">{ words::NO_CAUSES.text() }</p> }
                <ol>
                    { for shown.causes.iter().enumerate().rev().map(|(n, (at, kind, sentence))| {
                        let at = *at;
                        let ahead = (at > props.now).then_some("ahead");
                        html! {
                            <li key={n} class={classes!(ahead)}>
                                <b>{ letter(n) }</b>
                                <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">{ timeline::sign(*kind, 0, 0) }</svg>
                                <button type="button" class="t" title={words::GO_THERE.text()} onclick={props.on_seek.reform(move |_| at)}>
                                    { words::time(at) }
                                </button>
                                <span>{ words::fit(sentence, 160) }</span>
                            </li>
                        }
                    }) }
                </ol>
            </section>
        </div>
    }
}

fn letter(number: usize) -> char {
    char::from(b'a' + u8::try_from(number % LETTERS).unwrap_or(0))
}

/// Where a moment stands, in percent with two decimals.
fn place(at: Micros, until: Micros) -> String {
    let part = at.min(until) * 10_000 / until.max(1);
    format!("{}.{:02}%", part / 100, part % 100)
}

/// The letters above the charts; one that would stand on another is left out, its line is not.
fn letters(props: &Props) -> Html {
    let shown = &*props.shown;
    let mut last: Option<Micros> = None;
    let most = if props.narrow { BOXES_NARROW } else { BOXES };
    let boxes = shown.causes.iter().enumerate().filter_map(|(n, (at, ..))| {
        let room = last.is_none_or(|last| at - last > shown.until / most);
        if !room {
            return None;
        }
        last = Some(*at);
        Some(html! {
            <svg key={n} x={place(*at, shown.until)} y="0" width="1" height="18" class="over">
                <rect x="-8" y="1" width="16" height="16" class="cb" />
                <text x="0" y="13.500" text-anchor="middle" class="cl">{ letter(n) }</text>
            </svg>
        })
    });
    html! { <svg class="letters" aria-hidden="true">{ for boxes }</svg> }
}

fn draw(props: &Props, chart: &Chart) -> Html {
    let shown = &*props.shown;
    let unknown = chart.unknown.map(|since| {
        html! {
            <button type="button" class="why" title={words::GO_THERE.text()} onclick={props.on_seek.reform(move |_| since)}>{ words::not_known_since(since) }</button>
        }
    });
    let cause = chart.cause.filter(|_| unknown.is_none());
    let why = cause.map(|cause| why(props, cause));
    html! {
        <section class="chart">
            <div class="chead">
                <h3>{ chart.name }</h3>
                <span class="unit">{ chart.unit.clone() }</span>
                { for why }
                { for unknown }
                <b>{ if chart.unknown.is_some() { words::NOT_KNOWN.text().to_owned() } else { chart.value.to_string() } }</b>
            </div>
            <svg class="plot" role="img" aria-label={words::chart(chart.name, chart.unknown.is_none().then_some(chart.value), &chart.unit)}>
                <svg width="100%" height="100%" viewBox="0 0 1000 100" preserveAspectRatio="none">
                    <path d={chart.area.clone()} class="area" />
                    <path d={chart.line.clone()} class="line" />
                    <path d="M0 96H1000" class="base" />
                </svg>
                if chart.of_metadata { { for shown.blind.iter().map(|time| gap(shown, *time)) } }
                { over(props) }
            </svg>
        </section>
    }
}

/// The last change of a chart: its cause, or only when it was; and the way there.
fn why(props: &Props, (cause, at): Cause) -> Html {
    let (text, to) = match cause.and_then(|n| Some((n, props.shown.causes.get(n)?))) {
        Some((n, (cause_at, _, sentence))) => (words::cause(letter(n), sentence), *cause_at),
        None => (words::changed_at(at), at),
    };
    html! {
        <button type="button" class="why" title={words::GO_THERE.text()} onclick={props.on_seek.reform(move |_| to)}>{ text }</button>
    }
}

/// What is drawn over every chart: when causes were, and now.
fn over(props: &Props) -> Html {
    let causes = props.shown.causes.iter().map(|(at, ..)| {
        let x = place(*at, props.shown.until);
        html! { <line x1={x.clone()} x2={x} y1="0" y2="100%" class="cause" /> }
    });
    html! { <>{ for causes }{ cursor(props) }</> }
}

/// A time of which nothing is known: hatched, with its ends.
fn gap(shown: &Shown, (from, until): (Micros, Micros)) -> Html {
    let (x, end) = (place(from, shown.until), place(until, shown.until));
    let width = place(until.saturating_sub(from), shown.until);
    html! {
        <g class="gap">
            <rect x={x.clone()} y="0" width={width.clone()} height="100%" class="gapback" />
            <rect x={x.clone()} y="0" {width} height="100%" class="hatch" />
            <line x1={x.clone()} x2={x} y1="0" y2="100%" class="gapend" />
            <line x1={end.clone()} x2={end} y1="0" y2="100%" class="gapend" />
        </g>
    }
}

fn cursor(props: &Props) -> Html {
    let x = place(props.now, props.shown.until);
    html! { <line x1={x.clone()} x2={x} y1="0" y2="100%" class="cur" /> }
}

fn axis(shown: &Shown) -> Html {
    // Whole seconds where that can be.
    let parts =
        [4, 5, 3, 6].into_iter().find(|parts| shown.until.is_multiple_of(parts * 1_000_000)).unwrap_or(4);
    let times = (0..=parts).map(|n| {
        let at = shown.until * n / parts;
        let anchor = match n {
            0 => "start",
            _ if n == parts => "end",
            _ => "middle",
        };
        html! { <text x={place(at, shown.until)} y="13" text-anchor={anchor} class="ax">{ words::short_time(at) }</text> }
    });
    html! { <svg class="axis" aria-hidden="true">{ for times }</svg> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_up_to_now_come_before_those_ahead() {
        let moments: Vec<Micros> = (1..=60).collect();
        assert_eq!(lettered(&moments, 40), 40 - LETTERS..40, "what lies ahead explains nothing yet");
        assert_eq!(lettered(&moments, 3), 0..LETTERS, "and fills up where little has been");
        assert_eq!(lettered(&moments, 60), 60 - LETTERS..60);
        assert_eq!(lettered(&moments[..2], 60), 0..2);
        assert_eq!(lettered(&[], 60), 0..0);
    }
}
