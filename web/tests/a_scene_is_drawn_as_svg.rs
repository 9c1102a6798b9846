//! Components, rendered to text: what the strict policy of the page forbids never appears, and names stay text.

mod sample;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use partita_view::{ClusterView, Engine};
use partita_web::session::{Cell, CellMark, KeyBook, Selection, Touches, Windows};
use partita_web::stage::{Drawing, Scale, Score, Tree, in_words, layout, mark};
use sample::Sample;
use yew::{Callback, Html, LocalServerRenderer, Properties, component, html};

#[derive(Clone, PartialEq, Properties)]
struct Props {
    view: Arc<ClusterView>,
    width: i32,
    touched: Option<Selection>,
    cells: Vec<Cell>,
}

/// The stage of a moment, and its words.
#[component]
fn Stage(props: &Props) -> Html {
    let mut engine = Sample::default();
    let (mut windows, mut keys) = (Windows::default(), KeyBook::default());
    windows.refresh(&mut engine, &props.view, &mut keys);
    let selected = Selection::Node(2);
    let mut scene = layout(&Drawing {
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
    mark(&mut scene, &props.cells);
    let lit = props.touched.as_ref().and_then(|what| Touches::of(&props.view, what)).map(Rc::new);
    let sections = Rc::new(in_words(&props.view, scene.level(), true, &|_| true));
    html! {
        <>
            <Score scene={Rc::new(scene)} summary="A stage" {lit} />
            <Tree {sections} selected={None::<Selection>} on_select={Callback::noop()} />
        </>
    }
}

async fn drawn(view: ClusterView, width: i32) -> String {
    rendered(Props { view: Arc::new(view), width, touched: None, cells: Vec::new() }).await
}

async fn rendered(props: Props) -> String {
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

#[tokio::test(flavor = "current_thread")]
async fn with_what_is_not_touched_a_step_back() {
    let view = Sample::default().view();
    let of = |touched| Props { view: view.clone(), width: 1280, touched, cells: Vec::new() };
    assert!(!rendered(of(None)).await.contains("faint"));
    let member = Selection::Member("consumergroup1".into(), "Consumer-21".into());
    let text = rendered(of(Some(member))).await;
    // Broker 3; both producers; the other group, and two members of this one; and of six replicas with what is said of them, and of
    // three partitions, those that the member does not read from.
    let faint = text.matches("part faint").count() + text.matches("member part gone faint").count();
    assert_eq!(faint, 1 + 2 + 1 + 1 + 1 + 2 * 4 + 1, "{text}");
}

#[tokio::test(flavor = "current_thread")]
async fn with_cells_that_another_branch_does_not_share() {
    let cell = |node, offset, mark| Cell { topic: "kafkatask".into(), partition: 2, node, offset, mark };
    let cells = vec![cell(3, 7, CellMark::Differs), cell(1, 7, CellMark::Lost), cell(3, 5, CellMark::Lost)];
    let view = Sample::default().view();
    let text = rendered(Props { view, width: 1280, touched: None, cells }).await;
    assert_eq!(text.matches("class=\"diffcell\"").count(), 1);
    assert_eq!(text.matches("class=\"ghost\"").count(), 1);
    assert_eq!(text.matches("class=\"struck\"").count(), 2, "the empty place and the one that is taken");
}
