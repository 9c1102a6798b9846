//! Which session makes room for a new one (KIP-227).

use partita_machine::Instant;

use super::Sessions;
use super::session::Session;
use crate::replica::Replicas;

/// A session that was not used for longer goes first; one that was in use for longer may have to make room
/// (`min.incremental.fetch.session.eviction.ms`).
const EVICTION_MS: u64 = 120_000;

impl Sessions {
    /// Removes a session to make room for one of this worth: the one that was idle longest, if it was idle long enough;
    /// otherwise the least, if it is worth less. A session in its first minutes yields to a follower only, and only if it is
    /// no follower's itself.
    pub(super) fn evict(&mut self, replicas: &mut Replicas, now: Instant, worth: (bool, usize)) -> bool {
        let idle = self.by_id.iter().map(|(&id, session)| (session.used_at, id)).min();
        let Some((used_at, idle)) = idle else { return false };
        if now.ms_since(used_at) > EVICTION_MS {
            self.remove(replicas, idle);
            return true;
        }
        let may_go = |session: &Session| {
            let is_settled = session.used_at.ms_since(session.created_at) > EVICTION_MS;
            is_settled || (worth.0 && session.follower.is_none())
        };
        let worths = self.by_id.iter().filter(|(_, session)| may_go(session));
        let least = worths.map(|(&id, session)| (session.worth(), id)).min();
        match least {
            Some((known, id)) if known < worth => self.remove(replicas, id),
            _ => false,
        }
    }
}
