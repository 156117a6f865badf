//! The roles of a file, each with its trust policy.

use std::sync::Arc;

use can_assume_github::facts::Facts;
use can_assume_sources::find::{self, Found, FoundRole};

use super::InputError;
use super::policy::{of_parsed, refused};
use crate::diagnostic::{Diagnostic, SourceText};
use crate::exposure::{self, Pair};
use crate::question::{Policy, Role};
use crate::workflow::RolePolicy;

/// The role of `file` with its trust policy: the only one, or the one called `wanted`, by ARN or name.
///
/// # Errors
/// When the file holds no trust policy, or several and `wanted` does not choose one, or it cannot be read.
pub fn role(file: &SourceText, wanted: Option<&str>) -> Result<(Role, Policy), InputError> {
    let found = found(file)?;
    let RolePolicy { mut role, policy } = of_found(selected(file, &found, wanted)?)?;
    name_as_wanted(&mut role, wanted);
    Ok((role, policy))
}

/// The roles of a file.
#[derive(Debug, Clone, Default)]
pub struct Roles {
    /// Those with a trust policy that can be read.
    pub readable: Vec<(Role, Policy)>,
    /// Why the trust policies of the others cannot.
    pub errors: Vec<Diagnostic>,
}

impl Roles {
    /// All of them.
    ///
    /// # Errors
    /// When the trust policy of one cannot be read.
    fn all(self) -> Result<Vec<(Role, Policy)>, InputError> {
        if self.errors.is_empty() { Ok(self.readable) } else { Err(InputError(self.errors)) }
    }
}

/// Every role of `file` with its trust policy; with `wanted` the one that is called so.
///
/// # Errors
/// When the file holds no trust policy, or none is called so.
pub fn roles(file: &SourceText, wanted: Option<&str>) -> Result<Roles, InputError> {
    let found = found(file)?;
    let chosen: Vec<&FoundRole> = match wanted {
        None if !found.roles.is_empty() => found.roles.iter().collect(),
        wanted => vec![selected(file, &found, wanted)?],
    };
    let mut roles = Roles::default();
    for role in chosen {
        match of_found(role) {
            Ok(one) => roles.readable.push((one.role, one.policy)),
            Err(InputError(errors)) => roles.errors.extend(errors),
        }
    }
    Ok(roles)
}

/// The roles of two files, each with its policy before and after; with `wanted` the one that is called so, which one of the files may
/// lack.
///
/// # Errors
/// As those of [`roles`]; when a trust policy cannot be read, no file has the role that is wanted, or the one without it is not complete.
pub fn pairs(before: &SourceText, after: &SourceText, wanted: Option<&str>) -> Result<Vec<Pair>, InputError> {
    let lacks = |file: &SourceText| match wanted {
        Some(wanted) => Ok::<bool, InputError>(lacks(&found(file)?, wanted)),
        None => Ok(false),
    };
    Ok(match (lacks(before)?, lacks(after)?) {
        (true, false) => exposure::pairs(Vec::new(), roles(after, wanted)?.all()?),
        (false, true) => exposure::pairs(roles(before, wanted)?.all()?, Vec::new()),
        _ => exposure::pairs(roles(before, wanted)?.all()?, roles(after, wanted)?.all()?),
    })
}

/// Whether the file lists roles by their names, all that there are, and the wanted one is not among them.
fn lacks(found: &Found, wanted: &str) -> bool {
    let is_another = |role: &FoundRole| {
        let names = [role.name.as_deref(), role.arn.as_deref()];
        names.iter().any(Option::is_some) && !names.contains(&Some(wanted))
    };
    !found.truncated && !found.roles.is_empty() && found.roles.iter().all(is_another)
}

/// The roles of `file` for the steps of a workflow; in a listing, those whose policy cannot be read are left out.
///
/// # Errors
/// When the file holds no trust policy, the only policy of it cannot be read, or no role is the wanted one.
pub fn role_policies(file: &SourceText, wanted: Option<&str>) -> Result<Vec<RolePolicy>, InputError> {
    let found = found(file)?;
    if wanted.is_some() || found.roles.len() == 1 {
        let mut one = of_found(selected(file, &found, wanted)?)?;
        name_as_wanted(&mut one.role, wanted);
        return Ok(vec![one]);
    }
    Ok(found.roles.iter().filter_map(|role| of_found(role).ok()).collect())
}

/// The role that the facts call `name`, by ARN or name, whose policy is in `file`.
///
/// # Errors
/// When the file holds no such role, or its policy cannot be read.
pub fn role_called(name: &str, file: &SourceText) -> Result<RolePolicy, InputError> {
    let found = found(file)?;
    let mut one = of_found(selected(file, &found, Some(name))?)?;
    if name.starts_with("arn:") {
        one.role.arn = Some(name.to_owned());
    } else {
        one.role.name = Some(name.to_owned());
    }
    Ok(one)
}

/// The roles that the facts name, each with the path of its policy from where the facts are; `wanted` chooses one.
pub fn policy_files<'a>(
    facts: &'a Facts,
    wanted: Option<&'a str>,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let all = facts.roles.iter().map(|(name, path)| (name.as_str(), path.as_str()));
    all.filter(move |(name, _)| wanted.is_none_or(|wanted| is_called(name, wanted)))
}

/// Whether a role of the facts is the one that is wanted, each by its ARN or its name.
fn is_called(known: &str, wanted: &str) -> bool {
    known == wanted || known.rsplit('/').next() == wanted.rsplit('/').next()
}

/// The only one of the policies that were given for one role.
///
/// # Errors
/// When there is none, or there are several.
pub fn only<T>(policies: &[T]) -> Result<&T, InputError> {
    match policies {
        [one] => Ok(one),
        several => Err(InputError::plain(
            format!("{} policies were given; expected one", several.len()),
            "several policies belong to the roles of a workflow: give it with --workflow",
        )),
    }
}

fn found(file: &SourceText) -> Result<Found, InputError> {
    find::find(&file.text, &file.name)
        .map_err(|error| InputError::at(file, error.span, error.message, error.help))
}

fn selected<'a>(
    file: &SourceText,
    found: &'a Found,
    wanted: Option<&str>,
) -> Result<&'a FoundRole, InputError> {
    find::select(found, wanted)
        .map_err(|error| InputError::plain(format!("{}: {}", file.name, error.message), error.help))
}

fn of_found(found: &FoundRole) -> Result<RolePolicy, InputError> {
    let source = SourceText { name: found.text.name.clone(), text: Arc::clone(&found.text.text) };
    let parsed = found.policy.clone().map_err(|errors| refused(&source, errors))?;
    let role = Role {
        arn: found.arn.clone(),
        name: found.name.clone(),
        max_session_duration: found.max_session_duration,
        // Only a listing of the role says what tags it has; a bare policy leaves them open.
        tags: found.arn.is_some().then(|| found.tags.clone()),
    };
    Ok(RolePolicy { role, policy: Policy { embedded: !found.text.is_file, ..of_parsed(parsed, source) } })
}

/// A role whose file does not say who it is, is who it was asked for as.
fn name_as_wanted(role: &mut Role, wanted: Option<&str>) {
    match wanted {
        Some(arn) if arn.starts_with("arn:") => {
            role.arn.get_or_insert_with(|| arn.to_owned());
        }
        Some(name) => {
            role.name.get_or_insert_with(|| name.to_owned());
        }
        None => {}
    }
}
