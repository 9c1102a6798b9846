//! DescribeConfigs on a controller's own listener (KIP-919), as `kafka-configs.sh --bootstrap-controller` asks it.

mod host;

use host::Host;
use partita_machine::Listener;
use partita_wire::messages::describe_configs_request::{DescribeConfigsRequest, DescribeConfigsResource};
use partita_wire::messages::describe_configs_response::DescribeConfigsResult;
use partita_wire::messages::incremental_alter_configs_request::{
    AlterConfigsResource, AlterableConfig, IncrementalAlterConfigsRequest,
};
use partita_wire::{ErrorCode, Response};

const BROKER: i8 = 4;

fn describe(host: &mut Host, controller: i32, name: &str) -> DescribeConfigsResult {
    let resource = DescribeConfigsResource {
        resource_type: BROKER,
        resource_name: name.into(),
        configuration_keys: None,
    };
    let body = DescribeConfigsRequest { resources: vec![resource], ..Default::default() };
    let answer = host.ask_in(controller, Listener::Controller, 4, body);
    let Some(Response::DescribeConfigs(answer)) = answer else { panic!() };
    answer.results.into_iter().next().unwrap()
}

fn value<'a>(found: &'a DescribeConfigsResult, name: &str) -> Option<&'a str> {
    found.configs.iter().find(|config| config.name == name)?.value.as_deref()
}

/// A broker asks for its own configs to be changed; a controller is asked for anybody's, and knows who there is.
#[test]
fn configs_of_nobody_are_not_changed() {
    let mut host = Host::apart(1, 1);
    host.run_ms(5_000);
    let controller = host.controller().unwrap();
    for (name, expected) in [
        ("9", (102, Some("No node with id 9 found."))),
        ("-2", (42, Some("Invalid negative broker ID."))),
        ("nine", (42, Some("Unable to parse broker name as a base 10 number."))),
        ("0", (0, None)),
    ] {
        let set = AlterableConfig {
            name: "log.cleaner.backoff.ms".into(),
            config_operation: 0,
            value: Some("20000".into()),
        };
        let resource =
            AlterConfigsResource { resource_type: BROKER, resource_name: name.into(), configs: vec![set] };
        let body = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
        let answer = host.ask_in(controller, Listener::Controller, 1, body);
        let Some(Response::IncrementalAlterConfigs(answer)) = answer else { panic!() };
        let told = &answer.responses[0];
        assert_eq!((told.error_code, told.error_message.as_deref()), expected, "{name}");
    }
}

#[test]
fn static_and_dynamic_ones() {
    let mut host = Host::apart(1, 1);
    host.run_until("there is an active controller", |host| host.controller().is_some());
    host.run_ms(5_000);
    let controller = host.controller().unwrap();
    let set = AlterableConfig {
        name: "log.cleaner.backoff.ms".into(),
        config_operation: 0,
        value: Some("20000".into()),
    };
    let resource =
        AlterConfigsResource { resource_type: BROKER, resource_name: String::new(), configs: vec![set] };
    let body = IncrementalAlterConfigsRequest { resources: vec![resource], validate_only: false };
    let answer = host.ask_in(controller, Listener::Controller, 1, body);
    let Some(Response::IncrementalAlterConfigs(answer)) = answer else { panic!() };
    assert_eq!(answer.responses[0].error_code, 0, "{answer:?}");
    host.run_ms(100);

    let own = describe(&mut host, controller, &controller.to_string());
    assert_eq!(value(&own, "node.id"), Some(&*controller.to_string()));
    assert_eq!(value(&own, "log.cleaner.backoff.ms"), Some("20000"));
    let of_all = describe(&mut host, controller, "");
    assert_eq!(value(&of_all, "log.cleaner.backoff.ms"), Some("20000"));
    let of_another = describe(&mut host, controller, "77");
    assert_eq!(of_another.error_code, ErrorCode::InvalidRequest as i16);
}
