//! The way of a message: port, bus, rail, slot, in right angles; between replicas through the gutter.

use partita_view::{Content, Flight, Name, Party};

use crate::stage::px::Point;
use crate::stage::scene::{Roads, Slot};

/// The corners of a message's way, from its sender to its receiver.
#[derive(Clone, Debug, PartialEq)]
pub struct Route(pub Vec<(f64, f64)>);

/// A point of a route, and the direction there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// -1, 0 or 1.
    pub dx: i8,
}

impl Route {
    /// The way of a message on these roads; `None` where an end of it is not drawn.
    pub fn of(flight: &Flight, roads: &Roads, narrow: bool) -> Option<Self> {
        let points = match (&flight.from, &flight.to) {
            (Party::Client(client), Party::Node(node)) => to_node(flight, client, *node, roads, narrow)?,
            (Party::Node(node), Party::Client(client)) => {
                let mut points = to_node(flight, client, *node, roads, narrow)?;
                points.reverse();
                points
            }
            (Party::Node(from), Party::Node(to)) => between(flight, *from, *to, roads, narrow)?,
            (Party::Client(_), Party::Client(_)) => return None,
        };
        Some(Self(points.into_iter().map(|p| (p.x.as_f64(), p.y.as_f64())).collect()))
    }

    /// The way between a client and a replica, for a key that is followed.
    pub fn to_replica(
        client: &Name,
        replica: (&Name, i32, i32),
        roads: &Roads,
        narrow: bool,
    ) -> Option<Vec<Point>> {
        let slot = roads.slots.get(&(replica.0.clone(), replica.1, replica.2)).copied();
        way(slot?.into(), client, replica.2, roads, narrow)
    }

    /// Where a message is that has gone this part of its way, from 0 to 1.
    pub fn at(&self, part: f64) -> Place {
        let mut left = self.length() * part.clamp(0.0, 1.0);
        let mut last = Place { x: 0.0, y: 0.0, dx: 0 };
        for (a, b) in self.legs() {
            let leg = length(a, b);
            let share = if leg > 0.0 { (left / leg).min(1.0) } else { 0.0 };
            let dx = if b.0 > a.0 { 1 } else { -i8::from(b.0 < a.0) };
            last = Place { x: a.0 + (b.0 - a.0) * share, y: a.1 + (b.1 - a.1) * share, dx };
            if left <= leg && leg > 0.0 {
                return last;
            }
            left -= leg;
        }
        last
    }

    /// The corners of a part of the way, from one share of it to another.
    pub fn between(&self, from: f64, to: f64) -> Vec<(f64, f64)> {
        let whole = self.length();
        let (first, last) = (self.at(from), self.at(to));
        let mut corners = vec![(first.x, first.y)];
        let mut gone = 0.0;
        for (a, b) in self.legs() {
            gone += length(a, b);
            if gone > from * whole && gone < to * whole {
                corners.push(*b);
            }
        }
        corners.push((last.x, last.y));
        corners
    }

    /// From each corner to the next.
    fn legs(&self) -> impl Iterator<Item = (&(f64, f64), &(f64, f64))> {
        self.0.iter().zip(self.0.iter().skip(1))
    }

    fn length(&self) -> f64 {
        self.legs().map(|(a, b)| length(a, b)).sum()
    }
}

/// Length of a leg, which goes across or down.
fn length(a: &(f64, f64), b: &(f64, f64)) -> f64 {
    (b.0 - a.0).abs() + (b.1 - a.1).abs()
}

/// Topic and partition a message is about.
fn about(flight: &Flight) -> Option<(&Name, i32)> {
    match &flight.content {
        Content::Records { topic, partition, .. } | Content::Wants { topic, partition, .. } => {
            Some((topic, *partition))
        }
        Content::Done { about, .. } => about.as_ref().map(|(topic, partition)| (topic, *partition)),
        Content::Control => None,
    }
}

fn slot(flight: &Flight, node: i32, roads: &Roads) -> Option<Slot> {
    let (topic, partition) = about(flight)?;
    roads.slots.get(&(topic.clone(), partition, node)).copied()
}

fn to_node(flight: &Flight, client: &Name, node: i32, roads: &Roads, narrow: bool) -> Option<Vec<Point>> {
    way(slot(flight, node, roads), client, node, roads, narrow)
}

fn way(slot: Option<Slot>, client: &Name, node: i32, roads: &Roads, narrow: bool) -> Option<Vec<Point>> {
    let (port, bus) = *roads.ports.get(client)?;
    if narrow {
        let slot = slot?;
        return Some(vec![Point::at(slot.gutter, slot.middle), Point::at(slot.x, slot.middle)]);
    }
    let Some(rail) = roads.rails.get(&node).copied() else {
        let label = *roads.labels.get(&node)?;
        return Some(vec![port, Point::at(bus, port.y), Point::at(bus, label.y), label]);
    };
    let mut points = vec![port, Point::at(bus, port.y), Point::at(bus, rail)];
    match slot {
        Some(slot) => {
            let x = if bus == roads.buses.1 { slot.x - slot.cell * 2 } else { slot.x };
            points.extend([Point::at(x, rail), Point::at(x, slot.bottom)]);
        }
        None => points.push(Point::at(roads.labels.get(&node)?.x, rail)),
    }
    Some(points)
}

fn between(flight: &Flight, from: i32, to: i32, roads: &Roads, narrow: bool) -> Option<Vec<Point>> {
    if let (Some(a), Some(b)) = (slot(flight, from, roads), slot(flight, to, roads)) {
        return Some(vec![
            Point::at(a.x - a.cell, a.middle),
            Point::at(a.gutter, a.middle),
            Point::at(b.gutter, b.middle),
            Point::at(b.x, b.middle),
        ]);
    }
    // Systems have the names of the nodes in a list: what is about no partition would run across it.
    if narrow {
        return None;
    }
    let (a, b) = (*roads.labels.get(&from)?, *roads.labels.get(&to)?);
    Some(vec![a, Point::at(a.x, b.y), b])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_along_its_legs_at_one_speed() {
        let route = Route(vec![(0.0, 0.0), (10.0, 0.0), (10.0, 30.0)]);
        assert_eq!(route.at(0.0), Place { x: 0.0, y: 0.0, dx: 1 });
        assert_eq!(route.at(0.25), Place { x: 10.0, y: 0.0, dx: 1 });
        assert_eq!(route.at(0.5), Place { x: 10.0, y: 10.0, dx: 0 });
        assert_eq!(route.at(1.0), Place { x: 10.0, y: 30.0, dx: 0 });
    }

    #[test]
    fn a_part_of_the_way_has_the_corners_that_are_in_it() {
        let route = Route(vec![(0.0, 0.0), (10.0, 0.0), (10.0, 30.0)]);
        assert_eq!(route.between(0.125, 0.5), [(5.0, 0.0), (10.0, 0.0), (10.0, 10.0)]);
        assert_eq!(route.between(0.5, 0.75), [(10.0, 10.0), (10.0, 20.0)]);
        assert_eq!(route.between(0.0, 0.0), [(0.0, 0.0), (0.0, 0.0)]);
    }
}
