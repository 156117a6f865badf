//! A policy, with what is to be said of it.

use can_assume_iam::policy::{self, Parsed, PolicyError, PolicyKind, PolicyWarning};
use can_assume_iam::write_time::{self, Certainty, Refusal};

use super::InputError;
use crate::diagnostic::{Diagnostic, Level, SourceText};
use crate::question::Policy;

/// Reads `source` as one policy of the given kind.
///
/// # Errors
/// When it is no policy of that kind: a diagnostic for each mistake.
pub fn policy(source: SourceText, kind: PolicyKind) -> Result<Policy, InputError> {
    let parsed = policy::parse(&source.text, kind).map_err(|errors| refused(&source, errors))?;
    Ok(of_parsed(parsed, source))
}

pub(super) fn of_parsed(parsed: Parsed, source: SourceText) -> Policy {
    let mut notices: Vec<Diagnostic> =
        parsed.warnings.into_iter().map(|warning| of_warning(&source, warning)).collect();
    notices.extend(
        write_time::check(&parsed.document, &source.text)
            .into_iter()
            .map(|refusal| of_refusal(&source, refusal)),
    );
    Policy { document: parsed.document, source, embedded: false, notices }
}

fn of_warning(source: &SourceText, warning: PolicyWarning) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::new(Level::Warning, warning.rule, warning.message).primary(source, warning.span, "");
    if let Some(related) = warning.related {
        diagnostic = diagnostic.context(source, related.span, related.value);
    }
    match warning.help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// What IAM would refuse to store keeps working once it is stored, so it is worth a word and decides nothing.
fn of_refusal(source: &SourceText, refusal: Refusal) -> Diagnostic {
    let level = match refusal.certainty {
        Certainty::Certain => Level::Warning,
        Certainty::Note => Level::Note,
    };
    let mut diagnostic =
        Diagnostic::new(level, refusal.rule, refusal.headline).primary(source, refusal.span, "");
    if let Some(code) = refusal.code {
        let said = refusal.aws_message.map(|message| format!(": {message}")).unwrap_or_default();
        diagnostic = diagnostic.note(format!("IAM refuses to store this ({}{said})", code.as_str()));
    }
    diagnostic.help(refusal.help)
}

pub(super) fn refused(source: &SourceText, errors: Vec<PolicyError>) -> InputError {
    let diagnostics = errors.into_iter().map(|error| {
        let diagnostic = Diagnostic::new(Level::Error, "", error.message).primary(source, error.span, "");
        match error.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    });
    InputError(diagnostics.collect())
}
