//! `cargo xtask generate`: Rust code for the messages of `wire`, from our schema texts.

mod names;
mod schema;
mod size;
mod structs;
mod unions;

use crate::Failure;
use schema::{Api, File, Message};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use unions::Union;

/// Writes `wire/src/messages`.
pub(crate) fn run() -> Result<(), Failure> {
    Ok(write(&root().join("wire/src/messages"))?)
}

/// The first lines of a generated file.
fn header(source: &str) -> String {
    format!("// Generated from {source} by `cargo xtask generate`; do not edit.\n")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Makes `folder` hold exactly the generated files, formatted.
fn write(folder: &Path) -> Result<(), String> {
    let modules = modules(&root().join("wire/schemas"))?;
    let in_folder = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(in_folder)?;
    }
    fs::create_dir_all(folder).map_err(in_folder)?;
    for (name, text) in &modules {
        fs::write(folder.join(format!("{name}.rs")), text).map_err(in_folder)?;
    }
    format(folder, modules.keys())
}

fn format<'a>(folder: &Path, modules: impl Iterator<Item = &'a String>) -> Result<(), String> {
    let status = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(root().join("rustfmt.toml"))
        .args(modules.filter(|name| *name != "mod").map(|name| folder.join(format!("{name}.rs"))))
        .status()
        .map_err(|error| format!("rustfmt: {error}"))?;
    if status.success() { Ok(()) } else { Err("rustfmt refused the generated code".into()) }
}

/// The generated modules, not yet formatted, by name.
fn modules(schemas: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut out = BTreeMap::new();
    let mut files = vec![];
    for path in schema_files(schemas)? {
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let file = schema::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        for message in &file.messages {
            let source = format!("wire/schemas/{name}");
            out.insert(names::snake(&message.name), structs::module(message, &source));
        }
        files.push(file);
    }
    let mut apis: Vec<&File> = files.iter().filter(|file| file.api.is_some()).collect();
    apis.sort_by_key(|file| file.api.as_ref().map(|api| api.key));
    let keys: Vec<&Api> = apis.iter().filter_map(|file| file.api.as_ref()).collect();
    out.insert("api_key".into(), unions::api_keys(&keys));
    let unions = unions(&apis, &files);
    let union_names: Vec<&str> = unions.iter().map(|union| union.name).collect();
    let index = index(&out, &union_names);
    for union in unions {
        out.insert(names::snake(union.name), unions::module(&union));
    }
    out.insert("mod".into(), index);
    Ok(out)
}

fn schema_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "schema"))
        .collect();
    files.sort();
    Ok(files)
}

fn unions<'a>(apis: &[&'a File], files: &'a [File]) -> Vec<Union<'a>> {
    let of_apis = |kind: &str| -> Vec<&'a Message> {
        apis.iter().flat_map(|file| &file.messages).filter(|message| message.kind == kind).collect()
    };
    let of_log = |kind: &str| -> Vec<&'a Message> {
        files.iter().flat_map(|file| &file.messages).filter(|message| message.kind == kind).collect()
    };
    let union = |name, about, suffix, messages| Union { name, about, suffix, messages };
    vec![
        union("Request", "The body of a request.", "Request", of_apis("request")),
        union("Response", "The body of a response.", "Response", of_apis("response")),
        union("MetadataRecord", "A record of `__cluster_metadata`.", "Record", of_log("metadata")),
        union("GroupRecordKey", "The key of a record of `__consumer_offsets`.", "Key", of_log("group_key")),
        union(
            "GroupRecordValue",
            "The value of a record of `__consumer_offsets`.",
            "Value",
            of_log("group_value"),
        ),
        union(
            "TransactionRecordKey",
            "The key of a record of `__transaction_state`.",
            "Key",
            of_log("transaction_key"),
        ),
        union(
            "TransactionRecordValue",
            "The value of a record of `__transaction_state`.",
            "Value",
            of_log("transaction_value"),
        ),
    ]
}

/// `mod.rs`: the message modules are public, the enums are re-exported.
fn index(modules: &BTreeMap<String, String>, unions: &[&str]) -> String {
    let mut out = header("wire/schemas");
    out += "//! The messages of Kafka 4.3, one module each, and the enums over them.\n\n";
    let enums: Vec<(String, &str)> =
        unions.iter().copied().chain(["ApiKey"]).map(|name| (names::snake(name), name)).collect();
    let is_enum = |module: &str| enums.iter().any(|(name, _)| name == module);
    let mut lines: Vec<String> = modules
        .keys()
        .filter(|module| !is_enum(module))
        .map(|module| format!("pub mod {module};\n"))
        .collect();
    lines.extend(enums.iter().map(|(module, _)| format!("mod {module};\n")));
    lines.sort_by_key(|line| line.trim_start_matches("pub ").to_string());
    out += &lines.concat();
    out += "\n";
    let mut uses: Vec<String> =
        enums.iter().map(|(module, name)| format!("pub use {module}::{name};\n")).collect();
    uses.sort();
    out + &uses.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is committed is what the schema texts give today.
    #[test]
    fn the_committed_messages_are_fresh() {
        let fresh = std::env::temp_dir().join(format!("partita-generate-{}", std::process::id()));
        write(&fresh).unwrap();
        let differing = differing(&fresh, &root().join("wire/src/messages"));
        fs::remove_dir_all(&fresh).unwrap();
        assert!(differing.is_empty(), "run `cargo xtask generate`; stale: {differing:?}");
    }

    fn differing(one: &Path, other: &Path) -> Vec<String> {
        let (one, other) = (texts(one), texts(other));
        let names = one.keys().chain(other.keys());
        let mut names: Vec<String> =
            names.filter(|name| one.get(*name) != other.get(*name)).cloned().collect();
        names.dedup();
        names
    }

    fn texts(folder: &Path) -> BTreeMap<String, String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(|path| {
                (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap())
            })
            .collect()
    }
}
