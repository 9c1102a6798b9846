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
    /// How many there are besides.
    pub(crate) older: usize,
}

/// Which of all events are meant, each looked at once: what is said of an event is not made again for each that follows.
#[derive(Debug, Default)]
pub(crate) struct Search {
    of: Option<Of>,
    /// Numbers of those that are meant.
    meant: Vec<usize>,
    /// Events looked at, from the first one there ever was.
    looked: usize,
}

/// What makes other events, others of them to be meant, or other words for them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Of {
    /// Stories opened, and deeds in the present one: its events are others then.
    pub(crate) story: (u64, u64),
    /// Whether what is not worth a sentence is meant too.
    pub(crate) everything: bool,
    /// What is looked for.
    pub(crate) filter: LogFilter,
    /// In which words.
    pub(crate) language: words::Language,
}

impl Of {
    /// Whether no more than a text was made longer: what is meant now was meant before.
    fn narrows(&self, before: &Self) -> bool {
        let (now, then) = (&self.filter.text, &before.filter.text);
        now.len() > then.len()
            && now.contains(then.as_str())
            && Self { filter: LogFilter { text: then.clone(), ..self.filter.clone() }, ..self.clone() }
                == *before
    }

    /// Whether what is looked for stands in what is said of an event.
    fn finds(&self, happened: &Happened, view: &ClusterView) -> bool {
        self.filter.text.is_empty()
            || self.filter.finds(&words::who(happened, view), &words::sentence(happened, view))
    }
}

impl Search {
    /// So many of the newest entries. `first` is the number of the first event that is remembered, of those in `events`.
    pub(crate) fn entries(
        &mut self,
        of: Of,
        (first, events): (usize, &[Happened]),
        view: &ClusterView,
        most: usize,
    ) -> Entries {
        let end = first + events.len();
        if self.of.as_ref().is_some_and(|before| of.narrows(before)) {
            // Of those that were meant, so that a letter more does not make all sentences again.
            self.meant
                .retain(|number| (first..end).contains(number) && of.finds(&events[number - first], view));
            self.looked = self.looked.min(end);
            self.of = Some(of.clone());
        } else if self.of.as_ref() != Some(&of) {
            *self = Self { of: Some(of.clone()), ..Self::default() };
        }
        for number in self.looked.max(first)..end {
            let happened = &events[number - first];
            if of.filter.admits(happened, of.everything) && of.finds(happened, view) {
                self.meant.push(number);
            }
        }
        self.looked = self.looked.max(end);
        // Who went back sees less of them, and what is forgotten is no longer told.
        let forgotten = self.meant.partition_point(|number| *number < first);
        self.meant.drain(..forgotten);
        let meant = &self.meant[..self.meant.partition_point(|number| *number < end)];
        let older = meant.len().saturating_sub(most);
        let entry = |number: &usize| Entry::of(*number, &events[number - first], view);
        Entries { newest: meant[older..].iter().rev().map(entry).collect(), older }
    }
}

impl Entry {
    fn of(number: usize, happened: &Happened, view: &ClusterView) -> Self {
        Self {
            at: happened.at,
            number,
            who: words::who(happened, view),
            sentence: words::sentence(happened, view),
            tone: tone(&happened.event),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::Party;

    fn happened(at: Micros, node: i32, event: Event) -> Happened {
        Happened { at, step: at, who: Party::Node(node), event }
    }

    /// Broker 1 is killed at each even moment, broker 2 paused at each odd one.
    fn events(range: std::ops::Range<u64>) -> Vec<Happened> {
        let one = |at: u64| match at % 2 {
            0 => happened(at, 1, Event::Killed),
            _ => happened(at, 2, Event::Paused),
        };
        range.map(one).collect()
    }

    fn of(text: &str, deeds: u64) -> Of {
        let mut filter = LogFilter::default();
        filter.look_for(text);
        Of { story: (0, deeds), everything: true, filter, language: words::language() }
    }

    #[test]
    fn older_ones_are_counted_as_they_are_looked_for() {
        let (mut search, view) = (Search::default(), ClusterView::default());
        let mut told = |text: &str, first: usize, events: &[Happened]| {
            let entries = search.entries(of(text, 0), (first, events), &view, 3);
            let at: Vec<Micros> = entries.newest.iter().map(|entry| entry.at).collect();
            (at, entries.older)
        };
        assert_eq!(told("", 0, &events(0..10)), (vec![9, 8, 7], 7));
        assert_eq!(told("killed", 0, &events(0..10)), (vec![8, 6, 4], 2));
        // On, back, on again; then the first are forgotten.
        assert_eq!(told("killed", 0, &events(0..14)), (vec![12, 10, 8], 4));
        assert_eq!(told("killed", 0, &events(0..6)), (vec![4, 2, 0], 0));
        assert_eq!(told("killed", 0, &events(0..14)), (vec![12, 10, 8], 4));
        assert_eq!(told("killed", 5, &events(5..14)), (vec![12, 10, 8], 1));
        assert_eq!(told("qqq", 5, &events(5..14)), (vec![], 0));
        // A letter more, and one less.
        assert_eq!(told("kil", 0, &events(0..14)), (vec![12, 10, 8], 4));
        assert_eq!(told("kill", 0, &events(0..8)), (vec![6, 4, 2], 1));
        assert_eq!(told("kill", 0, &events(0..14)), (vec![12, 10, 8], 4));
        assert_eq!(told("ill", 5, &events(5..14)), (vec![12, 10, 8], 1));
    }

    #[test]
    fn what_another_deed_made_of_them_is_looked_at_anew() {
        let (mut search, view) = (Search::default(), ClusterView::default());
        let others: Vec<Happened> = (0..4).map(|at| happened(at, 1, Event::Paused)).collect();
        assert_eq!(search.entries(of("killed", 0), (0, &events(0..4)), &view, 9).newest.len(), 2);
        assert_eq!(search.entries(of("killed", 1), (0, &others), &view, 9).newest.len(), 0);
    }
}
