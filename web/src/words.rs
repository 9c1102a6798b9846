//! Every word of the page: the catalogue, and the words for what only the page has.

pub use partita_words::*;

use crate::keys::{Action, Local};
use crate::session::{Detail, Subject};

/// What is printed on a key.
pub(crate) fn key_name(key: &'static str) -> &'static str {
    match key {
        "Space" => text!(en: "Space", de: "Leertaste").text(),
        "Shift →" => text!(en: "Shift →", de: "Umschalt →").text(),
        "Shift ←" => text!(en: "Shift ←", de: "Umschalt ←").text(),
        "Tab" => text!(en: "Tab", de: "Tabulator").text(),
        "Enter" => text!(en: "Enter", de: "Eingabe").text(),
        "Ctrl-C" => CTRL_C.text(),
        "Ctrl-D" => CTRL_D.text(),
        "Home" => text!(en: "Home", de: "Pos1").text(),
        "End" => text!(en: "End", de: "Ende").text(),
        other => other,
    }
}

/// What a key does.
pub(crate) fn action(action: Action) -> &'static str {
    let text = match action {
        Action::PlayPause => text!(en: "play, pause", de: "abspielen, anhalten"),
        Action::Step => {
            text!(en: "deliver one message or timer", de: "eine Nachricht oder einen Timer zustellen")
        }
        Action::StepBack => text!(en: "back one delivery", de: "eine Zustellung zurück"),
        Action::NextEvent => text!(en: "on to the next event", de: "weiter zum nächsten Ereignis"),
        Action::PreviousEvent => text!(en: "back to the event before", de: "zurück zum Ereignis davor"),
        Action::Bookmark => text!(en: "a bookmark here, or none", de: "ein Lesezeichen hier, oder keines"),
        Action::PreviousMark => text!(en: "previous mark", de: "vorige Marke"),
        Action::NextMark => text!(en: "next mark", de: "nächste Marke"),
        Action::Slower => text!(en: "slower", de: "langsamer"),
        Action::Faster => text!(en: "faster", de: "schneller"),
        Action::Beginning => text!(en: "to the beginning", de: "zum Anfang"),
        Action::End => text!(en: "to the end of what has happened", de: "ans Ende des Geschehenen"),
        Action::Stage => text!(en: "stage", de: "Bühne"),
        Action::Sequence => text!(en: "sequence", de: "Ablauf"),
        Action::Tables => text!(en: "tables", de: "Tabellen"),
        Action::Metrics => text!(en: "metrics", de: "Metriken"),
        Action::Branches => text!(en: "branches", de: "Zweige"),
        Action::Menu => {
            text!(en: "what can be done to what is selected", de: "was mit dem Gewählten geschehen kann")
        }
        Action::Undo => text!(en: "undo the last command", de: "den letzten Befehl rückgängig machen"),
        Action::Redo => text!(en: "redo it", de: "ihn wiederholen"),
        Action::Terminal => text!(en: "terminal", de: "Terminal"),
        Action::Log => text!(en: "log", de: "Protokoll"),
        Action::Verdict => text!(en: "verdict", de: "Urteil"),
        Action::Story => text!(en: "story", de: "Story"),
        Action::ControlTraffic => {
            text!(en: "show heartbeats, metadata, votes", de: "Heartbeats, Metadaten, Stimmen zeigen")
        }
        Action::Kill => {
            text!(en: "kill the selected node, producer or member", de: "den gewählten Knoten, Producer oder das Mitglied hart beenden")
        }
        Action::Nearer => text!(en: "nearer", de: "näher"),
        Action::Farther => text!(en: "farther", de: "ferner"),
        Action::Whole => text!(en: "all of the cluster", de: "der ganze Cluster"),
        Action::Stories => {
            text!(en: "ready starts, a cluster of your own", de: "fertige Anfänge, ein eigener Cluster")
        }
        Action::Find => {
            text!(en: "find a broker, a partition, a record, a group", de: "einen Broker, eine Partition, einen Record, eine Gruppe suchen")
        }
        Action::Up => {
            text!(en: "up one level: byte, message, replica, broker, nothing; closes a comparison", de: "eine Ebene hinauf: Byte, Nachricht, Replica, Broker, nichts; schließt einen Vergleich")
        }
        Action::Help => text!(en: "these keys", de: "diese Tasten"),
    };
    text.text()
}

/// What a key does in one place only.
pub(crate) fn local_key(deed: Local) -> &'static str {
    let text = match deed {
        Local::Complete => text!(en: "complete the word", de: "das Wort vervollständigen"),
        Local::History => text!(en: "commands given before", de: "frühere Befehle"),
        Local::Shells => text!(en: "the shell before, after", de: "die Shell davor, danach"),
        Local::Interrupt => text!(en: "end the running tool", de: "das laufende Werkzeug beenden"),
        Local::EndOfInput => text!(en: "end its input", de: "seine Eingabe beenden"),
        Local::Leave => text!(en: "leave the field", de: "das Feld verlassen"),
        Local::Rows => text!(en: "row before, after", de: "Zeile davor, danach"),
        Local::Columns => text!(en: "within the row", de: "innerhalb der Zeile"),
        Local::Choose => text!(en: "choose it", de: "es wählen"),
        Local::Close => text!(en: "close menu, form or dialog", de: "Menü, Formular oder Dialog schließen"),
        Local::Slide => text!(en: "a tenth of a second", de: "eine Zehntelsekunde"),
        Local::Across => {
            text!(en: "from a field to its bytes, and back", de: "vom Feld zu seinen Bytes, und zurück")
        }
        Local::ToField => text!(en: "from a byte to its field", de: "vom Byte zu seinem Feld"),
        Local::SlideFar => text!(en: "five seconds", de: "fünf Sekunden"),
    };
    text.text()
}

/// What an entry of the log is about.
pub(crate) fn subject(subject: Subject) -> &'static str {
    let text = match subject {
        Subject::Faults => text!(en: "Nodes, disks, links", de: "Knoten, Platten, Links"),
        Subject::Cluster => text!(en: "Leaders, ISRs, topics", de: "Leader, ISRs, Topics"),
        Subject::Groups => text!(en: "Groups", de: "Gruppen"),
        Subject::Records => text!(same: "Records"),
        Subject::Commands => text!(en: "Commands", de: "Befehle"),
        Subject::Verdict => text!(en: "Promises", de: "Versprechen"),
    };
    text.text()
}

/// How much a screen reader is told.
pub(crate) fn detail(detail: Detail) -> &'static str {
    let text = match detail {
        Detail::Losses => text!(en: "losses and errors only", de: "nur Verluste und Fehler"),
        Detail::Meaning => text!(en: "events of meaning", de: "Ereignisse von Bedeutung"),
        Detail::Everything => text!(en: "everything", de: "alles"),
    };
    text.text()
}
