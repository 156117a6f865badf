//! What a file is: trust policies, a workflow, or neither.

use std::sync::Arc;

use can_assume_github::workflow;
use can_assume_iam::json;
use can_assume_iam::policy::{
    ActionElement, Effect, PolicyDocument, PolicyError, PolicyWarning, PrincipalKind,
};
use can_assume_iam::span::Span;
use can_assume_sources::find::{self, Found, SourceKind};

use super::input::File;
use super::policy_view::principals_of;
use crate::diagnostic::{Diagnostic, Level, SourceText};
use crate::question::{Policy, Role};

/// What a file is.
pub(super) enum Read {
    /// Trust policies.
    Policies(Vec<ReadPolicy>),
    /// A workflow.
    Workflow,
    /// Neither, and nobody said that it is one.
    Other,
}

/// A trust policy, or why it cannot be read.
pub(super) struct ReadPolicy {
    pub(super) role: Role,
    pub(super) policy: Result<(Policy, Vec<PolicyWarning>), Vec<Diagnostic>>,
}

/// Tells what a file is.
///
/// # Errors
/// Where somebody named it, or its place or text says what it is meant to be, and it cannot be read as that.
pub(super) fn read(file: &File) -> Result<Read, Vec<Diagnostic>> {
    if is_yaml(file) { read_yaml(file) } else { read_policies(file) }
}

fn is_yaml(file: &File) -> bool {
    let name = file.source.name.to_ascii_lowercase();
    let named_so = name.ends_with(".yml") || name.ends_with(".yaml");
    let is_json = file.source.text.trim_start().starts_with(['{', '[', '"', '%']);
    named_so || !(is_json || name.ends_with(".json"))
}

fn read_yaml(file: &File) -> Result<Read, Vec<Diagnostic>> {
    let source = &file.source;
    match workflow::outline(&source.name, &source.text) {
        Ok(_) => Ok(Read::Workflow),
        Err(error) if error.is_not_a_workflow() => {
            // A policy may stand in YAML too, since JSON is YAML.
            if let Ok(found) = find::find(&source.text, &source.name) {
                return of_found(file, found);
            }
            if file.named {
                let span = Span::new(error.span().start, error.span().end);
                let message =
                    format!("the file is neither a trust policy nor a workflow: {}", error.message());
                return Err(vec![at(
                    source,
                    span,
                    message,
                    "name a trust policy, a workflow, or a directory",
                )]);
            }
            Ok(Read::Other)
        }
        Err(error) if file.named || source.name.replace('\\', "/").contains(".github/workflows/") => {
            let span = Span::new(error.span().start, error.span().end);
            Err(vec![at(
                source,
                span,
                error.message(),
                "correct the YAML; GitHub does not start such a workflow",
            )])
        }
        Err(_) => Ok(Read::Other),
    }
}

fn read_policies(file: &File) -> Result<Read, Vec<Diagnostic>> {
    let source = &file.source;
    match find::find(&source.text, &source.name) {
        Ok(found) => of_found(file, found),
        Err(error) => {
            let broken = json::parse(&source.text, json::ACCOUNT_LIMIT).is_err();
            if file.named || broken && speaks_of_assuming(&source.text) {
                return Err(vec![at(source, error.span, error.message, error.help)]);
            }
            Ok(Read::Other)
        }
    }
}

fn of_found(file: &File, found: Found) -> Result<Read, Vec<Diagnostic>> {
    let alone = found.kind == SourceKind::Policy;
    let mut policies = Vec::new();
    for role in found.roles {
        let source = SourceText { name: role.text.name.clone(), text: Arc::clone(&role.text.text) };
        if alone && !file.named {
            // Any policy has statements; only one that lets assume roles is a trust policy.
            let is_trust = match &role.policy {
                Ok(parsed) => lets_assume(&parsed.document),
                Err(_) => speaks_of_assuming(&source.text),
            };
            if !is_trust {
                return Ok(Read::Other);
            }
        }
        let embedded = !role.text.is_file;
        let policy = match role.policy {
            Ok(parsed) => Ok((
                Policy { document: parsed.document, source, embedded, notices: Vec::new() },
                parsed.warnings,
            )),
            Err(errors) => Err(errors.into_iter().map(|error| of_error(&source, error)).collect()),
        };
        policies.push(ReadPolicy {
            role: Role {
                tags: role.arn.is_some().then_some(role.tags),
                arn: role.arn,
                name: role.name,
                max_session_duration: role.max_session_duration,
            },
            policy,
        });
    }
    Ok(Read::Policies(policies))
}

/// Whether a policy lets somebody assume a role; one that only denies is a guardrail of an organisation.
fn lets_assume(document: &PolicyDocument) -> bool {
    document.statements.iter().filter(|statement| statement.effect.value == Effect::Allow).any(|statement| {
        let (ActionElement::Action(actions) | ActionElement::NotAction(actions)) = &statement.action.value;
        let assumes = actions.iter().any(|action| action.value.to_ascii_lowercase().starts_with("sts:"));
        assumes && statement.principal.is_some()
            || principals_of(statement, PrincipalKind::Federated).next().is_some()
    })
}

fn speaks_of_assuming(text: &str) -> bool {
    text.contains("sts:AssumeRole") && text.contains("Principal")
}

fn of_error(source: &SourceText, error: PolicyError) -> Diagnostic {
    let diagnostic = Diagnostic::new(Level::Error, "", error.message).primary(source, error.span, "");
    match error.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

fn at(source: &SourceText, span: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Level::Error, "", message).primary(source, span, "").help(help)
}
