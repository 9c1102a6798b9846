//! Sentences about what a person may do to processes, links, disks, clocks and messages.

use partita_view::{ClusterView, Event};

use super::parts::party;
use super::values::span;

/// Sentences about processes, links, disks and messages: what a person may do to them.
pub(crate) fn faults(event: &Event, who: &str, view: &ClusterView) -> Option<String> {
    Some(match event {
        Event::Started => say!(en: "{who} starts.", de: "{who} startet."),
        Event::Killed => say!(
            en: "{who} is killed. What it wrote stays on its disk.",
            de: "{who} wird hart beendet. Was geschrieben war, bleibt auf der Platte."
        ),
        Event::PoweredOff => say!(
            en: "{who} loses its power. What was not flushed is gone.",
            de: "{who} verliert den Strom. Was noch nicht auf der Platte war, ist weg."
        ),
        Event::Stopping => {
            say!(en: "{who} begins a controlled shutdown.", de: "{who} beginnt, geordnet herunterzufahren.")
        }
        Event::Stopped => say!(en: "{who} has shut down.", de: "{who} ist heruntergefahren."),
        Event::Paused => say!(
            en: "{who} is paused: it does nothing and keeps its memory.",
            de: "{who} ist angehalten: tut nichts und behält den Speicher."
        ),
        Event::Resumed => say!(en: "{who} goes on.", de: "{who} macht weiter."),
        Event::LinkCut { from, to } => say!(
            en: "The link from {from} to {to} is cut.",
            de: "Die Verbindung von {from} zu {to} ist getrennt.",
            from = party(from, view),
            to = party(to, view)
        ),
        Event::LinkHealed { from, to } => say!(
            en: "The link from {from} to {to} is as usual again.",
            de: "Die Verbindung von {from} zu {to} ist wieder wie sonst.",
            from = party(from, view),
            to = party(to, view)
        ),
        Event::LinkSlowed { from, to, by } => say!(
            en: "The link from {from} to {to} takes {by} more.",
            de: "Die Verbindung von {from} zu {to} braucht {by} mehr.",
            from = party(from, view),
            to = party(to, view),
            by = span(*by)
        ),
        Event::DiskSlowed(by) => say!(
            en: "What {who} reads from its disk takes {by}.",
            de: "Was {who} von der Platte liest, braucht {by}.",
            by = span(*by)
        ),
        Event::DiskFilled => {
            say!(en: "Nothing more fits on the disk of {who}.", de: "Auf die Platte von {who} passt nichts mehr.")
        }
        Event::DiskFailed => {
            say!(en: "The disk of {who} does nothing any more.", de: "Die Platte von {who} tut nichts mehr.")
        }
        Event::DiskTears => say!(
            en: "If {who} loses its power, half of what it did not flush will stay on its disk.",
            de: "Verliert {who} den Strom, bleibt von dem, was nicht geflusht war, die Hälfte auf der Platte."
        ),
        Event::DiskFlushesFail => say!(
            en: "From now on {who} cannot flush what it writes to its disk.",
            de: "Ab jetzt kann {who} nichts mehr auf die Platte flushen."
        ),
        Event::DiskFlushesLie => say!(
            en: "The disk of {who} says that a flush is done, and loses it with the power.",
            de: "Die Platte von {who} meldet einen Flush als fertig und verliert ihn mit dem Strom."
        ),
        Event::DiskFileLost(file) => say!(
            en: "The file {file} of {who} is gone.",
            de: "Die Datei {file} von {who} ist weg."
        ),
        Event::DiskFlipped(file, at) => say!(
            en: "A bit of byte {at} in {file} of {who} is another now.",
            de: "Ein Bit von Byte {at} in {file} von {who} ist jetzt ein anderes."
        ),
        Event::LogDirectoryOffline { dir, replicas } => say!(
            en: "{who} cannot use its log directory {dir} any more. The replicas in it, {replicas}, are offline.",
            de: "{who} kann das Log-Verzeichnis {dir} nicht mehr benutzen. Die Replicas darin, {replicas}, sind offline."
        ),
        Event::DiskDirectoryFailed(dir) => say!(
            en: "Nothing works any more in the log directory {dir} of {who}.",
            de: "Im Log-Verzeichnis {dir} von {who} geht nichts mehr."
        ),
        Event::LogDirectoryFailed => say!(
            en: "{who} cannot use its log directory any more. It has no other, and halts.",
            de: "{who} kann das Log-Verzeichnis nicht mehr benutzen, hat kein anderes und hält an."
        ),
        Event::DiskReplaced => say!(
            en: "{who} gets another disk, newly formatted.",
            de: "{who} bekommt eine andere, frisch formatierte Platte."
        ),
        Event::DiskMended => {
            say!(en: "The disk of {who} is as usual again.", de: "Die Platte von {who} ist wieder wie sonst.")
        }
        Event::ClockSet(0) => {
            say!(en: "The wall clock of {who} is right again.", de: "Die Uhr von {who} geht wieder richtig.")
        }
        Event::ClockSet(ahead_ms) => {
            let by = span(ahead_ms.unsigned_abs().saturating_mul(1000));
            match *ahead_ms > 0 {
                true => say!(
                    en: "The wall clock of {who} is {by} fast. Its timers run as before.",
                    de: "Die Uhr von {who} geht {by} vor. Die Timer laufen wie zuvor."
                ),
                false => say!(
                    en: "The wall clock of {who} is {by} slow. Its timers run as before.",
                    de: "Die Uhr von {who} geht {by} nach. Die Timer laufen wie zuvor."
                ),
            }
        }
        Event::Held(_) => text!(
            en: "A message is held, and all behind it on its connection.",
            de: "Eine Nachricht wird festgehalten, und mit ihr alles, was auf ihrer Verbindung folgt."
        )
        .text()
        .into(),
        Event::Released(_) => {
            text!(en: "A held message goes on.", de: "Eine festgehaltene Nachricht geht weiter.")
                .text()
                .into()
        }
        Event::Delayed(_, by) => say!(
            en: "A message arrives {by} later, and all behind it on its connection.",
            de: "Eine Nachricht kommt {by} später an, und mit ihr alles, was auf ihrer Verbindung folgt.",
            by = span(*by)
        ),
        Event::MadeLate(_, by) => say!(
            en: "The connection of a request breaks for its sender, who may try again; this copy arrives {by} later.",
            de: "Für den Absender einer Anfrage bricht die Verbindung ab, er kann es noch einmal versuchen; diese Kopie kommt {by} später an.",
            by = span(*by)
        ),
        Event::Dropped(_) => text!(
            en: "A message is lost, and its connection with it.",
            de: "Eine Nachricht geht verloren und ihre Verbindung mit ihr."
        )
        .text()
        .into(),
        _ => return None,
    })
}
