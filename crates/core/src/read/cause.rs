//! The cause that an id names.

use super::InputError;
use crate::cause::{self, CauseMeta};

/// The page of the cause called `id`.
///
/// # Errors
/// When there is none; the nearest ids are named.
pub fn cause(id: &str) -> Result<&'static CauseMeta, InputError> {
    cause::page(id).ok_or_else(|| {
        let near: Vec<String> = cause::nearest(id).iter().map(|meta| format!("`{}`", meta.id)).collect();
        let help = if near.is_empty() {
            "`can-assume explain --list` lists every cause".to_owned()
        } else {
            format!("the nearest ids are {}; `can-assume explain --list` lists all", near.join(", "))
        };
        InputError::plain(format!("there is no cause `{id}`"), help)
    })
}
