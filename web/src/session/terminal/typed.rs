//! What Enter, Ctrl-C and Ctrl-D do.

use partita_view::{CommandError, Done, Engine};

use crate::session::Session;
use crate::words;

use super::Voice;

/// A line was typed.
pub(crate) fn enter(session: &mut Session, line: &str) {
    if let Some((tool, reads)) = session.terminal.foreground().map(|(tool, reads)| (tool.to_owned(), reads)) {
        if reads {
            tell(session, line, |engine| engine.type_line(&tool, Some(line)));
        } else if !line.trim().is_empty() && !session.terminal.shell_mut().put_ahead(line) {
            session.terminal.say(Voice::Err, words::TOO_MUCH_AHEAD.text());
        }
        return;
    }
    read(session, line);
}

/// What was typed while a tool ran is read when it has ended; says whether anything was.
pub(crate) fn read_ahead(session: &mut Session) -> bool {
    if std::mem::replace(&mut session.terminal.reading, true) {
        return false;
    }
    let mut any = false;
    while let Some((shell, line)) = session.terminal.next_ahead() {
        let shown = std::mem::replace(&mut session.terminal.at, shell);
        enter(session, &line);
        session.terminal.at = shown.min(session.terminal.shells.len() - 1);
        any = true;
    }
    session.terminal.reading = false;
    any
}

/// A line that the shell itself reads.
fn read(session: &mut Session, line: &str) {
    match line.trim() {
        "" => {}
        "clear" => session.terminal.clear(),
        search if is_search(search) => {
            session.terminal.say(Voice::Command, line);
            if !session.find(search) {
                session.terminal.say(Voice::Err, words::NOT_FOUND.text());
            }
        }
        _ => {
            carry_out(session, line);
        }
    }
}

/// `/broker 17`, `/orders-12`: a search, not a command. A tool may be called by its whole path: `/opt/kafka/bin/kafka-topics.sh`.
fn is_search(line: &str) -> bool {
    let path = line.split_whitespace().next().unwrap_or_default();
    let is_tool = path.matches('/').count() > 1 && partita_shell::called(path).is_some();
    path.starts_with('/') && !is_tool
}

/// Whether a line is a tool that changes nothing: whoever calls it wants to read what it prints.
pub(crate) fn only_reads(line: &str) -> bool {
    let asks = |word: &str| matches!(word, "--describe" | "--list");
    partita_shell::called(line).is_some() && line.split_whitespace().any(asks)
}

/// A command behind a button or in a menu: if it fails, that is to be seen.
pub(crate) fn press(session: &mut Session, line: &str) {
    session.terminal.watches = true;
    let was_carried_out = carry_out(session, line);
    session.terminal.watches = false;
    session.terminal.failed |= !was_carried_out;
}

/// A command; the terminal shows what it did. Says whether it was carried out.
fn carry_out(session: &mut Session, line: &str) -> bool {
    session.terminal.starts = true;
    let done = session.run(line);
    session.terminal.starts = false;
    match done {
        Ok(Done::Commanded) => session.terminal.say(Voice::Command, line),
        Ok(Done::Answer(lines)) => {
            session.terminal.say(Voice::Command, line);
            lines.iter().for_each(|line| session.terminal.say(Voice::Out, &words::answered(line)));
        }
        Ok(Done::Tool(_)) => session.playback.play(),
        Err(error) => {
            session.terminal.say(Voice::Command, line);
            let (from, to) = error.word;
            session.terminal.say(Voice::Err, &words::pointer(line, from, to));
            session.terminal.say(Voice::Err, &words::refused(&error.message));
            return false;
        }
    }
    true
}

/// A command of a form: one that is not understood leaves no trace but what it says.
pub(crate) fn try_out(session: &mut Session, line: &str) -> Result<(), String> {
    (session.terminal.starts, session.terminal.watches) = (true, true);
    let done = session.run(line);
    (session.terminal.starts, session.terminal.watches) = (false, false);
    match done {
        Ok(Done::Commanded | Done::Answer(_)) => session.terminal.say(Voice::Command, line),
        Ok(Done::Tool(_)) => session.playback.play(),
        Err(error) => return Err(words::refused(&error.message)),
    }
    Ok(())
}

/// Ctrl-C: the tool in the foreground is interrupted; without one the line is given up.
pub(crate) fn interrupt(session: &mut Session) {
    let Some((tool, _)) = session.terminal.foreground() else {
        session.terminal.set_input(String::new());
        return;
    };
    let tool = tool.to_owned();
    session.terminal.shell_mut().ahead.clear();
    tell(session, words::CTRL_C.text(), |engine| engine.interrupt(&tool));
}

/// Ctrl-D: the end of a tool's input; without a tool the shell is closed, if there is another.
pub(crate) fn end_of_input(session: &mut Session) {
    let Some((tool, reads)) = session.terminal.foreground() else {
        session.terminal.close();
        return;
    };
    if !reads {
        return;
    }
    let tool = tool.to_owned();
    tell(session, words::CTRL_D.text(), |engine| engine.type_line(&tool, None));
}

/// Tells a running tool something, and lets time go on.
fn tell(session: &mut Session, what: &str, act: impl FnOnce(&mut dyn Engine) -> Result<(), CommandError>) {
    let given_up = session.future();
    match act(session.engine_mut()) {
        Ok(()) => {
            session.acted(given_up, what);
            session.branches.forget_redo();
        }
        Err(error) => session.terminal.say(Voice::Err, &words::refused(&error.message)),
    }
    session.playback.play();
}
