//! The trust policies of several roles, from `--policy` and from the facts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use can_assume_core::diagnostic::SourceText;
use can_assume_core::github::facts::Facts;
use can_assume_core::question::{Policy, Role};
use can_assume_core::sources::find::{self, Found, FoundRole};
use can_assume_core::workflow::RolePolicy;

use super::file::Limit;
use super::policies::{of_parsed, refused};
use super::{InputError, Reader};

/// Every role with a trust policy in the files of `--policy`, and those that the facts name; `wanted` chooses one.
///
/// # Errors
/// When a file holds no trust policy, the only policy of a file cannot be read, or no role is the wanted one.
pub(crate) fn role_policies(
    reader: &mut Reader,
    paths: &[PathBuf],
    wanted: Option<&str>,
    facts: &Facts,
    facts_file: Option<&Path>,
) -> Result<Vec<RolePolicy>, InputError> {
    let mut all = Vec::new();
    for path in paths {
        let file = reader.text("--policy", path, Limit::Dump)?;
        let found = find::find(&file.text, &file.name)
            .map_err(|error| InputError::at(&file, error.span, error.message, error.help))?;
        all.extend(of_file(&file, &found, wanted)?);
    }
    let folder = facts_file.and_then(Path::parent).unwrap_or(Path::new(""));
    for (name, path) in &facts.roles {
        if wanted.is_none_or(|wanted| is_called(name, wanted)) {
            all.push(of_facts(reader, name, &folder.join(path))?);
        }
    }
    Ok(all)
}

/// The roles of one file; in a listing, those whose policy cannot be read are left out.
fn of_file(file: &SourceText, found: &Found, wanted: Option<&str>) -> Result<Vec<RolePolicy>, InputError> {
    if wanted.is_some() || found.roles.len() == 1 {
        let chosen = find::select(found, wanted)
            .map_err(|error| InputError::plain(format!("{}: {}", file.name, error.message), error.help))?;
        let mut one = of_role(chosen)?;
        match wanted {
            Some(arn) if arn.starts_with("arn:") => {
                one.role.arn = one.role.arn.or_else(|| Some(arn.to_owned()));
            }
            name => one.role.name = one.role.name.or_else(|| name.map(str::to_owned)),
        }
        return Ok(vec![one]);
    }
    Ok(found.roles.iter().filter_map(|role| of_role(role).ok()).collect())
}

fn of_role(found: &FoundRole) -> Result<RolePolicy, InputError> {
    let source = SourceText { name: found.text.name.clone(), text: Arc::clone(&found.text.text) };
    let parsed = found.policy.clone().map_err(|errors| refused(&source, errors))?;
    Ok(RolePolicy {
        role: Role {
            arn: found.arn.clone(),
            name: found.name.clone(),
            max_session_duration: found.max_session_duration,
            tags: found.arn.is_some().then(|| found.tags.clone()),
        },
        policy: Policy { embedded: !found.text.is_file, ..of_parsed(parsed, source) },
    })
}

/// The role called `name` in the facts, whose policy is in the file at `path`.
fn of_facts(reader: &mut Reader, name: &str, path: &Path) -> Result<RolePolicy, InputError> {
    let file = reader.text("the facts' `roles`", path, Limit::Dump)?;
    let found = find::find(&file.text, &file.name)
        .map_err(|error| InputError::at(&file, error.span, error.message, error.help))?;
    let chosen = find::select(&found, Some(name))
        .map_err(|error| InputError::plain(format!("{}: {}", file.name, error.message), error.help))?;
    let mut one = of_role(chosen)?;
    if name.starts_with("arn:") {
        one.role.arn = Some(name.to_owned());
    } else {
        one.role.name = Some(name.to_owned());
    }
    Ok(one)
}

/// Whether a role of the facts is the one that is wanted, each by its ARN or its name.
fn is_called(known: &str, wanted: &str) -> bool {
    known == wanted || known.rsplit('/').next() == wanted.rsplit('/').next()
}
