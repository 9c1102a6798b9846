//! Producers, tools, groups and members.

use std::rc::Rc;

use yew::{Html, Properties, classes, component, html};

use crate::session::Touches;
use crate::stage::note;
use crate::stage::px::{Point, Px, Scale};
use crate::stage::scene::{Chip, GroupBox, MemberBox, Note, ProducerBox};

/// Props of [`Producer`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ProducerProps {
    /// The producer.
    pub producer: Rc<ProducerBox>,
    /// Scale of the score.
    pub scale: Scale,
}

/// A producer or a tool.
#[component]
pub(super) fn Producer(props: &ProducerProps) -> Html {
    let (producer, s) = (&*props.producer, props.scale);
    let x = producer.at.x;
    let mut y = producer.at.y + s.px(17);
    let mut below = Vec::new();
    for (text, class) in &producer.lines {
        below.push(text_at(x, y, text, class));
        y += s.tenths(165);
    }
    for (records, hue, word) in &producer.batches {
        below.push(batch(*records, *hue, word, Point::at(x, y), s));
        y += s.px(19);
    }
    let name = classes!(if producer.is_tool { "mname" } else { "cname" }, producer.gone.then_some("gone"));
    html! {
        <g class="producer">
            <text x={x.to_string()} y={producer.at.y.to_string()} class={name}>{ &*producer.name }</text>
            { port(producer.port, producer.gone, s) }
            { for producer.port.filter(|_| producer.blocked).map(|(at, _)| shut(at, s)) }
            { below }
        </g>
    }
}

fn text_at(x: Px, y: Px, text: &str, class: &'static str) -> Html {
    html! { <text x={x.to_string()} y={y.to_string()} {class}>{ text.to_owned() }</text> }
}

fn batch(records: u32, hue: u8, word: &str, at: Point, s: Scale) -> Html {
    let cell = s.px(15);
    let cells = (0..i32::try_from(records).unwrap_or(0)).map(|n| {
        let x = at.x + cell * n;
        html! {
            <>
                <rect x={x.to_string()} y={(at.y - s.px(11)).to_string()} width={(cell - Px::of(1)).to_string()}
                    height={cell.to_string()} class={classes!("slotcell", format!("t{hue}"))} />
                { note::draw(Note::NoKey, x + cell / 2 - Px(5), at.y - s.tenths(35), s.tenths(37), "hollow") }
            </>
        }
    });
    let cells: Vec<Html> = cells.collect();
    let word_x = at.x + cell * i32::try_from(records).unwrap_or(0) + s.px(6);
    html! { <>{ cells }{ text_at(word_x, at.y, word, "cset") }</> }
}

/// Where a link leaves, and its way to the bus.
fn port(port: Option<(Point, Px)>, gone: bool, s: Scale) -> Html {
    let Some((at, bus)) = port else { return Html::default() };
    html! {
        <>
            <path d={format!("M{} {}H{bus}", at.x, at.y)} class={classes!("rail", gone.then_some("dead"))} />
            <circle cx={at.x.to_string()} cy={at.y.to_string()} r={s.tenths(32).to_string()} class="port" />
        </>
    }
}

/// A bar before the port: nothing that the application sends gets in.
fn shut(at: Point, s: Scale) -> Html {
    let (x, top, bottom) = (at.x - s.px(6), at.y - s.px(6), at.y + s.px(6));
    html! { <path d={format!("M{x} {top}V{bottom}")} class="shut" /> }
}

/// Props of [`Group`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct GroupProps {
    /// The group.
    pub group: Rc<GroupBox>,
    /// Scale of the score.
    pub scale: Scale,
    /// Whether the score is narrow.
    pub narrow: bool,
    /// What stays while a pointer or the keyboard is on a thing; all of it while on none.
    pub lit: Option<Rc<Touches>>,
}

/// A consumer group with its members.
#[component]
pub(super) fn Group(props: &GroupProps) -> Html {
    let (group, s) = (&*props.group, props.scale);
    let (x, y, right) = (group.at.x, group.at.y, group.at.x + group.width);
    let (state, more, class) = &group.state;
    let lines = (!props.narrow).then(|| {
        let second = more.as_ref().map(|more| text_at(x, y + s.px(33), more, class));
        html! { <>{ text_at(x, y + s.px(17), state, class) }{ second }</> }
    });
    // A narrow score has room for one word beside the name: that the group is not stable is worth more than its lag.
    let unstable = (props.narrow && class.contains("warn")).then(|| {
        html! { <text x={right.to_string()} y={y.to_string()} class={*class} text-anchor="end">{ state.split(',').next().unwrap_or_default() }</text> }
    });
    let lag = group.lag.filter(|_| unstable.is_none()).map(|lag| {
        let y = if props.narrow { y } else { y + s.px(34) };
        html! {
            <text x={right.to_string()} y={y.to_string()} class="cset num" text-anchor="end">{ crate::words::lag(lag) }</text>
        }
    });
    html! {
        <g class="group">
            <rect x={x.to_string()} y={(y - s.tenths(125)).to_string()} width={s.px(16).to_string()}
                height={s.px(16).to_string()} class="reh full" />
            <text x={(x + s.px(8)).to_string()} y={y.to_string()} class="rehn full" text-anchor="middle">{ &group.mark }</text>
            <text x={(x + s.px(23)).to_string()} y={y.to_string()} class="cname">{ &*group.id }</text>
            { lines }
            { unstable }
            { lag }
            { for group.members.iter().map(|each| {
                let known = |lit: &Touches| lit.members.contains(&(group.id.clone(), each.name.clone()));
                // Where none of its members is touched the group is looked at as a whole, or steps back as one.
                let stays = props.lit.as_deref().is_none_or(|lit| known(lit) || !lit.members.iter().any(|(id, _)| *id == group.id));
                member(each, stays, (x, right), s, props.narrow)
            }) }
        </g>
    }
}

fn member(member: &MemberBox, stays: bool, (left, right): (Px, Px), s: Scale, narrow: bool) -> Html {
    let (x, y) = (member.at.x, member.at.y);
    let note = member.note.as_ref().map(|(text, class)| {
        html! { <text x={right.to_string()} y={y.to_string()} class={*class} text-anchor="end">{ text }</text> }
    });
    html! {
        <g class={classes!("member", "part", member.gone.then_some("gone"), (!stays).then_some("faint"))}>
            if !narrow {
                <path d={format!("M{left} {}H{right}", y - s.px(16))} class="sep" />
            }
            { port(member.port, member.gone, s) }
            <text x={x.to_string()} y={y.to_string()} class={if narrow { "cset" } else { "mname" }}>{ &member.shown }</text>
            { note }
            { for (1..).zip(&member.lines).map(|(n, (text, class))| text_at(x, y + s.px(15) * n, text, class)) }
            { for member.chips.iter().map(|each| chip(each, s)) }
        </g>
    }
}

fn chip(chip: &Chip, s: Scale) -> Html {
    let (x, y) = (chip.at.x, chip.at.y);
    let fresh = chip.fresh.then_some("fresh");
    html! {
        <>
            <rect x={x.to_string()} y={(y - s.tenths(115)).to_string()} width={chip.w.to_string()}
                height={s.px(15).to_string()} class={classes!("chip", fresh, format!("t{}", chip.hue))} />
            <text x={(x + chip.w / 2).to_string()} y={y.to_string()} class={classes!("chipn", fresh)} text-anchor="middle">
                { &chip.text }
            </text>
            if let Some((x, text)) = &chip.position {
                <text x={x.to_string()} y={y.to_string()} class="cset num">{ text }</text>
            }
            if let Some((x, text, class)) = &chip.lag {
                <text x={x.to_string()} y={y.to_string()} class={*class} text-anchor="end">{ text }</text>
            }
        </>
    }
}
