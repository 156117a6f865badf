//! The pages of all causes, found by id.

use super::{CauseMeta, REGISTRY, workflow};

/// How far an id may be from another one to be taken for a misspelling of it, as a similarity from 0 to 1.
const NEAR: f64 = 0.7;

/// Every cause, in the order in which fixing them matters: what keeps a job from having a token, then what keeps STS
/// from taking it.
pub fn pages() -> Vec<&'static CauseMeta> {
    let mut all: Vec<&'static CauseMeta> = Vec::new();
    let of_workflows = workflow::PAGES.iter().copied();
    for meta in of_workflows.chain(REGISTRY.iter().map(|cause| cause.meta())) {
        if !all.iter().any(|known| known.id == meta.id) {
            all.push(meta);
        }
    }
    all
}

/// The cause with this id; letters count without regard to case.
pub fn page(id: &str) -> Option<&'static CauseMeta> {
    pages().into_iter().find(|meta| meta.id.eq_ignore_ascii_case(id))
}

/// Up to three causes whose ids come nearest to `id`, the nearest first; those that share a word with it count.
pub fn nearest(id: &str) -> Vec<&'static CauseMeta> {
    // Ids are short; a long text is none, and comparing it is not worth the time.
    if id.len() > 200 {
        return Vec::new();
    }
    let wanted = id.to_ascii_lowercase();
    let mut scored: Vec<(f64, &'static CauseMeta)> =
        pages().into_iter().map(|meta| (similarity(&wanted, meta.id), meta)).collect();
    scored.retain(|(score, _)| *score >= NEAR);
    scored.sort_by(|left, right| right.0.total_cmp(&left.0));
    scored.into_iter().take(3).map(|(_, meta)| meta).collect()
}

/// How alike two ids are: as texts, or by the share of the wanted words that the id has.
fn similarity(wanted: &str, id: &str) -> f64 {
    let words: Vec<&str> = wanted.split(['-', '_', ' ']).filter(|word| word.len() > 2).collect();
    let shared = words.iter().filter(|word| id.split('-').any(|known| known == **word)).count();
    let by_words = if words.is_empty() {
        0.0
    } else {
        #[expect(clippy::cast_precision_loss, reason = "an id has a handful of words")]
        let share = shared as f64 / words.len() as f64;
        share * 0.95
    };
    strsim::jaro_winkler(wanted, id).max(by_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_and_misspelt_ones_are_near() {
        assert_eq!(page("token-fork").map(|meta| meta.id), Some("token-fork"));
        assert!(page("token-forks").is_none());
        assert_eq!(nearest("token-forks").first().map(|meta| meta.id), Some("token-fork"));
        assert_eq!(nearest("fork").first().map(|meta| meta.id), Some("token-fork"));
        assert!(nearest("zzzzqqq").is_empty());
        assert!(nearest(&"token-fork".repeat(1000)).is_empty());
    }

    #[test]
    fn every_page_says_what_is_wrong_and_how_to_fix_it() {
        for meta in pages() {
            assert!(meta.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", meta.id);
            assert!(!meta.title.is_empty() && !meta.title.ends_with('.'), "{}", meta.id);
            assert!(meta.page.ends_with('\n') && !meta.page.starts_with('#'), "{}", meta.id);
        }
    }
}
