//! A row in words, and what has to hold for it.

use can_assume_github::issuer::{ImmutableSubjects, Issuer, IssuerKind};
use can_assume_github::template::ContextKind;
use can_assume_github::universe::{FieldKind, Known};

use super::extent::Extent;
use super::row::{JobContext, Row};
use super::text::Text;

/// Who is meant and which of its jobs, e.g. ``any repository of `acme`, runs on `refs/heads/main` ``.
pub(super) fn description(row: &Row<'_>, issuer: &Issuer, owners: &[String]) -> String {
    let mut parts = vec![party(row, issuer, owners)];
    if row.is_any_job() {
        parts.push("any job".to_owned());
    } else {
        parts.extend(row.contexts.iter().map(context));
    }
    for (kind, label) in [
        (FieldKind::JobWorkflowRef, "job defined in"),
        (FieldKind::Workflow, "workflow named"),
        (FieldKind::Actor, "started by"),
        (FieldKind::ActorId, "started by the account with the id"),
        (FieldKind::EnterpriseId, "enterprise with the id"),
    ] {
        if let Some(values) = values(row.extent(&kind)) {
            parts.push(format!("{label} {values}"));
        }
    }
    if let Some(values) =
        values(row.extent(&FieldKind::Audience)).filter(|values| values != "`sts.amazonaws.com`")
    {
        parts.push(format!("audience {values}"));
    }
    for (kind, extent) in &row.extents {
        if let (FieldKind::Claim(name), Some(values)) = (kind, values(extent)) {
            parts.push(format!("`{name}` {values}"));
        }
    }
    if !row.has_default_template() {
        parts.push(format!("with the subject template `{}`", row.template.join(", ")));
    }
    parts.join(", ")
}

/// Those who have repositories with tokens of the issuer.
pub(super) fn everyone(issuer: &Issuer) -> String {
    match issuer.kind() {
        IssuerKind::GitHubEnterprise { slug } => format!("the enterprise `{slug}`"),
        IssuerKind::EnterpriseServer { host } => format!("any account on `{host}`"),
        IssuerKind::GheCom { subdomain, .. } => format!("any account on `{subdomain}.ghe.com`"),
        _ => "any GitHub account".to_owned(),
    }
}

fn party(row: &Row<'_>, issuer: &Issuer, owners: &[String]) -> String {
    use FieldKind::{Owner, OwnerId, Repository, RepositoryId};
    let everyone = everyone(issuer);
    let named = row.named(&Owner).zip(row.named(&Repository));
    let mut text = if let Some((owners, repositories)) = named {
        let names: Vec<String> = owners
            .iter()
            .flat_map(|owner| repositories.iter().map(move |repository| format!("`{owner}/{repository}`")))
            .collect();
        let any_case = [Owner, Repository].iter().any(|kind| {
            matches!(row.extent(kind), Extent::Some(texts) if texts.iter().any(|text| matches!(text, Text::AnyCase(_))))
        });
        names.join(", ") + if any_case { " in any case" } else { "" }
    } else {
        let repository = match row.extent(&Repository) {
            Extent::Any => "any repository".to_owned(),
            extent => {
                let names = values(extent).unwrap_or_default();
                match names.strip_prefix("anything ") {
                    Some(but) => format!("any repository {but}"),
                    None => format!("any repository named {names}"),
                }
            }
        };
        match row.extent(&Owner) {
            Extent::Any if row.named(&RepositoryId).is_some() => {
                repository.replace("any repository", "the repository")
            }
            Extent::Any if row.extents.contains_key(&OwnerId) => format!("{repository} of the account"),
            Extent::Any => format!("{repository} of {everyone}"),
            extent => {
                let names = values(extent).unwrap_or_default();
                match (extent, names.strip_prefix("anything ")) {
                    (_, Some(but)) => format!("{repository} of {everyone} {but}"),
                    (extent, None) if extent.literals().is_some() => format!("{repository} of {names}"),
                    (_, None) => format!("{repository} of any account named {names}"),
                }
            }
        }
    };
    let ids = [(OwnerId, "owner"), (RepositoryId, "repository")]
        .iter()
        .filter_map(|(kind, what)| values(row.extent(kind)).map(|ids| format!("{what} id {ids}")))
        .collect::<Vec<_>>();
    if !ids.is_empty() {
        text.push_str(&format!(" ({})", ids.join(", ")));
    }
    let strangers: Vec<&str> = row
        .named(&Owner)
        .into_iter()
        .flatten()
        .filter(|owner| !owners.iter().any(|own| own.eq_ignore_ascii_case(owner)))
        .collect();
    if !owners.is_empty() && !strangers.is_empty() {
        text.push_str(" (not one of your owners)");
    }
    text
}

fn context(context: &JobContext) -> String {
    let git_ref = values(&context.git_ref);
    match context.kind() {
        ContextKind::PullRequest => {
            let on = git_ref.map(|values| format!(" on {values}")).unwrap_or_default();
            format!("any pull request{on}, including pull_request_target from forks")
        }
        ContextKind::Environment => {
            let on = git_ref.map(|values| format!(" on {values}")).unwrap_or_default();
            let but = |values: &str| {
                values.strip_prefix("anything ").map(|but| format!("any environment {but}{on}"))
            };
            match values(&context.environment) {
                Some(values) => but(&values).unwrap_or_else(|| format!("environment {values}{on}")),
                None => format!("any environment{on}"),
            }
        }
        ContextKind::Ref => match git_ref {
            Some(values) if context.uncertain.is_none() => format!("runs on {values}"),
            Some(values) => format!("reviews of pull requests or deployments with the ref {values}"),
            None if context.uncertain.is_none() => "runs on any branch or tag".to_owned(),
            None => "reviews of pull requests and deployments of a commit".to_owned(),
        },
    }
}

/// The values of an extent in backticks; `None` when it has all there are.
fn values(extent: &Extent) -> Option<String> {
    let written = |texts: &[Text], between: &str| {
        let words: Vec<String> = texts
            .iter()
            .map(|text| match text {
                Text::Is(text) | Text::Like(text) => format!("`{text}`"),
                Text::Written(text) => format!("`{text}` (`:` written as `%3A`)"),
                Text::AnyCase(text) => format!("`{text}` in any case"),
            })
            .collect();
        words.join(between)
    };
    match extent {
        Extent::Any => None,
        Extent::Some(texts) => Some(written(texts, " or ")),
        Extent::Except(texts) => Some(format!("anything but {}", written(texts, " or "))),
        Extent::Both { of, but } if but.is_empty() => Some(written(of, " and ")),
        Extent::Both { of, but } => {
            Some(format!("{} but not {}", written(of, " and "), written(but, " or ")))
        }
    }
}

/// What has to hold for a row beside the token.
pub(super) fn assumptions(row: &Row<'_>, issuer: &Issuer, known: &Known) -> Vec<String> {
    let mut assumes = row.assumes.clone();
    let mut add = |text: String| {
        if !assumes.contains(&text) {
            assumes.push(text);
        }
    };
    let both = issuer.immutable_subjects() != ImmutableSubjects::Never
        && row.template.iter().any(|key| key == "repo");
    let is_known = |row: &Row<'_>| {
        let owner = row.named(&FieldKind::Owner).zip(row.named(&FieldKind::Repository));
        matches!((owner, known.repository()), (Some((owners, names)), Some((owner, name))) if owners == [owner] && names == [name])
    };
    let is_known = is_known(row);
    if both && row.forms.len() == 1 && !(is_known && known.says_form()) {
        add(if row.forms.contains(&true) {
            "its subjects carry the ids of owner and repository".to_owned()
        } else {
            "its subjects carry names only, as those of repositories from before 2026-07-15 do".to_owned()
        });
    }
    let named = row.named(&FieldKind::Repository).is_some() || row.named(&FieldKind::RepositoryId).is_some();
    if named && row.has_default_template() && !(is_known && known.says_template()) {
        add("it has GitHub's default subject template".to_owned());
    }
    for context in &row.contexts {
        if let Some(why) = context.uncertain.filter(|_| !row.is_any_job()) {
            add(why.to_owned());
        }
        for environment in context.environment.literals().unwrap_or_default() {
            if !(is_known && known.guards(environment)) {
                add(format!(
                    "the environment `{environment}` may be unprotected: any workflow of the repository can name it"
                ));
            }
        }
    }
    if row.limits(&FieldKind::JobWorkflowRef) && row.workflow_is_somebodys() {
        add("the workflow that defines the job can be called from the repository".to_owned());
    }
    if row.limits(&FieldKind::Actor) || row.limits(&FieldKind::ActorId) {
        add("that account starts the run, which others can bring about".to_owned());
    }
    if let Some(audiences) =
        values(row.extent(&FieldKind::Audience)).filter(|values| values != "`sts.amazonaws.com`")
    {
        add(format!("the provider in the role's account registers the audience {audiences}"));
    }
    if let (false, Some(slug)) = (row.named(&FieldKind::Owner).is_some(), server(issuer)) {
        add(format!("the caller has a repository {slug}"));
    }
    assumes
}

fn server(issuer: &Issuer) -> Option<String> {
    match issuer.kind() {
        IssuerKind::GitHubEnterprise { slug } => Some(format!("in the enterprise `{slug}`")),
        IssuerKind::EnterpriseServer { host } => Some(format!("on `{host}`")),
        IssuerKind::GheCom { subdomain, .. } => Some(format!("on `{subdomain}.ghe.com`")),
        _ => None,
    }
}
