//! What happened, in sentences, the newest first.

use std::rc::Rc;

use partita_view::{ClusterView, Event, Happened, Micros};
use yew::{Callback, Html, Properties, component, html};

use crate::session::LogFilter;
use crate::words;

/// Entries shown at first, and how many more each time that older ones are asked for.
pub(crate) const SHOWN: usize = 120;

/// A line of the log.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    at: Micros,
    /// Number of the event: a key for lists.
    number: usize,
    who: String,
    sentence: String,
    tone: &'static str,
}

/// The newest entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entries {
    /// Newest first.
    pub(crate) newest: Vec<Entry>,
    /// How many there are besides; of those that a text is looked for in, it is not known how many have it.
    pub(crate) older: usize,
}

/// So many of the newest entries.
pub(crate) fn entries(
    events: &[Happened],
    view: &ClusterView,
    everything: bool,
    filter: &LogFilter,
    most: usize,
) -> Entries {
    let mut admitted =
        events.iter().enumerate().rev().filter(|(_, happened)| filter.admits(happened, everything));
    let newest = admitted
        .by_ref()
        .map(|(number, happened)| Entry {
            at: happened.at,
            number,
            who: words::who(happened, view),
            sentence: words::sentence(happened, view),
            tone: tone(&happened.event),
        })
        .filter(|entry| filter.finds(&entry.who, &entry.sentence))
        .take(most)
        .collect();
    Entries { newest, older: admitted.count() }
}

fn tone(event: &Event) -> &'static str {
    match event {
        Event::Killed
        | Event::PoweredOff
        | Event::DiskFailed
        | Event::LogDirectoryFailed
        | Event::LogDirectoryOffline { .. }
        | Event::DiskDirectoryFailed(_)
        | Event::SendFailed { .. }
        | Event::Verdict(_)
        | Event::LeaderElected { leader: None, .. }
        | Event::LeaderElected { unclean: true, .. } => "bad",
        Event::Paused
        | Event::LinkCut { .. }
        | Event::LinkSlowed { .. }
        | Event::DiskSlowed(_)
        | Event::DiskFilled
        | Event::DiskTears
        | Event::DiskFlushesFail
        | Event::DiskFlushesLie
        | Event::DiskFileLost(_)
        | Event::DiskFlipped(..)
        | Event::ClockSet(1.. | ..=-1)
        | Event::Dropped(_)
        | Event::BrokerFenced(_)
        | Event::ProduceRefused { .. }
        | Event::Retried { .. }
        | Event::Truncated { .. }
        | Event::Evicted { .. }
        | Event::InSyncChanged { .. } => "warn",
        Event::Commanded(_) => "command",
        _ => "",
    }
}

/// Props of [`Log`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The newest entries, newest first.
    pub(crate) entries: Rc<Entries>,
    /// Whether a filter may hide others.
    pub(crate) filtered: bool,
    /// Older ones are to be shown too.
    pub(crate) on_older: Callback<()>,
    /// Somebody wants to be at another moment.
    pub(crate) on_seek: Callback<Micros>,
}

/// The log.
#[component]
pub(crate) fn Log(props: &Props) -> Html {
    if props.entries.newest.is_empty() {
        let why = if props.filtered { words::NOTHING_FOUND } else { words::NOTHING_YET };
        return html! { <div class="pane-b"><p class="muted">{ why.text() }</p></div> };
    }
    html! {
        <div class="pane-b" tabindex="0" role="region" aria-label={words::LOG.text()}>
            <ol class="log">
                { for props.entries.newest.iter().enumerate().map(|(n, entry)| {
                    let (on_seek, at) = (props.on_seek.clone(), entry.at);
                    html! {
                        <li key={entry.number} class={if n == 0 { "now" } else { "" }}>
                            <button type="button" class="t" title={words::GO_THERE.text()} onclick={move |_| on_seek.emit(at)}>
                                { words::time(entry.at) }
                            </button>
                            <span class="who">{ &entry.who }</span>
                            <span class={entry.tone}>{ &entry.sentence }</span>
                        </li>
                    }
                }) }
            </ol>
            if props.entries.older > 0 {
                <button type="button" class="btn" onclick={props.on_older.reform(|_| ())}>{ words::older(props.entries.older) }</button>
            }
        </div>
    }
}
