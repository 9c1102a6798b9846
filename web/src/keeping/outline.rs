//! What is told of a story before it runs.

use partita_sim::Story;
use partita_view::Micros;

use super::unpack;
use crate::words;

/// Letters of a text that are shown before it runs.
const SHOWN: usize = 20_000;

/// Where something came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A link: characters of its fragment.
    Link(usize),
    /// A file: its name.
    File(String),
    /// The session of this tab, whose end was the end of the page.
    Tab,
}

/// A story that came from outside and waits to be run, or why it cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Where it came from.
    pub source: Source,
    /// What would run, or what is wrong.
    pub story: Result<Outline, String>,
}

impl Arrival {
    /// What a link brings.
    pub fn of_link(fragment: &str) -> Self {
        let text = unpack(fragment).map_err(|trouble| trouble.told());
        Self { source: Source::Link(fragment.len()), story: text.and_then(|text| Outline::of(&text)) }
    }

    /// What a file brings.
    pub fn of_file(name: &str, text: Result<String, String>) -> Self {
        Self { source: Source::File(words::plainly(name)), story: text.and_then(|text| Outline::of(&text)) }
    }
}

/// A story at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Its text.
    pub text: String,
    /// Brokers at the beginning.
    pub brokers: u16,
    /// Controllers that are not brokers.
    pub controllers: u16,
    /// Everything left to chance follows from it.
    pub seed: u64,
    /// Commands given in it.
    pub commands: usize,
    /// When it ends, if it says so, else when its last command is given.
    pub end: Micros,
}

impl Outline {
    /// Of a text.
    ///
    /// # Errors
    /// Names the first line that is not understood.
    pub fn of(text: &str) -> Result<Self, String> {
        let story = Story::parse(text)
            .map_err(|error| words::not_a_story(&words::not_understood(&error.to_string())))?;
        let last = story.commands.last().map_or(0, |(at, _)| *at);
        Ok(Self {
            text: text.to_owned(),
            brokers: story.setup.brokers,
            controllers: story.setup.controllers,
            seed: story.setup.seed,
            commands: story.commands.len(),
            end: story.end.unwrap_or(last),
        })
    }

    /// Its text as it can be shown: nothing in it is invisible or turns the direction of writing; what is beyond the room
    /// is counted.
    pub fn shown(&self) -> String {
        let cut = self.text.char_indices().nth(SHOWN).map_or(self.text.len(), |(at, _)| at);
        let mut shown = words::plainly(&self.text[..cut]);
        if cut < self.text.len() {
            shown.push_str(&words::and_more_bytes(self.text.len() - cut));
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeping::pack;

    #[test]
    fn a_story_is_told_before_it_runs() {
        let text = "partita story 1\nseed 9\nbrokers 5\n4 topic orders partitions=1 replicas=3\n8.5 kill 1\n";
        let link = pack(text).unwrap();
        let arrival = Arrival::of_link(&link);
        assert_eq!(arrival.source, Source::Link(link.len()));
        let outline = arrival.story.unwrap();
        assert_eq!((outline.brokers, outline.seed, outline.commands, outline.end), (5, 9, 2, 8_500_000));
        assert_eq!(outline.shown(), text);
    }

    #[test]
    fn what_is_no_story_says_so() {
        let other = pack("hello").unwrap();
        assert!(Arrival::of_link(&other).story.unwrap_err().contains("partita story 1"));
        assert!(Arrival::of_link("#p1.z.AAAA").story.is_err());
        let file = Arrival::of_file("a\u{202e}b.story", Ok("partita story 1\nbrokers 0\n".into()));
        assert!(matches!(&file.source, Source::File(name) if !name.contains('\u{202e}')));
        assert!(file.story.unwrap_err().contains("line 2"));
    }

    #[test]
    fn nothing_in_a_text_hides() {
        let text = "partita story 1\n# \u{202e}evil\u{200b} \u{7}\n";
        let shown = Outline::of(text).unwrap().shown();
        assert_eq!(shown, "partita story 1\n# ⟨U+202E⟩evil⟨U+200B⟩ ⟨U+0007⟩\n");
        let long = format!("partita story 1\n# {}", "x".repeat(SHOWN));
        assert!(Outline::of(&long).unwrap().shown().ends_with("18 more bytes"));
    }
}
