//! `partita serve` and `partita topics`, `produce`, `consume`, `groups` beside it: real programs, real sockets.

mod served;

use served::Cluster;

#[test]
fn from_a_topic_to_the_offsets_of_a_group() {
    let cluster = Cluster::start();
    let create = ["--create", "--topic", "orders"];
    cluster.check("topics", &create, "", "Created topic orders.\n", 0);
    let exists = "Error while executing topic command : Topic 'orders' already exists.\n";
    cluster.check("topics", &create, "", exists, 1);
    let lines = "a::1\nb::2\nc::3\n";
    let keyed =
        ["--topic", "orders", "--reader-property", "parse.key=true", "--reader-property", "key.separator=::"];
    cluster.check("produce", &keyed, lines, "", 0);
    let group = ["--topic", "orders", "--group", "g", "--from-beginning", "--max-messages", "3"];
    let keys = [&group[..], &["--formatter-property", "print.key=true"]].concat();
    cluster.check("consume", &keys, "", "a\t1\nb\t2\nc\t3\n", 0);
    let rows = "\nGROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     \
                HOST            CLIENT-ID\ng               orders          0          3               3               0\
                \u{20}              -               -               -\n";
    cluster.check("groups", &["--describe", "--group", "g"], "", rows, 0);
    cluster.check("offsets", &["--topic", "orders"], "", "orders:0:3\n", 0);
}

#[test]
fn many_lines_are_all_sent() {
    let cluster = Cluster::start();
    let typed: String = (0..100_000).map(|n| format!("line {n}\n")).collect();
    cluster.check("produce", &["--topic", "lines"], &typed, "", 0);
    cluster.check("offsets", &["--topic", "lines"], "", "lines:0:100000\n", 0);
    assert_eq!(cluster.complaints(), "", "nothing to complain of");
}
