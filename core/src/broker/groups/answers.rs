//! Answers about groups on their way: a request about many groups is answered when the last of its parts is.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use partita_machine::{ConnId, RequestId};
use partita_wire::Response;
use partita_wire::messages::offset_fetch_request::OffsetFetchRequestGroup;
use partita_wire::messages::offset_fetch_response::{OffsetFetchResponse, OffsetFetchResponseTopics};

use crate::coordinator::group::classic;
use crate::coordinator::group::offsets::{fetch, topics};
use crate::coordinator::step::Caller;
use crate::cx::Asked;
use crate::image::Image;

/// Requests that have no answer yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting(BTreeMap<RequestId, Waits>);

/// A request that waits, whole or in parts.
#[derive(Clone, Debug)]
pub(super) struct Waits {
    pub(super) asked: Asked,
    /// Answers to its parts, in their order.
    parts: Vec<Option<Response>>,
    fetch: Option<FetchAsked>,
}

/// What the answer to an OffsetFetch needs of its question.
#[derive(Clone, Debug)]
pub(super) struct FetchAsked {
    pub(super) groups: Vec<OffsetFetchRequestGroup>,
    /// By group: topics that do not exist.
    pub(super) unknown: Vec<Vec<OffsetFetchResponseTopics>>,
}

impl Waiting {
    /// Nobody waits on a connection any more.
    pub(super) fn forget(&mut self, conn: ConnId) {
        self.0.retain(|_, waits| waits.asked.conn != conn);
    }

    /// Takes a request back that asks about nothing.
    pub(super) fn take_empty(&mut self, asked: &Asked) -> bool {
        let is_empty = self.0.get(&asked.request).is_some_and(|waits| waits.parts.is_empty());
        is_empty && self.0.remove(&asked.request).is_some()
    }

    /// Notes a request that will be answered in so many parts.
    pub(super) fn gather(&mut self, asked: &Asked, parts: usize, fetch: Option<FetchAsked>) {
        let waits = Waits { asked: asked.clone(), parts: alloc::vec![None; parts], fetch };
        self.0.insert(asked.request, waits);
    }

    /// Takes an answer to a part. Gives the request once nothing of it is left to answer.
    pub(super) fn take(&mut self, caller: &Caller, response: Response) -> Option<Waits> {
        let request = caller.asked().request;
        let index = match caller {
            Caller::Client(_) => 0,
            Caller::Part { index, .. } => *index,
        };
        // It is gone if its connection is.
        let waits = self.0.get_mut(&request)?;
        *waits.parts.get_mut(index)? = Some(response);
        if waits.parts.iter().any(Option::is_none) { None } else { self.0.remove(&request) }
    }
}

impl Waits {
    /// The answer to the whole request, in the shape of its version.
    pub(super) fn whole(self, image: &Image) -> Option<Response> {
        let version = self.asked.version;
        if let Some(asked) = self.fetch {
            return Some(fetched(image, version, &asked, self.parts.into_iter().flatten()).into());
        }
        let mut parts = self.parts.into_iter().flatten();
        Some(match parts.next()? {
            Response::DescribeGroups(mut whole) => {
                for part in parts {
                    let Response::DescribeGroups(part) = part else { continue };
                    whole.groups.extend(part.groups);
                }
                whole.into()
            }
            Response::ConsumerGroupDescribe(mut whole) => {
                for part in parts {
                    let Response::ConsumerGroupDescribe(part) = part else { continue };
                    whole.groups.extend(part.groups);
                }
                whole.into()
            }
            Response::DeleteGroups(mut whole) => {
                for part in parts {
                    let Response::DeleteGroups(part) = part else { continue };
                    whole.results.extend(part.results);
                }
                whole.into()
            }
            Response::JoinGroup(response) => classic::joined_for_version(version, response).into(),
            Response::LeaveGroup(response) => classic::left_for_version(version, response).into(),
            response => response,
        })
    }
}

/// The answer to an OffsetFetch: its groups in the order asked, with what the metadata knows added.
fn fetched(
    image: &Image,
    version: i16,
    asked: &FetchAsked,
    parts: impl Iterator<Item = Response>,
) -> OffsetFetchResponse {
    let mut whole = OffsetFetchResponse::default();
    for (part, unknown) in parts.zip(&asked.unknown) {
        let Response::OffsetFetch(part) = part else { continue };
        for mut group in part.groups {
            if group.error_code == 0 {
                group.topics.extend(unknown.iter().cloned());
                topics::with_ids(image, version, &mut group);
            }
            whole.groups.push(group);
        }
    }
    fetch::for_version(version, &asked.groups, whole)
}
