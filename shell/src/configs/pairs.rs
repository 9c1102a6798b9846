//! What `--add-config`, `--add-config-file` and `--delete-config` say.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::files::properties;
use crate::java::in_hash_order;
use crate::options::Options;
use crate::script::{Flow, Script};
use crate::thrown::Thrown;

/// Configurations to set and to take away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    pub(super) added: BTreeMap<String, String>,
    pub(super) deleted: Vec<String>,
}

impl Changes {
    /// Names that are set, as Java's map has them.
    pub(super) fn added_names(&self) -> Vec<&str> {
        in_hash_order(self.added.keys().map(String::as_str).collect())
    }
}

/// Reads the options.
pub(super) fn changes(script: &Script<'_>, options: &Options) -> Flow<Changes> {
    let mut added = BTreeMap::new();
    if let Some(file) = options.text("add-config-file")? {
        added.extend(properties(&script.file(file)?));
    }
    if let Some(text) = options.text("add-config")? {
        added.extend(pairs(text)?);
    }
    let is_named = |c: char| c.is_ascii_alphanumeric() || "$._-".contains(c);
    if let Some(wrong) = added.keys().find(|key| !key.chars().all(is_named)) {
        let why = format!("Invalid character found for config key: {wrong}");
        return Err(Thrown::illegal_argument(why).into());
    }
    let deleted = options.all("delete-config").flat_map(|names| names.split(','));
    Ok(Changes { added, deleted: deleted.map(|name| name.trim().to_string()).collect() })
}

/// Reads `k1=v1,k2=[v1,v2],k3=v3`.
fn pairs(text: &str) -> Result<Vec<(String, String)>, Thrown> {
    let wrong = || {
        Thrown::illegal_argument(
            "requirement failed: Invalid entity config: all configs to be added must be in the format \"key=val\" or  \
             \"key=[val1,val2]\" to group values which contain commas.",
        )
    };
    let mut pairs = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=').ok_or_else(wrong)?;
        let (value, next) = match after.strip_prefix('[') {
            Some(group) => {
                let (value, next) = group.split_once(']').ok_or_else(wrong)?;
                (value, next.strip_prefix(',').unwrap_or(next))
            }
            None => after.split_once(',').unwrap_or((after, "")),
        };
        if name.trim().is_empty() || name.contains(',') {
            return Err(wrong());
        }
        pairs.push((name.trim().to_string(), value.trim().to_string()));
        rest = next.trim();
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_with_lists_in_brackets() {
        let read = pairs("cleanup.policy=[delete,compact],max.message.bytes=2000").unwrap();
        let expected = [("cleanup.policy", "delete,compact"), ("max.message.bytes", "2000")];
        assert_eq!(read, expected.map(|(n, v)| (n.into(), v.into())));
        assert!(pairs("retention.ms").is_err());
        assert!(pairs("a,b=1").is_err());
    }
}
