//! Regular expressions over topic names, in time that grows with the name alone: the common part of RE2's syntax. A coordinator looks
//! topics up by them, and a tool says whether they are any.
//!
//! Names of topics are ASCII, so a set of characters is a set of 128 bits. What RE2 knows beyond this (Unicode classes, word
//! boundaries, named groups) is refused, never misread.

mod parser;

use alloc::boxed::Box;
use alloc::vec::Vec;

use self::parser::Parser;

/// Longest expression, in characters.
const LEN_MAX: usize = 1_000;
/// Most steps of a compiled expression.
const PROGRAM_MAX: usize = 20_000;

/// A compiled expression.
#[derive(Clone, Debug)]
pub struct Regex(Vec<Step>);

/// What is wrong with an expression, in RE2's words.
pub type Wrong = &'static str;

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
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(text: &str) -> Result<Self, Wrong> {
        if text.chars().count() > LEN_MAX {
            return Err("expression too long");
        }
        let node = Parser::new(text).whole()?;
        let mut program = Vec::new();
        compile(&node, &mut program)?;
        program.push(Step::Match);
        Ok(Self(program))
    }

    /// Steps of the compiled expression.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "even an empty expression has a step")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it matches all of a name.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
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
            let before = program.len();
            for _ in 0..*least {
                compile(node, program)?;
                // Nothing, however often, is nothing. It would not reach the limit either.
                if program.len() == before {
                    return Ok(());
                }
            }
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
                        if program.len() == split + 1 {
                            program.pop();
                            break;
                        }
                        program[split] = Step::Split(split + 1, program.len());
                    }
                }
            }
        }
    }
    Ok(())
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
        check("[ü-þ]?", &[""], &["-"]);
        check(r"[+-\.]+", &["+,-."], &["/"]);
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
            ("a)", "regexp/syntax: internal error"),
            ("[a", "missing closing ]"),
            ("*", "missing argument to repetition operator"),
            ("a**", "invalid nested repetition operator"),
            ("a{1001}", "invalid repeat count"),
            ("a{3,2}", "invalid repeat count"),
            ("[z-a]", "invalid character class range"),
            (r"[!-\d]", "invalid character class range"),
            ("[ü-z]", "invalid character class range"),
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
        let nested = alloc::format!("{}{}", "(".repeat(45), "){1,2}".repeat(45));
        let empty = ["((((){1000}){1000}){1000}){1000}", "((a{0}){1000}){1000}", "((){1,}){0,1000}", &nested];
        for expression in empty {
            let regex = Regex::new(expression).unwrap();
            assert!(regex.matches("") && !regex.matches("a"), "{expression}");
            assert!(regex.0.len() <= 3, "{expression}");
        }
        assert!(Regex::new(&"(".repeat(900)).is_err());
        assert!(Regex::new(&"a".repeat(2_000)).is_err());
    }
}
