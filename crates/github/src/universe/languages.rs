//! What names, refs and free texts look like.
//!
//! Two of each where the rule is long: a loose language that contains the strict one and is cheap to search. What the loose one rules
//! out is ruled out; a word that is found is checked against the strict one.

use std::sync::LazyLock;

use can_assume_regular::{CharSet, Language};

use crate::name::{MAX_OWNER_LENGTH, MAX_REPOSITORY_LENGTH};

/// A loose language and the strict one inside it.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) loose: Language,
    pub(super) strict: Language,
}

impl Pair {
    fn exact(language: Language) -> Self {
        Self { loose: language.clone(), strict: language }
    }
}

/// Every language that a field can have.
pub(super) struct Languages {
    pub(super) owner: Pair,
    pub(super) repository: Pair,
    pub(super) id: Pair,
    pub(super) text: Pair,
    /// Branches, tags and merges of pull requests.
    pub(super) any_ref: Pair,
    /// Branches and tags.
    pub(super) pushed_ref: Pair,
    /// What runs of pull requests have: a merge or a branch.
    pub(super) pull_request_ref: Pair,
    /// Refs of which GitHub does not say how they look in a subject.
    pub(super) uncertain_ref: Pair,
    pub(super) branch_or_empty: Pair,
    pub(super) workflow_file: Pair,
    pub(super) job_workflow_ref: Pair,
    pub(super) actor: Pair,
    pub(super) slug: Pair,
    pub(super) sha: Pair,
}

/// The languages, written down once.
pub(super) static LANGUAGES: LazyLock<Languages> = LazyLock::new(Languages::new);

impl Languages {
    fn new() -> Self {
        let word = alphanumeric();
        let owner_rest = class("-_").union(&word);
        let owner = |longest| {
            Language::concat([
                Language::class(word.clone()),
                Language::class(owner_rest.clone()).repeat(0, longest),
            ])
        };
        let name_chars = Language::class(class("-_.").union(&word));
        let dots = Language::literals([".", ".."]);
        let id = number();
        let text = Language::class(CharSet::all()).plus();
        let hexadecimal = Language::class(CharSet::from_ranges(['0'..='9', 'a'..='f']));
        let sha = hexadecimal.repeat(40, Some(40));
        let (heads, tags, merge) = (prefixed("refs/heads/"), prefixed("refs/tags/"), merge());
        let loose_repository = name_chars.plus();
        let file = |repository: &Language, owner: &Language, at: &Language| {
            Language::concat([
                owner.clone(),
                Language::literal("/"),
                repository.clone(),
                Language::literal("/.github/workflows/"),
                workflow_file(),
                Language::literal("@"),
                at.clone(),
            ])
        };
        let strict_repository = name_chars.repeat(1, Some(MAX_REPOSITORY_LENGTH)).difference(&dots);
        let strict_owner = owner(Some(MAX_OWNER_LENGTH - 1));
        let loose_at = Language::union([heads.loose.clone(), tags.loose.clone(), merge.clone(), sha.clone()]);
        Self {
            owner: Pair { loose: owner(None), strict: strict_owner },
            repository: Pair { loose: loose_repository.clone(), strict: strict_repository },
            id: Pair::exact(id),
            text: Pair::exact(text),
            any_ref: union([&heads, &tags, &Pair::exact(merge.clone())]),
            pushed_ref: union([&heads, &tags]),
            pull_request_ref: union([&heads, &Pair::exact(merge.clone())]),
            uncertain_ref: Pair::exact(Language::union([merge, Language::epsilon()])),
            branch_or_empty: Pair {
                loose: ref_name().optional(),
                strict: Language::intersection([ref_name().optional(), valid_ref()]),
            },
            workflow_file: Pair::exact(workflow_file()),
            job_workflow_ref: Pair::exact(file(&loose_repository, &owner(None), &loose_at)),
            actor: Pair::exact(Language::concat([owner(None), Language::literals(["", "[bot]"])])),
            slug: Pair::exact(name_chars.plus()),
            sha: Pair::exact(sha),
        }
    }
}

/// `:`, as it is written inside a subject, is the only character that a value may not hold there.
pub(super) fn without_colon() -> CharSet {
    CharSet::single(':').complement()
}

/// A decimal number as GitHub writes ids: no sign, no leading zero.
fn number() -> Language {
    Language::concat([
        Language::class(CharSet::from_ranges(['1'..='9'])),
        Language::class(CharSet::from_ranges(['0'..='9'])).star(),
    ])
}

fn merge() -> Language {
    Language::concat([Language::literal("refs/pull/"), number(), Language::literal("/merge")])
}

fn workflow_file() -> Language {
    let name = Language::class(class("/").complement()).plus();
    Language::concat([name, Language::literals([".yml", ".yaml"])])
}

/// Refs under `prefix`.
fn prefixed(prefix: &str) -> Pair {
    let loose = Language::concat([Language::literal(prefix), ref_name()]);
    Pair { strict: Language::intersection([loose.clone(), valid_ref()]), loose }
}

fn union<const N: usize>(pairs: [&Pair; N]) -> Pair {
    Pair {
        loose: Language::union(pairs.iter().map(|pair| pair.loose.clone())),
        strict: Language::union(pairs.iter().map(|pair| pair.strict.clone())),
    }
}

/// The name of a branch or tag as far as single characters go.
///
/// Source: <https://git-scm.com/docs/git-check-ref-format>
fn ref_name() -> Language {
    let bad = class(" ~^:?*[\\/").union(&CharSet::from_ranges(['\0'..='\u{1f}', '\u{7f}'..='\u{7f}']));
    let part = Language::class(bad.complement()).plus();
    Language::concat([part.clone(), Language::concat([Language::literal("/"), part]).star()])
}

/// What git refuses beyond single characters: `..`, `@{`, parts that begin with `.` or end in `.lock`, a `.` at the end.
fn valid_ref() -> Language {
    Language::union(["*..*", "*@{*", "*/.*", ".*", "*.lock", "*.lock/*", "*."].map(Language::glob))
        .complement()
}

fn alphanumeric() -> CharSet {
    CharSet::from_ranges(['a'..='z', 'A'..='Z', '0'..='9'])
}

fn class(chars: &str) -> CharSet {
    chars.chars().collect()
}
