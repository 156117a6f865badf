//! What does not change from statement to statement of one evaluation.

use crate::context::{Request, RequestContext};
use crate::principals::Call;

/// A request, read once.
pub(super) struct Frame<'r> {
    pub(super) request: &'r Request,
    pub(super) call: Call<'r>,
}

impl<'r> Frame<'r> {
    pub(super) fn new(request: &'r Request) -> Self {
        Self { request, call: Call::new(request) }
    }

    pub(super) fn context(&self) -> &'r RequestContext {
        &self.request.context
    }
}
