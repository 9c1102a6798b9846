//! `kafka-features.sh`: levels of features (KIP-584, KIP-1022).

mod releases;

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};

use partita_client::admin::Target;
use partita_machine::Stream;
use partita_wire::Response;
use partita_wire::messages::api_versions_request::ApiVersionsRequest;
use partita_wire::messages::api_versions_response::ApiVersionsResponse;
use partita_wire::messages::update_features_request::{FeatureUpdateKey, UpdateFeaturesRequest};

use self::releases::{FEATURES, METADATA_VERSION, Release};
use crate::cluster::connect;
use crate::options::{Options, Spec, Takes};
use crate::script::{Flow, Halt, Script};
use crate::thrown::Thrown;
use crate::topics::unexpected;
use crate::usage::KAFKA_VERSION;

const USAGE: &str = "\
usage: kafka-features [-h] [--command-config COMMAND_CONFIG]
                      [--bootstrap-server BOOTSTRAP_SERVER |
                      --bootstrap-controller BOOTSTRAP_CONTROLLER]
                      {describe,upgrade,downgrade,disable,version-mapping,feature-dependencies}
                      ...

This tool manages feature flags in Kafka.
";
const COMMANDS: [&str; 6] =
    ["describe", "upgrade", "downgrade", "disable", "version-mapping", "feature-dependencies"];
const TIMEOUT_MS: i32 = 60_000;

/// `FeatureUpdate.UpgradeType` on the wire.
const UPGRADE: i8 = 1;
const SAFE_DOWNGRADE: i8 = 2;
const UNSAFE_DOWNGRADE: i8 = 3;

pub(crate) const OPTIONS: &[Spec] = &[
    ("bootstrap-controller", Takes::Value),
    ("bootstrap-server", Takes::Value),
    ("command-config", Takes::Value),
    ("dry-run", Takes::Nothing),
    ("feature", Takes::Value),
    ("help", Takes::Nothing),
    ("metadata", Takes::Value),
    ("release-version", Takes::Value),
    ("unsafe", Takes::Nothing),
];

/// The whole of it.
pub(crate) fn run(script: &mut Script<'_>) -> Flow<i32> {
    let (options, command) = match prepare(script) {
        Ok(prepared) => prepared,
        Err(Halt::Thrown(thrown)) => {
            let text = format!("Command line error: {}. Type --help for help.", thrown.message);
            script.print(Stream::Err, &text);
            return Ok(1);
        }
        Err(halt) => return Err(halt),
    };
    match act(script, &options, &command) {
        Err(Halt::Thrown(thrown)) => {
            script.err(&thrown.message);
            Ok(1)
        }
        Err(halt) => Err(halt),
        Ok(()) => Ok(0),
    }
}

/// Reads the options as argparse does, which words its errors in its own way.
fn prepare(script: &mut Script<'_>) -> Flow<(Options, String)> {
    let options = script.options(OPTIONS).map_err(|error| Thrown::argparse(error.of_argparse()))?;
    if options.has("help") {
        script.print(Stream::Out, USAGE);
        return Err(Halt::Exit(0));
    }
    let command = options.commands.first().cloned().unwrap_or_default();
    if command.is_empty() {
        return Err(Thrown::argparse("too few arguments").into());
    }
    if !COMMANDS.contains(&&*command) {
        let choices = COMMANDS.join("', '");
        return Err(Thrown::argparse(format!("invalid choice: '{command}' (choose from '{choices}')")).into());
    }
    match (options.has("bootstrap-server"), options.has("bootstrap-controller")) {
        (true, true) => {
            let what = "argument --bootstrap-controller: not allowed with argument --bootstrap-server";
            Err(Thrown::argparse(what).into())
        }
        (false, false) if !is_offline(&command) => {
            let what = "You must specify either --bootstrap-controller or --bootstrap-server.";
            Err(Thrown::argparse(what).into())
        }
        _ => Ok((options, command)),
    }
}

/// Whether a command answers from what the tool knows by itself.
fn is_offline(command: &str) -> bool {
    matches!(command, "version-mapping" | "feature-dependencies")
}

fn act(script: &mut Script<'_>, options: &Options, command: &str) -> Flow<()> {
    match command {
        "version-mapping" => version_mapping(script, options),
        "feature-dependencies" => dependencies(script, options),
        _ => {
            connect(script, options)?;
            match command {
                "describe" => describe(script),
                _ => change(script, options, command),
            }
        }
    }
}

fn describe(script: &mut Script<'_>) -> Flow<()> {
    let body = ApiVersionsRequest {
        client_software_name: "apache-kafka-java".into(),
        client_software_version: KAFKA_VERSION.into(),
    };
    let response = match script.ask("describeFeatures", Target::Any, body)?? {
        Response::ApiVersions(response) => response,
        other => return Err(unexpected(&other)),
    };
    Thrown::check(response.error_code, None)?;
    let ApiVersionsResponse { mut supported_features, finalized_features, finalized_features_epoch, .. } =
        response;
    supported_features.sort_by(|a, b| a.name.cmp(&b.name));
    let epoch = match finalized_features_epoch {
        ..0 => "-".to_string(),
        epoch => epoch.to_string(),
    };
    for feature in supported_features {
        let finalized = finalized_features.iter().find(|finalized| finalized.name == feature.name);
        let finalized = finalized.map_or(0, |finalized| finalized.max_version_level);
        let [min, max, finalized] = [feature.min_version, feature.max_version, finalized]
            .map(|level| level_text(&feature.name, level));
        script.out(&format!(
            "Feature: {:<42}SupportedMinVersion: {min:<17}SupportedMaxVersion: {max:<17}FinalizedVersionLevel: \
             {finalized:<17}Epoch: {epoch}",
            feature.name
        ));
    }
    Ok(())
}

/// A level as people read it: those of `metadata.version` have names.
fn level_text(feature: &str, level: i16) -> String {
    if feature != METADATA_VERSION {
        return level.to_string();
    }
    Release::of_level(level).map_or_else(|| format!("UNKNOWN {level}"), |release| release.name.to_string())
}

fn version_mapping(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let named = options.text("release-version")?.unwrap_or(Release::latest().name);
    let release = Release::named(named)?;
    script.out(&format!("{METADATA_VERSION}={} ({named})", release.level));
    for (feature, level) in FEATURES.iter().zip(release.defaults()) {
        script.out(&format!("{feature}={level}"));
    }
    Ok(())
}

fn dependencies(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    for feature in options.all("feature") {
        let (name, level) = name_and_level(feature)?;
        if name == METADATA_VERSION {
            let Some(release) = Release::of_level(level) else {
                return Err(terse(format!("Unknown metadata.version {level}")).into());
            };
            script.out(&format!("{name}={level} ({}) has no dependencies.", release.name));
            continue;
        }
        let Some(known) = FEATURES.iter().position(|known| *known == name) else {
            return Err(terse(format!("Unknown feature: {name}")).into());
        };
        if !(0..=Release::latest().defaults()[known]).contains(&level) {
            return Err(terse(format!("No feature:{name} with feature level {level}")).into());
        }
        match releases::requires(&name, level).and_then(Release::of_level) {
            Some(release) => {
                script.out(&format!("{name}={level} requires:"));
                script.out(&format!("    {METADATA_VERSION}={} ({})", release.level, release.name));
            }
            None => script.out(&format!("{name}={level} has no dependencies.")),
        }
    }
    Ok(())
}

fn change(script: &mut Script<'_>, options: &Options, command: &str) -> Flow<()> {
    let kind = match (command, options.has("unsafe")) {
        ("upgrade", _) => UPGRADE,
        (_, false) => SAFE_DOWNGRADE,
        (_, true) => UNSAFE_DOWNGRADE,
    };
    let updates = match command {
        "disable" => disabled(options)?,
        _ => levels(script, options, kind)?,
    };
    if updates.is_empty() {
        return Err(terse(format!("You must specify at least one feature to {command}")).into());
    }
    let dry_run = options.has("dry-run");
    let update = |(feature, level): (&String, &i16)| FeatureUpdateKey {
        feature: feature.clone(),
        max_version_level: *level,
        upgrade_type: kind,
        ..Default::default()
    };
    let body = UpdateFeaturesRequest {
        timeout_ms: TIMEOUT_MS,
        feature_updates: updates.iter().map(update).collect(),
        validate_only: dry_run,
    };
    let response = match script.ask("updateFeatures", Target::Controller, body)?? {
        Response::UpdateFeatures(response) => response,
        other => return Err(unexpected(&other)),
    };
    let all = Thrown::check(response.error_code, response.error_message.as_deref());
    let mut failed = 0;
    for (feature, level) in &updates {
        let own = response.results.iter().find(|result| result.feature == *feature);
        let own = own.map_or(Ok(()), |own| Thrown::check(own.error_code, own.error_message.as_deref()));
        let what = match command {
            "disable" => format!("disable {feature}"),
            _ => format!("{command} {feature} to {level}"),
        };
        match all.clone().and(own) {
            Err(thrown) => {
                let verb = if dry_run { "Can not" } else { "Could not" };
                script.out(&format!("{verb} {what}. {}", thrown.message));
                failed += 1;
            }
            Ok(()) => {
                let verb = if dry_run { "can be" } else { "was" };
                let done = match command {
                    "disable" => "disabled.".to_string(),
                    _ => format!("{command}d to {level}."),
                };
                script.out(&format!("{feature} {verb} {done}"));
            }
        }
    }
    match failed {
        0 => Ok(()),
        _ => Err(terse(format!("{failed} out of {} operation(s) failed.", updates.len())).into()),
    }
}

/// The levels that `upgrade` and `downgrade` name.
fn levels(script: &mut Script<'_>, options: &Options, kind: i8) -> Flow<BTreeMap<String, i16>> {
    let mut levels = BTreeMap::new();
    if let Some(named) = options.text("release-version")? {
        if options.has("metadata") || options.has("feature") {
            return Err(terse("Can not specify `release-version` with other feature flags.").into());
        }
        let release = Release::named(named)?;
        levels.insert(METADATA_VERSION.to_string(), release.level);
        let others = FEATURES.iter().zip(release.defaults());
        let others = others.filter(|(_, level)| kind != UPGRADE || *level > 0);
        levels.extend(others.map(|(feature, level)| (feature.to_string(), level)));
        return Ok(levels);
    }
    if let Some(named) = options.text("metadata")? {
        script.out(" `metadata` flag is deprecated and may be removed in a future release.");
        levels.insert(METADATA_VERSION.to_string(), Release::named(named)?.level);
    }
    for feature in options.all("feature") {
        let (name, level) = name_and_level(feature)?;
        if levels.insert(name.clone(), level).is_some() {
            return Err(twice(&name).into());
        }
    }
    Ok(levels)
}

fn disabled(options: &Options) -> Result<BTreeMap<String, i16>, Thrown> {
    let mut levels = BTreeMap::new();
    for name in options.all("feature") {
        if levels.insert(name.to_string(), 0).is_some() {
            return Err(twice(name));
        }
    }
    Ok(levels)
}

fn twice(name: &str) -> Thrown {
    terse(format!("Feature {name} was specified more than once."))
}

/// Reads `feature=level`.
fn name_and_level(text: &str) -> Result<(String, i16), Thrown> {
    let why = |what: &str| terse(format!("Can't parse feature=level string {text}: {what}"));
    let (name, level) = text.split_once('=').ok_or_else(|| why("equals sign not found."))?;
    let level = level.trim();
    let parsed = level.parse().map_err(|_| why(&format!("unable to parse {level} as a short.")))?;
    Ok((name.trim().to_string(), parsed))
}

/// An error of the tool's own: only its message is printed.
fn terse(message: impl Into<String>) -> Thrown {
    Thrown::new("org.apache.kafka.server.common.TerseException", message)
}
