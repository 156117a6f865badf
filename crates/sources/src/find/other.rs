//! What else people pass by mistake.

use can_assume_iam::json::Object;
use can_assume_iam::span::Span;

use crate::SourceError;

const EXPECTED: &str = "a trust policy, or what `aws iam get-role`, `aws iam list-roles` or `aws iam get-account-authorization-details` prints";

/// What a file with these members is, and what to do with it.
struct Lookalike {
    members: &'static [&'static str],
    is: &'static str,
    help: &'static str,
}

const LOOKALIKES: [Lookalike; 9] = [
    Lookalike {
        members: &["PolicyVersion"],
        is: "a permission policy (`aws iam get-policy-version`)",
        help: "pass the role's trust policy: `aws iam get-role --role-name NAME`",
    },
    Lookalike {
        members: &["PolicyDocument"],
        is: "an inline permission policy (`aws iam get-role-policy`)",
        help: "pass the role's trust policy: `aws iam get-role --role-name NAME`",
    },
    Lookalike {
        members: &["Url", "ClientIDList"],
        is: "an identity provider (`aws iam get-open-id-connect-provider`)",
        help: "pass it with `--provider`, and a trust policy with `--policy`",
    },
    Lookalike {
        members: &["iss", "sub"],
        is: "the claims of a token",
        help: "pass them with `--claims`, and a trust policy with `--policy`",
    },
    Lookalike {
        members: &["keys"],
        is: "a JWKS",
        help: "pass it with `--jwks`, and a trust policy with `--policy`",
    },
    Lookalike {
        members: &["Resources"],
        is: "a CloudFormation template, which is not read yet",
        help: "pass the `AssumeRolePolicyDocument` by itself",
    },
    Lookalike {
        members: &["terraform_version"],
        is: "a Terraform plan or state, which is not read yet",
        help: "pass the role's `assume_role_policy` by itself",
    },
    Lookalike {
        members: &["Effect"],
        is: "one statement of a policy",
        help: "write it into a policy: `{\"Version\": \"2012-10-17\", \"Statement\": [{…}]}`",
    },
    Lookalike {
        members: &["UserDetailList"],
        is: "an account's details without its roles",
        help: "run `aws iam get-account-authorization-details --filter Role`",
    },
];

/// Whether an object with these members is known to be something else.
pub(super) fn is_known(object: &Object<'_>) -> bool {
    lookalike(object).is_some()
}

/// The error for a file that holds no trust policy: an object with these members, or no object at all.
pub(super) fn error(span: Span, object: Option<&Object<'_>>) -> SourceError {
    match object.and_then(lookalike) {
        Some(found) => {
            SourceError::new(span, format!("the file is {}; expected {EXPECTED}", found.is), found.help)
        }
        None => SourceError::new(
            span,
            format!("the file holds no trust policy; expected {EXPECTED}"),
            "pass a JSON object with `Statement`, or the output of the AWS CLI",
        ),
    }
}

fn lookalike(object: &Object<'_>) -> Option<&'static Lookalike> {
    LOOKALIKES.iter().find(|lookalike| lookalike.members.iter().all(|name| object.get(name).is_some()))
}
