//! Words for what leaves the page and comes back: links, files, pictures, the session that is kept.

use partita_view::Micros;

use super::nouns::{BROKERS_COUNTED, BYTES, count, plural};
use super::values::time;

texts! {
    STORY_OF_LINK { en: "A story from a link", de: "Eine Story aus einem Link" }
    STORY_OF_FILE { en: "A story from a file", de: "Eine Story aus einer Datei" }
    DROPPED { en: "dropped text", de: "abgelegter Text" }
    FILE { en: "File", de: "Datei" }
    LINK { same: "Link" }
    CLUSTER { same: "Cluster" }
    SEED { same: "Seed" }
    COMMANDS { en: "Commands", de: "Befehle" }
    RUN_IT { en: "Run it", de: "Ausführen" }
    NOT_NOW { en: "Not now", de: "Jetzt nicht" }
    GO_ON { en: "Go on without it", de: "Ohne sie weiter" }
    WHAT_WILL_RUN { en: "What will run, word by word", de: "Was ausgeführt wird, Wort für Wort" }
    RUNS_HERE {
        en: "It runs in this tab alone and takes the place of what is there now. Nothing is sent anywhere.",
        de: "Sie läuft allein in diesem Tab und tritt an die Stelle dessen, was jetzt da ist. Nichts wird verschickt."
    }
    CANNOT_BE_READ { en: "This cannot be read", de: "Das lässt sich nicht lesen" }
    COPY_LINK { en: "Copy link", de: "Link kopieren" }
    SAVE_STORY { en: "Save as file", de: "Als Datei sichern" }
    OPEN_FILE { en: "Open file", de: "Datei öffnen" }
    SAVE_LOG { en: "Save log", de: "Protokoll sichern" }
    SAVE_SVG { en: "Stage as SVG", de: "Bühne als SVG" }
    SAVE_PNG { en: "Stage as PNG", de: "Bühne als PNG" }
    PRINT { en: "Print", de: "Drucken" }
    STORY_OF_TAB { en: "The session of this tab", de: "Die Sitzung dieses Tabs" }
    TAB { same: "Tab" }
    TAB_STOPPED {
        en: "the page ended while it was going on with it: it is not run again unasked",
        de: "die Seite endete, während sie damit fortfuhr: ungefragt läuft sie nicht noch einmal"
    }
    SHOW_BRANCHES { en: "Show the branches", de: "Zweige zeigen" }
    GONE_ON { en: "Goes on where this tab stood.", de: "Es geht weiter, wo dieser Tab stand." }
    START_AFRESH { en: "Start afresh", de: "Neu beginnen" }
    SESSION_TORN {
        en: "it is not what this page writes",
        de: "sie ist nicht, was diese Seite schreibt"
    }
    NOT_KEPT {
        en: "This browser keeps nothing for this page: a reload begins anew. Save the story as a file.",
        de: "Dieser Browser bewahrt für diese Seite nichts auf: Neuladen beginnt von vorn. Die Story als Datei sichern."
    }
    NO_ROOM {
        en: "There is no room left to keep this session: a reload goes back to an earlier moment of it.",
        de: "Für diese Sitzung ist kein Platz mehr: Neuladen geht zu einem früheren Moment von ihr zurück."
    }
    NOT_TEXT { en: "The file could not be read as text.", de: "Die Datei ließ sich nicht als Text lesen." }
    LINK_FIELD { en: "Link to this story", de: "Link zu dieser Story" }
}

nouns! {
    CHARACTERS { en: "character", "characters", de: "Zeichen", "Zeichen" }
    COMMANDS_COUNTED { en: "command", "commands", de: "Befehl", "Befehle" }
    CONTROLLERS_COUNTED { en: "controller", "controllers", de: "Controller", "Controller" }
    MORE_BYTES { en: "more byte", "more bytes", de: "weiteres Byte", "weitere Bytes" }
}

/// A story that somebody had acted in has given its place to another one.
pub fn story_left(title: &str, letter: &str) -> String {
    say!(
        en: "“{title}” is not lost: it stays as branch {letter}.",
        de: "„{title}“ ist nicht verloren: es bleibt als Zweig {letter}."
    )
}

/// How long a link is, and how long its story.
pub fn link_and_story(characters: usize, bytes: usize) -> String {
    let (link, text) = (plural(characters as u64, CHARACTERS), plural(bytes as u64, BYTES));
    say!(en: "{link} for {text} of text", de: "{link} für {text} Text")
}

/// Machines of a story.
pub fn cluster_of(brokers: u16, controllers: u16) -> String {
    let brokers = plural(u64::from(brokers), BROKERS_COUNTED);
    match controllers {
        0 => brokers,
        _ => format!("{brokers}, {}", plural(u64::from(controllers), CONTROLLERS_COUNTED)),
    }
}

/// How many commands, and until when.
pub fn commands_until(commands: usize, end: Micros) -> String {
    let (commands, end) = (plural(commands as u64, COMMANDS_COUNTED), time(end));
    say!(en: "{commands} until {end}", de: "{commands} bis {end}")
}

/// A text that is not a story.
pub fn not_a_story(why: &str) -> String {
    say!(
        en: "This is not a story that Partita can play: {why}.",
        de: "Das ist keine Story, die Partita spielen kann: {why}."
    )
}

/// A link of an unknown version.
pub fn link_version(found: &str, known: &str) -> String {
    say!(
        en: "The link says that it is of version '{found}'. This Partita reads '{known}': a newer one may know it.",
        de: "Der Link nennt die Version '{found}'. Dieses Partita liest '{known}': ein neueres kennt sie vielleicht."
    )
}

/// A link with an unknown codec.
pub fn link_codec(found: &str, known: &str) -> String {
    say!(
        en: "The link is packed with '{found}'. This Partita reads '{known}': a newer one may know it.",
        de: "Der Link ist mit '{found}' gepackt. Dieses Partita liest '{known}': ein neueres kennt das vielleicht."
    )
}

/// A link that is too long.
pub fn link_too_long(length: usize, max: usize) -> String {
    let (length, max) = (count(length as u64), count(max as u64));
    say!(
        en: "The link has {length} characters, and at most {max} are read or written. A story of that size goes by file.",
        de: "Der Link hat {length} Zeichen, und höchstens {max} werden gelesen oder geschrieben. Eine so lange Story geht als Datei."
    )
}

/// A link of which a part is missing.
pub fn link_torn() -> String {
    text!(
        en: "A part of the link is missing, or something was added to it on its way. Ask for it again, as a whole.",
        de: "Ein Teil des Links fehlt, oder unterwegs ist etwas dazugekommen. Bitte noch einmal um den ganzen."
    )
    .text()
    .into()
}

/// A link that unfolds to too much.
pub fn link_too_large(max: usize) -> String {
    let max = count(max as u64);
    say!(
        en: "The link unfolds to more than {max} bytes, which is the most that a story may have.",
        de: "Entpackt hat der Link mehr als {max} Bytes, und das ist das Meiste, was eine Story haben darf."
    )
}

/// A link whose content is not what was packed.
pub fn link_damaged() -> String {
    text!(
        en: "The link was changed on its way: what is in it does not fit together. Ask for it again.",
        de: "Der Link wurde unterwegs verändert: sein Inhalt passt nicht zusammen. Bitte noch einmal darum."
    )
    .text()
    .into()
}

/// A link was made: its length, and whether it is on the clipboard.
pub fn link_made(characters: usize, copied: bool) -> String {
    let length = plural(characters as u64, CHARACTERS);
    if copied {
        say!(en: "{length}, copied", de: "{length}, kopiert")
    } else {
        say!(en: "{length}: select it and copy", de: "{length}: auswählen und kopieren")
    }
}

/// A link that has no room on paper.
pub fn too_long_for_paper(characters: usize) -> String {
    let length = plural(characters as u64, CHARACTERS);
    say!(
        en: "The link has {length}: too many for paper. Save the story as a file instead.",
        de: "Der Link hat {length}, zu viele für Papier. Die Story lässt sich als Datei sichern."
    )
}

/// A file that is too large.
pub fn file_too_large(max: usize) -> String {
    let max = count(max as u64);
    say!(
        en: "The file has more than {max} bytes, which is the most that a story may have.",
        de: "Die Datei hat mehr als {max} Bytes, und das ist das Meiste, was eine Story haben darf."
    )
}

/// Title of a picture of the stage.
pub fn picture_title(story: &str, now: Micros) -> String {
    let now = time(now);
    say!(en: "Partita: {story} at {now}", de: "Partita: {story} bei {now}")
}

/// First line of a log as text.
pub fn log_title(now: Micros, all: bool) -> String {
    let now = time(now);
    if all {
        say!(en: "Everything that happened up to {now}", de: "Alles, was bis {now} geschah")
    } else {
        say!(en: "What happened up to {now}", de: "Was bis {now} geschah")
    }
}

/// A session of another version of the page.
pub fn session_version(found: &str) -> String {
    say!(en: "it is of version '{found}'", de: "sie ist von der Version '{found}'")
}

/// The session that was kept is not gone on with.
pub fn session_not_read(why: &str) -> String {
    say!(
        en: "What this tab kept of its last session cannot be read: {why}. This is a fresh page.",
        de: "Was dieser Tab von seiner letzten Sitzung aufbewahrt hat, lässt sich nicht lesen: {why}. Dies ist eine frische Seite."
    )
}

/// What is left of a text.
pub fn and_more_bytes(bytes: usize) -> String {
    let bytes = plural(bytes as u64, MORE_BYTES);
    say!(en: "\n… and {bytes}", de: "\n… und {bytes}")
}

/// A text from outside with nothing invisible in it: what has no width, turns the direction of writing or is a control
/// character is named.
pub fn plainly(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        if hides(letter) {
            plain.push_str(&format!("⟨U+{:04X}⟩", u32::from(letter)));
        } else {
            plain.push(letter);
        }
    }
    plain
}

fn hides(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => true,
        other => other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_named_and_what_is_written_stays() {
        assert_eq!(plainly("größe →\n\tkey=ключ"), "größe →\n\tkey=ключ");
        assert_eq!(plainly("a\u{202e}b\u{200b}\u{feff}\r"), "a⟨U+202E⟩b⟨U+200B⟩⟨U+FEFF⟩⟨U+000D⟩");
    }
}
