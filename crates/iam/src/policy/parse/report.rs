//! The errors and warnings found so far.

use crate::json::Value;
use crate::span::{Span, Spanned};

use super::{PolicyError, PolicyWarning};

/// How many errors, and how many warnings, are kept; a hostile text could have one for every third byte.
const MOST: usize = 100;

/// What was found in a policy's text.
#[derive(Default)]
pub(super) struct Report {
    pub(super) errors: Vec<PolicyError>,
    pub(super) warnings: Vec<PolicyWarning>,
}

impl Report {
    /// Whether no further error is kept, so that none needs to be worded.
    pub(super) fn is_full(&self) -> bool {
        self.errors.len() >= MOST
    }

    pub(super) fn error(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        if !self.is_full() {
            self.errors.push(PolicyError { message: message.into(), help: Some(help.into()), span });
        }
    }

    /// The error for a value of the wrong kind under `name`.
    pub(super) fn wrong_kind(&mut self, name: &str, value: &Value<'_>, expected: &str) {
        let found = value.describe();
        self.error(
            value.span,
            format!("{name} is {found}; expected {expected}"),
            format!("write {expected}"),
        );
    }

    pub(super) fn warn(
        &mut self,
        rule: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
        related: Option<Spanned<String>>,
    ) {
        if self.warnings.len() < MOST {
            let (message, help) = (message.into(), Some(help.into()));
            self.warnings.push(PolicyWarning { rule, message, help, span, related });
        }
    }
}
