//! The machines that a world hosts.

mod settings;

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use partita_client::app::{ConsumerApp, ProducerApp};
use partita_core::Node;
use partita_core::disk::MemoryDisk;
use partita_machine::{Effect, Input, Instant, Machine, Name, Now};
use partita_shell::{Tool, ToolSettings};

use crate::world::World;

/// A process of the world.
#[derive(Clone, Debug)]
pub(crate) enum Host {
    Node(Box<Node<MemoryDisk>>),
    Producer(Box<ProducerApp>),
    Consumer(Box<ConsumerApp>),
    Tool(Box<Tool>),
}

impl Host {
    /// A producer with its application, and the load that it starts with.
    pub(crate) fn producer(world: &mut World, name: &Name, given: &[(Name, Name)]) -> Result<Self, String> {
        let app = settings::producer(name, &world.bootstrap(), given, world.rng.split())?;
        Ok(Self::Producer(Box::new(app)))
    }

    /// A consumer with its application.
    pub(crate) fn consumer(world: &mut World, name: &Name, given: &[(Name, Name)]) -> Result<Self, String> {
        let app = settings::consumer(name, &world.bootstrap(), given, world.rng.split())?;
        Ok(Self::Consumer(Box::new(app)))
    }

    /// A command-line tool.
    pub(crate) fn tool(world: &mut World, line: &str) -> Result<Self, String> {
        let seed = world.rng.next_u64();
        let mut files = world.files(line);
        world.add_disk_files(line, &mut files);
        let settings = ToolSettings { seed, files, processes: world.processes(), ..ToolSettings::default() };
        let tool = Tool::new(line, settings).map_err(|error| error.to_string())?;
        Ok(Self::Tool(Box::new(tool)))
    }

    /// `client.id` in the headers of its requests.
    pub(crate) fn client_id(&self) -> Option<String> {
        match self {
            Self::Node(node) => Some(node.config().node_id.to_string()),
            Self::Producer(app) => Some(app.producer().settings().common.client_id.to_string()),
            Self::Consumer(app) => Some(app.consumer().settings().common.client_id.to_string()),
            Self::Tool(tool) => Some(tool.client_id().to_string()),
        }
    }
}

impl Machine for Host {
    fn handle(&mut self, now: Now, input: Input, effects: &mut Vec<Effect>) {
        match self {
            Self::Node(node) => node.handle(now, input, effects),
            Self::Producer(app) => {
                app.handle(now, input, effects);
                // Nobody asks what became of its records one by one; kept, they would be copied with every snapshot.
                drop(app.take_deliveries());
            }
            Self::Consumer(app) => app.handle(now, input, effects),
            Self::Tool(tool) => tool.handle(now, input, effects),
        }
    }

    fn wake_at(&self) -> Option<Instant> {
        match self {
            Self::Node(node) => node.wake_at(),
            Self::Producer(app) => app.wake_at(),
            Self::Consumer(app) => app.wake_at(),
            Self::Tool(tool) => tool.wake_at(),
        }
    }
}
