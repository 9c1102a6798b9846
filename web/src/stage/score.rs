//! The drawing of a scene: one SVG, a picture with one sentence for those who do not see it.

use std::rc::Rc;

use yew::{Html, Properties, classes, component, html};

use crate::session::Touches;
use crate::stage::far::FromFar;
use crate::stage::head::{Partition, Topic};
use crate::stage::node::Node;
use crate::stage::people::{Group, Producer};
use crate::stage::px::{Px, Scale};
use crate::stage::scene::{Marked, MetadataLog, Rect, Scene, Strip};
use crate::stage::strip::{Replica, Said};

/// Props of [`Score`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What.
    pub scene: Rc<Scene>,
    /// What it shows, in one sentence.
    pub summary: String,
    /// What stays while a pointer or the keyboard is on a thing; all of it while on none.
    #[prop_or_default]
    pub lit: Option<Rc<Touches>>,
}

/// The score.
#[component]
pub fn Score(props: &Props) -> Html {
    let scene = &props.scene;
    let s = scene.scale;
    let (w, h) = (scene.width.to_string(), scene.height.to_string());
    let lanes = scene.lanes.iter().map(|lane| {
        html! { <text x={lane.at.x.to_string()} y={lane.at.y.to_string()} class={lane.class}>{ &lane.text }</text> }
    });
    let rests = scene.rests.iter().map(|at| {
        let half = Px::of(10);
        html! { <path d={format!("M{} {}h20", at.x - half, at.y)} class="rest" /> }
    });
    let buses = scene
        .buses
        .iter()
        .map(|(x, from, to)| html! { <path d={format!("M{x} {from}V{to}")} class="bus" /> });
    let rules = scene
        .rules
        .iter()
        .map(|(at, w)| html! { <path d={format!("M{} {}h{w}", at.x, at.y)} class="sep" /> });
    let stays = |is_touched: &dyn Fn(&Touches) -> bool| props.lit.as_deref().is_none_or(is_touched);
    html! {
        <svg class={classes!("score", scene.narrow.then_some("narrow"))} width={w.clone()} height={h.clone()}
            viewBox={format!("0 0 {w} {h}")} role="img" aria-label={props.summary.clone()}>
            <defs>
                <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <line x1="0" y1="0" x2="0" y2="7" class="hatchline" />
                </pattern>
            </defs>
            { for buses }
            { for rules }
            { for scene.nodes.iter().map(|node| part(
                format!("{}", node.id), stays(&|lit| lit.nodes.contains(&node.id)),
                html! { <Node node={node.clone()} scale={s} /> },
            )) }
            { for scene.metadata.iter().map(|log| part(
                format!("log {}", log.node), stays(&|lit| lit.nodes.contains(&log.node)), metadata(log, s),
            )) }
            { for lanes }
            { for rests }
            { for scene.topics.iter().map(|topic| part(
                topic.name.to_string(), stays(&|lit| lit.topics.contains(&topic.name)),
                html! { <Topic topic={topic.clone()} scale={s} /> },
            )) }
            { for scene.strips.iter().map(|strip| part(
                place(strip), stays(&|lit| has(lit, strip)), html! { <Replica strip={strip.clone()} scale={s} /> },
            )) }
            { for scene.partitions.iter().map(|head| part(
                head.name.clone(), stays(&|lit| lit.partitions.contains(&head.of)),
                html! { <Partition partition={head.clone()} scale={s} /> },
            )) }
            { for scene.strips.iter().map(|strip| part(
                format!("said {}", place(strip)), stays(&|lit| has(lit, strip)), html! { <Said strip={strip.clone()} scale={s} /> },
            )) }
            if let Some(far) = &scene.far { <FromFar far={far.clone()} lit={props.lit.clone()} /> }
            { for scene.producers.iter().map(|producer| part(
                producer.name.to_string(), stays(&|lit| lit.producers.contains(&producer.name)),
                html! { <Producer producer={producer.clone()} scale={s} /> },
            )) }
            { for scene.groups.iter().map(|group| part(
                group.id.to_string(), stays(&|lit| lit.groups.contains(&group.id)),
                html! { <Group group={group.clone()} scale={s} narrow={scene.narrow} lit={props.lit.clone()} /> },
            )) }
            { for scene.ways.iter().map(|way| html! { <path d={way.clone()} class="way" /> }) }
            { for scene.marked.iter().map(|(cell, how)| marked(*cell, *how)) }
            { for scene.outlines.iter().map(|(_, rect)| brackets(*rect)) }
        </svg>
    }
}

/// A part of the stage, which stays or steps back. What is in it is not drawn again for that.
fn part(key: String, stays: bool, content: Html) -> Html {
    html! { <g {key} class={classes!("part", (!stays).then_some("faint"))}>{ content }</g> }
}

/// What a replica is known by.
fn place(strip: &Strip) -> String {
    format!("{}-{}@{}", strip.topic, strip.partition, strip.node)
}

fn has(lit: &Touches, strip: &Strip) -> bool {
    lit.replicas.contains(&(strip.topic.clone(), strip.partition, strip.node))
}

/// The metadata log on a controller: what is committed tinted, the rest on paper, its end in bold.
fn metadata(log: &MetadataLog, s: Scale) -> Html {
    let Rect { x, y, w, h } = log.stave;
    let middle = y + h / 2;
    let (end, offset) = log.end;
    let folded = log.folded.map(|before| {
        html! { <text x={(x + s.px(3)).to_string()} y={(y + h - s.px(2)).to_string()} class="tick nohalo">{ before.to_string() }</text> }
    });
    html! {
        <g class={classes!("metalog", log.leads.then_some("leads"))}>
            <path d={format!("M{x} {middle}h{w}")} class="stave" />
            <rect x={x.to_string()} y={y.to_string()} width={(end - x).to_string()} height={h.to_string()} class="cells-open" />
            <rect x={x.to_string()} y={y.to_string()} width={(log.committed - x).to_string()} height={h.to_string()} class="metacells" />
            <rect x={x.to_string()} y={y.to_string()} width={(end - x).to_string()} height={h.to_string()} class="frame meta" />
            { folded }
            <text x={(end + s.px(6)).to_string()} y={(y + h - s.px(1)).to_string()} class="tick end">{ offset.to_string() }</text>
        </g>
    }
}

/// A cell that another branch does not share: framed; where a record was lost, an empty place or its successor, struck through.
fn marked(cell: Rect, how: Marked) -> Html {
    let Rect { x, y, w, h } = cell;
    let inset = Px::of(1);
    let rect = |class: &'static str| {
        html! {
            <rect x={(x + inset).to_string()} y={y.to_string()} width={(w - inset * 2).to_string()} height={h.to_string()} {class} />
        }
    };
    let (left, low) = (x + Px::of(3), y + h - Px::of(3));
    let strike = html! { <path d={format!("M{left} {low}L{} {}", x + w - Px::of(3), y + Px::of(3))} class="struck" /> };
    match how {
        Marked::Differs => rect("diffcell"),
        Marked::Ghost => html! { <>{ rect("ghost") }{ strike }</> },
        Marked::Struck => strike,
    }
}

/// Four corner brackets around what is selected.
fn brackets(rect: Rect) -> Html {
    let k = Px::of(8).min(rect.w / 3).min(rect.h / 3);
    let (a, b, c, d) = (rect.x, rect.y, rect.x + rect.w, rect.y + rect.h);
    let path = format!(
        "M{a} {}V{b}h{k}M{} {b}h{k}v{k}M{c} {}v{k}h{}M{} {d}h{}v{}",
        b + k,
        c - k,
        d - k,
        -k,
        a + k,
        -k,
        -k
    );
    html! { <path d={path} class="selbr" /> }
}
