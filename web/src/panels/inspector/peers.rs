//! The other nodes of a node: a row for each, with the link as what can be opened and what can be done to it.

use partita_view::{ClusterView, Party};
use yew::{Callback, Html, Properties, component, html, use_state};

use super::facts::Actions;
use crate::session::Selection;
use crate::words;

/// Other nodes that have a row at first; the others have theirs once they are asked for.
const PEERS_LISTED: usize = 8;
/// Of so many what can be done to the link stands in the menu of the stage too.
const IN_THE_MENU: usize = 3;

/// Another node.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Peer {
    /// What it is called.
    name: String,
    /// The link with it, and what its button says.
    link: (String, Selection),
    /// What can be done to it: a word, the whole name of the button, and the command.
    acts: Vec<(&'static str, String, String)>,
    /// Whether it is one of the first.
    in_the_menu: bool,
}

impl Peer {
    /// What stands in a menu, where no row says with whom.
    pub(super) fn actions(&self) -> Actions {
        let acts = self.acts.iter().filter(|_| self.in_the_menu);
        acts.map(|(_, name, command)| (name.clone(), command.clone())).collect()
    }
}

/// The other nodes of one.
pub(super) fn of(view: &ClusterView, id: i32) -> Vec<Peer> {
    let others = view.nodes.iter().filter(|other| other.id != id);
    let of = |(n, other): (usize, &std::sync::Arc<partita_view::NodeView>)| {
        let name = words::node(other.id, other.is_broker);
        let ends = [Party::Node(id), Party::Node(other.id)];
        let is_bad = view.links.iter().any(|link| ends.contains(&link.from) && ends.contains(&link.to));
        let link = (words::link_to(&name), Selection::Link(Party::Node(id), Party::Node(other.id)));
        Peer { name, link, acts: acts(id, other.id, is_bad), in_the_menu: n < IN_THE_MENU }
    };
    others.enumerate().map(of).collect()
}

fn acts(id: i32, other: i32, is_bad: bool) -> Vec<(&'static str, String, String)> {
    if is_bad {
        return vec![(words::HEAL.text(), words::heal_link(other), format!("heal {id} {other}"))];
    }
    vec![
        (words::CUT.text(), words::cut_link(other), format!("cut {id} {other}")),
        (words::CUT_ONE_WAY.text(), words::cut_one_way(other), format!("cut {id} > {other}")),
        (words::SLOW.text(), words::slow_link(other), format!("slow {id} {other} 100ms")),
    ]
}

/// Props of [`Peers`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The other nodes.
    pub(super) peers: Vec<Peer>,
    /// A link is to be opened.
    pub(super) on_select: Callback<Selection>,
    /// A command is to be carried out.
    pub(super) on_command: Callback<String>,
}

/// A row for each; of many at first for some, and a button that shows the others.
#[component]
pub(super) fn Peers(props: &Props) -> Html {
    let all = use_state(|| false);
    let hidden = props.peers.len().saturating_sub(PEERS_LISTED);
    let shown = if *all { props.peers.len() } else { PEERS_LISTED };
    let says = if *all { words::FEWER_NODES.text().to_owned() } else { words::more_nodes(hidden) };
    let on_press = {
        let all = all.clone();
        move |_| all.set(!*all)
    };
    html! {
        <>
            <ul class="peers" aria-label={words::LINKS.text()}>{ for props.peers.iter().take(shown).map(|peer| row(props, peer)) }</ul>
            if hidden > 0 {
                <button type="button" class="btn quiet" aria-expanded={if *all { "true" } else { "false" }} onclick={on_press}>{ says }</button>
            }
        </>
    }
}

fn row(props: &Props, peer: &Peer) -> Html {
    let (says, what) = peer.link.clone();
    let act = |(word, name, line): &(&'static str, String, String)| {
        let line = line.clone();
        html! {
            <button type="button" class="btn quiet" title={line.clone()} aria-label={name.clone()} onclick={props.on_command.reform(move |_| line.clone())}>
                { *word }
            </button>
        }
    };
    html! {
        <li key={peer.name.clone()}>
            <button type="button" class="btn quiet lead" aria-label={says} onclick={props.on_select.reform(move |_| what.clone())}>
                { &peer.name }
            </button>
            <span class="acts">{ for peer.acts.iter().map(act) }</span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partita_view::{LinkView, NodeView};

    fn view(nodes: i32) -> ClusterView {
        let node = |id| NodeView { id, is_broker: true, ..NodeView::default() }.into();
        ClusterView { nodes: (0..nodes).map(node).collect(), ..ClusterView::default() }
    }

    #[test]
    fn each_has_one_row_with_what_can_be_done_to_its_link() {
        let peers = of(&view(3), 1);
        let told: Vec<(&str, usize)> = peers.iter().map(|peer| (&*peer.name, peer.acts.len())).collect();
        assert_eq!(told, [("Broker 0", 3), ("Broker 2", 3)]);
        let commands: Vec<String> = peers[1].actions().into_iter().map(|(_, command)| command).collect();
        assert_eq!(commands, ["cut 1 2", "cut 1 > 2", "slow 1 2 100ms"]);
    }

    #[test]
    fn a_link_in_trouble_can_only_be_healed() {
        let mut view = view(3);
        view.links.push(LinkView { from: Party::Node(2), to: Party::Node(1), cut: true, slow: 0 });
        let peers = of(&view, 1);
        assert_eq!(peers[0].actions().len(), 3);
        assert_eq!(peers[1].actions(), [("Heal to 2".to_owned(), "heal 1 2".to_owned())]);
    }

    #[test]
    fn a_large_cluster_has_all_of_them_and_few_in_the_menu() {
        let peers = of(&view(50), 0);
        assert_eq!(peers.len(), 49);
        assert_eq!(peers.iter().filter(|peer| !peer.actions().is_empty()).count(), IN_THE_MENU);
    }
}
