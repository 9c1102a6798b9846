//! A key that is followed: brackets around everything it comes by, and its way from one to the next.

use partita_view::Name;

use crate::session::{Followed, Selection};
use crate::stage::px::Point;
use crate::stage::route::Route;
use crate::stage::scene::Scene;

use super::outline;

/// Marks the stations and ways of a key.
pub(super) fn mark(scene: &mut Scene, followed: &Followed) {
    let mut stations: Vec<Selection> = followed.producers.iter().cloned().map(Selection::Producer).collect();
    for (topic, partition, leader) in &followed.places {
        let Some(leader) = leader else { continue };
        stations.push(Selection::Replica(topic.clone(), *partition, *leader));
        let clients = followed.producers.iter().chain(followed.members.iter().map(|(_, member)| member));
        for client in clients {
            let way = Route::to_replica(client, (topic, *partition, *leader), &scene.roads, scene.narrow);
            scene.ways.extend(way.map(|points| path(&points)));
        }
    }
    let member = |(group, member): &(Name, Name)| Selection::Member(group.clone(), member.clone());
    stations.extend(followed.members.iter().map(member));
    for station in stations {
        if scene.outlines.iter().any(|(known, _)| *known == station) {
            continue;
        }
        if let Some(rect) = outline(scene, &station) {
            scene.outlines.push((station, rect));
        }
    }
}

fn path(points: &[Point]) -> String {
    let corner = |(n, p): (usize, &Point)| format!("{}{} {}", if n == 0 { "M" } else { "L" }, p.x, p.y);
    points.iter().enumerate().map(corner).collect()
}
