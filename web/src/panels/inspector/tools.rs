//! Tools of the command line: what is told of them, and what can be done to them. A console producer is a producer and a console consumer a
//! member, but no application: nobody can tell them to commit or to slow down.

use partita_view::{ClusterView, Process, ToolView};

use super::facts::{Actions, Facts, Rows, of_process, row};
use crate::words;

/// A tool that runs, if one has this name.
pub(super) fn tool_of<'a>(view: &'a ClusterView, name: &str) -> Option<&'a ToolView> {
    view.tools.iter().find(|tool| *tool.name == *name).map(|tool| &**tool)
}

/// What can be done to a tool: what a person at its terminal could do, and what befalls any process.
pub(super) fn of_tool(tool: &ToolView) -> Actions {
    let act = |what: words::Text, word: &str| (what.text().to_owned(), format!("{word} {}", tool.name));
    let mut actions = Actions::new();
    if tool.process == Process::Running {
        actions.push(act(words::CTRL_C, "interrupt"));
        if tool.reads {
            actions.push(act(words::CTRL_D, "end"));
        }
    }
    actions.extend(of_process(tool.process, &tool.name, false));
    actions
}

/// The row that says of a producer or a member that it is a tool.
pub(super) fn says_tool(rows: &mut Rows, tool: Option<&ToolView>) {
    if let Some(tool) = tool {
        row(rows, words::COMMAND.text(), tool.line.clone());
    }
}

/// What is told of a tool.
pub(super) fn inspected(view: &ClusterView, name: &str) -> Option<Facts> {
    let tool = tool_of(view, name)?;
    let mut rows = Rows::new();
    says_tool(&mut rows, Some(tool));
    row(&mut rows, words::STATE.text(), words::process(tool.process));
    Some(Facts { title: name.to_owned(), rows, actions: of_tool(tool), ..Facts::default() })
}

#[cfg(test)]
mod tests {
    use partita_view::{GroupView, MemberView, ProducerView};

    use super::*;
    use crate::panels::inspector::facts;

    fn view() -> ClusterView {
        let running = Process::Running;
        let tool = |name: &str, reads| ToolView {
            name: name.into(),
            reads,
            line: "kafka-x.sh".into(),
            process: running,
        };
        let producer =
            |name: &str| ProducerView { name: name.into(), process: running, ..ProducerView::default() };
        let member = |name: &str| MemberView { name: name.into(), process: running, ..MemberView::default() };
        let members = vec![member("c1"), member("console-consumer-1")];
        ClusterView {
            producers: vec![producer("p1").into(), producer("console-producer-1").into()],
            groups: vec![GroupView { id: "g".into(), members, ..GroupView::default() }.into()],
            tools: vec![tool("console-producer-1", true).into(), tool("console-consumer-1", false).into()],
            ..ClusterView::default()
        }
    }

    fn lines(facts: Option<Facts>) -> Vec<String> {
        facts.expect("it is there").actions().map(|(_, line)| line).collect()
    }

    #[test]
    fn a_tool_is_offered_what_its_terminal_has() {
        let view = view();
        let name = "console-producer-1";
        let expected = [
            format!("interrupt {name}"),
            format!("end {name}"),
            format!("kill {name}"),
            format!("pause {name}"),
        ];
        assert_eq!(lines(facts::producer(&view, name)), expected);
        assert_eq!(lines(inspected(&view, name)), expected);
        let name = "console-consumer-1";
        let expected = [format!("interrupt {name}"), format!("kill {name}"), format!("pause {name}")];
        assert_eq!(lines(facts::member(&view, "g", name)), expected);
    }

    #[test]
    fn an_application_is_offered_what_it_can_be_told() {
        let view = view();
        assert!(lines(facts::producer(&view, "p1")).contains(&"kill p1".to_owned()));
        assert!(!lines(facts::producer(&view, "p1")).contains(&"interrupt p1".to_owned()));
        for line in ["leave c1", "commit c1", "pace c1 500ms"] {
            assert!(lines(facts::member(&view, "g", "c1")).contains(&line.to_owned()), "{line}");
        }
    }
}
