//! The session of this tab: kept while it goes on, and gone on with after a reload.

use yew::{Callback, Context, Html, html};

use crate::doors::{self, Stored};
use crate::keeping::{Arrival, Kept, Outline, Source};
use crate::session::{Session, Title, View};
use crate::ui::Notice;
use crate::{browser, stories, words};

use super::{App, Msg};

/// Between two times that the session is kept, where only time went on.
const PAUSE_MS: f64 = 2_000.0;

/// What the page has to say about its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// It goes on where this tab stood.
    GoneOn,
    /// What was kept cannot be read, and why.
    NotRead(String),
    /// There is no room to keep it.
    NoRoom,
    /// Another story has taken its place, and it stays as a branch: what it is called, and its letter.
    Left(String, String),
}

/// How the page begins.
pub struct Beginning {
    /// Its session, standing at its beginning or on its way to where it stood.
    pub session: Session,
    /// What is to be said of it.
    pub news: Option<News>,
    /// A story that waits to be run.
    pub arrival: Option<Arrival>,
    /// Whether it is the first story, which plays at once.
    pub fresh: bool,
}

/// The first story at its beginning.
fn first() -> Session {
    let mut session = Session::new(stories::first());
    session.title = Some(Title::Named(stories::FIRST.into()));
    session
}

/// The session that this tab kept, or else the first story.
pub fn begin() -> Beginning {
    let mut beginning = Beginning { session: first(), news: None, arrival: None, fresh: true };
    let Some((text, tried)) = doors::kept_session() else { return beginning };
    let kept = match Kept::read(&text) {
        Ok(kept) => kept,
        Err(why) => {
            doors::forget_session();
            return Beginning { news: Some(News::NotRead(why)), ..beginning };
        }
    };
    if tried {
        doors::forget_session();
        beginning.arrival = Some(Arrival { source: Source::Tab, story: Outline::of(&kept.story) });
        return Beginning { fresh: false, ..beginning };
    }
    match stories::open(&kept.story) {
        Ok(engine) => {
            doors::try_session(true);
            beginning.session.open(engine);
            beginning.session.go_on_with(kept);
            Beginning { news: Some(News::GoneOn), fresh: false, ..beginning }
        }
        Err(why) => {
            doors::forget_session();
            Beginning { news: Some(News::NotRead(words::plainly(&why))), ..beginning }
        }
    }
}

/// When and of what the session was kept last.
#[derive(Default)]
pub(super) struct Keeper {
    at_ms: f64,
    /// Deeds, branches, stories opened, bookmarks.
    of: Option<(u64, u64, u64, usize)>,
    now: u64,
    /// Whether it was said that there is no room.
    complained: bool,
    /// Whether a kept session is on its way to where it stood.
    pub(super) arriving: bool,
}

impl App {
    /// Keeps the session, if it is another one than was kept; at the latest when the page is left.
    pub(super) fn keep_session(&mut self, leaving: bool) {
        let session = self.session.0.borrow();
        if self.keeper.arriving {
            if session.playback.seeking.is_some() {
                // What was kept is still what is to be gone on with.
                return;
            }
            self.keeper.arriving = false;
            doors::try_session(false);
        }
        let of = Some((
            session.deeds(),
            session.branches.version(),
            session.opened(),
            session.timeline.bookmarks().len(),
        ));
        let clock = browser::clock_ms();
        let due =
            self.keeper.of != of || clock - self.keeper.at_ms > PAUSE_MS && self.keeper.now != session.now();
        if !due && !leaving {
            return;
        }
        let stored = Kept::of(&session).text().map_or(Stored::NoRoom, |text| doors::keep_session(&text));
        let keeper = &mut self.keeper;
        (keeper.at_ms, keeper.of, keeper.now) = (clock, of, session.now());
        if stored == Stored::NoRoom && !keeper.complained {
            keeper.complained = true;
            self.news = Some(News::NoRoom);
        }
    }

    /// A story that a person chose takes the place of the present one. Who had acted in that is told where it is.
    pub(super) fn begin_story(&mut self, story: &str) -> Result<(), String> {
        let left = self.session.replace(story)?;
        let untold = self.news.take().filter(|news| *news == News::NoRoom);
        if left.is_some() && untold.is_some() {
            // There is one place for news: that nothing can be kept is told again.
            self.keeper.complained = false;
        }
        self.news = left.or(untold);
        Ok(())
    }

    /// The first story takes the place of what was gone on with.
    pub(super) fn start_afresh(&mut self) {
        let _ = self.begin_story(stories::FIRST_TEXT);
        let mut session = self.session.0.borrow_mut();
        session.title = Some(Title::Named(stories::FIRST.into()));
        session.playback.pause();
    }

    /// What the page has to say about its session.
    pub(super) fn news(&self, ctx: &Context<Self>) -> Html {
        let Some(news) = &self.news else { return Html::default() };
        let link = ctx.link();
        let (text, act, on_act) = match news {
            News::GoneOn => {
                let afresh = link.callback(|()| Msg::StartAfresh);
                (words::GONE_ON.text().into(), Some(words::START_AFRESH.text()), afresh)
            }
            News::NotRead(why) => (words::session_not_read(why), None, Callback::noop()),
            News::NoRoom => (words::NO_ROOM.text().into(), None, Callback::noop()),
            News::Left(title, letter) => {
                let show = link.batch_callback(|()| vec![Msg::Heard, Msg::View(View::Branches)]);
                (words::story_left(title, letter), Some(words::SHOW_BRANCHES.text()), show)
            }
        };
        html! { <Notice {text} {act} {on_act} on_close={link.callback(|()| Msg::Heard)} /> }
    }
}
