//! Promises: what was broken first, what was given up as a setting allows, and the state of everything that is watched.

use partita_view::{Finding, Micros};
use yew::{Callback, Html, Properties, component, html};

use crate::session::Selection;
use crate::words;

/// The story plays from so long before a promise was broken.
const BEFORE: Micros = 3_000_000;

/// Findings told one by one.
const TOLD_MAX: usize = 40;

/// Something that the checkers found, and when, as far as that is remembered.
pub(crate) type Found = (Finding, Option<Micros>);

/// Props of [`Verdict`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What the checkers found.
    pub(crate) findings: Vec<Found>,
    /// What they watch.
    pub(crate) promises: &'static [(&'static str, &'static str)],
    /// The story is to be played from a moment.
    pub(crate) on_replay: Callback<Micros>,
    /// Something is to be opened.
    pub(crate) on_select: Callback<Selection>,
}

/// The verdict.
#[component]
pub(crate) fn Verdict(props: &Props) -> Html {
    let mut findings: Vec<&Found> = props.findings.iter().collect();
    findings.sort_by_key(|(finding, at)| (finding.allowed_by.is_some(), *at));
    let broken = props.findings.iter().filter(|(finding, _)| finding.allowed_by.is_none()).count();
    html! {
        <div class="pane-b" tabindex="0" role="region" aria-label={words::VERDICT.text()}>
            <p class="sum">{ words::verdict_sum(props.promises.len(), broken, props.findings.len() - broken) }</p>
            { for findings.iter().take(TOLD_MAX).map(|found| finding(props, found)) }
            if findings.len() > TOLD_MAX { <p class="muted">{ words::more_findings(findings.len() - TOLD_MAX) }</p> }
            <dl class="promises">
                { for props.promises.iter().map(|(name, promise)| {
                    let (class, state) = state(props, name);
                    html! { <><dt {class}>{ *name }{ " " }{ state }</dt><dd>{ words::promised(name, promise) }</dd></> }
                }) }
            </dl>
        </div>
    }
}

/// The state of a promise, and its class: broken beats given up.
fn state(props: &Props, name: &str) -> (&'static str, &'static str) {
    let of_it =
        || props.findings.iter().map(|(finding, _)| finding).filter(|finding| finding.promise == name);
    if of_it().any(|finding| finding.allowed_by.is_none()) {
        ("bad", words::kept(false))
    } else if of_it().next().is_some() {
        ("warn", words::GIVEN_UP.text())
    } else {
        ("ok", words::kept(true))
    }
}

fn finding(props: &Props, (finding, at): &Found) -> Html {
    let (class, why) = match finding.allowed_by {
        Some(by) => ("finding warn", words::allowed_by(by)),
        None => ("finding bad", words::NOT_ALLOWED.text().to_owned()),
    };
    html! {
        <section {class}>
            <h3>{ words::finding_title(finding) }</h3>
            <p><b>{ words::PROMISED.text() }</b>{ " " }{ words::promised(finding.promise, finding.promised) }</p>
            <p><b>{ words::SEEN.text() }</b>{ " " }{ at.map(words::time) }{ " " }{ words::seen(&finding.seen) }</p>
            <p>{ why }</p>
            if let Some(by) = finding.allowed_by { <p><b>{ words::WOULD_HOLD.text() }</b>{ " " }{ words::would_hold(by) }</p> }
            <div class="acts">
                { for at.map(|at| at.saturating_sub(BEFORE)).map(|from| html! {
                    <button type="button" class="btn" onclick={props.on_replay.reform(move |_| from)}>{ words::PLAY_IT.text() }</button>
                }) }
                { for about(finding).into_iter().map(|(name, what)| {
                    let on_select = props.on_select.clone();
                    html! { <button type="button" class="btn" onclick={move |_| on_select.emit(what.clone())}>{ name }</button> }
                }) }
            </div>
        </section>
    }
}

/// What a finding is about: the record or its partition, and the node.
fn about(finding: &Finding) -> Vec<(String, Selection)> {
    let mut all = Vec::new();
    if let (Some((topic, partition)), Some(node)) = (&finding.about, finding.node) {
        let replica = Selection::Replica(topic.clone(), *partition, node);
        all.push((words::on_broker(&words::partition(topic, *partition), node), replica));
        if let Some(offset) = finding.offset {
            all.push((words::record_at(offset), Selection::Record(topic.clone(), *partition, node, offset)));
        }
    } else if let Some(node) = finding.node {
        all.push((words::node(node, true), Selection::Node(node)));
    } else if let Some((topic, _)) = &finding.about {
        all.push((topic.to_string(), Selection::Topic(topic.clone())));
    }
    all
}
