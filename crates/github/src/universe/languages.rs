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
    /// What tells it from the other pairs.
    pub(super) variety: &'static str,
    pub(super) loose: Language,
    pub(super) strict: Language,
}

impl Pair {
    fn exact(variety: &'static str, language: Language) -> Self {
        Self { variety, loose: language.clone(), strict: language }
    }

    fn words(variety: &'static str, words: &[&str]) -> Self {
        Self::exact(variety, Language::literals(words.iter().copied()))
    }
}

/// Every language that a field can have.
pub(super) struct Languages {
    pub(super) owner: Pair,
    /// Owners that GitHub lets somebody register, of any length.
    pub(super) new_owner: Language,
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
    pub(super) visibility: Pair,
    pub(super) ref_type: Pair,
    pub(super) truth: Pair,
    pub(super) runner: Pair,
    pub(super) event: Pair,
    pub(super) pull_request_event: Pair,
    pub(super) other_event: Pair,
    pub(super) nothing: Pair,
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
        let empty = Pair::exact("", Language::epsilon());
        let merge = Pair::exact("", merge);
        let (of_pull_request, other): (Vec<&str>, Vec<&str>) =
            EVENTS.iter().partition(|event| event.starts_with("pull_request"));
        Self {
            new_owner: new_owner(),
            owner: Pair { variety: "owner", loose: owner(None), strict: strict_owner },
            repository: Pair {
                variety: "repository",
                loose: loose_repository.clone(),
                strict: strict_repository,
            },
            id: Pair::exact("id", id),
            text: Pair::exact("text", text),
            any_ref: union("any ref", [&heads, &tags, &merge, &empty]),
            pushed_ref: union("pushed ref", [&heads, &tags]),
            pull_request_ref: union("ref of a pull request", [&heads, &merge]),
            uncertain_ref: union("uncertain ref", [&merge, &empty]),
            branch_or_empty: Pair {
                variety: "branch or nothing",
                loose: ref_name().optional(),
                strict: Language::intersection([ref_name().optional(), valid_ref()]),
            },
            workflow_file: Pair::exact("file", workflow_file()),
            job_workflow_ref: Pair::exact("workflow", file(&loose_repository, &owner(None), &loose_at)),
            actor: Pair::exact("actor", Language::concat([owner(None), Language::literals(["", "[bot]"])])),
            slug: Pair::exact("slug", name_chars.plus()),
            sha: Pair::exact("commit", sha),
            visibility: Pair::words("visibility", &["public", "private", "internal"]),
            ref_type: Pair::words("type of ref", &["branch", "tag"]),
            truth: Pair::words("truth", &["true", "false"]),
            runner: Pair::words("runner", &["github-hosted", "self-hosted"]),
            event: Pair::words("event", EVENTS),
            pull_request_event: Pair::words("event of a pull request", &of_pull_request),
            other_event: Pair::words("other event", &other),
            nothing: Pair { variety: "nothing", ..empty },
        }
    }
}

/// Letters and digits with single hyphens between them, and for an enterprise-managed user the short code of the enterprise. Accounts from
/// before that rule may have other names.
///
/// Source: <https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication>
fn new_owner() -> Language {
    let word = Language::class(alphanumeric()).plus();
    let more = |mark| Language::concat([Language::literal(mark), word.clone()]);
    Language::concat([word.clone(), more("-").star(), more("_").optional()])
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
    Pair { variety: "", strict: Language::intersection([loose.clone(), valid_ref()]), loose }
}

fn union<const N: usize>(variety: &'static str, pairs: [&Pair; N]) -> Pair {
    Pair {
        variety,
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

/// Source: <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows>
const EVENTS: &[&str] = &[
    "branch_protection_rule",
    "check_run",
    "check_suite",
    "create",
    "delete",
    "deployment",
    "deployment_status",
    "discussion",
    "discussion_comment",
    "fork",
    "gollum",
    "image_version",
    "issue_comment",
    "issues",
    "label",
    "merge_group",
    "milestone",
    "page_build",
    "public",
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "pull_request_target",
    "push",
    "registry_package",
    "release",
    "repository_dispatch",
    "schedule",
    "status",
    "watch",
    "workflow_dispatch",
    "workflow_run",
];
