//! Where a policy's value and what was presented part ways.

use can_assume_iam::policy::OperatorKind;

/// The first place at which a policy's value stops fitting what is presented, as byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// In the policy's value.
    pub policy: usize,
    /// In the presented value.
    pub presented: usize,
}

/// Where `policy` stops fitting `presented` under a String operator; `None` when they match or the operator compares no text.
pub fn difference(kind: OperatorKind, policy: &str, presented: &str) -> Option<Difference> {
    match kind {
        OperatorKind::StringEquals | OperatorKind::StringNotEquals => exact(policy, presented, |a, b| a == b),
        OperatorKind::StringEqualsIgnoreCase | OperatorKind::StringNotEqualsIgnoreCase => {
            exact(policy, presented, |a, b| a.to_lowercase().eq(b.to_lowercase()))
        }
        OperatorKind::StringLike | OperatorKind::StringNotLike => glob(policy, presented),
        _ => None,
    }
}

fn exact(policy: &str, presented: &str, same: fn(char, char) -> bool) -> Option<Difference> {
    let common: (usize, usize) = policy
        .chars()
        .zip(presented.chars())
        .take_while(|(a, b)| same(*a, *b))
        .fold((0, 0), |(left, right), (a, b)| (left + a.len_utf8(), right + b.len_utf8()));
    (common.0 < policy.len() || common.1 < presented.len())
        .then_some(Difference { policy: common.0, presented: common.1 })
}

/// Follows all ways in which the pattern can be read at once; where the furthest of them stops is where the two part.
fn glob(pattern: &str, presented: &str) -> Option<Difference> {
    let tokens: Vec<(usize, char)> = pattern.char_indices().collect();
    let mut live = vec![false; tokens.len() + 1];
    if let Some(first) = live.first_mut() {
        *first = true;
    }
    spread(&tokens, &mut live);
    let mut furthest = (last(&live), 0);
    for (at, character) in presented.char_indices() {
        let mut next = vec![false; tokens.len() + 1];
        for (index, (_, token)) in tokens.iter().enumerate() {
            if !live.get(index).copied().unwrap_or_default() {
                continue;
            }
            let target = match token {
                '*' => index,
                '?' => index + 1,
                literal if *literal == character => index + 1,
                _ => continue,
            };
            if let Some(slot) = next.get_mut(target) {
                *slot = true;
            }
        }
        spread(&tokens, &mut next);
        live = next;
        if last(&live) > furthest.0 {
            furthest = (last(&live), at + character.len_utf8());
        }
    }
    let complete = live.last().copied().unwrap_or_default();
    let policy = tokens.get(furthest.0).map_or(pattern.len(), |(offset, _)| *offset);
    (!complete).then_some(Difference { policy, presented: furthest.1 })
}

fn last(live: &[bool]) -> usize {
    live.iter().rposition(|alive| *alive).unwrap_or_default()
}

/// A `*` may also stand for nothing.
fn spread(tokens: &[(usize, char)], live: &mut [bool]) {
    for (index, (_, token)) in tokens.iter().enumerate() {
        if *token == '*'
            && live.get(index).copied().unwrap_or_default()
            && let Some(slot) = live.get_mut(index + 1)
        {
            *slot = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split<'a>(kind: OperatorKind, policy: &'a str, presented: &'a str) -> Option<(&'a str, &'a str)> {
        let found = difference(kind, policy, presented)?;
        Some((policy.get(found.policy..).unwrap(), presented.get(found.presented..).unwrap()))
    }

    #[test]
    fn exact_values_part_at_the_first_other_character() {
        let found =
            split(OperatorKind::StringEquals, "repo:o/r:ref:refs/heads/main", "repo:o/r:environment:prod");
        assert_eq!(found, Some(("ref:refs/heads/main", "environment:prod")));
        assert_eq!(split(OperatorKind::StringEquals, "same", "same"), None);
        assert_eq!(split(OperatorKind::StringEquals, "same", "same:"), Some(("", ":")));
    }

    #[test]
    fn patterns_part_where_no_reading_is_left() {
        let found = split(OperatorKind::StringLike, "repo:o/*:ref:refs/heads/*", "repo:o/r:environment:prod");
        assert_eq!(found, Some(("ref:refs/heads/*", "environment:prod")));
        let found = split(OperatorKind::StringLike, "repo:o/r:*", "repo:o@1/r@2:ref:refs/heads/main");
        assert_eq!(found, Some(("/r:*", "@1/r@2:ref:refs/heads/main")));
        assert_eq!(split(OperatorKind::StringLike, "repo:*", "repo:o/r"), None);
    }
}
