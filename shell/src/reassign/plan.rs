//! The JSON that the tool reads and writes.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{FAILED, Place, Replicas, WRONG};
use crate::json::Json;
use crate::log_dirs::comma_separated;
use crate::thrown::Thrown;

/// Instead of a directory: whichever the broker takes.
pub(super) const ANY: &str = "any";
const PARSE: &str = "com.fasterxml.jackson.core.JsonParseException";

/// A replica by its partition and broker.
pub(super) type Replica = (Place, i32);

/// What a `--reassignment-json-file` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// In the file's order; a partition may come twice.
    pub(super) partitions: Vec<(Place, Vec<i32>)>,
    /// Directories that replicas should be in.
    pub(super) dirs: BTreeMap<Replica, String>,
}

impl Plan {
    pub(super) fn parse(text: &str) -> Result<Self, Thrown> {
        let json = Json::parse(text).map_err(|message| Thrown {
            cause: Some(format!("{PARSE}: {message}")),
            ..Thrown::new(WRONG, message)
        })?;
        version(&json)?;
        let mut plan = Self::default();
        for partition in json.get("partitions")?.map(Json::list).transpose()?.unwrap_or_default() {
            let topic = partition.field("topic")?.text()?.to_string();
            let place = (topic, partition.field("partition")?.int()?);
            let replicas = partition.field("replicas")?.list()?;
            let replicas = replicas.iter().map(Json::int).collect::<Result<Vec<i32>, _>>()?;
            let dirs = match partition.get("log_dirs")? {
                Some(dirs) => dirs.list()?.iter().map(|dir| dir.text().map(ToString::to_string)).collect(),
                None => Ok(alloc::vec![ANY.to_string(); replicas.len()]),
            };
            let dirs: Vec<String> = dirs?;
            if dirs.len() != replicas.len() {
                let message = format!(
                    "Size of replicas list [{}] is different from size of log dirs list [{}] for partition {}-{}",
                    comma_separated(&replicas).replace(',', ", "),
                    dirs.join(", "),
                    place.0,
                    place.1
                );
                return Err(Thrown::new(FAILED, message));
            }
            let wanted = replicas.iter().zip(dirs).filter(|(_, dir)| dir != ANY);
            plan.dirs.extend(wanted.map(|(replica, dir)| ((place.clone(), *replica), dir)));
            plan.partitions.push((place, replicas));
        }
        Ok(plan)
    }

    /// What `--execute` may do: every partition once, every replica once.
    pub(super) fn executable(&self) -> Result<Replicas, Thrown> {
        let wrong = |message: String| Err(Thrown::new(FAILED, message));
        if self.partitions.is_empty() {
            return wrong("Partition reassignment list cannot be empty".into());
        }
        if self.partitions.iter().any(|(_, replicas)| replicas.is_empty()) {
            return wrong("Partition replica list cannot be empty".into());
        }
        let places: Vec<String> =
            self.partitions.iter().map(|((topic, partition), _)| format!("{topic}-{partition}")).collect();
        let twice = duplicates(&places);
        if !twice.is_empty() {
            return wrong(format!(
                "Partition reassignment contains duplicate topic partitions: {}",
                comma_separated(&twice)
            ));
        }
        let mut entries = Vec::new();
        for (place, (_, replicas)) in places.iter().zip(&self.partitions) {
            let twice = duplicates(replicas);
            if !twice.is_empty() {
                entries.push(format!("{place} contains multiple entries for {}", comma_separated(&twice)));
            }
        }
        if !entries.is_empty() {
            return wrong(format!(
                "Partition replica lists may not contain duplicate entries: {}",
                entries.join(". ")
            ));
        }
        Ok(self.partitions.iter().cloned().collect())
    }
}

/// What a `--topics-to-move-json-file` names.
pub(super) fn topics(text: &str) -> Result<Vec<String>, Thrown> {
    let json = Json::parse(text).map_err(|_| Thrown::new(WRONG, "The input string is not a valid JSON"))?;
    version(&json)?;
    let listed = json.get("topics")?.map(Json::list).transpose()?.unwrap_or_default();
    let name = |topic: &Json| Ok(topic.field("topic")?.text()?.to_string());
    let topics = listed.iter().map(name).collect::<Result<Vec<String>, Thrown>>()?;
    match duplicates(&topics) {
        twice if twice.is_empty() => Ok(topics),
        twice => {
            let twice = comma_separated(&twice).replace(',', ", ");
            let message = format!("List of topics to reassign contains duplicate entries: [{twice}]");
            Err(Thrown::new(FAILED, message))
        }
    }
}

fn version(json: &Json) -> Result<(), Thrown> {
    match json.get("version")?.map(Json::int).transpose()? {
        None | Some(1) => Ok(()),
        Some(other) => Err(Thrown::new(WRONG, format!("Not supported version field value {other}"))),
    }
}

/// What comes more than once, each once.
pub(super) fn duplicates<T: Clone + Ord>(items: &[T]) -> Vec<T> {
    let mut sorted = items.to_vec();
    sorted.sort();
    let mut twice: Vec<T> =
        sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
    twice.dedup();
    twice
}

/// Replicas as a `--reassignment-json-file`.
pub(super) fn text(replicas: &Replicas, dirs: &BTreeMap<Replica, String>) -> String {
    let partition = |(place, replicas): (&Place, &Vec<i32>)| {
        let dir = |replica: &i32| {
            let known = dirs.get(&(place.clone(), *replica));
            Json::text_of(known.map_or(ANY, String::as_str))
        };
        Json::object_of([
            ("topic", Json::text_of(place.0.clone())),
            ("partition", Json::number_of(place.1)),
            ("replicas", Json::List(replicas.iter().map(|id| Json::number_of(*id)).collect())),
            ("log_dirs", Json::List(replicas.iter().map(dir).collect())),
        ])
    };
    let partitions = Json::List(replicas.iter().map(partition).collect());
    Json::object_of([("version", Json::number_of(1)), ("partitions", partitions)]).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_plan() {
        let check = |partitions: &str, message: &str| {
            let text = format!("{{\"version\":1,\"partitions\":[{partitions}]}}");
            let thrown = Plan::parse(&text).and_then(|plan| plan.executable().map(|_| plan)).unwrap_err();
            assert_eq!(thrown.message, message);
            assert_eq!(thrown.class, FAILED);
        };
        check("", "Partition reassignment list cannot be empty");
        check(r#"{"topic":"a","partition":0,"replicas":[]}"#, "Partition replica list cannot be empty");
        let one = r#"{"topic":"a","partition":0,"replicas":[1]}"#;
        let twice = "Partition reassignment contains duplicate topic partitions: a-0";
        check(&format!("{one},{one}"), twice);
        check(
            r#"{"topic":"move","partition":0,"replicas":[1,1]}"#,
            "Partition replica lists may not contain duplicate entries: move-0 contains multiple entries for 1",
        );
        check(
            r#"{"topic":"a","partition":0,"replicas":[1,2],"log_dirs":["x"]}"#,
            "Size of replicas list [1, 2] is different from size of log dirs list [x] for partition a-0",
        );
        let version = Plan::parse("{\"version\":2,\"partitions\":[]}").unwrap_err();
        assert_eq!(version.message, "Not supported version field value 2");
        let topics = topics("{\"topics\":[{\"topic\":\"a\"},{\"topic\":\"a\"}]}").unwrap_err();
        assert_eq!(topics.message, "List of topics to reassign contains duplicate entries: [a]");
    }

    #[test]
    fn what_is_written_is_read() {
        let replicas = Replicas::from([(("t".to_string(), 0), alloc::vec![1, 2])]);
        let dirs = BTreeMap::from([((("t".to_string(), 0), 2), "/d".to_string())]);
        let written = text(&replicas, &dirs);
        assert_eq!(
            written,
            r#"{"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[1,2],"log_dirs":["any","/d"]}]}"#
        );
        let plan = Plan::parse(&written).unwrap();
        assert_eq!((plan.executable(), plan.dirs), (Ok(replicas), dirs));
    }
}
