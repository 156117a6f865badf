//! A value against a subject made of labelled parts: a custom template's, or another issuer's.

use can_assume_github::git_ref::GitRef;
use can_assume_github::subject::{Segment, TemplateSubject};

use super::context::{environment_name, git_refs};
use super::reading::{is_label, labels};
use super::{Defect, Known, Reading, fits, repository};

/// How `wanted` differs from a subject of a custom template.
pub(super) fn of_template(wanted: &str, subject: &TemplateSubject, known: &Known<'_>) -> Vec<Defect> {
    let mut found = Vec::new();
    let came: Vec<String> = subject.segments().iter().map(label).collect();
    let open_ended = wanted.ends_with('*');
    let wanted_labels = labels(wanted);
    let same = wanted_labels.iter().zip(&came).all(|(wanted, came)| wanted == came)
        && (wanted_labels.len() == came.len() || (open_ended && wanted_labels.len() < came.len()));
    let texts = parts(wanted);
    for segment in subject.segments() {
        let name = label(segment);
        let Some((_, text)) = texts.iter().find(|(label, _)| *label == name) else { continue };
        match segment {
            Segment::Repository(came) => {
                repository::compare(&Reading::new(&format!("repo:{text}")), came, known, &mut found);
            }
            Segment::PullRequest => {}
            Segment::Claim { key, value } if same && !fits(text, value.as_str()) => {
                let last = open_ended && texts.last().is_some_and(|(label, _)| *label == name);
                if !(last && fits(text, value.as_str())) {
                    found.extend(of_claim(key, text, value.as_str()));
                }
            }
            Segment::Claim { .. } => {}
        }
    }
    if !same {
        found.push(Defect::Template);
    }
    if found.is_empty() { vec![Defect::Differs] } else { found }
}

fn of_claim(key: &str, wanted: &str, came: &str) -> Vec<Defect> {
    match key {
        "environment" => vec![environment_name(wanted, came)],
        "ref" => git_refs(wanted, &GitRef::new(came)),
        _ => vec![Defect::Segment { label: key.to_owned() }],
    }
}

fn label(segment: &Segment) -> String {
    match segment {
        Segment::Repository(_) => "repo".to_owned(),
        Segment::PullRequest => "pull_request".to_owned(),
        Segment::Claim { key, .. } => key.clone(),
    }
}

/// Each label with the text up to the next one.
fn parts(text: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for part in text.split(':') {
        if is_label(part) {
            found.push((part, String::new()));
        } else if let Some((_, value)) = found.last_mut() {
            if !value.is_empty() {
                value.push(':');
            }
            value.push_str(part);
        }
    }
    found
}

/// How `wanted` differs from the subject of an issuer that is not GitHub: by its labels, or by one value.
///
/// Most issuers write `LABEL:VALUE:LABEL:VALUE`, CircleCI the same with `/`; where a value's place is not known, only
/// the shape is compared.
pub(super) fn of_other_issuer(wanted: &str, presented: &str) -> Vec<Defect> {
    let separator = if presented.contains(':') { ':' } else { '/' };
    let wanted_parts: Vec<&str> = wanted.split(separator).collect();
    let came: Vec<&str> = presented.split(separator).collect();
    let is_account = |text: &str| text.starts_with("system:serviceaccount:");
    if is_account(presented) && is_account(wanted) {
        // Kubernetes writes namespace and name without labels.
        return vec![Defect::Differs];
    }
    if presented.contains("://") || came.len() < 4 || came.len() % 2 == 1 {
        let same_shape = wanted_parts.len() == came.len() && shape(wanted) == shape(presented);
        return vec![if same_shape { Defect::Differs } else { Defect::Template }];
    }
    for (at, part) in came.iter().enumerate() {
        let Some(text) = wanted_parts.get(at) else { return vec![Defect::TailMissing] };
        // A wildcard at the end stands for everything that follows.
        if text.ends_with('*') && at + 1 == wanted_parts.len() && fits(text, part) {
            break;
        }
        if fits(text, part) {
            continue;
        }
        if at % 2 == 0 && !text.contains('*') {
            return vec![Defect::Template];
        }
        let label = came.get(at - at % 2).copied().unwrap_or_default();
        return vec![Defect::Segment { label: label.to_owned() }];
    }
    vec![if wanted_parts.len() > came.len() { Defect::Template } else { Defect::Differs }]
}

/// What a subject without labels begins with: the scheme and host of a URL, or the first name of a path.
fn shape(text: &str) -> Option<&str> {
    match text.split_once("://") {
        Some((_, rest)) => rest.split('/').next(),
        None => text.split(['/', ':']).next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(label: &str) -> Vec<Defect> {
        vec![Defect::Segment { label: label.to_owned() }]
    }

    #[test]
    fn one_value_of_another_issuer() {
        let gitlab = "project_path:g/p:ref_type:branch:ref:main";
        assert_eq!(of_other_issuer("project_path:g/p:ref_type:branch:ref:dev", gitlab), segment("ref"));
        assert_eq!(of_other_issuer("project_path:g/other:*", gitlab), segment("project_path"));
        let circle = "org/1/project/2/user/3";
        assert_eq!(of_other_issuer("org/1/project/9/user/*", circle), segment("project"));
    }

    #[test]
    fn another_service_account() {
        let came = "system:serviceaccount:prod:web";
        assert_eq!(of_other_issuer("system:serviceaccount:default:web", came), [Defect::Differs]);
        assert_ne!(of_other_issuer("system:serviceaccounts:prod", came), [Defect::Differs]);
    }

    #[test]
    fn another_shape() {
        let octopus = "space:default:project:shop:environment:production";
        let with_tenant = "space:default:project:shop:tenant::environment:production";
        assert_eq!(of_other_issuer(with_tenant, octopus), [Defect::Template]);
        assert_eq!(of_other_issuer("space:default:project:shop", octopus), [Defect::TailMissing]);
        assert_eq!(of_other_issuer("repo:o/r:*", "https://ci.example.com/job/x/"), [Defect::Template]);
        assert_eq!(of_other_issuer("job", ""), [Defect::Template]);
    }
}
