//! Several clients behind one machine: each numbers its links and calls by itself, so each gets numbers of its own outside.

use partita_machine::{CallId, Effect, Input, LinkId};

/// Clients of a tool.
const LANES: u64 = 3;

/// A client's own numbers become the tool's.
pub(super) fn outward(lane: u64, effects: &mut [Effect]) {
    let out = |number: u64| number * LANES + lane;
    for effect in effects {
        match effect {
            Effect::Open { link, .. } | Effect::Hang { link } => link.0 = out(link.0),
            Effect::Call { link, call, .. } => (link.0, call.0) = (out(link.0), out(call.0)),
            _ => {}
        }
    }
}

/// Whom an input is for, with that client's own numbers; nobody in particular where it is about the time.
pub(super) fn inward(input: Input) -> (Option<u64>, Input) {
    let lane = |link: LinkId| Some(link.0 % LANES);
    let own = |link: LinkId| LinkId(link.0 / LANES);
    match input {
        Input::Linked { link } => (lane(link), Input::Linked { link: own(link) }),
        Input::Lost { link, why } => (lane(link), Input::Lost { link: own(link), why }),
        Input::Response { link, call, body } => {
            let call = CallId(call.0 / LANES);
            (lane(link), Input::Response { link: own(link), call, body })
        }
        other => (None, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_out_under_a_number_comes_back_to_its_client() {
        for lane in 0..LANES {
            let mut effects = [Effect::Hang { link: LinkId(7) }];
            outward(lane, &mut effects);
            let Effect::Hang { link } = effects[0] else { unreachable!() };
            assert_eq!(inward(Input::Linked { link }), (Some(lane), Input::Linked { link: LinkId(7) }));
        }
        assert_eq!(inward(Input::Wake), (None, Input::Wake));
    }
}
