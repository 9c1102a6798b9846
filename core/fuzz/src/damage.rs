//! What may happen to a file.

use partita_core::disk::{Disk, FileName, MemoryDisk, read_whole};

use super::input::Input;

/// Harms one of the files whose names begin with `prefix`: a byte is another, its end is gone, it has a wrong end or another
/// content, it has the name that `other` gives, it is gone.
pub(super) fn harm_a_file(
    disk: &mut MemoryDisk,
    prefix: &str,
    input: &mut Input<'_>,
    other: impl Fn(&mut Input<'_>) -> String,
) {
    let files = disk.list(prefix);
    if files.is_empty() {
        return;
    }
    let file = &files[input.below(files.len())];
    let mut content = read_whole(disk, file).unwrap_or_default();
    match input.byte() % 6 {
        0 => {
            let at = input.below(content.len().max(1));
            if let Some(byte) = content.get_mut(at) {
                *byte = input.byte();
            }
        }
        1 => content.truncate(input.below(content.len() + 1)),
        2 => {
            let len = usize::from(input.byte());
            content.extend_from_slice(input.take(len));
        }
        3 => {
            let len = usize::from(input.byte());
            content = input.take(len).to_vec();
        }
        4 => {
            let _ = disk.rename(file, &FileName::new(&other(input)));
            return;
        }
        _ => {
            let _ = disk.delete(file);
            return;
        }
    }
    let _ = disk.replace(file, &content);
}
