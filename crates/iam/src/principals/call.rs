//! A call, as far as principals are concerned.

use std::cell::OnceCell;

use crate::context::{Request, RequestContext};
use crate::operators::arn::Arn;

use super::caller::{Action, Caller};

/// A call: what of the request `Principal` is matched against, each part read when it is first asked for.
pub(crate) struct Call<'r> {
    pub(crate) principal: &'r str,
    pub(crate) action: Action,
    pub(crate) context: &'r RequestContext,
    resource: Option<&'r str>,
    caller: OnceCell<Caller<'r>>,
    role_account: OnceCell<Option<&'r str>>,
}

impl<'r> Call<'r> {
    pub(crate) fn new(request: &'r Request) -> Self {
        Self {
            principal: &request.principal,
            action: Action::parse(&request.action),
            context: &request.context,
            resource: request.resource.as_deref(),
            caller: OnceCell::new(),
            role_account: OnceCell::new(),
        }
    }

    /// Who calls.
    pub(crate) fn caller(&self) -> Caller<'r> {
        *self.caller.get_or_init(|| Caller::parse(self.principal))
    }

    /// Whether the role's ARN is known and begins so.
    pub(crate) fn role_begins_with(&self, text: &str) -> bool {
        self.resource.is_some_and(|resource| resource.starts_with(text))
    }

    /// The account of the role, where it is known.
    pub(crate) fn role_account(&self) -> Option<&'r str> {
        *self.role_account.get_or_init(|| self.resource.and_then(Arn::parse).map(Arn::account))
    }
}
