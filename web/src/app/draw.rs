//! The page as HTML.

use yew::{Context, Event, Html, MouseEvent, TargetCast, classes, html};

use crate::keys::Action;
use crate::panels::{
    Help, Inspector, Log, LogFilters, ShellTab, Shells, Story, TerminalPanel, Verdict, language_switch,
};
use crate::session::{LogFilter, Panel, Session, Title, View};
use crate::stage::{Note, Px, Score, Tree, draw_note};
use crate::timeline::Timeline;
use crate::transport::Transport;
use crate::ui::{Button, Icon, Tab, Tabs, icon, tab_id};
use crate::words;

use super::drawn::Clock;
use super::sight::Sight;
use super::{App, Msg};

/// Keys shown in the legend.
const LEGEND: usize = 8;
/// Ids of what tabs show.
const VIEW: &str = "view";
const BELOW: &str = "below";
/// Pages narrower than this are phones.
const PHONE: i32 = 760;

impl App {
    pub(super) fn draw(&self, ctx: &Context<Self>) -> Html {
        let inspects = self.drawn.facts.is_some();
        let (standings, folded, view) = {
            let session = self.session.0.borrow();
            (self.tells_standings(&session), self.is_folded(&session), session.shows_as() as usize)
        };
        let open = inspects || standings;
        html! {
            // Another language makes the page anew: no part of it keeps a word of before.
            <div class="app" key={words::language().tag()}>
                { self.bar(ctx) }
                <main class={classes!("main", open.then_some("inspecting"), standings.then_some("surveys"), folded.then_some("folded"))}>
                    <div class="contents" id={VIEW} role="tabpanel" aria-labelledby={tab_id(VIEW, view)}>
                        { self.stage(ctx) }
                        { self.other_view(ctx) }
                    </div>
                    if open {
                        <div class="side">
                            if standings { { self.standings(ctx) } }
                            if let Some(facts) = &self.drawn.facts {
                                <Inspector facts={facts.clone()} on_command={ctx.link().callback(Msg::Command)}
                                    on_select={ctx.link().callback(|what| Msg::Select(Some(what)))} on_list={ctx.link().callback(Msg::List)}
                                    on_close={ctx.link().callback(|()| Msg::Select(None))} />
                            }
                        </div>
                    }
                    { self.panel(ctx, folded) }
                </main>
                { self.time(ctx) }
                { self.address_on_paper() }
                { for self.narrator.regions().iter().map(|text| html! { <p class="vh" role="status" aria-live="polite">{ text }</p> }) }
                { self.menu(ctx) }
                { self.deck(ctx) }
                if self.help { { self.help(ctx) } }
                { self.news(ctx) }
                { self.arrival(ctx) }
            </div>
        }
    }

    fn bar(&self, ctx: &Context<Self>) -> Html {
        let act = |action: Action| ctx.link().callback(move |_| Msg::Act(action));
        let session = self.session.0.borrow();
        let title = self.title(ctx);
        html! {
            <header class="bar">
                <span class="brand">
                    <svg viewBox="0 0 22 22" aria-hidden="true">
                        <path d="M1 5.500h20M1 11h20M1 16.500h20" class="brand-lines" />
                        <path d="M1.500 2.500v17" class="brand-bar" />
                        <circle cx="8" cy="16.500" r="3" />
                        <rect x="10.800" y="8.200" width="5.600" height="5.600" />
                        <path d="M18.500 2l3.300 5.700h-6.600z" />
                    </svg>
                    { words::PARTITA.text() }
                </span>
                <h1 class="crumb">{ words::STORY.text() }{ " " }<span class="muted">{ "/" }</span>{ " " }<b>{ title }</b></h1>
                { self.deck_buttons(ctx) }
                <div class="grow"></div>
                <div class="views">
                    <Tabs<View> name={words::VIEWS.text()} controls={VIEW} tabs={view_tabs(!session.branches.all().is_empty())} chosen={session.shows_as()} on_choose={ctx.link().callback(Msg::View)} />
                </div>
                <div class="tools">
                    if !session.branches.all().is_empty() || session.deeds() > 0 {
                        <Button name={words::UNDO.text()} key_hint="u" class={classes!("quiet", "hide-s")} on_press={act(Action::Undo)}>{ words::UNDO.text() }</Button>
                    }
                    if session.branches.can_redo() {
                        <Button name={words::REDO.text()} key_hint="U" class={classes!("quiet", "hide-s")} on_press={act(Action::Redo)}>{ words::REDO.text() }</Button>
                    }
                    <Button name={words::CONTROL_TRAFFIC.text()} key_hint="c" class={classes!("quiet", "hide-s")}
                        pressed={Some(session.control_traffic)} on_press={act(Action::ControlTraffic)}>
                        { words::CONTROL_TRAFFIC.text() }
                    </Button>
                    <span class="hide-s">{ language_switch(&ctx.link().callback(Msg::Language)) }</span>
                    <Button name={words::theme(self.theme.word())} class={classes!("quiet", "icon")} on_press={ctx.link().callback(|_| Msg::Theme)}>
                        { icon(Icon::Theme) }
                    </Button>
                    { self.more_button(ctx) }
                    <Button name={words::HELP.text()} key_hint="?" class={classes!("quiet", "icon", "hide-s")} on_press={act(Action::Help)}>
                        { icon(Icon::Help) }
                    </Button>
                </div>
            </header>
        }
    }

    /// What the story is called.
    pub(super) fn title(&self, ctx: &Context<Self>) -> String {
        let session = self.session.0.borrow();
        let first = || (session.opened() == 0).then(|| ctx.props().title.clone());
        session
            .title
            .as_ref()
            .map(Title::text)
            .or_else(first)
            .unwrap_or_else(|| words::ANOTHER_STORY.text().into())
    }

    fn stage(&self, ctx: &Context<Self>) -> Html {
        let on_press = ctx.link().batch_callback(|event: MouseEvent| {
            let sheet = event.target_dyn_into::<web_sys::Element>()?.closest(".sheet").ok()??;
            let place = sheet.get_bounding_client_rect();
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            Some(Msg::Pressed(x - place.left(), y - place.top()))
        });
        let on_menu = ctx.link().batch_callback(|event: MouseEvent| {
            let sheet = event.target_dyn_into::<web_sys::Element>()?.closest(".sheet").ok()??;
            event.prevent_default();
            let place = sheet.get_bounding_client_rect();
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            Some(Msg::Menu(x, y, Some((x - place.left(), y - place.top()))))
        });
        let on_nearer = ctx.link().batch_callback(|event: MouseEvent| {
            let sheet = event.target_dyn_into::<web_sys::Element>()?.closest(".sheet").ok()??;
            let place = sheet.get_bounding_client_rect();
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            Some(Msg::Sight(Sight::ZoomAt(true, x - place.left(), y - place.top())))
        });
        let (on_move, on_out) = super::touch::listen(self.drawn.scene.clone(), self.touched.what(), ctx);
        let off = self.session.0.borrow().shows_as() != View::Stage;
        let strip = self.strip(ctx);
        // A map scrolls, and nothing in it has the focus.
        let far = self.drawn.scene.far.is_some();
        html! {
            <section class={classes!("stagepane", off.then_some("off"), strip.is_some().then_some("withstrip"))} aria-label={words::STAGE.text()}>
                { strip.unwrap_or_default() }
                <div class={classes!("stage", far.then_some("map"))} ref={self.stage.clone()} onscroll={ctx.link().callback(|_: Event| Msg::Scrolled)} tabindex={far.then_some("0")} role={far.then_some("region")} aria-label={far.then_some(words::STAGE.text())}>
                    <div class="sheet" onclick={on_press} ondblclick={on_nearer} oncontextmenu={on_menu} onpointermove={on_move} onpointerout={on_out}>
                        <Score scene={self.drawn.scene.clone()} summary={self.drawn.summary.clone()} lit={self.touched.lit()} />
                        <canvas class="flights" ref={self.canvas.clone()} aria-hidden="true"></canvas>
                        { self.flat() }
                        if let Some(empty) = &self.drawn.scene.empty {
                            <p class="empty">{ empty }
                                <button type="button" class="btn" onclick={ctx.link().callback(|_| Msg::Command(words::FIRST_TOPIC_LINE.text().into()))}>
                                    { words::CREATE_FIRST_TOPIC.text() }
                                </button>
                            </p>
                        }
                    </div>
                </div>
                <Tree sections={self.drawn.tree.clone()} selected={self.session.0.borrow().selection.clone()} stood={self.stood.clone()}
                    on_select={ctx.link().callback(|what| Msg::Select(Some(what)))} on_touch={ctx.link().callback(Msg::Touch)} />
            </section>
        }
    }

    fn panel(&self, ctx: &Context<Self>, folded: bool) -> Html {
        let session = self.session.0.borrow();
        let findings = session.engine().findings();
        let broken = findings.iter().any(|finding| finding.allowed_by.is_none());
        let tab = |value, name, badge| Tab { value, name, badge };
        let tabs = vec![
            tab(Panel::Log, words::LOG.text(), None),
            tab(Panel::Terminal, words::TERMINAL.text(), None),
            tab(Panel::Verdict, words::VERDICT.text(), Some((words::verdict_badge(findings.len()), broken))),
            tab(Panel::Story, words::STORY.text(), None),
        ];
        let content = match session.panel {
            Panel::Log => html! {
                <Log entries={self.drawn.log.clone()} filtered={session.log != LogFilter::default()} on_older={ctx.link().callback(|()| Msg::Older)} on_seek={ctx.link().callback(Msg::Seek)} />
            },
            Panel::Terminal => html! {
                <TerminalPanel lines={self.drawn.lines.clone()} prompt={session.terminal.prompt()}
                    tool={session.terminal.foreground().map(|(tool, _)| tool.to_owned())}
                    input={session.terminal.input().to_owned()} completes={session.completion().is_some()} field={self.field.clone()}
                    on_typed={ctx.link().callback(Msg::Typed)} />
            },
            Panel::Verdict => html! {
                <Verdict findings={self.drawn.found.clone()} not_asked={self.drawn.at_end.not_asked.clone()} promises={session.engine().promises()} on_replay={ctx.link().callback(Msg::Replay)}
                    on_select={ctx.link().callback(|what| Msg::Select(Some(what)))} />
            },
            Panel::Story => html! {
                <Story story={self.drawn.story.clone()} error={self.story_error.clone()} on_open={ctx.link().callback(Msg::Open)}
                    on_file={ctx.link().callback(Msg::File)} on_keep={ctx.link().callback(Msg::Keep)} />
            },
        };
        html! {
            <section class="pane panelpane" aria-label={words::PANEL.text()}>
                <div class="pane-h">
                    <Tabs<Panel> name={words::PANEL.text()} controls={BELOW} {tabs} chosen={session.panel} on_choose={ctx.link().callback(Msg::Show)} />
                    <span class="grow"></span>
                    if session.panel == Panel::Log {
                        <LogFilters filter={session.log.clone()} on_filter={ctx.link().callback(Msg::LogFilter)} />
                        <Button name={words::EVERYTHING.text()} class={classes!("quiet")} pressed={Some(session.everything)}
                            on_press={ctx.link().callback(|_| Msg::Everything)}>{ words::EVERYTHING.text() }</Button>
                    }
                    if session.panel == Panel::Terminal {
                        <Shells shells={shell_tabs(&session)} at={session.terminal.at()} on_typed={ctx.link().callback(Msg::Typed)} />
                    } else {
                        <div class="legend hide-m">{ legend(&self.drawn.legend) }</div>
                    }
                    <Button name={if folded { words::PANEL_UNFOLD.text() } else { words::PANEL_FOLD.text() }} class={classes!("quiet", "icon", "hide-m")}
                        on_press={ctx.link().callback(|_| Msg::Sight(Sight::Fold))}>{ icon(if folded { Icon::Up } else { Icon::Down }) }</Button>
                </div>
                <div class="contents" id={BELOW} role="tabpanel" aria-labelledby={tab_id(BELOW, session.panel as usize)}>
                    if !folded { { content } }
                </div>
            </section>
        }
    }

    fn time(&self, ctx: &Context<Self>) -> Html {
        let session = self.session.0.borrow();
        let Clock { now, end, steps, past } = self.drawn.clock;
        html! {
            <footer class="time">
                <Transport playing={session.playback.playing} rate={session.playback.rate} {now} {steps}
                    bookmarked={session.timeline.bookmarks().binary_search(&session.now()).is_ok()} on_seek={ctx.link().callback(Msg::Seek)}
                    on_action={ctx.link().callback(Msg::Act)} />
                <div class="trackbox" ref={self.track.clone()}>
                    <Timeline width={self.size.track} tight={self.size.track < PHONE && self.size.height == 0 && self.size.track >= self.size.width}
                        scale={self.size.scale.0.min(120)} {now} {end}
                        marks={self.drawn.marks.clone()} density={self.drawn.density.clone()} silences={self.drawn.silences.clone()}
                        branches={session.branches.all().iter().map(|branch| (branch.name.clone(), branch.parted, branch.end)).collect::<Vec<_>>()}
                        bookmarks={self.drawn.bookmarks.clone()} {past} on_seek={ctx.link().callback(Msg::Seek)} on_compare={ctx.link().callback(Msg::Compare)} />
                </div>
            </footer>
        }
    }

    fn help(&self, ctx: &Context<Self>) -> Html {
        html! {
            <Help letters={self.keyboard.letters.get()} on_letters={ctx.link().callback(|()| Msg::Letters)}
                narration={self.narrator.detail} on_narration={ctx.link().callback(Msg::Narration)}
                on_language={ctx.link().callback(Msg::Language)} on_close={ctx.link().callback(|()| Msg::Act(Action::Help))} />
        }
    }
}

/// Branches are a view as soon as there are two.
fn view_tabs(branches: bool) -> Vec<Tab<View>> {
    let tab = |(value, name)| Tab { value, name, badge: None };
    let views = [
        (View::Stage, words::STAGE.text()),
        (View::Sequence, words::SEQUENCE_VIEW.text()),
        (View::Tables, words::TABLES.text()),
        (View::Metrics, words::METRICS.text()),
        (View::Branches, words::BRANCHES.text()),
    ];
    views.into_iter().take(if branches { 5 } else { 4 }).map(tab).collect()
}

fn shell_tabs(session: &Session) -> Vec<ShellTab> {
    let tab = |shell: &crate::session::Shell| ShellTab {
        number: shell.number(),
        name: shell.name(),
        news: shell.has_news(),
    };
    session.terminal.shells().iter().map(tab).collect()
}

/// Which key has which head.
fn legend(keys: &[(u8, bool, String)]) -> Html {
    let drawn = keys.iter().take(LEGEND).map(|(head, again, key)| {
        html! {
            <span>
                <svg class="km" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
                    { draw_note(Note::Key(*head, *again), Px::of(6), Px::of(6), Px(41), "solid") }
                </svg>
                { words::fit(key, 12) }
            </span>
        }
    });
    drawn.collect()
}
