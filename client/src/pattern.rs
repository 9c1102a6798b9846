//! Regular expressions for names of topics: the part of Java's that people write, with a limit on the work.
//!
//! Known: literals, `.`, `\` before a character, `\d \w \s`, classes `[a-c_]` and `[^...]`, groups, `|`, `* + ?` and
//! `{n,m}`, `^` and `$`. Anything else is an error that says so.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// Longest pattern, bytes.
const PATTERN_LEN_MAX: usize = 1_024;
/// Deepest nesting of groups.
const DEPTH_MAX: u32 = 32;
/// Steps of one match; a pattern that needs more does not match.
const STEPS_MAX: u32 = 100_000;
/// Steps of one match within each other: they are on the stack.
const STEPS_DEEP_MAX: u32 = 1_500;
/// Highest count in `{n,m}`.
const COUNT_MAX: u32 = 1_000;

/// A regular expression that matches whole names: what a consumer subscribes to by `subscribe(Pattern)` in Java.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    root: Node,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Any,
    One(char),
    Class { negated: bool, ranges: Vec<(char, char)> },
    Start,
    End,
    All(Vec<Node>),
    Either(Vec<Node>),
    Repeat { node: Box<Node>, min: u32, max: u32 },
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in Java's words where it is the same fault.
    pub fn new(text: &str) -> Result<Self, String> {
        if text.len() > PATTERN_LEN_MAX {
            return Err("it is too long".into());
        }
        let chars: Vec<char> = text.chars().collect();
        let mut parser = Parser { chars: &chars, at: 0, depth: 0 };
        let root = parser.either()?;
        if parser.at < chars.len() {
            return Err("Unmatched closing ')'".into());
        }
        Ok(Self { root })
    }

    /// The topics that `--include` and `--topic` take: a list with commas, each part an expression, blanks and quotes
    /// around it ignored (Kafka's `IncludeList`).
    ///
    /// # Errors
    /// As of [`Pattern::new`].
    pub fn topics(text: &str) -> Result<Self, String> {
        let bare: String = text.trim().replace(',', "|").replace(' ', "");
        let bare = bare.trim_start_matches(['"', '\'']).trim_end_matches(['"', '\'']);
        Self::new(bare)
    }

    /// Whether it matches all of `text`.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().collect();
        let mut steps = Steps { left: STEPS_MAX, deep: 0 };
        run(&self.root, &chars, 0, &mut steps, &mut |at, _| at == chars.len())
    }
}

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
    depth: u32,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn either(&mut self) -> Result<Node, String> {
        let mut branches = alloc::vec![self.all()?];
        while self.peek() == Some('|') {
            self.at += 1;
            branches.push(self.all()?);
        }
        Ok(Node::Either(branches))
    }

    fn all(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let atom = self.atom()?;
            nodes.push(self.repeated(atom)?);
        }
        Ok(Node::All(nodes))
    }

    fn atom(&mut self) -> Result<Node, String> {
        match self.take() {
            Some('.') => Ok(Node::Any),
            Some('^') => Ok(Node::Start),
            Some('$') => Ok(Node::End),
            Some('[') => self.class(),
            Some('(') => self.group(),
            Some('\\') => self.escaped(),
            Some(c @ ('*' | '+' | '?')) => Err(alloc::format!("Dangling meta character '{c}'")),
            Some(c) => Ok(Node::One(c)),
            None => Err("it ends too early".into()),
        }
    }

    fn group(&mut self) -> Result<Node, String> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err("its groups are nested too deep".into());
        }
        if self.peek() == Some('?') {
            if self.chars.get(self.at + 1) != Some(&':') {
                return Err("this kind of group is not supported".into());
            }
            self.at += 2;
        }
        let node = self.either()?;
        if self.take() != Some(')') {
            return Err("Unclosed group".into());
        }
        self.depth -= 1;
        Ok(node)
    }

    fn escaped(&mut self) -> Result<Node, String> {
        let c = self.take().ok_or("nothing follows the backslash")?;
        let class = |negated, ranges: &[(char, char)]| Node::Class { negated, ranges: ranges.to_vec() };
        let word = [('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')];
        let space = [(' ', ' '), ('\t', '\r')];
        Ok(match c {
            'd' | 'D' => class(c == 'D', &[('0', '9')]),
            'w' | 'W' => class(c == 'W', &word),
            's' | 'S' => class(c == 'S', &space),
            c if c.is_ascii_alphanumeric() => return Err(alloc::format!("\\{c} is not supported")),
            c => Node::One(c),
        })
    }

    fn class(&mut self) -> Result<Node, String> {
        let negated = self.peek() == Some('^');
        self.at += usize::from(negated);
        let mut ranges = Vec::new();
        loop {
            let from = match self.take().ok_or("Unclosed character class")? {
                ']' if !ranges.is_empty() => return Ok(Node::Class { negated, ranges }),
                '\\' => match self.escaped()? {
                    Node::One(c) => c,
                    Node::Class { negated: false, ranges: inner } => {
                        ranges.extend(inner);
                        continue;
                    }
                    _ => return Err("this kind of character class is not supported".into()),
                },
                '[' => return Err("a class within a class is not supported".into()),
                c => c,
            };
            let to_follows =
                self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']');
            if !to_follows {
                ranges.push((from, from));
                continue;
            }
            self.at += 1;
            let to = self.take().ok_or("Unclosed character class")?;
            if to < from {
                return Err("Illegal character range".into());
            }
            ranges.push((from, to));
        }
    }

    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        let (min, max) = match self.peek() {
            Some('*') => (0, u32::MAX),
            Some('+') => (1, u32::MAX),
            Some('?') => (0, 1),
            Some('{') => return self.counted(node),
            _ => return Ok(node),
        };
        self.at += 1;
        Ok(Node::Repeat { node: Box::new(node), min, max })
    }

    fn counted(&mut self, node: Node) -> Result<Node, String> {
        let rest = &self.chars[self.at + 1..];
        let len = rest.iter().position(|c| *c == '}').ok_or("Unclosed counted closure")?;
        let inner: String = rest[..len].iter().collect();
        self.at += len + 2;
        let count = |text: &str| {
            text.parse().ok().filter(|n| *n <= COUNT_MAX).ok_or_else(|| String::from("Illegal repetition"))
        };
        let (min, max) = match inner.split_once(',') {
            None => (count(&inner)?, count(&inner)?),
            Some((min, "")) => (count(min)?, u32::MAX),
            Some((min, max)) => (count(min)?, count(max)?),
        };
        if max < min {
            return Err("Illegal repetition range".into());
        }
        Ok(Node::Repeat { node: Box::new(node), min, max })
    }
}

/// What a match may still cost.
struct Steps {
    left: u32,
    deep: u32,
}

type Then<'a> = &'a mut dyn FnMut(usize, &mut Steps) -> bool;

/// Whether `node` matches at `at` so that `then` holds where it ends.
fn run(node: &Node, text: &[char], at: usize, steps: &mut Steps, then: Then<'_>) -> bool {
    if steps.left == 0 || steps.deep == STEPS_DEEP_MAX {
        return false;
    }
    steps.left -= 1;
    steps.deep += 1;
    let matches = step(node, text, at, steps, then);
    steps.deep -= 1;
    matches
}

fn step(node: &Node, text: &[char], at: usize, steps: &mut Steps, then: Then<'_>) -> bool {
    let one = |fits: bool, then: Then<'_>, steps: &mut Steps| fits && then(at + 1, steps);
    let here = text.get(at);
    match node {
        Node::Any => one(here.is_some(), then, steps),
        Node::One(c) => one(here == Some(c), then, steps),
        Node::Class { negated, ranges } => {
            let within = here.is_some_and(|c| ranges.iter().any(|(from, to)| from <= c && c <= to));
            one(here.is_some() && within != *negated, then, steps)
        }
        Node::Start => at == 0 && then(at, steps),
        Node::End => at == text.len() && then(at, steps),
        Node::All(nodes) => all(nodes, text, at, steps, then),
        Node::Either(branches) => branches.iter().any(|branch| run(branch, text, at, steps, then)),
        Node::Repeat { node, min, max } => repeat(node, (*min, *max), text, at, steps, then),
    }
}

fn all(nodes: &[Node], text: &[char], at: usize, steps: &mut Steps, then: Then<'_>) -> bool {
    let Some((first, rest)) = nodes.split_first() else { return then(at, steps) };
    run(first, text, at, steps, &mut |at, steps| all(rest, text, at, steps, then))
}

/// As often as possible first.
fn repeat(
    node: &Node,
    (min, max): (u32, u32),
    text: &[char],
    at: usize,
    steps: &mut Steps,
    then: Then<'_>,
) -> bool {
    let again = max > 0
        && run(node, text, at, steps, &mut |end, steps| {
            // A round that took nothing would go on for ever.
            (end > at || min > 0) && repeat(node, (min.saturating_sub(1), less(max)), text, end, steps, then)
        });
    again || (min == 0 && then(at, steps))
}

fn less(max: u32) -> u32 {
    if max == u32::MAX { max } else { max - 1 }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn check(pattern: &str, matching: &[&str], others: &[&str]) {
        let pattern = Pattern::topics(pattern).unwrap();
        for text in matching {
            assert!(pattern.matches(text), "{text} {pattern:?}");
        }
        for text in others {
            assert!(!pattern.matches(text), "{text} {pattern:?}");
        }
    }

    #[test]
    fn names_of_topics() {
        check("first_topic", &["first_topic"], &["first_topics", "a first_topic"]);
        check("first.*", &["first_topic", "first"], &["a_first"]);
        check("(first|second)_topic", &["first_topic", "second_topic"], &["third_topic", "_topic"]);
        check("c[f]", &["cf"], &["c", "cff"]);
        check("del_.*", &["del_a", "del_"], &["del"]);
        check("a,b", &["a", "b"], &["a,b"]);
        check("t-[0-9]+", &["t-1", "t-42"], &["t-", "t-x"]);
        check("x{2}y?", &["xx", "xxy"], &["x", "xxx"]);
        check(r"a\.b", &["a.b"], &["axb"]);
        check("^a$", &["a"], &["b"]);
        check("[^_].*", &["orders"], &["__consumer_offsets"]);
        check("(a*)*b", &["b", "aab"], &["aac"]);
    }

    #[test]
    fn what_is_no_pattern() {
        for wrong in ["*a", "(a", "a)", "[a", "a{2", "a{3,1}", "(?<x>a)", "\\p{L}", "a\\"] {
            assert!(Pattern::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_hard_pattern_ends() {
        let pattern = Pattern::new("(a|aa)*(a|aa)*(a|aa)*b").unwrap();
        assert!(!pattern.matches(&"a".repeat(60)));
    }
}
