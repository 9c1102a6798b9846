//! Log directories that take no new replicas (`cordoned.log.dirs`, KIP-1066): which they are, and that the controllers are told.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use partita_machine::Name;
use partita_wire::Uuid;

use super::Dirs;
use crate::config::NodeConfig;
use crate::configs::server_synonyms;
use crate::image::Image;

const CORDONED: &str = "cordoned.log.dirs";
/// All of them.
const ALL: &str = "*";

fn entries(listed: &str) -> impl Iterator<Item = &str> {
    listed.split(',').map(str::trim).filter(|entry| !entry.is_empty())
}

/// Whether a value of `cordoned.log.dirs` is one for this broker, with the text of Kafka's refusal where it is not.
pub(crate) fn check_cordoned(config: &NodeConfig, listed: &str) -> Result<(), String> {
    if entries(listed).any(|entry| entry == ALL) {
        return match entries(listed).count() {
            1 => Ok(()),
            _ => Err(format!(
                "requirement failed: When {CORDONED} is set to {ALL}, it must not contain other values"
            )),
        };
    }
    let paths = config.log_dirs();
    let unknown: Vec<&str> =
        entries(listed).filter(|entry| !paths.iter().any(|path| **path == **entry)).collect();
    match unknown.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "requirement failed: All entries in {CORDONED} must be present in log.dirs or log.dir. Missing entries : {}",
            unknown.join(", ")
        )),
    }
}

/// The cordoned directories by their numbers, as the config is set now.
pub(super) fn cordoned(image: &Image, config: &NodeConfig, paths: &[Name]) -> Vec<u32> {
    let set = server_synonyms(image, config, CORDONED, None).into_iter().next();
    let Some(set) = set else { return Vec::new() };
    let is_cordoned = |path: &Name| entries(&set.value).any(|entry| entry == ALL || *entry == **path);
    (0..).zip(paths).filter(|(_, path)| is_cordoned(path)).map(|(dir, _)| dir).collect()
}

impl Dirs {
    /// Takes the config as it is now. Says whether other directories are cordoned than before.
    pub(super) fn cordon(&mut self, image: &Image, config: &NodeConfig) -> bool {
        let now = cordoned(image, config, &self.paths);
        let is_new = now != self.cordoned;
        self.cordoned = now;
        is_new
    }

    /// Whether a directory takes no new replicas.
    pub(crate) fn is_cordoned(&self, dir: u32) -> bool {
        self.cordoned.contains(&dir)
    }

    /// Ids of the cordoned ones that work.
    pub(crate) fn cordoned_ids(&self) -> Vec<Uuid> {
        self.cordoned.iter().filter_map(|&dir| self.id(dir)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::broker::throttle::tests::config;

    #[test]
    fn only_directories_of_the_broker_are_cordoned() {
        let config = config(&[("log.dirs", "/a,/b")]);
        assert_eq!(check_cordoned(&config, ""), Ok(()));
        assert_eq!(check_cordoned(&config, " /b , /a"), Ok(()));
        assert_eq!(check_cordoned(&config, "*"), Ok(()));
        assert_eq!(
            check_cordoned(&config, "/c,/a,/d"),
            Err("requirement failed: All entries in cordoned.log.dirs must be present in log.dirs or log.dir. Missing \
                 entries : /c, /d"
                .into())
        );
        let both = check_cordoned(&config, "*,/a").unwrap_err();
        assert!(both.ends_with("must not contain other values"), "{both}");
    }
}
