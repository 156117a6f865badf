//! What does not change from statement to statement of one evaluation.

use crate::context::{Request, RequestContext};
use crate::operators::arn::Arn;
use crate::principals::Caller;

/// A request, its caller and its role, read once.
#[derive(Clone, Copy)]
pub(super) struct Frame<'r> {
    pub(super) request: &'r Request,
    pub(super) caller: Caller<'r>,
    /// Whether a caller of this kind can make the call.
    pub(super) can_call: bool,
    /// The account of the role, where it is known.
    pub(super) role_account: Option<&'r str>,
}

impl<'r> Frame<'r> {
    pub(super) fn new(request: &'r Request) -> Self {
        let caller = Caller::parse(&request.principal);
        let role_account = request.resource.as_deref().and_then(Arn::parse).map(Arn::account);
        Self { request, caller, can_call: caller.can_call(&request.action), role_account }
    }

    pub(super) fn context(self) -> &'r RequestContext {
        &self.request.context
    }
}
