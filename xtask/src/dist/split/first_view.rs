//! Which points of functions the first view passes, by playing it in a browser (`xtask/tools/first-view.mjs`).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use super::instrument::instrument;
use crate::needs::{self, output};
use crate::page::copy;
use crate::step::{program, step};
use crate::{Failure, browser, place};

/// What plays the first view.
const SCRIPT: &str = "xtask/tools/first-view.mjs";
/// Fewer points than this are no page that has played.
const POINTS_MIN: usize = 2_000;

/// The numbers of the points of `bytes`, the module in the file `wasm` of `page`, which the first view passes.
pub(crate) fn measure(
    page: &Path,
    wasm: &Path,
    bytes: &[u8],
    scratch: &Path,
) -> Result<BTreeSet<usize>, Failure> {
    let chromium = needs::browser()?;
    needs::npm_packages(&place::root().join(browser::TESTS))?;
    step("play the first view in a browser, to see which functions it runs", || {
        if scratch.exists() {
            fs::remove_dir_all(scratch)?;
        }
        copy(page, scratch)?;
        fs::write(scratch.join(wasm.strip_prefix(page)?), instrument(bytes)?)?;
        let mut playing = program("node", &[SCRIPT]);
        playing.env("PARTITA_CHROMIUM", &chromium).env("PARTITA_PAGE", scratch).stderr(Stdio::inherit());
        let told = output(&mut playing).ok_or_else(|| {
            format!(
                "the first view could not be played; why is said above. The same again:\n\
                 \x20 PARTITA_CHROMIUM={} PARTITA_PAGE={} node {SCRIPT}",
                chromium.display(),
                scratch.display()
            )
        })?;
        let ran: BTreeSet<_> = told.lines().map(str::parse).collect::<Result<_, _>>()?;
        if ran.len() < POINTS_MIN {
            return Err(format!("the first view passed {} points only: it has not played", ran.len()).into());
        }
        Ok(ran)
    })
}
