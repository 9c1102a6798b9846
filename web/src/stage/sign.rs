//! Small signs. Each always stands beside its word.

use partita_view::ReplicaRole;
use yew::{Html, html};

use crate::stage::px::{Px, Scale};
use crate::stage::scene::Sign;

/// Draws a sign on the baseline that begins at `x`, `y`.
pub(super) fn draw(sign: Sign, x: Px, y: Px, scale: Scale) -> Html {
    let place = format!("translate({x} {y}) scale({}.{:02})", scale.0 / 100, scale.0 % 100);
    html! { <g transform={place}>{ shape(sign) }</g> }
}

/// The sign of a replica's role, for where no score is drawn.
pub fn of_role(role: ReplicaRole) -> Html {
    shape(match role {
        ReplicaRole::Leader => Sign::Leader,
        ReplicaRole::Follower => Sign::Follower,
        ReplicaRole::OutOfSync => Sign::OutOfSync,
        ReplicaRole::Offline => Sign::Offline,
    })
}

fn path(d: &'static str, class: &'static str) -> Html {
    html! { <path {d} {class} /> }
}

fn shape(sign: Sign) -> Html {
    match sign {
        Sign::Leader => path("M0 -8h9v9h-9z", "sg sg-fill"),
        Sign::Follower => path("M.75 -7.25h7.5v7.5h-7.5z", "sg"),
        Sign::OutOfSync => html! {
            <>{ path("M.75 -7.25h7.5v7.5h-7.5z", "sg sg-dash") }{ path("M.75 -7.25h3.75v7.5h-3.75z", "sg sg-warnfill") }</>
        },
        Sign::Offline => path("M0 -8l8.5 8.5m0 -8.5l-8.5 8.5", "sg sg-x"),
        Sign::Running => html! { <circle cx="4.5" cy="-3.8" r="3.6" class="sg sg-run" /> },
        Sign::Killed => path("M0 -8.5l9 9m0 -9l-9 9", "sg sg-xb"),
        Sign::Fenced => path("M0 -1h10M2 -9v9M8 -9v9M0 -6h10", "sg sg-w"),
        Sign::Paused => html! {
            <>{ path("M0 -2a5.5 5.5 0 0 1 11 0", "sg sg-w") }<circle cx="5.5" cy="-2" r="1.5" class="sg sg-wf" /></>
        },
        Sign::Slow => path("M0 -4q2.5 -4 5 0t5 0", "sg sg-w"),
        Sign::Cut => path("M1 1l4 -10m2 10l4 -10", "sg sg-xb"),
        Sign::Starting => html! {
            <>{ path("M9 -6a4.2 4.2 0 1 0 .4 3", "sg sg-w") }{ path("M9.8 -9v4h-4z", "sg sg-wf") }</>
        },
        Sign::Active => path("M0 1v-9l9 3.2l-9 3.2", "sg sg-fill"),
        Sign::Voter => path("M.6 1v-9l8 3.2l-8 3.2", "sg"),
        Sign::Disk => path("M.75 -7.25h8.5v7.5h-8.5zM2.5 -2h5M2.5 -4.5h5", "sg sg-w"),
        Sign::Clock => path("M.5 -3.8a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0M4.7 -6.3v2.6h2", "sg sg-w"),
    }
}
