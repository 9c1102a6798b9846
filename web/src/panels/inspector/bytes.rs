//! The bytes of an opened message, eight in a row, each a cell that the keyboard reaches: it knows its field, and a field its bytes.

use std::ops::Range;

use partita_view::{FieldView, MessageView};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{
    Callback, FocusEvent, Html, KeyboardEvent, Properties, TargetCast, classes, component, html,
    use_effect_with, use_memo, use_mut_ref, use_node_ref,
};

use crate::words;

/// Bytes in a row.
const ROW: usize = 8;
/// Bytes shown at once: of a longer message the part in which something is chosen.
const PART: usize = 512;
/// Rows that a page key passes.
const PAGE_ROWS: usize = 8;

/// What is chosen of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// A field, by its place.
    Field(usize),
    /// A byte, by its place.
    Byte(usize),
}

impl Chosen {
    /// The field that is chosen, or that the byte belongs to.
    pub(super) fn field(self, message: &MessageView) -> Option<usize> {
        match self {
            Self::Field(n) => Some(n),
            Self::Byte(at) => owners(&message.fields, at..at + 1).first().copied().flatten(),
        }
    }

    /// The byte that is chosen, or the first of the field.
    pub(super) fn byte(self, message: &MessageView) -> Option<usize> {
        let at = match self {
            Self::Field(n) => message.fields.get(n)?.start as usize,
            Self::Byte(at) => at,
        };
        (at < message.bytes.len()).then_some(at)
    }
}

/// The innermost field of each of some bytes: fields stand depth first, so that the last one that has a byte is it.
fn owners(fields: &[FieldView], bytes: Range<usize>) -> Vec<Option<usize>> {
    let mut owners = vec![None; bytes.len()];
    for (n, field) in fields.iter().enumerate() {
        let own = range(field);
        let (from, to) = (own.start.max(bytes.start), own.end.min(bytes.end));
        if from < to {
            owners[from - bytes.start..to - bytes.start].fill(Some(n));
        }
    }
    owners
}

fn range(field: &FieldView) -> Range<usize> {
    let start = field.start as usize;
    start..start.saturating_add(field.len as usize)
}

/// Where a key leads to from a byte, of so many; nowhere with a key that means nothing here.
fn moved(key: &str, at: usize, len: usize) -> Option<usize> {
    let last = len.checked_sub(1)?;
    let down = |by: usize| if at + by <= last { at + by } else { at };
    Some(match key {
        "ArrowRight" => (at + 1).min(last),
        "ArrowLeft" => at.saturating_sub(1),
        "ArrowDown" => down(ROW),
        "ArrowUp" => at.checked_sub(ROW).unwrap_or(at),
        "PageDown" => (at + ROW * PAGE_ROWS).min(last),
        "PageUp" => at.saturating_sub(ROW * PAGE_ROWS),
        "Home" => at - at % ROW,
        "End" => (at - at % ROW + ROW - 1).min(last),
        _ => return None,
    })
}

/// Props of [`Bytes`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The message.
    pub(super) message: std::rc::Rc<MessageView>,
    /// What is chosen of it.
    pub(super) chosen: Option<Chosen>,
    /// A byte got the focus.
    pub(super) on_byte: Callback<usize>,
    /// A byte is to get it, once it is drawn.
    pub(super) on_lead: Callback<usize>,
    /// How often that was asked for.
    pub(super) leads: u32,
    /// The field of the byte is to get it.
    pub(super) on_field: Callback<()>,
}

/// The bytes.
#[component]
pub(super) fn Bytes(props: &Props) -> Html {
    let message = &props.message;
    let len = message.bytes.len();
    let at = props.chosen.and_then(|chosen| chosen.byte(message)).unwrap_or(0);
    let part = at - at % PART..(at - at % PART + PART).min(len);
    let owners = {
        let of = (message.flight.id, part.clone());
        use_memo(of, |(_, part)| owners(&message.fields, part.clone()))
    };
    let field = props.chosen.and_then(|chosen| chosen.field(message));
    let marked = field.and_then(|n| message.fields.get(n)).map_or(0..0, range);
    let node = use_node_ref();
    let led = use_mut_ref(|| props.leads);
    {
        // What is marked is seen, without anything else being moved.
        let node = node.clone();
        use_effect_with((props.chosen, at, props.leads), move |(_, at, leads)| {
            let Some(grid) = node.cast::<Element>() else { return };
            show_row(&grid, at % PART / ROW);
            if led.replace(*leads) != *leads {
                let cell = grid.query_selector("[tabindex='0']").ok().flatten();
                if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) {
                    let _ = cell.focus();
                }
            }
        });
    }
    let on_key = {
        let (on_lead, on_field) = (props.on_lead.clone(), props.on_field.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            let next = moved(&key, at, len);
            if next.is_none() && !matches!(&*key, "Enter" | " " | "Escape") {
                return;
            }
            event.prevent_default();
            event.stop_propagation();
            match next {
                Some(next) => on_lead.emit(next),
                None => on_field.emit(()),
            }
        })
    };
    let on_focus = props.on_byte.clone();
    let on_focus = Callback::from(move |event: FocusEvent| {
        let place = event.target_dyn_into::<Element>().and_then(|cell| cell.get_attribute("data-n"));
        if let Some(at) = place.and_then(|place| place.parse().ok()) {
            on_focus.emit(at);
        }
    });
    let cell = |n: usize| {
        let owner = owners.get(n - part.start).copied().flatten();
        let name = owner.and_then(|n| message.fields.get(n)).map_or("", |field| &field.name);
        let hex = format!("{:02x}", message.bytes[n]);
        let (is_marked, is_chosen) = (marked.contains(&n), props.chosen == Some(Chosen::Byte(n)));
        html! {
            <span key={n} role="gridcell" data-n={n.to_string()} tabindex={if n == at { "0" } else { "-1" }}
                aria-label={words::byte_of(n, &hex, name)} aria-selected={is_marked.then_some("true")}
                class={classes!(is_marked.then_some("of"), is_chosen.then_some("sel"))}>{ hex }</span>
        }
    };
    html! {
        <div class="bytes" role="grid" aria-label={words::BYTES_OF_MESSAGE.text()} ref={node} onkeydown={on_key} onfocusin={on_focus}>
            { for part.clone().step_by(ROW).map(|row| html! {
                <div role="row" key={row}>
                    <span role="rowheader">{ format!("{row:04x}") }</span>
                    { for (row..(row + ROW).min(part.end)).map(cell) }
                </div>
            }) }
        </div>
    }
}

/// Scrolls the grid so far that a row is seen.
fn show_row(grid: &Element, row: usize) {
    let Some(height) = grid.first_element_child().map(|row| row.client_height().max(1)) else { return };
    let top = i32::try_from(row).unwrap_or(0) * height;
    let (seen, room) = (grid.scroll_top(), grid.client_height());
    if top < seen || top + height > seen + room {
        grid.set_scroll_top((top - room / 3).max(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(depth: u16, start: u32, len: u32) -> FieldView {
        FieldView { depth, name: String::new(), value: String::new(), start, len }
    }

    #[test]
    fn a_byte_belongs_to_the_innermost_field() {
        let fields = [field(0, 0, 4), field(0, 4, 10), field(1, 4, 2), field(1, 6, 2), field(1, 9, 0)];
        assert_eq!(owners(&fields, 0..4), [Some(0); 4]);
        assert_eq!(
            owners(&fields, 5..9),
            [Some(2), Some(3), Some(3), Some(1)],
            "what no inner one has is the outer's"
        );
        assert_eq!(owners(&fields, 13..16), [Some(1), None, None]);
        assert_eq!(owners(&[field(0, u32::MAX, u32::MAX)], 0..2), [None, None]);
    }

    #[test]
    fn keys_go_through_the_rows_and_stay_inside() {
        let to = |key: &str, at: usize| moved(key, at, 21);
        assert_eq!(
            [to("ArrowRight", 7), to("ArrowLeft", 8), to("ArrowLeft", 0)],
            [Some(8), Some(7), Some(0)]
        );
        assert_eq!(
            [to("ArrowDown", 3), to("ArrowDown", 12), to("ArrowDown", 13)],
            [Some(11), Some(20), Some(13)]
        );
        assert_eq!([to("ArrowUp", 11), to("ArrowUp", 7)], [Some(3), Some(7)]);
        assert_eq!([to("Home", 13), to("End", 9), to("End", 17)], [Some(8), Some(15), Some(20)]);
        assert_eq!([to("PageDown", 3), to("PageUp", 20)], [Some(20), Some(0)]);
        assert_eq!([to("k", 3), moved("End", 0, 0)], [None, None]);
    }
}
