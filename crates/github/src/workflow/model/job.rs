//! One job.

use std::rc::Rc;

use super::super::finding::{FindingId, Report};
use super::super::yaml::{Entry, Node};
use super::super::{FileId, Place, Span};
use super::{Env, Permissions, Step, steps};

/// A scalar as a text, and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Written {
    /// The text, without quotes.
    pub(in super::super) text: String,
    /// Where.
    pub(in super::super) span: Span,
}

impl Written {
    /// The member of this name, if it is a scalar that is not null.
    pub(in super::super) fn member(node: &Node, name: &str) -> Option<Self> {
        let value = node.get(name)?;
        Some(Self { text: value.text()?, span: value.span })
    }
}

/// One job of a workflow.
#[derive(Debug, Clone)]
pub(in super::super) struct Job {
    /// Its id: the member's name in `jobs`.
    pub(in super::super) id: String,
    /// Where its id stands.
    pub(in super::super) key: Span,
    /// `if`.
    pub(in super::super) condition: Option<Written>,
    /// `needs`.
    pub(in super::super) needs: Vec<Written>,
    /// `permissions`.
    pub(in super::super) permissions: Option<Permissions>,
    /// `environment` or `environment.name`.
    pub(in super::super) environment: Option<Written>,
    /// `uses`: the job calls a reusable workflow.
    pub(in super::super) uses: Option<Written>,
    /// `with` of a calling job.
    pub(in super::super) with: Option<Rc<Node>>,
    /// `secrets` of a calling job.
    pub(in super::super) secrets: Option<Rc<Node>>,
    /// `strategy.matrix`.
    pub(in super::super) matrix: Option<Rc<Node>>,
    /// `env`.
    pub(in super::super) env: Env,
    /// `runs-on`: labels, or a group.
    pub(in super::super) runs_on: Option<Rc<Node>>,
    /// `steps`.
    pub(in super::super) steps: Vec<Step>,
}

impl Job {
    /// Reads one member of `jobs`.
    pub(in super::super) fn read(entry: &Entry, file: FileId, report: &mut Report) -> Self {
        let node: &Node = &entry.value;
        for member in node.entries() {
            if !MEMBERS.contains(&member.key.as_str()) {
                let text = format!(
                    "the member `{}` of job `{}` is not known and is left out",
                    member.key, entry.key
                );
                report.note(Some(Place::new(file, member.key_span)), text);
            }
        }
        let uses = Written::member(node, "uses");
        let environment = environment(node);
        if let (Some(_), Some(member)) = (&uses, node.entry("environment")) {
            let message =
                format!("job `{}` calls a reusable workflow and cannot have an `environment`", entry.key);
            report.finding(FindingId::EnvironmentOnCaller, file, member.key_span, message);
        }
        let needs = node.get("needs").map(|needs| needs.strings()).unwrap_or_default();
        Self {
            id: entry.key.clone(),
            key: entry.key_span,
            condition: Written::member(node, "if"),
            needs: needs.into_iter().map(|(text, span)| Written { text: text.to_owned(), span }).collect(),
            permissions: node.entry("permissions").map(|entry| Permissions::read(entry, file, report)),
            environment,
            uses,
            with: node.get("with").cloned(),
            secrets: node.get("secrets").cloned(),
            matrix: node.get("strategy").and_then(|strategy| strategy.get("matrix")).cloned(),
            env: Env::read(node),
            runs_on: node.get("runs-on").cloned(),
            steps: node.get("steps").map(|list| steps(list)).unwrap_or_default(),
        }
    }
}

/// `environment: name`, or the `name` of the mapping form; `url` and `deployment` do not touch the token.
///
/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idenvironment>
fn environment(node: &Node) -> Option<Written> {
    let value = node.get("environment")?;
    if value.is_mapping() { Written::member(value, "name") } else { Written::member(node, "environment") }
}

/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobs>
const MEMBERS: [&str; 20] = [
    "name",
    "permissions",
    "needs",
    "if",
    "runs-on",
    "snapshot",
    "environment",
    "concurrency",
    "outputs",
    "env",
    "defaults",
    "steps",
    "timeout-minutes",
    "strategy",
    "continue-on-error",
    "container",
    "services",
    "uses",
    "with",
    "secrets",
];
