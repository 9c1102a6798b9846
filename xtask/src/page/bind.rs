//! From the compiler's wasm to wasm and JavaScript: wasm-bindgen, linked in, the version of Cargo.lock.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use wasm_bindgen_cli_support::Bindgen;

use crate::Failure;
use crate::step::step;

/// Writes `<name>.js` and `<name>_bg.wasm` into `out`, unless they are there from this very `wasm` already.
pub(crate) fn bind(wasm: &Path, name: &str, out: &Path) -> Result<PathBuf, Failure> {
    let stamp = out.with_extension("stamp");
    let now = fingerprint(wasm)?;
    if fs::read_to_string(&stamp).is_ok_and(|before| before == now) {
        return Ok(out.to_owned());
    }
    step("bind the wasm to JavaScript (wasm-bindgen)", || {
        if out.exists() {
            fs::remove_dir_all(out)?;
        }
        fs::create_dir_all(out)?;
        Bindgen::new().web(true)?.typescript(false).input_path(wasm).out_name(name).generate(out)?;
        Ok(fs::write(&stamp, &now)?)
    })?;
    Ok(out.to_owned())
}

/// Changes when Cargo wrote the file anew.
fn fingerprint(wasm: &Path) -> Result<String, Failure> {
    let data = fs::metadata(wasm).map_err(|error| format!("{}: {error}", wasm.display()))?;
    let changed = data.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    Ok(format!("{} {} {changed}", env!("CARGO_PKG_VERSION"), data.len()))
}
