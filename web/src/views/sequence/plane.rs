//! How time and lines of life lie on the page: time to the right and lines below each other, or, on a narrow page, time down
//! and lines side by side. Pure.

/// Below this width time runs down.
const NARROW: i64 = 620;
/// Where time runs down: how long it is, at least.
const LONG_MIN: i64 = 620;
/// Where time runs down: left of the lines, where the times stand.
pub(super) const TIMES: i64 = 60;
/// Width that a line's name has for itself when it stands level.
const NAME: i64 = 78;
/// Between two lines side by side.
const LANE: (i64, i64) = (34, 120);

/// Which way time runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Plane {
    /// To the right.
    #[default]
    Right,
    /// Down.
    Down,
}

impl Plane {
    /// The way that suits a page so wide.
    pub(super) fn of_width(width: i64) -> Self {
        if width < NARROW { Self::Down } else { Self::Right }
    }

    /// How long time is on a page so wide and high.
    pub(super) fn long(self, width: i64, height: i64) -> i64 {
        match self {
            Self::Right => width,
            Self::Down => height.max(LONG_MIN),
        }
    }

    /// x and y of a moment on a line of life.
    pub(super) fn at(self, time: i64, lane: i64) -> (i64, i64) {
        match self {
            Self::Right => (time, lane),
            Self::Down => (lane, time),
        }
    }

    /// A stroke along a line of life.
    pub(super) fn along(self, lane: i64, from: i64, to: i64) -> String {
        self.stroke((from, lane), (to, lane))
    }

    /// A stroke from one line of life to another at one moment.
    pub(super) fn across(self, time: i64, from: i64, to: i64) -> String {
        self.stroke((time, from), (time, to))
    }

    fn stroke(self, from: (i64, i64), to: (i64, i64)) -> String {
        let ((x1, y1), (x2, y2)) = (self.at(from.0, from.1), self.at(to.0, to.1));
        format!("M{x1} {y1}L{x2} {y2}")
    }
}

/// So many lines of life side by side on a page so wide: the distance between two, and whether their names stand level.
pub(super) fn lanes(width: i64, count: i64) -> (i64, bool) {
    let step = ((width - TIMES - 10) / count.max(1)).clamp(LANE.0, LANE.1);
    (step, step >= NAME)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use partita_view::{ClusterView, Content, Flight, MessageId, NodeView, Party, Passed};

    use super::super::layout::{Drawing, layout};
    use super::*;
    use crate::session::Filter;

    #[test]
    fn time_runs_down_on_a_narrow_page_and_nothing_lies_on_another() {
        assert_eq!(Plane::of_width(390), Plane::Down);
        assert_eq!(Plane::of_width(1280), Plane::Right);
        assert_eq!(Plane::Down.at(700, 90), (90, 700));
        assert_eq!(Plane::Down.along(90, 80, 620), "M90 80L90 620");
        assert_eq!(Plane::Right.along(90, 80, 620), "M80 90L620 90");
        assert_eq!(Plane::Down.across(300, 90, 130), "M90 300L130 300");
    }

    #[test]
    fn few_lines_have_level_names_and_many_stay_apart() {
        assert_eq!(lanes(390, 3), (106, true));
        assert_eq!(lanes(390, 9), (35, false));
        assert_eq!(lanes(390, 40), (34, false));
        assert_eq!(lanes(320, 1), (120, true));
    }

    fn message(id: u64, from: i32, to: i32, sent: u64) -> Passed {
        let flight = Flight {
            id: MessageId(id),
            from: Party::Node(from),
            to: Party::Node(to),
            sent,
            arrives: Some(sent + 500),
            api: 1,
            api_name: "Fetch",
            version: 17,
            response: true,
            content: Content::Records { topic: "orders".into(), partition: 0, keys: Vec::new(), count: 1 },
            places: Default::default(),
            places_more: 0,
        };
        Passed { flight, connection: 1, correlation_id: 1, arrived: Some(sent + 500), step: id }
    }

    #[test]
    fn on_a_phone_messages_run_down_between_lines_that_stay_apart() {
        let node = |id| Arc::new(NodeView { id, is_broker: true, ..NodeView::default() });
        let view = ClusterView { nodes: (1..=6).map(node).collect(), ..ClusterView::default() };
        let messages = [message(1, 1, 4, 10_000), message(2, 4, 2, 12_000)];
        let of = |width: i32| {
            let filter = Filter::default();
            let (messages, events) = (&messages[..], &[][..]);
            let control = false;
            layout(&Drawing {
                view: &view,
                messages,
                events,
                filter: &filter,
                control,
                now: 13_000,
                width,
                height: 500,
            })
        };
        let phone = of(390);
        assert_eq!((phone.plane, phone.width), (Plane::Down, 390));
        let lanes: Vec<i64> = phone.rows.iter().map(|row| row.y).collect();
        assert!(lanes.windows(2).all(|pair| pair[1] - pair[0] >= LANE.0), "{lanes:?}");
        assert!(lanes[0] > TIMES && lanes[5] < 390, "{lanes:?}");
        for (line, (from, to)) in phone.lines.iter().zip([(0, 3), (3, 1)]) {
            assert_eq!((line.from.0, line.to.0), (lanes[from], lanes[to]));
            assert!(line.from.1 < line.to.1 && line.to.1 <= phone.now, "time runs down");
        }
        assert!(phone.lines[0].from.1 < phone.lines[1].from.1, "the older above");
        let wide = of(1280);
        assert!(wide.lines.iter().all(|line| line.from.0 < line.to.0), "time runs to the right");
    }
}
