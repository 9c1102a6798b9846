//! One shell of the terminal: its lines, the line that is being typed, and the tool in its foreground.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::words;

/// Lines kept.
const LINES_MAX: usize = 2000;
/// Lines that wait to be read: what is typed beyond is lost, as a tty's full queue loses it.
const AHEAD_MAX: usize = 64;

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
    pub(super) printed: Option<usize>,
}

/// A shell: it has at most one tool in its foreground, as a window of a real terminal has.
#[derive(Debug, Default)]
pub struct Shell {
    /// Its number, from 1.
    pub(super) number: u32,
    pub(super) lines: Vec<Line>,
    /// The line that is being typed.
    pub(super) input: String,
    /// The tool in the foreground, and whether it reads lines.
    pub(super) foreground: Option<(String, bool)>,
    /// Lines that were typed while a tool ran that does not read: the shell reads them when the tool has ended, as it reads
    /// them from a tty.
    pub(super) ahead: VecDeque<String>,
    /// Whether something was printed since it was last looked at.
    pub(super) news: bool,
}

impl Shell {
    pub(super) fn numbered(number: u32) -> Self {
        Self { number, ..Self::default() }
    }

    /// Its number, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// What it is called: its tool, or what it is.
    pub fn name(&self) -> String {
        match &self.foreground {
            Some((tool, _)) => words::shell_with(self.number, tool),
            None => words::shell(self.number),
        }
    }

    /// Whether something was printed since it was last looked at.
    pub fn has_news(&self) -> bool {
        self.news
    }

    /// The tool in the foreground, and whether it reads lines.
    pub fn foreground(&self) -> Option<(&str, bool)> {
        self.foreground.as_ref().map(|(tool, reads)| (&**tool, *reads))
    }

    pub(super) fn say(&mut self, voice: Voice, text: &str) {
        self.push(Line { voice, tool: None, text: text.into(), printed: None });
    }

    pub(super) fn push(&mut self, line: Line) {
        self.lines.push(line);
        if self.lines.len() > LINES_MAX {
            self.lines.remove(0);
        }
    }

    /// A line for later, echoed at once. `false` if there is no room for it.
    pub(super) fn put_ahead(&mut self, line: &str) -> bool {
        if self.ahead.len() >= AHEAD_MAX {
            return false;
        }
        self.ahead.push_back(line.to_owned());
        self.say(Voice::Typed, line);
        true
    }

    /// Takes back what was printed from the n-th line on.
    pub(super) fn take_back(&mut self, from: usize) {
        self.lines.retain(|line| line.printed.is_none_or(|number| number < from));
    }
}
