//! The question that `check` and `fix` ask.

use can_assume_core::question::Question;

use super::{
    InputError, Reader, caller_policy, context, identity, only_with_workflow, providers,
    resource_control_policies, role,
};
use crate::args::QuestionArgs;
use crate::terminal::Terminal;

/// Puts the question together from the options; a token is verified with the keys of `jwks`, a file or a URL.
///
/// # Errors
/// When an input cannot be used.
pub(crate) fn question(
    reader: &mut Reader,
    args: &QuestionArgs,
    jwks: Option<&str>,
    terminal: Terminal,
) -> Result<Question, InputError> {
    only_with_workflow(&args.about)?;
    let (role, policy) = role(reader, &args.policy, args.role.as_deref())?;
    let identity = identity::identity(reader, args, jwks, terminal)?;
    Ok(Question {
        role,
        policy,
        identity,
        providers: args.provider.as_deref().map(|path| providers(reader, path)).transpose()?,
        resource_control_policies: resource_control_policies(reader, &args.rcp)?,
        service_control_policies: Vec::new(),
        caller_policy: args.caller_policy.as_deref().map(|path| caller_policy(reader, path)).transpose()?,
        context: context(&args.context)?,
        now: identity::time(args)?,
        session_name: None,
        duration_seconds: None,
    })
}
