//! `partita serve --memory`: appends go on when it is full, the oldest records go, and the server says so.

mod served;

use served::Cluster;

#[test]
fn when_more_is_sent_than_fits() {
    let cluster = Cluster::start_with(&["--memory", "8M"]);
    let value = "v".repeat(200);
    let typed: String = (0..100_000).map(|n| format!("{n} {value}\n")).collect();
    cluster.check("produce", &["--topic", "lines"], &typed, "", 0);
    cluster.check("offsets", &["--topic", "lines"], "", "lines:0:100000\n", 0);
    let earliest = cluster.tool("offsets", &["--topic", "lines", "--time", "earliest"], "").stdout;
    let earliest = String::from_utf8(earliest).unwrap();
    let first: u64 = earliest.trim().strip_prefix("lines:0:").unwrap().parse().unwrap();
    assert!((50_000..95_000).contains(&first), "some 7 MB of 20 are kept, not records before {first}");
    let read = ["--topic", "lines", "--from-beginning", "--max-messages", "1"];
    cluster.check("consume", &read, "", &format!("{first} {value}\n"), 0);
    let said = cluster.complaints();
    assert!(said.contains("the oldest records of lines-0 go: its log starts at"), "{said}");
}
