//! Who can assume no role at all, whatever the policies say.

use can_assume_iam::context::Request;
use can_assume_iam::principals::Caller;

use super::parameters;
use crate::failure::{Stage, StsFailure};

/// Checks that the caller of `request` is one that STS lets call `AssumeRole` for the role.
///
/// # Errors
/// `AccessDenied` for the root user of an account, which no policy can let in: <https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html>.
/// `InvalidClientTokenId` for a caller of another partition than the role's, whose credentials count for nothing there:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_cross_partition.html>; the wording is STS's for
/// credentials that it does not know.
pub(super) fn may_assume(request: &Request) -> Result<(), Box<StsFailure>> {
    let caller = Caller::parse(&request.principal);
    if !caller.is_aws_principal() {
        return Ok(());
    }
    let own = caller.partition();
    let role = request.resource.as_deref().and_then(parameters::partition_of);
    if let (Some(own), Some(role)) = (own, role)
        && own != role
    {
        return Err(StsFailure::new(
            Stage::Request,
            "caller-partition",
            "InvalidClientTokenId",
            403,
            "The security token included in the request is invalid",
            format!("the caller is in the partition `{own}`, the role in `{role}`"),
        )
        .with_help(
            "call as a principal of the role's partition, or federate by `sts:AssumeRoleWithWebIdentity`",
        ));
    }
    if matches!(caller, Caller::Account { partition: Some(_), .. }) {
        return Err(StsFailure::new(
            Stage::Request,
            "root-user",
            "AccessDenied",
            403,
            "Roles may not be assumed by root accounts.",
            format!("`{}` is the root user of an account, which can assume no role", request.principal),
        )
        .with_note("in a trust policy the same ARN stands for the account: for its users and roles")
        .with_help(
            "name the user or role that calls; an account id stands for some principal of the account",
        ));
    }
    Ok(())
}
