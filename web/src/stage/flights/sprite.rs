//! A message as it is drawn at one instant: where it is, and what is inside. Pure.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use partita_view::{ClusterView, Content, Flight, MessageId, Micros, Party};

use crate::session::{KeyBook, Session};
use crate::stage::route::{Place, Route};
use crate::stage::scene::{Note, Scene};
use crate::words;

/// Messages drawn one by one; above this there is a number for each link.
const SPRITES_MAX: usize = 300;
/// Where a message stands that is held, as a part of its way.
const HELD_AT: f64 = 0.12;
/// Length of the trail, as a part of the way.
const TRAIL: f64 = 0.22;
/// Smallest side of what a finger can hit.
const TARGET: f64 = 24.0;

/// A message as it is drawn at one instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Sprite {
    /// Which.
    pub id: MessageId,
    /// Its way.
    pub route: Route,
    /// How much of it is behind.
    pub part: f64,
    /// When it left and when it arrives, if it moves between.
    pub flies: Option<(Micros, Micros)>,
    /// Hue, 0 for ink.
    pub hue: u8,
    /// Heads inside.
    pub heads: Vec<Note>,
    /// Records that have no room inside.
    pub more: u32,
    /// A word inside.
    pub glyph: String,
    /// Whether it only asks or answers.
    pub hollow: bool,
    /// Whether it says that something went wrong.
    pub bad: bool,
    /// A small lozenge.
    pub control: bool,
    /// Whether its whole way is dotted behind it.
    pub still: bool,
    /// What stands beside it; empty where nothing does.
    pub label: String,
    /// Whether it is selected.
    pub selected: bool,
}

/// How messages are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether each has a word beside it: time stands.
    pub labelled: bool,
    /// Whether nothing may move: messages stand at their end and leave their whole way dotted.
    pub still: bool,
}

/// What to draw of the messages of a moment.
pub fn sprites(
    view: &ClusterView,
    scene: &Scene,
    now: Micros,
    keys: &KeyBook,
    shown: impl Fn(&Flight) -> bool,
    selected: Option<MessageId>,
    style: Style,
) -> Vec<Sprite> {
    let shown: Vec<&Flight> =
        view.flights.iter().filter(|flight| shown(flight) || selected == Some(flight.id)).collect();
    if shown.len() > SPRITES_MAX {
        return per_link(&shown, scene, selected);
    }
    shown.into_iter().filter_map(|flight| sprite(flight, scene, now, keys, selected, style)).collect()
}

/// Where the count of a link stands, as a part of the way: those of both directions have room.
const COUNT_AT: f64 = 0.36;

/// One pill for each link and direction with the number of messages on it; it opens the oldest of them.
fn per_link(flights: &[&Flight], scene: &Scene, selected: Option<MessageId>) -> Vec<Sprite> {
    let mut links: BTreeMap<(&Party, &Party), (usize, &Flight)> = BTreeMap::new();
    for flight in flights {
        links.entry((&flight.from, &flight.to)).or_insert((0, flight)).0 += 1;
    }
    let one = |(count, flight): (usize, &Flight)| {
        let route = Route::of(flight, &scene.roads, scene.narrow)?;
        Some(Sprite {
            id: flight.id,
            route,
            part: COUNT_AT,
            flies: None,
            hue: 0,
            heads: Vec::new(),
            more: 0,
            glyph: count.to_string(),
            hollow: true,
            bad: false,
            control: false,
            still: true,
            label: String::new(),
            selected: selected == Some(flight.id),
        })
    };
    links.into_values().filter_map(one).collect()
}

fn sprite(
    flight: &Flight,
    scene: &Scene,
    now: Micros,
    keys: &KeyBook,
    selected: Option<MessageId>,
    style: Style,
) -> Option<Sprite> {
    let route = Route::of(flight, &scene.roads, scene.narrow)?;
    let arrives = flight.arrives.filter(|_| !style.still);
    let mut sprite = Sprite {
        id: flight.id,
        route,
        part: if flight.arrives.is_some() { 1.0 } else { HELD_AT },
        flies: arrives.map(|arrives| (flight.sent, arrives)),
        hue: 0,
        heads: Vec::new(),
        more: 0,
        glyph: String::new(),
        hollow: true,
        bad: false,
        control: false,
        still: style.still,
        label: String::new(),
        selected: selected == Some(flight.id),
    };
    let hue = |topic| scene.roads.hues.get(topic).copied().unwrap_or(0);
    match &flight.content {
        Content::Records { topic, keys: first, count, .. } => {
            sprite.hue = hue(topic);
            sprite.hollow = false;
            // What goes to a log that is not drawn, Kafka's own ones, has no heads to follow: one stands for all.
            let heads = if sprite.hue == 0 { 1 } else { first.len() };
            sprite.heads = first
                .iter()
                .take(heads)
                .map(|key| match key {
                    Some(key) => {
                        let (head, again) = keys.head(key);
                        Note::Key(head, again)
                    }
                    None => Note::NoKey,
                })
                .collect();
            sprite.more = count.saturating_sub(u32::try_from(sprite.heads.len()).unwrap_or(0));
        }
        Content::Wants { topic, offset, .. } => {
            sprite.hue = hue(topic);
            sprite.glyph = offset.to_string();
        }
        Content::Done { error: Some(_), .. } => {
            sprite.bad = true;
            sprite.glyph = "!".into();
        }
        Content::Done { about, error: None } => {
            sprite.hue = about.as_ref().map_or(0, |(topic, _)| hue(topic));
            sprite.glyph = "ok".into();
        }
        Content::Control => sprite.control = true,
    }
    if style.labelled && !sprite.control && !scene.narrow || sprite.bad || sprite.selected {
        sprite.label = words::flight(flight);
    }
    sprite.fly(now);
    Some(sprite)
}

/// The sprites of the present moment. They are made again only where others are on their way, or on other ways; between two
/// deliveries they only move.
#[derive(Default)]
pub struct Sprites {
    of: Option<Of>,
    all: Vec<Sprite>,
}

/// What sprites were made of.
struct Of {
    flights: Arc<Vec<Flight>>,
    scene: Rc<Scene>,
    control: bool,
    selected: Option<MessageId>,
    style: Style,
    language: words::Language,
}

impl Sprites {
    /// What to draw of the messages of the session's moment.
    pub fn of(
        &mut self,
        session: &Session,
        scene: &Rc<Scene>,
        selected: Option<MessageId>,
        style: Style,
    ) -> &mut [Sprite] {
        let of = Of {
            flights: session.view().flights.clone(),
            scene: scene.clone(),
            control: session.control_traffic,
            selected,
            style,
            language: words::language(),
        };
        let now = session.now();
        if self.of.as_ref().is_some_and(|before| before.is(&of)) {
            self.all.iter_mut().for_each(|sprite| sprite.fly(now));
        } else {
            let shown = |flight: &Flight| session.shows(flight);
            self.all = sprites(session.view(), scene, now, &session.keys, shown, selected, style);
            self.of = Some(of);
        }
        &mut self.all
    }
}

impl Of {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.flights, &other.flights)
            && Rc::ptr_eq(&self.scene, &other.scene)
            && (self.control, self.selected, self.style) == (other.control, other.selected, other.style)
            && self.language == other.language
    }
}

impl Sprite {
    /// Moves to where it is at a moment.
    fn fly(&mut self, now: Micros) {
        let Some((sent, arrives)) = self.flies else { return };
        let (gone, whole) = (now.saturating_sub(sent), arrives.saturating_sub(sent));
        self.part = if whole == 0 { 1.0 } else { (gone as f64 / whole as f64).min(1.0) };
    }

    pub(crate) fn place(&self) -> Place {
        self.route.at(self.part)
    }

    /// The corners of the last part of its way; of the whole way where nothing moves.
    pub(super) fn trail(&self) -> Vec<(f64, f64)> {
        if self.still {
            return self.route.0.clone();
        }
        self.route.between((self.part - TRAIL).max(0.0), self.part)
    }

    /// Width and height of its pill.
    pub(super) fn size(&self, s: f64) -> (f64, f64) {
        if self.control {
            return (9.0 * s, 9.0 * s);
        }
        let heads = self.heads.len() as f64;
        let more = if self.more > 0 { 20.0 } else { 0.0 };
        let width = if self.heads.is_empty() {
            (self.glyph.len() as f64 * 7.0 + 9.0).max(15.0)
        } else {
            heads * 11.0 + 9.0 + more
        };
        (width * s, 16.0 * s)
    }

    /// Whether a point of the stage hits it.
    pub fn hit(&self, x: f64, y: f64, s: f64) -> bool {
        let (w, h) = self.size(s);
        let at = self.place();
        (x - at.x).abs() <= w.max(TARGET) / 2.0 && (y - at.y).abs() <= h.max(TARGET) / 2.0
    }
}
