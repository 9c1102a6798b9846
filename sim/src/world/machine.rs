//! The machine that all processes of a world run on, as its tools see it: processes and files.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_core::disk::{Disk, FileName, MemoryDisk, in_dir};
use partita_shell::{Files, Process, files_named, split_line};
use partita_view::Party;

use super::World;
use crate::host::Host;

/// The lowest number of a process.
const PID_FIRST: u32 = 1_001;
/// Between the numbers of a process and of the one that took its place.
const PIDS_PER_LIFE: u32 = 2_003;
/// Most bytes of a file that a tool is given.
const FILE_LEN_MAX: u64 = 64 << 20;

/// The log directory of a broker.
pub(super) fn log_dir(id: i32) -> String {
    format!("/tmp/kafka-logs-{id}")
}

impl World {
    /// The Java processes that run, by number.
    pub(crate) fn processes(&self) -> Vec<Process> {
        let number = |at: usize, life: u32| {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            PID_FIRST.wrapping_add(at).wrapping_add(life.wrapping_mul(PIDS_PER_LIFE))
        };
        let class = |host: &Host| match host {
            Host::Node(_) => Some("kafka.Kafka"),
            Host::Producer(_) => Some("app.Producer"),
            Host::Consumer(_) => Some("app.Consumer"),
            Host::Tool(tool) => (!tool.has_ended()).then(|| tool.main_class()),
        };
        let running = self.slots.iter().enumerate().filter_map(|(at, slot)| {
            let main_class = slot.host.as_deref().and_then(class)?;
            Some(Process { id: number(at, slot.incarnation), main_class: main_class.into() })
        });
        let mut processes: Vec<Process> = running.collect();
        processes.sort_by_key(|process| process.id);
        processes
    }

    /// Adds the files that a command line names, from the disks of the nodes: `/tmp/kafka-logs-2/orders-0/...`.
    pub(crate) fn add_disk_files(&self, line: &str, files: &mut Files) {
        let words = split_line(line).unwrap_or_default();
        for name in files_named(&words) {
            if let Some(bytes) = self.file(name) {
                files.insert(name, bytes);
            }
        }
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let of_node = self.slots.iter().find_map(|slot| {
            let Party::Node(id) = slot.party else { return None };
            let own = self.node_config(id);
            let dirs = own.log_dirs();
            let within = |dir: &str| path.strip_prefix(dir)?.strip_prefix('/');
            let (number, file) = (0..).zip(&dirs).find_map(|(number, dir)| Some((number, within(dir)?)))?;
            Some((slot.disk()?, in_dir(number, file)))
        });
        let (disk, file): (&MemoryDisk, FileName) = of_node?;
        let len = disk.len(&file).filter(|len| *len <= FILE_LEN_MAX)?;
        let records = disk.read_now(&file, 0, u32::try_from(len).ok()?).ok()?;
        Some(records.to_bytes().to_vec())
    }
}
