//! Puts the page's files together: what was bound, what index.html names, and index.html with plain tags.

use std::fs;
use std::path::Path;

use crate::Failure;
use crate::page::index::{Asset, Index};

/// Writes the page into `out`, which is emptied before.
pub(crate) fn assemble(index: &Index, bound: &Path, out: &Path) -> Result<(), Failure> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    fs::create_dir_all(out)?;
    copy(bound, out)?;
    let mut html = String::new();
    let mut at = 0;
    for tag in &index.tags {
        html.push_str(&index.text[at..tag.place.start]);
        html.push_str(&place(&tag.asset, out)?);
        at = tag.place.end;
    }
    html.push_str(&index.text[at..]);
    Ok(fs::write(out.join("index.html"), html)?)
}

/// Copies what a tag names; the plain tag that stands in its place. Links are relative, so that any sub-path works.
fn place(asset: &Asset, out: &Path) -> Result<String, Failure> {
    Ok(match asset {
        Asset::Program(_) => String::new(),
        Asset::Sheet(file) => format!("<link rel=\"stylesheet\" href=\"./{}\">", copy_into(file, out)?),
        Asset::Icon(file) => format!("<link rel=\"icon\" href=\"./{}\">", copy_into(file, out)?),
        Asset::Script { file, module } => {
            let kind = if *module { " type=\"module\"" } else { "" };
            format!("<script{kind} src=\"./{}\"></script>", copy_into(file, out)?)
        }
        Asset::Copy { from, into, .. } => {
            fs::create_dir_all(out.join(into))?;
            copy_into(from, &out.join(into))?;
            String::new()
        }
    })
}

/// Copies a file or a directory under its own name into `out`; that name. Two files of one name are a mistake.
fn copy_into(from: &Path, out: &Path) -> Result<String, Failure> {
    let name = from.file_name().ok_or_else(|| format!("index.html: {} has no name", from.display()))?;
    let to = out.join(name);
    if to.exists() {
        return Err(format!("index.html: two files of the page are called {}", name.display()).into());
    }
    copy(from, &to)?;
    Ok(name.to_string_lossy().into_owned())
}

/// Copies a file, or a directory with all in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let told = |error| format!("{}: {error}", from.display());
    if !from.is_dir() {
        fs::copy(from, to).map_err(told)?;
        return Ok(());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).map_err(told)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
