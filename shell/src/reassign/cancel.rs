//! `--cancel`.

use alloc::format;
use alloc::vec::Vec;

use partita_machine::Stream;

use super::execute::{MOVE_TIMEOUT_MS, alter, reasons};
use super::plan::Plan;
use super::{Place, dirs, listed, ongoing, plural, terse, throttle};
use crate::options::Options;
use crate::script::{Flow, Script};

pub(super) fn cancel(script: &mut Script<'_>, options: &Options) -> Flow<()> {
    let file = options.text("reassignment-json-file")?.unwrap_or_default();
    let plan = Plan::parse(&script.json_file(file)?)?;
    let timeout_ms = options.long("timeout")?.unwrap_or(MOVE_TIMEOUT_MS);
    let places: Vec<Place> = plan.partitions.iter().map(|(place, _)| place.clone()).collect();
    let moving: Vec<Place> = ongoing(script, Some(&places))?.into_keys().collect();
    if moving.is_empty() {
        script.out("None of the specified partition reassignments are active.");
    } else {
        let failed = alter(script, moving.iter().map(|place| (place.clone(), None)).collect(), true)?;
        if !failed.is_empty() {
            let plural = plural(failed.len());
            let message =
                format!("Error cancelling partition reassignment{plural} for:\n{}", reasons(&failed));
            return terse(script, &message);
        }
        script.out(&format!(
            "Successfully cancelled partition reassignment{} for: {}",
            plural(moving.len()),
            listed(moving.iter())
        ));
    }
    let active = dirs::active_moves(script, &plan.dirs)?;
    if active.is_empty() {
        // Kafka's tool ends no line here.
        script.print(Stream::Out, "None of the specified partition moves are active.");
    } else {
        dirs::execute_moves(script, active, timeout_ms)?;
    }
    if !options.has("preserve-throttles") {
        throttle::clear(script, &plan.partitions)?;
    }
    Ok(())
}
