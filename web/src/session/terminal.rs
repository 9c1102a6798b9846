//! The terminal: several shells side by side, as windows of a real one, so that many consoles can stay open. Each has
//! its lines and at most one tool in its foreground; the history of commands is one.

mod kept;
mod shell;
mod typed;

use std::collections::{BTreeMap, BTreeSet};

use partita_view::{ClusterView, Engine, Print, Process};

use crate::words;

pub use shell::{Line, Shell, Voice};
pub(super) use typed::{end_of_input, enter, interrupt, only_reads, press, read_ahead, try_out};

/// Commands kept.
const HISTORY_MAX: usize = 200;
/// Printed lines taken at once.
const PRINTED_MAX: usize = 100_000;
/// Shells open at once.
const SHELLS_MAX: usize = 16;
/// Tools whose shell is known.
const OWNED_MAX: usize = 4096;

/// The terminal.
#[derive(Debug)]
pub struct Terminal {
    shells: Vec<Shell>,
    /// The shell that is shown.
    at: usize,
    /// Number of the shell each tool was started in.
    owners: BTreeMap<String, u32>,
    /// Whether a tool that starts now is started in the shell that is shown.
    starts: bool,
    /// Whether such a tool is watched too: a button or a form starts it, out of sight, and it may end at once.
    watches: bool,
    /// Printed lines read so far.
    read: usize,
    history: Vec<String>,
    /// Place in the history while arrows walk through it.
    walking: Option<usize>,
    /// What was being typed before the arrows began to walk.
    draft: String,
    /// Whether lines that were typed ahead are being read.
    reading: bool,
    /// Tools that were started out of sight.
    watched: BTreeSet<String>,
    /// Whether such a one failed or complained, and nobody was told yet.
    failed: bool,
    /// Grows with every change of what is shown.
    version: u64,
}

impl Default for Terminal {
    fn default() -> Self {
        Self {
            shells: vec![Shell::numbered(1)],
            at: 0,
            owners: BTreeMap::new(),
            starts: false,
            watches: false,
            read: 0,
            history: Vec::new(),
            walking: None,
            draft: String::new(),
            reading: false,
            watched: BTreeSet::new(),
            failed: false,
            version: 0,
        }
    }
}

impl Terminal {
    fn shell(&self) -> &Shell {
        &self.shells[self.at]
    }

    fn shell_mut(&mut self) -> &mut Shell {
        self.version += 1;
        &mut self.shells[self.at]
    }

    /// All shells in their order.
    pub fn shells(&self) -> &[Shell] {
        &self.shells
    }

    /// Index of the shell that is shown.
    pub fn at(&self) -> usize {
        self.at
    }

    /// All lines of the shell that is shown.
    pub fn lines(&self) -> &[Line] {
        &self.shell().lines
    }

    /// The line that is being typed.
    pub fn input(&self) -> &str {
        &self.shell().input
    }

    /// The line is this now.
    pub fn set_input(&mut self, input: String) {
        self.shells[self.at].input = input;
    }

    /// Grows with every change of what is shown.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The tool in the foreground, and whether it reads lines.
    pub fn foreground(&self) -> Option<(&str, bool)> {
        self.shell().foreground()
    }

    /// The prompt: `$`, or `>` of a tool that reads.
    pub fn prompt(&self) -> &'static str {
        match self.foreground() {
            None => "$",
            Some((_, true)) => ">",
            Some((_, false)) => "",
        }
    }

    /// Opens another shell and shows it; `false` if there are too many.
    pub fn open(&mut self) -> bool {
        if self.shells.len() >= SHELLS_MAX {
            return false;
        }
        let taken = |number: &u32| self.shells.iter().any(|shell| shell.number == *number);
        let number = (1..).find(|number| !taken(number)).unwrap_or(1);
        self.shells.push(Shell::numbered(number));
        self.show(self.shells.len() - 1);
        true
    }

    /// Shows a shell.
    pub fn show(&mut self, at: usize) {
        self.at = at.min(self.shells.len() - 1);
        self.walking = None;
        self.shell_mut().news = false;
    }

    /// Shows the shell before or after this one, round and round.
    pub fn turn(&mut self, forward: bool) {
        let count = self.shells.len();
        self.show((self.at + if forward { 1 } else { count - 1 }) % count);
    }

    /// A shell without a tool in its foreground, for a command that does not come from its keyboard.
    pub(super) fn show_free(&mut self) {
        if self.shell().foreground.is_none() {
            return;
        }
        match self.shells.iter().position(|shell| shell.foreground.is_none()) {
            Some(free) => self.show(free),
            None => {
                self.open();
            }
        }
    }

    /// Closes the shell that is shown, unless it is the last one or a tool runs in it.
    fn close(&mut self) {
        if self.shells.len() > 1 && self.shell().foreground.is_none() {
            let closed = self.shells.remove(self.at);
            self.owners.retain(|_, owner| *owner != closed.number);
            self.show(self.at.saturating_sub(1));
        }
    }

    /// Up and down through the history.
    pub fn walk(&mut self, up: bool) {
        let at = match (self.walking, up) {
            (None, true) => {
                self.draft = self.input().to_owned();
                self.history.len().checked_sub(1)
            }
            (None, false) => None,
            (Some(at), true) => Some(at.saturating_sub(1)),
            (Some(at), false) => Some(at + 1).filter(|at| *at < self.history.len()),
        };
        if at.is_none() && self.walking.is_none() {
            return;
        }
        let line = at.map_or_else(|| self.draft.clone(), |at| self.history[at].clone());
        self.set_input(line);
        self.walking = at;
    }

    /// Takes the typed line, and remembers it.
    pub(super) fn take_line(&mut self) -> String {
        let line = std::mem::take(&mut self.shell_mut().input);
        self.walking = None;
        let to_tool = self.foreground().is_some_and(|(_, reads)| reads);
        if !line.trim().is_empty() && self.history.last() != Some(&line) && !to_tool {
            self.history.push(line.clone());
            if self.history.len() > HISTORY_MAX {
                self.history.remove(0);
            }
        }
        line
    }

    fn say(&mut self, voice: Voice, text: &str) {
        self.shell_mut().say(voice, text);
    }

    fn clear(&mut self) {
        self.shell_mut().lines.clear();
    }

    /// A tool was started in the shell that is shown.
    fn owns(&mut self, tool: String) {
        if self.owners.len() < OWNED_MAX || self.owners.contains_key(&tool) {
            let number = self.shell().number;
            self.owners.insert(tool, number);
        }
    }

    /// The shell of a tool: where it was started; the first for what the story started.
    fn of_tool(&self, tool: &str) -> usize {
        let owner = self.owners.get(tool);
        owner.and_then(|owner| self.shells.iter().position(|shell| shell.number == *owner)).unwrap_or(0)
    }

    /// Takes what tools have printed; what lies in the future now is taken back.
    pub(super) fn read(&mut self, engine: &dyn Engine, view: &ClusterView) {
        let total = engine.printed_len();
        if total < self.read {
            // Time was turned back: what would follow the end of a tool follows no more.
            for shell in &mut self.shells {
                shell.take_back(total);
                shell.ahead.clear();
            }
            self.watched.clear();
            self.read = total;
            self.version += 1;
        }
        self.read = self.read.max(engine.printed_from().min(total));
        for printed in engine.printed(self.read).iter().take(PRINTED_MAX) {
            self.take(&printed.tool, &printed.what);
            self.read += 1;
        }
        self.look_at_foregrounds(view);
    }

    fn take(&mut self, tool: &str, what: &Print) {
        if self.starts && matches!(what, Print::Started(_)) {
            self.owns(tool.to_owned());
            if self.watches {
                self.watched.insert(tool.to_owned());
            }
        }
        if self.watched.contains(tool) {
            self.failed |= complains(what);
            if matches!(what, Print::Exit(_)) {
                self.watched.remove(tool);
            }
        }
        let (voice, text) = match what {
            Print::Started(line) => (Voice::Command, line.clone()),
            Print::Out(text) => (Voice::Out, text.clone()),
            Print::Err(text) => (Voice::Err, words::hint(text)),
            Print::Typed(text) => (Voice::Typed, text.clone()),
            Print::Exit(0) => return,
            Print::Exit(status) => (Voice::Note, words::exit(*status)),
        };
        let (number, at) = (self.read, self.of_tool(tool));
        let shown = at == self.at;
        let shell = &mut self.shells[at];
        let text = text.strip_suffix('\n').unwrap_or(&text).into();
        shell.push(Line { voice, tool: Some(tool.to_owned()), text, printed: Some(number) });
        shell.news |= !shown;
        self.version += 1;
    }

    /// Whether a tool that was watched failed or complained, once.
    pub fn take_failed(&mut self) -> bool {
        std::mem::take(&mut self.failed)
    }

    /// The next line that was typed ahead and can be read now, and in which shell.
    fn next_ahead(&mut self) -> Option<(usize, String)> {
        let can_read = |shell: &Shell| shell.foreground().is_none_or(|(_, reads)| reads);
        let at = self.shells.iter().position(|shell| !shell.ahead.is_empty() && can_read(shell))?;
        self.shells[at].ahead.pop_front().map(|line| (at, line))
    }

    /// A tool that runs is in the foreground of the shell in which it was started, also after time was turned back.
    fn look_at_foregrounds(&mut self, view: &ClusterView) {
        let runs = |process: Process| !matches!(process, Process::Killed | Process::Stopped);
        for shell in &mut self.shells {
            let own = |name: &str| self.owners.get(name) == Some(&shell.number);
            let tool = view.tools.iter().rev().find(|tool| runs(tool.process) && own(&tool.name));
            let now = tool.map(|tool| (tool.name.to_string(), tool.reads));
            if now != shell.foreground {
                shell.foreground = now;
                self.version += 1;
            }
        }
    }
}

/// Whether a tool says that something is wrong: by its status, on standard error, or in a line that Kafka begins so. Its tool for
/// groups tells of an error on standard output and ends with status 0.
fn complains(what: &Print) -> bool {
    let begins = |line: &str| ["Error", "WARN", "Warn"].iter().any(|word| line.starts_with(word));
    match what {
        Print::Exit(status) => *status != 0,
        Print::Err(_) => true,
        Print::Out(text) => text.lines().any(begins),
        Print::Started(_) | Print::Typed(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_walk_through_the_history_and_back_to_the_draft() {
        let mut terminal = Terminal::default();
        for line in ["kill 2", "restart 2", "restart 2"] {
            terminal.set_input(line.into());
            terminal.take_line();
        }
        terminal.set_input("dra".into());
        let mut seen = Vec::new();
        for up in [true, true, true, false, false, false] {
            terminal.walk(up);
            seen.push(terminal.input().to_owned());
        }
        assert_eq!(seen, ["restart 2", "kill 2", "kill 2", "restart 2", "dra", "dra"]);
    }

    #[test]
    fn each_shell_has_its_own_lines_and_its_own_tool() {
        let mut terminal = Terminal::default();
        terminal.owns("producer".into());
        assert!(terminal.open());
        terminal.owns("consumer".into());
        terminal.take("producer", &Print::Out("one".into()));
        terminal.take("consumer", &Print::Out("two".into()));
        let texts = |terminal: &Terminal| -> Vec<String> {
            terminal.lines().iter().map(|line| line.text.to_string()).collect()
        };
        assert_eq!(texts(&terminal), ["two"]);
        assert!(terminal.shells()[0].has_news());
        terminal.turn(true);
        assert_eq!(texts(&terminal), ["one"]);
        assert!(!terminal.shells()[0].has_news());
        terminal.turn(false);
        terminal.close();
        assert_eq!((terminal.shells().len(), terminal.at()), (1, 0));
    }
}
