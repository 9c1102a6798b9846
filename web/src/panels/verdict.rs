//! Promises: what was broken first, what was given up as a setting allows, and the state of everything that is watched.

use std::collections::BTreeMap;

use partita_view::{Finding, Micros, NotAsked};
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
    /// What the checkers found, and what does not hold although everything is mended.
    pub(crate) findings: Vec<Found>,
    /// Promises that are not asked now, and why.
    pub(crate) not_asked: Vec<(&'static str, NotAsked)>,
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
    let told = folded(&findings);
    let more: usize = told.iter().skip(TOLD_MAX).map(|told| told.findings).sum();
    let later = props.promises.iter().filter(|(name, _)| waits(props, name).is_some()).count();
    let broken = props.findings.iter().filter(|(finding, _)| finding.allowed_by.is_none()).count();
    html! {
        <div class="pane-b" tabindex="0" role="region" aria-label={words::VERDICT.text()}>
            <p class="sum">{ words::verdict_sum(props.promises.len() - later, later, broken, props.findings.len() - broken) }</p>
            { for told.iter().take(TOLD_MAX).map(|told| finding(props, told)) }
            if more > 0 { <p class="muted">{ words::more_findings(more) }</p> }
            <dl class="promises">
                { for props.promises.iter().map(|(name, promise)| {
                    let (class, state) = state(props, name);
                    let later = waits(props, name).map(words::not_asked);
                    html! {
                        <>
                            <dt {class}>{ *name }{ " " }{ state }</dt>
                            <dd>{ words::promised(name, promise) }if let Some(later) = later { <span class="muted">{ " " }{ later }</span> }</dd>
                        </>
                    }
                }) }
            </dl>
        </div>
    }
}

/// Why a promise is not asked now. One that is broken has its answer.
fn waits(props: &Props, name: &str) -> Option<NotAsked> {
    let found = props.findings.iter().any(|(finding, _)| finding.promise == name);
    let why = props.not_asked.iter().find(|(waiting, _)| *waiting == name).map(|(_, why)| *why);
    why.filter(|_| !found)
}

/// The state of a promise, and its class: broken beats given up, and what nobody asks now is not kept.
fn state(props: &Props, name: &str) -> (&'static str, &'static str) {
    let of_it =
        || props.findings.iter().map(|(finding, _)| finding).filter(|finding| finding.promise == name);
    if of_it().any(|finding| finding.allowed_by.is_none()) {
        ("bad", words::kept(false))
    } else if of_it().next().is_some() {
        ("warn", words::GIVEN_UP.text())
    } else if waits(props, name).is_some() {
        ("muted", words::NOT_ASKED.text())
    } else {
        ("ok", words::kept(true))
    }
}

/// A finding, with those that are alike up to another offset.
#[derive(Debug, PartialEq)]
struct Told<'a> {
    /// The first of them.
    finding: &'a Finding,
    at: Option<Micros>,
    /// First and last offset and what is said of them, where it is said of offsets.
    offsets: Option<(i64, i64, &'a str)>,
    /// How many they are.
    findings: usize,
}

impl Told<'_> {
    fn title(&self) -> String {
        let last = self.offsets.filter(|_| self.findings > 1).map(|(_, last, _)| last);
        words::findings_title(self.finding, last)
    }

    fn seen(&self) -> String {
        self.offsets.map_or_else(|| words::seen(&self.finding.seen), words::seen_of_offsets)
    }
}

/// Findings of neighbouring offsets as one, where they are of the same promise, partition, node and cause, in the order of the first
/// of each.
fn folded<'a>(findings: &[&'a Found]) -> Vec<Told<'a>> {
    let mut told: Vec<Told> = Vec::new();
    // Which one goes on, by what makes findings alike.
    let mut open: BTreeMap<_, usize> = BTreeMap::new();
    for (finding, at) in findings {
        let offsets = words::seen_offsets(&finding.seen);
        if let Some((first, last, rest)) = offsets {
            let alike = (finding.promise, &finding.about, finding.node, finding.allowed_by, rest);
            let before = open.get(&alike).and_then(|known| told.get_mut(*known));
            if let Some(Told { offsets: Some((_, end, _)), findings, .. }) = before
                && end.checked_add(1) == Some(first)
            {
                (*end, *findings) = (last, *findings + 1);
                continue;
            }
            open.insert(alike, told.len());
        }
        told.push(Told { finding, at: *at, offsets, findings: 1 });
    }
    told
}

fn finding(props: &Props, told: &Told<'_>) -> Html {
    let Told { finding, at, .. } = *told;
    let (class, why) = match finding.allowed_by {
        Some(by) => ("finding warn", words::allowed_by(by)),
        None => ("finding bad", words::NOT_ALLOWED.text().to_owned()),
    };
    html! {
        <section {class}>
            <h3>{ told.title() }</h3>
            <p><b>{ words::PROMISED.text() }</b>{ " " }{ words::promised(finding.promise, finding.promised) }</p>
            <p><b>{ words::SEEN.text() }</b>{ " " }{ at.map(words::time) }{ " " }{ told.seen() }</p>
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, in_language};

    /// A loss of offsets of `orders-0`, as the checkers tell it, for which a setting is to blame.
    fn lost(first: i64, last: i64, acks: &'static str) -> Found {
        let finding = Finding {
            promise: "P2",
            promised: "",
            about: Some(("orders".into(), 0)),
            offset: Some(first),
            lost: Some((first, last)),
            node: Some(1),
            seen: format!(
                "Offsets {first} to {last} of orders-0 were acknowledged with {acks}; broker 1, which leads in epoch 1, does not have them."
            ),
            allowed_by: (acks != "acks=all").then_some(acks),
        };
        (finding, Some(21_000_000))
    }

    fn props(findings: Vec<Found>, not_asked: Vec<(&'static str, NotAsked)>) -> Props {
        let promises = &[("P2", "A record that was acknowledged stays."), ("V1", "There is a leader.")];
        let (on_replay, on_select) = (Callback::noop(), Callback::noop());
        Props { findings, not_asked, promises, on_replay, on_select }
    }

    #[test]
    fn what_nobody_asks_now_is_not_called_kept() {
        let broken = props(Vec::new(), vec![("V1", NotAsked::Broken)]);
        assert_eq!([state(&broken, "P2").1, state(&broken, "V1").1], ["kept", "not asked yet"]);
        assert_eq!([waits(&broken, "P2"), waits(&broken, "V1")], [None, Some(NotAsked::Broken)]);
        let healed = props(Vec::new(), Vec::new());
        assert_eq!(state(&healed, "V1"), ("ok", "kept"));
        // What does not hold is broken, whatever is to be asked.
        let mut found = lost(3, 3, "acks=all").0;
        found.promise = "V1";
        let unhealed = props(vec![(found, None)], vec![("V1", NotAsked::Reading)]);
        assert_eq!((state(&unhealed, "V1"), waits(&unhealed, "V1")), (("bad", "broken"), None));
    }

    /// First offset, last offset and number of each.
    fn ranges(findings: &[Found]) -> Vec<(i64, i64, usize)> {
        let findings: Vec<&Found> = findings.iter().collect();
        let range = |told: &Told| told.offsets.map(|(first, last, _)| (first, last, told.findings));
        folded(&findings).iter().filter_map(range).collect()
    }

    #[test]
    fn neighbouring_losses_of_one_cause_are_told_as_one() {
        let all: Vec<Found> = (81..120).map(|offset| lost(offset, offset, "acks=1")).collect();
        assert_eq!(ranges(&all), [(81, 119, 39)]);
        // Batches of several records are neighbours as well.
        assert_eq!(
            ranges(&[lost(3, 7, "acks=1"), lost(8, 8, "acks=1"), lost(9, 12, "acks=1")]),
            [(3, 12, 3)]
        );
    }

    #[test]
    fn a_gap_or_another_cause_is_told_apart() {
        assert_eq!(
            ranges(&[lost(3, 3, "acks=1"), lost(5, 5, "acks=1"), lost(6, 6, "acks=1")]),
            [(3, 3, 1), (5, 6, 2)]
        );
        let mixed =
            [lost(3, 3, "acks=1"), lost(4, 4, "acks=all"), lost(4, 5, "acks=1"), lost(5, 5, "acks=all")];
        assert_eq!(ranges(&mixed), [(3, 5, 2), (4, 5, 2)]);
        let other = |change: fn(&mut Finding)| {
            let mut next = lost(4, 4, "acks=1");
            change(&mut next.0);
            ranges(&[lost(3, 3, "acks=1"), next]).len()
        };
        assert_eq!(other(|_| ()), 1);
        assert_eq!(other(|next| next.promise = "R1"), 2);
        assert_eq!(other(|next| next.about = Some(("orders".into(), 1))), 2);
        assert_eq!(other(|next| next.node = Some(2)), 2);
        assert_eq!(other(|next| next.allowed_by = Some("an unclean election")), 2);
        assert_eq!(other(|next| next.seen = next.seen.replace("epoch 1", "epoch 2")), 2);
    }

    #[test]
    fn what_was_folded_says_so_in_both_languages_and_opens_its_first_record() {
        let all = [lost(81, 81, "acks=1"), lost(82, 83, "acks=1")];
        let findings: Vec<&Found> = all.iter().collect();
        let told = folded(&findings);
        assert_eq!(told[0].title(), "P2 given up: offsets 81 to 83 of orders-0");
        assert!(told[0].seen().starts_with("Offsets 81 to 83 of orders-0 were acknowledged with acks=1;"));
        let german = in_language(Language::German, || [told[0].title(), told[0].seen()]);
        assert_eq!(german[0], "P2 aufgegeben: Offsets 81 bis 83 von orders-0");
        assert!(german[1].starts_with("Die Offsets 81 bis 83 von orders-0"), "{}", german[1]);
        let first = Selection::Record("orders".into(), 0, 1, 81);
        assert!(about(told[0].finding).iter().any(|(_, what)| *what == first));
        // One alone keeps its title.
        assert_eq!(folded(&findings[..1])[0].title(), "P2 given up: orders-0, offset 81");
    }
}
