//! Carries what the brokers of a bench send: to each other, to those who asked, and to the controller, which the bench plays.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use partita_machine::{Address, CallId, Effect, LinkId, LostReason, Now};
use partita_wire::messages::alter_partition_request::AlterPartitionRequest;
use partita_wire::messages::alter_partition_response::{AlterPartitionResponse, PartitionData, TopicData};
use partita_wire::messages::api_versions_response::{ApiVersion, ApiVersionsResponse};
use partita_wire::{ApiKey, ErrorCode, Request, Response};

use super::{Bench, CONTROLLER, Delivery};
use crate::broker::partitions::Partitions;
use crate::cx::Cx;
use crate::image::Image;

impl Bench {
    pub(super) fn deliver_all(&mut self) {
        let mut held = VecDeque::new();
        while let Some((to, delivery)) = self.queue.pop_front() {
            if self.paused.contains(&to) {
                held.push_back((to, delivery));
                continue;
            }
            self.with(to, |broker, cx, image| match delivery {
                Delivery::Request(asked) => {
                    let (asked, body) = *asked;
                    assert!(broker.on_request(cx, image, asked, body).is_none());
                }
                Delivery::Linked(link) => cx.links.linked(link, cx.effects),
                Delivery::Lost(link) => cx.settled.extend(cx.links.lost(link, LostReason::Refused)),
                Delivery::Response(link, call, body) => {
                    let ended = cx.links.response(link, call, *body, cx.effects);
                    cx.settled.extend(ended);
                }
            });
        }
        self.queue = held;
    }

    pub(in crate::replica::tests) fn with(
        &mut self,
        id: i32,
        act: impl FnOnce(&mut Partitions, &mut Cx<'_>, &Arc<Image>),
    ) {
        let now = Now { at: self.now, wall_ms: 1_000_000 + i64::try_from(self.now.as_ms()).unwrap() };
        let mut effects = Vec::new();
        let host = self.hosts.get_mut(&id).unwrap();
        let mut settled = Vec::new();
        let mut cx = Cx {
            now,
            config: &host.config,
            disk: &mut host.disk,
            links: &mut host.links,
            rng: &mut host.rng,
            effects: &mut effects,
            controller: Some((0, Address::new("controller", CONTROLLER))),
            settled: &mut settled,
        };
        act(&mut host.broker, &mut cx, &self.image);
        loop {
            for ended in core::mem::take(cx.settled) {
                host.broker.on_reply(&mut cx, ended.reply, ended.outcome);
            }
            if !host.broker.progress(&mut cx, &self.image, -1) && cx.settled.is_empty() {
                break;
            }
        }
        for effect in effects {
            self.on_effect(id, effect);
        }
    }

    fn on_effect(&mut self, from: i32, effect: Effect) {
        match effect {
            Effect::Open { link, to } => {
                let is_there = to.port == CONTROLLER || self.host_at(&to).is_some();
                self.hosts.get_mut(&from).unwrap().opened.insert(link, to);
                let delivery = if is_there { Delivery::Linked(link) } else { Delivery::Lost(link) };
                self.queue.push_back((from, delivery));
            }
            Effect::Call { link, call, version, body } => self.on_call(from, link, call, version, body),
            Effect::Answer { request, body, .. } => match self.routes.remove(&request) {
                Some((to, link, call)) => {
                    let delivery = Delivery::Response(link, call, Box::new(body.unwrap()));
                    self.queue.push_back((to, delivery));
                }
                None => {
                    self.answers.insert(request, body);
                }
            },
            Effect::Close { conn, .. } => self.closed.push(conn),
            Effect::Tell(event) => self.events.push((from, event)),
            _ => {}
        }
    }

    fn on_call(&mut self, from: i32, link: LinkId, call: CallId, version: i16, body: Request) {
        let to = self.hosts[&from].opened[&link].clone();
        let answer = match body {
            Request::ApiVersions(_) => Some(all_versions()),
            Request::AlterPartition(request) if self.controller_is_deaf => {
                let offered = &request.topics[0].partitions[0].new_isr_with_epochs;
                self.last_epochs.extend(offered.last().map(|member| member.broker_epoch));
                self.offers.push(members(&request));
                None
            }
            Request::AlterPartition(request) => Some(self.alter_partition(&request).into()),
            body => {
                let to = self.host_at(&to).unwrap();
                let asked = self.asked(body.api_key(), version);
                self.routes.insert(asked.request, (from, link, call));
                self.queue.push_back((to, Delivery::Request(Box::new((asked, body)))));
                None
            }
        };
        if let Some(answer) = answer {
            self.queue.push_back((from, Delivery::Response(link, call, Box::new(answer))));
        }
    }

    /// The controller's part: the newest partition epoch wins.
    fn alter_partition(&mut self, request: &AlterPartitionRequest) -> AlterPartitionResponse {
        let asked = &request.topics[0].partitions[0];
        let in_sync = members(request);
        self.offers.push(in_sync.clone());
        let known = self.image.partition("orders", 0).unwrap().clone();
        let mut answer = PartitionData { partition_index: 0, ..Default::default() };
        if known.partition_epoch == asked.partition_epoch {
            self.change_image(|state| state.in_sync.clone_from(&in_sync));
            (answer.leader_id, answer.leader_epoch) = (known.leader, known.leader_epoch);
            (answer.isr, answer.partition_epoch) = (in_sync, known.partition_epoch + 1);
        } else {
            answer.error_code = ErrorCode::InvalidUpdateVersion as i16;
        }
        let topic = TopicData { topic_id: request.topics[0].topic_id, partitions: vec![answer] };
        AlterPartitionResponse { topics: vec![topic], ..Default::default() }
    }
}

fn members(request: &AlterPartitionRequest) -> Vec<i32> {
    request.topics[0].partitions[0].new_isr_with_epochs.iter().map(|member| member.broker_id).collect()
}

fn all_versions() -> Response {
    let apis = [ApiKey::Fetch, ApiKey::ListOffsets, ApiKey::AlterPartition];
    let api_keys = apis.map(|api| {
        let (min_version, max_version) = api.versions();
        ApiVersion { api_key: api as i16, min_version, max_version }
    });
    ApiVersionsResponse { api_keys: api_keys.to_vec(), ..Default::default() }.into()
}
