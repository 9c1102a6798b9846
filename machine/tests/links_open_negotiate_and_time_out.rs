//! A machine's links: opened when first needed, versions negotiated, answers matched, time-outs end the whole link.

use partita_machine::{
    Address, CallId, Effect, Failure, Instant, LinkId, Links, LostReason, Now, Rng, Settings,
};
use partita_wire::messages::api_versions_response::{ApiVersion, ApiVersionsResponse};
use partita_wire::messages::heartbeat_request::HeartbeatRequest;
use partita_wire::messages::heartbeat_response::HeartbeatResponse;
use partita_wire::messages::metadata_request::MetadataRequest;
use partita_wire::{ApiKey, Response};

type TestLinks = Links<&'static str, u32>;

fn at(ms: u64) -> Now {
    Now { at: Instant::default().after_ms(ms), wall_ms: 0 }
}

fn links() -> TestLinks {
    Links::new(Settings::default(), Rng::new(1))
}

fn address() -> Address {
    Address::new("localhost", 9_092)
}

fn serving(apis: &[(ApiKey, i16, i16)]) -> Response {
    let api_keys = apis
        .iter()
        .map(|&(api, min_version, max_version)| ApiVersion { api_key: api as i16, min_version, max_version })
        .collect();
    ApiVersionsResponse { api_keys, ..Default::default() }.into()
}

/// Calls, and plays the other end up to the negotiated versions. Gives the effects that followed.
fn up(links: &mut TestLinks, served: &[(ApiKey, i16, i16)]) -> Vec<Effect> {
    let mut effects = Vec::new();
    links.call(at(0), &"broker", &address(), HeartbeatRequest::default().into(), 7, 30_000, &mut effects);
    assert_eq!(effects, [Effect::Open { link: LinkId(1), to: address() }]);
    effects.clear();
    links.linked(LinkId(1), &mut effects);
    let [Effect::Call { call, version, .. }] = effects[..] else { panic!("{effects:?}") };
    assert_eq!(version, ApiKey::ApiVersions.versions().1);
    effects.clear();
    let settled = links.response(LinkId(1), call, serving(served), &mut effects);
    assert_eq!(settled, []);
    effects
}

#[test]
fn the_newest_version_that_both_know_is_used() {
    let mut links = links();
    let effects = up(&mut links, &[(ApiKey::Heartbeat, 0, 3)]);
    let [Effect::Call { link: LinkId(1), call, version: 3, .. }] = effects[..] else { panic!("{effects:?}") };
    assert_eq!(links.version(&"broker", ApiKey::Heartbeat), Some(3));
    assert_eq!(links.unanswered(&"broker"), 1);

    let answer: Response = HeartbeatResponse::default().into();
    let settled = links.response(LinkId(1), call, answer.clone(), &mut Vec::new());
    assert_eq!(settled.len(), 1);
    assert_eq!((settled[0].reply, &settled[0].outcome), (7, &Ok(answer)));
}

#[test]
fn what_the_other_end_does_not_serve_fails_at_once() {
    let mut links = links();
    up(&mut links, &[(ApiKey::Heartbeat, 0, 3)]);
    let settled = links.call(
        at(1),
        &"broker",
        &address(),
        MetadataRequest::default().into(),
        8,
        30_000,
        &mut Vec::new(),
    );
    assert_eq!(settled[0].outcome, Err(Failure::Unsupported));
}

#[test]
fn a_late_answer_ends_the_link_with_every_call_on_it() {
    let mut links = links();
    up(&mut links, &[(ApiKey::Heartbeat, 0, 3)]);
    links.call(at(10), &"broker", &address(), HeartbeatRequest::default().into(), 8, 60_000, &mut Vec::new());
    assert_eq!(links.wake_at(), Some(at(30_000).at));

    let mut effects = Vec::new();
    let settled = links.due(at(30_000), &mut effects);
    assert_eq!(effects, [Effect::Hang { link: LinkId(1) }]);
    let ended: Vec<_> = settled.iter().map(|settled| (settled.reply, settled.outcome.clone())).collect();
    assert_eq!(ended, [(7, Err(Failure::TimedOut)), (8, Err(Failure::TimedOut))]);
    assert_eq!(links.response(LinkId(1), CallId(2), serving(&[]), &mut effects), []);
}

#[test]
fn a_lost_link_opens_again_after_a_backoff() {
    let mut links = links();
    up(&mut links, &[(ApiKey::Heartbeat, 0, 3)]);
    let settled = links.lost(LinkId(1), LostReason::Closed);
    assert_eq!(settled[0].outcome, Err(Failure::Lost(LostReason::Closed)));

    let mut effects = Vec::new();
    links.call(at(100), &"broker", &address(), HeartbeatRequest::default().into(), 9, 30_000, &mut effects);
    assert_eq!(effects, []);
    let opens = links.wake_at().unwrap();
    assert!((at(140).at..=at(160).at).contains(&opens), "50 ms, give or take a fifth: {opens:?}");
    links.due(Now { at: opens, wall_ms: 0 }, &mut effects);
    assert_eq!(effects, [Effect::Open { link: LinkId(2), to: address() }]);
}
