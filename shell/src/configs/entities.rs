//! Whose configurations: types and names of entities, by `--entity-type` or by an option of their own.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use crate::options::Options;
use crate::thrown::Thrown;

/// A type of entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Topics,
    Clients,
    Users,
    Brokers,
    Ips,
    ClientMetrics,
    Groups,
    BrokerLoggers,
}

/// All types, as the tool lists them.
const KINDS: [(Kind, &str); 8] = [
    (Kind::Topics, "topics"),
    (Kind::Clients, "clients"),
    (Kind::Users, "users"),
    (Kind::Brokers, "brokers"),
    (Kind::Ips, "ips"),
    (Kind::ClientMetrics, "client-metrics"),
    (Kind::Groups, "groups"),
    (Kind::BrokerLoggers, "broker-loggers"),
];

/// Options that name an entity, in the order in which the tool looks for them.
const NAMING: [(&str, Kind); 8] = [
    ("topic", Kind::Topics),
    ("client", Kind::Clients),
    ("user", Kind::Users),
    ("broker", Kind::Brokers),
    ("broker-logger", Kind::BrokerLoggers),
    ("ip", Kind::Ips),
    ("client-metrics", Kind::ClientMetrics),
    ("group", Kind::Groups),
];

/// Options for the default of a type.
const DEFAULTS: [(&str, Kind); 4] = [
    ("client-defaults", Kind::Clients),
    ("user-defaults", Kind::Users),
    ("broker-defaults", Kind::Brokers),
    ("ip-defaults", Kind::Ips),
];

impl Kind {
    fn name(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// What one of them is called: as Kafka does it, without the last letter.
    pub(super) fn singular(self) -> &'static str {
        let name = self.name();
        &name[..name.len() - 1]
    }

    fn has_default(self) -> bool {
        DEFAULTS.iter().any(|(_, kind)| *kind == self)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The entities of a command line.
#[derive(Clone, Debug)]
pub(super) struct Entities {
    /// The first type.
    pub(super) kind: Kind,
    /// All types: one, or users and clients.
    pub(super) kinds: Vec<Kind>,
    /// Names of entities in the order of their types, empty for a default; fewer where all are described.
    pub(super) names: Vec<String>,
}

impl Entities {
    /// Reads and checks the options.
    pub(super) fn of(options: &Options) -> Result<Self, Thrown> {
        let given = |option: &str| options.has(option);
        let flags = NAMING.into_iter().chain(DEFAULTS).filter(|(option, _)| given(option));
        let flags: Vec<(&str, Kind)> = flags.collect();
        let typed: Vec<&str> = options.all("entity-type").collect();
        let all: Vec<&str> = typed.iter().copied().chain(flags.iter().map(|(_, kind)| kind.name())).collect();
        let twice = all.iter().enumerate().filter(|(at, name)| all[..*at].contains(name));
        let twice: Vec<&str> = twice.map(|(_, name)| *name).collect();
        if !twice.is_empty() {
            return refused(format!("Duplicate entity type(s) specified: {}", twice.join(",")));
        }
        if !given("bootstrap-server") && !given("bootstrap-controller") {
            return refused("Either --bootstrap-server or --bootstrap-controller must be specified.");
        }
        let kinds: Vec<Kind> = all.iter().map(|name| kind_of(name)).collect::<Result<_, _>>()?;
        let Some(&kind) = kinds.first() else {
            return refused("At least one entity type must be specified");
        };
        let both = kinds.len() == 2 && [Kind::Users, Kind::Clients].iter().all(|kind| kinds.contains(kind));
        if kinds.len() > 1 && !both {
            return refused("Only 'users' and 'clients' entity types may be specified together");
        }
        let by_type = ["entity-name", "entity-type", "entity-default"].into_iter().any(given);
        if by_type && !flags.is_empty() {
            return refused(
                "--entity-{type,name,default} should not be used in conjunction with specific entity flags",
            );
        }
        if given("bootstrap-server") && given("bootstrap-controller") {
            return refused("Only one of --bootstrap-server or --bootstrap-controller can be specified");
        }
        let entities = Self { kind, kinds, names: names(options)? };
        entities.check_names()?;
        match given("describe") {
            true => entities.check_describe(given("entity-default"))?,
            false => entities.check_alter(options)?,
        }
        Ok(entities)
    }

    fn has_name(&self) -> bool {
        self.names.iter().any(|name| !name.is_empty())
    }

    fn check_names(&self) -> Result<(), Thrown> {
        let name = self.names.iter().find(|name| !name.is_empty());
        let Some(name) = name else { return Ok(()) };
        let kind = self.kind;
        match kind {
            Kind::Brokers | Kind::BrokerLoggers if name.parse::<i32>().is_err() => refused(format!(
                "The entity name for {kind} must be a valid integer broker id, but it is: {name}"
            )),
            Kind::Ips if !is_host(name) => refused(format!(
                "The entity name for {kind} must be a valid IP or resolvable host, but it is: {name}"
            )),
            _ => Ok(()),
        }
    }

    fn check_describe(&self, default: bool) -> Result<(), Thrown> {
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.name()).collect();
        let kinds = kinds.join(",");
        if default && !self.kinds.iter().any(|kind| kind.has_default()) {
            return refused(format!("--entity-default must not be specified with --describe of {kinds}"));
        }
        if self.kind == Kind::BrokerLoggers && !self.has_name() {
            return refused(format!("An entity name must be specified with --describe of {kinds}"));
        }
        Ok(())
    }

    fn check_alter(&self, options: &Options) -> Result<(), Thrown> {
        if self.kinds.iter().any(|kind| kind.has_default()) {
            if self.names.is_empty() {
                return refused(
                    "An entity-name or default entity must be specified with --alter of users, clients, brokers or ips",
                );
            }
        } else if !self.has_name() {
            return refused(format!("An entity name must be specified with --alter of {}", self.kind));
        }
        if options.has("add-config") && options.has("add-config-file") {
            return refused("Only one of --add-config or --add-config-file must be specified");
        }
        if !["add-config", "add-config-file", "delete-config"].iter().any(|option| options.has(option)) {
            return refused(
                "At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter",
            );
        }
        Ok(())
    }
}

fn kind_of(name: &str) -> Result<Kind, Thrown> {
    if let Some((kind, _)) = KINDS.iter().find(|(_, known)| *known == name) {
        return Ok(*kind);
    }
    let known = KINDS.map(|(_, name)| name).join(", ");
    refused(format!(
        "Invalid entity type {name}, the entity type must be one of {known} with a --bootstrap-server or \
         --bootstrap-controller argument"
    ))
}

/// Names in the order of the command line, then those of the options of their own.
fn names(options: &Options) -> Result<Vec<String>, Thrown> {
    let mut given = options.all("entity-name");
    let mut names = Vec::new();
    for option in options.in_order() {
        match option {
            "entity-name" => names.extend(given.next().map(ToString::to_string)),
            "entity-default" => names.push(String::new()),
            _ => {}
        }
    }
    for (option, _) in NAMING {
        names.extend(options.text(option)?.map(ToString::to_string));
    }
    names.extend(DEFAULTS.iter().filter(|(option, _)| options.has(option)).map(|_| String::new()));
    Ok(names)
}

/// Whether a text can be an address or the name of a host. Nothing is resolved here.
fn is_host(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || ".:-[]%".contains(c))
}

fn refused<T>(why: impl Into<String>) -> Result<T, Thrown> {
    Err(Thrown::illegal_argument(why))
}
