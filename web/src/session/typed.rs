//! Lines given to the terminal: by hand, by a button, by a form.

use super::{Session, complete, terminal};

impl Session {
    /// What Enter does in the terminal: a running tool gets the line, else it is a command.
    pub fn enter(&mut self) {
        let line = self.terminal.take_line();
        terminal::enter(self, &line);
        self.look();
    }

    /// The line in the terminal with its last word completed, where there is something to complete.
    pub fn completion(&self) -> Option<String> {
        if self.terminal.foreground().is_some() {
            return None;
        }
        complete::complete(self.terminal.input(), &self.view)
    }

    /// A button with a command was pressed: the terminal shows what it did, and is to be seen where that is all the command is for.
    pub fn command_of_button(&mut self, line: &str) {
        self.terminal.show_free();
        if terminal::only_reads(line) {
            self.call_terminal();
        }
        terminal::press(self, line);
        self.look();
    }

    /// The command of a form: the terminal shows what it did. What is wrong with it is for the form to say.
    pub fn command_of_form(&mut self, line: &str) -> Result<(), String> {
        self.terminal.show_free();
        let done = terminal::try_out(self, line);
        self.look();
        done
    }

    /// Ctrl-C in the terminal.
    pub fn interrupt(&mut self) {
        terminal::interrupt(self);
        self.look();
    }

    /// Ctrl-D in the terminal: the end of a tool's input.
    pub fn end_of_input(&mut self) {
        terminal::end_of_input(self);
        self.look();
    }
}
