//! Every row was taken from Kafka 4.3.1's own producer.

use partita_client::producer::partition_for_key;

const ROWS: &str = include_str!("../../tests/golden/partition-of-key.tsv");

#[test]
fn all_rows() {
    let mut rows = 0;
    for row in ROWS.lines().skip(1) {
        let mut columns = row.split('\t');
        let key = columns.next().unwrap();
        let [partitions, expected] = [(); 2].map(|()| columns.next().unwrap().parse::<u32>().unwrap());
        assert_eq!(partition_for_key(key.as_bytes(), partitions), expected, "{row}");
        rows += 1;
    }
    assert_eq!(rows, 2_620);
}
