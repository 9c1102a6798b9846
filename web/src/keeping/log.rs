//! The event log as a text.

use crate::session::{Session, is_worth_telling};
use crate::words;

/// Everything up to now, a line an event: when, who, what, with tabs between. What is not worth a sentence is left out, unless
/// the log of the page shows everything.
pub fn log(session: &Session) -> String {
    let (view, all) = (session.view(), session.everything);
    let mut text = words::log_title(session.now(), all);
    text.push('\n');
    for happened in session.events().iter().filter(|happened| all || is_worth_telling(happened)) {
        let line = [words::time_us(happened.at), words::who(happened, view), words::sentence(happened, view)];
        // A name may hold anything; a line is a line.
        text.push_str(&line.map(|part| words::plainly(&part.replace(['\n', '\t'], " "))).join("\t"));
        text.push('\n');
    }
    text
}
