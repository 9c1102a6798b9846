//! The event log as a text.

use crate::session::Session;
use crate::words;

/// What the log of the page shows up to now, a line an event: when, who, what, with tabs between.
pub fn log(session: &Session) -> String {
    let (view, all) = (session.view(), session.everything);
    let mut text = words::log_title(session.now(), all);
    text.push('\n');
    for happened in session.events().iter().filter(|happened| session.log.admits(happened, all)) {
        let (who, sentence) = (words::who(happened, view), words::sentence(happened, view));
        if !session.log.finds(&who, &sentence) {
            continue;
        }
        let line = [words::time_us(happened.at), who, sentence];
        // A name may hold anything; a line is a line.
        text.push_str(&line.map(|part| words::plainly(&part.replace(['\n', '\t'], " "))).join("\t"));
        text.push('\n');
    }
    text
}
