//! Which findings the configuration ignores, and which of its entries have no use.

use super::{Config, Date, Ignore, StatementName};
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::finding::Finding;
use crate::lint::input::Selection;

/// Takes out the findings that are ignored; says how many, and which ignores were not used or have expired.
pub(in crate::lint) fn apply(
    config: &Config,
    selection: &Selection,
    today: Option<Date>,
    findings: &mut Vec<Finding>,
) -> (usize, Vec<Diagnostic>) {
    let mut used = vec![false; config.ignores.len()];
    let before = findings.len();
    findings.retain(|finding| {
        let mut ignored = false;
        for (ignore, used) in config.ignores.iter().zip(&mut used) {
            if is_about(ignore, &config.from, finding) {
                *used = true;
                ignored |= !has_expired(ignore, today);
            }
        }
        !ignored
    });
    let warnings = config.ignores.iter().zip(used).filter_map(|(ignore, used)| {
        let warning = |message: String, span| {
            Diagnostic::new(Level::Warning, "", message).primary(&config.source, span, "")
        };
        match &ignore.until {
            Some(until) if has_expired(ignore, today) => {
                let message = format!("the ignore of `{}` expired after {}", ignore.rule.value, until.value);
                Some(
                    warning(message, until.span).help("mend what is found, or extend the date with a reason"),
                )
            }
            // A rule that was not asked for finds nothing to ignore.
            _ if !used && selection.wants(&ignore.rule.value) => {
                let message = format!("the ignore of `{}` is not used", ignore.rule.value);
                Some(warning(message, ignore.rule.span).help("take it out"))
            }
            _ => None,
        }
    });
    let warnings = warnings.collect();
    (before - findings.len(), warnings)
}

fn has_expired(ignore: &Ignore, today: Option<Date>) -> bool {
    matches!((&ignore.until, today), (Some(until), Some(today)) if today > until.value)
}

fn is_about(ignore: &Ignore, from: &str, finding: &Finding) -> bool {
    let file = finding.place().map(|(source, _)| source.name.replace('\\', "/")).unwrap_or_default();
    let file = if file.starts_with('/') { file } else { format!("{from}{file}") };
    ignore.rule.value == finding.rule.id
        && ignore.policy.as_ref().is_none_or(|policy| covers(&policy.value, &file))
        && ignore.statement.as_ref().is_none_or(|name| match (name, &finding.statement) {
            (StatementName::Sid(sid), Some((_, own))) => own.as_ref() == Some(sid),
            (StatementName::Number(number), Some((index, _))) => index + 1 == *number,
            (_, None) => false,
        })
}

/// Whether a path or glob means a file: the whole path, or the end of it from a `/` on. `*` and `?` stop at `/`, `**` does not.
fn covers(pattern: &str, file: &str) -> bool {
    let pattern: Vec<char> = pattern.strip_prefix("./").unwrap_or(pattern).chars().collect();
    let file = file.strip_prefix("./").unwrap_or(file);
    let ends = std::iter::once(file).chain(file.match_indices('/').filter_map(|(at, _)| file.get(at + 1..)));
    ends.into_iter().any(|end| matches(&pattern, &end.chars().collect::<Vec<_>>()))
}

/// Whether a glob matches a text: the states of the pattern after each character, so that no pattern takes long.
fn matches(pattern: &[char], text: &[char]) -> bool {
    let mut states = vec![false; pattern.len() + 1];
    if let Some(first) = states.first_mut() {
        *first = true;
    }
    skip_stars(pattern, &mut states);
    for char in text {
        let mut next = vec![false; states.len()];
        for (at, token) in pattern.iter().enumerate() {
            if states.get(at) != Some(&true) {
                continue;
            }
            let is_star = *token == '*';
            let deep =
                is_star && (pattern.get(at + 1) == Some(&'*') || at > 0 && pattern.get(at - 1) == Some(&'*'));
            let stays = is_star && (deep || *char != '/');
            let moves = !is_star && (token == char || *token == '?' && *char != '/');
            let target = if stays {
                Some(at)
            } else if moves {
                Some(at + 1)
            } else {
                None
            };
            if let Some(slot) = target.and_then(|target| next.get_mut(target)) {
                *slot = true;
            }
        }
        skip_stars(pattern, &mut next);
        states = next;
    }
    states.last() == Some(&true)
}

/// A star also matches nothing.
fn skip_stars(pattern: &[char], states: &mut [bool]) {
    for (at, token) in pattern.iter().enumerate() {
        if *token == '*'
            && states.get(at) == Some(&true)
            && let Some(slot) = states.get_mut(at + 1)
        {
            *slot = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_path_or_a_glob_means_files() {
        for (pattern, file, expected) in [
            ("infra/a.json", "infra/a.json", true),
            ("a.json", "infra/a.json", true),
            ("./infra/a.json", "infra/a.json", true),
            ("infra/*.json", "infra/a.json", true),
            ("infra/*.json", "infra/b/a.json", false),
            ("infra/**/a.json", "infra/b/c/a.json", true),
            ("**", "infra/b/a.json", true),
            ("a?.json", "ab.json", true),
            ("a?.json", "a.json", false),
            ("nfra/a.json", "infra/a.json", false),
        ] {
            assert_eq!(covers(pattern, file), expected, "{pattern} {file}");
        }
    }
}
