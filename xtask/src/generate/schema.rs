//! Reads the schema texts of `wire/schemas`; the grammar is in `wire/schemas/README.md`.

use std::iter::Peekable;
use std::str::Lines;

/// A range of versions, both ends included; `None` for an open end.
#[derive(Clone, Copy)]
pub(crate) struct Range {
    pub(crate) first: i16,
    pub(crate) last: Option<i16>,
}

/// What the head line of an API's file says.
pub(crate) struct Api {
    pub(crate) name: String,
    pub(crate) key: i16,
    pub(crate) broker: bool,
    pub(crate) controller: bool,
}

/// A message and the structs it is made of, the message itself last.
pub(crate) struct Message {
    /// `request`, `response`, `data`, `metadata`, ...
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) versions: Range,
    pub(crate) flexible: Option<i16>,
    /// The number that says, in a log, which record this is.
    pub(crate) record_type: Option<i16>,
    pub(crate) structs: Vec<Struct>,
}

pub(crate) struct Struct {
    pub(crate) name: String,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) element: String,
    pub(crate) array: bool,
    pub(crate) versions: Range,
    pub(crate) nullable: Option<Range>,
    pub(crate) tagged: Option<(u8, Range)>,
    pub(crate) default: Option<String>,
    pub(crate) ignorable: bool,
}

/// One file: the head of an API if it is one, and its messages.
pub(crate) struct File {
    pub(crate) api: Option<Api>,
    pub(crate) messages: Vec<Message>,
}

type Source<'a> = Peekable<Lines<'a>>;

/// Reads one file; the error says which line is wrong.
pub(crate) fn parse(text: &str) -> Result<File, String> {
    let mut lines = text.lines().peekable();
    let mut file = File { api: None, messages: vec![] };
    while let Some(line) = lines.next() {
        if line.is_empty() {
            continue;
        }
        if let Some(rest) = line.strip_prefix("api ") {
            file.api = Some(parse_api(rest).ok_or_else(|| bad(line))?);
        } else {
            file.messages.push(parse_message(line, file.api.as_ref(), &mut lines)?);
        }
    }
    Ok(file)
}

fn bad(line: &str) -> String {
    format!("cannot read this line: {line}")
}

fn parse_api(rest: &str) -> Option<Api> {
    let words: Vec<&str> = rest.split(' ').collect();
    let [name, "key", key, "listeners", listeners @ ..] = words.as_slice() else { return None };
    Some(Api {
        name: name.to_string(),
        key: key.parse().ok()?,
        broker: listeners.contains(&"broker"),
        controller: listeners.contains(&"controller"),
    })
}

fn parse_message(head: &str, api: Option<&Api>, lines: &mut Source) -> Result<Message, String> {
    let mut words = head.split(' ');
    let kind = words.next().unwrap_or_default().to_string();
    let name = match (kind.as_str(), api) {
        ("request", Some(api)) => format!("{}Request", api.name),
        ("response", Some(api)) => format!("{}Response", api.name),
        _ => words.next().ok_or_else(|| bad(head))?.to_string(),
    };
    let mut message = Message {
        kind,
        name: name.clone(),
        versions: Range { first: 0, last: Some(0) },
        flexible: None,
        record_type: None,
        structs: vec![],
    };
    while let (Some(word), Some(value)) = (words.next(), words.next()) {
        match word {
            "versions" => message.versions = range(value).ok_or_else(|| bad(head))?,
            "flexible" => message.flexible = range(value).map(|range| range.first),
            "type" => message.record_type = value.parse().ok(),
            _ => return Err(bad(head)),
        }
    }
    let fields = parse_fields(lines, 1, &mut message.structs)?;
    message.structs.push(Struct { name, fields });
    Ok(message)
}

/// Reads the fields at `depth`; those one deeper belong to the struct of the field above them.
fn parse_fields(lines: &mut Source, depth: usize, structs: &mut Vec<Struct>) -> Result<Vec<Field>, String> {
    let mut fields: Vec<Field> = vec![];
    while let Some(line) = lines.next_if(|line| depth_of(line) == depth) {
        let line = line.trim_start();
        let (name, is_field) = match line.strip_prefix("struct ") {
            Some(name) => (name.to_string(), false),
            None => {
                let field = parse_field(line).ok_or_else(|| bad(line))?;
                let element = field.element.clone();
                fields.push(field);
                (element, true)
            }
        };
        let has_body = lines.peek().is_some_and(|next| depth_of(next) == depth + 1);
        if has_body {
            let body = parse_fields(lines, depth + 1, structs)?;
            structs.push(Struct { name, fields: body });
        } else if !is_field {
            return Err(bad(line));
        }
    }
    Ok(fields)
}

fn depth_of(line: &str) -> usize {
    (line.len() - line.trim_start().len()) / 2
}

fn parse_field(line: &str) -> Option<Field> {
    let mut words = line.split(' ');
    let name = words.next()?.to_string();
    let ty = words.next()?;
    let versions = range(words.next()?)?;
    let (element, array) = match ty.strip_prefix("[]") {
        Some(element) => (element.to_string(), true),
        None => (ty.to_string(), false),
    };
    let mut field = Field {
        name,
        element,
        array,
        versions,
        nullable: None,
        tagged: None,
        default: None,
        ignorable: false,
    };
    while let Some(word) = words.next() {
        match word {
            "nullable" => field.nullable = Some(range(words.next()?)?),
            "tag" => field.tagged = Some((words.next()?.parse().ok()?, range(words.next()?)?)),
            "default" => field.default = Some(words.next()?.to_string()),
            "ignorable" => field.ignorable = true,
            _ => return None,
        }
    }
    Some(field)
}

/// `3`, `3-5` or `3+`.
fn range(text: &str) -> Option<Range> {
    if let Some(first) = text.strip_suffix('+') {
        return Some(Range { first: first.parse().ok()?, last: None });
    }
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some(Range { first: first.parse().ok()?, last: Some(last.parse().ok()?) })
}
