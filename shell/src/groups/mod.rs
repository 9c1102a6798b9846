//! `kafka-consumer-groups.sh`.

mod ask;
mod delete;
mod describe;
mod reset;
mod show;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_machine::Regex;

use crate::files::properties;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;

const USAGE: &str = include_str!("../usage/groups.txt");
const ABOUT: &str = "This tool helps to list all consumer groups, describe a consumer group, delete consumer group info, or \
                     reset consumer group offsets.";

pub(crate) const OPTIONS: &[Spec] = &[
    ("all-groups", Takes::Nothing),
    ("all-topics", Takes::Nothing),
    ("bootstrap-server", Takes::Value),
    ("by-duration", Takes::Value),
    ("command-config", Takes::Value),
    ("delete", Takes::Nothing),
    ("delete-offsets", Takes::Nothing),
    ("describe", Takes::Nothing),
    ("dry-run", Takes::Nothing),
    ("execute", Takes::Nothing),
    ("export", Takes::Nothing),
    ("from-file", Takes::Value),
    ("group", Takes::Value),
    ("help", Takes::Nothing),
    ("list", Takes::Nothing),
    ("members", Takes::Nothing),
    ("offsets", Takes::Nothing),
    ("reset-offsets", Takes::Nothing),
    ("shift-by", Takes::Value),
    ("state", Takes::Maybe),
    ("timeout", Takes::Value),
    ("to-current", Takes::Nothing),
    ("to-datetime", Takes::Value),
    ("to-earliest", Takes::Nothing),
    ("to-latest", Takes::Nothing),
    ("to-offset", Takes::Value),
    ("topic", Takes::Value),
    ("type", Takes::Maybe),
    ("validate-regex", Takes::Value),
    ("verbose", Takes::Nothing),
    ("version", Takes::Nothing),
];

const ACTIONS: [&str; 6] =
    ["list", "describe", "delete", "reset-offsets", "delete-offsets", "validate-regex"];

/// The whole of it. What fails once the options are right is printed, and the status is 0 all the same.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let options = prepare(script)?;
    match act(script, &options) {
        Err(Halt::Thrown(thrown)) if thrown.class == "java.lang.IllegalArgumentException" => {
            script.usage(&thrown.message, USAGE)
        }
        Err(Halt::Thrown(thrown)) => {
            let message = format!("Executing consumer group command failed due to {}", thrown.message);
            error(script, &message);
            script.err(&thrown.text());
            if WRAPPERS.contains(&thrown.class.as_str()) {
                script.err(&format!("Caused by: {}", thrown.message));
            }
            Ok(0)
        }
        Err(halt) => Err(halt),
        Ok(()) => Ok(0),
    }
}

/// Exceptions that only carry another one.
const WRAPPERS: [&str; 2] = ["java.util.concurrent.ExecutionException", "java.lang.RuntimeException"];

/// Widest column of a table: no id is longer, but a broker might send anything.
const COLUMN_MAX: usize = 4_096;

/// Width of a column with these texts in it.
fn width<'a>(least: usize, texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0).clamp(least, COLUMN_MAX)
}

/// An exception inside Java's ExecutionException.
fn executed(error: impl Into<Thrown>) -> Thrown {
    Thrown { code: None, ..Thrown::new(WRAPPERS[0], error.into().text()) }
}

/// An exception inside Java's RuntimeException.
fn at_runtime(error: impl Into<Thrown>) -> Thrown {
    Thrown::new(WRAPPERS[1], error.into().text())
}

fn error(script: &mut Script<'_>, message: &str) {
    script.out(&format!("\nError: {message}"));
}

fn act(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    if options.has("validate-regex") {
        return validate(script, options);
    }
    connect(script, options)?;
    match ACTIONS.iter().find(|action| options.has(action)) {
        Some(&"list") => show::list(script, options),
        Some(&"describe") => describe::describe(script, options),
        Some(&"delete") => delete::groups(script, options),
        Some(&"reset-offsets") => reset::reset(script, options),
        Some(&"delete-offsets") => delete::offsets(script, options),
        _ => Ok(()),
    }
}

/// Says whether an expression is one that a coordinator would take; nobody is asked for that.
fn validate(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let expression = options.text("validate-regex")?.unwrap_or_default();
    let verdict = match Regex::new(expression) {
        Ok(_) => "valid".to_string(),
        Err(wrong) => format!("invalid: {wrong}"),
    };
    script.out(&format!("The regular expression `{expression}` is {verdict}."));
    Ok(())
}

fn connect(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let mut pairs = match options.text("command-config")? {
        Some(file) => properties(&script.file(file)?),
        None => Vec::new(),
    };
    let servers = options.text("bootstrap-server")?.unwrap_or_default();
    let timeout = options.long("timeout")?.unwrap_or(30_000);
    pairs.push(("default.api.timeout.ms".to_string(), timeout.to_string()));
    pairs.push(("bootstrap.servers".to_string(), servers.to_string()));
    script.connect(&pairs).map_err(|_| {
        let class = "org.apache.kafka.common.KafkaException";
        Halt::Thrown(Thrown::new(class, "Failed to create new KafkaAdminClient"))
    })
}

/// The groups that the options name: one by one, or all there are.
fn named_groups(script: &mut Script<'_>, options: &Options) -> Flow<Vec<String>> {
    if options.has("all-groups") {
        let groups = show::listed(script, Vec::new(), Vec::new())?;
        return Ok(groups.into_iter().map(|group| group.group_id).collect());
    }
    Ok(options.all("group").map(ToString::to_string).collect())
}

fn prepare(script: &mut Script<'_>) -> Flow<Options> {
    let options = match script.options(OPTIONS) {
        Ok(options) => options,
        Err(error) => return script.usage(&error.to_string(), USAGE),
    };
    script.help_or_version(&options, ABOUT, USAGE)?;
    if !options.has("validate-regex") {
        script.usage_if(options.missing(&["bootstrap-server"]), USAGE)?;
    }
    if options.has("reset-offsets") && !options.has("execute") && !options.has("dry-run") {
        script.err(
            "WARN: No action will be performed as the --execute option is missing. In version 5.0, this command will \
             require either --dry-run or --execute to be specified. You should add the --dry-run option explicitly if \
             you are scripting this command and want to keep the current default behavior without prompting.",
        );
    }
    script.usage_if(wrong_combination(&options), USAGE)?;
    if ACTIONS.iter().filter(|action| options.has(action)).count() != 1 {
        let message = "Command must include exactly one action: --list, --describe, --delete, --reset-offsets, \
                       --delete-offsets, --validate-regex";
        return script.usage(message, USAGE);
    }
    if let Err(error) = options.long("timeout").and(options.long("to-offset")).and(options.long("shift-by")) {
        return script.usage(&error.to_string(), USAGE);
    }
    Ok(options)
}

fn wrong_combination(options: &Options) -> Option<String> {
    let has = |name: &str| options.has(name);
    let grouped = has("group") || has("all-groups");
    if has("describe") {
        if !grouped {
            return Some("Option [describe] takes one of these options: [all-groups], [group]".to_string());
        }
        let views = ["members", "offsets", "state"].iter().filter(|view| has(view)).count();
        if views > 1 {
            let message =
                "Option [describe] takes at most one of these options: [members], [offsets], [state]";
            return Some(message.to_string());
        }
        if options.all("state").next().is_some() {
            return Some("Option [describe] does not take a value for [state]".to_string());
        }
    }
    if has("delete") && !grouped {
        return Some("Option [delete] takes one of these options: [group], [all-groups]".to_string());
    }
    if has("delete") && has("topic") {
        let message = "The consumer does not support topic-specific offset deletion from a consumer group.";
        return Some(message.to_string());
    }
    if has("delete-offsets") && !(has("group") && has("topic")) {
        return Some("Option [delete-offsets] takes the following options: [topic], [group]".to_string());
    }
    if has("reset-offsets") {
        if has("dry-run") && has("execute") {
            return Some("Option [reset-offsets] only accepts one of [execute] and [dry-run]".to_string());
        }
        if !grouped {
            return Some(
                "Option [reset-offsets] takes one of these options: [group], [all-groups]".to_string(),
            );
        }
        let conflict = reset::SCENARIOS.iter().find_map(|one| options.conflict(one, &reset::SCENARIOS));
        if conflict.is_some() {
            return conflict;
        }
    }
    let conflict = options.conflict("group", &["all-groups", "list"]);
    conflict.or_else(|| options.conflict("topic", &["list", "describe"]))
}
