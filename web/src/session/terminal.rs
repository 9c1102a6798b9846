//! The terminal: what was typed, what tools printed, and the line that is being typed.

use std::rc::Rc;

use partita_view::{ClusterView, Done, Engine, Print, Process};

use super::Session;
use crate::words;

/// Lines kept.
const LINES_MAX: usize = 2000;
/// Commands kept.
const HISTORY_MAX: usize = 200;
/// Printed lines taken at once.
const PRINTED_MAX: usize = 100_000;

/// Who speaks in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// A command that was typed.
    Command,
    /// A line typed into a tool.
    Typed,
    /// Standard output.
    Out,
    /// Standard error.
    Err,
    /// The page itself.
    Note,
}

/// A line of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who speaks.
    pub voice: Voice,
    /// The tool it belongs to.
    pub tool: Option<String>,
    /// What.
    pub text: Rc<str>,
    /// Number of the printed line it came from; `None` for what the page says.
    printed: Option<usize>,
}

/// The terminal.
#[derive(Debug, Default)]
pub struct Terminal {
    lines: Vec<Line>,
    /// Printed lines read so far.
    read: usize,
    /// The line that is being typed.
    pub input: String,
    history: Vec<String>,
    /// Place in the history while arrows walk through it.
    walking: Option<usize>,
    /// What was being typed before the arrows began to walk.
    draft: String,
    /// The tool in the foreground.
    foreground: Option<String>,
    /// Whether it reads lines.
    reads: bool,
    /// Grows with every change of the lines.
    version: u64,
}

impl Terminal {
    /// All lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Grows with every change of the lines.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The tool in the foreground, and whether it reads lines.
    pub fn foreground(&self) -> Option<(&str, bool)> {
        self.foreground.as_deref().map(|tool| (tool, self.reads))
    }

    /// The prompt: `$`, or `>` of a tool that reads.
    pub fn prompt(&self) -> &'static str {
        match self.foreground() {
            None => "$",
            Some((_, true)) => ">",
            Some((_, false)) => "",
        }
    }

    /// Up and down through the history.
    pub fn walk(&mut self, up: bool) {
        let at = match (self.walking, up) {
            (None, true) => {
                self.draft.clone_from(&self.input);
                self.history.len().checked_sub(1)
            }
            (None, false) => None,
            (Some(at), true) => Some(at.saturating_sub(1)),
            (Some(at), false) => Some(at + 1).filter(|at| *at < self.history.len()),
        };
        if at.is_none() && self.walking.is_none() {
            return;
        }
        self.input = at.map_or_else(|| self.draft.clone(), |at| self.history[at].clone());
        self.walking = at;
    }

    /// Takes the typed line, and remembers it.
    pub(super) fn take_line(&mut self) -> String {
        let line = std::mem::take(&mut self.input);
        self.walking = None;
        if !line.trim().is_empty() && self.history.last() != Some(&line) && self.foreground.is_none() {
            self.history.push(line.clone());
            if self.history.len() > HISTORY_MAX {
                self.history.remove(0);
            }
        }
        line
    }

    fn say(&mut self, voice: Voice, text: &str) {
        self.push(Line { voice, tool: None, text: text.into(), printed: None });
    }

    fn clear(&mut self) {
        self.version += 1;
        self.lines.clear();
    }

    fn push(&mut self, line: Line) {
        self.version += 1;
        self.lines.push(line);
        if self.lines.len() > LINES_MAX {
            self.lines.remove(0);
        }
    }

    /// Takes what tools have printed; what lies in the future now is taken back.
    pub(super) fn read(&mut self, engine: &dyn Engine, view: &ClusterView) {
        let mut total = self.read;
        let news = engine.printed(self.read);
        if news.is_empty() {
            total = count(engine, self.read);
        }
        if total < self.read {
            self.lines.retain(|line| line.printed.is_none_or(|number| number < total));
            self.read = total;
            self.version += 1;
        }
        for printed in news.iter().take(PRINTED_MAX) {
            let (voice, text) = match &printed.what {
                Print::Started(line) => (Voice::Command, line.clone()),
                Print::Out(text) => (Voice::Out, text.clone()),
                Print::Err(text) => (Voice::Err, text.clone()),
                Print::Typed(text) => (Voice::Typed, text.clone()),
                Print::Exit(0) => {
                    self.read += 1;
                    continue;
                }
                Print::Exit(status) => (Voice::Note, words::exit(*status)),
            };
            let (tool, number) = (Some(printed.tool.clone()), Some(self.read));
            self.read += 1;
            self.push(Line { voice, tool, text: text.into(), printed: number });
        }
        self.look_at_foreground(view);
    }

    fn look_at_foreground(&mut self, view: &ClusterView) {
        let Some(name) = &self.foreground else { return };
        let tool = view
            .tools
            .iter()
            .find(|tool| *tool.name == **name && !matches!(tool.process, Process::Killed | Process::Stopped));
        match tool {
            Some(tool) => self.reads = tool.reads,
            None => self.foreground = None,
        }
    }
}

/// Number of printed lines up to now, if it is not more than was read.
fn count(engine: &dyn Engine, read: usize) -> usize {
    if read == 0 || !engine.printed(read - 1).is_empty() { read } else { engine.printed(0).len() }
}

/// A line was typed.
pub(super) fn enter(session: &mut Session, line: &str) {
    if let Some((tool, reads)) = session.terminal.foreground().map(|(tool, reads)| (tool.to_owned(), reads)) {
        if reads && let Err(error) = session.engine_mut().type_line(&tool, Some(line)) {
            session.terminal.say(Voice::Err, &error.message);
        }
        session.did_something();
        session.playback.play();
        return;
    }
    if line.trim().is_empty() {
        return;
    }
    if line.trim() == "clear" {
        session.terminal.clear();
        return;
    }
    carry_out(session, line);
}

/// A command, typed or behind a button.
pub(super) fn carry_out(session: &mut Session, line: &str) {
    match session.run(line) {
        Ok(Done::Commanded) => session.terminal.say(Voice::Command, line),
        Ok(Done::Answer(lines)) => {
            session.terminal.say(Voice::Command, line);
            lines.iter().for_each(|line| session.terminal.say(Voice::Out, line));
        }
        Ok(Done::Tool(name)) => {
            session.terminal.foreground = Some(name);
            let view = session.engine_mut().view();
            session.terminal.look_at_foreground(&view);
            session.playback.play();
        }
        Err(error) => {
            session.terminal.say(Voice::Command, line);
            let (from, to) = error.word;
            session.terminal.say(Voice::Err, &words::pointer(line, from, to));
            session.terminal.say(Voice::Err, &error.message);
        }
    }
}

pub(super) fn interrupt(session: &mut Session) {
    match session.terminal.foreground.clone() {
        Some(tool) => {
            if let Err(error) = session.engine_mut().interrupt(&tool) {
                session.terminal.say(Voice::Err, &error.message);
                session.terminal.foreground = None;
            }
            session.did_something();
            session.playback.play();
        }
        None => session.terminal.input.clear(),
    }
}

pub(super) fn end_of_input(session: &mut Session) {
    if let Some((tool, true)) = session.terminal.foreground().map(|(tool, reads)| (tool.to_owned(), reads)) {
        if let Err(error) = session.engine_mut().type_line(&tool, None) {
            session.terminal.say(Voice::Err, &error.message);
        }
        session.did_something();
        session.playback.play();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_walk_through_the_history_and_back_to_the_draft() {
        let mut terminal = Terminal::default();
        for line in ["kill 2", "restart 2", "restart 2"] {
            terminal.input = line.into();
            terminal.take_line();
        }
        terminal.input = "dra".into();
        let mut seen = Vec::new();
        for up in [true, true, true, false, false, false] {
            terminal.walk(up);
            seen.push(terminal.input.clone());
        }
        assert_eq!(seen, ["restart 2", "kill 2", "kill 2", "restart 2", "dra", "dra"]);
    }
}
