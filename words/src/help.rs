//! Words of the page around the stage: buttons, panels, keys, notices.

use partita_view::{ClusterView, Finding};

use super::nouns::{BROKERS_COUNTED, CONSUMER_GROUPS, PRODUCERS_COUNTED, TOPICS, plural};
use super::values::time;

texts! {
    /// The brand.
    PARTITA { same: "Partita" }
    /// Title of the document.
    PAGE_TITLE { en: "Partita: Apache Kafka you can see", de: "Partita: Apache Kafka zum Ansehen" }
    /// Tab of the log.
    LOG { en: "Log", de: "Protokoll" }
    /// Tab of the terminal.
    TERMINAL { same: "Terminal" }
    /// Tab of the verdict.
    VERDICT { en: "Verdict", de: "Urteil" }
    /// Pane of the inspector.
    INSPECTOR { en: "Inspector", de: "Inspektor" }
    /// The stage.
    STAGE { en: "Stage", de: "Bühne" }
    /// Before the first event.
    NOTHING_YET { en: "Nothing has happened yet.", de: "Noch ist nichts geschehen." }
    /// The log with everything in it.
    EVERYTHING { en: "Everything", de: "Alles" }
    /// What Tab does in the terminal's line is said by its placeholder.
    TERMINAL_HINT { same: "kafka-topics.sh --list, kill 2, help" }
}

/// One sentence for those who do not see the stage.
pub fn summary(view: &ClusterView) -> String {
    let brokers = view.nodes.iter().filter(|node| node.is_broker).count() as u64;
    let running = view
        .nodes
        .iter()
        .filter(|node| node.is_broker && node.process == partita_view::Process::Running)
        .count() as u64;
    let topics = view.topics.iter().filter(|topic| !topic.internal).count() as u64;
    let mut text = say!(
        en: "Stage at {at}: {running} of {brokers} running, {topics}, {producers}, {groups}.",
        de: "Bühne bei {at}: {running} von {brokers} laufen, {topics}, {producers}, {groups}.",
        at = time(view.at),
        brokers = plural(brokers, BROKERS_COUNTED),
        topics = plural(topics, TOPICS),
        producers = plural(view.producers.len() as u64, PRODUCERS_COUNTED),
        groups = plural(view.groups.len() as u64, CONSUMER_GROUPS)
    );
    if let Some(leader) = view.quorum.leader {
        text.push_str(&say!(
            en: " Node {leader} is the active controller.",
            de: " Knoten {leader} ist der aktive Controller."
        ));
    }
    text
}

/// Title of a finding.
pub fn finding_title(finding: &Finding) -> String {
    findings_title(finding, None)
}

/// Title of a finding and of those like it up to another offset.
pub fn findings_title(finding: &Finding, to: Option<i64>) -> String {
    let about = match (&finding.about, finding.offset, to) {
        (Some((topic, p)), Some(offset), None) => {
            say!(en: "{topic}-{p}, offset {offset}", de: "{topic}-{p}, Offset {offset}")
        }
        (Some((topic, p)), Some(offset), Some(to)) => {
            say!(en: "offsets {offset} to {to} of {topic}-{p}", de: "Offsets {offset} bis {to} von {topic}-{p}")
        }
        (Some((topic, p)), None, _) => format!("{topic}-{p}"),
        _ => String::new(),
    };
    let verdict = match finding.allowed_by {
        Some(_) => text!(en: "given up", de: "aufgegeben").text(),
        None => text!(en: "broken", de: "gebrochen").text(),
    };
    if about.is_empty() {
        format!("{} {verdict}", finding.promise)
    } else {
        format!("{} {verdict}: {about}", finding.promise)
    }
}

/// The badge of the verdict.
pub fn verdict_badge(findings: usize) -> String {
    if findings == 0 {
        text!(en: "all kept", de: "alle gehalten").text().into()
    } else {
        findings.to_string()
    }
}

/// A tool ended with a status other than 0.
pub fn exit(status: i32) -> String {
    say!(en: "exit status {status}", de: "Exit-Status {status}")
}

/// A line of carets under the word that was not understood.
pub fn pointer(line: &str, from: u32, to: u32) -> String {
    let (from, to) = (from as usize, to as usize);
    let letters = |end: usize| line.char_indices().take_while(|(at, _)| *at < end).count();
    let (a, b) = (letters(from), letters(to));
    format!("  {}{}", " ".repeat(a), "^".repeat((b - a.min(b)).max(1)))
}

/// A speed: `1/50×`, `2×`.
pub fn rate(story: u64, ours: u64) -> String {
    match (story, ours) {
        (1_000_000.., 1) => "max".into(),
        (_, 1) => format!("{story}×"),
        _ => format!("{story}/{ours}×"),
    }
}

/// `step 2,881`.
pub fn step_number(steps: u64) -> String {
    say!(en: "step {steps}", de: "Schritt {steps}", steps = super::nouns::count(steps))
}

texts! {
    /// The transport.
    TIME { en: "Time", de: "Zeit" }
    /// The line of time.
    TIMELINE { en: "Timeline", de: "Zeitleiste" }
    /// Time runs.
    PLAY { en: "Play", de: "Abspielen" }
    /// Time stands.
    PAUSE { en: "Pause", de: "Anhalten" }
    /// One delivery on.
    STEP { en: "One step", de: "Ein Schritt" }
    /// Back to the event before.
    STEP_BACK { en: "Back one delivery", de: "Eine Zustellung zurück" }
    /// To the mark before.
    PREVIOUS_MARK { en: "Previous mark", de: "Vorige Marke" }
    /// To the mark after.
    NEXT_MARK { en: "Next mark", de: "Nächste Marke" }
    /// Back to the event before.
    PREVIOUS_EVENT { en: "Previous event", de: "Voriges Ereignis" }
    /// On to the next event.
    NEXT_EVENT { en: "Next event", de: "Nächstes Ereignis" }
    /// A bookmark at this moment, or none any more.
    BOOKMARK { en: "Bookmark", de: "Lesezeichen" }
    /// The field of the clock.
    GO_TO_TIME { en: "Go to a time, such as 0:23.4", de: "Zu einer Zeit gehen, etwa 0:23,4" }
    /// The playhead.
    PLAYHEAD { en: "Now", de: "Jetzt" }
    /// Keys of a list.
    LIST_AND_MENUS { en: "List, menus", de: "Liste, Menüs" }
    /// Keys of the playhead.
    PLAYHEAD_FOCUSED { en: "Playhead", de: "Abspielkopf" }
    /// What has no room in the bar.
    MORE { en: "More", de: "Mehr" }
    /// Less speed.
    SLOWER { en: "Slower", de: "Langsamer" }
    /// More speed.
    FASTER { en: "Faster", de: "Schneller" }
    /// What the speed is of.
    SPEED { en: "Speed while messages with records are on their way; silence passes faster", de: "Tempo, solange Nachrichten mit Records unterwegs sind; Stille vergeht schneller" }
    /// What an entry's time does when it is pressed.
    GO_THERE { en: "Go to this moment", de: "Zu diesem Moment" }
    /// What the terminal printed.
    TERMINAL_OUTPUT { en: "What the terminal printed", de: "Ausgabe des Terminals" }
    /// Ends the running tool.
    CTRL_C { en: "Ctrl-C", de: "Strg-C" }
    /// Ends the input of the running tool.
    CTRL_D { en: "Ctrl-D", de: "Strg-D" }
    /// What a checker promised.
    PROMISED { en: "Promised:", de: "Versprochen:" }
    /// What a checker saw.
    SEEN { en: "Seen:", de: "Gesehen:" }
    /// A promise that nothing excuses.
    NOT_ALLOWED { en: "No setting and no fault allows this.", de: "Keine Einstellung und kein Fehler erlaubt das." }
    /// Keys of the page.
    KEYS { en: "Keys", de: "Tasten" }
    /// The setting that lets letters and signs be keys of the page.
    LETTER_KEYS { en: "Letters and signs are keys", de: "Buchstaben und Zeichen sind Tasten" }
    /// What the setting leaves as it is.
    LETTER_KEYS_NOTE { en: "Space, arrows, Home, End and Esc always are. Nothing is a key of the page while you type in a field.", de: "Leertaste, Pfeile, Pos1, Ende und Esc sind es immer. Beim Tippen in ein Feld ist nichts eine Taste der Seite." }
    /// The setting that says how much a screen reader is told.
    NARRATION { en: "A screen reader is told", de: "Ein Screenreader sagt" }
    /// What the page speaks.
    LANGUAGE { en: "Language", de: "Sprache" }
    /// Opens the list of keys.
    HELP { en: "Keys and help", de: "Tasten und Hilfe" }
    /// Heartbeats and metadata on the stage.
    CONTROL_TRAFFIC { en: "Control traffic", de: "Steuerverkehr" }
    /// Puts the cluster back to the beginning of its story.
    START_AGAIN { en: "Start again", de: "Neu beginnen" }
    /// What the page stands on while the engine goes to another moment.
    SEEKING { en: "Going there …", de: "Auf dem Weg dorthin …" }
}

/// How to reach the map of keys, for those who do not see its button.
pub fn keys_hint(letters: bool) -> &'static str {
    let hint = if letters {
        text!(en: "The question mark shows the map of keys.", de: "Das Fragezeichen zeigt die Übersicht der Tasten.")
    } else {
        text!(en: "The button Keys and help shows the map of keys.", de: "Der Knopf Tasten und Hilfe zeigt die Übersicht der Tasten.")
    };
    hint.text()
}

/// The setting or fault that allows a loss.
pub fn allowed_by(by: &str) -> String {
    say!(en: "Kafka allows it: {by}.", de: "Kafka erlaubt es: {by}.", by = super::promises::excuse(by))
}

/// Whether a promise is kept.
pub fn kept(kept: bool) -> &'static str {
    match kept {
        true => text!(en: "kept", de: "gehalten").text(),
        false => text!(en: "broken", de: "gebrochen").text(),
    }
}

/// The line goes to a running tool.
pub fn line_for(tool: &str) -> String {
    say!(en: "Line for {tool}", de: "Zeile für {tool}")
}

/// A tool is at work and reads nothing.
pub fn runs(tool: &str) -> String {
    say!(en: "{tool} runs; Ctrl-C ends it", de: "{tool} läuft; Strg-C beendet es")
}

/// Which tool speaks.
pub fn from_tool(tool: &str) -> String {
    format!("[{tool}]")
}

/// A shell of the terminal.
pub fn shell(number: u32) -> String {
    format!("Shell {number}")
}

/// A shell with a tool in its foreground.
pub fn shell_with(number: u32, tool: &str) -> String {
    format!("{number} {tool}")
}

texts! {
    /// The shells of the terminal.
    SHELLS { same: "Shells" }
    /// Opens another shell.
    NEW_SHELL { en: "Another shell", de: "Weitere Shell" }
    /// Something was printed in a shell that is not shown.
    NEWS { en: "has new lines", de: "hat neue Zeilen" }
}

/// The button of the theme.
pub fn theme(word: &str) -> &'static str {
    let text = match word {
        "light" => text!(en: "Theme: light", de: "Farben: hell"),
        "dark" => text!(en: "Theme: dark", de: "Farben: dunkel"),
        _ => text!(en: "Theme: follows the system", de: "Farben: wie das System"),
    };
    text.text()
}

texts! {
    /// What the page shows.
    STORY { same: "Story" }
    /// The panel below the stage.
    PANEL { same: "Panel" }
    /// The text of the story.
    STORY_TEXT { en: "The story so far, as a text that replays it", de: "Die Story bis hierher, als Text, der sie wieder abspielt" }
    /// Runs the text.
    RUN_STORY { en: "Run this text", de: "Diesen Text abspielen" }
    /// Puts the text on the clipboard.
    COPY { en: "Copy", de: "Kopieren" }
    /// It is on the clipboard.
    COPIED { en: "Copied", de: "Kopiert" }
}

/// Whether a text is on the clipboard.
pub fn copied(done: bool) -> &'static str {
    match done {
        true => COPIED.text(),
        false => text!(en: "Could not copy", de: "Kopieren nicht möglich").text(),
    }
}

/// A command in a few letters, beside its mark.
pub fn command_mark(line: &str) -> String {
    let mut parts = line.split_whitespace();
    let (first, second) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let text = match first {
        "producer" | "consumer" => second.to_owned(),
        "run" => parts.next().unwrap_or("").to_owned(),
        _ if first.ends_with('>') => first.trim_end_matches('>').to_owned(),
        _ => format!("{first} {second}"),
    };
    super::values::fit(&text, 22)
}

/// The clock as a button: the time, and what pressing it does.
pub fn go_to_from(now: partita_view::Micros) -> String {
    say!(en: "{now}: go to another time", de: "{now}: zu einer anderen Zeit gehen", now = time(now))
}

/// A mark of the timeline.
pub fn mark(at: partita_view::Micros, word: &str, sentence: &str) -> String {
    format!("{word}, {}: {sentence}", time(at))
}

/// A silence of the timeline, as a button that unfolds it or folds it again.
pub fn silence(length: &str, unfolded: bool) -> String {
    match unfolded {
        true => say!(en: "Silence of {length}: fold it", de: "{length} Stille: falten"),
        false => {
            say!(en: "Silence of {length}, folded: unfold it", de: "{length} Stille, gefaltet: entfalten")
        }
    }
}

texts! {
    /// A story that did not come with the page.
    ANOTHER_STORY { en: "another", de: "eine andere" }
    TITLE_OF_LINK { en: "from a link", de: "aus einem Link" }
    TITLE_OF_OWN { en: "a cluster of your own", de: "ein eigener Cluster" }
}
