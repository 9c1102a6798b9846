//! Promises: what was broken first, what was given up as a setting allows, and everything that is watched.

use partita_view::Finding;
use yew::{Html, Properties, component, html};

use crate::words;

/// Props of [`Verdict`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// What the checkers found.
    pub(crate) findings: Vec<Finding>,
    /// What they watch.
    pub(crate) promises: &'static [(&'static str, &'static str)],
}

/// The verdict.
#[component]
pub(crate) fn Verdict(props: &Props) -> Html {
    let mut findings: Vec<&Finding> = props.findings.iter().collect();
    findings.sort_by_key(|finding| finding.allowed_by.is_some());
    html! {
        <div class="pane-b" tabindex="0" role="region" aria-label={words::VERDICT.text()}>
            { for findings.into_iter().map(finding) }
            <dl class="promises">
                { for props.promises.iter().map(|(name, promise)| {
                    let broken = props.findings.iter().any(|f| f.promise == *name && f.allowed_by.is_none());
                    html! {
                        <>
                            <dt class={if broken { "bad" } else { "ok" }}>{ *name }{ " " }{ words::kept(!broken) }</dt>
                            <dd>{ words::promised(name, promise) }</dd>
                        </>
                    }
                }) }
            </dl>
        </div>
    }
}

fn finding(finding: &Finding) -> Html {
    let (class, why) = match finding.allowed_by {
        Some(by) => ("finding warn", words::allowed_by(by)),
        None => ("finding bad", words::NOT_ALLOWED.text().to_owned()),
    };
    html! {
        <section {class}>
            <h3>{ words::finding_title(finding) }</h3>
            <p><b>{ words::PROMISED.text() }</b>{ " " }{ words::promised(finding.promise, finding.promised) }</p>
            <p><b>{ words::SEEN.text() }</b>{ " " }{ words::seen(&finding.seen) }</p>
            <p>{ why }</p>
        </section>
    }
}
