//! A table as plain data, and how it is drawn: sorted by any column, each row selects what it is about.

use std::cmp::Ordering;
use std::rc::Rc;

use partita_view::ReplicaRole;
use yew::{Callback, Html, InputEvent, Properties, TargetCast, classes, component, html, use_state};

use crate::session::Selection;
use crate::stage::replica_sign;
use crate::words;

/// Rows drawn of most tables at first; more where they are asked for.
pub(crate) const ROWS_MAX: usize = 200;
/// Tables with fewer rows have no field to look for one.
const FILTERED: usize = 12;

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableData {
    /// Its title.
    pub title: &'static str,
    /// What stands beside the title.
    pub note: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows as they come.
    pub rows: Vec<Row>,
    /// What it says without rows.
    pub empty: &'static str,
    /// Rows drawn at most; how many there are besides is told.
    pub most: usize,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub name: &'static str,
    /// Whether it has numbers, which stand at the right.
    pub number: bool,
    /// Whether it is left out on a phone.
    pub spare: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is about.
    pub what: Option<Selection>,
    /// Whether it is worth a second look.
    pub marked: bool,
    /// Cells, one for each column.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What it is sorted by before its text.
    pub number: i64,
    /// Class of the stylesheet.
    pub class: &'static str,
    /// What is drawn before the text.
    pub mark: Mark,
}

/// What is drawn in a cell before its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// The hue of a topic.
    Hue(u8),
    /// Replicas in their order.
    Replicas(Vec<(i32, ReplicaRole)>),
    /// A bar of so many of a hundred parts, in a topic's hue.
    Bar(u8, i64),
    /// A group's letter.
    Letter(String),
}

impl Cell {
    /// A cell with a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell with a number.
    pub fn number(number: i64) -> Self {
        Self { text: number.to_string(), number, ..Self::default() }
    }

    /// The cell with a class.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    /// The cell with something before its text.
    #[must_use]
    pub fn mark(self, mark: Mark) -> Self {
        Self { mark, ..self }
    }
}

impl TableData {
    /// Numbers of the rows that say a text somewhere, however it is written.
    pub fn finds(&self, text: &str) -> Vec<usize> {
        let text = text.trim().to_lowercase();
        let says = |row: &&Row| row.cells.iter().any(|cell| cell.text.to_lowercase().contains(&text));
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| text.is_empty() || says(row)).map(|(at, _)| at).collect()
    }

    /// Rows in the order of a column.
    pub fn order(&self, mut order: Vec<usize>, column: usize, falling: bool) -> Vec<usize> {
        let key = |row: usize| self.rows[row].cells.get(column);
        order.sort_by(|a, b| {
            let way = match (key(*a), key(*b)) {
                (Some(a), Some(b)) => a.number.cmp(&b.number).then_with(|| naturally(&a.text, &b.text)),
                _ => Ordering::Equal,
            };
            if falling { way.reverse() } else { way }
        });
        order
    }
}

/// Props of [`Table`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The table.
    pub(crate) table: Rc<TableData>,
    /// What is selected.
    pub(crate) selected: Option<Selection>,
    /// A row was chosen.
    pub(crate) on_select: Callback<Selection>,
    /// What stands at the right of the title.
    #[prop_or_default]
    pub(crate) tool: Html,
}

/// A table.
#[component]
pub(crate) fn Table(props: &Props) -> Html {
    let sorted = use_state(|| None::<(usize, bool)>);
    let table = &*props.table;
    let (text, more) = (use_state(String::new), use_state(|| 0));
    let found = table.finds(&text);
    let order = match *sorted {
        Some((column, falling)) => table.order(found, column, falling),
        None => found,
    };
    let shown = table.most + *more;
    let hidden = order.len().saturating_sub(shown);
    let on_text = {
        let (text, more) = (text.clone(), more.clone());
        Callback::from(move |event: InputEvent| {
            let field = event.target_dyn_into::<web_sys::HtmlInputElement>();
            text.set(field.map(|field| field.value()).unwrap_or_default());
            more.set(0);
        })
    };
    let on_more = move |_: yew::MouseEvent| more.set(*more + ROWS_MAX);
    let none = order.is_empty();
    let head = |at: usize, column: &Column| {
        let now = sorted.filter(|(of, _)| *of == at).map(|(_, falling)| falling);
        let next = match now {
            None => Some((at, column.number)),
            Some(falling) if falling == column.number => Some((at, !falling)),
            Some(_) => None,
        };
        let sorted = sorted.clone();
        let (sort, arrow) = match now {
            None => ("none", ""),
            Some(false) => ("ascending", " ↑"),
            Some(true) => ("descending", " ↓"),
        };
        html! {
            <th scope="col" class={class_of(column)} aria-sort={sort}>
                <button type="button" title={words::sort_by(column.name)} onclick={move |_| sorted.set(next)}>{ column.name }{ arrow }</button>
            </th>
        }
    };
    html! {
        <section class="tsec">
            <h2>{ table.title }<span>{ &table.note }</span>{ props.tool.clone() }
                if table.rows.len() > FILTERED {
                    <input type="search" class="tfilter" aria-label={words::filter_of(table.title)} placeholder={words::FILTER.text()} maxlength="80"
                        autocomplete="off" spellcheck="false" oninput={on_text} />
                }
            </h2>
            if table.rows.is_empty() {
                <p class="muted">{ table.empty }</p>
            } else {
                <table class="tb">
                    <thead><tr>{ for table.columns.iter().enumerate().map(|(at, column)| head(at, column)) }</tr></thead>
                    <tbody>{ for order.into_iter().take(shown).map(|at| row(props, &table.rows[at], at)) }</tbody>
                </table>
            }
            if none && !table.rows.is_empty() { <p class="muted" role="status">{ words::NOTHING_FOUND.text() }</p> }
            if hidden > 0 {
                <p><button type="button" class="btn" onclick={on_more}>{ words::show_more_rows(hidden) }</button></p>
            }
        </section>
    }
}

fn class_of(column: &Column) -> yew::Classes {
    classes!(column.number.then_some("n"), column.spare.then_some("hide-n"))
}

fn row(props: &Props, row: &Row, at: usize) -> Html {
    let chosen = row.what.is_some() && row.what == props.selected;
    let on_click =
        row.what.clone().map(|what| props.on_select.reform(move |_: yew::MouseEvent| what.clone()));
    let cells = props.table.columns.iter().zip(&row.cells).enumerate().map(|(n, (column, cell))| {
        let class = class_of(column);
        // The first cell names the row: a button for the keyboard.
        let named = row.what.clone().filter(|_| n == 0).map(|what| props.on_select.reform(move |_: yew::MouseEvent| what.clone()));
        html! {
            <td {class}>
                { draw_mark(&cell.mark) }
                if let Some(on_press) = named {
                    <button type="button" class="rowname" aria-pressed={if chosen { "true" } else { "false" }} onclick={on_press}>
                        { &cell.text }
                    </button>
                } else if !matches!(cell.mark, Mark::Replicas(_)) {
                    <span class={cell.class}>{ &cell.text }</span>
                }
            </td>
        }
    });
    html! {
        <tr key={at} class={classes!(row.marked.then_some("hi"), chosen.then_some("chosen"), row.what.is_some().then_some("picks"))} onclick={on_click}>
            { for cells }
        </tr>
    }
}

fn draw_mark(mark: &Mark) -> Html {
    match mark {
        Mark::None => Html::default(),
        Mark::Hue(hue) => html! { <i class={classes!("sw", format!("t{hue}"))} /> },
        Mark::Letter(letter) => html! { <b class="letter">{ letter }</b> },
        Mark::Bar(_, 0) => Html::default(),
        Mark::Bar(hue, parts) => html! {
            <svg class="lagbar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width={parts.to_string()} height="10" class={format!("t{hue}")} />
            </svg>
        },
        Mark::Replicas(replicas) => replicas
            .iter()
            .map(|(node, role)| {
                let title = format!("{}: {}", words::node(*node, true), words::role(*role));
                html! {
                    <span class="rep" {title}>
                        <svg class="score" width="13" height="13" viewBox="-1 -12 13 13" role="img" aria-label={words::role(*role)}>
                            { replica_sign(*role) }
                        </svg>
                        { *node }
                    </span>
                }
            })
            .collect(),
    }
}

/// As people order names: numbers in them by what they are worth, so that `orders-2` comes before `orders-10`.
fn naturally(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (Some(first), Some(second)) = (left.chars().next(), right.chars().next()) else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        let (of_left, of_right) = (piece(left), piece(right));
        let order = match first.is_ascii_digit() && second.is_ascii_digit() {
            true => {
                let worth = |digits: &str| digits.trim_start_matches('0').len();
                let by_len = worth(of_left).cmp(&worth(of_right));
                by_len.then_with(|| of_left.trim_start_matches('0').cmp(of_right.trim_start_matches('0')))
            }
            false => of_left.cmp(of_right),
        };
        if order != Ordering::Equal {
            return order;
        }
        (left, right) = (&left[of_left.len()..], &right[of_right.len()..]);
    }
}

/// What a text begins with: digits, or what is none.
fn piece(text: &str) -> &str {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_are_numbers() {
        let mut names = ["orders-10", "orders-2", "orders", "a10b", "a9", "orders-02", "b"];
        names.sort_by(|a, b| naturally(a, b));
        assert_eq!(names, ["a9", "a10b", "b", "orders", "orders-02", "orders-2", "orders-10"]);
    }

    #[test]
    fn rows_are_in_the_order_of_a_column() {
        let row = |name: &str, lag: i64| Row {
            what: None,
            marked: false,
            cells: vec![Cell::text(name), Cell::number(lag)],
        };
        let column = |name, number| Column { name, number, spare: false };
        let table = TableData {
            title: "",
            note: String::new(),
            columns: vec![column("name", false), column("lag", true)],
            rows: vec![row("b", 3), row("a", 20), row("c", 3)],
            empty: "",
            most: ROWS_MAX,
        };
        assert_eq!(table.order(vec![0, 1, 2], 0, false), [1, 0, 2]);
        assert_eq!(table.order(vec![0, 1, 2], 1, true), [1, 0, 2]);
        assert_eq!(table.order(vec![0, 1, 2], 1, false), [0, 2, 1]);
        assert_eq!(
            (table.finds(" A "), table.finds("3"), table.finds("")),
            (vec![1], vec![0, 2], vec![0, 1, 2])
        );
    }
}
