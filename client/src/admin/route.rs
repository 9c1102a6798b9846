//! The way of a question to its brokers.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::{Address, Effect, Name, Now};
use partita_wire::Request;
use partita_wire::messages::find_coordinator_request::FindCoordinatorRequest;

use super::{Admin, AskId, Reply, Target, leaders};
use crate::net::LinkKey;

impl Admin {
    /// Sends the request of a question, or looks first for whom it belongs to.
    pub(super) fn start(&mut self, now: Now, id: AskId, effects: &mut Vec<Effect>) {
        if self.net.metadata.brokers.is_empty() {
            self.net.want_refresh();
            return;
        }
        let Some(ask) = self.asks.get(&id) else { return };
        let (target, body) = (ask.target.clone(), ask.body.clone());
        let parts = match target {
            // Of controllers only the active one knows.
            Target::Any if self.net.common.controllers => {
                self.net.metadata.controller.map(|node| vec![(node, body)])
            }
            Target::Any => match self.net.least_loaded() {
                Some((LinkKey::Broker(node), _)) => Some(vec![(node, body)]),
                _ => None,
            },
            Target::Controller => self.net.metadata.controller.map(|node| vec![(node, body)]),
            Target::Broker(node) => Some(vec![(node, body)]),
            Target::Coordinator(group) => match self.coordinators.get(&group) {
                Some(Some(node)) => Some(vec![(*node, body)]),
                Some(None) => return,
                None => return self.find(now, group, effects),
            },
            Target::EachBroker => {
                Some(self.net.metadata.brokers.keys().map(|&node| (node, body.clone())).collect())
            }
            Target::Leaders => {
                for topic in leaders::topics(&body) {
                    self.net.want_topic(&Name::from(topic));
                }
                leaders::split(&body, &self.net.metadata)
            }
        };
        match parts {
            Some(parts) => self.send(now, id, parts, effects),
            None => self.net.want_refresh(),
        }
    }

    fn send(&mut self, now: Now, id: AskId, parts: Vec<(i32, Request)>, effects: &mut Vec<Effect>) {
        type Addressed = ((LinkKey, Address), i32, Request);
        let address = |(node, body)| self.net.broker(node).map(|to| (to, node, body));
        let addressed: Option<Vec<Addressed>> = parts.into_iter().map(address).collect();
        let Some(addressed) = addressed else { return self.net.want_refresh() };
        if addressed.is_empty() {
            return self.end(id, Ok(Vec::new()));
        }
        let Some(ask) = self.asks.get_mut(&id) else { return };
        ask.open = u32::try_from(addressed.len()).unwrap_or(u32::MAX);
        ask.tries += 1;
        ask.collected.clear();
        let (attempt, version_max) = (ask.tries, ask.version_max);
        let timeout = self.net.common.request_timeout_ms;
        for ((key, to), node, body) in addressed {
            let reply = Reply::Part { ask: id, attempt, node };
            self.net.call(now, (&key, &to), body, version_max, reply, timeout, effects);
        }
    }

    fn find(&mut self, now: Now, group: String, effects: &mut Vec<Effect>) {
        let Some((key, to)) = self.net.least_loaded() else { return };
        let body = FindCoordinatorRequest { coordinator_keys: vec![group.clone()], ..Default::default() };
        self.coordinators.insert(group.clone(), None);
        let timeout = self.net.common.request_timeout_ms;
        self.net.call(now, (&key, &to), body, i16::MAX, Reply::Find(group), timeout, effects);
    }
}
