//! Topics and partitions above the staves, and the high watermark through them.

use std::rc::Rc;

use yew::{Html, Properties, classes, component, html};

use crate::stage::px::{Px, Scale};
use crate::stage::scene::{Barline, PartitionHead, TopicHead};

/// Props of [`Topic`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct TopicProps {
    /// The topic.
    pub topic: Rc<TopicHead>,
    /// Scale of the score.
    pub scale: Scale,
}

/// A topic's name and bracket.
#[component]
pub(super) fn Topic(props: &TopicProps) -> Html {
    let topic = &props.topic;
    let hue = format!("t{}", topic.hue);
    let (from, to, top) = topic.bracket;
    let foot = top + props.scale.tenths(55);
    html! {
        <g class="topic">
            <path d={format!("M{from} {foot}V{top}H{to}V{foot}")} class={classes!("volta", hue.clone())} />
            <text x={topic.at.x.to_string()} y={topic.at.y.to_string()} class={classes!("tname", hue)}>{ &*topic.name }</text>
            <text x={topic.note_x.to_string()} y={topic.at.y.to_string()} class="lane">{ &topic.note }</text>
        </g>
    }
}

/// Props of [`Partition`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct PartitionProps {
    /// The partition.
    pub partition: Rc<PartitionHead>,
    /// Scale of the score.
    pub scale: Scale,
}

/// A partition's name, ISR and high watermark.
#[component]
pub(super) fn Partition(props: &PartitionProps) -> Html {
    let partition = &props.partition;
    let wide = Px(17);
    html! {
        <g class="partition">
            if let Some(bar) = &partition.high_watermark {
                <path d={line(bar, bar.x, bar.top, bar.from)} class="hw thin" />
                <path d={[bar.x - wide, bar.x + wide].map(|x| line(bar, x, bar.from, bar.to)).concat()} class="hw" />
                <text x={bar.label.x.to_string()} y={bar.label.y.to_string()} class="hwn" text-anchor={bar.anchor}>
                    { &bar.text }
                </text>
            }
            if let Some((x, from, to, text)) = &partition.last_stable {
                <path d={format!("M{x} {from}V{to}")} class="lso" />
                <text x={(*x - Px::of(3)).to_string()} y={from.to_string()} class="hwn" text-anchor="end">{ text }</text>
            }
            <text x={partition.at.x.to_string()} y={partition.at.y.to_string()} class="pname">{ &partition.name }</text>
            if let Some((at, text, class)) = &partition.flag {
                <text x={at.x.to_string()} y={at.y.to_string()} class={classes!("pflag", *class)}>{ text }</text>
            }
        </g>
    }
}

/// A line of a high watermark from one height to another, which leaves out what is written there.
fn line(bar: &Barline, x: Px, from: Px, to: Px) -> String {
    let mut d = format!("M{x} {from}");
    for (gap, end) in bar.gaps.iter().filter(|(gap, end)| *end > from && *gap < to) {
        d.push_str(&format!("V{}M{x} {}", (*gap).max(from), (*end).min(to)));
    }
    d + &format!("V{to}")
}
