//! Nodes: what their rows say, and the state of their rails.

use partita_view::{ClusterView, DiskTrouble, LinkView, NodeView, Party, Process, QuorumRole};

use crate::stage::px::{Point, Px, Scale};
use crate::stage::scene::{Link, NodeRow, Rect, Sign};
use crate::words;

/// Lines about links that a row has room for.
const LINKS_MAX: usize = 2;

/// The row of a node without its places; what is told of links to clients is so many letters long at most.
pub(super) fn row(node: &NodeView, view: &ClusterView, letters: usize) -> NodeRow {
    let gone = is_gone(node.process);
    let links: Vec<&LinkView> =
        view.links.iter().filter(|link| touches(&link.from, node.id) || touches(&link.to, node.id)).collect();
    NodeRow {
        id: node.id,
        name: words::node(node.id, node.is_broker),
        at: Point::default(),
        row: Rect::default(),
        state: state(node),
        lines: lines(node, view, &links, letters),
        gone,
        rail: None,
        link: match () {
            () if gone => Link::Dead,
            () if links.iter().any(|link| link.cut) => Link::Cut,
            () if links.iter().any(|link| link.slow > 0) => Link::Slow,
            () => Link::Up,
        },
        rack: None,
        room: None,
    }
}

/// What a controller tells besides, where there is room: its epoch, and whom it gave its vote.
pub(super) fn add_term(row: &mut NodeRow, node: &NodeView) {
    row.lines.push((None, words::epoch(node.quorum_epoch), "q"));
    if let Some(voted) = node.voted {
        row.lines.push((None, words::voted_for(voted), "q"));
    }
}

/// Sets a row's places on one line, for nodes without a row of their own; what does not fit goes below. Returns where it ends.
pub(super) fn in_line(row: &mut NodeRow, at: Point, s: Scale) -> Px {
    row.at = at;
    let (places, end) = row.flow(s);
    let below = places.last().map_or(Px(0), |last| last.y - at.y);
    row.row = Rect { x: at.x - s.px(6), y: at.y - s.px(15), w: end - at.x + s.px(6), h: s.px(22) + below };
    end + s.px(18)
}

pub(super) fn is_gone(process: Process) -> bool {
    matches!(process, Process::Killed | Process::Stopped)
}

fn touches(party: &Party, node: i32) -> bool {
    *party == Party::Node(node)
}

/// Sign and word of a node's state.
pub(super) fn state(node: &NodeView) -> (Sign, &'static str) {
    let sign = match node.process {
        Process::Running if node.fenced == Some(true) => return (Sign::Fenced, words::FENCED.text()),
        Process::Running => Sign::Running,
        Process::Starting | Process::Stopping => Sign::Starting,
        Process::Paused => Sign::Paused,
        Process::Killed => Sign::Killed,
        Process::Stopped => Sign::Offline,
    };
    (sign, words::process(node.process))
}

/// Lines below a node's state: sign, words, class.
type Lines = Vec<(Option<Sign>, String, &'static str)>;

/// What matters most first: a row has room for a few.
fn lines(node: &NodeView, view: &ClusterView, links: &[&LinkView], letters: usize) -> Lines {
    let mut lines = Lines::new();
    match node.quorum {
        _ if !node.is_controller => {}
        QuorumRole::Leader if !is_gone(node.process) => {
            lines.push((Some(Sign::Active), words::CONTROLLER.text().into(), "lead"));
        }
        QuorumRole::Candidate | QuorumRole::Prospective if !is_gone(node.process) => {
            lines.push((Some(Sign::Voter), words::CANDIDATE.text().into(), "st-paused"));
        }
        _ => lines.push((Some(Sign::Voter), words::VOTER.text().into(), "")),
    }
    lines.extend(node.disk_troubles.iter().map(|trouble| {
        let class = if *trouble == DiskTrouble::Failed { "st-killed" } else { "st-slow" };
        (Some(Sign::Disk), words::disk_trouble(*trouble), class)
    }));
    let clock = view.clocks.iter().find(|clock| touches(&clock.who, node.id));
    lines.extend(clock.map(|clock| (Some(Sign::Clock), words::clock_ahead(clock.ahead_ms), "st-slow")));
    of_links(&mut lines, view, node.id, links, letters);
    if let Some(rack) = &node.rack {
        lines.push((None, words::rack(rack), "q"));
    }
    lines
}

/// What is wrong with a node's links; a number where they are many.
fn of_links(lines: &mut Lines, view: &ClusterView, node: i32, links: &[&LinkView], letters: usize) {
    if links.len() > LINKS_MAX * 2 {
        let cut = links.iter().any(|link| link.cut);
        let sign = if cut { Sign::Cut } else { Sign::Slow };
        lines.push((Some(sign), words::links(links.len(), cut), if cut { "st-killed" } else { "st-slow" }));
        return;
    }
    lines.extend(told_links(view, &Party::Node(node), letters).into_iter().take(LINKS_MAX));
}

/// What is told of a machine's links at its own end: what leaves it, and what comes in, unless that is the same both ways.
fn told_links(view: &ClusterView, of: &Party, letters: usize) -> Lines {
    let same_back = |link: &&LinkView| {
        let back = |other: &&LinkView| other.from == link.to && other.to == link.from;
        view.links.iter().find(back).is_none_or(|back| (back.cut, back.slow) != (link.cut, link.slow))
    };
    let leaves = view
        .links
        .iter()
        .filter(|link| link.from == *of)
        .map(|link| (link, words::link(link, view, letters)));
    let comes = view.links.iter().filter(|link| link.to == *of).filter(same_back);
    let comes = comes.map(|link| (link, words::link_in(link, view, letters)));
    let line = |(link, text): (&LinkView, String)| match link.cut {
        true => (Some(Sign::Cut), text, "st-killed"),
        false => (Some(Sign::Slow), text, "st-slow"),
    };
    leaves.chain(comes).map(line).collect()
}

/// Lines about a client's links and clock, in words alone: text and class.
pub(super) fn of_client(name: &partita_view::Name, view: &ClusterView) -> Vec<(String, &'static str)> {
    let who = Party::Client(name.clone());
    let clock = view.clocks.iter().find(|clock| clock.who == who);
    let clock = clock.map(|clock| (words::clock_ahead(clock.ahead_ms), "cset warn"));
    let mut links = told_links(view, &who, usize::MAX);
    let more = links.len().saturating_sub(LINKS_MAX);
    if more > 0 {
        let cut = links.iter().any(|(_, _, class)| *class == "st-killed");
        let text = words::links(links.len(), cut);
        links = vec![(None, text, if cut { "st-killed" } else { "st-slow" })];
    }
    let class = |class: &str| if class == "st-killed" { "cset bad" } else { "cset warn" };
    clock.into_iter().chain(links.into_iter().map(|(_, text, is)| (text, class(is)))).collect()
}
