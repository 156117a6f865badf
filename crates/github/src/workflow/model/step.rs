//! Steps and `env` blocks.

use std::rc::Rc;

use super::super::Span;
use super::super::yaml::Node;
use super::Written;

/// One step of a job or of a composite action.
#[derive(Debug, Clone)]
pub(in super::super) struct Step {
    /// Where it stands.
    pub(in super::super) span: Span,
    /// `name`.
    pub(in super::super) name: Option<Written>,
    /// `uses`.
    pub(in super::super) uses: Option<Written>,
    /// `run`.
    pub(in super::super) run: Option<Written>,
    /// `if`.
    pub(in super::super) condition: Option<Written>,
    /// `with`, scalars only, in order: the name's span and the value.
    pub(in super::super) with: Vec<(String, Span, Written)>,
    /// `env`.
    pub(in super::super) env: Env,
}

/// An `env` block: name, the name's span, value.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Env(pub(in super::super) Vec<(String, Span, Written)>);

impl Env {
    /// Reads the member `env` of a node.
    pub(in super::super) fn read(node: &Node) -> Self {
        Self(node.get("env").map(|env| scalars(env)).unwrap_or_default())
    }
}

impl Step {
    /// An input of the step; names of inputs compare without regard to case.
    pub(in super::super) fn input(&self, name: &str) -> Option<&Written> {
        self.with.iter().find(|(input, _, _)| input.eq_ignore_ascii_case(name)).map(|(_, _, value)| value)
    }

    /// The label of the step: its name, else what it uses or runs.
    pub(in super::super) fn label(&self) -> String {
        let first_line = |run: &Written| run.text.lines().next().unwrap_or_default().trim().to_owned();
        self.name
            .as_ref()
            .map(|name| name.text.clone())
            .or_else(|| self.uses.as_ref().map(|uses| uses.text.clone()))
            .or_else(|| self.run.as_ref().map(first_line))
            .unwrap_or_default()
    }
}

/// Reads a list of steps.
pub(in super::super) fn steps(list: &Node) -> Vec<Step> {
    let step = |node: &Rc<Node>| Step {
        span: node.span,
        name: Written::member(node, "name"),
        uses: Written::member(node, "uses"),
        run: Written::member(node, "run"),
        condition: Written::member(node, "if"),
        with: node.get("with").map(|with| scalars(with)).unwrap_or_default(),
        env: Env::read(node),
    };
    list.items().iter().filter(|node| node.is_mapping()).map(step).collect()
}

fn scalars(node: &Node) -> Vec<(String, Span, Written)> {
    let scalar = |entry: &super::super::yaml::Entry| {
        let text = if entry.value.is_null() { String::new() } else { entry.value.text()? };
        let value = Written { text, span: entry.value.span };
        Some((entry.key.clone(), entry.key_span, value))
    };
    node.entries().iter().filter_map(scalar).collect()
}
