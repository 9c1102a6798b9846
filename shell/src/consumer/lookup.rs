//! `--include`: which topics an expression means.
//!
//! Java's consumer filters the metadata of all topics; ours subscribes to names. So the console consumer asks for the
//! names itself, at its start and again every `metadata.max.age.ms`, over a link of its own.

use alloc::vec::Vec;

use partita_client::admin::{Admin, Target};
use partita_client::settings::AdminSettings;
use partita_machine::{CallId, Effect, Input, Instant, LinkId, Name, Now, Rng};
use partita_wire::Response;
use partita_wire::messages::metadata_request::MetadataRequest;

use crate::pattern::Pattern;

/// Added to the numbers of links and calls: the consumer beside it numbers its own from 1 on.
const OWN_NUMBERS: u64 = 1 << 40;

/// The search for topics that an expression means.
#[derive(Clone, Debug)]
pub(super) struct Lookup {
    pattern: Pattern,
    admin: Admin,
    max_age_ms: u64,
    asking: bool,
    next_at: Instant,
}

impl Lookup {
    pub(super) fn new(pattern: Pattern, settings: AdminSettings, rng: Rng) -> Self {
        let max_age_ms = settings.common.metadata_max_age_ms;
        Self { pattern, admin: Admin::new(settings, rng), max_age_ms, asking: false, next_at: Instant(0) }
    }

    /// Takes an input if it is about a link of its own, or gives it back. The time is for both.
    pub(super) fn take(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) -> Option<Input> {
        let own = |number: u64| number.checked_sub(OWN_NUMBERS);
        let (ours, theirs) = match input {
            Input::Linked { link: LinkId(n) } => match own(n) {
                Some(n) => (Some(Input::Linked { link: LinkId(n) }), None),
                None => (None, Some(input)),
            },
            Input::Lost { link: LinkId(n), why } => match own(n) {
                Some(n) => (Some(Input::Lost { link: LinkId(n), why }), None),
                None => (None, Some(input)),
            },
            Input::Response { link: LinkId(n), call: CallId(c), body } => match own(n).zip(own(c)) {
                Some((n, c)) => (Some(Input::Response { link: LinkId(n), call: CallId(c), body }), None),
                None => (None, Some(Input::Response { link: LinkId(n), call: CallId(c), body })),
            },
            Input::Wake => (Some(Input::Wake), Some(Input::Wake)),
            other => (None, Some(other)),
        };
        if let Some(input) = ours {
            let from = effects.len();
            self.admin.handle(now, input, effects);
            renumber(from, effects);
        }
        theirs
    }

    /// Topics that the expression means, whenever they were asked for anew.
    pub(super) fn found(&mut self, now: Now, effects: &mut Vec<Effect>) -> Option<Vec<Name>> {
        let from = effects.len();
        let mut found = None;
        for answer in self.admin.take_answers() {
            self.asking = false;
            let Ok(answers) = answer.outcome else { continue };
            let Some((_, Response::Metadata(body))) = answers.into_iter().next() else { continue };
            let names = body.topics.into_iter().filter(|topic| topic.error_code == 0 && !topic.is_internal);
            let names = names.filter_map(|topic| topic.name).filter(|name| self.pattern.matches(name));
            found = Some(names.map(|name| Name::from(name.as_str())).collect());
            self.next_at = now.at.after_ms(self.max_age_ms);
            self.admin.close(effects);
        }
        if !self.asking && self.next_at <= now.at {
            self.asking = true;
            let body = MetadataRequest { topics: None, ..MetadataRequest::default() };
            self.admin.ask(now, "listTopics", Target::Any, body, effects);
        }
        renumber(from, effects);
        found
    }

    pub(super) fn close(&mut self, effects: &mut Vec<Effect>) {
        let from = effects.len();
        self.admin.close(effects);
        renumber(from, effects);
    }

    pub(super) fn wake_at(&self) -> Option<Instant> {
        let next = (!self.asking).then_some(self.next_at);
        next.into_iter().chain(self.admin.wake_at()).min()
    }
}

fn renumber(from: usize, effects: &mut [Effect]) {
    for effect in &mut effects[from..] {
        match effect {
            Effect::Open { link, .. } | Effect::Hang { link } => link.0 += OWN_NUMBERS,
            Effect::Call { link, call, .. } => {
                (link.0, call.0) = (link.0 + OWN_NUMBERS, call.0 + OWN_NUMBERS)
            }
            _ => {}
        }
    }
}
