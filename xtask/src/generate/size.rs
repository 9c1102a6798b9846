//! The fewest bytes a struct takes in any live version.

use super::schema::{Field, Message, Range, Struct};

/// The smallest size over all live versions, at least 1.
pub(crate) fn size_min(message: &Message, body: &Struct) -> usize {
    let last = message.versions.last.unwrap_or(message.versions.first);
    (message.versions.first..=last)
        .map(|version| size(message, body, version))
        // Nothing at all: the version does not carry the struct.
        .filter(|&size| size > 0)
        .min()
        .unwrap_or(1)
}

fn size(message: &Message, body: &Struct, version: i16) -> usize {
    let flexible = message.flexible.is_some_and(|first| version >= first);
    let present = body.fields.iter().filter(|field| is_inline(field, version));
    present.map(|field| field_size(message, field, version, flexible)).sum::<usize>() + usize::from(flexible)
}

fn field_size(message: &Message, field: &Field, version: i16, flexible: bool) -> usize {
    if field.array {
        return if flexible { 1 } else { 4 };
    }
    match field.element.as_str() {
        "bool" | "int8" => 1,
        "int16" | "uint16" => 2,
        "int32" => 4,
        "int64" | "float64" => 8,
        "uuid" => 16,
        "string" if flexible => 1,
        "string" => 2,
        "bytes" | "records" if flexible => 1,
        "bytes" | "records" => 4,
        _ if field.nullable.is_some() => 1,
        name => message
            .structs
            .iter()
            .find(|body| body.name == name)
            .map_or(0, |body| size(message, body, version)),
    }
}

fn is_inline(field: &Field, version: i16) -> bool {
    let tagged = field.tagged.is_some_and(|(_, range)| contains(range, version));
    contains(field.versions, version) && !tagged
}

fn contains(range: Range, version: i16) -> bool {
    range.first <= version && range.last.is_none_or(|last| version <= last)
}
