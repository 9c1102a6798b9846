//! Words of the page around the stage: buttons, panels, keys, notices.

use partita_view::{ClusterView, Finding};

use super::parts::{plural, time};

/// The brand.
pub const PARTITA: &str = "Partita";
/// Tab of the log.
pub const LOG: &str = "Log";
/// Tab of the terminal.
pub const TERMINAL: &str = "Terminal";
/// Tab of the verdict.
pub const VERDICT: &str = "Verdict";
/// Pane of the inspector.
pub const INSPECTOR: &str = "Inspector";
/// The stage.
pub const STAGE: &str = "Stage";
/// Before the first event.
pub const NOTHING_YET: &str = "Nothing has happened yet.";
/// The log with everything in it.
pub const EVERYTHING: &str = "Everything";
/// What Tab does in the terminal's line is said by its placeholder.
pub const TERMINAL_HINT: &str = "kafka-topics.sh --list, kill 2, help";

/// One sentence for those who do not see the stage.
pub fn summary(view: &ClusterView) -> String {
    let brokers = view.nodes.iter().filter(|node| node.is_broker).count() as u64;
    let running = view
        .nodes
        .iter()
        .filter(|node| node.is_broker && node.process == partita_view::Process::Running)
        .count() as u64;
    let topics = view.topics.iter().filter(|topic| !topic.internal).count() as u64;
    let mut text = format!(
        "Stage at {}: {} of {} running, {}, {}, {}.",
        time(view.at),
        running,
        plural(brokers, "broker"),
        plural(topics, "topic"),
        plural(view.producers.len() as u64, "producer"),
        plural(view.groups.len() as u64, "consumer group"),
    );
    if let Some(leader) = view.quorum.leader {
        text.push_str(&format!(" Node {leader} is the active controller."));
    }
    text
}

/// Title of a finding.
pub fn finding_title(finding: &Finding) -> String {
    let about = match (&finding.about, finding.offset) {
        (Some((topic, p)), Some(offset)) => format!("{topic}-{p}, offset {offset}"),
        (Some((topic, p)), None) => format!("{topic}-{p}"),
        _ => String::new(),
    };
    let verdict = if finding.allowed_by.is_some() { "given up" } else { "broken" };
    if about.is_empty() {
        format!("{} {verdict}", finding.promise)
    } else {
        format!("{} {verdict}: {about}", finding.promise)
    }
}

/// The badge of the verdict.
pub fn verdict_badge(findings: usize) -> String {
    if findings == 0 { "all kept".into() } else { findings.to_string() }
}

/// A tool ended with a status other than 0.
pub fn exit(status: i32) -> String {
    format!("exit status {status}")
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
    format!("step {}", super::parts::count(steps))
}

/// The transport.
pub const TIME: &str = "Time";
/// The line of time.
pub const TIMELINE: &str = "Timeline";
/// Time runs.
pub const PLAY: &str = "Play";
/// Time stands.
pub const PAUSE: &str = "Pause";
/// One delivery on.
pub const STEP: &str = "One step";
/// Back to the event before.
pub const STEP_BACK: &str = "Back one event";
/// To the mark before.
pub const PREVIOUS_MARK: &str = "Previous mark";
/// To the mark after.
pub const NEXT_MARK: &str = "Next mark";
/// Less speed.
pub const SLOWER: &str = "Slower";
/// More speed.
pub const FASTER: &str = "Faster";
/// What the speed is of.
pub const SPEED: &str = "Speed while messages with records are on their way; silence passes faster";
/// What an entry's time does when it is pressed.
pub const GO_THERE: &str = "Go to this moment";
/// What the terminal printed.
pub const TERMINAL_OUTPUT: &str = "What the terminal printed";
/// Ends the running tool.
pub const CTRL_C: &str = "Ctrl-C";
/// Ends the input of the running tool.
pub const CTRL_D: &str = "Ctrl-D";
/// What a checker promised.
pub const PROMISED: &str = "Promised:";
/// What a checker saw.
pub const SEEN: &str = "Seen:";
/// A promise that nothing excuses.
pub const NOT_ALLOWED: &str = "No setting and no fault allows this.";
/// Keys of the page.
pub const KEYS: &str = "Keys";
/// The setting that lets letters and signs be keys of the page.
pub const LETTER_KEYS: &str = "Letters and signs are keys";
/// What the setting leaves as it is.
pub const LETTER_KEYS_NOTE: &str =
    "Space, arrows, Home, End and Esc always are. Nothing is a key of the page while you type in a field.";
/// Opens the list of keys.
pub const HELP: &str = "Keys and help";
/// Heartbeats and metadata on the stage.
pub const CONTROL_TRAFFIC: &str = "Control traffic";
/// Puts the cluster back to the beginning of its story.
pub const START_AGAIN: &str = "Start again";
/// What the page stands on while the engine goes to another moment.
pub const SEEKING: &str = "Going there …";

/// The setting or fault that allows a loss.
pub fn allowed_by(by: &str) -> String {
    format!("Kafka allows it: {by}.")
}

/// Whether a promise is kept.
pub fn kept(kept: bool) -> &'static str {
    if kept { "kept" } else { "broken" }
}

/// The line goes to a running tool.
pub fn line_for(tool: &str) -> String {
    format!("Line for {tool}")
}

/// A tool is at work and reads nothing.
pub fn runs(tool: &str) -> String {
    format!("{tool} runs; Ctrl-C ends it")
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

/// The shells of the terminal.
pub const SHELLS: &str = "Shells";
/// Opens another shell.
pub const NEW_SHELL: &str = "Another shell";
/// Something was printed in a shell that is not shown.
pub const NEWS: &str = "has new lines";

/// The button of the theme.
pub fn theme(word: &str) -> String {
    match word {
        "auto" => "Theme: follows the system".into(),
        other => format!("Theme: {other}"),
    }
}

/// What the page shows.
pub const STORY: &str = "Story";
/// The panel below the stage.
pub const PANEL: &str = "Panel";
/// The text of the story.
pub const STORY_TEXT: &str = "The story so far, as a text that replays it";
/// Runs the text.
pub const RUN_STORY: &str = "Run this text";
/// Puts the text on the clipboard.
pub const COPY: &str = "Copy";
/// It is on the clipboard.
pub const COPIED: &str = "Copied";

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
    super::parts::fit(&text, 22)
}

/// A mark of the timeline.
pub fn mark(at: partita_view::Micros, word: &str, sentence: &str) -> String {
    format!("{word}, {}: {sentence}", time(at))
}

/// A story that did not come with the page.
pub const ANOTHER_STORY: &str = "another";
