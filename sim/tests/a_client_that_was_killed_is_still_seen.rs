//! What is seen of a producer and of a consumer whose process was killed, and how they start again.

mod played;

use partita_sim::Engine;
use partita_view::{ClusterView, Engine as _, MemberView, Process};
use played::{at, run};

const STORY: &str = "partita story 1\nseed 4\nbrokers 3\n\
    4 topic orders partitions=2 replicas=3\n\
    5 producer shop topic=orders rate=20 keys=k1,k2 linger.ms=7\n\
    6 consumer c1 group=billing topic=orders session.timeout.ms=6000\n\
    6.5 consumer c2 group=billing topic=orders session.timeout.ms=6000\n";

fn member<'a>(view: &'a ClusterView, name: &str) -> &'a MemberView {
    let members = &view.groups[0].members;
    members.iter().find(|member| &*member.name == name).expect("a member")
}

#[test]
fn a_producer_stays_with_what_it_had_done_and_starts_again_as_it_was() {
    let mut engine = at(STORY, 20);
    let acked = engine.view().producers[0].acked;
    assert!(acked > 100);
    engine.command("kill shop").expect("killed");
    assert_eq!(engine.view().producers[0].process, Process::Killed, "at once");
    for seconds in [21, 40] {
        run(&mut engine, seconds);
        let view = engine.view();
        let shop = &view.producers[0];
        assert_eq!((&*shop.name, shop.process, shop.batches.len()), ("shop", Process::Killed, 0));
        assert!(shop.acked >= acked);
    }
    engine.command("restart shop").expect("started again");
    run(&mut engine, 50);
    let view = engine.view();
    let shop = &view.producers[0];
    assert_eq!((view.producers.len(), shop.process), (1, Process::Running));
    assert!(shop.settings.iter().any(|(name, value)| (&**name, &**value) == ("linger.ms", "7")));
    assert!((100..acked).contains(&shop.acked), "it counts from the beginning: {}", shop.acked);
    // The story that it printed is the same run.
    let mut again = Engine::from_text(&engine.story()).expect("its story");
    run(&mut again, 50);
    assert_eq!(again.digest(), engine.digest());
}

#[test]
fn a_consumer_owns_what_its_coordinator_has_not_given_to_others() {
    let mut engine = at(STORY, 20);
    assert_eq!(member(&engine.view(), "c1").owned.len(), 1);
    engine.command("kill c1").expect("killed");
    assert_eq!(member(&engine.view(), "c1").process, Process::Killed, "at once");
    run(&mut engine, 22);
    let view = engine.view();
    assert_eq!((member(&view, "c1").process, member(&view, "c1").owned.len()), (Process::Killed, 1));
    run(&mut engine, 35);
    let view = engine.view();
    assert_eq!((member(&view, "c1").process, member(&view, "c1").owned.len()), (Process::Killed, 0));
    assert_eq!((member(&view, "c2").process, member(&view, "c2").owned.len()), (Process::Running, 2));
    engine.command("restart c1").expect("started again");
    run(&mut engine, 45);
    let view = engine.view();
    assert_eq!((member(&view, "c1").process, member(&view, "c1").owned.len()), (Process::Running, 1));
    assert_eq!(view.groups[0].members.len(), 2);
}

#[test]
fn who_left_in_order_goes_and_a_tool_does_not_start_again() {
    let mut engine = at(STORY, 20);
    engine.command("leave c1").expect("asked to leave");
    run(&mut engine, 40);
    assert_eq!(engine.view().groups[0].members.len(), 1);
    engine.command("restart c1").expect("started again");
    assert!(engine.command("restart c1").is_err_and(|error| error.message.contains("runs already")));
    engine.command("run list: kafka-topics.sh --bootstrap-server localhost:9092 --list").expect("run");
    run(&mut engine, 50);
    assert!(engine.command("restart list").is_err_and(|error| error.message.contains("is no node")));
}
