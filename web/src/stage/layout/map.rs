//! What blocks and the heat map share: brokers as thin rows by rack, and groups with one cell for each member.

use partita_view::{GroupView, MemberState, MemberView, NodeView, Party};

use crate::session::Selection;
use crate::stage::px::{Point, Px};
use crate::stage::scene::{Pen, Rect, Sign, Word};
use crate::words;

use super::{Drawing, PHONE, letter, rows as nodes};

/// Brokers without racks are bracketed by so many.
const TEN: usize = 10;
/// Room between two racks.
const RACK_GAP: i32 = 5;
/// Cells of members in a line.
const CELLS: i32 = 20;

/// Columns of a map.
#[derive(Clone, Copy)]
pub(super) struct Lanes {
    pub(super) edge: Px,
    /// Left of the cells.
    pub(super) left: Px,
    /// Right of the cells, before the words about rows.
    pub(super) right: Px,
    /// The groups: left and width; below the rows on a phone.
    pub(super) groups: (Px, Px),
    pub(super) phone: bool,
}

impl Lanes {
    pub(super) fn of(drawing: &Drawing) -> Self {
        let s = drawing.scale;
        let width = Px::of(drawing.width);
        let edge = s.px(14);
        if drawing.width < PHONE {
            let groups = (edge, width - edge * 2);
            return Self { edge, left: s.px(76), right: width - edge, groups, phone: true };
        }
        let lane = if drawing.width * 100 / s.0.max(1) < 1000 { s.px(216) } else { s.px(240) };
        let left = s.px(96);
        let groups = if drawing.view.groups.is_empty() { Px(0) } else { lane };
        // Words about rows stand between the cells and the groups.
        let right = width - edge - groups - s.px(104);
        Self { edge, left, right, groups: (width - edge - lane, lane), phone: false }
    }
}

/// A broker's row.
pub(super) struct Row<'a> {
    pub(super) node: &'a NodeView,
    pub(super) y: Px,
}

/// Rows of brokers, bracketed by rack.
pub(super) struct Rows<'a> {
    pub(super) rows: Vec<Row<'a>>,
    pub(super) height: Px,
    /// First and last row of each bracket.
    pub(super) brackets: Vec<(usize, usize)>,
    pub(super) bottom: Px,
}

impl Rows<'_> {
    /// The bracket of a broker: its rows.
    pub(super) fn bracket_of(&self, node: i32) -> Option<(usize, usize)> {
        let at = self.rows.iter().position(|row| row.node.id == node)?;
        self.brackets.iter().copied().find(|(from, to)| (*from..=*to).contains(&at))
    }
}

/// Rows below `top`, as high as there is room above `foot`.
pub(super) fn rows<'a>(
    drawing: &Drawing,
    brokers: &[&'a NodeView],
    top: Px,
    foot: Px,
    (least, most): (i32, i32),
) -> Rows<'a> {
    let s = drawing.scale;
    let brackets = brackets(brokers);
    let gap = if brackets.len() > 1 { s.px(RACK_GAP) } else { Px(0) };
    let gaps = gap * i32::try_from(brackets.len().saturating_sub(1)).unwrap_or(0);
    let count = i32::try_from(brokers.len().max(1)).unwrap_or(1);
    let room = Px::of(drawing.height) - top - foot - gaps;
    let height = Px((room / count).0.clamp(s.px(least).0, s.px(most).0) / 10 * 10);
    let mut y = top;
    let mut all = Vec::new();
    for (n, node) in brokers.iter().enumerate() {
        if n > 0 && brackets.iter().any(|(from, _)| *from == n) {
            y += gap;
        }
        all.push(Row { node, y });
        y += height;
    }
    Rows { rows: all, height, brackets, bottom: y }
}

/// Brokers of a rack that stand together; without racks, ten by ten.
fn brackets(brokers: &[&NodeView]) -> Vec<(usize, usize)> {
    let mut brackets: Vec<(usize, usize)> = Vec::new();
    for (n, node) in brokers.iter().enumerate() {
        let joins = |(from, _): &(usize, usize)| match (&brokers[*from].rack, &node.rack) {
            (Some(a), Some(b)) => a == b,
            (None, None) => n - from < TEN,
            _ => false,
        };
        match brackets.last_mut().filter(|last| joins(last)) {
            Some(last) => last.1 = n,
            None => brackets.push((n, n)),
        }
    }
    brackets
}

/// What the rows are called.
pub(super) fn title(brokers: &[&NodeView]) -> &'static str {
    if brokers.iter().any(|node| node.rack.is_some()) {
        words::BROKERS_BY_RACK.text()
    } else {
        words::BROKERS_BY_TEN.text()
    }
}

/// Brackets and names at the left, what stands out of a row at the right, from `right` on.
pub(super) fn row_labels(pen: &mut Pen, drawing: &Drawing, rows: &Rows, lanes: &Lanes, right: Px) {
    let each = rows.height >= pen.px(13);
    let bracket_x = lanes.left - pen.px(5);
    for (from, to) in &rows.brackets {
        let (first, last) = (&rows.rows[*from], &rows.rows[*to]);
        let (top, bottom) = (first.y + Px::of(1), last.y + rows.height - Px::of(1));
        if rows.brackets.len() > 1 || first.node.rack.is_some() {
            pen.ink("brace", &format!("M{bracket_x} {top}h-4V{bottom}h4"));
        }
        if !each {
            let y = first.y + pen.px(12);
            let ids = words::ids_from_to(first.node.id, last.node.id);
            match &first.node.rack {
                Some(rack) => {
                    pen.word(Point::at(lanes.edge, y), words::fit(&words::rack(rack), 10), "mname");
                    if bottom - top > pen.px(26) {
                        pen.word(Point::at(lanes.edge, y + pen.px(15)), ids, "lane");
                    }
                }
                None => pen.word(Point::at(lanes.edge, y), ids, "mname"),
            }
        }
    }
    let mut free = Px(i32::MIN);
    for row in &rows.rows {
        let middle = row.y + rows.height / 2 + pen.s.tenths(42);
        let whole = Rect { x: lanes.left, y: row.y, w: right - lanes.left, h: rows.height };
        pen.far.areas.push((whole, Selection::Node(row.node.id)));
        let label = Rect { x: lanes.edge, y: row.y, w: lanes.left - lanes.edge, h: rows.height };
        pen.hit(label, Selection::Node(row.node.id));
        let gone = nodes::is_gone(row.node.process);
        if gone {
            pen.rect("deadrow", whole);
            pen.rect("hatch", whole);
        }
        if each {
            let class = if gone { "st-killed" } else { "blabel" };
            pen.word(Point::at(lanes.edge, middle), words::node(row.node.id, true), class);
        }
        if lanes.phone {
            continue;
        }
        let (text, class) = about(drawing, row.node, each);
        let y = middle.max(free);
        // Where there is little room, only trouble is told.
        if text.is_empty() || y > middle + pen.px(16) {
            continue;
        }
        free = y + pen.px(13);
        let at = Point::at(right + pen.px(4), y);
        let w = pen.s.tenths(68 * i32::try_from(text.chars().count()).unwrap_or(0));
        let words_area = Rect { x: at.x, y: y - pen.px(11), w, h: pen.px(14) };
        pen.hit(words_area, Selection::Node(row.node.id));
        pen.word(at, text, class);
    }
}

/// What is to be said about a row: trouble first, else its rates where each row has a line.
fn about(drawing: &Drawing, node: &NodeView, each: bool) -> (String, &'static str) {
    let (sign, word) = nodes::state(node);
    let id = if each { String::new() } else { format!("{} ", node.id) };
    match sign {
        Sign::Running => {}
        Sign::Killed | Sign::Offline => return (format!("\u{2715} {id}{word}"), "st-killed"),
        _ => return (format!("{id}{word}"), "st-paused"),
    }
    let mut links = drawing.view.links.iter().filter(|link| link.from == Party::Node(node.id));
    if links.clone().any(|link| link.cut) {
        return (format!("{id}{}", words::LINK_CUT.text()), "st-killed");
    }
    if let Some(link) = links.find(|link| link.slow > 0) {
        return (format!("{id}+{}", words::span(link.slow)), "st-slow");
    }
    if !each {
        return (String::new(), "lane");
    }
    let rate = drawing.rates.get(&node.id).copied().unwrap_or_default();
    (words::per_second(rate.written, rate.read), "lane")
}

/// Groups with one cell for each member. Returns where they end.
pub(super) fn groups(pen: &mut Pen, drawing: &Drawing, lanes: &Lanes, head: Px, rows_bottom: Px) -> Px {
    let (x, width) = lanes.groups;
    let all = &drawing.view.groups;
    if all.is_empty() {
        return Px(0);
    }
    let mut y = if lanes.phone { rows_bottom + pen.px(64) } else { head.min(pen.px(56)) };
    let title = Point::at(x, if lanes.phone { y - pen.px(22) } else { pen.px(18) });
    pen.word(title, words::MEMBERS_AS_CELLS.text(), "lane");
    let bottom = Px::of(drawing.height).max(rows_bottom) - pen.px(34);
    let most = all.iter().flat_map(|g| g.members.iter().map(move |m| lag_of(g, m))).max().unwrap_or(0);
    for (n, group) in all.iter().enumerate() {
        let lines = i32::try_from(group.members.len()).unwrap_or(0).max(1).div_euclid(CELLS + 1) + 1;
        if !lanes.phone && n + 1 < all.len() && y + pen.px(20 + 16 * lines) > bottom {
            let rest = all.iter().skip(n);
            let lag = rest.clone().map(|group| lag_of_group(group)).sum();
            pen.word(Point::at(x, y), words::more_groups(rest.count(), lag), "lane");
            y += pen.px(20);
            break;
        }
        one_group(pen, group, &letter(n), Point::at(x, y), width, most);
        y += pen.px(24 + 16 * lines);
    }
    pen.word(Point::at(x, y), words::MEMBER_CELLS.text(), "lane");
    y + pen.px(14)
}

fn one_group(pen: &mut Pen, group: &GroupView, mark: &str, at: Point, width: Px, most: i64) {
    let box_ = Rect { x: at.x, y: at.y - pen.s.tenths(125), w: pen.px(16), h: pen.px(16) };
    pen.rect("reh full", box_);
    let middle = Point::at(at.x + pen.px(8), at.y);
    pen.far.words.push(Word {
        at: middle,
        text: mark.to_owned(),
        class: "rehn full",
        anchor: "middle",
        turn: 0,
    });
    let lag = lag_of_group(group);
    let unstable = group.state != "Stable" && group.state != "Empty";
    let (note, class) = if unstable {
        (words::fit(group.state, 20), "cset warn")
    } else {
        (words::lag_in_all(lag), if most > 0 && lag > 50 { "cset warn" } else { "lane" })
    };
    let letters = (width.0 / pen.s.tenths(74).0.max(1) - 4).max(4);
    let room = usize::try_from(letters).unwrap_or(4).saturating_sub(note.chars().count());
    pen.word(Point::at(at.x + pen.px(23), at.y), words::fit(&group.id, room), "mname");
    pen.word_at_end(Point::at(at.x + width, at.y), note, class);
    pen.hit(Rect { x: at.x, y: box_.y, w: width, h: pen.px(18) }, Selection::Group(group.id.clone()));
    let cell = width / CELLS;
    for (n, member) in group.members.iter().enumerate() {
        let n = i32::try_from(n).unwrap_or(0);
        let place = Rect {
            x: at.x + cell * (n % CELLS),
            y: at.y + pen.px(7) + pen.px(16) * (n / CELLS),
            w: cell - pen.px(2),
            h: pen.px(12),
        };
        let gone = member.state == MemberState::Left || nodes::is_gone(member.process);
        if gone {
            pen.cross(
                "block gone",
                Rect {
                    x: place.x + Px::of(2),
                    y: place.y + Px::of(2),
                    w: place.w - Px::of(4),
                    h: place.h - Px::of(4),
                },
            );
        } else if member.owned.is_empty() {
            pen.rect(
                "idlecell",
                Rect { x: place.x + Px(5), y: place.y + Px(5), w: place.w - Px(10), h: place.h - Px(10) },
            );
        } else {
            pen.rect(HEAT[step(lag_of(group, member), most)], place);
        }
        let grown = Rect { y: place.y - Px::of(2), w: cell, h: pen.px(16), ..place };
        pen.hit(grown, Selection::Member(group.id.clone(), member.name.clone()));
    }
}

pub(super) const HEAT: [&str; 6] = ["h0", "h1", "h2", "h3", "h4", "h5"];

/// Which of six shades: 0 for nothing, then by the square root of the share of the most.
pub(super) fn step(value: i64, most: i64) -> usize {
    if value <= 0 || most <= 0 {
        return 0;
    }
    let share = i128::from(value.min(most)) * 10_000 / i128::from(most);
    1 + usize::try_from(share.isqrt() * 4 / 100).unwrap_or(0)
}

fn lag_of_group(group: &GroupView) -> i64 {
    group.offsets.iter().filter_map(|offset| offset.lag).sum()
}

/// The lag of what a member owns.
fn lag_of(group: &GroupView, member: &MemberView) -> i64 {
    let committed = |topic: &str, partition| {
        let offset = group.offsets.iter().find(|o| *o.topic == *topic && o.partition == partition);
        offset.and_then(|offset| offset.lag)
    };
    member
        .owned
        .iter()
        .filter_map(|owned| owned.lag.or_else(|| committed(&owned.topic, owned.partition)))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_go_from_nothing_to_the_most() {
        let shades = [0, 1, 5, 25, 60, 100].map(|value| step(value, 100));
        assert_eq!(shades, [0, 1, 1, 3, 4, 5]);
        assert_eq!((step(5, 0), step(i64::MAX, i64::MAX)), (0, 5));
    }
}
