//! What people do, as changes of the session.

use std::rc::Rc;

use web_sys::{Element, HtmlElement};

use crate::browser;
use crate::keys::Action;
use crate::panels::{SHOWN, Typed};
use crate::session::{Panel, Selection, View};
use crate::stage::{self, Point, Px};

use super::sight::Sight;
use super::{App, Focus, Msg};

impl App {
    pub(super) fn on_input(&mut self, msg: Msg) -> bool {
        let shared = self.session.clone();
        let mut session = shared.0.borrow_mut();
        match msg {
            Msg::Frame(_) | Msg::File(_) | Msg::Touch(_) | Msg::Changed => {}
            Msg::Resized => return self.measure(),
            // Nothing is another but where the messages are painted.
            Msg::Scrolled => {
                drop(session);
                self.paint();
                return false;
            }
            Msg::Act(action) => {
                drop(session);
                self.act(action);
            }
            // The end of a drag chooses nothing.
            Msg::Pressed(..) if self.dragged.get() => return false,
            Msg::Pressed(x, y) => {
                drop(session);
                self.press(x, y);
            }
            Msg::Menu(x, y, place) => {
                drop(session);
                if let Some((x, y)) = place {
                    self.press(x, y);
                }
                let selected = self.session.0.borrow().selection.is_some();
                self.menu = selected.then_some((x, y));
            }
            Msg::Chosen(entry) => {
                drop(session);
                self.chosen(entry);
            }
            Msg::Deal(deal) => {
                drop(session);
                self.deal(deal);
            }
            Msg::Select(what) => session.select(what),
            Msg::List(from) => session.list_from(from),
            Msg::Walk(down, right) => {
                let first = || stage::walkable(&self.drawn.tree).next().map(|item| item.what.clone());
                let from = session.selection.clone().or_else(|| self.stood.clone()).or_else(first);
                let next = from.and_then(|from| stage::neighbour(&self.drawn.tree, &from, down, right));
                if next.is_some() {
                    session.select(next);
                    self.focus = Focus::Tree;
                }
            }
            Msg::Typed(typed) => {
                drop(session);
                self.typed(typed);
            }
            Msg::Command(line) => {
                self.show_panel(&mut session, Panel::Terminal);
                session.command_of_button(&line);
            }
            Msg::Sight(sight) => {
                drop(session);
                self.look(sight);
            }
            Msg::Wheel(by, x, y) => {
                drop(session);
                self.turn(by, x, y);
            }
            Msg::Seek(at) => session.seek(at),
            Msg::View(view) => session.show_as(view),
            Msg::Compare(at) => {
                drop(session);
                self.stand_beside(|branches| branches.compare(at));
            }
            Msg::Put(place, side) => {
                drop(session);
                self.stand_beside(|branches| branches.put(place, side));
            }
            Msg::Part => session.branches.part_company(),
            Msg::Continue(at) => {
                drop(session);
                self.continue_branch(at);
            }
            Msg::Filter(filter) => session.filter = filter,
            Msg::Course(kind) => session.courses.chosen = Some(kind),
            Msg::LogFilter(filter) => {
                session.log = filter;
                self.log_shown = SHOWN;
            }
            Msg::Replay(at) => {
                session.playback.play();
                session.seek(at);
            }
            Msg::Show(panel) => self.show_panel(&mut session, panel),
            Msg::Theme => {
                self.theme = self.theme.next();
                self.theme.apply();
                drop(session);
                self.measure();
            }
            Msg::Language(language) => {
                browser::speak(language);
                self.focus = Focus::Language;
            }
            Msg::Open(story) => {
                drop(session);
                self.story_error = self.begin_story(&story).err();
            }
            Msg::Arrived(arrival) => {
                session.playback.pause();
                self.arrival = Some(Rc::new(arrival));
            }
            Msg::Answered(run) => {
                drop(session);
                self.answered(run);
            }
            Msg::Keep(keep) => {
                drop(session);
                self.keep(keep);
            }
            Msg::Paper(on) => self.flat = on,
            Msg::Motion => session.playback.still = browser::reduced_motion(),
            Msg::Seen => {
                drop(session);
                self.seen();
                return false;
            }
            Msg::Spoken => self.speaks = None,
            Msg::Heard => self.news = None,
            Msg::StartAfresh => {
                drop(session);
                self.start_afresh();
            }
            Msg::Leaving => {
                drop(session);
                self.keep_session(true);
                return false;
            }
            Msg::Letters => {
                let on = !self.keyboard.letters.get();
                self.keyboard.letters.set(on);
                browser::keep_letter_keys(on);
            }
            Msg::Narration(detail) => {
                self.narrator.detail = detail;
                browser::keep_narration(detail);
            }
            Msg::Everything => session.everything = !session.everything,
            Msg::Older => self.log_shown += SHOWN,
        }
        true
    }

    pub(super) fn act(&mut self, action: Action) {
        let shared = self.session.clone();
        let mut session = shared.0.borrow_mut();
        match action {
            Action::PlayPause if session.playback.playing => session.playback.pause(),
            Action::PlayPause => session.playback.play(),
            Action::Step => {
                session.step();
            }
            Action::StepBack => session.step_back(),
            Action::NextEvent => session.next_event(),
            Action::PreviousEvent => session.previous_event(),
            Action::Bookmark => session.bookmark(),
            Action::PreviousMark => session.jump(false),
            Action::NextMark => session.jump(true),
            Action::Slower => session.playback.faster(false),
            Action::Faster => session.playback.faster(true),
            Action::Beginning => session.seek(0),
            Action::End => {
                let end = session.end();
                session.seek(end);
            }
            Action::Stage => session.show_as(View::Stage),
            Action::Sequence => session.show_as(View::Sequence),
            Action::Tables => session.show_as(View::Tables),
            Action::Metrics => session.show_as(View::Metrics),
            Action::Branches => session.show_as(View::Branches),
            Action::Menu => {
                let outline =
                    self.drawn.scene.outlines.first().map(|(_, rect)| (rect.x.as_f64(), rect.y.as_f64()));
                let stage = self.stage.cast::<Element>().map(|stage| stage.get_bounding_client_rect());
                let (left, top) = stage.map_or((0.0, 0.0), |rect| (rect.left(), rect.top()));
                let (x, y) = outline.unwrap_or((60.0, 40.0));
                self.menu = session.selection.is_some().then_some((left + x + 24.0, top + y + 24.0));
            }
            Action::Undo => session.undo(),
            Action::Redo => session.redo(),
            Action::Terminal => {
                self.show_panel(&mut session, Panel::Terminal);
                self.focus = Focus::Terminal;
            }
            Action::Log => self.show_panel(&mut session, Panel::Log),
            Action::Verdict => self.show_panel(&mut session, Panel::Verdict),
            Action::Story => self.show_panel(&mut session, Panel::Story),
            Action::ControlTraffic => session.control_traffic = !session.control_traffic,
            Action::Kill => {
                let whom = match &session.selection {
                    Some(Selection::Node(id)) => Some(id.to_string()),
                    Some(Selection::Producer(name) | Selection::Member(_, name)) => Some(name.to_string()),
                    _ => None,
                };
                if let Some(whom) = whom {
                    self.show_panel(&mut session, Panel::Terminal);
                    session.command_of_button(&format!("kill {whom}"));
                }
            }
            Action::Up if self.help => self.help = false,
            Action::Up if self.deck.is_some() => self.deck = None,
            Action::Up => session.escape(),
            Action::Help => self.help = !self.help,
            Action::Stories => {
                drop(session);
                self.deal(super::deck::Deal::Library);
            }
            Action::Nearer | Action::Farther => {
                drop(session);
                self.look(Sight::Zoom(action == Action::Nearer));
            }
            Action::Whole => session.aim(|camera, _| camera.look_at(None)),
            Action::Find => {
                drop(session);
                self.look(Sight::Field);
            }
        }
    }

    /// The wheel zooms in steps, however finely it turns.
    fn turn(&mut self, by: f64, x: f64, y: f64) {
        const STEP: f64 = 60.0;
        self.wheeled += by;
        if self.wheeled.abs() >= STEP {
            let closer = self.wheeled < 0.0;
            self.wheeled = 0.0;
            self.look(Sight::ZoomAt(closer, x, y));
        }
    }

    fn press(&mut self, x: f64, y: f64) {
        let scale = f64::from(self.drawn.scene.scale.0) / 100.0;
        let hit = self.sprites().iter().rev().find(|sprite| sprite.hit(x, y, scale)).cloned();
        let mut session = self.session.0.borrow_mut();
        if hit.is_none() && self.moved_lens(&mut session, x, y) {
            return;
        }
        let what = match hit {
            Some(sprite) => {
                // A message that was caught stands still, so that it can be read.
                session.playback.pause();
                Some(Selection::Message(sprite.id))
            }
            None => {
                let tenths = |pixels: f64| Px((pixels * 10.0).clamp(-1e6, 1e6) as i32);
                stage::pick(&self.drawn.scene, Point::at(tenths(x), tenths(y)))
            }
        };
        session.select(what);
    }

    fn typed(&mut self, typed: Typed) {
        let mut session = self.session.0.borrow_mut();
        match typed {
            Typed::Input(text) => session.terminal.set_input(text),
            Typed::Append(text) => {
                let line = format!("{}{text}", session.terminal.input());
                session.terminal.set_input(line);
            }
            Typed::Shell(at) => {
                session.terminal.show(at);
                self.focus = Focus::Terminal;
            }
            Typed::NewShell => {
                session.terminal.open();
                self.focus = Focus::Terminal;
            }
            Typed::Turn(forward) => session.terminal.turn(forward),
            Typed::Enter => session.enter(),
            Typed::Walk(up) => session.terminal.walk(up),
            Typed::Interrupt => session.interrupt(),
            Typed::Complete => {
                if let Some(line) = session.completion() {
                    session.terminal.set_input(line);
                }
            }
            Typed::End => session.end_of_input(),
            Typed::Leave => {
                drop(session);
                if let Some(field) = self.field.cast::<HtmlElement>() {
                    let _ = field.blur();
                }
            }
        }
    }
}
