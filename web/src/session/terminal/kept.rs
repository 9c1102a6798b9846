//! What a tab keeps of its terminal: which shell each tool was started in, and what was typed. What the tools printed comes again as
//! the story is played.

use super::{HISTORY_MAX, OWNED_MAX, SHELLS_MAX, Shell, Terminal};

impl Terminal {
    /// Tools, each with the number of the shell in which it was started.
    pub fn owners(&self) -> impl Iterator<Item = (u32, &str)> {
        self.owners.iter().map(|(tool, number)| (*number, &**tool))
    }

    /// Lines that were typed, the oldest first.
    pub fn history(&self) -> &[String] {
        &self.history
    }

    /// Takes both again: a shell for each number, as far as there may be so many.
    pub(in crate::session) fn go_on_with(&mut self, owners: Vec<(u32, String)>, history: Vec<String>) {
        for (number, tool) in owners.into_iter().take(OWNED_MAX) {
            let known = self.shells.iter().any(|shell| shell.number == number);
            if !known && self.shells.len() < SHELLS_MAX {
                self.shells.push(Shell::numbered(number));
                self.shells.sort_by_key(|shell| shell.number);
            }
            self.owners.insert(tool, number);
        }
        let rest = history.len().saturating_sub(HISTORY_MAX);
        self.history = history.into_iter().skip(rest).collect();
        self.version += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tool_has_its_shell_again() {
        let mut terminal = Terminal::default();
        let owners = vec![(3, "producer".to_string()), (1, "consumer".to_string())];
        terminal.go_on_with(owners, vec!["kill 1".into()]);
        let numbers: Vec<u32> = terminal.shells().iter().map(|shell| shell.number).collect();
        assert_eq!(numbers, [1, 3]);
        assert_eq!((terminal.of_tool("producer"), terminal.of_tool("consumer")), (1, 0));
        assert_eq!(terminal.owners().collect::<Vec<_>>(), [(1, "consumer"), (3, "producer")]);
        assert_eq!(terminal.history(), ["kill 1"]);
    }

    #[test]
    fn there_are_never_more_shells_than_may_be_open() {
        let mut terminal = Terminal::default();
        let owners = (1..=40).map(|number| (number, format!("tool{number}"))).collect();
        terminal.go_on_with(owners, Vec::new());
        assert_eq!(terminal.shells().len(), SHELLS_MAX);
        assert_eq!(terminal.of_tool("tool40"), 0, "the first shell has what none has");
    }
}
