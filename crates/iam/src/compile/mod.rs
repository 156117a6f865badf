//! A policy made ready for evaluation: keys in lower case, patterns compiled, numbers, dates and addresses parsed.
//!
//! Both ways of evaluation run over it: [`CompiledPolicy::decide`] and [`CompiledPolicy::trace`] in [`crate::evaluate`].

mod condition;
mod element;

pub(crate) use condition::{CompiledCondition, Operand};
pub(crate) use element::{CompiledActions, CompiledPrincipal, CompiledResources, ResourcePattern};

use crate::policy::{Effect, PolicyDocument};

/// A policy made ready for evaluation; it keeps the document, whose spans the trace needs.
#[derive(Debug, Clone)]
pub struct CompiledPolicy {
    pub(crate) document: PolicyDocument,
    pub(crate) statements: Vec<CompiledStatement>,
}

#[derive(Debug, Clone)]
pub(crate) struct CompiledStatement {
    pub(crate) effect: Effect,
    pub(crate) actions: CompiledActions,
    pub(crate) principal: CompiledPrincipal,
    pub(crate) resources: Option<CompiledResources>,
    pub(crate) conditions: Vec<CompiledCondition>,
}

/// Compiles a policy of any kind; every document compiles, what is malformed in it matches nothing.
#[must_use]
pub fn compile(policy: &PolicyDocument) -> CompiledPolicy {
    let version = policy.effective_version();
    let statements = policy
        .statements
        .iter()
        .map(|statement| CompiledStatement {
            effect: statement.effect.value,
            actions: CompiledActions::compile(&statement.action.value),
            principal: CompiledPrincipal::compile(policy.kind, statement),
            resources: CompiledResources::compile(statement, version),
            conditions: statement
                .conditions
                .iter()
                .map(|condition| CompiledCondition::compile(condition, version))
                .collect(),
        })
        .collect();
    CompiledPolicy { document: policy.clone(), statements }
}
