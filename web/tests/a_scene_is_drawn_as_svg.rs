//! Components, rendered to text: what the strict policy of the page forbids never appears, and names stay text.

mod sample;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use partita_view::{ClusterView, Engine};
use partita_web::session::{KeyBook, Selection, Windows};
use partita_web::stage::{Drawing, Scale, Score, Tree, in_words, layout};
use sample::Sample;
use yew::{Callback, Html, LocalServerRenderer, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
struct Props {
    view: Arc<ClusterView>,
    width: i32,
}

/// The stage of a moment, and its words.
#[component]
fn Stage(props: &Props) -> Html {
    let mut engine = Sample::default();
    let (mut windows, mut keys) = (Windows::default(), KeyBook::default());
    windows.refresh(&mut engine, &props.view, &mut keys);
    let selected = Selection::Node(2);
    let scene = layout(&Drawing {
        view: &props.view,
        windows: &windows,
        keys: &keys,
        fresh: &BTreeMap::new(),
        width: props.width,
        height: 428,
        scale: Scale(100),
        selected: Some(&selected),
        lens: None,
        rates: &BTreeMap::new(),
        followed: None,
    });
    let sections = Rc::new(in_words(&props.view, scene.level(), true));
    html! {
        <>
            <Score scene={Rc::new(scene)} summary="A stage" />
            <Tree {sections} selected={None::<Selection>} on_select={Callback::noop()} />
        </>
    }
}

async fn drawn(view: ClusterView, width: i32) -> String {
    let props = Props { view: Arc::new(view), width };
    LocalServerRenderer::<Stage>::with_props(props).hydratable(false).render().await
}

#[tokio::test(flavor = "current_thread")]
async fn with_everything_on_it() {
    let text = drawn((*Sample::default().view()).clone(), 1280).await;
    for word in
        ["Broker 1", "controller", "kafkatask-2", "HW 7", "consumergroup1", "Producer-2", "lag 2", "selbr"]
    {
        assert!(text.contains(word), "{word} is missing");
    }
    assert!(text.contains("kafkatask-0 on Broker 1: Leader, epoch "));
    assert!(text.contains("<caption>Partitions of kafkatask</caption>"));
}

#[tokio::test(flavor = "current_thread")]
async fn without_a_style_attribute() {
    for width in [390, 876, 1280] {
        let text = drawn((*Sample::default().view()).clone(), width).await;
        assert!(!text.contains(" style="), "a style attribute at {width}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn with_hostile_names_as_text() {
    let mut view = (*Sample::default().view()).clone();
    Arc::make_mut(&mut view.topics[0]).name = "<img src=x onerror=alert(1)>".into();
    Arc::make_mut(&mut view.groups[0]).id = "\"><script>alert(1)</script>".into();
    let text = drawn(view, 1280).await;
    assert!(!text.contains("<img") && !text.contains("<script"), "markup came through");
    assert!(text.contains("&lt;img"), "the name is missing");
}
