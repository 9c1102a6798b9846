//! Sizes of the published files: as they are, by gzip, by brotli.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::needs::output;
use crate::step::program;

struct Size {
    /// From the directory of the page.
    file: PathBuf,
    /// Loaded after the first view.
    later: bool,
    /// Bytes: raw, gzip, brotli.
    bytes: [u64; 3],
}

/// A table of all files in `dir`, and the brotli bytes of the first view. What lies below a path of `later` is no part of
/// the first view.
pub(crate) fn measure(dir: &Path, later: &[PathBuf], tools: &Path) -> Result<(String, u64), Failure> {
    let mut files = Vec::new();
    collect(dir, &mut files)?;
    let mut measuring = program("node", &[]);
    measuring.arg(tools.join("sizes.mjs")).args(&files);
    let told =
        output(&mut measuring).ok_or("the sizes could not be measured (node xtask/tools/sizes.mjs)")?;
    let mut sizes = Vec::new();
    for (file, line) in files.iter().zip(told.lines()) {
        let numbers: Vec<u64> = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
        let bytes = numbers.try_into().map_err(|_| format!("not three sizes: {line}"))?;
        let file = file.strip_prefix(dir)?.to_owned();
        let later = later.iter().any(|below| file.starts_with(below));
        sizes.push(Size { file, later, bytes });
    }
    sizes.sort_by_key(|size| (size.later, std::cmp::Reverse(size.bytes[2])));
    let first: Vec<_> = sizes.iter().filter(|size| !size.later).collect();
    let first_view = first.iter().map(|size| size.bytes[2]).sum();
    Ok((table(&sizes), first_view))
}

/// All files below `dir`.
fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    files.sort();
    Ok(())
}

fn table(sizes: &[Size]) -> String {
    let mut table = format!("{:>10} {:>10} {:>10}  file\n", "raw", "gzip", "brotli");
    for later in [false, true] {
        let part: Vec<_> = sizes.iter().filter(|size| size.later == later).collect();
        for size in &part {
            line(&mut table, size.bytes, &size.file.display().to_string());
        }
        let total = part.iter().fold([0; 3], |sum, size| [0, 1, 2].map(|i| sum[i] + size.bytes[i]));
        if !part.is_empty() {
            line(&mut table, total, if later { "= loaded later" } else { "= the first view" });
        }
    }
    table
}

fn line(table: &mut String, [raw, gzip, brotli]: [u64; 3], name: &str) {
    // Writing into a String cannot fail.
    let _ = writeln!(table, "{raw:>10} {gzip:>10} {brotli:>10}  {name}");
}
