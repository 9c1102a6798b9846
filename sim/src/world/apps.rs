//! What is done to a running application, and what is put into a world that runs: a broker more, a disk anew.

use alloc::format;
use alloc::string::{String, ToString};

use partita_client::app::ConsumerApp;
use partita_machine::{Effect, Input, Name, Now};
use partita_view::{Event, Party};

use alloc::vec::Vec;

use super::World;
use super::obey::refused;
use crate::engine::Refused;
use crate::host::Host;
use crate::setup::{BROKERS_MAX, FIRST_CONTROLLER};

impl World {
    /// Does something to a consumer that runs.
    pub(super) fn on_consumer(
        &mut self,
        name: &Name,
        act: impl FnOnce(&mut ConsumerApp, Now, &mut Vec<Effect>) -> Result<(), String>,
    ) -> Result<(), Refused> {
        let machine = self.known(&Party::Client(name.clone()))?;
        if !matches!(self.slot(machine).host.as_deref(), Some(Host::Consumer(_))) {
            return Err(refused(name, format!("'{name}' is no consumer that runs.")));
        }
        let mut outcome = Ok(());
        let effects = self.act(machine, |host, now, effects| {
            if let Host::Consumer(app) = host {
                outcome = act(app, now, effects);
            }
        });
        self.acted.extend(effects.unwrap_or_default());
        outcome.map_err(|message| refused(name, message))
    }

    /// A broker more: formatted, started, and on its way to the controller to register.
    pub(super) fn add_broker(&mut self, id: i32, rack: Option<Name>) -> Result<(), Refused> {
        let word = id.to_string();
        if self.machine(&Party::Node(id)).is_some() {
            return Err(refused(&word, format!("There is a node '{id}' already.")));
        }
        if id >= FIRST_CONTROLLER {
            let message = format!("Brokers have numbers below {FIRST_CONTROLLER}; '{id}' is a controller's.");
            return Err(refused(&word, message));
        }
        if usize::from(self.setup.brokers) + self.added.len() >= usize::from(BROKERS_MAX) {
            return Err(refused(&word, format!("The cluster has {BROKERS_MAX} brokers, which is the most.")));
        }
        self.added.insert(id, rack);
        let machine = self.place_node(id, false);
        self.tell(Party::Node(id), Event::Started);
        self.tell_machine(machine, Input::Started);
        Ok(())
    }
}

/// A consumer goes to an offset, if the partition is its own.
pub(super) fn seek(app: &mut ConsumerApp, topic: &Name, partition: i32, offset: i64) -> Result<(), String> {
    let place = (topic.clone(), partition);
    if !app.consumer().owns(&place) {
        return Err(format!("'{}' does not have {topic}-{partition}.", app.name()));
    }
    app.seek(&place, offset);
    Ok(())
}
