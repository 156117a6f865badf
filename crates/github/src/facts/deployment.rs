//! Whether an environment lets a ref deploy.

use super::{EnvironmentFacts, Facts, PatternKind};

/// What a deployment branch policy says of a ref.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeploymentRule {
    /// The ref may deploy.
    Allowed,
    /// The ref may not deploy: the job fails before it reaches a runner, so that it gets no token.
    Refused,
    /// It depends on which branches are protected, and that is not known.
    Unknown,
}

impl Facts {
    /// The environment of this name; names compare without regard to case.
    pub fn environment(&self, name: &str) -> Option<&EnvironmentFacts> {
        self.environments.iter().flatten().find(|environment| environment.name.eq_ignore_ascii_case(name))
    }

    /// Whether `environment` lets a run whose `GITHUB_REF` is `git_ref` deploy.
    ///
    /// Patterns are matched like Ruby's `File.fnmatch` with `FNM_PATHNAME`: `*` does not cross `/`. A pull request is
    /// matched as `refs/pull/N/merge`. “Protected branches only” refuses tags, and lets every branch pass while no
    /// branch is protected.
    ///
    /// Sources:
    /// <https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments#deployment-branches-and-tags>,
    /// <https://github.blog/changelog/2025-11-07-actions-pull_request_target-and-environment-branch-protections-changes>
    pub fn deployment_rule(&self, environment: &EnvironmentFacts, git_ref: &str) -> DeploymentRule {
        let Some(policy) = &environment.branch_policy else { return DeploymentRule::Allowed };
        if policy.protected_branches {
            let Some(branch) = git_ref.strip_prefix("refs/heads/") else { return DeploymentRule::Refused };
            return match &self.protected_branches {
                None => DeploymentRule::Unknown,
                Some(protected) if protected.is_empty() => DeploymentRule::Allowed,
                Some(protected) if protected.iter().any(|name| name == branch) => DeploymentRule::Allowed,
                Some(_) => DeploymentRule::Refused,
            };
        }
        if policy.custom_branch_policies && policy.patterns.is_empty() {
            return DeploymentRule::Unknown;
        }
        let (kind, name) = if let Some(branch) = git_ref.strip_prefix("refs/heads/") {
            (PatternKind::Branch, branch)
        } else if let Some(tag) = git_ref.strip_prefix("refs/tags/") {
            (PatternKind::Tag, tag)
        } else {
            (PatternKind::Branch, git_ref)
        };
        let matched =
            policy.patterns.iter().any(|pattern| pattern.kind == kind && fnmatch(&pattern.name, name));
        if matched { DeploymentRule::Allowed } else { DeploymentRule::Refused }
    }
}

/// `File.fnmatch(pattern, name, File::FNM_PATHNAME)`: `*` and `?` stop at `/`, `**/` is any number of directories,
/// `[a-z]` and `[!a]` are sets, a backslash escapes. Takes time in the product of both lengths.
fn fnmatch(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().take(LONGEST).collect();
    let name: Vec<char> = name.chars().collect();
    // Row by row from the end of the pattern: `reach[i]` says whether the pattern's tail matches `name[i..]`.
    let tokens = tokens(&pattern);
    let mut reach: Vec<bool> = (0..=name.len()).map(|index| index == name.len()).collect();
    for token in tokens.iter().rev() {
        let mut row = vec![false; name.len() + 1];
        for index in (0..=name.len()).rev() {
            let here = name.get(index).copied();
            let next_row = reach.get(index + 1).copied().unwrap_or(false);
            let stay = row.get(index + 1).copied().unwrap_or(false);
            let skip = reach.get(index).copied().unwrap_or(false);
            let value = match token {
                Token::Star => skip || (stay && here.is_some_and(|c| c != '/')),
                Token::Directories => {
                    // Skipped, or one more directory read.
                    let slash =
                        name.iter().skip(index).position(|c| *c == '/').map(|offset| index + offset + 1);
                    skip || slash.is_some_and(|after| row.get(after).copied().unwrap_or(false))
                }
                Token::One => next_row && here.is_some_and(|c| c != '/'),
                Token::Literal(literal) => next_row && here == Some(*literal),
                Token::Set { negated, ranges } => {
                    next_row
                        && here.is_some_and(|c| {
                            c != '/' && ranges.iter().any(|(from, to)| (*from..=*to).contains(&c)) != *negated
                        })
                }
            };
            if let Some(cell) = row.get_mut(index) {
                *cell = value;
            }
        }
        reach = row;
    }
    reach.first().copied().unwrap_or(false)
}

enum Token {
    Literal(char),
    One,
    Star,
    Directories,
    Set { negated: bool, ranges: Vec<(char, char)> },
}

fn tokens(pattern: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = pattern;
    let mut at_segment = true;
    loop {
        let (token, tail) = match rest {
            [] => return tokens,
            ['*', '*', '/', tail @ ..] if at_segment => (Token::Directories, tail),
            ['*', tail @ ..] => (Token::Star, tail),
            ['?', tail @ ..] => (Token::One, tail),
            ['\\', escaped, tail @ ..] => (Token::Literal(*escaped), tail),
            ['[', inside @ ..] => set(inside).unwrap_or((Token::Literal('['), inside)),
            [literal, tail @ ..] => (Token::Literal(*literal), tail),
        };
        at_segment = matches!(token, Token::Literal('/') | Token::Directories);
        tokens.push(token);
        rest = tail;
    }
}

fn set(inside: &[char]) -> Option<(Token, &[char])> {
    let (negated, mut rest) = match inside {
        ['!' | '^', tail @ ..] => (true, tail),
        other => (false, other),
    };
    let mut ranges = Vec::new();
    loop {
        rest = match rest {
            [] => return None,
            [']', tail @ ..] if !ranges.is_empty() => return Some((Token::Set { negated, ranges }, tail)),
            [from, '-', to, tail @ ..] if *to != ']' => {
                ranges.push((*from, *to));
                tail
            }
            [single, tail @ ..] => {
                ranges.push((*single, *single));
                tail
            }
        };
    }
}

/// Patterns are bounded; branch names are short.
const LONGEST: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ruby_s_fnmatch() {
        for (pattern, name, expected) in [
            ("main", "main", true),
            ("main", "Main", false),
            ("release/*", "release/1", true),
            ("release/*", "release/1/2", false),
            ("*", "a/b", false),
            ("**/x", "a/b/x", true),
            ("**/x", "x", true),
            ("release/**/*", "release/1/2", true),
            ("v[0-9]*", "v1.2", true),
            ("v[!0-9]", "v1", false),
            ("refs/pull/*/merge", "refs/pull/7/merge", true),
            ("a?c", "a/c", false),
        ] {
            assert_eq!(fnmatch(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn policies() {
        let facts = Facts::from_json(
            r#"{"environments": [
                {"name": "open"},
                {"name": "main", "branchPolicy": {"patterns": ["main", {"name": "v*", "type": "tag"}]}},
                {"name": "custom", "deployment_branch_policy": {"protected_branches": false, "custom_branch_policies": true}},
                {"name": "protected", "branchPolicy": {"protectedBranches": true}}],
                "protectedBranches": ["main"]}"#,
        )
        .expect("facts");
        let rule =
            |name: &str, git_ref: &str| facts.deployment_rule(facts.environment(name).unwrap(), git_ref);
        assert_eq!(rule("OPEN", "refs/heads/x"), DeploymentRule::Allowed);
        assert_eq!(rule("main", "refs/heads/main"), DeploymentRule::Allowed);
        assert_eq!(rule("main", "refs/tags/v1"), DeploymentRule::Allowed);
        assert_eq!(rule("main", "refs/tags/main"), DeploymentRule::Refused);
        assert_eq!(rule("main", "refs/pull/7/merge"), DeploymentRule::Refused);
        assert_eq!(
            rule("custom", "refs/heads/main"),
            DeploymentRule::Unknown,
            "the patterns were not looked up"
        );
        assert_eq!(rule("protected", "refs/heads/main"), DeploymentRule::Allowed);
        assert_eq!(rule("protected", "refs/tags/main"), DeploymentRule::Refused);
        assert_eq!(rule("protected", "refs/heads/dev"), DeploymentRule::Refused);
    }
}
