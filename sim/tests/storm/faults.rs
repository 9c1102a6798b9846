//! What may happen, a line each.

use partita_machine::Rng;

use super::{consumer, pick};

/// Whom something may happen to.
pub(crate) struct Faults {
    pub(crate) nodes: Vec<i32>,
    pub(crate) clients: Vec<String>,
    pub(crate) topics: Vec<String>,
    /// Consumers that came later.
    pub(crate) joined: u64,
}

impl Faults {
    /// Kinds of faults.
    pub(crate) const KINDS: u64 = 15;

    /// A line of one kind. It may be refused when its time has come: whoever is dead already cannot be killed.
    pub(crate) fn line(&mut self, rng: &mut Rng, kind: u64) -> String {
        let node = pick(rng, &self.nodes);
        match kind {
            0 => format!("{} {node}", pick(rng, &["kill", "restart", "restart"])),
            1 => format!("{} {node}", pick(rng, &["poweroff", "restart", "restart"])),
            2 => format!("{} {node}", pick(rng, &["stop", "restart", "restart"])),
            3 => format!("{} {node}", pick(rng, &["pause", "resume"])),
            4 => self.link(rng),
            5 => {
                let what = ["slow 20ms", "slow 400ms", "fill", "fail", "tear", "mend", "mend"];
                match rng.below(4) {
                    0 => format!("restart {node}"),
                    _ => format!("disk {node} {}", pick(rng, &what)),
                }
            }
            6 => {
                let what = ["hold", "delay", "drop", "late"];
                let (what, message) = (pick(rng, &what), rng.below(100));
                let by = if matches!(what, "delay" | "late") { " 3s" } else { "" };
                format!("{what} #{message}{by}")
            }
            7 => {
                let by = ["+10m", "-10m", "+3h", "-3h", "right"];
                match rng.below(3) {
                    0 => format!("clock {} {}", self.client(rng), pick(rng, &by)),
                    _ => format!("clock {node} {}", pick(rng, &by)),
                }
            }
            8 => self.people(rng),
            9 => self.admin(rng),
            10 => self.reassignment(rng),
            11 => self.deletion(rng),
            12 => {
                let what = ["fail /d2", "fail /d1", "mend", "mend", "flush-fails", "flush-lies", "mend"];
                match rng.below(3) {
                    0 => format!("restart {node}"),
                    _ => format!("disk {node} {}", pick(rng, &what)),
                }
            }
            13 => self.damage(rng),
            _ => self.voters(rng),
        }
    }

    fn topic(&self, rng: &mut Rng) -> String {
        self.topics[usize::try_from(rng.below(self.topics.len() as u64)).unwrap()].clone()
    }

    /// Brokers, those that lead the quorum as well among them.
    fn brokers(&self) -> Vec<i32> {
        self.nodes.iter().copied().filter(|id| *id < 100).collect()
    }

    /// Other replicas for a partition, or an end of that before its time.
    fn reassignment(&self, rng: &mut Rng) -> String {
        let (name, topic) = (format!("tool-{}", rng.below(1_000_000)), self.topic(rng));
        let mut brokers = self.brokers();
        let count = 1 + usize::try_from(rng.below(brokers.len().min(3) as u64)).unwrap();
        for at in 0..count {
            let other = at + usize::try_from(rng.below((brokers.len() - at) as u64)).unwrap();
            brokers.swap(at, other);
        }
        let replicas: Vec<String> = brokers[..count].iter().map(ToString::to_string).collect();
        let partition = rng.below(2);
        let part = format!(
            "{{\"topic\":\"{topic}\",\"partition\":{partition},\"replicas\":[{}]}}",
            replicas.join(",")
        );
        let what = pick(rng, &["--execute", "--execute", "--execute --additional", "--cancel"]);
        format!(
            "run {name}: kafka-reassign-partitions.sh --bootstrap-server localhost:9092 --reassignment-json-file '{{\"version\":1,\"partitions\":[{part}]}}' {what}"
        )
    }

    /// A topic goes, and often comes again.
    fn deletion(&self, rng: &mut Rng) -> String {
        let (name, topic) = (format!("tool-{}", rng.below(1_000_000)), self.topic(rng));
        let what = pick(rng, &["--delete", "--create --partitions 2", "--create --partitions 1"]);
        format!("run {name}: kafka-topics.sh --bootstrap-server localhost:9092 {what} --topic {topic}")
    }

    /// Files that a broker finds again or makes anew. A flipped bit in a log is another matter: nobody has to find it (F56).
    fn damage(&self, rng: &mut Rng) -> String {
        let (node, topic, partition) = (pick(rng, &self.brokers()), self.topic(rng), rng.below(2));
        let first = "00000000000000000000";
        match rng.below(8) {
            0 => format!("disk {node} lose {topic}-{partition}/{first}.index"),
            1 => format!("disk {node} lose {topic}-{partition}/{first}.timeindex"),
            2 => format!("disk {node} flip {topic}-{partition}/leader-epoch-checkpoint {}", rng.below(8)),
            3 => format!("disk {node} lose recovery-point-offset-checkpoint"),
            4 => format!("disk {node} flip replication-offset-checkpoint {}", rng.below(12)),
            5 => format!("disk {node} lose log-start-offset-checkpoint"),
            6 => format!("kill {node}"),
            _ => format!("restart {node}"),
        }
    }

    /// Votes of the metadata quorum are given and taken.
    fn voters(&self, rng: &mut Rng) -> String {
        match rng.below(5) {
            0 => "controller 110".into(),
            1 => "quorum add 110".into(),
            2 => "quorum remove 110".into(),
            3 => format!("quorum remove {}", pick(rng, &self.nodes)),
            _ => format!("quorum add {}", pick(rng, &self.nodes)),
        }
    }

    fn client(&self, rng: &mut Rng) -> String {
        self.clients[usize::try_from(rng.below(self.clients.len() as u64)).unwrap()].clone()
    }

    fn link(&self, rng: &mut Rng) -> String {
        let from = pick(rng, &self.nodes).to_string();
        let to = if rng.below(3) == 0 { self.client(rng) } else { pick(rng, &self.nodes).to_string() };
        let way = pick(rng, &[" ", " > "]);
        match rng.below(5) {
            0 => format!("slow {from}{way}{to} {}ms", pick(rng, &[50, 700])),
            1 | 2 => format!("cut {from}{way}{to}"),
            _ => format!("heal {from} {to}"),
        }
    }

    fn people(&mut self, rng: &mut Rng) -> String {
        let client = self.client(rng);
        match rng.below(6) {
            0 => format!("kill {client}"),
            1 => format!("pause {client}"),
            2 => format!("resume {client}"),
            3 => format!("leave {client}"),
            _ => {
                self.joined += 1;
                let name = format!("j{}", self.joined);
                self.clients.push(name.clone());
                consumer(rng, &name, &self.topics)
            }
        }
    }

    fn admin(&mut self, rng: &mut Rng) -> String {
        let topic = self.topic(rng);
        let name = format!("tool-{}", rng.below(1_000_000));
        let server = "--bootstrap-server localhost:9092";
        match rng.below(4) {
            0 => format!("run {name}: kafka-topics.sh {server} --alter --topic {topic} --partitions 4"),
            1 => format!("run {name}: kafka-topics.sh {server} --create --topic {name} --partitions 2"),
            2 => format!(
                "run {name}: kafka-leader-election.sh {server} --election-type preferred --all-topic-partitions"
            ),
            _ => format!(
                "run {name}: kafka-configs.sh {server} --alter --entity-type topics --entity-name {topic} --add-config retention.ms=20000"
            ),
        }
    }
}
