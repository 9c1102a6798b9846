//! Tables that some tools print: each cell padded to the widest of its column and followed by a tab.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::script::Script;

/// Prints a header and rows.
pub(crate) fn tabbed<const N: usize>(script: &mut Script<'_>, header: [&str; N], rows: Vec<[String; N]>) {
    let mut all: Vec<[String; N]> = alloc::vec![header.map(ToString::to_string)];
    all.extend(rows);
    let width = |column: usize| all.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths: [usize; N] = core::array::from_fn(width);
    for row in &all {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}\t"));
        script.out(&cells.collect::<String>());
    }
}
