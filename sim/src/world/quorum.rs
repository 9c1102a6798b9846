//! The voters of the metadata quorum, changed from outside: controllers that come later, disks that are replaced, and the
//! tool that gives and takes votes (KIP-853).

use alloc::format;
use alloc::string::String;

use partita_core::formatted;
use partita_machine::Input;
use partita_shell::Files;
use partita_view::{Event, Party};

use super::World;
use super::obey::refused;
use crate::command::VoterChange;
use crate::engine::Refused;
use crate::network::MachineId;

/// Most controllers that are added to those of the setup.
const JOINED_MAX: usize = 16;
/// Highest id of a node that is added: the port that it listens on follows from it.
const ID_MAX: i32 = 10_000;

impl World {
    /// Formats and starts one more controller, which has no vote.
    pub(super) fn add_controller(&mut self, id: i32) -> Result<(), Refused> {
        let name = format!("{id}");
        if self.machine(&Party::Node(id)).is_some() {
            return Err(refused(&name, format!("There is a node '{name}' already.")));
        }
        if id > ID_MAX {
            return Err(refused(&name, format!("'{name}' is too large for a node that is added: {ID_MAX}.")));
        }
        if self.joined.len() >= JOINED_MAX {
            let message = format!("'{name}' is too much: {JOINED_MAX} controllers were added already.");
            return Err(refused(&name, message));
        }
        self.joined.insert(id);
        let machine = self.place_node(id, false);
        self.tell(Party::Node(id), Event::Started);
        self.tell_machine(machine, Input::Started);
        Ok(())
    }

    /// Runs the tool that gives a controller a vote, or takes it.
    pub(super) fn change_quorum(&mut self, change: VoterChange, id: i32) -> Result<(), Refused> {
        let (name, word) = (change.tool(id), format!("{id}"));
        let tool = format!("kafka-metadata-quorum.sh --bootstrap-server {}", self.bootstrap());
        let line = match change {
            VoterChange::Add if self.controller_files(id).is_none() => {
                return Err(refused(&word, format!("'{word}' is no controller of this world.")));
            }
            VoterChange::Add => format!("{tool} --command-config {} add-controller", config_file(id)),
            VoterChange::Remove => {
                let Some(directory) = self.nodes().find_map(|(_, node)| node.voter_directory(id)) else {
                    return Err(refused(&word, format!("'{word}' has no vote that could be taken.")));
                };
                format!("{tool} remove-controller --controller-id {id} --controller-directory-id={directory}")
            }
        };
        self.run(&name, &line)
    }

    /// The files of this world that a tool may name: the configuration of each controller, and what formatting wrote.
    pub(crate) fn files(&self, line: &str) -> Files {
        let mut files = Files::default();
        for word in line.split_whitespace() {
            let name = word.strip_prefix("--command-config=").unwrap_or(word);
            let id = name.strip_prefix("controller-").and_then(|rest| rest.strip_suffix(".properties"));
            let known =
                id.and_then(|id| id.parse().ok()).and_then(|id| Some((id, self.controller_files(id)?)));
            if let Some((id, (config, meta))) = known {
                files.insert(&config_file(id), config);
                files.insert(&format!("{}/meta.properties", log_dir(id)), meta);
            }
        }
        files
    }

    /// A controller's `server.properties` and `meta.properties`.
    fn controller_files(&self, id: i32) -> Option<(String, String)> {
        let slot = self.slot(self.machine(&Party::Node(id))?);
        let disk = slot.node().map(|node| node.disk()).or(slot.disk.as_ref())?;
        let meta = formatted(disk)?;
        let config = self.node_config(id);
        let roles = match (config.is_broker, config.is_controller) {
            (_, false) => return None,
            (true, true) => "broker,controller",
            (false, true) => "controller",
        };
        let listener = format!("CONTROLLER://{}", config.controller_address);
        let text = format!(
            "process.roles={roles}\nnode.id={id}\nlisteners={listener}\nadvertised.listeners={listener}\n\
             controller.listener.names=CONTROLLER\nlog.dirs={}\n",
            log_dir(id)
        );
        let meta = format!(
            "node.id={}\nversion=1\ncluster.id={}\ndirectory.id={}\n",
            meta.node_id, meta.cluster_id, meta.directory_id
        );
        Some((text, meta))
    }

    /// Another disk for a node that does not run, formatted as for a node that comes later.
    pub(super) fn replace_disk(&mut self, machine: MachineId) {
        let Party::Node(id) = self.slot(machine).party else { return };
        self.slot_mut(machine).disks_before += 1;
        let disk = self.formatted_disk(&self.node_config(id), false);
        self.slot_mut(machine).disk = Some(disk);
    }
}

fn config_file(id: i32) -> String {
    format!("controller-{id}.properties")
}

/// The log directory of a controller.
pub(super) fn log_dir(id: i32) -> String {
    format!("/tmp/kraft-controller-logs-{id}")
}
