//! A workflow file as part of a run.

use std::rc::Rc;

use super::candidate::CallSite;
use super::event::{Scenario, top_inputs};
use super::expression::Value;
use super::grant::Grant;
use super::model::Workflow;

/// A workflow file as part of a run: the top-level file, or one that is called.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) workflow: Rc<Workflow>,
    /// Path of the file in the repository.
    pub(super) path: String,
    /// The calls that lead here.
    pub(super) chain: Vec<CallSite>,
    /// What the caller grants.
    pub(super) cap: Option<Grant>,
    /// What the caller passes; `None` at the top, where the trigger decides.
    pub(super) inputs: Option<Value>,
}

impl Frame {
    /// The context `inputs`.
    pub(super) fn inputs(&self, scenario: &Scenario) -> Value {
        self.inputs.clone().unwrap_or_else(|| top_inputs(scenario, &self.workflow))
    }
}
