//! The disks of nodes: reads that come later, and what may happen to a disk from outside.

use alloc::vec::Vec;

use partita_core::disk::{Disk, FileName, LateRead};
use partita_machine::{Effect, Input, Instant, ReadId};
use partita_view::{Event, Party, Process};

use super::{Due, World};
use crate::command::DiskFault;
use crate::network::MachineId;

impl World {
    /// Something happens to a node's disk. `false` if it does not have that file or byte.
    pub(crate) fn harm(&mut self, machine: MachineId, fault: &DiskFault) -> bool {
        let dirs = match self.slot(machine).party {
            Party::Node(id) => self.node_config(id).log_dirs(),
            Party::Client(_) => return false,
        };
        let Some(disk) = self.slot_mut(machine).disk_mut() else { return false };
        let event = match *fault {
            DiskFault::Slow(by_us) => {
                disk.set_delay_us(by_us);
                Event::DiskSlowed(by_us)
            }
            DiskFault::Fill => {
                disk.fill();
                Event::DiskFilled
            }
            DiskFault::Fail => {
                disk.fail();
                Event::DiskFailed
            }
            DiskFault::FailDirectory(ref dir) => {
                let Some(number) = (0..).zip(&dirs).find(|(_, path)| *path == dir) else { return false };
                disk.fail_dir(number.0);
                Event::DiskDirectoryFailed(dir.clone())
            }
            DiskFault::Tear => {
                disk.tear();
                Event::DiskTears
            }
            DiskFault::FailFlushes => {
                disk.fail_flushes();
                Event::DiskFlushesFail
            }
            DiskFault::LieAboutFlushes => {
                disk.lie_about_flushes();
                Event::DiskFlushesLie
            }
            DiskFault::Lose(ref file) => {
                if disk.delete(&FileName::new(file)).is_err() {
                    return false;
                }
                Event::DiskFileLost(file.clone())
            }
            DiskFault::Flip(ref file, at) => {
                if disk.flip(&FileName::new(file), at).is_err() {
                    return false;
                }
                Event::DiskFlipped(file.clone(), at)
            }
            DiskFault::Mend => {
                disk.mend();
                Event::DiskMended
            }
            DiskFault::Replace => {
                self.replace_disk(machine);
                Event::DiskReplaced
            }
        };
        let is_damage = matches!(fault, DiskFault::Flip(..) | DiskFault::Lose(_) | DiskFault::Replace);
        let slot = self.slot_mut(machine);
        if is_damage {
            // The checkers take what is missing after that for what the damage took.
            slot.lost_power = Some(slot.incarnation);
        }
        slot.flipped = matches!(fault, DiskFault::Flip(..)) || slot.flipped && *fault != DiskFault::Replace;
        slot.harmed |= is_damage || *fault == DiskFault::LieAboutFlushes;
        let party = self.slot(machine).party.clone();
        self.tell(party, event);
        true
    }

    /// What a slow disk was asked for comes later.
    pub(super) fn schedule_reads(&mut self, machine: MachineId) {
        // Looked at first: a node that asks for nothing is not to be copied from its snapshots.
        if self.slot(machine).node().is_none_or(|node| !node.disk().has_late()) {
            return;
        }
        let Some(disk) = self.slot_mut(machine).disk_mut() else { return };
        let (late, delay_us) = (disk.take_late(), disk.delay_us());
        let at = Instant(self.now.0.saturating_add(delay_us));
        for LateRead { read, data } in late {
            self.slot_mut(machine).late.insert(read, (at, data));
            self.queue.push(at, Due::Loaded(machine, read));
        }
    }

    /// A read is done. A process that is paused learns of it when it goes on.
    pub(super) fn loaded(&mut self, machine: MachineId, read: ReadId) -> Option<Vec<Effect>> {
        if self.slot(machine).process == Process::Paused {
            return None;
        }
        let (_, data) = self.slot_mut(machine).late.remove(&read)?;
        self.input(machine, Input::Loaded { read, data: Ok(data) })
    }

    /// A process that goes on gets what was read meanwhile.
    pub(super) fn load_on(&mut self, machine: MachineId) {
        let late = self.slot(machine).late.iter();
        let due: Vec<(ReadId, Instant)> = late.map(|(&read, &(at, _))| (read, at.max(self.now))).collect();
        for (read, at) in due {
            self.queue.push(at, Due::Loaded(machine, read));
        }
    }
}
