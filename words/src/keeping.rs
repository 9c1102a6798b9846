//! Words for what leaves the page and comes back: links, files, pictures, the session that is kept.

use partita_view::Micros;

use super::nouns::{BROKERS_COUNTED, BYTES, count, plural};
use super::parts::time;

texts! {
    STORY_OF_LINK { en: "A story from a link", de: "Eine Story aus einem Link" }
    STORY_OF_FILE { en: "A story from a file", de: "Eine Story aus einer Datei" }
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
    LINK_FIELD { en: "Link to this story", de: "Link zu dieser Story" }
}

nouns! {
    CHARACTERS { en: "character", "characters", de: "Zeichen", "Zeichen" }
    COMMANDS_COUNTED { en: "command", "commands", de: "Befehl", "Befehle" }
    CONTROLLERS_COUNTED { en: "controller", "controllers", de: "Controller", "Controller" }
    MORE_BYTES { en: "more byte", "more bytes", de: "weiteres Byte", "weitere Bytes" }
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
