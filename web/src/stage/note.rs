//! Note heads: the shape tells the key, the height on the stave tells it again.

use yew::{Html, classes, html};

use crate::stage::px::Px;
use crate::stage::scene::Note;

/// Number of heads before they come round again.
pub const HEADS: u8 = 8;

/// Which of the three lines of the stave a head stands on, from the top.
pub(super) fn line_of(note: Note) -> usize {
    match note {
        Note::Key(head, _) | Note::Tombstone(head) => [2, 0, 1][usize::from(head % HEADS) % 3],
        _ => 1,
    }
}

/// Corners of the heads that are polygons, in hundredths of the radius.
pub(super) const fn corners(head: u8) -> &'static [(i32, i32)] {
    match head {
        1 => &[(0, -120), (120, 0), (0, 120), (-120, 0)],
        2 => &[(0, -110), (115, 90), (-115, 90)],
        3 => &[(-92, -92), (92, -92), (92, 92), (-92, 92)],
        4 => &[(0, 110), (115, -90), (-115, -90)],
        5 => &[
            (-110, -45),
            (-45, -45),
            (-45, -110),
            (45, -110),
            (45, -45),
            (110, -45),
            (110, 45),
            (45, 45),
            (45, 110),
            (-45, 110),
            (-45, 45),
            (-110, 45),
        ],
        6 => &[(-115, 0), (-60, -100), (60, -100), (115, 0), (60, 100), (-60, 100)],
        7 => &[(-120, 90), (-120, 10), (10, -90), (120, -90), (120, -10), (-10, 90)],
        _ => &[(-110, -30), (110, -30), (110, 30), (-110, 30)],
    }
}

/// The outline of a head with its centre at `x`, `y`.
pub(super) fn head_path(note: Note, x: Px, y: Px, r: Px) -> String {
    let head = match note {
        Note::Key(0, _) | Note::Tombstone(0) => {
            return format!("M{} {y}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0 {} 0Z", x - r, r * 2, -r * 2);
        }
        Note::Key(head, _) | Note::Tombstone(head) => head,
        _ => u8::MAX,
    };
    let mut path = String::from("M");
    for (i, (u, v)) in corners(head).iter().enumerate() {
        let (u, v) = (Px(r.0 * u / 100), Px(r.0 * v / 100));
        path.push_str(&format!("{}{} {}", if i == 0 { "" } else { "L" }, x + u, y + v));
    }
    path.push('Z');
    path
}

/// One note head as a piece of a larger drawing.
pub fn draw(note: Note, x: Px, y: Px, r: Px, class: &'static str) -> Html {
    match note {
        Note::Unknown => Html::default(),
        Note::Control(letter) => html! {
            <text x={x.to_string()} y={(y + Px(45)).to_string()} class="ctl" text-anchor="middle">{ letter }</text>
        },
        _ => html! {
            <>
                <path d={head_path(note, x, y, r)} class={classes!("mark", class)} />
                if let Note::Key(_, true) = note {
                    <circle cx={(x + r + Px(25)).to_string()} cy={(y - r).to_string()} r="1.4" class="again" />
                }
                if let Note::Tombstone(_) = note {
                    <path d={format!("M{} {}L{} {}", x - r, y + r, x + r, y - r)} class="slash" />
                }
            </>
        },
    }
}
