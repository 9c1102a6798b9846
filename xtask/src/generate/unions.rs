//! Writes the enums over messages: API keys, requests, responses, and the records of Kafka's internal logs.

use super::names::snake;
use super::schema::{Api, Message};
use std::fmt::Write;

/// Messages that are larger than all that is sent often, and by themselves would make every value of their enum so large.
const BOXED: [&str; 4] = [
    "ConsumerGroupHeartbeatRequest",
    "StreamsGroupHeartbeatRequest",
    "StreamsGroupHeartbeatResponse",
    "CreateDelegationTokenResponse",
];

/// An enum with one variant per message.
pub(crate) struct Union<'a> {
    /// The enum's name.
    pub(crate) name: &'a str,
    /// What a value is, for its documentation.
    pub(crate) about: &'a str,
    /// The end of the messages' names which the variants leave out.
    pub(crate) suffix: &'a str,
    /// The messages, in the order of their numbers.
    pub(crate) messages: Vec<&'a Message>,
}

impl Union<'_> {
    fn variant<'m>(&self, message: &'m Message) -> &'m str {
        message.name.strip_suffix(self.suffix).unwrap_or(&message.name)
    }

    fn arms(&self, arm: impl Fn(&str, &Message) -> String) -> String {
        self.messages.iter().map(|message| arm(self.variant(message), message)).collect()
    }
}

fn is_of_api(union: &Union) -> bool {
    matches!(union.name, "Request" | "Response")
}

fn is_boxed(message: &Message) -> bool {
    BOXED.contains(&message.name.as_str())
}

/// What a variant holds.
fn content(message: &Message) -> String {
    if is_boxed(message) { format!("Box<{}>", message.name) } else { message.name.clone() }
}

/// A message with every field at its default, as what its variant holds.
fn default_of(message: &Message) -> String {
    if is_boxed(message) { "Box::default()".into() } else { format!("{}::default()", message.name) }
}

/// The module of a union.
pub(crate) fn module(union: &Union) -> String {
    let Union { name, about, .. } = union;
    let mut out = super::header("wire/schemas");
    let _ = writeln!(out, "//! {about}\n");
    if is_of_api(union) {
        out += "use super::ApiKey;\n";
    }
    if union.messages.iter().any(|message| is_boxed(message)) {
        out += "use alloc::boxed::Box;\n";
    }
    out += "use crate::codec::{Message, Root, Schema};\n";
    out += &union.arms(|_, message| format!("use super::{}::{};\n", snake(&message.name), message.name));
    let _ = writeln!(
        out,
        "\n/// {about}\n#[derive(Clone, Debug, PartialEq, Eq)]\npub enum {name} {{\n{}}}\n",
        union.arms(|variant, message| format!(
            "/// [`{}`].\n{variant}({}),\n",
            message.name,
            content(message)
        ))
    );
    let _ = writeln!(out, "impl {name} {{\n{}\n{}\n}}\n", constructor(union), accessors(union));
    out += &union.arms(|variant, message| {
        format!(
            "impl From<{0}> for {name} {{ fn from(message: {0}) -> {name} {{ {name}::{variant}({1}) }} }}\n\n",
            message.name,
            if is_boxed(message) { "Box::new(message)" } else { "message" }
        )
    });
    out
}

fn constructor(union: &Union) -> String {
    let name = union.name;
    if is_of_api(union) {
        return format!(
            "/// The message of an API with every field at its default.\n\
             pub fn new(api_key: ApiKey) -> {name} {{ match api_key {{ {} }} }}\n",
            union.arms(|variant, message| format!(
                "ApiKey::{variant} => {name}::{variant}({}),\n",
                default_of(message)
            ))
        );
    }
    format!(
        "/// The record of a type with every field at its default; `None` if Kafka has no such type.\n\
         pub fn new(record_type: i16) -> Option<{name}> {{ Some(match record_type {{ {} _ => return None, }}) }}\n",
        union.arms(|variant, message| format!(
            "{} => {name}::{variant}({}::default()),\n",
            message.record_type.unwrap_or_default(),
            message.name
        ))
    )
}

fn accessors(union: &Union) -> String {
    let name = union.name;
    let number = if is_of_api(union) {
        format!(
            "/// The API this belongs to.\npub fn api_key(&self) -> ApiKey {{ match self {{ {} }} }}\n",
            union.arms(|variant, _| format!("{name}::{variant}(_) => ApiKey::{variant},\n"))
        )
    } else {
        format!(
            "/// The number of the type.\npub fn record_type(&self) -> i16 {{ match self {{ {} }} }}\n",
            union.arms(|variant, message| format!(
                "{name}::{variant}(_) => {},\n",
                message.record_type.unwrap_or_default()
            ))
        )
    };
    format!(
        "{number}\n\
         /// The name and versions of the message inside.\n\
         pub fn schema(&self) -> &'static Schema {{ match self {{ {} }} }}\n\n\
         /// The message inside, for a codec.\n\
         pub fn message(&mut self) -> &mut dyn Message {{ match self {{ {} }} }}\n",
        union.arms(|variant, message| format!("{name}::{variant}(_) => &{}::SCHEMA,\n", message.name)),
        union.arms(|variant, message| {
            let inside = if is_boxed(message) { "&mut **message" } else { "message" };
            format!("{name}::{variant}(message) => {inside},\n")
        })
    )
}

/// The module of the API keys.
pub(crate) fn api_keys(apis: &[&Api]) -> String {
    let mut out = super::header("wire/schemas");
    out += "//! The numbers of the APIs.\n\nuse crate::codec::{Root, Schema};\n\n";
    out += "/// An API of Kafka, by the number that stands in request headers.\n";
    out += "#[repr(i16)]\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]\npub enum ApiKey {\n";
    for api in apis {
        let _ = writeln!(out, "/// {} ({}).\n{} = {},", api.name, places(api), api.name, api.key);
    }
    let _ = writeln!(
        out,
        "}}\n\nimpl ApiKey {{\n/// All APIs, by number.\npub const ALL: [ApiKey; {}] = [",
        apis.len()
    );
    for api in apis {
        let _ = writeln!(out, "ApiKey::{},", api.name);
    }
    out += "];\n\n/// Kafka's name of the API.\npub const fn name(self) -> &'static str { match self {\n";
    for api in apis {
        let _ = writeln!(out, "ApiKey::{0} => \"{0}\",", api.name);
    }
    out += "} }\n\n";
    out += "/// Name and versions of the request.\npub(crate) const fn request_schema(self) -> &'static Schema { match self {\n";
    for api in apis {
        let _ = writeln!(
            out,
            "ApiKey::{0} => &super::{1}_request::{0}Request::SCHEMA,",
            api.name,
            snake(&api.name)
        );
    }
    out += "} }\n\n";
    out += &listener("broker", "a broker", apis.iter().filter(|api| api.broker));
    out += &listener("controller", "a controller", apis.iter().filter(|api| api.controller));
    out + "}\n"
}

fn places(api: &Api) -> &'static str {
    match (api.broker, api.controller) {
        (true, true) => "brokers and controllers",
        (false, true) => "controllers",
        _ => "brokers",
    }
}

fn listener<'a>(word: &str, whose: &str, apis: impl Iterator<Item = &'a &'a Api>) -> String {
    let names: Vec<String> = apis.map(|api| format!("ApiKey::{}", api.name)).collect();
    format!(
        "/// Whether Kafka serves the API on {whose}'s listeners.\n\
         pub const fn is_for_{word}(self) -> bool {{ matches!(self, {}) }}\n\n",
        names.join(" | ")
    )
}
