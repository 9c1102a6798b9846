//! From the text of an expression to its parts.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::iter::Peekable;
use core::str::Chars;

use super::{Node, Wrong};

/// Deepest nesting of groups.
const DEPTH_MAX: usize = 50;
/// Largest number in `{n,m}`, as in RE2.
const REPEAT_MAX: u32 = 1_000;
const DIGITS: u128 = 0x3ff << b'0';
const LOWER: u128 = 0x3ff_ffff << b'a';
const UPPER: u128 = 0x3ff_ffff << b'A';
const WORD: u128 = DIGITS | LOWER | UPPER | 1 << b'_';
const SPACE: u128 = 1 << b'\t' | 1 << b'\n' | 1 << 12 | 1 << b'\r' | 1 << b' ';
const ANY: u128 = !(1 << b'\n');

/// Reads an expression from its beginning to its end.
pub(super) struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    /// `(?i)`: letters stand for both cases.
    fold: bool,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text.chars().peekable(), fold: false }
    }

    /// All of the text.
    pub(super) fn whole(mut self) -> Result<Node, Wrong> {
        let node = self.choice(0)?;
        // What RE2/J says where a bracket is closed that was not opened.
        if self.rest.next().is_some() { Err("regexp/syntax: internal error") } else { Ok(node) }
    }

    fn choice(&mut self, depth: usize) -> Result<Node, Wrong> {
        if depth > DEPTH_MAX {
            return Err("expression nests too deeply");
        }
        let mut choices = alloc::vec![self.sequence(depth)?];
        while self.rest.next_if_eq(&'|').is_some() {
            choices.push(self.sequence(depth)?);
        }
        Ok(Node::Choice(choices))
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, Wrong> {
        let mut nodes = Vec::new();
        while let Some(&next) = self.rest.peek() {
            if next == '|' || next == ')' {
                break;
            }
            let atom = self.atom(depth)?;
            nodes.push(self.repeated(atom)?);
        }
        Ok(Node::Sequence(nodes))
    }

    fn repeated(&mut self, atom: Node) -> Result<Node, Wrong> {
        let (least, most) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.counted(atom),
            _ => return Ok(atom),
        };
        self.rest.next();
        self.repeat(atom, least, most)
    }

    fn repeat(&mut self, atom: Node, least: u32, most: Option<u32>) -> Result<Node, Wrong> {
        // Which match is found makes no difference to whether there is one.
        self.rest.next_if_eq(&'?');
        if matches!(self.rest.peek(), Some('*' | '+' | '?')) {
            return Err("invalid nested repetition operator");
        }
        Ok(Node::Repeat(Box::new(atom), least, most))
    }

    /// `{n}`, `{n,}` or `{n,m}`; anything else in braces is itself.
    fn counted(&mut self, atom: Node) -> Result<Node, Wrong> {
        let mut ahead = self.rest.clone();
        ahead.next();
        let inside: alloc::string::String = ahead.by_ref().take_while(|&c| c != '}').collect();
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let number = |text: &str| digits(text).then(|| text.parse::<u32>());
        let (least, most) = inside.split_once(',').map_or((&*inside, None), |(a, b)| (a, Some(b)));
        let closed = self.rest.clone().any(|c| c == '}');
        let (Some(Ok(least)), true) = (number(least), closed) else {
            self.rest.next();
            return Ok(Node::Sequence(alloc::vec![atom, Node::Set(bit('{'))]));
        };
        let most = match most {
            None => Some(least),
            Some("") => None,
            Some(most) => match number(most) {
                Some(Ok(most)) => Some(most),
                _ => return Err("invalid repeat count"),
            },
        };
        if least > REPEAT_MAX || most.is_some_and(|most| most > REPEAT_MAX || most < least) {
            return Err("invalid repeat count");
        }
        self.rest = ahead;
        self.repeat(atom, least, most)
    }

    fn atom(&mut self, depth: usize) -> Result<Node, Wrong> {
        match self.rest.next().unwrap_or_default() {
            '.' => Ok(Node::Set(ANY)),
            '^' => Ok(Node::Begin),
            '$' => Ok(Node::End),
            '*' | '+' | '?' => Err("missing argument to repetition operator"),
            '[' => self.class().map(Node::Set),
            '\\' => self.escape(),
            '(' => {
                let before = self.fold;
                if self.rest.next_if_eq(&'?').is_some() && self.flags()? {
                    return Ok(Node::Sequence(Vec::new()));
                }
                let inside = self.choice(depth + 1)?;
                self.fold = before;
                self.rest.next_if_eq(&')').map(|_| inside).ok_or("missing closing )")
            }
            literal => Ok(Node::Set(self.folded(bit(literal)))),
        }
    }

    /// What follows `(?`; whether the group is only about flags.
    fn flags(&mut self) -> Result<bool, Wrong> {
        let mut on = true;
        loop {
            match self.rest.next() {
                Some('i') => self.fold = on,
                // Names have no line breaks, and what is greedy makes no difference.
                Some('s' | 'm' | 'U') => {}
                Some('-') if on => on = false,
                Some(':') => return Ok(false),
                Some(')') => return Ok(true),
                _ => return Err("invalid or unsupported Perl syntax"),
            }
        }
    }

    fn escape(&mut self) -> Result<Node, Wrong> {
        match self.rest.next() {
            None => Err("trailing backslash at end of expression"),
            Some('A') => Ok(Node::Begin),
            Some('z') => Ok(Node::End),
            Some(escaped) => Ok(Node::Set(self.folded(escaped_set(escaped)?))),
        }
    }

    fn class(&mut self) -> Result<u128, Wrong> {
        let negated = self.rest.next_if_eq(&'^').is_some();
        let mut set = 0;
        let mut first = true;
        loop {
            let next = self.rest.next().ok_or("missing closing ]")?;
            match next {
                ']' if !first => break,
                '[' if self.rest.peek() == Some(&':') => set |= self.named()?,
                _ => set |= self.range(next)?,
            }
            first = false;
        }
        let set = self.folded(set);
        Ok(if negated { !set } else { set })
    }

    /// A character of a class, or a range that begins with it.
    fn range(&mut self, from: char) -> Result<u128, Wrong> {
        let from = match from {
            '\\' => escaped_set(self.rest.next().ok_or("missing closing ]")?)?,
            literal => bit(literal),
        };
        let mut ahead = self.rest.clone();
        let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|end| end != ']');
        if !is_range || from.count_ones() > 1 {
            return Ok(from);
        }
        self.rest.next();
        let to = match self.rest.next().unwrap_or_default() {
            '\\' => escaped_set(self.rest.next().ok_or("missing closing ]")?)?,
            literal => bit(literal),
        };
        let is_class = to.count_ones() > 1;
        let (from, to) = (from.trailing_zeros(), to.trailing_zeros());
        if is_class || from > to {
            return Err("invalid character class range");
        }
        // Beyond ASCII nothing is told apart, for no name has it.
        Ok((from..=to.min(127)).fold(0, |set, bit| set | 1 << bit))
    }

    /// `[:alpha:]` and its like.
    fn named(&mut self) -> Result<u128, Wrong> {
        self.rest.next();
        let name: alloc::string::String = self.rest.by_ref().take_while(|&c| c != ':').collect();
        if self.rest.next() != Some(']') {
            return Err("invalid character class range");
        }
        let range = |from: u8, to: u8| (from..=to).fold(0_u128, |set, byte| set | 1 << byte);
        Ok(match &*name {
            "alnum" => DIGITS | LOWER | UPPER,
            "alpha" => LOWER | UPPER,
            "digit" => DIGITS,
            "lower" => LOWER,
            "upper" => UPPER,
            "word" => WORD,
            "space" => SPACE | 1 << 11,
            "blank" => 1 << b' ' | 1 << b'\t',
            "punct" => range(b'!', b'/') | range(b':', b'@') | range(b'[', b'`') | range(b'{', b'~'),
            "graph" => range(b'!', b'~'),
            "print" => range(b' ', b'~'),
            "xdigit" => DIGITS | range(b'a', b'f') | range(b'A', b'F'),
            _ => return Err("invalid character class range"),
        })
    }

    fn folded(&self, set: u128) -> u128 {
        let shift = u32::from(b'a' - b'A');
        if self.fold { set | (set & UPPER) << shift | (set & LOWER) >> shift } else { set }
    }
}

/// A character by itself; beyond ASCII nothing that a name could have.
fn bit(literal: char) -> u128 {
    if literal.is_ascii() { 1 << u32::from(literal) } else { 0 }
}

fn escaped_set(escaped: char) -> Result<u128, Wrong> {
    Ok(match escaped {
        'd' => DIGITS,
        'D' => !DIGITS,
        'w' => WORD,
        'W' => !WORD,
        's' => SPACE,
        'S' => !SPACE,
        't' => 1 << b'\t',
        'n' => 1 << b'\n',
        'r' => 1 << b'\r',
        'f' => 1 << 12,
        'a' => 1 << 7,
        'v' => 1 << 11,
        punctuation if punctuation.is_ascii_punctuation() => bit(punctuation),
        _ => return Err("invalid escape sequence"),
    })
}
