//! Writes the module of one message: its structs, their defaults, and the one function that lists their fields.

use super::names::{identifier, snake};
use super::schema::{Field, Message, Range, Struct};
use super::size::size_min;
use std::fmt::Write;

/// What a module may have to import, by path.
const IMPORTS: [(&str, &[&str]); 6] = [
    (
        "crate::codec",
        &["Codec", "Element", "F64Bits", "Field", "LATEST", "Message", "Root", "Schema", "Value"],
    ),
    ("crate::records", &["ProducedRecords", "Records"]),
    ("crate::uuid", &["Uuid"]),
    ("alloc::string", &["String"]),
    ("alloc::vec", &["Vec"]),
    ("bytes", &["Bytes"]),
];

const INT64_MAX: &str = "9223372036854775807";

/// The text of the module, before rustfmt.
pub(crate) fn module(message: &Message, source: &str) -> String {
    let mut out = super::header(source);
    let _ =
        writeln!(out, "//! `{}`: versions {}{}.\n", message.name, show(message.versions), flexible(message));
    let body: String = message.structs.iter().map(|body| structure(message, body)).collect();
    for (path, words) in IMPORTS {
        let used: Vec<&str> = words.iter().copied().filter(|word| uses(&body, word)).collect();
        if !used.is_empty() {
            let _ = writeln!(out, "use {path}::{{{}}};", used.join(", "));
        }
    }
    out + "
" + &body
}

/// Whether `word` stands in `text` as a whole word of code, comments aside.
fn uses(text: &str, word: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    text.lines().filter(|line| !line.trim_start().starts_with("//")).any(|line| {
        line.match_indices(word).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let after = line[at + word.len()..].chars().next();
            !before.is_some_and(|c| is_word(c) || c == ':') && !after.is_some_and(is_word)
        })
    })
}

fn structure(message: &Message, body: &Struct) -> String {
    let name = &body.name;
    let is_root = *name == message.name;
    let zero = body.fields.iter().all(|field| rust_default(field, message).is_none());
    let mut out = String::new();
    let _ = match is_root {
        true => writeln!(out, "/// `{name}`: versions {}{}.", show(message.versions), flexible(message)),
        false => writeln!(out, "/// Part of [`{}`].", message.name),
    };
    let default = if zero { ", Default" } else { "" };
    let _ = writeln!(out, "#[derive(Clone, Debug, PartialEq, Eq{default})]\npub struct {name} {{");
    for field in &body.fields {
        let _ = writeln!(
            out,
            "/// {}\npub {}: {},",
            remark(field),
            identifier(&field.name),
            rust_type(field, message)
        );
    }
    out += "}\n\n";
    if !zero {
        out += &default_impl(message, body);
    }
    out += &message_impl(message, body);
    if is_root {
        let Range { first, last } = message.versions;
        let last = last.unwrap_or(first);
        let schema = match message.flexible {
            Some(flexible) => format!("Schema::new(\"{name}\", {first}, {last}, {flexible})"),
            None => format!("Schema::rigid(\"{name}\", {first}, {last})"),
        };
        let _ = writeln!(out, "impl Root for {name} {{ const SCHEMA: Schema = {schema}; }}\n");
    }
    let in_list = |field: &Field| field.array && field.element == *name;
    if message.structs.iter().flat_map(|body| &body.fields).any(in_list) {
        let _ = writeln!(
            out,
            "impl Element for {name} {{ const SIZE_MIN: usize = {};\n\n\
             fn as_value(&mut self) -> Value<'_> {{ Value::Struct(self) }} }}\n",
            size_min(message, body)
        );
    }
    out
}

fn default_impl(message: &Message, body: &Struct) -> String {
    let name = &body.name;
    let mut out = format!("impl Default for {name} {{ fn default() -> {name} {{ {name} {{\n");
    for field in &body.fields {
        let value = rust_default(field, message).unwrap_or_else(|| "Default::default()".into());
        let value = match (rust_type(field, message).as_str(), value.as_str()) {
            ("bool", "Default::default()") => "false".into(),
            ("i8" | "i16" | "i32" | "i64" | "u16", "Default::default()") => "0".into(),
            (ty, "Default::default()") if ty.starts_with("Option<") => "None".into(),
            ("String", "Default::default()") => "String::new()".into(),
            ("Bytes", "Default::default()") => "Bytes::new()".into(),
            (ty, "Default::default()") if ty.starts_with("Vec<") => "Vec::new()".into(),
            ("Uuid", "Default::default()") => "Uuid::ZERO".into(),
            (ty, "Default::default()") => format!("{ty}::default()"),
            _ => value,
        };
        let _ = writeln!(out, "{}: {value},", identifier(&field.name));
    }
    out + "} } }\n\n"
}

fn message_impl(message: &Message, body: &Struct) -> String {
    let count = body.fields.len();
    let name = &body.name;
    let c = if count == 0 { "_c" } else { "c" };
    let mut out = format!("impl Message for {name} {{ fn fields(&mut self, {c}: &mut dyn Codec) {{\n");
    if count > 0 {
        let _ = writeln!(out, "static FIELDS: [Field; {count}] = [");
        for field in &body.fields {
            let _ = writeln!(out, "{},", field_data(field));
        }
        out += "];\n";
    }
    for (index, field) in body.fields.iter().enumerate() {
        let _ = writeln!(
            out,
            "c.{}(&FIELDS[{index}], &mut self.{});",
            method(field, message),
            identifier(&field.name)
        );
    }
    out + "} }\n\n"
}

fn field_data(field: &Field) -> String {
    let mut out = format!("Field::new(\"{}\", {})", snake(&field.name), bounds(field.versions));
    if let Some(range) = field.nullable {
        let _ = write!(out, ".nullable({})", bounds(range));
    }
    if let Some((tag, range)) = field.tagged {
        let _ = write!(out, ".tagged({tag}, {})", bounds(range));
    }
    match field.default.as_deref() {
        None | Some("''") => {}
        Some("null") => out += ".null()",
        Some("true") => out += ".int(1)",
        Some(INT64_MAX) => out += ".int64_max()",
        Some(number) => {
            let _ = write!(out, ".int({number})");
        }
    }
    // Without a value, records are null: there is no empty batch.
    if field.element == "records" && field.default.is_none() {
        out += ".null()";
    }
    if field.ignorable {
        out += ".ignorable()";
    }
    out
}

fn bounds(range: Range) -> String {
    match range.last {
        Some(last) => format!("{}, {last}", range.first),
        None => format!("{}, LATEST", range.first),
    }
}

fn show(range: Range) -> String {
    match range.last {
        Some(last) if last == range.first => last.to_string(),
        Some(last) => format!("{}-{last}", range.first),
        None => format!("{}+", range.first),
    }
}

fn flexible(message: &Message) -> String {
    message.flexible.map_or(", none flexible".into(), |first| format!(", flexible from {first}"))
}

fn remark(field: &Field) -> String {
    let mut out = format!("Versions {}", show(field.versions));
    if let Some(range) = field.nullable {
        let _ = write!(out, ", null in {}", show(range));
    }
    if let Some((tag, range)) = field.tagged {
        let _ = write!(out, ", tag {tag} in {}", show(range));
    }
    if let Some(default) = &field.default {
        let _ = write!(out, ", default {default}");
    }
    out + if field.ignorable { ", ignorable." } else { "." }
}

fn element_type(element: &str) -> &str {
    match element {
        "bool" => "bool",
        "int8" => "i8",
        "int16" => "i16",
        "uint16" => "u16",
        "int32" => "i32",
        "int64" => "i64",
        "float64" => "F64Bits",
        "uuid" => "Uuid",
        "string" => "String",
        "bytes" => "Bytes",
        name => name,
    }
}

fn rust_type(field: &Field, message: &Message) -> String {
    if field.element == "records" {
        return format!("Option<{}>", records_type(message));
    }
    let inner = element_type(&field.element).to_string();
    let inner = if field.array { format!("Vec<{inner}>") } else { inner };
    if field.nullable.is_some() { format!("Option<{inner}>") } else { inner }
}

/// What a client produced is checked where it is decoded; everything else holds records that were checked before.
fn records_type(message: &Message) -> &'static str {
    if message.name == "ProduceRequest" { "ProducedRecords" } else { "Records" }
}

/// The default as an expression; `None` if it is what `Default` of the type gives.
fn rust_default(field: &Field, message: &Message) -> Option<String> {
    let nullable = field.nullable.is_some();
    match field.default.as_deref() {
        Some("null") => None,
        Some("''") | None if nullable && field.element != "records" => {
            let inner = element_type(&field.element);
            Some(match (field.array, inner) {
                (true, _) => "Some(Vec::new())".into(),
                (false, _) => format!("Some({inner}::default())"),
            })
        }
        Some("''") | None => None,
        Some("true") => Some("true".into()),
        Some(number) if is_limit(number) => Some(format!("{}::{}", rust_type(field, message), limit(number))),
        Some(number) => Some(number.into()),
    }
}

fn is_limit(number: &str) -> bool {
    matches!(number, "2147483647" | "-2147483648" | INT64_MAX)
}

fn limit(number: &str) -> &'static str {
    if number.starts_with('-') { "MIN" } else { "MAX" }
}

fn method(field: &Field, message: &Message) -> &'static str {
    if field.array {
        return "array";
    }
    let nullable = field.nullable.is_some();
    match (field.element.as_str(), nullable) {
        ("bool", _) => "bool",
        ("int8", _) => "int8",
        ("int16", _) => "int16",
        ("uint16", _) => "uint16",
        ("int32", _) => "int32",
        ("int64", _) => "int64",
        ("float64", _) => "float64",
        ("uuid", _) => "uuid",
        ("string", false) => "string",
        ("string", true) => "nullable_string",
        ("bytes", false) => "bytes",
        ("bytes", true) => "nullable_bytes",
        ("records", _) if message.name == "ProduceRequest" => "produced",
        ("records", _) => "records",
        (_, false) => "structure",
        (_, true) => "nullable_structure",
    }
}
