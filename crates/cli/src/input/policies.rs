//! The role with its trust policy, and the policies around it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use can_assume_core::diagnostic::{Diagnostic, Level, SourceText};
use can_assume_core::iam::policy::{self, Parsed, PolicyError, PolicyKind, PolicyWarning};
use can_assume_core::iam::write_time::{self, Certainty, Refusal};
use can_assume_core::question::{Policy, Role};
use can_assume_core::sources::find;
use can_assume_core::sources::provider::{self, Provider};

use super::file::Limit;
use super::{InputError, Reader};

/// The role with its trust policy, from `--policy` and `--role`.
///
/// # Errors
/// When the file holds no trust policy, or several and `--role` does not choose one.
pub(crate) fn role(
    reader: &mut Reader,
    paths: &[PathBuf],
    wanted: Option<&str>,
) -> Result<(Role, Policy), InputError> {
    let [path] = paths else {
        return Err(InputError::plain(
            format!("{} policies were given; expected one", paths.len()),
            "several policies belong to the roles of a workflow: give it with --workflow",
        ));
    };
    let file = reader.text("--policy", path, Limit::Dump)?;
    let found = find::find(&file.text, &file.name)
        .map_err(|error| InputError::at(&file, error.span, error.message, error.help))?;
    let chosen = find::select(&found, wanted)
        .map_err(|error| InputError::plain(format!("{}: {}", file.name, error.message), error.help))?;
    let source = SourceText { name: chosen.text.name.clone(), text: Arc::clone(&chosen.text.text) };
    let parsed = chosen.policy.clone().map_err(|errors| refused(&source, errors))?;
    let given_arn = wanted.filter(|wanted| wanted.starts_with("arn:"));
    let role = Role {
        arn: chosen.arn.clone().or_else(|| given_arn.map(str::to_owned)),
        name: chosen.name.clone().or_else(|| wanted.filter(|_| given_arn.is_none()).map(str::to_owned)),
        max_session_duration: chosen.max_session_duration,
        // Only a listing of the role says what tags it has; a bare policy leaves them open.
        tags: chosen.arn.is_some().then(|| chosen.tags.clone()),
    };
    let embedded = !chosen.text.is_file;
    Ok((role, Policy { embedded, ..of_parsed(parsed, source) }))
}

/// The resource control policies of `--rcp`.
pub(crate) fn resource_control_policies(
    reader: &mut Reader,
    paths: &[PathBuf],
) -> Result<Vec<Policy>, InputError> {
    paths.iter().map(|path| one(reader, "--rcp", path, PolicyKind::ResourceControl)).collect()
}

/// The service control policies of `--scp`.
pub(crate) fn service_control_policies(
    reader: &mut Reader,
    paths: &[PathBuf],
) -> Result<Vec<Policy>, InputError> {
    paths.iter().map(|path| one(reader, "--scp", path, PolicyKind::ServiceControl)).collect()
}

/// The caller's identity-based policy of `--caller-policy`.
pub(crate) fn caller_policy(reader: &mut Reader, path: &Path) -> Result<Policy, InputError> {
    one(reader, "--caller-policy", path, PolicyKind::Identity)
}

/// The providers of `--provider`.
pub(crate) fn providers(reader: &mut Reader, path: &Path) -> Result<Vec<Provider>, InputError> {
    let source = reader.text("--provider", path, Limit::Document)?;
    provider::parse(&source.text)
        .map_err(|error| InputError::at(&source, error.span, error.message, error.help))
}

fn one(
    reader: &mut Reader,
    option: &'static str,
    path: &Path,
    kind: PolicyKind,
) -> Result<Policy, InputError> {
    let source = reader.text(option, path, Limit::Document)?;
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
