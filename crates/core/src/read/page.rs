//! The cause or the rule that an id names.

use super::InputError;
use crate::cause::{self, CauseMeta};
use crate::lint::{RuleMeta, registry};

/// What has a page.
#[derive(Debug, Clone, Copy)]
pub enum Page {
    /// What keeps a request from being allowed.
    Cause(&'static CauseMeta),
    /// What `lint` looks for.
    Rule(&'static RuleMeta),
}

/// The page of the cause or the rule called `id`; letters count without regard to case. Where both are called so, their page is the same.
///
/// # Errors
/// When there is none; the nearest ids are named.
pub fn page(id: &str) -> Result<Page, InputError> {
    if let Some(meta) = cause::page(id) {
        return Ok(Page::Cause(meta));
    }
    if let Some(rule) = registry::find(&id.to_ascii_lowercase()) {
        return Ok(Page::Rule(rule.meta()));
    }
    let causes = cause::nearest(id).into_iter().map(|meta| meta.id);
    let mut near: Vec<String> = Vec::new();
    for id in causes.chain(registry::nearest(id).into_iter().map(|meta| meta.id)) {
        let id = format!("`{id}`");
        if near.len() < 4 && !near.contains(&id) {
            near.push(id);
        }
    }
    let help = if near.is_empty() {
        "`can-assume explain --list` lists every cause and every rule".to_owned()
    } else {
        format!("the nearest ids are {}; `can-assume explain --list` lists all", near.join(", "))
    };
    Err(InputError::plain(format!("there is no cause or rule `{id}`"), help))
}
