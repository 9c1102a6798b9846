//! What can be done: Add, Change and Break in the bar, the menu of a thing, and the forms behind both.

use partita_view::ClusterView;
use yew::{Callback, Context, Html, MouseEvent, TargetCast, html};

use crate::panels::{DeedForm, Library};
use crate::session::{ADD, BREAK, CHANGE, Deed, Form, Selection, Session, Title, deed_name};
use crate::ui::{Button, Menu};
use crate::words;

use super::sight::Sight;
use super::{App, Msg};

/// What stands open over the page.
pub(super) enum Deck {
    /// The deeds of a button, at its place.
    Menu(&'static str, &'static [Deed], (f64, f64)),
    /// A form, and what was wrong with its command.
    Form(Box<Form>, Option<String>),
    /// The library and the builder.
    Library(Option<String>),
    /// What has no button in the bar, at its place.
    More((f64, f64)),
}

/// A change of what stands open.
#[derive(Clone)]
pub enum Deal {
    /// The deeds of a button: its name, they, its place.
    Menu(&'static str, &'static [Deed], (f64, f64)),
    /// The form of a deed.
    Open(Deed),
    /// A field has another value.
    Field(usize, String),
    /// The form's command is to be carried out.
    Run,
    /// The library.
    Library,
    /// A story of it.
    Begin(String),
    /// What has no button in the bar.
    More((f64, f64)),
    /// An entry of that was chosen.
    Chosen(usize),
    /// Nothing any more.
    Close,
}

/// What an entry of the menu of a thing does.
#[derive(Clone)]
pub(super) enum Choice {
    /// The inspector tells about it already.
    Look,
    /// A command.
    Run(String),
    /// The stage looks elsewhere.
    Sight(Sight),
    /// A form.
    Form(Deed),
}

/// An entry of the menu of a thing: what it says, the command that it runs if it is one, and what it does.
pub(super) type Entry = (String, Option<String>, Choice);

impl App {
    /// Changes what stands open.
    pub(super) fn deal(&mut self, deal: Deal) {
        let shared = self.session.clone();
        let mut session = shared.0.borrow_mut();
        match deal {
            Deal::Menu(name, deeds, at) => self.deck = Some(Deck::Menu(name, deeds, at)),
            Deal::Open(deed) => {
                let about = session.selection.as_ref().map(about);
                self.deck =
                    Some(Deck::Form(Box::new(Form::new(deed, session.view(), about.as_deref())), None));
            }
            Deal::Field(n, value) => {
                if let Some(Deck::Form(form, error)) = &mut self.deck {
                    form.change(n, value, session.view());
                    *error = None;
                }
            }
            Deal::Run => {
                let Some(Deck::Form(form, error)) = &mut self.deck else { return };
                let wrong = form.wrong(session.view());
                match wrong.map_or_else(|| session.command_of_form(&form.line()), Err) {
                    Ok(()) => self.deck = None,
                    Err(message) => *error = Some(message),
                }
            }
            Deal::Library => self.deck = Some(Deck::Library(None)),
            Deal::Begin(story) => {
                drop(session);
                self.deck = self.begin_story(&story).err().map(|error| Deck::Library(Some(error)));
                if self.deck.is_none() {
                    let mut session = shared.0.borrow_mut();
                    session.title.get_or_insert(Title::Own);
                    session.playback.play();
                }
            }
            Deal::More(at) => self.deck = Some(Deck::More(at)),
            Deal::Chosen(n) => {
                drop(session);
                self.chosen_of_more(n);
            }
            Deal::Close => self.deck = None,
        }
    }

    /// The buttons of the bar.
    pub(super) fn deck_buttons(&self, ctx: &Context<Self>) -> Html {
        let button = |name: &'static str, deeds: &'static [Deed]| {
            let on_press = ctx.link().batch_callback(move |event: MouseEvent| {
                let button = event.target_dyn_into::<web_sys::Element>()?;
                let place = button.get_bounding_client_rect();
                Some(Msg::Deal(Deal::Menu(name, deeds, (place.left(), place.bottom() + 4.0))))
            });
            html! { <Button {name} {on_press}>{ name }</Button> }
        };
        html! {
            <div class="deck" role="group" aria-label={words::ACTIONS.text()}>
                { button(words::ADD.text(), &ADD) }
                { button(words::CHANGE.text(), &CHANGE) }
                { button(words::BREAK.text(), &BREAK) }
                <Button name={words::STORIES.text()} on_press={ctx.link().callback(|_| Msg::Deal(Deal::Library))}>{ words::STORIES.text() }</Button>
            </div>
        }
    }

    /// What stands open over the page.
    pub(super) fn deck(&self, ctx: &Context<Self>) -> Html {
        let deal = |deal: Deal| ctx.link().callback(move |()| Msg::Deal(deal.clone()));
        match &self.deck {
            None => Html::default(),
            Some(Deck::More(at)) => self.more(ctx, *at),
            Some(Deck::Menu(name, deeds, at)) => {
                let deeds: &'static [Deed] = deeds;
                let entries: Vec<_> =
                    deeds.iter().map(|deed| (format!("{} …", deed_name(*deed).text()), None)).collect();
                let on_choose = ctx
                    .link()
                    .batch_callback(move |n: usize| deeds.get(n).map(|deed| Msg::Deal(Deal::Open(*deed))));
                html! { <Menu name={(*name).to_owned()} at={*at} {entries} {on_choose} on_close={deal(Deal::Close)} /> }
            }
            Some(Deck::Form(form, error)) => {
                let on_change: Callback<(usize, String)> =
                    ctx.link().callback(|(n, value)| Msg::Deal(Deal::Field(n, value)));
                html! {
                    <DeedForm form={(**form).clone()} error={error.clone()} {on_change} on_run={deal(Deal::Run)} on_close={deal(Deal::Close)} />
                }
            }
            Some(Deck::Library(error)) => html! {
                <Library error={error.clone()} on_open={ctx.link().callback(|story| Msg::Deal(Deal::Begin(story)))} on_close={deal(Deal::Close)} />
            },
        }
    }

    /// The entries of the menu of what is selected.
    pub(super) fn entries(&self, session: &Session) -> Vec<Entry> {
        let Some(facts) = &self.drawn.facts else { return Vec::new() };
        let mut entries: Vec<Entry> = vec![(words::FOLLOW.text().to_owned(), None, Choice::Look)];
        if let Some(what) = &session.selection {
            if let Some(focus) = Session::focus_of(what) {
                let alone = Choice::Sight(Sight::Alone(Some(focus)));
                entries.push((words::LOOK_ALONE.text().to_owned(), None, alone));
            }
            if let Some(key) = session.selected_key() {
                entries.push((
                    words::FOLLOW_KEY.text().to_owned(),
                    None,
                    Choice::Sight(Sight::Follow(Some(key))),
                ));
            }
        }
        entries.extend(facts.actions().map(|(what, line)| (what, Some(line.clone()), Choice::Run(line))));
        let deeds = session.selection.as_ref().map_or(&[] as &[Deed], |what| deeds_of(what, session.view()));
        entries.extend(
            deeds.iter().map(|deed| (format!("{} …", deed_name(*deed).text()), None, Choice::Form(*deed))),
        );
        entries
    }

    /// The menu of what is selected.
    pub(super) fn menu(&self, ctx: &Context<Self>) -> Html {
        let (Some(at), Some(facts)) = (self.menu, &self.drawn.facts) else { return Html::default() };
        let entries = self.entries(&self.session.0.borrow());
        let shown: Vec<_> = entries.into_iter().map(|(text, command, _)| (text, command)).collect();
        html! {
            <Menu name={facts.title().to_owned()} {at} entries={shown}
                on_choose={ctx.link().callback(|n| Msg::Chosen(Some(n)))} on_close={ctx.link().callback(|()| Msg::Chosen(None))} />
        }
    }

    /// An entry was chosen, or the menu was closed.
    pub(super) fn chosen(&mut self, entry: Option<usize>) {
        let choice = entry
            .and_then(|n| self.entries(&self.session.0.borrow()).into_iter().nth(n))
            .map(|entry| entry.2);
        self.menu = None;
        match choice {
            None | Some(Choice::Look) => {}
            Some(Choice::Run(line)) => self.session.0.borrow_mut().command_of_button(&line),
            Some(Choice::Sight(sight)) => self.look(sight),
            Some(Choice::Form(deed)) => self.deal(Deal::Open(deed)),
        }
    }
}

/// What a form is about, by its name in fields.
fn about(what: &Selection) -> String {
    match what {
        Selection::Node(id) => id.to_string(),
        Selection::Topic(name) | Selection::Replica(name, ..) | Selection::Record(name, ..) => {
            name.to_string()
        }
        Selection::Producer(name) | Selection::Tool(name) => name.to_string(),
        Selection::Group(id) => id.to_string(),
        Selection::Member(_, name) => name.to_string(),
        Selection::Batch(name, ..) | Selection::Segment(name, ..) => name.to_string(),
        Selection::Message(id) => id.0.to_string(),
        Selection::Link(..) => String::new(),
    }
}

/// Deeds that make sense for a thing. A tool is no application: it takes what is typed, if it reads.
fn deeds_of(what: &Selection, view: &ClusterView) -> &'static [Deed] {
    let of_tool = |name: &str| {
        let tool = view.tools.iter().find(|tool| *tool.name == *name)?;
        Some(if tool.reads { &OF_READING_TOOL[..] } else { &OF_READING_TOOL[1..] })
    };
    match what {
        Selection::Node(_) => &[Deed::Link, Deed::Slow, Deed::Disk, Deed::Clock, Deed::Config],
        Selection::Topic(_) => &[Deed::Producer, Deed::Consumer, Deed::Partitions, Deed::Config],
        Selection::Producer(name) => of_tool(name).unwrap_or(&[Deed::Record, Deed::Slow, Deed::Clock]),
        Selection::Member(_, name) => of_tool(name).unwrap_or(&[Deed::Pace, Deed::Seek, Deed::Slow]),
        Selection::Tool(name) => of_tool(name).unwrap_or_default(),
        Selection::Group(_) => &[Deed::Consumer, Deed::Offsets, Deed::Config],
        Selection::Message(_) => &[Deed::Delay],
        _ => &[],
    }
}

/// Deeds of a tool that reads; of one that does not, all but the first.
const OF_READING_TOOL: [Deed; 3] = [Deed::Line, Deed::Slow, Deed::Clock];
