//! A session as the storage of the tab keeps it, so that it survives a reload: the story, where in it the page stood, what was
//! shown, and the branches. A text of ours, and yet read like any other from outside: another version of the page wrote it, or
//! somebody's hand.
//!
//! ```text
//! partita session 1
//! at 52000000
//! letters 2
//! view stage
//! panel log
//! title kafkatask
//! bookmarks 22000000 31500000
//! typed kill 2
//! shell 2 console-producer
//! story 812
//! ...812 bytes...
//! branch A 22000000 30000000 6 790
//! kill 1...790 bytes...
//! ```

use partita_view::Micros;

use super::link::TEXT_BYTES_MAX;
use crate::session::{BOOKMARKS_MAX, BRANCHES_MAX, Branch, Panel, Session, Title, View};
use crate::words;

/// First line of what is written.
const HEADER: &str = "partita session 1";
/// What every version begins with.
const ANY_HEADER: &str = "partita session ";
/// Most bytes that are written: browsers give a page about five million characters.
pub const KEPT_BYTES_MAX: usize = 2 << 20;

/// What is kept of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The moment that was shown.
    pub at: Micros,
    /// Branches that there have been.
    pub letters: usize,
    /// How the moment was shown.
    pub view: View,
    /// The panel below the stage.
    pub panel: Panel,
    /// What the story is called, where that is known.
    pub title: Option<Title>,
    /// Moments that a person wants to find again.
    pub bookmarks: Vec<Micros>,
    /// Lines that were typed in the terminal, the oldest first.
    pub typed: Vec<String>,
    /// Tools with the number of the shell each was started in.
    pub owners: Vec<(u32, String)>,
    /// The story that replays it.
    pub story: String,
    /// Futures that were given up.
    pub branches: Vec<Branch>,
}

/// Letters of a title.
const TITLE_MAX: usize = 40;

/// Lines of the terminal that are kept, and the longest of them, bytes.
const TYPED_MAX: usize = 100;
const TYPED_LEN_MAX: usize = 1_000;
/// Tools whose shell is kept, and the longest name of one, bytes.
const OWNERS_MAX: usize = 500;
const TOOL_LEN_MAX: usize = 200;

/// Most branches that there have been: each is an act of a person.
const LETTERS_MAX: usize = 100_000;

const VIEWS: [(View, &str); 5] = [
    (View::Stage, "stage"),
    (View::Sequence, "sequence"),
    (View::Tables, "tables"),
    (View::Metrics, "metrics"),
    (View::Branches, "branches"),
];
const PANELS: [(Panel, &str); 4] = [
    (Panel::Log, "log"),
    (Panel::Terminal, "terminal"),
    (Panel::Verdict, "verdict"),
    (Panel::Story, "story"),
];
/// Where stories without a name of their own come from.
const ORIGINS: [(Title, &str); 2] = [(Title::Link, "link"), (Title::Own, "own")];

impl Kept {
    /// Of a session.
    pub fn of(session: &Session) -> Self {
        Self {
            at: session.now(),
            letters: session.branches.letters(),
            view: session.shows_as(),
            panel: session.panel,
            title: session.title.clone(),
            bookmarks: session.timeline.bookmarks().to_vec(),
            typed: last_typed(session.terminal.history()),
            owners: session
                .terminal
                .owners()
                .take(OWNERS_MAX)
                .map(|(n, tool)| (n, tool.to_owned()))
                .collect(),
            story: session.story(),
            branches: session.branches.all().to_vec(),
        }
    }

    /// As text; `None` where the story alone is more than may be kept. Branches for which there is no room are left out, the
    /// oldest first.
    pub fn text(&self) -> Option<String> {
        let title = self.title.as_ref().map(|title| match title {
            Title::Named(name) => format!("title {}\n", words::plainly(name)),
            from => format!("from {}\n", name_of(&ORIGINS, from.clone())),
        });
        let bookmarks: String = self.bookmarks.iter().map(|at| format!(" {at}")).collect();
        let bookmarks = Some(format!("bookmarks{bookmarks}\n")).filter(|_| !self.bookmarks.is_empty());
        let typed: String = self.typed.iter().map(|line| format!("typed {line}\n")).collect();
        let owners: String = self.owners.iter().map(|(n, tool)| format!("shell {n} {tool}\n")).collect();
        let mut text = format!(
            "{HEADER}\nat {}\nletters {}\nview {}\npanel {}\n{}{}{typed}{owners}story {}\n{}\n",
            self.at,
            self.letters,
            name_of(&VIEWS, self.view),
            name_of(&PANELS, self.panel),
            title.unwrap_or_default(),
            bookmarks.unwrap_or_default(),
            self.story.len(),
            self.story,
        );
        let mut room = KEPT_BYTES_MAX.checked_sub(text.len())?;
        let mut fitting = Vec::new();
        for branch in self.branches.iter().rev() {
            let Branch { name, without, another, parted, end, story } = branch;
            let word = if *another { "another" } else { "branch" };
            let line =
                format!("{word} {name} {parted} {end} {} {}\n{without}{story}\n", without.len(), story.len());
            let Some(left) = room.checked_sub(line.len()) else { break };
            room = left;
            fitting.push(line);
        }
        text.extend(fitting.into_iter().rev());
        Some(text)
    }

    /// From a text.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut rest = Rest(text);
        match rest.line() {
            Some(HEADER) => {}
            Some(line) if line.starts_with(ANY_HEADER) => {
                let version = words::plainly(&words::fit(&line[ANY_HEADER.len()..], 16));
                return Err(words::session_version(&version));
            }
            _ => return Err(words::SESSION_TORN.text().into()),
        }
        rest.kept().ok_or_else(|| words::SESSION_TORN.text().into())
    }
}

/// The newest of the lines that were typed, those that are one line of a text each.
fn last_typed(history: &[String]) -> Vec<String> {
    let plain = |line: &&String| line.len() <= TYPED_LEN_MAX && !line.contains(['\n', '\r']);
    let newest: Vec<String> = history.iter().rev().filter(plain).take(TYPED_MAX).cloned().collect();
    newest.into_iter().rev().collect()
}

fn name_of<T: PartialEq>(names: &[(T, &'static str)], of: T) -> &'static str {
    names.iter().find(|(each, _)| *each == of).map_or("", |(_, name)| name)
}

fn of_name<T: Clone>(names: &[(T, &'static str)], name: &str) -> Option<T> {
    names.iter().find(|(_, each)| *each == name).map(|(of, _)| of.clone())
}

/// What is left to read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn line(&mut self) -> Option<&'a str> {
        let (line, rest) = self.0.split_once('\n')?;
        self.0 = rest;
        Some(line)
    }

    /// What follows a word on its line.
    fn value(&mut self, word: &str) -> Option<&'a str> {
        self.line()?.strip_prefix(word)?.strip_prefix(' ')
    }

    /// So many bytes.
    fn bytes(&mut self, length: usize) -> Option<&'a str> {
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text)
    }

    fn kept(&mut self) -> Option<Kept> {
        let mut kept = Kept {
            at: self.value("at")?.parse().ok()?,
            letters: self.value("letters")?.parse().ok().filter(|letters| *letters <= LETTERS_MAX)?,
            view: of_name(&VIEWS, self.value("view")?)?,
            panel: of_name(&PANELS, self.value("panel")?)?,
            ..Kept::default()
        };
        if self.0.starts_with("title ") {
            kept.title = Some(Title::Named(words::fit(self.value("title")?, TITLE_MAX)));
        } else if self.0.starts_with("from ") {
            kept.title = Some(of_name(&ORIGINS, self.value("from")?)?);
        }
        if self.0.starts_with("bookmarks ") {
            let moments = self.value("bookmarks")?.split(' ').take(BOOKMARKS_MAX + 1);
            kept.bookmarks = moments.map(|at| at.parse().ok()).collect::<Option<Vec<Micros>>>()?;
            if kept.bookmarks.len() > BOOKMARKS_MAX {
                return None;
            }
        }
        while self.0.starts_with("typed ") {
            let line = self.value("typed").filter(|line| line.len() <= TYPED_LEN_MAX)?;
            kept.typed.push(line.to_owned());
        }
        while self.0.starts_with("shell ") {
            let (number, tool) = self.value("shell")?.split_once(' ')?;
            let tool = Some(tool).filter(|tool| !tool.is_empty() && tool.len() <= TOOL_LEN_MAX)?;
            kept.owners.push((number.parse().ok()?, tool.to_owned()));
        }
        if kept.typed.len() > TYPED_MAX || kept.owners.len() > OWNERS_MAX {
            return None;
        }
        kept.story = self.story()?;
        self.line().filter(|end| end.is_empty())?;
        while !self.0.is_empty() {
            if kept.branches.len() >= BRANCHES_MAX {
                return None;
            }
            kept.branches.push(self.branch()?);
        }
        Some(kept)
    }

    fn story(&mut self) -> Option<String> {
        let length = self.value("story")?.parse().ok().filter(|length| *length <= TEXT_BYTES_MAX)?;
        self.bytes(length).map(str::to_owned)
    }

    fn branch(&mut self) -> Option<Branch> {
        let another = self.0.starts_with("another ");
        let mut words = self.value(if another { "another" } else { "branch" })?.split(' ');
        let name = words.next().filter(|name| name.len() <= 8)?.to_owned();
        let mut number = || words.next()?.parse::<u64>().ok();
        let (parted, end, without, story) = (number()?, number()?, number()?, number()?);
        let length = |number: u64| usize::try_from(number).ok().filter(|length| *length <= TEXT_BYTES_MAX);
        let without = self.bytes(length(without)?)?.to_owned();
        let story = self.bytes(length(story)?)?.to_owned();
        self.line().filter(|end| end.is_empty())?;
        Some(Branch { name, without, another, parted, end, story })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> Kept {
        let branch = |name: &str, story: &str| Branch {
            name: name.into(),
            without: "kill 1 ⟨é⟩".into(),
            another: name == "B",
            parted: 5,
            end: 9,
            story: story.into(),
        };
        Kept {
            at: 52_000_000,
            letters: 2,
            view: View::Tables,
            panel: Panel::Verdict,
            title: Some(Title::Named("rack-aware".into())),
            bookmarks: vec![3, 22_000_000],
            typed: vec!["kafka-console-producer.sh --topic ⟨é⟩".into(), "kill 2".into()],
            owners: vec![(1, "consumer".into()), (3, "producer".into())],
            story: "partita story 1\nbrokers 3\n".into(),
            branches: vec![branch("A", "partita story 1\n"), branch("B", "")],
        }
    }

    #[test]
    fn a_session_comes_back_whole() {
        let text = kept().text().unwrap();
        assert_eq!(Kept::read(&text), Ok(kept()));
        assert_eq!(Kept::read(&Kept::default().text().unwrap()), Ok(Kept::default()));
        for title in [Title::Link, Title::Own] {
            let from = Kept { title: Some(title), ..kept() };
            assert_eq!(Kept::read(&from.text().unwrap()), Ok(from), "no word of a language is kept");
        }
    }

    #[test]
    fn of_too_much_the_newest_stays_and_a_story_that_is_too_long_is_not_kept() {
        let mut large = kept();
        large.branches[0].story = "x".repeat(KEPT_BYTES_MAX - 100);
        let read = Kept::read(&large.text().unwrap()).unwrap();
        assert_eq!(read.branches, kept().branches[1..]);
        large.story = "x".repeat(KEPT_BYTES_MAX + 1);
        assert_eq!(large.text(), None);
    }

    #[test]
    fn whatever_stands_there_it_is_read_or_refused() {
        let text = kept().text().unwrap();
        assert!(Kept::read("partita session 2\nat 5\n").unwrap_err().contains('2'));
        assert!(Kept::read("").is_err() && Kept::read("{\"at\":5}").is_err());
        for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            // What ends with a whole branch, or before the first, is a session; nothing else is.
            if let Ok(read) = Kept::read(&text[..cut]) {
                assert!(read.branches.len() < 2 && read.story == kept().story, "{cut}");
            }
        }
        for (from, to) in [
            ("story 26", "story 99999999999"),
            ("story 26", "story 25"),
            ("at 5", "at -5"),
            ("view t", "view x"),
            ("bookmarks 3", "bookmarks three"),
            ("shell 3", "shell three"),
            ("branch A 5 9", "branch A 5 nine"),
        ] {
            assert!(Kept::read(&text.replacen(from, to, 1)).is_err(), "{from}");
        }
    }
}
