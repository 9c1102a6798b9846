//! How long requests took: the course of one kind over the whole run, and a table of the last seconds.

use partita_view::Micros;
use web_sys::HtmlSelectElement;
use yew::{Callback, Event, Html, TargetCast, html};

use crate::session::{Courses, Latency, SECOND, Second};
use crate::words;

use super::chart;

/// The course of one kind of request, second by second.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Course {
    kind: &'static str,
    kinds: Vec<&'static str>,
    /// The longest, as an area with its outline.
    area: String,
    longest: String,
    /// The median, on the same scale.
    median: String,
    /// The present second, if it had an answer.
    now: Option<Second>,
    /// When it last changed.
    pub(super) changed: Option<Micros>,
}

/// The course to show at a moment, on an axis of time that ends at `until`; none before the first answer.
pub(super) fn course(courses: &Courses, now: Micros, until: Micros) -> Option<Course> {
    let kind = courses.shown()?;
    let seconds = courses.seconds(kind);
    let sample = SECOND * Micros::from(courses.width());
    let samples = usize::try_from(until / sample).unwrap_or(1).max(1);
    // A second without an answer stands on the line of nothing.
    let dense = |of: fn(&Second) -> Micros| {
        let place = |second: &Second| (second.second / courses.width()) as usize;
        let mut series = vec![0; seconds.last().map_or(0, |last| place(last) + 1).min(samples)];
        for second in seconds {
            if let Some(place) = series.get_mut(place(second)) {
                *place = i64::try_from(of(second)).unwrap_or(i64::MAX);
            }
        }
        series
    };
    let (longest, median) = (dense(|second| second.longest), dense(|second| second.median));
    let most = chart::peak(&longest, 1);
    let (area, outline) = chart::scaled(&longest, samples, 1, most);
    Some(Course {
        kind,
        kinds: courses.kinds().collect(),
        area,
        longest: outline,
        median: chart::scaled(&median, samples, 1, most).1,
        now: courses.at(kind, now),
        changed: courses.changed(kind, now),
    })
}

/// The chart: `why` is its last change in words, `over` what is drawn over every chart.
pub(super) fn draw(course: &Course, on_kind: &Callback<&'static str>, why: Option<Html>, over: Html) -> Html {
    let value = words::latency_now(course.now.map(|now| (now.median, now.longest)));
    html! {
        <section class="chart course">
            <div class="chead">
                <h3>{ words::LATENCY_COURSE.text() }</h3>
                { choice(course, on_kind) }
                <span class="unit">{ words::MEDIAN_AND_LONGEST.text() }</span>
                { for why }
                <b>{ value.clone() }</b>
            </div>
            <svg class="plot" role="img" aria-label={words::latency_chart(course.kind, &value)}>
                <svg width="100%" height="100%" viewBox="0 0 1000 100" preserveAspectRatio="none">
                    <path d={course.area.clone()} class="area" />
                    <path d={course.longest.clone()} class="line most" />
                    <path d={course.median.clone()} class="line" />
                    <path d="M0 96H1000" class="base" />
                </svg>
                { over }
            </svg>
        </section>
    }
}

/// The kinds to choose from.
fn choice(course: &Course, on_kind: &Callback<&'static str>) -> Html {
    let (kinds, on_kind) = (course.kinds.clone(), on_kind.clone());
    let onchange = move |event: Event| {
        let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        if let Some(kind) = chosen.and_then(|chosen| kinds.iter().find(|kind| **kind == chosen)) {
            on_kind.emit(kind);
        }
    };
    html! {
        <select aria-label={words::REQUEST.text()} {onchange}>
            { for course.kinds.iter().map(|kind| html! {
                <option value={*kind} selected={*kind == course.kind}>{ *kind }</option>
            }) }
        </select>
    }
}

/// How long requests took, as a table: the kind with the longest first.
pub(super) fn table(latencies: &[Latency]) -> Html {
    if latencies.is_empty() {
        return Html::default();
    }
    html! {
        <div class="latencies" tabindex="0" role="region" aria-label={words::LATENCIES.text()}>
            <h2>{ words::LATENCIES.text() }</h2>
            <table class="tb">
                <thead><tr>
                    <th scope="col">{ words::REQUEST.text() }</th><th scope="col" class="n">{ words::ANSWERED.text() }</th>
                    <th scope="col" class="n">{ words::MEDIAN.text() }</th><th scope="col" class="n">{ words::MOST.text() }</th>
                    <th scope="col" class="n">{ words::LONGEST.text() }</th>
                </tr></thead>
                <tbody>
                    { for latencies.iter().map(|latency| html! {
                        <tr key={latency.api}>
                            <th scope="row">{ latency.api }</th><td class="n">{ latency.answered }</td>
                            <td class="n">{ words::span(latency.median) }</td><td class="n">{ words::span(latency.most) }</td>
                            <td class="n">{ words::span(latency.longest) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_the_first_answer_there_is_no_course() {
        assert_eq!(course(&Courses::default(), 5_000_000, 10_000_000), None);
    }
}
