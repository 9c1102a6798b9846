//! A script of a node's life: connections, requests that make sense and such that do not, time, crashes, and what may happen to
//! a disk. The node talks to itself over links, as a broker with its controller, and must answer whatever it is asked in the
//! version that it was asked in.

use std::collections::{BTreeMap, VecDeque};

use partita_core::disk::{Disk, LateRead, MemoryDisk, read_whole};
use partita_core::{Node, NodeConfig, served};
use partita_machine::{
    Address, CallId, ConnId, Effect, Input as Told, Instant, LinkId, Listener, LostReason, Machine, Now,
    Peer, RequestId,
};
use partita_wire::codec::Arbitrary;
use partita_wire::messages::create_topics_request::{CreatableTopic, CreateTopicsRequest};
use partita_wire::messages::produce_request::{PartitionProduceData, ProduceRequest, TopicProduceData};
use partita_wire::records::{BatchBuilder, Codec, ProducedRecords};
use partita_wire::{ApiKey, Request, RequestHeader, encode_response_frame};

use super::input::Input;

const WALL_MS: i64 = 1_795_000_000_000;
/// Most deeds of a script, and most inputs that follow from one.
const DEEDS_MAX: u32 = 256;
const INPUTS_MAX: u32 = 2_000;
/// Wakes in which a node starts: it elects itself, registers and is unfenced.
const STARTING_WAKES: u32 = 60;

/// A request under way: who asked, in which version, and of which API.
#[derive(Clone, Copy)]
struct Asked {
    conn: ConnId,
    call: Option<(LinkId, CallId)>,
    version: i16,
}

struct Play {
    node: Option<Node<MemoryDisk>>,
    /// While no process has it.
    disk: MemoryDisk,
    lives: u64,
    now: Instant,
    next: u64,
    told: VecDeque<Told>,
    /// Connections of the script, and whether each waits for an answer.
    conns: BTreeMap<ConnId, (Listener, bool)>,
    links: BTreeMap<LinkId, ConnId>,
    asked: BTreeMap<RequestId, Asked>,
}

/// Plays a script.
pub fn play(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let mut play = Play::new();
    play.start();
    for _ in 0..STARTING_WAKES {
        play.wake();
    }
    play.open(Listener::Broker);
    play.ask(9, 2, create());
    for _ in 0..DEEDS_MAX {
        if input.is_empty() {
            return;
        }
        play.deed(&mut input);
    }
}

fn config(lives: u64) -> NodeConfig {
    let address = |port| Address::new("localhost", port);
    NodeConfig {
        node_id: 0,
        is_broker: true,
        is_controller: true,
        rack: None,
        broker_address: address(9_092),
        controller_address: address(9_093),
        voters: [(0, address(9_093))].into(),
        bootstrap: Vec::new(),
        cluster_id: partita_wire::Uuid([7; 16]),
        directory_id: partita_wire::Uuid([1; 16]),
        properties: Default::default(),
        seed: 7 + lives,
    }
}

fn create() -> Request {
    let topic = CreatableTopic {
        name: "t".into(),
        num_partitions: 2,
        replication_factor: 1,
        ..CreatableTopic::default()
    };
    CreateTopicsRequest { topics: vec![topic], timeout_ms: 1_000, validate_only: false }.into()
}

/// Batches from this number on unpack to very much.
const BOMBS_FROM: u8 = 0xf8;
/// What such a batch unpacks to, in a codec that can.
const BOMB_LEN: usize = 1 << 18;

/// A value of zeros: a few hundred bytes on the wire.
fn bomb_value(n: u8) -> &'static [u8] {
    static ZEROS: [u8; BOMB_LEN] = [0; BOMB_LEN];
    if n < BOMBS_FROM { b"value" } else { &ZEROS }
}

/// A batch of one record for the topic `t`.
pub(super) fn produce(n: u8) -> Request {
    let mut builder = BatchBuilder::new(Codec::ALL[usize::from(n) % Codec::ALL.len()]);
    let _ = builder.append(WALL_MS, Some(&[n]), Some(bomb_value(n)), &[]);
    let records = builder.build(0, -1).ok().map(ProducedRecords::from_bytes);
    let index = i32::from(n % 2);
    let partition = PartitionProduceData { index, records };
    let topic =
        TopicProduceData { name: "t".into(), partition_data: vec![partition], ..TopicProduceData::default() };
    let acks = if n.is_multiple_of(3) { -1 } else { 1 };
    ProduceRequest { acks, timeout_ms: 100, topic_data: vec![topic], ..ProduceRequest::default() }.into()
}

impl Play {
    fn new() -> Self {
        Self {
            node: None,
            disk: MemoryDisk::new(),
            lives: 0,
            now: Instant(0),
            next: 0,
            told: VecDeque::new(),
            conns: BTreeMap::new(),
            links: BTreeMap::new(),
            asked: BTreeMap::new(),
        }
    }

    fn deed(&mut self, input: &mut Input<'_>) {
        match input.byte() % 20 {
            0..=3 => self.ask_anything(input),
            4..=6 => self.ask(0, 12, produce(input.byte())),
            7 => self.ask_bytes(input),
            8..=11 => self.wake(),
            12 => self.pass(u64::from(input.short())),
            13 => self.open(if input.byte().is_multiple_of(3) {
                Listener::Controller
            } else {
                Listener::Broker
            }),
            14 => self.close(input),
            15 => self.restart(input.byte()),
            16 => self.hand(Told::Terminate),
            17 => self.harm(input),
            18 => self.lose_link(input),
            _ => self.load(),
        }
    }

    /// A request of any API that a listener serves, in any version, with fields at random.
    fn ask_anything(&mut self, input: &mut Input<'_>) {
        let key = i16::from(input.byte() % 93);
        let (version, seed) = (input.byte(), u64::from(input.short()));
        let Some((&conn, &(listener, _))) = self.pick(input.below(8)) else { return };
        let Some((first, last)) = served(listener, key) else { return };
        let Some(api) = ApiKey::from_i16(key) else { return };
        let version = first + i16::from(version) % (last - first + 1);
        let mut body = Request::new(api);
        Arbitrary::new(seed).fill(version, body.message());
        self.ask_on(conn, version, body);
    }

    /// Whatever a frame decodes to.
    fn ask_bytes(&mut self, input: &mut Input<'_>) {
        let len = usize::from(input.byte());
        let frame = bytes::Bytes::copy_from_slice(input.take(len));
        let Ok((header, body)) = partita_wire::decode_request_frame(frame) else { return };
        let Some((&conn, &(listener, _))) = self.pick(0) else { return };
        let is_served = served(listener, header.api_key)
            .is_some_and(|(first, last)| (first..=last).contains(&header.api_version));
        if is_served {
            self.ask_on(conn, header.api_version, body);
        }
    }

    fn pick(&self, number: usize) -> Option<(&ConnId, &(Listener, bool))> {
        self.conns.iter().nth(number % self.conns.len().max(1))
    }

    /// Asks on the connection with this number of the script.
    fn ask(&mut self, number: usize, version: i16, body: Request) {
        let brokers = self.conns.iter().filter(|(_, (listener, _))| *listener == Listener::Broker);
        let conn = brokers.map(|(&conn, _)| conn).nth(number).or_else(|| {
            self.conns.iter().find(|(_, (listener, _))| *listener == Listener::Broker).map(|(&conn, _)| conn)
        });
        if let Some(conn) = conn {
            self.ask_on(conn, version, body);
        }
    }

    /// A host gives a node one request of a connection at a time.
    fn ask_on(&mut self, conn: ConnId, version: i16, body: Request) {
        let Some((_, waits)) = self.conns.get_mut(&conn) else { return };
        if core::mem::replace(waits, true) {
            return;
        }
        self.request(Asked { conn, call: None, version }, body);
    }

    fn request(&mut self, asked: Asked, body: Request) {
        self.next += 1;
        let request = RequestId(self.next);
        let header = RequestHeader {
            api_key: body.api_key() as i16,
            api_version: asked.version,
            correlation_id: 1,
            client_id: Some("fuzz".into()),
        };
        self.asked.insert(request, asked);
        self.hand(Told::Request { conn: asked.conn, request, header, body });
    }

    fn open(&mut self, listener: Listener) {
        let conn = self.accept(listener);
        self.conns.insert(conn, (listener, false));
        self.run();
    }

    fn accept(&mut self, listener: Listener) -> ConnId {
        self.next += 1;
        let conn = ConnId(self.next);
        let peer = Peer { listener, host: "127.0.0.1".into(), principal: "User:ANONYMOUS".into() };
        self.told.push_back(Told::Opened { conn, peer });
        conn
    }

    fn close(&mut self, input: &mut Input<'_>) {
        let Some((&conn, _)) = self.pick(input.below(8)) else { return };
        self.conns.remove(&conn);
        self.asked.retain(|_, asked| asked.conn != conn);
        self.hand(Told::Closed { conn });
    }

    fn lose_link(&mut self, input: &mut Input<'_>) {
        let number = input.below(self.links.len().max(1));
        let Some((&link, &conn)) = self.links.iter().nth(number) else { return };
        self.links.remove(&link);
        self.asked.retain(|_, asked| asked.conn != conn);
        self.told.push_back(Told::Closed { conn });
        self.hand(Told::Lost { link, why: LostReason::Closed });
    }

    fn start(&mut self) {
        self.lives += 1;
        if self.lives == 1 {
            partita_core::format(&mut self.disk, &config(0), WALL_MS).expect("an empty disk");
        }
        let disk = core::mem::take(&mut self.disk);
        self.node = Some(Node::new(config(self.lives), disk));
        self.hand(Told::Started);
    }

    /// SIGKILL, a loss of power or nothing at all before the node starts again.
    fn restart(&mut self, how: u8) {
        self.end();
        match how % 4 {
            0 => self.disk.power_off(),
            1 => self.disk.mend(),
            _ => {}
        }
        self.start();
        for _ in 0..how % 16 {
            self.wake();
        }
        self.open(Listener::Broker);
    }

    fn end(&mut self) {
        if let Some(node) = self.node.take() {
            self.disk = node.into_disk();
        }
        self.told.clear();
        self.conns.clear();
        self.links.clear();
        self.asked.clear();
    }

    fn harm(&mut self, input: &mut Input<'_>) {
        let disk = match &mut self.node {
            Some(node) => node.disk_mut(),
            None => &mut self.disk,
        };
        match input.byte() % 10 {
            0 => disk.fill(),
            1 => disk.fail(),
            2 => disk.tear(),
            3 => disk.fail_flushes(),
            4 => disk.lie_about_flushes(),
            5 => disk.set_delay_us(1_000),
            6 => disk.mend(),
            kind => {
                let files = disk.list("");
                let Some(file) = files.get(input.below(files.len().max(1))) else { return };
                let at = u64::from(input.short()) % disk.len(file).unwrap_or(0).max(1);
                let _ = match kind {
                    7 => disk.delete(file),
                    8 => disk.truncate(file, at),
                    _ => read_whole(disk, file).and_then(|_| disk.flip(file, at)),
                };
            }
        }
    }

    /// The disk brings what it was asked for.
    fn load(&mut self) {
        let late = self.node.as_mut().map(|node| node.disk_mut().take_late());
        for LateRead { read, data } in late.unwrap_or_default() {
            self.hand(Told::Loaded { read, data: Ok(data) });
        }
    }

    fn wake(&mut self) {
        let Some(at) = self.node.as_ref().and_then(Node::wake_at) else { return };
        self.now = self.now.max(at).min(Instant(u64::MAX / 2));
        self.hand(Told::Wake);
    }

    fn pass(&mut self, ms: u64) {
        self.now = self.now.after_ms(ms).min(Instant(u64::MAX / 2));
        self.hand(Told::Wake);
    }

    fn hand(&mut self, told: Told) {
        self.told.push_back(told);
        self.run();
    }

    /// Everything that follows from what was told.
    fn run(&mut self) {
        for _ in 0..INPUTS_MAX {
            let Some(told) = self.told.pop_front() else { return };
            let Some(node) = &mut self.node else { return self.told.clear() };
            let wall_ms = WALL_MS.saturating_add(i64::try_from(self.now.as_ms()).unwrap_or(i64::MAX / 2));
            let mut effects = Vec::new();
            node.handle(Now { at: self.now, wall_ms }, told, &mut effects);
            for effect in effects {
                self.carry_out(effect);
            }
        }
        panic!("the node is busy with itself without end");
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Open { link, to } => {
                let conn =
                    self.accept(if to.port == 9_093 { Listener::Controller } else { Listener::Broker });
                self.links.insert(link, conn);
                self.told.push_back(Told::Linked { link });
            }
            Effect::Call { link, call, version, body } => {
                let Some(&conn) = self.links.get(&link) else { return };
                self.next += 1;
                let request = RequestId(self.next);
                let header = RequestHeader {
                    api_key: body.api_key() as i16,
                    api_version: version,
                    correlation_id: 1,
                    client_id: None,
                };
                self.asked.insert(request, Asked { conn, call: Some((link, call)), version });
                self.told.push_back(Told::Request { conn, request, header, body });
            }
            Effect::Hang { link } => {
                if let Some(conn) = self.links.remove(&link) {
                    self.told.push_back(Told::Closed { conn });
                }
            }
            Effect::Answer { request, version, body, .. } => self.answered(request, version, body),
            Effect::Close { conn, .. } => {
                self.conns.remove(&conn);
                self.asked.retain(|_, asked| asked.conn != conn);
            }
            Effect::Exit(_) => self.end(),
            Effect::Tell(_) => {}
            Effect::Print(..) => panic!("nodes do not print"),
        }
    }

    fn answered(&mut self, request: RequestId, version: i16, body: Option<partita_wire::Response>) {
        let Some(asked) = self.asked.remove(&request) else { return };
        if let Some((_, waits)) = self.conns.get_mut(&asked.conn) {
            *waits = false;
        }
        let Some(mut body) = body else { return };
        if let Err(error) = encode_response_frame(1, version, &mut body) {
            panic!("an answer that nobody can read: {error} {body:?}");
        }
        if let Some((link, call)) = asked.call {
            self.told.push_back(Told::Response { link, call, body });
        }
    }
}
