//! Regular expressions over topic names, in time that grows with the name alone: the common part of RE2's syntax.
//!
//! Names of topics are ASCII, so a set of characters is a set of 128 bits. What RE2 knows beyond this (Unicode classes, word
//! boundaries, named groups) is refused, never misread.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::iter::Peekable;
use core::str::Chars;

/// Longest expression, in characters.
const LEN_MAX: usize = 1_000;
/// Deepest nesting of groups.
const DEPTH_MAX: usize = 50;
/// Largest number in `{n,m}`, as in RE2.
const REPEAT_MAX: u32 = 1_000;
/// Most steps of a compiled expression.
const PROGRAM_MAX: usize = 20_000;

const DIGITS: u128 = 0x3ff << b'0';
const LOWER: u128 = 0x3ff_ffff << b'a';
const UPPER: u128 = 0x3ff_ffff << b'A';
const WORD: u128 = DIGITS | LOWER | UPPER | 1 << b'_';
const SPACE: u128 = 1 << b'\t' | 1 << b'\n' | 1 << 12 | 1 << b'\r' | 1 << b' ';
const ANY: u128 = !(1 << b'\n');

/// A compiled expression.
#[derive(Clone, Debug)]
pub(crate) struct Regex(Vec<Step>);

/// What is wrong with an expression, in RE2's words.
pub(crate) type Wrong = &'static str;

#[derive(Clone, Debug)]
enum Node {
    Set(u128),
    Begin,
    End,
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Repeat(Box<Node>, u32, Option<u32>),
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Set(u128),
    Begin,
    End,
    Split(usize, usize),
    Jump(usize),
    Match,
}

impl Regex {
    /// Reads an expression.
    pub(crate) fn new(text: &str) -> Result<Self, Wrong> {
        if text.chars().count() > LEN_MAX {
            return Err("expression too long");
        }
        let mut parser = Parser { rest: text.chars().peekable(), fold: false };
        let node = parser.choice(0)?;
        if parser.rest.next().is_some() {
            return Err("unexpected )");
        }
        let mut program = Vec::new();
        compile(&node, &mut program)?;
        program.push(Step::Match);
        Ok(Self(program))
    }

    /// Whether it matches all of a name.
    pub(crate) fn matches(&self, name: &str) -> bool {
        let bytes = name.as_bytes();
        let mut now = Threads::new(self.0.len());
        self.follow(&mut now, 0, 0, bytes.len());
        for (at, &byte) in (1..).zip(bytes) {
            let mut next = Threads::new(self.0.len());
            for &thread in &now.list {
                if let Step::Set(set) = self.0[thread]
                    && byte < 128
                    && set >> byte & 1 == 1
                {
                    self.follow(&mut next, thread + 1, at, bytes.len());
                }
            }
            now = next;
        }
        now.list.iter().any(|&thread| matches!(self.0[thread], Step::Match))
    }

    /// Adds where a thread gets without reading.
    fn follow(&self, threads: &mut Threads, from: usize, at: usize, end: usize) {
        let mut todo = alloc::vec![from];
        while let Some(thread) = todo.pop() {
            if core::mem::replace(&mut threads.seen[thread], true) {
                continue;
            }
            match self.0[thread] {
                Step::Jump(to) => todo.push(to),
                Step::Split(a, b) => todo.extend([a, b]),
                Step::Begin if at == 0 => todo.push(thread + 1),
                Step::End if at == end => todo.push(thread + 1),
                Step::Begin | Step::End => {}
                Step::Set(_) | Step::Match => threads.list.push(thread),
            }
        }
    }
}

struct Threads {
    seen: Vec<bool>,
    list: Vec<usize>,
}

impl Threads {
    fn new(len: usize) -> Self {
        Self { seen: alloc::vec![false; len], list: Vec::new() }
    }
}

fn compile(node: &Node, program: &mut Vec<Step>) -> Result<(), Wrong> {
    if program.len() > PROGRAM_MAX {
        return Err("expression too large");
    }
    match node {
        Node::Set(set) => program.push(Step::Set(*set)),
        Node::Begin => program.push(Step::Begin),
        Node::End => program.push(Step::End),
        Node::Sequence(nodes) => nodes.iter().try_for_each(|node| compile(node, program))?,
        Node::Choice(nodes) => {
            let mut ends = Vec::new();
            let Some((last, firsts)) = nodes.split_last() else { return Ok(()) };
            for node in firsts {
                let split = program.len();
                program.push(Step::Match);
                compile(node, program)?;
                ends.push(program.len());
                program.push(Step::Match);
                program[split] = Step::Split(split + 1, program.len());
            }
            compile(last, program)?;
            let end = program.len();
            ends.into_iter().for_each(|at| program[at] = Step::Jump(end));
        }
        Node::Repeat(node, least, most) => {
            (0..*least).try_for_each(|_| compile(node, program))?;
            match most {
                None => {
                    let split = program.len();
                    program.push(Step::Match);
                    compile(node, program)?;
                    program.push(Step::Jump(split));
                    program[split] = Step::Split(split + 1, program.len());
                }
                Some(most) => {
                    for _ in *least..*most {
                        let split = program.len();
                        program.push(Step::Match);
                        compile(node, program)?;
                        program[split] = Step::Split(split + 1, program.len());
                    }
                }
            }
        }
    }
    Ok(())
}

struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    /// `(?i)`: letters stand for both cases.
    fold: bool,
}

impl Parser<'_> {
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
        if !is_range || from.count_ones() != 1 {
            return Ok(from);
        }
        self.rest.next();
        let to = match self.rest.next().unwrap_or_default() {
            '\\' => escaped_set(self.rest.next().ok_or("missing closing ]")?)?,
            literal => bit(literal),
        };
        let (from, to) = (from.trailing_zeros(), to.trailing_zeros());
        if from > to {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str, yes: &[&str], no: &[&str]) {
        let regex = Regex::new(expression).unwrap_or_else(|wrong| panic!("{expression}: {wrong}"));
        for name in yes {
            assert!(regex.matches(name), "{expression} on {name}");
        }
        for name in no {
            assert!(!regex.matches(name), "{expression} on {name}");
        }
    }

    #[test]
    fn expressions_match_whole_names() {
        check("orders", &["orders"], &["orders-eu", "my-orders", "order", ""]);
        check("orders.*", &["orders", "orders-eu"], &["my-orders"]);
        check("^orders-(eu|us)$", &["orders-eu", "orders-us"], &["orders-", "orders-eu-us"]);
        check("t[0-3]+", &["t0", "t33"], &["t", "t4", "t0x"]);
        check(r"a\.b", &["a.b"], &["axb"]);
        check("a|b*|", &["a", "", "b", "bbb"], &["ab"]);
        check("a{2,3}", &["aa", "aaa"], &["a", "aaaa"]);
        check("(ab){2}", &["abab"], &["ab", "ababab"]);
        check("a{2,}b?", &["aa", "aaaab"], &["a", "ab"]);
        check("x{,2}", &["x{,2}"], &["xx"]);
        check("[^a-c.]+", &["def"], &["a", "d.e"]);
        check("[]a]+", &["]a"], &["b"]);
        check(r"[\w-]+\d", &["a-b1"], &["a.1", "ab"]);
        check("[[:upper:]_]+", &["A_B"], &["a"]);
        check("(?i)Orders", &["orders", "ORDERS"], &["order"]);
        check("(?i:a)B", &["AB", "aB"], &["ab"]);
        check("(?:a+?)+b*?", &["aaab"], &["ba"]);
        check("", &[""], &["a"]);
        check("ü", &[], &["u"]);
    }

    #[test]
    fn what_is_no_expression_is_told_in_re2s_words() {
        let cases = [
            ("(", "missing closing )"),
            ("a)", "unexpected )"),
            ("[a", "missing closing ]"),
            ("*", "missing argument to repetition operator"),
            ("a**", "invalid nested repetition operator"),
            ("a{1001}", "invalid repeat count"),
            ("a{3,2}", "invalid repeat count"),
            ("[z-a]", "invalid character class range"),
            (r"\", "trailing backslash at end of expression"),
            (r"\p{L}", "invalid escape sequence"),
            ("(?P<n>a)", "invalid or unsupported Perl syntax"),
            ("(?=a)", "invalid or unsupported Perl syntax"),
        ];
        for (expression, wrong) in cases {
            assert_eq!(Regex::new(expression).err(), Some(wrong), "{expression}");
        }
    }

    #[test]
    fn what_would_take_others_forever_takes_no_time_and_what_is_too_large_is_refused() {
        let regex = Regex::new("(a*)*(a*)*(a*)*b").unwrap();
        assert!(!regex.matches(&"a".repeat(249)));
        assert!(Regex::new("((a{1000}){1000}){1000}").is_err());
        assert!(Regex::new(&"(".repeat(900)).is_err());
        assert!(Regex::new(&"a".repeat(2_000)).is_err());
    }
}
